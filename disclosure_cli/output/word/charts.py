"""A chart as Word keeps one: a DrawingML chart with its figures in a workbook of its own.

It stays editable in Word and WPS. XlsxWriter writes both the chart and the workbook.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from disclosure_cli.files import reproducible
from disclosure_cli.model.text import shortened
from disclosure_cli.output.blocks import Chart
from disclosure_cli.output.word.styles import CHART, LINE, SONGTI, TypeArea
from disclosure_cli.output.word.wordml import (
    DRAWING,
    RELATIONS,
    paragraph,
    serialised,
    visible_in_xml,
    w,
)

BOOK_RELATION = "rId1"
"""What a chart calls the workbook with its figures."""
_CHART = f"{{{DRAWING}/chart}}"
_MAIN = f"{{{DRAWING}/main}}"
_WORD = f"{{{DRAWING}/wordprocessingDrawing}}"
_SHEET = "数据"
_EMU_A_TWIP = 635
_HEIGHT_OF_A_BAR, _HEIGHT_OF_THE_REST = 340, 800
"""In twips."""
_LONGEST_LABEL = 16.0
"""In full-width characters; the whole label stands in the alternative text."""


def chart_paragraph(chart: Chart, area: TypeArea) -> Element:
    """The paragraph that shows a chart, as wide as the type area, with its alternative text."""
    width = area.width * _EMU_A_TWIP
    height = min(_HEIGHT_OF_THE_REST + _HEIGHT_OF_A_BAR * len(chart.bars), area.height - LINE)
    inline = Element(f"{_WORD}inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    SubElement(inline, f"{_WORD}extent", cx=str(width), cy=str(height * _EMU_A_TWIP))
    SubElement(
        inline,
        f"{_WORD}docPr",
        id=str(chart.number),
        name=visible_in_xml(chart.title),
        descr=visible_in_xml(chart.description),
    )
    graphic = SubElement(inline, f"{_MAIN}graphic")
    data = SubElement(graphic, f"{_MAIN}graphicData", uri=f"{DRAWING}/chart")
    SubElement(data, f"{_CHART}chart", {f"{{{RELATIONS}}}id": chart_relation(chart)})
    return paragraph(CHART.id, w("r", w("drawing", inline)))


def chart_relation(chart: Chart) -> str:
    """What the document calls a chart."""
    return f"rIdChart-{chart.key}"


def chart_xml(chart: Chart, date: dt.date) -> bytes:
    """The drawing of a chart, as XlsxWriter draws it in a workbook, for use in a document."""
    with zipfile.ZipFile(io.BytesIO(_workbook(chart, date, draw=True))) as archive:
        drawn = ElementTree.fromstring(archive.read("xl/charts/chart1.xml"))
    for settings in drawn.findall(f"{_CHART}printSettings"):
        drawn.remove(settings)
    for labels in drawn.iter(f"{_CHART}dLbls"):
        # What is not denied in so many words, LibreOffice shows beside the figure.
        at = [child.tag for child in labels].index(f"{_CHART}showVal")
        labels.insert(at, Element(f"{_CHART}showLegendKey", val="0"))
        for denied in ("showCatName", "showSerName", "showPercent", "showBubbleSize"):
            SubElement(labels, f"{_CHART}{denied}", val="0")
    for looks in drawn.iter():
        if looks.tag in (f"{_MAIN}rPr", f"{_MAIN}defRPr"):
            _name_east_asian_font(looks)
    external = SubElement(drawn, f"{_CHART}externalData", {f"{{{RELATIONS}}}id": BOOK_RELATION})
    SubElement(external, f"{_CHART}autoUpdate", val="0")
    return serialised(drawn)


def _name_east_asian_font(looks: Element) -> None:
    """Ask for the font of the Latin letters in Chinese too, else the theme decides."""
    for number, font in enumerate(looks):
        if font.tag == f"{_MAIN}latin":
            looks.insert(number + 1, Element(f"{_MAIN}ea", font.attrib))
            return


def chart_workbook(chart: Chart, date: dt.date) -> bytes:
    """The figures of a chart as a workbook, the same bytes each time."""
    return reproducible(_workbook(chart, date, draw=False))


def _workbook(chart: Chart, date: dt.date, *, draw: bool) -> bytes:
    """The figures of a chart as a workbook, with or without the chart."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    # Not the clock: the same report gives the same bytes.
    book.set_properties({"created": dt.datetime.combine(date, dt.time())})
    sheet = book.add_worksheet(_SHEET)
    sheet.set_column(0, 0, 30)
    sheet.write_string(0, 1, chart.unit)
    last = len(chart.bars)
    for row, (label, value) in enumerate(chart.bars, 1):
        sheet.write_string(row, 0, visible_in_xml(shortened(label, _LONGEST_LABEL)))
        sheet.write_number(row, 1, value)
    if draw:
        bars = book.add_chart({"type": "bar"})
        font = {"name": SONGTI, "size": 9, "color": "#000000"}
        bars.add_series(
            {
                "name": [_SHEET, 0, 1],
                "categories": [_SHEET, 1, 0, last, 0],
                "values": [_SHEET, 1, 1, last, 1],
                "data_labels": {"value": True, "font": font},
                "fill": {"color": "#4F6D8F"},
                "gap": 60,
            }
        )
        title_font = {**font, "size": 10.5, "bold": False}
        bars.set_title(
            {"name": visible_in_xml(f"{chart.title}（{chart.unit}）"), "name_font": title_font}
        )
        bars.set_legend({"none": True})
        # The first bar on top, as in the table.
        bars.set_y_axis(
            {
                "reverse": True,
                "num_font": font,
                "major_tick_mark": "none",
                "minor_tick_mark": "none",
                "interval_unit": 1,  # Each bar has its label, however many there are.
            }
        )
        bars.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        sheet.insert_chart(1, 3, bars)
    book.close()
    return target.getvalue()
