"""What a text claims: its numbers with the figures that they count, and what it says is 0.

One reader goes through a paragraph from left to right, and remembers what the sentence has said. For
each number it asks, in this order, what speaks against a figure of the form, and what the words
around it name (`naming`). What a number counts, or why nothing, is one `CountedNumber`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from disclosure_cli.i18n import N_
from disclosure_cli.prose.naming import (
    BY_REQUEST,
    CARRIED,
    CASE_TOTALS,
    RECEIVED,
    A,
    Counts,
    Namer,
    Surroundings,
)
from disclosure_cli.prose.numbers import Number, uniform
from disclosure_cli.prose.statements import statement_at
from disclosure_cli.prose.tokens import JOINS, Context, Token, lexicon_for
from disclosure_cli.prose.words import CARRIED_IN, CASES, NEW, Topic


class Reason(Enum):
    """Why a number counts what it counts, or nothing that the form has; `{word}` is the word that tells."""

    NAMED = N_("“{word}”说的是它")
    IN_TURN = N_("“分别”之前依次列出")
    SCOPE = N_("“{word}”之后说的不是全年、全机关的数")
    PART = N_("“{word}”说的只是一部分，或是别的事")
    UNKNOWN = N_("“{word}”没有读懂")
    UNNAMED = N_("旁边没有说明它数的是什么的词")
    UNIT = N_("这样的数不按“{word}”计")
    SMALLER = N_("同一句已经给出更大的数")


class CountedNumber(NamedTuple):
    """A number of a text with what it may count, or why it counts nothing that the form has."""

    number: Number
    reason: Reason
    word: str
    """The word that tells."""
    counts: Counts
    """Names of figures, `A+B` for a sum; any of them would do. None where the form does not count it."""
    zero: Counts = ()

    @property
    def start(self) -> int:
        return self.number.start

    @property
    def end(self) -> int:
        return self.number.end


class Statement(NamedTuple):
    """Words of a text that say, without a number, that figures are 0."""

    start: int
    end: int
    word: str
    """The word with which they begin."""
    zero: Counts
    """Names of figures, `A+B` for a sum; all are 0, as far as the form has them."""
    counts: Counts = ()


Claim = CountedNumber | Statement


@dataclass
class _Said:
    """What the sentence has said up to a place."""

    scope: str = ""
    """The word after which it speaks of something else than the whole of the year."""
    limited: dict[str, str] = field(default_factory=dict)
    """What the names of the figures contain of which it says nothing, with the word that tells so."""
    largest: dict[Counts, Decimal] = field(default_factory=dict)
    in_turn: list[Counts] = field(default_factory=list)
    """What the next numbers count: 分别为3件和5件."""
    all_kinds: Counts = ()
    """The figure of cases of which it has counted all kinds: 案件12件，其中涉及政府信息公开的."""
    verb: str = ""
    """The last word that names a figure of documents: 制发规章9件、规范性文件21件."""
    beside: list[Topic] = field(default_factory=list)
    """What the words before the last number were about."""
    has_outcomes: bool = False
    """Whether it has told what became of applications or cases: 其他3件 is one of these then."""
    of_disclosure: bool = False
    words: int = 0
    """Outside of brackets; before the first a year is that of the sentence."""
    numbers: list[bool] = field(default_factory=list)
    """Of each number so far, whether it was read."""
    is_exact: bool = True
    """Whether no number so far is about."""


_STOPS = frozenset("。！？\n")
_RESULTS = ("结果维持数", "结果纠正数")
_SHARE = frozenset(("占", "占比", "率"))
_MOST_TOPICS, _TOPIC_REACH, _NEAR = 8, 300, 40
"""Topics, characters and tokens that may tell what a number counts."""


def claims(text: str, context: Context, heading: str = "") -> list[Claim]:
    """What a paragraph claims, in order; `heading` is that under which it stands."""
    return [each for each in read(text, context, heading) if each.counts or each.zero]


@lru_cache(256)
def read(text: str, context: Context, heading: str = "") -> tuple[Claim, ...]:
    """Each number of a paragraph with what it counts, or why nothing; and what it says is 0."""
    return tuple(_Reader(text, context, heading).read())


class _Reader:
    def __init__(self, text: str, context: Context, heading: str) -> None:
        self.lexicon = lexicon_for(context)
        self.namer = Namer(self.lexicon)
        self.tokens = list(self.lexicon.tokens(uniform(text)))
        headed = self.lexicon.topics_of(self.lexicon.tokens(uniform(heading)))
        self.topics = deque(((-1, topic) for topic in headed), maxlen=_MOST_TOPICS)
        self.said = _Said()
        self.previous: CountedNumber | None = None
        self.by_item = False
        """Whether applications are counted in 条 here."""

    def read(self) -> Iterator[Claim]:
        for at, token in enumerate(self.tokens):
            if token.number:
                counts, reason, word = self._counted(at, token.number)
                reading = CountedNumber(token.number, reason, word, counts)
                yield reading
                self.said.numbers.append(bool(counts))
                self.said.is_exact &= not token.number.about
                if not token.number.is_percentage:
                    self.previous = reading
            elif token.text in _STOPS and token.kind == "mark":
                goes_on = self._text(at + 1) == "其中"
                self.said = _Said(self.said.scope if goes_on else "")
            else:
                self._note(at, token)
                if token.text in self.lexicon.statements:
                    yield from self._statements(at, token)

    def _text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _note(self, at: int, token: Token) -> None:
        """What a word of the sentence changes for what follows."""
        lexicon, said, text = self.lexicon, self.said, token.text
        if topic := lexicon.topics.get(text):
            self.topics.append((token.start, topic))
        is_of_another_year = token.kind == "year" or (
            text.startswith("20") and text in lexicon.years
        )
        if is_of_another_year and not said.words:
            said.scope = text
        elif text in lexicon.own_year and (
            said.scope.startswith("20") or self._text(at - 1) == "其中"
        ):
            said.scope = ""
        elif token.kind == "months" or (text in lexicon.scopes and self._text(at - 1) not in JOINS):
            said.scope = said.scope or text
        elif text == "；":
            said.scope = ""
        for figures, words, until in lexicon.limits:
            if text in until:
                said.limited = {k: word for k, word in said.limited.items() if k not in figures}
            elif text in words:
                said.limited = dict.fromkeys(figures, text) | said.limited
        if text in lexicon.of_documents:
            said.verb = text
        said.of_disclosure |= "公开" in text
        said.words += token.kind != "mark" and self._text(at - 1) != "（"

    def _clause(self, at: int) -> Sequence[Token]:
        """The words before a place, back to the comma."""
        begin = at
        while begin > max(0, at - _NEAR) and not self.tokens[begin - 1].is_hard:
            begin -= 1
        return self.tokens[begin:at]

    def _place(self, at: int) -> Surroundings:
        """The words around a number."""
        tokens, end = self.tokens, at
        if self._text(at - 1) == "）":
            opened = (i for i in range(at - 1, max(-1, at - _NEAR), -1) if tokens[i].text == "（")
            end = next(opened, at)
        if self._text(at - 1) == "：" and (at + 1 == len(tokens) or tokens[at + 1].is_hard):
            end = at - 1
        begin = end
        while begin > max(0, end - _NEAR) and not (
            tokens[begin - 1].is_hard or tokens[begin - 1].number
        ):
            begin -= 1
        following = at + 1
        while following < len(tokens) and not (
            tokens[following].is_hard or tokens[following].number
        ):
            following += 1
        beyond = following
        while beyond < min(len(tokens), following + _NEAR) and not tokens[beyond].is_hard:
            beyond += 1
        reach = tokens[at].start - _TOPIC_REACH
        return Surroundings(
            self._own(tokens[begin:end], begin),
            tokens[at + 1 : following],
            tokens[at + 1 : beyond],
            [topic for start, topic in self.topics if start < 0 or start > reach],
            self.said.verb,
            self.said.all_kinds,
            bool(self.previous and self.previous.counts == (CARRIED_IN,)),
            not self.said.numbers,
        )

    def _own(self, before: Sequence[Token], begin: int) -> Sequence[Token]:
        """The words before a number that are its own."""
        topics, every_way = self.lexicon.topics, self.lexicon.every_way
        # 8件行政复议、5件行政诉讼: a noun belongs to the number before it.
        noun = (
            topics.get(before[0].text)
            if begin and before and self.tokens[begin - 1].number
            else None
        )
        if noun in CASES or (noun and len(before) > 1):
            before = before[1:]
        ways = [at for at, token in enumerate(before) if token.text in every_way]
        before = before[ways[-1] + 1 :] if ways else before
        # 除163件外: what stands before the exception is counted without it.
        return () if before and before[-1].text == "除" else before

    def _counted(self, at: int, number: Number) -> tuple[Counts, Reason, str]:
        """What one number counts, or why nothing that the form has."""
        said, place = self.said, self._place(at)
        if any(token.text == "分别" for token in place.before):
            said.in_turn = self.namer.in_turn(place)
        if said.scope:
            return (), Reason.SCOPE, said.scope
        if number.is_percentage:
            return self._share(at, place)
        if said.in_turn:
            return said.in_turn.pop(0), Reason.IN_TURN, ""
        return self._named(at, place, number)

    def _named(self, at: int, place: Surroundings, number: Number) -> tuple[Counts, Reason, str]:
        """What the words around a number name, unless something speaks against it."""
        said = self.said
        if word := self._narrowing(place):
            return (), Reason.PART, word
        if place.after and not place.after[0].kind:
            return (), Reason.UNKNOWN, place.after[0].text
        counts, word = self.namer.named(place)
        doubt = self._doubt(at, number, counts, word)
        if not doubt or not counts:
            said.beside = self.lexicon.topics_of(place.before)
        if doubt:
            return (), *doubt
        if (counts in CARRIED or self.namer.is_outcome(counts)) and not place.topics:
            self.topics.append((number.start, A))
        if counts == RECEIVED:
            self.by_item = number.unit == "条"
        if not number.value and "+" in counts[0]:
            # 行政复议、行政诉讼0件: each of them, and so both.
            counts = (*counts, *counts[0].split("+"))
        said.has_outcomes |= self.namer.is_outcome(counts) or counts[0].endswith(_RESULTS)
        return counts, Reason.NAMED, word

    def _narrowing(self, place: Surroundings) -> str:
        """The word beside a number that leaves a part only, and names no figure itself: 撤回 of a review."""
        lexicon = self.lexicon
        cleared = [token for token in place.tail if token.text == "清理"]
        for token in (*place.before, *_own_words(place.after), *cleared):
            is_part = token.text in lexicon.parts or token.kind == "year"
            if is_part and not self.namer.counts(token, place.before, place.topics):
                return token.text
        return next((token.text for token in place.before if token.text in lexicon.years), "")

    def _doubt(
        self, at: int, number: Number, counts: Counts, word: str
    ) -> tuple[Reason, str] | None:
        """Why a number does not count what the words around it name."""
        said = self.said
        is_within_a_group = bool(counts) and (counts[0] in self.lexicon.rows or word == "其他")
        if not counts or counts == ("",) or (is_within_a_group and not said.has_outcomes):
            return Reason.UNNAMED, ""
        if not self.namer.is_unit_of(number, counts, by_item=self.by_item):
            return Reason.UNIT, number.unit
        # 其中主动公开66件，依申请公开9件: of documents, by how they may be published.
        unit = self.previous.number.unit if self.previous else ""
        is_kind = counts == BY_REQUEST or self.namer.is_outcome(counts)
        if is_kind and said.beside == [Topic.DISCLOSURE] and unit == number.unit:
            return Reason.PART, Topic.DISCLOSURE.value
        if counts[0] in CASE_TOTALS and self._is_of_all_kinds(at):
            said.all_kinds = counts
            return Reason.PART, "其中"
        for figures, limiting in said.limited.items():
            if figures in counts[0]:
                return Reason.PART, limiting
        if number.value < said.largest.setdefault(counts, number.value):
            return Reason.SMALLER, ""
        return None

    def _is_of_all_kinds(self, at: int) -> bool:
        """行政诉讼案件12件，其中涉及政府信息公开的1件: the 12 are all kinds of cases."""
        words: list[str] = []
        for token in self.tokens[at + 1 : at + 1 + _NEAR]:
            if token.text in _STOPS:
                break
            words.append(token.text)
        if self.said.of_disclosure or "其中" not in words:
            return False
        begin = words.index("其中")
        return any("信息公开" in word for word in words[begin : begin + 6])

    def _share(self, at: int, place: Surroundings) -> tuple[Counts, Reason, str]:
        """A share of the applications handled, of the number before it or of what is named."""
        previous, lexicon = self.previous, self.lexicon
        if previous and self.namer.is_share(previous.counts):
            near = self.tokens[max(0, at - _NEAR) : at]
            between = [token.text for token in near if token.start >= previous.end]
            if len(between) < len(near) and lexicon.of_shares.issuperset(between):
                return previous.counts, Reason.NAMED, previous.word
        for token in place.before:
            if token.text in lexicon.parts or token.text in lexicon.years or token.kind == "year":
                return (), Reason.PART, token.text
        if any(token.text in _SHARE for token in place.before):
            counts, word = self.namer.last_named(place.before, place.topics or [A])
            if self.namer.is_share(counts) and (word != "其他" or self.said.has_outcomes):
                self.said.has_outcomes |= self.namer.is_outcome(counts)
                return counts, Reason.NAMED, word
        return (), Reason.UNNAMED, ""

    def _statements(self, at: int, token: Token) -> Iterator[Statement]:
        """What is said to be 0 from a word on, where nothing limits it to a part."""
        said, lexicon = self.said, self.lexicon
        topics = [topic for _start, topic in self.topics]
        zero, end = statement_at(self.tokens, at, lexicon, topics, said.numbers, said.is_exact)
        if not zero or said.scope or self._is_of_some(at):
            return
        words = self.tokens[at:end]
        for each in zero:
            is_limited = any(figures in each[0] for figures in said.limited)
            is_about = each not in CARRIED or topics[-1:] == [A]
            if is_about and not is_limited and not any(t.text in lexicon.scopes for t in words):
                last = words[-1].end if words else token.end
                yield Statement(token.start, last, token.text, each)

    def _is_of_all_received(self) -> bool:
        return self.previous is not None and NEW in self.previous.counts

    def _is_of_some(self, at: int) -> bool:
        """Whether the clause before a statement limits it to a part."""
        lexicon, clause = self.lexicon, self._clause(at)
        words = {token.text for token in clause}
        kinds = [bool(words & kind) for kind in lexicon.applicants]
        return (
            kinds[0] != kinds[1]
            or bool(words & (lexicon.some | lexicon.parts))
            or any(token.kind in ("year", "month") for token in clause)
            or (any(token.number for token in clause) and not self._is_of_all_received())
            or any(s.counts == (CARRIED_IN,) for w in words for s in lexicon.senses.get(w, ()))
        )


def _own_words(after: Sequence[Token]) -> Iterator[Token]:
    """What belongs to a number: up to what is joined, and without the way of 2条公众通过…提交的申请."""
    words = [token.text for token in after]
    if "通过" in words and "的" in words[words.index("通过") :]:
        way = words.index("通过")
        after = (*after[:way], *after[words.index("的", way) :])
    for token in after:
        if token.text in ("、", "和", "及"):
            return
        yield token
