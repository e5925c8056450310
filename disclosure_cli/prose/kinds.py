"""Kinds of figures, as the prose tells them apart: what came in, what became of it, in which units."""

from __future__ import annotations

from collections.abc import Collection

from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.form.spoken import rows_of_groups
from disclosure_cli.prose.numbers import Number
from disclosure_cli.prose.surroundings import Counts
from disclosure_cli.prose.tokens import Token
from disclosure_cli.prose.words import (
    ALL,
    CARRIED_IN,
    CARRIED_OVER,
    GRANTED,
    GRANTED_OR_PARTLY,
    HANDLED,
    NEW,
    ORGANISATION,
    PERSON,
    Topic,
)

A = Topic.APPLICATIONS
RECEIVED: Counts = (NEW, ALL)
AMOUNT: Counts = (NEW, ALL, HANDLED)
BY_REQUEST: Counts = (*AMOUNT, GRANTED, GRANTED_OR_PARTLY)
CARRIED: Collection[Counts] = ((CARRIED_IN,), (CARRIED_OVER,), (CARRIED_OVER, CARRIED_IN))
CASE_TOTALS = frozenset(("行政复议总数", "行政诉讼总数"))
OUTCOMES = frozenset(each.name for edition in EDITIONS for each in edition.outcomes)
"""What became of applications."""
ROWS = frozenset().union(*map(rows_of_groups, EDITIONS))
"""The rows within groups, which nothing but their label names."""
_SHARED = OUTCOMES.union(each.name for edition in EDITIONS for each in edition.applicants)
"""What percentages are given of."""
CAME_IN: Collection[Counts] = (RECEIVED, (NEW,))
APPLICANTS: Collection[Counts] = (PERSON, ORGANISATION)
SHOWN: Counts = (GRANTED, GRANTED_OR_PARTLY)
WORKED: Collection[Counts] = ((ALL, HANDLED, NEW), (HANDLED,))
WEAK: Collection[Counts] = (*CAME_IN, AMOUNT, BY_REQUEST, *APPLICANTS, *WORKED)
"""What gives way to a word for what was carried in or over in the same clause."""
ENDINGS = ("结果维持数", "结果纠正数", "其他结果数", "尚未审结数")
"""How cases end."""


def is_outcome(counts: Counts) -> bool:
    """Whether these figures are what became of applications."""
    return bool(counts) and OUTCOMES.issuperset(counts[0].split("+"))


def is_ending(counts: Counts) -> bool:
    """Whether these figures are what became of applications or of cases."""
    return is_outcome(counts) or (bool(counts) and counts[0].endswith(ENDINGS))


def is_of_applications(token: Token) -> bool:
    """Whether a word names what became of applications, and nothing else: 予以公开, but not 公开."""
    counts = [sense.counts for sense in token.senses if sense.about is A]
    return len(counts) == len(token.senses) > 0 and all(
        len(each) == 1 and is_outcome(each) for each in counts
    )


def is_share(counts: Counts) -> bool:
    """Whether these figures are such as percentages are given of: outcomes, kinds of applicants."""
    return bool(counts) and _SHARED.issuperset(counts[0].split("+"))


def is_unit_of(number: Number, counts: Counts, *, by_item: bool) -> bool:
    """Whether the unit is one that such figures are counted in; 0 is 0 in any.

    `by_item` says that such figures are counted in 条 or 项 here.
    """
    if number.unit == "元" or counts[0].endswith("金额"):
        return number.unit == "元" and counts[0].endswith("金额")
    if number.unit == "个":
        return not any("申请" in name or name == HANDLED for name in counts)
    is_decided = any("决定数" in name for name in counts)
    is_by_the_piece = is_decided or counts == BY_REQUEST or is_outcome(counts)
    if is_by_the_piece and number.unit in ("次", "人次"):
        return False
    if is_by_the_piece or any("规" in name for name in counts):
        may_be_in_items = by_item or (not number.value and not is_decided)
        return number.unit not in ("条", "篇", "项") or may_be_in_items
    return True
