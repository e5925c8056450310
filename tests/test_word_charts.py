"""A chart in the Word document: editable, as wide as the page, with all that it shows in words."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from lxml import etree

from disclosure_cli.output.blocks import Chart
from disclosure_cli.output.word.charts import chart_paragraph, chart_workbook, chart_xml
from disclosure_cli.output.word.styles import TypeArea
from disclosure_cli.output.word.wordml import serialised

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
DAY = dt.date(2025, 1, 20)
LONG = "部门动态信息公开目录和其他主动公开的政府信息"
OUTCOMES = Chart("outcomes", 2, "办理结果", "件", (("予以公开", 3), (LONG, 1)))
EMU_A_TWIP = 635


def drawn() -> Any:
    return etree.fromstring(chart_xml(OUTCOMES, DAY))


def found(tree: Any, path: str) -> list[Any]:
    """What an XPath finds: elements, or values of attributes."""
    made: list[Any] = tree.xpath(path, namespaces=NAMESPACES)
    return made


def test_a_chart_has_horizontal_bars_with_the_first_on_top() -> None:
    chart = drawn()
    assert found(chart, "//c:barDir/@val") == ["bar"]
    assert found(chart, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert found(chart, "//c:cat//c:v/text()") == ["予以公开", "部门动态信息公开目录和其他主动…"]
    assert found(chart, "//c:val//c:v/text()") == ["3", "1"]
    assert found(chart, "//c:catAx/c:tickLblSkip/@val") == ["1"]


def test_its_title_tells_the_unit_and_is_not_bold() -> None:
    """五号 (10.5 pt), one size above what stands in the chart."""
    chart = drawn()
    assert found(chart, "//c:title//a:t/text()") == ["办理结果（件）"]
    assert set(found(chart, "//c:title//a:rPr/@b | //c:title//a:defRPr/@b")) == {"0"}
    assert set(found(chart, "//c:title//@sz")) == {"1050"}
    assert set(found(chart, "//c:plotArea//@sz")) == {"900"}


def test_all_letters_of_a_chart_are_in_the_font_of_tables_and_black() -> None:
    chart = drawn()
    fonts = found(chart, "//a:rPr | //a:defRPr")
    assert len(fonts) == 4
    for font in fonts:
        assert found(font, "a:latin/@typeface") == found(font, "a:ea/@typeface") == ["宋体"]
        assert found(font, "a:solidFill/a:srgbClr/@val") == ["000000"]
        # In this order, else Word takes the document for a broken one.
        names = [etree.QName(each).localname for each in font]
        assert names == ["solidFill", "latin", "ea"]


def test_each_bar_has_its_figure_and_nothing_else_beside_it() -> None:
    """What is not denied in so many words, LibreOffice shows beside the figure."""
    (labels,) = found(drawn(), "//c:dLbls")
    shown = {etree.QName(each).localname: each.get("val") for each in found(labels, "c:*[@val]")}
    assert list(shown.items()) == [
        ("showLegendKey", "0"),
        ("showVal", "1"),
        ("showCatName", "0"),
        ("showSerName", "0"),
        ("showPercent", "0"),
        ("showBubbleSize", "0"),
    ]


def test_nothing_stands_in_a_chart_that_says_nothing() -> None:
    """No legend of one colour, no axis of figures, no lines and ticks, no settings of a printer."""
    chart = drawn()
    nothing = "//c:legend | //c:majorGridlines | //c:minorGridlines | //c:printSettings"
    assert found(chart, nothing) == []
    assert found(chart, "//c:valAx/c:delete/@val") == ["1"]
    assert found(chart, "//c:catAx/c:delete") == []
    assert found(chart, "//c:catAx/c:majorTickMark/@val | //c:catAx/c:minorTickMark/@val") == [
        "none", "none",
    ]  # fmt: skip
    assert found(chart, "//c:ser/c:spPr//a:srgbClr/@val") == ["4F6D8F"]
    assert found(chart, "//c:gapWidth/@val") == ["60"]


def test_bars_begin_at_0() -> None:
    assert found(drawn(), "//c:valAx/c:scaling/c:min/@val") == ["0"]


def test_a_chart_can_be_edited_by_its_workbook() -> None:
    """Which holds its figures, and is not asked for them by itself."""
    chart = drawn()
    assert found(chart, "//c:externalData/@r:id") == ["rId1"]
    assert found(chart, "//c:externalData/c:autoUpdate/@val") == ["0"]
    assert found(chart, "//c:f/text()") == ["数据!$B$1", "数据!$A$2:$A$3", "数据!$B$2:$B$3"]
    book = openpyxl.load_workbook(io.BytesIO(chart_workbook(OUTCOMES, DAY)))
    (sheet,) = book.worksheets
    assert sheet.title == "数据"
    assert list(sheet.values) == [
        (None, "件"),
        ("予以公开", 3),
        ("部门动态信息公开目录和其他主动…", 1),
    ]
    assert sheet.column_dimensions["A"].width > 2 * 15


def test_the_workbook_of_a_chart_has_the_date_of_the_report_and_no_chart() -> None:
    content = chart_workbook(OUTCOMES, DAY)
    assert content == chart_workbook(OUTCOMES, DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert [name for name in archive.namelist() if "chart" in name] == []
        assert b"2025-01-20T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("bars", "area", "height"),
    [
        (2, TypeArea(8845, 12756), 800 + 2 * 340),
        (9, TypeArea(8845, 12756), 800 + 9 * 340),
        # Lower than the page by a line, for its heading.
        (40, TypeArea(8845, 12756), 12756 - 579),
    ],
)
def test_a_chart_is_as_wide_as_the_page_and_as_high_as_its_bars_need(
    bars: int, area: TypeArea, height: int
) -> None:
    chart = OUTCOMES._replace(bars=tuple((f"第{n}类", n) for n in range(bars)))
    shown = etree.fromstring(serialised(chart_paragraph(chart, area)))
    assert found(shown, "//w:pStyle/@w:val") == ["Chart"]
    assert found(shown, "//wp:extent/@cx") == [str(area.width * EMU_A_TWIP)]
    assert found(shown, "//wp:extent/@cy") == [str(height * EMU_A_TWIP)]
    assert {found(shown, f"//wp:inline/@dist{side}")[0] for side in "TBLR"} == {"0"}


def test_a_chart_is_told_in_words_to_those_who_do_not_see_it() -> None:
    """With the whole of a label that is shortened in the drawing."""
    shown = etree.fromstring(serialised(chart_paragraph(OUTCOMES, TypeArea(8845, 12756))))
    (properties,) = found(shown, "//wp:docPr")
    assert dict(properties.attrib) == {
        "id": "2",
        "name": "办理结果",
        "descr": f"条形图：办理结果。予以公开3件，{LONG}1件。",
    }
    assert found(shown, "//c:chart/@r:id") == ["rIdChart-outcomes"]
    assert found(shown, "//a:graphicData/@uri") == [NAMESPACES["c"]]
