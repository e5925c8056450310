"""A Word document as paragraphs and tables, as a reader sees it: tracked changes accepted, hidden text left out.

On the standard library, so that a document is also read back where lxml does not exist. Elements by
ECMA-376-1, 17.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from disclosure_cli.published.word_looks import (
    RunLooks,
    attribute,
    child,
    name_of,
    value,
)

_CONTAINERS = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")
)  # fmt: skip
"""What only stands around runs, paragraphs, rows or cells."""
_PICTURES = frozenset(("drawing", "pict", "object"))
_MATHS = ("}oMath", "}oMathPara")
"""Formulas, in which a digit may be raised."""
_UNKNOWN = "[ ]"
"""Stands for what Word shows by other means than text: a symbol, the choice of a list."""
_MOST_NESTED = 120
"""Elements within one another. A table in a text box in a table has forty."""


def word_document(main_part: bytes, styles: bytes = b"") -> PrintedDocument:
    """What the main part of a .docx prints, with the part that has its styles, of which some may hide text.

    Raises `Refusal` where it is damaged or nested too deeply.
    """
    try:
        root = ElementTree.fromstring(main_part)
        looks = RunLooks(ElementTree.fromstring(styles) if styles else None)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Refusal(
            _("是 Word 文档，正文已损坏；请重新获取，或在 WPS、Word 中重新保存。")
        ) from None
    if _depth(root) > _MOST_NESTED:
        raise Refusal(_("是 Word 文档，正文层层嵌套，不像一份报告，没有打开。"))
    body = child(root, "body")
    if body is None:
        raise Refusal(_("是 Word 文档，里面没有正文；请重新获取，或在 WPS、Word 中重新保存。"))
    return _BodyReader(body, looks).document()


def _depth(root: Element) -> int:
    deepest, level = 0, [root]
    while level:
        deepest, level = deepest + 1, [each for element in level for each in element]
    return deepest


class _Span(NamedTuple):
    """How a cell is merged: over so many columns, and with the cell above or before it."""

    width: int
    continues_above: bool
    continues_before: bool


class _BodyReader:
    """Goes through a body and everything in it, in the order of reading."""

    def __init__(self, body: Element, looks: RunLooks) -> None:
        self._body, self._looks = body, looks
        paragraphs = body.iter(f"{body.tag.removesuffix('body')}p")
        self._anchors = {paragraph: number for number, paragraph in enumerate(paragraphs)}
        self._pictures = 0

    def document(self) -> PrintedDocument:
        blocks = tuple(self._blocks(self._body))
        return PrintedDocument(blocks, has_pictures=self._pictures > 0)

    def _blocks(self, parent: Element) -> Iterator[PrintedBlock]:
        for element in _seen_children(parent):
            if name_of(element) == "p":
                text = "".join(self._pieces(element, is_marked=False))
                if text := single_line_breaks(text):
                    yield PrintedText(text, self._anchors[element])
                yield from self._text_boxes(element)
            elif name_of(element) == "tbl":
                yield from self._table(element)

    def _text_boxes(self, paragraph: Element) -> Iterator[PrintedBlock]:
        """What stands in the text boxes that are anchored in a paragraph."""
        for element in paragraph:
            for each in _alternative(element):
                if name_of(each) == "txbxContent":
                    yield from self._blocks(each)
                elif name_of(each) not in ("p", "tbl", "del", "moveFrom"):
                    yield from self._text_boxes(each)

    def _table(self, table: Element) -> Iterator[PrintedBlock]:
        """A table; one that only lays out what is in it as what is in it."""
        rows = [
            [cell for cell in _seen_children(row) if name_of(cell) == "tc"]
            for row in _seen_children(table)
            if name_of(row) == "tr"
        ]
        cells = [cell for row in rows for cell in row]
        is_layout = any(each is not table for each in table.iter(table.tag))
        if is_layout or all(len(row) == 1 for row in rows):
            for cell in cells:
                yield from self._blocks(cell)
            return
        yield self._printed(table)
        for cell in cells:
            for element in _seen_children(cell):
                yield from self._text_boxes(element)

    def _printed(self, table: Element) -> PrintedTable:
        placed: list[PrintedCell] = []
        open_cells: dict[int, int] = {}
        """By their first column: the cells that may go on in the next row."""
        rows = (row for row in _seen_children(table) if name_of(row) == "tr")
        for number, row in enumerate(rows):
            column = min(_number(row, "trPr", "gridBefore"), MOST_COLUMNS)
            still_open: dict[int, int] = {}
            for cell in (each for each in _seen_children(row) if name_of(each) == "tc"):
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
        paragraphs = [each for each in _seen_children(cell) if name_of(each) == "p"]
        # Of a cell that goes on from above, though there is none above, Word does not show the text.
        shown = [] if span.continues_above else paragraphs
        before = self._pictures
        text = "\n".join("".join(self._pieces(each, is_marked=True)) for each in shown)
        if not text.strip() and self._pictures > before:
            text = PICTURE
        anchor = self._anchors[paragraphs[0]] if paragraphs else None
        return PrintedCell(single_line_breaks(text), row, column, 1, span.width, anchor)

    def _pieces(self, paragraph: Element, *, is_marked: bool) -> Iterator[str]:
        """The text of a paragraph, run by run; what is struck out or raised marked as such in a table."""
        style = value(child(paragraph, "pPr"), "pStyle")
        fields: list[bool] = []
        """Of each field that is open: whether its instruction is over, so that its result is shown."""
        for element in _seen_children(paragraph):
            if element.tag.endswith(_MATHS):
                formula = "".join(e.text or "" for e in element.iter() if e.tag.endswith("}t"))
                yield marked_text(formula, is_struck=False, is_raised=is_marked)
            if name_of(element) != "r":
                continue
            look = self._looks.of_run(element, style)
            before = self._pictures
            text = "".join(self._text(element, fields))  # A field may end in a hidden run.
            if look.is_hidden:
                text, self._pictures = "", before
            if text and is_marked:
                text = marked_text(
                    text, is_struck=bool(look.is_struck), is_raised=bool(look.is_raised)
                )
            yield text

    def _text(self, run: Element, fields: list[bool]) -> Iterator[str]:
        for element in run:
            name = name_of(element)
            if name == "fldChar":
                yield _through_field(element, fields)
            elif not all(fields):
                continue
            elif name == "t":
                yield element.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "ruby" and (base := child(element, "rubyBase")) is not None:
                yield from self._pieces(base, is_marked=False)
            elif name in _PICTURES or name.endswith("AlternateContent"):
                self._pictures += 1


_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "sym": _UNKNOWN}
"""What stands for a sign that is an element of its own."""


def _through_field(mark: Element, fields: list[bool]) -> str:
    """Go on to the next part of a field; of a list of choices or a box to tick, say that it shows something."""
    match attribute(mark, "fldCharType"):
        case "begin":
            is_shown = all(fields)
            fields.append(False)
            choices = child(mark, "ffData")
            has_no_result = choices is not None and any(
                name_of(each) in ("ddList", "checkBox") for each in choices
            )
            return _UNKNOWN if is_shown and has_no_result else ""
        case "separate" if fields:
            fields[-1] = True
        case "end" if fields:
            fields.pop()
    return ""


def _seen_children(parent: Element) -> Iterator[Element]:
    """The children of an element and of what only stands around others, without what was deleted."""
    for each in parent:
        for element in _alternative(each):
            name = name_of(element)
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
    properties = next((child for child in element if name_of(child) in ("trPr", "tcPr")), ())
    return any(name_of(each) in ("del", "cellDel") for each in properties)


def _span(cell: Element) -> _Span:
    properties = child(cell, "tcPr")
    return _Span(
        max(1, min(_number(cell, "tcPr", "gridSpan"), MOST_COLUMNS)),
        _merge(properties, "vMerge") == "continue",
        _merge(properties, "hMerge") == "continue",
    )


def _merge(properties: Element | None, name: str) -> str:
    """The part in a merge, restart or continue, which an element without a value says; empty for none."""
    found = child(properties, name) if properties is not None else None
    return "" if found is None else attribute(found, "val") or "continue"


def _number(element: Element, properties: str, name: str) -> int:
    """A number among the properties of a row or a cell; 0 where there is none."""
    text = value(child(element, properties), name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
