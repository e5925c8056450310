"""Writes the sheets of sections two to four: the official tables, to be typed into from paper."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from disclosure_cli.form.grid import Cell, CellRole, Grid, lay_out
from disclosure_cli.form.schema import Measure, Ref, Section, Table
from disclosure_cli.model.figures import BLANK, Figure, total
from disclosure_cli.model.places import Position
from disclosure_cli.model.report import Report
from disclosure_cli.template.book import (
    LINE_HEIGHT,
    ROW_HEIGHT,
    TemplateBook,
    lines,
    written,
)
from disclosure_cli.template.prompts import Prompt, prompt_of
from disclosure_cli.workbook import layout

_TWIPS_A_CHARACTER = 60
"""Columns are wider than on paper, where seven digits would not fit a cell on the screen."""


def write_tables(book: TemplateBook, report: Report, section: Section) -> None:
    """Write the sheet of a section of tables, with its tick for a year without such business."""
    sheet = book.sheet(layout.sheet_of(section), section.title, is_landscape=True, pages_high=1)
    grid = lay_out(section)
    at = layout.positions(section)
    for column, width in enumerate(column_widths(section)):
        sheet.set_column(column, column, width)
    _write_nil_box(book, sheet, report, section)
    tables = {table.key: table for table in section.tables}
    for cell in grid.cells:
        if cell.ref is None:
            _write_label(book, sheet, cell)
            continue
        _span(sheet, cell, book.inputs[report.measure(cell.ref)])
        table = tables[cell.ref.table]
        if cell.ref in table.totals:
            _write_total(book, sheet, report, table, cell.ref, at)
        else:
            book.input(sheet, at[cell.ref], report, cell.ref)
    _restrict_inputs(book, sheet, report, section, at)
    for row in range(grid.height):
        sheet.set_row(layout.TABLE_TOP + row, _row_height(grid, section, row))
    if grid.has_one_head:
        sheet.freeze_panes(*min(at.values()))
        sheet.repeat_rows(layout.TABLE_TOP, layout.TABLE_TOP + grid.head - 1)


def column_widths(section: Section) -> list[float]:
    """The columns of the sheet of a section, in characters."""
    return [width / _TWIPS_A_CHARACTER for width in section.widths]


def _write_nil_box(book: TemplateBook, sheet: Worksheet, report: Report, section: Section) -> None:
    """The box that says: the organ had nothing of this kind in the year."""
    row, column = layout.nil_box(section)
    sheet.write_string(row, 0, f"{layout.NIL_LABEL}（打√）", book.plain)
    box = report.nil.get(section.key, "")
    if box:
        sheet.write_string(row, column, box, book.tick)
    else:
        sheet.write_blank(row, column, None, book.tick)
    sheet.set_row(row, ROW_HEIGHT)
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": ["√"]})


def _write_label(book: TemplateBook, sheet: Worksheet, cell: Cell) -> None:
    look = book.centered if cell.role in (CellRole.HEAD, CellRole.CORNER) else book.label
    _span(sheet, cell, look)
    sheet.write_string(layout.TABLE_TOP + cell.row, cell.column, cell.label, look)


def _span(sheet: Worksheet, cell: Cell, look: Format) -> None:
    if cell.height > 1 or cell.width > 1:
        top = layout.TABLE_TOP + cell.row
        sheet.merge_range(
            top, cell.column, top + cell.height - 1, cell.column + cell.width - 1, "", look
        )


def _restrict_inputs(
    book: TemplateBook, sheet: Worksheet, report: Report, section: Section, at: dict[Ref, Position]
) -> None:
    """The input rules, one for all cells with the same prompt, and the mark of what is no figure."""
    is_noted = not section.is_summed
    by_prompt: dict[tuple[Measure, Prompt], list[Position]] = {}
    by_measure: dict[Measure, list[Position]] = {}
    tables = {table.key: table for table in section.tables}
    for ref in section.inputs:
        measure = report.measure(ref)
        prompt = prompt_of(tables[ref.table], ref)
        by_prompt.setdefault((measure, prompt), []).append(at[ref])
        by_measure.setdefault(measure, []).append(at[ref])
    for (measure, prompt), cells in by_prompt.items():
        book.restrict(sheet, cells, measure, prompt, noted=is_noted)
    for measure, cells in by_measure.items():
        book.mark_non_figures(sheet, cells, measure, noted=is_noted)


def _write_total(
    book: TemplateBook,
    sheet: Worksheet,
    report: Report,
    table: Table,
    ref: Ref,
    at: dict[Ref, Position],
) -> None:
    """A total: its formula with the value; a figure that is not the sum is kept as it stands."""
    if is_by_formula(report, ref):
        formula = layout.total_formula(table, ref, at)
        sheet.write_formula(*at[ref], formula, book.total, float(_summed(report, ref)))
    else:
        book.write(sheet, at[ref], report.entries[ref], book.total)


def _summed(report: Report, ref: Ref) -> Figure:
    """What a cell adds to a SUM over it, which leaves out every text, even one that is a figure."""
    parts = report.edition.totals.get(ref, ())
    if parts and is_by_formula(report, ref):
        return total(_summed(report, part) for part in parts)
    content = written(report.entries.get(ref, BLANK))
    return 0 if content is None or isinstance(content, str) else content


def is_by_formula(report: Report, ref: Ref) -> bool:
    """Whether a total is written as the form's own formula: unless another figure was typed there.

    Of a published table all totals are kept as they are printed, where one of them is not the sum.
    """
    entry, totals = report.entries[ref], report.edition.totals
    if entry.is_sum:
        return True
    typed = [each for each in totals if each.table == ref.table] if report.is_published else [ref]
    are_sums = all(report.entries[each].value == report.sum(totals[each]) for each in typed)
    return are_sums and not entry.is_blank


def _row_height(grid: Grid, section: Section, row: int) -> float:
    """High enough for the longest label that stands in this row alone."""
    needed = 1
    for cell in grid.labels:
        if cell.row == row and cell.height == 1:
            width = sum(section.widths[cell.column : cell.column + cell.width])
            needed = max(needed, lines(cell.label, width / _TWIPS_A_CHARACTER))
    return ROW_HEIGHT + LINE_HEIGHT * (needed - 1)
