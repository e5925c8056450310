"""The table of a collection as a workbook, to be filtered, printed and passed on: one sheet, no formulas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from disclosure_cli.reporting.status_table import (
    StateLook,
    StatusColumn,
    columns_of,
    look_of,
    remarks,
    summary_lines,
    title_of,
)
from disclosure_cli.template.book import LINE_HEIGHT, TemplateBook, lines
from disclosure_cli.units.status import CollectionStatus, UnitStatus

STATUS_SHEET = "报送情况"
_WIDTHS = {
    StatusColumn.UNIT: 28,
    StatusColumn.KIND: 10,
    StatusColumn.STATE: 11,
    # A head and the arrow of its filter.
    StatusColumn.ERRORS: 8,
    StatusColumn.WARNINGS: 8,
    StatusColumn.NOTES: 8,
    StatusColumn.FIRST: 60,
    StatusColumn.FILES: 44,
}
_COLOURS: dict[StateLook, dict[str, object]] = {
    StateLook.WRONG: {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True},
    StateLook.DOUBTFUL: {"bg_color": "#FFEB9C", "font_color": "#6B4E00"},
    StateLook.RIGHT: {"bg_color": "#E2EFDA", "font_color": "#0B5D1E"},
}
_TALLEST = 409
"""Points, of a row of Excel."""


def status_book(status: CollectionStatus) -> bytes:
    """The .xlsx: title, summary, a row a unit under heads with filters, and below what was not counted.

    The same collection gives the same bytes.
    """
    book, columns = TemplateBook(), columns_of(status)
    # Not the clock: the same collection gives the same bytes.
    properties = {"title": title_of(status), "created": dt.datetime(2000, 1, 1)}
    book.file.set_properties(properties)
    sheet = book.page(STATUS_SHEET, title_of(status), is_landscape=True)
    head = _write_lines(book, sheet, 1, summary_lines(status), columns)
    book.heads(sheet, head, {each.head: _WIDTHS[each] for each in columns})
    looks = {look: _look(book, **colours) for look, colours in _COLOURS.items()}
    for row, unit in enumerate(status.units, head + 1):
        _write_unit(book, sheet, row, unit, columns, looks)
    last = head + len(status.units)
    sheet.autofilter(head, 0, last, len(columns) - 1)
    _write_lines(book, sheet, last + 2, remarks(status), columns)
    return book.finished()


def _look(book: TemplateBook, **colours: object) -> Format:
    return book.file.add_format({"border": 1, "align": "center", "valign": "vcenter", **colours})


def _write_lines(
    book: TemplateBook,
    sheet: Worksheet,
    first: int,
    told: Sequence[str],
    columns: Sequence[StatusColumn],
) -> int:
    """Lines of text, each across all columns, from a row on; gives back the row after them."""
    width = sum(_WIDTHS[each] for each in columns)
    for row, line in enumerate(told, first):
        sheet.merge_range(row, 0, row, len(columns) - 1, "", book.text)
        sheet.write_string(row, 0, line, book.text)
        sheet.set_row(row, min(LINE_HEIGHT * lines(line, width) + 3, _TALLEST))
    return first + len(told)


def _write_unit(
    book: TemplateBook,
    sheet: Worksheet,
    row: int,
    unit: UnitStatus,
    columns: Sequence[StatusColumn],
    looks: dict[StateLook, Format],
) -> None:
    tallest = 1
    for number, column in enumerate(columns):
        content = column.cell(unit)
        if column is StatusColumn.STATE:
            sheet.write_string(row, number, str(content), looks[look_of(unit.state)])
        elif isinstance(content, str):
            sheet.write_string(row, number, content, book.label)
            tallest = max(tallest, lines(content, _WIDTHS[column]))
        elif content is None:
            sheet.write_blank(row, number, None, book.centered)
        else:
            sheet.write_number(row, number, content, book.centered)
    sheet.set_row(row, min(LINE_HEIGHT * tallest + 3, _TALLEST))
