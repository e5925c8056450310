"""What a report says of itself: its fields, its names for figures, where each stands, how it prints."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from report_factory import section_of_key, sound
from test_rules import with_about

from disclosure_cli.form.schema import Equation, Measure, Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.findings import (
    Diagnostic,
    Finding,
    Severity,
    finding,
    gravest_first,
    named,
    written,
)
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import (
    ABOUT,
    CATEGORY_TOTAL,
    EXPLANATIONS,
    FIELDS,
    KINDS,
    NIL,
    Passage,
    Report,
    category,
    fields_of,
    no_year,
    note_field,
    title,
    title_phrases,
    with_totals,
)
from disclosure_cli.model.told_categories import (
    agrees,
    are_categories_told,
    refs_of,
    told_categories,
)

BASE = sound(2024)
PERSON = Ref("applications", "received", "person")
RECEIVED = Ref("applications", "received", "total")
FEE = Ref("fees", "administrative", "charged")


def with_entries(entries: dict[Ref, Entry], base: Report = BASE) -> Report:
    return replace(base, entries={**base.entries, **entries})


def with_categories(*counts: tuple[str, Entry]) -> Report:
    entries = {category(n): entry for n, (_name, entry) in enumerate(counts, 1)}
    total = sum(int(entry.value or 0) for entry in entries.values())
    entries[CATEGORY_TOTAL] = Entry(total, str(total))
    return replace(with_entries(entries), categories=tuple(name for name, _entry in counts))


def test_the_name_of_an_organ_is_one_line_in_a_sentence() -> None:
    lined = with_about(organ="示例县\n自然资源局")
    assert (lined.organ, lined.organ_in_lines) == ("示例县自然资源局", "示例县\n自然资源局")
    assert Report(BASE.edition).organ == ""


@pytest.mark.parametrize(
    ("year", "template", "meant"),
    [("2023", None, 2023), ("2023", 2024, 2023), ("去年", 2024, 2024), ("", None, 2021)],
)
def test_a_report_without_a_year_is_meant_for_that_of_its_template(
    year: str, template: int | None, meant: int
) -> None:
    """Or for the first of its form. What is made of it is dated by the day after."""
    undated = replace(with_about(year=year, date=""), template_year=template)
    assert undated.meant_year == meant
    assert undated.dated == dt.date(meant + 1, 1, 1)
    dated = replace(with_about(year=year, date="2025年1月20日"), template_year=template)
    assert dated.dated == dated.date == dt.date(2025, 1, 20)


def test_the_title_names_the_year() -> None:
    assert title(2024) == "2024年政府信息公开工作年度报告"
    assert title_phrases(2024) == ("2024年政府信息公开", "工作年度报告")
    assert title(None) == "年政府信息公开工作年度报告"


def test_what_is_wrong_with_a_year_is_said_with_an_example() -> None:
    assert no_year("去年", 2025) == "年度填“去年”，不是年份；请填四位数字，如 2025。"
    assert no_year("") == "年度没有填写；请填四位数字，如 2024。"


def test_the_lines_of_the_first_sheet() -> None:
    """A note to each table stands at the end; the hints are of the year of the report."""
    assert [(field.key, field.label) for field in fields_of(BASE.edition)] == [
        ("organ", "机关名称"),
        ("year", "年度"),
        ("kind", "机关类别"),
        ("address", "地址"),
        ("postcode", "邮编"),
        ("telephone", "电话"),
        ("email", "电子邮箱"),
        ("date", "成文日期"),
        ("annotation", "附注"),
        ("proactive_note", "表二的注"),
        ("requests_note", "表三的注"),
        ("disputes_note", "表四的注"),
    ]
    assert [field.hint_for(2024) for field in FIELDS] == [
        "填全称，与印章一致；标题、前言和落款都用它。Alt+Enter 定换行处。",
        "报告的统计年度，如 2024；统计期限为该年 1 月 1 日至 12 月 31 日。",
        "从列表中选一项。",
        "联系地址，写入前言。",
        "六位数字。",
        "联系电话，可带区号。",
        "没有可不填。",
        "如 2025年1月20日；写在落款之下。",
        "没有可不填；如：此件公开发布。",
    ]
    requests = section_of_key(BASE.edition, "requests")
    assert note_field(requests).hint == "印在表三之下，没有可不填；如：注：数量含上年度结转。"


def test_organs_are_of_four_kinds() -> None:
    """《政府信息公开条例》第四十九条、第五十四条."""
    assert KINDS == (
        "县级以上人民政府",
        "政府部门",
        "乡镇人民政府、街道办事处",
        "法律法规授权的组织",
    )


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "☑", "是", "v", "V", "y", "Y"])
def test_a_tick_may_be_typed_in_many_ways(tick: str) -> None:
    requests = section_of_key(BASE.edition, "requests")
    assert replace(BASE, nil={"requests": tick}).is_nil(requests)
    assert not replace(BASE, nil={"disputes": tick}).is_nil(requests)
    assert not replace(BASE, nil={"requests": "无"}).is_nil(requests)


def test_a_figure_that_was_not_read_counts_as_0_but_is_not_readable() -> None:
    refused = with_entries({PERSON: Entry(None, "约3", EntryIssue.NOT_A_FIGURE), FEE: BLANK})
    absent = Report(BASE.edition)
    assert (refused[PERSON], refused[FEE], absent[PERSON]) == (0, 0, 0)
    assert not refused.is_readable([FEE, PERSON])
    assert refused.is_readable([FEE, RECEIVED])
    assert not absent.is_readable([FEE])
    assert (absent.is_left_blank(FEE), refused.is_left_blank(PERSON)) == (True, False)


def test_a_draft_prints_nothing_where_nothing_was_filled_in() -> None:
    """A total is that of its parts: 0 is printed once one of them was typed. A ticked table prints 0."""
    requests = section_of_key(BASE.edition, "requests")
    empty = with_entries(dict.fromkeys(requests.refs, BLANK))
    zero = with_entries({RECEIVED: Entry(0, "0", is_sum=True)}, empty)
    begun = with_entries({PERSON: Entry(0, "0")}, zero)
    three = with_entries({PERSON: Entry(3, "3"), RECEIVED: Entry(3, "3", is_sum=True)}, zero)
    ticked = replace(zero, nil={"requests": "√"})
    for which, person, total in (
        (empty, "", ""),
        (zero, "", ""),
        (begun, "0", "0"),
        (three, "3", "3"),
        (ticked, "0", "0"),
    ):
        assert which.printed(PERSON, draft=True) == person
        assert which.printed(RECEIVED, draft=True) == total
    assert (zero.printed(PERSON), zero.written(RECEIVED)) == ("0", "0")


def test_a_table_is_untouched_whatever_was_carried_in() -> None:
    requests = section_of_key(BASE.edition, "requests")
    empty = with_entries(dict.fromkeys(requests.refs, BLANK))
    opening = Ref("applications", "carried_in", "person")
    assert empty.is_untouched(requests)
    assert with_entries({opening: Entry(2, "2")}, empty).is_untouched(requests)
    assert not with_entries({PERSON: Entry(0, "0")}, empty).is_untouched(requests)
    assert not with_entries({RECEIVED: Entry(5, "5")}, empty).is_untouched(requests)
    assert not Report(BASE.edition).is_untouched(requests)


def test_a_figure_prints_what_its_kind_asks_for() -> None:
    change = Ref("licensing", "licences", "change")
    older = with_entries({change: Entry(3, "3")}, sound(2020))
    assert (older.measure(change), older.written(change)) == (Measure.CHANGE, "+3")
    assert BASE.measure(category(1)) is Measure.ENTRIES
    noted = with_entries({FEE: Entry(Decimal("12.5"), "12.5", note="（含\u200b滞纳金）")})
    assert noted.written(FEE) == "12.5（含滞纳金）"


def test_a_figure_is_called_by_its_row_and_its_column() -> None:
    several = with_categories(("动态", BLANK), ("公告", BLANK))
    assert several.labels(PERSON) == ("一、本年新收政府信息公开申请数量", "自然人")
    assert several.labels(CATEGORY_TOTAL) == ("主动公开政府信息总数", "")
    assert several.labels(category(2)) == ("公告", "条数")
    assert several.labels(Part("about", "organ")) == ("机关名称", "")
    assert several.labels(Part("about", "requests_note")) == ("表三的注", "")
    for nameless in (
        Part("about", "none"),
        Part("overview", "1"),
        Place("三", "A1"),
        Ref("x", "y", "z"),
    ):
        assert several.labels(nameless) == ("", "")
    assert [several.numeral(Ref("applications", row, "total")) for row in (
        "received", "carried_in", "handled.granted", "handled.total", "carried_over",
    )] == ["一", "二", "三", "三", "四"]  # fmt: skip


def test_what_is_beside_the_form_is_named_without_a_file() -> None:
    parts = (Part(ABOUT, "organ"), Part("requests", NIL), Part(EXPLANATIONS, "4"))
    assert [str(each) for each in (*parts, category(2), CATEGORY_TOTAL)] == [
        "about/organ", "requests/nil", "explanations/4", "categories/2", "categories/total",
    ]  # fmt: skip


def test_a_thing_is_where_it_stands_or_in_its_section() -> None:
    cell = Place("一、总体情况", "A4")
    placed = replace(
        BASE,
        places={**BASE.places, Part("overview", "1"): cell, Part("other"): Place("六"), Part("fees"): Place("二")},
    )  # fmt: skip
    assert placed.place(cell) == cell
    assert placed.place(Part("overview", "1")) == cell
    assert placed.place(Part("overview", "2")) == Place("一、总体情况")
    assert placed.place(Part("other", "5")) == Place("六")
    assert placed.place(Ref("fees", "", "")) == Place("二")
    assert placed.place(Ref("applications", "", "")) == Place("三、收到和处理政府信息公开申请情况")
    assert placed.place(Part("about", "organ")) == Place("about")


def test_prose_is_printed_with_the_figures_that_it_names() -> None:
    counts = (
        ("动态", Entry(3, "3")),
        ("文件", Entry(2, "2（其中规章1条）", note="（其中规章1条）")),
    )
    told = replace(
        with_categories(*counts),
        texts={"overview": ("{机关名称}{年度}年公开{主动公开总数}条。", "其中{主动公开分类}。")},
        about={**BASE.about, "requests_note": "注：共{新收申请总数}件。"},
    )
    assert told.prose["overview"] == (
        Passage(
            Part("overview", "1"),
            "{机关名称}{年度}年公开{主动公开总数}条。",
            "示例县自然资源局2024年公开5条。",
        ),
        Passage(
            Part("overview", "2"),
            "其中{主动公开分类}。",
            "其中动态3条，文件2条（其中规章1条）。",
        ),
    )
    assert told.notes == {
        "requests": Passage(
            Part("about", "requests_note"), "注：共{新收申请总数}件。", "注：共0件。"
        )
    }
    assert replace(told, about={}).quotations["年度"] == ""


def test_the_sums_of_categories_hold_where_there_are_any() -> None:
    several = with_categories(("动态", BLANK), ("公告", BLANK))
    assert several.equations[0] == Equation(
        (CATEGORY_TOTAL,), (category(1), category(2)), is_total=True
    )
    assert several.equations[1:] == BASE.equations == BASE.edition.equations


def test_a_sum_down_the_totals_follows_once_one_of_them_is_a_formula() -> None:
    """Of 总计, the last column of table three: 第三项 and the balance."""
    formula = with_entries({RECEIVED: Entry(0, "0", is_sum=True)})
    handled = Ref("applications", "handled.total", "total")
    follow = [e for e in formula.equations if e not in formula.independent_equations]
    assert [e.left[0] for e in follow] == [RECEIVED]
    both = with_entries({handled: Entry(0, "0", is_sum=True)}, formula)
    follow = [e for e in both.equations if e not in both.independent_equations]
    assert [e.left[0] for e in follow] == [handled, RECEIVED]
    assert BASE.independent_equations == BASE.equations


def test_a_total_is_the_sum_of_its_parts_whatever_its_cell_shows() -> None:
    """A total of totals, too; one with a part that cannot be read cannot be read either."""
    (table,) = [each for each in BASE.edition.tables if each.key == "cases"]
    upheld, corrected, other, pending, whole = table.refs[:5]
    parts = {upheld: Entry(2, "2"), corrected: Entry(1, "1"), pending: BLANK}
    for shown, issue, says in (
        ("", None, "3"),
        ("3", None, "3"),
        ("5", EntryIssue.OUTDATED, "5"),
    ):
        made = with_totals(table, parts, {whole: shown})
        assert made == {**parts, whole: Entry(3, says, issue, is_sum=True)}
    refused = {**parts, other: Entry(None, "约1", EntryIssue.NOT_A_FIGURE)}
    assert with_totals(table, refused, {whole: "3"})[whole] == Entry(None, "3", is_sum=True)
    (three,) = [each for each in BASE.edition.tables if each.key == "applications"]
    last = Ref("applications", "handled.total", "total")
    middle = three.totals[last]
    granted = Ref("applications", "handled.granted", "person")
    made = with_totals(three, {granted: Entry(4, "4")}, dict.fromkeys([last, *middle], ""))
    assert made[last] == Entry(4, "4", is_sum=True)


def test_a_message_is_filled_in_with_what_was_found() -> None:
    at = Part("about", "year")
    says = finding(
        at, "填 {found}，应为 {expected}，差 {n}", found=3, expected=Decimal("2.50"), n=1
    )
    assert says == Finding(at, "填 3，应为 2.5，差 1", 3, Decimal("2.50"))
    assert (written("约3"), written(None), written(0)) == ("约3", "", "0")


@pytest.mark.parametrize(
    ("count", "says"), [(1, "甲"), (3, "甲、甲、甲"), (12, "、".join("甲" * 12)), (13, "、".join("甲" * 12) + "等")]
)  # fmt: skip
def test_of_many_names_twelve_are_named(count: int, says: str) -> None:
    assert named(["甲"] * count) == says


def diagnostic(code: str, severity: Severity, row: str = "", column: str = "") -> Diagnostic:
    at = Place("三", "D7")
    return Diagnostic(code, severity, at, row, column, at, "填 3。", None, None)


def test_a_finding_is_read_with_its_place_and_its_labels() -> None:
    one = diagnostic("D201", Severity.ERROR, "一、本年新收", "自然人")
    assert str(one) == "三!D7: D201 填 3。"
    assert one.labels == "一、本年新收 × 自然人"
    assert diagnostic("D201", Severity.ERROR, column="自然人").labels == "自然人"
    assert diagnostic("D201", Severity.ERROR).labels == ""
    assert (one.weighs, one._replace(explanation="原因").weighs) == (Severity.ERROR, None)
    assert [severity.label for severity in Severity] == ["错误", "警告", "提示"]


def test_errors_are_read_before_warnings_and_warnings_before_notes() -> None:
    given = [
        diagnostic("D408", Severity.NOTE),
        diagnostic("D213", Severity.WARNING),
        diagnostic("D201", Severity.ERROR),
        diagnostic("D211", Severity.WARNING),
    ]
    assert [each.code for each in gravest_first(given)] == ["D201", "D213", "D211", "D408"]


def test_categories_are_told_where_the_text_gives_each_of_them() -> None:
    """By a count of the whole, or of a part that agrees; not what the program fills in."""
    both = with_categories(("动态", Entry(211, "211")), ("文件", Entry(11, "11")))
    for texts, is_told, names in (
        (("动态211条，文件11条。",), True, ["动态", "文件"]),
        (("动态211条。",), False, ["动态"]),
        (("动态210条，文件12条。",), True, ["动态", "文件"]),
        (("通过政府网站公开动态211条，文件11条。",), True, ["动态", "文件"]),
        (("通过政府网站公开动态100条，文件11条。",), False, ["动态", "文件"]),
        (("{主动公开分类}。",), True, []),
        (("本年度情况如下。",), False, []),
        (("（二）依申请公开", "共4件，其中文件3件。"), False, ["文件"]),
        (("动态211条。", "（二）依申请公开", "共4件，其中文件3件。"), False, ["动态", "文件"]),
        (("动态211条。", "（二）政府文件", "共4件，其中文件3件。"), True, ["动态", "文件"]),
    ):
        told = replace(both, texts={"overview": texts})
        assert are_categories_told(told) is is_told, texts
        assert [count.name for _passage, count in told_categories(told)] == names, texts
    ((under, count),) = told_categories(
        replace(both, texts={"overview": ("（一）主动公开", "动态211条。")})
    )
    assert (under.at, count.is_of_the_whole, agrees(both, count)) == (
        Part("overview", "2"),
        True,
        True,
    )
    assert (refs_of(both, "动态"), refs_of(both, "文件")) == ([category(1)], [category(2)])
    assert refs_of(replace(both, categories=("文件", "文件")), "文件") == [category(1), category(2)]
