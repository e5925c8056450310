"""The page of GB/T 9704-2012: A4, the type area of 156 × 225 mm, and "— 1 —" on the outside."""

from __future__ import annotations

from lxml.etree import _Element

from disclosure_cli.document.styles import DRAFT, PAGE_EVEN, PAGE_ODD
from disclosure_cli.document.wordml import paragraph, run, w


def twips(millimetres: float) -> int:
    """Twentieths of a point, 1440 to the inch."""
    return round(millimetres / 25.4 * 1440)


WIDTH, HEIGHT = twips(210), twips(297)
TOP, BOTTOM, LEFT, RIGHT = twips(37), twips(35), twips(28), twips(26)
TEXT_WIDTH = WIDTH - LEFT - RIGHT
FOOTER = twips(25)
"""From the edge of the page to the page number, whose dash then lies 7 mm below the type area."""


def section_element() -> _Element:
    """The section properties of the document, before headers and footers are added."""
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


def footers() -> dict[str, _Element]:
    """The page numbers by the kind of page: odd right, even left, as WordprocessingML names them."""
    return {
        "default": w("ftr", _page_number(PAGE_ODD.id)),
        "even": w("ftr", _page_number(PAGE_EVEN.id)),
    }


def draft_headers() -> dict[str, _Element]:
    """The headers that mark every page as a draft."""
    return {kind: w("hdr", paragraph(DRAFT.id, run("草　稿"))) for kind in ("default", "even")}


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
