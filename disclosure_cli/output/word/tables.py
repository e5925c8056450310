"""A block of tables as one Word table: its grid with its figures.

Built element by element in one pass, once for each grid and page, then filled in for each report.
Every width is written three times, in the table, its grid and its cells, so that Word, WPS and
LibreOffice agree.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from disclosure_cli.form.grid import Cell, CellRole, Grid
from disclosure_cli.model.text import ems
from disclosure_cli.output.blocks import TableBlock
from disclosure_cli.output.word.styles import (
    CELL_MARGIN,
    TABLE_CAPTION,
    TABLE_CORNER,
    TABLE_FIGURE,
    TABLE_FIGURE_SMALL,
    TABLE_FIGURE_TINY,
    TABLE_HEAD,
    TABLE_LABEL,
    TABLE_STYLE,
    Style,
)
from disclosure_cli.output.word.wordml import paragraph, qualified, run, w

ROW_HEIGHT = 380
"""The least height of a row in twips, 6.7 mm: so table three fits a page together with its heading."""

_STYLES = {
    CellRole.CAPTION: TABLE_CAPTION,
    CellRole.HEAD: TABLE_HEAD,
    CellRole.STUB: TABLE_LABEL,
    CellRole.FIGURE: TABLE_FIGURE,
}
_ROWS = 2
"""The children of a table before its first row: its properties and its grid."""
_SMALLER = (TABLE_FIGURE, TABLE_FIGURE_SMALL, TABLE_FIGURE_TINY)
"""The sizes for a figure, until it fits its cell; the narrowest takes five digits in the first."""


class _FigureCell(NamedTuple):
    """Where a figure stands in a table."""

    row: int
    cell: int
    """Both as they are counted among the children of the table and of its row."""
    room: int
    """For its digits, in twips."""


def table_element(block: TableBlock, text_width: int) -> Element:
    """A block of tables as one `w:tbl`, scaled to the width of the type area in twips.

    Labels and looks are shared with other reports: a tree of these may not be changed.
    """
    skeleton, places = _skeleton(block.grid, block.widths, text_width)
    table = copy.copy(skeleton)
    placed = zip(places, block.figures, strict=True)
    for number, own in groupby(placed, key=lambda each: each[0].row):
        row = table[number] = copy.copy(table[number])
        for place, figure in own:
            row[place.cell] = _with_figure(row[place.cell], figure, place.room)
    return table


def _with_figure(cell: Element, figure: str, room: int) -> Element:
    """A cell of the skeleton with its figure, in the largest size for which there is room."""
    properties, content = cell
    looks = content[0]
    style = _fitting(figure, room)
    if style is not TABLE_FIGURE:
        looks = copy.deepcopy(looks)
        looks[0].set(qualified("val"), style.id)
    return w("tc", properties, w("p", looks, run(figure)))


@lru_cache(32)
def _skeleton(
    grid: Grid, proportions: tuple[int, ...], text_width: int
) -> tuple[Element, tuple[_FigureCell, ...]]:
    """A table without its figures, and where each of them goes, in the order of the grid."""
    widths = _scaled(proportions, text_width)
    at = {(row, cell.column): cell for cell in grid.cells for row in _rows(cell)}
    kept = {row for group in grid.groups for row in group[:-1]}
    rows, places = [], []
    for row in range(grid.height):
        cells = [at[row, column] for column in range(grid.width) if (row, column) in at]
        rows.append(_row(_cells(cells, row, widths, row in kept), is_head=row < grid.head))
        places += [
            _FigureCell(_ROWS + row, 1 + number, _width(cell, widths) - 2 * CELL_MARGIN)
            for number, cell in enumerate(cells)
            if cell.role is CellRole.FIGURE and row == cell.row
        ]
    return _framed(widths, rows), tuple(places)


def _width(cell: Cell, widths: list[int]) -> int:
    return sum(widths[cell.column : cell.column + cell.width])


def _framed(widths: list[int], rows: Iterable[Element]) -> Element:
    """A table of these rows in the official looks, its columns as wide as said, in twips."""
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=TABLE_STYLE),
            w("tblW", w=sum(widths), type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0000"),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def _row(cells: Iterable[Element], *, is_head: bool) -> Element:
    """A row that is never split; one of the head is repeated on each page."""
    properties = [w("cantSplit"), w("trHeight", val=ROW_HEIGHT, hRule="atLeast")]
    if is_head:
        properties.append(w("tblHeader"))
    return w("tr", w("trPr", *properties), *cells)


def _cells(cells: Iterable[Cell], row: int, widths: list[int], kept: bool) -> Iterator[Element]:
    """The cells of one row; a label that spans rows is continued by empty cells below it."""
    for cell in cells:
        properties = [w("tcW", w=_width(cell, widths), type="dxa")]
        if cell.width > 1:
            properties.append(w("gridSpan", val=cell.width))
        if cell.height > 1:
            properties.append(w("vMerge", val="restart" if row == cell.row else "continue"))
        if cell.is_outermost:
            properties.append(w("textDirection", val="tbRlV"))
        properties.append(w("vAlign", val="center"))
        yield w("tc", w("tcPr", *properties), _content(cell, row, kept))


def _content(cell: Cell, row: int, kept: bool) -> Element:
    is_note = cell.role is CellRole.CORNER and cell.height > 1
    style = TABLE_CORNER if is_note else _STYLES.get(cell.role, TABLE_HEAD)
    if cell.is_outermost:
        style = TABLE_HEAD
    keep = (w("keepNext"),) if kept and not style.keep else ()
    return paragraph(style.id, *([run(cell.label)] if row == cell.row else []), properties=keep)


@lru_cache(4096)
def _fitting(text: str, width: int) -> Style:
    """The largest style in which digits fit into a line of that many twips; words may be parted."""
    longest = max((ems(digits) for digits in re.findall("[!-~]+", text)), default=0)
    return next((style for style in _SMALLER if longest * style.size * 20 <= width), _SMALLER[-1])


def _rows(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.height)


def _scaled(widths: tuple[int, ...], total: int) -> list[int]:
    """The widths of the form in proportion, adding up to `total` exactly."""
    whole, edges, passed = sum(widths), [0], 0
    for width in widths:
        passed += width
        edges.append(round(passed * total / whole))
    return [right - left for left, right in pairwise(edges)]
