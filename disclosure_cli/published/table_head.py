"""The head of a printed table: which columns of the grid stand under which labels of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from disclosure_cli.form.labels import loosened
from disclosure_cli.form.schema import Item, Node, Table
from disclosure_cli.published.printed_document import PrintedCell

Row = tuple[PrintedCell, ...]
"""The cells that begin in a row."""


class TableLabels:
    """The labels of a table of the form, as they are compared with printed ones."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = {loosened(leaf.path[-1].label): n for n, leaf in enumerate(table.row_leaves)}
        self.columns = [loosened(leaf.path[-1].label) for leaf in table.column_leaves]
        self.levels = list(_levels(table.columns))
        """The labels of the columns and of their groups, a list for each row of the head."""
        self.on_rows = {loosened(node.label) for leaf in table.row_leaves for node in leaf.path}
        """The labels of the rows and of their groups."""
        self.on_columns = {label for level in self.levels for label in level}
        self.between_blocks = {loosened(table.caption), loosened(table.corner)} - {""}
        """What stands over each block of the table of section two, and so ends the one before."""

    @property
    def are_repeated(self) -> bool:
        """Whether columns have the same label, so that their groups tell them apart, as in section four."""
        return len(set(self.columns)) < len(self.columns)

    @property
    def are_on_rows(self) -> bool:
        """Whether the rows have labels; the one row of the table of section four has none."""
        return "" not in self.rows

    def is_head(self, row: Row) -> bool:
        """Whether a row has labels of columns: two different ones, unless there is only one."""
        here = {loosened(cell.text) for cell in row}.intersection(self.columns)
        is_row = len(self.columns) == 1 and self.row_of(row) is not None
        return len(here) >= min(2, len(set(self.columns))) and not is_row

    def ends_head(self, row: Row) -> bool:
        """Whether a row stands over another block, whose head is its own."""
        return any(loosened(cell.text) in self.between_blocks for cell in row)

    def is_part_of_head(self, row: Row) -> bool:
        """Whether a row has a label of a column or of a group of columns, and none of a row."""
        here = {loosened(cell.text) for cell in row}
        return bool(here & self.on_columns) and self.row_of(row) is None

    def row_of(self, row: Row) -> tuple[int, PrintedCell] | None:
        """Which row of the form this is, and the cell with its label: of one that is repeated, the last."""
        named = [
            (self.rows[label], cell)
            for cell in row
            if (label := loosened(cell.text)) and label in self.rows
        ]
        return named[-1] if len({number for number, _cell in named}) == 1 else None


def _levels(nodes: Iterable[Node]) -> Iterator[list[str]]:
    level = list(nodes)
    while level:
        yield [loosened(node.label) for node in level]
        level = [each for node in level if isinstance(node, Item) for each in node.items]


class TableHead:
    """Rows with labels of columns that stand under one another, and what stands above them."""

    def __init__(self, labels: TableLabels, rows: Sequence[Row], above: Sequence[Row] = ()) -> None:
        self._labels = labels
        self._rows = rows
        self._cells = [cell for row in rows for cell in row]
        self._above_rows = above
        self._above = [cell for row in above for cell in row]
        self.columns = self._columns()
        """The columns of the grid under each label; None where they do not stand side by side as in the form."""

    def _columns(self) -> list[range] | None:
        leaves = set(self._labels.columns)
        known = sorted(
            (cell.column, cell.columns.stop, label)
            for cell in self._cells
            if (label := loosened(cell.text)) in leaves
        )
        found: list[tuple[range, str]] = []
        for start, stop, label in known:
            before, its_label = found[-1] if found else (range(0), "")
            is_alone = self._labels.columns.count(label) == 1
            if label == its_label and (is_alone or before == range(start, stop)):
                # A merged cell that was taken apart has its label in each part.
                found[-1] = range(before.start, max(before.stop, stop)), label
            elif start < before.stop:
                return None
            else:
                found.append((range(start, stop), label))
        columns = [columns for columns, _label in found]
        return columns if [label for _c, label in found] == self._labels.columns else None

    @property
    def is_in_order(self) -> bool:
        """Whether all labels stand in the order of the form: side by side, or row by row whatever their spans."""
        if self.columns is not None and self._stand_under_their_groups():
            return True
        known, levels = self._labels.on_columns, self._labels.levels
        rows = [
            [label for cell in row if (label := loosened(cell.text)) in known]
            for row in (*(self._above_rows if self._labels.are_repeated else ()), *self._rows)
        ]
        is_whole = not self._labels.are_repeated or len(rows) >= len(levels)
        return not self.missing and is_whole and rows[-len(levels) :] == levels[-len(rows) :]

    def _stand_under_their_groups(self) -> bool:
        """Whether labels that the form has in several groups stand under the group that is theirs."""
        if not self._labels.are_repeated:
            return True
        return all(
            {loosened(node.label) for node in leaf.path}
            <= set(map(loosened, self.labels_over(number)))
            for number, leaf in enumerate(self._labels.table.column_leaves)
        )

    @property
    def missing(self) -> list[str]:
        """The labels of the form, word for word, that do not stand there as often as they should."""
        here = [loosened(cell.text) for cell in self._cells]
        absent: list[str] = []
        for leaf, label in zip(self._labels.table.column_leaves, self._labels.columns, strict=True):
            if label in here:
                here.remove(label)
            else:
                absent.append(leaf.path[-1].label)
        return absent

    @cached_property
    def strange(self) -> list[PrintedCell]:
        """The cells with a text that is no label of the form, right of the labels of the rows."""
        return [
            cell
            for cell in self._cells
            if cell.column > 0
            and (label := loosened(cell.text))
            and label not in self._labels.on_columns
        ]

    @property
    def is_plain(self) -> bool:
        """Whether it has each label of the form in one cell, and no other label."""
        leaves = set(self._labels.columns)
        count = sum(loosened(cell.text) in leaves for cell in self._cells)
        return count == len(self._labels.columns) and not self.has_fillers and not self.strange

    @property
    def has_fillers(self) -> bool:
        """Whether empty cells stand right of the first label, as where merged cells were taken apart."""
        leaves = set(self._labels.columns)
        first = min(cell.column for cell in self._cells if loosened(cell.text) in leaves)
        return any(not cell.text and cell.column > first for cell in self._cells)

    @cached_property
    def end(self) -> int:
        """The column of the grid after the last."""
        return max(cell.columns.stop for cell in self._cells)

    @property
    def reaches_down(self) -> bool:
        """Whether one of its cells covers rows below it, where it pushes the others aside."""
        last = max(cell.row for cell in self._cells)
        return any(cell.row + cell.height > last + 1 for cell in self._cells)

    def has_another_over(self, cell: PrintedCell) -> bool:
        """Whether a cell stands under a label that the form does not have."""
        return any(set(cell.columns) <= set(head.columns) for head in self.strange)

    def labels_over(self, number: int) -> tuple[str, ...]:
        """The labels down to that of a column, word for word; where the grid does not tell, its own alone."""
        if self.columns is None:
            return (self._labels.table.column_leaves[number].path[-1].label,)
        columns = self.columns[number]
        over = [
            cell.text
            for cell in (*self._above, *self._cells)
            if cell.column <= columns.start
            and columns.stop <= cell.columns.stop
            and loosened(cell.text) in self._labels.on_columns
        ]
        return tuple(dict.fromkeys(over))
