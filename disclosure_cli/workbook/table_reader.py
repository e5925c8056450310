"""Finds the official tables in a sheet by their labels, and reads their figures.

A table is read only where all of its labels stand as the form has them: no figure is ever taken
from a neighbouring row.
"""

from __future__ import annotations

import re

from disclosure_cli.form.grid import Grid, lay_out
from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition, Ref, Section, Table
from disclosure_cli.i18n import _
from disclosure_cli.model.faults import Fault
from disclosure_cli.model.figures import Entry, Figure, held, plain
from disclosure_cli.model.places import Part, Place, Position
from disclosure_cli.model.report import NIL, with_totals
from disclosure_cli.workbook import layout
from disclosure_cli.workbook.cells import EMPTY, Cells, fault_at
from disclosure_cli.workbook.draft import Draft
from disclosure_cli.workbook.visibility import note_format

_MOST_ORIGINS = 20
"""Places where the tables might begin that are tried."""


def has_tables(section: Section, cells: Cells) -> bool:
    """Whether the tables of a section stand there, wherever they begin, with all of their labels."""
    grid = lay_out(section)
    return not _wrong_labels(cells, grid, _origins(cells, grid)[0])


def read_tables(draft: Draft, section: Section, cells: Cells) -> None:
    """The tables of a section, where all of their labels stand as in the form."""
    name, grid = draft.sheet_of(section), lay_out(section)
    origin, *others = _origins(cells, grid)
    wrong = _wrong_labels(cells, grid, origin)
    if len(wrong) == len(list(grid.labels)):
        draft.missing.append(
            Fault(Part(section.key), "", _("工作表“{name}”中的官方表格").format(name=name))
        )
        return
    _read_nil_box(draft, section, cells, origin)
    if wrong:
        for position, expected in wrong:
            cell = cells.get(position, EMPTY)
            draft.relabelled.append(fault_at(name, position, cell, expected))
        return
    if again := [other for other in others if not _wrong_labels(cells, grid, other)]:
        first = next(grid.labels)
        position = (again[0][0] + first.row, again[0][1] + first.column)
        draft.repeated.append(fault_at(name, position, cells[position]))
        return
    at = layout.positions(section, origin)
    for ref, position in at.items():
        draft.places[ref] = Place.at(name, position)
    for table in section.tables:
        draft.entries.update(_read_table(draft.edition, table, cells, at))
    _note_the_rest(draft, section, cells, origin)


def _note_the_rest(draft: Draft, section: Section, cells: Cells, origin: Position) -> None:
    """Keep what stands between the figures of a table, and what stands around it."""
    name, grid = draft.sheet_of(section), lay_out(section)
    top, left = origin
    known = {(top + cell.row, left + cell.column) for cell in grid.cells}
    # Above stand the title, and the tick with its label.
    known |= {(row, left) for row in range(top)}
    if tick := draft.places.get(Part(section.key, NIL)):
        known.add(tick.position)
    for (row, column), cell in sorted(cells.items()):
        if (row, column) in known:
            continue
        fault = fault_at(name, (row, column), cell)
        inside = top <= row < top + grid.height and left <= column < left + grid.width
        (draft.displaced if inside else draft.stray).append(fault)


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


def _read_nil_box(draft: Draft, section: Section, cells: Cells, origin: Position) -> None:
    """The tick right of 本年度无此项业务, above the tables."""
    label = canonical(layout.NIL_LABEL)
    for (row, column), cell in sorted(cells.items()):
        if row < origin[0] and canonical(cell.text).startswith(label):
            right = [c for r, c in cells if r == row and c > column]
            at = row, min(right, default=column + layout.nil_box(section)[1])
            box, tick = cells.get(at, EMPTY), Part(section.key, NIL)
            draft.nil[section.key] = box.shown
            draft.places[tick] = Place.at(draft.sheet_of(section), at)
            note_format(draft, tick, box)
            return


def _read_table(
    edition: Edition, table: Table, cells: Cells, at: dict[Ref, Position]
) -> dict[Ref, Entry]:
    """Every figure of a table; a total that is still the template's formula is computed here."""
    formulas = [
        ref
        for ref in table.totals
        if at[ref] in cells
        and same_formula(cells[at[ref]].formula, layout.total_formula(table, ref, at))
    ]
    own = {ref: cells[at[ref]].text or _as_summed(table, ref, cells, at) for ref in formulas}
    entries = {
        ref: cells.get(at[ref], EMPTY).entry(edition.measures[ref])
        for ref in table.refs
        if ref not in own
    }
    complete = with_totals(table, entries, own)
    for ref in own:
        complete[ref] = cells[at[ref]].sum_entry(complete[ref], edition.measures[ref])
    return {ref: complete[ref] for ref in table.refs}


def _as_summed(table: Table, total: Ref, cells: Cells, at: dict[Ref, Position]) -> str:
    """What the formula of a total shows once it is worked out: SUM leaves out what is no number."""

    def summed(ref: Ref) -> Figure:
        cell = cells.get(at[ref], EMPTY)
        if ref in table.totals and cell.formula and cell.value is None:
            return sum(map(summed, table.totals[ref]))
        if cell.kind == "n" and isinstance(cell.value, int | float):
            return held(cell.value)
        return 0

    return plain(summed(total))


def same_formula(formula: str, own: str) -> bool:
    """Whether a formula is the template's own, whatever spaces and dollars programs put into it."""

    def bare(text: str) -> str:
        return re.sub(r"[\s$=']", "", text).upper()

    return bool(formula) and bare(formula) == bare(own)
