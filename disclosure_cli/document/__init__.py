"""A report as a Word document in the official layout."""

from __future__ import annotations

import datetime as dt

from lxml.etree import _Element

from disclosure_cli.document.package import document_bytes, empty_document
from disclosure_cli.document.page import add_page_numbers
from disclosure_cli.document.styles import PARTS, TABLE_END, run_in
from disclosure_cli.document.tables import table_element
from disclosure_cli.document.wordml import paragraph, run
from disclosure_cli.manuscript import Paragraph, Tables, compose, title
from disclosure_cli.report import Report


def docx_bytes(report: Report, *, draft: bool = False) -> bytes:
    """The .docx of a report; as a draft, with 草稿 on every page.

    The same report gives the same bytes. Whether the report holds is not asked here: see `rules`.
    """
    document = empty_document()
    body = document.element.body
    end = body.sectPr
    for block in compose(report):
        for element in _elements(report, block):
            end.addprevious(element)
    add_page_numbers(document, draft=draft)
    date = report.date or dt.date((report.year or report.edition.first_year) + 1, 1, 1)
    return document_bytes(
        document, title=f"{report.organ}{title(report.year)}", author=report.organ, date=date
    )


def _elements(report: Report, block: Paragraph | Tables) -> list[_Element]:
    if isinstance(block, Tables):
        return [table_element(report, block.section), paragraph(TABLE_END.id)]
    lead = [run(block.lead, run_in(block.lead_part))] if block.lead else []
    return [paragraph(PARTS[block.part].id, *lead, run(block.text))]
