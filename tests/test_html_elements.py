"""The web page element by element: what a small report is written as."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lxml import html

from disclosure_cli.form.grid import Cell, CellRole, Grid
from disclosure_cli.output.blocks import (
    Block,
    Chart,
    Composition,
    NameBlock,
    Paragraph,
    ParagraphRole,
    TableBlock,
)
from disclosure_cli.output.html import html_bytes

TITLE = NameBlock(ParagraphRole.TITLE, "示例县教育局", ("2024年政府信息公开", "工作年度报告"))
HEADING = Paragraph(ParagraphRole.HEADING_1, "一、总体情况")
CELLS = (
    Cell(0, 0, 1, 1, CellRole.CORNER, "情形"),
    Cell(0, 1, 1, 1, CellRole.HEAD, "甲"),
    Cell(0, 2, 1, 1, CellRole.HEAD, "乙"),
    Cell(1, 0, 1, 1, CellRole.STUB, "结转"),
    Cell(1, 1, 1, 1, CellRole.FIGURE),
    Cell(1, 2, 1, 1, CellRole.FIGURE),
)
GRID = Grid(2, 3, 1, CELLS, (range(2),))


def page(*blocks: Block, draft: bool = False) -> Any:
    made = html_bytes(Composition("题", "示例县教育局", dt.date(2025, 1, 20), blocks), draft=draft)
    return html.document_fromstring(made.decode())


def written(element: Any) -> str:
    """An element as HTML, without what follows it."""
    text: str = html.tostring(element, encoding="unicode", with_tail=False)
    return text


def lines(*blocks: Block, draft: bool = False) -> list[str]:
    """What stands in the article, each of its elements as HTML."""
    (article,) = page(*blocks, draft=draft).xpath("//body/main/article")
    return [written(each) for each in article]


def table(*figures: str, widths: tuple[int, ...] = (2, 1, 3), note: str = "") -> TableBlock:
    return TableBlock("二、办理", GRID, widths, figures, note)


def test_the_head_of_a_page_says_what_a_browser_needs() -> None:
    head = page(TITLE).find("head")
    assert [written(each) for each in head if each.tag != "style"] == [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>题</title>",
    ]
    assert [each.tag for each in head][-1] == "style"


def test_a_table_has_its_caption_its_head_and_its_body() -> None:
    """Its columns of figures are equally wide; each has room for a figure of four digits, and one more."""
    assert lines(table("1", "2（注1）", note="注：含结转。\n另见附表。")) == [
        '<div class="tables" role="region" aria-label="二、办理表" tabindex="0">'
        '<table class="labelled" style="--digits:15;--labels:33.33">'
        '<caption class="unseen">二、办理</caption>'
        '<colgroup><col class="labels" style="--share:33.33"><col class="figures" style="--share:33.33">'
        '<col class="figures" style="--share:33.33"></colgroup>'
        '<thead><tr><th scope="col" class="label" style="--before:0.00">情形</th>'
        '<th scope="col">甲</th><th scope="col">乙</th></tr></thead>'
        '<tbody><tr><th scope="row" class="stub label" style="--before:0.00">结转</th>'
        "<td>1</td><td>2（注1）</td></tr></tbody></table></div>",
        '<p class="note">注：含结转。<br>另见附表。</p>',
    ]


@pytest.mark.parametrize(
    ("figure", "digits"),
    [
        # In one of three columns: as many digits, and one more, three times.
        ("1234", 15),
        ("12345", 18),
        ("123456789", 30),
        # A note may wrap, each line stands by itself; what is a note alone has its own width.
        ("12345（其中修订3件）", 18),
        ("123\n123456\n+3", 21),
        ("（没有读到）", 39),
    ],
)
def test_a_table_is_as_wide_as_its_longest_figure_needs(figure: str, digits: int) -> None:
    (made,) = page(table("1", figure)).iter("table")
    assert made.get("style") == f"--digits:{digits};--labels:33.33"


def test_heads_of_three_characters_stand_whole() -> None:
    """自然人 is as wide as six digits."""
    cells = tuple(each._replace(label=each.label.replace("甲", "自然人")) for each in CELLS)
    (made,) = page(table("1", "2")._replace(grid=GRID._replace(cells=cells))).iter("table")
    assert made.get("style") == "--digits:21;--labels:33.33"


def test_a_chart_has_a_bar_for_each_figure_and_tells_them_in_words() -> None:
    """Labels of four characters take 64 pixels; the longest bar, what is left beside its figure."""
    chart = Chart("outcomes", 2, "办理结果", "件", (("予以公开", 4), ("部分公开", 1)))
    # 400 - (4 × 14 + 8) - round(½ × 1.2 × 14) - 8
    room = 400 - 64 - 8 - 8
    assert lines(chart) == [
        '<figure><svg viewbox="0 0 400 64" role="img" aria-label="'
        '条形图：办理结果。予以公开4件，部分公开1件。" xmlns="http://www.w3.org/2000/svg">'
        '<text x="56" y="21.0" text-anchor="end">予以公开</text>'
        f'<rect x="64" y="6.0" width="{room:.1f}" height="20"></rect>'
        f'<text x="{64 + room + 6:.1f}" y="21.0">4</text>'
        '<text x="56" y="53.0" text-anchor="end">部分公开</text>'
        f'<rect x="64" y="38.0" width="{room / 4:.1f}" height="20"></rect>'
        f'<text x="{64 + room / 4 + 6:.1f}" y="53.0">1</text>'
        "</svg><figcaption>办理结果（件）</figcaption></figure>"
    ]
