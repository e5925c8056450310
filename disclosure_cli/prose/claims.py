"""The one reader over the table of wordings: text in, claims out.

It goes from number to number. What a number counts is told by the last wording before it, back to
the number or the comma before; or else by one that follows at once (2件结转下年). The topic of the
sentence decides whether that wording is meant, and some words beside it that only a part is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from disclosure_cli.prose.matcher import CASES, SCOPE, Context, Matcher, matcher_for
from disclosure_cli.prose.numbers import Number, numbers, uniform
from disclosure_cli.prose.patterns import Statement, Topic


class Claim(NamedTuple):
    """A number of the text with what it may count."""

    number: Number
    counts: tuple[str, ...]
    """Names of figures, `A+B` for a sum; any of them would do."""


class FoundStatement(NamedTuple):
    """A statement without a number, where it stands."""

    start: int
    end: int
    statement: Statement


_HARD = re.compile("[，；。！？（）\n]|(?<![数量])：|(?<![0-9])[.]|[.](?![0-9])")
_CASE = re.compile("行政复议|行政诉讼")
_STOPS = "。！？\n"
"""A semicolon does not end a sentence here: what was said before it still tells the topic."""
_LOOK_BACK, _LOOK_AHEAD = 300, 120
"""Characters that may tell the topic of a number, and what it counts."""
_MOST_SAID = 20
"""Statements of one wording in a paragraph; more of them say the same again."""
_PERCENT_BETWEEN = re.compile(
    "[，、（]?(?:占|占比|办结|比例|约|为|分别|总数|全部|办理|结果|总量|的|比重|近)*[：:]?"
)
_OPENING_YEAR = re.compile("(?:（[^）]{1,3}）)?(20[0-9]{2})年(?!.{0,3}转)")
_ALSO_DOCUMENTS = re.compile("[、和及]?(?:各类|新)?(?:行政)?规范性文件$")
"""制发规章9件、规范性文件218件: the verb is that of the number before."""
_CLEARED = re.compile("规范性文件的?(?:专项)?清理")
"""26件失效、废止规范性文件清理: the files that were looked through."""
_OF_DISCLOSURE = re.compile("[^。！？\n]{0,40}?其中[^。！？\n]{0,16}?信息公开")
"""行政诉讼案件12件，其中涉及政府信息公开的1件: the 12 are all kinds of cases."""
_TOGETHER = re.compile("(.*[、和及].*?)(?:共计?|合计)")
_GOES_ON = re.compile(
    "$|[、和及与或”“（]|的|中|均|都|全|已|依|按|在|由|被|属|为|是|系|尚|未|正|获|经|转|结|顺|予|同|公|部|不|无|其|作|继|现|因"
    "|涉及|维|纠|胜|败|左右|以上|政府信息|信息|申请|行政|规范性|规章|复议|诉讼|案件|自然人|法人|商业|跨|答|办|处|将|废"
    "|失|有|保"
)
"""What may follow a number that belongs to the words before it: not 人大议案, 领域, 微信."""


class _Place(NamedTuple):
    """A number with the text around it, up to the next numbers and commas."""

    number: Number
    before: str
    after: str
    in_clause: str
    """All that follows in the clause, beyond other numbers."""
    topics: list[Topic]


@lru_cache(256)
def claims(text: str, context: Context, heading: str = "") -> tuple[Claim, ...]:
    """What the numbers of a paragraph claim; `heading` is that under which it stands."""
    matcher = matcher_for(context)
    plain = uniform(text)
    found: list[Claim] = []
    previous: Claim | None = None
    shared: list[tuple[str, ...]] = []
    for place in _places(plain, matcher, heading):
        if "分别" in place.before:
            shared = _shared(place, matcher)
        claim = _read(place, matcher, plain, previous) or _as_before(place, previous)
        if shared and not place.number.is_percentage:
            claim = Claim(place.number, shared.pop(0))
        if claim:
            found.append(claim)
        if not place.number.is_percentage:
            previous = claim
    return tuple(_wholes(found, plain))


def _wholes(found: list[Claim], text: str) -> Iterator[Claim]:
    """Without those of which the sentence has given a larger number: 收到申请43件，其中办公室收到12件."""
    largest: dict[tuple[str, ...], Decimal] = {}
    sentence = -1
    for claim in found:
        if (start := sentence_start(text, claim.number.start)) != sentence:
            sentence, largest = start, {}
        value = claim.number.value
        if claim.number.is_percentage or value >= largest.get(claim.counts, value):
            yield claim
        if not claim.number.is_percentage:
            largest.setdefault(claim.counts, value)


def _as_before(place: _Place, previous: Claim | None) -> Claim | None:
    """A number of 规范性文件 that shares the verb with that of 规章 before it."""
    if not previous or not _ALSO_DOCUMENTS.fullmatch(place.before):
        return None
    names = [name for name in previous.counts if name.startswith("规章")]
    kinds = ("行政规范性文件", "规范性文件")
    counts = tuple(name.replace("规章", kind, 1) for name in names for kind in kinds)
    return Claim(place.number, counts) if counts else None


def _shared(place: _Place, matcher: Matcher) -> list[tuple[str, ...]]:
    """行政许可、行政处罚、行政强制分别为A件、B件和C件: what each number counts, in turn."""
    named, _word, _rest = place.before.partition("分别")
    counts = [matcher.last_wording(part, place.topics) for part in re.split("[、和]", named)]
    amount = 1 + len(list(numbers(place.in_clause)))
    return counts if all(counts) and len(counts) == amount else []


def statements(text: str, context: Context, heading: str = "") -> Iterator[FoundStatement]:
    """What a paragraph says without numbers: that there was none of something.

    What it says of a part only (a kind of applicant, a half-year, a channel, another body) is no
    statement on the whole, and left out.
    """
    matcher = matcher_for(context)
    plain = uniform(text)
    read = {claim.number.start for claim in claims(text, context, heading)}
    bounds = [match.end() for match in _HARD.finditer(plain)]
    for pattern, statement in matcher.statements:
        for match in islice(pattern.finditer(plain), _MOST_SAID):
            begin = max(sentence_start(plain, match.start()), match.start() - _LOOK_BACK)
            before = plain[begin : match.start()]
            clause = plain[max(begin, _before(bounds, match.start())) : match.start()]
            said = before + match[0]
            if _is_of_a_part(statement, said, clause, matcher):
                continue
            # 信访件3件，均已办结: all of those 3, which the form does not count.
            counted = [] if statement.denies else [begin + each.start for each in numbers(before)]
            if counted and read.isdisjoint(counted):
                continue
            topics = matcher.topics(_context(heading, plain, match.end()))
            if _is_meant(statement, said, topics, matcher):
                yield FoundStatement(match.start(), match.end(), statement)


def _is_of_a_part(statement: Statement, said: str, clause: str, matcher: Matcher) -> bool:
    """Whether a sentence up to a statement, or the clause before it, limits it to a part."""
    return (
        bool(SCOPE.search(said))
        or matcher.is_of_some(clause)
        or matcher.is_limited(statement.zero[0], said)
    )


def _is_meant(statement: Statement, said: str, topics: list[Topic], matcher: Matcher) -> bool:
    """Whether the topic is that of the figures which the statement says are 0.

    `said` is the sentence up to it: of 已审结7件，均维持 only those 7 were upheld.
    """
    about = statement.zero[0]
    for topic in CASES:
        if about == f"{topic.value}总数":
            return True
        if about.startswith(topic.value):
            return topic in matcher.active_cases(topics, "") and "审结" not in said
    return bool(topics) and topics[-1] is Topic.APPLICATIONS


def _places(text: str, matcher: Matcher, heading: str) -> Iterator[_Place]:
    """Each number with its surroundings, except in sentences of another scope."""
    every = list(numbers(text))
    bounds = [match.end() for match in _HARD.finditer(text)]
    for at, number in enumerate(every):
        if is_of_another_scope(text, number.start, matcher.year):
            continue
        last = every[at - 1].end if at else 0
        # 8件行政复议、5件行政诉讼: the words belong to the number before them.
        if owned := _CASE.match(text, last):
            last = owned.end() if at else 0
        following = every[at + 1].start if at + 1 < len(every) else len(text)
        start = max(last, _before(bounds, number.start), number.start - _LOOK_AHEAD)
        end = min(_after(bounds, number.end, len(text)), number.end + _LOOK_AHEAD)
        yield _Place(
            number,
            _without_brackets(text, start, number.start, bounds),
            text[number.end : min(end, following)],
            text[number.end : end],
            matcher.topics(_context(heading, text, number.start)),
        )


def _without_brackets(text: str, start: int, end: int, bounds: list[int]) -> str:
    """The words before a number; from before the brackets where it follows them at once."""
    if text[end - 1 : end] != "）":
        return text[start:end]
    opened = text.rfind("（", 0, end)
    begin = max(_before(bounds, opened), opened - _LOOK_AHEAD)
    return text[begin:opened] if opened >= 0 else ""


def _before(bounds: list[int], at: int) -> int:
    """The end of the last comma up to a place."""
    count = bisect_right(bounds, at)
    return bounds[count - 1] if count else 0


def _after(bounds: list[int], at: int, end: int) -> int:
    """The beginning of the next comma from a place on."""
    count = bisect_right(bounds, at)
    return bounds[count] - 1 if count < len(bounds) else end


def _context(heading: str, text: str, at: int) -> str:
    """What the reader has in mind at a place: the heading, and the last sentences before it."""
    return f"{heading}。{text[max(0, at - _LOOK_BACK) : at]}"


def is_of_another_scope(text: str, at: int, year: int) -> bool:
    """Whether the sentence has said before `at` that it speaks of something else than the whole of the year."""
    start = sentence_start(text, at)
    if text.startswith("其中", start) and start:
        start = sentence_start(text, start - 1)
    opening = _OPENING_YEAR.match(text, start)
    if opening and int(opening[1]) != year and f"{year}年" not in text[start:at]:
        return True
    return bool(SCOPE.search(text[max(start, at - _LOOK_BACK) : at]))


def sentence_start(text: str, at: int) -> int:
    """Where the sentence begins that a place lies in."""
    return max(text.rfind(stop, 0, at) + 1 for stop in _STOPS)


def _read(place: _Place, matcher: Matcher, text: str, previous: Claim | None) -> Claim | None:
    """What one number claims, or nothing that the form has."""
    number = place.number
    if number.is_percentage:
        return _percentage(place, matcher, text, previous)
    beside = place.before + re.split("[、和及]", place.after)[0]
    if matcher.is_partial(beside) or _CLEARED.search(place.in_clause):
        return None
    counts = _counted(place, matcher)
    if not counts or not _fits(number, counts, matcher):
        return None
    begin = max(sentence_start(text, number.start), number.start - _LOOK_BACK)
    sentence = text[begin : number.start]
    if matcher.is_limited(counts[0], sentence):
        return None
    is_of_all_kinds = "公开" not in sentence and _OF_DISCLOSURE.match(text, number.end)
    if is_of_all_kinds and counts[0].startswith(tuple(topic.value for topic in CASES)):
        return None
    return Claim(number, counts)


def _counted(place: _Place, matcher: Matcher) -> tuple[str, ...]:
    """The figures that the number may stand for, by the wordings around it."""
    if not _GOES_ON.match(place.after):
        return ()
    following = [*place.topics, *matcher.topics(place.after)]
    # 除163件外: what stands before the exception is counted without it.
    before = "" if place.before.endswith("除") else place.before
    topics = place.topics if matcher.topics(before) else following
    return (
        _together(before, topics, matcher)
        or matcher.last_wording(before, topics)
        or matcher.outcome_of_cases(place.after, place.in_clause)
        or matcher.first_wording(place.after, following)
    )


def _together(before: str, topics: list[Topic], matcher: Matcher) -> tuple[str, ...]:
    """不予公开和无法提供的共61件: the sum of what is named."""
    named = _TOGETHER.fullmatch(before)
    if not named:
        return ()
    counts = [matcher.last_wording(part, topics) for part in re.split("[、和及]", named[1])]
    if len(counts) < 2 or not all(matcher.is_outcome(each) for each in counts):
        return ()
    return ("+".join(each[0] for each in counts),)


def _fits(number: Number, counts: tuple[str, ...], matcher: Matcher) -> bool:
    """Whether the unit is one that such figures are counted in."""
    money = any(name.endswith("金额") for name in counts)
    if money or number.unit == "元":
        return money and number.unit == "元"
    return not (number.unit in ("条", "篇") and _by_the_piece(counts, matcher))


def _by_the_piece(counts: tuple[str, ...], matcher: Matcher) -> bool:
    """Whether such figures are counted in 件, so that 条 would count texts on a web site."""
    return matcher.is_outcome(counts) or any("决定数" in name or "规" in name for name in counts)


def _percentage(place: _Place, matcher: Matcher, text: str, previous: Claim | None) -> Claim | None:
    """A share of the applications handled, of the number before it or of what is named."""
    number = place.number
    if previous and matcher.is_share(previous.counts):
        between = text[previous.number.end : number.start]
        if _PERCENT_BETWEEN.fullmatch(between):
            return Claim(number, previous.counts)
    bare = place.before.replace("比例", "")
    if matcher.names_a_part(bare):
        return None
    if not re.search("(?:(?:予以|部分)公开率|占|占比)(?:约|为)?$", place.before):
        return None
    topics = place.topics or [Topic.APPLICATIONS]
    counts = matcher.last_wording(re.sub("率", "", place.before), topics)
    return Claim(number, counts) if matcher.is_share(counts) else None
