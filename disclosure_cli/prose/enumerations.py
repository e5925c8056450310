"""Finds the enumerations in prose: 共97条，其中A59条、B35条、C3条."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from disclosure_cli.prose.numbers import Number, numbers, plain_digits


class Enumeration(NamedTuple):
    """A whole and its parts, in the same unit."""

    whole: Number
    parts: tuple[Number, ...]

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))


_BEGINS = re.compile("[，、；：。（(]*(?:其中|包括|包含|分别为|：)")
_BRACKET = re.compile("[（(]")
_NO_LIST = re.compile("[（(](?:其中)?(?:含|包括|包含|另|比|去年|上年|不含|20[0-9]{2}年)")
_OPEN_ENDED = re.compile("等|其他略|主要")
_NOT_A_PART = re.compile(
    "增长|增加|减少|下降|上升|同比|较|比上|占|累计|结转|未|复议|诉讼|访问|阅读|共(?:计|[0-9])|合计|办结|答复"
)
_NEXT_MATTER = re.compile(
    "[；;](?:共|另|同时|还)?(?:作出|做出|办理|受理|收到|制定|制发|实施|开展|完成|发布|收取|查处|答复|办结)"
)
"""其中网上办理1100件；作出行政处罚决定56件: no part of what was counted before."""
_LEAST, _MOST = 2, 60
"""Parts of a whole."""
_MOST_BESIDE, _NEAR = 8, 300
"""Numbers, and characters, on either side that may make up a sum with one."""
_STOPS = "。！？\n"
_LONGEST = 2_000
"""Characters of a sentence."""
_CLOSE = Decimal("0.05")


def enumerations(text: str) -> Iterator[Enumeration]:
    """Each whole of a text that is followed by at least two parts of it.

    A list that counts in several units (动态306条，规范性文件2件) is none: they may be parts or not.
    """
    text = plain_digits(text)
    every = [number for number in numbers(text) if not number.is_percentage]
    for at, whole in enumerate(every):
        extent = None if whole.about or not whole.unit or not whole.value else _extent(text, whole)
        if extent is None:
            continue
        begin, end = extent
        parts = tuple(
            part
            for part in every[at + 1 : at + 1 + _MOST]
            if begin <= part.start < end
            and not part.about
            and not _is_bracketed(text[begin : part.start])
        )
        is_of_one_unit = all(part.unit == whole.unit for part in parts)
        if len(parts) < _LEAST or parts[0].value > whole.value or not is_of_one_unit:
            continue
        if _is_a_list(text, begin, end, parts):
            yield _closest(whole, parts, text)


def runs(text: str, number: Number) -> Iterator[tuple[list[Number], list[Number]]]:
    """Rows of two and more numbers of one sentence and unit with this one among them; and the others.

    Numbers in brackets are no terms of a row outside of them: 答复7件（其中网上2件），不予受理4件.
    """
    start = max(number.start - _NEAR, *(text.rfind(stop, 0, number.start) + 1 for stop in _STOPS))
    end = number.end + len(re.split(f"[{_STOPS}]", text[number.end : number.end + _NEAR])[0])
    depth = _is_bracketed(text[start : number.start])
    every = _numbers_of(text)
    here = bisect_left(every, number.start, key=lambda each: each.start)
    near = [
        each
        for each in every[max(0, here - _MOST_BESIDE) : here + _MOST_BESIDE]
        if start <= each.start < end
        and each.unit == number.unit
        and _is_bracketed(text[start : each.start]) is depth
    ]
    if number not in near:
        return
    at = near.index(number)
    for first in range(at + 1):
        for beyond in range(max(at + 1, first + _LEAST), len(near) + 1):
            yield near[first:beyond], near[:first] + near[beyond:]


@lru_cache(16)
def _numbers_of(text: str) -> tuple[Number, ...]:
    """The numbers of a paragraph, asked for once for each that disagrees with the tables."""
    return tuple(numbers(text))


def disagrees(each: Enumeration) -> bool:
    """Whether the parts cannot make up the whole: more than it, or all but a little of it.

    An office may name some of the parts only; then they fall short by more.
    """
    missing = each.whole.value - each.sum
    return missing < 0 or 0 < missing <= each.whole.value * _CLOSE


def _extent(text: str, whole: Number) -> tuple[int, int] | None:
    """From where to where the parts of a whole may stand: in brackets, or after 其中."""
    rest = text[whole.end : whole.end + _LONGEST]
    if _BRACKET.match(rest):
        close = re.search("[）)]", rest)
        if close is None or _NO_LIST.match(rest):
            return None
        return whole.end + 1, whole.end + close.start()
    begins = _BEGINS.match(rest)
    if begins is None:
        return None
    listed = re.split(f"[{_STOPS}]", rest[begins.end() :])[0]
    length = len(_NEXT_MATTER.split(listed, maxsplit=1)[0])
    return whole.end + begins.end(), whole.end + begins.end() + length


def _is_bracketed(before: str) -> bool:
    """Whether a bracket is open there: a part of a part."""
    return len(re.findall("[（(]", before)) > len(re.findall("[）)]", before))


def _is_a_list(text: str, begin: int, end: int, parts: tuple[Number, ...]) -> bool:
    """Whether what stands there is nothing but parts: no changes, no shares, no 等."""
    last = parts[-1].end
    return not _OPEN_ENDED.search(text[begin : min(last + 3, end)]) and not _NOT_A_PART.search(
        text[begin:last]
    )


def _closest(whole: Number, parts: tuple[Number, ...], text: str) -> Enumeration:
    """All the parts, or those up to a semicolon if they come nearer to the whole."""
    ends = [
        count
        for count, (part, following) in enumerate(pairwise(parts), 1)
        if count >= _LEAST and "；" in text[part.end : following.start]
    ]
    ways = [Enumeration(whole, parts[:count]) for count in (*ends, len(parts))]
    return min(ways, key=lambda way: abs(way.sum - whole.value))
