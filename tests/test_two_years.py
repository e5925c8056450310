"""Last year's report beside this one's: what each rule says, what is carried over, what is compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from report_factory import report, section_of_key, sound

from disclosure_cli.checks.rules import check
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.carry_over import carried_forward, openings, sentences, stocks
from disclosure_cli.model.comparison import ComparedSection, Comparison, compare
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category

LAST, THIS = sound(2023), sound(2024)


def said(this: Report, last: Report) -> list[str]:
    return [f"{d.code} {d.place} {d.message}" for d in check(this, last=last)]


def about(of: Report, **changes: str) -> Report:
    return replace(of, about={**of.about, **changes})


def documents(year: int, regulations: str, normative: str) -> Report:
    """A report with two rows: 本年制发, 本年废止, 现行有效."""
    return report(
        year,
        "documents",
        f"""
                     issued  repealed  in_force
        regulations  {regulations}
        normative    {normative}
        """,
    )


NOT_TAKEN = "应为 2023 年度，其中的数字没有采用；"


@pytest.mark.parametrize(
    ("this", "last", "says"),
    [
        (
            THIS,
            about(LAST, year=""),
            f"D501 about 作为上年给出的报告没有写明年度，{NOT_TAKEN}请在其中写明。",
        ),
        (
            THIS,
            THIS,
            f"D501 about 作为上年给出的是本年度（2024）的报告，{NOT_TAKEN}请换成上年的报告。",
        ),
        (
            THIS,
            about(LAST, year="2022"),
            f"D501 about 作为上年给出的是 2022 年度的报告，{NOT_TAKEN}请换成上年的报告。",
        ),
        (
            documents(2024, "0 0 0", "5 2 68"),
            documents(2023, "0 0 0", "3 0 66"),
            "D503 二!D7 填 68，按上年现行有效 66 加本年制发、减本年废止应为 69；"
            "请核对，因清理调整的请在“核查说明”中说明。",
        ),
        (
            documents(2024, "1 1 2", "5 5 9"),
            documents(2023, "1 1 2", "5 5 9"),
            "D504 二!B6 这张表的 6 个非零数字与上年全部相同；请核对是否忘了填本年的数。",
        ),
        (
            documents(2024, "101 1 100", "0 0 0"),
            documents(2023, "20 0 0", "0 0 0"),
            "D506 二!B6 B6、D6 与上年相差五倍以上（如这里上年 20，本年 101）；"
            "请核对有没有多写或漏写数字。",
        ),
        (
            documents(2024, "0 0 1", "0 0 0"),
            documents(2023, "100 0 1", "0 0 0"),
            "D506 二!B6 B6 与上年相差五倍以上（如这里上年 100，本年 0）；"
            "请核对有没有多写或漏写数字。",
        ),
        (
            THIS,
            about(LAST, organ="示例县国土资源局"),
            "D507 about 上年的报告是“示例县国土资源局”的，而这是“示例县自然资源局”的；"
            "是机关改名吗？改了名的请在“核查说明”中说明，拿错文件的请更换。",
        ),
        (
            THIS,
            report(2023, "cases", "reviews.upheld\n - 3"),
            "D508 about 上年的报告有错误，四!A7、四!B7、四!C7、四!D7、四!E7 没有采用；"
            "请先检查上年的报告。",
        ),
        (
            sound(2021),
            sound(2020),
            "D509 about 上年的报告用的是 2019 年的格式，本年是 2021 年的格式；"
            "只采用了两种格式都有的数字。",
        ),
    ],
)
def test_it_says_what_does_not_go_on_from_last_year(this: Report, last: Report, says: str) -> None:
    assert said(this, last) == [says]


@pytest.mark.parametrize(
    ("this", "last"),
    [
        # Of the year before, as far as both are known; a name that one of them lacks says nothing.
        (about(THIS, year="2025", date="2026年1月20日"), THIS),
        (THIS, about(LAST, organ="")),
        # 66 + 5 − 2.
        (documents(2024, "0 0 0", "5 2 69"), documents(2023, "0 0 0", "3 0 66")),
        # Four figures that are last year's, or five and a sixth that is not.
        (documents(2024, "1 1 2", "0 0 9"), documents(2023, "1 1 2", "0 0 9")),
        (documents(2024, "1 1 2", "5 5 9"), documents(2023, "1 1 2", "5 4 9")),
        # Five times as much, and more than that of a small figure.
        (documents(2024, "100 1 99", "0 0 0"), documents(2023, "20 0 0", "0 0 0")),
        (documents(2024, "99 0 99", "0 0 0"), documents(2023, "1 0 0", "0 0 0")),
    ],
)
def test_what_goes_on_from_last_year_is_left_alone(this: Report, last: Report) -> None:
    assert said(this, last) == []


OLD = "全年工作平稳有序推进。"
NEW = ("公开渠道得到不断拓宽。", "队伍建设得到不断加强。", "工作能力得到稳步提升。")


@pytest.mark.parametrize(
    ("texts", "same"),
    [
        ([OLD, *NEW[:2]], 0),
        ([OLD, "公开渠道拓宽3个百分点！", NEW[0]], 2),
        ([OLD, "公开渠道拓宽3个百分点！", *NEW[:2]], 2),
        ([OLD, "公开渠道拓宽3个百分点！", *NEW], 0),
        ([OLD, "公开渠道拓宽3个百分点！"], 0),
        ([OLD, "具体如下：", "公开渠道拓宽3个百分点！"], 0),
    ],
)
def test_half_of_three_sentences_that_are_last_years_are_too_many(
    texts: list[str], same: int
) -> None:
    """Without their figures, and without those that every report has."""
    last = replace(LAST, texts={**LAST.texts, "problems": (OLD + "公开渠道拓宽7个百分点；",)})
    this = replace(THIS, texts={**THIS.texts, "problems": tuple(texts)})
    title = "五、存在的主要问题及改进情况"
    assert said(this, last) == [
        f"D505 {title} “{title}”的 {len(texts)} 句话中有 {same} 句与上年相同（不计数字），"
        "如“全年工作平稳有序推进”；请写本年的情况。"
    ] * bool(same)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("全年工作平稳推进。", {"全年工作平稳推进": "全年工作平稳推进"}),
        ("全年工作平稳推。", {}),
        (" 占１２.5%，共办结3，200 件申请事项；", {"占共办结件申请事项": "占１２.5%，共办结3，200 件申请事项"}),
        ("渠道是否得到拓宽了？", {"渠道是否得到拓宽了": "渠道是否得到拓宽了"}),
    ],
)  # fmt: skip
def test_a_sentence_is_known_without_its_figures(text: str, parts: dict[str, str]) -> None:
    """From eight characters on."""
    assert sentences(text) == parts


CARRIED = """
                    person  total
    received             5      5
    handled.granted      3      3
    handled.total        3      3
    carried_over         2      2
"""


def test_each_column_opens_with_what_last_year_left() -> None:
    last = report(2023, "applications", CARRIED)
    unreadable = Ref("applications", "carried_over", "organisation.other")
    last = replace(last, entries={**last.entries, unreadable: Entry(None, "约3")})
    left = list(openings(THIS, last))
    assert {each.at.row for each in left} == {"carried_in"}
    assert [(each.before.column, each.expected, each.found) for each in left] == [
        ("person", 2, 0),
        ("organisation.business", 0, 0),
        ("organisation.research", 0, 0),
        ("organisation.public_benefit", 0, 0),
        ("organisation.legal_service", 0, 0),
        ("total", 2, 0),
    ]


def test_documents_in_force_are_last_years_with_what_came_and_went() -> None:
    this, last = documents(2024, "1 0 5", "5 2 70"), documents(2023, "0 0 4", "3 0 66")
    rolled = [
        (e.at.row, e.expected, e.found, [m.column for m in e.moves]) for e in stocks(this, last)
    ]
    assert rolled == [
        ("regulations", 5, 5, ["issued", "repealed"]),
        ("normative", 69, 70, ["issued", "repealed"]),
    ]
    unreadable = Ref("documents", "normative", "in_force")
    doubtful = replace(last, entries={**last.entries, unreadable: Entry(None, "约66")})
    assert [each.at.row for each in stocks(this, doubtful)] == ["regulations"]


def test_a_form_may_have_its_tables_in_another_order() -> None:
    turned = replace(THIS.edition, sections=THIS.edition.sections[::-1])
    this, last = (replace(each, edition=turned) for each in (THIS, LAST))
    assert [each.at.row for each in stocks(this, last)] == ["regulations", "normative"]
    assert len(list(openings(this, last))) == 7


def test_a_new_report_has_what_goes_on_and_no_more() -> None:
    """The names, 上年结转 where it is not 0, and the categories; what was typed already stays."""
    last = about(report(2023, "applications", CARRIED), proactive_note="注：含历年。")
    last = replace(
        last,
        categories=("动态", "", "公告"),
        entries={**last.entries, category(1): Entry(59, "59")},
    )
    new = Report(THIS.edition, about={"year": "2024", "telephone": "000-1", "email": ""})
    made = carried_forward(new, last)
    assert made.about == {
        "organ": "示例县自然资源局",
        "kind": "政府部门",
        "address": "示例县人民路1号",
        "postcode": "000000",
        "telephone": "000-1",
        "email": "office@example.cn",
        "year": "2024",
    }
    assert made.categories == ("动态", "公告")
    assert made.entries == {
        Ref("applications", "carried_in", "person"): Entry(2, "2"),
        Ref("applications", "carried_in", "total"): Entry(2, "2"),
        category(1): BLANK,
        category(2): BLANK,
    }


def compared(last: Report, this: Report) -> dict[str, ComparedSection]:
    return {section.form.key: section for section in compare(last, this).sections}


def test_the_head_of_a_comparison() -> None:
    lined = about(THIS, organ="示例县\n自然资源局")
    found = compare(LAST, lined)
    assert found[:4] == (
        "示例县自然资源局",
        "示例县\n自然资源局",
        ("2023", "2024"),
        dt.date(2025, 1, 20),
    )
    assert found.phrases == ("2023年与2024年", "政府信息公开", "工作年度报告对照")
    assert [section.title[:2] for section in found.sections] == [
        "一、", "二、", "三、", "四、", "五、", "六、",
    ]  # fmt: skip
    assert (found.is_across_forms, found.remarks) == (False, ())


def test_a_comparison_of_reports_without_a_year() -> None:
    found = compare(about(LAST, year=""), about(THIS, year="去年"))
    assert found.years == ("", "")
    assert found.phrases[0] == "年与年"


def test_reports_on_two_forms_are_compared_in_what_both_have() -> None:
    found: Comparison = compare(sound(2020), sound(2021))
    assert found.is_across_forms
    (requests,) = [each for each in found.sections if each.form.key == "requests"]
    both = sound(2020).edition.measures.keys() & sound(2021).edition.measures.keys()
    assert requests.unchanged.keys() == both & set(requests.form.refs)
    assert (requests.changes, requests.blank) == ((), 0)


PERSON, BUSINESS, RESEARCH, PUBLIC, LEGAL, OTHER, TOTAL = section_of_key(
    THIS.edition, "requests"
).refs[:7]


def test_each_figure_that_is_not_last_years_has_its_line() -> None:
    """With its sign; what is blank or cannot be read on one side has no difference."""
    last = {
        PERSON: Entry(5, "5"),
        BUSINESS: Entry(3, "3"),
        RESEARCH: Entry(None, "约3", EntryIssue.NOT_A_FIGURE),
        PUBLIC: BLANK,
        LEGAL: BLANK,
        OTHER: Entry(None, "若干", EntryIssue.NOT_A_FIGURE),
    }
    this = {
        PERSON: Entry(8, "8"),
        BUSINESS: Entry(1, "1"),
        PUBLIC: Entry(0, "0"),
        LEGAL: BLANK,
        OTHER: Entry(None, "若干", EntryIssue.NOT_A_FIGURE),
        TOTAL: Entry(9, "9", note="（其中1件撤回）"),
    }
    section = compared(
        replace(LAST, entries={**LAST.entries, **last}),
        replace(THIS, entries={**THIS.entries, **this}),
    )["requests"]
    row = "一、本年新收政府信息公开申请数量 × "
    group = f"{row}法人或其他组织·"
    assert section.changes == (
        (f"{row}自然人", PERSON, "5", "8", "+3"),
        (f"{group}商业企业", BUSINESS, "3", "1", "-2"),
        (f"{group}科研机构", RESEARCH, "约3（不能读取）", "0", "—"),
        (f"{group}社会公益组织", PUBLIC, "（空）", "0", "—"),
        (f"{group}其他", OTHER, "若干（不能读取）", "若干（不能读取）", "—"),
        (f"{row}总计", TOTAL, "0", "9（其中1件撤回）", "+9"),
    )
    assert (section.blank, len(section.unchanged)) == (1, len(section.form.refs) - 7)
    assert set(section.unchanged.values()) == {"0"}


def test_an_amount_is_compared_to_its_last_digit() -> None:
    fee = Ref("fees", "administrative", "charged")
    last, this = (
        replace(base, entries={**base.entries, fee: Entry(Decimal(text), text)})
        for base, text in ((LAST, "12.5"), (THIS, "12.75"))
    )
    assert [each[2:] for each in compared(last, this)["proactive"].changes] == [
        ("12.5", "12.75", "+0.25")
    ]


def with_categories(base: Report, total: int | None, *counts: tuple[str, int]) -> Report:
    entries = {category(n): Entry(c, str(c)) for n, (_name, c) in enumerate(counts, 1)}
    if total is not None:
        entries[CATEGORY_TOTAL] = Entry(total, str(total))
    names = tuple(name for name, _count in counts)
    return replace(base, entries={**base.entries, **entries}, categories=names)


def test_categories_are_compared_by_their_names() -> None:
    """Those of this year first; of two with one name the second by its number."""
    last = with_categories(LAST, 12, ("公告", 7), ("指南", 2), ("动态", 3))
    this = with_categories(THIS, 15, ("动态", 4), ("公告", 7), ("动态", 4))
    section = compared(last, this)["overview"]
    assert section.changes == (
        ("主动公开政府信息总数", CATEGORY_TOTAL, "12", "15", "+3"),
        ("动态", category(1), "3", "4", "+1"),
        ("动态（第 3 类）", category(3), "（无此类）", "4", "—"),
        ("指南", None, "2", "（无此类）", "—"),
    )
    assert section.unchanged == {category(2): "7"}
    assert section.blank == 0
    (without, *_rest) = compared(with_categories(LAST, None, ("动态", 4)), this)["overview"].changes
    assert without[2:] == ("（无此类）", "15", "—")


def test_sentences_are_compared_as_they_are_printed() -> None:
    """With their figures; a note under a table is compared with its section."""
    last = replace(
        about(LAST, requests_note="注：含上年结转。旧注。"),
        texts={**LAST.texts, "problems": ("照旧一句。新收{新收申请总数}件！", "老话；照旧两句")},
    )
    this = replace(
        about(report(2024, "applications", CARRIED), requests_note="注：含上年结转。"),
        texts={**THIS.texts, "problems": ("照旧一句。 新收{新收申请总数}件！", "新话？照旧两句")},
    )
    sections = compared(last, this)
    problems, requests = sections["problems"], sections["requests"]
    assert problems.dropped == ("新收0件！", "老话；")
    assert problems.added == ("新收5件！", "新话？")
    assert problems.kept == 2
    assert (requests.dropped, requests.added, requests.kept) == (("旧注。",), (), 1)


def test_what_files_made_of_a_report_without_a_date_are_dated_by() -> None:
    """The day after the year, of the template or of the form where 年度 is none."""
    undated = about(THIS, date="")
    assert undated.dated == dt.date(2025, 1, 1)
    assert about(undated, year="去年").dated == dt.date(2022, 1, 1)
    assert replace(about(undated, year=""), template_year=2023).dated == dt.date(2024, 1, 1)
    assert compare(LAST, undated).date == dt.date(2025, 1, 1)
