"""A web page as paragraphs and tables, as a reader sees it: without scripts, menus of choices and hidden parts."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree, html

from disclosure_cli.i18n import _
from disclosure_cli.package import Refusal
from disclosure_cli.published.cell_of_page import (
    BLOCKS,
    FIELDS,
    cell_of_page,
    has_no_width,
    is_seen,
    spaced,
)
from disclosure_cli.published.printed_document import (
    OpenCell,
    PrintedBlock,
    PrintedDocument,
    PrintedText,
    placed,
    single_line_breaks,
)

MOST_ELEMENTS = 200_000
"""Of a page. A report with the furniture of a site around it has 5,000."""
MOST_CELLS = 20_000
"""Of all tables. Those of the form have 300."""
MOST_NESTED = 400
"""Elements within one another. A page has thirty, one that old editors left open a hundred."""
_MOST_REPLACED = 0.01
"""Of the characters, that the encoding does not have: more is another encoding, or no text."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "hz", "big5": "big5",
              "big5hkscs": "big5hkscs", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
              "utf-16-be": "utf-16-be"}  # fmt: skip
"""Those in which Chinese is written, by the names that Python gives them; of GB 2312 what it really is."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def web_document(content: bytes) -> PrintedDocument:
    """What a web page prints; its encoding is that which it has, whatever it declares.

    Raises `Refusal` where that is not known, or the page is far larger than one with a report.
    """
    # lxml takes no text that declares an encoding.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(decoded(content).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Refusal(_("不是网页，或者是空的；请在浏览器中重新另存为“网页，仅 HTML”。")) from None
    if sum(1 for _each in root.iter()) > MOST_ELEMENTS:
        raise Refusal(_("里的内容远多于一份报告；请只保存报告所在的那一页。"))
    blocks = tuple(_PageReader(root).blocks())
    title = root.findtext(".//title") or ""
    has_pictures = next(root.iter("img", "iframe", "embed", "object"), None) is not None
    return PrintedDocument(blocks, " ".join(title.split()), has_pictures)


def decoded(content: bytes) -> str:
    """The text of a page: in UTF-8 where it is that, else as it declares, else in GB 18030, as most are."""
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
    """The encoding that a page declares, where Chinese is written in it."""
    if match := _DECLARED.search(content[:16_384]):
        try:
            name = codecs.lookup(match[1].decode("ascii", "replace")).name
        except LookupError:
            return
        if name in _ENCODINGS:
            yield _ENCODINGS[name]


class _PageReader:
    """Goes through a page in the order of reading, and gathers the text of a line until it ends."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self._line: list[str] = []
        self._cells = 0
        self._path: list[int] = []
        """The numbers of the children on the way to the element at hand."""
        self._containers: list[tuple[int, ...]] = [()]
        """The ways to the blocks that it stands in."""

    def blocks(self) -> Iterator[PrintedBlock]:
        """The paragraphs and tables of the page."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        children = [0]
        for event, element in walk:
            is_root = element is self._root
            if event == "start":
                if not is_root:
                    self._path.append(children[-1])
                    children[-1] += 1
                children.append(0)
                if len(self._path) > MOST_NESTED:
                    raise Refusal(_("的内容层层嵌套，不像一份报告，没有打开。"))
                is_data = _is_data(element)
                if not is_seen(element) or element.tag in FIELDS or is_data:
                    walk.skip_subtree()
                yield from self._begin(element, is_data=is_data)
            else:
                yield from self._end(element)
                children.pop()
                if not is_root:
                    self._path.pop()
                    self._line.append(spaced(element.tail))

    def _begin(self, element: html.HtmlElement, *, is_data: bool) -> Iterator[PrintedBlock]:
        if not is_seen(element):
            return
        if element.tag in BLOCKS or element.tag == "br":
            yield from self._line_ended()
        if element.tag in BLOCKS:
            self._containers.append(tuple(self._path))
        if is_data:
            yield from self._table(element)
        elif element.tag not in FIELDS:
            self._line.append(spaced(element.text))

    def _end(self, element: html.HtmlElement) -> Iterator[PrintedBlock]:
        if is_seen(element) and element.tag in BLOCKS:
            yield from self._line_ended()
            self._containers.pop()

    def _line_ended(self) -> Iterator[PrintedBlock]:
        text = single_line_breaks("".join(self._line))
        self._line = []
        if text:
            yield PrintedText(text, within=self._containers[-1])

    def _table(self, table: html.HtmlElement) -> Iterator[PrintedBlock]:
        """A table; before it, as browsers show it, what stands between its rows."""
        if stray := single_line_breaks(" ".join(_between_rows(table))):
            yield PrintedText(stray, within=self._containers[-1])
        captions = [[cell_of_page(each)] for each in table.iterchildren("caption") if is_seen(each)]
        rows = [*captions, *(list(_row(row)) for row in _rows(table))]
        self._cells += sum(map(len, rows))
        if self._cells > MOST_CELLS:
            raise Refusal(_("里的表格远多于一份报告；请只保存报告所在的那一页。"))
        yield placed(rows, tuple(self._path))


def _is_data(element: html.HtmlElement) -> bool:
    """Whether an element is a table, and not one that only lays out what is in it."""
    if element.tag != "table" or next(element.iterdescendants("table"), None) is not None:
        return False
    return any(sum(1 for _cell in _cells(row)) > 1 for row in _rows(element))


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The rows of a table, whatever stands around them in it."""
    for row in table.iter("tr"):
        around = takewhile(lambda element: element is not table, row.iterancestors())
        if is_seen(row) and all(map(is_seen, around)):
            yield row


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The cells of a row; not those without a width, which office programs write to fill it up."""
    for cell in row.iter("td", "th"):
        is_filler = has_no_width(cell) and not cell.text_content().strip()
        if _row_of(cell) is row and is_seen(cell) and not is_filler:
            yield cell


def _row_of(cell: html.HtmlElement) -> html.HtmlElement | None:
    """The row that a cell stands in."""
    return next((e for e in cell.iterancestors() if e.tag in ("tr", "table", "td", "th")), None)


def _row(row: html.HtmlElement) -> Iterator[OpenCell]:
    """The cells of a row, and what stands between them as cells too: whose figure it is cannot be told."""
    cells = set(_cells(row))
    walk = etree.iterwalk(row, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            between = spaced(element.tail) if element is not row else ""
        elif element in cells:
            walk.skip_subtree()
            yield cell_of_page(element)
            continue
        elif element.tag in ("td", "th") or not is_seen(element):
            walk.skip_subtree()
            continue
        else:
            between = spaced(element.text)
        if between.strip():
            yield OpenCell(between.strip())


def _between_rows(table: html.HtmlElement) -> Iterator[str]:
    """The texts of a table that stand in none of its rows."""
    walk = etree.iterwalk(table, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not table:
                yield spaced(element.tail)
        elif element.tag in ("tr", "caption") or not is_seen(element):
            walk.skip_subtree()
        else:
            yield spaced(element.text)
