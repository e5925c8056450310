"""The tables of wordings, compiled for the report on one year, and what they say of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from disclosure_cli.prose.patterns import (
    LIMITS,
    NOT_THE_WHOLE,
    OF_ANOTHER_SCOPE,
    ONLY_SOME,
    STATEMENTS,
    TOPICS,
    WORDINGS,
    Topic,
    Wording,
)

SCOPE = re.compile("|".join(OF_ANOTHER_SCOPE))
CASES = (Topic.REVIEWS, Topic.SUITS)
_YEAR = re.compile("(20[0-9]{2})年")
_OUTCOME_OF_A_CASE = re.compile("维持|胜诉|纠正|纠错|败诉|其他结果|未审结|在审|未结")
_FILLERS = re.compile(
    "(?:政府信息公开|申请|的|均|已|全部|依法|依规|按时|按期|被|经|法院|属于|属|为|由|系|尚|仍|另"
    "|目前|获|结果|作|“)*"
)


class Context(NamedTuple):
    """What a reader of the prose has to know of the report."""

    year: int
    outcomes: frozenset[str] = frozenset()
    """The names of the figures for what became of the applications."""
    applicants: frozenset[str] = frozenset()
    """Those of the figures that tell who applied."""


@cache
def matcher_for(context: Context) -> Matcher:
    """The tables of wordings, compiled for a report."""
    return Matcher(context)


class Matcher:
    """The tables of wordings, compiled for the report on one year."""

    def __init__(self, context: Context) -> None:
        self.year = year = context.year
        self._outcomes = context.outcomes
        self._shares = context.outcomes | context.applicants
        names = {
            "{last}": f"(?:上一?年度?|去年|{year - 1}年度?)",
            "{next}": f"(?:下一?年度?|次年|明年|{year + 1}年度?)",
        }

        def compiled(words: str) -> re.Pattern[str]:
            for name, variants in names.items():
                words = words.replace(name, variants)
            return re.compile(words)

        self._wordings = [(compiled(wording.words), wording) for wording in WORDINGS]
        self.statements = [(compiled(each.words), each) for each in STATEMENTS]
        self._topics = re.compile(
            "|".join(f"(?P<t{number}>{words})" for number, (_topic, words) in enumerate(TOPICS))
        )
        self._not_the_whole = re.compile("|".join(NOT_THE_WHOLE))
        self._only_some = compiled("|".join(ONLY_SOME))
        self._carried = compiled("(?:{last}|{next})")
        self._limits = [
            (re.compile(limit.figures), re.compile(f"(?P<limit>{limit.words})|{limit.until}"))
            for limit in LIMITS
        ]

    def topics(self, text: str) -> list[Topic]:
        """The topics that a text touches, in order; the last is what it speaks of at its end."""
        return [
            TOPICS[int((match.lastgroup or "t0")[1:])][0] for match in self._topics.finditer(text)
        ]

    def is_partial(self, beside: str) -> bool:
        """Whether words beside a number say that it counts a part, a change or another year."""
        bare = self._carried.sub("·", beside)
        return self.names_a_part(bare) or self._names_another_year(bare)

    def names_a_part(self, text: str) -> bool:
        """Whether a text has one of the words for a part, a change or something else."""
        return bool(self._not_the_whole.search(text))

    def is_of_some(self, clause: str) -> bool:
        """Whether a clause says that what follows is true of some of the applications, or another year's."""
        return (
            bool(self._only_some.search(clause))
            or self.names_a_part(clause)
            or self._names_another_year(clause)
        )

    def is_limited(self, name: str, sentence: str) -> bool:
        """Whether a sentence has come to speak of something else than that figure."""
        for figures, pattern in self._limits:
            if not figures.search(name):
                continue
            spoken = [match["limit"] for match in pattern.finditer(sentence)]
            if spoken and spoken[-1]:
                return True
        return False

    def _names_another_year(self, text: str) -> bool:
        return any(int(year) != self.year for year in _YEAR.findall(text))

    def last_wording(self, before: str, topics: list[Topic]) -> tuple[str, ...]:
        """What the last wording in a text counts; of several that end there, the longest."""
        matches = [
            (match.end(), -match.start(), wording)
            for pattern, wording in self._wordings
            for match in pattern.finditer(before)
            if self._applies(wording, before, topics)
        ]
        if not matches:
            return ()
        end = max(match[0] for match in matches)
        begin = max(match[1] for match in matches if match[0] == end)
        return merged([wording for e, b, wording in matches if (e, b) == (end, begin)])

    def first_wording(self, after: str, topics: list[Topic]) -> tuple[str, ...]:
        """What a wording counts that follows a number at once, or after words that say nothing."""
        fillers = _FILLERS.match(after)
        for text in (after, after[fillers.end() if fillers else 0 :]):
            matches = [
                (match.end(), wording)
                for pattern, wording in self._wordings
                if (match := pattern.match(text)) and self._applies(wording, text, topics)
            ]
            if matches:
                longest = max(end for end, _wording in matches)
                return merged([wording for end, wording in matches if end == longest])
        return ()

    def outcome_of_cases(self, after: str, clause: str) -> tuple[str, ...]:
        """141件行政复议、50件行政诉讼获维持: the outcome at the end of the clause is that of each."""
        topics = self.topics(after)
        outcome = _OUTCOME_OF_A_CASE.search(clause)
        if not topics or topics[0] not in CASES or not outcome:
            return ()
        return merged(
            [
                wording
                for pattern, wording in self._wordings
                if wording.topic is topics[0] and pattern.fullmatch(outcome[0])
            ]
        )

    def _applies(self, wording: Wording, beside: str, topics: list[Topic]) -> bool:
        """Whether the sentence is about what the wording is about."""
        if wording.topic is None:
            return Topic.OTHER not in self.topics(beside)
        if wording.topic in CASES:
            return wording.topic in self.active_cases(topics, beside)
        if not topics:
            return self.is_outcome(wording.counts)
        return topics[-1] is wording.topic

    def active_cases(self, topics: list[Topic], beside: str) -> list[Topic]:
        """Reviews, suits or both: what an outcome may be of. Words beside it decide, where they do."""
        if own := [topic for topic in self.topics(beside) if topic in CASES]:
            return own[-1:]
        active: list[Topic] = []
        for topic in reversed(topics):
            if topic not in CASES:
                break
            active.append(topic)
        return active

    def is_share(self, counts: tuple[str, ...]) -> bool:
        """Whether these figures are such as percentages are given of: outcomes, kinds of applicants."""
        return bool(counts) and set(counts[0].split("+")) <= self._shares

    def is_outcome(self, counts: tuple[str, ...]) -> bool:
        """Whether these figures are what became of applications."""
        return bool(counts) and set(counts[0].split("+")) <= self._outcomes


def merged(wordings: list[Wording]) -> tuple[str, ...]:
    """What several wordings count: any of them, and of reviews and suits also both together."""
    counts = [name for wording in wordings for name in wording.counts]
    if {wording.topic for wording in wordings} == set(CASES):
        counts.append("+".join(counts))
    return tuple(dict.fromkeys(counts))
