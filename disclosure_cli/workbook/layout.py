"""What the workbook's writer and its reader both know: the sheets, their marks and their places.

The contract with the person who fills it in: 填写说明, 基本信息, then the report's own order, then
核对 and 核查说明. Rows and columns are counted from 0 here, and shown as `D7` in messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.schema import Ref, Section, Table
from disclosure_cli.model.places import Position, address

GUIDE = "填写说明"
ABOUT_SHEET = "基本信息"
CATEGORY_SHEET = "主动公开分类"
BALANCE_SHEET = "核对"
EXPLANATION_SHEET = "核查说明"
FINDINGS_SHEET = "检查结果"
"""The first sheet of an annotated copy, which is never read."""

OTHER_SHEETS = (
    GUIDE, ABOUT_SHEET, CATEGORY_SHEET, BALANCE_SHEET, EXPLANATION_SHEET, FINDINGS_SHEET,
)  # fmt: skip
"""The sheets beside those of the sections."""

NEVER_READ = (GUIDE, BALANCE_SHEET, FINDINGS_SHEET)
"""What only the program writes into: whatever stands there is no part of a report."""

FORM_MARK = "disclosure_form"
"""The defined name, and document property, that holds the key of the edition."""
YEAR_MARK = "disclosure_year"

NIL_LABEL = "本年度无此项业务"
TEXT_HEAD = "正文（一行一段，可写任意多行）"
CATEGORY_TITLE = "主动公开政府信息分类"
CATEGORY_HEADS = ("类别", "条数")
CATEGORY_ROWS = 200
"""How many rows of categories get an input rule and are summed live."""
EXPLANATION_HEADS = ("代码", "单元格", "原因")
EXPLANATION_TOP = 3

ABOUT_TOP = 2
ABOUT_VALUE, ABOUT_HINT = 1, 2
"""The columns right of the labels."""
NIL_ROW = 1
TABLE_TOP = 3
"""The row of the first cell of a section's tables; above are the title and the tick."""
TEXT_TOP = 3
TEXT_LENGTH_COLUMN = 1
"""Right of the head of the text stands how many characters it has."""
TEXT_LENGTH = ("共 ", " 字")
"""The words around that number."""
MOST_PARAGRAPHS, MOST_CATEGORIES = 2_000, 1_000
"""Of a report; what stands after that is not read."""
CATEGORY_TOTAL_ROW = 2
CATEGORY_TOP = 5


def sheet_of(section: Section) -> str:
    """The sheet of a section: the first has its title for a name, the others their numeral."""
    return section.title if section.numeral == "一" else section.numeral


def positions(section: Section, origin: Position = (TABLE_TOP, 0)) -> dict[Ref, Position]:
    """Where each figure of a section stands when its tables begin at `origin`."""
    top, left = origin
    return {
        cell.ref: (top + cell.row, left + cell.column)
        for cell in lay_out(section).figures
        if cell.ref
    }


def nil_box(section: Section) -> Position:
    """Where 本年度无此项业务 is ticked: right of its label, over the first figures."""
    return NIL_ROW, max(3, min(column for _, column in positions(section).values()))


def is_text_length(text: str) -> bool:
    """Whether a text is the number of characters that stands beside the head of a section's text."""
    before, after = TEXT_LENGTH
    return bool(re.fullmatch(f"{before}[0-9]+{after}", text.strip()))


def ranges(cells: Iterable[Position]) -> list[str]:
    """Cells as arguments of a formula: one range where they fill it, else runs by column."""
    cells = set(cells)
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    if len(cells) == len(rows) * len(columns) and _is_run(rows) and _is_run(columns):
        return [_range(rows, columns)]
    return [
        _range(run, {column})
        for column in sorted(columns)
        for run in _runs(row for row, c in cells if c == column)
    ]


def total_formula(table: Table, total: Ref, at: dict[Ref, Position]) -> str:
    """The template's own formula for a total of the form."""
    return f"=SUM({','.join(ranges(at[part] for part in table.totals[total]))})"


def _is_run(numbers: set[int]) -> bool:
    return max(numbers) - min(numbers) + 1 == len(numbers)


def _runs(numbers: Iterable[int]) -> list[set[int]]:
    runs: list[set[int]] = []
    for number in sorted(numbers):
        if runs and number - 1 in runs[-1]:
            runs[-1].add(number)
        else:
            runs.append({number})
    return runs


def _range(rows: set[int], columns: set[int]) -> str:
    first = address(min(rows), min(columns))
    last = address(max(rows), max(columns))
    return first if first == last else f"{first}:{last}"
