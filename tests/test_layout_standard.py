"""The layout of GB/T 9704-2012, as it states its sizes and distances, and what a report has beside it."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

import docx
import pytest
from docx.oxml.ns import qn
from report_factory import sound, word_document

from disclosure_cli.output.word.styles import OFFICIAL_FONTS, TYPE_AREA

TWIPS_A_MM = 1440 / 25.4
PITCH = 579
"""In twips: 22 lines fill the 225 mm of the type area (7.1: 每面排22行)."""
SIZES = {"2号": 22.0, "3号": 16.0, "4号": 14.0, "五号": 10.5, "小五": 9.0, "六号": 7.5}


@pytest.fixture(scope="module")
def report() -> Any:
    """A sound report as an office opens it."""
    return docx.Document(io.BytesIO(word_document(sound(2024))))


class Looks(NamedTuple):
    """What the standard says of a paragraph."""

    font: str
    points: float
    align: str = "both"
    first_line: float = 0
    """In characters."""
    pitch: int | None = PITCH
    """Twips from line to line; None for single lines."""
    before: int = 0
    after: int = 0
    """Twips."""
    stays: str = ""
    """`next`: on the page of what follows; `whole`: on one page."""


SMALL_PITCH = 240
"""Twips, in tables."""
STYLES = {
    # 7.3.1: 一般用2号小标宋体字, 分一行或多行居中排布; below it, a blank line.
    "Title": Looks("方正小标宋简体", SIZES["2号"], "center", after=PITCH, stays="next"),
    # 7.3.3: 一般用3号仿宋体字, 每个自然段左空二字; 第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字.
    "Body Text": Looks("仿宋_GB2312", SIZES["3号"], first_line=2),
    "heading 1": Looks("黑体", SIZES["3号"], first_line=2, stays="next"),
    "heading 2": Looks("楷体_GB2312", SIZES["3号"], first_line=2, stays="next"),
    "heading 3": Looks("仿宋_GB2312", SIZES["3号"], first_line=2, stays="next"),
    "heading 4": Looks("仿宋_GB2312", SIZES["3号"], first_line=2, stays="next"),
    # 7.3.5.1: the signature centred over the date, a line below the text.
    "Signature": Looks("仿宋_GB2312", SIZES["3号"], "center", before=PITCH, stays="next"),
    "Date": Looks("仿宋_GB2312", SIZES["3号"], "center"),
    # 7.3.6: 居左空二字加圆括号编排在成文日期下一行.
    "附注": Looks("仿宋_GB2312", SIZES["3号"], first_line=2, stays="whole"),
    # The blank form of the notice: 宋体 of 10 pt, the explanation of the sums 楷体.
    "表格数字": Looks("宋体", 10, "center", pitch=SMALL_PITCH),
    "表格数字（小五）": Looks("宋体", SIZES["小五"], "center", pitch=SMALL_PITCH),
    "表格数字（六号）": Looks("宋体", SIZES["六号"], "center", pitch=SMALL_PITCH),
    "表格数字（六号窄）": Looks("宋体", SIZES["六号"], "center", pitch=SMALL_PITCH),
    "表格数字（六号最窄）": Looks("宋体", SIZES["六号"], "center", pitch=SMALL_PITCH),
    "表格标签": Looks("宋体", 10, "left", pitch=SMALL_PITCH),
    "表格分栏标题": Looks("宋体", 10, "left", pitch=SMALL_PITCH, stays="next"),
    "表格栏目": Looks("宋体", 10, "center", pitch=SMALL_PITCH, stays="next"),
    "表格勾稽说明": Looks("楷体_GB2312", 10, "center", pitch=SMALL_PITCH, stays="next"),
    "表注": Looks("宋体", 10, pitch=SMALL_PITCH, before=60, after=120, stays="whole"),
    "图": Looks("宋体", 10, "center", pitch=None, before=120, after=120),
    # 7.5: 一般用4号半角宋体阿拉伯数字.
    "页码（单页）": Looks("宋体", SIZES["4号"], "right", pitch=None),
    "页码（双页）": Looks("宋体", SIZES["4号"], "left", pitch=None),
    "草稿标记": Looks("黑体", 26, "center", pitch=None),
}
"""The styles by the names that a person sees in Word, as the standard or the blank form has them."""


def element(report: Any, name: str) -> Any:
    (found,) = report.styles.element.xpath(f'w:style[w:name[@w:val="{name}"]]')
    return found


def value(parent: Any, tag: str, name: str = "val") -> str | None:
    """An attribute of a child; None where there is none, empty where a switch is on."""
    child = parent.find(qn(f"w:{tag}"))
    return None if child is None else child.get(qn(f"w:{name}"), "")


def looks_of(style: Any) -> Looks:
    paragraph, font = style.pPr, style.rPr
    is_single = value(paragraph, "spacing", "lineRule") == "auto"
    line = int(value(paragraph, "spacing", "line") or 0)
    kept = {tag for tag in ("keepNext", "keepLines") if value(paragraph, tag) is not None}
    assert value(font, "szCs") == value(font, "sz")
    return Looks(
        font=value(font, "rFonts", "eastAsia") or "",
        points=int(value(font, "sz") or 0) / 2,
        align=value(paragraph, "jc") or "",
        first_line=int(value(paragraph, "ind", "firstLineChars") or 0) / 100,
        pitch=None if is_single else line,
        before=int(value(paragraph, "spacing", "before") or 0),
        after=int(value(paragraph, "spacing", "after") or 0),
        stays="next" if "keepNext" in kept else "whole" if kept else "",
    )


@pytest.mark.parametrize("name", STYLES)
def test_a_style_looks_as_the_standard_has_it(name: str, report: Any) -> None:
    assert looks_of(element(report, name)) == STYLES[name]


def test_lone_lines_are_kept_from_every_page(report: Any) -> None:
    for name in STYLES:
        assert value(element(report, name).pPr, "widowControl") == "", name


def test_the_paper_is_a4_with_a_type_area_of_156_by_225_mm(report: Any) -> None:
    """5.1, 5.2: 210 mm × 297 mm; 天头 37 mm, 订口 28 mm; and 7 mm from it to the dashes (7.5)."""
    (section,) = report.sections
    lengths = (
        section.page_width, section.page_height, section.top_margin, section.left_margin,
        section.header_distance, section.footer_distance, section.gutter,
    )  # fmt: skip
    assert [round(length.mm) for length in lengths] == [210, 297, 37, 28, 15, 25, 0]
    assert [round(length / TWIPS_A_MM) for length in TYPE_AREA] == [156, 225]


def test_a_page_has_22_lines_of_28_characters() -> None:
    """5.3: 每面排22行, 每行排28个字. A character is set closer by a quarter of a point."""
    assert TYPE_AREA.height // PITCH == 22
    assert TYPE_AREA.width // (SIZES["3号"] * 20 - 5) == 28


def test_only_what_stands_in_the_text_is_set_closer(report: Any) -> None:
    squeezed = {
        name: value(element(report, name).rPr, "spacing")
        for name in STYLES
        if value(element(report, name).rPr, "spacing") is not None
    }
    assert squeezed == dict.fromkeys(
        ("Body Text", "heading 1", "heading 2", "heading 3", "heading 4"), "-5"
    )


def test_headings_stand_in_the_navigation_by_their_level(report: Any) -> None:
    levels = {
        name: value(element(report, name).pPr, "outlineLvl")
        for name in STYLES
        if value(element(report, name).pPr, "outlineLvl") is not None
    }
    assert levels == {"heading 1": "0", "heading 2": "1", "heading 3": "2", "heading 4": "3"}


def test_a_draft_is_marked_in_bold_red_and_nothing_else_is_bold_or_coloured(report: Any) -> None:
    fonts = {name: element(report, name).rPr for name in STYLES}
    assert [name for name in fonts if value(fonts[name], "b") is not None] == ["草稿标记"]
    assert {name: value(fonts[name], "color") for name in fonts if value(fonts[name], "color")} == {
        "草稿标记": "C00000"
    }


def test_digits_are_narrowed_where_there_is_no_room_for_them(report: Any) -> None:
    narrowed = {
        name: value(element(report, name).rPr, "w")
        for name in STYLES
        if value(element(report, name).rPr, "w") is not None
    }
    assert narrowed == {"表格数字（六号窄）": "80", "表格数字（六号最窄）": "60"}


def test_page_numbers_stand_a_character_from_the_edge(report: Any) -> None:
    """7.5: 单页码居右空一字, 双页码居左空一字."""
    sides = ("leftChars", "rightChars", "left", "right")
    indents = {
        name: [value(element(report, name).pPr, "ind", side) for side in sides]
        for name in ("页码（单页）", "页码（双页）")
    }
    assert indents == {
        "页码（单页）": ["0", "100", "0", "280"],
        "页码（双页）": ["100", "0", "280", "0"],
    }


def test_two_characters_are_also_said_in_twips(report: Any) -> None:
    """For programs that know no characters: 2 × 16 pt."""
    assert value(element(report, "Body Text").pPr, "ind", "firstLine") == str(2 * 16 * 20)


def test_headings_that_run_in_look_as_those_that_stand_alone(report: Any) -> None:
    for level in (1, 2, 3, 4):
        alone, within = (
            element(report, f"heading {level}"),
            element(report, f"heading {level} Char"),
        )
        assert within.get(qn("w:type")) == "character"
        assert value(alone, "link") == within.get(qn("w:styleId"))
        assert value(within, "link") == alone.get(qn("w:styleId"))
        assert [(c.tag, dict(c.attrib)) for c in within.rPr] == [
            (c.tag, dict(c.attrib)) for c in alone.rPr
        ]


def test_tables_have_black_single_lines_of_half_a_point(report: Any) -> None:
    """As in the blank form, with 1 mm beside the content of a cell."""
    looks = element(report, "年报表格").find(qn("w:tblPr"))
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = looks.find(qn("w:tblBorders"))
    assert [
        [value(borders, edge, name) for name in ("val", "sz", "space", "color")] for edge in edges
    ] == [["single", "4", "0", "000000"]] * 6
    margins = looks.find(qn("w:tblCellMar"))
    assert {side: value(margins, side, "w") for side in ("top", "left", "bottom", "right")} == {
        "top": "35", "left": "57", "bottom": "35", "right": "57",
    }  # fmt: skip
    assert value(looks, "jc") == "center"


def test_the_four_fonts_are_those_that_documents_of_the_standard_are_set_in() -> None:
    assert list(OFFICIAL_FONTS) == ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"]
    assert all(name.lower() in names for name, names in OFFICIAL_FONTS.items())


def test_what_begins_or_ends_no_line(report: Any) -> None:
    """Closing marks and the units of figures begin none, opening marks end none."""
    settings = report.settings.element
    assert settings.find(qn("w:evenAndOddHeaders")) is not None
    assert set("，。、；：？！）》”年月日件") <= set(value(settings, "noLineBreaksBefore") or "")
    assert set("（《“") <= set(value(settings, "noLineBreaksAfter") or "")
