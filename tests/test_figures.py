"""What is read as which figure, and what is refused: a table of both."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.form.schema import Measure
from disclosure_cli.model.figures import LIMIT, EntryIssue, plain, printed, read_cell, read_text

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
    ("增3", Measure.CHANGE, EntryIssue.NOT_A_FIGURE),
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
