"""Finds the tables of the form among printed ones, and every figure by the labels of its row and its column.

Nothing is known of who printed a table, or how. One is read only where all of its labels stand, in the order of
the form, and each row has just the cells that its head has columns: no figure is ever shifted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from disclosure_cli.form.labels import loosened
from disclosure_cli.form.schema import Edition, Ref, Table
from disclosure_cli.published.printed_document import PrintedCell, PrintedTable
from disclosure_cli.published.table_head import Row, TableHead, TableLabels


class PrintedFigure(NamedTuple):
    """A figure as it is printed, with the labels by which it was found, word for word."""

    cell: PrintedCell
    row: tuple[str, ...]
    column: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.cell.text


class FaultKind(Enum):
    """Why a printed table was not read."""

    ABSENT = auto()
    """Nothing of it is there."""
    LABEL = auto()
    """A label is not there, or reads otherwise."""
    CELLS = auto()
    """A row has other cells than its head has columns; `found` and `expected` are their numbers."""
    REPEATED = auto()
    """It is there more than once, with different figures."""


class PrintedFault(NamedTuple):
    """What keeps a table from being read: what stands there, and what should."""

    kind: FaultKind
    found: str = ""
    expected: str = ""
    row: str = ""
    """The label of the row that has other cells."""
    anchor: int | None = None


class FoundTable(NamedTuple):
    """A table of the form as it was found: with all of its figures, or with why it was not read."""

    table: Table
    figures: Mapping[Ref, PrintedFigure]
    faults: tuple[PrintedFault, ...] = ()
    printed: tuple[PrintedTable, ...] = ()
    """The printed tables in which its rows stand: one, or several where it goes on in another."""
    note: str = ""
    """What stands in a row under its figures: 注：…"""

    @property
    def is_absent(self) -> bool:
        """Whether nothing of it was found."""
        return any(fault.kind is FaultKind.ABSENT for fault in self.faults)


def find_tables(edition: Edition, printed: Sequence[PrintedTable]) -> list[FoundTable]:
    """Each table of the form as the printed tables have it, in the order of the form."""
    return [_found(table, printed) for table in edition.tables]


def printed_figures(edition: Edition, printed: Sequence[PrintedTable]) -> dict[Ref, PrintedFigure]:
    """Every figure of the form that the tables print; those of a table that cannot be read are left out."""
    return {
        ref: figure
        for found in find_tables(edition, printed)
        for ref, figure in found.figures.items()
    }


class _FoundRow(NamedTuple):
    """A row of the form as it is printed."""

    all_cells: Row
    label: PrintedCell | None
    """The cell with its label, if the rows of the table have labels."""
    head: TableHead
    table: PrintedTable

    @property
    def cells(self) -> Row:
        """The cells of its figures: those after the label."""
        label = self.label
        return tuple(c for c in self.all_cells if label is None or c.column > label.column)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels left of the figures, from the outermost group on, those merged from above among them."""
        row, figures = self.all_cells[0].row, self.cells
        if self.label is None or not figures:
            return ()
        return tuple(
            cell.text
            for cell in sorted(self.table.cells, key=lambda cell: cell.column)
            if cell.text
            and cell.column < figures[0].column
            and cell.row <= row < cell.row + cell.height
        )


@dataclass
class _Printing:
    """One printing of a table, which may go on in the next printed table, or on the next page."""

    labels: TableLabels
    rows: list[_FoundRow] = field(default_factory=list)
    faults: list[PrintedFault] = field(default_factory=list)
    note: str = ""

    @property
    def is_complete(self) -> bool:
        return len(self.rows) == len(self.labels.rows)

    @property
    def next_label(self) -> str:
        return self.labels.table.row_leaves[len(self.rows)].path[-1].label


class _Search:
    """Goes through printed tables for the printings of one table of the form: a head, and the rows under it."""

    def __init__(self, labels: TableLabels) -> None:
        self._labels = labels
        self._current: _Printing | None = None
        self._goes_on = False
        """Whether the printed table at hand has rows of the current printing."""
        self._head: TableHead | None = None
        self._is_new_head = False
        self.printings: list[_Printing] = []

    def look_through(self, table: PrintedTable) -> None:
        """Take what a printed table has of the table that is looked for."""
        self._goes_on = False
        above: list[Row] = []
        heads: list[Row] = []
        for number, row in enumerate(table.rows):
            if number == 0:
                self._note_second_row(row)
            if self._labels.is_head(row):
                heads.append(row)
                self._head, self._is_new_head = TableHead(self._labels, heads, above), True
            else:
                above, heads = [row] if heads else [*above[-1:], row], []
                if self._labels.ends_head(row):
                    self._head = None
                self._look_at(row, table)

    def _note_second_row(self, row: Row) -> None:
        """Note that figures without a label go on in another table: two rows of them are one too many."""
        is_row = len(row) == len(self._labels.columns) and any(cell.text for cell in row)
        if self._current and not self._labels.are_on_rows and is_row and not self._is_new_head:
            fault = PrintedFault(FaultKind.REPEATED, anchor=row[0].anchor)
            self._current.faults.append(fault)

    def _look_at(self, row: Row, table: PrintedTable) -> None:
        found = self._row(row)
        if found is None:
            is_inside = self._goes_on and not self._is_new_head
            if is_inside and self._current and not self._labels.is_part_of_head(row):
                _note_strange(self._current, row)
            return
        if self._head is None:
            return
        number, label = found
        if self._is_new_head and (self._current is None or number != len(self._current.rows)):
            self._current = _Printing(self._labels)
            self.printings.append(self._current)
        self._is_new_head = False
        if self._current and (self._goes_on or number == len(self._current.rows)):
            self._goes_on = True
            _take(self._current, number, _FoundRow(row, label, self._head, table))

    def _row(self, row: Row) -> tuple[int, PrintedCell | None] | None:
        """Which row of the form a row is; where the rows have no labels, the first under the head."""
        if self._labels.are_on_rows:
            return self._labels.row_of(row)
        is_first = self._is_new_head and not self._labels.is_part_of_head(row)
        return (0, None) if is_first else None


def _take(current: _Printing, number: int, row: _FoundRow) -> None:
    """Add a row to a printing, where it is the next of the form; else note what is wrong."""
    anchor = row.all_cells[0].anchor
    if number < len(current.rows):
        text = row.label.text if row.label else ""
        current.faults.append(PrintedFault(FaultKind.REPEATED, text, anchor=anchor))
    elif number == len(current.rows):
        current.rows.append(row)
    elif not current.faults:
        fault = PrintedFault(FaultKind.LABEL, "", current.next_label, anchor=anchor)
        current.faults.append(fault)


def _note_strange(current: _Printing, row: Row) -> None:
    """Note a row that is none of the form, though it stands among its rows."""
    texts = [cell for cell in row if cell.text]
    if current.is_complete:
        if len(texts) == 1 and texts[0].text.startswith("注"):
            current.note = texts[0].text.replace("\n", " ")
        # Two rows of figures are one too many.
        if not current.labels.are_on_rows and texts and len(row) > 1:
            current.faults.append(PrintedFault(FaultKind.REPEATED, anchor=row[0].anchor))
    elif texts and not current.faults:
        known = current.labels.on_rows
        found = next((cell for cell in texts if loosened(cell.text) not in known), texts[0])
        fault = PrintedFault(FaultKind.LABEL, found.text, current.next_label, anchor=found.anchor)
        current.faults.append(fault)


def _found(table: Table, printed: Sequence[PrintedTable]) -> FoundTable:
    search = _Search(TableLabels(table))
    for each in printed:
        search.look_through(each)
    read = [_read(each) for each in search.printings]
    if not read:
        return FoundTable(table, {}, (PrintedFault(FaultKind.ABSENT),))
    first, *others = read
    texts = {ref: figure.text for ref, figure in first.figures.items()}
    if any({ref: f.text for ref, f in other.figures.items()} != texts for other in others):
        second = search.printings[1].rows
        anchor = second[0].all_cells[0].anchor if second else None
        return FoundTable(table, {}, (PrintedFault(FaultKind.REPEATED, anchor=anchor),))
    return first


def _read(printing: _Printing) -> FoundTable:
    """The figures of one printing, all of them or none."""
    table = printing.labels.table
    faults = [*_faults_of_heads(printing), *printing.faults]
    if not faults and not printing.is_complete:
        faults = [PrintedFault(FaultKind.LABEL, "", printing.next_label)]
    if not faults:
        lines = _by_order(printing) or _by_columns(printing)
        if lines is not None:
            printed = tuple(dict.fromkeys(row.table for row in printing.rows))
            figures = dict(_figures(printing, lines))
            return FoundTable(table, figures, printed=printed, note=printing.note)
        faults = list(_uneven_rows(printing)) or [PrintedFault(FaultKind.CELLS)]
    return FoundTable(table, {}, tuple(faults))


def _faults_of_heads(printing: _Printing) -> Iterator[PrintedFault]:
    for head in dict.fromkeys(row.head for row in printing.rows):
        if head.is_in_order:
            continue
        missing, strange = head.missing, head.strange
        found = strange[0] if len(strange) == len(missing) == 1 else None
        yield PrintedFault(
            FaultKind.LABEL,
            found.text if found else "",
            missing[0] if missing else printing.labels.table.column_leaves[0].path[-1].label,
            anchor=found.anchor if found else None,
        )


def _by_order(printing: _Printing) -> list[Row] | None:
    """The cells of the figures, where every row has just as many as there are columns, and nothing else."""
    count = len(printing.labels.columns)
    is_even = all(len(row.cells) == count and _has_plain_head(row) for row in printing.rows)
    return [row.cells for row in printing.rows] if is_even else None


def _has_plain_head(row: _FoundRow) -> bool:
    """Whether the head has the labels of the form alone, and a row without a label begins where they do."""
    head = row.head
    begins = row.label or head.columns is None or row.cells[0].column == head.columns[0].start
    return bool(begins) and head.is_plain


def _by_columns(printing: _Printing) -> list[Row] | None:
    """The cells of the figures, where in every row one stands under each label, and nothing elsewhere.

    The rows of a printed table end in the same column: one that does not was pushed aside.
    """
    ends = {(row.table, row.all_cells[-1].columns.stop) for row in printing.rows}
    if len(ends) > len({table for table, _end in ends}):
        return None
    lines = [line for row in printing.rows if (line := _under_columns(row)) is not None]
    return lines if len(lines) == len(printing.rows) else None


def _under_columns(row: _FoundRow) -> Row | None:
    columns = row.head.columns
    if columns is None or not row.cells or row.head.reaches_down:
        return None
    end = row.cells[-1].columns.stop
    # Without a label nothing tells where a longer row begins.
    if end < row.head.end or (row.label is None and end > row.head.end):
        return None
    own = (row.label, *row.cells) if row.label else row.cells
    if any(one.columns.stop != other.column for one, other in pairwise(own)):
        return None  # A cell from above pushes the others aside.
    line: list[PrintedCell] = []
    left = list(row.cells)
    for under in columns:
        cells = [c for c in left if c.column < under.stop and under.start < c.columns.stop]
        is_inside = all(c.column >= under.start and c.columns.stop <= under.stop for c in cells)
        if not cells or not is_inside or len({c.text for c in cells}) > 1:
            return None
        line.append(cells[0])
        left = [cell for cell in left if cell not in cells]
    if any(cell.text and not row.head.has_another_over(cell) for cell in left):
        return None
    return tuple(line)


def _figures(printing: _Printing, lines: Sequence[Row]) -> Iterator[tuple[Ref, PrintedFigure]]:
    table = printing.labels.table
    for leaf, row, line in zip(table.row_leaves, printing.rows, lines, strict=True):
        labels = row.labels
        for number, (column, cell) in enumerate(zip(table.column_leaves, line, strict=True)):
            figure = PrintedFigure(cell, labels, row.head.labels_over(number))
            yield Ref(table.key, leaf.key, column.key), figure


def _uneven_rows(printing: _Printing) -> Iterator[PrintedFault]:
    """The rows whose figures cannot be told apart."""
    count = len(printing.labels.columns)
    for leaf, row in zip(printing.labels.table.row_leaves, printing.rows, strict=True):
        if len(row.cells) != count:
            anchor = row.label.anchor if row.label else None
            label = leaf.path[-1].label
            yield PrintedFault(FaultKind.CELLS, str(len(row.cells)), str(count), label, anchor)
