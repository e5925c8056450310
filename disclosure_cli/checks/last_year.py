"""Whether this year's report goes on where last year's ended; run only where that is given."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure_cli.checks.cell_contents import joined, listed
from disclosure_cli.i18n import _
from disclosure_cli.model.carry_over import (
    CarriedFigure,
    common_figures,
    openings,
    sentences,
    stocks,
)
from disclosure_cli.model.figures import Figure, plain
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import ABOUT, ORGAN, YEAR, Report
from disclosure_cli.model.text import shortened

TOO_ALIKE = 0.5
"""The share of equal sentences that assessors punish (雷同)."""
LEAST_SENTENCES = 3
_LONGEST_EXAMPLE = 24
"""Of a sentence that is quoted, in full-width characters."""
LEAST_FIGURES = 5
"""Figures other than 0 that must be equal before all of them being equal is strange."""
LEAP, LEAST_LEAP = 5, 100
"""Times as much, or as little; small figures leap by nature."""


def last_is_of_the_year_before(report: Report, last: Report) -> Iterator[Finding]:
    """上年的报告是上一年度的。

    为什么：拿错了文件，前后年的核对就没有意义。
    例：核对 2024 年度，给出的却是 2022 年度的报告，或者就是 2024 年度的这一份。
    """
    if report.year and last.year != report.year - 1:
        if last.year is None:
            says = _(
                "作为上年给出的报告没有写明年度，应为 {expected} 年度，其中的数字没有采用；"
                "请在其中写明。"
            )
        elif last.year == report.year:
            says = _(
                "作为上年给出的是本年度（{found}）的报告，应为 {expected} 年度，其中的数字没有采用；"
                "请换成上年的报告。"
            )
        else:
            says = _(
                "作为上年给出的是 {found} 年度的报告，应为 {expected} 年度，其中的数字没有采用；"
                "请换成上年的报告。"
            )
        yield finding(Part(ABOUT, YEAR.key), says, found=last.year, expected=report.year - 1)


def last_is_of_the_same_organ(report: Report, last: Report) -> Iterator[Finding]:
    """上年的报告是同一机关的。

    为什么：机关可能改了名，也可能拿错了文件，程序分不清。
    例：上年是“某某县卫生和计划生育局”的，本年是“某某县卫生健康局”的。
    """
    if report.organ and last.organ and last.organ != report.organ:
        yield finding(
            Part(ABOUT, ORGAN.key),
            _("上年的报告是“{found}”的，而这是“{expected}”的；机关改过名吗？拿错文件的请更换。")
            if report.is_published
            else _(
                "上年的报告是“{found}”的，而这是“{expected}”的；是机关改名吗？"
                "改了名的请在“核查说明”中说明，拿错文件的请更换。"
            ),
            found=last.organ,
            expected=report.organ,
        )


def last_has_no_errors(report: Report, last: Report) -> Iterator[Finding]:
    """上年的报告没有错误。

    为什么：有错误或不能读取的数字不能作为核对的依据，也不能带入本年。
    例：上年的“结转下年度继续办理”填的是“约3”，这一栏的上年结转没有核对。
    """
    unusable = dict.fromkeys(
        str(last.place(ref))
        for table in report.edition.tables
        for ref in table.refs
        if ref in last.edition.measures and not last.is_readable([ref])
    )
    if unusable:
        yield finding(
            Part(ABOUT, YEAR.key),
            _("上年的报告有错误，{cells}没有采用；请先检查上年的报告。"),
            cells=joined(list(unusable)),
        )


def last_is_on_the_same_form(report: Report, last: Report) -> Iterator[Finding]:
    """上年的报告用的是同一格式。

    为什么：2019 年和 2021 年的格式不同，只有两种格式都有的数字可以前后核对和带入。
    例：2021 年度的报告，上年的“现行有效件数”没有。
    """
    if last.edition is not report.edition:
        yield finding(
            Part(ABOUT, YEAR.key),
            _(
                "上年的报告用的是 {found} 年的格式，本年是 {expected} 年的格式；"
                "只采用了两种格式都有的数字。"
            ),
            found=last.edition.key,
            expected=report.edition.key,
        )


def what_was_carried_over_is_carried_in(report: Report, last: Report) -> Iterator[Finding]:
    """本年的“上年结转”等于上年的“结转下年度继续办理”，每一栏都是。

    为什么：上年没有办完的申请，一件不少地转到本年。
    例：上年结转下年度 121 件，本年的上年结转填 112。
    问答：结转填在哪里，与上年怎么衔接？
    """
    for each in openings(report, last):
        if _differs(report, each):
            yield finding(
                each.at,
                _("填 {found}，上年报告的“{row}”为 {expected}；请核对。")
                if report.is_published
                else _(
                    "填 {found}，上年报告的“{row}”为 {expected}；请核对，有变动请在“核查说明”中说明。"
                ),
                row=last.labels(each.before)[0],
                found=each.found,
                expected=each.expected,
            )


def documents_in_force_roll_forward(report: Report, last: Report) -> Iterator[Finding]:
    """上年现行有效件数 + 本年制发 － 本年废止 = 本年现行有效件数。

    为什么：文件只有制发和废止两种进出；清理使件数另有变动的，应当说明。
    例：上年现行有效 66 件，制发 5 件，废止 2 件，本年应为 69 件。
    问答：现行有效件数怎么算，清理以后对不上怎么办？
    """
    for each in stocks(report, last):
        if _differs(report, each):
            yield finding(
                each.at,
                _(
                    "填 {found}，按上年现行有效 {before} 加本年制发、减本年废止应为 {expected}；"
                    "请核对，也可能作过清理。"
                )
                if report.is_published
                else _(
                    "填 {found}，按上年现行有效 {before} 加本年制发、减本年废止应为 {expected}；"
                    "请核对，因清理调整的请在“核查说明”中说明。"
                ),
                before=plain(last[each.before]),
                found=each.found,
                expected=each.expected,
            )


def figures_are_not_last_years(report: Report, last: Report) -> Iterator[Finding]:
    """一张表的数字不会与上年全部相同。

    为什么：多半是用上年的工作簿改的，忘了填本年的数。
    例：表三的 30 个非零数字与上年一个不差。
    """
    for _table, refs in common_figures(report, last):
        filled = [ref for ref in refs if report[ref] != 0]
        if len(filled) >= LEAST_FIGURES and all(report[ref] == last[ref] for ref in refs):
            yield finding(
                filled[0],
                _("这张表的 {count} 个非零数字与上年全部相同；请核对是否忘了填本年的数。"),
                count=len(filled),
            )


def texts_are_not_last_years(report: Report, last: Report) -> Iterator[Finding]:
    """各部分的文字不是照抄上年的。

    为什么：内容雷同是考评扣分的事项，也说明没有写本年的情况。
    例：第五部分的 8 句话有 6 句与上年相同（不计其中的数字）。
    依据：国办公开办函〔2021〕30号：内容雷同、敷衍塞责等问题造成不良后果的，严肃追究责任。
    问答：能沿用上年的文字吗？
    """
    for section in report.edition.sections:
        own = [
            each for text in report.texts.get(section.key, ()) for each in sentences(text).items()
        ]
        before = {bare for text in last.texts.get(section.key, ()) for bare in sentences(text)}
        same = [sentence for bare, sentence in own if bare in before]
        if len(own) >= LEAST_SENTENCES and len(same) >= TOO_ALIKE * len(own):
            yield finding(
                Part(section.key),
                _(
                    "“{title}”的 {count} 句话中有 {same} 句与上年相同（不计数字），如“{example}”；请写本年的情况。"
                ),
                title=section.title,
                count=len(own),
                example=shortened(same[0], _LONGEST_EXAMPLE),
                same=len(same),
            )


def figures_do_not_leap(report: Report, last: Report) -> Iterator[Finding]:
    """与上年相比，没有成倍的增减。

    为什么：多写、漏写一位数字，单看本年看不出来，与上年一比就很明显。
    例：行政许可上年 550 件，本年 9487 件。
    """
    for _table, refs in common_figures(report, last):
        leaps = [ref for ref in refs if _leaps(last[ref], report[ref])]
        if leaps and not report.is_untouched(report.edition.section_of(leaps[0])):
            first = leaps[0]
            yield finding(
                first,
                _(
                    "{cells}与上年相差五倍以上（如这里上年 {expected}，本年 {found}）；请核对有没有多写或漏写数字。"
                ),
                cells=listed(report, leaps),
                found=report[first],
                expected=last[first],
                also=tuple(leaps[1:]),
            )


def _differs(report: Report, each: CarriedFigure) -> bool:
    """Whether a figure is another than last year's report leads to, in a table that was filled in."""
    is_filled_in = not report.is_untouched(report.edition.section_of(each.at))
    return is_filled_in and report.is_readable([each.at]) and each.found != each.expected


def _leaps(before: Figure, now: Figure) -> bool:
    low, high = sorted((abs(Decimal(before)), abs(Decimal(now))))
    return high >= LEAST_LEAP and high > LEAP * low
