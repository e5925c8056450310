"""Takes an office's own document for the base: its styles, page, headers and footers.

A style is recognised by its name, as people see it in Word; one that the office's document does
not have is added as the standard has it. The text of that document is not looked at, and whatever
else it brings along (its authors, comments, custom data) is left behind.
"""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.shared import Twips

from disclosure_cli.container import read_container
from disclosure_cli.errors import UnreadableDocument
from disclosure_cli.i18n import _
from disclosure_cli.output.word.base import number_pages
from disclosure_cli.output.word.styles import PAGE, TypeArea
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
_KEPT_AROUND = (RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK)
"""What is kept of the parts that its headers, footers and numbering use."""
_IN_SECTION = ("w:headerReference", "w:footerReference", "w:pgSz", "w:pgMar", "w:pgBorders",
               "w:titlePg", "w:docGrid")  # fmt: skip
"""What is kept of the section; columns, line numbers and foot notes are of the text."""
_LEAST_WIDTH = Twips(4000)
"""7 cm: into a narrower type area the tables of the form do not go."""


class ReferenceDocument(NamedTuple):
    """An office's document without its text."""

    document: Document
    area: TypeArea
    """Of each page."""
    styles: dict[str, str]
    """Our ids of styles that are called otherwise in it, and their ids there."""


def open_reference(path: Path, base: Document) -> ReferenceDocument:
    """The document in `path`, a .docx, ready for a body; what it lacks comes from the base.

    Raises `UnreadableDocument`.
    """
    package = read_container(path, FileKind.DOCUMENT)
    assert isinstance(package, Package)  # Legacy files are workbooks.
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


def _emptied(document: Document, base: Document) -> ReferenceDocument:
    document.part.partname = _MAIN  # Some programs call it otherwise.
    odd_and_even = document.settings.odd_and_even_pages_header_footer
    document.settings.element[:] = list(base.settings.element)
    document.settings.odd_and_even_pages_header_footer = odd_and_even
    _keep_the_section(document, base)
    styles = _add_our_styles(document, base)
    _leave_behind_the_rest(document)
    fonts = base.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    if document.element.body[-1].find(qn("w:footerReference")) is None:
        # Even pages of their own would lose a header that the office has for all pages.
        number_pages(document, odd_and_even=odd_and_even)
    return ReferenceDocument(document, _type_area(document), styles)


def _keep_the_section(document: Document, base: Document) -> None:
    """Leave of the body the last section, and of that what concerns the page."""
    body = document.element.body
    properties = body.get_or_add_sectPr()
    body[:] = [properties]
    kept = [qn(tag) for tag in _IN_SECTION]
    properties[:] = [child for child in properties if child.tag in kept]
    ours, section = base.sections[0], document.sections[0]
    for length in PAGE:
        if getattr(section, length) is None:
            setattr(section, length, getattr(ours, length))


def _type_area(document: Document) -> TypeArea:
    """What a page holds, in twips. Raises `ValueError` where the tables do not go into it."""
    section = document.sections[0]
    across = (section.page_width, section.left_margin, section.right_margin, section.gutter)
    down = (section.page_height, section.top_margin, section.bottom_margin)
    width, left, right, gutter = (length or Twips(0) for length in across)
    height, top, bottom = (length or Twips(0) for length in down)
    room = Twips(0) + width - left - right - gutter
    if room < _LEAST_WIDTH:
        raise ValueError("no room for the tables")
    # A negative margin lets a header run into the text.
    return TypeArea(round(room / Twips(1)), round((height - abs(top) - abs(bottom)) / Twips(1)))


def _add_our_styles(document: Document, base: Document) -> dict[str, str]:
    """Add those of our styles that the document lacks; our ids that are called otherwise there."""
    theirs = document.styles.element
    by_name = {_name(style): style for style in theirs.iter(qn("w:style"))}
    taken = {style.get(qn("w:styleId"), "") for style in by_name.values()}
    ids: dict[str, str] = {}
    added = []
    for style in base.styles.element.iter(qn("w:style")):
        own = style.get(qn("w:styleId"), "")
        if _name(style) in by_name:
            ids[own] = by_name[_name(style)].get(qn("w:styleId"), "")
            continue
        ids[own] = _free(own, taken)
        taken.add(ids[own])
        added.append(copy.deepcopy(style))
        added[-1].set(qn("w:styleId"), ids[own])
        added[-1].attrib.pop(qn("w:default"), None)
    for style in added:
        for tag in ("w:basedOn", "w:link", "w:next"):
            for reference in style.iter(qn(tag)):
                own = reference.get(qn("w:val"), "")
                reference.set(qn("w:val"), ids.get(own, own))
        theirs.append(style)
    return {own: other for own, other in ids.items() if own != other}


def _name(style: Any) -> tuple[str, str]:
    """The type of a style and its name, which Word compares without regard to case."""
    name = style.find(qn("w:name"))
    text = "" if name is None else name.get(qn("w:val"), "")
    return style.get(qn("w:type"), "paragraph"), text.lower()


def _free(own: str, taken: set[str]) -> str:
    """An id that no other style has."""
    while own in taken:
        own += "_"
    return own


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
