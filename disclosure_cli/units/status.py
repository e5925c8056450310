"""How far each unit has come: reported, missing, to be sent back; from the files that came and the list of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from disclosure_cli.i18n import N_, _
from disclosure_cli.model.contributions import ListedUnit, UnitIndex, same_name
from disclosure_cli.model.findings import named
from disclosure_cli.units.nearest import named_in, nearest
from disclosure_cli.units.submission import Submission


class State(StrEnum):
    """How a unit stands, the worst first."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    WRONG_YEAR = "wrong_year"
    DOUBLED = "doubled"
    UNLISTED = "unlisted"
    ERRORS = "errors"
    WARNINGS = "warnings"
    PASSED = "passed"

    @property
    def label(self) -> str:
        """Its name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def is_right(self) -> bool:
        """Whether nothing is missing or wrong."""
        return self in (State.WARNINGS, State.PASSED)

    @property
    def is_to_send_back(self) -> bool:
        """Whether the unit has to do something about what it sent."""
        return self in (State.UNREADABLE, State.WRONG_YEAR, State.DOUBLED, State.ERRORS)


_LABELS = {
    State.MISSING: N_("未报送"),
    State.UNREADABLE: N_("无法读取"),
    State.WRONG_YEAR: N_("年度不符"),
    State.DOUBLED: N_("重复"),
    State.UNLISTED: N_("不在名单"),
    State.ERRORS: N_("有错误"),
    State.WARNINGS: N_("有警告"),
    State.PASSED: N_("已通过"),
}


class UnitStatus(NamedTuple):
    """One line of the table: a unit, or a file that belongs to none for certain."""

    unit: str
    """As the list has it, else as the file; empty where the file could not be read."""
    kind: str
    """部门, 乡镇 and the like, where the list says so."""
    state: State
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    first: str = ""
    """The first thing to mend."""
    files: tuple[str, ...] = ()


class CollectionStatus(NamedTuple):
    """How far a collection has come."""

    year: int | None
    """The year that it is about."""
    units: tuple[UnitStatus, ...]
    """The worst first."""
    listed: int | None
    """How many units the list has; None without a list."""
    reported: int
    """How many units have sent a report on that year that can be read: of the list, where there is one."""
    foreign: tuple[str, ...] = ()
    """Files in which there is no report."""
    beside: tuple[str, ...] = ()
    """Published reports of units whose workbook is there too: they are not counted."""
    year_is_guessed: bool = False
    """Whether no year was given, so that it is that of most reports."""

    @property
    def counts(self) -> dict[State, int]:
        """How many lines are in each state, the worst first; of those in which there are any."""
        counted = Counter(each.state for each in self.units)
        return {state: counted[state] for state in State if counted[state]}

    @property
    def to_send_back(self) -> int:
        return sum(each.state.is_to_send_back for each in self.units)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing or wrong."""
        return all(each.state.is_right for each in self.units)


def status_of(
    submissions: Iterable[Submission],
    listed: Sequence[ListedUnit] | None = None,
    year: int | None = None,
) -> CollectionStatus:
    """The state of each unit, by the files that came.

    `listed` are the units that have to report; without them, those count that did. `year` is that of the reports;
    without it, that of most of them.
    """
    all_files = list(submissions)
    ours = [each for each in all_files if not each.is_foreign]
    wanted = year or _usual_year(ours)
    index = UnitIndex(listed or ())
    files, beside = _by_unit(ours, index, wanted)
    reported = {unit for sent in files.values() if (unit := index.unit(sent[0].organ))}
    free = [unit for unit in index.units if unit not in reported]
    lines = [
        *(_of_unit(sent, index, free) for sent in files.values()),
        *(_unreadable(each, free) for each in ours if each.error),
        *(_of_another_year(each, wanted, index) for each in _of_other_years(ours, wanted)),
    ]
    known = {each.unit for each in lines}
    lines += [
        UnitStatus(unit.name, unit.kind, State.MISSING) for unit in free if unit.name not in known
    ]
    places = {unit.name: number for number, unit in enumerate(index.units)}
    return CollectionStatus(
        wanted,
        tuple(sorted(lines, key=lambda each: _rank(each, places))),
        len(index.units) if listed is not None else None,
        len(reported if listed is not None else files),
        tuple(each.file for each in all_files if each.is_foreign),
        tuple(each.file for each in beside),
        year_is_guessed=year is None,
    )


def _usual_year(submissions: Sequence[Submission]) -> int | None:
    """The year of most reports; of two that are as many, the later one."""
    years = Counter(each.year for each in submissions if each.year)
    return max(years, key=lambda year: (years[year], year), default=None)


def _by_unit(
    submissions: Sequence[Submission], index: UnitIndex, year: int | None
) -> tuple[dict[str, list[Submission]], list[Submission]]:
    """What each unit sent for the year, by its name as it is compared; and what stands beside workbooks."""
    files: dict[str, list[Submission]] = {}
    for each in submissions:
        if not each.error and each.year == year:
            files.setdefault(_whose(each, index), []).append(each)
    beside = []
    for key, sent in files.items():
        if workbooks := [each for each in sent if each.is_workbook]:
            beside += [each for each in sent if not each.is_workbook]
            files[key] = workbooks
    return files, beside


def _whose(sent: Submission, index: UnitIndex) -> str:
    """What the files of one unit have in common. Of a name that a list does not have, each may be another unit."""
    unit = index.unit(sent.organ)
    if unit is None and (index.units or not sent.organ):
        return f"{same_name(sent.organ)} {sent.file}"
    return same_name(unit.name if unit else sent.organ)


def _of_other_years(submissions: Sequence[Submission], year: int | None) -> Iterator[Submission]:
    return (each for each in submissions if not each.error and each.year != year)


def _of_unit(
    sent: Sequence[Submission], index: UnitIndex, free: Sequence[ListedUnit]
) -> UnitStatus:
    """The line of a unit that sent something for the year."""
    first, *others = sent
    unit = index.unit(first.organ)
    state = State.ERRORS if first.errors else State.WARNINGS if first.warnings else State.PASSED
    says = first.first if state is not State.PASSED else ""
    if index.units and unit is None:
        state, says = State.UNLISTED, _of_no_unit(first, index, free)
    if others:
        state, says = State.DOUBLED, _of_several(sent)
    return UnitStatus(
        unit.name if unit else first.organ,
        unit.kind if unit else "",
        state,
        *(0, 0, 0) if others else (first.errors, first.warnings, first.notes),
        says,
        tuple(each.file for each in sent),
    )


def _of_several(sent: Sequence[Submission]) -> str:
    if len({each.sha256 for each in sent}) == 1:
        return _("有 {count} 份，内容相同；请只留一份。").format(count=len(sent))
    says = _("有 {count} 份，内容不同；请只留要用的一份，是几个单位的写明各自的全称。")
    return says.format(count=len(sent))


def _of_no_unit(sent: Submission, index: UnitIndex, free: Sequence[ListedUnit]) -> str:
    """What is said of a name that is not in the list; of those that have not reported, which it may mean."""
    names = _names_on_the_way(sent)
    near = nearest(sent.organ, index, free, names) if sent.organ else named_in(names, free)
    if not near:
        return _("名单中没有这个名称；请核对机关名称，或在名单中加上。")
    says = _("名单中没有这个名称，可能是{units}；请核对，是的把它写进名单的“别名”或改正机关名称。")
    return says.format(units=named(near))


def _names_on_the_way(sent: Submission) -> tuple[str, ...]:
    """What a file and the folders that it is in are called."""
    return PurePath(sent.inside).with_suffix("").parts


def _unreadable(sent: Submission, free: Sequence[ListedUnit]) -> UnitStatus:
    near = named_in(_names_on_the_way(sent), free)
    whose = _("可能是{units}的。").format(units=named(near)) if near else ""
    says = whose + sent.why_unread
    return UnitStatus("", "", State.UNREADABLE, first=says, files=(sent.file,))


def _of_another_year(sent: Submission, year: int | None, index: UnitIndex) -> UnitStatus:
    says = _("是 {year} 年度的，应为 {wanted} 年度。").format(year=sent.year, wanted=year)
    if sent.year is None:
        says = _("没有写明年度，应为 {wanted} 年度。").format(wanted=year)
    unit = index.unit(sent.organ)
    name, kind = (unit.name, unit.kind) if unit else (sent.organ, "")
    counts = sent.errors, sent.warnings, sent.notes
    return UnitStatus(name, kind, State.WRONG_YEAR, *counts, says, (sent.file,))


def _rank(status: UnitStatus, places: Mapping[str, int]) -> tuple[int, int, int, int, str]:
    """The worst first, then the most to mend, then the order of the list, then the names."""
    order = list(State).index(status.state)
    place = places.get(status.unit, len(places))
    return order, -status.errors, -status.warnings, place, f"{status.unit}{status.files}"
