"""A Word document as paragraphs and tables, as a reader sees it: tracked changes accepted, hidden text left out.

On the standard library, so that a document is also read back where lxml does not exist. Elements by
ECMA-376-1, 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from disclosure_cli.i18n import _
from disclosure_cli.package import Refusal
from disclosure_cli.published.printed_document import (
    MOST_COLUMNS,
    PICTURE,
    PrintedBlock,
    PrintedCell,
    PrintedDocument,
    PrintedTable,
    PrintedText,
    marked_text,
    single_line_breaks,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CONTAINERS = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")
)  # fmt: skip
"""What only stands around runs, paragraphs, rows or cells."""
_PICTURES = frozenset(("drawing", "pict", "object"))
_MOST_NESTED = 120
"""Elements within one another. A table in a text box in a table has forty."""


def word_document(main_part: bytes, styles: bytes = b"") -> PrintedDocument:
    """What the main part of a .docx prints, with the part that has its styles, of which some may hide text.

    Raises `Refusal` where it is damaged or nested too deeply.
    """
    try:
        root = ElementTree.fromstring(main_part)
        hiding = _hiding_styles(ElementTree.fromstring(styles)) if styles else frozenset()
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Refusal(
            _("是 Word 文档，正文已损坏；请重新获取，或在 WPS、Word 中重新保存。")
        ) from None
    if _depth(root) > _MOST_NESTED:
        raise Refusal(_("是 Word 文档，正文层层嵌套，不像一份报告，没有打开。"))
    body = next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise Refusal(_("是 Word 文档，里面没有正文；请重新获取，或在 WPS、Word 中重新保存。"))
    return _BodyReader(body, hiding).document()


def _hiding_styles(styles: Element) -> frozenset[str]:
    """The ids of the styles whose text is hidden."""
    return frozenset(
        _attribute(style, "styleId")
        for style in styles
        if any(_name(each) == "rPr" and _is_on(each, "vanish") for each in style)
    )


def _depth(root: Element) -> int:
    deepest, level = 0, [root]
    while level:
        deepest, level = deepest + 1, [child for element in level for child in element]
    return deepest


def _name(element: Element) -> str:
    """The name of an element of WordprocessingML, transitional or strict; of any other, with its namespace."""
    return _without_namespace(element.tag)


@lru_cache(500)
def _without_namespace(tag: str) -> str:
    return tag.removeprefix(_W).removeprefix(_STRICT)


class _Span(NamedTuple):
    """How a cell is merged: over so many columns, and with the cell above or before it."""

    width: int
    continues_above: bool
    continues_before: bool


class _BodyReader:
    """Goes through a body and everything in it, in the order of reading."""

    def __init__(self, body: Element, hiding: frozenset[str]) -> None:
        self._body, self._hiding = body, hiding
        paragraphs = body.iter(f"{body.tag.removesuffix('body')}p")
        self._anchors = {paragraph: number for number, paragraph in enumerate(paragraphs)}
        self._has_pictures = False

    def document(self) -> PrintedDocument:
        blocks = tuple(self._blocks(self._body))
        return PrintedDocument(blocks, has_pictures=self._has_pictures)

    def _blocks(self, parent: Element) -> Iterator[PrintedBlock]:
        for element in _seen_children(parent):
            if _name(element) == "p":
                text = "".join(self._pieces(element, is_marked=False))
                if text := single_line_breaks(text):
                    yield PrintedText(text, self._anchors[element])
                yield from self._text_boxes(element)
            elif _name(element) == "tbl":
                yield from self._table(element)

    def _text_boxes(self, paragraph: Element) -> Iterator[PrintedBlock]:
        """What stands in the text boxes that are anchored in a paragraph."""
        for element in paragraph:
            for each in _alternative(element):
                if _name(each) == "txbxContent":
                    yield from self._blocks(each)
                elif _name(each) not in ("p", "tbl", "del", "moveFrom"):
                    yield from self._text_boxes(each)

    def _table(self, table: Element) -> Iterator[PrintedBlock]:
        """A table; one that only lays out what is in it as what is in it."""
        rows = [
            [cell for cell in _seen_children(row) if _name(cell) == "tc"]
            for row in _seen_children(table)
            if _name(row) == "tr"
        ]
        cells = [cell for row in rows for cell in row]
        is_layout = any(each is not table for each in table.iter(table.tag))
        if is_layout or all(len(row) == 1 for row in rows):
            for cell in cells:
                yield from self._blocks(cell)
            return
        yield self._printed(table)
        for cell in cells:
            for paragraph in cell:
                yield from self._text_boxes(paragraph)

    def _printed(self, table: Element) -> PrintedTable:
        placed: list[PrintedCell] = []
        open_cells: dict[int, int] = {}
        """By their first column: the cells that may go on in the next row."""
        rows = (row for row in _seen_children(table) if _name(row) == "tr")
        for number, row in enumerate(rows):
            column = min(_number(row, "trPr", "gridBefore"), MOST_COLUMNS)
            still_open: dict[int, int] = {}
            for cell in (each for each in _seen_children(row) if _name(each) == "tc"):
                span = _span(cell)
                above = open_cells.get(column)
                if span.continues_before and placed and placed[-1].row == number:
                    placed[-1] = placed[-1]._replace(width=placed[-1].width + span.width)
                elif span.continues_above and above is not None:
                    placed[above] = placed[above]._replace(height=number - placed[above].row + 1)
                    still_open[column] = above
                else:
                    still_open[column] = len(placed)
                    placed.append(self._cell(cell, number, column, span))
                column += span.width
            open_cells = still_open
        return PrintedTable(tuple(placed))

    def _cell(self, cell: Element, row: int, column: int, span: _Span) -> PrintedCell:
        paragraphs = [each for each in _seen_children(cell) if _name(each) == "p"]
        # Of a cell that goes on from above, though there is none above, Word does not show the text.
        shown = [] if span.continues_above else paragraphs
        text = "\n".join("".join(self._pieces(each, is_marked=True)) for each in shown)
        if not text.strip() and any(
            _name(each) in _PICTURES for part in shown for each in part.iter()
        ):
            text = PICTURE
        anchor = self._anchors[paragraphs[0]] if paragraphs else None
        return PrintedCell(single_line_breaks(text), row, column, 1, span.width, anchor)

    def _pieces(self, parent: Element, *, is_marked: bool) -> Iterator[str]:
        """The text of a paragraph, run by run; what is struck out or raised marked as such in a table."""
        for element in _seen_children(parent):
            if _name(element) != "r":
                continue
            properties = element.find(f"{element.tag.removesuffix('r')}rPr")
            text = "".join(self._text(element))
            style = _value(properties, "rStyle")
            if not text or style in self._hiding or _is_on(properties, "vanish"):
                continue
            is_struck = _is_on(properties, "strike") or _is_on(properties, "dstrike")
            aligned, position = _value(properties, "vertAlign"), _value(properties, "position")
            raised = aligned in ("superscript", "subscript") or position not in ("", "0")
            yield marked_text(text, is_struck=is_struck, is_raised=raised) if is_marked else text

    def _text(self, run: Element) -> Iterator[str]:
        for element in run:
            match _name(element):
                case "t":
                    yield element.text or ""
                case "br" | "cr":
                    yield "\n"
                case "tab" | "ptab":
                    yield "\t"
                case "noBreakHyphen":
                    yield "-"
                case name if name in _PICTURES or name.endswith("AlternateContent"):
                    self._has_pictures = True


def _seen_children(parent: Element) -> Iterator[Element]:
    """The children of an element and of what only stands around others, without what was deleted."""
    for child in parent:
        for element in _alternative(child):
            name = _name(element)
            if name in _CONTAINERS:
                yield from _seen_children(element)
            elif not (name in ("tr", "tc") and _is_deleted(element)):
                yield element


def _alternative(element: Element) -> Iterator[Element]:
    """The element; of alternatives (ECMA-376-3, 7), what the first one has."""
    if element.tag.endswith("}AlternateContent"):
        yield from (each for choice in list(element)[:1] for each in choice)
    else:
        yield element


def _is_deleted(element: Element) -> bool:
    """Whether a row or a cell is marked as deleted."""
    properties = next((child for child in element if _name(child) in ("trPr", "tcPr")), ())
    return any(_name(each) in ("del", "cellDel") for each in properties)


def _span(cell: Element) -> _Span:
    properties = next((child for child in cell if _name(child) == "tcPr"), None)
    return _Span(
        max(1, min(_number(cell, "tcPr", "gridSpan"), MOST_COLUMNS)),
        _merge(properties, "vMerge") == "continue",
        _merge(properties, "hMerge") == "continue",
    )


def _merge(properties: Element | None, name: str) -> str:
    """Restart or continue, which an element without a value says as well; empty where there is none."""
    for each in properties if properties is not None else ():
        if _name(each) == name:
            return _attribute(each, "val") or "continue"
    return ""


def _number(element: Element, properties: str, name: str) -> int:
    """A number among the properties of a row or a cell; 0 where there is none."""
    found = next((child for child in element if _name(child) == properties), None)
    text = _value(found, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _value(properties: Element | None, name: str) -> str:
    for each in properties if properties is not None else ():
        if _name(each) == name:
            return _attribute(each, "val")
    return ""


def _is_on(properties: Element | None, name: str) -> bool:
    """Whether a property that is on or off is on, which it is without a value."""
    for each in properties if properties is not None else ():
        if _name(each) == name:
            return _attribute(each, "val") not in ("0", "false", "off")
    return False


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or ""
