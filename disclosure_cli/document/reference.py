"""Takes the stationery from an office's own document: its styles, page, headers and footers.

A style is recognised by its name, as people see it in Word; one that the office's document does
not have is added as the standard has it. The text of that document is not looked at.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml.etree import _Element

from disclosure_cli.document.package import WORDPROCESSING, Part, Relation, office
from disclosure_cli.document.page import TEXT_WIDTH, footers, section_element
from disclosure_cli.document.stationery import Stationery, around, common_parts, common_relations
from disclosure_cli.document.styles import styles_element
from disclosure_cli.document.wordml import RELATIONS, qualified, serialised
from disclosure_cli.door import Kind, admitted
from disclosure_cli.errors import UnreadableDocument
from disclosure_cli.language import _

if TYPE_CHECKING:
    from docx.document import Document
    from docx.parts.document import DocumentPart

_KEPT = tuple(office(kind) for kind in ("header", "footer", "image"))
_IN_SECTION = ("headerReference", "footerReference", "pgSz", "pgMar", "pgBorders", "titlePg",
               "docGrid")  # fmt: skip
"""What is taken over of the section; columns, line numbers and foot notes are of the text."""
_LEAST_WIDTH = 4000
"""In twips, 7 cm: into a narrower type area the tables of the form do not go."""


def taken_from(path: Path) -> Stationery:
    """The stationery of the document in `path`, a .docx. Raises `UnreadableDocument`."""
    import docx

    admitted(path, Kind.DOCUMENT)
    try:
        return _stationery(docx.Document(str(path)))
    except Exception as error:  # python-docx and lxml let a dozen classes through
        raise UnreadableDocument(
            _(
                "无法从 {path} 取得样式和页面（{kind}）；请用 Word 或 WPS 把这个参照文件另存为 .docx。"
            ).format(path=path, kind=type(error).__name__)
        ) from error


def _stationery(document: Document) -> Stationery:
    part = document.part
    section = _section(part)
    parts, relations = common_parts(), common_relations()
    styles, ids = _with_ours(etree.fromstring(etree.tostring(document.styles.element)))
    numbering = [r for r in part.rels.values() if r.reltype == office("numbering")]
    parts.append(Part("word/styles.xml", f"{WORDPROCESSING}.styles+xml", serialised(styles)))
    relations.append(Relation("rIdStyles", office("styles"), "word/styles.xml"))
    for relation in numbering:
        parts += _with_what_it_uses(relation.target_part)
        relations.append(_relation(relation))
    used = {child.get(f"{{{RELATIONS}}}id") for child in section}
    for relation in part.rels.values():
        if relation.rId in used:
            parts += _with_what_it_uses(relation.target_part)
            relations.append(_relation(relation))
    odd_and_even = bool(document.settings.odd_and_even_pages_header_footer)
    if section.find(qualified("footerReference")) is None:
        # Even pages of their own would lose a header that the office has for all pages.
        own = footers() if odd_and_even else {"default": footers()["default"]}
        for added, relation in around(section, "footer", own):
            parts.append(added)
            relations.append(relation)
    unique = {each.name: each for each in parts}
    return Stationery(
        serialised(section),
        _text_width(section),
        tuple(unique.values()),
        tuple(relations),
        odd_and_even,
        ids,
    )


def _section(part: DocumentPart) -> _Element:
    """The last section of the document, with only what concerns the page."""
    found = part.element.body.find(qualified("sectPr"))
    section = etree.fromstring(etree.tostring(section_element() if found is None else found))
    for child in list(section):
        if child.tag not in [qualified(tag) for tag in _IN_SECTION]:
            section.remove(child)
    for own in section_element():
        if section.find(own.tag) is None:
            _add_in_order(section, own)
    if _text_width(section) < _LEAST_WIDTH:
        raise ValueError("no room for the tables")
    return section


def _add_in_order(section: _Element, child: _Element) -> None:
    """Add a child where the schema wants it: after the references, the size before the margins."""
    later = [qualified(tag) for tag in _IN_SECTION]
    later = later[later.index(child.tag) + 1 :]
    at = next((n for n, other in enumerate(section) if other.tag in later), len(section))
    section.insert(at, child)


def _text_width(section: _Element) -> int:
    size, margins = section.find(qualified("pgSz")), section.find(qualified("pgMar"))
    if size is None or margins is None:
        return TEXT_WIDTH

    def number(element: _Element, name: str) -> int:
        return round(float(element.get(qualified(name), "0")))

    sides = sum(number(margins, name) for name in ("left", "right", "gutter"))
    return number(size, "w") - sides


def _with_ours(theirs: _Element) -> tuple[_Element, dict[str, str]]:
    """Their styles, with those of ours that they lack; and our ids that are called otherwise."""
    by_name = {_name(style): style for style in theirs.iter(qualified("style"))}
    taken = {style.get(qualified("styleId"), "") for style in by_name.values()}
    ids: dict[str, str] = {}
    added = []
    for style in styles_element().iter(qualified("style")):
        own = style.get(qualified("styleId"), "")
        if _name(style) in by_name:
            ids[own] = by_name[_name(style)].get(qualified("styleId"), "")
            continue
        ids[own] = _free(own, taken)
        taken.add(ids[own])
        style.set(qualified("styleId"), ids[own])
        if qualified("default") in style.attrib:
            del style.attrib[qualified("default")]
        added.append(style)
    for style in added:
        for tag in ("basedOn", "link", "next"):
            for reference in style.iter(qualified(tag)):
                own = reference.get(qualified("val"), "")
                reference.set(qualified("val"), ids.get(own, own))
        theirs.append(copy.deepcopy(style))
    return theirs, {own: other for own, other in ids.items() if own != other}


def _name(style: _Element) -> tuple[str, str]:
    """The type of a style and its name, which Word compares without regard to case."""
    name = style.find(qualified("name"))
    text = "" if name is None else name.get(qualified("val"), "")
    return style.get(qualified("type"), "paragraph"), text.lower()


def _free(own: str, taken: set[str]) -> str:
    """An id that no other style has."""
    while own in taken:
        own += "_"
    return own


def _relation(relation: Any) -> Relation:
    return Relation(relation.rId, relation.reltype, str(relation.target_part.partname).lstrip("/"))


def _with_what_it_uses(part: Any) -> Iterator[Part]:
    """A header, footer or numbering with its pictures, as they stand."""
    relations = []
    for relation in part.rels.values():
        if relation.reltype in _KEPT and not relation.is_external:
            relations.append(_relation(relation))
            yield from _with_what_it_uses(relation.target_part)
    name = str(part.partname).lstrip("/")
    yield Part(name, part.content_type, part.blob, tuple(relations))
