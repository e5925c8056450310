"""Writes 核对: what must hold in the workbook, live before anyone runs the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.places import Position, address
from disclosure_cli.model.report import Report
from disclosure_cli.template.balance_lines import (
    DOUBTFUL,
    RIGHT,
    UNFILLED,
    WRONG,
    BalanceLine,
    SheetBalance,
    section_balance,
)
from disclosure_cli.template.balance_texts import about_balance, category_balance, text_balance
from disclosure_cli.template.book import GREEN, LINE_HEIGHT, TemplateBook, lines
from disclosure_cli.template.readings import FIRST_COLUMN, LAST_COLUMN, Block, Live, Value
from disclosure_cli.template.unit_balance import units_line
from disclosure_cli.workbook import layout

_VERDICT_ROW, _HEAD_ROW = 1, 3
_TOP = _HEAD_ROW + 1
_VERDICT_LINES = 2
"""As many as the longest verdict takes, but where next to nothing holds."""
_WIDTHS = {"工作表": 14, "核对内容": 66, "应为": 11, "现为": 11, "差": 10, "结果": 9}
_EXPECTED, _FOUND, _DIFFERENCE, _RESULT = range(2, 6)

_ALL_WELL = "全部相符。"
_TOLD = {WRONG: "不符：", UNFILLED: "还没有填：", DOUBTFUL: "请再看："}
"""What the verdict tells, in this order, each with the sheets where it is so."""


class _Stretch(NamedTuple):
    """The lines of one sheet, which stand together on 核对."""

    name: str
    """The sheet in short: 一 for 一、总体情况."""
    results: str
    """The range of their results."""
    lines: Sequence[BalanceLine]


def write_balances(book: TemplateBook, report: Report, last: Report | None) -> None:
    """Write the sheet: a verdict, then sheet by sheet a line for all that must hold there."""
    sheet = book.sheet(layout.BALANCE_SHEET, "核对（随填随算，不必运行程序）", color=GREEN)
    book.heads(sheet, _HEAD_ROW, _WIDTHS)
    sheet.set_column(FIRST_COLUMN, LAST_COLUMN, None, None, {"hidden": True})
    row, stretches = _TOP, []
    for part in _parts(report, last, book.unit_sums):
        stretches.append(_stretch(part.lines, row))
        for line in part.lines:
            _write_line(book, sheet, row, line)
            row += 1
        for block in part.hidden:
            _write_block(sheet, block)
    bottom = row - 1
    _write_verdict(book, sheet, stretches)
    for result, look in ((WRONG, book.wrong), (DOUBTFUL, book.doubtful), (RIGHT, book.right)):
        criteria = f'=$F{_TOP + 1}="{result}"'
        sheet.conditional_format(
            _TOP, 0, bottom, _RESULT, {"type": "formula", "criteria": criteria, "format": look}
        )


def _parts(
    report: Report, last: Report | None, sums: Mapping[Ref, Position]
) -> Iterator[SheetBalance]:
    """What there is to say of each sheet, in their order."""
    yield about_balance(report)
    row = _TOP
    for section in report.edition.sections:
        if section.tables:
            tables = section_balance(report, section, last, row)
            row += tables.rows
            cells = {ref: at for ref, at in layout.positions(section).items() if ref in sums}
            yield _beside_units(report, tables, cells, sums)
        else:
            yield text_balance(report, section)
        if section is report.edition.sections[0]:
            categories = category_balance(report, row)
            row += categories.rows
            yield _beside_units(
                report, categories, layout.category_positions(len(report.categories)), sums
            )


def _beside_units(
    report: Report,
    balance: SheetBalance,
    cells: Mapping[Ref, Position],
    sums: Mapping[Ref, Position],
) -> SheetBalance:
    """What there is to say of a sheet, and in a merged workbook whether it shows what the units add up to."""
    if not sums:
        return balance
    line = units_line(report, balance.lines[0].sheet, cells, sums)
    return balance._replace(lines=[*balance.lines, line])


def _stretch(lines: Sequence[BalanceLine], row: int) -> _Stretch:
    """The lines that stand from this row on."""
    results = f"{address(row, _RESULT)}:{address(row + len(lines) - 1, _RESULT)}"
    return _Stretch(lines[0].sheet.partition("、")[0], results, lines)


def _write_line(book: TemplateBook, sheet: Worksheet, row: int, line: BalanceLine) -> None:
    sheet.set_row(row, LINE_HEIGHT * lines(line.label, _WIDTHS["核对内容"]) + 3)
    cell = address(*line.at)
    url, tip = f"internal:'{line.sheet}'!{cell}", f"转到 {line.sheet}!{cell}"
    sheet.write_url(row, 0, url, book.link, line.sheet, tip)
    sheet.write_string(row, 1, line.label, book.label)
    for column, live in ((_EXPECTED, line.expected), (_FOUND, line.found)):
        if live is None:
            sheet.write_blank(row, column, None, book.centered)
        elif line.is_array:
            formula = f"{{={live.formula}}}"
            sheet.write_array_formula(row, column, row, column, formula, book.centered, live.value)
        else:
            sheet.write_formula(row, column, f"={live.formula}", book.centered, live.value)
    found, difference = address(row, _FOUND), address(row, _DIFFERENCE)
    if line.expected and line.found:
        formula = f"=ROUND({found}-{address(row, _EXPECTED)},6)"
        sheet.write_formula(row, _DIFFERENCE, formula, book.centered, line.difference)
    else:
        sheet.write_blank(row, _DIFFERENCE, None, book.centered)
    result = line.result.formula.replace("{found}", found).replace("{difference}", difference)
    sheet.write_formula(row, _RESULT, f"={result}", book.centered, line.result.value)


def _write_block(sheet: Worksheet, block: Block) -> None:
    """Cells that one formula fills: of many, an array formula with the value of each."""
    values: dict[Position, Value] = dict(block.values)
    first, last = min(values), max(values)
    if first == last:
        sheet.write_formula(*first, f"={block.formula}", None, values[first])
        return
    sheet.write_array_formula(*first, *last, f"{{={block.formula}}}", None, values.pop(first))
    for at, value in values.items():
        if isinstance(value, str):
            sheet.write_string(*at, value)
        else:
            sheet.write_number(*at, value)


def _write_verdict(book: TemplateBook, sheet: Worksheet, stretches: Sequence[_Stretch]) -> None:
    """The verdict over the lines: what is wrong, not filled in, to be looked at, and on which sheets.

    The three lists of sheets stand in hidden cells beside it: no function of older programs joins
    texts by a condition.
    """
    cells, live, found = [], [], []
    for column, (result, head) in enumerate(_TOLD.items(), FIRST_COLUMN):
        sheets = _sheets_with(result, stretches)
        sheet.write_formula(_VERDICT_ROW, column, f"={sheets.formula}", None, sheets.value)
        cell = address(_VERDICT_ROW, column)
        cells.append(cell)
        live.append(f'IF({cell}="","","；{head}"&{cell})')
        if sheets.value:
            found.append(f"{head}{sheets.value}")
    told = f'MID({"&".join(live)}&"。",2,999)'
    formula = f'=IF({"&".join(cells)}="","{_ALL_WELL}",{told})'
    sheet.set_row(_VERDICT_ROW, LINE_HEIGHT * _VERDICT_LINES + 3)
    sheet.merge_range(_VERDICT_ROW, 0, _VERDICT_ROW, len(_WIDTHS) - 1, "", book.head)
    verdict = f"{'；'.join(found)}。" if found else _ALL_WELL
    sheet.write_formula(_VERDICT_ROW, 0, formula, book.head, verdict)
    _colour_verdict(book, sheet)


def _colour_verdict(book: TemplateBook, sheet: Worksheet) -> None:
    """Red where something is wrong, green where all is well, else yellow."""
    verdict = f"$A${_VERDICT_ROW + 1}"
    is_wrong = f'LEFT({verdict},{len(_TOLD[WRONG])})="{_TOLD[WRONG]}"'
    is_well = f'{verdict}="{_ALL_WELL}"'
    rest = f"NOT(OR({is_wrong},{is_well}))"
    for criteria, look in ((is_wrong, book.wrong), (is_well, book.right), (rest, book.doubtful)):
        rule = {"type": "formula", "criteria": f"={criteria}", "format": look}
        sheet.conditional_format(_VERDICT_ROW, 0, _VERDICT_ROW, len(_WIDTHS) - 1, rule)


def _sheets_with(result: str, stretches: Sequence[_Stretch]) -> Live:
    """The sheets with lines of this result, each with their number; if not filled in, by name alone."""
    is_counted = result != UNFILLED
    live, found = [], []
    for each in stretches:
        count = f'COUNTIF({each.results},"{result}")'
        told = f'"、{each.name} "&{count}&" 项"' if is_counted else f'"、{each.name}"'
        live.append(f'IF({count}>0,{told},"")')
        if number := sum(line.result.value == result for line in each.lines):
            found.append(f"{each.name} {number} 项" if is_counted else each.name)
    return Live(f"MID({'&'.join(live)},2,999)", "、".join(found))
