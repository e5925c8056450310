"""What was composed as one web page: self-contained, accessible, without scripts, for phone and paper.

The tables have real captions and headers (WCAG 2.2, 1.3.1); wide ones scroll by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import accumulate, groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from disclosure_cli.form.grid import Cell, CellRole
from disclosure_cli.model.figures import plain
from disclosure_cli.model.text import ems, visible
from disclosure_cli.output.blocks import (
    DRAFT_MARK,
    Block,
    Chart,
    Composition,
    Paragraph,
    ParagraphRole,
    TableBlock,
)

_LEVELS = {ParagraphRole[f"HEADING_{level}"]: level + 1 for level in (1, 2, 3, 4)}
_CLASSES = {
    ParagraphRole.SIGNATURE: "signature",
    ParagraphRole.DATE: "date",
    ParagraphRole.ANNOTATION: "annotation",
    ParagraphRole.TABLE_NOTE: "note",
}
_BEGIN = (ParagraphRole.HEADING_1, ParagraphRole.SIGNATURE)
"""What begins a section of the page."""
_WIDEST_FOR_A_PHONE = 4
"""Columns; more of them scroll."""
_CHART_WIDTH, _BAR, _GAP = 640, 20, 12
_EM = 14
_LONGEST_LABEL = 16.0


def html_bytes(composition: Composition, *, draft: bool = False) -> bytes:
    """The page of what was composed, in UTF-8; as a draft, with 草稿 on every printed page.

    The same composition gives the same bytes.
    """
    article = _element("article")
    if draft:
        article.append(_element("p", text=DRAFT_MARK, class_="draft"))
    # Each block with the number of the section that it stands in; 0 before the first.
    numbers = accumulate(_begins(block) for block in composition.blocks)
    numbered = zip(numbers, composition.blocks, strict=True)
    for _number, blocks in groupby(numbered, key=lambda each: each[0]):
        _append_section(article, [block for _n, block in blocks])
    head = _element(
        "head",
        _element("meta", charset="utf-8"),
        _element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _element("title", text=composition.title),
        _element("style", text=(files(__package__) / "html.css").read_text("utf-8")),
    )
    page = _element("html", head, _element("body", _element("main", article)), lang="zh-CN")
    content: str = ElementTree.tostring(page, "unicode", method="html")
    return f"<!DOCTYPE html>\n{content}\n".encode()


def _begins(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in _BEGIN


def _append_section(article: Element, blocks: list[Block]) -> None:
    """The blocks of one section into an element of its own; those before the first, directly."""
    first = blocks[0]
    into = article
    if isinstance(first, Paragraph) and first.role in _BEGIN:
        into = _element("section" if first.role is ParagraphRole.HEADING_1 else "footer")
        article.append(into)
    level = 1
    for block in blocks:
        if isinstance(block, TableBlock):
            into.append(_tables(block))
        elif isinstance(block, Chart):
            into.append(_chart(block))
        else:
            # An office may write 1. without （一）; the levels of a page leave none out.
            level = min(_LEVELS.get(block.role, level), level + 1)
            into.append(_paragraph(block, level))


def _paragraph(block: Paragraph, level: int) -> Element:
    if block.role is ParagraphRole.TITLE:
        return _with_lines(_element("h1"), block.text)
    if block.role in _LEVELS:
        return _element(f"h{level}", text=block.text)
    made = _element("p", class_=_CLASSES.get(block.role, ""))
    if block.lead:
        kind = "lead2" if block.lead_role is ParagraphRole.HEADING_2 else "lead"
        lead = _element("span", text=block.lead, class_=kind)
        made.append(lead)
        lead.tail = block.text
        return made
    return _with_lines(made, block.text)


def _tables(block: TableBlock) -> Element:
    """A table for each caption, in a region that scrolls where the screen is too narrow."""
    captioned = accumulate(cell.role is CellRole.CAPTION for cell, _text in block.texts)
    numbered = zip(captioned, block.texts, strict=True)
    return _element(
        "div",
        *(
            _table(block, [cell for _n, cell in cells])
            for _number, cells in groupby(numbered, key=lambda each: each[0])
        ),
        class_="tables wide" if len(block.widths) > _WIDEST_FOR_A_PHONE else "tables",
        # So that it can be scrolled by the keyboard.
        role="region",
        aria_label=f"{block.title}表",
        tabindex="0",
    )


def _table(block: TableBlock, cells: list[tuple[Cell, str]]) -> Element:
    first, text = cells[0]
    if first.role is CellRole.CAPTION:
        caption = _element("caption", text=text)
        cells = cells[1:]
    else:
        caption = _element("caption", text=block.title, class_="unseen")
    whole = sum(block.widths)
    columns = (_element("col", style=f"width:{width / whole:.2%}") for width in block.widths)
    top = next(cell.row for cell, _text in cells if cell.role is CellRole.FIGURE)
    rows = [
        (number, _element("tr", *(_cell(cell, text) for cell, text in row)))
        for number, row in groupby(cells, key=lambda each: each[0].row)
    ]
    return _element(
        "table",
        caption,
        _element("colgroup", *columns),
        _element("thead", *(row for number, row in rows if number < top)),
        _element("tbody", *(row for number, row in rows if number >= top)),
    )


def _cell(cell: Cell, text: str) -> Element:
    spans = {
        "colspan": cell.width if cell.width > 1 else None,
        "rowspan": cell.height if cell.height > 1 else None,
    }
    if cell.role is CellRole.FIGURE:
        return _element("td", text=text, **spans)
    if cell.role is CellRole.CORNER and cell.height > 1:
        return _element("td", text=text, class_="corner", **spans)
    if cell.role is CellRole.STUB:
        scope = "rowgroup" if cell.height > 1 else "row"
        turned = "vertical" if cell.is_outermost else ""
        return _element("th", text=text, scope=scope, class_=turned, **spans)
    scope = "colgroup" if cell.width > 1 and cell.height == 1 else "col"
    return _element("th", text=text, scope=scope, **spans)


def _chart(chart: Chart) -> Element:
    """A chart as inline SVG with its title under it; what it shows is also told in words."""
    height = len(chart.bars) * (_BAR + _GAP)
    svg = _element(
        "svg",
        _element("title", text=chart.title),
        _element("desc", text=chart.description),
        *_bars(chart),
        viewBox=f"0 0 {_CHART_WIDTH} {height}",
        role="img",
        aria_label=chart.description,
        xmlns="http://www.w3.org/2000/svg",
    )
    return _element("figure", svg, _element("figcaption", text=f"{chart.title}（{chart.unit}）"))


def _bars(chart: Chart) -> Iterator[Element]:
    """Each bar between its label on the left and its figure on the right."""
    widest = max(ems(label) for label, _value in chart.bars)
    left = round(min(widest, _LONGEST_LABEL) * _EM) + 8
    room = _CHART_WIDTH - left - 8 * _EM
    most = max(float(value) for _label, value in chart.bars)
    for number, (label, value) in enumerate(chart.bars):
        top = number * (_BAR + _GAP) + _GAP / 2
        length = round(float(value) / most * room, 1)
        middle = top + _BAR * 0.75
        yield _element("text", text=_shortened(label), x=left - 8, y=middle, text_anchor="end")
        yield _element("rect", x=left, y=top, width=length, height=_BAR)
        yield _element("text", text=plain(value), x=round(left + length + 6, 1), y=middle)


def _shortened(label: str) -> str:
    """A label that fits beside its bar; in full it stands in the description."""
    if ems(label) <= _LONGEST_LABEL:
        return label
    ends: Iterable[float] = accumulate(map(ems, label))
    return label[: sum(end <= _LONGEST_LABEL - 1 for end in ends)] + "…"


def _element(tag: str, *children: Element, text: str = "", **attributes: object) -> Element:
    """An element with its attributes; those that are empty or None are left out.

    `class_` and names with `_` for `-` (`aria_label`) are spelt as HTML has them.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value not in ("", None):
            made.set(name.rstrip("_").replace("_", "-"), visible(str(value)))
    if text:
        made.text = visible(text)
    made.extend(children)
    return made


def _with_lines(made: Element, text: str) -> Element:
    """The element with a text of several lines, a line break between them."""
    first, *others = text.split("\n")
    made.text = visible(first)
    for line in others:
        line_break = _element("br")
        line_break.tail = visible(line)
        made.append(line_break)
    return made
