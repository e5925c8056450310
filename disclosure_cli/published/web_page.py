"""A web page as paragraphs and tables, as a reader sees it: without scripts, menus of choices and hidden parts."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from disclosure_cli.i18n import _
from disclosure_cli.package import Refusal
from disclosure_cli.published.printed_document import (
    MOST_COLUMNS,
    PICTURE,
    OpenCell,
    PrintedBlock,
    PrintedDocument,
    PrintedText,
    marked_text,
    placed,
    single_line_breaks,
)

MOST_ELEMENTS = 200_000
"""Of a page. A report with the furniture of a site around it has 5,000."""
MOST_CELLS = 20_000
"""Of all tables. Those of the form have 300."""
_MOST_REPLACED = 0.01
"""Of the characters, that the encoding does not have: more is another encoding, or no text."""
_MOST_ROWS = 1_000
"""That a cell may say to cover."""

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNSEEN = frozenset(
    ("head", "script", "style", "template", "noscript", "iframe", "object", "embed", "button", "svg", "canvas",
     "audio", "video", "map", "title", "del", "frameset", "noframes")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "em", "font", "i", "ins", "kbd",
     "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
     "tt", "u", "var", "wbr", "img", "input", "st1:chsdate", "st1:chmetcnv")
)  # fmt: skip
"""What stands in a line; any other element begins and ends one."""
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NO_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*0(?:px|pt|cm|%)?\s*(?:;|$)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_UNSEEN_SIZES = ("0", "1")
"""Of pictures that only keep a place."""
_FIELDS = frozenset(("input", "textarea", "select"))
_FIELD = "[ ]"
"""Stands for a field of which it is not known what is in it: it is no blank."""
_ROW_PARTS = frozenset(("thead", "tbody", "tfoot"))


def web_document(content: bytes) -> PrintedDocument:
    """What a web page prints; its encoding is that which it has, whatever it declares.

    Raises `Refusal` where that is not known, or the page is far larger than one with a report.
    """
    text = decoded(content)
    # lxml takes no text that declares an encoding.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Refusal(_("不是网页，或者是空的；请在浏览器中重新另存为“网页，仅 HTML”。")) from None
    if sum(1 for _each in root.iter()) > MOST_ELEMENTS:
        raise Refusal(_("里的内容远多于一份报告；请只保存报告所在的那一页。"))
    reader = _PageReader()
    blocks = tuple(reader.blocks(root, ()))
    title = root.findtext(".//title") or ""
    has_pictures = next(root.iter("img", "iframe", "embed", "object"), None) is not None
    return PrintedDocument(blocks, " ".join(title.split()), has_pictures)


def decoded(content: bytes) -> str:
    """The text of a page: in UTF-8 where it is that, else as it declares, else in GB18030, as most are."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        pass
    candidates = dict.fromkeys((*_declared(content), "gb18030", "utf-8"))
    texts = [content.decode(encoding, "replace") for encoding in candidates]
    text = min(texts, key=lambda each: each.count("\ufffd"))
    if text.count("\ufffd") > _MOST_REPLACED * len(text):
        raise Refusal(_("的文字编码无法识别；请在浏览器中打开，另存为 UTF-8 的网页。"))
    return text


def _declared(content: bytes) -> Iterator[str]:
    """The encoding that a page declares, where there is one of that name; of GB2312, what it really is."""
    for pattern in (_DECLARED, _XML_DECLARED):
        if match := pattern.search(content[:16_384]):
            try:
                name = codecs.lookup(match[1].decode()).name
            except LookupError:
                continue
            yield "gb18030" if name in ("gb2312", "gbk") else name


class _PageReader:
    """Goes through a page in the order of reading, and gathers the text of a line until it ends."""

    def __init__(self) -> None:
        self._line: list[str] = []
        self._cells = 0

    def blocks(self, element: html.HtmlElement, at: tuple[int, ...]) -> Iterator[PrintedBlock]:
        """The paragraphs and tables within an element."""
        self._line.append(_spaced(element.text))
        for number, child in enumerate(element):
            if _is_seen(child):
                yield from self._block(child, (*at, number), at)
            self._line.append(_spaced(child.tail))
        if element.tag not in _INLINE:
            yield from self._ended(at)

    def _block(
        self, child: html.HtmlElement, at: tuple[int, ...], parent: tuple[int, ...]
    ) -> Iterator[PrintedBlock]:
        if child.tag in _FIELDS:
            return
        if child.tag == "br":
            yield from self._ended(parent)
        elif child.tag in _INLINE:
            yield from self.blocks(child, at)
        elif child.tag == "table":
            yield from self._ended(parent)
            yield from self._table(child, at)
        else:
            yield from self._ended(parent)
            yield from self.blocks(child, at)

    def _ended(self, within: tuple[int, ...]) -> Iterator[PrintedBlock]:
        text = single_line_breaks("".join(self._line).replace("\n", " "))
        self._line = []
        if text:
            yield PrintedText(text, within=within)

    def _table(self, table: html.HtmlElement, at: tuple[int, ...]) -> Iterator[PrintedBlock]:
        """A table; one that only lays out what is in it as what is in it."""
        rows = [list(_cells(row)) for row in _rows(table)]
        is_layout = next(table.iterdescendants("table"), None) is not None
        if is_layout or all(len(row) <= 1 for row in rows):
            yield from self.blocks(table, at)
            return
        self._cells += sum(map(len, rows))
        if self._cells > MOST_CELLS:
            raise Refusal(_("里的表格远多于一份报告；请只保存报告所在的那一页。"))
        captions = [[each] for each in table.iterchildren("caption") if _is_seen(each)]
        yield placed(([_open_cell(cell) for cell in row] for row in (*captions, *rows) if row), at)


def _spaced(text: str | None) -> str:
    """A text of the mark-up: a line break between two Chinese characters is no space."""
    return re.sub(
        r"(?<=[\u2e80-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])", "", text or ""
    )


def _is_seen(element: html.HtmlElement) -> bool:
    """Whether a browser shows an element."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or "hidden" in element.attrib:
        return False
    return _HIDDEN.search(element.get("style", "")) is None


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The rows of a table, those in its parts among them."""
    for child in table:
        if child.tag in _ROW_PARTS and _is_seen(child):
            yield from _rows(child)
        elif child.tag == "tr" and _is_seen(child):
            yield child


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The cells of a row; not those without a width, which office programs write to fill it up."""
    for child in row:
        if child.tag in ("td", "th") and _is_seen(child):
            has_no_width = child.get("width", "").strip() == "0" or _NO_WIDTH.search(
                child.get("style", "")
            )
            if not has_no_width or child.text_content().strip():
                yield child


def _open_cell(cell: html.HtmlElement) -> OpenCell:
    text = single_line_breaks("".join(_lines(cell)).strip())
    has_picture = any(each.get("width") not in _UNSEEN_SIZES for each in cell.iter("img"))
    return OpenCell(
        text or PICTURE * has_picture,
        _span(cell, "rowspan", _MOST_ROWS),
        _span(cell, "colspan", MOST_COLUMNS),
    )


def _typed_into(element: html.HtmlElement) -> str:
    """What stands in a field of a form, as far as the page tells: a script may have filled it in."""
    kind = element.get("type", "text").lower()
    if element.tag == "input" and kind not in ("text", "number", "tel"):
        return ""
    return element.get("value", "") or _FIELD


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    text = re.match(r"\s*([0-9]{1,6})", cell.get(name, ""))
    return max(1, min(int(text[1]), most)) if text else 1


def _lines(element: html.HtmlElement) -> Iterator[str]:
    """The text of a cell, its lines parted; what is struck out or raised marked as such."""
    if element.tag in _FIELDS:
        yield _typed_into(element)
        return
    is_struck = element.tag in ("s", "strike") or bool(_STRUCK.search(element.get("style", "")))
    is_raised = element.tag in ("sup", "sub") or bool(_RAISED.search(element.get("style", "")))
    pieces = [_spaced(element.text).replace("\n", " ")]
    for child in element:
        if _is_seen(child):
            is_line = child.tag not in _INLINE
            pieces += ["\n"] * is_line
            pieces += _lines(child)
            pieces += ["\n"] * is_line
        pieces.append(_spaced(child.tail).replace("\n", " "))
    yield marked_text("".join(pieces), is_struck=is_struck, is_raised=is_raised)
