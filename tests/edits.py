"""Edits of a filled-in workbook as people make them: contents, number formats, looks, what is hidden."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.places import Part, address
from disclosure_cli.model.report import ABOUT, Report
from disclosure_cli.template.annotated import copied_cells

FORMATS = (
    "General", "0", "0_ ", "0.0", "0.00", "0.00_ ", "#,##0", "#,##0.00", "@", "000000", "0;0", "0;-0;", ";;;",
    "0.###", "#", "?0", '0"件"', '0"万元"', '0"元"', "0件", "-0", "(0)", "0-0", "000-0000", "0[$万-804]", "[$5]0",
    "0*0", "* 0", "_-0", "0%", "0,", "0.0,", "[Red]0", "[White]0", "[Color2]0", "[>5]0", "[DBNum1]0", "[$-804]0",
    "# ?/?", "0E+00", "yyyy-m-d", 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', "mm-dd-yy", "h:mm", "yyyy-mm-dd hh:mm",
    "+General;-General;General", "General;General;General", 'General"件"', '"约"0', '0"（约）"', "0!件",
    r"0_);[Red]\(0\)", "#,##0;[Red]-#,##0", '0;0;"-"', '0;0;"";@', '@"（草案）"', '0;0;0;"略"',
    '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '"¥"#,##0.00',
)  # fmt: skip
PIECES = (
    "0", "#,##0", "0.00", "General", '"万元"', '"元"', "件", "-", "(", ")", "+", "[Red]", "[White]", "[$-804]",
    "[$¥-804]", "_ ", "* ", "*5", ";", "@", "%", ",", r"\5", '"5"', "?", "/", "yyyy", "m", "d", "[DBNum1]", ".",
)  # fmt: skip
VALUES = (
    None, 0, 1, 3, 12, 120, 1200, 23800, 72701, 13800138000, 123456789012, -3, 3.0, 3.5, 0.5, 0.1 + 0.2,
    57.970000000000006, 72701.2578, 72701.257812345, 1234567.891, 0.00001234, "3", "３", "12件", "1,200",
    " 7 ", "/", "-", "无", "约10",
    "3.0", "007", "示例县人民路1号", "12（其中修订3件）", True, "#REF!", dt.date(2025, 1, 20),
    dt.datetime(2025, 1, 20, 9, 30), dt.time(9, 30), "=1+2", "2025-01-20", "二〇二五年一月二十日",
    "２０２５年１月２０日", "√", "一行\n又一行", "",
)  # fmt: skip


class Edit(NamedTuple):
    """What somebody did to one cell."""

    subject: Ref | Part
    sheet: str
    row: int
    column: int
    value: object
    """What was typed; `KEPT` where only the looks were changed."""
    number_format: str
    """Empty where it stayed as it was."""
    style: str
    """One of `STYLES`, or nothing."""

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


KEPT = object()
WHITE, PALE, GROUND = "FFFFFFFF", "FFFEFCF0", "FFFFF8DC"
"""White, a colour next to it, and that of the cells to be filled in."""
LOOKS: dict[str, dict[str, object]] = {
    "struck": {"font": Font(strike=True)},
    "white": {"font": Font(color=WHITE), "fill": PatternFill()},
    "white by theme": {"font": Font(color=Color(theme=0))},
    "pale": {"font": Font(color=PALE), "fill": PatternFill()},
    "on its ground": {"font": Font(color=GROUND), "fill": PatternFill("solid", fgColor=GROUND)},
    "symbols": {"font": Font(name="Wingdings 2")},
    "tiny": {"font": Font(size=1)},
    "filled": {"alignment": Alignment(horizontal="fill")},
}
RULES: dict[str, dict[str, Any]] = {
    "rule struck": {"font": Font(strike=True)},
    "rule white": {"font": Font(color=WHITE)},
    "rule format": {"numFmt": NumberFormat(numFmtId=190, formatCode='0"元"')},
}
RUNS = {"struck run": InlineFont(strike=True), "white run": InlineFont(color=Color(rgb=WHITE))}
STYLES = (
    *LOOKS, *RULES, *RUNS, "hidden row", "flat row", "hidden column", "narrow column", "merged", "zeros",
)  # fmt: skip


def edits(report: Report) -> st.SearchStrategy[list[Edit]]:
    """Several edits of the workbook of a report, each of another cell that is printed."""
    places: list[tuple[Any, str, int, int]] = [
        (subject, sheet, row, column)
        for subject, (sheet, (row, column)) in copied_cells(report).items()
        if not (isinstance(subject, Part) and not subject.item) and subject != Part(ABOUT, "year")
    ]
    # Without those next to 0, over which LibreOffice gets stuck under a format for fractions.
    fractions = st.floats(-10, 10**6).map(lambda number: round(number, 10))
    composed = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
    one = st.tuples(
        st.sampled_from(places),
        st.just(KEPT) | st.sampled_from(VALUES) | st.integers(0, 10**7) | fractions,
        st.just("") | st.sampled_from(FORMATS) | composed,
        st.just("") | st.just("") | st.sampled_from(STYLES),
    ).map(lambda made: Edit(made[0][0], made[0][1], made[0][2], made[0][3], *made[1:]))
    return st.lists(one, min_size=8, max_size=40, unique_by=lambda edit: (edit.sheet, edit.row))


def make(book: Path, made: list[Edit]) -> None:
    """Do the edits to a workbook."""
    workbook = openpyxl.load_workbook(book, rich_text=True)
    for edit in made:
        sheet = workbook[edit.sheet]
        cell: Any = sheet.cell(edit.row + 1, edit.column + 1)
        if edit.value is not KEPT:
            kept = cell.number_format
            cell.value = edit.value
            if not isinstance(edit.value, dt.date | dt.time):
                cell.number_format = kept
        if edit.number_format:
            cell.number_format = edit.number_format
        _style(sheet, cell, edit)
    workbook.save(book)


def _style(sheet: Any, cell: Any, edit: Edit) -> None:
    """Change how a cell is seen."""
    if looks := LOOKS.get(edit.style):
        for name, value in looks.items():
            setattr(cell, name, value)
    elif edit.style in RULES:
        area = f"{edit.cell}:{address(edit.row, edit.column + 1)}"
        style = DifferentialStyle(**RULES[edit.style])
        rule = Rule(type="expression", dxf=style, formula=["TRUE"])
        sheet.conditional_formatting.add(area, rule)
    elif edit.style in RUNS and edit.value is KEPT:
        cell.value = CellRichText("1", TextBlock(RUNS[edit.style], "2"))
    elif edit.style.endswith("row"):
        row = sheet.row_dimensions[edit.row + 1]
        row.hidden, row.height = edit.style == "hidden row", 0.75
    elif edit.style.endswith("column"):
        column = sheet.column_dimensions[cell.column_letter]
        column.hidden, column.width = edit.style == "hidden column", 0.3
    elif edit.style == "merged" and edit.sheet == "三":
        sheet.merged_cells.add(f"{address(edit.row, edit.column - 1)}:{edit.cell}")
    elif edit.style == "zeros":
        sheet.sheet_view.showZeros = False
