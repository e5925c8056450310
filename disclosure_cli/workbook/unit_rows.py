"""Reads 汇总来源 and 单位名单 of a government's merged workbook: what each unit contributed, and which there are.

The rows are read only where all heads stand over them as the form has them, as a table is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.contributions import (
    SKIPPED_BY_SUM,
    UNIT_LIST,
    UNITS,
    ListedUnit,
    UnitRow,
    Units,
)
from disclosure_cli.model.faults import Fault
from disclosure_cli.model.figures import Entry, EntryIssue, held, total
from disclosure_cli.model.places import Part, Place, Position
from disclosure_cli.model.report import among_units
from disclosure_cli.workbook import layout
from disclosure_cli.workbook.cells import EMPTY, Book, Cells, RawCell, fault_at, find
from disclosure_cli.workbook.draft import Draft
from disclosure_cli.workbook.table_reader import same_formula


def read_units_sheet(draft: Draft, book: Book) -> None:
    """What the units contributed, where the workbook is a merged one. To be read after the categories."""
    name = layout.UNITS_SHEET
    if name not in book:
        if book.mark(layout.UNITS_MARK):
            draft.places[Part(UNITS)] = Place(name)
            says = _("工作表“{name}”").format(name=name)
            draft.missing.append(Fault(Part(UNITS), "", says))
        return
    cells = book.cells(name)
    draft.places[Part(UNITS)] = Place(name)
    head = find(cells, layout.UNIT_HEADS[0])
    if head is None:
        says = _("工作表“{name}”的表头“{head}”").format(name=name, head=layout.UNIT_HEADS[0])
        draft.missing.append(Fault(Part(UNITS), "", says))
        return
    categories = _categories(draft, cells, head)
    columns = layout.unit_columns(draft.edition, categories)
    if wrong := _wrong_heads(cells, head, columns):
        draft.relabelled += [
            fault_at(name, at, cells.get(at, EMPTY), expected) for at, expected in wrong
        ]
        return
    first = head[1] + len(layout.UNIT_HEADS)
    at = {column.ref: first + number for number, column in enumerate(columns)}
    rows = tuple(_rows(draft, cells, head, at))
    listed = dict(_listed(book))
    draft.places[Part(UNIT_LIST)] = Place(layout.UNIT_LIST_SHEET)
    units = Units(name, at, rows, categories, tuple(listed.values()), tuple(listed), left=head[1])
    sums = head[0] + layout.UNIT_HEAD_ROWS
    draft.units = replace(units, live=frozenset(_live(draft, book, units, sums)))


def _live(draft: Draft, book: Book, units: Units, sums: int) -> Iterator[Ref]:
    """The figures that are still the template's formula; where its result was not saved, it is worked out here.

    As Excel does it: SUM leaves out what is no number.
    """
    for ref, entry in list(draft.entries.items()):
        own, place = among_units(ref, draft.categories, units), draft.places[ref]
        if own is None:
            continue
        cell = book.cells(place.sheet).get(place.position, EMPTY)
        formula = layout.unit_sum_formula(units.sheet, (sums, units.columns[own]))
        if not same_formula(cell.formula, formula):
            continue
        yield ref
        if entry.issue is EntryIssue.NO_RESULT:
            given = (each for _row, each in units.given(own))
            numbers = (each.value or 0 for each in given if each.issue not in SKIPPED_BY_SUM)
            summed = cell._replace(value=float(total(numbers)), kind="n")
            draft.entries[ref] = summed.entry(draft.edition.measures.get(ref, Measure.ENTRIES))


def _categories(draft: Draft, cells: Cells, head: Position) -> tuple[str, ...]:
    """The categories of which the units gave counts: the heads right of those that the form has."""
    row = head[0] + layout.UNIT_HEAD_ROWS - 2
    first = head[1] + len(layout.UNIT_HEADS) + len(layout.unit_columns(draft.edition, ()))
    names: list[str] = []
    while text := cells.get((row, first + len(names)), EMPTY).line:
        names.append(text)
    return tuple(names)


def _wrong_heads(
    cells: Cells, head: Position, columns: list[layout.UnitColumn]
) -> list[tuple[Position, str]]:
    """The heads that read otherwise than they should; what spans several columns stands in the first of them."""
    first = head[1] + len(layout.UNIT_HEADS)
    expected = {(head[0], head[1] + n): text for n, text in enumerate(layout.UNIT_HEADS)}
    for each in layout.unit_heads(columns):
        row, column = head[0] + each.down, first + each.number
        expected |= {(row, column + number): "" for number in range(each.span)}
        expected[row, column] = each.text
    last = first + len(columns)
    more = {
        at: "" for at in cells
        if head[0] <= at[0] < head[0] + layout.UNIT_HEAD_ROWS and at[1] >= last
    }  # fmt: skip
    return [
        (at, text)
        for at, text in (expected | more).items()
        if canonical(cells.get(at, EMPTY).text) != canonical(text)
    ]


def _rows(
    draft: Draft, cells: Cells, head: Position, columns: Mapping[Ref, int]
) -> Iterator[UnitRow]:
    """The rows under the sums, each with what stands in it."""
    top, first = head[0] + layout.UNIT_HEAD_ROWS + 1, head[1] + len(layout.UNIT_HEADS)
    refs = {column: ref for ref, column in columns.items()}
    by_row: dict[int, dict[int, RawCell]] = defaultdict(dict)
    for (row, column), cell in cells.items():
        if row >= top and (cell.text or cell.formula):
            by_row[row][column] = cell
    for row, found in sorted(by_row.items()):
        beyond = set(found) - refs.keys() - set(range(head[1], first))
        if row >= top + layout.MOST_UNITS:
            beyond = set(found)
        if beyond:
            column = min(beyond)
            draft.stray.append(fault_at(layout.UNITS_SHEET, (row, column), found[column]))
        if found.keys() <= beyond:
            continue
        told = [(column, found.get(column, EMPTY)) for column in range(head[1], first)]
        draft.unread += [
            fault_at(layout.UNITS_SHEET, (row, column), cell, cell.unstruck)
            for column, cell in told
            if not cell.is_text
        ]
        name, year, kind, file, note = (cell.line for _column, cell in told)
        entries = {
            refs[column]: _entry(cell, draft.edition.measures.get(refs[column], Measure.ENTRIES))
            for column, cell in sorted(found.items())
            if column in refs
        }
        yield UnitRow(row, name, kind, year, file, note, entries)


def _entry(cell: RawCell, measure: Measure) -> Entry:
    """What stands in the place of a figure; a correction may be negative."""
    entry = cell.entry(measure)
    if entry.issue is EntryIssue.NEGATIVE and isinstance(cell.value, int | float):
        return entry._replace(value=held(cell.value))
    return entry


def _listed(book: Book) -> Iterator[tuple[int, ListedUnit]]:
    """The units of the list, each with its row."""
    if layout.UNIT_LIST_SHEET not in book:
        return
    cells = book.cells(layout.UNIT_LIST_SHEET)
    head = find(cells, layout.UNIT_LIST_HEADS[0])
    if head is None:
        return
    for row in sorted({row for row, column in cells if row > head[0] and column == head[1]}):
        name, aliases, kind = (cells.get((row, head[1] + n), EMPTY).line for n in range(3))
        if name:
            others = tuple(each for each in aliases.split(layout.BETWEEN_ALIASES) if each)
            yield row, ListedUnit(name, others, kind)
