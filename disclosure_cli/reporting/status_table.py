"""What the table of a collection says, the same in every format: its columns, what stands in them, the summary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from disclosure_cli.i18n import N_, _, for_count
from disclosure_cli.model.findings import named
from disclosure_cli.model.text import visible
from disclosure_cli.units.status import CollectionStatus, State, UnitStatus


class StatusColumn(StrEnum):
    """The columns, in their order."""

    UNIT = "unit"
    KIND = "kind"
    STATE = "state"
    ERRORS = "errors"
    WARNINGS = "warnings"
    NOTES = "notes"
    FIRST = "first"
    FILES = "files"

    @property
    def head(self) -> str:
        """Its head, in the language of messages."""
        return _(_HEADS[self])

    @property
    def is_number(self) -> bool:
        """Whether numbers stand in it."""
        return self in (StatusColumn.ERRORS, StatusColumn.WARNINGS, StatusColumn.NOTES)

    def cell(self, unit: UnitStatus) -> str | int | None:
        """What stands in it for a unit: a text of one line, a number, or None where nothing was counted."""
        match self:
            case StatusColumn.UNIT:
                return one_line(unit.unit) or _("（单位不详）")
            case StatusColumn.KIND:
                return one_line(unit.kind)
            case StatusColumn.STATE:
                return _(unit.state.label)
            case StatusColumn.ERRORS:
                return _counted(unit, unit.errors)
            case StatusColumn.WARNINGS:
                return _counted(unit, unit.warnings)
            case StatusColumn.NOTES:
                return _counted(unit, unit.notes)
            case StatusColumn.FIRST:
                return one_line(unit.first)
            case StatusColumn.FILES:
                return _("、").join(map(one_line, unit.files))


_HEADS = {
    StatusColumn.UNIT: N_("单位"),
    StatusColumn.KIND: N_("类别"),
    StatusColumn.STATE: N_("状态"),
    StatusColumn.ERRORS: N_("错误"),
    StatusColumn.WARNINGS: N_("警告"),
    StatusColumn.NOTES: N_("提示"),
    StatusColumn.FIRST: N_("先改什么"),
    StatusColumn.FILES: N_("文件"),
}
_NOT_COUNTED = (State.MISSING, State.UNREADABLE, State.DOUBLED)
"""In these no findings are counted: a 0 would say that there were none."""
_NOT_REPORTED = (State.MISSING, State.WRONG_YEAR)


class StateLook(StrEnum):
    """How a state is coloured; its name stands there too."""

    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    RIGHT = "right"


class KindCount(NamedTuple):
    """How many units of a kind have reported."""

    kind: str
    reported: int
    units: int


def look_of(state: State) -> StateLook:
    """The colour of a state: what must be mended, what is to be looked at, what is right."""
    if not state.is_right:
        return StateLook.WRONG
    return StateLook.RIGHT if state is State.PASSED else StateLook.DOUBTFUL


def one_line(text: str) -> str:
    """A text from a file in one line, without what no document can show."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def title_of(status: CollectionStatus) -> str:
    """What stands above the table."""
    if status.year is None:
        return _("政府信息公开工作年度报告报送情况")
    return _("{year} 年度政府信息公开工作年度报告报送情况").format(year=status.year)


def columns_of(status: CollectionStatus) -> tuple[StatusColumn, ...]:
    """The columns of the table: 类别 only where any unit has one."""
    has_kinds = any(each.kind for each in status.units)
    return tuple(each for each in StatusColumn if has_kinds or each is not StatusColumn.KIND)


def kind_counts(status: CollectionStatus) -> tuple[KindCount, ...]:
    """How many units of each kind have reported, the kind with most units first; without units that have none."""
    kinds: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for each in status.units:
        if each.kind:
            # A unit that also sent the report on another year has two lines.
            known = kinds[each.kind].get(each.unit, False)
            kinds[each.kind][each.unit] = known or each.state not in _NOT_REPORTED
    counts = [KindCount(kind, sum(units.values()), len(units)) for kind, units in kinds.items()]
    return tuple(sorted(counts, key=lambda each: (-each.units, each.kind)))


def summary_lines(status: CollectionStatus) -> tuple[str, ...]:
    """How far the collection has come, in a few lines: units, states, kinds, findings."""
    return tuple(_summary(status))


def remarks(status: CollectionStatus) -> tuple[str, ...]:
    """What was not counted, and why: a line for files without a report, one for published reports."""
    return tuple(_remarks(status))


def _counted(unit: UnitStatus, count: int) -> int | None:
    return None if unit.state in _NOT_COUNTED else count


def _summary(status: CollectionStatus) -> Iterator[str]:
    progress = _progress(status)
    if status.to_send_back:
        says = _("{progress}；要退回 {count} 份")
        progress = says.format(progress=progress, count=status.to_send_back)
    if status.year is None:
        yield progress + _("。")
    else:
        yield _("{year} 年度：{progress}。").format(year=status.year, progress=progress)
    if status.year_is_guessed and status.year is not None:
        says = _("没有指定年度，按多数的 {year} 年度。")
        yield says.format(year=status.year)
    if counts := [f"{_(state.label)} {count}" for state, count in status.counts.items()]:
        yield _("各状态：{counts}。").format(counts=_("，").join(counts))
    if kinds := [
        f"{one_line(kind)} {reported}/{units}" for kind, reported, units in kind_counts(status)
    ]:
        yield _("各类别已报送：{counts}。").format(counts=_("，").join(kinds))
    if findings := [*_findings(status)]:
        yield _("检查结果：共 {findings}。").format(findings=_("，").join(findings))


def _progress(status: CollectionStatus) -> str:
    """How many units have reported: of the list, where there is one."""
    if status.listed is None:
        return for_count("共 {count} 个单位报送", status.reported)
    told = [
        for_count("名单 {count} 个单位", status.listed),
        _("已报送 {count} 个").format(count=status.reported),
    ]
    if missing := status.listed - status.reported:
        told.append(_("还差 {count} 个").format(count=missing))
    return _("，").join(told)


def _findings(status: CollectionStatus) -> Iterator[str]:
    """The findings of all units by their weight, of those weights of which there are any."""
    if errors := sum(each.errors for each in status.units):
        yield for_count("{count} 个错误", errors)
    if warnings := sum(each.warnings for each in status.units):
        yield for_count("{count} 个警告", warnings)
    if notes := sum(each.notes for each in status.units):
        yield for_count("{count} 个提示", notes)


def _remarks(status: CollectionStatus) -> Iterator[str]:
    if status.foreign:
        yield for_count(
            "{count} 个文件中没有年度报告，没有计入：{names}。",
            len(status.foreign),
            names=named([one_line(each) for each in status.foreign]),
        )
    if status.beside:
        yield for_count(
            "{count} 份已公布的报告没有计入，这些单位另有填好的工作簿：{names}。",
            len(status.beside),
            names=named([one_line(each) for each in status.beside]),
        )
