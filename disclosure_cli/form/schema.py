"""The vocabulary in which an edition of the official form is written down.

An axis of a table is a tree of items in the printed order with the printed labels. From the
tree follow the merged headers, the place of every figure and every sum that must hold: an
edition (see `disclosure_cli.form.editions`) only says what stands on the paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple


class Ref(NamedTuple):
    """The name of one figure, independent of any file: its table, row and column.

    As `applications/handled.refused.state_secret/person`; in a table of one row without a label,
    as `cases//reviews.total`, the row is empty.
    """

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return "/".join(part for part in self if part)


class Measure(Enum):
    """What the figures of a column count, and so how they may be written."""

    COUNT = "件"
    """A whole number, 0 or more."""
    ENTRIES = "条"
    """Published information, a whole number of 条: the categories, which stand beside the form."""
    CHANGE = "增/减"
    """A whole number with a sign: 本年增/减 of the 2019 form, printed as +1036."""
    AMOUNT = "万元"
    """Money in 万元, the unit printed in the form; decimals allowed."""
    MONEY = "元"
    """Money whose unit the form leaves to the cell: 采购总金额, printed as 251000元."""

    @property
    def is_whole(self) -> bool:
        return self in (Measure.COUNT, Measure.ENTRIES, Measure.CHANGE)

    @property
    def is_signed(self) -> bool:
        return self is Measure.CHANGE


@dataclass(frozen=True)
class Item:
    """A row or column, or a group of them. One without a key is a heading only."""

    key: str
    label: str
    items: tuple[Item | Total, ...] = ()
    measure: Measure = Measure.COUNT


@dataclass(frozen=True)
class Total:
    """A row or column that is the sum of its siblings, groups counted leaf by leaf."""

    key: str
    label: str


Node = Item | Total


@dataclass(frozen=True)
class Balance:
    """Rows whose sums must be equal in every column (勾稽关系), named by their keys."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class CarryOver(NamedTuple):
    """Rows that hand figures on: what `closing` holds is what `opening` holds a year later."""

    opening: str
    closing: str


class Stock(NamedTuple):
    """Columns of a stock: last year's `standing` + `added` - `removed` is this year's `standing`."""

    added: str
    removed: str
    standing: str


class Leaf(NamedTuple):
    """One printed row or column: the nodes from the outermost group down to it."""

    path: tuple[Node, ...]

    @property
    def key(self) -> str:
        return ".".join(node.key for node in self.path if node.key)

    @property
    def label(self) -> str:
        """The labels of the groups and of the leaf, as `（三）不予公开·1.属于国家秘密`."""
        return "·".join(node.label for node in self.path if node.key)

    @property
    def is_total(self) -> bool:
        return isinstance(self.path[-1], Total)

    @property
    def measure(self) -> Measure:
        node = self.path[-1]
        return node.measure if isinstance(node, Item) else Measure.COUNT


class Equation(NamedTuple):
    """Two groups of figures with the same sum."""

    left: tuple[Ref, ...]
    right: tuple[Ref, ...]
    is_total: bool
    """Whether `left` is a total alone, and `right` are its parts; else it is a balance."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        return self.left + self.right


@dataclass(frozen=True)
class Table:
    """One printed table, or one captioned block of the table of section two."""

    key: str
    columns: tuple[Node, ...]
    rows: tuple[Node, ...]
    caption: str = ""
    corner: str = ""
    """What is printed where the header rows and the stub columns meet."""
    balances: tuple[Balance, ...] = ()
    carry_over: CarryOver | None = None
    """The rows by which a table goes on from year to year, if it does."""
    stock: Stock | None = None
    """The columns by which it does."""
    counts: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What rows and columns count, and what not, in plain words: by their keys, or that of a group for all of it."""

    def counted_by(self, leaf: Leaf) -> str:
        """What is said of a row or column, then of the groups that it is in."""
        keys = [node.key for node in leaf.path if node.key]
        groups = [".".join(keys[:size]) for size in range(len(keys), 0, -1)]
        return "".join(self.counts.get(key, "") for key in groups)

    @cached_property
    def column_leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaves(self.columns))

    @cached_property
    def row_leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaves(self.rows))

    @cached_property
    def leaves_by_ref(self) -> dict[Ref, tuple[Leaf, Leaf]]:
        """Every figure of the table with its row and its column, in the order of reading."""
        return {
            Ref(self.key, row.key, column.key): (row, column)
            for row in self.row_leaves
            for column in self.column_leaves
        }

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return tuple(self.leaves_by_ref)

    @cached_property
    def totals(self) -> dict[Ref, tuple[Ref, ...]]:
        """Each 总计 with the figures it sums; where two meet, the sum across."""
        return {e.left[0]: e.right for e in reversed(self.equations) if e.is_total}

    @cached_property
    def inputs(self) -> tuple[Ref, ...]:
        """The figures that a person fills in: all that are not totals."""
        return tuple(ref for ref in self.refs if ref not in self.totals)

    def beside(self, ref: Ref) -> tuple[Ref, ...]:
        """The figures next to one: left, right, above, below."""
        rows = [leaf.key for leaf in self.row_leaves]
        columns = [leaf.key for leaf in self.column_leaves]
        row, column = rows.index(ref.row), columns.index(ref.column)
        around = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
        return tuple(
            Ref(self.key, rows[r], columns[c])
            for r, c in around
            if 0 <= r < len(rows) and 0 <= c < len(columns)
        )

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """Every sum that must hold: the totals across, the totals down, then the balances."""
        row_keys = [leaf.key for leaf in self.row_leaves]
        column_keys = [leaf.key for leaf in self.column_leaves]

        def cells(rows: Iterable[str], columns: Iterable[str]) -> tuple[Ref, ...]:
            columns = tuple(columns)
            return tuple(Ref(self.key, row, column) for row in rows for column in columns)

        across = (
            Equation(cells([row], [total]), cells([row], parts), is_total=True)
            for row in row_keys
            for total, parts in sums(self.columns)
        )
        down = (
            Equation(cells([total], [column]), cells(parts, [column]), is_total=True)
            for total, parts in sums(self.rows)
            for column in column_keys
        )
        balanced = (
            Equation(cells(balance.left, [column]), cells(balance.right, [column]), is_total=False)
            for balance in self.balances
            for column in column_keys
        )
        return (*across, *down, *balanced)


@dataclass(frozen=True)
class Section:
    """One of the six sections: of text, or of tables stacked under one another."""

    key: str
    title: str
    tables: tuple[Table, ...] = ()
    widths: tuple[int, ...] = ()
    """Of the columns of the tables, in twips, together the 156 mm of the official type area."""
    hint: str = ""
    """What the blank form prints in the place of the text."""
    advice: str = ""
    """What the hint above the text in the workbook says in addition."""

    @property
    def numeral(self) -> str:
        """The number before the title: 一, 二, 三 …"""
        return self.title.partition("、")[0]

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        return tuple(ref for table in self.tables for ref in table.refs)

    @property
    def is_summed(self) -> bool:
        """Whether figures of its tables are added up, for which they must be bare numbers."""
        return any(table.totals for table in self.tables)

    @cached_property
    def inputs(self) -> tuple[Ref, ...]:
        return tuple(ref for table in self.tables for ref in table.inputs)

    @cached_property
    def carried_in(self) -> frozenset[Ref]:
        """The figures that last year's report already gives, which a template may bring along."""
        return frozenset(
            ref
            for table in self.tables
            if table.carry_over
            for ref in table.refs
            if ref.row == table.carry_over.opening
        )


@dataclass(frozen=True)
class Notice:
    """The official document that fixed an edition, and the day the central government's website published it."""

    title: str
    number: str
    published: dt.date


@dataclass(frozen=True)
class Quotation:
    """A figure that prose may quote as `{name}`: the sum of what it names.

    A row that is a group stands for all of its items: `handled.refused` for the eight of （三）.
    """

    name: str
    places: tuple[Ref, ...]


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition of the official form: what is printed, and for which years."""

    key: str
    notice: Notice
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    quotations: tuple[Quotation, ...]
    example: str
    """A name for prose that hints and messages give as an example."""
    outcomes: tuple[Quotation, ...] = ()
    """Those of the quotations that together are all that became of the applications."""
    applicants: tuple[Quotation, ...] = ()
    """Those that tell who applied; prose gives percentages of these and of the outcomes."""
    wholes: tuple[Quotation, ...] = ()
    """What such a percentage may be a share of, the likeliest first."""

    def covers(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for section in self.sections for table in section.tables)

    @cached_property
    def inputs(self) -> tuple[Ref, ...]:
        """The figures of the form that a person fills in."""
        return tuple(ref for table in self.tables for ref in table.inputs)

    @cached_property
    def leaves_by_ref(self) -> dict[Ref, tuple[Leaf, Leaf]]:
        """Every figure of the form with its row and its column."""
        return {ref: leaves for t in self.tables for ref, leaves in t.leaves_by_ref.items()}

    @cached_property
    def measures(self) -> dict[Ref, Measure]:
        """How each figure of the form may be written."""
        return {ref: column.measure for ref, (_row, column) in self.leaves_by_ref.items()}

    @cached_property
    def labels(self) -> dict[Ref, tuple[str, str]]:
        """The printed labels of the row and of the column of each figure."""
        return {ref: (row.label, column.label) for ref, (row, column) in self.leaves_by_ref.items()}

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        return tuple(equation for table in self.tables for equation in table.equations)

    @cached_property
    def totals(self) -> dict[Ref, tuple[Ref, ...]]:
        """Each 总计 of every table with the figures that it sums."""
        return {total: parts for table in self.tables for total, parts in table.totals.items()}

    def table_of(self, ref: Ref) -> Table | None:
        """The table in which a figure stands; None for those beside the form."""
        return next((table for table in self.tables if table.key == ref.table), None)

    def beside(self, ref: Ref) -> tuple[Ref, ...]:
        """The figures next to one in its printed table: left, right, above, below."""
        table = self.table_of(ref)
        return table.beside(ref) if table else ()

    def under(self, place: Ref) -> tuple[Ref, ...]:
        """The figures that a place names: itself, or all the items of the group that it is."""
        return tuple(
            ref
            for ref in self.measures
            if ref.table == place.table
            and f"{ref.row}.".startswith(f"{place.row}.")
            and f"{ref.column}.".startswith(f"{place.column}.")
        )

    @cached_property
    def quoted(self) -> dict[str, tuple[Ref, ...]]:
        """The figures that each name for prose stands for, to be added up."""
        return {
            quotation.name: tuple(ref for place in quotation.places for ref in self.under(place))
            for quotation in self.quotations
        }

    def section_of(self, ref: Ref) -> Section:
        """The section in whose tables a figure of the form, or a group of them, stands."""
        return next(s for s in self.sections if any(ref.table == t.key for t in s.tables))


def leaves(nodes: Iterable[Node], above: tuple[Node, ...] = ()) -> Iterator[Leaf]:
    """The rows or columns of an axis, in the printed order."""
    for node in nodes:
        path = (*above, node)
        if isinstance(node, Item) and node.items:
            yield from leaves(node.items, path)
        else:
            yield Leaf(path)


def sums(nodes: tuple[Node, ...], above: tuple[Node, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """The key of each total of an axis, with the keys of the leaves that it sums."""
    for node in nodes:
        if isinstance(node, Total):
            parts = [leaf.key for leaf in leaves(nodes, above) if not leaf.is_total]
            yield Leaf((*above, node)).key, parts
        else:
            yield from sums(node.items, (*above, node))
