"""An annex as a web page: headings, paragraphs and plain tables, in the same looks."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from disclosure_cli.output.annex import Rows, Section
from disclosure_cli.output.html import page_bytes
from disclosure_cli.output.html_elements import element, text_into


def annex_html(title: str, sections: Iterable[Section]) -> bytes:
    """The page of an annex, in UTF-8."""
    article = element("article", text_into(element("h1"), title))
    for section in sections:
        part = element("section", element("h2", text=section.heading))
        for content in section.content:
            if isinstance(content, Rows):
                part.append(_table(section.heading, content))
            else:
                part.append(element("p", text=content))
        article.append(part)
    return page_bytes(title.replace("\n", ""), article)


def _table(caption: str, content: Rows) -> Element:
    head = element("tr", *(element("th", text=text, scope="col") for text in content.head))
    rows = (
        element(
            "tr",
            element("th", text=row[0], scope="row"),
            *(element("td", text=text) for text in row[1:]),
        )
        for row in content.rows
    )
    first = element("col", style="width:64%")
    table = element(
        "table",
        element("caption", text=caption, class_="unseen"),
        element("colgroup", first, *(element("col") for _text in content.head[1:])),
        element("thead", head),
        element("tbody", *rows),
    )
    return element(
        "div", table, class_="tables", role="region", aria_label=f"{caption}对照表", tabindex="0"
    )
