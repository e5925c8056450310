"""A published document as any source gives it: paragraphs and tables, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

_MOST_PLACES = 1_000
"""Columns of the grid of a table; a cell beyond is none that a form has."""
MOST_COLUMNS = 200
"""Of a table; those of the form have fifteen. Word allows 63."""


class PrintedCell(NamedTuple):
    """A cell of a printed table: what it says, and which rows and columns of the grid it covers."""

    text: str
    """Its lines parted by line breaks, without space around them."""
    row: int
    column: int
    height: int = 1
    width: int = 1
    anchor: int | None = None
    """Of a .docx: the number of its first paragraph among all `w:p` of the body."""

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.width)


class PrintedTable(NamedTuple):
    """The cells of a table, in the order of reading: by the row, then by the column that they begin in."""

    cells: tuple[PrintedCell, ...]
    within: tuple[int, ...] = ()
    """As that of a paragraph."""

    @property
    def rows(self) -> Iterator[tuple[PrintedCell, ...]]:
        """The cells that begin in each row; a cell merged from above belongs to the row that it begins in."""
        return (tuple(row) for _number, row in groupby(self.cells, key=lambda cell: cell.row))


class PrintedText(NamedTuple):
    """A paragraph outside of tables; its lines parted by line breaks."""

    text: str
    anchor: int | None = None
    """As that of a cell."""
    within: tuple[int, ...] = ()
    """Of a web page: the element that it stands in, by the numbers of the children on the way from the root."""


PrintedBlock = PrintedText | PrintedTable


class PrintedDocument(NamedTuple):
    """What a file prints, from its beginning to its end."""

    blocks: tuple[PrintedBlock, ...]
    title: str = ""
    """What the file says that it is called, beside what it prints."""
    has_pictures: bool = False
    """Whether there are pictures in it, as those of a table may be."""


def single_line_breaks(text: str) -> str:
    """A text without space around its lines, runs of space as one space, and without empty lines."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def marked_text(text: str, *, is_struck: bool, is_raised: bool) -> str:
    """A text of a cell that is struck out or raised, marked so that it is not taken for a plain figure."""
    if not text.strip():
        return text
    if is_struck:
        return f"~~{text}~~"
    return f"^{text}" if is_raised else text


PICTURE = "[图]"
"""Stands for the text of a cell that has a picture and no text: it is no blank."""


class OpenCell(NamedTuple):
    """A cell before its place on the grid is known: what it says, and how many rows and columns it covers."""

    text: str
    height: int = 1
    width: int = 1
    anchor: int | None = None


def placed(rows: Iterable[Iterable[OpenCell]], within: tuple[int, ...] = ()) -> PrintedTable:
    """The cells of each row on the grid, each in the next place that no cell from above covers.

    By HTML, 4.9.12, but that a cell never covers what another one covers.
    """
    cells: list[PrintedCell] = []
    taken: dict[int, int] = {}
    """By column: the first row in which no cell from above covers it."""
    row = -1
    for each in map(list, rows):
        # A row without cells has a height only where cells from above go through it.
        row += bool(each) or any(end > row + 1 for end in taken.values())
        column = 0
        for cell in each:
            while taken.get(column, 0) > row:
                column += 1
            if column >= _MOST_PLACES:
                break
            width = next(
                (n for n in range(1, cell.width) if taken.get(column + n, 0) > row), cell.width
            )
            cells.append(PrintedCell(cell.text, row, column, cell.height, width, cell.anchor))
            taken.update(dict.fromkeys(range(column, column + width), row + cell.height))
            column += width
    return PrintedTable(tuple(cells), within)
