"""Which figures a sentence gives beyond doubt: the figure, what it counts, in whose words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from report_factory import sound
from test_rules import with_categories

from disclosure_cli.checks.given_figures import GivenFigure, given_figures
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import Report

APPLICATIONS = sound(2024)
CATEGORIES = with_categories("97", 动态="60", 部门文件="37")


def given(*texts: str, of: Report = APPLICATIONS) -> list[GivenFigure]:
    return given_figures(replace(of, texts={"overview": texts}))


def words(*texts: str, of: Report = APPLICATIONS) -> list[str]:
    return [each.words for each in given(*texts, of=of)]


def test_a_figure_is_given_with_its_words_its_place_and_the_others_of_its_sentence() -> None:
    (found,) = given(
        "情况如下。", "收到材料3份。予以公开5件，占60%；部分公开{部分公开数}件。另有2件。"
    )
    granted, partly = (
        Ref("applications", row, "total") for row in ("handled.granted", "handled.partly")
    )
    assert found[:4] == ((granted,), 5, Part("overview", "2"), "予以公开 5 件")
    assert [(each.counts, each.value) for each in found.beside] == [
        (((granted,),), Decimal(60)),
        (((partly,),), Decimal(0)),
    ]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("新收政府信息公开申请5件。", "received/total"),
        ("上年结转政府信息公开申请数量5件。", "carried_in/total"),
        ("结转下年度继续办理5件。", "carried_over/total"),
        ("商业企业予以公开5件。", "handled.granted/organisation.business"),
        ("自然人属于国家秘密5件。", "handled.refused.state_secret/person"),
        ("重复申请5件。", "handled.not_processed.repeated/total"),
        ("行政复议5件。", "/reviews.total"),
        ("行政复议结果纠正5件。", "/reviews.corrected"),
        # A name of two things, of no sum, or of whatever became of it.
        ("其他5件。", ""),
        ("结果维持5件。", ""),
        ("总计5件。", ""),
        ("规章5件。", ""),
        ("行政许可5件。", ""),
        ("自然人申请5件。", ""),
        ("办理结果总数5件。", ""),
    ],
)
def test_a_label_names_a_figure_of_the_tables_that_add_up(text: str, refs: str) -> None:
    """Alone that of 总计; behind the name of an applicant, his."""
    found = [f"{ref.row}/{ref.column}" for each in given(text) for ref in each.refs]
    assert found == [refs][: bool(refs)]


def test_the_heading_of_a_group_names_all_its_rows() -> None:
    (refused,) = given("不予公开5件。")
    assert refused.refs == APPLICATIONS.edition.under(
        Ref("applications", "handled.refused", "total")
    )


def test_a_share_in_the_heading_limits_nothing() -> None:
    assert words("（一）网上申请占98%", "予以公开5件。") == ["予以公开 5 件"]
    assert words("（一）网上申请", "予以公开5件。") == []


@pytest.mark.parametrize(
    "before",
    [
        "其中", "另", "包括", "包含", "含", "分别", "本年", "本年度", "全年", "全年度", "今年", "年内", "我局",
        "本机关", "全县", "共", "共计", "合计", "累计", "均", "已", "依法", "政府信息公开", "信息公开", "申请",
        "办理结果", "中", "2024年", "2024年度", "、", "和", "及", "一、", "（二）", "3.", "2、", "“", " ",
    ],
)  # fmt: skip
def test_some_words_before_a_name_say_nothing(before: str) -> None:
    assert words(f"{before}予以公开5件。") == ["予以公开 5 件"]


@pytest.mark.parametrize(
    "before", ["2023年度", "2023年", "各科室", "市局", "网上", "今后", "有", "X"]
)
def test_any_other_word_before_a_name_leaves_a_doubt(before: str) -> None:
    assert words(f"{before}予以公开5件。") == []


@pytest.mark.parametrize(
    ("between", "is_given"),
    [
        *((link, True) for link in (
            "", "数", "数量", "共", "共计", "合计", "为", "是", "有", "：", "数量为", "的", " ",
        )),
        *((other, False) for other in ("约", "近", "总数", "率", "有关征地的", "（三）")),
    ],
)  # fmt: skip
def test_between_a_name_and_its_number_stands_a_link_at_most(between: str, is_given: bool) -> None:
    assert words(f"予以公开{between}5件。") == ["予以公开 5 件"] * is_given


@pytest.mark.parametrize("unit", ["件", "宗", "份", "起", "例"])
def test_applications_are_counted_in_units_of_theirs(unit: str) -> None:
    assert words(f"予以公开5{unit}。") == [f"予以公开 5 {unit}"]


@pytest.mark.parametrize(
    ("after", "is_given"),
    [
        *((after, True) for after in (
            "5件", "5件，", "5件；", "5件！", "5件？", "5件、", "5件和", "5件及", "5件（含上年）", "5件\n另",
        )),
        *((after, False) for after in (
            "5条", "5人", "5.0件", "5.5件", "5万件",
            "5余件", "5件以上", "5件的", "5件（不含信函申请9件）", "5件，不包括转送",
            "5件，除转送外",
        )),
    ],
)  # fmt: skip
def test_a_number_is_whole_and_nothing_goes_on_behind_it(after: str, is_given: bool) -> None:
    assert words(f"予以公开{after}。") == ["予以公开 5 件"] * is_given


@pytest.mark.parametrize(
    "before",
    [
        "认真做好受理工作，", "对申请规范办理，", "依法处理申请案件，", "2件因涉及征地延期。",
        "严格登记、及时答复，", "在申请方面，", "办理结果中，",
        "收到申请20件，", "2024年，", "不予公开率达61%，", "无法提供2件；", "上年结转政府信息公开申请2件，",
    ],
)  # fmt: skip
def test_a_clause_before_may_tell_of_the_work_or_of_other_figures(before: str) -> None:
    assert "予以公开 5 件" in words(f"{before}予以公开5件。")


@pytest.mark.parametrize(
    "before",
    [
        # A part of them.
        "延期答复的申请中，", "因涉及征地，", "情况如下。因涉及征地，", "部分科室", "通过网络", "在征地方面，",
        "自然人申请40件，其中", "上年结转3件，其中", "征地类申请20件，其中",
        # Another year, another matter.
        "2022年，", "2025年，", "上年",
        "去年的情况是，", "上年增长3个百分点，2022年", "收到信访件20件，", "举报投诉中，",
        # Together with another.
        "不予公开、",
    ],
)  # fmt: skip
def test_a_clause_before_may_leave_a_part_or_another_matter(before: str) -> None:
    assert "予以公开 5 件" not in words(f"{before}予以公开5件。")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Parts of the figure itself, behind 其中 and the like, limit nothing.
        ("予以公开3件，其中征地类2件。", ["予以公开 3 件"]),
        ("予以公开3件（征地类2件）。", ["予以公开 3 件"]),
        ("予以公开3件，包括征地类2件。", ["予以公开 3 件"]),
        ("予以公开3件，含征地类2件。", ["予以公开 3 件"]),
        ("予以公开3件，征地类2人。", ["予以公开 3 件"]),
        ("予以公开3件，征地类2件。", []),
        ("征地类2件，予以公开3件。", []),
        ("予以公开3件5份。", []),
        # 其中 of all that came in tells of all; of one applicant, or of what was left, of a part.
        ("新收申请40件，其中予以公开3件。", ["新收申请 40 件", "予以公开 3 件"]),
        ("不予公开40件，其中属于国家秘密3件。", ["不予公开 40 件", "属于国家秘密 3 件"]),
        ("自然人予以公开40件，其中部分公开3件。", ["自然人予以公开 40 件"]),
        ("自然人予以公开40件，部分公开3件。", ["自然人予以公开 40 件", "部分公开 3 件"]),
        ("上年结转政府信息公开申请3件，其中予以公开2件。", ["上年结转政府信息公开申请 3 件"]),
        ("商业企业申请5件，其中自然人予以公开3件。", []),
        # Of another table it tells of nothing at all.
        ("自然人予以公开40件，其中行政复议3件。", ["自然人予以公开 40 件", "其中行政复议 3 件"]),
        # Reviews beside applications.
        ("予以公开3件，行政复议3件。", ["予以公开 3 件", "行政复议 3 件"]),
        ("行政复议结果纠正3件，其他结果1件。", ["行政复议结果纠正 3 件", "其他结果 1 件"]),
        # Twice the same is one figure, in two ways none.
        (
            "予以公开3件，无法提供4件。予以公开3件。",
            ["予以公开 3 件", "无法提供 4 件", "予以公开 3 件"],
        ),
        ("予以公开3件，无法提供4件。予以公开2件。", ["无法提供 4 件"]),
    ],
)
def test_of_several_numbers_of_a_sentence_one_may_limit_another(
    text: str, found: list[str]
) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("主动公开97条。", ["主动公开 97 条"]),
        ("主动公开政府信息97件。", ["主动公开政府信息 97 件"]),
        ("主动公开政府信息总数97篇。", ["主动公开政府信息总数 97 篇"]),
        ("主动公开97份。", []),
        ("其中动态60条，部门文件37条。", ["动态 60 条", "部门文件 37 条"]),
        ("动态60条（含转载3条）。", ["动态 60 条"]),
        ("主动公开{主动公开总数}条，动态60条。", ["动态 60 条"]),
        ("发布动态60条。", []),
        ("网站公开动态60条。", []),
        ("收到申请3件，动态60条。", []),
        ("动态60条，其中予以公开5件。", ["动态 60 条", "予以公开 5 件"]),
    ],
)
def test_categories_are_given_by_their_names(text: str, found: list[str]) -> None:
    """Not by what the program fills in, nor beside applications."""
    assert words(text, of=CATEGORIES) == found


def test_the_name_of_a_category_is_known_without_its_quotes_and_spaces() -> None:
    quoted = with_categories("60", **{"“一网通办” 的事项数": "60"})
    for text in ("一网通办事项60条。", "“一网通办”的事项60条。"):
        assert words(text, of=quoted) == ["一网通办事项 60 条"]


@pytest.mark.parametrize(
    ("heading", "is_given"),
    [
        ("（二）依申请公开", True),
        ("（一）政务公开平台", False),
        ("（二）2024年申请办理", True),
        ("（二）2023年结转申请办理", True),
        ("（二）2023年申请办理", False),
        ("（二）2025年申请办理", False),
    ],
)
def test_a_heading_may_be_of_another_matter_or_year(heading: str, is_given: bool) -> None:
    assert words(heading, "予以公开3件。") == ["予以公开 3 件"] * is_given


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("行政复议案件5件。", ["行政复议案件 5 件"]),
        ("情况如下。行政复议案件5件。", ["行政复议案件 5 件"]),
        ("X行政复议案件5件。", []),
        ("涉农行政复议案件5件。", []),
    ],
)
def test_what_prose_calls_a_figure_names_it_where_nothing_else_is_said(
    text: str, found: list[str]
) -> None:
    """案件 is no part of the name 行政复议总数."""
    assert words(text) == found


def test_a_number_beside_may_count_several_figures_together() -> None:
    """公开 is 予以公开, or that and 部分公开."""
    (found,) = given("予以公开5件，公开7件。")
    ((beside, value),) = found.beside
    rows = [[ref.row for ref in refs] for refs in beside]
    assert (rows, value) == (
        [["handled.granted"], ["handled.granted", "handled.partly"]],
        Decimal(7),
    )
