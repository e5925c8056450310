"""The fragment: what is pasted into the page of a content management system, which may look as it likes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browser import DESK, complaints, measured
from command_line import disclosure
from lxml import html
from report_factory import sound, template, web_page
from sample_reports import REPORTS, large, long
from test_web_layout import FIGURES

from disclosure_cli import build
from disclosure_cli.model.report import Report
from disclosure_cli.output.compose import compose
from disclosure_cli.output.html import html_fragment
from disclosure_cli.output.inline_styles import write_styles_inline

HOSTILE = (
    "body{font:16px/1.5 sans-serif;width:760px} table{border:0;border-collapse:separate;width:auto}"
    "td,th{padding:0;border:0;text-align:right;word-break:break-all} p{text-indent:0;margin:20px}"
    "caption{caption-side:bottom;text-align:center} h2{font-size:30px} svg{width:30px;fill:green}"
)
"""A site's own looks, which would undo those of a report."""


def fragment(report: Report, *, draft: bool = False) -> str:
    return html_fragment(compose(report, charts=True), draft=draft).decode()


def pasted(report: Report, looks: str = "") -> str:
    """The fragment in a page of its own title, as a site shows it."""
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户网站</title>'
        f"{looks and f'<style>{looks}</style>'}</head><body><h1>年度报告</h1>{fragment(report)}</body></html>"
    )


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_one_element_without_anything_that_could_disturb_a_page(name: str) -> None:
    content = fragment(REPORTS[name]())
    assert re.findall(r"<(?:!DOCTYPE|html|head|body|style|script|link|h1)\b", content) == []
    root = html.fragment_fromstring(content)
    assert (root.tag, root.get("lang")) == ("div", "zh-CN")
    attributes = {attribute for each in root.iter() for attribute in each.attrib}
    assert "style" in attributes
    assert attributes & {"id", "class", "for", "name", "href", "src"} == set()
    assert re.findall(r"var\(|--|calc\(", content) == []


@pytest.mark.parametrize("name", REPORTS)
def test_its_tables_and_texts_are_those_of_the_page(name: str) -> None:
    report = REPORTS[name]()
    page: Any = html.document_fromstring(web_page(report, charts=True))
    made: Any = html.fragment_fromstring(fragment(report))

    def tables(root: Any) -> list[tuple[str | None, ...]]:
        cells = root.xpath("//caption|//thead|//tbody|//tr|//td|//th")
        spans = ("scope", "colspan", "rowspan")
        return [(each.tag, each.text, *map(each.get, spans)) for each in cells]

    assert tables(made) == tables(page)
    texts = [each.text_content() for each in page.xpath("//h2|//h3|//h4|//h5|//p|//svg")]
    assert [e.text_content() for e in made.xpath("//h2|//h3|//h4|//h5|//p|//svg")] == texts


def test_a_draft_says_so() -> None:
    root = html.fragment_fromstring(fragment(sound(2024), draft=True))
    assert root[0].text == "草　稿"
    assert "color:#c00000" in root[0].get("style")


def test_a_later_rule_wins_and_values_come_from_around() -> None:
    root = ElementTree.fromstring('<div style="--x:3"><p class="note">a</p><p>b</p></div>')
    write_styles_inline(
        root, "/* p */ p { border: 0; width: calc(var(--x) * 1%) } p.note, td { border: 1px }"
    )
    assert [p.attrib for p in root] == [
        {"style": "width:3%;border:1px"},
        {"style": "border:0;width:3%"},
    ]
    assert root.attrib == {}


@pytest.mark.office
def test_it_looks_like_a_report_wherever_it_is_pasted(tmp_path: Path) -> None:
    """Lines, padding, alignment, indents and figures do not follow the looks of the site."""
    script = f"""
        const looks = (selector, name) => [...new Set(
            [...document.querySelectorAll(selector)].map(each => getComputedStyle(each)[name])
        )];
        ({{
            lines: looks('th, td', 'borderBottomWidth'),
            collapse: looks('table', 'borderCollapse'),
            figures: looks('tbody td', 'textAlign'),
            caption: looks('caption', 'captionSide'),
            chart: Math.round(document.querySelector('svg').getBoundingClientRect().width),
            indent: getComputedStyle(document.querySelector('p')).textIndent,
            broken: {FIGURES.strip()},
        }})
    """
    assert measured(pasted(large(), HOSTILE), script, DESK, tmp_path) == {
        "lines": ["1px"],
        "collapse": ["collapse"],
        "figures": ["center"],
        "caption": ["top"],
        "chart": 500,
        "indent": "32px",
        "broken": [],
    }


@pytest.mark.office
def test_a_checker_of_html_finds_nothing(tmp_path: Path) -> None:
    pages = {name: pasted(report()).encode() for name, report in REPORTS.items()}
    assert complaints(pages, tmp_path) == []


def test_it_is_built_on_request(tmp_path: Path) -> None:
    template(tmp_path / "workbook.xlsx", long())
    built = disclosure(tmp_path, "build", "workbook.xlsx", "-o", "r.html", "--fragment")
    assert (built.returncode, built.stdout) == (0, "r.html\n")
    assert (tmp_path / "r.html").read_bytes().startswith(b'<div lang="zh-CN"><p ')
    build(long(), {"html": tmp_path / "library.html"}, fragment=True)
    assert (tmp_path / "library.html").read_bytes() == (tmp_path / "r.html").read_bytes()


@pytest.mark.parametrize("formats", [(), ("--to", "docx"), ("-o", "report.pdf")], ids=str)
def test_without_a_web_page_it_is_refused(formats: tuple[str, ...], tmp_path: Path) -> None:
    template(tmp_path / "workbook.xlsx", sound(2024))
    refused = disclosure(tmp_path, "build", "workbook.xlsx", "--fragment", *formats)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--fragment 只用于网页；请加上 --to html" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["workbook.xlsx"]
