"""The tables of a .docx as rectangles of cells, without knowing who wrote them or how.

A merged cell is given at every position that it covers, so that each row and column has
all of its labels.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class PrintedCell(NamedTuple):
    """A cell of a printed table: what it says, and its number, which merged positions share."""

    number: int
    text: str


Rectangle = list[list[PrintedCell]]


def rectangles(document: bytes) -> list[Rectangle]:
    """The tables in the body of a .docx, in order. Raises what zipfile and ElementTree raise."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return [_rectangle(table) for table in root.iterfind(f"{_W}body/{_W}tbl")]


def _rectangle(table: Element) -> Rectangle:
    rows: Rectangle = []
    number = 0
    for row in table.iterfind(f"{_W}tr"):
        cells: list[PrintedCell] = []
        for cell in row.iterfind(f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            number += 1
            printed = PrintedCell(number, _text(cell))
            if _continues(properties) and rows and len(cells) < len(rows[-1]):
                printed = rows[-1][len(cells)]
            cells += [printed] * _span(properties)
        rows.append(cells)
    return rows


def _text(cell: Element) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterfind(f"{_W}p")).strip()


def _pieces(paragraph: Element) -> Iterator[str]:
    for piece in paragraph.iter():
        if piece.tag == f"{_W}t":
            yield piece.text or ""
        elif piece.tag == f"{_W}br":
            yield "\n"


def _span(properties: Element | None) -> int:
    span = properties.find(f"{_W}gridSpan") if properties is not None else None
    return int(span.get(f"{_W}val", "1")) if span is not None else 1


def _continues(properties: Element | None) -> bool:
    """Whether a cell belongs to the one above it; `w:vMerge` without a value says so."""
    merge = properties.find(f"{_W}vMerge") if properties is not None else None
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"
