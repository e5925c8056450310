"""Writes 核对: every sum that must hold, live in the workbook before anyone runs the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from disclosure_cli.form.schema import Equation, Measure, Section
from disclosure_cli.model.carry_over import openings, stocks
from disclosure_cli.model.figures import BLANK, Figure, plain
from disclosure_cli.model.places import Position
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.template.book import GREEN, LINE_HEIGHT, TemplateBook, lines
from disclosure_cli.workbook import layout

_HEAD_ROW = 3
_WIDTHS = {"工作表": 16, "核对内容": 66, "应为": 14, "现为": 14, "差": 12, "结果": 12}


class BalanceLine(NamedTuple):
    """Two formulas that must give the same, with what they give as the workbook is written."""

    sheet: str
    label: str
    expected: str
    found: str
    expected_value: Figure
    found_value: Figure
    unfilled: str = "FALSE"
    """A formula that is true while nothing has been filled in."""
    is_unfilled: bool = False

    @property
    def result(self) -> str:
        if self.is_unfilled:
            return "未填"
        return "√" if self.expected_value == self.found_value else "×"


def write_balances(book: TemplateBook, report: Report, last: Report | None) -> None:
    """Write the sheet: a verdict, then a line for each sum and for each sheet's odd cells."""
    sheet = book.sheet(layout.BALANCE_SHEET, "核对（随填随算，不必运行程序）", color=GREEN)
    book.heads(sheet, _HEAD_ROW, _WIDTHS)
    balances = [_categories(report)]
    odd = []
    for section in report.edition.sections:
        if section.tables:
            balances += _section(report, section)
            balances += _carried(report, last, section) if last else ()
            odd.append(_odd_cells(report, section))
    top = _HEAD_ROW + 1
    for row, line in enumerate(balances + odd, top):
        _write_line(book, sheet, row, line)
    bottom = top + len(balances) + len(odd) - 1
    _write_verdict(book, sheet, f"F{top + 1}:F{bottom + 1}", balances + odd)
    for result, look in (("×", book.wrong), ("√", book.right)):
        criteria = f'=$F{top + 1}="{result}"'
        sheet.conditional_format(
            top, 0, bottom, 5, {"type": "formula", "criteria": criteria, "format": look}
        )


def _write_line(book: TemplateBook, sheet: Worksheet, row: int, line: BalanceLine) -> None:
    sheet.set_row(row, LINE_HEIGHT * lines(line.label, _WIDTHS["核对内容"]) + 3)
    sheet.write_string(row, 0, line.sheet, book.centered)
    sheet.write_string(row, 1, line.label, book.label)
    n = row + 1
    difference = line.found_value - line.expected_value
    result = f'=IF({line.unfilled},"未填",IF(E{n}=0,"√","×"))'
    for column, formula, value in (
        (2, f"={line.expected}", float(line.expected_value)),
        (3, f"={line.found}", float(line.found_value)),
        (4, f"=ROUND(D{n}-C{n},6)", float(difference)),
        (5, result, line.result),
    ):
        sheet.write_formula(row, column, formula, book.centered, value)


def _write_verdict(
    book: TemplateBook, sheet: Worksheet, results: str, written: list[BalanceLine]
) -> None:
    wrong = sum(line.result == "×" for line in written)
    unfilled = sum(line.is_unfilled for line in written)
    verdict = (
        f"有 {wrong} 项不符，见下表中的×。"
        if wrong
        else f"已填的全部相符；有 {unfilled} 项还没有填。"
        if unfilled
        else "全部相符。"
    )
    formula = (
        f'=IF(COUNTIF({results},"×")>0,"有 "&COUNTIF({results},"×")&" 项不符，见下表中的×。",'
        f'IF(COUNTIF({results},"未填")>0,'
        f'"已填的全部相符；有 "&COUNTIF({results},"未填")&" 项还没有填。","全部相符。"))'
    )
    sheet.merge_range(1, 0, 1, len(_WIDTHS) - 1, "", book.head)
    sheet.write_formula(1, 0, formula, book.head, verdict)


def _categories(report: Report) -> BalanceLine:
    top, rows = layout.CATEGORY_TOP, range(layout.CATEGORY_ROWS)
    counts = _qualified(layout.CATEGORY_SHEET, [(top + row, 1) for row in rows])
    total = _qualified(layout.CATEGORY_SHEET, [(layout.CATEGORY_TOTAL_ROW, 1)])
    parts = report.sum(category(n) for n, _ in enumerate(report.categories, 1))
    return BalanceLine(
        layout.CATEGORY_SHEET,
        "主动公开政府信息总数 = 各类条数之和",
        expected=f"SUM({counts})",
        found=f"SUM({total})",
        expected_value=parts,
        found_value=report[CATEGORY_TOTAL],
        unfilled=f"COUNTA({counts})=0",
        is_unfilled=not report.categories,
    )


def _section(report: Report, section: Section) -> Iterator[BalanceLine]:
    name, at = layout.sheet_of(section), layout.positions(section)
    unfilled = f"COUNTA({_qualified(name, [at[ref] for ref in section.inputs])})=0"
    is_unfilled = all(report.entries.get(ref, BLANK).is_blank for ref in section.inputs)
    for table in section.tables:
        for equation in table.equations:
            # A total is due to be its parts; of a balance, the handled are due to be the received.
            expected, found = equation.right, equation.left
            if not equation.is_total:
                expected, found = found, expected
            yield BalanceLine(
                name,
                _label(report, equation),
                expected=f"SUM({_qualified(name, [at[ref] for ref in expected])})",
                found=f"SUM({_qualified(name, [at[ref] for ref in found])})",
                expected_value=report.sum(expected),
                found_value=report.sum(found),
                unfilled=unfilled,
                is_unfilled=is_unfilled,
            )


def _carried(report: Report, last: Report, section: Section) -> Iterator[BalanceLine]:
    """What goes on from last year, where the workbook was made from last year's."""
    name, at = layout.sheet_of(section), layout.positions(section)
    for each in stocks(report, last):
        if each.at in at:
            added, removed = (_qualified(name, [at[ref]]) for ref in each.moves)
            yield BalanceLine(
                name,
                f"{report.labels(each.at)[0]}：上年现行有效 + 本年制发 − 本年废止 = 现行有效",
                expected=f"{plain(last[each.before])}+SUM({added})-SUM({removed})",
                found=f"SUM({_qualified(name, [at[each.at]])})",
                expected_value=each.expected,
                found_value=each.found,
                unfilled=f"COUNTA({_qualified(name, [at[each.at]])})=0",
                is_unfilled=report.entries.get(each.at, BLANK).is_blank,
            )
    for each in openings(report, last):
        if each.at in at:
            cell = _qualified(name, [at[each.at]])
            yield BalanceLine(
                name,
                f"{report.labels(each.at)[1]}：上年结转 = 上年报告的结转下年度",
                expected=plain(each.expected),
                found=f"SUM({cell})",
                expected_value=each.expected,
                found_value=each.found,
            )


def _odd_cells(report: Report, section: Section) -> BalanceLine:
    """How many cells are no numbers: SUM skips a text such as ３, and the total looks right."""
    name, at = layout.sheet_of(section), layout.positions(section)
    refs = [ref for ref in section.refs if report.measure(ref) is not Measure.MONEY]
    area = _qualified(name, [at[ref] for ref in refs])
    entries = [report.entries.get(ref, BLANK) for ref in refs]
    texts = sum(
        entry.value is None or (not entry.is_blank and entry.shown != plain(entry.value))
        for entry in entries
        if section.is_summed or not entry.note
    )
    noted = (
        ""
        if section.is_summed
        else "".join(f'-COUNTIF({_qualified(name, [at[ref]])},"*（*")' for ref in refs)
    )
    return BalanceLine(
        name,
        "不是数字的格数（文本形式的数字会被合计漏掉）",
        expected="0",
        found=f"COUNTA({area})-COUNT({area}){noted}",
        expected_value=0,
        found_value=texts,
    )


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


def _qualified(sheet: str, cells: Iterable[Position]) -> str:
    """Cells of another sheet as the arguments of a formula."""
    return ",".join(f"'{sheet}'!{part}" for part in layout.ranges(cells))
