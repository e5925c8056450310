"""What a good typist would not let out of the house, on the rendered pages: breaks, rules, sizes, lone lines."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import office
import pytest
from conftest import ConvertAll, needed
from report_factory import sound, word_document
from sample_reports import EXAMPLES, REPORTS, large
from test_pages import BOTTOM, LEFT, RIGHT, TOP, Word, words
from test_reference import landscape

from disclosure_cli import api
from disclosure_cli.form.e2021 import E2021
from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.model.report import Report
from disclosure_cli.output.export import export_comparison
from disclosure_cli.output.output_format import OutputFormat

pytestmark = pytest.mark.office

HEADINGS = {section.title for edition in EDITIONS for section in edition.sections}
NOTE = "注：数量含上年度结转。"
NAMES = {
    "积石山": "积石山保安族东乡族撒拉族自治县 人民政府办公室",
    "和林格尔": "内蒙古自治区呼和浩特市和林格尔县 市场监督管理局",
    "临夏": "甘肃省临夏回族自治州某某县 住房和城乡建设局",
    "察布查尔": "新疆维吾尔自治区伊犁哈萨克自治州 察布查尔锡伯自治县人民政府办公室",
    "镇宁": "贵州省安顺市镇宁布依族苗族自治县 乡村振兴局",
    "乡城": "四川省甘孜藏族自治州乡城县 县域经济发展中心",
    "沙市": "湖北省荆州市沙市区 城市管理综合行政执法大队",
    "双江": "云南省临沧市 双江拉祜族佤族布朗族傣族自治县 发展和改革委员会",
    "石河子": "新疆生产建设兵团第八师石河子市 区块链产业发展办公室",
    "莫力达瓦": "内蒙古自治区呼伦贝尔市 莫力达瓦达斡尔族自治旗卫生健康委员会",
}
"""Long names, with a space where a line of the title ends."""


class Line(NamedTuple):
    """The words of a page that stand on one line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)


def lines(page: Sequence[Word]) -> list[Line]:
    """The lines of a page without its number, from top to bottom."""
    placed = sorted(page, key=lambda word: word.bottom)
    steps = [0.0, *(after.bottom - before.bottom for before, after in pairwise(placed))]
    numbers: list[int] = []
    for step in steps:
        numbers.append((numbers[-1] if numbers else 0) + (step > 3))
    numbered = groupby(zip(numbers, placed, strict=True), key=lambda each: each[0])
    found = [Line(tuple(sorted(word for _n, word in own))) for _number, own in numbered]
    return [line for line in found if line.top < BOTTOM]


def with_a_note(report: Report) -> Report:
    return replace(report, about={**report.about, "requests_note": NOTE})


def named(organ: str) -> Report:
    base = sound(2024)
    return replace(base, about={**base.about, "organ": organ.replace(" ", "")})


def annex() -> bytes:
    """Of two years in which every figure is another."""
    now = large()
    last = replace(sound(2023), about={**now.about, "year": "2023"})
    return export_comparison(api.compare(last, now), OutputFormat.DOCX)


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The documents by their names."""
    for name, make in REPORTS.items():
        yield name, word_document(make())
        yield f"{name}-charts", word_document(make(), charts=True)
        yield f"{name}-note", word_document(with_a_note(make()))
    for name in ("suqian-2024", "helan-2020"):
        published = api.read(EXAMPLES / f"{name}.xlsx")
        yield name, word_document(published)
        yield f"{name}-charts", word_document(published, charts=True)
    for name, organ in NAMES.items():
        yield name, word_document(named(organ))
    address = f"{'某' * 20}网址：www.example.gov.cn/zwgk。"
    yield "address", word_document(replace(sound(2024), texts={"overview": (address,)}))
    yield "landscape", word_document(sound(2024), reference=landscape(folder))
    yield "annex", annex()


@pytest.fixture(scope="module")
def pdfs(convert_all: ConvertAll, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All of the documents as PDF."""
    needed(office.missing_fonts())
    folder = tmp_path_factory.mktemp("typeset")
    made = {}
    for name, document in documents(folder):
        made[name] = folder / f"{name}.docx"
        made[name].write_bytes(document)
    return dict(zip(made, convert_all(list(made.values()), "pdf:writer_pdf_Export"), strict=True))


@pytest.fixture(scope="module")
def pages(pdfs: dict[str, Path]) -> dict[str, list[list[Line]]]:
    """The lines of each page of each document."""
    return {name: [lines(page) for page in words(pdf)] for name, pdf in pdfs.items()}


Pages = dict[str, list[list[Line]]]


def test_a_long_name_is_parted_between_words_in_the_title(pages: Pages) -> None:
    for name, organ in NAMES.items():
        title = [line.text for line in pages[name][0]]
        assert title[: organ.count(" ") + 1] == organ.split(), name
        assert title[organ.count(" ") + 1] == "2024年政府信息公开工作年度报告"


def test_no_heading_stands_last_on_a_page(pages: Pages) -> None:
    for name, of_report in pages.items():
        for page in of_report:
            assert page[-1].text not in HEADINGS, name
            assert len(page) > 1, name


def test_tables_two_and_four_stand_whole_with_their_headings(pages: Pages) -> None:
    first, last = "第二十条第（一）项", ("行政事业性收费", "政府集中采购")
    for name, of_report in pages.items():
        (page,) = [p for p in of_report if any(line.text.startswith(first) for line in p)]
        texts = [line.text for line in page]
        at = texts.index(first)
        assert texts[at - 1] == "二、主动公开政府信息情况", name
        assert any(text.startswith(last) for text in texts[at:]), name
        (page,) = [
            p for p in of_report if any(line.text.startswith("行政复议行政诉讼") for line in p)
        ]
        texts = [line.text for line in page]
        assert "四、政府信息公开行政复议、行政诉讼情况" in texts, name


def test_no_page_has_the_tail_of_a_table_alone(pages: Pages) -> None:
    """On a page that begins within a table, more than three lines of it follow the head."""
    for name, of_report in pages.items():
        for page in of_report:
            texts = [line.text for line in page]
            if not any("申请人情况" in text for text in texts) or texts[0] in HEADINGS:
                continue
            assert sum(bool(re.search(r"\d$", text)) for text in texts) > 3, name


def test_table_three_stands_whole_with_its_heading_and_its_note(pages: Pages) -> None:
    for name, of_report in pages.items():
        if name in ("landscape", "annex"):
            continue
        (page,) = [p for p in of_report if any("申请人情况" in line.text for line in p)]
        texts = [line.text for line in page]
        assert "三、收到和处理政府信息公开申请情况" in texts, name
        at = next(n for n, text in enumerate(texts) if text.startswith("四、结转下年度继续办理"))
        assert (NOTE in texts[at:]) is name.endswith("-note")


def test_a_low_page_begins_the_table_under_its_heading_and_repeats_its_head(pages: Pages) -> None:
    heads = [sum("申请人情况" in line.text for line in page) for page in pages["landscape"]]
    assert [count for count in heads if count] == [1, 1]
    (page,) = [p for p in pages["landscape"] if any("三、收到" in line.text for line in p)]
    assert any("申请人情况" in line.text for line in page)


def test_a_heading_that_begins_a_page_stands_at_its_top(pages: Pages) -> None:
    for name in ("short", "short-note", "zeros", "zeros-note", "large-note"):
        tops = [page[0].top for page in pages[name][1:] if page[0].text in HEADINGS]
        assert len(tops) > 1
        assert max(tops) - TOP < 10, name


def test_the_labels_of_groups_are_parted_between_words(pages: Pages) -> None:
    placed = sorted(word for line in pages["short"][2] for word in line.words)
    second = LEFT + 420 / 20
    found = [word for word in placed if second < word.left < second + 10]
    texts = [word.text for word in sorted(found, key=lambda word: word.top)]
    assert texts[3:-1] == [
        "（三）不予", "公开", "（四）无法", "提供", "（五）不予", "处理", "（六）其他", "处理",
    ]  # fmt: skip
    assert "自然人" in [word.text for word in placed]


def figures_of(page: Sequence[Line]) -> list[Word]:
    """The words of a table that are figures alone."""
    return [word for line in page for word in line.words if re.fullmatch(r"[+-]?\d+", word.text)]


@pytest.mark.parametrize("name", ["short", "suqian-2024", "large", "zeros"])
def test_the_figures_of_a_table_have_one_size_of_at_least_7_5_pt(name: str, pages: Pages) -> None:
    (page,) = [p for p in pages[name] if any("申请人情况" in line.text for line in p)]
    end = next(
        (n for n, line in enumerate(page) if line.text.startswith("四、政府信息")), len(page)
    )
    heights = {round(word.bottom - word.top, 1) for word in figures_of(page[:end])}
    assert len(heights) == 1
    # A box is as high as the font: 1.1 of Liberation Serif.
    assert heights.pop() >= 7.5 * 1.1


def test_large_figures_are_not_parted(pages: Pages) -> None:
    report = large()
    for section in E2021.sections:
        for ref in section.refs:
            figure = report.printed(ref)
            assert any(figure in line.text for page in pages["large"] for line in page), ref


def grey(pdf: Path, number: int, resolution: int) -> tuple[int, list[bytes]]:
    """A page as rows of grey pixels, 0 for black."""
    shown = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(resolution), "-f", str(number), "-l", str(number), str(pdf)],
        capture_output=True, check=True,
        timeout=120,
    ).stdout  # fmt: skip
    _magic, size, _most, pixels = shown.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, [pixels[row * width : (row + 1) * width] for row in range(height)]


@pytest.mark.parametrize(("name", "number"), [("short", 3), ("zeros", 3), ("large", 3)])
def test_labels_keep_off_the_rules(
    name: str, number: int, pdfs: dict[str, Path], pages: Pages
) -> None:
    """Above and below each rule of the column of labels, a point is white."""
    resolution, inch = 288, 72
    scale = resolution / inch
    left = LEFT + (420 + 1120) / 20
    within = slice(round((left + 2) * scale), round((left + 2720 / 20 - 2) * scale))
    _width, rows = grey(pdfs[name], number, resolution)
    dark = [sum(pixel < 128 for pixel in row[within]) for row in rows]
    full = within.stop - within.start
    (last,) = [line for line in pages[name][number - 1] if line.text.startswith("四、结转")]
    rules = [n for n, count in enumerate(dark[: round(last.top * scale)]) if count > 0.9 * full]
    assert len(rules) > 20
    point = round(scale)
    for rule in rules:
        near = [*range(rule - point - 2, rule - 2), *range(rule + 3, rule + 3 + point)]
        assert all(dark[n] == 0 or n in rules for n in near), (name, rule)


def test_no_line_ends_within_a_telephone_number_or_an_address(pages: Pages) -> None:
    firsts = {name: [line.text for line in first] for name, (first, *_others) in pages.items()}
    told = {name: texts for name, texts in firsts.items() if "电话" in "".join(texts)}
    assert told
    for name, texts in told.items():
        (line,) = [text for text in texts if text.startswith("电话")]
        assert re.fullmatch("电话：([0-9-]+)，电子邮箱：([a-z0-9@.]+)", line), (name, line)


def test_no_line_is_spread_by_an_address(pages: Pages) -> None:
    """The line before an address that does not fit is as close as any other."""
    (line,) = [line for line in pages["address"][0] if "网址" in line.text]
    assert line.text.endswith("网址：")
    assert line.words[-1].right < RIGHT - 16


def test_charts_leave_no_lines_alone(pages: Pages) -> None:
    assert len(pages["suqian-2024-charts"]) == len(pages["suqian-2024"])
    for name, of_report in pages.items():
        assert all(len(page) >= 4 for page in of_report), name


def test_the_annex_sets_table_three_on_two_pages(pages: Pages) -> None:
    annexed = pages["annex"]
    assert [line.text for line in annexed[0][:3]] == [
        "示例县自然资源局", "2023年与2024年政府信息公开", "工作年度报告对照",
    ]  # fmt: skip
    assert sum(any("申请人情况" in line.text for line in page) for page in annexed) == 2
