"""A PDF as a printed document, through pdfplumber: the ruled tables and the lines of text of its pages.

Rules make the cells of a table. What becomes of the lines, and of tables that run over pages, says `pdf_layout`.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, Any

from disclosure_cli.i18n import _
from disclosure_cli.package import Refusal
from disclosure_cli.published.pdf_layout import (
    BEGINNING,
    SAME_RULE,
    PdfLine,
    PdfPage,
    RuledTable,
    blocks_of,
)
from disclosure_cli.published.printed_document import (
    PrintedCell,
    PrintedDocument,
    PrintedTable,
)

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF
    from pdfplumber.table import Table

MOST_PAGES = 200
MOST_CHARACTERS = 100_000  # In all pages together. The report of a province has 20,000.
MOST_CONTENT = 4 * 2**20  # Bytes that draw one page, unpacked; of a table, a hundredth of it.
MOST_UNPACKED = 64 * 2**20  # Bytes of any stream but a picture, as of a font.
MOST_CROSSINGS = 15_000  # Upright rules of a page by level ones; a page of tables has 1,000.
FEWEST_CHARACTERS = 20  # On a page, on average: below, pictures are what the pages show.

_HEIGHT = 8.0  # Points that a character of whatever size gets above its base line.
_CELL_GAP, _LINE_GAP = 0.2, 1.5  # In sizes: what is a space; a justified line has wide gaps.
_UNKNOWN = re.compile(r"\(cid:\d+\)")  # What the library says for what the font does not tell.
_PACKED = re.compile(rb"stream\r?\n(?=x[\x01^\x9c\xda]|H\x89|h\xde)")  # With a head of zlib.
_RADICALS = {n: ord(unicodedata.normalize("NFKC", chr(n))) for n in range(0x2F00, 0x2FD6)}
"""Radicals by the characters that look the same: browsers write ⼀ and ⻓ for 一 and 长."""
_RADICALS |= str.maketrans(
    "⼾⺒⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳㬵",
    "户巳母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟胶",
)


def pdf_document(content: bytes) -> PrintedDocument:
    """What a PDF prints: its paragraphs and ruled tables, without page numbers and running heads.

    Raises `Refusal` for what cannot be read, or is no report: damaged, locked with a password,
    scanned, without text, too long. Needs pdfplumber, and says so where it is missing.
    """
    if find_spec("pdfplumber") is None:
        reason = _(
            "是 PDF 文件；请给出 .docx 或填好的 .xlsx"
            "（命令行版安装 pdfplumber 后可以读取：pip install 'disclosure[pdf]'）。"
        )
        raise Refusal(reason)
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError

    for library in ("pdfminer", "pdfplumber"):  # They log what they put up with, page by page.
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        title, has_pictures, pages = _read(pdfplumber.open(io.BytesIO(content)), content)
    except Refusal:
        raise
    # Whatever a damaged file leads the libraries to: besides errors of their own these are KeyError,
    # TypeError, AssertionError, struct.error, RecursionError and others, and the list grows.
    except Exception as error:
        if any(isinstance(each, PDFEncryptionError) for each in (error, *error.args)):
            raise Refusal(_("是 PDF 文件，加了密码，无法读取；请取消密码后另存。")) from error
        raise Refusal(
            _("是 PDF 文件，已损坏或不完整；请重新获取，或给出 .docx 或网页。")
        ) from error
    blocks = blocks_of(pages)
    return PrintedDocument(tuple(blocks), title, has_pictures)


def _read(pdf: PDF, content: bytes) -> tuple[str, bool, list[PdfPage]]:
    """The title, whether there are pictures, and the pages. Raises also whatever the library does."""
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import dict_value, int_value

    count = sum(1 for _page in islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1))
    if count > MOST_PAGES:
        says = _("是 PDF 文件，超过 {most} 页，远多于一份报告；请只给出报告本身。")
        raise Refusal(says.format(most=MOST_PAGES))
    counted = int_value(dict_value(pdf.doc.catalog.get("Pages")).get("Count", 0))
    if not count or count < counted or b"%%EOF" not in content[-2048:]:
        raise ValueError("cut off")  # Of such a file the library reads what it finds.
    if not pdf.doc.encryption:
        _check_streams(content)
    pages: list[PdfPage] = []
    characters = unknown = pictures = 0
    for page in pdf.pages:
        edges = _edges(page)
        characters += len(page.chars)
        unknown += sum(1 for each in page.chars if _UNKNOWN.fullmatch(each["text"]))
        pictures += len(page.images)
        if characters > MOST_CHARACTERS:
            raise Refusal(_("是 PDF 文件，文字远多于一份报告，没有读完；请只给出报告本身。"))
        pages.append(_page(page, edges))
        page.close()  # It holds a hundred times what is kept of it.
    if pictures and characters < FEWEST_CHARACTERS * len(pages):
        reason = _(
            "是扫描的 PDF（只有图片，没有文字）；请给出 .docx、网页，或由 Word 直接导出的 PDF。"
        )
    elif not characters:
        reason = _("是没有文字的 PDF；请给出 .docx、网页，或由 Word 直接导出的 PDF。")
    elif unknown > characters / 10:
        reason = _("是 PDF 文件，文字无法辨认（字体没有对照表）；请给出 .docx 或网页。")
    else:
        title = pdf.metadata.get("Title")
        return title if isinstance(title, str) else "", pictures > 0, pages
    raise Refusal(reason)


def _check_streams(content: bytes) -> None:
    """That what is packed is whole: of a damaged stream the library makes one that is empty or wrong."""
    for piece in content.split(b"endstream")[:-1]:
        found = _PACKED.search(piece)
        if found and b"/Image" not in piece[: found.start()].rpartition(b" obj")[2]:
            stream = zlib.decompressobj()
            stream.decompress(piece[found.end() :], MOST_UNPACKED)
            if not stream.eof:
                raise ValueError("damaged stream")


def _edges(page: Page) -> list[dict[str, Any]]:
    """The rules of a page, as the library joins them: no more than it can work through."""
    from pdfminer.pdftypes import stream_value
    from pdfplumber.table import merge_edges
    from pdfplumber.utils.geometry import filter_edges

    size = sum(len(stream_value(each).get_data()) for each in page.page_obj.contents)
    # What is filled is the ground of a cell, unless it is thin, or another rectangle is cut out of it.
    page.objects["rect"] = [
        r for r in page.rects if r["stroke"] or r["evenodd"] or min(r["width"], r["height"]) < 6
    ]
    drawn = filter_edges(page.vertical_edges + page.horizontal_edges, min_length=1)
    edges = filter_edges(merge_edges(drawn, *[SAME_RULE] * 4), min_length=SAME_RULE)
    rules = Counter(edge["orientation"] for edge in edges)
    if size > MOST_CONTENT or rules["v"] * rules["h"] > MOST_CROSSINGS:
        says = _("是 PDF 文件，第 {page} 页的线条太多，无法辨认表格；请给出 .docx 或网页。")
        raise Refusal(says.format(page=page.page_number))
    return edges


def _page(page: Page, edges: Sequence[dict[str, Any]]) -> PdfPage:
    """The lines and tables of a page."""
    page.objects["char"] = list(_characters(page.chars))
    tables = page.find_tables({"explicit_horizontal_lines": list(_ends(edges))})
    boxes = [box for table in tables for box in table.cells]

    def is_outside(each: dict[str, Any]) -> bool:
        x, y = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
        return not any(x0 <= x < x1 and top <= y < bottom for x0, top, x1, bottom in boxes)

    lines = page.filter(is_outside).extract_text_lines(x_tolerance_ratio=_LINE_GAP)
    items: list[PdfLine | RuledTable] = [*map(_line, lines), *map(_ruled, tables)]
    return PdfPage(page.width, page.height, tuple(sorted(items, key=lambda item: item.base)))


def _ends(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rules that close the uppermost and lowest cells, which browsers leave open at the end of a page."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for side, outermost in (("top", min), ("bottom", max)):
        y = outermost((edge[side] for edge in upright), default=0)
        places = [edge["x0"] for edge in upright if abs(edge[side] - y) <= SAME_RULE]
        if places:
            x0, x1 = min(places), max(places)
            rule = {"x0": x0, "x1": x1, "width": x1 - x0, "top": y, "bottom": y}
            yield {"object_type": "line", **rule}


def _characters(drawn: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The characters of a page, each once, and all of a line at one height.

    Some programs draw a bold character twice, a little apart. The library tells lines by the tops of
    their characters, which differ by font and size; the base line does not.
    """
    seen: set[tuple[str, int, int]] = set()
    for each in drawn:
        text = _UNKNOWN.sub("\ufffd", each["text"]).translate(_RADICALS)
        x, y = int(each["x0"]), int(each["top"])
        if any((text, x + dx, y + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            continue
        seen.add((text, x, y))
        base = each["bottom"] - (each["matrix"][5] - each["y0"])
        place = {"top": base - _HEIGHT, "bottom": base} if each["upright"] else {}
        yield {**each, **place, "text": text}


def _line(found: dict[str, Any]) -> PdfLine:
    """A line as the library found it."""
    text, first = found["text"], found["chars"][0]
    last = found["chars"][: next(BEGINNING.finditer(text)).end()][-1]
    beginning = last["x1"] - first["x0"]
    return PdfLine(text, found["x0"], found["x1"], found["bottom"], first["size"], beginning)


def _ruled(table: Table) -> RuledTable:
    """A table as the library found it; a cell covers the rows and columns between its edges."""
    edges = sorted({x for left, _top, right, _bottom in table.cells for x in (left, right)})
    levels = sorted({y for _left, top, _right, bottom in table.cells for y in (top, bottom)})
    cells = []
    for row, texts in zip(table.rows, table.extract(x_tolerance_ratio=_CELL_GAP), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is not None:
                column, end = edges.index(box[0]), edges.index(box[2])
                top, bottom = levels.index(box[1]), levels.index(box[3])
                cells.append(PrintedCell(text or "", top, column, bottom - top, end - column))
    sizes = [c["size"] for c in table.page.chars if levels[0] < c["bottom"] < levels[-1]]
    return RuledTable(PrintedTable(tuple(cells)), tuple(edges), levels[0], median(sizes or [0]))
