"""The page of an office's document: its main section, with the headers and footers that show there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Twips

from disclosure_cli.output.word.base import number_pages
from disclosure_cli.output.word.styles import PAGE, TypeArea

if TYPE_CHECKING:
    from docx.document import Document

_HEADER, _FOOTER = qn("w:headerReference"), qn("w:footerReference")
_ID = qn("r:id")
_OF_THE_PAGE = [
    qn(tag) for tag in ("w:pgSz", "w:pgMar", "w:pgBorders", "w:pgNumType", "w:titlePg", "w:docGrid")
]
"""What is kept of the section; columns, line numbers and foot notes are of the text."""
_SHOWN = [
    qn(tag)
    for tag in ("w:drawing", "w:pict", "w:object", "w:instrText", "w:fldSimple", "w:pgNum",
                "w:ptab", "w:sym", "w:pBdr", "w:tbl")
]  # fmt: skip
"""What can be seen of a header or footer besides its text."""
_LEAST_WIDTH = Twips(4000)
"""7 cm: into a narrower type area the tables of the form do not go."""

_References = dict[tuple[str, str], Any]
"""Headers and footers by tag and type (default, first, even)."""


def keep_main_section(document: Document) -> tuple[int, int]:
    """Leave of the body its main section, and of that what concerns the page.

    The main section is the first portrait one with a header or footer; where there is none, the
    first portrait one, or else the first. A header or footer that a section does not name is that
    of the section before it (ECMA-376 part 1, 17.10). Those that would not show, and empty footers,
    are left out. Gives back the number of the main section, from 1, and how many there are.
    """
    body = document.element.body
    sections = body.xpath(".//w:pPr/w:sectPr | ./w:sectPr") or [body.get_or_add_sectPr()]
    references = list(_inherited(document, sections))
    portrait = [n for n, each in enumerate(sections) if _is_portrait(document, each)] or [0]
    number = next((n for n in portrait if references[n]), portrait[0])
    main = sections[number]
    body[:] = [main]
    shown = _shown(document, references[number])
    main[:] = [*shown, *(child for child in main if child.tag in _OF_THE_PAGE)]
    for numbers in main.iter(qn("w:pgNumType")):
        numbers.attrib.pop(qn("w:start"), None)  # A report begins with page 1.
    return number + 1, len(sections)


def _shown(document: Document, references: _References) -> list[Any]:
    """Which headers and footers stand on the pages of the one section that is left.

    Where it has none for even pages, what odd ones have stands on all: in the office's document the
    section may have been one page long.
    """
    present = {kind for _tag, kind in references}
    if present and "even" not in present:
        document.settings.odd_and_even_pages_header_footer = False
    kinds = {"default"}
    if document.sections[0].different_first_page_header_footer:
        kinds.add("first")
    if document.settings.odd_and_even_pages_header_footer:
        kinds.add("even")
    return [
        reference
        for (tag, kind), reference in references.items()
        if kind in kinds and (tag == _HEADER or _shows(_part(document, reference)))
    ]


def _inherited(document: Document, sections: Sequence[Any]) -> Iterator[_References]:
    """Of each section its headers and footers, with those that it inherits."""
    parts = document.part.related_parts
    known: _References = {}
    for section in sections:
        own = {
            (child.tag, child.get(qn("w:type"), "default")): child
            for child in section
            if child.tag in (_HEADER, _FOOTER) and child.get(_ID) in parts
        }
        known = {**known, **own}
        yield known


def _is_portrait(document: Document, properties: Any) -> bool:
    section = Section(properties, document.part)
    width, height = section.page_width, section.page_height
    return width is None or height is None or width <= height


def page_size(document: Document) -> tuple[int, int] | None:
    """Width and height in millimetres; None where the section does not say them."""
    section = document.sections[0]
    if section.page_width is None or section.page_height is None:
        return None
    return round(section.page_width.mm), round(section.page_height.mm)


def complete_page(document: Document, base: Document) -> None:
    """Give the page the lengths that the office's section does not say."""
    section = document.sections[0]
    for length in PAGE:
        if getattr(section, length) is None:
            setattr(section, length, getattr(base.sections[0], length))


def type_area(document: Document) -> TypeArea:
    """What a page holds, in twips. Raises `ValueError` where the tables do not go into it."""
    section = document.sections[0]
    across = (section.page_width, section.left_margin, section.right_margin, section.gutter)
    down = (section.page_height, section.top_margin, section.bottom_margin)
    width, left, right, gutter = (length or Twips(0) for length in across)
    height, top, bottom = (length or Twips(0) for length in down)
    room = Twips(0) + width - left - right - gutter
    if room < _LEAST_WIDTH:
        raise ValueError("no room for the tables")
    # A negative margin lets a header run into the text.
    return TypeArea(round(room / Twips(1)), round((height - abs(top) - abs(bottom)) / Twips(1)))


def headers(document: Document) -> list[Any]:
    """The headers that can be seen, as elements."""
    return [each for each in _around(document, _HEADER) if _shows(each)]


def footers(document: Document) -> list[Any]:
    """The footers that can be seen, as elements."""
    return [each for each in _around(document, _FOOTER) if _shows(each)]


def _around(document: Document, tag: str) -> Iterator[Any]:
    return (_part(document, each) for each in document.element.body[-1].iter(tag))


def _part(document: Document, reference: Any) -> Any:
    part: Any = document.part.related_parts[reference.get(_ID)]
    return part.element


def _shows(element: Any) -> bool:
    """Whether there is anything to be seen in a header or footer."""
    text = "".join(each.text or "" for each in element.iter(qn("w:t")))
    return bool(text.strip()) or next(element.iter(*_SHOWN), None) is not None


def has_page_number(element: Any) -> bool:
    """Whether a header or footer has the field PAGE, in whichever of its three writings."""
    if next(element.iter(qn("w:pgNum")), None) is not None:
        return True
    simple = [each.get(qn("w:instr"), "") for each in element.iter(qn("w:fldSimple"))]
    # The instruction of a field may be spread over runs.
    parts = element.iter(qn("w:fldChar"), qn("w:instrText"))
    spread = "".join(each.text or "" if each.tag == qn("w:instrText") else "\n" for each in parts)
    return re.search(r"^\s*PAGE\b", "\n".join([*simple, spread]), re.I | re.M) is not None


def number_unnumbered_pages(document: Document) -> None:
    """Put our page number under the pages, unless a header or footer has one."""
    below = footers(document)
    if any(map(has_page_number, [*headers(document), *below])):
        return
    properties, section = document.element.body[-1], document.sections[0]
    for form in properties.findall(qn("w:pgNumType")):
        properties.remove(form)  # It would put dashes beside ours.
    if not below and section.bottom_margin and section.footer_distance is not None:
        # LibreOffice writes 0 where there is no footer: at the edge of the paper.
        half = Twips(abs(section.bottom_margin.twips) // 2)
        section.footer_distance = max(section.footer_distance, half)
    number_pages(document)
