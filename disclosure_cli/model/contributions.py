"""What the units contributed to a government's own report: the rows of 汇总来源, and the list of units."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from disclosure_cli.form.schema import Edition, Ref
from disclosure_cli.model.dates import written_year
from disclosure_cli.model.figures import Entry, EntryIssue, Figure, total
from disclosure_cli.model.places import Part, address

UNITS, UNIT_LIST = "units", "unit_list"
"""What parts of the two sheets are of, each named by its cell."""
CORRECTION = "更正"
"""The 类别 of a row that is no unit, but a correction by those who collect."""
SKIPPED_BY_SUM = (EntryIssue.WRITTEN_OUT, EntryIssue.NOTHING)
"""Texts that are figures, which the SUM of Excel leaves out."""
YUAN_IN_WAN = 10_000
"""元 in 1 万元."""


class ListedUnit(NamedTuple):
    """A unit that has to report, as the list of units has it."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other names that it goes by."""
    kind: str = ""
    """部门, 乡镇 and the like."""


class UnitRow(NamedTuple):
    """A row of 汇总来源: what one unit contributed, or a correction."""

    row: int
    """Of the sheet, counted from 0."""
    name: str
    kind: str
    year: str
    """As it is written."""
    file: str
    note: str
    """Why it counts all the same, of a correction why it is made; what notes stood beside its figures."""
    entries: Mapping[Ref, Entry]
    """What stands in the place of its figures, money in 元; absent where it is blank."""

    @property
    def is_correction(self) -> bool:
        return self.kind == CORRECTION

    def is_of(self, year: int | None) -> bool:
        """Whether the row is of that year."""
        return written_year(self.year) == year


@dataclass(frozen=True)
class Units:
    """The sheets 汇总来源 and 单位名单 of a government's workbook."""

    sheet: str
    """What the sheet with the rows is called in the file."""
    columns: Mapping[Ref, int]
    """The column of each figure, counted from 0."""
    rows: tuple[UnitRow, ...]
    categories: tuple[str, ...] = ()
    """Those of which the units gave counts, as they are called there; the report may call or part them otherwise."""
    listed: tuple[ListedUnit, ...] = ()
    """Empty where no list was given."""
    list_rows: tuple[int, ...] = ()
    """The rows of those units in the sheet of the list, counted from 0."""
    live: frozenset[Ref] = frozenset()
    """The figures that stand in their tables as formulas which refer to these rows."""
    left: int = 0
    """The column of the names, counted from 0; right of it stand year, kind, file and note."""

    def name_of(self, row: UnitRow) -> Part:
        """The cell with the name of a unit."""
        return Part(UNITS, address(row.row, self.left))

    def year_of(self, row: UnitRow) -> Part:
        """The cell with the year of a unit."""
        return Part(UNITS, address(row.row, self.left + 1))

    def note_of(self, row: UnitRow) -> Part:
        """The cell with the note to a unit."""
        return Part(UNITS, address(row.row, self.left + 4))

    def figure_of(self, row: UnitRow, ref: Ref) -> Part:
        """The cell with a figure of a unit."""
        return Part(UNITS, address(row.row, self.columns[ref]))

    @property
    def of_the_list(self) -> tuple[Part, ...]:
        """The cells with the names of the listed units."""
        return tuple(Part(UNIT_LIST, address(row, 0)) for row in self.list_rows)

    def given(self, ref: Ref) -> Iterator[tuple[UnitRow, Entry]]:
        """The rows that hold something for a figure, each with it."""
        return ((row, entry) for row in self.rows if (entry := row.entries.get(ref)) is not None)

    def total(self, ref: Ref) -> Figure:
        """The exact sum of what the units gave for a figure, without what cannot be read; money in 元."""
        return self._totals[ref]

    @cached_property
    def _totals(self) -> dict[Ref, Figure]:
        return {
            ref: total(in_yuan(entry) for _row, entry in self.given(ref)) for ref in self.columns
        }


def in_yuan(entry: Entry) -> Figure:
    """The figure of an entry; of money that names 万元 as its unit, in 元."""
    value = entry.value or 0
    if entry.unit != "万元":
        return value
    exact = Decimal(value) * YUAN_IN_WAN
    return int(exact) if exact == exact.to_integral_value() else exact


def same_name(name: str) -> str:
    """What the ways have in common in which one name is written: widths, spaces, brackets, quotation marks."""
    text = unicodedata.normalize("NFKC", name)
    return "".join(
        each for each in text if not each.isspace() and each.isprintable() and each not in "\"'“”‘’"
    ).casefold()


class UnitIndex:
    """The units of a list by their names and aliases. A name that two of them bear means neither."""

    def __init__(self, units: Iterable[ListedUnit]) -> None:
        self.units = tuple(units)
        self._by_name: dict[str, list[ListedUnit]] = {}
        for unit in self.units:
            for name in dict.fromkeys(map(same_name, (unit.name, *unit.aliases))):
                self._by_name.setdefault(name, []).append(unit)

    def unit(self, name: str) -> ListedUnit | None:
        """The unit of that name: one whose own name it is, else the only one that has it for an alias."""
        units = self.bearing(name)
        own = [unit for unit in units if same_name(unit.name) == same_name(name)]
        return own[0] if own else units[0] if len(units) == 1 else None

    def bearing(self, name: str) -> list[ListedUnit]:
        """All the units that have it for a name or an alias."""
        return self._by_name.get(same_name(name), [])


def standing_refs(edition: Edition) -> Iterator[Ref]:
    """The stocks of a form: documents in force, of which several units may count the same one."""
    for table in edition.tables:
        if table.stock:
            yield from (ref for ref in table.refs if ref.column == table.stock.standing)
