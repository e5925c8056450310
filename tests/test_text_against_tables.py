"""What is found where prose and tables disagree: a sentence, the figures, the finding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_factory import report, sound

from disclosure_cli.checks.read_prose import MOST_PROSE
from disclosure_cli.checks.rules import RULES, check, chosen_codes
from disclosure_cli.model.findings import Severity, written
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import CATEGORY_TOTAL, Explanation, Report, category
from disclosure_cli.model.text import marked

TABLE = """
                            person  organisation.business  total
    received                    30                     10     40
    carried_in                   2                      0      2
    handled.granted             20                      5     25
    handled.partly               5                      2      7
    handled.refused.third_party  2                      1      3
    handled.otherwise{}          3                      1      4
    handled.total               30                      9     39
    carried_over                 2                      1      3
"""


def told(*texts: str, year: int = 2024, section: str = "overview") -> Report:
    """A report with these paragraphs beside forty applications."""
    base = report(year, "applications", TABLE.format(".other" if year > 2020 else ""))
    return replace(base, texts={**base.texts, section: texts})


def found(of: Report, prefix: str = "D4") -> list[str]:
    """The codes found."""
    return [d.code for d in check(of) if d.code.startswith(prefix)]


def test_a_heading_stands_over_the_texts_of_its_section_alone() -> None:
    reviews, upheld = "（一）因政府信息公开引起的行政复议情况", "结果维持3件。"
    of_one, of_two = told(reviews, upheld), told(reviews, "本年度没有发生。")
    assert found(of_one) == ["D401"]
    assert found(replace(of_two, texts={**of_two.texts, "problems": (upheld,)})) == []


@pytest.mark.parametrize("year", [2020, 2024])
@pytest.mark.parametrize(
    "text",
    [
        "全年受理政府信息公开申请40件，办结39件（含上年结转2件），结转下年度继续办理3件。",
        "全年收办政府信息公开申请42件，其中予以公开25件、部分公开7件、不予公开3件、其他处理4件。",
        "政府信息公开申请中，予以公开25件，占64.1%；部分公开7件，占17.94%。",
        "政府信息公开申请中，予以公开及部分公开32件，自然人申请30件，法人或其他组织申请10件。",
        "收到政府信息公开申请40余件，均已规范答复。",
        "政府信息公开申请予以公开率为62.5%。",
        "政府信息公开申请中，自然人申请32件。",
    ],
)
def test_prose_that_agrees_is_left_alone(text: str, year: int) -> None:
    assert found(told(text, year=year)) == []


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开申请中，自然人予以公开20件，部分公开7件。",
        "政府信息公开申请中，自然人部分公开5件。",
        "政府信息公开申请中，自然人不予公开2件。",
        "政府信息公开申请中，自然人无法提供1件。",
        "政府信息公开申请中，自然人不予处理1件。",
        "政府信息公开申请中，商业企业予以公开5件。",
        "政府信息公开申请中，科研机构予以公开1件。",
        "政府信息公开申请中，社会公益组织予以公开1件。",
    ],
)
def test_the_figure_of_one_kind_of_applicant_is_no_total(text: str) -> None:
    assert found(told(text)) == []


@pytest.mark.parametrize(
    ("text", "shown", "due"),
    [
        ("全年受理政府信息公开申请41件。", "41", "40"),
        ("全年收办政府信息公开申请43件。", "43", "42"),
        ("全年受理政府信息公开申请四十一件。", "四十一", "40"),
        ("政府信息公开申请办结38件。", "38", "39"),
        ("政府信息公开申请结转下年度继续办理2件。", "2", "3"),
        ("政府信息公开申请中，予以公开25件，占33.9%。", "33.9%", "64.1%"),
        ("政府信息公开申请中，予以公开258件。", "258", "25"),
        ("政府信息公开申请中，不予公开4件。", "4", "3"),
        ("政府信息公开申请中，法人或其他组织申请9件。", "9", "10"),
        ("引发行政复议1件。", "1", "0"),
    ],
)
def test_a_wrong_number_is_found(text: str, shown: str, due: str) -> None:
    (diagnostic,) = [d for d in check(told(text)) if d.code == "D401"]
    assert (diagnostic.found, written(diagnostic.expected)) == (shown, due)
    assert f"【{shown}" in diagnostic.message
    assert diagnostic.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "2024年共收到申请 15 件，予以公开 9 件，不予公开2件，上年结转3件。另有一句。",
            "…予以公开 9 件，不予公开2件，上年结转【3件】",
        ),
        ("全年受理【3件】，均已答复", "全年受理【3件】，均已答复"),
        ("前一句。前半句；全年受理【3件】，均已答复；后半句", "全年受理【3件】，均已答复"),
        ("全年受理【3件】，均已答复。后一句", "全年受理【3件】，均已答复"),
        (
            "受理【3件】，其中涉及土地征收的有很多很多，涉及房屋拆迁的也有很多很多，以及其他",
            "受理【3件】，其中涉及土地征收的有很多很多…",
        ),
        (
            "一二三四五六七八九十一二三四五六七八九十12345678共【3件】以及一二三四五六七八九十一二三四五67890123件",
            "…六七八九十一二三四五六七八九十12345678共【3件】以及一二三四五六七八九十一二三四五…",
        ),
    ],
)
def test_of_a_long_sentence_whole_clauses_are_shown(text: str, shown: str) -> None:
    """No number is cut, and … stands where something is left out."""
    if "【" in text:
        start, end = text.index("【"), text.index("】") - 1
        text = text.replace("【", "").replace("】", "")
    else:
        start, end = text.index("3件。"), text.index("3件。") + 2
    assert marked(text, start, end) == shown


def test_the_message_shows_sentence_cell_both_values_and_scope() -> None:
    (diagnostic,) = [
        d for d in check(told("前文。全年受理政府信息公开申请41件，均已答复。")) if d.code == "D401"
    ]
    assert diagnostic.message == (
        "“全年受理政府信息公开申请【41件】，均已答复”写 41，"
        "而新收申请总数为 40（三!J7），新收和结转申请总数为 42（三!J7 等）；"
        "请核对，口径不同（如只算本级）可在“核查说明”中说明。"
    )


def test_a_figure_quoted_by_name_is_right_and_needs_no_advice() -> None:
    assert check(told("全年受理政府信息公开申请{新收申请总数}件。"), chosen_codes(notes=True)) == []


def test_a_number_that_equals_a_figure_is_advised_to_be_quoted_where_notes_are_asked_for() -> None:
    report = told("受理政府信息公开申请40件，办结39件。")
    (note,) = check(report, chosen_codes(notes=True))
    assert (note.code, note.severity) == ("D408", Severity.NOTE)
    assert note.message.startswith("40 可写成 {新收申请总数}、39 可写成 {办理结果总数}")
    assert check(report, chosen_codes(["D408"])) == [note]
    assert check(report) == check(report, chosen_codes(["D4"])) == []


def test_to_deny_what_a_table_has_is_a_warning_that_can_be_explained() -> None:
    report = told("本年度未收到政府信息公开申请。")
    (diagnostic,) = check(report)
    assert (diagnostic.code, diagnostic.severity) == ("D402", Severity.WARNING)
    assert "新收申请总数为 40（三!J7）" in diagnostic.message
    reason = Explanation(Part("explanations", "1"), "D402", diagnostic.place.sheet, "只指本级。")
    (explained,) = check(replace(report, explanations=(reason,)))
    assert explained.weighs is None
    assert found(replace(sound(2024), texts={**sound(2024).texts, **report.texts})) == []


def test_what_is_read_from_prose_never_blocks() -> None:
    assert {rule.severity for rule in RULES if rule.code.startswith("D4")} == {
        Severity.WARNING,
        Severity.NOTE,
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("收到政府信息公开申请40件，均已办结。", ["D403"]),
        ("政府信息公开申请无上年结转。", ["D403"]),
        ("本年度未收到政府信息公开申请，政府信息公开申请无上年结转。", ["D402", "D403"]),
        ("政府信息公开申请均在法定期限内予以答复。", []),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", []),
    ],
)
def test_a_statement_without_a_number_is_held_against_the_tables(
    text: str, codes: list[str]
) -> None:
    assert found(told(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("发生行政复议5件，均获维持。", ["D403"]),
        ("未发生因政府信息公开引起的行政复议。", ["D403"]),
        ("没有因政府信息公开被提起行政诉讼。", []),
    ],
)
def test_reviews_are_denied_or_all_upheld_beside_one_corrected(text: str, codes: list[str]) -> None:
    base = report(2024, "cases", """
        reviews.upheld  reviews.corrected  reviews.total
     -              4                  1              5
    """)  # fmt: skip
    assert found(replace(base, texts={**base.texts, "overview": (text,)})) == codes


def test_parts_that_do_not_make_up_the_whole() -> None:
    text = "主动公开信息共97条，其中动态59条、公告1条、文件36条、其他2条。"
    (diagnostic,) = [d for d in check(told(text)) if d.code == "D404"]
    assert (diagnostic.found, diagnostic.expected) == ("97", 98)
    fee = "收取信息处理费2950元：甲420元，乙290元，丙1500元，丁140元，戊500元。"
    assert found(told(fee, section="other")) == ["D404"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("（一）2023年在政府信息公开工作方面主要存在以下问题", True),
        ("2023年，我局认真做好公开工作。", True),
        ("报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", True),
        ("截至2023年12月31日，共公开信息若干。", True),
        ("2024年，我局认真做好公开工作，比2023年有进步。", False),
        ("2023年存在问题的整改情况。", False),
        ("2025年，我局将继续做好公开工作。", False),
        ("根据2019年修订的条例开展工作。", False),
        ("统计期限自2024年1月1日起至12月31日止。", False),
        ("2023年全社会研发投入有限，2024年增长较快。", False),
    ],
)
def test_the_year_of_the_text_is_that_of_the_report(text: str, wrong: bool) -> None:
    assert found(told(text), "D405") == (["D405"] * 2 if "期限自2023" in text else ["D405"] * wrong)


def test_the_processing_fee_belongs_into_section_six_of_the_2021_form() -> None:
    nothing = ("没有其他需要报告的事项。",)
    assert found(told(*nothing, section="other"), "D406") == ["D406"]
    assert found(told(*nothing, section="other", year=2020), "D406") == []
    assert found(told("本年度未收取信息处理费。", section="other"), "D406") == []


def test_prose_beyond_all_measure_is_not_read_and_says_so() -> None:
    assert found(told("很长。" * (MOST_PROSE // 3 + 1)), "D407") == ["D407"]


def test_of_prose_beyond_all_measure_the_first_paragraph_that_is_not_read_is_named() -> None:
    half = "很长。" * (MOST_PROSE // 6)
    (diagnostic,) = check(told(half, half, "受理政府信息公开申请41件。", "还有一段。"))
    assert (diagnostic.code, diagnostic.at) == ("D407", Part("overview", "3"))


def test_the_categories_total_is_compared_where_it_is_filled_in() -> None:
    text = "全年主动公开政府信息98条。"
    base = told(text)
    assert found(base) == []
    counts = {CATEGORY_TOTAL: 97, category(1): 97}
    entries = {
        **base.entries,
        **{
            ref: base.entries[next(iter(base.entries))]._replace(value=n)
            for ref, n in counts.items()
        },
    }
    assert found(replace(base, entries=entries, categories=("动态",))) == ["D401"]


def test_a_table_nobody_filled_in_contradicts_nothing() -> None:
    empty = replace(told("受理政府信息公开申请41件。"), entries={})
    assert found(empty) == []
