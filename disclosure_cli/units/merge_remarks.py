"""What there is to say of merged units and of their figures: nothing that is peculiar is counted in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition
from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.contributions import UnitIndex, standing_refs
from disclosure_cli.model.findings import named
from disclosure_cli.model.report import Report
from disclosure_cli.units.contributors import Contributor, Sent
from disclosure_cli.units.nearest import nearest

_REGULATIONS = "规章"
"""The label of the row of what only some governments can make."""
_RULE = "D323"
"""The rule that finds 规章 of those that can make none by their names."""
_GOVERNMENT = "政府"
"""What the kind of a unit has that may make some."""


def remarks_on_units(
    sent: Sequence[Sent],
    missing: Sequence[str],
    without: Sequence[str],
    edition: Edition,
    index: UnitIndex,
) -> Iterator[str]:
    """What there is to say of the units: who is missing, not in the list, on another form."""
    if missing:
        yield for_count(
            "名单中有 {count} 个单位没有报送：{units}。", len(missing), units=named(missing)
        )
    if unlisted := [_with_nearest(each, index, missing) for each in sent if not each.is_listed]:
        says = _(
            "{units}不在名单中，已计入；不应计入的请指明不计入，名称不同的把它写进名单的“别名”。"
        )
        if index.units:
            yield says.format(units=named(unlisted))
    if published := [each.name for each in sent if not each.submission.is_workbook]:
        says = _("{units}的是已公布的报告，没有主动公开分类的表，分类没有计入。")
        yield says.format(units=named(published))
    if without:
        yield _("没有计入{units}。").format(units=named(without))
    if other := [each.name for each in sent if each.submission.form != edition.key]:
        says = _("{units}用的是另一种格式，没有计入；两种格式的数字不能相加。")
        yield says.format(units=named(other))


def remarks_on_figures(report: Report, contributors: Sequence[Contributor]) -> Iterator[str]:
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


def _with_nearest(sent: Sent, index: UnitIndex, missing: Sequence[str]) -> str:
    """A name that is not in the list, with those of the missing units that it may mean."""
    free = [unit for unit in index.units if unit.name in missing]
    near = nearest(sent.name, index, free, (sent.submission.inside,))
    return (
        _("{name}（可能是{units}）").format(name=sent.name, units=named(near))
        if near
        else sent.name
    )
