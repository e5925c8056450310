"""A report as data: what other programs get, and what comes back of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command_line import disclosure
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from random_reports import as_in_the_template, random_report
from report_factory import sound, template, typed_into, web_page
from sample_reports import EXAMPLES, REPORTS

from disclosure_cli import build, check, compare, read, write_comparison
from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue, read_number, read_text
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import (
    ABOUT,
    CATEGORIES,
    CATEGORY_TOTAL,
    Report,
    category,
    with_totals,
)
from disclosure_cli.output.compose import compose
from disclosure_cli.output.export import export_report
from disclosure_cli.output.output_format import PRINTED_BY_SUFFIX, BuildOptions, OutputFormat
from disclosure_cli.output.report_as_data import CSV_HEADS, report_csv, report_json
from disclosure_cli.package import Refusal
from disclosure_cli.published.report_data import (
    MOST_CATEGORIES,
    MOST_PARAGRAPHS,
    report_of_data,
)

DOCS = Path(__file__).parent.parent / "docs"
SCHEMA = Draft202012Validator(json.loads((DOCS / "report.schema.json").read_text("utf-8")))
TITLE = "示例县自然资源局2024年政府信息公开工作年度报告"
NAMES = ("suqian-2024", "helan-2020", "mistakes-2023")
ISSUED = Ref("documents", "normative", "issued")
PERSON = Ref("applications", "handled.granted", "person")
FEES = Ref("fees", "administrative", "charged")
SPENT = Ref("procurement", "central", "spent")
CHANGE = Ref("licensing", "licences", "change")


def written(report: Report, *, draft: bool = False) -> dict[str, Any]:
    """The data of a report, which the schema allows."""
    data: dict[str, Any] = json.loads(report_json(report, draft=draft))
    SCHEMA.validate(data)
    return data


def read_back(data: object) -> Report:
    return report_of_data(json.dumps(data).encode())


def with_entries(year: int, entries: dict[Ref, Entry]) -> Report:
    base = sound(year)
    return replace(base, entries={**base.entries, **entries})


def figure(data: dict[str, Any], ref: Ref) -> dict[str, Any]:
    """The one figure of that key."""
    (found,) = [each for each in data["figures"] if each["key"] == str(ref)]
    return dict(found)


# What is written.


def test_a_figure_has_its_key_its_labels_and_its_unit() -> None:
    assert figure(written(with_entries(2024, {PERSON: Entry(12, "12")})), PERSON) == {
        "key": "applications/handled.granted/person",
        "table": "applications",
        "row": "handled.granted",
        "column": "person",
        "section": "三、收到和处理政府信息公开申请情况",
        "row_label": "三、本年度办理结果·（一）予以公开",
        "column_label": "自然人",
        "unit": "件",
        "value": 12,
        "text": "12",
        "printed": "12",
    }


def test_a_report_has_its_form_its_organ_and_its_sections() -> None:
    base = sound(2024)
    texts = {**base.texts, "overview": ("{机关名称}本年制发{行政规范性文件制发件数}件。",)}
    about = {**base.about, "organ": "示例县\n自然资源局", "requests_note": "注：{年度}年。"}
    report = replace(base, texts=texts, about=about, nil={"disputes": "√"})
    data = written(report)
    assert {key: value for key, value in data.items() if key not in ("figures", "sections")} == {
        "schema_version": 1,
        "draft": False,
        "form": "2021",
        "notice": "国办公开办函〔2021〕30号",
        "organ": "示例县自然资源局",
        "organ_lines": ["示例县", "自然资源局"],
        "year": 2024,
        "date": "2025年1月20日",
        "about": {
            "kind": "政府部门",
            "address": "示例县人民路1号",
            "postcode": "000000",
            "telephone": "0000-0000000",
            "email": "office@example.cn",
            "annotation": "此件公开发布",
        },
        "categories": [],
    }
    overview, proactive, requests, disputes, *_texts = data["sections"]
    assert overview == {
        "key": "overview",
        "title": "一、总体情况",
        "paragraphs": ["示例县自然资源局本年制发0件。"],
    }
    assert (proactive["nil"], proactive["note"]) == (False, "")
    assert (requests["nil"], requests["note"]) == (False, "注：2024年。")
    assert (disputes["nil"], disputes["note"]) == (True, "")


@pytest.mark.parametrize(
    ("year", "ref", "entry", "unit", "value", "text", "printed"),
    [
        (2024, ISSUED, BLANK, "件", None, "", "0"),
        (2024, ISSUED, read_text("/", Measure.COUNT), "件", 0, "/", "0"),
        (2024, ISSUED, read_text("无", Measure.COUNT), "件", 0, "无", "0"),
        (2024, ISSUED, read_text("３件", Measure.COUNT), "件", 3, "３件", "3"),
        (2024, ISSUED, read_text("约3", Measure.COUNT), "件", None, "约3", "约3"),
        (2024, ISSUED, read_text("3（含修订1件）", Measure.COUNT), "件", 3, "3（含修订1件）", "3（含修订1件）"),
        (2024, FEES, read_number(57.97, Measure.AMOUNT), "万元", 57.97, "57.97", "57.97"),
        (2024, FEES, read_text("5.0", Measure.AMOUNT), "万元", 5, "5.0", "5"),
        (2024, FEES, read_number(99999999999.9999, Measure.AMOUNT), "万元", 99999999999.9999,
         "99999999999.9999", "99999999999.9999"),
        (2020, CHANGE, read_number(-4, Measure.CHANGE), "件", -4, "-4", "-4"),
        (2020, CHANGE, read_number(1036, Measure.CHANGE), "件", 1036, "1036", "+1036"),
        (2020, SPENT, read_text("25.1万元", Measure.MONEY), "万元", 25.1, "25.1万元", "25.1万元"),
        (2020, SPENT, Entry(251000, "251000", unit="元"), "元", 251000, "251000", "251000元"),
        (2020, SPENT, read_number(251000, Measure.MONEY), "", 251000, "251000", "251000"),
        (2024, ISSUED, Entry(5, "4", EntryIssue.OUTDATED, is_sum=True), "件", 5, "5", "5"),
        (2024, ISSUED, Entry(0, "-", EntryIssue.NOTHING, is_sum=True), "件", 0, "-", "0"),
        (2024, ISSUED, Entry(None, "7", is_sum=True), "件", None, "7", "7"),
        (2024, ISSUED, Entry(10**15, "9", is_sum=True), "件", None, "1000000000000000", "1000000000000000"),
    ],
)  # fmt: skip
def test_what_stands_there_and_what_it_is(
    year: int, ref: Ref, entry: Entry, unit: str, value: object, text: str, printed: str
) -> None:
    found = figure(written(with_entries(year, {ref: entry})), ref)
    assert (found["unit"], found["value"], found["text"], found["printed"]) == (
        unit, value, text, printed,
    )  # fmt: skip
    assert type(found["value"]) is type(value)


def test_a_draft_says_so_and_prints_nothing_for_a_blank() -> None:
    report = with_entries(2024, {ISSUED: BLANK})
    draft = written(report, draft=True)
    assert (draft["draft"], figure(draft, ISSUED)["printed"]) == (True, "")
    assert {line["草稿"] for line in lines_of(report_csv(report, draft=True))} == {"是"}


def test_an_empty_report_is_data_too() -> None:
    data = written(Report(EDITIONS[0]), draft=True)
    assert (data["organ"], data["year"], data["date"], data["figures"]) == ("", None, "", [])
    assert all("paragraphs" not in each for each in data["sections"])
    assert lines_of(report_csv(Report(EDITIONS[0]))) == []


def test_the_categories_have_their_counts() -> None:
    data = written(REPORTS["long"]())
    assert data["category_total"] == {"unit": "条", "value": 60, "text": "60", "printed": "60"}
    assert [(each["name"], each["value"]) for each in data["categories"]] == [
        ("部门动态", 59), ("公示公告", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_the_schema_allows_whatever_report(name: str) -> None:
    report = REPORTS[name]()
    assert len(written(report)["figures"]) == len(report.edition.measures)
    assert report_json(report) == report_json(REPORTS[name]())


def test_half_a_character_is_no_reason_to_fail() -> None:
    """As `_xD800_` of a workbook may be; every UTF-8 reader takes what is written for it."""
    report = with_entries(2024, {ISSUED: read_text("3\ud800", Measure.COUNT)})
    assert figure(written(report), ISSUED)["text"] == "3\ud800"
    assert "3\\ud800" in report_csv(report).decode()
    assert report_of_data(report_json(report)).entries[ISSUED].value is None


# CSV.


def lines_of(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_line_a_figure() -> None:
    report = REPORTS["long"]()
    lines = lines_of(report_csv(report))
    assert [line["键"] for line in lines] == [
        *map(str, report.edition.measures), "categories/total", "categories/1", "categories/2",
    ]  # fmt: skip
    by_key = {line["键"]: line for line in lines}
    assert tuple(lines[0]) == CSV_HEADS
    assert by_key["cases/reviews.total"] == {
        "机关": "宿迁市人民政府",
        "年度": "2024",
        "格式": "2021",
        "键": "cases/reviews.total",
        "部分": "四、政府信息公开行政复议、行政诉讼情况",
        "行": "",
        "列": "行政复议·总计",
        "单位": "件",
        "数值": str(report[Ref("cases", "", "reviews.total")]),
        "原文": str(report[Ref("cases", "", "reviews.total")]),
        "草稿": "",
    }
    assert (by_key["categories/1"]["行"], by_key["categories/1"]["数值"]) == ("部门动态", "59")
    assert by_key["categories/total"]["部分"] == "一、总体情况"


@pytest.mark.parametrize(
    ("year", "ref", "entry", "value", "text"),
    [
        (2024, ISSUED, BLANK, "", ""),
        (2024, ISSUED, read_text("-", Measure.COUNT), "0", "'-"),
        (2024, ISSUED, read_text('=HYPERLINK("http://x")', Measure.COUNT), "", "'=HYPERLINK(\"http://x\")"),
        (2024, ISSUED, read_text("＝1+1", Measure.COUNT), "", "'＝1+1"),
        (2024, ISSUED, read_text("@SUM(A1)", Measure.COUNT), "", "'@SUM(A1)"),
        (2024, ISSUED, read_text("3\r=1+1", Measure.COUNT), "", "3\r=1+1"),
        (2024, ISSUED, read_text("3\n=1+1", Measure.COUNT), "", "3\n=1+1"),
        (2020, CHANGE, read_text("+4", Measure.CHANGE), "4", "'+4"),
        (2020, CHANGE, read_number(-4, Measure.CHANGE), "-4", "'-4"),
        (2024, FEES, read_number(0.00001, Measure.AMOUNT), "0.00001", "0.00001"),
    ],
)  # fmt: skip
def test_in_csv_a_number_is_one_and_no_text_is_a_formula(
    year: int, ref: Ref, entry: Entry, value: str, text: str
) -> None:
    lines = lines_of(report_csv(with_entries(year, {ref: entry})))
    (line,) = [line for line in lines if line["键"] == str(ref)]
    assert (line["数值"], line["原文"]) == (value, text)
    assert len(lines) == len(sound(year).entries)


def test_in_csv_no_line_begins_within_a_text() -> None:
    """Python quotes a carriage return by itself from 3.13 on; Excel begins a line at a bare one."""
    content = report_csv(with_entries(2024, {ISSUED: read_text("3\r=1+1", Measure.COUNT)}))
    assert b'"3\r=1+1"' in content


def test_in_csv_neither_organ_nor_category_is_a_formula() -> None:
    base = with_entries(2024, {CATEGORY_TOTAL: Entry(1, "1"), category(1): Entry(1, "1")})
    report = replace(base, about={**base.about, "organ": "=局"}, categories=("+类",))
    assert {line["机关"] for line in lines_of(report_csv(report))} == {"'=局"}
    assert lines_of(report_csv(report))[-1]["行"] == "'+类"


# Round trips.


def assert_same(back: Report, report: Report) -> None:
    """Whatever of a report is in its data."""
    assert back.edition is report.edition
    assert back.entries.keys() == report.entries.keys()
    for ref, entry in report.entries.items():
        found = back.entries[ref]
        assert found[0:1] + found[3:4] + found[5:] == entry[0:1] + entry[3:4] + entry[5:], ref
        assert found.is_blank == entry.is_blank, ref
        is_none = entry.issue is EntryIssue.NOTHING
        assert (found.issue is EntryIssue.NOTHING, not found.is_sum) == (is_none, True), ref
        if is_none or not entry.is_sum:
            assert found.shown == entry.shown, ref
        assert back.written(ref) == report.written(ref)
    assert (back.organ_in_lines, back.year, back.date) == (
        report.organ_in_lines, report.year, report.date,
    )  # fmt: skip
    assert back.categories == report.categories
    for section in report.edition.sections:
        assert back.is_nil(section) == report.is_nil(section)
    assert {k: [p.printed for p in each] for k, each in back.prose.items()} == {
        k: [p.printed for p in each] for k, each in report.prose.items()
    }
    assert {k: note.printed for k, note in back.notes.items()} == {
        k: note.printed for k, note in report.notes.items()
    }
    assert report_json(back) == report_json(report)
    assert report_csv(back) == report_csv(report)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_comes_back_as_it_was(name: str) -> None:
    report = read(EXAMPLES / f"{name}.xlsx")
    back = report_of_data(report_json(report))
    assert_same(back, report)
    assert web_page(back, charts=True) == web_page(report, charts=True)


@pytest.mark.parametrize("name", REPORTS)
def test_a_sample_comes_back_as_it_was(name: str) -> None:
    report = REPORTS[name]()
    assert_same(report_of_data(report_json(report)), report)


@given(st.sampled_from((2020, 2024)), st.randoms(use_true_random=False))
def test_a_sound_report_comes_back_sound(year: int, random: Random) -> None:
    report = as_in_the_template(random_report(year, random))
    back = report_of_data(report_json(report))
    assert_same(back, report)
    assert [each.code for each in check(back) if each.code.startswith("D1")] == []


WRITINGS = (
    "", "0", "3", "12", "-4", "+4", "3.0", "３", "1,024", "3件", "5条", "0.5", "12.50万元", "251000元",
    "/", "—", "无", "不适用", "约3", "3（其中修订1件）", "25万元（含税）", "2024-01-05", "=A1", "1e3", "#REF!",
    "3\u200b", "3" * 20, "9" * 12, "0.12345678901234567", "{年度}", "长" * 300, "\"\n\t", "TRUE",
)  # fmt: skip
NUMBERS = (0, 1, -7, 57.97, 0.1 + 0.2, 1e-7, 999999999999, 1e15, 0.5, 1036.0)


def entries_of(measure: Measure) -> st.SearchStrategy[Entry]:
    """What may stand in the place of a figure, as a workbook is read."""
    texts = st.sampled_from(WRITINGS).map(lambda text: read_text(text, measure))
    numbers = st.sampled_from(NUMBERS).map(lambda number: read_number(number, measure))
    if measure is Measure.MONEY:
        # As a number format shows it.
        numbers |= numbers.map(
            lambda each: each._replace(unit="元", issue=None) if each.value else each
        )
    return texts | numbers


@st.composite
def reports(draw: Callable[..., Any]) -> Report:
    """Reports as they are filled in, right or wrong."""
    base = sound(draw(st.sampled_from((2020, 2024))))
    places = st.sampled_from(sorted(base.edition.measures))
    entries = dict(base.entries)
    for ref in draw(st.lists(places, max_size=12)):
        entries[ref] = draw(entries_of(base.edition.measures[ref]))
    for table in base.edition.tables if draw(st.booleans()) else ():
        entries = with_totals(
            table, entries, dict.fromkeys(table.totals, draw(st.sampled_from("05")))
        )
    for ref in draw(st.lists(places, max_size=3)):
        entries.pop(ref, None)
    names = draw(st.lists(st.sampled_from(("部门动态", "公告", "=A1", "")), max_size=3))
    if names:
        for ref in (CATEGORY_TOTAL, *(category(n) for n, _name in enumerate(names, 1))):
            entries[ref] = draw(entries_of(Measure.ENTRIES))
    words = st.lists(
        st.sampled_from(("{年度}年收到{新收申请总数}件。", "{没有这个名字}", "“一”\\", "（一）x")),
        max_size=3,
    )
    return replace(
        base,
        entries=entries,
        categories=tuple(names),
        about={
            **base.about,
            "year": draw(st.sampled_from(("2024", "2020年度", "", "去年"))),
            "organ": draw(st.sampled_from(("示例县\n自然资源局", "", "局"))),
            "requests_note": draw(st.sampled_from(("", "注：{年度}年。"))),
        },
        texts={key: tuple(draw(words)) for key in draw(st.sets(st.sampled_from([*base.texts])))},
        nil=draw(st.dictionaries(st.sampled_from(("requests", "disputes")), st.sampled_from("√×"))),
    )  # fmt: skip


@given(reports())
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    written(report)
    written(report, draft=True)
    assert_same(report_of_data(report_json(report)), report)


def test_digits_are_numbers_again() -> None:
    """Else every figure of a report that came back would be told to be a text."""
    back = report_of_data(report_json(read(EXAMPLES / "suqian-2024.xlsx")))
    assert {each.issue for each in back.entries.values()} == {None, EntryIssue.BLANK}
    assert [each for each in check(back) if each.code.startswith(("D1", "D2"))] == []


def test_places_are_tables_and_sections() -> None:
    back = report_of_data(report_json(REPORTS["long"]()))
    assert back.is_published
    assert back.place(PERSON) == Place("表三", "三、本年度办理结果·（一）予以公开 × 自然人")
    assert back.place(ISSUED) == Place("表二", "行政规范性文件 × 本年制发件数")
    assert back.place(Part("overview", "1")) == Place("一、总体情况", "第 1 段")
    assert back.place(category(1)) == back.place(Part(CATEGORIES, "1")) == Place("一、总体情况")
    assert back.place(Part(ABOUT, "organ")) == Place("标题和前言")


# Data of others.


def smallest() -> dict[str, Any]:
    """What must be there."""
    return {"schema_version": 1, "form": "2021", "sections": [], "figures": []}


def with_figure(**members: object) -> dict[str, Any]:
    return {**smallest(), "figures": [{"key": str(PERSON), **members}]}


def test_what_is_not_there_is_not_in_the_report() -> None:
    assert replace(read_back(smallest()), places={}) == Report(EDITIONS[1], is_published=True)
    assert read_back(with_figure(value=3)).entries == {PERSON: Entry(3, "3")}


@pytest.mark.parametrize(
    ("members", "entry"),
    [
        ({"value": 3}, Entry(3, "3")),
        ({"value": 3.0}, Entry(3, "3")),
        ({"value": 1e3}, Entry(1000, "1000")),
        ({"value": None}, BLANK),
        ({"text": ""}, BLANK),
        ({"text": "3", "unit": "项"}, Entry(3, "3")),
        ({"text": "３"}, Entry(3, "３", EntryIssue.WRITTEN_OUT)),
        ({"value": 0, "text": "无"}, Entry(0, "无", EntryIssue.NOTHING)),
        ({"value": None, "text": "5"}, Entry(None, "5", EntryIssue.NOT_A_FIGURE)),
        ({"value": 2.5}, Entry(None, "2.5", EntryIssue.FRACTION)),
        ({"value": -2}, Entry(None, "-2", EntryIssue.NEGATIVE)),
        ({"value": 10**15}, Entry(None, "1000000000000000", EntryIssue.TOO_LARGE)),
        ({"value": 1e300}, None),
        ({"value": 1e-300}, None),
        ({"value": 10**4000}, None),
    ],
)
def test_a_figure_is_read_as_a_cell_is(members: dict[str, object], entry: Entry | None) -> None:
    found = read_back(with_figure(**members)).entries[PERSON]
    assert found == entry if entry else found.value is None


def test_money_is_of_the_unit_that_is_given() -> None:
    for unit, issue in (("万元", None), ("元", None), ("", EntryIssue.NO_UNIT)):
        data = {**smallest(), "form": "2019", "figures": [{"key": str(SPENT), "value": 3, "unit": unit}]}  # fmt: skip
        assert read_back(data).entries == {SPENT: Entry(3, "3", issue, unit)}


def test_texts_are_read_as_of_a_workbook() -> None:
    """Lines are paragraphs, and what no document can show is left out."""
    data = smallest()
    data["organ"] = " 示例县\n 自然资源局\u200b "
    data["sections"] = [
        {"key": "overview", "paragraphs": ["\u3000一。\n二。\u0000", " "]},
        {"key": "requests", "nil": True, "note": "注：\n一。"},
    ]
    report = read_back(data)
    assert report.organ_in_lines == "示例县 自然资源局"
    assert report.texts == {"overview": ("一。", "二。")}
    assert (report.about["requests_note"], report.is_nil(report.edition.sections[2])) == (
        "注： 一。",
        True,
    )


def test_categories_without_a_total_have_a_blank_one() -> None:
    data = {**smallest(), "categories": [{"name": "公告", "value": 3}]}
    report = read_back(data)
    assert report.entries == {CATEGORY_TOTAL: BLANK, category(1): Entry(3, "3")}
    compose(report)


def test_new_members_and_another_encoding_do_no_harm() -> None:
    data = {**with_figure(value=3, remark="x"), "later": [1]}
    assert report_of_data(json.dumps(data).encode("utf-16")).entries[PERSON].value == 3
    assert report_of_data(b"\xef\xbb\xbf" + json.dumps(data).encode()).entries[PERSON].value == 3


AGAIN = "；请改正，或用 disclosure build --to json 重新生成。"
GRANTED = "applications/handled.granted/person"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "不是报告的数据；请给出 disclosure build --to json 生成的文件。"),
        (None, "不是报告的数据；"),
        ({"files": []}, "不是报告的数据；"),
        ({"schema_version": 2}, "中 schema_version 应为 1，是另一版本的程序写的" + AGAIN),
        ({"schema_version": True}, "中 schema_version 应为 1"),
        ({"schema_version": 1}, "中 form 是“”，没有这种格式；可用 2019、2021" + AGAIN),
        ({**smallest(), "form": "2007"}, "中 form 是“2007”，没有这种格式；可用 2019、2021" + AGAIN),
        ({**smallest(), "form": 2021}, "中 form 应为文字" + AGAIN),
        ({**smallest(), "organ": ["局"]}, "中 organ 应为文字" + AGAIN),
        ({**smallest(), "organ": "局", "organ_lines": ["县", "局"]}, "中 organ_lines 连起来与 organ 不同" + AGAIN),
        ({**smallest(), "year": "2024"}, "中 year 应为整数，没有填的为 null" + AGAIN),
        ({**smallest(), "year": True}, "中 year 应为整数"),
        ({**smallest(), "about": {"fax": "1"}}, "中 about 没有“fax”这一项" + AGAIN),
        ({**smallest(), "sections": {}}, "中 sections 应为列表" + AGAIN),
        ({**smallest(), "sections": ["overview"]}, "中 sections[0] 应为对象" + AGAIN),
        ({**smallest(), "sections": [{"key": "x"}]}, "中 sections[0].key 是“x”，这种格式没有这一项" + AGAIN),
        ({**smallest(), "sections": [{"key": "overview", "paragraphs": [1]}]},
         "中 sections[overview].paragraphs[0] 应为文字" + AGAIN),
        ({**smallest(), "sections": [{"key": "overview", "paragraphs": ["x\n" * (MOST_PARAGRAPHS + 1)]}]},
         "中 sections[overview].paragraphs 有 4001 项，远多于一份报告" + AGAIN),
        ({**smallest(), "sections": [{"key": "requests", "nil": "√"}]},
         "中 sections[requests].nil 应为 true 或 false" + AGAIN),
        ({**smallest(), "sections": [{"key": "other"}] * 2}, "中“other”不止一个；请只留一个。"),
        ({**smallest(), "figures": None}, "中 figures 应为列表" + AGAIN),
        ({**smallest(), "figures": [{"key": "fees/x"}]}, "中 figures[0].key 是“fees/x”，这种格式没有这一项" + AGAIN),
        ({**smallest(), "figures": [{"key": GRANTED, "value": 1}] * 2}, f"中“{GRANTED}”不止一个；请只留一个。"),
        (with_figure(), f"中 figures[{GRANTED}] 没有 value，也没有 text，没有填的数应为 null" + AGAIN),
        (with_figure(value="3"), f"中 figures[{GRANTED}].value 应为数，没有填的为 null" + AGAIN),
        (with_figure(value=True), f"中 figures[{GRANTED}].value 应为数"),
        (with_figure(value=3, text="4"), f"中 figures[{GRANTED}] 的 value 是 3，text 是“4”，两者不一致" + AGAIN),
        (with_figure(value=0, text=""), f"中 figures[{GRANTED}] 的 value 是 0，text 是“”，两者不一致" + AGAIN),
        (with_figure(value=3, text="约3"), f"中 figures[{GRANTED}] 的 value 是 3，text 是“约3”，两者不一致" + AGAIN),
        (with_figure(value=3, text=3), f"中 figures[{GRANTED}].text 应为文字" + AGAIN),
        (with_figure(value=3, unit="万元"), f"中 figures[{GRANTED}].unit 是“万元”，应为件、项、宗、个、份" + AGAIN),
        ({**smallest(), "form": "2019", "figures": [{"key": str(SPENT), "text": "3元", "unit": "万元"}]},
         f"中 figures[{SPENT}].unit 是“万元”，应为元" + AGAIN),
        ({**smallest(), "categories": [{"name": "x", "value": "1"}]}, "中 categories[0].value 应为数"),
        ({**smallest(), "categories": [{"value": 1}] * (MOST_CATEGORIES + 1)}, "中 categories 有 1001 项"),
        ({**smallest(), "category_total": 3}, "中 category_total 应为对象" + AGAIN),
    ],
)  # fmt: skip
def test_what_is_no_such_data_is_refused(data: object, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_back(data)
    assert str(refused.value).startswith(says)
    assert says.endswith("。") is (str(refused.value) == says)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "第 1 行第 1 个字符处不是 JSON" + AGAIN),
        (b'{\n"form": 2021', "第 2 行第 13 个字符处不是 JSON" + AGAIN),
        (b"PK\x03\x04", "第 1 行第 1 个字符处不是 JSON" + AGAIN),
        (b"\xff\xd8\xff", "不是报告的数据；"),
        ("{“机关”：1}".encode("gb18030"), "不是报告的数据；"),
        (b"[" * 10**6, "不是报告的数据；"),
        (b"9" * 10**5, "不是报告的数据；"),
        (b'{"schema_version": NaN}', "中有 NaN，JSON 没有这样的数；没有填的数请写 null。"),
        (b'{"a": -Infinity}', "中有 -Infinity，"),
        (b'{"year": 2023, "year": 2024}', "中“year”不止一个；请只留一个。"),
    ],
)
def test_what_is_no_json_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        report_of_data(content)
    assert str(refused.value).startswith(says)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(("2019", "overview", GRANTED, "/", "3", 10**30, "\ud800", "{年度}")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(("key", "value", "text", "unit", "name", "paragraphs", "nil")), inner, max_size=4
    ),
    max_leaves=8,
)  # fmt: skip


@st.composite
def changed_data(draw: Callable[..., Any]) -> dict[str, Any]:
    """The data of a report in which something has become something else."""
    data: Any = json.loads(report_json(REPORTS["long"]()))
    for _n in range(draw(st.integers(1, 3))):
        at = data
        while True:
            if not (keys := [*at] if isinstance(at, dict) else [*range(len(at))]):
                break
            key = draw(st.sampled_from(keys))
            if not isinstance(at[key], dict | list) or draw(st.integers(0, 3)) == 0:
                at[key] = draw(VALUES)
                break
            at = at[key]
    return dict(data)


@given(changed_data())
def test_whatever_the_data_it_is_read_or_refused(data: dict[str, Any]) -> None:
    content = json.dumps(data).encode()
    try:
        report = report_of_data(content)
    except Refusal as refused:
        says = str(refused)
    else:
        says = "。"
        check(report)
        web_page(report, draft=True)
        report_json(report)
        report_csv(report)
    assert says.endswith("。")
    assert says.isprintable()


@given(st.binary(max_size=200))
def test_whatever_the_bytes_they_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        report_of_data(content)


# The command line and the library.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template(tmp_path / "workbook.xlsx", sound(2024))
    return tmp_path


def test_a_report_is_built_as_data(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "--to=json", "--to=csv", "--to=docx")
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.splitlines() == [f"{TITLE}.json", f"{TITLE}.csv", f"{TITLE}.docx"]
    report = read(folder / "workbook.xlsx")
    assert (folder / f"{TITLE}.json").read_bytes() == report_json(report)
    assert (folder / f"{TITLE}.csv").read_bytes() == report_csv(report)


@pytest.mark.parametrize("name", ["report.json", "REPORT.JSON", "report.csv"])
def test_the_name_of_the_output_tells_that_it_is_data(name: str, folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "-o", name)
    assert (built.returncode, built.stdout) == (0, f"{name}\n")
    report = read(folder / "workbook.xlsx")
    written_as = {".json": report_json, ".csv": report_csv}[Path(name).suffix.lower()]
    assert (folder / name).read_bytes() == written_as(report)


def test_a_folder_of_workbooks_is_built_as_data(folder: Path) -> None:
    template(folder / "last.xlsx", sound(2023))
    built = disclosure(folder, "build", ".", "--to=json", "-o", "data/")
    assert built.returncode == 0
    years = [json.loads(path.read_bytes())["year"] for path in sorted((folder / "data").iterdir())]
    assert years == [2023, 2024]


def test_with_errors_only_a_draft_is_built_as_data(folder: Path) -> None:
    typed_into(folder / "workbook.xlsx", {"三!J7": 1, "三!D9": "约3"})
    refused = disclosure(folder, "build", "workbook.xlsx", "-o", "report.json")
    assert (refused.returncode, (folder / "report.json").exists()) == (1, False)
    draft = disclosure(folder, "build", "workbook.xlsx", "-o", "report.json", "--draft")
    assert (draft.returncode, draft.stdout) == (1, "report.json\n")
    data = json.loads((folder / "report.json").read_bytes())
    SCHEMA.validate(data)
    assert data["draft"] is True
    assert figure(data, PERSON)["text"] == "约3"
    assert report_of_data((folder / "report.json").read_bytes()).entries[PERSON].value is None


def test_options_of_what_is_printed_say_where_they_do_nothing(folder: Path) -> None:
    fragment = disclosure(folder, "build", "workbook.xlsx", "--to=json", "--fragment")
    assert fragment.returncode == 2
    assert "--fragment 只用于网页；" in fragment.stderr
    both = disclosure(
        folder, "build", "workbook.xlsx", "--to=json", "--to=html", "--fragment", "--charts"
    )
    assert both.returncode == 0
    assert (folder / f"{TITLE}.html").read_bytes().startswith(b"<div")
    disclosure(folder, "build", "workbook.xlsx", "-o", "office.docx")
    told = disclosure(
        folder, "build", "workbook.xlsx", "--reference-doc", "office.docx", "-o", "report.json"
    )
    assert told.stderr == "数据不用 office.docx；它只用于 Word 和 PDF。\n"


def test_data_are_made_without_composing_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure_cli.output.export.compose", None)
    report = sound(2024)
    formats = (OutputFormat.CSV, OutputFormat.JSON)
    assert list(export_report(report, formats, BuildOptions(draft=True))) == [
        (OutputFormat.CSV, report_csv(report, draft=True)),
        (OutputFormat.JSON, report_json(report, draft=True)),
    ]


def test_the_formats_come_in_the_order_in_which_they_are_asked_for() -> None:
    formats = [OutputFormat.HTML, OutputFormat.JSON, OutputFormat.DOCX, OutputFormat.CSV]
    exported = export_report(sound(2024), formats, BuildOptions())
    assert [each for each, _content in exported] == formats


def test_a_comparison_is_no_data(folder: Path) -> None:
    assert [*PRINTED_BY_SUFFIX] == [".docx", ".html", ".htm", ".pdf"]
    template(folder / "last.xlsx", sound(2023))
    refused = disclosure(folder, "compare", "last.xlsx", "workbook.xlsx", "-o", "changes.json")
    assert refused.returncode == 2
    assert "changes.json 的扩展名应为 .docx、.html、.htm、.pdf；" in refused.stderr
    write_comparison(compare(sound(2023), sound(2024)), folder / "changes.json")
    assert (folder / "changes.json").read_bytes().startswith(b"PK")


def test_the_library_builds_data(tmp_path: Path) -> None:
    build(sound(2024), {"json": tmp_path / "a.json", "csv": tmp_path / "a.csv"})
    assert report_of_data((tmp_path / "a.json").read_bytes()).organ == "示例县自然资源局"
