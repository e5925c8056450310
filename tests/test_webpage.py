"""The web page: real tables and headings, nothing from elsewhere, and clean in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import AXE, DESK, PHONE, complaints, measured
from conftest import needed
from lxml import html
from report_factory import sound, web_page
from sample_reports import REPORTS, long
from test_document import with_overview

from disclosure_cli import compare
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.report import Report
from disclosure_cli.output.compose import compose_comparison
from disclosure_cli.output.html import html_bytes


def page(report: Report, **how: bool) -> Any:
    return html.document_fromstring(web_page(report, **how))


def texts(found: list[Any]) -> list[str]:
    return [each.text_content() for each in found]


def test_the_page_reads_in_the_official_order() -> None:
    made = page(sound(2024))
    assert made.get("lang") == "zh-CN"
    assert texts(made.xpath("//h1")) == ["示例县自然资源局2024年政府信息公开工作年度报告"]
    assert texts(made.xpath("//h2")) == [s.title for s in sound(2024).edition.sections]
    assert texts(made.xpath("//footer/p")) == [
        "示例县自然资源局",
        "2025年1月20日",
        "（此件公开发布）",
    ]


@pytest.mark.parametrize("year", [2020, 2024])
def test_every_figure_stands_under_its_headers(year: int) -> None:
    base = sound(year)
    entries = {ref: Entry(n, str(n)) for n, ref in enumerate(base.edition.measures, 1000)}
    made = page(replace(base, entries=entries))
    shown = [each.text_content().lstrip("+") for each in made.xpath("//td[not(@class)]")]
    assert [text.removesuffix("元") for text in shown] == [str(e.value) for e in entries.values()]
    scopes = {th.get("scope") for th in made.iter("th")}
    assert scopes == {"row", "rowgroup", "col", "colgroup"}
    tables = list(made.iter("table"))
    assert tables
    assert all(table.find("caption") is not None for table in tables)
    assert all(table.find("thead/tr") is not None for table in tables)


def test_the_head_of_the_labels_is_a_head_and_the_explanation_of_the_sums_is_none() -> None:
    made = page(sound(2024))
    assert {th.get("scope") for th in made.iter("th") if th.text_content() == "信息内容"} == {"col"}
    assert [text[:6] for text in texts(made.xpath("//td[@class='corner label']"))] == [
        "（本列数据的"
    ]


def test_the_levels_of_headings_leave_none_out() -> None:
    made = page(with_overview("1. 先写了小标题", "（一）主动公开情况", "1. 第一项", "（1）其中"))
    levels = [int(each.tag[1]) for each in made.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels[:6] == [1, 2, 3, 3, 4, 5]


def test_a_heading_that_runs_in_stays_in_its_paragraph() -> None:
    made = page(with_overview("（一）主动公开。全年公开97条。"))
    (paragraph,) = (p for p in made.iter("p") if p.find("span") is not None)
    assert paragraph.text_content() == "（一）主动公开。全年公开97条。"


def test_nothing_is_fetched_from_elsewhere_and_no_script_runs() -> None:
    content = web_page(long(), charts=True).decode()
    assert "<script" not in content
    assert re.findall(r"(?:src|href)=|url\(|@import", content) == []


def test_what_people_write_is_text_and_never_markup() -> None:
    made = page(with_overview("<script>alert(1)</script> & {机关名称} \u202e \x1b[31m"))
    assert list(made.iter("script")) == []
    assert "<script>alert(1)</script> & 示例县自然资源局" in made.text_content()
    assert "\x1b" not in made.text_content()
    assert "\u202e" not in made.text_content()


def test_a_chart_says_what_it_shows() -> None:
    made = page(long(), charts=True)
    described = [svg.get("aria-label") for svg in made.iter("svg")]
    assert described == [
        "条形图：主动公开政府信息总数（按类别）。部门动态59条，公示公告1条。",
        "条形图：政府信息公开申请办理结果。予以公开1431件，部分公开471件，不予公开92件，"
        "无法提供941件，不予处理117件，其他处理469件。",
    ]


def test_a_draft_says_so() -> None:
    assert texts(page(sound(2024), draft=True).xpath("//p[@class='draft']")) == ["草　稿"]
    assert page(sound(2024)).xpath("//p[@class='draft']") == []


def test_notes_stand_after_figures_and_under_tables() -> None:
    base = sound(2024)
    at = Ref("documents", "normative", "in_force")
    entries = {**base.entries, at: Entry(22, "22（其中修订16件）", note="（其中修订16件）")}
    about = {**base.about, "proactive_note": "注：含{年度}年清理的文件。"}
    made = page(replace(base, entries=entries, about=about))
    assert "22（其中修订16件）" in texts(list(made.iter("td")))
    assert texts(made.xpath("//p[@class='note']")) == ["注：含2024年清理的文件。"]


def test_each_table_has_the_columns_that_its_cells_begin_in() -> None:
    """第二十条第（八）项 of the 2019 form has three cells in a row, of which the last is twice as wide."""
    made = page(sound(2020))
    tables = {table.find("caption").text: table for table in made.iter("table")}
    narrow = tables["第二十条第（八）项"]
    assert [col.get("style") for col in narrow.iter("col")] == [
        "--share:25.00", "--share:25.00", "--share:50.00",
    ]  # fmt: skip
    assert [cell.get("colspan") for cell in narrow.iter("th", "td")] == [None] * 6
    assert [cell.get("scope") for cell in narrow.find("thead").iter("th")] == ["col"] * 3


@pytest.mark.office
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_a_checker_of_accessibility_finds_nothing(name: str, width: int, tmp_path: Path) -> None:
    """axe-core; and the page itself is not wider than the window, whatever scrolls in it."""
    needed(["axe-core (npm)"] * (not AXE.is_file()))
    script = AXE.read_text("utf-8") + (
        ";axe.run().then(found => [found.violations.map(v => [v.id, v.nodes[0].html]),"
        "document.documentElement.scrollWidth > window.innerWidth])"
    )
    content = web_page(REPORTS[name](), charts=True).decode()
    assert measured(content, script, width, tmp_path) == [[], False]


@pytest.mark.office
def test_a_checker_of_html_finds_nothing(tmp_path: Path) -> None:
    """The Nu HTML checker, on every report and on the comparison of two years."""
    pages = {name: web_page(report(), charts=True) for name, report in REPORTS.items()}
    annex = html_bytes(compose_comparison(compare(sound(2023), long())))
    draft = web_page(sound(2024), draft=True)
    assert complaints({**pages, "annex": annex, "draft": draft}, tmp_path) == []
