"""What holds for any sentence: it is read however it is spelt, and what the form does not count never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.form.editions import edition_for
from disclosure_cli.prose.claims import CountedNumber
from disclosure_cli.prose.numbers import numbers
from disclosure_cli.prose.reading import claims
from disclosure_cli.prose.tokens import Context
from disclosure_cli.prose.words import MEANINGS

CONTEXTS = [Context(edition_for(year), year) for year in (2024, 2020)]
EXAMPLES = [meaning.example for meaning in MEANINGS if meaning.example]
HALF_WIDTH = str.maketrans("，；：（）", ",;:()")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
OPENINGS = [
    "",
    "我局",
    "本年度，",
    "依法依规，",
    "一是",
    "据统计，",
    "某某县自然资源局",
    "按照有关规定，",
]
FILLERS = ["", "共", "共计", "合计", "总计", "数量为", "数：", "的", "的有"]
CLOSINGS = ["。", "，", "；群众满意。", "，均已归档。", "（详见第三部分）。", "", ",", ";"]
OTHER_UNITS = [
    "名",
    "人",
    "期",
    "场",
    "天",
    "家",
    "户",
    "亩",
    "万字",
    "页",
    "册",
    "个工作日",
    "个百分点",
    "岁",
]


def counted(text: str, context: Context) -> tuple[str, ...]:
    """What the last number of a text counts."""
    return next(
        (
            each.counts
            for each in reversed(claims(text, context))
            if isinstance(each, CountedNumber)
        ),
        (),
    )


@given(
    st.sampled_from(EXAMPLES),
    st.sampled_from(OPENINGS),
    st.sampled_from(FILLERS),
    st.sampled_from(CLOSINGS),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", " ", "\u3000"]),
)
def test_a_sentence_is_read_with_any_filler_and_punctuation(
    example: str, opening: str, filler: str, closing: str, half: bool, wide: bool, space: str
) -> None:
    context = next(context for context in CONTEXTS if counted(example, context))
    *_others, number = numbers(example)
    before, after = example[: number.start], example[number.end :].removesuffix("。")
    written = number.shown + example[number.start + len(number.shown) : number.end]
    text = f"{opening}{before}{filler}{space}{written}{after}{closing}"
    text = text.translate(HALF_WIDTH) if half else text
    text = text.translate(FULL_WIDTH) if wide else text
    assert counted(text, context) == counted(example, context), text


@given(
    st.sampled_from(EXAMPLES),
    st.sampled_from(OTHER_UNITS),
    st.integers(0, 10_000),
    st.sampled_from(CONTEXTS),
)
def test_a_number_with_a_unit_of_something_else_is_never_read(
    example: str, unit: str, amount: int, context: Context
) -> None:
    *_others, number = numbers(example)
    text = f"{example[: number.start]}{amount}{unit}{example[number.end :]}"
    assert all(claim.start != number.start for claim in claims(text, context)), text


@given(
    st.text(
        "0123456789一二十万,.%件条元（）()，。；：、年月日其中收到申请公开未均办结维持复议诉讼结转下年 \n",
        max_size=60,
    )
)
def test_any_text_is_read_without_failing(text: str) -> None:
    """Each claim lies in the text, in order, and names something."""
    found = claims(text, CONTEXTS[0])
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(each.counts or each.zero for each in found)


@pytest.mark.parametrize(
    "piece",
    ["申请收到12件、", "（1件）", "1件）", "未收到", "均已", "行政许可、行政处罚分别为3件和5件、"],
)
def test_what_tells_of_a_number_is_looked_for_nearby(piece: str) -> None:
    """A bound on the work, not the clock: as much at the end of a long text as at its beginning."""
    few, many = (claims(piece * count, CONTEXTS[0]) for count in (100, 200))
    assert many[: len(few) - 2] == few[:-2]
    assert len(many) - len(few) == pytest.approx(len(few), abs=2)
