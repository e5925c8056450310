"""A block of tables as one Word table: its grid with its figures.

Built element by element in one pass, once for each grid and page, then filled in for each report.
Every width is written three times, in the table, its grid and its cells, so that Word, WPS and
LibreOffice agree.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from disclosure_cli.form.grid import Cell, CellRole, Grid
from disclosure_cli.model.text import ems
from disclosure_cli.output.blocks import TableBlock
from disclosure_cli.output.word.styles import (
    CELL_MARGIN,
    CELL_PADDING,
    LINE,
    TABLE_CAPTION,
    TABLE_CORNER,
    TABLE_FIGURE,
    TABLE_FIGURE_NARROW,
    TABLE_FIGURE_NARROWEST,
    TABLE_FIGURE_SMALL,
    TABLE_FIGURE_SMALLER,
    TABLE_HEAD,
    TABLE_LABEL,
    TABLE_LINE,
    TABLE_NOTE,
    TABLE_STYLE,
    Style,
    TypeArea,
)
from disclosure_cli.output.word.wordml import paragraph, qualified, run, visible_in_xml, w

_STYLES = {
    CellRole.CAPTION: TABLE_CAPTION,
    CellRole.HEAD: TABLE_HEAD,
    CellRole.STUB: TABLE_LABEL,
    CellRole.FIGURE: TABLE_FIGURE,
}
_ROWS = 2
"""The children of a table before its first row: its properties and its grid."""
_BESIDE = LINE + TABLE_LINE
"""Twips of a page that a table fills, for its heading."""
_RULE = 10
"""The thickness of a rule, in twips: half a point."""
_SMALLER = (
    TABLE_FIGURE,
    TABLE_FIGURE_SMALLER,
    TABLE_FIGURE_SMALL,
    TABLE_FIGURE_NARROW,
    TABLE_FIGURE_NARROWEST,
)
"""The looks of the figures of a table, the first in which all of them fit their cells."""


class _FigureCell(NamedTuple):
    """Where a figure stands in a table."""

    row: int
    cell: int
    """Both as they are counted among the children of the table and of its row."""
    room: int
    """For its digits, in twips."""


def table_element(block: TableBlock, area: TypeArea) -> Element:
    """A block of tables as one `w:tbl`, scaled to the width of the type area.

    It stands whole on a page where it fits one, with the note that follows it. Labels and looks are
    shared with other reports: a tree of these may not be changed.
    """
    is_whole = _height(block, area) <= area.height
    skeleton, places = _skeleton(
        block.title, block.grid, block.widths, area.width, is_whole, bool(block.note)
    )
    placed = list(zip(places, block.figures, strict=True))
    style = _fitting((figure, place.room) for place, figure in placed)
    table = copy.copy(skeleton)
    for number, own in groupby(placed, key=lambda each: each[0].row):
        row = table[number] = copy.copy(table[number])
        for place, figure in own:
            row[place.cell] = _with_figure(row[place.cell], figure, style, place.room)
    return table


def begins_a_page(block: TableBlock, area: TypeArea) -> bool:
    """Whether a table is to begin a page, under its heading: because it does not fit one, or nearly fills it.

    The latter only with a note, which LibreOffice does not keep with the table otherwise.
    """
    height = _height(block, area)
    return height > area.height or bool(block.note and height > area.height * 2 / 3)


@lru_cache(8)
def _height(block: TableBlock, area: TypeArea) -> int:
    """How high a table is with its heading and its note, in twips, by the lines that its texts take."""
    widths = _columns(block.grid, block.widths, area.width)
    rooms = [(cell, text, _room(cell, widths)) for cell, text in block.texts if cell.height == 1]
    figures = _fitting((text, room) for cell, text, room in rooms if cell.role is CellRole.FIGURE)
    styles = {**_STYLES, CellRole.FIGURE: figures}
    heights = [0] * block.grid.height
    for cell, text, room in rooms:
        height = _height_of_a_cell(text, styles.get(cell.role, TABLE_HEAD), room)
        heights[cell.row] = max(heights[cell.row], height)
    if block.note:
        heights.append(_height_of_a_cell(block.note, TABLE_NOTE, area.width))
    return sum(heights) + _BESIDE


def _height_of_a_cell(text: str, style: Style, room: int) -> int:
    """How high a cell is with a text in that style, by the lines that it takes."""
    lines = sum(max(1, math.ceil(ems(line) * _em(style) / room)) for line in text.split("\n"))
    return lines * TABLE_LINE + 2 * CELL_PADDING + _RULE


def _with_figure(cell: Element, figure: str, style: Style, room: int) -> Element:
    """A cell of the skeleton with its figure; a note that does not fit beside it begins a line."""
    if ems(figure) * _em(style) > room:
        figure = figure.replace("（", "\n（", 1)
    properties, content = cell
    looks = content[0]
    if style is not TABLE_FIGURE:
        looks = copy.deepcopy(looks)
        looks[0].set(qualified("val"), style.id)
    return w("tc", properties, w("p", looks, run(figure)))


@lru_cache(32)
def _skeleton(
    title: str,
    grid: Grid,
    proportions: tuple[int, ...],
    text_width: int,
    is_whole: bool,
    is_noted: bool,
) -> tuple[Element, tuple[_FigureCell, ...]]:
    """A table without its figures, and where each of them goes, in the order of the grid."""
    widths = _columns(grid, proportions, text_width)
    at = {(row, cell.column): cell for cell in grid.cells for row in _rows(cell)}
    kept = _kept(grid, is_whole=is_whole, is_noted=is_noted)
    # Repeated above the rows of another table, a head would be a wrong one.
    is_repeated = is_whole or grid.has_one_head
    rows, places = [], []
    for row in range(grid.height):
        cells = [at[row, column] for column in range(grid.width) if (row, column) in at]
        is_head = is_repeated and row < grid.head
        rows.append(_row(_cells(cells, row, widths, row in kept), is_head=is_head))
        places += [
            _FigureCell(_ROWS + row, 1 + number, _room(cell, widths))
            for number, cell in enumerate(cells)
            if cell.role is CellRole.FIGURE and row == cell.row
        ]
    return _framed(title, widths, rows), tuple(places)


def _kept(grid: Grid, *, is_whole: bool, is_noted: bool) -> set[int]:
    """The rows that stay on the page of the next one, or of what follows the table."""
    last = grid.height - 1
    kept = {last} if is_noted else set()
    if is_whole:
        return kept | set(range(last))
    # Such a table begins a page. Were its head kept with it, LibreOffice would leave the heading
    # above it on a page of its own.
    groups = {row for group in grid.groups for row in group[:-1] if row >= grid.head}
    return kept | groups | {last - 1}


def _width(cell: Cell, widths: Sequence[int]) -> int:
    return sum(widths[cell.column : cell.column + cell.width])


def _room(cell: Cell, widths: Sequence[int]) -> int:
    """What a cell has for a line of its text, in twips."""
    return _width(cell, widths) - 2 * CELL_MARGIN


def _framed(title: str, widths: list[int], rows: Iterable[Element]) -> Element:
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
            w("tblCaption", val=visible_in_xml(title)),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def _row(cells: Iterable[Element], *, is_head: bool) -> Element:
    """A row that is never split; one of the head is repeated on each page."""
    properties = [w("cantSplit")]
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
    style = TABLE_CORNER if cell.is_explanation else _STYLES.get(cell.role, TABLE_HEAD)
    if cell.is_outermost:
        style = TABLE_HEAD
    keep = (w("keepNext", val=int(kept)),) if kept != style.keep else ()
    return paragraph(style.id, *([run(cell.label)] if row == cell.row else []), properties=keep)


def _fitting(figures: Iterable[tuple[str, int]]) -> Style:
    """The largest style in which the digits of all figures fit the twips that each has."""
    widest = [(_digits(figure), room) for figure, room in figures]
    for style in _SMALLER:
        if all(width * _em(style) <= room for width, room in widest):
            return style
    return _SMALLER[-1]


def _em(style: Style) -> float:
    """The width of a full-width character in twips."""
    return style.size * 20 * style.stretch / 100


@lru_cache(4096)
def _digits(figure: str) -> float:
    """The width of the longest run of digits; words of a note may be parted."""
    return max((ems(digits) for digits in re.findall("[!-~]+", figure)), default=0.0)


def _rows(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.height)


def _columns(grid: Grid, widths: tuple[int, ...], total: int) -> list[int]:
    """The widths of the form in proportion, adding up to `total` exactly.

    On a narrower page the labels of groups of rows keep their width, without which they would be
    parted within words, where that leaves the others half of the page.
    """
    kept = {cell.column for cell in grid.cells if cell.role is CellRole.STUB and cell.height > 1}
    fixed = sum(widths[column] for column in kept)
    if not fixed < total / 2 <= sum(widths) / 2:
        fixed, kept = 0, set()
    shares = [0 if column in kept else width for column, width in enumerate(widths)]
    edges, passed = [0], 0
    for share in shares:
        passed += share
        edges.append(round(passed * (total - fixed) / sum(shares)))
    scaled = (right - left for left, right in pairwise(edges))
    return [widths[n] if n in kept else width for n, width in enumerate(scaled)]
