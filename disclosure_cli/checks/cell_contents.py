"""Whether what stands in the place of a figure is a figure of the kind that the form asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.figures import Entry, EntryIssue
from disclosure_cli.model.findings import MOST_NAMED, Finding, finding
from disclosure_cli.model.places import Part, Subject
from disclosure_cli.model.report import ABOUT, CATEGORIES, Report

_LONGEST_LIST = 60
"""Characters of the cells that a message names; a dozen addresses have fewer."""


def counts_are_whole_numbers(report: Report) -> Iterator[Finding]:
    """件数是整数。

    为什么：一件申请不能只收到一半；小数多半是把金额或百分数填错了格。
    例：3.5 不能作件数；3.0 按 3 读取。
    问答：表二的数可以有小数吗？
    """
    yield from _refused(report, EntryIssue.FRACTION, _("填 {found}，件数应为整数；请改成整数。"))


def figures_are_not_negative(report: Report) -> Iterator[Finding]:
    """除 2019 年格式的“本年增/减”外，数字不为负。

    为什么：件数和金额从 0 起；负数多半是公式相减的结果。
    例：-1 不能作件数。
    """
    yield from _refused(
        report, EntryIssue.NEGATIVE, _("填 {found}，这里不能是负数；请核对后改正。")
    )


def figures_are_numbers(report: Report) -> Iterator[Finding]:
    """填数的格里只有数字。

    为什么：“约10”“3件左右”①、一部分划掉（~~12~~15）或成上标（50^1）的数含义不定，程序不作猜测。
    例：填 10，不填“约10件”。
    问答：数字后面能加说明吗？
    """
    yield from _refused(
        report, EntryIssue.NOT_A_FIGURE, _("填“{found}”，无法确定是哪个数；请只填阿拉伯数字。")
    )


def figures_are_not_dates(report: Report) -> Iterator[Finding]:
    """填数的格里不是日期或时间。

    为什么：单元格一旦成为日期格式，12 会显示成 1900/1/12，或把 3-1 变成 3月1日。
    例：把单元格格式改为“常规”，重新填写。
    """
    yield from _refused(
        report, EntryIssue.DATE, _("是日期 {found}，不是数字；请把单元格格式改为“常规”后重新填写。")
    )


def figures_are_not_true_or_false(report: Report) -> Iterator[Finding]:
    """填数的格里不是 TRUE 或 FALSE。

    为什么：逻辑值不是件数，合计公式也会跳过它。
    例：TRUE 不能当作 1。
    """
    yield from _refused(report, EntryIssue.BOOLEAN, _("是逻辑值 {found}，不是数字；请填数字。"))


def formulas_have_no_error(report: Report) -> Iterator[Finding]:
    """填数的格里没有公式错误值。

    为什么：#REF!、#DIV/0! 表示引用的单元格已不存在或无法计算。
    例：#REF! 应改为数字。
    """
    yield from _refused(
        report, EntryIssue.ERROR_VALUE, _("显示错误值 {found}；请改正公式，或直接填数字。")
    )


def formulas_have_a_result(report: Report) -> Iterator[Finding]:
    """公式带有计算结果。

    为什么：由其他程序写入而未经计算的公式没有结果，不能当作 0。
    例：在 Excel 或 WPS 中打开、保存一次即可。
    """
    yield from _refused(
        report,
        EntryIssue.NO_RESULT,
        _("是公式 {found}，但没有计算结果；请在 Excel 或 WPS 中打开并保存，或直接填数字。"),
    )


def figures_are_shown_as_they_are(report: Report) -> Iterator[Finding]:
    """单元格显示的数，就是单元格里的数。

    为什么：格式可以让 3 显示成 300%、3元或 -3，让 72701.2578 显示成 72701.26；填表人看到的不是报告要写的数。
    例：把单元格格式改为“常规”，按需要的位数填写。
    """
    yield from _refused(
        report,
        EntryIssue.SHOWN_OTHERWISE,
        _("数字格式使它显示成另一个样子（{found}）；请把格式改为“常规”，核对后按要印的数填写。"),
    )


def figures_fit_their_cell(report: Report) -> Iterator[Finding]:
    """数字不超过 15 位。

    为什么：Excel 只保留 15 位有效数字，更长的数在保存时已经改变。
    例：1E+16 不会是件数。
    """
    yield from _refused(
        report, EntryIssue.TOO_LARGE, _("填 {found}，超过 15 位，已无法保证原数；请核对。")
    )


def figures_are_plain_digits(report: Report) -> Iterator[Finding]:
    """数字用半角阿拉伯数字、以数字格式填写。

    为什么：全角数字、文本数字、带逗号或“件”的数会被合计公式跳过；程序能读，但表中的合计会错。
    例：填 1200，不填“１，２００件”。
    """
    for refs in _refs_by_sheet(report, EntryIssue.WRITTEN_OUT):
        first = report.entries[refs[0]]
        is_summed = any(ref in parts for parts in report.edition.totals.values() for ref in refs)
        yield finding(
            refs[0],
            _("{cells}不是纯数字，已按数字读取（如“{found}”读作 {expected}）；请核对。")
            if report.is_published
            else _(
                "{cells}是文本，已按数字读取（如“{found}”读作 {expected}）；请改成纯数字，否则表中的合计会漏掉它。"
            )
            if is_summed
            else _("{cells}是文本，已按数字读取（如“{found}”读作 {expected}）；请改成纯数字。"),
            cells=listed(report, refs),
            found=first.shown,
            expected=report[refs[0]],
            also=tuple(refs[1:]),
        )


def none_is_written_as_zero(report: Report) -> Iterator[Finding]:
    """没有的，填 0。

    为什么：“/”“—”“无”不是数字；程序按 0 读取，但可能是漏填。
    例：没有此类申请，填 0。
    问答：空白、0 和“/”有什么不同？
    """
    for refs in _refs_by_sheet(report, EntryIssue.NOTHING):
        yield finding(
            refs[0],
            _("{cells}印的是“{found}”等符号，已按 0 计算；请核对原文。")
            if report.is_published
            else _("{cells}填“{found}”等符号，已按 0 读取；没有请填 0，漏填请补上。"),
            cells=listed(report, refs),
            found=report.entries[refs[0]].shown,
            expected=0,
            also=tuple(refs[1:]),
        )


def cells_are_filled_in(report: Report) -> Iterator[Finding]:
    """已填的表中没有空格。

    为什么：空白可能是 0，也可能是漏填；程序按 0 写入报告，请填表人看一遍。
    例：表三只填了总计，其余空着。
    问答：空白、0 和“/”有什么不同？
    """
    for section in report.edition.sections:
        if not section.tables or report.is_nil(section) or report.is_untouched(section):
            continue
        blank = [ref for ref in section.refs if ref in report.entries and _counts_as_0(report, ref)]
        if blank:
            yield finding(
                blank[0],
                _("{cells}是空的，已按 0 计算；请核对原文。")
                if report.is_published
                else _("{cells}空白，报告中写 0；没有请填 0，漏填请补上。"),
                cells=listed(report, blank),
                found="",
                expected=0,
                also=tuple(blank[1:]),
            )


def money_names_its_unit(report: Report) -> Iterator[Finding]:
    """2019 年格式的“采购总金额”写明单位。

    为什么：表中没有印单位，只写 251000，读者不知道是元还是万元。
    例：填 251000元 或 25.1万元。
    问答：金额填元还是万元？
    """
    for ref, entry in _having(report, EntryIssue.NO_UNIT):
        yield finding(
            ref,
            _("填 {found}，没有写单位；请写明，如 {found}元 或 {found}万元。"),
            found=entry.shown,
        )


def contents_are_seen(report: Report) -> Iterator[Finding]:
    """写进报告的格都看得见，显示的就是要写的。

    为什么：隐藏的行列、盖住的格、白色的字和划掉的数照样会写进报告，而填表人看不到。
    例：隐藏了第 9 行，或把 D9 的字改成白色。
    """
    faults = sorted(
        report.faults.unseen,
        key=lambda fault: (
            report.place(fault.at).sheet,
            fault.expected,
            report.place(fault.at).position,
        ),
    )
    for _where, group in groupby(
        faults, key=lambda fault: (report.place(fault.at).sheet, fault.expected)
    ):
        first, *others = group
        at = [fault.at for fault in (first, *others)]
        yield finding(
            first.at,
            _("{cells}{reason}，看到的与报告要写的不一样；请恢复正常显示，核对后再生成。"),
            cells=listed(report, at) if report.place(first.at).cell else "",
            reason=_(first.expected),
            found=first.found,
            also=tuple(at[1:]),
        )


def looks_are_known(report: Report) -> Iterator[Finding]:
    """工作簿是 .xlsx，看得到数字格式和隐藏的行列。

    为什么：从 .xls、.et、.ods 中只读得到数字和文字，读不到它们在表中怎样显示，无法核对显示的与要写的是否相同。
    例：另存为 .xlsx 后再检查一次。
    """
    if not report.tells_looks:
        yield finding(
            Part(ABOUT),
            _(
                "从这种格式的工作簿读不到数字格式、隐藏的行列和字的颜色，没有核对表中显示的与报告要写的是否相同；"
                "请在 WPS 或 Excel 中另存为 .xlsx 后再检查。"
            ),
        )


def figures_keep_their_labels(report: Report) -> Iterator[Finding]:
    """排序时，数字没有离开自己的标签。

    为什么：只对数字排序，标签不动，每一列的合计照样相等，数字却换了行；工作表记有最近一次排序的区域。
    例：选中 D7:J31 排过序，没有包括左边的栏目。
    """
    by_sheet = groupby(report.faults.sorted_apart, key=lambda fault: report.place(fault.at).sheet)
    for _sheet, faults in by_sheet:
        first, *others = [fault.at for fault in faults]
        if others:
            yield finding(
                first,
                _("{cells}排过序，左边的标签没有一起排，数字可能换了行；请逐行核对。"),
                cells=listed(report, [first, *others]),
                also=tuple(others),
            )


def _having(report: Report, issue: EntryIssue) -> Iterator[tuple[Ref, Entry]]:
    return ((ref, entry) for ref, entry in report.entries.items() if entry.issue is issue)


def _refused(report: Report, issue: EntryIssue, message: str) -> Iterator[Finding]:
    """One finding for each entry refused for this reason, with what stands there."""
    for ref, entry in _having(report, issue):
        yield finding(ref, message, found=entry.shown)


def _refs_by_sheet(report: Report, issue: EntryIssue) -> Iterator[list[Ref]]:
    """The figures with this issue, together for each sheet: one cause, one finding."""
    having = [ref for ref, _entry in _having(report, issue)]
    for _sheet, refs in groupby(having, key=lambda ref: report.place(ref).sheet):
        yield list(refs)


def _counts_as_0(report: Report, ref: Ref) -> bool:
    """Whether a blank stands for 0; a blank total with parts is reported by `totals_add_up`."""
    if not report.entries[ref].is_blank:
        return False
    parts = report.edition.totals.get(ref, ())
    return report.sum(parts) == 0 or not report.is_readable(parts)


def listed(report: Report, subjects: Sequence[Subject]) -> str:
    """Where these stand, by the addresses of the cells: D7、D8、E9 等 30 格."""
    return joined([report.place(each).cell for each in subjects])


def joined(cells: Sequence[str]) -> str:
    """Cells for a message: the first of them by name, of many also how many there are."""
    # In a published report a cell is named by its labels, which are longer than an address.
    lengths = accumulate(map(len, cells[:MOST_NAMED]))
    shown = cells[: max(1, sum(length <= _LONGEST_LIST for length in lengths))]
    named = _("、").join(shown)
    return (
        _("{named} 等 {count} 格").format(named=named, count=len(cells))
        if len(cells) > len(shown)
        else f"{named} "
    )


def categories_are_counted(report: Report) -> Iterator[Finding]:
    """主动公开的每一类都有名称和条数。

    为什么：只有条数没有名称，或只有名称没有条数，都无法写进正文。
    例：部门动态 59。
    问答：“主动公开分类”必须填吗？
    """
    for ref, entry in report.entries.items():
        if ref.table != CATEGORIES or ref.row == "total":
            continue
        name = report.categories[int(ref.row) - 1]
        if entry.is_blank:
            yield finding(
                ref, _("类别“{name}”没有填条数；请填写，没有请填 0。"), name=name, found=""
            )
        elif not name:
            yield finding(ref, _("条数 {found} 没有类别名称；请在左边填写。"), found=entry.shown)
