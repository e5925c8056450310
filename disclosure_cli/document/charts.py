"""A chart as Word keeps one: a DrawingML chart with its figures in a workbook of its own.

It stays editable in Word and WPS. XlsxWriter writes both the chart and the workbook.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from lxml import etree
from lxml.etree import _Element

from disclosure_cli.charts import Chart
from disclosure_cli.document.package import Part, Relation, office
from disclosure_cli.document.styles import CHART, SONGTI
from disclosure_cli.document.wordml import RELATIONS, paragraph, serialised, visible_in_xml, w
from disclosure_cli.report import Report

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD_DRAWING = f"{_DRAWING}/wordprocessingDrawing"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = "数据"
_EMU_A_TWIP = 635
_HEIGHT_OF_A_BAR, _HEIGHT_OF_THE_REST = 420, 1000
"""In twips."""
_IDS = {"categories": 1, "outcomes": 2}
"""The drawing ids, which must be unique in a document."""


def chart_paragraph(chart: Chart, text_width: int) -> _Element:
    """The paragraph that shows a chart, as wide as the type area, with its alternative text."""
    width = text_width * _EMU_A_TWIP
    height = (_HEIGHT_OF_THE_REST + _HEIGHT_OF_A_BAR * len(chart.bars)) * _EMU_A_TWIP
    inline = etree.Element(
        f"{{{_WORD_DRAWING}}}inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        nsmap={"wp": _WORD_DRAWING},
    )
    etree.SubElement(inline, f"{{{_WORD_DRAWING}}}extent", cx=str(width), cy=str(height))
    etree.SubElement(
        inline,
        f"{{{_WORD_DRAWING}}}docPr",
        id=str(_IDS[chart.key]),
        name=visible_in_xml(chart.title),
        descr=visible_in_xml(chart.description),
    )
    graphic = etree.SubElement(
        inline, f"{{{_DRAWING}/main}}graphic", nsmap={"a": f"{_DRAWING}/main"}
    )
    data = etree.SubElement(graphic, f"{{{_DRAWING}/main}}graphicData", uri=f"{_DRAWING}/chart")
    reference = etree.SubElement(
        data, f"{{{_DRAWING}/chart}}chart", nsmap={"c": f"{_DRAWING}/chart"}
    )
    reference.set(f"{{{RELATIONS}}}id", _relation_id(chart))
    return paragraph(CHART.id, w("r", w("drawing", inline)))


def chart_parts(chart: Chart, report: Report) -> tuple[Relation, list[Part]]:
    """How the document relates to a chart, and the parts of it."""
    book = f"word/embeddings/{chart.key}.xlsx"
    name = f"word/charts/{chart.key}.xml"
    year = report.year or report.edition.first_year
    drawn = etree.fromstring(_drawn(chart, year))
    space = f"{{{_DRAWING}/chart}}"
    for settings in drawn.findall(f"{space}printSettings"):
        drawn.remove(settings)
    for labels in drawn.iter(f"{space}dLbls"):
        # What is not denied in so many words, LibreOffice shows beside the figure.
        for shown in labels.findall(f"{space}showVal"):
            shown.addprevious(etree.Element(f"{space}showLegendKey", val="0"))
        for denied in ("showCatName", "showSerName", "showPercent", "showBubbleSize"):
            etree.SubElement(labels, f"{space}{denied}", val="0")
    external = etree.SubElement(drawn, f"{space}externalData")
    external.set(f"{{{RELATIONS}}}id", "rId1")
    etree.SubElement(external, f"{space}autoUpdate", val="0")
    uses = (Relation("rId1", office("package"), book),)
    return Relation(_relation_id(chart), office("chart"), name), [
        Part(name, _CHART_TYPE, serialised(drawn), uses),
        Part(book, _BOOK_TYPE, _workbook(chart, year, draw=False)),
    ]


def _relation_id(chart: Chart) -> str:
    return f"rIdChart-{chart.key}"


def _drawn(chart: Chart, year: int) -> bytes:
    """The XML of a chart as XlsxWriter draws it in a workbook."""
    with zipfile.ZipFile(io.BytesIO(_workbook(chart, year, draw=True))) as archive:
        return archive.read("xl/charts/chart1.xml")


def _workbook(chart: Chart, year: int, *, draw: bool) -> bytes:
    """The figures of a chart as a workbook, with or without the chart."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    # Not the clock: the same report gives the same bytes.
    book.set_properties({"created": dt.datetime(year + 1, 1, 1)})
    sheet = book.add_worksheet(_SHEET)
    sheet.set_column(0, 0, 30)
    sheet.write_string(0, 1, chart.unit)
    last = len(chart.bars)
    for row, (label, value) in enumerate(chart.bars, 1):
        sheet.write_string(row, 0, visible_in_xml(label))
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
        bars.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
        bars.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        sheet.insert_chart(1, 3, bars)
    book.close()
    return target.getvalue()
