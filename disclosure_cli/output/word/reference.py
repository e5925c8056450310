"""Takes an office's own document for the base: its styles, page, headers and footers.

The text of that document is not looked at, and whatever else it brings along (its authors, comments,
custom data) is left behind.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn

from disclosure_cli.container import read_container
from disclosure_cli.errors import UnreadableDocument
from disclosure_cli.i18n import _
from disclosure_cli.output.word.reference_page import (
    complete_page,
    footers,
    has_page_number,
    headers,
    keep_main_section,
    page_size,
    type_area,
)
from disclosure_cli.output.word.reference_styles import font_size, match_styles
from disclosure_cli.output.word.styles import DATE, SIGNATURE, TITLE, PageLooks
from disclosure_cli.package import (
    CONTENT_TYPES,
    FileKind,
    Package,
    Relation,
    relations_name,
    relations_part,
)

if TYPE_CHECKING:
    from docx.document import Document

_PARSED = ("officeDocument", "styles", "settings", "numbering", "header", "footer", "comments")
"""The kinds of parts that python-docx parses; all others it only holds."""
_MAIN = PackURI(f"/{FileKind.DOCUMENT.value}")
_KEPT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.NUMBERING,
)
"""What is kept of the parts that the document uses itself."""
_NEEDED = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.THEME}
"""What comes from the base where the document has none; python-docx would have styles of its own."""
_KEPT_AROUND = (RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK)
"""What is kept of the parts that its headers, footers and numbering use."""


class TakenOver(NamedTuple):
    """What of an office's document a report has."""

    page: tuple[int, int] | None
    """Its width and height in millimetres; None where that document does not say them."""
    section: int
    """Which section that page is of, from 1."""
    sections: int
    """How many the document has."""
    header: bool
    footer: bool
    number_in_header: bool
    number_in_footer: bool
    styles: tuple[str, ...]
    """The names of the paragraph styles that are its own."""


class ReferenceDocument(NamedTuple):
    """A document without text, for the body of a report."""

    document: Document
    looks: PageLooks = PageLooks()
    styles: Mapping[str, str] = MappingProxyType({})
    """Its ids of our styles, by ours; those that are not here are the same."""


def open_reference(path: Path, base: Document) -> tuple[ReferenceDocument, TakenOver]:
    """The document in `path`, a .docx, ready for a body; what it lacks comes from the base.

    With it, what of it was taken.

    Raises `UnreadableDocument`.
    """
    package = read_container(path, FileKind.DOCUMENT)
    assert isinstance(package, Package)  # Of this kind, there is nothing else.
    content = _checked(package)
    try:
        return _emptied(docx.Document(io.BytesIO(content)), base)
    except Exception as error:  # python-docx lets a dozen classes through
        raise UnreadableDocument(
            _(
                "无法从 {path} 取得样式和页面（{kind}）；请用 Word 或 WPS 把这个参照文件另存为 .docx。"
            ).format(path=path, kind=type(error).__name__)
        ) from error


def _checked(package: Package) -> bytes:
    """A package with what the main part uses, as python-docx finds it: by names that are the same.

    The properties of the document, to which only the package itself is related, stay behind. Raises
    `UnreadableDocument`.
    """
    main = Relation("rId1", RELATIONSHIP_TYPE.OFFICE_DOCUMENT, package.main, False)
    main = next((each for each in package.relations("") if each.target == package.main), main)
    relations = {"": [main]}
    parts = {CONTENT_TYPES: package.part(CONTENT_TYPES)}
    ahead = [main]
    while ahead:
        part = ahead.pop()
        if part.is_external or part.target in parts:
            continue
        read = package.part if part.kind in _PARSED else package.blob
        parts[part.target] = read(part.target)
        relations[part.target] = package.relations(part.target)
        ahead += relations[part.target]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
        for source, own in relations.items():
            if own:
                archive.writestr(relations_name(source), relations_part(own))
    return target.getvalue()


def _emptied(document: Document, base: Document) -> tuple[ReferenceDocument, TakenOver]:
    document.part.partname = _MAIN  # Some programs call it otherwise.
    odd_and_even = document.settings.odd_and_even_pages_header_footer
    document.settings.element[:] = list(base.settings.element)
    document.settings.odd_and_even_pages_header_footer = odd_and_even
    document.element[:] = [document.element.body]  # A background is drawn around the text.
    number, count = keep_main_section(document)
    page = page_size(document)
    complete_page(document, base)
    own = {relation.reltype for relation in document.part.rels.values()}
    for kind in _NEEDED - own:
        document.part.relate_to(base.part.part_related_by(kind), kind)
    matched = match_styles(document, base)
    _leave_behind_the_rest(document)
    fonts = base.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    sizes = [font_size(document, matched.ids[each.id]) for each in (TITLE, SIGNATURE, DATE)]
    looks = PageLooks(type_area(document), sizes[0], max(sizes[1:]))
    above, below = headers(document), footers(document)
    taken = TakenOver(
        page=page,
        section=number,
        sections=count,
        header=bool(above),
        footer=bool(below),
        number_in_header=any(map(has_page_number, above)),
        number_in_footer=any(map(has_page_number, below)),
        styles=matched.taken if RELATIONSHIP_TYPE.STYLES in own else (),
    )
    return ReferenceDocument(document, looks, matched.ids), taken


def _leave_behind_the_rest(document: Document) -> None:
    """Drop what the document brings along beside its looks."""
    part: Any = document.part
    around = {child.get(qn("r:id")) for child in document.element.body[-1]}
    for relation in list(part.rels.values()):
        if relation.rId in around or relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            _keep_pictures(relation.target_part)
        elif relation.reltype not in _KEPT:
            del part.rels[relation.rId]
        elif relation.reltype != RELATIONSHIP_TYPE.THEME:
            # The settings are ours by now, and do not use the office's template any more.
            relation.target_part.rels.clear()
    for relation in list(part.package.rels.values()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del part.package.rels[relation.rId]


def _keep_pictures(part: Any) -> None:
    """Leave of a header, footer or numbering its text, pictures and links."""
    dropped = {r.rId for r in part.rels.values() if r.reltype not in _KEPT_AROUND}
    for name in dropped:
        del part.rels[name]
    for element in list(part.element.iter()) if dropped else ():
        if dropped & set(element.attrib.values()) and element.getparent() is not None:
            run = next(element.iterancestors(qn("w:r")), element)
            run.getparent().remove(run)
