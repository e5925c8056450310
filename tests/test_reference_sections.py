"""Of an office's document: which section is taken, what of it, and how much room its page has."""

from __future__ import annotations

from typing import Any

import docx
import house_documents as houses
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from test_reference_styles import shown

from disclosure_cli.output.word.base import BASE
from disclosure_cli.output.word.reference_page import (
    complete_page,
    footers,
    has_page_number,
    headers,
    keep_main_section,
    number_unnumbered_pages,
    page_size,
    type_area,
)
from disclosure_cli.output.word.styles import TypeArea

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SIZES = {"portrait": (210, 297), "square": (200, 200), "landscape": (297, 210)}


def in_sections(*sections: str) -> Any:
    """A document with sections as `portrait`, or `portrait header` with a header of its own."""
    document = houses.blank()
    for number, described in enumerate(sections):
        section = document.add_section(WD_SECTION.NEW_PAGE) if number else document.sections[0]
        size, _space, header = described.partition(" ")
        houses.set_page(section, *SIZES[size])
        if header:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = f"页眉{number + 1}"
    return document


@pytest.mark.parametrize(
    ("sections", "number", "header"),
    [
        (("portrait", "portrait"), 1, ""),
        (("portrait", "portrait header", "portrait header"), 2, "页眉2"),
        # The second section has the header of the first.
        (("landscape header", "portrait"), 2, "页眉1"),
        (("portrait", "landscape header"), 1, ""),
        (("landscape", "square", "portrait"), 2, ""),
        (("landscape", "landscape header"), 1, ""),
    ],
)
def test_the_main_section_is_the_first_portrait_one_with_a_header(
    sections: tuple[str, ...], number: int, header: str
) -> None:
    document = in_sections(*sections)
    assert keep_main_section(document) == (number, len(sections))
    assert len(document.sections) == len(document.element.body) == 1
    assert "".join(p.text for p in document.sections[0].header.paragraphs) == header
    width, height = SIZES[sections[number - 1].partition(" ")[0]]
    assert page_size(document) == (width, height)


def with_properties(xml: str) -> Any:
    """A document whose only section has these properties."""
    document = houses.blank()
    body = document.element.body
    body.replace(body[-1], parse_xml(f"<w:sectPr {houses.W}>{xml}</w:sectPr>"))
    return document


PAGE = '<w:pgSz w:w="10000" w:h="12000"/>'


def test_of_a_section_that_is_kept_which_concerns_the_page() -> None:
    """Not its columns, line numbers, foot notes; its pages are counted from 1."""
    document = with_properties(
        f'<w:footnotePr/><w:type w:val="nextPage"/>{PAGE}<w:pgMar w:left="1000"/><w:pgBorders/>'
        '<w:lnNumType w:countBy="5"/><w:pgNumType w:fmt="numberInDash" w:start="7"/>'
        '<w:cols w:num="2"/><w:titlePg/><w:docGrid w:linePitch="312"/>'
    )
    assert keep_main_section(document) == (1, 1)
    assert [shown(each) for each in document.element.body[-1]] == [
        "pgSz 10000 12000", "pgMar 1000", "pgBorders", "pgNumType numberInDash", "titlePg", "docGrid 312",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "size"),
    [("", (11906, 16838)), ('w:w="10000"', (10000, 16838)), ('w:h="12000"', (11906, 12000))],
)
def test_what_a_page_does_not_say_of_its_size_and_margins_is_as_ours(
    said: str, size: tuple[int, int]
) -> None:
    """GB/T 9704-2012: A4, and 37, 35, 28, 26 mm at its sides."""
    document = with_properties(f"<w:pgSz {said}/>")
    keep_main_section(document)
    assert page_size(document) is None
    complete_page(document, docx.Document(str(BASE)))
    (section,) = document.sections
    assert (section.page_width, section.page_height) == tuple(map(Twips, size))
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in margins] == [37, 35, 28, 26]
    assert [round(each.mm) for each in (section.header_distance, section.footer_distance)] == [
        15,
        25,
    ]


def test_what_a_page_says_stays() -> None:
    document = with_properties(f'{PAGE}<w:pgMar w:left="1000" w:footer="0"/>')
    complete_page(document, docx.Document(str(BASE)))
    section = document.sections[0]
    assert (section.left_margin, section.footer_distance) == (Twips(1000), 0)
    assert (section.page_width, section.page_height) == (Twips(10000), Twips(12000))


@pytest.mark.parametrize(
    ("margins", "area"),
    [
        ('w:left="1000" w:right="2000" w:top="300" w:bottom="400"', TypeArea(7000, 11300)),
        # The gutter is for the binding; a negative margin lets a header run into the text.
        ('w:left="1000" w:right="2000" w:gutter="500" w:top="-300" w:bottom="-400"',
         TypeArea(6500, 11300)),
        ("", TypeArea(10000, 12000)),
        ('w:left="6000"', TypeArea(4000, 12000)),
    ],
)  # fmt: skip
def test_a_page_holds_what_its_margins_leave(margins: str, area: TypeArea) -> None:
    assert type_area(with_properties(f"{PAGE}<w:pgMar {margins}/>")) == area


def test_into_less_than_7_cm_the_tables_do_not_go() -> None:
    with pytest.raises(ValueError, match=r"^no room for the tables$"):
        type_area(with_properties(f'{PAGE}<w:pgMar w:left="6001"/>'))


@pytest.mark.parametrize(
    ("content", "is_seen"),
    [
        ("<w:p/>", False),
        ("<w:p><w:r><w:t> </w:t></w:r></w:p>", False),
        ("<w:p><w:r><w:t> </w:t></w:r><w:r><w:t> </w:t></w:r></w:p>", False),
        ("<w:p><w:r><w:t>机密</w:t></w:r></w:p>", True),
        ("<w:p><w:r><w:t/><w:t>文</w:t></w:r></w:p>", True),
        ("<w:p><w:r><w:drawing/></w:r></w:p>", True),
        ("<w:p><w:r><w:pict/></w:r></w:p>", True),
        ("<w:p><w:r><w:object/></w:r></w:p>", True),
        ("<w:p><w:r><w:instrText> DATE </w:instrText></w:r></w:p>", True),
        ('<w:p><w:fldSimple w:instr="DATE"/></w:p>', True),
        ("<w:p><w:r><w:pgNum/></w:r></w:p>", True),
        ("<w:p><w:r><w:ptab/></w:r></w:p>", True),
        ("<w:p><w:r><w:sym/></w:r></w:p>", True),
        ("<w:p><w:pPr><w:pBdr/></w:pPr></w:p>", True),
        ("<w:tbl/>", True),
    ],
)
def test_a_footer_is_kept_where_anything_of_it_can_be_seen(content: str, is_seen: bool) -> None:
    """A header, empty too: it may be there to push the text down."""
    document = houses.blank()
    section = document.sections[0]
    for place in (section.header, section.footer):
        place.is_linked_to_previous = False
        place.part.element[:] = list(parse_xml(f"<w:ftr {houses.W}>{content}</w:ftr>"))
    keep_main_section(document)
    assert not section.header.is_linked_to_previous
    assert section.footer.is_linked_to_previous is not is_seen
    assert len(headers(document)) == len(footers(document)) == is_seen


@pytest.mark.parametrize(
    ("footer", "bottom", "before", "after"),
    [
        # In the middle of what is free below, unless it stands higher already.
        ("", 1000, 0, 500), ("", 1000, 700, 700), ("", -1000, 0, 500),
        # Below a footer of the office's own, it stands where that stands.
        ("某局", 1000, 0, 0),
    ],
)  # fmt: skip
def test_our_number_does_not_stand_at_the_edge_of_the_paper(
    footer: str, bottom: int, before: int, after: int
) -> None:
    document = houses.blank()
    section = document.sections[0]
    if footer:
        section.footer.paragraphs[0].text = footer
    section.bottom_margin, section.footer_distance = Twips(bottom), Twips(before)
    document.styles.add_style("页码（单页）", 1)
    number_unnumbered_pages(document)
    assert [p.text for p in section.footer.paragraphs] == [*filter(None, [footer]), "— 1 —"]
    assert section.footer_distance == Twips(after)
    number = section.footer.paragraphs[-1]._p
    assert shown(number.pPr).endswith(" [ind 0 0] [jc center]")


@pytest.mark.parametrize("place", ["header", "footer"])
def test_a_page_that_is_numbered_is_not_numbered_twice(place: str) -> None:
    document = houses.blank()
    section = document.sections[0]
    section.footer_distance = Mm(0)
    houses.add_number(getattr(section, place))
    number_unnumbered_pages(document)
    assert [len(found) for found in (headers(document), footers(document))] == [
        place == "header", place == "footer",
    ]  # fmt: skip
    assert section.footer_distance == 0


BEGIN = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"


@pytest.mark.parametrize(
    "fields",
    [
        "".join(
            f"{BEGIN}<w:r><w:instrText>{each}</w:instrText></w:r>" for each in ("DATE", "PAGE")
        ),
        "".join(f"<w:fldSimple w:instr='{each}'/>" for each in ("DATE", "PAGE")),
        f"{BEGIN}<w:r><w:instrText/><w:instrText>PAGE</w:instrText></w:r>",
    ],
)
def test_a_number_after_something_else_is_one(fields: str) -> None:
    """Each field begins by itself, wherever the one before it ends."""
    assert has_page_number(parse_xml(f"<w:ftr {houses.W}><w:p>{fields}</w:p></w:ftr>"))


def test_a_header_without_a_type_is_that_of_all_pages() -> None:
    document = in_sections("portrait header")
    del document.element.body[-1][0].attrib[qn("w:type")]
    keep_main_section(document)
    assert len(headers(document)) == 1


def test_a_header_of_which_there_is_no_part_is_none() -> None:
    document = with_properties(f'<w:headerReference {R} w:type="default" r:id="rId99"/>{PAGE}')
    assert keep_main_section(document) == (1, 1)
    assert [shown(each) for each in document.element.body[-1]] == ["pgSz 10000 12000"]
