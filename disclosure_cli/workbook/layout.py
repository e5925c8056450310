"""What the workbook's writer and its reader both know: the sheets, their marks and their places.

The contract with the person who fills it in: 填写说明, 基本信息, then the report's own order, then
核对 and 核查说明. Rows and columns are counted from 0 here, and shown as `D7` in messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.schema import Edition, Leaf, Measure, Ref, Section, Table
from disclosure_cli.model.places import Position, address
from disclosure_cli.model.report import CATEGORY_TOTAL, CATEGORY_TOTAL_LABEL, category

GUIDE = "填写说明"
ABOUT_SHEET = "基本信息"
CATEGORY_SHEET = "主动公开分类"
BALANCE_SHEET = "核对"
EXPLANATION_SHEET = "核查说明"
FINDINGS_SHEET = "检查结果"
"""The first sheet of an annotated copy, which is never read."""
UNITS_SHEET = "汇总来源"
"""Of a government's merged workbook: what each unit contributed."""
UNIT_LIST_SHEET = "单位名单"
"""The units that have to report, where a list of them was given."""

OTHER_SHEETS = (
    GUIDE, ABOUT_SHEET, CATEGORY_SHEET, BALANCE_SHEET, EXPLANATION_SHEET, FINDINGS_SHEET, UNITS_SHEET,
    UNIT_LIST_SHEET,
)  # fmt: skip
"""The sheets beside those of the sections."""

NEVER_READ = (GUIDE, BALANCE_SHEET, FINDINGS_SHEET)
"""What only the program writes into: whatever stands there is no part of a report."""

FORM_MARK = "disclosure_form"
"""The defined name, and document property, that holds the key of the edition."""
YEAR_MARK = "disclosure_year"
UNITS_MARK = "disclosure_units"
"""That of a merged workbook, so that it is noticed when the sheet of the units is gone."""

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


UNIT_HEADS = ("单位", "年度", "类别", "文件", "说明")
"""What is said of each unit, left of its figures."""
UNIT_HEAD_ROW = 2
"""The first of three rows of heads: the section, the label of the row, the label of the column."""
UNIT_HEAD_ROWS = 3
UNIT_TOTAL_ROW = UNIT_HEAD_ROW + UNIT_HEAD_ROWS
"""Where all units are summed up."""
UNIT_TOP = UNIT_TOTAL_ROW + 1
MOST_UNITS = 2_000
"""Rows of units that are summed up, and read."""
UNIT_LIST_HEADS = ("单位", "别名", "类别", "报送")
UNIT_LIST_TOP = 3
BETWEEN_ALIASES = "、"


class UnitColumn(NamedTuple):
    """A column of 汇总来源: a figure, and the three heads over it, as the form prints them."""

    ref: Ref
    heads: tuple[str, str, str]


def unit_columns(edition: Edition, categories: Sequence[str]) -> list[UnitColumn]:
    """The columns right of those that say whose figures they are: the inputs of the form, then the categories."""
    columns = [
        UnitColumn(ref, (edition.section_of(ref).title, *_heads_over(*edition.leaves_by_ref[ref])))
        for ref in edition.inputs
    ]
    counts = [(CATEGORY_TOTAL, CATEGORY_TOTAL_LABEL)]
    counts += [(category(number), name) for number, name in enumerate(categories, 1)]
    return columns + [
        UnitColumn(ref, (CATEGORY_TITLE, name, CATEGORY_HEADS[1])) for ref, name in counts
    ]


def unit_sum_formula(sheet: str, at: Position) -> str:
    """The template's own formula for a figure that is the sum over the units, which stands at `at` of their sheet."""
    return f"='{sheet}'!{address(*at)}"


class UnitHead(NamedTuple):
    """A head over columns of 汇总来源: which of the three rows, the first column that it is over, and how many."""

    down: int
    number: int
    span: int
    text: str


def unit_heads(columns: Sequence[UnitColumn]) -> Iterator[UnitHead]:
    """The heads over the columns: one over all that have it in common, in the last row one over each."""
    last = UNIT_HEAD_ROWS - 1
    for number, column in enumerate(columns):
        yield UnitHead(last, number, 1, column.heads[last])
    for down in range(last):
        number = 0
        for heads, together in groupby(columns, key=lambda column: column.heads[: down + 1]):
            span = len(list(together))
            yield UnitHead(down, number, span, heads[-1])
            number += span


def _heads_over(row: Leaf, column: Leaf) -> tuple[str, str]:
    """The labels of the row and of the column; of a table of one row, of the group of columns and of the column."""
    if not row.label:
        return "·".join(node.label for node in column.path[:-1]), column.path[-1].label
    # The form leaves the unit of money to each cell; of what is added up it must be one.
    unit = f"（{Measure.MONEY.value}）" if column.measure is Measure.MONEY else ""
    return row.label, column.label + unit


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


def category_positions(count: int) -> dict[Ref, Position]:
    """Where the counts of so many categories stand, and their total."""
    counts = {category(n): (CATEGORY_TOP + n - 1, 1) for n in range(1, count + 1)}
    return {CATEGORY_TOTAL: (CATEGORY_TOTAL_ROW, 1), **counts}


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
