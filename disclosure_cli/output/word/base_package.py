"""The base as a package: what a document adds to it, and a document made of that without python-docx.

The same bytes as python-docx saves, by the standard library alone: for where lxml does not exist, as in
a page of a browser.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from disclosure_cli.files import packed
from disclosure_cli.output.blocks import DRAFT_MARK, Block, Chart, Composition
from disclosure_cli.output.word import charts
from disclosure_cli.output.word.body import body
from disclosure_cli.output.word.styles import DRAFT, PageLooks
from disclosure_cli.output.word.wordml import (
    RELATIONS,
    paragraph,
    qualified,
    run,
    serialised,
    visible_in_xml,
    w,
)
from disclosure_cli.package import CONTENT_TYPES, FileKind, relations_name

LANGUAGE = "zh-CN"
_LONGEST_PROPERTY = 255
"""Characters that Word takes in a property; a longer title stands in full on the first page."""

_KINDS = "application/vnd.openxmlformats-officedocument"
_CHART, _BOOK = f"{_KINDS}.drawingml.chart+xml", f"{_KINDS}.spreadsheetml.sheet"
_HEADER = f"{_KINDS}.wordprocessingml.header+xml"
_DOCUMENT, _FOOTER, _CORE = FileKind.DOCUMENT.value, "word/footer1.xml", "docProps/core.xml"
_RELATIONS = relations_name(_DOCUMENT)
_PROPERTIES = (
    "<dc:title>{title}</dc:title><dc:subject/><dc:creator>{author}</dc:creator>"
    "<cp:keywords/><dc:description/><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
    "<cp:revision>1</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified>'
    f"<cp:category/><dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
)


class DocumentProperties(NamedTuple):
    """What a document says of itself, as much of it as Word takes."""

    title: str
    author: str
    made: dt.datetime


class AddedPart(NamedTuple):
    """A part that the base lacks, and the relation by which another one uses it."""

    name: str
    content_type: str
    content: bytes
    relation: str
    relation_type: str
    uses: tuple[AddedPart, ...] = ()


@cache
def read_base() -> bytes:
    """`base.docx`, on which every report is typeset."""
    return (files(__package__) / "base.docx").read_bytes()


def document_properties(composition: Composition) -> DocumentProperties:
    """What the document of a composition says of itself; its date is that of the report."""
    title = visible_in_xml(composition.title)[:_LONGEST_PROPERTY]
    author = visible_in_xml(composition.author)[:_LONGEST_PROPERTY]
    return DocumentProperties(title, author, dt.datetime.combine(composition.date, dt.time()))


def added_charts(composition: Composition) -> list[AddedPart]:
    """The drawings of its charts; each uses the workbook with its figures."""
    blocks = (block for block in composition.blocks if isinstance(block, Chart))
    return [_added_chart(chart, composition.date) for chart in blocks]


def _added_chart(chart: Chart, date: dt.date) -> AddedPart:
    name, content = f"word/embeddings/{chart.key}.xlsx", charts.chart_workbook(chart, date)
    book = AddedPart(name, _BOOK, content, charts.BOOK_RELATION, f"{RELATIONS}/package")
    name, content = f"word/charts/{chart.key}.xml", charts.chart_xml(chart, date)
    relation = charts.chart_relation(chart)
    return AddedPart(name, _CHART, content, relation, f"{RELATIONS}/chart", (book,))


def docx_without_lxml(composition: Composition, *, draft: bool = False) -> bytes:
    """The .docx of what was composed, as `document.docx_bytes` makes it without a reference."""
    with zipfile.ZipFile(io.BytesIO(read_base())) as base:
        parts = {name: base.read(name).decode() for name in base.namelist()}
    drawings = added_charts(composition)
    headers = _headers(parts[_FOOTER]) if draft else {}
    used = [*drawings, *headers.values()]
    added = [*used, *(book for drawing in drawings for book in drawing.uses)]
    nothing_related = _root(parts[_RELATIONS]) + "</Relationships>"
    changed = {
        CONTENT_TYPES: _typed(parts[CONTENT_TYPES], added),
        _CORE: _described(parts[_CORE], document_properties(composition)),
        _DOCUMENT: _filled(parts[_DOCUMENT], composition.blocks, headers),
        _RELATIONS: _related(parts[_RELATIONS], _DOCUMENT, used),
        **{relations_name(d.name): _related(nothing_related, d.name, d.uses) for d in drawings},
    }
    return packed(parts | changed | {part.name: part.content for part in added})


def _root(part: str) -> str:
    """A part up to the end of the tag of its root, which follows the XML declaration."""
    return part[: part.index(">", part.index("?>") + 2) + 1]


def _headers(footer: str) -> dict[str, AddedPart]:
    """草稿 above odd and even pages, by the pages. The root is that of a footer, but for its name."""
    root = _root(footer).replace("<w:ftr", "<w:hdr")
    mark = _written_below(root, paragraph(DRAFT.id, run(DRAFT_MARK)))
    content = f"{root}{mark}</w:hdr>".encode()
    # The first names of parts and relations that the base leaves free.
    named = {"default": ("word/header1.xml", "rId6"), "even": ("word/header2.xml", "rId7")}
    return {
        pages: AddedPart(name, _HEADER, content, relation, f"{RELATIONS}/header")
        for pages, (name, relation) in named.items()
    }


def _filled(document: str, blocks: Iterable[Block], headers: Mapping[str, AddedPart]) -> str:
    """The document with its text before the properties of its section, which name the headers."""
    section = ElementTree.fromstring(document)[0][0]
    page = [child.tag for child in section].index(qualified("pgSz"))
    section[page:page] = [_reference(pages, header) for pages, header in headers.items()]
    content = body(blocks, PageLooks())
    content.append(section)
    root = _root(document)
    return f"{root}{_written_below(root, content)}</w:document>"


def _reference(pages: str, header: AddedPart) -> Element:
    reference = w("headerReference", type=pages)
    reference.set(f"{{{RELATIONS}}}id", header.relation)
    return reference


def _written_below(root: str, tree: Element) -> str:
    """A tree as lxml writes it below this root, whose namespaces are not declared again."""
    tag, end, rest = serialised(tree).decode().partition(">")
    own = re.sub(" xmlns:[^ ]+", lambda declared: "" if declared[0] in root else declared[0], tag)
    # Only a tag ends like this: > is escaped in texts and attributes.
    written = f"{own}{end}{rest}".replace(" />", "/>").replace("&#09;", "&#9;")
    # In attributes it is escaped; in a text a parser takes it for a line feed.
    return written.replace("\r", "\n")


def _described(core: str, properties: DocumentProperties) -> str:
    """The properties of the base with those of the document."""
    title, author = (escape(each, {"\r": "&#13;"}) for each in properties[:2])
    date = f"{properties.made:%Y-%m-%dT%H:%M:%SZ}"
    return _root(core) + _PROPERTIES.format(title=title, author=author, date=date)


def _related(relations: str, user: str, used: Iterable[AddedPart]) -> str:
    """The relations of a part, with those to the added parts that it uses."""
    folder = posixpath.join("/", posixpath.dirname(user))
    lines = "".join(
        f'<Relationship Id="{part.relation}" Type="{part.relation_type}"'
        f' Target="{posixpath.relpath(f"/{part.name}", folder)}"/>'
        for part in used
    )
    return relations.replace("</Relationships>", f"{lines}</Relationships>")


def _typed(types: str, added: Iterable[AddedPart]) -> str:
    """The content types in order, with those of the added parts among them."""
    lines = {*re.findall("<(?:Default|Override) .*?/>", types), *map(_type, added)}
    return f"{_root(types)}{''.join(sorted(lines))}</Types>"


def _type(part: AddedPart) -> str:
    """The content type of a part: of workbooks by their extension, of all else by name."""
    if part.content_type == _BOOK:
        return f'<Default Extension="xlsx" ContentType="{_BOOK}"/>'
    return f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>'
