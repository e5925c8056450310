"""The grammar of the prose: every wording with a sentence that is read and one that is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest

from disclosure_cli.form.editions import EDITIONS, edition_for
from disclosure_cli.form.spoken import figures_by_name
from disclosure_cli.prose.claims import CountedNumber
from disclosure_cli.prose.enumerations import disagrees, enumerations
from disclosure_cli.prose.numbers import numbers
from disclosure_cli.prose.reading import claims
from disclosure_cli.prose.reading import read as read_in_full
from disclosure_cli.prose.tokens import Context
from disclosure_cli.prose.words import MEANINGS, PUBLISHED, Meaning

YEAR = 2024
CONTEXT = Context(edition_for(YEAR), YEAR)


def read(text: str, heading: str = "") -> dict[str, str]:
    """What each number of a text counts, first reading first."""
    return {
        each.number.shown: each.counts[0]
        for each in claims(text, CONTEXT, heading)
        if isinstance(each, CountedNumber)
    }


@pytest.mark.parametrize("meaning", [m for m in MEANINGS if m.example], ids=lambda m: m.example)
def test_a_meaning_is_read(meaning: Meaning) -> None:
    """In the form of the year or, where that has no such figure, in the one before."""
    for context in (CONTEXT, Context(edition_for(2020), 2020)):
        named = {
            name.replace("{}", prefix)
            for name in meaning.counts
            for prefix in (*(topic.value for topic in meaning.about), "行政规范性文件")
        }
        claimed = claims(meaning.example, context)
        if claimed and named & set(claimed[-1].counts):
            return
    pytest.fail(f"{meaning.example} is not read as one of {named}")


def test_every_name_is_that_of_a_figure() -> None:
    """Of one of the forms, whichever topic the words are about."""
    known = {PUBLISHED, *(name for edition in EDITIONS for name in figures_by_name(edition))}
    for meaning in MEANINGS:
        for name in filter(None, meaning.counts):
            prefixes = [topic.value for topic in meaning.about] + ["行政规范性文件"]
            named = [name.replace("{}", prefix).split("+") for prefix in prefixes]
            assert any(known.issuperset(parts) for parts in named), name


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3646件", 3646, "件"),
        ("１２５件", 125, "件"),
        ("1,286件", 1286, "件"),
        ("2 046件", 2046, "件"),
        ("二十一宗", 21, "宗"),
        ("三百二十条", 320, "条"),
        ("两件", 2, "件"),
        ("15.7万件", 157000, "件"),
        ("0.12万元", 1200, "元"),
        ("34.2%", Decimal("34.2"), "%"),
        ("３４．２％", Decimal("34.2"), "%"),
        ("12", 12, ""),
        ("收到12，", 12, ""),
    ],
)
def test_a_number_is_what_it_says(text: str, value: Decimal, unit: str) -> None:
    (number,) = numbers(text)
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "第二十条",
        "20个工作日",
        "〔2021〕30号",
        "3名",
        "12期",
        "一是",
        "四类过程性信息",
        "1.5个百分点",
        "12345热线",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert list(numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "allowed", "refused"),
    [
        ("40余件", [40, 43, 49], [39, 50]),
        ("约150件", [145, 150, 157], [100, 170]),
        ("约3件", [2, 3, 4], [1, 5]),
        ("近5000条", [4999, 4500], [5001, 3900]),
        (
            "34.2%",
            [Decimal("34.15"), Decimal("34.25"), Decimal("34.29")],
            [Decimal("33.9"), Decimal("34.31")],
        ),
        ("4.34%", [Decimal("4.348"), Decimal("4.335")], [Decimal("4.351")]),
        ("47.20万元", [471987, 472000], [473000]),
        ("12件", [12], [11, 13]),
        ("25元", [25], [Decimal("25.4")]),
    ],
)
def test_a_number_allows_what_it_may_stand_for(
    text: str, allowed: list[Decimal], refused: list[Decimal]
) -> None:
    (number,) = numbers(text)
    assert [figure for figure in allowed if not number.allows(Decimal(figure))] == []
    assert [figure for figure in refused if number.allows(Decimal(figure))] == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "全年受理政府信息公开申请902件，已答复889件（含上年结转33件），另外46件申请依法顺延到下年度答复。",
            {
                "902": "新收申请总数",
                "889": "办理结果总数",
                "33": "上年结转申请数",
                "46": "结转下年度申请数",
            },
        ),
        (
            "收到政府信息公开申请35件，2023年结转2件，办结34件，结转2025年度继续办理3件。",
            {
                "35": "新收申请总数",
                "2": "上年结转申请数",
                "34": "办理结果总数",
                "3": "结转下年度申请数",
            },
        ),
        (
            "共收到政府信息公开申请十二件，其中予以公开七件、部分公开两件、无法提供三件。",
            {"十二": "新收申请总数", "七": "予以公开数", "两": "部分公开数", "三": "无法提供数"},
        ),
        (
            "收到政府信息公开申请19件，其中11件在5个工作日内办结，8件由申请人主动撤销。",
            {"19": "新收申请总数"},
        ),
        (
            "收到政府信息公开申请9件，其中网络申请7件，占77.8%，信函申请2件。",
            {"9": "新收申请总数"},
        ),
        (
            "收到政府信息公开申请52件，比去年同期（47件）增长10.6%；引发复议3件（去年5件）。",
            {"52": "新收申请总数", "3": "行政复议总数"},
        ),
        (
            "全区受理政府信息公开申请806件，结转下年度办理40件，区政府本级受理208件，结转下年度办理6件。",
            {"806": "新收申请总数", "40": "结转下年度申请数"},
        ),
        (
            "行政复议194件，行政诉讼74件，其中：141件行政复议、50件行政诉讼获维持，8件行政复议结果纠正。",
            {
                "194": "行政复议总数",
                "74": "行政诉讼总数",
                "141": "行政复议结果维持数",
                "50": "行政诉讼结果维持数",
                "8": "行政复议结果纠正数",
            },
        ),
        (
            "行政许可、行政处罚、行政强制决定数量分别为280件、1220件和405件。",
            {"280": "行政许可决定数", "1220": "行政处罚决定数", "405": "行政强制决定数"},
        ),
        (
            "政府信息公开申请受理数：29；答复数：28；结转数：1；行政复议数：2；行政诉讼数：0。",
            {
                "29": "新收申请总数",
                "28": "办理结果总数",
                "1": "结转下年度申请数",
                "2": "行政复议总数",
                "0": "行政诉讼总数",
            },
        ),
        (
            "行政复议维持6件，行政诉讼维持2件。",
            {"6": "行政复议结果维持数", "2": "行政诉讼结果维持数"},
        ),
        ("作出行政处罚决定56件，行政处罚罚款12000元。", {"56": "行政处罚决定数"}),
        ("答复人大代表建议36件，办理12345热线48件，收到咨询留言56条，答复56条。", {}),
        ("2024年上半年，受理政府信息公开申请270件，答复265件。其中予以公开82件。", {}),
        ("我局代表区政府办理政府信息公开申请17件。", {}),
        ("备案政府信息公开领域行政复议案件136件，行政诉讼案件58件。", {}),
    ],
)
def test_sentences_are_read_as_a_reader_does(text: str, counted: dict[str, str]) -> None:
    assert read(text) == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        # An outcome is of the last kind of cases that was spoken of.
        (
            "行政诉讼2件，收到政府信息公开申请9件，行政复议3件，结果维持3件。",
            ["行政诉讼总数", "新收申请总数", "行政复议总数", "行政复议结果维持数"],
        ),
        # Of a smaller number in the same sentence the larger is the whole; the next sentence begins anew.
        ("收到政府信息公开申请43件，办公室收到政府信息公开申请12件。", ["新收申请总数"]),
        ("收到政府信息公开申请43件。收到政府信息公开申请12件。", ["新收申请总数", "新收申请总数"]),
        # As many numbers as names, each of which is one of the form.
        ("行政许可、行政处罚、行政强制分别为280件、1220件。", []),
        ("行政许可、会议、行政强制分别为280件、1220件、3件。", []),
    ],
)
def test_what_each_number_counts_in_turn(text: str, counted: list[str]) -> None:
    assert [claim.counts[0] for claim in claims(text, CONTEXT)] == counted


def test_a_percentage_is_a_share_of_what_stands_before_it_or_is_named() -> None:
    text = "政府信息公开申请中，予以公开61件，占45.5%；予以公开及部分公开占58.4%；网络申请7件，占9.1%。"
    assert read(text) == {
        "61": "予以公开数",
        "45.5%": "予以公开数",
        "58.4%": "予以公开数+部分公开数",
    }


def test_the_heading_tells_the_topic() -> None:
    text = "全年收到40件，办结38件。"
    assert read(text) == {}
    assert read(text, "（二）依申请公开情况") == {"40": "新收申请总数", "38": "办理结果总数"}


def test_several_readings_of_one_number() -> None:
    (claim,) = claims("全市共收办政府信息公开申请3646件。", CONTEXT)
    assert claim.counts == ("新收和结转申请总数", "办理结果总数", "新收申请总数")


@pytest.mark.parametrize(
    ("text", "disagreeing"),
    [
        ("共97条，其中动态59条、公告1条、指南1条、文件35条、业务1条。", False),
        ("共97条，其中动态59条、公告1条、指南1条、文件36条、业务1条。", True),
        ("共97条，其中动态59条、公告1条、指南1条、文件34条、业务1条。", True),
        ("共97条，其中动态59条、公告1条等。", False),
        ("共97条，其中动态9条、公告1条。", False),
        ("收取信息处理费2950元：甲420元，乙290元；丙1500元，丁140元，戊600元。", False),
        ("收取信息处理费2950元：甲420元，乙290元；丙1500元，丁140元，戊500元。", True),
        ("收办3607件（市政府349件、各部门933件、各县2325件），同比增长70.3%。", False),
        ("办结1195件（含上年结转33件，另有42件顺延）。", False),
        ("共公开97条（动态59条、公告36条），转载2条。", True),
        ("共公开97条（动态59条、公告38条），转载2条。", False),
        ("共公开97条（其中动态59条、公告36条。", False),
        ("行政复议3件、行政诉讼2件，其中行政复议维持3件、行政诉讼维持2件。", False),
        # What is of the next body, or of the year to come, is no part.
        ("乡镇共收到68件，其中城关镇31件；县直部门收到56件。", False),
        ("公开信息97条，其中动态59条、抽检公告3批、公告39条。", False),
        ("公开信息97条，其中动态59条、抽检公告3幅、公告39条。", False),
        ("制发规范性文件3件，其中1件重新公布；另有5件列入计划。", False),
    ],
)
def test_parts_make_up_the_whole_or_not(text: str, disagreeing: bool) -> None:
    assert any(disagrees(each) for each in enumerations(text)) is disagreeing


def test_a_long_text_takes_no_long_time() -> None:
    """A bound on the work, not the clock: what tells the topic of a number is looked for nearby."""
    assert len(claims("政府信息公开申请收到12件、" * 1500, CONTEXT)) == 1500


def calls_in(read: Callable[[], object]) -> int:
    """How many functions are called, and generators resumed, while something is read."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        read()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "piece",
    ["收到申请3件，均已办结，", "行政复议3件，", "甲3件，均已办结，", "信访，", "信访事项", "全部",
     "收到3件，已按期答复，", "未收到申请、", "予以公开3件，合计3件，", "占3%，"],
)  # fmt: skip
def test_a_sentence_without_an_end_takes_as_long_as_it_is(piece: str) -> None:
    calls_in(partial(claims, piece, CONTEXT))  # The tables of words are read.
    short, long = (calls_in(partial(claims, piece * n, CONTEXT)) for n in (300, 1200))
    assert long < 5 * short


def test_a_line_ends_a_sentence() -> None:
    """As a stop does: of the first alone it is said that it speaks of another year."""
    found = claims("2023年收到申请3件\n收到申请5件", CONTEXT)
    assert [(each.start, each.counts[0]) for each in found] == [(16, "新收申请总数")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("公开信息9条，其中动态4条、公告5条；规则9条。", ["4", "5"]),
        ("公开信息9条，其中动态4条；公告5条；规则3条、办法6条。", ["4", "5"]),
        ("公开信息9条，其中动态4条、公告5条，新开设专栏6个。", ["4", "5"]),
        ("公开信息9条，其中动态4条、公告5条，网站7条、微信2条。", ["4", "5"]),
        ("公开信息9条，其中动态4条、规则3件、公告2条。", ["4", "3", "2"]),
        ("公开信息9条，主要为动态、公告等，其中涵盖动态4条、公告5条。", ["4", "5"]),
        ("公开信息9条，主要涉及动态，包括动态4条、公告5条。", ["4", "5"]),
        ("公开信息9条，具体涵盖动态4条、公告5条。", ["4", "5"]),
        ("公开信息9条，具体包括动态4条、公告5条。", ["4", "5"]),
        ("公开信息9条，主要包括动态4条、公告5条。", ["4", "5"]),
        ("收到9件，其中动态4条、公告5条；乡镇收到9件。", ["4", "5"]),
    ],
)
def test_a_list_stops_where_it_stops(text: str, parts: list[str]) -> None:
    (each,) = enumerations(text)
    assert [part.shown for part in each.parts] == parts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("67件中的申请由网上提交。", "中"),
        ("以县政府为被申请人的行政复议1件。", "为被申请人"),
        ("内容涉及学区划分的2件予以公开。", "涉及"),
        ("海关业务方面的行政复议7件。", "海关"),
        ("因河道清障决定被提起行政诉讼1件。", "因"),
        ("收到2023年的政府信息公开申请2件。", "2023年"),
        ("通过网站提交的申请，全年受理41件。", "通过"),
        ("作为区行政复议机构，全年受理173件。", "行政复议机构"),
        ("物业管理类申请7件，予以公开5件。", "物业管理"),
        ("主动公开文件3件，依申请公开5件。", "主动公开"),
    ],
)
def test_the_word_that_limits_a_number_is_told(text: str, told: str) -> None:
    *_others, last = read_in_full(text, CONTEXT)
    assert (last.word, last.counts) == (told, ())


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("行政复议1件，结果维持。", "维持"),
        ("行政复议2件，均获复议机关维持。", "均获复议机关维持"),
        ("行政复议2件，均已审结。", "均已审结"),
        ("收到申请2件，已按时答复。", "答复"),
        ("收到申请2件，均按规定答复到位。", "均按规定答复"),
        ("收到申请2件，均为自然人申请。", "均为自然人申请"),
        ("未发生复议纠错、诉讼败诉案件，收到申请2件。", "未发生复议纠错、诉讼败诉案件"),
        ("全年行政复议均为零。", "为零"),
        ("行政复议均未发生。", "未发生"),
    ],
)
def test_a_statement_is_told_with_its_words(text: str, stated: str) -> None:
    (said,) = {(each.start, each.end) for each in claims(text, CONTEXT) if each.zero}
    assert text[slice(*said)] == stated
