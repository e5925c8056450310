"""The smallest changes of figures that make all the sums hold again: which cells may be wrong.

Every sum that must hold is a linear equation over the cells. What an equation lacks is its gap. A
wrong cell opens a gap in each of its equations, by the same amount, and in no other: so the cell is
looked up by the pattern of the gaps, not searched. A total that is still a formula is no cell that
a person typed; the cells that it sums stand in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.model.figures import Figure, distance
from disclosure_cli.model.report import Report

LEAST_EXCHANGE = 10
"""How far two figures must be apart for their having changed places to tell something: a few 件 are as
easily counted in the wrong column, and some two figures of a column differ by them."""


class CellChange(NamedTuple):
    """What one cell would have to hold instead of what it holds."""

    ref: Ref
    found: Figure
    expected: Figure


Correction = tuple[CellChange, ...]
"""Changes, one or two in the order of reading, that together make all the sums hold."""


class Diagnosis(NamedTuple):
    """Sums that do not hold, with the smallest corrections that make all of them hold."""

    broken: tuple[Equation, ...]
    corrections: tuple[Correction, ...]
    """All that are equally small, in the order of reading; none where two cells are not enough."""

    @property
    def is_certain(self) -> bool:
        """Whether one correction alone is possible, of one cell or of fewer cells than sums fail.

        Two cells for two sums say no more than that the two sums fail.
        """
        if len(self.corrections) != 1:
            return False
        cells = len(self.corrections[0])
        return cells == 1 or cells < len(self.broken)


Gaps = Mapping[int, Figure]
"""By number of an equation: its left side less its right, where that is not 0."""
Pattern = frozenset[tuple[int, bool]]
"""Equations, and whether each is moved the same way as the first of them."""


def diagnose(report: Report) -> Iterator[Diagnosis]:
    """Say for each group of connected sums what is wrong with it, if anything is."""
    for equations in _connected(report):
        gaps = _gaps(report, equations)
        if not gaps:
            continue
        system = _System(report, equations, gaps)
        for part, corrections in system.causes():
            broken = tuple(equations[number] for number in part)
            yield Diagnosis(broken, tuple(sorted(corrections, key=system.place)))


def exchanges(one: Diagnosis, other: Diagnosis) -> Iterator[Correction]:
    """Each change of a cell for either diagnosis, in which together two figures change places."""
    pairs = (mine + yours for mine, yours in product(one.corrections, other.corrections))
    return (pair for pair in pairs if is_exchange(pair))


def is_exchange(correction: Correction) -> bool:
    """Whether two cells of one row or column get each other's figures, which are not almost equal."""
    if len(correction) != 2:
        return False
    one, other = correction
    in_line = one.ref.row == other.ref.row or one.ref.column == other.ref.column
    changed_places = (one.found, one.expected) == (other.expected, other.found)
    is_clear = distance(one.found, one.expected) >= LEAST_EXCHANGE
    return one.ref.table == other.ref.table and in_line and changed_places and is_clear


def _connected(report: Report) -> list[list[Equation]]:
    """The sums that can be judged, those with a cell in common together.

    All of table three is one group; so is each block of table four, and the categories.
    """
    groups: list[tuple[set[Ref], list[Equation]]] = []
    for equation in report.independent_equations:
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

    def __init__(self, report: Report, equations: list[Equation], gaps: Gaps) -> None:
        self.report = report
        self.gaps = gaps
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
        return [(change,) for change in self._closing(gaps)]

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
                        pair = sorted((change, other), key=lambda each: self.order[each.ref])
                        found[frozenset((ref, other.ref))] = tuple(pair)
        return list(found.values())

    def place(self, correction: Correction) -> list[int]:
        """For sorting: the order of reading."""
        return [self.order[change.ref] for change in correction]

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


def _gaps(report: Report, equations: list[Equation]) -> Gaps:
    """What each of some equations lacks that does not hold."""
    sides = ((report.sum(each.left), report.sum(each.right)) for each in equations)
    return {number: left - right for number, (left, right) in enumerate(sides) if left != right}


def _effects(report: Report, equations: list[Equation]) -> dict[Ref, dict[int, int]]:
    """By typed cell: by how much its growing by one widens the gap of each equation, 1 or -1."""
    effects: dict[Ref, dict[int, int]] = {}
    for number, equation in enumerate(equations):
        for refs, sign in ((equation.left, 1), (equation.right, -1)):
            for ref in refs:
                for cell in typed(report, ref):
                    by_equation = effects.setdefault(cell, {})
                    by_equation[number] = by_equation.get(number, 0) + sign
    # On both sides of a sum, as the parts of a formula are, a cell has no effect on it.
    kept = {ref: {n: e for n, e in by.items() if e} for ref, by in effects.items()}
    return {ref: by for ref, by in kept.items() if by}


def typed(report: Report, ref: Ref) -> Iterator[Ref]:
    """The cells that a person typed and that make up a figure: itself, unless it is a formula."""
    if report.entries[ref].is_sum:
        for part in report.edition.totals[ref]:
            yield from typed(report, part)
    else:
        yield ref


def _pattern(amounts: Mapping[int, Figure]) -> Pattern:
    """Which equations are moved, and which of them the same way as the first."""
    first = amounts[min(amounts)] > 0
    return frozenset((number, (amount > 0) == first) for number, amount in amounts.items())
