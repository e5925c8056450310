"""A report as a Word document: python-docx opens the base, takes the body, and saves."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from disclosure_cli.files import reproducible
from disclosure_cli.model.report import Report
from disclosure_cli.output.blocks import compose
from disclosure_cli.output.charts import Chart
from disclosure_cli.output.titles import title
from disclosure_cli.output.word.base import parsed, write_around
from disclosure_cli.output.word.body import body
from disclosure_cli.output.word.charts import (
    BOOK_RELATION,
    chart_relation,
    chart_workbook,
    chart_xml,
)
from disclosure_cli.output.word.page import TEXT_WIDTH
from disclosure_cli.output.word.reference import Reference, taken_from
from disclosure_cli.output.word.styles import DRAFT
from disclosure_cli.output.word.wordml import run, visible_in_xml

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST_PROPERTY = 255
"""Characters that Word takes in a property; a longer title stands in full on the first page."""


def docx_bytes(
    report: Report, *, draft: bool = False, charts: bool = False, reference: Path | None = None
) -> bytes:
    """The .docx of a report; as a draft, with 草稿 on every page; on request with its charts.

    In the styles and on the page of `reference`, a .docx, where one is given; raises
    `UnreadableDocument` for what is none. The same report gives the same bytes. Whether the report
    holds is not asked here: see `rules`.
    """
    base = official()
    paper = taken_from(reference, base) if reference else Reference(base, TEXT_WIDTH, {})
    document = paper.document
    blocks = list(compose(report, charts=charts))
    for block in blocks:
        if isinstance(block, Chart):
            add_chart(document, block, report.year or report.edition.first_year)
    if draft:
        mark_as_draft(document)
    return finished(
        document,
        body(report, blocks, paper.text_width),
        styles=paper.styles,
        named=f"{report.organ}{title(report.year)}",
        author=report.organ,
        date=report.dated,
    )


def official() -> Document:
    """The base, without a text."""
    return docx.Document(io.BytesIO(_base_bytes()))


@cache
def _base_bytes() -> bytes:
    return (files(__package__) / "base.docx").read_bytes()


def finished(
    document: Document,
    content: Element,
    *,
    named: str,
    author: str,
    date: dt.date,
    styles: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The .docx of a document with this `w:body`, before the properties of its section.

    `styles` are our ids of those that the document calls otherwise. The same content gives the same
    bytes: neither the clock nor the machine has a part in them.
    """
    made = parsed(content)
    for use in made.iter(*map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle"))) if styles else ():
        own = use.get(qn("w:val"))
        use.set(qn("w:val"), styles.get(own, own))
    made.append(document.element.body[-1])
    document.element.replace(document.element.body, made)
    _set_properties(document, visible_in_xml(named), visible_in_xml(author), date)
    target = io.BytesIO()
    document.save(target)
    return reproducible(target.getvalue())


def _set_properties(document: Document, title: str, author: str, date: dt.date) -> None:
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author[:_LONGEST_PROPERTY]
    properties.language = "zh-CN"
    properties.created = properties.modified = dt.datetime.combine(date, dt.time())


def add_chart(document: Document, chart: Chart, year: int) -> None:
    """Add the parts of a chart, its drawing and the workbook with its figures."""
    package = document.part.package
    book = Part(
        PackURI(f"/word/embeddings/{chart.key}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        chart_workbook(chart, year),
        package,
    )
    drawing = Part(
        PackURI(f"/word/charts/{chart.key}.xml"),
        CONTENT_TYPE.DML_CHART,
        chart_xml(chart, year),
        package,
    )
    drawing.load_rel(RELATIONSHIP_TYPE.PACKAGE, book, BOOK_RELATION)
    document.part.load_rel(RELATIONSHIP_TYPE.CHART, drawing, chart_relation(chart))


def mark_as_draft(document: Document) -> None:
    """Head every page with 草稿."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[-1]
    section.different_first_page_header_footer = False
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = True  # Away with what an office has there.
        write_around(document, header, DRAFT, run("草　稿"))
