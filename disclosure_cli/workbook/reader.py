"""Reads a filled-in workbook as a report, finding every place by its official label.

A table is read only where all of its labels stand as the form has them: no figure is ever taken
from a neighbouring row. What is missing, changed or left over is kept in the report's `faults`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from disclosure_cli.container import Legacy, admitted
from disclosure_cli.errors import ForeignWorkbook, NoEdition
from disclosure_cli.form.editions import EDITIONS, edition_for
from disclosure_cli.form.grid import Grid, lay_out
from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition, Measure, Ref, Section, Table
from disclosure_cli.i18n import _
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue, read_cell
from disclosure_cli.model.findings import Place
from disclosure_cli.model.report import (
    ABOUT,
    CATEGORIES,
    CATEGORY_TOTAL,
    CATEGORY_TOTAL_LABEL,
    EXPLANATIONS,
    FIELDS,
    NIL,
    YEAR,
    Explanation,
    Fault,
    Faults,
    Report,
    category,
    with_totals,
)
from disclosure_cli.workbook import layout
from disclosure_cli.workbook.cells import EMPTY, Book, Cells, RawCell
from disclosure_cli.workbook.layout import Position, address
from disclosure_cli.workbook.legacy import LegacyBook
from disclosure_cli.workbook.number_formats import misleads
from disclosure_cli.workbook.xlsx import Spreadsheet

MOST_CATEGORIES, MOST_PARAGRAPHS = 1_000, 2_000
"""Of a report; what stands after that is noted as not read."""


def read_workbook(path: Path) -> Report:
    """The report that a workbook holds, whatever is right or wrong with it.

    Raises `UnreadableWorkbook` where the file cannot be read, `ForeignWorkbook` where it was not
    made from a template of this program.
    """
    book = _opened(path)
    about = _about(book)
    draft = _Draft(_edition(path, book, about))
    _read_about(draft, about)
    if layout.ABOUT_SHEET in book:
        _set_aside_about(draft, book.cells(layout.ABOUT_SHEET))
    for section in draft.edition.sections:
        name = layout.sheet_of(section)
        draft.places[Ref(section.key)] = Place(name)
        if name not in book:
            draft.missing.append(Fault(Ref(section.key), "", _("工作表“{name}”").format(name=name)))
        elif section.tables:
            _read_tables(draft, section, book.cells(name))
        else:
            _read_text(draft, section, book.cells(name))
        if section is draft.edition.sections[0] and layout.CATEGORY_SHEET in book:
            _read_categories(draft, book.cells(layout.CATEGORY_SHEET))
    if layout.EXPLANATION_SHEET in book:
        _read_explanations(draft, book.cells(layout.EXPLANATION_SHEET))
    _note_other_sheets(draft, book)
    year = book.mark(layout.YEAR_MARK)
    return draft.report(int(year) if re.fullmatch("[0-9]{4}", year) else None)


@dataclass
class _Draft:
    """A report while it is being read."""

    edition: Edition
    about: dict[str, str] = field(default_factory=dict)
    entries: dict[Ref, Entry] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    nil: dict[str, str] = field(default_factory=dict)
    explanations: list[Explanation] = field(default_factory=list)
    missing: list[Fault] = field(default_factory=list)
    relabelled: list[Fault] = field(default_factory=list)
    repeated: list[Fault] = field(default_factory=list)
    displaced: list[Fault] = field(default_factory=list)
    unread: list[Fault] = field(default_factory=list)
    stray: list[Fault] = field(default_factory=list)
    places: dict[Ref, Place] = field(default_factory=dict)

    def fault(
        self, sheet: str, key: str, position: Position, cell: RawCell, expected: str = ""
    ) -> Fault:
        """A fault at a cell that no place of the report has, named by its address."""
        ref = Ref(key, "cell", address(*position))
        self.places[ref] = Place(sheet, address(*position))
        return Fault(ref, cell.shown, expected)

    def report(self, template_year: int | None) -> Report:
        return Report(
            edition=self.edition,
            about=self.about,
            entries=self.entries,
            texts=self.texts,
            categories=tuple(self.categories),
            nil=self.nil,
            faults=Faults(
                missing=tuple(self.missing),
                relabelled=tuple(self.relabelled),
                repeated=tuple(self.repeated),
                displaced=tuple(self.displaced),
                unread=tuple(self.unread),
                stray=tuple(self.stray),
            ),
            explanations=tuple(self.explanations),
            places=self.places,
            template_year=template_year,
        )


def _opened(path: Path) -> Book:
    """A workbook that has passed the door."""
    content = admitted(path)
    if isinstance(content, Legacy):
        return LegacyBook(path, content)
    return Spreadsheet(path, content)


def _about(book: Book) -> dict[Ref, tuple[Position, RawCell]]:
    """基本信息: each field that is there, with the place and the cell right of its label."""
    if layout.ABOUT_SHEET not in book:
        return {}
    cells = book.cells(layout.ABOUT_SHEET)
    labels: dict[str, int] = {}
    for (row, column), cell in sorted(cells.items()):
        if column == 0:
            labels.setdefault(canonical(cell.text), row)
    found = {}
    for item in FIELDS:
        if (label := canonical(item.label)) in labels:
            at = (labels[label], 1)
            found[Ref(ABOUT, item.key)] = at, cells.get(at, EMPTY)
    return found


def _edition(path: Path, book: Book, about: dict[Ref, tuple[Position, RawCell]]) -> Edition:
    """The form of the workbook: by its own mark, or by its year where a program dropped that."""
    mark = book.mark(layout.FORM_MARK)
    for edition in EDITIONS:
        if mark == edition.key:
            return edition
    _position, cell = about.get(Ref(ABOUT, YEAR.key), ((0, 0), EMPTY))
    year = cell.text
    if not mark and re.fullmatch("[0-9]{4}", year):
        try:
            return edition_for(int(year))
        except NoEdition as error:
            raise ForeignWorkbook(f"{path}：{error}") from error
    raise ForeignWorkbook(
        _(
            "{path} 不是由 disclosure new-template 生成的工作簿；请用它生成模板，填写后再检查。"
        ).format(path=path)
    )


def _read_about(draft: _Draft, about: dict[Ref, tuple[Position, RawCell]]) -> None:
    draft.places[Ref(ABOUT)] = Place(layout.ABOUT_SHEET)
    for ref, (position, cell) in about.items():
        draft.places[ref] = Place(layout.ABOUT_SHEET, address(*position))
        if cell.is_text:
            draft.about[ref.row] = _one_line(cell)
        else:
            draft.unread.append(Fault(ref, cell.shown, cell.unstruck))


def _set_aside_about(draft: _Draft, cells: Cells) -> None:
    """Keep what stands in 基本信息 beside the fields: a row of the user's own, a field twice."""
    known = {draft.places[ref].cell for ref in draft.places if ref.table == ABOUT}
    rows = {row for row, column in cells if address(row, 1) in known}
    for (row, column), cell in sorted(cells.items()):
        # Right of each field stands its hint.
        if row >= layout.ABOUT_TOP and (row not in rows or column > layout.ABOUT_HINT):
            draft.stray.append(draft.fault(layout.ABOUT_SHEET, ABOUT, (row, column), cell))


def _read_text(draft: _Draft, section: Section, cells: Cells) -> None:
    """The paragraphs under the head of the column, one a row; a line break parts two as well."""
    name = layout.sheet_of(section)
    head = _find(cells, layout.TEXT_HEAD)
    if head is None:
        expected = _("工作表“{name}”的表头“{head}”").format(name=name, head=layout.TEXT_HEAD)
        draft.missing.append(Fault(Ref(section.key), "", expected))
        return
    paragraphs: list[str] = []
    for (row, column), cell in sorted(cells.items()):
        if row <= head[0]:
            continue
        if column != head[1]:
            draft.stray.append(draft.fault(name, section.key, (row, column), cell))
            continue
        if not cell.is_text:
            draft.unread.append(draft.fault(name, section.key, (row, column), cell, cell.unstruck))
            continue
        if len(paragraphs) >= MOST_PARAGRAPHS:
            draft.stray.append(draft.fault(name, section.key, (row, column), cell))
            break
        for line in _text(cell).splitlines()[:MOST_PARAGRAPHS]:
            if text := line.strip(" \t\u3000\u00a0"):
                paragraphs.append(text)
                place = Place(name, address(row, column))
                draft.places[Ref(section.key, str(len(paragraphs)))] = place
    draft.texts[section.key] = tuple(paragraphs)


def _read_categories(draft: _Draft, cells: Cells) -> None:
    """The total, then a category a row: its name and its count."""
    name = layout.CATEGORY_SHEET
    draft.places[Ref(CATEGORIES)] = Place(name)
    total, head = (
        _find(cells, label) for label in (CATEGORY_TOTAL_LABEL, layout.CATEGORY_HEADS[0])
    )
    if total is None or head is None:
        draft.missing.append(
            Fault(Ref(CATEGORIES), "", _("工作表“{name}”的表头").format(name=name))
        )
        return
    position = (total[0], total[1] + 1)
    draft.places[CATEGORY_TOTAL] = Place(name, address(*position))
    draft.entries[CATEGORY_TOTAL] = _entry(cells.get(position, EMPTY), Measure.COUNT)
    for row in sorted({row for row, _column in cells if row > head[0]}):
        title = cells.get((row, head[1]), EMPTY)
        count = cells.get((row, head[1] + 1), EMPTY)
        if not title.is_text:
            draft.unread.append(
                draft.fault(name, CATEGORIES, (row, head[1]), title, title.unstruck)
            )
        if not (_one_line(title) or count.text or count.formula):
            continue
        if len(draft.categories) == MOST_CATEGORIES:
            draft.stray.append(draft.fault(name, CATEGORIES, (row, head[1]), title))
            break
        draft.categories.append(_one_line(title))
        ref = category(len(draft.categories))
        draft.entries[ref] = _entry(count, Measure.COUNT)
        draft.places[ref] = Place(name, address(row, head[1] + 1))
    # Above the heads stand the title, the hint and the total, each with its label on the left.
    known = {(row, head[1]) for row in range(head[0])} | {position, (head[0], head[1] + 1), head}
    for (row, column), cell in sorted(cells.items()):
        is_entry = row > head[0] and column in (head[1], head[1] + 1)
        if not is_entry and (row, column) not in known:
            draft.stray.append(draft.fault(name, CATEGORIES, (row, column), cell))


def _read_explanations(draft: _Draft, cells: Cells) -> None:
    """核查说明: the code, the cell and the reason, a line each."""
    name = layout.EXPLANATION_SHEET
    head = _find(cells, layout.EXPLANATION_HEADS[0])
    if head is None:
        return
    draft.places[Ref(EXPLANATIONS)] = Place(name)
    for row in sorted({row for row, _column in cells if row > head[0]}):
        code, place, reason = (
            _one_line(cells.get((row, head[1] + column), EMPTY)) for column in range(3)
        )
        if code or place or reason:
            ref = Ref(EXPLANATIONS, str(row))
            draft.places[ref] = Place(name, address(row, head[1]))
            draft.explanations.append(Explanation(ref, code, place, reason))


def _read_tables(draft: _Draft, section: Section, cells: Cells) -> None:
    """The tables of a section, where all of their labels stand as in the form."""
    name, grid = layout.sheet_of(section), lay_out(section)
    origin, *others = _origins(cells, grid)
    wrong = _wrong_labels(cells, grid, origin)
    if len(wrong) == len(list(grid.labels)):
        draft.missing.append(
            Fault(Ref(section.key), "", _("工作表“{name}”中的官方表格").format(name=name))
        )
        return
    _read_nil_box(draft, section, cells, origin)
    if wrong:
        for position, expected in wrong:
            cell = cells.get(position, EMPTY)
            draft.relabelled.append(draft.fault(name, section.key, position, cell, expected))
        return
    if again := [other for other in others if not _wrong_labels(cells, grid, other)]:
        first = next(grid.labels)
        position = (again[0][0] + first.row, again[0][1] + first.column)
        draft.repeated.append(draft.fault(name, section.key, position, cells[position]))
        return
    at = layout.positions(section, origin)
    for ref, position in at.items():
        draft.places[ref] = Place(name, address(*position))
    for table in section.tables:
        draft.entries.update(_read_table(draft.edition, table, cells, at))
    _set_aside(draft, section, cells, origin)


def _set_aside(draft: _Draft, section: Section, cells: Cells, origin: Position) -> None:
    """Keep what stands between the figures of a table, and what stands beside and below it."""
    name, grid = layout.sheet_of(section), lay_out(section)
    top, left = origin
    known = {(top + cell.row, left + cell.column) for cell in grid.cells}
    for (row, column), cell in sorted(cells.items()):
        if row < top or (row, column) in known:
            continue
        fault = draft.fault(name, section.key, (row, column), cell)
        inside = row < top + grid.height and left <= column < left + grid.width
        (draft.displaced if inside else draft.stray).append(fault)


def _note_other_sheets(draft: _Draft, book: Book) -> None:
    """Note sheets that are not ours: a copy, or one renamed, might have been filled in instead."""
    own = {layout.sheet_of(section) for section in draft.edition.sections}
    for name in book.names:
        if name in own or name in layout.OTHER_SHEETS:
            continue
        if cells := book.cells(name):
            first = min(cells)
            draft.stray.append(draft.fault(name, name, first, cells[first]))


_MOST_ORIGINS = 20
"""Places where the tables might begin that are tried."""


def _origins(cells: Cells, grid: Grid) -> list[Position]:
    """Where the tables may begin, the place with the fewest wrong labels first."""
    first = next(grid.labels)
    candidates = {
        (row - first.row, column - first.column)
        for (row, column), cell in cells.items()
        if canonical(cell.text) == canonical(first.label)
    }
    usual = (layout.TABLE_TOP, 0)
    places = [usual, *sorted(candidates - {usual})[:_MOST_ORIGINS]]
    return sorted(places, key=lambda origin: len(_wrong_labels(cells, grid, origin)))


def _wrong_labels(cells: Cells, grid: Grid, origin: Position) -> list[tuple[Position, str]]:
    """The labels that read otherwise than in the form, if the tables begin there."""
    top, left = origin
    at = (((top + label.row, left + label.column), label.label) for label in grid.labels)
    return [
        (position, expected)
        for position, expected in at
        if canonical(cells.get(position, EMPTY).text) != canonical(expected)
    ]


def _read_nil_box(draft: _Draft, section: Section, cells: Cells, origin: Position) -> None:
    """The tick right of 本年度无此项业务, above the tables."""
    label = canonical(layout.NIL_LABEL)
    for (row, column), cell in sorted(cells.items()):
        if row < origin[0] and canonical(cell.text).startswith(label):
            boxes = [(c, other.text) for (r, c), other in cells.items() if r == row and c > column]
            at, text = min(boxes, default=(layout.nil_box(section)[1], ""))
            draft.nil[section.key] = text
            place = Place(layout.sheet_of(section), address(row, at))
            draft.places[Ref(section.key, NIL)] = place
            return


def _read_table(
    edition: Edition, table: Table, cells: Cells, at: dict[Ref, Position]
) -> dict[Ref, Entry]:
    """Every figure of a table; a total that is still the template's formula is computed here."""
    own = {
        ref: cells[at[ref]].text
        for ref in table.totals
        if at[ref] in cells
        and _same_formula(cells[at[ref]].formula, layout.total_formula(table, ref, at))
    }
    entries = {
        ref: _entry(cells.get(at[ref], EMPTY), edition.measures[ref])
        for ref in table.refs
        if ref not in own
    }
    complete = with_totals(table, entries, own)
    return {ref: complete[ref] for ref in table.refs}


def _entry(cell: RawCell, measure: Measure) -> Entry:
    if cell.value is None:
        return Entry(None, cell.formula, EntryIssue.NO_RESULT) if cell.formula else BLANK
    if cell.kind == "e":
        return Entry(None, cell.text, EntryIssue.ERROR_VALUE)
    if cell.kind == "n" and misleads(cell.number_format):
        return Entry(
            None,
            f"{cell.text} [{cell.number_format}]",
            EntryIssue.SHOWN_OTHERWISE,
        )
    return read_cell(cell.marked or cell.value, measure)


def _same_formula(formula: str, own: str) -> bool:
    def bare(text: str) -> str:
        return re.sub(r"[\s$=]", "", text).upper()

    return bool(formula) and bare(formula) == bare(own)


def _find(cells: Cells, label: str) -> Position | None:
    """The first cell with that label, in the order of reading."""
    wanted = canonical(label)
    return min((at for at, cell in cells.items() if canonical(cell.text) == wanted), default=None)


def _text(cell: RawCell) -> str:
    if isinstance(cell.value, dt.datetime | dt.date):
        return f"{cell.value.year}年{cell.value.month}月{cell.value.day}日"
    return cell.text


def _one_line(cell: RawCell) -> str:
    return " ".join(_text(cell).split())
