"""Reads a filled-in workbook as a report, finding every place by its official label.

A table is read only where all of its labels stand as the form has them: no figure is ever taken
from a neighbouring row. What is missing, changed or left over is kept in the report's `faults`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from disclosure_cli.container import LegacyFile
from disclosure_cli.errors import ForeignWorkbook, NoEdition, UnreadableWorkbook
from disclosure_cli.form.editions import edition_for, edition_of
from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition, Measure, Section
from disclosure_cli.i18n import _
from disclosure_cli.model.faults import Fault
from disclosure_cli.model.places import Part, Place, Position
from disclosure_cli.model.report import (
    ABOUT,
    CATEGORIES,
    CATEGORY_TOTAL,
    CATEGORY_TOTAL_LABEL,
    EXPLANATIONS,
    ORGAN,
    YEAR,
    Explanation,
    Report,
    category,
    fields_of,
    no_year,
)
from disclosure_cli.package import Package
from disclosure_cli.workbook import layout
from disclosure_cli.workbook.cells import EMPTY, Book, Cells, RawCell, fault_at, find
from disclosure_cli.workbook.draft import Draft
from disclosure_cli.workbook.legacy import LegacyBook
from disclosure_cli.workbook.sheet_finder import other_sheets, renamed_sheets, sheets_like_about
from disclosure_cli.workbook.table_reader import read_tables
from disclosure_cli.workbook.unit_rows import read_units_sheet
from disclosure_cli.workbook.visibility import note_format, note_sorted, note_unseen
from disclosure_cli.workbook.xlsx import XlsxBook


def read_workbook(path: Path, content: Package | LegacyFile) -> Report:
    """The report that a workbook holds, whatever is right or wrong with it; `path` is for messages.

    Raises `UnreadableWorkbook` where the file cannot be read, `ForeignWorkbook` where it was not
    made from a template of this program.
    """
    book = opened_book(path, content)
    edition = _edition(path, book)
    draft = Draft(edition, renamed_sheets(book, edition), tells_looks=book.tells_looks)
    _read_about(draft, book)
    for section in draft.edition.sections:
        _read_section(draft, book, section)
        if section is draft.edition.sections[0]:
            _read_categories(draft, book)
    _read_explanations(draft, book)
    read_units_sheet(draft, book)
    note_unseen(draft, book)
    note_sorted(draft, book)
    _note_other_sheets(draft, book)
    year = book.mark(layout.YEAR_MARK)
    return draft.report(int(year) if re.fullmatch("[0-9]{4}", year) else None)


def opened_book(path: Path, content: Package | LegacyFile) -> Book:
    """A workbook of either format; `path` is for messages. Raises `UnreadableWorkbook`."""
    return LegacyBook(path, content) if isinstance(content, LegacyFile) else XlsxBook(path, content)


def _edition(path: Path, book: Book) -> Edition:
    """The form of the workbook: by its own mark, or by its year where a program dropped that."""
    mark = book.mark(layout.FORM_MARK)
    if edition := edition_of(mark):
        return edition
    name = "" if mark else _about_sheet(path, book)
    about = book.cells(name) if name else {}
    row = _rows_by_label(about).get(canonical(YEAR.label))
    if row is None:
        raise ForeignWorkbook(
            _(
                "{path} 不是由 disclosure new-template 生成的工作簿；请用它生成模板，填写后再检查。"
            ).format(path=path)
        )
    try:
        return _edition_of_year(about.get((row, layout.ABOUT_VALUE), EMPTY).text)
    except NoEdition as error:
        place = Place.at(name, (row, layout.ABOUT_VALUE))
        raise UnreadableWorkbook(
            _("无法读取 {path}：{place} {reason}").format(path=path, place=place, reason=error)
        ) from error


def _about_sheet(path: Path, book: Book) -> str:
    """What 基本信息 is called in a workbook without a mark; empty where it is not there."""
    like = sheets_like_about(book)
    if len(like) > 1:
        raise UnreadableWorkbook(
            _(
                "无法读取 {path}：找不到{expected}；{found}的标签都与它相同，不知道以哪一张为准；"
                "请把其中一张改名为“{name}”，删去其余的。"
            ).format(
                path=path, expected=_sheets([layout.ABOUT_SHEET]), found=_sheets(like),
                name=layout.ABOUT_SHEET,
            )
        )  # fmt: skip
    return like[0] if like else ""


def _edition_of_year(text: str) -> Edition:
    """The form for what stands in the place of the year: 2024年 and ２０２４ tell it as well.

    Raises `NoEdition`. Whether the year is written as it should be, a rule says.
    """
    if found := re.search("(?<![0-9])[0-9]{4}(?![0-9])", unicodedata.normalize("NFKC", text)):
        return edition_for(int(found[0]))
    raise NoEdition(no_year(text[:20]))


def _rows_by_label(about: Cells) -> dict[str, int]:
    """The rows of 基本信息 by their labels; of a label that stands twice, the first."""
    return {canonical(cell.text): row for (row, column), cell in sorted(about.items(), reverse=True)
            if column == 0}  # fmt: skip


def _cells_of(
    draft: Draft, book: Book, at: Part, own: str, *, is_needed: bool = False
) -> Cells | None:
    """The cells of a sheet of the contract; None where it is missing.

    That is noted of one that is needed, and of one that several sheets are like.
    """
    if (name := draft.name_of(own)) in book:
        return book.cells(name)
    like = draft.sheets.doubtful.get(own, ())
    if like or is_needed:
        draft.places[at] = Place(own)
        draft.missing.append(Fault(at, _sheets(like), _sheets([own])))
    return None


def _sheets(names: Iterable[str]) -> str:
    """Sheets by their names, for messages."""
    return _("、").join(_("工作表“{name}”").format(name=name) for name in names)


def _read_about(draft: Draft, book: Book) -> None:
    """基本信息: what stands right of the label of each field, and what stands beside the fields."""
    name = draft.name_of(layout.ABOUT_SHEET)
    draft.places[Part(ABOUT)] = Place(name)
    cells = _cells_of(draft, book, Part(ABOUT), layout.ABOUT_SHEET) or {}
    labels, rows = _rows_by_label(cells), set()
    for field in fields_of(draft.edition):
        if (row := labels.get(canonical(field.label))) is None:
            continue
        rows.add(row)
        at, cell = Part(ABOUT, field.key), cells.get((row, layout.ABOUT_VALUE), EMPTY)
        draft.places[at] = Place.at(name, (row, layout.ABOUT_VALUE))
        if cell.is_text:
            # The name of an organ may be typed in the lines that it is to be printed in.
            draft.about[field.key] = cell.lines if field is ORGAN else cell.line
            note_format(draft, at, cell)
        else:
            draft.unread.append(Fault(at, cell.shown, cell.unstruck))
    for (row, column), cell in sorted(cells.items()):
        # Right of each field stands its hint, above the fields the title.
        last = layout.ABOUT_HINT if row in rows else 0 if row < layout.ABOUT_TOP else -1
        if column > last:
            draft.stray.append(fault_at(name, (row, column), cell))


def _read_section(draft: Draft, book: Book, section: Section) -> None:
    at, name = Part(section.key), draft.sheet_of(section)
    draft.places[at] = Place(name)
    cells = _cells_of(draft, book, at, layout.sheet_of(section), is_needed=True)
    if cells is None:
        return
    if section.tables:
        read_tables(draft, section, cells)
    else:
        _read_text(draft, section, cells)
        for area in book.looks(name).drawn_over:
            corner = Place.at(name, (area.top, area.left))
            draft.stray.append(Fault(corner, _("图片、图形或图表"), ""))


def _read_text(draft: Draft, section: Section, cells: Cells) -> None:
    """The paragraphs under the head of the column, one a row; a line break parts two as well."""
    name = draft.sheet_of(section)
    head = find(cells, layout.TEXT_HEAD)
    if head is None:
        expected = _("工作表“{name}”的表头“{head}”").format(name=name, head=layout.TEXT_HEAD)
        draft.missing.append(Fault(Part(section.key), "", expected))
        return
    if misplaced := _title_of_another(draft, section, cells, head):
        position, cell = misplaced
        draft.relabelled.append(fault_at(name, position, cell, section.title))
        return
    paragraphs: list[str] = []
    for (row, column), cell in sorted(cells.items()):
        if (row <= head[0] and column == head[1]) or _is_length(draft, cell, (row, column), head):
            continue
        if column != head[1]:
            draft.stray.append(fault_at(name, (row, column), cell))
            continue
        if not cell.is_text:
            draft.unread.append(fault_at(name, (row, column), cell, cell.unstruck))
            continue
        note_format(draft, Place.at(name, (row, column)), cell)
        if len(paragraphs) >= layout.MOST_PARAGRAPHS:
            draft.stray.append(fault_at(name, (row, column), cell))
            break
        for line in cell.prose.splitlines()[: layout.MOST_PARAGRAPHS]:
            if text := line.strip(" \t\u3000\u00a0"):
                paragraphs.append(text)
                place = Place.at(name, (row, column))
                draft.places[Part(section.key, str(len(paragraphs)))] = place
    draft.texts[section.key] = tuple(paragraphs)


def _title_of_another(
    draft: Draft, section: Section, cells: Cells, head: Position
) -> tuple[Position, RawCell] | None:
    """The title of another section over the text: two sheets whose names were exchanged."""
    titles = {canonical(each.title) for each in draft.edition.sections if each is not section}
    above = ((at, cell) for at, cell in sorted(cells.items()) if at[0] < head[0])
    return next((each for each in above if canonical(each[1].text) in titles), None)


def _is_length(draft: Draft, cell: RawCell, at: Position, head: Position) -> bool:
    """Whether a cell is that of the number of characters, right of the head: the template's formula.

    Old formats have 0 for the text that it makes.
    """
    is_beside = at == (head[0], head[1] + layout.TEXT_LENGTH_COLUMN)
    is_formula = bool(cell.formula) or (not draft.tells_looks and cell.kind == "n")
    return is_beside and (is_formula or layout.is_text_length(cell.text))


def _read_categories(draft: Draft, book: Book) -> None:
    """The total, then a category a row: its name and its count."""
    name = draft.name_of(layout.CATEGORY_SHEET)
    cells = _cells_of(draft, book, Part(CATEGORIES), layout.CATEGORY_SHEET)
    if cells is None:
        return
    draft.places[Part(CATEGORIES)] = Place(name)
    total, head = (find(cells, label) for label in (CATEGORY_TOTAL_LABEL, layout.CATEGORY_HEADS[0]))
    if total is None or head is None:
        draft.missing.append(
            Fault(Part(CATEGORIES), "", _("工作表“{name}”的表头").format(name=name))
        )
        return
    position = (total[0], total[1] + 1)
    draft.places[CATEGORY_TOTAL] = Place.at(name, position)
    draft.entries[CATEGORY_TOTAL] = cells.get(position, EMPTY).entry(Measure.ENTRIES)
    for row in sorted({row for row, _column in cells if row > head[0]}):
        title = cells.get((row, head[1]), EMPTY)
        count = cells.get((row, head[1] + 1), EMPTY)
        if not title.is_text:
            draft.unread.append(fault_at(name, (row, head[1]), title, title.unstruck))
        if not (title.line or count.text or count.formula):
            continue
        if len(draft.categories) == layout.MOST_CATEGORIES:
            draft.stray.append(fault_at(name, (row, head[1]), title))
            break
        draft.categories.append(title.line)
        number = len(draft.categories)
        titled, ref = Part(CATEGORIES, str(number)), category(number)
        draft.places[titled] = Place.at(name, (row, head[1]))
        note_format(draft, titled, title)
        draft.entries[ref] = count.entry(Measure.ENTRIES)
        draft.places[ref] = Place.at(name, (row, head[1] + 1))
    counted = (head[0], head[1] + 1)
    if canonical(cells.get(counted, EMPTY).text) != canonical(layout.CATEGORY_HEADS[1]):
        cell = cells.get(counted, EMPTY)
        draft.relabelled.append(fault_at(name, counted, cell, layout.CATEGORY_HEADS[1]))
    # Above the heads stand the title, the hint and the total, each with its label on the left.
    known = {(row, head[1]) for row in range(head[0])} | {position, counted, head}
    for (row, column), cell in sorted(cells.items()):
        is_entry = row > head[0] and column in (head[1], head[1] + 1)
        if not is_entry and (row, column) not in known:
            draft.stray.append(fault_at(name, (row, column), cell))


def _read_explanations(draft: Draft, book: Book) -> None:
    """核查说明: the code, the cell and the reason, a line each."""
    name = draft.name_of(layout.EXPLANATION_SHEET)
    cells = _cells_of(draft, book, Part(EXPLANATIONS), layout.EXPLANATION_SHEET) or {}
    head = find(cells, layout.EXPLANATION_HEADS[0])
    if head is None:
        return
    draft.places[Part(EXPLANATIONS)] = Place(name)
    for row in sorted({row for row, _column in cells if row > head[0]}):
        code, place, reason = (
            cells.get((row, head[1] + column), EMPTY).line for column in range(3)
        )
        if code or place or reason:
            ref = Part(EXPLANATIONS, str(row))
            draft.places[ref] = Place.at(name, (row, head[1]))
            draft.explanations.append(Explanation(ref, code, place, reason))


def _note_other_sheets(draft: Draft, book: Book) -> None:
    """Note sheets that are not ours: a copy might have been filled in instead.

    Those that are like a missing sheet are named where that is said to be missing.
    """
    own = {draft.sheet_of(section) for section in draft.edition.sections}
    own.update(draft.sheets.found.values(), *draft.sheets.doubtful.values())
    for name in other_sheets(book, own):
        if cells := book.cells(name):
            first = min(cells)
            draft.stray.append(fault_at(name, first, cells[first]))
