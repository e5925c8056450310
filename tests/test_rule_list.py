"""The list of rules: what is told of one, which are checked, and in what order findings come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from report_factory import report, sound

from disclosure_cli.checks.rules import ALL, Rule, check, chosen_codes, rule_of, usable
from disclosure_cli.errors import UnknownCode
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.faults import Fault, Faults
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.findings import Finding, Severity
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import Explanation, Report

PERSON = Ref("applications", "received", "person")
ON_REQUEST = {"D408"}


def test_a_rule_tells_what_must_hold_and_why_with_an_example() -> None:
    rule = rule_of("D102")
    assert (rule.code, rule.name) == ("D102", "applications_are_accounted_for")
    assert rule.what == "表三每一列：第一项加第二项之和，等于第三项加第四项之和。"
    assert (
        rule.why == "这是印在表三左上角的勾稽关系；收到的每件申请，要么已经办结，要么结转下年度。"
    )
    assert rule.example == (
        "新收 3 件、上年结转 1 件，办结 3 件、结转下年度 0 件，有 1 件没有着落。"
    )
    assert rule.source == (
        "表三左上角：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。"
    )
    assert rule.questions == (
        "一件申请有两种结果，怎么计？",
        "合计不平，怎么找是哪一格？",
    )


def test_where_no_notice_lays_it_down_it_is_the_workbook() -> None:
    rule = rule_of("D201")
    assert rule.source == "本程序工作簿的填写约定，见“填写说明”。"
    assert (rule.what, rule.questions) == ("件数是整数。", ("表二的数可以有小数吗？",))
    assert rule_of("D202").questions == ()


def nothing_is_found(_report: Report) -> Iterator[Finding]:
    """什么都没有。

    为什么：这里没有规则。
    """
    return iter(())


def test_where_python_drops_docstrings_the_source_tells_of_a_rule() -> None:
    """As `python -OO` does."""
    rule = Rule("D999", nothing_is_found)
    nothing_is_found.__doc__ = None
    assert (rule.what, rule.why, rule.example) == ("什么都没有。", "这里没有规则。", "")


@pytest.mark.parametrize("code", ["D101", "d101", " D101 "])
def test_a_rule_is_known_by_its_code(code: str) -> None:
    assert rule_of(code).name == "totals_add_up"


@pytest.mark.parametrize("code", ["D999", "D1", ""])
def test_a_code_that_no_rule_has_is_refused(code: str) -> None:
    says = f"没有代码为“{code}”的规则；运行 disclosure rules 可看到全部代码。"
    with pytest.raises(UnknownCode) as error:
        rule_of(code)
    assert str(error.value) == says


def codes_of(*begins: str) -> set[str]:
    return {rule.code for rule in ALL if rule.code.startswith(begins)} - ON_REQUEST


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        ([], [], codes_of("D")),
        (["D1"], [], {"D101", "D102", "D103", "D104"}),
        (["d101, d401"], [], {"D101", "D401"}),
        (["D10", "D401"], ["D102,D103", "d104"], {"D101", "D401"}),
        ([], ["D1"], codes_of("D2", "D3", "D4", "D5", "D6")),
        (["D4"], [], codes_of("D4")),
        (["D408"], [], {"D408"}),
        (["D408", "D101"], ["D408"], {"D101"}),
    ],
)
def test_rules_are_selected_by_the_beginning_of_their_codes(
    select: list[str], ignore: list[str], chosen: set[str]
) -> None:
    assert chosen_codes(select, ignore) == chosen


def test_advice_is_given_where_it_is_asked_for() -> None:
    assert chosen_codes(notes=True) == codes_of("D") | ON_REQUEST
    assert chosen_codes(["D4"], notes=True) == codes_of("D4") | ON_REQUEST


@pytest.mark.parametrize(
    ("select", "ignore", "says"),
    [
        (["D1"], ["D1"], "没有留下要检查的规则；请改写要检查和不检查的代码。"),
        ([], ["D"], "没有留下要检查的规则；请改写要检查和不检查的代码。"),
        (["D101,x9"], [], "没有代码为“X9”的规则；运行 disclosure rules 可看到全部代码。"),
        ([], ["D101,"], "没有代码为“”的规则；运行 disclosure rules 可看到全部代码。"),
    ],
)
def test_where_no_rule_is_left_or_known_nothing_is_checked(
    select: list[str], ignore: list[str], says: str
) -> None:
    with pytest.raises(UnknownCode) as error:
        chosen_codes(select, ignore)
    assert str(error.value) == says


def places(of: Report) -> list[str]:
    return [f"{d.place} {d.code}" for d in check(of)]


def test_findings_come_sheet_by_sheet_as_one_reads() -> None:
    """Row by row, of one cell by the code; what is on no known sheet comes last."""
    base = sound(2024)
    cells = {
        Ref("applications", "carried_in", "person"): Entry(None, "约1", EntryIssue.NOT_A_FIGURE),
        Ref("applications", "received", "organisation.business"): BLANK,
        Ref("fees", "administrative", "charged"): Entry(None, "-1", EntryIssue.NEGATIVE),
        PERSON: Entry(None, "3.5", EntryIssue.FRACTION),
    }
    stray = (Fault(Place("别处", "A1"), "9", ""), Fault(Place("三", "D7"), "x", ""))
    mixed = replace(base, entries={**base.entries, **cells}, faults=Faults(stray=stray))
    assert places(mixed) == [
        "二!B17 D202",
        "三!D7 D201",
        "三!D7 D316",
        "三!E7 D213",
        "三!D8 D203",
        "别处!A1 D316",
    ]


def unreadable(last: Report) -> set[Ref]:
    return {ref for ref, entry in usable(last).entries.items() if entry.value is None}


def test_of_last_year_every_figure_of_a_broken_sum_is_doubtful() -> None:
    """A total of table four that is not its parts: those five, and no other figure."""
    wrong = report(
        2023,
        "cases",
        """
              reviews.upheld  reviews.total
        -                  3              4
        """,
    )
    assert {ref.column for ref in unreadable(wrong)} == {
        "reviews.upheld",
        "reviews.corrected",
        "reviews.other",
        "reviews.pending",
        "reviews.total",
    }
    assert unreadable(sound(2023)) == set()


def test_of_last_year_every_figure_of_a_section_in_error_is_doubtful() -> None:
    base = sound(2023)
    (disputes,) = [each for each in base.edition.sections if each.key == "disputes"]
    blank = replace(base, entries={**base.entries, **dict.fromkeys(disputes.refs, BLANK)})
    assert [d.code for d in check(blank)] == ["D303"]
    assert unreadable(blank) == set(disputes.refs)


def test_of_last_year_a_warning_makes_no_figure_doubtful() -> None:
    base = sound(2023)
    blank = replace(base, entries={**base.entries, PERSON: BLANK})
    assert [d.severity for d in check(blank)] == [Severity.WARNING]
    assert unreadable(blank) == set()


def test_of_last_year_all_cells_of_an_error_are_doubtful() -> None:
    other = Ref("applications", "received", "organisation.business")
    hidden = tuple(Fault(at, "0", "在隐藏的行或列中") for at in (PERSON, other))
    assert unreadable(replace(sound(2023), faults=Faults(unseen=hidden))) == {PERSON, other}


def test_explanations_of_rules_that_were_left_out_are_not_judged() -> None:
    lines = tuple(
        Explanation(Part("explanations", str(n)), code, "三!D7", "没有")
        for n, code in enumerate(("D213", "D502"), 1)
    )
    explained = replace(sound(2024), explanations=lines)
    assert [d.found for d in check(explained)] == ["D213 三!D7"]
    both = check(explained, last=sound(2023))
    assert [d.found for d in both] == ["D213 三!D7", "D502 三!D7"]
    assert check(explained, {"D213"}) == []
