"""A report as one web page: self-contained, accessible, without scripts, fit for a phone and paper.

The tables have real captions and headers (WCAG 2.2, 1.3.1); wide ones scroll by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from disclosure_cli.model.report import Report
from disclosure_cli.output.blocks import Block, Paragraph, Part, Tables, compose
from disclosure_cli.output.charts import Chart
from disclosure_cli.output.html_charts import figure_element
from disclosure_cli.output.html_elements import element, text_into
from disclosure_cli.output.html_tables import table_elements
from disclosure_cli.output.titles import title

_LEVELS = {Part.HEADING_1: 2, Part.HEADING_2: 3, Part.HEADING_3: 4, Part.HEADING_4: 5}
_CLASSES = {
    Part.SIGNATURE: "signature",
    Part.DATE: "date",
    Part.ANNOTATION: "annotation",
    Part.TABLE_NOTE: "note",
}
_BEGIN = (Part.HEADING_1, Part.SIGNATURE)
"""What begins a section of the page."""
_DRAFT = "草　稿"


def html_bytes(report: Report, *, draft: bool = False, charts: bool = False) -> bytes:
    """The page of a report, in UTF-8; as a draft, with 草稿 on it and on every printed page.

    The same report gives the same bytes. Whether the report holds is not asked here: see `rules`.
    """
    article = element("article")
    if draft:
        article.append(element("p", text=_DRAFT, class_="draft"))
    composed = compose(report, charts=charts)
    for _number, blocks in groupby(_numbered(composed), key=lambda numbered: numbered[0]):
        _append_section(article, report, [block for _n, block in blocks])
    return page_bytes(f"{report.organ}{title(report.year)}", article)


def page_bytes(title: str, article: Element) -> bytes:
    """The page around an article, in UTF-8."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", text=title),
        element("style", text=(files(__package__) / "html.css").read_text("utf-8")),
    )
    page = element("html", head, element("body", element("main", article)), lang="zh-CN")
    content: str = ElementTree.tostring(page, "unicode", method="html")
    return f"<!DOCTYPE html>\n{content}\n".encode()


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Each block with the number of the section that it stands in; 0 before the first."""
    number = 0
    for block in blocks:
        number += isinstance(block, Paragraph) and block.part in _BEGIN
        yield number, block


def _append_section(article: Element, report: Report, blocks: list[Block]) -> None:
    """The blocks of one section into an element of its own; those before the first, directly."""
    first = blocks[0]
    into = article
    if isinstance(first, Paragraph) and first.part in _BEGIN:
        into = element("section" if first.part is Part.HEADING_1 else "footer")
        article.append(into)
    level = 1
    for block in blocks:
        if isinstance(block, Tables):
            into.extend(table_elements(report, block.section))
        elif isinstance(block, Chart):
            into.append(figure_element(block))
        else:
            # An office may write 1. without （一）; the levels of a page leave none out.
            level = min(_LEVELS.get(block.part, level), level + 1)
            into.append(_paragraph(block, level))


def _paragraph(block: Paragraph, level: int) -> Element:
    if block.part is Part.TITLE:
        return text_into(element("h1"), block.text)
    if block.part in _LEVELS:
        return element(f"h{level}", text=block.text)
    made = element("p", class_=_CLASSES.get(block.part, ""))
    if block.lead:
        kind = "lead2" if block.lead_part is Part.HEADING_2 else "lead"
        lead = element("span", text=block.lead, class_=kind)
        made.append(lead)
        lead.tail = block.text
        return made
    return text_into(made, block.text)
