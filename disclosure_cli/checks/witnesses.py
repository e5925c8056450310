"""What beside the sums tells which of several corrections is the right one.

A sentence or last year's report says what figures add up to; it speaks for a correction if it
disagrees with the figures as they are and agrees once they are corrected. What agrees already speaks
for nothing: a clerk copies sentences from the table, mistakes too. A correction is decided on if it is
the only one for which all speak that speak for any.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from disclosure_cli.checks.corrections import (
    Correction,
    Diagnosis,
    diagnose,
    exchanges,
    is_exchange,
    typed,
)
from disclosure_cli.checks.given_figures import GivenFigure, given_figures
from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.carry_over import openings
from disclosure_cli.model.figures import EntryIssue, Figure, plain
from disclosure_cli.model.findings import Certainty, Witness, WitnessKind
from disclosure_cli.model.places import Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Report

ODD = (EntryIssue.WRITTEN_OUT, EntryIssue.NOTHING, EntryIssue.BLANK)
"""Entries that were read, but are no plain number."""


class Verdict(NamedTuple):
    """Sums that fail together, and what is known of why."""

    broken: tuple[Equation, ...]
    certainty: Certainty
    correction: Correction = ()
    """The right one; none where it is `OPEN`."""
    witness: Witness | None = None
    is_one_cause: bool = True
    """Whether a single cell, or a pair that is known, makes all of the sums fail."""
    agreeing: Place | None = None
    """Of categories that are `OPEN`: where the text gives their total as it stands."""


class Testimony(NamedTuple):
    """What some figures add up to, by a witness. Without a figure: that this one cell is odd."""

    refs: tuple[Ref, ...]
    figure: Figure | None
    witness: Witness


class Opinion(NamedTuple):
    """The corrections of a diagnosis for which a witness speaks, one or more."""

    corrections: tuple[Correction, ...]
    witness: Witness


def verdicts(report: Report, last: Report | None = None) -> Iterator[Verdict]:
    """What is known of each cause for which sums fail; `last` is the report of the year before."""
    undecided = []
    for diagnosis in diagnose(report):
        if diagnosis.is_certain:
            yield Verdict(diagnosis.broken, Certainty.CERTAIN, diagnosis.corrections[0])
        else:
            undecided.append(diagnosis)
    testimonies = list(_testimonies(report, last)) if undecided else []
    opinions = [_opinions(report, each, testimonies) for each in undecided]
    exchanged = _exchanged(report, undecided, opinions)
    yield from exchanged.values()
    settled = {number for pair in exchanged for number in pair}
    decided = {
        number: found
        for number, diagnosis in enumerate(undecided)
        if number not in settled and (found := _decided(diagnosis, opinions[number]))
    }
    heard = Counter(each.witness for each in decided.values())
    for number, diagnosis in enumerate(undecided):
        found = decided.get(number)
        # One figure of the text cannot be short by what two cells are.
        if found and (heard[found.witness] == 1 or not _is_sentence(found.witness)):
            yield found
        elif number not in settled:
            yield _open(report, diagnosis, testimonies)


def _decided(diagnosis: Diagnosis, opinions: list[Opinion]) -> Verdict | None:
    """The correction for which all witnesses speak, if there is one and no second."""
    agreed = [
        correction
        for correction in diagnosis.corrections
        if opinions and all(correction in each.corrections for each in opinions)
    ]
    if len(agreed) != 1:
        return None
    clearest = min(opinions, key=lambda each: len(each.corrections))
    return Verdict(diagnosis.broken, Certainty.WITNESSED, agreed[0], clearest.witness)


def _is_sentence(witness: Witness | None) -> bool:
    return witness is not None and witness.kind is WitnessKind.SENTENCE


def _opinions(report: Report, diagnosis: Diagnosis, testimonies: list[Testimony]) -> list[Opinion]:
    """What each witness says of a diagnosis that says anything of it."""
    found = [
        Opinion(
            tuple(c for c in diagnosis.corrections if _speaks_for(report, each, c)), each.witness
        )
        for each in testimonies
    ]
    swaps = [each for each in diagnosis.corrections if is_exchange(each)]
    if len(swaps) == 1:
        found.append(Opinion(tuple(swaps), _exchange(report, swaps[0])))
    return [each for each in found if each.corrections]


def _speaks_for(report: Report, testimony: Testimony, correction: Correction) -> bool:
    """Whether a witness disagrees with the figures as they are, and agrees once they are corrected."""
    if testimony.figure is None:
        return any(change.ref in testimony.refs for change in correction)
    cells = Counter(_cells(report, testimony.refs))
    now = report.sum(testimony.refs)
    then = now + sum(cells[ref] * (expected - found) for ref, found, expected in correction)
    return now != testimony.figure == then


def _exchanged(
    report: Report, undecided: list[Diagnosis], opinions: list[list[Opinion]]
) -> dict[tuple[int, int], Verdict]:
    """By the numbers of two diagnoses: that figures of theirs changed places, and no others can have."""
    swaps = [
        (at, other, swap)
        for at, other in combinations(range(len(undecided)), 2)
        for swap in exchanges(undecided[at], undecided[other])
    ]
    taken = Counter(number for at, other, _swap in swaps for number in (at, other))
    return {
        (at, other): Verdict(
            undecided[at].broken + undecided[other].broken,
            Certainty.WITNESSED,
            swap,
            _exchange(report, swap),
        )
        for at, other, swap in swaps
        if taken[at] == taken[other] == 1
        and all(swap[:1] in each.corrections for each in opinions[at])
        and all(swap[1:] in each.corrections for each in opinions[other])
    }


def _exchange(report: Report, swap: Correction) -> Witness:
    place, other = (report.place(change.ref) for change in swap)
    says = _("{place} 与 {other} 的数字互换后各项相符").format(place=place, other=other)
    return Witness(WitnessKind.EXCHANGE, other, says)


def _open(report: Report, diagnosis: Diagnosis, testimonies: list[Testimony]) -> Verdict:
    """That nothing is decided; where it is the categories, with the sentence that gives their total."""
    is_theirs = CATEGORY_TOTAL in diagnosis.broken[0].left
    agreeing = (
        each.witness.place
        for each in testimonies
        if (each.refs, each.figure) == ((CATEGORY_TOTAL,), report[CATEGORY_TOTAL])
    )
    return Verdict(
        diagnosis.broken,
        Certainty.OPEN,
        is_one_cause=any(len(correction) == 1 for correction in diagnosis.corrections),
        agreeing=next(agreeing, None) if is_theirs else None,
    )


def _testimonies(report: Report, last: Report | None) -> Iterator[Testimony]:
    """All witnesses of a report. An odd cell is none if another witness confirms what was read of it."""
    found = list(_of_others(report, last))
    yield from found
    confirmed = {
        cell
        for each in found
        if report.sum(each.refs) == each.figure
        for cell in _cells(report, each.refs)
    }
    yield from (each for each in _odd_cells(report) if confirmed.isdisjoint(each.refs))


def _of_others(report: Report, last: Report | None) -> Iterator[Testimony]:
    """What the text and last year's report say of this year's figures."""
    for given in given_figures(report):
        if not report.is_readable(given.refs) or _is_at_odds(report, given):
            continue
        place = report.place(given.at)
        says = _("正文（{place}）写{words}").format(place=place, words=given.words)
        witness = Witness(WitnessKind.SENTENCE, place, says)
        yield Testimony(given.refs, given.figure, witness)
    if last is None:
        return
    for each in openings(report, last):
        if report.is_readable([each.at]) and not last.entries[each.before].is_blank:
            place = last.place(each.before)
            says = _("上年报告（{place}）的“{row}”为 {figure}").format(
                place=place, row=last.labels(each.before)[0], figure=plain(each.expected)
            )
            witness = Witness(WitnessKind.LAST_YEAR, place, says)
            yield Testimony((each.at,), each.expected, witness)


def _is_at_odds(report: Report, given: GivenFigure) -> bool:
    """Whether its sentence is old, or tells of something else: another number is not in the table either.

    One that has a cell in common with the figure may be wrong for the same reason.
    """
    cells = set(_cells(report, given.refs))
    return any(
        all(report.sum(refs) != other.value for refs in other.counts)
        and cells.isdisjoint(cell for refs in other.counts for cell in _cells(report, refs))
        for other in given.beside
        if all(map(report.is_readable, other.counts))
    )


def _odd_cells(report: Report) -> Iterator[Testimony]:
    """The one cell of a table, if there is one, that a person filled in and that holds no plain number."""
    odd: dict[str, list[Ref]] = defaultdict(list)
    for ref, entry in report.entries.items():
        if entry.issue is not None and not entry.is_sum:
            odd[ref.table].append(ref)
    for refs in odd.values():
        entry = report.entries[refs[0]]
        if len(refs) == 1 and entry.issue in ODD:
            place = report.place(refs[0])
            says = (
                _("这张表中只有 {place} 空白")
                if entry.is_blank
                else _("这张表中只有 {place} 不是数字，填的是文本“{shown}”")
            ).format(place=place, shown=entry.shown)
            yield Testimony(tuple(refs), None, Witness(WitnessKind.CELL, place, says))


def _cells(report: Report, refs: Iterable[Ref]) -> Iterator[Ref]:
    """The typed cells that figures are made up of."""
    return (cell for ref in refs for cell in typed(report, ref))
