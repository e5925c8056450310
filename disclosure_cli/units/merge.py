"""Adds the figures of all units up, cell by cell, to their government's own report.

The inputs are summed and the totals computed anew; what a unit's totals say is of no concern. Nothing is left out
or counted twice in silence: what cannot be counted is refused with a list, what is peculiar is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from disclosure_cli.errors import DisclosureError
from disclosure_cli.form.editions import edition_for
from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition, Measure, Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.contributions import ListedUnit, UnitIndex, UnitRow, Units
from disclosure_cli.model.figures import Entry, Figure, plain, total
from disclosure_cli.model.report import ORGAN, YEAR, Report
from disclosure_cli.units.contributors import (
    Contributor,
    NotMerged,
    category_counts,
    contributors_of,
    known_units,
    to_be_mended,
    without_itself,
    workbooks_first,
)
from disclosure_cli.units.merge_remarks import remarks_on_figures, remarks_on_units
from disclosure_cli.units.submission import Submission
from disclosure_cli.workbook import layout


class MergeRequest(NamedTuple):
    """Whose report is to be made of the units', and which units count."""

    organ: str
    year: int
    listed: tuple[ListedUnit, ...] = ()
    """The units that have to report; empty where there is no list."""
    without: tuple[str, ...] = ()
    """Units that do not count, by their names."""
    admitted: Mapping[str, str] = {}
    """Units that count with their errors, by their names, each with the reason."""


@dataclass(frozen=True)
class Merged:
    """A government's report as the sum of its units'."""

    report: Report
    """Its texts are still to be written."""
    contributors: tuple[Contributor, ...]
    """In the order of the rows of 汇总来源."""
    missing: tuple[str, ...]
    """Units of the list that sent nothing."""
    without: tuple[str, ...]
    """Units that do not count because that was asked for."""
    remarks: tuple[str, ...]
    """What there is to say, a sentence each."""


def merge(submissions: Iterable[Submission], request: MergeRequest) -> Merged:
    """The report of a government, from what its units sent.

    Raises `NotMerged` where a file cannot be read, and where a unit has errors and is not admitted, or has sent
    several files or one of another year; `NoEdition` for a year without a form; and `DisclosureError` for a name
    among those without or admitted that no unit has, and where no unit is left.
    """
    edition = edition_for(request.year)
    index = UnitIndex(request.listed)
    all_sent, before = without_itself(submissions, request.organ, index)
    without = known_units(request.without, all_sent, index)
    admitted = known_units(request.admitted, all_sent, index)
    reasons = dict(zip(admitted, request.admitted.values(), strict=True))
    counted = workbooks_first([each for each in all_sent if each.name not in without])
    places = {unit.name: number for number, unit in enumerate(request.listed)}
    counted.sort(key=lambda each: places.get(each.name, len(places)))
    if to_mend := list(to_be_mended(counted, request.year, reasons)):
        raise NotMerged(to_mend)
    fitting = [each for each in counted if each.submission.form == edition.key]
    contributors = tuple(contributors_of(fitting, reasons))
    if not contributors:
        raise DisclosureError(_("没有可以汇总的单位；请核对文件夹、年度和不计入的单位。"))
    listed = tuple(unit for unit in request.listed if unit.name not in without)
    present = {each.name for each in contributors}
    missing = tuple(unit.name for unit in listed if unit.name not in present)
    report = merged_report(contributors, edition, request._replace(listed=listed))
    remarks = [
        *(_("{file} 是以前汇总的，没有计入。").format(file=each.file) for each in before),
        *remarks_on_units(counted, missing, without, edition, index),
        *remarks_on_figures(report, contributors),
    ]
    return Merged(report, contributors, missing, tuple(without), tuple(remarks))


def merged_report(
    contributors: Sequence[Contributor], edition: Edition, request: MergeRequest
) -> Report:
    """The report whose figures are the sums, with the rows that they are the sums of."""
    names: dict[str, str] = {}
    for each in contributors:
        for told in category_counts(each.figures):
            names.setdefault(canonical(told.name), told.name)
    columns = layout.unit_columns(edition, tuple(names.values()))
    places = {column.ref: number for number, column in enumerate(columns)}
    rows = [
        _row(number, each, places, tuple(names))
        for number, each in enumerate(contributors, layout.UNIT_TOP)
    ]
    at = {ref: len(layout.UNIT_HEADS) + number for ref, number in places.items()}
    units = Units(layout.UNITS_SHEET, at, tuple(rows), tuple(names.values()), request.listed)
    entries = {ref: _entry(edition, ref, units.total(ref)) for ref in at}
    return Report(
        edition,
        about={ORGAN.key: request.organ, YEAR.key: str(request.year)},
        entries=entries,
        categories=tuple(names.values()),
        units=units,
    )


def _entry(edition: Edition, ref: Ref, figure: Figure) -> Entry:
    is_money = edition.measures.get(ref) is Measure.MONEY
    return Entry(figure, plain(figure), unit=Measure.MONEY.value if is_money else "")


class GivenFigures(Mapping[Ref, Entry]):
    """The figures of a unit as they would be typed, made when asked for: a thousand units have 170,000."""

    def __init__(self, places: Mapping[Ref, int], figures: Sequence[Figure | None]) -> None:
        """`places` says which of the figures is that of a name, the same for all units; None is none."""
        self._places, self._figures = places, figures

    def __getitem__(self, ref: Ref) -> Entry:
        figure = self._figures[self._places[ref]]
        if figure is None:
            raise KeyError(ref)
        return Entry(figure, plain(figure))

    def __iter__(self) -> Iterator[Ref]:
        return (ref for ref, place in self._places.items() if self._figures[place] is not None)

    def __len__(self) -> int:
        return sum(figure is not None for figure in self._figures)


def _row(
    number: int, contributor: Contributor, places: Mapping[Ref, int], categories: Sequence[str]
) -> UnitRow:
    """The row of a unit; `categories` are the names of all, as they are compared."""
    figures, sent = contributor.figures, contributor.submission
    counts: dict[str, Figure] = {}
    for name, count, _place in category_counts(figures):
        counts[canonical(name)] = counts.get(canonical(name), 0) + count
    total_count = total(counts.values()) if counts else None
    given = (*figures.inputs, total_count, *map(counts.get, categories))
    reason = [f"有错误，仍计入：{contributor.reason}"] if contributor.reason else []
    note = "；".join([*reason, *figures.notes])
    name, kind, year = contributor.name, contributor.kind, str(sent.year or "")
    return UnitRow(number, name, kind, year, sent.inside, note, GivenFigures(places, given))
