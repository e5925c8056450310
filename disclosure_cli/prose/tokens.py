"""A text as tokens: its numbers, the words of the tables, and what stands between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from disclosure_cli.form.schema import Edition
from disclosure_cli.form.spoken import figures_by_name, rows_of_groups
from disclosure_cli.prose import words
from disclosure_cli.prose.numbers import Number, numbers
from disclosure_cli.prose.words import Topic, expanded

_HARD = frozenset("，；。！？（）：\n.")
JOINS = frozenset(("和", "及", "与", "或", "或者", "以及", "、", "也", "且", "并"))
"""What may stand between words that name figures together."""
_MARKS = frozenset("，；。！？、（）：.\n")
_MARK = re.compile("[，；。！？、（）\n]|(?<![数量])：|(?<![0-9])[.]|[.](?![0-9])")
_BEGIN_DATES = frozenset("0123456789截")
_SOME_MONTHS = "(?<![0-9])(?!1月?[至到—－-]12月)[0-9]{1,2}月?[至到—－-][0-9]{1,2}月|截[至止](?!12月)[0-9]{1,2}月"
_ONE_MONTH = "(?<![^，；。\n])(?:20[0-9]{2}年)?[0-9]{1,2}月份?(?=，|共|收到|受理|我|本)"
_DATES = (
    re.compile(f"{_SOME_MONTHS}|{_ONE_MONTH}"),
    re.compile("20[0-9]{2}年度?"),
    re.compile("[0-9]{1,2}月"),
)
"""Months of which a sentence speaks, another year, a month."""
_PREFIXES = {Topic.DOCUMENTS: ("行政规范性文件", "规范性文件")}
"""How the names of figures begin; elsewhere with the topic."""


class Context(NamedTuple):
    """What a reader of the prose has to know of the report."""

    edition: Edition
    year: int


class Sense(NamedTuple):
    """What a word counts."""

    counts: tuple[str, ...]
    """Names of figures, `A+B` for a sum; any of them would do."""
    about: Topic | None
    """What the sentence must be about, if the word does not say it by itself."""


class Token(NamedTuple):
    """A piece of a text: a word, a mark, a number, or what stands between two of these."""

    start: int
    end: int
    text: str
    """Without spaces."""
    kind: str
    """`word`, `mark`, `year`, `months`, `month`, `number`, or nothing for what is not known."""
    number: Number | None = None

    @property
    def is_hard(self) -> bool:
        """Whether it is a mark at which what a word names ends."""
        return self.kind == "mark" and self.text in _HARD


class Lexicon:
    """The words of the tables for the report on one year, and the labels of its form."""

    def __init__(self, context: Context) -> None:
        self.edition, self.year = context
        last, following = self.year - 1, self.year + 1
        variants = words.VARIANTS | {
            "{last}": f"上年 上一年 上年度 上一年度 去年 {last}年 {last}年度",
            "{next}": f"下年 下一年 下年度 下一年度 次年 明年 {following}年 {following}年度",
        }
        known: set[str] = set()

        def listed(table: str) -> frozenset[str]:
            found = frozenset(expanded(table, variants))
            known.update(found)
            return found

        self.every_other_way = listed(words.EVERY_OTHER_WAY)
        self.parts = listed(words.NOT_THE_WHOLE) | self.every_other_way
        self.parts |= self._kinds_of_organisations()
        self.rows = rows_of_groups(self.edition)
        self.senses = self._senses(listed)
        self.topics = {
            word: topic for topic, table in words.TOPICS.items() for word in listed(table)
        }
        self.scopes = listed(words.OF_ANOTHER_SCOPE)
        self.every_way, self.ways = listed(words.EVERY_WAY), listed(words.WAYS)
        self.some = listed(words.ONLY_SOME)
        self.years = listed("{last} {next}")
        self.own_year = listed(f"{self.year}年 {self.year}年度")
        self.fillers = listed(words.SAYS_NOTHING)
        self.limits = [(figures, listed(w), listed(until)) for figures, w, until in words.LIMITS]
        self.denials, self.none_at_all = listed(words.DENIALS), listed(words.NONE_AT_ALL)
        self.may_be_denied, self.everyone = listed(words.MAY_BE_DENIED), listed(words.EVERYONE)
        self.applicants = [listed(each) for each in words.APPLICANTS]
        self.all_of, self.closed = listed(words.ALL_OF), listed(words.CLOSED)
        self.in_time = listed(words.IN_TIME)
        self.upheld, self.upheld_by = listed(words.UPHELD), listed(words.UPHELD_BY)
        self.of_shares = listed(words.OF_SHARES)
        self.outcomes = frozenset(each.name for each in self.edition.outcomes)
        self.shares = self.outcomes | {each.name for each in self.edition.applicants}
        self.of_documents = frozenset(
            word for word, of in self.senses.items() if any(s.about is Topic.DOCUMENTS for s in of)
        )
        self.statements = self.denials | self.none_at_all | self.all_of | self.upheld
        known |= self.parts | self.senses.keys()
        self._known = frozenset(known)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in known:
            lengths[word[0]].add(len(word))
        self._lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def _kinds_of_organisations(self) -> frozenset[str]:
        """The columns of table three: of what one kind of them was answered the prose has no figure."""
        refs = [ref for each in self.edition.applicants for ref in each.places]
        table = self.edition.table_of(refs[0]) if refs else None
        leaves = table.column_leaves if table else ()
        return frozenset(leaf.path[-1].label for leaf in leaves if len(leaf.path) > 2) - {"其他"}

    def _senses(self, listed: Callable[[str], Iterable[str]]) -> dict[str, list[Sense]]:
        """What each word counts, in figures of the form; and each label of the form."""
        found: dict[str, list[Sense]] = defaultdict(list)
        for meaning in words.MEANINGS:
            for topic in meaning.about or (None,):
                sense = Sense(tuple(self._named(meaning.counts, topic)), topic)
                for word in listed(meaning.words):
                    found[word].append(sense)
        for row in self.rows:
            for word in _shortened(row):
                found[word].append(Sense((row,), Topic.APPLICATIONS))
        return found

    def _named(self, counts: Iterable[str], topic: Topic | None) -> Iterator[str]:
        """The names of figures of this form, of the topic; of a kind of suits also those of both kinds."""
        prefixes = [*_PREFIXES.get(topic, [topic.value])] if topic else [""]
        if topic in words.SUITS and counts != ("{}总数",):
            prefixes.append(Topic.SUITS.value)
        known = {words.PUBLISHED, *figures_by_name(self.edition)}
        for name, prefix in product(counts, prefixes):
            named = name.replace("{}", prefix)
            if not name or known.issuperset(named.split("+")):
                yield named

    def topics_of(self, tokens: Iterable[Token]) -> list[Topic]:
        """What some words are about, in order."""
        return [topic for token in tokens if (topic := self.topics.get(token.text))]

    def is_narrowed(self, text: str) -> bool:
        """Whether some word of a text leaves a part only, or speaks of another scope."""
        return any(
            token.kind == "months" or token.text in self.parts or token.text in self.scopes
            for token in self.tokens(text)
        )

    def is_of_some(self, text: str) -> bool:
        """Whether a clause limits what follows it to some of the applications, or to another year."""
        return self.is_narrowed(text) or any(
            token.text in self.some or token.text in self.years or token.kind in ("year", "month")
            for token in self.tokens(text)
        )

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text, which `uniform` made; spaces are in none of them."""
        last = 0
        for number in (*numbers(text), None):
            end = number.start if number else len(text)
            yield from self._words(text, last, end)
            if number:
                yield Token(number.start, number.end, number.shown, "number", number)
                last = number.end

    def _words(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of a piece of a text without numbers."""
        places = [at for at in range(start, end) if text[at] == "\n" or not text[at].isspace()]
        bare = "".join(text[at] for at in places)
        at = last = 0
        while at <= len(bare):
            length, kind = self._at(bare, at) if at < len(bare) else (0, "end")
            if kind and last < at:
                yield Token(places[last], places[at - 1] + 1, bare[last:at], "")
            if length:
                yield Token(places[at], places[at + length - 1] + 1, bare[at : at + length], kind)
                last = at + length
            at += length or 1

    def _at(self, bare: str, at: int) -> tuple[int, str]:
        """How long the token is that stands at a place, and its kind; 0 where none is known."""
        first = bare[at]
        if first in _BEGIN_DATES and (match := _DATES[0].match(bare, at)):
            return len(match[0]), "months"
        if first in _MARKS and _MARK.match(bare, at):
            return 1, "mark"
        for length in self._lengths.get(first, ()):
            word = bare[at : at + length]
            if word in self._known:
                return len(word), "word"
        if first in _BEGIN_DATES:
            for pattern, kind in zip(_DATES[1:], ("year", "month"), strict=True):
                if match := pattern.match(bare, at):
                    return len(match[0]), kind
        return 0, ""


lexicon_for = cache(Lexicon)


def _shortened(label: str) -> set[str]:
    """A label of the form, whole and without what sentences leave out of it."""
    begun = [label, *(label.removeprefix(each) for each in words.LEFT_OUT_BEFORE.split())]
    return {
        *begun,
        *(each.removesuffix(end) for each in begun for end in words.LEFT_OUT_BEHIND.split()),
    }
