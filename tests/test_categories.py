"""The categories of published information: what the text counts, against the sheet, and told once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from command_line import disclosure
from report_factory import opened, sound, template, typed_into, web_page

from disclosure_cli import check
from disclosure_cli.form.editions import edition_for
from disclosure_cli.model.figures import BLANK, Entry
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Explanation, Report, category
from disclosure_cli.prose.category_counts import category_counts
from disclosure_cli.prose.tokens import Context

CONTEXT = Context(edition_for(2024), 2024)
NAMES = ("政策文件", "动态", "公告", "规划计划", "其他")
HALF_WIDTH = str.maketrans("，；：（）", ",;:()")
MADE = "本年主动公开政府信息222条，其中：政策文件11条，动态211条。"


def told(*texts: str, **counts: int) -> Report:
    """A report with these paragraphs in its first section, and categories with these counts."""
    base = sound(2024)
    counts = counts or {"政策文件": 11, "动态": 211}
    total = sum(counts.values())
    entries = {CATEGORY_TOTAL: Entry(total, str(total))}
    entries |= {category(n): Entry(c, str(c)) for n, c in enumerate(counts.values(), 1)}
    return replace(
        base,
        texts={**base.texts, "overview": texts},
        entries={**base.entries, **entries},
        categories=tuple(counts),
        places={**base.places, category(1): Place("主动公开分类", "B6")},
    )


def test_a_note_of_a_count_is_printed_behind_it() -> None:
    base = told("本年度情况如下。")
    noted = {
        CATEGORY_TOTAL: Entry(222, "222（含历年）", note="（含历年）"),
        category(1): Entry(11, "11（其中规章2条）", note="（其中规章2条）"),
    }
    page = web_page(replace(base, entries={**base.entries, **noted})).decode()
    assert (
        "本年主动公开政府信息222条（含历年），其中：政策文件11条（其中规章2条），动态211条。"
        in page
    )


def alarms(report: Report) -> list[Diagnostic]:
    return [found for found in check(report) if found.code == "D409"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("主动公开政府信息222条，其中：政策文件12条、动态210条。", "政策文件=12 动态=210"),
        ("包括政策文件类信息共12条和动态信息 210 条；公告3则。", "政策文件=12 动态=210 公告=3"),
        ("政策文件（12条）、动态（210条）以及公告３篇。", "政策文件=12 动态=210 公告=3"),
        ("政策文件12条动态210条", "政策文件=12 动态=210"),
        ("公开政策文件：12条；动态：210条。", "政策文件=12 动态=210"),
        ("全年发布“动态”二百一十条，更新规划计划3份。", "动态=二百一十 规划计划=3"),
        ("政策文件12条（占5%）、动态210条。", "政策文件=12 动态=210"),
        ("政策文件12条（其中规章1件）、动态210条。", "政策文件=12 动态=210"),
        ("通过政府网站、微信公众号等渠道公开动态210条。", "动态=210"),
        ("以政府网站为主要平台，公开动态210条。", "动态=210"),
        ("2023年公开动态200条，2024年公开动态210条。", "动态=210"),
        ("公开规划计划3条、动态210条。", "规划计划=3 动态=210"),
        ("与去年相当，公开动态210条。", "动态=210"),
        ("通过政府网站公开信息222条。公开动态210条。", "动态=210"),
        # The end of another name, or the last of several.
        ("工作动态210条，热点动态3条。", ""),
        ("政策、公告12条，动态和其他3条。", ""),
        ("发布关于“新食品”公告5件，信息公开动态3条。", ""),
        # Another time, another way, another body, a plan, an average.
        ("上半年公开动态100条。", ""),
        ("1至6月公开动态100条。", ""),
        ("通过政府网站公开政策文件3条、动态80条。", ""),
        ("微信公众号发布动态80条。", ""),
        ("主动公开信息222条，其中县卫生健康局发布动态12条。", ""),
        ("各科室发布动态12条。", ""),
        ("去年公开动态200条。", ""),
        ("计划公开动态300条，平均每月发布动态20条。", ""),
        # Another matter.
        ("收到政府信息公开申请4件，其中予以公开1件，其他3件。", ""),
        ("收到政府信息公开申请4件。其中予以公开1件，其他3件。", ""),
        ("通过政府网站公开信息222条。其中动态210条。", ""),
        ("受理投诉4件，其中举报1件，其他3件。", ""),
        ("依申请公开文件3件，不予公开公告3件。", ""),
        # No count.
        ("动态增长12%，公告2024年第3号，其他12个工作日。", ""),
        # A part of what was counted just before.
        ("政策文件12条（其中公告3条）。", "政策文件=12"),
    ],
)
def test_what_counts_a_category(text: str, counts: str) -> None:
    for written in (text, text.translate(HALF_WIDTH)):
        found = category_counts(written, NAMES, CONTEXT)
        whole = [f"{each.name}={each.number.shown}" for each in found if each.is_of_the_whole]
        assert " ".join(whole) == counts


def test_the_names_of_other_categories_are_no_other_matter() -> None:
    """Nor what would be left of a name if a shorter one were taken out of it first."""
    names = ("举报", "投诉举报", "动态")
    found = category_counts("公开投诉举报3条、动态210条。", names, CONTEXT)
    assert [each.name for each in found if each.is_of_the_whole] == ["投诉举报", "动态"]


def test_under_the_heading_of_applications_nothing_was_published() -> None:
    (count,) = category_counts("共4件，其中其他3件。", NAMES, CONTEXT, "（二）依申请公开")
    assert not count.is_of_the_whole
    (count,) = category_counts("共4件，其中其他3件。", NAMES, CONTEXT, "（一）主动公开")
    assert count.is_of_the_whole


def test_the_longest_name_is_the_one_that_is_counted() -> None:
    (count,) = category_counts("公开部门动态12条。", ("动态", "部门动态"), CONTEXT)
    assert count.name == "部门动态"


def test_a_text_that_contradicts_the_sheet_is_named_with_both() -> None:
    report = told("主动公开政府信息222条，其中：政策文件12条、动态210条。")
    first, second = alarms(report)
    assert (first.severity, first.at) == (Severity.WARNING, Part("overview", "1"))
    assert (first.found, first.expected, first.also) == ("12", 11, (category(1),))
    assert first.message == (
        "“主动公开政府信息222条，其中：政策文件【12条】、动态210条”写政策文件 12，"
        "而主动公开分类中是 11（主动公开分类!B6）；"
        "请改正其中一处，口径不同的可在“核查说明”中说明。"
    )
    assert (second.found, second.expected) == ("210", 211)


@pytest.mark.parametrize(
    "texts",
    [
        ["主动公开政府信息222条，其中：政策文件11条、动态211条。"],
        ["其中政策文件11条、动态约210条，动态近220条。"],
        ["{主动公开分类}。"],
        ["政策文件11条。", "上半年动态100条。"],
        ["动态100条，全年动态211条。"],
        ["通过政府网站公开动态100条。"],
    ],
)
def test_a_text_that_agrees_is_left_alone(texts: list[str]) -> None:
    assert alarms(told(*texts)) == []


def test_what_the_program_fills_in_bears_no_witness_for_what_was_typed() -> None:
    (alarm,) = alarms(told("{主动公开分类}。", "全年公开动态210条。"))
    assert alarm.at == Part("overview", "2")


def test_a_number_that_counts_decisions_is_none_of_a_category() -> None:
    """行政许可 is a row of table two as well; what is read as that is judged by D401 alone."""
    report = told("作出行政许可决定5件。为行政许可5件。", 行政许可=80)
    assert {found.code for found in check(report)} == {"D401"}


def test_a_category_without_a_figure_or_of_two_figures_is_not_contradicted() -> None:
    base = told("公开动态210条。")
    blank = replace(base, entries={**base.entries, category(2): BLANK})
    assert alarms(blank) == []
    twice = replace(base, categories=("动态", "动态"))
    assert len(alarms(twice)) == 1
    assert alarms(replace(twice, entries={**twice.entries, category(2): Entry(210, "210")})) == []


def test_other_sections_count_something_else() -> None:
    base = told("无")
    texts = {**base.texts, "problems": ("公开动态210条。",)}
    assert alarms(replace(base, texts=texts)) == []


def test_a_contradiction_can_be_explained() -> None:
    report = told("公开动态210条。")
    at = Part("overview", "1")
    report = replace(report, places={**report.places, at: Place("一、总体情况", "A4")})
    reason = Explanation(Part("explanations", "1"), "d409", "A4", "只算本级")
    (alarm,) = alarms(replace(report, explanations=(reason,)))
    assert alarm.weighs is None


@pytest.mark.parametrize(
    ("text", "is_made"),
    [
        ("主动公开工作有序开展。", True),
        ("主动公开政府信息222条，其中：政策文件11条、动态211条。", False),
        ("主动公开政府信息222条，其中：政策文件12条、动态210条。", False),
        ("主动公开政府信息222条，其中：{主动公开分类}。", False),
        ("公开政策文件11条。", True),
        ("上半年公开政策文件5条、动态100条。", True),
        # Of the web site, but the same.
        ("通过政府网站公开政策文件11条、动态211条。", False),
        ("通过政府网站公开政策文件1条、动态21条。", True),
    ],
)
def test_the_categories_are_told_once(text: str, is_made: bool) -> None:
    page = web_page(told(text)).decode()
    assert (MADE in page) is is_made


def test_what_stands_in_two_paragraphs_is_told_as_well() -> None:
    assert MADE not in web_page(told("政策文件11条。", "（二）动态", "动态211条。")).decode()


def test_a_report_does_not_contradict_itself_in_silence(tmp_path: Path) -> None:
    """The text has 政策文件12条、动态210条, the sheet 11 and 211."""
    text = "主动公开政府信息222条，其中：政策文件12条、动态210条。"
    template(tmp_path / "workbook.xlsx", told(text))
    built = disclosure(tmp_path, "build", "workbook.xlsx", "-o", "report.html")
    assert built.returncode == 0
    assert built.stderr.count("D409") == 2
    page = (tmp_path / "report.html").read_text("utf-8")
    assert (page.count("政策文件1"), page.count("政策文件12条")) == (1, 1)
    checked = disclosure(tmp_path, "validate", "workbook.xlsx", "--fail-on", "warning")
    assert checked.returncode == 1


def test_without_a_word_of_text_there_is_no_report(tmp_path: Path) -> None:
    """Nothing in 一, 五 and 六: errors, unless it is a draft; 无 is enough."""
    path = template(tmp_path / "workbook.xlsx", sound(2024))
    names = [name for name in opened(path).sheetnames if name[0] in "一五六"]
    typed_into(path, {f"{name}!A4": None for name in names})
    refused = disclosure(tmp_path, "build", "workbook.xlsx", "-o", "report.docx")
    assert (refused.returncode, refused.stderr.count("错误 D306")) == (1, 3)
    assert list(tmp_path.iterdir()) == [path]
    drafted = disclosure(tmp_path, "build", "workbook.xlsx", "--draft", "-o", "draft.html")
    assert drafted.returncode == 1
    assert 'class="draft"' in (tmp_path / "draft.html").read_text("utf-8")
    typed_into(path, {f"{name}!A4": "无" for name in names})
    built = disclosure(tmp_path, "build", "workbook.xlsx", "-o", "report.docx")
    assert built.returncode == 0
