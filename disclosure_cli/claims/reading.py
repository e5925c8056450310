"""The one reader over the table of wordings: text in, claims out.

It goes from number to number. What a number counts is told by the last wording before it, back to
the number or the comma before; or else by one that follows at once (2件结转下年). The topic of the
sentence decides whether that wording is meant, and some words beside it that only a part is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from disclosure_cli.claims.numbers import Number, numbers, plain_digits
from disclosure_cli.claims.wordings import (
    NOT_THE_WHOLE,
    OF_ANOTHER_SCOPE,
    STATEMENTS,
    TOPICS,
    WORDINGS,
    Statement,
    Topic,
    Wording,
)


class Claim(NamedTuple):
    """A number of the text with what it may count."""

    number: Number
    counts: tuple[str, ...]
    """Names of figures, `A+B` for a sum; any of them would do."""


class Said(NamedTuple):
    """A statement without a number, where it stands."""

    start: int
    end: int
    statement: Statement


_CASES = (Topic.REVIEWS, Topic.SUITS)
_OUTCOME_OF_A_CASE = "维持|胜诉|纠正|纠错|败诉|其他结果|未审结|在审|未结"
_HARD = re.compile(
    "[，；。！？（）()\n]|(?<![数量])：|;|(?<![0-9]),|,(?![0-9]{3})|(?<![0-9])[.]|[.](?![0-9])"
)
_STOPS = "。！？\n"
_LOOK_BACK = 300
"""Characters that may tell the topic of a number."""
_FILLERS = re.compile(
    "(?:政府信息公开|申请|件次|的|均|已经|已|全部|依法|依规|按时|按期|被|经|复议机关|法院|属于|属|为|由|系|尚|仍|另|目前|获|行政|结果"
    "|作|“)*"
)
_PERCENT_BETWEEN = re.compile(
    "[，、（(]?(?:占|占比|比例|约|为|分别|总数|全部|办理|结果|总量|的|比重|近)*[：:]?"
)
_YEAR = re.compile("(20[0-9]{2})年")
_GOES_ON = re.compile(
    "$|[、和及与或”“（]|(?:的|中|均|都|全|已|依|按|在|由|被|属|为|是|系|尚|未|正|获|经|转|结|顺|予|同|公|部|不|无|其|作|继|现|因|有关|涉及|维|纠|胜|败|左右"
    "|以上|政府信息|信息|申请|行政|规范性|规章|复议|诉讼|案件|自然人|法人|商业|公民|跨|答|办|处|将|废|失|有|未|保)"
)
"""What may follow a number that belongs to the words before it: not 人大议案, 领域, 微信."""


@cache
def _grammar(year: int) -> Grammar:
    return Grammar(year)


class Grammar:
    """The tables, compiled for the report on one year."""

    def __init__(self, year: int) -> None:
        self.year = year
        names = {
            "{last}": f"(?:上一?年度?|去年|{year - 1}年度?)",
            "{next}": f"(?:下一?年度?|次年|明年|{year + 1}年度?)",
        }

        def compiled(words: str) -> re.Pattern[str]:
            for name, variants in names.items():
                words = words.replace(name, variants)
            return re.compile(words)

        self.wordings = [(compiled(wording.words), wording) for wording in WORDINGS]
        self.statements = [(compiled(each.words), each) for each in STATEMENTS]
        self.topics = [(topic, re.compile(words)) for topic, words in TOPICS]
        self.scope = re.compile("|".join(OF_ANOTHER_SCOPE))
        self.not_the_whole = re.compile("|".join(NOT_THE_WHOLE))
        self.carried = compiled("(?:{last}|{next})")


@dataclass
class _Place:
    """A number with the text around it, up to the next numbers and commas."""

    number: Number
    before: str
    after: str
    in_clause: str
    """All that follows in the clause, beyond other numbers."""
    topics: list[Topic] = field(default_factory=list)


@lru_cache(256)
def claims(text: str, year: int, heading: str = "") -> tuple[Claim, ...]:
    """What the numbers of a paragraph claim; `heading` is that under which it stands."""
    grammar = _grammar(year)
    plain = plain_digits(text)
    found: list[Claim] = []
    previous: Claim | None = None
    shared: list[tuple[str, ...]] = []
    for place in _places(plain, grammar, heading):
        if "分别" in place.before:
            shared = _shared(place, grammar)
        claim = _read(place, grammar, plain, previous)
        if shared and not place.number.is_percentage:
            claim = Claim(place.number, shared.pop(0))
        if claim:
            found.append(claim)
        if not place.number.is_percentage:
            previous = claim
    return tuple(found)


def _shared(place: _Place, grammar: Grammar) -> list[tuple[str, ...]]:
    """行政许可、行政处罚、行政强制分别为A件、B件和C件: what each number counts, in turn."""
    named, _word, _rest = place.before.partition("分别")
    counts = [_last_wording(part, place.topics, grammar) for part in re.split("[、和]", named)]
    amount = 1 + len(list(numbers(place.in_clause)))
    return counts if all(counts) and len(counts) == amount else []


def statements(text: str, year: int, heading: str = "") -> Iterator[Said]:
    """What a paragraph says without numbers: that there was none of something."""
    grammar = _grammar(year)
    plain = plain_digits(text)
    for pattern, statement in grammar.statements:
        for match in pattern.finditer(plain):
            sentence = plain[_sentence_start(plain, match.start()) : match.end()]
            topics = _topics(_context(heading, plain, match.end()), grammar)
            if grammar.scope.search(sentence):
                continue
            if _is_meant(statement, match[0], sentence, topics, grammar):
                yield Said(match.start(), match.end(), statement)


def _is_meant(
    statement: Statement, words: str, said: str, topics: list[Topic], grammar: Grammar
) -> bool:
    """Whether the topic is that of the figures which the statement says are 0.

    `said` is the sentence up to it: of 已审结7件，均维持 only those 7 were upheld.
    """
    if "复议" in words or "诉讼" in words:
        return "未经" not in words
    about = statement.zero[0]
    for topic in _CASES:
        if about.startswith(topic.value):
            return topic in _active_cases(topics, "", grammar) and "审结" not in said
    return bool(topics) and topics[-1] is Topic.APPLICATIONS


def _places(text: str, grammar: Grammar, heading: str) -> Iterator[_Place]:
    """Each number with its surroundings, except in sentences of another scope."""
    every = list(numbers(text))
    bounds = [match.end() for match in _HARD.finditer(text)]
    case = re.compile("行政复议|行政诉讼")
    for at, number in enumerate(every):
        if _scope_is_other(text, number, grammar):
            continue
        last = every[at - 1].end if at else 0
        # 8件行政复议、5件行政诉讼: the words belong to the number before them.
        if owned := case.match(text, last):
            last = owned.end() if at else 0
        following = every[at + 1].start if at + 1 < len(every) else len(text)
        start = max(last, _before(bounds, number.start))
        end = _after(bounds, number.end, len(text))
        place = _Place(
            number,
            _without_brackets(text, start, number.start, bounds),
            text[number.end : min(end, following)],
            text[number.end : end],
        )
        place.topics = _topics(_context(heading, text, number.start), grammar)
        yield place


def _without_brackets(text: str, start: int, end: int, bounds: list[int]) -> str:
    """The words before a number; from before the brackets where it follows them at once."""
    if text[end - 1 : end] not in ("）", ")"):
        return text[start:end]
    opened = max(text.rfind("（", 0, end), text.rfind("(", 0, end))
    return text[_before(bounds, opened) : opened] if opened >= 0 else ""


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


def _scope_is_other(text: str, number: Number, grammar: Grammar) -> bool:
    """Whether the sentence has said before that it speaks of something else than the whole."""
    start = _sentence_start(text, number.start)
    if text.startswith("其中", start) and start:
        start = _sentence_start(text, start - 1)
    said = text[start : number.start]
    return bool(grammar.scope.search(said))


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(stop, 0, at) + 1 for stop in _STOPS)


def _topics(text: str, grammar: Grammar) -> list[Topic]:
    """The topics that a text touches, in order; the last is what it speaks of at its end."""
    touched: list[tuple[int, int, Topic]] = []
    for topic, words in grammar.topics:
        for match in words.finditer(text):
            if not any(start <= match.start() < end for start, end, _topic in touched):
                touched.append((match.start(), match.end(), topic))
    return [topic for _start, _end, topic in sorted(touched, key=lambda each: each[:2])]


def _read(place: _Place, grammar: Grammar, text: str, previous: Claim | None) -> Claim | None:
    """What one number claims, or nothing that the form has."""
    number = place.number
    if number.is_percentage:
        return _percentage(place, grammar, text, previous)
    if _is_partial(place, grammar):
        return None
    counts = _counted(place, grammar)
    return Claim(number, counts) if counts and _fits(number, counts) else None


def _is_partial(place: _Place, grammar: Grammar) -> bool:
    """Whether words beside the number say that it counts a part, a change or another year."""
    beside = place.before + _first_clause(place.after)
    bare = grammar.carried.sub("·", beside)
    return bool(grammar.not_the_whole.search(bare)) or any(
        int(year) != grammar.year for year in _YEAR.findall(bare)
    )


def _first_clause(after: str) -> str:
    return re.split("[、和及]", after)[0]


def _counted(place: _Place, grammar: Grammar) -> tuple[str, ...]:
    """The figures that the number may stand for, by the wordings around it."""
    before, topics = place.before, place.topics
    if not _topics(before, grammar):
        topics = [*topics, *_topics(place.after, grammar)]
    if not _GOES_ON.match(place.after):
        return ()
    if found := _last_wording(before, topics, grammar):
        return found
    skipped = _FILLERS.match(place.after)
    rest = place.after[skipped.end() if skipped else 0 :]
    if case := _case_with_outcome(place, grammar):
        return case
    follow_topics = [*topics, *_topics(place.after, grammar)]
    return _wording_at_start(place.after, rest, follow_topics, grammar)


def _last_wording(before: str, topics: list[Topic], grammar: Grammar) -> tuple[str, ...]:
    """What the last wording in a text counts; of several that end there, the longest."""
    matches = [
        (match.end(), -match.start(), wording)
        for pattern, wording in grammar.wordings
        for match in pattern.finditer(before)
        if _applies(wording, before, topics, grammar)
    ]
    if not matches:
        return ()
    end = max(match[0] for match in matches)
    begin = max(match[1] for match in matches if match[0] == end)
    return _merged([w for e, b, w in matches if e == end and b == begin])


def _wording_at_start(
    after: str, rest: str, topics: list[Topic], grammar: Grammar
) -> tuple[str, ...]:
    """What a wording counts that follows a number at once, fillers aside."""
    for text in (after, rest):
        matches = [
            (match.end(), wording)
            for pattern, wording in grammar.wordings
            if (match := pattern.match(text)) and _applies(wording, text, topics, grammar)
        ]
        if matches:
            longest = max(end for end, _wording in matches)
            return _merged([wording for end, wording in matches if end == longest])
    return ()


def _case_with_outcome(place: _Place, grammar: Grammar) -> tuple[str, ...]:
    """141件行政复议、50件行政诉讼获维持: the outcome at the end is that of each."""
    topics = _topics(place.after, grammar)
    if not topics or topics[0] not in _CASES:
        return ()
    outcome = re.search(_OUTCOME_OF_A_CASE, place.in_clause)
    if not outcome:
        return ()
    return _merged(
        [
            wording
            for pattern, wording in grammar.wordings
            if wording.topic is topics[0] and pattern.fullmatch(outcome[0])
        ]
    )


def _applies(wording: Wording, beside: str, topics: list[Topic], grammar: Grammar) -> bool:
    """Whether the sentence is about what the wording is about."""
    if wording.topic is None:
        return Topic.OTHER not in _topics(beside, grammar)
    if wording.topic in _CASES:
        return wording.topic in _active_cases(topics, beside, grammar)
    if not topics:
        return _is_outcome(wording.counts)
    return topics[-1] is wording.topic


def _active_cases(topics: list[Topic], beside: str, grammar: Grammar) -> list[Topic]:
    """Reviews, suits or both: what an outcome may be of. Words beside it decide, where they do."""
    if own := [topic for topic in _topics(beside, grammar) if topic in _CASES]:
        return own[-1:]
    active: list[Topic] = []
    for topic in reversed(topics):
        if topic not in _CASES:
            break
        active.append(topic)
    return active


def _merged(wordings: list[Wording]) -> tuple[str, ...]:
    """What several wordings count: any of them, and of reviews and suits also both together."""
    counts = [name for wording in wordings for name in wording.counts]
    if {wording.topic for wording in wordings} == set(_CASES):
        counts.append("+".join(counts))
    return tuple(dict.fromkeys(counts))


def _fits(number: Number, counts: tuple[str, ...]) -> bool:
    """Whether the unit is one that such figures are counted in."""
    money = any(name.endswith("金额") for name in counts)
    if money or number.unit == "元":
        return money and number.unit == "元"
    return not (number.unit in ("条", "篇") and _by_the_piece(counts))


def _by_the_piece(counts: tuple[str, ...]) -> bool:
    """Whether such figures are counted in 件, so that 条 would count texts on a web site."""
    return _is_outcome(counts) or any("决定数" in name or "规" in name for name in counts)


def _is_outcome(counts: tuple[str, ...]) -> bool:
    return set(counts[0].split("+")) <= _OUTCOMES if counts else False


_OUTCOMES = frozenset(
    ("予以公开数", "部分公开数", "不予公开数", "无法提供数", "不予处理数", "其他处理数")
)


def _percentage(place: _Place, grammar: Grammar, text: str, previous: Claim | None) -> Claim | None:
    """A share of the applications handled, of the number before it or of what is named."""
    number = place.number
    if previous and _is_outcome(previous.counts):
        between = text[previous.number.end : number.start]
        if _PERCENT_BETWEEN.fullmatch(between):
            return Claim(number, previous.counts)
    bare = re.sub("率|占比|占|比例|为", "", place.before)
    if grammar.not_the_whole.search(bare):
        return None
    if not re.search("(?:(?:予以|部分)公开率|占|占比)(?:约|为)?$", place.before):
        return None
    topics = place.topics or [Topic.APPLICATIONS]
    counts = _last_wording(re.sub("率", "", place.before), topics, grammar)
    return Claim(number, counts) if _is_outcome(counts) else None
