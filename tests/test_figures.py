"""What is read as which figure, and what is refused: a table of both."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.form.schema import Measure
from disclosure_cli.model.figures import (
    BLANK,
    LIMIT,
    LONGEST,
    Entry,
    EntryIssue,
    distance,
    held,
    is_nothing,
    plain,
    printed,
    read_cell,
    read_text,
    total,
    unit_shown,
)

READ = [
    # what is written, as what, the figure, how it is not plain
    (0, Measure.COUNT, 0, None),
    (12, Measure.COUNT, 12, None),
    (3.0, Measure.COUNT, 3, None),
    (-4, Measure.CHANGE, -4, None),
    (72701.2578, Measure.AMOUNT, Decimal("72701.2578"), None),
    (0.1 + 0.2, Measure.AMOUNT, Decimal("0.3"), None),
    (None, Measure.COUNT, 0, EntryIssue.BLANK),
    ("", Measure.COUNT, 0, EntryIssue.BLANK),
    (" \u3000", Measure.COUNT, 0, EntryIssue.BLANK),
    ("/", Measure.COUNT, 0, EntryIssue.NOTHING),
    ("／", Measure.AMOUNT, 0, EntryIssue.NOTHING),
    ("—", Measure.COUNT, 0, EntryIssue.NOTHING),
    ("无", Measure.COUNT, 0, EntryIssue.NOTHING),
    ("不适用", Measure.COUNT, 0, EntryIssue.NOTHING),
    ("12", Measure.COUNT, 12, EntryIssue.WRITTEN_OUT),
    (" 12 ", Measure.COUNT, 12, EntryIssue.WRITTEN_OUT),
    ("３", Measure.COUNT, 3, EntryIssue.WRITTEN_OUT),
    ("１，２００", Measure.COUNT, 1200, EntryIssue.WRITTEN_OUT),
    ("1,234,567", Measure.COUNT, 1234567, EntryIssue.WRITTEN_OUT),
    ("12件", Measure.COUNT, 12, EntryIssue.WRITTEN_OUT),
    ("12 宗", Measure.COUNT, 12, EntryIssue.WRITTEN_OUT),
    ("3.0", Measure.COUNT, 3, EntryIssue.WRITTEN_OUT),
    ("＋1036", Measure.CHANGE, 1036, EntryIssue.WRITTEN_OUT),
    ("-5", Measure.CHANGE, -5, EntryIssue.WRITTEN_OUT),
    ("减4", Measure.CHANGE, -4, EntryIssue.WRITTEN_OUT),
    ("减少4", Measure.CHANGE, -4, EntryIssue.WRITTEN_OUT),
    ("增22", Measure.CHANGE, 22, EntryIssue.WRITTEN_OUT),
    ("--253", Measure.CHANGE, -253, EntryIssue.WRITTEN_OUT),
    ("——253", Measure.CHANGE, -253, EntryIssue.WRITTEN_OUT),
    ("12.5万元", Measure.AMOUNT, Decimal("12.5"), EntryIssue.WRITTEN_OUT),
    ("251000元", Measure.MONEY, 251000, None),
    ("25.1万元", Measure.MONEY, Decimal("25.1"), None),
    (251000, Measure.MONEY, 251000, EntryIssue.NO_UNIT),
    (0, Measure.MONEY, 0, None),
    ("22（其中修订16件）", Measure.COUNT, 22, None),
    ("55 (含自然失效29件)", Measure.COUNT, 55, None),
    ("２２件（其中修订16件）", Measure.COUNT, 22, EntryIssue.WRITTEN_OUT),
    ("12.5（含滞纳金0.3万元）", Measure.AMOUNT, Decimal("12.5"), None),
]

REFUSED = [
    (3.5, Measure.COUNT, EntryIssue.FRACTION),
    ("3.50", Measure.COUNT, EntryIssue.FRACTION),
    (0.5, Measure.CHANGE, EntryIssue.FRACTION),
    (-1, Measure.COUNT, EntryIssue.NEGATIVE),
    ("-1", Measure.COUNT, EntryIssue.NEGATIVE),
    (-0.5, Measure.AMOUNT, EntryIssue.NEGATIVE),
    (True, Measure.COUNT, EntryIssue.BOOLEAN),
    (False, Measure.AMOUNT, EntryIssue.BOOLEAN),
    (dt.datetime(2024, 3, 1), Measure.COUNT, EntryIssue.DATE),
    (dt.date(2024, 3, 1), Measure.COUNT, EntryIssue.DATE),
    (dt.time(3, 1), Measure.COUNT, EntryIssue.DATE),
    (dt.timedelta(days=3), Measure.COUNT, EntryIssue.DATE),
    (1e308, Measure.COUNT, EntryIssue.TOO_LARGE),
    (float("inf"), Measure.COUNT, EntryIssue.TOO_LARGE),
    (float("nan"), Measure.COUNT, EntryIssue.TOO_LARGE),
    (LIMIT, Measure.COUNT, EntryIssue.TOO_LARGE),
    (str(LIMIT), Measure.COUNT, EntryIssue.TOO_LARGE),
    *(
        (text, Measure.COUNT, EntryIssue.NOT_A_FIGURE)
        for text in (
            "٣", "๓", "①", "⑫", "Ⅲ", "三", "十二", "½", "²", "1_000", "1e3", "0x10", "0b1", "1 000",
            "1,23", "1,2345", "12,34,567", "1.2.3", "12.", ".5", "+5", "--5", "5-", "约10", "10余", "10多件",
            "3(1)", "3（千件）", "3（4）", "（其中修订16件）", "/（其中1件）", "约10（含1件）",
            "3（其中1件）（含2件）", "3/4", "3:1", "3%", "NaN", "inf", "TRUE", "#REF!", "五件", "5元",
            "5万元", "3 4", "3\n4", "=1+2", "1\u200b2", "𝟛", "3件5", "件", "O", "l0",
        )
    ),
    ("5元", Measure.AMOUNT, EntryIssue.NOT_A_FIGURE),
    ("5件", Measure.AMOUNT, EntryIssue.NOT_A_FIGURE),
    ("25.1亿元", Measure.MONEY, EntryIssue.NOT_A_FIGURE),
    ("增 3", Measure.CHANGE, EntryIssue.NOT_A_FIGURE),
    ("减-3", Measure.CHANGE, EntryIssue.NOT_A_FIGURE),
    ("减3", Measure.COUNT, EntryIssue.NOT_A_FIGURE),
    ("--3", Measure.COUNT, EntryIssue.NOT_A_FIGURE),
    ([1], Measure.COUNT, EntryIssue.NOT_A_FIGURE),
]  # fmt: skip


@pytest.mark.parametrize(("written", "measure", "figure", "issue"), READ)
def test_is_read(
    written: object, measure: Measure, figure: int | Decimal, issue: EntryIssue
) -> None:
    entry = read_cell(written, measure)
    assert (entry.value, entry.issue) == (figure, issue)
    assert isinstance(entry.value, int) or measure in (Measure.AMOUNT, Measure.MONEY)


@pytest.mark.parametrize(("written", "measure", "issue"), REFUSED)
def test_is_refused(written: object, measure: Measure, issue: EntryIssue) -> None:
    entry = read_cell(written, measure)
    assert (entry.value, entry.issue) == (None, issue)


@given(st.text(max_size=12), st.sampled_from(Measure))
def test_a_text_is_read_only_where_its_digits_are_the_figure(text: str, measure: Measure) -> None:
    entry = read_text(text, measure)
    if entry.value is None or entry.issue in (EntryIssue.BLANK, EntryIssue.NOTHING):
        return
    full_width = str.maketrans("０１２３４５６７８９．", "0123456789.")
    digits = "".join(c for c in text.translate(full_width) if c in "0123456789.")
    assert abs(entry.value) == Decimal(digits)


@given(st.integers(0, LIMIT - 1))
def test_a_printed_figure_is_read_back_as_itself(figure: int) -> None:
    assert read_text(plain(figure), Measure.COUNT).value == figure


@given(st.decimals(0, 10**9, places=4))
def test_a_printed_amount_is_read_back_as_itself(figure: Decimal) -> None:
    assert read_text(plain(figure), Measure.AMOUNT).value == figure


@pytest.mark.parametrize(
    ("written", "measure", "as_printed"),
    [
        (1573179, Measure.COUNT, "1573179"),
        (1036, Measure.CHANGE, "+1036"),
        (-3, Measure.CHANGE, "-3"),
        (0, Measure.CHANGE, "0"),
        (72701.2578, Measure.AMOUNT, "72701.2578"),
        (12.50, Measure.AMOUNT, "12.5"),
        (1e-7, Measure.AMOUNT, "0.0000001"),
        ("251000元", Measure.MONEY, "251000元"),
        (3.5, Measure.COUNT, "3.5"),
    ],
)
def test_is_printed(written: object, measure: Measure, as_printed: str) -> None:
    assert printed(read_cell(written, measure), measure) == as_printed


@pytest.mark.parametrize(
    ("written", "measure", "entry"),
    [
        (None, Measure.COUNT, BLANK),
        (" \u3000\u00a0\t\r\n", Measure.COUNT, BLANK),
        (3.0, Measure.COUNT, Entry(3, "3")),
        (-0.0, Measure.COUNT, Entry(0, "0")),
        (" / ", Measure.COUNT, Entry(0, "/", EntryIssue.NOTHING)),
        (" 12 件 ", Measure.COUNT, Entry(12, "12 件", EntryIssue.WRITTEN_OUT)),
        ("12条", Measure.ENTRIES, Entry(12, "12条", EntryIssue.WRITTEN_OUT)),
        ("１２", Measure.COUNT, Entry(12, "１２", EntryIssue.WRITTEN_OUT)),
        ("−5", Measure.CHANGE, Entry(-5, "−5", EntryIssue.WRITTEN_OUT)),
        ("25.1万元", Measure.MONEY, Entry(Decimal("25.1"), "25.1万元", unit="万元")),
        ("251000", Measure.MONEY, Entry(251000, "251000", EntryIssue.WRITTEN_OUT)),
        (
            "22 (其中修订16件) ",
            Measure.COUNT,
            Entry(22, "22 (其中修订16件)", note="(其中修订16件)"),
        ),
        (
            "22件（其中修订16件）",
            Measure.COUNT,
            Entry(22, "22件（其中修订16件）", EntryIssue.WRITTEN_OUT, note="（其中修订16件）"),
        ),
        (
            "251000元（含税）",
            Measure.MONEY,
            Entry(251000, "251000元（含税）", unit="元", note="（含税）"),
        ),
        ("3.50", Measure.COUNT, Entry(None, "3.50", EntryIssue.FRACTION)),
        ("3.5（含1件）", Measure.COUNT, Entry(None, "3.5（含1件）", EntryIssue.FRACTION)),
        ("约3（含1件）", Measure.COUNT, Entry(None, "约3（含1件）", EntryIssue.NOT_A_FIGURE)),
        ("/（含1件）", Measure.COUNT, Entry(None, "/（含1件）", EntryIssue.NOT_A_FIGURE)),
        ("-1", Measure.COUNT, Entry(None, "-1", EntryIssue.NEGATIVE)),
        (True, Measure.COUNT, Entry(None, "TRUE", EntryIssue.BOOLEAN)),
        (1e16, Measure.COUNT, Entry(None, "1e+16", EntryIssue.TOO_LARGE)),
        (LIMIT - 1, Measure.COUNT, Entry(LIMIT - 1, "9" * 15)),
        (-LIMIT, Measure.CHANGE, Entry(None, "-1e+15", EntryIssue.TOO_LARGE)),
        ("1" * 16, Measure.COUNT, Entry(None, "1" * 16, EntryIssue.TOO_LARGE)),
        (dt.date(2024, 3, 1), Measure.COUNT, Entry(None, "2024-03-01", EntryIssue.DATE)),
        ([1], Measure.COUNT, Entry(None, "[1]", EntryIssue.NOT_A_FIGURE)),
        ("字" * LONGEST, Measure.COUNT, Entry(None, "字" * 200, EntryIssue.NOT_A_FIGURE)),
        ("字" * 201, Measure.COUNT, Entry(None, "字" * 200 + "…", EntryIssue.NOT_A_FIGURE)),
        ("0" * 200, Measure.COUNT, Entry(0, "0" * 200, EntryIssue.WRITTEN_OUT)),
    ],
)
def test_an_entry_keeps_how_it_was_written(written: object, measure: Measure, entry: Entry) -> None:
    assert read_cell(written, measure) == entry


@pytest.mark.parametrize(
    "sign", ["/", "／", "-", "－", "—", "——", "–", "\\", "无", "不适用", " 无\u3000"]
)
def test_a_sign_for_none_is_0(sign: str) -> None:
    assert is_nothing(sign)
    assert read_text(sign, Measure.COUNT)[:3:2] == (0, EntryIssue.NOTHING)


@pytest.mark.parametrize(
    "word", ["其中", "含", "不含", "包括", "不包括", "另", "均", "系", "因", "注", "见", "详见"]
)
def test_a_note_begins_with_a_word_of_its_own(word: str) -> None:
    assert read_text(f"3（{word}某事）", Measure.COUNT).note == f"（{word}某事）"


@pytest.mark.parametrize(
    ("measure", "units"),
    [
        (Measure.COUNT, "件项宗个份"),
        (Measure.CHANGE, "件项宗个份"),
        (Measure.ENTRIES, "条"),
    ],
)
def test_a_unit_is_one_of_its_kind(measure: Measure, units: str) -> None:
    for unit in "件项宗个份条元人":
        is_read = read_text(f"3{unit}", measure).value == 3
        assert is_read is (unit in units), unit


@pytest.mark.parametrize(
    ("text", "figure", "measure", "unit"),
    [
        ("3", 3, Measure.COUNT, ""),
        (" 3 ", 3, Measure.COUNT, ""),
        ("3.00", 3, Measure.COUNT, ""),
        ("1,200 件", 1200, Measure.COUNT, "件"),
        ("251000元", 251000, Measure.MONEY, "元"),
        ("12.5 万元", Decimal("12.5"), Measure.AMOUNT, "万元"),
        ("0", 0, Measure.COUNT, ""),
        ("0.5", Decimal("0.5"), Measure.AMOUNT, ""),
        ("-3", -3, Measure.CHANGE, ""),
        ("+3", 3, Measure.CHANGE, ""),
        # Another figure, or the sign of another.
        ("4", 3, Measure.COUNT, None),
        ("2", 3, Measure.COUNT, None),
        ("72701.26", Decimal("72701.2578"), Measure.AMOUNT, None),
        ("3", Decimal("3.4"), Measure.AMOUNT, None),
        ("-3", 3, Measure.CHANGE, None),
        ("-0", 0, Measure.CHANGE, None),
        ("+3", 3, Measure.COUNT, None),
        # No figure of this kind.
        ("300%", 3, Measure.COUNT, None),
        ("3元", 3, Measure.COUNT, None),
        ("03", 3, Measure.COUNT, None),
        ("003", 3, Measure.COUNT, None),
        ("1900/1/3", 3, Measure.COUNT, None),
        ("", 0, Measure.COUNT, None),
        ("###", 3, Measure.COUNT, None),
    ],
)
def test_what_a_cell_shows_is_its_figure_with_at_most_a_unit(
    text: str, figure: int | Decimal, measure: Measure, unit: str | None
) -> None:
    assert unit_shown(text, figure, measure) == unit


@pytest.mark.parametrize(
    ("number", "figure"),
    [(57.970000000000006, "57.97"), (0.1, "0.1"), (-0.0, "0"), (123456789.12345678, "123456789.123457")],
)  # fmt: skip
def test_a_number_has_15_digits(number: float, figure: str) -> None:
    assert plain(held(number)) == figure


@pytest.mark.parametrize(
    ("figure", "digits"),
    [
        (100, "100"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("12.500"), "12.5"),
        (Decimal("3.0"), "3"),
        (Decimal("0.10"), "0.1"),
    ],
)
def test_a_figure_is_written_in_plain_digits(figure: int | Decimal, digits: str) -> None:
    assert plain(figure) == digits


def test_figures_are_added_up_exactly() -> None:
    assert total([]) == 0
    assert total([1, 2, 3]) == 6
    assert isinstance(total([1, 2]), int)
    assert total([Decimal("0.1"), Decimal("0.2"), 1]) == Decimal("1.3")
    assert (distance(3, 5), distance(5, 3), distance(4, 4)) == (2, 2, 0)


def test_what_cannot_be_read_is_printed_as_it_stands() -> None:
    assert printed(Entry(None, "约3", EntryIssue.NOT_A_FIGURE), Measure.COUNT) == "约3"
    assert printed(BLANK, Measure.COUNT) == "0"
    assert printed(Entry(3, "3（另1件）", note="（另1件）"), Measure.CHANGE) == "+3（另1件）"
    assert printed(Entry(3, "3", unit="万元"), Measure.MONEY) == "3万元"
