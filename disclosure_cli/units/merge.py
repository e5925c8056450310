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
from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.contributions import (
    ListedUnit,
    UnitIndex,
    UnitRow,
    Units,
    same_name,
    standing_refs,
)
from disclosure_cli.model.figures import Entry, Figure, plain, total
from disclosure_cli.model.findings import named
from disclosure_cli.model.places import Place
from disclosure_cli.model.report import CATEGORY_TOTAL, ORGAN, YEAR, Report, category
from disclosure_cli.units.nearest import nearest
from disclosure_cli.units.submission import Submission, UnitFigures
from disclosure_cli.workbook import layout

UNSORTED = "未分类"
"""The category of what a unit counts without any."""
_REGULATIONS = "规章"
"""The label of the row of what only some governments can make."""
_RULE = "D323"
"""The rule that finds 规章 of those that can make none by their names."""
_GOVERNMENT = "政府"
"""What the kind of a unit has that may make some."""


class NotMerged(DisclosureError):
    """Units have to do something first; `reasons` says which and what, a line each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        head = for_count("没有汇总，有 {count} 处要先处理：", len(reasons))
        super().__init__("\n".join([head, *(f"  {reason}" for reason in reasons)]))
        self.reasons = tuple(reasons)


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


class Contributor(NamedTuple):
    """A unit whose figures are counted."""

    name: str
    kind: str
    submission: Submission
    figures: UnitFigures
    reason: str = ""
    """Why it counts although it has errors."""


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


class Sent(NamedTuple):
    """What came from a unit, under the name that the list has for it."""

    name: str
    kind: str
    is_listed: bool
    submission: Submission


def merge(submissions: Iterable[Submission], request: MergeRequest) -> Merged:
    """The report of a government, from what its units sent.

    Raises `NotMerged` where a file cannot be read, and where a unit has errors and is not admitted, or has sent
    several files or one of another year; `NoEdition` for a year without a form; and `DisclosureError` for a name
    among those without or admitted that no unit has, and where no unit is left.
    """
    edition = edition_for(request.year)
    index = UnitIndex(request.listed)
    all_sent = [_sent(each, index) for each in submissions if not each.is_foreign]
    without = _known(request.without, all_sent, index)
    admitted = _known(request.admitted, all_sent, index)
    reasons = dict(zip(admitted, request.admitted.values(), strict=True))
    counted = _workbooks_first([each for each in all_sent if each.name not in without])
    places = {unit.name: number for number, unit in enumerate(request.listed)}
    counted.sort(key=lambda each: places.get(each.name, len(places)))
    if to_mend := list(_to_be_mended(counted, request.year, reasons)):
        raise NotMerged(to_mend)
    fitting = [each for each in counted if each.submission.form == edition.key]
    contributors = tuple(_contributors(fitting, reasons))
    if not contributors:
        raise DisclosureError(_("没有可以汇总的单位；请核对文件夹、年度和 --without。"))
    listed = tuple(unit for unit in request.listed if unit.name not in without)
    present = {each.name for each in contributors}
    missing = tuple(unit.name for unit in listed if unit.name not in present)
    report = merged_report(contributors, edition, request._replace(listed=listed))
    remarks = [
        *_of_units(counted, missing, without, edition, is_listed=bool(index.units)),
        *_of_figures(report, contributors),
    ]
    return Merged(report, contributors, missing, tuple(without), tuple(remarks))


def _sent(submission: Submission, index: UnitIndex) -> Sent:
    unit = index.unit(submission.organ)
    if unit is None:
        return Sent(submission.organ, "", False, submission)
    return Sent(unit.name, unit.kind, True, submission)


def _known(names: Iterable[str], sent: Sequence[Sent], index: UnitIndex) -> list[str]:
    """The units meant by these names. Raises `DisclosureError` for one that no unit has."""
    by_name = {same_name(each.name): each.name for each in sent if each.name}
    by_name |= {same_name(each.submission.organ): each.name for each in sent if each.name}
    known = []
    for name in names:
        unit = index.unit(name)
        if unit is None and same_name(name) not in by_name:
            units = [*index.units, *(ListedUnit(each) for each in dict.fromkeys(by_name.values()))]
            near = nearest(name, index, units)
            may_be = (
                _("可能是{units}。").format(units=named(tuple(dict.fromkeys(near)))) if near else ""
            )
            raise DisclosureError(
                _("没有名为“{name}”的单位；请写名单或工作簿中的名称。").format(name=name) + may_be
            )
        known.append(unit.name if unit else by_name[same_name(name)])
    return known


def _workbooks_first(sent: Sequence[Sent]) -> list[Sent]:
    """Without the published reports of units whose workbook for the year is there as well."""
    by_workbook = {
        (each.name, each.submission.year) for each in sent if each.submission.is_workbook
    }
    return [
        each
        for each in sent
        if each.submission.is_workbook
        or each.submission.error
        or (each.name, each.submission.year) not in by_workbook
    ]


def _to_be_mended(sent: Sequence[Sent], year: int, admitted: Mapping[str, str]) -> Iterator[str]:
    """Why units cannot be counted, and what to do."""
    files: dict[str, list[str]] = {}
    for name, _kind, _is_listed, each in sent:
        if each.error:
            yield _("{file}：无法读取，{error}").format(file=each.file, error=each.why_unread)
            continue
        if not name:
            yield _("{file}：没有写明机关名称。").format(file=each.file)
        elif each.year != year:
            says = _("{unit}（{file}）：是 {found} 年度的，应为 {year} 年度。")
            yield says.format(unit=name, file=each.file, found=each.year or _("未写明"), year=year)
        elif each.errors and name not in admitted:
            says = _("{unit}（{file}）：{errors} 个错误，先改 {first}")
            yield says.format(unit=name, file=each.file, errors=each.errors, first=each.first)
        files.setdefault(same_name(name) or each.file, []).append(each.file)
    for name, _kind, _is_listed, _each in {same_name(each.name): each for each in sent}.values():
        if len(several := files.get(same_name(name), [])) > 1:
            says = _("{unit}：有 {count} 份（{files}），请只留一份。")
            yield says.format(unit=name, count=len(several), files=named(several))


def _contributors(sent: Sequence[Sent], admitted: Mapping[str, str]) -> Iterator[Contributor]:
    for each in sent:
        if figures := each.submission.figures:
            reason = admitted.get(each.name, "") if each.submission.errors else ""
            yield Contributor(each.name, each.kind, each.submission, figures, reason)


def merged_report(
    contributors: Sequence[Contributor], edition: Edition, request: MergeRequest
) -> Report:
    """The report whose figures are the sums, with the rows that they are the sums of."""
    names: dict[str, str] = {}
    for each in contributors:
        for name in category_counts(each.figures):
            names.setdefault(canonical(name), name)
    refs = {key: category(number) for number, key in enumerate(names, 1)}
    rows = [
        _row(number, each, edition.inputs, refs)
        for number, each in enumerate(contributors, layout.UNIT_TOP)
    ]
    columns = layout.unit_columns(edition, tuple(names.values()))
    at = {column.ref: number for number, column in enumerate(columns, len(layout.UNIT_HEADS))}
    units = Units(layout.UNITS_SHEET, at, tuple(rows), request.listed)
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


def _row(
    number: int, contributor: Contributor, inputs: Sequence[Ref], categories: Mapping[str, Ref]
) -> UnitRow:
    figures, sent = contributor.figures, contributor.submission
    given = dict(zip(inputs, figures.inputs, strict=True))
    counts = category_counts(figures)
    given |= {categories[canonical(name)]: figure for name, (figure, _place) in counts.items()}
    if counts:
        given[CATEGORY_TOTAL] = total(figure for figure, _place in counts.values())
    reason = [f"有错误，仍计入：{contributor.reason}"] if contributor.reason else []
    note = "；".join([*reason, *figures.notes])
    entries = {ref: Entry(each, plain(each)) for ref, each in given.items() if each is not None}
    return UnitRow(
        number, contributor.name, contributor.kind, str(sent.year or ""), sent.inside, note, entries
    )


def category_counts(figures: UnitFigures) -> Mapping[str, tuple[Figure, Place]]:
    """The counts of a unit by category; of one that only has a total, that under a category of its own."""
    if figures.categories or figures.category_total is None:
        return figures.categories
    return {UNSORTED: figures.category_total} if figures.category_total[0] else {}


def _of_units(
    sent: Sequence[Sent],
    missing: Sequence[str],
    without: Sequence[str],
    edition: Edition,
    *,
    is_listed: bool,
) -> Iterator[str]:
    """What there is to say of the units: who is missing, not in the list, on another form."""
    if missing:
        yield for_count(
            "名单中有 {count} 个单位没有报送：{units}。", len(missing), units=named(missing)
        )
    unlisted = [each.name for each in sent if is_listed and not each.is_listed]
    if unlisted:
        says = _(
            "{units}不在名单中，已计入；不应计入的用 --without 去掉，名称不同的把它写进名单的“别名”。"
        )
        yield says.format(units=named(unlisted))
    if published := [each.name for each in sent if not each.submission.is_workbook]:
        says = _("{units}的是已公布的报告，没有主动公开分类的表，分类没有计入。")
        yield says.format(units=named(published))
    if without:
        yield _("没有计入{units}。").format(units=named(without))
    if other := [each.name for each in sent if each.submission.form != edition.key]:
        says = _("{units}用的是另一种格式，没有计入；两种格式的数字不能相加。")
        yield says.format(units=named(other))


def _of_figures(report: Report, contributors: Sequence[Contributor]) -> Iterator[str]:
    """What there is to say of the figures: 规章 of those that make none, and stocks that may be counted twice."""
    regulations = [
        number
        for number, ref in enumerate(report.edition.inputs)
        if canonical(report.labels(ref)[0]) == _REGULATIONS
    ]
    doubtful = [
        each.name
        for each in contributors
        if any(each.figures.inputs[number] for number in regulations)
        and (_RULE in each.submission.codes or (each.kind and _GOVERNMENT not in each.kind))
    ]
    if doubtful:
        says = _("{units}填了规章，而规章只有设区的市以上的政府和国务院部门能制定；请核对。")
        yield says.format(units=named(doubtful))
    if standing := [ref for ref in standing_refs(report.edition) if report[ref]]:
        says = _("现行有效的件数（{places}）是各单位之和，几个单位联合制发的会重复；请核对。")
        yield says.format(places=named([report.labels(ref)[0] for ref in standing]))
