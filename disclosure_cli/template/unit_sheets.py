"""Writes 汇总来源 and 单位名单 of a government's merged workbook: a row a unit, whose sums its tables show.

A late unit is one more row, a correction of those who collect another one; the sums and the tables follow.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.contributions import CORRECTION, ListedUnit, UnitRow, Units
from disclosure_cli.model.places import Position, address
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.template.book import BLANK_ROWS, LIMITS, LINE_HEIGHT, TemplateBook, lines
from disclosure_cli.workbook import layout

UNITS_HINT = (
    "每个单位一行，右边是它报来的数字；表二、表三、表四和分类中的数字都取自“合计”一行，改动这里，各表随之变化。"
    f"晚到的单位接着往下填一行；要更正的也另填一行：“类别”写“{CORRECTION}”，数字写增减多少，“说明”写原因。"
)
LIST_HINT = "要报送的单位；“报送”一列随“汇总来源”变化，按单位名称查。"
_WIDTHS = dict(zip(layout.UNIT_HEADS, (26, 6, 8, 24, 22), strict=True))
_FIGURE_WIDTH = 9
_LIST_WIDTHS = dict(zip(layout.UNIT_LIST_HEADS, (36, 36, 14, 10), strict=True))
_LINES_OF_LABELS = 4
"""Of the labels of rows and of columns."""
_ANY_NUMBER = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -(10**12),
    "maximum": 10**12,
}
UNITS_ERROR = "填半角阿拉伯数字，采购总金额以元计；更正可以是负数。"
REPORTED, MISSING = "已报送", "未报送"


def unit_sums(report: Report) -> dict[Ref, Position]:
    """Where the sum over all units stands for each figure of the report that has one."""
    columns = _columns(report)
    counts = (category(number) for number, _name in enumerate(report.categories, 1))
    return {
        ref: (layout.UNIT_TOTAL_ROW, columns[own])
        for ref in (*report.edition.inputs, CATEGORY_TOTAL, *counts)
        if (own := report.in_units(ref)) is not None
    }


def _columns(report: Report) -> dict[Ref, int]:
    """The column of each figure that units contributed, in a fresh workbook."""
    columns = layout.unit_columns(report.edition, report.units.categories if report.units else ())
    return {column.ref: number for number, column in enumerate(columns, len(layout.UNIT_HEADS))}


def write_units(book: TemplateBook, report: Report, units: Units) -> None:
    """Write both sheets; that of the list only where there is one."""
    name = layout.UNITS_SHEET
    sheet = book.sheet(name, name, is_landscape=True, has_list=True)
    at = _columns(report)
    _write_heads(book, sheet, layout.unit_columns(report.edition, units.categories))
    _write_sums(book, sheet, units, at)
    for row, unit in enumerate(units.rows, layout.UNIT_TOP):
        _write_row(book, sheet, row, unit, at)
    first_free = layout.UNIT_TOP + len(units.rows)
    for row in range(first_free, first_free + BLANK_ROWS):
        for column in (*range(len(layout.UNIT_HEADS)), *at.values()):
            look = book.literals.row if column < len(layout.UNIT_HEADS) else book.counts.row
            sheet.write_blank(row, column, None, look)
    _restrict(book, sheet, report, at)
    if units.listed:
        _write_list(book, units)


def _restrict(book: TemplateBook, sheet: Worksheet, report: Report, at: Mapping[Ref, int]) -> None:
    """Let only numbers be typed into the columns of figures, and mark a text that came in otherwise."""
    top, bottom = layout.UNIT_TOP, layout.UNIT_TOP + layout.MOST_UNITS - 1
    by_kind: dict[bool, list[int]] = {}
    for ref, column in at.items():
        by_kind.setdefault(report.measure(ref).is_whole, []).append(column)
    for is_whole, columns in by_kind.items():
        rule = LIMITS[Measure.CHANGE] if is_whole else _ANY_NUMBER
        areas = [(top, column, bottom, column) for column in columns]
        error = {"error_title": "请填数字", "error_message": UNITS_ERROR, "other_cells": areas[1:]}
        sheet.data_validation(*areas[0], {**rule, **error})
    first, last = min(at.values()), max(at.values())
    criteria = f"=ISTEXT({address(top, first)})"
    mark = {"type": "formula", "criteria": criteria, "format": book.wrong}
    sheet.conditional_format(top, first, bottom, last, mark)


def _write_heads(book: TemplateBook, sheet: Worksheet, columns: list[layout.UnitColumn]) -> None:
    top, last = layout.UNIT_HEAD_ROW, layout.UNIT_HEAD_ROW + layout.UNIT_HEAD_ROWS - 1
    first = len(layout.UNIT_HEADS)
    for column, (head, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(column, column, width, book.literals.below)
        sheet.merge_range(top, column, last, column, head, book.head)
    sheet.set_column(first, first + len(columns) - 1, _FIGURE_WIDTH, book.counts.below)
    for each in layout.unit_heads(columns):
        row, column = top + each.down, first + each.number
        # What is over more columns than a screen shows begins where they do.
        look = book.section_head if each.down == 0 else book.head
        if each.span > 1:
            sheet.merge_range(row, column, row, column + each.span - 1, each.text, look)
        else:
            sheet.write_string(row, column, each.text, look)
    for row in range(top):
        for column in range(1, first + len(columns)):
            sheet.write_blank(row, column, None, book.plain)
    sheet.merge_range(1, 0, 1, first - 1, UNITS_HINT, book.hint)
    sheet.set_row(1, LINE_HEIGHT * lines(UNITS_HINT, sum(_WIDTHS.values())))
    for row in (top + 1, last):
        sheet.set_row(row, LINE_HEIGHT * _LINES_OF_LABELS)
    sheet.freeze_panes(layout.UNIT_TOP, 1)
    sheet.repeat_rows(top, layout.UNIT_TOTAL_ROW)
    sheet.repeat_columns(0)
    sheet.fit_to_pages(0, 0)


def _write_sums(book: TemplateBook, sheet: Worksheet, units: Units, at: Mapping[Ref, int]) -> None:
    row = layout.UNIT_TOTAL_ROW
    top, bottom = layout.UNIT_TOP, layout.UNIT_TOP + layout.MOST_UNITS - 1
    sheet.write_string(row, 0, "合计", book.head)
    for column in range(1, len(layout.UNIT_HEADS)):
        sheet.write_blank(row, column, None, book.head)
    for ref, column in at.items():
        formula = f"=SUM({address(top, column)}:{address(bottom, column)})"
        sheet.write_formula(row, column, formula, book.total, float(units.total(ref)))


def _write_row(
    book: TemplateBook, sheet: Worksheet, row: int, unit: UnitRow, at: Mapping[Ref, int]
) -> None:
    texts = (unit.name, unit.year, unit.kind, unit.file, unit.note)
    for column, text in enumerate(texts):
        if text.isdecimal() and layout.UNIT_HEADS[column] == "年度":
            sheet.write_number(row, column, int(text), book.counts.row)
        else:
            sheet.write_string(row, column, text, book.literals.row)
    if (height := max(map(lines, texts, _WIDTHS.values()))) > 1:
        # Not one that grows with what is typed: of a thousand units, all of the sheet would be written twice.
        sheet.set_row(row, LINE_HEIGHT * height)
    for ref, column in at.items():
        entry = unit.entries.get(ref)
        if entry is None:
            sheet.write_blank(row, column, None, book.counts.row)
        else:
            book.write(sheet, (row, column), entry, book.counts.row)


def _write_list(book: TemplateBook, units: Units) -> None:
    sheet = book.sheet(layout.UNIT_LIST_SHEET, layout.UNIT_LIST_SHEET, has_list=True)
    top = layout.UNIT_LIST_TOP
    book.open_list(sheet, LIST_HINT, top - 1, _LIST_WIDTHS, [book.literals] * len(_LIST_WIDTHS))
    first, last = layout.UNIT_TOP + 1, layout.UNIT_TOP + layout.MOST_UNITS
    names = f"'{layout.UNITS_SHEET}'!$A${first}:$A${last}"
    present = {row.name for row in units.rows}
    shown = [*units.listed, *[ListedUnit("")] * BLANK_ROWS]
    for row, unit in enumerate(shown, top):
        aliases = layout.BETWEEN_ALIASES.join(unit.aliases)
        for column, text in enumerate((unit.name, aliases, unit.kind)):
            if text:
                sheet.write_string(row, column, text, book.literals.row)
            else:
                sheet.write_blank(row, column, None, book.literals.row)
        cell = address(row, 0)
        counted = f'IF(COUNTIF({names},{cell})>0,"{REPORTED}","{MISSING}")'
        told = "" if not unit.name else REPORTED if unit.name in present else MISSING
        formula = f'=IF({cell}="","",{counted})'
        sheet.write_formula(row, len(_LIST_WIDTHS) - 1, formula, book.total, told)
