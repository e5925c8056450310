"""D6xx: the figures of a government's merged report against those of its units, and the units against their list.

They have something to say of a workbook alone that has the sheet 汇总来源.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.contributions import (
    SKIPPED_BY_SUM,
    UnitIndex,
    UnitRow,
    Units,
    in_yuan,
    same_name,
    standing_refs,
)
from disclosure_cli.model.figures import EntryIssue, Figure, distance, plain
from disclosure_cli.model.findings import Finding, finding, named
from disclosure_cli.model.report import Report


def figures_are_the_sum_of_the_units(report: Report) -> Iterator[Finding]:
    """汇总的报告中，每个数字等于“汇总来源”各行之和。

    为什么：汇总以后改动了表中的数字，或者改动了来源而没有重新计算，报告就与各单位的数字对不上。
    例：三!D7 填 12，“汇总来源”各行之和为 11；有意改动的，在“核查说明”写明原因。
    依据：本程序工作簿的填写约定：汇总的工作簿中，各表的数字取自“汇总来源”的“合计”。
    问答：各单位的数字怎样汇总成政府的报告？
    """
    units = report.units
    if units is None:
        return
    for ref in report.entries:
        own, figures = report.in_units(ref), report.beside_units(ref)
        if own is None or figures is None or figures[0] == figures[1]:
            continue
        found, expected = figures
        says = _(
            "表中为 {found}，“汇总来源”各行之和为 {expected}，相差 {difference}（{givers}）；"
            "请恢复为公式，或在“汇总来源”另填一行更正，有意改动的在“核查说明”写明原因。"
        )
        if ref in units.live:
            says = _(
                "公式的结果为 {found}，“汇总来源”各行之和为 {expected}，相差 {difference}（{givers}）；"
                "请核对“合计”是否包括所有的行，在 Excel 或 WPS 中重新计算并保存。"
            )
        if texts := [row for row, each in units.given(own) if each.issue in SKIPPED_BY_SUM]:
            places = named([str(report.place(units.figure_of(row, own))) for row in texts])
            says += _("{places} 是文本，公式没有计入，请改成数字。").format(places=places)
        yield finding(
            ref, says, found=found, expected=expected, difference=plain(distance(found, expected)),
            givers=_givers(units, own),
        )  # fmt: skip


_MOST_GIVERS = 3


def _givers(units: Units, ref: Ref) -> str:
    """Who gave the most: 科技局 7、教育局 3 等 5 个单位."""
    given = [(row.name, in_yuan(entry)) for row, entry in units.given(ref) if in_yuan(entry)]
    if not given:
        return _("各单位都没有")

    def size(each: tuple[str, Figure]) -> Figure:
        return distance(each[1], 0)

    largest = sorted(given, key=size, reverse=True)[:_MOST_GIVERS]
    told = _("、").join(f"{name} {plain(figure)}" for name, figure in largest)
    if len(given) > len(largest):
        told += for_count(" 等 {count} 个单位", len(given))
    return told


def every_unit_of_the_list_is_counted_once(report: Report) -> Iterator[Finding]:
    """“单位名单”中的单位，在“汇总来源”中都有一行，并且只有一行。

    为什么：漏了一个单位，数字就少；同一个单位有两行，数字就重复计算。
    例：名单中的“县科技局”在“汇总来源”中没有；收到后补填一行，不报送的在“核查说明”写明原因。
    依据：国办发〔2014〕32号：汇总单位要有报送单位的名单，本级与行政区域分开。
    问答：各单位的数字怎样汇总成政府的报告？
    """
    units = report.units
    if units is None:
        return
    index = UnitIndex(units.listed)
    present: dict[str, UnitRow] = {}
    for row in units.rows:
        if row.is_correction or not row.name:
            continue
        unit = index.unit(row.name)
        key = same_name(unit.name if unit else row.name)
        first = present.setdefault(key, row)
        if first is not row:
            says = _(
                "“{found}”在第 {row} 行已经有了，数字重复计算；请只留一行，是更正的在“类别”写“更正”。"
            )
            yield finding(units.name_of(row), says, found=row.name, row=first.row + 1)
        elif units.listed and unit is None:
            says = _("“{found}”不在“单位名单”中；请核对名称，或把它加进名单。")
            yield finding(units.name_of(row), says, found=row.name)
    yield from _missing(units, present)


def _missing(units: Units, present: Container[str]) -> Iterator[Finding]:
    missing = [
        (at, unit.name)
        for at, unit in zip(units.of_the_list, units.listed, strict=True)
        if same_name(unit.name) not in present
    ]
    if missing:
        says = for_count(
            "名单中有 {count} 个单位在“汇总来源”中没有：{units}；收到后接着填一行，不报送的在“核查说明”写明原因。",
            len(missing),
            units=named([name for _at, name in missing]),
        )
        (first, _name), *others = missing
        yield finding(first, says, also=tuple(at for at, _name in others))


def units_are_of_the_year(report: Report) -> Iterator[Finding]:
    """“汇总来源”中各单位的数字都是本年度的。

    为什么：上年的数字加进来，合计就不是本年度的了。
    例：报告是 2024 年度的，“汇总来源”中“县科技局”一行的年度填 2023。
    依据：《政府信息公开条例》第四十九条：提交的是上一年度的年度报告。
    问答：各单位的数字怎样汇总成政府的报告？
    """
    units = report.units
    if units is None or report.year is None:
        return
    for row in units.rows:
        if row.is_of(report.year) or (row.is_correction and not row.year):
            continue
        says = _(
            "“{name}”的年度填“{found}”，报告是 {year} 年度的；请换成本年度的数字，或改正年度。"
        )
        if not row.year:
            says = _("“{name}”没有填年度；请填写，应为 {year}。")
        yield finding(units.year_of(row), says, found=row.year, name=row.name, year=report.year)


def standing_documents_are_counted_once(report: Report) -> Iterator[Finding]:
    """现行有效的规章、规范性文件，几个单位联合制发的只计一次。

    为什么：汇总时现行有效的件数是各单位之和，联合制发的文件会在几个单位重复计算。
    例：三个单位的现行有效件数相加为 41，其中 2 件是联合制发的，应为 39；核对过的在“核查说明”写明。
    依据：未见全国统一规定；相加会重复，是本程序的提醒。
    问答：各单位的数字怎样汇总成政府的报告？
    """
    units = report.units
    if units is None:
        return
    for ref in standing_refs(report.edition):
        givers = [row for row, entry in units.given(ref) if entry.value and not row.is_correction]
        if len(givers) > 1 and report[ref] == units.total(ref):
            says = _(
                "{found} 件是 {count} 个单位之和，联合制发的可能重复；请核对，重复的在“汇总来源”另填一行更正。"
            )
            yield finding(ref, says, found=report[ref], count=len(givers))


def contributions_can_be_traced(report: Report) -> Iterator[Finding]:
    """“汇总来源”的每一行都写明是哪个单位的，数字都是数字；更正写明原因。

    为什么：数字从哪里来、为什么更正，签发的人要查得到。
    例：一行有数字而没有单位名称；“类别”为“更正”的一行没有写“说明”。
    依据：本程序工作簿的填写约定，见“汇总来源”上方的说明。
    问答：各单位的数字怎样汇总成政府的报告？
    """
    units = report.units
    if units is None:
        return
    for row in units.rows:
        if not row.name:
            says = _("这一行有内容，没有写单位；请写明是哪个单位的，或删去。")
            yield finding(units.name_of(row), says)
        if row.is_correction and not row.note:
            says = _("更正没有写原因；请在“说明”写明。")
            yield finding(units.note_of(row), says)
        for ref, entry in row.entries.items():
            at = units.figure_of(row, ref)
            if entry.issue is EntryIssue.NEGATIVE and not row.is_correction:
                says = _("填 {found}，是负数；请改正，是更正的在“类别”写“更正”。")
                yield finding(at, says, found=entry.shown)
            elif entry.value is None:
                says = _("填“{found}”，不是可以相加的数字，没有计入；请改成数字。")
                yield finding(at, says, found=entry.shown)
