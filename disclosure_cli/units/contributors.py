"""Whose figures count: what came from each unit under the name of the list, and what keeps it from being counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disclosure_cli.errors import DisclosureError
from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.contributions import ListedUnit, UnitIndex, same_name
from disclosure_cli.model.findings import named
from disclosure_cli.units.nearest import nearest
from disclosure_cli.units.submission import CountOfCategory, Submission, UnitFigures

UNSORTED = "未分类"
"""The category of what a unit counts without any."""


class NotMerged(DisclosureError):
    """Units have to do something first; `reasons` says which and what, a line each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        head = for_count("没有汇总，有 {count} 处要先处理：", len(reasons))
        super().__init__("\n".join([head, *(f"  {reason}" for reason in reasons)]))
        self.reasons = tuple(reasons)


class Sent(NamedTuple):
    """What came from a unit, under the name that the list has for it."""

    name: str
    kind: str
    is_listed: bool
    submission: Submission


class Contributor(NamedTuple):
    """A unit whose figures are counted."""

    name: str
    kind: str
    submission: Submission
    figures: UnitFigures
    reason: str = ""
    """Why it counts although it has errors."""


def unit_and_reason(text: str) -> tuple[str, str]:
    """A unit that counts with its errors, and why: 单位=原因. Raises `DisclosureError` where one of them is missing."""
    unit, reason = (each.strip() for each in (*re.split("[=＝]", text, maxsplit=1), "")[:2])
    if not (unit and reason):
        raise DisclosureError(_("“{text}”没有写明单位和原因；请写作 单位=原因。").format(text=text))
    return unit, reason


def without_itself(
    submissions: Iterable[Submission], organ: str, index: UnitIndex
) -> tuple[list[Sent], list[Submission]]:
    """What came from units; and apart from that, what the same government had merged before."""
    sent: list[Sent] = []
    before: list[Submission] = []
    for each in submissions:
        if is_itself(each, organ):
            before.append(each)
        elif not each.is_foreign:
            sent.append(_sent(each, index))
    return sent, before


def is_itself(submission: Submission, organ: str) -> bool:
    """Whether a file is what the same government had merged before."""
    return submission.is_merged and same_name(submission.organ) == same_name(organ)


def _sent(submission: Submission, index: UnitIndex) -> Sent:
    unit = index.unit(submission.organ)
    if unit is None:
        return Sent(submission.organ, "", False, submission)
    return Sent(unit.name, unit.kind, True, submission)


def known_units(names: Iterable[str], sent: Sequence[Sent], index: UnitIndex) -> list[str]:
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


def workbooks_first(sent: Sequence[Sent]) -> list[Sent]:
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


def to_be_mended(sent: Sequence[Sent], year: int, admitted: Mapping[str, str]) -> Iterator[str]:
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


def contributors_of(sent: Sequence[Sent], admitted: Mapping[str, str]) -> Iterator[Contributor]:
    """The units with their figures; of those that have errors, with the reason for which they count."""
    for each in sent:
        if figures := each.submission.figures:
            reason = admitted.get(each.name, "") if each.submission.errors else ""
            yield Contributor(each.name, each.kind, each.submission, figures, reason)


def category_counts(figures: UnitFigures) -> tuple[CountOfCategory, ...]:
    """The counts of a unit by category; of one that only has a total, that under a category of its own."""
    total = figures.category_total
    if figures.categories or total is None or not total.figure:
        return figures.categories
    return (total._replace(name=UNSORTED),)
