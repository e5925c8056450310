"""What a number is read by: the words around it, and what its sentence has said before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from disclosure_cli.prose.tokens import Token, topics_of
from disclosure_cli.prose.words import CASES, Role, Topic

Counts = tuple[str, ...]
"""Names of figures, `A+B` for a sum; any of them would do."""
NEAR = 40
"""Tokens that may tell what a number counts."""
_MOST_NUMBERS = 100
"""Numbers of a sentence that are remembered."""
_SEVERAL = 3
"""Ways to apply that leave none out: 当面、信函、网上提交的申请."""


class Named(NamedTuple):
    """The figures that words name, and the word that tells."""

    counts: Counts = ()
    word: str = ""


@dataclass
class Said:
    """What a sentence has said up to a place."""

    scope: str = ""
    """The word after which it speaks of something else than the whole of the year."""
    limited: dict[str, str] = field(default_factory=dict)
    """What the names of the figures contain of which it says nothing, with the word that tells so."""
    largest: dict[Counts, Decimal] = field(default_factory=dict)
    in_turn: list[Named] = field(default_factory=list)
    """What the next numbers count: 分别为3件和5件."""
    shares: list[Counts] = field(default_factory=list)
    """What the next percentages are of: 分别占62.5%、37.5%."""
    decided_by_item: bool = False
    """Whether it counts decisions in 项."""
    all_kinds: Counts = ()
    """The figure of cases of which it has counted all kinds: 案件12件，其中涉及政府信息公开的."""
    received: Decimal = Decimal(0)
    """The most applications that the paragraph says came in."""
    opened: int = 0
    """Where a bracket was opened."""
    part: str = ""
    """Of a part of the applications, where it counts no more than that: the word that tells."""
    verb: Token | None = None
    """The last word that names a figure of documents: 制发规章9件、规范性文件21件."""
    beside: list[Topic] = field(default_factory=list)
    """What the words before the last number were about."""
    published: set[str] = field(default_factory=set)
    """The units in which it counts what was published: 主动公开3件，不公开85件，依申请公开0件."""
    has_outcomes: bool = False
    """Whether it has told what became of applications or cases: 其他3件 is one of these then."""
    of_disclosure: bool = False
    of_applications: bool = False
    has_begun: bool = False
    """Whether a word stood outside of brackets; before the first a year is that of the sentence."""
    row: deque[Counts] = field(default_factory=lambda: deque(maxlen=_MOST_NUMBERS))
    """What each number since the semicolon counts."""
    numbers: deque[bool] = field(default_factory=lambda: deque(maxlen=_MOST_NUMBERS))
    """Of each number so far, whether it was read."""
    is_exact: bool = True
    """Whether no number so far is about."""


class Surroundings(NamedTuple):
    """The words around a number, up to the next numbers and commas, and what was said before."""

    before: Sequence[Token]
    after: Sequence[Token]
    tail: Sequence[Token]
    """All that follows in the clause, beyond other numbers."""
    topics: list[Topic]
    said: Said
    previous: Counts
    """What the number before it counts."""


def around(
    tokens: Sequence[Token], at: int
) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
    """The words before the number at a place, those behind it, and these beyond other numbers."""
    near, end = tokens[at + 1 : at + 1 + NEAR], at
    last = tokens[at - 1].text if at else ""
    if last == "）":
        places = reversed(range(max(0, at - NEAR), at))
        end = next((each for each in places if tokens[each].text == "（"), at)
    elif last == "：" and (not near or near[0].is_hard):
        end = at - 1
    before = before_it(tokens, end)
    is_behind_a_number = len(before) < end and bool(tokens[end - len(before) - 1].number)
    return (
        _own(before, is_behind_a_number=is_behind_a_number),
        _clause(near),
        _clause(near, over_numbers=True),
    )


def before_it(tokens: Sequence[Token], at: int, *, over_numbers: bool = False) -> list[Token]:
    """The words before a place, back to the comma or a number."""
    return _clause(tokens[max(0, at - NEAR) : at][::-1], over_numbers=over_numbers)[::-1]


def _clause(tokens: Sequence[Token], *, over_numbers: bool = False) -> list[Token]:
    """The first of some tokens, up to a comma or a number."""
    return [*takewhile(lambda each: not each.is_hard and (over_numbers or not each.number), tokens)]


def _own(before: Sequence[Token], *, is_behind_a_number: bool) -> Sequence[Token]:
    """Of the words before a number those that are its own."""
    # 8件行政复议、5件行政诉讼: a noun belongs to the number before it.
    noun = before[0].topic if is_behind_a_number and before else None
    if noun in CASES or (noun and len(before) > 1):
        before = before[1:]
    ways = [at for at, token in enumerate(before) if Role.EVERY_WAY in token.roles]
    several = [at for at, token in enumerate(before) if Role.WAY in token.roles]
    named = [at for at in several if Role.ONE_WAY in before[at].roles]
    if len(named) >= _SEVERAL and Topic.APPLICATIONS in topics_of(before):
        ways.append(several[-1])
    before = before[max(ways) + 1 :] if ways else before
    kinds = [at for at, token in enumerate(before) if Role.ALL_KINDS in token.roles]
    before = before[kinds[-1] :] if kinds else before
    # 除163件外: what stands before the exception is counted without it.
    return () if before and before[-1].text == "除" else before


def text_at(tokens: Sequence[Token], at: int) -> str:
    """The text of the token at a place; nothing where there is none."""
    return tokens[at].text if 0 <= at < len(tokens) else ""


def parted(tokens: Iterable[Token], is_between: Callable[[Token], bool]) -> list[list[Token]]:
    """Some words in groups, and what stands between these left out: 举报、投诉 and 行政复议."""
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if is_between(token):
            groups.append([])
        else:
            groups[-1].append(token)
    return groups


def is_join(token: Token) -> bool:
    """Whether a word joins others: 和, 、."""
    return Role.JOIN in token.roles


def past(tokens: Sequence[Token], at: int, role: Role) -> int:
    """The first token from a place on, of those nearby, that has not some role."""
    end = at + NEAR
    while at < end and has_role(tokens, at, role):
        at += 1
    return at


def has_role(tokens: Sequence[Token], at: int, role: Role) -> bool:
    """Whether the token at a place, if there is one, has a role."""
    return at < len(tokens) and role in tokens[at].roles


def ends_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause ends at a place, or goes on with what is joined."""
    return at >= len(tokens) or tokens[at].is_hard or Role.JOIN in tokens[at].roles
