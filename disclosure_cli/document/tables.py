"""The tables of a section as Word tables: the grid of the form with the figures of a report.

Built element by element in one pass, because `table.cell()` searches the whole table each time.
Every width is written three times, in the table, its grid and its cells, so that Word, WPS and
LibreOffice agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml.etree import _Element

from disclosure_cli.document.page import TEXT_WIDTH
from disclosure_cli.document.styles import (
    TABLE_FIGURE,
    TABLE_HEAD,
    TABLE_LABEL,
    TABLE_NOTE,
    TABLE_STYLE,
)
from disclosure_cli.document.wordml import paragraph, run, w
from disclosure_cli.form import Section
from disclosure_cli.grid import Cell, Role, lay_out
from disclosure_cli.report import Report

ROW_HEIGHT = 397
"""The least height of a row in twips: 7 mm."""

_STYLES = {
    Role.CAPTION: TABLE_LABEL,
    Role.HEAD: TABLE_HEAD,
    Role.STUB: TABLE_LABEL,
    Role.FIGURE: TABLE_FIGURE,
}


def table_element(report: Report, section: Section) -> _Element:
    """The tables of a section as one `w:tbl`, scaled to the width of the type area."""
    grid = lay_out(section)
    widths = _scaled(section.widths)
    at = {(row, cell.column): cell for cell in grid.cells for row in _rows(cell)}
    rows = []
    for row in range(grid.height):
        properties = [w("cantSplit"), w("trHeight", val=ROW_HEIGHT, hRule="atLeast")]
        if row < grid.head:
            properties.append(w("tblHeader"))
        cells = (at[row, column] for column in range(grid.width) if (row, column) in at)
        rows.append(w("tr", w("trPr", *properties), *_cells(report, cells, row, widths)))
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


def _cells(
    report: Report, cells: Iterator[Cell], row: int, widths: list[int]
) -> Iterator[_Element]:
    """The cells of one row; a label that spans rows is continued by empty cells below it."""
    for cell in cells:
        width = sum(widths[cell.column : cell.column + cell.width])
        properties = [w("tcW", w=width, type="dxa")]
        if cell.width > 1:
            properties.append(w("gridSpan", val=cell.width))
        if cell.height > 1:
            properties.append(w("vMerge", val="restart" if row == cell.row else "continue"))
        properties.append(w("vAlign", val="center"))
        yield w("tc", w("tcPr", *properties), _content(report, cell, row))


def _content(report: Report, cell: Cell, row: int) -> _Element:
    text = report.written(cell.ref) if cell.ref else cell.label
    is_note = cell.role is Role.CORNER and cell.height > 1
    style = TABLE_NOTE if is_note else _STYLES.get(cell.role, TABLE_HEAD)
    return paragraph(style.id, *([run(text)] if row == cell.row else []))


def _rows(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.height)


def _scaled(widths: tuple[int, ...]) -> list[int]:
    """The widths of the form in the proportion of the type area, adding up to it exactly."""
    total, edges, passed = sum(widths), [0], 0
    for width in widths:
        passed += width
        edges.append(round(passed * TEXT_WIDTH / total))
    return [right - left for left, right in pairwise(edges)]
