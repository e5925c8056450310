"""The page of GB/T 9704-2012: A4, the type area of 156 × 225 mm, and "— 1 —" on the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import _Element

from disclosure_cli.document.styles import DRAFT, PAGE_EVEN, PAGE_ODD
from disclosure_cli.document.wordml import paragraph, run, w

if TYPE_CHECKING:
    from docx.document import Document


def twips(millimetres: float) -> int:
    """Twentieths of a point, 1440 to the inch."""
    return round(millimetres / 25.4 * 1440)


WIDTH, HEIGHT = twips(210), twips(297)
TOP, BOTTOM, LEFT, RIGHT = twips(37), twips(35), twips(28), twips(26)
TEXT_WIDTH = WIDTH - LEFT - RIGHT
FOOTER = twips(25)
"""From the edge of the page to the page number, whose dash then lies 7 mm below the type area."""


def section_element() -> _Element:
    """The section properties of the document, before the footers are added."""
    return w(
        "sectPr",
        w("pgSz", w=WIDTH, h=HEIGHT),
        w(
            "pgMar",
            top=TOP,
            right=RIGHT,
            bottom=BOTTOM,
            left=LEFT,
            header=twips(15),
            footer=FOOTER,
            gutter=0,
        ),
    )


def add_page_numbers(document: Document, *, draft: bool) -> None:
    """Number the pages, odd right and even left; mark each as a draft where it is one."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, style in ((section.footer, PAGE_ODD), (section.even_page_footer, PAGE_EVEN)):
        footer.is_linked_to_previous = False
        _replace(footer._element, _page_number(style.id))
    if draft:
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            _replace(header._element, paragraph(DRAFT.id, run("草　稿")))


def _page_number(style: str) -> _Element:
    """“— 1 —”: five runs for the field, because WPS shows nothing for fewer."""

    def field(kind: str) -> _Element:
        return w("r", w("fldChar", fldCharType=kind))

    instruction = w("instrText")
    instruction.text = " PAGE "
    return paragraph(
        style,
        run("— "),
        field("begin"),
        w("r", instruction),
        field("separate"),
        run("1"),
        field("end"),
        run(" —"),
    )


def _replace(container: _Element, content: _Element) -> None:
    for child in list(container):
        container.remove(child)
    container.append(content)
