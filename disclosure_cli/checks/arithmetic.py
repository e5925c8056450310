"""Whether the figures of one table add up. Exact: there is no tolerance."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.figures import EntryIssue, distance, plain
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.report import CATEGORIES, Report


def totals_add_up(report: Report) -> Iterator[Finding]:
    """“总计”等于同组各项之和。

    为什么：表三每行末、每列末，表四每组末都印有“总计”，公布的报告中常见总计漏改或仍为 0。
    例：各项为 3、0、1，总计填 5，应为 4。
    依据：表三、表四印有“总计”的行和列；《中华人民共和国政府信息公开工作年度报告格式》。
    问答：合计不平，怎么找是哪一格？
    """
    for equation in _broken(report):
        if equation.is_total and equation.left[0].table != CATEGORIES:
            yield _total(report, equation)


def applications_are_accounted_for(report: Report) -> Iterator[Finding]:
    """表三每一列：第一项加第二项之和，等于第三项加第四项之和。

    为什么：这是印在表三左上角的勾稽关系；收到的每件申请，要么已经办结，要么结转下年度。
    例：新收 3 件、上年结转 1 件，办结 3 件、结转下年度 0 件，有 1 件没有着落。
    依据：表三左上角：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。
    问答：一件申请有两种结果，怎么计？
    问答：合计不平，怎么找是哪一格？
    """
    for equation in _broken(report):
        if not equation.is_total:
            left, right = report.sum(equation.left), report.sum(equation.right)
            yield finding(
                equation.left[0],
                _("{left}，{right}，相差 {difference}。"),
                left=_spelled(report, equation.left),
                right=_spelled(report, equation.right),
                difference=plain(distance(left, right)),
                found=left,
                expected=right,
                equation=equation,
            )


def categories_add_up(report: Report) -> Iterator[Finding]:
    """主动公开各类信息条数之和，等于主动公开政府信息总数。

    为什么：正文写明总数和其中各类的条数，两者常不相等。
    例：59 + 1 + 1 + 35 + 1 = 97，总数应为 97。
    问答：“主动公开分类”必须填吗？
    """
    for equation in _broken(report):
        if equation.left[0].table == CATEGORIES:
            yield _total(report, equation)


def shown_totals_are_current(report: Report) -> Iterator[Finding]:
    """总计单元格显示的数，就是报告中写的数。

    为什么：SUM 会跳过文本形式的数字，关闭自动重算的工作簿会显示旧的合计；报告一律按各项重新计算。
    例：一项填成文本“６”，总计单元格显示 5，报告写 11。
    问答：总计要自己填吗？
    """
    for ref, entry in report.entries.items():
        if entry.issue is EntryIssue.OUTDATED:
            yield finding(
                ref,
                _(
                    "总计单元格显示 {found}，各项之和为 {figure}，报告将写 {figure}；"
                    "请把各项改成数字，或重新计算并保存。"
                ),
                figure=report.written(ref),
                found=entry.shown,
                expected=report[ref],
            )


def _broken(report: Report) -> Iterator[Equation]:
    """The sums that do not hold.

    One with an unreadable figure in it cannot be judged, one of a table not filled in need not be.
    """
    untouched = {
        table.key
        for section in report.edition.sections
        if section.tables and report.is_untouched(section)
        for table in section.tables
    }
    for equation in report.independent_equations:
        if equation.left[0].table in untouched or not report.is_readable(equation.refs):
            continue
        if report.sum(equation.left) != report.sum(equation.right):
            yield equation


def _total(report: Report, equation: Equation) -> Finding:
    (total,) = equation.left
    found, parts = report[total], report.sum(equation.right)
    what = _("总数") if total.table == CATEGORIES else _("总计")
    says = (
        _("{what}为空").format(what=what)
        if report.entries[total].is_blank
        else _("{what}填 {found}").format(what=what, found=plain(found))
    )
    return finding(
        total,
        _("{says}，{group}之和为 {expected}，相差 {difference}。"),
        says=says,
        group=_group(equation),
        difference=plain(distance(found, parts)),
        found=found,
        expected=parts,
        equation=equation,
    )


def _group(equation: Equation) -> str:
    total, part = equation.left[0], equation.right[0]
    if total.table == CATEGORIES:
        return _("各类")
    is_across = total.row == part.row
    return _("同行各项") if is_across else _("同列各项")


def _spelled(report: Report, refs: tuple[Ref, ...]) -> str:
    """One side of the balance in the words of the form: 第一项 3 + 第二项 1 = 4."""
    terms = " + ".join(
        _("第{numeral}项 {figure}").format(numeral=report.numeral(ref), figure=plain(report[ref]))
        for ref in refs
    )
    return f"{terms} = {plain(report.sum(refs))}"
