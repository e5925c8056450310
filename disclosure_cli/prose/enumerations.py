"""Finds the enumerations in prose: 共97条，其中A59条、B35条、C3条."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate, takewhile
from typing import NamedTuple

from disclosure_cli.prose.numbers import Number, numbers, numbers_of_uniform, uniform


class Enumeration(NamedTuple):
    """A whole and its parts."""

    whole: Number
    parts: tuple[Number, ...]
    is_of_outcomes: bool
    """Whether the parts are what became of the whole, of which some may still be open."""

    @property
    def sum(self) -> Decimal:
        return _sum(self.parts)


_LISTS = "(?:其中|具体|主要)?(?:包括|包含|涵盖|分别为|分为)|其中|具体为|主要为|一是|："
_MAIN_KINDS = "(?:主要(?:为|是|涉及)[^0-9，；。]{1,40}，)?"
"""主要为动态、公告等，其中涵盖动态59条."""
_BEGINS = re.compile(f"[，、；：。（]*{_MAIN_KINDS}(?:{_LISTS})")
_NO_LIST = re.compile("（(?:其中)?(?:含|包括|包含|另|比|去年|上年|不含|20[0-9]{2}年)")
_OPEN_ENDED = re.compile("等(?=[，；。！？）\n]|$)|其他略")
"""Behind a part; 等 within a name (财政收支等信息) ends no list."""
_CHANGES = "(?:增长|增加|减少|下降|上升|同比|较|比上|占)(?![^，；、。]{0,9}%)"
_UNCOUNTED = "[0-9](?:期|场|批|幅|张|册|名|人|家|户)(?=[，、；。])|(?<!未)审结(?!.*未审结)"
"""食品抽检公告52期: a part in a unit of its own; 审结391件, which some of another kind are, too."""
_OTHERS = "累计|结转|未|复议|诉讼|访问|阅读|办结|答复|(?<![^，；、])(?:共(?:计|[0-9])|合计)"
_NOT_A_PART = re.compile(f"{_CHANGES}|{_UNCOUNTED}|{_OTHERS}")
_VERBS = "作出|做出|办理|受理|收到|制定|制发|实施|开展|完成|发布|收取|查处|答复|办结"
_NEXT_MATTER = re.compile(f"；[^，；。0-9]{{0,8}}(?P<verb>另|{_VERBS})")
"""其中网上办理1100件；作出行政处罚决定56件: no part of what was counted before."""
_LEAST, _MOST = 2, 60
"""Parts of a whole."""
_MOST_BESIDE, _NEAR = 8, 300
"""Numbers, and characters, on either side that may make up a sum with one."""
_STOPS = "。！？\n"
_LONGEST = 2_000
"""Characters of a sentence."""
_OUTCOMES = re.compile("公开(?!信息|政府|申请|系统)|提供|处理|维持|纠正|撤|审结|审理")
_CLOSE_OF_OUTCOMES, _CLOSE, _MOST_MISSING = Decimal("0.05"), Decimal("0.1"), Decimal("0.25")
"""Of the whole: what may be missing from a list that is meant to be whole; of a small one, at least 1."""


def enumerations(text: str) -> Iterator[Enumeration]:
    """Each whole of a text that is followed by at least two parts of it."""
    text = uniform(text)
    every = [number for number in numbers_of_uniform(text) if not number.is_percentage]
    for at, whole in enumerate(every):
        is_exact = not whole.about and whole.precision == 1 and whole.unit
        extent = _extent(text, whole) if is_exact and whole.value else None
        if extent and (parts := _parts(text, every[at + 1 : at + 1 + _MOST], whole, *extent)):
            listed = text[whole.end : parts[-1].end]
            yield Enumeration(whole, parts, bool(_OUTCOMES.search(listed)))


def _sum(numbers: Iterable[Number]) -> Decimal:
    return sum((number.value for number in numbers), Decimal(0))


def disagrees(each: Enumeration) -> bool:
    """Whether the parts cannot make up the whole: more than it, or all but a little of it.

    An office may name some of the parts only; then they fall short by more.
    """
    whole, missing = each.whole.value, each.whole.value - each.sum
    a_little = min(max(whole * _CLOSE, Decimal(1)), whole * _MOST_MISSING)
    if each.is_of_outcomes:
        a_little = whole * _CLOSE_OF_OUTCOMES
    return missing < 0 or 0 < missing <= a_little


def _extent(text: str, whole: Number) -> tuple[int, int] | None:
    """From where to where the parts of a whole may stand: in brackets, or after 其中."""
    rest = text[whole.end : whole.end + _LONGEST]
    if rest.startswith("（"):
        close = rest.find("）")
        return None if close < 0 or _NO_LIST.match(rest) else (whole.end + 1, whole.end + close)
    begins = _BEGINS.match(rest)
    if begins is None:
        return None
    listed = re.split(f"[{_STOPS}]", rest[begins.end() :])[0]
    others = (
        match.start()
        for match in _NEXT_MATTER.finditer(listed)
        if match["verb"] not in listed[: match.start()]
    )
    length = next(others, len(listed))
    return whole.end + begins.end(), whole.end + begins.end() + length


def _parts(
    text: str, following: list[Number], whole: Number, begin: int, end: int
) -> tuple[Number, ...]:
    """The parts of a whole that stand there; none where it is no list, or an open one.

    They are all, or those after which a list may stop: before another unit (…5403条，新开设专栏6个), at a
    semicolon, or where they make up the whole.
    """
    parts, depth, last = [], 0, begin
    for number in takewhile(lambda each: each.start < end, following):
        between = text[last : number.start]
        depth += between.count("（") - between.count("）")
        if depth == 0 and not number.about:
            parts.append(number)
        last = number.end
    if len(parts) < _LEAST or parts[0].value > whole.value:
        return ()
    is_of_one_unit = whole.unit.startswith(parts[0].unit)
    same = [*takewhile(lambda part: part.unit == parts[0].unit, parts)] if is_of_one_unit else []
    ways = [
        same[:count] for count in range(_LEAST, len(same) + 1) if _stops(text, same[:count], parts)
    ]
    several = [parts[:count] for count in range(len(same) + 1, len(parts) + 1)]
    ways += [way for way in several if len(way) >= _LEAST and _sum(way) == whole.value]
    best = min(ways, key=lambda way: abs(_sum(way) - whole.value), default=[])
    is_list = (
        bool(best) and not _is_divided_twice(best, whole) and _is_a_list(text, begin, end, best)
    )
    return tuple(best) if is_list else ()


def _is_divided_twice(parts: list[Number], whole: Number) -> bool:
    """Whether parts are too many because they are those of a part, or of two divisions.

    46件，其中43件已有结果，维持29件，纠正14件; 5件，其中自然人4件，企业1件，予以公开3件，无法提供2件.
    """
    so_far = [*accumulate(part.value for part in parts)]
    of_the_first = {each - parts[0].value for each in so_far[2:]} | {whole.value}
    is_by_two = {*so_far} >= {whole.value, 2 * whole.value}
    return so_far[-1] > whole.value and (parts[0].value in of_the_first or is_by_two)


def _stops(text: str, way: list[Number], parts: list[Number]) -> bool:
    """Whether a list may stop after some of the numbers that follow."""
    if len(way) == len(parts):
        return True
    between = text[way[-1].end : parts[len(way)].start]
    is_another_row = "，" in between and "，" not in text[way[0].end : way[-1].start]
    return parts[len(way)].unit != way[-1].unit or "；" in between or is_another_row


def _is_a_list(text: str, begin: int, end: int, parts: list[Number]) -> bool:
    """Whether what stands there is nothing but parts: no changes, no shares, no 等."""
    is_open = any(_OPEN_ENDED.match(text, part.end) for part in parts)
    names_some = text.startswith("主要", begin) or text[:begin].endswith(("主要为", "主要"))
    behind = text[parts[-1].end : min(parts[-1].end + 3, end)]
    return not (
        is_open
        or names_some
        or "其他略" in behind
        or behind.startswith("等")
        or _NOT_A_PART.search(text[begin : parts[-1].end])
    )


def runs(text: str, number: Number) -> Iterator[tuple[list[Number], list[Number]]]:
    """Rows of two and more numbers of one sentence and unit with this one among them; and the others.

    Numbers in brackets are no terms of a row outside of them: 答复7件（其中网上2件），不予受理4件.
    """
    start = max(number.start - _NEAR, *(text.rfind(stop, 0, number.start) + 1 for stop in _STOPS))
    end = number.end + len(re.split(f"[{_STOPS}]", text[number.end : number.end + _NEAR])[0])
    depth = _is_bracketed(text[start : number.start])
    every = numbers(text)
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


def _is_bracketed(before: str) -> bool:
    """Whether a bracket is open there: a part of a part."""
    return len(re.findall("[（(]", before)) > len(re.findall("[）)]", before))
