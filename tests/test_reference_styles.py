"""The styles that a report asks for are those that the office's document has."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import house_documents as houses
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml import etree
from report_factory import word_document
from test_document import with_overview

from disclosure_cli.output.word.base import BASE
from disclosure_cli.output.word.reference_styles import MatchedStyles, font_size, match_styles


def made(office: Any, folder: Path) -> Any:
    """A report with a heading that runs in, in the looks of an office's document."""
    path = houses.saved(office, folder / "office.docx")
    report = with_overview("（一）主动公开。全年公开97条。")
    return docx.Document(io.BytesIO(word_document(report, reference=path)))


def used(document: Any, tag: str) -> set[str]:
    return {each.get(qn("w:val")) for each in document.element.body.iter(qn(tag))}


def numbered() -> Any:
    """An office's document whose styles have numbers for ids, as WPS gives them."""
    document = docx.Document()
    styles = list(document.styles.element.iter(qn("w:style")))
    ids = {style.get(qn("w:styleId")): str(number) for number, style in enumerate(styles, 1)}
    for style in styles:
        style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
        for reference in style.iter(qn("w:basedOn"), qn("w:link"), qn("w:next")):
            reference.set(qn("w:val"), ids[reference.get(qn("w:val"))])
    return document


def test_every_style_in_use_is_there_whatever_its_id(tmp_path: Path) -> None:
    """Of paragraphs, of tables and of a heading that runs in."""
    document = made(numbered(), tmp_path)
    names = {style.style_id: style.name for style in document.styles}
    assert {names[each] for each in used(document, "w:rStyle")} == {"Heading 2 Char"}
    assert {names[each] for each in used(document, "w:tblStyle")} == {"年报表格"}
    assert {"Title", "Body Text", "heading 1", "表格数字"} <= {
        names[each].replace("Heading", "heading") for each in used(document, "w:pStyle")
    }


def test_the_tables_have_the_style_that_the_office_has_under_our_name(tmp_path: Path) -> None:
    office = houses.blank()
    office.styles.add_style("年报表格", WD_STYLE_TYPE.TABLE).style_id = "7"
    assert used(made(office, tmp_path), "w:tblStyle") == {"7"}


def matched(office: Any) -> MatchedStyles:
    return match_styles(office, docx.Document(str(BASE)))


def shown(element: Any) -> str:
    """An element as `name value …`, its children in brackets."""
    values = " ".join(map(str, element.attrib.values()))
    inner = " ".join(f"[{shown(each)}]" for each in element)
    return " ".join(filter(None, [etree.QName(element).localname, values, inner]))


def style(office: Any, name: str) -> list[str]:
    """What a style says, one line for each of its elements."""
    (found,) = office.styles.element.xpath(f'w:style[w:name[@w:val="{name}"]]')
    return [" ".join(map(str, found.attrib.values())), *map(shown, found)]


LATIN = "Times New Roman Times New Roman"
NO_INDENT = "[ind 0 0 0 0 0 0]"
TWO_CHARACTERS = "[ind 0 0 0 0 200 560]"
"""Of Normal, 14 pt: 560 twips."""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "Body Text",
            ["paragraph BodyText", "name Body Text", "basedOn Normal", "qFormat",
             f"pPr {TWO_CHARACTERS}", "rPr"],
        ),
        (
            "heading 1",
            ["paragraph Heading1", "name heading 1", "basedOn Normal", "link Heading1Char", "qFormat",
             f"pPr [keepNext] [keepLines] {TWO_CHARACTERS} [outlineLvl 0]",
             f"rPr [rFonts {LATIN} 黑体 Times New Roman]"],
        ),
        (
            "heading 1 Char",
            ["character 1 Heading1Char", "name heading 1 Char", "basedOn DefaultParagraphFont",
             "link Heading1", f"rPr [rFonts {LATIN} 黑体 Times New Roman]"],
        ),
        (
            "Signature",
            ["paragraph Signature", "name Signature", "basedOn Normal", "qFormat",
             f"pPr [keepNext] [keepLines] [spacing 579] {NO_INDENT} [jc center]", "rPr"],
        ),
        ("Date", ["paragraph Date", "name Date", "basedOn Normal", f"pPr {NO_INDENT} [jc center]"]),
        (
            "Title",
            ["paragraph Title", "name Title", "qFormat",
             "pPr [keepNext] [keepLines] [widowControl] [spacing 0 579 579 exact]"
             f" {NO_INDENT} [jc center]",
             f"rPr [rFonts {LATIN} 方正小标宋简体 Times New Roman] [kern 0] [sz 44] [szCs 44]"],
        ),
        (
            "页码（双页）",
            ["paragraph 1 PageEven", "name 页码（双页）", "qFormat",
             "pPr [widowControl] [spacing 0 0 240 auto] [ind 100 280 0 0 0 0] [jc left]",
             "rPr [rFonts 宋体 宋体 宋体 宋体] [kern 0] [sz 28] [szCs 28]"],
        ),
    ],
)  # fmt: skip
def test_a_style_says_what_sets_it_apart_from_the_normal_of_the_office(
    name: str, says: list[str]
) -> None:
    """What is like our own Normal is left to that of the office; what is of another size says all itself."""
    office = houses.on_16k()
    assert matched(office).taken == ("Normal", "Date")
    assert style(office, name) == says


def test_an_office_s_styles_stay_as_they_are_but_for_the_indent_of_dates() -> None:
    office = houses.on_16k()
    names = [each.element.name_val for each in office.styles]
    before = {name: style(office, name) for name in names}
    matched(office)
    assert len(before) > 5
    assert [name for name in before if style(office, name) != before[name]] == ["Date"]


def test_what_is_added_is_no_default() -> None:
    """Only our own Normal is one, in a document that has none."""
    office = houses.blank()
    office.styles["Normal Table"].delete()
    assert matched(office).taken == ("Normal",)
    assert style(office, "Normal Table")[0] == "table TableNormal"
    (default,) = office.styles.element.xpath('w:style[@w:default and @w:type="paragraph"]/w:name')
    assert default.val == "Normal"


def test_a_style_that_names_no_type_is_one_of_paragraphs() -> None:
    office = houses.on_16k()
    del office.styles["Date"].element.attrib[qn("w:type")]
    assert matched(office).taken == ("Normal", "Date")
    assert len(office.styles.element.xpath('w:style[w:name[@w:val="Date"]]')) == 1


def test_an_id_that_the_office_has_for_another_style_gets_a_stroke() -> None:
    office = houses.blank()
    for own in ("BodyText", "BodyText_"):
        office.styles.add_style(own, WD_STYLE_TYPE.PARAGRAPH).style_id = own
    found = matched(office)
    assert found.ids["BodyText"] == "BodyText__"
    assert style(office, "Body Text")[0] == "paragraph BodyText__"


@pytest.mark.parametrize(
    ("own", "of_normal", "default", "size"),
    [
        ("24", "28", "32", 12),
        ("", "28", "32", 14),
        ("", "", "32", 16),
        # ECMA-376 part 1, 17.3.2.38.
        ("", "", "", 10),
    ],
)
def test_a_style_has_the_size_that_is_nearest(
    own: str, of_normal: str, default: str, size: float
) -> None:
    """Its own, that of the style that it follows, or that of the document."""
    office = houses.on_16k()
    (defaults,) = office.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    properties = (office.styles[name].element.get_or_add_rPr() for name in ("Date", "Normal"))
    for place, said in zip([*properties, defaults], (own, of_normal, default), strict=True):
        for old in place.findall(qn("w:sz")):
            place.remove(old)
        if said:
            place._add_sz().set(qn("w:val"), said)
    assert font_size(office, "Date") == size
