"""Writes the workbook that a person fills in, empty or with the contents of a report.

Tables two to four look like the official form, so that one can type from paper. Labels and totals
are locked without a password: that prevents accidents, nothing more. Every formula is written with
its value, because a formula without one reads as blank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from xlsxwriter.worksheet import Worksheet

from disclosure_cli.errors import DisclosureError
from disclosure_cli.form.schema import Measure, Section
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic
from disclosure_cli.model.places import with_sheet_renamed
from disclosure_cli.model.report import (
    CATEGORY_TOTAL,
    CATEGORY_TOTAL_LABEL,
    DATE,
    KIND,
    KINDS,
    YEAR,
    Report,
    category,
    fields_of,
    title,
    with_totals,
)
from disclosure_cli.template.annotated import (
    found_in_cells,
    mark_cells,
    own_names,
    write_findings,
)
from disclosure_cli.template.balances import write_balances
from disclosure_cli.template.book import GREY, LINE_HEIGHT, TemplateBook, lines
from disclosure_cli.template.form_tables import write_tables
from disclosure_cli.template.guide import CATEGORY_HINT, EXPLANATION_HINT, guide_lines, text_hint
from disclosure_cli.template.prompts import HOW_TO_WRITE, Prompt
from disclosure_cli.template.readings import unspaced, unspaced_length
from disclosure_cli.template.unit_sheets import unit_sums, write_units
from disclosure_cli.workbook import layout

MOST_IN_A_CELL = 32_767
"""Characters, of Excel."""
_PAGE_WIDTH = 80
"""Of a page of prose, in characters: what A4 holds in print."""
_LENGTH_WIDTH = 12
"""Of the column in which stands how many characters a text has: 共 12345 字."""
_TEXT_WIDTH = _PAGE_WIDTH - _LENGTH_WIDTH
_ABOUT_WIDTHS = (16, 48, 76)
_CATEGORY_WIDTHS = dict(zip(layout.CATEGORY_HEADS, (56, 14), strict=True))
_EXPLANATION_WIDTHS = dict(zip(layout.EXPLANATION_HEADS, (12, 24, 90), strict=True))


def forbid_more_than_a_cell_holds(report: Report) -> None:
    """Raise `DisclosureError` for a paragraph, or a note to a table, that is longer than a cell may be."""
    for passage in (*chain.from_iterable(report.prose.values()), *report.notes.values()):
        if len(passage.typed) > MOST_IN_A_CELL:
            raise DisclosureError(
                _("{place}有 {count} 字，超过工作簿一格的 {most} 字；请在原文中分成几段。").format(
                    place=report.place(passage.at), count=len(passage.typed), most=MOST_IN_A_CELL
                )
            )


def workbook_bytes(
    report: Report, found: Sequence[Diagnostic] = (), *, last: Report | None = None
) -> bytes:
    """The workbook holding `report`; with no entries in it, the empty template.

    With findings it is the annotated copy; with last year's report, 核对 also says whether what was
    carried over was carried in. The same report gives the same bytes.
    """
    report = _with_formulas(report)
    in_cells = found_in_cells(report, found) if found else {}
    book = TemplateBook(in_cells, is_large=report.units is not None)
    if report.units:
        book.unit_sums = unit_sums(report)
    _write_marks(book, report)
    if found:
        write_findings(book, report, found)
    _write_guide(book, report)
    _write_about(book, report)
    overview, *others = report.edition.sections
    _write_text(book, report, overview)
    _write_categories(book, report)
    for section in others:
        if section.tables:
            write_tables(book, report, section)
        else:
            _write_text(book, report, section)
    write_balances(book, report, last)
    _write_explanations(book, report)
    if report.units:
        write_units(book, report, report.units)
    mark_cells(book, report, in_cells)
    return book.finished()


def _with_formulas(report: Report) -> Report:
    """The report with a sum for each total that is not filled in: that is what a formula gives."""
    entries = dict(report.entries)
    for table in report.edition.tables:
        blank = {ref: "" for ref in table.totals if ref not in entries}
        entries = with_totals(table, entries, blank)
    return replace(report, entries=entries)


def _write_marks(book: TemplateBook, report: Report) -> None:
    """Let the file know its form and its year, so that last year's template is recognised."""
    year = report.meant_year
    book.file.set_properties(
        {
            "title": title(year),
            "comments": f"{report.edition.notice.title}（{report.edition.notice.number}）",
            # Not the clock: the same report gives the same bytes.
            "created": dt.datetime(year + 1, 1, 1),
        }
    )
    marks = {layout.FORM_MARK: report.edition.key, layout.YEAR_MARK: str(year)}
    if report.units:
        marks[layout.UNITS_MARK] = layout.UNITS_SHEET
    for mark, text in marks.items():
        book.file.define_name(mark, f'="{text}"')
        book.file.set_custom_property(mark, text)


def _write_guide(book: TemplateBook, report: Report) -> None:
    sheet = book.sheet(layout.GUIDE, "填写说明", color=GREY)
    sheet.set_column(0, 0, _PAGE_WIDTH)
    for row, line in enumerate(guide_lines(report), 2):
        sheet.write_string(row, 0, line, book.text)
        sheet.set_row(row, LINE_HEIGHT * lines(line, _PAGE_WIDTH))


def _write_about(book: TemplateBook, report: Report) -> None:
    sheet = book.sheet(layout.ABOUT_SHEET, layout.ABOUT_SHEET, is_landscape=True)
    for column, width in enumerate(_ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    looks = {DATE: book.date, YEAR: book.value, KIND: book.value}
    for row, field in enumerate(fields_of(report.edition), layout.ABOUT_TOP):
        look = looks.get(field, book.literals.row)
        text = report.about.get(field.key, "")
        book.fit_row(sheet, row, lines(text, _ABOUT_WIDTHS[layout.ABOUT_VALUE]))
        sheet.write_string(row, 0, field.label, book.label)
        sheet.write_string(row, 2, field.hint_for(report.meant_year), book.hint)
        if field is YEAR and report.year:
            sheet.write_number(row, 1, report.year, look)
        elif text:
            sheet.write_string(row, 1, text, look)
        else:
            sheet.write_blank(row, 1, None, look)
        if field is KIND:
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(KINDS)})


def _write_text(book: TemplateBook, report: Report, section: Section) -> None:
    sheet = book.sheet(layout.sheet_of(section), section.title, has_list=True)
    hint, head = text_hint(report, section), layout.TEXT_TOP - 1
    book.open_list(sheet, hint, head, {layout.TEXT_HEAD: _TEXT_WIDTH}, [book.prose])
    paragraphs = report.texts.get(section.key, ())
    _write_length(book, sheet, head, paragraphs)
    for row, paragraph in enumerate(paragraphs, layout.TEXT_TOP):
        sheet.write_string(row, 0, paragraph, book.prose.row)
        book.fit_row(sheet, row, lines(paragraph, _TEXT_WIDTH))


def _write_length(
    book: TemplateBook, sheet: Worksheet, row: int, paragraphs: Sequence[str]
) -> None:
    """How many characters the text has, spaces aside: right of its head, live."""
    column, top = layout.TEXT_LENGTH_COLUMN, layout.TEXT_TOP
    (area,) = layout.ranges((top + number, 0) for number in range(layout.MOST_PARAGRAPHS))
    count = f"SUM(IF(ISTEXT({area})+ISNUMBER({area}),LEN({unspaced(area)}),0))"
    before, after = layout.TEXT_LENGTH
    formula = f'{{="{before}"&{count}&"{after}"}}'
    value = f"{before}{sum(map(unspaced_length, paragraphs))}{after}"
    sheet.set_column(column, column, _LENGTH_WIDTH)
    sheet.write_array_formula(row, column, row, column, formula, book.total, value)


def _write_categories(book: TemplateBook, report: Report) -> None:
    sheet = book.sheet(layout.CATEGORY_SHEET, layout.CATEGORY_TITLE, has_list=True)
    top, total = layout.CATEGORY_TOP, layout.CATEGORY_TOTAL_ROW
    looks = [book.literals, book.counts]
    book.open_list(sheet, CATEGORY_HINT, top - 1, _CATEGORY_WIDTHS, looks)
    for column in (0, 1):
        sheet.write_blank(total + 1, column, None, book.plain)
    sheet.write_string(total, 0, CATEGORY_TOTAL_LABEL, book.label)
    book.input(sheet, (total, 1), report, CATEGORY_TOTAL)
    for number, name in enumerate(report.categories, 1):
        row = top + number - 1
        sheet.write_string(row, 0, name, book.literals.row)
        book.input(sheet, (row, 1), report, category(number))
        book.fit_row(sheet, row, lines(name, _CATEGORY_WIDTHS[layout.CATEGORY_HEADS[0]]))
    counts = [(total, 1), *((top + row, 1) for row in range(layout.CATEGORY_ROWS))]
    prompt = Prompt("主动公开条数", HOW_TO_WRITE[Measure.ENTRIES])
    book.restrict(sheet, counts, Measure.ENTRIES, prompt)
    book.mark_non_figures(sheet, counts, Measure.ENTRIES)


def _write_explanations(book: TemplateBook, report: Report) -> None:
    name = layout.EXPLANATION_SHEET
    sheet = book.sheet(name, name, color=GREY, is_landscape=True, has_list=True)
    top, looks = layout.EXPLANATION_TOP, [book.literals] * len(_EXPLANATION_WIDTHS)
    book.open_list(sheet, EXPLANATION_HINT, top - 1, _EXPLANATION_WIDTHS, looks)
    for row, each in enumerate(report.explanations, top):
        place = with_sheet_renamed(each.place, own_names(report))
        for column, text in enumerate((each.code, place, each.reason)):
            sheet.write_string(row, column, text, book.literals.row)
        book.fit_row(
            sheet, row, lines(each.reason, _EXPLANATION_WIDTHS[layout.EXPLANATION_HEADS[2]])
        )
