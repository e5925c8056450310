"""What is read of published reports, whatever their shape: each figure in its own place, or none of its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import ConvertAll
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from published_shapes import (
    SHAPES,
    Cells,
    Change,
    Shape,
    W,
    as_in_the_form,
    blocks,
    by_hand,
    filler_cells,
    head_of_other_spans,
    in_two_parts,
    package,
    page,
    repeated_labels,
    some_rows,
    word_body,
)
from random_reports import random_report
from report_factory import published, published_report, section_of_key

from disclosure_cli import check, read
from disclosure_cli.checks.rules import OF_READING
from disclosure_cli.form.schema import Measure, Ref, Table
from disclosure_cli.model.figures import BLANK, read_text
from disclosure_cli.model.report import Report

COUNTS = {2019: 198, 2023: 200, 2024: 200}
"""The figures of the form of each year."""
YEARS = (2019, 2024)
"""One of each form."""
ISSUED = Ref("documents", "regulations", "issued")
UPHELD = Ref("cases", "", "reviews.upheld")
TABLES = ("表二", "表三", "表四")
LANDSCAPE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
SMALL = '<w:rPr><w:sz w:val="14"/></w:rPr>'
NEXT_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


# The reports.


@cache
def whole_report(year: int) -> Report:
    """A report with all of its figures: a real one of the 2021 form, or a random one of the 2019 form."""
    is_real = year in (2023, 2024)
    report = published_report(year) if is_real else random_report(year, Random(year))
    refs = section_of_key(report.edition, "proactive").refs
    if is_real:
        texts = [str(value) for row in published(year)["proactive"].values() for value in row]
    else:
        texts = [str(11 + 7 * number) for number, _ref in enumerate(refs)]
    return typed(report, dict(zip(refs, texts, strict=True)))


@cache
def numbered_report(year: int) -> Report:
    """A report in which no figure stands twice, so that one in another place is seen."""
    report = whole_report(year)
    return typed(report, {ref: str(1001 + n) for n, ref in enumerate(report.edition.measures)})


@cache
def with_blanks(report: Callable[[int], Report], year: int) -> Report:
    """The report with each third figure of each table left blank, the first and some totals among them."""
    whole = report(year)
    return typed(whole, {ref: "" for t in whole.edition.tables for ref in t.refs[::3]})


def typed(report: Report, texts: Mapping[Ref, str]) -> Report:
    """The report with figures as they are typed, money with its unit."""
    money = {ref for ref in texts if texts[ref] and report.measure(ref) is Measure.MONEY}
    entries = {
        ref: read_text(f"{text}元" if ref in money else text, report.measure(ref))
        for ref, text in texts.items()
    }
    return replace(report, entries={**report.entries, **entries})


# What was read of them.


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published")


def read_from(folder: Path, content: bytes, suffix: str = ".html") -> Report:
    path = folder / f"report{suffix}"
    path.write_bytes(content)
    return read(path)


def misread(found: Report, whole: Report) -> dict[Ref, object]:
    """What was read and is not so, or should have been with what was: with its value, its unit, whether it is blank."""
    wrong: dict[Ref, object] = {}
    for table in found.edition.tables:
        own, expected = figures(found, table), figures(whole, table)
        if own:
            wrong |= {ref: own.get(ref) for ref in table.refs if own.get(ref) != expected.get(ref)}
    return wrong


def figures(report: Report, table: Table) -> dict[Ref, tuple[object, str, bool]]:
    entries = {ref: report.entries[ref] for ref in table.refs if ref in report.entries}
    return {ref: (entry.value, entry.unit, entry == BLANK) for ref, entry in entries.items()}


def told(found: Report) -> set[tuple[str, str]]:
    """What was not read, and by which rule that is said."""
    return {(each.code, found.place(each.at).sheet) for each in check(found, OF_READING)}


# Each shape.


@pytest.mark.parametrize("year", COUNTS)
@pytest.mark.parametrize("shape", [s for s in SHAPES if not s.refused], ids=str)
def test_each_figure_is_read_in_its_place_and_a_blank_stays_blank(
    shape: Shape, year: int, folder: Path
) -> None:
    report = whole_report(year) if year == 2023 else with_blanks(whole_report, year)

    found = read_from(folder, shape.of(report), shape.suffix)

    assert told(found) == set()
    assert misread(found, report) == {}
    assert len(found.entries) == COUNTS[year]


@pytest.mark.parametrize("year", COUNTS)
@pytest.mark.parametrize("shape", [s for s in SHAPES if s.refused], ids=str)
def test_tables_whose_figures_cannot_be_told_apart_are_refused_by_name(
    shape: Shape, year: int, folder: Path
) -> None:
    report = with_blanks(whole_report, year)

    found = read_from(folder, shape.of(report), shape.suffix)

    assert told(found) == {(shape.refused, name) for name in TABLES}
    assert found.entries == {}


@pytest.mark.office
def test_each_figure_is_read_in_its_place_in_the_pdf_of_libreoffice(
    folder: Path, convert_all: ConvertAll
) -> None:
    reports = {year: with_blanks(whole_report, year) for year in COUNTS}
    sources = [folder / f"report-{year}.docx" for year in reports]
    for source, report in zip(sources, reports.values(), strict=True):
        content = word_body(list(blocks(report))).replace("<w:tbl>", f"{NEXT_PAGE}<w:tbl>")
        source.write_bytes(package(content.replace("<w:t>", f"{SMALL}<w:t>") + LANDSCAPE))

    found = [read(path) for path in convert_all(sources, "pdf")]

    assert [told(each) for each in found] == [set()] * 3
    assert [misread(f, report) for f, report in zip(found, reports.values(), strict=True)] == [
        {}
    ] * 3
    assert [len(each.entries) for each in found] == list(COUNTS.values())


def test_on_a_page_drawn_by_hand_nothing_of_what_is_blank_is_a_zero(folder: Path) -> None:
    """The head of 第（五）项 has other spans than its rows, blanks are spaces, and of totals there are few."""
    whole = whole_report(2019)
    handled = {ref for ref in whole.edition.totals if ref.row.startswith("handled")}
    blank = {ref for ref in whole.edition.measures if whole[ref] == 0} | handled
    report = typed(whole, dict.fromkeys(blank, ""))

    found = read_from(folder, by_hand(list(blocks(report, head_of_other_spans))))

    assert {ref for ref, entry in found.entries.items() if entry == BLANK} == blank
    assert misread(found, report) == {}
    assert found.entries[Ref("procurement", "central", "spent")].shown == "158元"


# Tables that are not quite those of the form.


def page_with(report: Report, *changes: tuple[str, str], shape: Change = as_in_the_form) -> bytes:
    """The page of a report with some of its mark-up changed, each where it stands first."""
    text = page(list(blocks(report, shape))).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


HEAD_OF_LICENSING = '<td colspan="3">本年处理决定数量</td>'
LICENCES = '<td colspan="3">1007</td>'
LAST_YEAR_FIRST = "<td>上年处理决定数量</td><td>本年处理决定数量</td>"
LAST_YEAR_BESIDE = "<td>本年处理决定数量</td><td>信息内容</td><td>上年处理决定数量</td>"


def test_a_column_that_the_form_does_not_have_is_passed_over(folder: Path) -> None:
    report = numbered_report(2024)
    content = page_with(
        report, (HEAD_OF_LICENSING, LAST_YEAR_FIRST), (LICENCES, "<td>777</td><td>1007</td>")
    )

    found = read_from(folder, content)

    assert (told(found), misread(found, report)) == (set(), {})


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (LAST_YEAR_FIRST, "<td>777</td>"),
        (LAST_YEAR_BESIDE, "<td>1007</td><td>行政许可</td><td>777</td>"),
    ],
    ids=["that of this year is left out", "the two years stand side by side"],
)
def test_a_figure_of_last_year_is_not_taken_for_that_of_this_year(
    folder: Path, head: str, row: str
) -> None:
    report = numbered_report(2024)

    found = read_from(folder, page_with(report, (HEAD_OF_LICENSING, head), (LICENCES, row)))

    assert misread(found, report) == {}


def test_a_figure_that_is_repeated_is_not_taken_for_one_that_is_lost(folder: Path) -> None:
    """Where merged cells are taken apart, 本年增/减 stands in both columns that its cell covered."""
    report = numbered_report(2019)
    row = "<td>1019</td><td>1020</td><td>1020</td>"
    content = page_with(report, (row, "<td>1020</td><td>1020</td>"), shape=repeated_labels)

    assert misread(read_from(folder, content), report) == {}


def test_a_label_before_the_figures_of_section_four_is_not_taken_for_the_first(
    folder: Path,
) -> None:
    """With it and without a blank there are as many cells as columns."""
    report = typed(numbered_report(2024), {UPHELD: ""})
    stub = '<tr><td rowspan="3">情形</td><td colspan="5">行政复议</td>'
    content = page_with(
        report,
        ('<tr><td colspan="5">行政复议</td>', stub),
        ("<tr><td></td><td>1187</td>", "<tr><td>件数</td><td>1187</td>"),
    )

    assert misread(read_from(folder, content), report) == {}


def test_a_row_that_is_longer_than_its_head_is_not_read_one_column_off(folder: Path) -> None:
    """What sticks out is a blank."""
    report = typed(numbered_report(2024), {cases(2024)[-1]: ""})
    content = page_with(report, ("<tr><td>1186</td>", "<tr><td>件数</td><td>1186</td>"))

    assert misread(read_from(folder, content), report) == {}


def test_an_empty_row_over_the_end_of_a_page_is_not_taken_for_the_figures(folder: Path) -> None:
    """Of section four, whose one row has no label."""
    report = numbered_report(2024)
    parted = f"<tr>{'<td></td>' * 15}</tr></tbody></table><table><tbody><tr><td>1186</td>"

    found = read_from(folder, page_with(report, ("<tr><td>1186</td>", parted)))

    assert misread(found, report) == {}


def test_an_empty_row_over_the_figures_of_section_four_is_not_taken_for_them(folder: Path) -> None:
    blank = typed(numbered_report(2024), dict.fromkeys(cases(2024), ""))
    report = typed(blank, {UPHELD: "1186"})
    empty = f"<tr>{'<td></td>' * 15}</tr>"

    found = read_from(folder, page_with(report, ("<tr><td>1186</td>", f"{empty}<tr><td>1186</td>")))

    assert misread(found, report) == {}


def cases(year: int) -> tuple[Ref, ...]:
    return section_of_key(numbered_report(year).edition, "disputes").refs


UPPER_HEAD = (
    '<td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td>'
)


@pytest.mark.parametrize(
    "head",
    [
        UPPER_HEAD.replace("自然人", "公民"),
        '<td rowspan="2">总计</td><td rowspan="2">公民</td><td colspan="5">法人或其他组织</td>',
        '<td rowspan="2">其中</td><td colspan="5">法人或其他组织</td><td rowspan="2">其中</td>',
    ],
    ids=["another word", "the total first, and another word", "none of both"],
)
def test_a_table_is_refused_for_the_labels_of_the_upper_row_of_its_head(
    folder: Path, head: str
) -> None:
    """Else the figures of whoever stands first would be those of 自然人, be it the total."""
    found = read_from(folder, page_with(numbered_report(2024), (UPPER_HEAD, head)))

    assert told(found) == {("D302", "表三")}


REVIEWS, SUITS = '<td colspan="5">行政复议</td>', '<td colspan="10">行政诉讼</td>'
DIRECT, AFTER_REVIEW = (
    f'<td colspan="5">{label}</td>' for label in ("未经复议直接起诉", "复议后起诉")
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (DIRECT + AFTER_REVIEW, AFTER_REVIEW + DIRECT),
        (REVIEWS + SUITS, SUITS + REVIEWS),
        (REVIEWS, REVIEWS.replace("复议", "裁决")),
    ],
    ids=["the groups of the suits", "suits and reviews", "another word"],
)
def test_section_four_is_refused_for_the_labels_of_its_groups(
    folder: Path, old: str, new: str
) -> None:
    """Those of the columns are the same in each group: 结果维持, 结果纠正 …"""
    found = read_from(folder, page_with(numbered_report(2024), (old, new)))

    assert told(found) == {("D302", "表四")}


def test_a_block_is_not_read_under_the_head_of_the_one_before_it(folder: Path) -> None:
    """第（六）项 has a head of its own, which speaks of money."""
    caption = '<tr><td colspan="4">第二十条第（六）项</td></tr>\n<tr><td>信息内容</td>'
    heads = [f'{caption}<td colspan="3">{label}' for label in ("本年处理决定数量", "本年罚没金额")]

    found = read_from(folder, page_with(numbered_report(2024), (heads[0], heads[1])))

    assert "enforcement" not in {ref.table for ref in found.entries}
    assert told(found)


@pytest.mark.parametrize("is_total_lost", [False, True], ids=["pushed out", "in its place"])
def test_a_row_that_a_filler_over_it_pushes_aside_is_not_read_one_column_off(
    folder: Path, is_total_lost: bool
) -> None:
    report = with_blanks(numbered_report, 2024)
    root: Any = html.fromstring(page(list(blocks(report, filler_cells))))
    granted = next(row for row in root.iter("tr") if "予以公开" in row.text_content())
    partly = granted.getnext()
    granted[2].set("rowspan", "2")
    if is_total_lost:
        partly.remove(partly[-1])

    assert misread(read_from(folder, html.tostring(root)), report) == {}


def test_the_space_before_a_unit_is_no_part_of_it(folder: Path) -> None:
    report = whole_report(2019)
    spent = Ref("procurement", "central", "spent")

    found = read_from(folder, page_with(report, (">158元<", ">158 元<")))

    assert found.entries[spent][3:] == report.entries[spent][3:]


@pytest.mark.parametrize(
    "note",
    ["<sup>1</sup>", '<span style="vertical-align: super">1</span>', "<sub>1</sub>"],
)
def test_the_number_of_a_footnote_is_no_digit_of_a_figure(folder: Path, note: str) -> None:
    content = page_with(numbered_report(2024), ("<td>1001</td>", f"<td>1001{note}</td>"))

    assert read_from(folder, content).entries[ISSUED].value is None


@pytest.mark.parametrize("raised", ["vertAlign w:val='superscript'", "position w:val='10'"])
def test_in_a_document_the_number_of_a_footnote_is_no_digit_of_a_figure(
    folder: Path, raised: str
) -> None:
    content = word_body(list(blocks(numbered_report(2024))))
    noted = f"1001</w:t></w:r><w:r><w:rPr><w:{raised}/></w:rPr><w:t>1</w:t></w:r>"

    found = read_from(folder, package(content.replace("1001</w:t></w:r>", noted)), ".docx")

    assert found.entries[ISSUED].value is None


@given(
    change=st.sampled_from((as_in_the_form, filler_cells)),
    year=st.sampled_from(YEARS),
    cut=st.integers(1, 27),
)
def test_wherever_tables_are_parted_no_figure_is_read_in_another_place(
    folder: Path, change: Change, year: int, cut: int
) -> None:
    def parted(cells: Cells) -> list[Cells]:
        parts = (some_rows(cells, 0, cut), some_rows(cells, cut, 99))
        return [each for part in parts if part for each in change(part)]

    report = with_blanks(numbered_report, year)
    found = read_from(folder, page(list(blocks(report, parted))))

    assert misread(found, report) == {}
    assert {code for code, _place in told(found)} <= {"D302", "D324"}


# Pages and documents that somebody changed.


def a_cell_is_lost(cell: Any, _number: int) -> None:
    cell.getparent().remove(cell)


def a_row_is_lost(cell: Any, _number: int) -> None:
    cell.getparent().getparent().remove(cell.getparent())


def a_row_is_doubled(cell: Any, _number: int) -> None:
    cell.getparent().addnext(deepcopy(cell.getparent()))


def a_letter_is_lost(cell: Any, number: int) -> None:
    """Of a label: no figure is a longer text."""
    for each in cell.iter():
        if each.text and not each.text[-2:].isdigit():
            at = number % len(each.text)
            each.text = each.text[:at] + each.text[at + 1 :]


def a_colspan_is_another(cell: Any, number: int) -> None:
    cell.set("colspan", _one_more_or_less(cell.get("colspan", "1"), number))


def a_rowspan_is_another(cell: Any, number: int) -> None:
    cell.set("rowspan", _one_more_or_less(cell.get("rowspan", "1"), number))


def a_grid_span_is_another(cell: Any, number: int) -> None:
    (properties,) = cell.iterchildren(f"{{{W}}}tcPr")
    span = properties.find(f"{{{W}}}gridSpan")
    if span is None:
        span = etree.SubElement(properties, f"{{{W}}}gridSpan", {f"{{{W}}}val": "1"})
    span.set(f"{{{W}}}val", _one_more_or_less(span.get(f"{{{W}}}val"), number))


def _one_more_or_less(span: str, number: int) -> str:
    return str(max(1, int(span) + (1 if number % 2 else -1)))


OF_ALL = (a_cell_is_lost, a_row_is_lost, a_row_is_doubled, a_letter_is_lost)
OF_PAGES = st.sampled_from((*OF_ALL, a_colspan_is_another, a_rowspan_is_another))
OF_DOCUMENTS = st.sampled_from((*OF_ALL, a_grid_span_is_another))
PLACES = st.integers(0, 600)
"""Of a cell among all; what is done second is done near it."""
NEAR = st.integers(0, 20)
MOST_CHANGES = 2
CHANGES = (as_in_the_form, filler_cells, repeated_labels, head_of_other_spans, in_two_parts)

Mutation = tuple[Callable[[Any, int], None], int]


def mutate(root: Any, cell: str, at: int, mutations: list[Mutation]) -> None:
    """Change the mark-up of cells near one another, of the tables in a page or a document."""
    for mutation, number in mutations:
        cells = list(root.iter(cell))
        mutation(cells[(at + number) % len(cells)], number)


@pytest.mark.parametrize("change", CHANGES[:4])
@given(
    year=st.sampled_from(YEARS),
    at=PLACES,
    mutations=st.lists(st.tuples(OF_PAGES, NEAR), min_size=1, max_size=MOST_CHANGES),
)
def test_of_a_page_that_was_changed_no_figure_is_read_in_another_place(
    folder: Path, change: Change, year: int, at: int, mutations: list[Mutation]
) -> None:
    report = with_blanks(numbered_report, year)
    root = html.fromstring(page(list(blocks(report, change))))

    mutate(root, "td", at, mutations)

    assert misread(read_from(folder, html.tostring(root)), report) == {}


@given(
    change=st.sampled_from(CHANGES),
    year=st.sampled_from(YEARS),
    at=PLACES,
    mutations=st.lists(st.tuples(OF_DOCUMENTS, NEAR), min_size=1, max_size=MOST_CHANGES),
)
def test_of_a_document_that_was_changed_no_figure_is_read_in_another_place(
    folder: Path, change: Change, year: int, at: int, mutations: list[Mutation]
) -> None:
    report = with_blanks(numbered_report, year)
    content = word_body(list(blocks(report, change)))
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{content}</w:body>')

    mutate(root, f"{{{W}}}tc", at, mutations)

    changed = "".join(etree.tostring(each, encoding="unicode") for each in root)
    assert misread(read_from(folder, package(changed), ".docx"), report) == {}
