"""A cell as it is stored, and what it is for a report: its text, its figure, and what a message says."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from disclosure_cli.form.schema import Measure
from disclosure_cli.model.figures import Entry, EntryIssue
from disclosure_cli.workbook.cells import EMPTY, STRUCK, RawCell, find


def number(value: float, *formats: str) -> RawCell:
    return RawCell(value, "n", formats or ("General",))


def text(value: str, *formats: str) -> RawCell:
    return RawCell(value, "s", formats or ("General",))


A_DAY = dt.datetime(2025, 1, 20)


@pytest.mark.parametrize(
    ("cell", "as_text", "prose"),
    [
        (EMPTY, "", ""),
        (text(" 甲\u3000 "), "甲", "甲"),
        (text("甲\u202e\x01乙"), "甲乙", "甲乙"),
        (number(3), "3", "3"),
        (number(3.0), "3", "3"),
        (number(57.970000000000006), "57.97", "57.97"),
        (number(23800, "000000"), "23800", "023800"),
        (number(5, '_("共"0"件"_)'), "5", "共5件"),
        (number(5, "0%"), "5", "5"),
        (number(5, "0", "000"), "5", "5"),
        (RawCell(A_DAY, "d", ("m/d/yy",)), "2025-01-20 00:00:00", "2025年1月20日"),
        (RawCell(dt.date(2025, 12, 3), "d"), "2025-12-03", "2025年12月3日"),
        (RawCell(dt.time(8, 30), "d"), "08:30:00", "08:30:00"),
        (RawCell(True, "b"), "True", "True"),
        (RawCell("#REF!", "e"), "#REF!", "#REF!"),
    ],
)
def test_a_cell_is_a_text_in_digits_and_in_prose_as_it_is_shown(
    cell: RawCell, as_text: str, prose: str
) -> None:
    assert (cell.text, cell.prose) == (as_text, prose)


@pytest.mark.parametrize(
    ("cell", "is_text"),
    [
        (text("甲"), True),
        (number(5), True),
        (EMPTY, True),
        (RawCell("", "s", formula="=A1"), True),
        (RawCell(None, formula="=A1"), False),
        (RawCell("#REF!", "e"), False),
        (RawCell(True, "b"), False),
        (RawCell("新", STRUCK, marked="~~旧~~新"), False),
        (RawCell("公告2", marked="公告^2"), True),
    ],
)
def test_prose_takes_what_is_certain(cell: RawCell, is_text: bool) -> None:
    assert cell.is_text is is_text


@pytest.mark.parametrize(
    ("cell", "shown", "unstruck"),
    [
        (text("甲"), "甲", ""),
        (RawCell(None, formula="=A1"), "=A1", ""),
        (RawCell("甲", formula="=A1"), "甲", ""),
        (RawCell("新", STRUCK, marked="~~旧~~新"), "~~旧~~新", "新"),
        (RawCell("", STRUCK, marked="~~旧~~"), "~~旧~~", "（空）"),
        (RawCell("公告2", marked="公告^2"), "公告^2", ""),
    ],
)
def test_a_message_shows_what_stands_there(cell: RawCell, shown: str, unstruck: str) -> None:
    assert (cell.shown, cell.unstruck) == (shown, unstruck)


@pytest.mark.parametrize(
    ("cell", "is_shown", "told"),
    [
        (text("甲"), True, "甲"),
        (text("甲", ";;;"), False, "甲（显示为“”）"),
        (text("甲", '@"类"'), False, "甲（显示为“甲类”）"),
        (text("甲", "@_ "), True, "甲"),
        (text("甲", "@", ";;;"), False, "甲（显示为“”）"),
        (text("甲", "@@"), False, "甲 [@@]"),
        (number(5), True, "5"),
        (number(5, '0"件"'), True, "5（显示为“5件”）"),
        (number(5, "0_ "), True, "5"),
        (number(5, "0%"), False, "5 [0%]"),
        (number(5, "General", "0%"), False, "5 [0%]"),
        (number(5, "0", '0"元"'), False, "5（显示为“5元”）"),
        (RawCell(A_DAY, "d", ("yyyy-m-d",)), True, "2025-01-20 00:00:00"),
        (RawCell(A_DAY, "d", ("yyyy-m",)), False, "2025-01-20 00:00:00"),
        (RawCell(A_DAY, "d", ("yyyy-m-d", "yyyy-m")), False, "2025-01-20 00:00:00"),
        (RawCell(dt.time(8, 30), "d", ("h:mm",)), False, "08:30:00"),
    ],
)
def test_a_text_is_shown_as_it_is_printed_or_told_as_it_is_shown(
    cell: RawCell, is_shown: bool, told: str
) -> None:
    assert (cell.is_shown_as_printed, cell.told) == (is_shown, told)


@pytest.mark.parametrize(
    ("cell", "widest"),
    [
        (number(5), "5"),
        (number(5, "0", "0.00"), "5.00"),
        (number(5, "0.00", "0"), "5.00"),
        (number(5, "0", "0%"), "5"),
        (number(5, "0%"), ""),
        (number(0, "0.0"), "0.0"),
        (text("12345", "@"), ""),
        (RawCell(None, "n"), ""),
    ],
)
def test_a_number_needs_room_for_the_longest_that_it_may_show(cell: RawCell, widest: str) -> None:
    assert cell.widest == widest


def test_a_name_may_be_typed_in_lines() -> None:
    cell = text(" 示例县 自然\t资源局\n\n  办公室 \n")
    assert cell.line == "示例县 自然 资源局 办公室"
    assert cell.lines == "示例县 自然 资源局\n办公室"


ISSUE = EntryIssue
ENTRIES: dict[str, tuple[RawCell, Measure, Entry]] = {
    "nothing": (EMPTY, Measure.COUNT, Entry(0, "", ISSUE.BLANK)),
    "a formula without its result": (
        RawCell(None, formula="=A1"), Measure.COUNT, Entry(None, "=A1", ISSUE.NO_RESULT),
    ),
    "an error": (RawCell("#REF!", "e"), Measure.COUNT, Entry(None, "#REF!", ISSUE.ERROR_VALUE)),
    "a boolean": (RawCell(True, "b"), Measure.COUNT, Entry(None, "TRUE", ISSUE.BOOLEAN)),
    "a date": (RawCell(A_DAY, "d"), Measure.COUNT, Entry(None, "2025-01-20 00:00:00", ISSUE.DATE)),
    "a number": (number(5), Measure.COUNT, Entry(5, "5")),
    "a number with decimals": (number(5.0, "0.00"), Measure.COUNT, Entry(5, "5")),
    "a fraction": (number(3.5), Measure.COUNT, Entry(None, "3.5", ISSUE.FRACTION)),
    "a number under a format that shows another": (
        number(5, "0%"), Measure.COUNT, Entry(None, "5 [0%]", ISSUE.SHOWN_OTHERWISE),
    ),
    "a number that a rule may show otherwise": (
        number(5, "0", "0.0,"), Measure.COUNT, Entry(None, "5 [0.0,]", ISSUE.SHOWN_OTHERWISE),
    ),
    "a number with another unit": (
        number(5, '0"元"'), Measure.COUNT, Entry(None, "5（显示为“5元”）", ISSUE.SHOWN_OTHERWISE),
    ),
    "a number with its unit": (number(5, '0"件"'), Measure.COUNT, Entry(5, "5")),
    "money without a unit": (number(5), Measure.MONEY, Entry(5, "5", ISSUE.NO_UNIT)),
    "money with a unit in its format": (
        number(5.25, '0.00"万元"'), Measure.MONEY, Entry(Decimal("5.25"), "5.25", None, "万元"),
    ),
    "money that is shown in two units": (
        number(5, '0"元"', "0"), Measure.MONEY, Entry(5, "5", None, "元"),
    ),
    "a zero as a dash": (number(0, '0;-0;"-"'), Measure.COUNT, Entry(0, "-", ISSUE.NOTHING)),
    "a zero as a dash or a zero": (
        number(0, '0;-0;" / "', "0"), Measure.COUNT, Entry(0, "/", ISSUE.NOTHING),
    ),
    "a zero as nothing": (
        number(0, "0;-0;"), Measure.COUNT, Entry(None, "0（显示为“”）", ISSUE.SHOWN_OTHERWISE),
    ),
    "a three as a dash": (
        number(3, "-;-;-"), Measure.COUNT, Entry(None, "3 [-;-;-]", ISSUE.SHOWN_OTHERWISE),
    ),
    "a text in digits": (text("３"), Measure.COUNT, Entry(3, "３", ISSUE.WRITTEN_OUT)),
    "a text that its format changes": (
        text("3", '@"千"'), Measure.COUNT, Entry(None, "3（显示为“3千”）", ISSUE.SHOWN_OTHERWISE),
    ),
    "a text of which some is raised": (
        RawCell("501", marked="50^1"), Measure.COUNT, Entry(None, "50^1", ISSUE.NOT_A_FIGURE),
    ),
    "a note of which some is raised": (
        RawCell("50（注2）", marked="50（注^2）"), Measure.COUNT, Entry(None, "50（注^2）", ISSUE.NOT_A_FIGURE),
    ),
    "a text of which some is struck out": (
        RawCell("15", STRUCK, marked="~~12~~15"), Measure.COUNT, Entry(None, "~~12~~15", ISSUE.NOT_A_FIGURE),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_cell_is_what_stands_in_the_place_of_a_figure(kind: str) -> None:
    cell, measure, entry = ENTRIES[kind]
    assert cell.entry(measure) == entry


@pytest.mark.parametrize(
    ("formats", "entry"),
    [
        (("General",), Entry(7, "7", is_sum=True)),
        (("0%",), Entry(7, "7 [0%]", ISSUE.SHOWN_OTHERWISE, is_sum=True)),
        (('0"元"',), Entry(7, "7（显示为“7元”）", ISSUE.SHOWN_OTHERWISE, is_sum=True)),
    ],
)
def test_a_sum_is_known_whatever_its_cell_shows(formats: tuple[str, ...], entry: Entry) -> None:
    cell = RawCell(7, "n", formats, "=SUM(D7:I7)")
    assert cell.sum_entry(Entry(7, "7"), Measure.COUNT) == entry


def test_a_sum_of_what_cannot_be_read_is_none() -> None:
    unknown = Entry(None, "0", ISSUE.NOT_A_FIGURE)
    assert number(0, "0%").sum_entry(unknown, Measure.COUNT) is unknown


def test_a_label_is_found_where_it_is_read_first() -> None:
    cells = {
        (5, 0): text("类 别"),
        (3, 2): text(" 类别"),
        (3, 4): text("类别"),
        (1, 0): text("别类"),
    }
    assert find(cells, "类别") == (3, 2)
    assert find(cells, "条数") is None
