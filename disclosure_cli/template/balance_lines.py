"""The lines of 核对, and those of a sheet of official tables: formulas that say what `validate` says.

A line results in √, in × where `validate` has an error, in ！ where it has a warning, in 未填 where
something is still to be filled in, and in 不涉及 or 可不填 where nothing need be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disclosure_cli.form.schema import Equation, Ref, Section
from disclosure_cli.model.carry_over import CarriedFigure, openings, stocks
from disclosure_cli.model.figures import BLANK, Entry, plain, read_text
from disclosure_cli.model.places import Position
from disclosure_cli.model.report import TICKS, Report
from disclosure_cli.template.book import written
from disclosure_cli.template.form_tables import is_by_formula
from disclosure_cli.template.readings import (
    EMPTY,
    OUTDATED,
    REFUSED,
    TEXT,
    Block,
    Live,
    Reading,
    Readings,
    qualified,
    trimmed,
)
from disclosure_cli.workbook import layout

RIGHT, WRONG, DOUBTFUL, UNFILLED = "√", "×", "！", "未填"
NOT_CONCERNED, OPTIONAL = "不涉及", "可不填"
CONTRADICTED, TOO_MANY = "打√", "过多"
"""Of a sheet as a whole, beside those: ticked beside figures; more categories than are added up."""

_DONE = (UNFILLED, NOT_CONCERNED, OPTIONAL)
"""States of a sheet that settle its lines."""


class BalanceLine(NamedTuple):
    """One thing that must hold, and whether it does."""

    sheet: str
    at: Position
    """The cell of that sheet that it speaks of; of a sheet as a whole, its first input."""
    label: str
    result: Live
    """In its formula `{found}` and `{difference}` stand for those cells of the line."""
    expected: Live | None = None
    found: Live | None = None
    is_array: bool = False
    """Whether the formula of `found` goes over a range cell by cell."""

    @property
    def difference(self) -> float:
        """By how much the two figures differ at first."""
        if self.expected is None or self.found is None:
            return 0
        return float(self.found.value) - float(self.expected.value)


class SheetBalance(NamedTuple):
    """What 核对 says of one sheet: its lines, and the hidden cells by which it says so."""

    lines: list[BalanceLine]
    hidden: list[Block]
    rows: int = 0
    """How many rows of the hidden columns those take."""


class FigureSheet(NamedTuple):
    """A sheet of figures while its lines are made."""

    name: str
    readings: Readings
    state: str
    """What it is as a whole at first; live, that stands in `readings.state`."""

    @property
    def first_input(self) -> Position:
        return min(each.at for each in self.readings.of.values() if not each.parts)

    def settled(self, result: Live) -> Live:
        """A result that counts only where the sheet was filled in, and all of it is looked at."""
        cell = self.readings.state
        is_done = ",".join(f'{cell}="{state}"' for state in _DONE)
        formula = f'IF({cell}="{TOO_MANY}","{DOUBTFUL}",{result.formula})'
        value = DOUBTFUL if self.state == TOO_MANY else result.value
        value = self.state if self.state in _DONE else value
        return Live(f"IF(OR({is_done}),{cell},{formula})", value)

    def counted(self, label: str, found: Live, mark: str) -> BalanceLine:
        """A line for cells that there should be none of."""
        rest = self.settled(Live(f'"{RIGHT}"', RIGHT))
        result = Live(
            f'IF({{found}}>0,"{mark}",{rest.formula})', mark if found.value else rest.value
        )
        return BalanceLine(self.name, self.first_input, label, result, Live("0", 0), found)

    def odd_cells(self) -> Iterator[BalanceLine]:
        """The cells that are no plain figures: those that are refused, and texts that are read."""
        for label, kind, mark in (
            ("不能读作数的格（文字、错误值；件数为小数或负数）", REFUSED, WRONG),
            ("是文本、按数字读取的格，和填“/”等符号、按 0 读取的格", TEXT, DOUBTFUL),
        ):
            found = sum(self.readings.kind(ref) == kind for ref in self.readings.of)
            yield self.counted(label, Live(self.readings.count(kind), found), mark)
        label = "显示成日期、百分数或 TRUE，而不是数的格"
        yield self.counted(label, Live(self.readings.misformatted(), 0), WRONG)

    def sum(self, label: str, equation: Equation) -> BalanceLine:
        """A line for a sum; one with a figure that cannot be read is left open, as `validate` does."""
        # A total is due to be its parts; of a balance, the handled are due to be the received.
        expected, found = equation.right, equation.left
        if not equation.is_total:
            expected, found = found, expected
        readings = self.readings
        due, now = (
            Live(
                f"SUM({readings.figures(side)})",
                float(sum(readings.of[ref].entry.value or 0 for ref in side)),
            )
            for side in (expected, found)
        )
        is_read = all(readings.of[ref].entry.value is not None for ref in equation.refs)
        outdated = readings.kinds(equation.left)[0] if equation.is_total else '""'
        result = Live(
            f'IF(COUNT({readings.figures(equation.refs)})<{len(equation.refs)},"{DOUBTFUL}",'
            f'IF({{difference}}<>0,"{WRONG}",'
            f'IF({outdated}="{OUTDATED}","{DOUBTFUL}","{RIGHT}")))',
            (RIGHT if due.value == now.value else WRONG) if is_read else DOUBTFUL,
        )
        at = readings.of[equation.left[0]].at
        return BalanceLine(self.name, at, label, self.settled(result), due, now)


def read_at(report: Report, ref: Ref, at: Position) -> Reading:
    """How a figure of the report is read from the cell into which it is written."""
    entry, measure = report.entries.get(ref, BLANK), report.measure(ref)
    parts = report.edition.totals.get(ref, ())
    content = written(entry)
    if parts and is_by_formula(report, ref):
        is_read = all(report.entries.get(part, BLANK).value is not None for part in parts)
        value = report.sum(parts) if is_read else None
        entry, content = Entry(value, is_sum=True), value
    elif content is None:
        entry = BLANK
    elif isinstance(content, str):
        entry = read_text(content, measure)
    return Reading(at, measure, entry, isinstance(content, str), parts)


def section_balance(
    report: Report, section: Section, last: Report | None, first_row: int
) -> SheetBalance:
    """A sheet of official tables, with last year's report also what goes on from there."""
    name, at = layout.sheet_of(section), layout.positions(section)
    readings = Readings(
        name,
        {ref: read_at(report, ref, at[ref]) for ref in section.refs},
        first_row,
        is_summed=section.is_summed,
    )
    state = _state(report, section, readings)
    sheet = FigureSheet(name, readings, str(state.value))
    lines = [_filled_in(report, section, sheet), *sheet.odd_cells(), _blanks(sheet)]
    for table in section.tables:
        lines += [sheet.sum(_label(report, each), each) for each in table.equations]
    lines += _carried(report, last, sheet) if last else ()
    hidden = [Block(state.formula, {readings.beside: state.value}), *readings.blocks()]
    return SheetBalance(lines, hidden, readings.height)


def _state(report: Report, section: Section, readings: Readings) -> Live:
    """What a sheet is as a whole: not filled in, not concerned, ticked beside figures, or filled in."""
    own = [ref for ref in section.refs if ref not in section.carried_in]
    inputs = [ref for ref in own if not readings.of[ref].parts]
    box = _nil_box(section)
    ticks = ",".join(f'"{tick}"' for tick in sorted(TICKS))
    is_ticked = f"IFERROR(SUMPRODUCT(--({trimmed(box)}={{{ticks}}})),0)>0"
    untouched = f"AND({readings.count(EMPTY, inputs)}={len(inputs)},{readings.not_zero(own)}=0)"
    formula = (
        f'IF({is_ticked},IF({readings.not_zero()}=0,"{NOT_CONCERNED}","{CONTRADICTED}"),'
        f'IF({untouched},"{UNFILLED}",""))'
    )
    if report.is_nil(section):
        has_figures = any(each.entry.value for each in readings.of.values())
        return Live(formula, CONTRADICTED if has_figures else NOT_CONCERNED)
    is_untouched = all(readings.of[ref].entry.is_blank for ref in inputs) and not any(
        readings.of[ref].entry.value for ref in own
    )
    return Live(formula, UNFILLED if is_untouched else "")


def _nil_box(section: Section) -> str:
    return qualified(layout.sheet_of(section), [layout.nil_box(section)])


def _filled_in(report: Report, section: Section, sheet: FigureSheet) -> BalanceLine:
    """Whether a sheet is filled in or ticked, and not both."""
    state, box = sheet.readings.state, _nil_box(section)
    figures = sum(bool(each.entry.value) for each in sheet.readings.of.values())
    is_blank = f'IFERROR({trimmed(box)}="",FALSE)'
    formula = (
        f'IF({state}="{CONTRADICTED}",{sheet.readings.not_zero()},'
        f'IF(OR({state}="{NOT_CONCERNED}",{is_blank}),0,1))'
    )
    if sheet.state == CONTRADICTED:
        found = figures
    else:
        found = int(bool(report.nil.get(section.key)) and not report.is_nil(section))
    label = "已填写，或打√注明“本年度无此项业务”（不能又打√又有数字）"
    return sheet.counted(label, Live(formula, found), WRONG)


def _blanks(sheet: FigureSheet) -> BalanceLine:
    """The blanks among filled cells: they are printed as 0."""
    found = sum(sheet.readings.kind(ref) == EMPTY for ref in sheet.readings.of)
    formula = f'IF({sheet.readings.state}="",{sheet.readings.count(EMPTY)},0)'
    label = "空白的格（报告中写 0；没有请填 0，漏填请补上）"
    return sheet.counted(label, Live(formula, 0 if sheet.state else found), DOUBTFUL)


def _carried(report: Report, last: Report, sheet: FigureSheet) -> Iterator[BalanceLine]:
    """What goes on from last year: where it differs there may be a reason."""
    figures = sheet.readings.figures
    for each in stocks(report, last):
        if each.at in sheet.readings.of:
            added, removed = (figures([ref]) for ref in each.moves)
            label = f"{report.labels(each.at)[0]}：上年现行有效 + 本年制发 − 本年废止 = 现行有效"
            expected = f"{plain(last[each.before])}+SUM({added})-SUM({removed})"
            yield _follows(sheet, label, each, expected)
    for each in openings(report, last):
        if each.at in sheet.readings.of:
            label = f"{report.labels(each.at)[1]}：上年结转 = 上年报告的结转下年度"
            yield _follows(sheet, label, each, plain(each.expected))


def _follows(sheet: FigureSheet, label: str, each: CarriedFigure, expected: str) -> BalanceLine:
    at, state = sheet.readings.of[each.at].at, sheet.readings.state
    cell = sheet.readings.figures([each.at])
    is_right = each.expected == each.found and sheet.readings.of[each.at].entry.value is not None
    value = UNFILLED if sheet.state == UNFILLED else RIGHT if is_right else DOUBTFUL
    result = Live(
        f'IF({state}="{UNFILLED}","{UNFILLED}",'
        f'IF(AND(ISNUMBER({cell}),{{difference}}=0),"{RIGHT}","{DOUBTFUL}"))',
        value,
    )
    due, now = Live(expected, float(each.expected)), Live(f"SUM({cell})", float(each.found))
    return BalanceLine(sheet.name, at, label, result, due, now)


def _label(report: Report, equation: Equation) -> str:
    row, column = report.labels(equation.left[0])
    if not equation.is_total:
        sides = (equation.left, equation.right)
        return f"{column}：" + " = ".join(
            " + ".join(f"第{report.numeral(ref)}项" for ref in side) for side in sides
        )
    if not row:
        return f"{column} = 同组各项之和"
    across = equation.left[0].row == equation.right[0].row
    return f"{row} × {column} = {'同行各栏' if across else '同列各项'}之和"
