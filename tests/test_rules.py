"""Each rule with the smallest report that breaks it, and one that nearly does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_factory import report, section_of_key, sound

from disclosure_cli.checks.rules import ALL, check
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.faults import Fault, Faults
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue, read_text
from disclosure_cli.model.findings import Severity
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Explanation, Report, category

PERSON = Ref("applications", "received", "person")
FEE = Ref("fees", "administrative", "charged")


def found(checked: Report) -> list[str]:
    """What was found, as `code place message`, and under it what follows from the same cause."""
    return [
        line
        for d in check(checked)
        for line in (f"{d.code} {d.at} {d.message}", *(f"  {r.at} {r.message}" for r in d.related))
    ]


def codes(checked: Report) -> list[str]:
    return [d.code for d in check(checked)]


def with_entry(ref: Ref, entry: Entry, year: int = 2024) -> Report:
    base = sound(year)
    return replace(base, entries={**base.entries, ref: entry})


def with_about(**changes: str) -> Report:
    base = sound(2024)
    return replace(base, about={**base.about, **changes})


def with_categories(total: str, **counts: str) -> Report:
    """A report with categories of 主动公开: their total, and each with its count."""
    base = sound(2024)
    entries = {**base.entries, CATEGORY_TOTAL: read_text(total, Measure.COUNT)}
    for number, count in enumerate(counts.values(), 1):
        entries[category(number)] = (
            read_text(count, Measure.COUNT)._replace(issue=None) if count else BLANK
        )
    entries[CATEGORY_TOTAL] = entries[CATEGORY_TOTAL]._replace(issue=None) if total else BLANK
    places: dict[Ref | Part, Place] = {
        category(n): Place("主动公开分类", f"B{n + 5}") for n in range(1, len(counts) + 1)
    }
    places[CATEGORY_TOTAL] = Place("主动公开分类", "B3")
    return replace(base, entries=entries, categories=tuple(counts), places=places)


@pytest.mark.parametrize("year", [2019, 2024])
def test_nothing_is_found_in_a_sound_report(year: int) -> None:
    assert found(sound(year)) == []


def test_codes_are_unique_and_in_order() -> None:
    listed = [rule.code for rule in ALL]
    assert listed == sorted(set(listed))
    assert len({rule.check for rule in ALL}) == len(ALL)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_a_rule_says_what_why_and_gives_an_example(rule: object) -> None:
    text = rule.check.__doc__  # type: ignore[attr-defined]
    what, _, rest = text.partition("\n\n")
    assert what.endswith("。")
    assert "为什么：" in rest
    assert "例：" in rest


def test_a_total_across_that_is_not_its_parts() -> None:
    wrong = report(
        2024,
        "cases",
        """
              reviews.upheld  reviews.corrected  reviews.total
        -           10                 1               0
    """,
    )

    assert found(wrong) == [
        "D101 cases/reviews.total 若 四!E7 由 0 改为 11，则这一项相符（漏填）。",
        "  cases/reviews.total 总计填 0，同行各项之和为 11，相差 11。",
    ]


def test_a_total_down_that_is_not_its_parts() -> None:
    wrong = report(
        2024,
        "applications",
        """
                        person  total
        received             3      3
        handled.granted      1      1
        handled.partly       1      1
        handled.total        3      3
        carried_over         0      0
    """,
    )

    assert found(wrong) == [
        "D101 三!D9:D30 三、本年度办理结果 × 自然人：总计填 3，同列各项之和为 2，相差 1；"
        "无法确定是哪一格，请核对 三!D9:D30。",
        "D101 三!J9:J30 三、本年度办理结果 × 总计：总计填 3，同列各项之和为 2，相差 1；"
        "无法确定是哪一格，请核对 三!J9:J30。",
    ]


def test_no_application_may_get_lost() -> None:
    """Four came in from persons; three were handled and none carried over."""
    lossy = report(
        2024,
        "applications",
        """
                        person  organisation.business  total
        received             3                      1      4
        carried_in           1                      0      1
        handled.granted      3                      1      4
        handled.total        3                      1      4
        carried_over         0                      0      0
    """,
    )

    assert found(lossy) == [
        "D102 三!D7:D31 自然人（D 列）：第一项 3 + 第二项 1 = 4，第三项 3 + 第四项 0 = 3，"
        "相差 1；无法确定是哪一格，请核对 三!D7:D31。",
        "D102 三!J7:J31 总计（J 列）：第一项 4 + 第二项 1 = 5，第三项 4 + 第四项 0 = 4，"
        "相差 1；无法确定是哪一格，请核对 三!J7:J31。",
    ]


def test_an_application_carried_over_is_not_lost() -> None:
    balanced = report(
        2024,
        "applications",
        """
                        person  organisation.business  total
        received             3                      1      4
        carried_in           1                      0      1
        handled.granted      3                      1      4
        handled.total        3                      1      4
        carried_over         1                      0      1
    """,
    )

    assert found(balanced) == []


def test_a_sum_with_an_unreadable_part_is_not_judged() -> None:
    unreadable = with_entry(PERSON, Entry(None, "3.5", EntryIssue.FRACTION))
    assert codes(unreadable) == ["D201"]


def test_categories_that_are_not_their_total() -> None:
    wrong = with_categories("97", 部门动态="59", 公示公告="1", 指南="1", 部门文件="35")
    assert found(wrong) == [
        "D103 主动公开分类!B3:B9 总数填 97，各类之和为 96，相差 1；"
        "无法确定是哪一格，请核对 主动公开分类!B3:B9。",
    ]


def test_the_count_of_a_category_is_called_by_its_name() -> None:
    (diagnostic,) = check(with_categories("59", 部门动态="59", 公示公告=""))
    assert (diagnostic.row, diagnostic.column) == ("公示公告", "条数")


def test_categories_without_a_total() -> None:
    wrong = with_categories("", 部门动态="59")
    assert found(wrong) == [
        "D103 categories/total 这张表中只有 主动公开分类!B3 空白；"
        "若 主动公开分类!B3 由 0 改为 59，则这一项相符（漏填）。",
        "  categories/total 总数为空，各类之和为 59，相差 59。",
    ]


def test_categories_that_are_their_total() -> None:
    counts = {"动态": "59", "公告": "1", "指南": "1", "文件": "35", "业务": "1"}
    assert found(with_categories("97", **counts)) == []


def test_a_total_that_shows_another_figure() -> None:
    stale = with_entry(Ref("cases", "", "reviews.total"), Entry(0, "5", EntryIssue.OUTDATED))
    assert found(stale) == [
        "D104 cases/reviews.total 总计单元格显示 5，各项之和为 0，报告将写 0；"
        "请把各项改成数字，或重新计算并保存。"
    ]


@pytest.mark.parametrize(
    ("code", "issue", "shown"),
    [
        ("D201", EntryIssue.FRACTION, "3.5"),
        ("D202", EntryIssue.NEGATIVE, "-1"),
        ("D203", EntryIssue.NOT_A_FIGURE, "约10"),
        ("D204", EntryIssue.DATE, "2024-03-01"),
        ("D205", EntryIssue.BOOLEAN, "TRUE"),
        ("D206", EntryIssue.ERROR_VALUE, "#REF!"),
        ("D207", EntryIssue.NO_RESULT, "=A1+A2"),
        ("D208", EntryIssue.SHOWN_OTHERWISE, "3，格式 0%"),
        ("D209", EntryIssue.TOO_LARGE, "1e+308"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(code: str, issue: EntryIssue, shown: str) -> None:
    (diagnostic,) = check(with_entry(PERSON, Entry(None, shown, issue)))
    assert (diagnostic.code, diagnostic.at, diagnostic.found) == (code, PERSON, shown)
    assert shown in diagnostic.message
    assert (diagnostic.row, diagnostic.column) == ("一、本年新收政府信息公开申请数量", "自然人")


@pytest.mark.parametrize(
    ("counts", "code"), [({"": "3"}, "D210"), ({"部门动态": ""}, "D210"), ({"部门动态": "3"}, None)]
)
def test_a_category_has_a_name_and_a_count(counts: dict[str, str], code: str | None) -> None:
    total = next(iter(counts.values())) or "0"
    assert codes(with_categories(total, **counts)) == ([code] if code else [])


def test_text_that_is_a_figure_is_read_and_named_once_a_sheet() -> None:
    base = sound(2024)
    texts = {
        ref: Entry(0, "０", EntryIssue.WRITTEN_OUT)
        for ref in base.entries
        if ref.table == "applications"
    }
    (diagnostic,) = check(replace(base, entries={**base.entries, **texts}))
    assert diagnostic.code == "D211"
    assert "等 175 格" in diagnostic.message


@pytest.mark.parametrize(
    ("entry", "code", "says"),
    [
        (Entry(0, "０", EntryIssue.WRITTEN_OUT), "D211", "A7、B7、C7 是文本，已按数字读取"),
        (Entry(0, "/", EntryIssue.NOTHING), "D212", "A7、B7、C7 填“/”等符号，已按 0 读取"),
        (BLANK, "D213", "A7、B7、C7 空白，报告中写 0"),
    ],
)
def test_of_one_cause_each_of_three_cells_is_named(entry: Entry, code: str, says: str) -> None:
    base = sound(2024)
    first, second, third = base.edition.tables[-1].refs[:3]
    entries = {**base.entries, **dict.fromkeys((first, second, third), entry)}
    (diagnostic,) = check(replace(base, entries=entries))
    assert (diagnostic.code, diagnostic.at, diagnostic.also) == (code, first, (second, third))
    assert diagnostic.message.startswith(says)


def test_a_slash_is_read_as_0_and_named() -> None:
    assert codes(with_entry(PERSON, Entry(0, "/", EntryIssue.NOTHING))) == ["D212"]


def test_blanks_in_a_filled_table_are_named_together() -> None:
    base = sound(2024)
    blank = {ref: BLANK for ref in base.entries if ref.table in ("documents", "licensing")}
    (diagnostic,) = check(replace(base, entries={**base.entries, **blank}))
    assert diagnostic.code == "D213"
    assert diagnostic.at == Ref("documents", "regulations", "issued")


def test_a_blank_total_of_something_is_a_wrong_total() -> None:
    wrong = report(
        2024,
        "cases",
        """
              reviews.upheld
        -           10
    """,
    )
    blank = {**wrong.entries, Ref("cases", "", "reviews.total"): BLANK}
    assert found(replace(wrong, entries=blank)) == [
        "D101 cases/reviews.total 这张表中只有 四!E7 空白；若 四!E7 由 0 改为 10，则这一项相符（漏填）。",
        "  cases/reviews.total 总计为空，同行各项之和为 10，相差 10。",
    ]


def test_money_without_a_unit_is_noted() -> None:
    spent = Ref("procurement", "central", "spent")
    assert codes(with_entry(spent, Entry(251000, "251000", EntryIssue.NO_UNIT), 2020)) == ["D214"]
    assert codes(with_entry(spent, Entry(251000, "251000元", unit="元"), 2020)) == []


def with_faults(**faults: tuple[Fault, ...]) -> Report:
    return replace(sound(2024), faults=Faults(**faults))


def test_a_missing_sheet() -> None:
    missing = with_faults(missing=(Fault(Part("requests"), "", "工作表“三”"),))
    assert codes(missing) == ["D301"]


def test_changed_labels_are_one_finding_a_table() -> None:
    at = Ref("requests", "label", "A7")
    base = with_faults(relabelled=(Fault(at, "新收", "一、本年新收"), Fault(at, "", "二、")))
    (diagnostic,) = check(replace(base, places={at: Place("三", "A7")}))
    assert diagnostic.code == "D302"
    assert "共 2 处" in diagnostic.message
    assert str(diagnostic.place) == "三!A7"


def untouched(section: str) -> Report:
    base = sound(2024)
    blank = dict.fromkeys(section_of_key(base.edition, section).refs, BLANK)
    return replace(base, entries={**base.entries, **blank})


@pytest.mark.parametrize("section", ["proactive", "requests", "disputes"])
def test_a_table_that_nobody_touched(section: str) -> None:
    assert codes(untouched(section)) == ["D303"]
    assert codes(replace(untouched(section), nil={section: "√"})) == []


def test_one_zero_is_a_filled_table() -> None:
    base = untouched("requests")
    one = replace(base, entries={**base.entries, PERSON: Entry(0, "0")})
    assert codes(one) == ["D213"]


def test_a_ticked_table_with_figures() -> None:
    filled = with_entry(FEE, Entry(3, "3"))
    assert codes(replace(filled, nil={"proactive": "√"})) == ["D304"]
    assert codes(replace(filled, nil={"proactive": ""})) == []


def test_a_box_that_holds_no_tick() -> None:
    assert codes(replace(sound(2024), nil={"proactive": "无"})) == ["D305"]


@pytest.mark.parametrize("section", ["overview", "problems", "other"])
def test_a_section_without_text_is_an_error_until_it_says_none(section: str) -> None:
    silent = replace(sound(2024), texts={**sound(2024).texts, section: ()})
    (diagnostic,) = check(silent)
    assert (diagnostic.code, diagnostic.severity) == ("D306", Severity.ERROR)
    assert diagnostic.message.endswith("没有文字；请填写，没有内容的写“无”。")
    none = replace(silent, texts={**silent.texts, section: ("无",)})
    assert codes(none) == (["D406"] if section == "other" else [])


def test_a_text_that_could_not_be_read_is_not_said_to_be_missing() -> None:
    at = Part("problems")
    silent = replace(sound(2024), texts={**sound(2024).texts, "problems": ()})
    missing = Faults(missing=(Fault(at, "", "工作表“五”"),))
    assert codes(replace(silent, faults=missing)) == ["D301"]
    place = silent.place(at)
    struck = Faults(unread=(Fault(Place(place.sheet, "A5"), "#REF!", ""),))
    assert codes(replace(silent, faults=struck)) == ["D315"]


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"organ": ""}, "D307"),
        ({"year": ""}, "D308"),
        ({"year": "去年"}, "D308"),
        ({"year": "二〇二四年"}, None),
        ({"year": "２０２４"}, None),
        ({"year": "2018", "date": "2025年1月20日"}, "D308"),
        ({"year": "2020", "date": "2025年1月20日"}, "D308"),
        ({"year": "2024年度"}, None),
        ({"postcode": ""}, "D310"),
        ({"address": "", "postcode": "", "telephone": ""}, "D310"),
        ({"email": "", "annotation": ""}, None),
        ({"postcode": "22380"}, "D321"),
        ({"postcode": "2238000"}, "D321"),
        ({"postcode": "２２３８００"}, "D321"),
        ({"postcode": "223800（区政府）"}, "D321"),
        ({"postcode": "223 800"}, None),
        ({"kind": "局"}, "D311"),
        ({"kind": ""}, "D311"),
        ({"date": "2025年2月30日"}, "D312"),
        ({"date": "一月底"}, "D312"),
        ({"date": "2025-1-20"}, None),
        ({"date": ""}, "D313"),
        ({"date": "2024年12月31日"}, "D313"),
        ({"date": "2025年1月1日"}, None),
    ],
)
def test_fields(about: dict[str, str], code: str | None) -> None:
    assert codes(with_about(**about)) == ([code] if code else [])


def test_examples_are_of_the_year_of_the_report() -> None:
    (dated,) = check(with_about(year="2025", date="一月底"))
    assert "请写成 2026年1月20日 的样子" in dated.message
    (year,) = check(replace(with_about(year="", date=""), template_year=2025))[:1]
    assert year.message == "年度没有填写；请填四位数字，如 2025。"


def test_a_template_of_another_year() -> None:
    assert codes(replace(sound(2024), template_year=2023)) == ["D309"]
    assert codes(replace(sound(2024), template_year=2024)) == []


def with_text(text: str) -> Report:
    base = sound(2024)
    return replace(base, texts={**base.texts, "overview": (text,)})


def test_a_name_that_is_not_known() -> None:
    (diagnostic,) = check(with_text("新收{新收申请数}件。"))
    assert diagnostic.code == "D314"
    assert diagnostic.expected == "新收申请总数"


@pytest.mark.parametrize(
    "text", ["{新收申请总数}件", "｛新收申请总数｝件", "{ 新收申请总数 }", "没有名称"]
)
def test_a_name_that_is_known(text: str) -> None:
    assert codes(with_text(text)) == []


@pytest.mark.parametrize("text", ["共{新收申请总数件。", "共新收申请总数}件。", "{"])
def test_a_brace_without_its_other_half(text: str) -> None:
    assert "D314" in codes(with_text(text))


@pytest.mark.parametrize(
    ("kind", "code"),
    [("unread", "D315"), ("stray", "D316"), ("repeated", "D317"), ("displaced", "D318")],
)
def test_a_fault_of_the_file(kind: str, code: str) -> None:
    at = Ref("requests", "cell", "L3")
    base = replace(sound(2024), places={at: Place("三", "L3")})
    assert codes(base) == []
    faults = Faults(**{kind: (Fault(at, "#REF!", ""),)})
    assert codes(replace(base, faults=faults)) == [code]


@pytest.mark.parametrize("kind", ["unread", "stray", "displaced"])
def test_of_a_long_text_in_the_wrong_place_the_beginning_is_shown(kind: str) -> None:
    """Twenty characters; all of it stands in `found`."""
    text = "这是填表人写在表格旁边的一段很长很长的说明，本来应当写进正文。"
    faults = Faults(**{kind: (Fault(Place("三", "L3"), text, ""),)})
    (diagnostic,) = check(replace(sound(2024), faults=faults))
    assert "这是填表人写在表格旁边的一段很长很长的说…" in diagnostic.message
    assert diagnostic.found == text


def test_what_stands_outside_is_one_finding_a_sheet() -> None:
    stray = tuple(Fault(Place("三", f"L{n}"), "9", "") for n in range(40))
    (diagnostic,) = check(replace(sound(2024), faults=Faults(stray=stray), places={}))
    assert "等 40 格" in diagnostic.message


def explaining(code: str, place: str, reason: str) -> Report:
    """A report with a blank cell, and a line in 核查说明."""
    at = Part("explanations", "3")
    base = with_entry(PERSON, BLANK)
    return replace(
        base,
        explanations=(Explanation(at, code, place, reason),),
        places={**base.places, at: Place("核查说明", "A4")},
    )


@pytest.mark.parametrize("code", ["D213", "d213", "ｄ２１３", " D213 "])
@pytest.mark.parametrize(
    "place",
    ["三!D7", "三！d7", "三!$D$7", " 三 !D7", "'三'!D7", "三！Ｄ７", "D7", "d7", "$D$7", "Ｄ７"],
)
def test_a_warning_may_be_explained(code: str, place: str) -> None:
    (diagnostic,) = check(explaining(code, place, "自然人没有申请"))
    assert (diagnostic.code, diagnostic.explanation) == ("D213", "自然人没有申请")
    assert diagnostic.weighs is None


@pytest.mark.parametrize(
    "place",
    ["D7、I7", "三!D7、I7", "三!D7:I7", "d7，i7", "三！D7：I9", "D7:J31"],
)
def test_several_cells_may_be_explained_together(place: str) -> None:
    one = explaining("D213", place, "没有")
    other = Ref("applications", "received", "organisation.other")
    two = replace(one, entries={**one.entries, other: BLANK})
    assert [(d.code, d.explanation) for d in check(two)] == [("D213", "没有")]


def test_of_several_cells_each_has_its_finding() -> None:
    found = check(explaining("D213", "三!D7、E8", "没有"))
    assert [(d.code, d.explanation) for d in found] == [("D213", "没有"), ("D319", "")]


def test_an_explanation_is_for_its_cell_or_for_the_sheet() -> None:
    """Two blanks are one finding: explained when both cells are, or the sheet is."""
    one = explaining("D213", "三!D7", "没有自然人")
    two = replace(
        one, entries={**one.entries, Ref("applications", "received", "organisation.other"): BLANK}
    )
    assert [d.explanation for d in check(two)] == [""]
    more = Explanation(Part("explanations", "4"), "D213", "三!I7", "没有其他组织")
    both = replace(two, explanations=(*two.explanations, more))
    assert [d.explanation for d in check(both)] == ["没有自然人；没有其他组织"]
    sheet = Explanation(Part("explanations", "3"), "D213", "三", "全部核对过")
    assert [d.explanation for d in check(replace(two, explanations=(sheet,)))] == ["全部核对过"]


@pytest.mark.parametrize(
    ("place", "explained"),
    [("D7", ["", ""]), ("三!D7", ["没有", ""]), ("四!D7", ["", "没有"]), ("D8", ["", "没有"])],
)
def test_a_cell_without_its_sheet_is_the_only_one_of_that_code(
    place: str, explained: list[str]
) -> None:
    """Blank are 三!D7, and 四!D7 or 四!D8 in its place: D7 may be either, D8 is one."""
    two = explaining("D213", place, "没有")
    maintained, corrected = section_of_key(two.edition, "disputes").inputs[:2]
    places: dict[Ref | Part, Place] = {maintained: Place("四", "D7"), corrected: Place("四", "D8")}
    blanks = {maintained: BLANK} if place != "D8" else {corrected: BLANK}
    two = replace(two, entries={**two.entries, **blanks}, places={**two.places, **places})
    *found, last = check(two)
    if place == "D7":
        assert last.message == (
            "D213 D7 在几张工作表中都有（三!D7、四!D7）；请写明工作表，如 三!D7。"
        )
    else:
        found.append(last)
    assert [each.explanation for each in found] == explained


def test_a_sentence_may_be_explained_by_its_own_cell_or_by_that_of_the_figure() -> None:
    told = with_text("新收政府信息公开申请3件。")
    at, line = Part("overview", "1"), Part("explanations", "3")
    told = replace(told, places={**told.places, at: Place("一、总体情况", "A4")})
    (found,) = check(told)
    (figure,) = (str(told.place(ref)) for ref in found.also)
    for place in ("A4", "一、总体情况!A4", figure):
        reason = Explanation(line, found.code, place, "只算本级")
        (diagnostic,) = check(replace(told, explanations=(reason,)))
        assert diagnostic.explanation == "只算本级"


def test_an_explanation_of_what_was_not_checked_is_not_judged() -> None:
    assert check(explaining("D213", "三!D7", "没有"), {"D101", "D319"}) == []


@pytest.mark.parametrize(
    ("code", "place", "reason"),
    [("D213", "三!D8", "没有"), ("D212", "三!D7", "没有"), ("D213", "三!D7", "")],
)
def test_an_explanation_that_explains_nothing(code: str, place: str, reason: str) -> None:
    blank, explanation = check(explaining(code, place, reason))
    assert (blank.code, blank.weighs) == ("D213", Severity.WARNING)
    assert (explanation.code, str(explanation.place)) == ("D319", "核查说明!A4")


def test_an_error_cannot_be_explained_away() -> None:
    at = Part("explanations", "3")
    wrong = with_entry(PERSON, Entry(None, "约10", EntryIssue.NOT_A_FIGURE))
    report = replace(wrong, explanations=(Explanation(at, "D203", "三!D7", "数字大致如此"),))
    error, explanation = check(report)
    assert (error.code, error.weighs) == ("D203", Severity.ERROR)
    assert explanation.code == "D319"
    assert "不能用说明代替" in explanation.message


def test_a_name_that_is_too_long() -> None:
    assert codes(with_about(organ="局" * 100)) == []
    assert codes(with_about(organ="局" * 101)) == ["D307"]
