"""The pages of a PDF as paragraphs and tables: lines joined, rows that the end of a page parts rejoined.

Of the lines outside of tables the indents, the ends and the distances make the paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

from disclosure_cli.model.text import ems
from disclosure_cli.published.printed_document import (
    PrintedBlock,
    PrintedCell,
    PrintedTable,
    PrintedText,
)

SAME_RULE = 3.0
"""Points: rules that are as near to each other are one."""
MARGIN = 0.12  # Of the height of a page, at its head and foot (GB/T 9704: 37 and 35 of 297 mm).
APART = 1.4  # Of the usual pitch of lines: a wider one parts paragraphs.
_PADDING = 12.0  # Points at both sides of a cell together: in Word 10.8.
_STOPS, _ROOM = "。！？；：”.!?;:", (3.0, 0.5)
"""The room, in sizes, that a line leaves at the end of a paragraph: more where no sentence ends."""
_PAGE_NUMBER = re.compile(r"\W*第?\s*\d{1,3}\s*页?(\W*共?\s*\d{1,3}\s*页?)?\W*")
# The number of an item, which is a row of its own.
_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)")
BEGINNING = re.compile(r"[“‘（《〈【〔(]*(?:[0-9A-Za-z.,:/%+-]+|.)[，。、；：？！）》〉】〕)”’]*")
"""What no end of a line parts: a number, a word or a character, with its punctuation."""


class PdfLine(NamedTuple):
    """A line of text outside of tables, with its place in points from the left and the top."""

    text: str
    left: float
    right: float
    base: float
    size: float  # Of its first character.
    beginning: float  # The width of what no end of a line parts.

    @property
    def place(self) -> tuple[str, int]:
        """What running heads have in common: what they say but for numbers, and how far down."""
        return re.sub(r"\d+", "0", self.text), round(self.base)


class RuledTable(NamedTuple):
    """A table of one page, with the edges of its columns, its upper edge and the size of its characters."""

    table: PrintedTable
    edges: tuple[float, ...]
    base: float
    size: float

    def width(self, cell: PrintedCell) -> float:
        return self.edges[cell.column + cell.width] - self.edges[cell.column]

    def runs_over(self, cell: PrintedCell, more: PrintedCell) -> bool:
        """Whether the last line of a cell has no room for what more text begins with."""
        line = cell.text.rpartition("\n")[2] + next(BEGINNING.finditer(more.text))[0]
        is_full = ems(line) * self.size > self.width(cell) - _PADDING
        return is_full and not _ITEM.match(more.text)


class PdfPage(NamedTuple):
    """A page: its lines and tables from top to bottom."""

    width: float
    height: float
    items: tuple[PdfLine | RuledTable, ...]

    @property
    def lines(self) -> list[PdfLine]:
        return [item for item in self.items if isinstance(item, PdfLine)]

    @property
    def marginal(self) -> list[PdfLine]:
        """The lines in its head and its foot."""
        top, bottom = MARGIN * self.height, (1 - MARGIN) * self.height
        return [line for line in self.lines if not top <= line.base <= bottom]


def blocks_of(pages: Sequence[PdfPage]) -> Iterator[PrintedBlock]:
    """What the pages print, without page numbers and running heads."""
    return _with_whole_rows(_blocks(list(_without_margins(pages))))


def _without_margins(pages: Sequence[PdfPage]) -> Iterator[PdfPage]:
    """The pages without page numbers, and without what several have in the same place of a margin."""
    places = Counter(place for page in pages for place in {line.place for line in page.marginal})
    for page in pages:
        ends = page.items[:1] + page.items[-1:]
        dropped = [
            line
            for line in page.marginal
            if places[line.place] > 1 or (line in ends and _PAGE_NUMBER.fullmatch(line.text))
        ]
        yield page._replace(items=tuple(item for item in page.items if item not in dropped))


def _with_whole_rows(blocks: Iterable[PrintedText | RuledTable]) -> Iterator[PrintedBlock]:
    """The blocks, with each row that the end of a page parts in the table that it begins in."""
    above: RuledTable | None = None
    for block in blocks:
        if above and isinstance(block, RuledTable):
            above, block = _row_rejoined(above, block)
            if not block.table.cells:
                continue
        if above:
            yield above.table
        above = block if isinstance(block, RuledTable) else None
        if isinstance(block, PrintedText):
            yield block
    if above:
        yield above.table


def _row_rejoined(above: RuledTable, below: RuledTable) -> tuple[RuledTable, RuledTable]:
    """Two parts of a table, with the rest of a row that the end of the page parts back in its row.

    It is the rest if the cells go on in columns as wide, and text of some, but not of all, runs over.
    Without it 40959 in a narrow column reads as 4095.
    """
    rows = zip(above.table.rows, below.table.rows, strict=False)
    heads = len(list(takewhile(lambda both: both[0] == both[1], rows)))
    end = max(cell.row + cell.height for cell in above.table.cells)
    last = [cell for cell in above.table.cells if cell.row + cell.height == end]
    rest = [cell for cell in below.table.cells if cell.row == heads]
    pairs = list(zip(sorted(last, key=lambda cell: cell.column), rest, strict=False))
    parted = {begun: more for begun, more in pairs if more.height == 1}
    over = [(begun, more) for begun, more in parted.items() if begun.text and more.text]
    if (
        len(last) != len(rest)
        or any(abs(above.width(begun) - below.width(more)) > 2 * SAME_RULE for begun, more in pairs)
        or not 0 < len(over) < len(parted)
        or not all(above.runs_over(begun, more) for begun, more in over)
    ):
        return above, below
    whole = tuple(
        cell._replace(text=f"{cell.text}\n{parted[cell].text}".strip()) if cell in parted else cell
        for cell in above.table.cells
    )
    others = tuple(
        cell._replace(row=cell.row - (cell.row > heads), height=cell.height - (cell.row == heads))
        for cell in below.table.cells
        if cell not in parted.values()
    )
    return above._replace(table=PrintedTable(whole)), below._replace(table=PrintedTable(others))


def _blocks(pages: Sequence[PdfPage]) -> Iterator[PrintedText | RuledTable]:
    """The tables and paragraphs. A paragraph ends before a line that is indented, stands apart or has
    another size, and after one with room for what the next begins with: so before and after a centred one.
    """
    paragraph: list[PdfLine] = []
    room = 0.0
    for number, page in enumerate(pages):
        left, right, pitch = _setting(pages, number)
        base = page.items[0].base if page.items else 0
        for item in page.items:
            if paragraph and not (
                isinstance(item, PdfLine)
                and item.left - left <= item.size
                and item.base - base <= APART * pitch
                and abs(item.size - paragraph[-1].size) < 1
                and not (_ITEM.match(item.text) and paragraph[-1].text[-1] in _STOPS)
                and room <= item.beginning + item.size * _ROOM[paragraph[-1].text[-1] in _STOPS]
            ):
                yield _joined(paragraph)
                paragraph = []
            if isinstance(item, PdfLine):
                paragraph.append(item)
                room = right - item.right
            else:
                yield item
            base = item.base
    if paragraph:
        yield _joined(paragraph)


def _setting(pages: Sequence[PdfPage], number: int) -> tuple[float, float, float]:
    """The left and right edges of the text of a page, and the usual pitch of its lines."""
    # Those of each second page of its width: of what is printed on both sides they differ.
    width = round(pages[number].width)
    texts = [page.lines for page in pages[number % 2 :: 2] if round(page.width) == width]
    pitches = [below.base - above.base for lines in texts for above, below in pairwise(lines)]
    left = _leftmost([line.left for lines in texts for line in lines])
    right = -_leftmost([-line.right for lines in texts for line in lines])
    return left, right, median(pitches or [0])


def _leftmost(places: Sequence[float]) -> float:
    """The leftmost place in which several lines begin; of all, where no two begin in one."""
    from pdfplumber.utils.clustering import cluster_list

    several = max(2, len(places) // 20)
    groups = cluster_list(list(places), 2)
    return min((each[0] for each in groups if len(each) >= several), default=min(places, default=0))


def _joined(lines: Sequence[PdfLine]) -> PrintedText:
    """A paragraph of lines, with a space between words of letters, and none between characters."""
    text = "\n".join(line.text for line in lines)
    return PrintedText(re.sub(r"(?<=[A-Za-z])\n(?=[A-Za-z])", " ", text).replace("\n", ""))
