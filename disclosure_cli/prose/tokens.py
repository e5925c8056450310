"""A text as tokens: its numbers, the words of the tables with what they mean, and what stands between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from disclosure_cli.form.schema import Edition
from disclosure_cli.form.spoken import figures_by_name, rows_of_groups
from disclosure_cli.prose.numbers import Number, numbers_of_uniform
from disclosure_cli.prose.words import (
    LEFT_OUT_BEFORE,
    LEFT_OUT_BEHIND,
    MEANINGS,
    PUBLISHED,
    SUITS,
    TOPICS,
    VARIANTS,
    Role,
    Topic,
    expanded,
)

_HARD = frozenset("，；。！？（）：\n.")
_STOPS = frozenset("。！？\n")
_MARK = re.compile("[，；。！？、（）\n]|(?<![数量])：|(?<![0-9])[.]|[.](?![0-9])")
_MARKS = frozenset("、：") | _HARD
_SPACE = re.compile(r"[^\S\n]")
_BEGIN_DATES = frozenset("0123456789截前")
_FIRST_MONTHS = "截[至止](?!12月)[0-9]{1,2}月|前[0-9]{1,2}个月"
_SOME_MONTHS = (
    f"(?<![0-9])(?!1月?[至到—－-]12月)[0-9]{{1,2}}月?[至到—－-][0-9]{{1,2}}月|{_FIRST_MONTHS}"
)
_ONE_MONTH = "(?<![^，；。\n])(?:20[0-9]{2}年)?[0-9]{1,2}月份?(?=，|共|收到|受理|我|本)"
_DATES = {
    "months": re.compile(f"{_SOME_MONTHS}|{_ONE_MONTH}"),
    "year": re.compile("20[0-9]{2}年度?"),
    "month": re.compile("[0-9]{1,2}月"),
}
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
    roles: frozenset[Role] = frozenset()
    topic: Topic | None = None
    senses: tuple[Sense, ...] = ()
    number: Number | None = None

    @property
    def is_hard(self) -> bool:
        """Whether it is a mark at which what a word names ends."""
        return self.kind == "mark" and self.text in _HARD

    @property
    def is_part(self) -> bool:
        """Whether it makes a number beside it count a part, or speaks of another year."""
        return Role.PART in self.roles or Role.ANOTHER_YEAR in self.roles or self.kind == "year"

    @property
    def is_of_documents(self) -> bool:
        """Whether it names a figure of 行政规范性文件."""
        return any(each.about is Topic.DOCUMENTS for each in self.senses)


class Lexicon:
    """The words of the tables for the report on one year, and the labels of its form."""

    def __init__(self, context: Context) -> None:
        edition, year = context
        variants = VARIANTS | {
            "{last}": f"上年 上一年 上年度 上一年度 去年 往年 {year - 1}年 {year - 1}年度",
            "{this}": str(year),
            "{next}": f"下年 下一年 下年度 下一年度 次年 明年 {year + 1}年 {year + 1}年度",
        }
        roles = defaultdict(set)
        for role in Role:
            for word in expanded(role.value, variants):
                roles[word].add(role)
        for word in _kinds_of_organisations(edition):
            roles[word].add(Role.PART)
        topics = {
            word: topic for topic, table in TOPICS.items() for word in expanded(table, variants)
        }
        senses = _senses(edition, variants)
        self._known = {
            word: (frozenset(roles[word]), topics.get(word), tuple(senses[word]))
            for word in {*roles, *topics, *senses}
        }
        self._tree: dict[str, Any] = {}
        """The words, character by character; after the last of a word stands an empty one."""
        for word in self._known:
            branch = self._tree
            for character in word:
                branch = branch.setdefault(character, {})
            branch[""] = word

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text, which `uniform` made; spaces are in none of them."""
        last = 0
        for number in (*numbers_of_uniform(text), None):
            end = number.start if number else len(text)
            yield from self._words(text, last, end)
            if number:
                yield Token(number.start, number.end, number.shown, "number", number=number)
                last = number.end

    def _words(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of a piece of a text without numbers."""
        bare = text[start:end]
        places: Sequence[int] = range(start, end)
        if _SPACE.search(bare):
            places = [at for at in places if not _SPACE.match(text, at)]
            bare = "".join(text[at] for at in places)
        at = last = 0
        while at <= len(bare):
            length, kind = self._at(bare, at) if at < len(bare) else (0, "end")
            if kind and last < at:
                yield Token(places[last], places[at - 1] + 1, bare[last:at], "")
            if length:
                word = bare[at : at + length]
                known = self._known.get(word, ())
                yield Token(places[at], places[at + length - 1] + 1, word, kind, *known)
                last = at + length
            at += length or 1

    def _at(self, bare: str, at: int) -> tuple[int, str]:
        """How long the token is that stands at a place, and its kind; 0 where none is known."""
        first = bare[at]
        if first in _BEGIN_DATES and (match := _DATES["months"].match(bare, at)):
            return len(match[0]), "months"
        longest, end, branch = 0, at, self._tree.get(first)
        while branch is not None:
            end += 1
            if "" in branch:
                longest = end - at
            branch = branch.get(bare[end : end + 1] or None)
        if first in _MARKS and longest <= 1 and _MARK.match(bare, at):
            return 1, "mark"
        if longest:
            return longest, "word"
        for kind in ("year", "month") if first in _BEGIN_DATES else ():
            if match := _DATES[kind].match(bare, at):
                return len(match[0]), kind
        return 0, ""


lexicon_for = cache(Lexicon)


def sentences_of(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """The tokens of each sentence of a paragraph, with the mark at its end."""
    sentence: list[Token] = []
    for token in tokens:
        sentence.append(token)
        if token.kind == "mark" and token.text in _STOPS:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def topics_of(tokens: Iterable[Token]) -> list[Topic]:
    """What some words are about, in order."""
    return [token.topic for token in tokens if token.topic]


def roles_of(tokens: Iterable[Token]) -> set[Role]:
    """What some words do."""
    return {role for token in tokens for role in token.roles}


def _kinds_of_organisations(edition: Edition) -> frozenset[str]:
    """The columns of table three: of what one kind of them was answered the prose has no figure."""
    refs = [ref for each in edition.applicants for ref in each.places]
    table = edition.table_of(refs[0]) if refs else None
    leaves = table.column_leaves if table else ()
    return frozenset(leaf.path[-1].label for leaf in leaves if len(leaf.path) > 2) - {"其他"}


def _senses(edition: Edition, variants: Mapping[str, str]) -> defaultdict[str, list[Sense]]:
    """What each word counts, in figures of the form; and each label of the form."""
    found = defaultdict(list)
    for meaning in MEANINGS:
        for topic in meaning.about or (None,):
            sense = Sense(tuple(_named(edition, meaning.counts, topic)), topic)
            for word in expanded(meaning.words, variants):
                found[word].append(sense)
    for row in rows_of_groups(edition):
        for word in _shortened(row):
            found[word].append(Sense((row,), Topic.APPLICATIONS))
    return found


def _named(edition: Edition, counts: Sequence[str], topic: Topic | None) -> Iterator[str]:
    """The names of figures of this form, of the topic; of a kind of suits also those of both kinds."""
    prefixes = [*_PREFIXES.get(topic, [topic.value])] if topic else [""]
    if topic in SUITS and counts != ("{}总数",):
        prefixes.append(Topic.SUITS.value)
    known = {PUBLISHED, *figures_by_name(edition)}
    for name, prefix in product(counts, prefixes):
        named = name.replace("{}", prefix)
        if not name or known.issuperset(named.split("+")):
            yield named


def _shortened(label: str) -> set[str]:
    """A label of the form, whole and without what sentences leave out of it."""
    begun = [label, *(label.removeprefix(each) for each in LEFT_OUT_BEFORE.split())]
    return {*begun, *(each.removesuffix(end) for each in begun for end in LEFT_OUT_BEHIND.split())}
