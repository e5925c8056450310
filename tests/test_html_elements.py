"""The web page element by element: what a small report is written as."""

from __future__ import annotations

import datetime as dt
import re
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
from disclosure_cli.output.html import html_bytes, html_fragment

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


def text(content: str, role: str = "BODY") -> Paragraph:
    return Paragraph(ParagraphRole[role], content)


REPORT = (
    TITLE,
    text("前言。"),
    HEADING,
    text("1.投入", "HEADING_3"),
    text("（1）项目", "HEADING_4"),
    Paragraph(ParagraphRole.BODY, "甲。", "（一）公开。"),
    Paragraph(ParagraphRole.BODY, "乙。", "1.投入。", ParagraphRole.HEADING_3),
    text("二、其他需要报告的事项", "HEADING_1"),
    text("没有。"),
    NameBlock(ParagraphRole.SIGNATURE, "示例县人民政府\n办公室"),
    text("2025年1月20日", "DATE"),
    text("（此件公开发布）", "ANNOTATION"),
)
NAME = "<wbr>示例县<wbr>教育局<br><wbr>2024年政府信息公开工作年度报告"
SIGNED = "<wbr>示例县<wbr>人民政府<br><wbr>办公室"
"""A line may end after a division; 教育局 and the title stand whole."""


def test_a_page_is_parted_into_its_sections_and_its_end() -> None:
    made = html_bytes(Composition("题", "示例县教育局", dt.date(2025, 1, 20), REPORT), draft=True)
    _before, _article, content = made.decode().partition("<article>")
    assert content == (
        f'<p class="draft">草　稿</p><h1>{NAME}</h1><p>前言。</p>'
        "<section><h2>一、总体情况</h2><h3>1.投入</h3><h4>（1）项目</h4>"
        '<p><span class="lead2">（一）公开。</span>甲。</p>'
        '<p><span class="lead">1.投入。</span>乙。</p></section>'
        "<section><h2>二、其他需要报告的事项</h2><p>没有。</p></section>"
        f'<footer><p class="signature">{SIGNED}</p><p class="date">2025年1月20日</p>'
        '<p class="annotation">（此件公开发布）</p></footer>'
        "</article></main></body></html>\n"
    )
    assert made.startswith(b'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">')


def test_a_fragment_is_what_follows_the_title_without_sections() -> None:
    composition = Composition("题", "示例县教育局", dt.date(2025, 1, 20), REPORT)
    made = html_fragment(composition).decode()
    assert re.sub(' style="[^"]*"', "", made) == (
        '<div lang="zh-CN"><p>前言。</p><h2>一、总体情况</h2><h3>1.投入</h3><h4>（1）项目</h4>'
        "<p><span>（一）公开。</span>甲。</p><p><span>1.投入。</span>乙。</p>"
        "<h2>二、其他需要报告的事项</h2><p>没有。</p>"
        f"<p>{SIGNED}</p><p>2025年1月20日</p><p>（此件公开发布）</p></div>\n"
    )


GROUPED = Grid(
    4, 4, 2,
    (
        Cell(0, 0, 2, 2, CellRole.CORNER, "勾稽关系"),
        Cell(0, 2, 1, 2, CellRole.HEAD, "申请人情况"),
        Cell(1, 2, 1, 1, CellRole.HEAD, "甲"),
        Cell(1, 3, 1, 1, CellRole.HEAD, "乙"),
        Cell(2, 0, 2, 1, CellRole.STUB, "结果"),
        Cell(2, 1, 1, 1, CellRole.STUB, "公开"),
        Cell(2, 2, 1, 1, CellRole.FIGURE),
        Cell(2, 3, 1, 1, CellRole.FIGURE),
        Cell(3, 1, 1, 1, CellRole.STUB, "不公开"),
        Cell(3, 2, 1, 1, CellRole.FIGURE),
        Cell(3, 3, 1, 1, CellRole.FIGURE),
    ),
    (range(4),),
)  # fmt: skip
"""Rows in a group, columns under a common head, and the explanation of the figures in the corner."""


def test_groups_of_rows_and_columns_are_named_by_their_heads() -> None:
    """The labels stay in sight beside the figures; each knows what stands before it."""
    block = TableBlock("三", GROUPED, (2, 2, 3, 3), ("1", "2", "3", "4"))
    (made,) = page(block).iter("table")
    assert written(made) == (
        '<table class="labelled" style="--digits:17;--labels:40.00">'
        '<caption class="unseen">三</caption>'
        '<colgroup><col class="labels" style="--share:20.00"><col class="labels" style="--share:20.00">'
        '<col class="figures" style="--share:30.00"><col class="figures" style="--share:30.00"></colgroup>'
        '<thead><tr><td class="corner label" colspan="2" rowspan="2" style="--before:0.00">勾稽关系</td>'
        '<th scope="colgroup" colspan="2">申请人情况</th></tr>'
        '<tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead>'
        '<tbody><tr><th scope="rowgroup" class="stub vertical label" rowspan="2" style="--before:0.00">'
        '结果</th><th scope="row" class="stub label" style="--before:20.00">公开</th>'
        "<td>1</td><td>2</td></tr>"
        '<tr><th scope="row" class="stub label" style="--before:20.00">不公开</th>'
        "<td>3</td><td>4</td></tr></tbody></table>"
    )


def test_the_label_of_a_group_has_room_for_its_characters() -> None:
    """A column that is narrower is as wide as a thirteenth of the table was without that."""
    (made,) = page(TableBlock("三", GROUPED, (1, 25, 37, 37), ("1",) * 4)).iter("table")
    whole = 100 / 13 + 25 + 37 + 37
    shares = [column.get("style") for column in made.iter("col")]
    assert shares == [f"--share:{100 * width / whole:.2f}" for width in (100 / 13, 25, 37, 37)]


STACKED = Grid(
    6, 3, 2,
    (
        Cell(0, 0, 1, 3, CellRole.CAPTION, "第（一）项"),
        Cell(1, 0, 1, 1, CellRole.HEAD, "内容"),
        Cell(1, 1, 1, 2, CellRole.HEAD, "件数"),
        Cell(2, 0, 1, 1, CellRole.STUB, "规章"),
        Cell(2, 1, 1, 2, CellRole.FIGURE),
        Cell(3, 0, 1, 3, CellRole.CAPTION, "第（二）项"),
        Cell(4, 0, 1, 1, CellRole.HEAD, "内容"),
        Cell(4, 1, 1, 1, CellRole.HEAD, "甲"),
        Cell(4, 2, 1, 1, CellRole.HEAD, "乙"),
        Cell(5, 0, 1, 1, CellRole.STUB, "许可"),
        Cell(5, 1, 1, 1, CellRole.FIGURE),
        Cell(5, 2, 1, 1, CellRole.FIGURE),
    ),
    (range(3), range(3, 6)),
)  # fmt: skip


def test_tables_under_one_another_have_a_caption_each_and_columns_of_their_own() -> None:
    """Alike in all their columns, so that they scroll as one: no label of them stays in sight."""
    assert lines(TableBlock("二", STACKED, (1, 1, 1), ("1", "2", "3"))) == [
        '<div class="tables" role="region" aria-label="二表" tabindex="0">'
        '<table style="--digits:15"><caption>第（一）项</caption>'
        '<colgroup><col class="figures" style="--share:33.33"><col class="figures" style="--share:66.67">'
        '</colgroup><thead><tr><th scope="col">内容</th><th scope="col">件数</th></tr></thead>'
        '<tbody><tr><th scope="row" class="stub">规章</th><td>1</td></tr></tbody></table>'
        '<table style="--digits:15"><caption>第（二）项</caption>'
        '<colgroup><col class="figures" style="--share:33.33"><col class="figures" style="--share:33.33">'
        '<col class="figures" style="--share:33.33"></colgroup>'
        '<thead><tr><th scope="col">内容</th><th scope="col">甲</th><th scope="col">乙</th></tr></thead>'
        '<tbody><tr><th scope="row" class="stub">许可</th><td>2</td><td>3</td></tr></tbody></table></div>'
    ]


@pytest.mark.parametrize(
    ("block", "kinds"),
    [
        (table("1", "2"), "tables"),
        # Several lines a row: such a table may be longer than a page.
        (table("1\n3\n+2", "2"), "tables paged"),
        (TableBlock("二", STACKED, (1, 1, 1), ("1\n3\n+2", "2", "3")), "tables"),
        (table("1\n3\n+2", "2")._replace(grid=GRID._replace(groups=())), "tables list"),
    ],
    ids=["form", "annex", "captions", "list"],
)
def test_a_table_that_may_be_longer_than_a_page_is_told_apart(
    block: TableBlock, kinds: str
) -> None:
    (made,) = page(block).xpath("//div[@role='region']")
    assert made.get("class") == kinds


@pytest.mark.parametrize(
    ("block", "kinds"),
    [
        # Two columns beside the labels, of 42 and 43 digits each: on paper 85 have room beside labels,
        (table("1", "1" * 41), "labelled"),
        (table("1", "1" * 42), "labelled turned"),
        # and 107 without: 7 beside twice 50, of a figure of 49 digits and one more.
        (TableBlock("二", STACKED, (7, 50, 50), ("1", "2", "1" * 49)), ""),
        (TableBlock("二", STACKED, (8, 50, 50), ("1", "2", "1" * 49)), "turned"),
    ],
)
def test_figures_that_are_too_wide_for_paper_are_turned(block: TableBlock, kinds: str) -> None:
    assert {made.get("class", "") for made in page(block).iter("table")} == {kinds}


def test_the_longest_label_of_a_chart_is_shortened_and_its_figure_keeps_its_room() -> None:
    """Twelve characters of 14 pixels, and 8; seven digits, each a little more than half as wide as high."""
    chart = Chart(
        "categories", 1, "公开", "条", (("部门动态信息公开目录和其他信息", 1000000), ("无", 0))
    )
    (svg,) = page(chart).iter("svg")
    left = 12 * 14 + 8
    room = 400 - left - round(3.5 * 1.2 * 14) - 8
    assert [(each.text, each.get("x")) for each in svg.iter("text")] == [
        ("部门动态信息公开目录和…", str(left - 8)),
        ("1000000", f"{left + room + 6:.1f}"),
        ("无", str(left - 8)),
        ("0", f"{left + 6:.1f}"),
    ]
    assert [each.get("width") for each in svg.iter("rect")] == [f"{room:.1f}", "0.0"]
