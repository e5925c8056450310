"""A chart for a web page: inline SVG, bars with their labels and figures, and its description."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from disclosure_cli.model.figures import plain
from disclosure_cli.model.text import ems
from disclosure_cli.output.charts import Chart
from disclosure_cli.output.html_elements import element

_WIDTH, _BAR, _GAP = 640, 20, 12
_EM = 14
_LONGEST_LABEL = 16.0


def figure_element(chart: Chart) -> Element:
    """The chart with its title under it; what it shows is also told to those who cannot see it."""
    widest = max(ems(label) for label, _value in chart.bars)
    left = round(min(widest, _LONGEST_LABEL) * _EM) + 8
    room = _WIDTH - left - 8 * _EM
    most = max(float(value) for _label, value in chart.bars)
    height = len(chart.bars) * (_BAR + _GAP)
    svg = element(
        "svg",
        element("title", text=chart.title),
        element("desc", text=chart.description),
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_label=chart.description,
        xmlns="http://www.w3.org/2000/svg",
    )
    for number, (label, value) in enumerate(chart.bars):
        top = number * (_BAR + _GAP) + _GAP / 2
        length = round(float(value) / most * room, 1)
        middle = top + _BAR * 0.75
        svg.append(element("text", text=_shortened(label), x=left - 8, y=middle, text_anchor="end"))
        svg.append(element("rect", x=left, y=top, width=length, height=_BAR))
        svg.append(element("text", text=plain(value), x=round(left + length + 6, 1), y=middle))
    return element("figure", svg, element("figcaption", text=f"{chart.title}（{chart.unit}）"))


def _shortened(label: str) -> str:
    """A label that fits beside its bar; in full it stands in the description."""
    if ems(label) <= _LONGEST_LABEL:
        return label
    kept = ""
    for character in label:
        if ems(kept + character) > _LONGEST_LABEL - 1:
            break
        kept += character
    return f"{kept}…"
