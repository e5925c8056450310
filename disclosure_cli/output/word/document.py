"""A Word document: python-docx opens the base, takes the body, and saves."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from disclosure_cli.files import reproducible
from disclosure_cli.output.blocks import DRAFT_MARK, Chart, Composition
from disclosure_cli.output.word.base import add_paragraph, parsed
from disclosure_cli.output.word.body import body
from disclosure_cli.output.word.charts import (
    BOOK_RELATION,
    chart_relation,
    chart_workbook,
    chart_xml,
)
from disclosure_cli.output.word.reference import ReferenceDocument, TakenOver, open_reference
from disclosure_cli.output.word.reference_page import number_unnumbered_pages
from disclosure_cli.output.word.styles import DRAFT
from disclosure_cli.output.word.wordml import run, visible_in_xml

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST_PROPERTY = 255
"""Characters that Word takes in a property; a longer title stands in full on the first page."""


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
    for block in composition.blocks:
        if isinstance(block, Chart):
            _add_chart(document, block, composition.date)
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
    return docx.Document(io.BytesIO(_base_bytes()))


@cache
def _base_bytes() -> bytes:
    return (files(__package__) / "base.docx").read_bytes()


def _set_body(document: Document, content: Element, styles: Mapping[str, str]) -> None:
    """Put a `w:body` before the properties of the section; `styles` are our ids in this document."""
    made = parsed(content)
    for use in made.iter(*map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle"))) if styles else ():
        own = use.get(qn("w:val"))
        use.set(qn("w:val"), styles.get(own, own))
    made.append(document.element.body.sectPr)
    document.element.replace(document.element.body, made)


def _set_properties(document: Document, composition: Composition) -> None:
    author = visible_in_xml(composition.author)[:_LONGEST_PROPERTY]
    properties = document.core_properties
    properties.title = visible_in_xml(composition.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    properties.language = "zh-CN"
    properties.created = properties.modified = dt.datetime.combine(composition.date, dt.time())


def _add_chart(document: Document, chart: Chart, date: dt.date) -> None:
    """Add the parts of a chart, its drawing and the workbook with its figures."""
    package = document.part.package
    book = Part(
        PackURI(f"/word/embeddings/{chart.key}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        chart_workbook(chart, date),
        package,
    )
    drawing = Part(
        PackURI(f"/word/charts/{chart.key}.xml"),
        CONTENT_TYPE.DML_CHART,
        chart_xml(chart, date),
        package,
    )
    drawing.load_rel(RELATIONSHIP_TYPE.PACKAGE, book, BOOK_RELATION)
    document.part.load_rel(RELATIONSHIP_TYPE.CHART, drawing, chart_relation(chart))


def _mark_as_draft(document: Document) -> None:
    """Head every page with 草稿."""
    section = document.sections[-1]
    headers = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    for header in headers:
        header.is_linked_to_previous = True  # Drops what an office has there.
        add_paragraph(document, header, DRAFT, run(DRAFT_MARK))
