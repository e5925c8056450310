"""Of sums that fail together: which cell is named, what tells so, and what is left open, whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from random_reports import as_in_the_template
from report_factory import report
from test_corrections import changed
from test_rules import with_categories

from disclosure_cli.checks.rules import check
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.findings import Certainty, Diagnostic, Fix, Witness, WitnessKind
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category

SOUND = """
                    person  organisation.business  total
    received            36                     12     48
    carried_in           4                      1      5
    handled.granted     36                     11     47
    handled.total       36                     11     47
    carried_over         4                      2      6
"""
SENTENCE = Place("一、总体情况", "A4")


def with_figures(**cells: int) -> Report:
    """The sound report with other figures, by row and column: `received/person`."""
    sound = report(2024, "applications", SOUND)
    sound = replace(sound, places={**sound.places, Part("overview", "1"): SENTENCE})
    return changed(sound, **{f"applications/{at}": figure for at, figure in cells.items()})


def telling(text: str, of: Report) -> Report:
    return replace(of, texts={**of.texts, "overview": (text,)})


def of_sums(of: Report, last: Report | None = None) -> list[Diagnostic]:
    return [each for each in check(of, last=last) if each.certainty]


GRANTED = "三、本年度办理结果·（一）予以公开"


@pytest.mark.parametrize(
    ("cells", "says", "settled"),
    [
        (
            {"handled.granted/person": 35},
            "若 三!D9 由 35 改为 36，则 2 项不符全部消除（疑似错一位数字）。",
            ["D101 三!J9", "D101 三!D30"],
        ),
        (
            {"handled.granted/person": 366},
            "若 三!D9 由 366 改为 36，则 2 项不符全部消除（疑似错一位数字）。",
            ["D101 三!J9", "D101 三!D30"],
        ),
        (
            {"handled.granted/person": 63},
            "若 三!D9 由 63 改为 36，则 2 项不符全部消除（疑似数字颠倒）。",
            ["D101 三!J9", "D101 三!D30"],
        ),
        (
            {"handled.granted/person": 0},
            "若 三!D9 由 0 改为 36，则 2 项不符全部消除（疑似漏填）。",
            ["D101 三!J9", "D101 三!D30"],
        ),
        (
            {"handled.granted/total": 0},
            "若 三!J9 由 0 改为 47，则 2 项不符全部消除（漏填）。",
            ["D101 三!J9", "D101 三!J30"],
        ),
        (
            {"received/organisation.business": 36},
            "若 三!E7 由 36 改为 12，则 2 项不符全部消除（疑似错行或错列）。",
            ["D101 三!J7", "D102 三!E7"],
        ),
        (
            {"received/person": 58},
            "若 三!D7 由 58 改为 36，则 2 项不符全部消除。",
            ["D101 三!J7", "D102 三!D7"],
        ),
        (
            {"carried_in/person": 5},
            "若 三!D8 由 5 改为 4，则 2 项不符全部消除。",
            ["D101 三!J8", "D102 三!D7"],
        ),
        (
            {"carried_in/organisation.business": 0},
            "若 三!E8 由 0 改为 1，则 2 项不符全部消除。",
            ["D101 三!J8", "D102 三!E7"],
        ),
        (
            {"handled.granted/person": 37},
            "若 三!D9 由 37 改为 36，则 2 项不符全部消除（疑似错一位数字）。",
            ["D101 三!J9", "D101 三!D30"],
        ),
        (
            {"handled.partly/person": 3},
            "若 三!D10 由 3 改为 0，则 2 项不符全部消除。",
            ["D101 三!J10", "D101 三!D30"],
        ),
        # Of a single digit nobody knows whether it slipped: 商业企业 have 1 as well.
        (
            {"carried_in/person": 1},
            "若 三!D8 由 1 改为 4，则 2 项不符全部消除。",
            ["D101 三!J8", "D102 三!D7"],
        ),
        (
            {"handled.total/person": 35},
            "若 三!D30 由 35 改为 36，则 3 项不符全部消除（疑似错一位数字）。",
            ["D101 三!J30", "D101 三!D30", "D102 三!D7"],
        ),
    ],
)
def test_the_cell_is_named_with_what_became_of_it(
    cells: dict[str, int], says: str, settled: list[str]
) -> None:
    (found,) = of_sums(with_figures(**cells))
    assert found.message == says
    assert [f"{each.code} {each.place}" for each in found.related] == settled
    ((fix,),) = found.fixes
    assert fix == (found.place, found.found, found.expected)
    assert (found.certainty, found.witness) == (Certainty.CERTAIN, None)


def test_a_cell_that_is_certain_is_told_with_its_labels() -> None:
    (found,) = of_sums(with_figures(**{"handled.granted/person": 63}))
    assert (found.row, found.column) == (GRANTED, "自然人")
    assert found.at == Ref("applications", "handled.granted", "person")
    assert found.fixes == ((Fix(Place("三", "D9"), 63, 36),),)


def test_figures_that_changed_places_are_both_named() -> None:
    (found,) = of_sums(with_figures(**{
        "received/person": 12, "received/organisation.business": 36,
    }))  # fmt: skip
    exchanged = "三!D7 与 三!E7 的数字互换后各项相符"
    assert found.message == (
        f"{exchanged}；若 三!D7 由 12 改为 36、三!E7 由 36 改为 12，"
        "则 2 项不符全部消除（疑似错行或错列）。"
    )
    assert found.witness == Witness(WitnessKind.EXCHANGE, Place("三", "E7"), exchanged)
    assert found.certainty is Certainty.WITNESSED
    assert (str(found.place), found.found, found.expected) == ("三!D7", 12, 36)


@pytest.mark.parametrize(
    ("cells", "change", "cause"),
    [
        (
            {"person": 63, "organisation.business": 12},
            "三!D9 由 63 改为 36、三!E9 由 12 改为 11",
            "",
        ),
        (
            {"person": 46, "organisation.business": 12},
            "三!D9 由 46 改为 36、三!E9 由 12 改为 11",
            "（疑似错一位数字）",
        ),
    ],
)
def test_of_two_wrong_cells_a_cause_is_told_if_it_is_that_of_both(
    cells: dict[str, int], change: str, cause: str
) -> None:
    """Three sums fail, and no other two cells make them hold."""
    (found,) = of_sums(with_figures(**{f"handled.granted/{at}": n for at, n in cells.items()}))
    assert found.message == f"若 {change}，则 3 项不符全部消除{cause}。"
    assert (found.code, str(found.place), found.certainty) == ("D101", "三!D9", Certainty.CERTAIN)
    ((first, second),) = found.fixes
    assert [str(first.place), str(second.place)] == ["三!D9", "三!E9"]


def test_where_two_cells_are_not_enough_each_sum_is_told_by_itself() -> None:
    found = of_sums(with_figures(**{
        "handled.granted/person": 63,
        "handled.granted/organisation.business": 19,
        "received/organisation.business": 77,
    }))  # fmt: skip
    assert [(str(d.place), d.certainty) for d in found] == [
        (cells, Certainty.OPEN)
        for cells in ("三!D7:J7", "三!E7:E31", "三!D9:J9", "三!D9:D30", "三!E9:E30")
    ]


THREE_COLUMNS = """
                person  organisation.business  organisation.other  total
    received        30                      6                   6     42
    carried_in       6                      5                   5     16
    handled.granted 11                     36                  36     83
"""
TWO_ROWS = """
                person  organisation.business  total
    received        12                     36     48
    carried_in      12                     36     48
    handled.granted 48                     48     96
"""


@pytest.mark.parametrize(
    ("drawn", "columns"), [(THREE_COLUMNS, "DEI"), (TWO_ROWS, "DE")], ids=["columns", "rows"]
)
def test_figures_that_may_have_changed_places_in_two_ways_are_left_open(
    drawn: str, columns: str
) -> None:
    """自然人 with 商业企业 or with 其他; in the first row or in the second."""
    found = of_sums(as_in_the_template(report(2024, "applications", drawn)))
    assert [(str(d.place), d.certainty) for d in found] == [
        (f"三!{column}7:{column}31", Certainty.OPEN) for column in columns
    ]


def test_two_rows_that_were_typed_may_both_have_changed_places() -> None:
    """The same with totals that were typed: two pairs of cells for one cause."""
    typed = report(2024, "applications", TWO_ROWS + "handled.total 48 48 96")
    assert [(str(d.place), d.certainty) for d in of_sums(typed)] == [
        ("三!D7:D31", Certainty.OPEN),
        ("三!E7:E31", Certainty.OPEN),
    ]


def test_what_one_column_has_too_many_and_the_next_too_few_was_not_exchanged() -> None:
    """15 and 30 in the place of 5 and 40."""
    wrong = report(
        2024,
        "applications",
        """
                        person  organisation.business  total
        received             5                     40     45
        handled.granted     15                     30     45
        """,
    )
    found = of_sums(as_in_the_template(wrong))
    assert [(str(d.place), d.certainty) for d in found] == [
        ("三!D7:D31", Certainty.OPEN),
        ("三!E7:E31", Certainty.OPEN),
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("商业企业予以公开11件。", ["三!D9 exchange"]),
        ("自然人予以公开36件。", ["三!D9 exchange"]),
        ("自然人部分公开25件。", ["三!E7:E31 None", "三!D10 sentence"]),
        ("商业企业新收政府信息公开申请37件。", ["三!D7:D31 None", "三!E7 sentence"]),
    ],
)
def test_no_two_figures_changed_places_where_a_sentence_tells_of_another_cell(
    text: str, due: list[str]
) -> None:
    """The totals are formulas; the sentence is on the first of the two columns, or the second."""
    wrong = as_in_the_template(with_figures(**{
        "handled.granted/person": 11, "handled.granted/organisation.business": 36,
    }))  # fmt: skip
    found = of_sums(telling(text, wrong))
    assert [f"{d.place} {d.witness.kind if d.witness else None}" for d in found] == due


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("予以公开47件。", Certainty.WITNESSED),
        # The other number is not in the table either: more, or less, than stands there.
        ("予以公开47件，部分公开3件。", Certainty.OPEN),
        ("新收申请40件，予以公开47件。", Certainty.OPEN),
        ("新收申请48件，予以公开47件。", Certainty.WITNESSED),
        # That of 自然人 is wrong for the same reason.
        ("予以公开47件，自然人予以公开36件。", Certainty.WITNESSED),
    ],
)
def test_a_sentence_is_believed_whose_other_numbers_are_in_the_table(
    text: str, certainty: Certainty
) -> None:
    wrong = as_in_the_template(with_figures(**{"handled.granted/person": 63}))
    assert [each.certainty for each in of_sums(telling(text, wrong))] == [certainty]


def test_of_a_figure_that_cannot_be_read_a_sentence_tells_nothing() -> None:
    wrong = as_in_the_template(with_figures(**{"handled.granted/person": 63}))
    unread = Ref("cases", "", "reviews.upheld")
    entry = Entry(None, "约3", EntryIssue.NOT_A_FIGURE)
    wrong = replace(wrong, entries={**wrong.entries, unread: entry})
    (found,) = of_sums(telling("行政复议结果维持3件。予以公开47件。", wrong))
    assert found.certainty is Certainty.WITNESSED


def test_what_last_year_left_blank_tells_nothing_of_this_year() -> None:
    """0 is written for it, but nobody said so."""
    wrong = as_in_the_template(with_figures(**{"carried_over/person": 0}))
    last = report(2023, "applications", "person\ncarried_over 0")
    at = Ref("applications", "carried_over", "person")
    for entry, certainty in ((Entry(0, "0"), Certainty.WITNESSED), (BLANK, Certainty.OPEN)):
        before = replace(last, entries={**last.entries, at: entry})
        assert [each.certainty for each in of_sums(wrong, before)] == [certainty]


def test_a_sentence_is_quoted_by_its_words_and_its_cell() -> None:
    wrong = as_in_the_template(with_figures(**{"handled.granted/person": 63}))
    (found,) = of_sums(telling("办理结果中，予以公开47件。", wrong))
    says = "正文（一、总体情况!A4）写予以公开 47 件"
    assert found.message == f"{says}；若 三!D9 由 63 改为 36，则这一项相符（疑似数字颠倒）。"
    assert found.witness == Witness(WitnessKind.SENTENCE, SENTENCE, says)


def test_last_years_report_is_quoted_by_the_cell_of_its_file() -> None:
    wrong = as_in_the_template(with_figures(**{"carried_in/person": 14}))
    last = report(
        2023,
        "applications",
        """
                      person  organisation.business  total
        received           4                      1      5
        carried_over       4                      1      5
        """,
    )
    (found,) = of_sums(wrong, last)
    says = "上年报告（三!D31）的“四、结转下年度继续办理”为 4"
    assert found.message == f"{says}；若 三!D8 由 14 改为 4，则这一项相符（疑似错一位数字）。"
    assert found.witness == Witness(WitnessKind.LAST_YEAR, Place("三", "D31"), says)


REVIEWS = """
          reviews.upheld  reviews.corrected  reviews.total
    -                 10                  1             12
"""


@pytest.mark.parametrize(
    ("entry", "says", "change"),
    [
        (
            Entry(1, "１", EntryIssue.WRITTEN_OUT),
            "这张表中只有 四!B7 不是数字，填的是文本“１”",
            "若 四!B7 由 1 改为 2，则这一项相符。",
        ),
        (
            Entry(0, "/", EntryIssue.NOTHING),
            "这张表中只有 四!B7 不是数字，填的是文本“/”",
            "若 四!B7 由 0 改为 2，则这一项相符。",
        ),
        (BLANK, "这张表中只有 四!B7 空白", "若 四!B7 由 0 改为 2，则这一项相符（漏填）。"),
    ],
)
def test_the_one_cell_that_holds_no_number_is_the_wrong_one(
    entry: Entry, says: str, change: str
) -> None:
    wrong = report(2024, "cases", REVIEWS)
    odd = replace(wrong, entries={**wrong.entries, Ref("cases", "", "reviews.corrected"): entry})
    (found,) = of_sums(odd)
    assert found.message == f"{says}；{change}"
    assert found.witness == Witness(WitnessKind.CELL, Place("四", "B7"), says)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("行政复议结果纠正0件。", Certainty.WITNESSED),
        ("行政复议结果纠正1件。", Certainty.OPEN),
        ("行政复议结果纠正3件。", Certainty.WITNESSED),
    ],
)
def test_a_cell_is_odd_no_longer_where_a_sentence_gives_its_figure(
    text: str, certainty: Certainty
) -> None:
    entry = Entry(1, "１", EntryIssue.WRITTEN_OUT)
    wrong = report(2024, "cases", REVIEWS)
    odd = replace(wrong, entries={**wrong.entries, Ref("cases", "", "reviews.corrected"): entry})
    assert [each.certainty for each in of_sums(telling(text, odd))] == [certainty]


def test_of_a_sum_within_groups_all_that_its_terms_are_in_is_named() -> None:
    (found,) = of_sums(report(2024, "cases", """
        suits.direct.upheld  suits.direct.corrected  suits.direct.total
    -                    10                       1                  12
    """))  # fmt: skip
    assert found.message == (
        "行政诉讼·未经复议直接起诉：总计填 12，同行各项之和为 11，相差 1；"
        "无法确定是哪一格，请核对 四!F7:J7。"
    )


def test_a_sum_is_told_without_the_places_of_its_figures() -> None:
    """As of a report that another program filled in."""
    wrong = as_in_the_template(with_figures(**{"handled.granted/person": 63}))
    (found,) = of_sums(replace(wrong, places={}))
    assert found.message == (
        "自然人：第一项 36 + 第二项 4 = 40，第三项 63 + 第四项 4 = 67，相差 27；"
        "无法确定是哪一格，请核对 三、收到和处理政府信息公开申请情况。"
    )


def test_where_no_cell_is_likelier_the_sum_is_named_with_its_range() -> None:
    (found,) = of_sums(report(2024, "cases", REVIEWS))
    assert found.message == (
        "行政复议：总计填 12，同行各项之和为 11，相差 1；无法确定是哪一格，请核对 四!A7:E7。"
    )
    assert (str(found.place), found.row, found.column) == ("四!A7:E7", "", "行政复议")
    assert (found.found, found.expected, found.fixes) == (None, None, ())
    assert (found.certainty, found.witness, found.related) == (Certainty.OPEN, None, ())


def test_of_a_balance_that_is_left_open_the_column_is_named() -> None:
    (found,) = of_sums(as_in_the_template(with_figures(**{"handled.granted/person": 63})))
    assert found.message == (
        "自然人（D 列）：第一项 36 + 第二项 4 = 40，第三项 63 + 第四项 4 = 67，相差 27；"
        "无法确定是哪一格，请核对 三!D7:D31。"
    )


AGREES = "；正文（一、总体情况!A4）也写这个总数"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("本年度情况如下。", ""),
        ("主动公开政府信息97条。", AGREES),
        ("主动公开政府信息98条。", ""),
        ("主动公开动态60条。", ""),
    ],
)
def test_a_total_of_categories_that_the_text_repeats_stays_open(text: str, says: str) -> None:
    wrong = with_categories("97", 动态="60", 文件="36")
    places = {**wrong.places, Part("overview", "1"): SENTENCE}
    (found,) = of_sums(telling(text, replace(wrong, places=places)))
    assert found.message == (
        f"总数填 97，各类之和为 96，相差 1{says}；无法确定是哪一格，请核对 主动公开分类!B3:B7。"
    )


@pytest.mark.parametrize(
    ("text", "says", "change"),
    [
        ("主动公开政府信息96条。", "主动公开政府信息 96 条", (CATEGORY_TOTAL, 97, 96)),
        ("全年动态61条。", "动态 61 条", (category(1), 60, 61)),
    ],
)
def test_of_categories_a_sentence_names_the_wrong_one(
    text: str, says: str, change: tuple[Ref, int, int]
) -> None:
    wrong = with_categories("97", 动态="60", 文件="36")
    (found,) = of_sums(telling(text, wrong))
    assert found.witness
    assert found.witness.message == f"正文（一、总体情况）写{says}"
    assert (found.at, found.found, found.expected) == change
