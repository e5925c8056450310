"""Writes 核对: what must hold in the workbook, live before anyone runs the program."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

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
from disclosure_cli.template.readings import FIRST_COLUMN, LAST_COLUMN, Block, Value
from disclosure_cli.workbook import layout

_HEAD_ROW = 3
_TOP = _HEAD_ROW + 1
_WIDTHS = {"工作表": 14, "核对内容": 66, "应为": 11, "现为": 11, "差": 10, "结果": 9}
_EXPECTED, _FOUND, _DIFFERENCE, _RESULT = range(2, 6)


def write_balances(book: TemplateBook, report: Report, last: Report | None) -> None:
    """Write the sheet: a verdict, then sheet by sheet a line for all that must hold there."""
    sheet = book.sheet(layout.BALANCE_SHEET, "核对（随填随算，不必运行程序）", color=GREEN)
    book.heads(sheet, _HEAD_ROW, _WIDTHS)
    sheet.set_column(FIRST_COLUMN, LAST_COLUMN, None, None, {"hidden": True})
    written: list[BalanceLine] = []
    for part in _parts(report, last):
        for line in part.lines:
            _write_line(book, sheet, _TOP + len(written), line)
            written.append(line)
        for block in part.hidden:
            _write_block(sheet, block)
    bottom = _TOP + len(written) - 1
    _write_verdict(book, sheet, f"F{_TOP + 1}:F{bottom + 1}", written)
    for result, look in ((WRONG, book.wrong), (DOUBTFUL, book.doubtful), (RIGHT, book.right)):
        criteria = f'=$F{_TOP + 1}="{result}"'
        sheet.conditional_format(
            _TOP, 0, bottom, _RESULT, {"type": "formula", "criteria": criteria, "format": look}
        )


def _parts(report: Report, last: Report | None) -> Iterator[SheetBalance]:
    """What there is to say of each sheet, in their order."""
    yield about_balance(report)
    row = _TOP
    for section in report.edition.sections:
        if section.tables:
            tables = section_balance(report, section, last, row)
            row += tables.rows
            yield tables
        else:
            yield text_balance(report, section)
        if section is report.edition.sections[0]:
            categories = category_balance(report, row)
            row += categories.rows
            yield categories


def _write_line(book: TemplateBook, sheet: Worksheet, row: int, line: BalanceLine) -> None:
    sheet.set_row(row, LINE_HEIGHT * lines(line.label, _WIDTHS["核对内容"]) + 3)
    sheet.write_string(row, 0, line.sheet, book.centered)
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


def _write_verdict(
    book: TemplateBook, sheet: Worksheet, results: str, written: list[BalanceLine]
) -> None:
    """The verdict over the lines: what is wrong comes first, then what is still to be filled in."""
    wrong, unfilled, doubtful = (
        sum(line.result.value == result for line in written)
        for result in (WRONG, UNFILLED, DOUBTFUL)
    )
    look_again = f"{doubtful} 项请再看一眼，见下表中的！。"
    if wrong:
        verdict = f"有 {wrong} 项不符，见下表中的×。"
    elif unfilled and doubtful:
        verdict = f"已填的没有不符；有 {unfilled} 项还没有填，{look_again}"
    elif unfilled:
        verdict = f"已填的全部相符；有 {unfilled} 项还没有填。"
    else:
        verdict = f"没有不符；有 {look_again}" if doubtful else "全部相符。"
    counts = {result: f'COUNTIF({results},"{result}")' for result in (WRONG, UNFILLED, DOUBTFUL)}
    live_look = f'{counts[DOUBTFUL]}&" 项请再看一眼，见下表中的！。"'
    formula = (
        f'=IF({counts[WRONG]}>0,"有 "&{counts[WRONG]}&" 项不符，见下表中的×。",'
        f"IF({counts[UNFILLED]}>0,IF({counts[DOUBTFUL]}>0,"
        f'"已填的没有不符；有 "&{counts[UNFILLED]}&" 项还没有填，"&{live_look},'
        f'"已填的全部相符；有 "&{counts[UNFILLED]}&" 项还没有填。"),'
        f'IF({counts[DOUBTFUL]}>0,"没有不符；有 "&{live_look},"全部相符。")))'
    )
    sheet.merge_range(1, 0, 1, len(_WIDTHS) - 1, "", book.head)
    sheet.write_formula(1, 0, formula, book.head, verdict)
