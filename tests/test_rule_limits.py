"""Where a rule begins to speak: the figure before and after, the one cell beside, the first of several."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_factory import report, sound
from test_rules import with_about, with_categories, with_faults

from disclosure_cli.checks.rules import check
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.faults import Fault, Faults
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.findings import Diagnostic
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import Report

FIRST, SECOND = sound(2024).edition.tables[-1].refs[:2]
"""四!A7 and 四!B7."""


def with_entries(of: Report, entries: dict[Ref, Entry]) -> Report:
    return replace(of, entries={**of.entries, **entries})


def told(of: Report, last: Report | None = None) -> list[str]:
    """Every finding as `code place message`."""
    return [f"{each.code} {each.place} {each.message}" for each in check(of, last=last)]


def codes(of: Report, last: Report | None = None) -> list[str]:
    return [each.code for each in check(of, last=last)]


def only(of: Report, code: str, last: Report | None = None) -> Diagnostic:
    (found,) = [each for each in check(of, last=last) if each.code == code]
    return found


def test_of_several_texts_the_first_is_the_example() -> None:
    written = {
        FIRST: Entry(3, "３", EntryIssue.WRITTEN_OUT),
        SECOND: Entry(0, "〇", EntryIssue.WRITTEN_OUT),
    }
    found = only(with_entries(sound(2024), written), "D211")
    assert (found.at, found.found, found.expected) == (FIRST, "３", 3)
    assert "A7、B7 是文本，已按数字读取（如“３”读作 3）" in found.message


def test_of_several_marks_for_none_the_first_is_the_example() -> None:
    marks = {
        FIRST: Entry(0, "/", EntryIssue.NOTHING),
        SECOND: Entry(0, "无", EntryIssue.NOTHING),
    }
    found = only(with_entries(sound(2024), marks), "D212")
    assert (found.at, found.found) == (FIRST, "/")
    assert found.message.startswith("A7、B7 填“/”等符号")


@pytest.mark.parametrize(("count", "more"), [(12, " "), (13, " 等 13 格")])
def test_twelve_cells_are_named_and_of_more_how_many_there_are(count: int, more: str) -> None:
    refs = sound(2024).edition.tables[-1].refs[:count]
    found = only(with_entries(sound(2024), dict.fromkeys(refs, BLANK)), "D213")
    named = "、".join(f"{column}7" for column in "ABCDEFGHIJKL")
    assert found.message == f"{named}{more}空白，报告中写 0；没有请填 0，漏填请补上。"


def test_what_is_not_seen_is_told_sheet_by_sheet() -> None:
    """By the sheet, then by the reason; the cells of each in the order of reading."""
    unseen = tuple(
        Fault(Place(sheet, cell), "1", reason)
        for sheet, cell, reason in (
            ("五", "A4", "乙"), ("三", "E8", "乙"), ("五", "A3", "甲"), ("三", "D9", "甲"), ("三", "D8", "乙"),
            ("五", "A20", "甲"),
        )
    )  # fmt: skip
    found = check(with_faults(unseen=unseen))
    assert [f"{each.place} {each.message.partition('，')[0]}" for each in found] == [
        "三!D8 D8、E8 乙",
        "三!D9 D9 甲",
        "五!A3 A3、A20 甲",
        "五!A4 A4 乙",
    ]


def test_a_category_is_called_by_its_own_name() -> None:
    assert [each[:30] for each in told(with_categories("3", 动态="3", 公告=""))] == [
        "D210 主动公开分类!B7 类别“公告”没有填条数；请填写"
    ]


def test_a_figure_below_zero_stands_in_a_ticked_table_too() -> None:
    """The form of 2019 has 本年增/减."""
    change = Ref("licensing", "licences", "change")
    base = sound(2020)
    assert change in base.entries
    ticked = replace(with_entries(base, {change: Entry(-1, "-1")}), nil={"proactive": "√"})
    assert "D304" in codes(ticked)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("字" * 20, "字" * 20), ("字" * 21, f"{'字' * 20}…")],
)
def test_twenty_characters_of_a_stray_text_are_shown(text: str, shown: str) -> None:
    (found,) = check(with_faults(stray=(Fault(Place("三", "L3"), text, ""),)))
    assert f"（如“{shown}”）" in found.message


@pytest.mark.parametrize("kind", ["missing", "unread", "relabelled"])
def test_a_text_that_was_not_read_is_not_said_to_be_missing(kind: str) -> None:
    base = sound(2024)
    faults = Faults(**{kind: (Fault(Place("五", "A1"), "说明", "正文"),)})
    silent = replace(
        base, texts={**base.texts, "problems": ()}, places={Part("problems"): Place("五")}
    )
    assert "D306" in codes(silent)
    assert "D306" not in codes(replace(silent, faults=faults))


@pytest.mark.parametrize(
    ("field", "due"),
    [("organ", ["D315"]), ("address", ["D307", "D315"]), ("postcode", ["D307", "D315"])],
)
def test_a_name_that_was_struck_out_is_not_said_to_be_missing(field: str, due: list[str]) -> None:
    nameless = with_about(organ="")
    faults = Faults(unread=(Fault(Part("about", field), "~~甲~~乙", "乙"),))
    assert codes(replace(nameless, faults=faults)) == due


@pytest.mark.parametrize(("year", "due"), [(2023, ["D309"]), (2024, []), (2025, ["D309"])])
def test_a_template_is_of_the_year_itself(year: int, due: list[str]) -> None:
    assert codes(replace(sound(2024), template_year=year)) == due


@pytest.mark.parametrize(
    ("date", "due"),
    [("2023年1月20日", ["D313"]), ("2024年1月20日", ["D313"]), ("2025年1月20日", []), ("2026年1月20日", [])],
)  # fmt: skip
def test_a_report_is_dated_after_its_year(date: str, due: list[str]) -> None:
    assert codes(with_about(date=date)) == due


def test_of_the_fields_that_are_missing_the_first_is_named() -> None:
    (found,) = check(with_about(postcode="", telephone=""))
    assert (found.code, found.at) == ("D310", Part("about", "postcode"))


def documents(year: int, *figures: int) -> Report:
    """Of regulations and normative documents: 本年制发, 本年废止, 现行有效."""
    first, second = (" ".join(map(str, each)) for each in (figures[:3], figures[3:]))
    return report(
        year,
        "documents",
        f"issued repealed in_force\nregulations {first}\nnormative {second}",
    )


@pytest.mark.parametrize(
    ("figures", "due"),
    [
        ((1, 1, 2, 5, 5, 9), ["D504"]),
        ((1, 1, 2, 6, 6, 9), []),
        ((1, 1, 2, 4, 4, 9), []),
    ],
)
def test_a_table_is_last_years_if_no_figure_is_another(
    figures: tuple[int, ...], due: list[str]
) -> None:
    """Neither where each is as large or larger, nor as small or smaller."""
    assert codes(documents(2024, *figures), documents(2023, 1, 1, 2, 5, 5, 9)) == due


def test_a_figure_below_zero_is_one_of_the_five() -> None:
    """Of the form of 2019: what was there last year, 本年增/减, and what was decided."""
    last, this = (
        report(year, "licensing", """
                      last_year  change  decisions
            licences          9      -1         20
            services          5       0          7
        """)
        for year in (2019, 2020)
    )  # fmt: skip
    assert only(this, "D504", last).message == (
        "这张表的 5 个非零数字与上年全部相同；请核对是否忘了填本年的数。"
    )


@pytest.mark.parametrize(("in_force", "due"), [(8, ["D503"]), (9, []), (10, ["D503"])])
def test_documents_in_force_are_neither_more_nor_fewer(in_force: int, due: list[str]) -> None:
    this, last = documents(2024, 0, 0, 0, 2, 1, in_force), documents(2023, 0, 0, 0, 1, 0, 8)
    assert codes(this, last) == due


@pytest.mark.parametrize("organ", ["一局", "龘局"])
def test_another_organ_is_asked_about_whatever_its_name(organ: str) -> None:
    last = replace(sound(2023), about={**sound(2023).about, "organ": organ})
    assert codes(sound(2024), last) == ["D507"]


@pytest.mark.parametrize("year", ["2022", "2025"])
def test_a_workbook_of_another_year_is_called_by_its_year(year: str) -> None:
    last = replace(sound(2023), about={**sound(2023).about, "year": year})
    assert told(sound(2024), last) == [
        f"D501 about 作为上年给出的是 {year} 年度的报告，应为 2023 年度，其中的数字没有采用；"
        "请换成上年的报告。"
    ]


def test_what_last_year_handed_on_is_called_as_its_row() -> None:
    last = report(2023, "applications", """
                         person  total
        received              5      5
        handled.granted       3      3
        handled.total         3      3
        carried_over          2      2
    """)  # fmt: skip
    this = report(2024, "applications", """
                         person  total
        received              5      5
        carried_in            3      3
        handled.granted       8      8
        handled.total         8      8
    """)  # fmt: skip
    assert told(this, last) == [
        f"D502 三!{cell} 填 3，上年报告的“四、结转下年度继续办理”为 2；"
        "请核对，有变动请在“核查说明”中说明。"
        for cell in ("D8", "J8")
    ]


@pytest.mark.parametrize(("length", "is_cut"), [(24, False), (25, True)])
def test_twenty_four_characters_of_a_copied_sentence_are_shown(length: int, is_cut: bool) -> None:
    sentence = "".join(chr(0x4E00 + n) for n in range(length))
    copied = (f"{sentence}。队伍建设得到进一步加强。工作能力得到稳步提升。",)
    this, last = (
        replace(base, texts={**base.texts, "problems": copied}) for base in map(sound, (2024, 2023))
    )
    shown = f"{sentence[:23]}…" if is_cut else sentence
    assert f"如“{shown}”；" in only(this, "D505", last).message
