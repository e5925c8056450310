"""The smallest change of figures that makes all the sums hold again: which cell is wrong.

Every sum that must hold is a linear equation over the cells. What an equation lacks is its gap. A
wrong cell opens a gap in each of its equations, by the same amount, and in no other: so the cell is
looked up by the pattern of the gaps, not searched. A total that is still a formula is no cell that
a person typed; the cells that it sums stand in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.model.figures import Figure, plain
from disclosure_cli.model.report import CATEGORY_TOTAL, Report


class Cause(IntEnum):
    """How a figure may have come to be wrong, likeliest first."""

    LEFT_OUT = 0
    """A total that stayed at 0, or a cell that stayed blank."""
    MOVED = 1
    """The figure of the next row or column."""
    SWAPPED = 2
    """Two digits changed places."""
    ONE_DIGIT = 3
    """One digit too many, too few, or another one."""
    AT_ZERO = 4
    """A 0 where a figure of some size is due."""
    UNKNOWN = 5


class CellChange(NamedTuple):
    """What one cell would have to hold instead of what it holds."""

    ref: Ref
    found: Figure
    expected: Figure


class Correction(NamedTuple):
    """Changes, one or two, that make all the sums hold if all of them are made."""

    changes: tuple[CellChange, ...]
    cause: Cause


class Diagnosis(NamedTuple):
    """Sums that do not hold, with the smallest corrections that make all of them hold."""

    broken: tuple[Equation, ...]
    corrections: tuple[Correction, ...]
    """Likeliest first; empty where no change of two cells is enough."""


Gaps = Mapping[int, Figure]
"""By number of an equation: its left side less its right, where that is not 0."""
Pattern = frozenset[tuple[int, bool]]
"""Equations, and whether each is moved the same way as the first of them."""


def diagnose(report: Report) -> Iterator[Diagnosis]:
    """Say for each group of connected sums what is wrong with it, if anything is."""
    for equations in _connected(report):
        system = _System(report, equations)
        for gaps, corrections in system.causes() if system.gaps else ():
            broken = tuple(equations[number] for number in gaps)
            yield Diagnosis(broken, tuple(sorted(corrections, key=system.rank)))


def _connected(report: Report) -> list[list[Equation]]:
    """The sums that can be judged, those with a cell in common together.

    All of table three is one group; so is each block of table four, and the categories.
    """
    groups: list[tuple[set[Ref], list[Equation]]] = []
    for equation in report.equations:
        if not report.is_readable(equation.refs):
            continue
        cells, members = set(equation.refs), [equation]
        for group in [group for group in groups if not cells.isdisjoint(group[0])]:
            groups.remove(group)
            cells, members = group[0] | cells, group[1] + members
        groups.append((cells, members))
    return [members for _, members in groups]


class _System:
    """Connected equations, their gaps, and what each typed cell does to them."""

    def __init__(self, report: Report, equations: list[Equation]) -> None:
        self.report = report
        sides = [(report.sum(e.left), report.sum(e.right)) for e in equations]
        self.gaps: Gaps = {
            n: left - right for n, (left, right) in enumerate(sides) if left != right
        }
        self.effects = _effects(report, equations)
        self.order = {ref: number for number, ref in enumerate(self.effects)}
        self.alike: dict[Pattern, list[Ref]] = defaultdict(list)
        for ref, effects in self.effects.items():
            self.alike[_pattern(effects)].append(ref)

    def causes(self) -> Iterator[tuple[Gaps, list[Correction]]]:
        """The gaps by their causes, each with its corrections: one cell first, then two."""
        if one := self.one_cell(self.gaps):
            yield self.gaps, one
        elif parts := self._apart():
            yield from ((part, self.one_cell(part)) for part in parts)
        else:
            yield self.gaps, self.two_cells()

    def _apart(self) -> list[Gaps]:
        """The gaps as those of several wrong cells that have no sum in common, if they are.

        They are if a single cell accounts for each gap together with the same other gaps, whichever
        cell is taken.
        """
        parts: dict[int, set[frozenset[int]]] = {number: set() for number in self.gaps}
        for ref, effects in self.effects.items():
            if effects.keys() <= self.gaps.keys():
                part = {number: self.gaps[number] for number in effects}
                if any(change.ref == ref for change in self._closing(part)):
                    for number in effects:
                        parts[number].add(frozenset(effects))
        if any(len(candidates) != 1 for candidates in parts.values()):
            return []
        apart = dict.fromkeys(candidate for (candidate,) in parts.values())
        return [{number: self.gaps[number] for number in sorted(part)} for part in apart]

    def one_cell(self, gaps: Gaps) -> list[Correction]:
        """Every cell whose change alone closes these gaps, and no other."""
        return [self._correction(change) for change in self._closing(gaps)]

    def two_cells(self) -> list[Correction]:
        """Every pair of cells whose changes together close all gaps.

        One of the two stands in the first broken equation. One of the two stands in an equation
        in which the other does not, whose gap is then the amount of its change; and what is left
        over must be the pattern of the other.
        """
        first = min(self.gaps)
        found: dict[frozenset[Ref], Correction] = {}
        for ref, effects in self.effects.items():
            amounts = {-effect * self.gaps[n] for n, effect in effects.items() if n in self.gaps}
            for amount in amounts if first in effects else ():
                change = self._change(ref, amount)
                left = self._gaps_after(effects, amount)
                for other in self._closing(left) if change and left else ():
                    if change and other.ref != ref:
                        found[frozenset((ref, other.ref))] = self._correction(change, other)
        return list(found.values())

    def rank(self, correction: Correction) -> tuple[object, ...]:
        """For sorting: likely causes first, then totals, then the order of reading."""
        return (
            correction.cause,
            sorted(not _is_total(self.report, change.ref) for change in correction.changes),
            [self.order[change.ref] for change in correction.changes],
        )

    def _correction(self, *changes: CellChange) -> Correction:
        """The changes in the order of reading, with the least likely of their causes."""
        in_order = tuple(sorted(changes, key=lambda change: self.order[change.ref]))
        if _is_move(self.report, in_order):
            return Correction(in_order, Cause.MOVED)
        return Correction(in_order, max(_cause(self.report, change) for change in in_order))

    def _gaps_after(self, effects: Mapping[int, int], amount: Figure) -> Gaps:
        """What is left of the gaps once a cell with these effects has grown by an amount."""
        left = dict(self.gaps)
        for number, effect in effects.items():
            left[number] = left.get(number, 0) + effect * amount
        return {number: gap for number, gap in left.items() if gap}

    def _closing(self, gaps: Gaps) -> Iterator[CellChange]:
        """Each cell whose change alone closes exactly these gaps."""
        if len({abs(gap) for gap in gaps.values()}) != 1:
            return
        for ref in self.alike.get(_pattern(gaps), ()):
            number, gap = next(iter(gaps.items()))
            if change := self._change(ref, -gap * self.effects[ref][number]):
                yield change

    def _change(self, ref: Ref, amount: Figure) -> CellChange | None:
        """The change of a cell by an amount; None where no count can be what it would hold."""
        expected = self.report[ref] + amount
        return CellChange(ref, self.report[ref], expected) if expected >= 0 else None


def _effects(report: Report, equations: list[Equation]) -> dict[Ref, dict[int, int]]:
    """By typed cell: by how much its growing by one widens the gap of each equation, 1 or -1."""
    effects: dict[Ref, dict[int, int]] = {}
    for number, equation in enumerate(equations):
        for refs, sign in ((equation.left, 1), (equation.right, -1)):
            for ref in refs:
                for cell in _typed(report, ref):
                    by_equation = effects.setdefault(cell, {})
                    by_equation[number] = by_equation.get(number, 0) + sign
    # On both sides of a sum, as the parts of a formula are, a cell has no effect on it.
    kept = {ref: {n: e for n, e in by.items() if e} for ref, by in effects.items()}
    return {ref: by for ref, by in kept.items() if by}


def _typed(report: Report, ref: Ref) -> Iterator[Ref]:
    """The cells that a person typed and that make up a figure: itself, unless it is a formula."""
    if report.entries[ref].is_sum:
        for part in report.edition.totals[ref]:
            yield from _typed(report, part)
    else:
        yield ref


def _pattern(amounts: Mapping[int, Figure]) -> Pattern:
    """Which equations are moved, and which of them the same way as the first."""
    first = amounts[min(amounts)] > 0
    return frozenset((number, (amount > 0) == first) for number, amount in amounts.items())


def _is_total(report: Report, ref: Ref) -> bool:
    return ref == CATEGORY_TOTAL or ref in report.edition.totals


def _cause(report: Report, change: CellChange) -> Cause:
    ref, found, expected = change
    if found == 0 and (_is_total(report, ref) or report.entries[ref].is_blank):
        return Cause.LEFT_OUT
    old, new = plain(found), plain(expected)
    if len(old) > 1 and any(report[beside] == found for beside in report.edition.beside(ref)):
        return Cause.MOVED
    if _swapped(old, new):
        return Cause.SWAPPED
    # Of a single digit, any change is a change of one.
    if max(len(old), len(new)) > 1 and _one_digit(old, new):
        return Cause.ONE_DIGIT
    return Cause.AT_ZERO if found == 0 and len(new) > 1 else Cause.UNKNOWN


def _is_move(report: Report, changes: tuple[CellChange, ...]) -> bool:
    """Whether two cells next to each other hold each other's figures."""
    if len(changes) != 2:
        return False
    one, other = changes
    exchanged = (one.found, one.expected) == (other.expected, other.found)
    return exchanged and other.ref in report.edition.beside(one.ref)


def _swapped(old: str, new: str) -> bool:
    """Whether two digits next to each other have changed places."""
    return any(
        new == old[:n] + old[n + 1] + old[n] + old[n + 2 :]
        for n in range(len(old) - 1)
        if old[n] != old[n + 1]
    )


def _one_digit(old: str, new: str) -> bool:
    """Whether one digit was changed, added or left out."""
    short, long = sorted((old, new), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
