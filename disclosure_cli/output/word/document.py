"""A Word document: python-docx opens the base, takes the body, and saves."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from disclosure_cli.files import reproducible
from disclosure_cli.output.blocks import DRAFT_MARK, Composition
from disclosure_cli.output.word.base import add_paragraph, parsed
from disclosure_cli.output.word.base_package import (
    LANGUAGE,
    AddedPart,
    added_charts,
    document_properties,
    read_base,
)
from disclosure_cli.output.word.body import body
from disclosure_cli.output.word.reference import ReferenceDocument, TakenOver, open_reference
from disclosure_cli.output.word.reference_page import number_unnumbered_pages
from disclosure_cli.output.word.styles import DRAFT
from disclosure_cli.output.word.wordml import run

if TYPE_CHECKING:
    from docx.document import Document


def docx_bytes(
    composition: Composition, *, draft: bool = False, reference: Path | None = None
) -> bytes:
    """The .docx of what was composed; as a draft, with 草稿 on every page.

    In the styles and on the page of `reference`, a .docx, where one is given; raises
    `UnreadableDocument` for what is none. The same composition gives the same bytes: neither the
    clock nor the machine has a part in them.
    """
    base = _base()
    house = open_reference(reference, base)[0] if reference else ReferenceDocument(base)
    document = house.document
    for chart in added_charts(composition):
        _add_part(document.part, chart)
    if draft:
        _mark_as_draft(document)
    number_unnumbered_pages(document)
    _set_body(document, body(composition.blocks, house.looks), house.styles)
    _set_properties(document, composition)
    target = io.BytesIO()
    document.save(target)
    return reproducible(target.getvalue())


def taken_over(reference: Path) -> TakenOver:
    """What the reports in the looks of `reference` have of it. Raises `UnreadableDocument`."""
    _document, taken = open_reference(reference, _base())
    return taken


def _base() -> Document:
    return docx.Document(io.BytesIO(read_base()))


def _set_body(document: Document, content: Element, styles: Mapping[str, str]) -> None:
    """Put a `w:body` before the properties of the section; `styles` are our ids in this document."""
    made = parsed(content)
    for use in made.iter(*map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle"))) if styles else ():
        own = use.get(qn("w:val"))
        use.set(qn("w:val"), styles.get(own, own))
    made.append(document.element.body.sectPr)
    document.element.replace(document.element.body, made)


def _set_properties(document: Document, composition: Composition) -> None:
    own = document_properties(composition)
    properties = document.core_properties
    properties.title = own.title
    properties.author = properties.last_modified_by = own.author
    properties.language = LANGUAGE
    properties.created = properties.modified = own.made


def _add_part(user: Part, added: AddedPart) -> None:
    """Add a part that another one uses, with those that it uses itself."""
    part = Part(PackURI(f"/{added.name}"), added.content_type, added.content, user.package)
    for each in added.uses:
        _add_part(part, each)
    user.load_rel(added.relation_type, part, added.relation)


def _mark_as_draft(document: Document) -> None:
    """Head every page with 草稿."""
    section = document.sections[-1]
    headers = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    for header in headers:
        header.is_linked_to_previous = True  # Drops what an office has there.
        add_paragraph(document, header, DRAFT, run(DRAFT_MARK))
