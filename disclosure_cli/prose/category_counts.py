"""Finds the categories of published information in prose, with their counts: 政策文件12条、动态210条."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from disclosure_cli.prose import words
from disclosure_cli.prose.claims import CountedNumber, Reason
from disclosure_cli.prose.numbers import Number, numbers_of_uniform, uniform
from disclosure_cli.prose.reading import read
from disclosure_cli.prose.tokens import Context
from disclosure_cli.prose.words import expanded


class CategoryCount(NamedTuple):
    """A category that a text counts."""

    name: str
    number: Number
    is_of_the_whole: bool
    """Whether nothing says that it counts a part: a channel, a month, another body."""


_UNITS = frozenset(("条", "件", "篇", "个", "份", "次"))
_ITEMS = re.compile("(?<=[0-9])([ \u3000]*)则")
"""12则通知: read as 12条. Elsewhere 则 is a word of the sentence."""
_OPENINGS = tuple(expanded(words.OPENINGS))
_NO_OPENINGS = tuple(expanded(words.NO_OPENINGS))
_MARK = re.compile(r"[^\w、”」》]")
_FOLLOWS = re.compile("(?:（[^（）]*）|）)?(?:、|以?及|和|与)?")
"""What may stand between the count before and the name. Of 政策、公告3条 the 3 count both."""
_CALLED = r"[”」》]?(?:类信息|类|信息)?[：\s]*(?:公开|发布)?[：\s]*"
_BETWEEN = re.compile(rf"{_CALLED}(?:大约|将近|超过|[了共计约近超逾])*[：\s]*(?P<bracket>（?)")
_ALL_WAYS = re.compile("通过[^，；。]{0,60}?等[^，；。、]{0,6}(?:渠道|平台|方式|途径|载体|媒体)")
_MAIN_WAY = re.compile("以[^，；。]{0,30}?为[^，；。、]{0,4}(?:渠道|平台|方式|途径|载体|媒体|阵地)")
"""After these, what is counted is not that of one way."""
_WAYS = tuple(expanded(words.WAYS_TO_PUBLISH))
_BODY = "(?:局|委|办|厅|镇|乡|街道|科|股|中心|部门|单位)"
_BODIES = re.compile("(?<!全[县市区省州])各(?:科|股|处|室|部门|单位|镇|乡|街道|县|区|局)")
_ANOTHER_BODY = re.compile(f"其中办公室|其中[^，；。、：0-9]{{1,12}}{_BODY}")
"""Words of the sentence that limit it to one way, or to another body."""
_AT_ANOTHER_TIME = tuple(expanded(words.AT_ANOTHER_TIME))
_OTHER_MATTERS = tuple(expanded(words.OTHER_MATTERS))
_LOOK_BACK = 300
"""Characters before a name that may limit what it counts."""
_LONGEST_BETWEEN = 16


def category_counts(
    text: str, names: Sequence[str], context: Context, heading: str = ""
) -> Iterator[CategoryCount]:
    """Each category of a paragraph that has a count behind its name.

    `context` is that of the report, `heading` that under which the paragraph stands.
    """
    known = {plain: name for name in names if (plain := "".join(uniform(name).split()))}
    text = _ITEMS.sub(r"\1条", uniform(text))
    last = 0
    counted: set[int] = set()
    claimed = read(text, context, heading)
    scoped = {
        each.start
        for each in claimed
        if isinstance(each, CountedNumber) and each.reason is Reason.SCOPE
    }
    for number in numbers_of_uniform(text):
        found = _counted(text, number, last, known) if number.unit in _UNITS else None
        if found:
            start, name = found
            is_a_part = (
                _opened(text, start) in counted
                or number.start in scoped
                or _is_limited(text, start, known)
                or _has(heading, _OTHER_MATTERS)
            )
            yield CategoryCount(known[name], number, not is_a_part)
            counted.add(number.end)
        last = number.end


def _counted(
    text: str, number: Number, last: int, names: Collection[str]
) -> tuple[int, str] | None:
    """The name that a number counts, the longest that would do, and where it stands.

    `last` is the end of the number before: 政策文件12条动态210条.
    """
    ends = [
        end
        for end in range(number.start, max(last, number.start - _LONGEST_BETWEEN), -1)
        if (between := _BETWEEN.fullmatch(text, end, number.start))
        and (not between["bracket"] or text.startswith("）", number.end))
    ]
    for length in sorted({len(name) for name in names}, reverse=True):
        for start in (end - length for end in ends):
            name = text[max(start, 0) : start + length]
            if start >= last and name in names and _begins(text, start, last):
                return start, name
    return None


def _begins(text: str, start: int, last: int) -> bool:
    """Whether a name may begin there: not the end of a longer one, nor the last of several."""
    if last and _FOLLOWS.fullmatch(text, last, start):
        return True
    before = text[max(0, start - 6) : start]
    is_opened = before.endswith(_OPENINGS) and not before.endswith(_NO_OPENINGS)
    return not before or is_opened or bool(_MARK.fullmatch(before[-1]))


def _opened(text: str, at: int) -> int:
    """Where the bracket opens that a place lies in; -1 where there is none."""
    opened = text.rfind("（", 0, at)
    return opened if text.rfind("）", 0, at) < opened else -1


def _is_limited(text: str, start: int, names: Collection[str]) -> bool:
    """Whether the words before a name limit what it counts. Other names among them limit nothing."""
    begin = _sentence_start(text, start)
    if begin and text.startswith("其中", begin):
        begin = _sentence_start(text, begin - 1)
    said = text[max(begin, start - _LOOK_BACK) : start]
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    said = _MAIN_WAY.sub("", _ALL_WAYS.sub("", said))
    clause, matter = re.split("[，；]", said)[-1], said.split("；")[-1]
    return (
        _has(said, _WAYS)
        or bool(_BODIES.search(said) or _ANOTHER_BODY.search(said))
        or _has(clause, _AT_ANOTHER_TIME)
        or _has(matter, _OTHER_MATTERS)
    )


def _has(text: str, these: tuple[str, ...]) -> bool:
    return any(word in text for word in these)


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(stop, 0, at) + 1 for stop in "。！？\n")
