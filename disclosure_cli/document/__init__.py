"""A report as a Word document in the official layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from lxml import etree
from lxml.etree import _Element

from disclosure_cli.charts import Chart
from disclosure_cli.document.charts import chart_paragraph, chart_parts
from disclosure_cli.document.package import (
    CORE_PROPERTIES,
    CORE_PROPERTIES_TYPE,
    WORDPROCESSING,
    Part,
    Relation,
    office,
    package_bytes,
)
from disclosure_cli.document.page import draft_headers
from disclosure_cli.document.properties import properties_element, settings_element
from disclosure_cli.document.signature import indent
from disclosure_cli.document.stationery import Stationery, around, official
from disclosure_cli.document.styles import PARTS, TABLE_END, run_in
from disclosure_cli.document.tables import table_element
from disclosure_cli.document.wordml import paragraph, qualified, run, serialised, w
from disclosure_cli.manuscript import Block, Paragraph, Tables, compose
from disclosure_cli.manuscript import Part as Role
from disclosure_cli.report import Report
from disclosure_cli.titles import title

_SIGNED = (Role.SIGNATURE, Role.DATE)


def docx_bytes(
    report: Report,
    *,
    draft: bool = False,
    charts: bool = False,
    stationery: Stationery | None = None,
) -> bytes:
    """The .docx of a report; as a draft, with 草稿 on every page; on request with its charts.

    The same report gives the same bytes. Whether the report holds is not asked here: see `rules`.
    """
    stationery = stationery or official()
    blocks = list(compose(report, charts=charts))
    drawn = [block for block in blocks if isinstance(block, Chart)]
    section = etree.fromstring(stationery.section)
    parts = list(stationery.parts)
    relations = list(stationery.relations)
    if draft:
        for title_page in section.findall(qualified("titlePg")):
            section.remove(title_page)
        for part, relation in around(section, "header", draft_headers()):
            parts.append(part)
            relations.append(relation)
    for chart in drawn:
        relation, chart_files = chart_parts(chart, report)
        relations.append(relation)
        parts += chart_files
    return packaged(
        _content(report, blocks, stationery.text_width),
        section,
        replace(
            stationery,
            parts=tuple(parts),
            relations=tuple(relations),
            odd_and_even=draft or stationery.odd_and_even,
        ),
        title=f"{report.organ}{title(report.year)}",
        author=report.organ,
        date=report.dated,
    )


def packaged(
    content: Iterable[_Element],
    section: _Element,
    stationery: Stationery,
    *,
    title: str,
    author: str,
    date: dt.date,
) -> bytes:
    """The .docx of a body and its section, on this stationery."""
    body = w("body", *content, section)
    _rename_styles(body, stationery)
    settings = settings_element(odd_and_even=stationery.odd_and_even)
    properties = properties_element(title=title, author=author, date=date)
    relations = (
        *stationery.relations,
        Relation("rIdSettings", office("settings"), "word/settings.xml"),
    )
    parts = (
        Part(
            "word/document.xml",
            f"{WORDPROCESSING}.document.main+xml",
            serialised(w("document", body)),
            relations,
        ),
        Part("word/settings.xml", f"{WORDPROCESSING}.settings+xml", serialised(settings)),
        Part("docProps/core.xml", CORE_PROPERTIES_TYPE, serialised(properties)),
        *stationery.parts,
    )
    roots = (
        Relation("rId1", office("officeDocument"), "word/document.xml"),
        Relation("rId2", CORE_PROPERTIES, "docProps/core.xml"),
    )
    return package_bytes(roots, parts)


def _content(report: Report, blocks: list[Block], text_width: int) -> Iterator[_Element]:
    """The elements of the body. The signature stays with the last of the text, on its page."""
    ending = [b for b in blocks if isinstance(b, Paragraph) and b.part in _SIGNED]
    for block, following in pairwise((*blocks, None)):
        if isinstance(block, Tables):
            yield table_element(report, block.section, text_width)
            if not (isinstance(following, Paragraph) and following.part is Role.TABLE_NOTE):
                yield paragraph(TABLE_END.id)
        elif isinstance(block, Chart):
            yield chart_paragraph(block, text_width)
        elif isinstance(block, Paragraph):
            properties = []
            if following in ending and block not in ending:
                properties.append(w("keepNext"))
            if block in ending:
                properties.append(indent(ending, text_width))
            lead = [run(block.lead, run_in(block.lead_part))] if block.lead else []
            yield paragraph(
                PARTS[block.part].id, *lead, run(block.text), properties=tuple(properties)
            )


def _rename_styles(body: _Element, stationery: Stationery) -> None:
    """Call the styles as the stationery calls them."""
    if not stationery.styles:
        return
    for use in body.iter(*map(qualified, ("pStyle", "rStyle", "tblStyle"))):
        own = use.get(qualified("val"), "")
        use.set(qualified("val"), stationery.styles.get(own, own))
