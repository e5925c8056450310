"""Where lines are broken, in Chinese and English, at the widths of terminals."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.model.text import ems
from disclosure_cli.reporting.line_breaks import CLOSING, OPENING, broken, line_starts

LINES = (
    "J9 错误 D101 三、本年度办理结果·（一）予以公开 × 总计：若 三!J9 由 15 改为 16，则这一项相符。",
    "F7 警告 D213 行政诉讼·结果维持：F7、G7、H7 空白，报告中写 0；没有请填 0，漏填请补上。",
    "A4 警告 D404 “全年主动公开【97条】，其中部门动态59条，公示公告1条”共 97，而其中各部分"
    "（59 + 1 + 1 + 35）之和为 96；请核对，没有列全的请写“等”。",
    "E7:E31 error D102 商业企业 (column E): item 一: 2 + item 二: 0 = 2, item 三: 1 + item 四: 0 = 1, "
    "difference 1; which cell is wrong cannot be told: please check 三!E7:E31.",
    "J9 error D101: If 三!J9 is changed from 15 to 16, then this sum holds (one digit wrong).",
    "× 某局（本级）2024年年报.docx 已经存在，没有覆盖；请换一个文件名，或加上 --force。",
)
WHOLE = (
    "第 3 行", "16 件", "D7 改为", "由 15 改为 16", "三!D7:D31", "一、总体情况!A4", "2024年1月20日",
    "--notes", "a_b-2024.xlsx", "县局2024年年报.docx", "（一）予", "3.5%", "1,234.5", "“等”",
    "from 15 to 16", "warning(s)", "year’s",
)  # fmt: skip
"""What stays on one line where it fits."""
SPLIT = ("各项之和与总计不相等", "请在列表中选一项", "where nothing is written")


def width(line: str) -> int:
    """In columns of a terminal."""
    return round(2 * ems(line))


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("text", LINES)
def test_no_line_is_broken_where_a_reader_stumbles(text: str, columns: int) -> None:
    lines = broken(text, columns)
    assert len(lines) == 1 or max(map(width, lines)) > columns // 2
    assert max(map(width, lines)) <= columns
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line, following in pairwise(lines):
        assert line[-1] not in OPENING
        assert following[0] not in CLOSING
        assert not line[-1].isdecimal(), (line, following)
        assert not following[0].isdecimal(), (line, following)
        parts = re.search("[A-Za-z]$", line) and re.match("[A-Za-z]", following)
        assert not parts or f"{line} {following}" in text


def test_lines_are_broken_after_clauses_rather_than_inside_words() -> None:
    assert broken(LINES[0], 80) == [
        "J9 错误 D101 三、本年度办理结果·（一）予以公开 × 总计：若",
        "三!J9 由 15 改为 16，则这一项相符。",
    ]
    assert broken(LINES[3], 60) == [
        "E7:E31 error D102 商业企业 (column E): item 一: 2 +",
        "item 二: 0 = 2, item 三: 1 + item 四: 0 = 1, difference 1;",
        "which cell is wrong cannot be told: please check 三!E7:E31.",
    ]
    assert broken("D311 机关类别没有填写；请从列表中选一项", 24) == [
        "D311 机关类别没有填写；",
        "请从列表中选一项",
    ]


@given(st.lists(st.sampled_from((*WHOLE, *SPLIT)), min_size=1, max_size=30), st.integers(26, 120))
def test_nothing_is_parted_that_belongs_together(units: list[str], columns: int) -> None:
    text = "，".join(units) + "。"
    lines = broken(text, columns)
    assert max(map(width, lines)) <= columns
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for unit in WHOLE:
        assert sum(line.count(unit) for line in lines) == text.count(unit), (unit, lines)


@given(st.text("中文（），。“”；、…·ab1２ -_!:./D—%\u3000", max_size=120), st.integers(2, 40))
def test_every_line_fits_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = broken(text, columns)
    assert max(map(width, lines)) <= columns
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_name_wider_than_the_line_is_parted_at_its_joints_and_a_word_anywhere() -> None:
    assert broken("reports-of-2024/a_very_long_name", 20) == [
        "reports-of-2024/a_",
        "very_long_name",
    ]
    assert broken("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert broken("中文", 1) == ["中", "文"]


def test_lines_after_the_first_may_be_narrower() -> None:
    text = "一二三四五六七八九十" * 2
    assert line_starts(text, 20, 10) == [10, 15]
    assert line_starts(text, 40) == []


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        # Between two characters, but rather after a clause where four fifths of the line are full.
        (4, "文字|字"),
        (20, "一二三四五六七，|一二三四五六"),
        (20, "一二三四五六七八，|一二三四五"),
        (20, "一二三四五六，一二三|四五六七八"),
        (20, "一二三四五六七八X一|二三四五"),
        (20, "一二三四五六七ａ一二|三四五六"),
        (8, "甲乙丙，|16丁"),
        (8, "甲乙丙，| 16丁"),
        (10, "甲乙丙：|丁戊己"),
        # A tenth of the width is left for the last line, where that can be.
        (20, "一二三四五六七八九十|甲"),
        (40, "一二三四五六七八九十一二三四五六七八九|十甲"),
        # Latin words are whole where they can be, and next to a Chinese character a line may end.
        (4, "甲乙|X"),
        (4, "甲X|乙丙"),
        (4, "甲α|α"),
        (4, "甲α|bb"),
        (4, "中|abcd|efgh"),
        (4, "aaXb|bb"),
        (5, "aa X| bbb"),
        (11, "last| year’s end"),
        (1, "中|文|字"),
        # Dashes, brackets, quotes and other signs stay with what they belong to.
        (4, "甲|——|乙"),
        (6, "甲乙|（丙）"),
        (9, "甲乙丙|（ 丁戊"),
        (5, "甲乙)|丙"),
        (5, "甲乙|(丙"),
        (5, "甲|乙/丙"),
        (6, "甲|乙×丙"),
        (4, "甲|乙×|丙"),
        (8, "甲乙|丙 =丁戊"),
        (6, "甲乙√|丙"),
        (12, "请加上|--force"),
        (4, "//|abcd"),
        (5, "aa//|bb"),
        # So do numbers with their words, cells, and the names of files.
        (4, "甲|乙1"),
        (6, "甲|乙1 丙"),
        (6, "甲|乙% 丙"),
        (6, "甲乙|丙 16"),
        (8, "a| b $ABC$1| c"),
        (5, "ab1/|234"),
        (5, "1.234|56"),
        (4, "２０|２４"),
        (14, "见：|某局年报.docx"),
    ],
)
def test_a_line_ends_where_it_reads_best(columns: int, lines: str) -> None:
    """The bars are where lines end; the spaces there are not shown."""
    expected = [line.strip() for line in lines.split("|")]
    assert broken(lines.replace("|", ""), columns) == expected
