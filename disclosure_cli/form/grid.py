"""Where every label and every figure of a section's tables stands, and which cells are merged.

Pure: a section of the form in, rectangles out. The Excel template, its reader, the tables of the
document and the documentation all ask this one module, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from itertools import groupby
from typing import NamedTuple

from disclosure_cli.form.schema import Item, Node, Ref, Section, Table, leaves


class CellRole(Enum):
    """What a cell is for, from which its looks follow."""

    CAPTION = auto()
    CORNER = auto()
    HEAD = auto()
    STUB = auto()
    FIGURE = auto()


class Cell(NamedTuple):
    """A rectangle of the grid, counted from 0, with its label or the figure that it holds."""

    row: int
    column: int
    height: int
    width: int
    role: CellRole
    label: str = ""
    ref: Ref | None = None

    @property
    def is_outermost(self) -> bool:
        """Whether it is the label of the outermost group of rows, which runs downwards."""
        return self.role is CellRole.STUB and self.column == 0 and self.height > self.width == 1

    @property
    def is_explanation(self) -> bool:
        """Whether it is a corner that explains the figures (勾稽关系), not the head of the labels."""
        return self.role is CellRole.CORNER and self.height > 1


class Grid(NamedTuple):
    """The cells of a section's tables: disjoint, and together without a hole."""

    height: int
    width: int
    head: int
    """The number of rows above the first figures."""
    cells: tuple[Cell, ...]
    groups: tuple[range, ...]
    """Rows that a reader expects on one page: a whole block, or the items of one group."""

    @property
    def has_one_head(self) -> bool:
        """Whether the head is that of all rows, so that it may be repeated on each page."""
        return not any(cell.role is CellRole.CAPTION for cell in self.cells)

    @property
    def labels(self) -> Iterator[Cell]:
        return (cell for cell in self.cells if cell.label)

    @property
    def figures(self) -> Iterator[Cell]:
        return (cell for cell in self.cells if cell.role is CellRole.FIGURE)


@cache
def lay_out(section: Section) -> Grid:
    """Lay the tables of a section under one another on the section's columns."""
    width = len(section.widths)
    cells: list[Cell] = []
    groups: list[range] = []
    height = 0
    for table in section.tables:
        block = list(_table(table, height, width))
        cells += block
        top, height = height, max(cell.row + cell.height for cell in block)
        groups += _groups(table, top, height)
    first = min((cell.row for cell in cells if cell.role is CellRole.FIGURE), default=0)
    return Grid(height, width, first, tuple(cells), tuple(groups))


def _groups(table: Table, top: int, end: int) -> Iterator[range]:
    """The rows that belong together: the items of a group, and what stands between the groups.

    The caption and the head go with what follows them.
    """
    depth = _depth(table.rows)
    first = end - len(table.row_leaves)
    parents = [leaf.path[:-1] if len(leaf.path) == depth else None for leaf in table.row_leaves]
    for _parent, members in groupby(enumerate(parents, first), key=lambda member: member[1]):
        last = max(row for row, _parent in members)
        yield range(top, last + 1)
        top = last + 1


def _table(table: Table, top: int, width: int) -> Iterator[Cell]:
    """The cells of one table, from row `top` on, widened to `width` columns."""
    if table.caption:
        yield Cell(top, 0, 1, width, CellRole.CAPTION, table.caption)
        top += 1
    head = _depth(table.columns)
    # A table of one row without a label (section four) has no stub to its left.
    stub = _depth(table.rows) if any(leaf.label for leaf in table.row_leaves) else 0
    if table.corner:
        yield Cell(top, 0, head, stub, CellRole.CORNER, table.corner)

    # Where a block has fewer columns than the grid, its last column takes what is left over.
    count = len(table.column_leaves)
    spare = width - stub - count
    for at, leaf_count, level, depth, node in _spans(table.columns, head):
        is_last = at + leaf_count == count
        yield Cell(
            top + level, stub + at, depth, leaf_count + spare * is_last, CellRole.HEAD, node.label
        )
    top += head
    if stub:
        for at, leaf_count, level, depth, node in _spans(table.rows, stub):
            yield Cell(top + at, level, leaf_count, depth, CellRole.STUB, node.label)
    for r, row in enumerate(table.row_leaves):
        for c, column in enumerate(table.column_leaves):
            ref = Ref(table.key, row.key, column.key)
            yield Cell(top + r, stub + c, 1, 1 + spare * (c == count - 1), CellRole.FIGURE, ref=ref)


def _depth(nodes: tuple[Node, ...]) -> int:
    """How many levels an axis has: the header rows, or the stub columns, that it needs."""
    return 1 + max(
        (_depth(node.items) for node in nodes if isinstance(node, Item) and node.items), default=0
    )


def _spans(
    nodes: tuple[Node, ...], depth: int, at: int = 0, level: int = 0
) -> Iterator[tuple[int, int, int, int, Node]]:
    """Each node of an axis with its first leaf, its leaves, its level and the levels it covers.

    A leaf covers all levels that are left; a group covers one and leaves the rest to its items.
    """
    for node in nodes:
        is_group = isinstance(node, Item) and bool(node.items)
        count = len(list(leaves((node,))))
        yield at, count, level, 1 if is_group else depth - level, node
        if isinstance(node, Item):
            yield from _spans(node.items, depth, at, level + 1)
        at += count
