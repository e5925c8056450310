"""Finds every figure of the form in printed tables by the labels of its row and its column.

Nothing is known of where a table stands or how it was laid out: only what is printed is looked
at, as a reader does who goes along the row and up the column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition, Leaf, Ref, Table
from disclosure_cli.published.docx_tables import PrintedCell, Rectangle


class PrintedFigure(NamedTuple):
    """A figure as it is printed, with the labels by which it was found, word for word."""

    text: str
    row: tuple[str, ...]
    column: tuple[str, ...]


def printed_figures(edition: Edition, tables: Iterable[Rectangle]) -> dict[Ref, PrintedFigure]:
    """Every figure of the form that the tables print; what is not found just once is left out."""
    found: dict[Ref, list[PrintedFigure]] = {}
    printed = list(tables)
    for table in edition.tables:
        for rectangle in printed:
            for ref, figure in _in_one(table, _block(edition, table, rectangle)):
                found.setdefault(ref, []).append(figure)
    return {ref: each[0] for ref, each in found.items() if len(each) == 1}


def _block(edition: Edition, table: Table, rectangle: Rectangle) -> Rectangle:
    """The rows under the caption of a table, up to the next caption; all, if it has none."""
    if not table.caption:
        return rectangle
    captions = {canonical(other.caption) for other in edition.tables if other.caption}
    block: Rectangle = []
    inside = False
    for row in rectangle:
        if row and len(set(row)) == 1 and canonical(row[0].text) in captions:
            inside = canonical(row[0].text) == canonical(table.caption)
        elif inside:
            block.append(row)
    return block


def _in_one(table: Table, rows: Rectangle) -> Iterator[tuple[Ref, PrintedFigure]]:
    """The figures of a table that one rectangle prints."""
    heads = _head(table, rows)
    if not heads:
        return
    row_leaves = {_path(leaf): leaf for leaf in table.row_leaves}
    column_leaves = {_path(leaf): leaf for leaf in table.column_leaves}
    columns = [_labels(cells) for cells in zip(*heads, strict=False)]
    under = [column_leaves.get(_canonical(labels)) for labels in columns]
    stub = next((n for n, leaf in enumerate(under) if leaf), 0)
    for cells in rows[len(heads) :]:
        labels = _labels(cells[:stub])
        row = row_leaves.get(_canonical(labels))
        if row is None:
            continue
        seen = set()
        for cell, column, head in zip(cells, under, columns, strict=False):
            # One figure may stand under several columns of the grid, merged.
            if column and cell.number not in seen:
                seen.add(cell.number)
                ref = Ref(table.key, row.key, column.key)
                yield ref, PrintedFigure(cell.text, tuple(labels), tuple(head))


def _head(table: Table, rows: Rectangle) -> Rectangle:
    """The rows in which the labels of the columns stand."""
    labels = {canonical(node.label) for leaf in table.column_leaves for node in leaf.path}
    heads: Rectangle = []
    for row in rows:
        if not any(canonical(cell.text) in labels for cell in row):
            break
        heads.append(row)
    return heads


def _path(leaf: Leaf) -> tuple[str, ...]:
    """The labels that lead to a row or column, spacing and punctuation aside."""
    return _canonical([node.label for node in leaf.path if node.label])


def _canonical(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(canonical(label) for label in labels)


def _labels(cells: Iterable[PrintedCell]) -> list[str]:
    """The labels along a row or down a column, one of a merged cell given once."""
    return [next(group).text for _number, group in groupby(cells, key=lambda cell: cell.number)]
