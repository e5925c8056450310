"""What the words around a number name: of one place in a text, the figures that it may count.

The ways in which a figure is named stand in `WAYS`, in the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from disclosure_cli.prose.numbers import Number
from disclosure_cli.prose.tokens import JOINS, Lexicon, Token
from disclosure_cli.prose.words import (
    ALL,
    CARRIED_IN,
    CARRIED_OVER,
    CASES,
    GRANTED,
    GRANTED_OR_PARTLY,
    HANDLED,
    NEW,
    ORGANISATION,
    PERSON,
    SUITS,
    Topic,
)

Counts = tuple[str, ...]
A = Topic.APPLICATIONS
RECEIVED: Counts = (NEW, ALL)
NEWLY: Counts = (NEW,)
AMOUNT: Counts = (NEW, ALL, HANDLED)
BY_REQUEST: Counts = (NEW, ALL, HANDLED, GRANTED, GRANTED_OR_PARTLY)
CARRIED: Collection[Counts] = ((CARRIED_IN,), (CARRIED_OVER,), (CARRIED_OVER, CARRIED_IN))
_APPLICANTS: Collection[Counts] = (PERSON, ORGANISATION)
_WORKED: Collection[Counts] = ((ALL, HANDLED, NEW), (HANDLED,))
_WEAK: Collection[Counts] = (RECEIVED, NEWLY, AMOUNT, BY_REQUEST, *_APPLICANTS, *_WORKED)
"""What gives way to a word for what was carried in or over in the same clause."""
CASE_TOTALS = frozenset(("行政复议总数", "行政诉讼总数"))
_SUMS = frozenset(("共", "共计", "合计", "总计"))
_MOST_TOGETHER = 2
"""Words behind a number that it may count; of 3件中予以公开、部分公开、不予公开各1件 none is meant."""
_LINKS = frozenset(
    (
        "数",
        "量",
        "数量",
        "总数",
        "为",
        "是",
        "共",
        "共计",
        "合计",
        "总计",
        "计",
        "件",
        "：",
        "“",
        "”",
    )
)
"""Between a noun that has no verb and its number."""
_EACH = frozenset(("均", "各", "都"))


class Surroundings(NamedTuple):
    """The words around a number, up to the next numbers and commas, and what was said before."""

    before: Sequence[Token]
    after: Sequence[Token]
    tail: Sequence[Token]
    """All that follows in the clause, beyond other numbers."""
    topics: list[Topic]
    verb: str = ""
    """The last word of the sentence that names a figure of documents."""
    all_kinds: Counts = ()
    """The figure of cases of which all kinds were counted before those of disclosure."""
    carried_in: bool = False
    """Whether the number before is that of the applications carried in."""
    is_first: bool = True
    """Whether no number stands before it in the sentence."""


class Named(NamedTuple):
    """The figures that words name, and the word that tells."""

    counts: Counts
    word: str


class Namer:
    """Asks the words of a lexicon what they name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def named(self, place: Surroundings) -> Named:
        """The figures that a number may stand for by the words around it; none where they name none."""
        # 办理的申请有3件予以公开: what follows tells.
        ways = WAYS[::-1] if place.before and place.before[-1].text == "有" else WAYS
        return next((found for way in ways if (found := way(self, place)).counts), Named((), ""))

    def counts(self, token: Token, beside: Sequence[Token], topics: list[Topic]) -> Counts:
        """What a word counts where it stands, given the words of its clause and the topics before it."""
        about = self.lexicon.topics_of(beside)
        own = self.lexicon.topics.get(token.text)
        senses = [
            sense
            for sense in self.lexicon.senses.get(token.text, ())
            if self._fits(sense.about, [own] if own in CASES else about, topics, sense.counts)
            and not (own in CASES and Topic.OTHER in about)
        ]
        found = [name for sense in senses for name in sense.counts]
        # An outcome that may be of reviews and of suits may be of both together.
        if {sense.about for sense in senses} == set(CASES):
            found.append("+".join(found))
        return tuple(dict.fromkeys(found))

    def _fits(
        self, about: Topic | None, beside: list[Topic], topics: list[Topic], counts: Counts
    ) -> bool:
        """Whether the sentence is about what a sense of a word is about."""
        if about is None:
            return Topic.OTHER not in beside
        if about in (*CASES, *SUITS):
            return about in active_cases(topics, beside)
        if not topics:
            return self.is_outcome(counts) or counts in CARRIED
        if topics[-1] is Topic.OTHER and self.is_outcome(counts):
            return A in topics
        return topics[-1] is about

    def is_outcome(self, counts: Counts) -> bool:
        """Whether these figures are what became of applications."""
        return bool(counts) and self.lexicon.outcomes.issuperset(counts[0].split("+"))

    def is_share(self, counts: Counts) -> bool:
        """Whether these figures are such as percentages are given of: outcomes, kinds of applicants."""
        return bool(counts) and self.lexicon.shares.issuperset(counts[0].split("+"))

    def is_unit_of(self, number: Number, counts: Counts, *, by_item: bool) -> bool:
        """Whether the unit is one that such figures are counted in; 0 is 0 in any.

        `by_item` says that applications are counted in 条 here.
        """
        if number.unit == "元" or counts[0].endswith("金额"):
            return number.unit == "元" and counts[0].endswith("金额")
        if number.unit == "个":
            return not any("申请" in name or name == HANDLED for name in counts)
        is_decided = any("决定数" in name for name in counts)
        is_by_the_piece = is_decided or counts == BY_REQUEST or self.is_outcome(counts)
        if is_by_the_piece or any("规" in name for name in counts):
            may_be_in_items = by_item or (not number.value and not is_decided)
            return number.unit not in ("条", "篇", "项") or may_be_in_items
        return True

    def says_nothing(self, tokens: Sequence[Token]) -> bool:
        """Whether all of some words leave open what they speak of."""
        return all(token.text in self.lexicon.fillers for token in tokens)

    def before(self, place: Surroundings) -> Named:
        """收到政府信息公开申请3件: what the last words before a number name."""
        topics = place.topics
        if not self.lexicon.topics_of(place.before):
            topics = [*topics, *self.lexicon.topics_of(place.after)[:1]]
        return self.last_named(place.before, topics, carried_in=place.carried_in)

    def last_named(
        self, before: Sequence[Token], topics: list[Topic], *, carried_in: bool = False
    ) -> Named:
        """What the last words of a clause name. Between them and its end, or an object, all must be known."""
        named: list[tuple[int, Counts]] = []
        is_object = False
        for at in range(len(before) - 1, -1, -1):
            token = before[at]
            is_object |= token.text in self.lexicon.topics
            if not token.kind and not named and not is_object:
                break
            if counts := self.counts(token, before, topics):
                named.insert(0, (at, counts))
        if not named:
            return Named((), "")
        counts, at = self._decided(before, named, carried_in)
        return Named(counts, before[at].text)

    def _decided(
        self, before: Sequence[Token], named: list[tuple[int, Counts]], carried_in: bool
    ) -> tuple[Counts, int]:
        """Which of the words that name figures decides, or what they count together."""
        carried = [each for each in named if each[1] in CARRIED]
        if carried and all(counts in _WEAK or counts in CARRIED for _at, counts in named):
            return carried[-1][1], carried[-1][0]
        strong = [each for each in named if each[1] not in (AMOUNT, BY_REQUEST)] or named
        at, counts = strong[-1]
        others = [each for _at, each in strong[:-1]]
        applicants = {each for _at, each in strong if each in _APPLICANTS}
        if applicants and all(each in _WEAK for _at, each in strong):
            return _of_applicants(applicants, [each for _at, each in strong], carried_in), at
        if self.is_outcome(counts) and others and others[-1] in _APPLICANTS:
            return ("",), at
        if counts == (HANDLED,) and others and self.is_outcome(others[-1]):
            between = before[strong[-2][0] + 1 : at]
            counts = others[-1] if all(token.text == "的" for token in between) else counts
        if counts in _WORKED and (RECEIVED in others or NEWLY in others):
            return (NEW, HANDLED, ALL), at
        return self._together(before, strong) or counts, at

    def _together(self, words: Sequence[Token], named: list[tuple[int, Counts]]) -> Counts:
        """The sum of what the last words count, joined by 和; nothing where the last counts alone."""
        group = [named[-1][1]]
        for (at, counts), (following, _counts) in zip(named[-2::-1], named[:0:-1], strict=False):
            between = words[at + 1 : following]
            if not any(t.text in JOINS for t in between) or not self.says_nothing(between):
                break
            group.insert(0, counts)
        if len(group) == 1:
            return ()
        total = "+".join(counts[0] for counts in group)
        behind = {token.text for token in words[named[-1][0] + 1 :]}
        if all(map(self.is_outcome, group)):
            return (total,) if behind & _SUMS or total == GRANTED_OR_PARTLY else ()
        if {counts[0] for counts in group} == CASE_TOTALS:
            # 行政复议、行政诉讼均为0件: each of them, and so both.
            return (total, *(counts[0] for counts in group)) if behind & _EACH else (total,)
        return ("",) if all("决定数" in counts[0] for counts in group) else ()

    def outcome_of_cases(self, place: Surroundings) -> Named:
        """141件行政复议、50件行政诉讼获维持: the outcome at the end of the clause is that of each."""
        topics = self.lexicon.topics_of(place.after)
        if topics and topics[0] in CASES:
            for token in place.tail:
                for sense in self.lexicon.senses.get(token.text, ()):
                    if sense.about is topics[0] and sense.counts[0] not in CASE_TOTALS:
                        return Named(sense.counts, token.text)
        return Named((), "")

    def after(self, place: Surroundings) -> Named:
        """2件结转下年: what a word names that follows a number at once, or after words that say nothing."""
        topics = [*place.topics, *self.lexicon.topics_of(place.after)]
        named: list[tuple[int, Counts]] = []
        passed = self.lexicon.fillers | self.lexicon.topics.keys()
        for at, token in enumerate(place.after):
            if counts := self.counts(token, place.after, topics):
                named.append((at, counts))
            elif token.text not in passed or (token.text in JOINS and not named):
                break
        if not named or len(named) > _MOST_TOGETHER:
            return Named((), "")
        counts = self._together(place.after, named[:2]) or named[0][1]
        return Named(counts, place.after[named[0][0]].text)

    def listed(self, place: Surroundings) -> Named:
        """制发规章9件、规范性文件21件: the verb is that of the number before."""
        nouns = self.lexicon.topics_of(place.before)
        others = [token for token in place.before if token.text not in self.lexicon.topics]
        if nouns == [Topic.DOCUMENTS] and self.says_nothing(others):
            for sense in self.lexicon.senses.get(place.verb, ()):
                if sense.about is Topic.DOCUMENTS:
                    return Named(sense.counts, place.verb)
        begin = next((at for at, t in enumerate(place.before) if t.text in self.lexicon.topics), 0)
        behind = {token.text for token in place.before[begin + 1 :]}
        if nouns == [A] and self.says_nothing(others) and behind <= _LINKS:
            return Named(AMOUNT, place.before[begin].text)
        return Named((), "")

    def of_disclosure(self, place: Surroundings) -> Named:
        """行政诉讼案件12件，其中涉及政府信息公开的1件: the 1 is that of the form."""
        said = "".join(token.text for token in place.before)
        if place.all_kinds and self.says_nothing(place.before) and "信息公开" in said:
            return Named(place.all_kinds, said)
        return Named((), "")

    def sum_of_all(self, place: Surroundings) -> Named:
        """网上申请105件，快递17件，合计122件: what came in, or what was handled."""
        said = [token.text for token in place.before]
        is_sum = any(word in _SUMS for word in said) and self.says_nothing(place.before)
        if is_sum and not place.is_first and place.topics and place.topics[-1] is A:
            return Named(AMOUNT, said[-1])
        return Named((), "")

    def in_turn(self, place: Surroundings) -> list[Counts]:
        """行政许可、行政处罚分别为A件和B件: what each number counts, where each is named."""
        named: list[Counts] = [()]
        for token in place.before:
            if token.text == "分别":
                break
            if token.text in JOINS:
                named.append(())
            named[-1] = self.counts(token, place.before, place.topics) or named[-1]
        amount = 1 + sum(1 for token in place.tail if token.number)
        return named if len(named) == amount and all(named) else []


WAYS = (
    Namer.before,
    Namer.outcome_of_cases,
    Namer.after,
    Namer.listed,
    Namer.sum_of_all,
    Namer.of_disclosure,
)


def active_cases(topics: list[Topic], beside: list[Topic]) -> list[Topic]:
    """Reviews, suits or both: what an outcome may be of. Words beside it decide, where they do."""
    if own := [topic for topic in beside if topic in (*CASES, *SUITS)]:
        return own[-1:]
    if topics and topics[-1] in SUITS:
        return topics[-1:]
    active: list[Topic] = []
    for topic in reversed(topics):
        if topic not in CASES:
            break
        active.append(topic)
    return active


def _of_applicants(kinds: set[Counts], words: list[Counts], carried_in: bool) -> Counts:
    """收到公民申请, 自然人新收申请; where both kinds applied it is all that came in."""
    if len(kinds) > 1:
        return next((each for each in words if each not in _APPLICANTS), AMOUNT)
    (kind,) = kinds
    if carried_in:
        return (kind[0].replace("新收", "上年结转"), *kind)
    return (NEW, *kind) if words[0] in (RECEIVED, NEWLY) else kind
