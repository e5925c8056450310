"""Whether everything that the report is made from is there, and stands where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import groupby

from disclosure_cli.checks.cell_contents import listed
from disclosure_cli.i18n import _
from disclosure_cli.model.faults import Fault
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import ABOUT, NIL, Report
from disclosure_cli.model.text import has_loose_braces, quoted_names


def sheets_are_present(report: Report) -> Iterator[Finding]:
    """模板的各张工作表和表头都在。

    为什么：缺一张表，报告就缺一部分。
    例：“三”表被删除；或者改了名，而有两张表的标签都与它相同。
    """
    for fault in report.faults.missing:
        if report.is_published:
            yield finding(
                fault.at,
                _(
                    "没有找到{expected}，其中的数字没有读取；请核对原文是否缺这张表，或者是图片、附件。"
                ),
                expected=fault.expected,
            )
            continue
        says = (
            _(
                "找不到{expected}；{found}的标签都与它相同，不知道以哪一张为准；"
                "请把其中一张改名为“{name}”，删去其余的。"
            )
            if fault.found
            else _("找不到{expected}；请用 disclosure new-template 重新生成模板，把内容复制过去。")
        )
        yield finding(
            fault.at,
            says,
            name=report.place(fault.at).sheet,
            found=fault.found,
            expected=fault.expected,
        )


def sheets_have_their_names(report: Report) -> Iterator[Finding]:
    """各张工作表用模板中的名称。

    为什么：改了名的表按标签认出，照常读取；要是原来的表被删去，认出的可能是上年的，或者别处的。
    例：“三”表改名为“表三”。
    """
    for own, name in report.renamed.items():
        yield finding(
            Place(name),
            _("没有“{own}”表，已按标签读取这一张；请核对是不是本年的，是的请改名为“{own}”。"),
            own=own,
        )


def labels_are_official(report: Report) -> Iterator[Finding]:
    """表中的标签与官方格式一字不差。

    为什么：程序按标签认格；标签变了或表格移了位，就不能确定数字属于哪一项，整张表不予读取。
    例：“2.其他法律行政止公开”漏了字。
    依据：国办公开办函〔2019〕60号、〔2021〕30号所附格式。
    """
    if report.is_published:
        yield from _printed_otherwise(report)
        return
    for first, *rest in _by_sheet(report, report.faults.relabelled):
        others = _("（同表共 {count} 处）").format(count=1 + len(rest)) if rest else ""
        says = (
            _("应为“{expected}”，现为“{found}”，这张表没有读取；请核对是不是两张表的名称对调了。")
            if {first.expected, first.found} <= {each.title for each in report.edition.sections}
            else _(
                "应为“{expected}”，现为“{found}”{others}，这张表没有读取；"
                "请恢复标签和位置，或用 disclosure new-template 重新生成模板。"
            )
        )
        yield finding(
            first.at,
            says,
            others=others,
            found=first.found,
            expected=first.expected,
        )


def _printed_otherwise(report: Report) -> Iterator[Finding]:
    """A finding for each table of a published report, with the first label that is not that of the form."""
    for at, faults in groupby(report.faults.relabelled, key=lambda fault: fault.at):
        first = next(faults)
        says = (
            _(
                "标签应为“{expected}”，现为“{found}”，不能确定数字属于哪一项，这张表没有读取；请对照原文核对。"
            )
            if first.found
            else _(
                "没有“{expected}”这个标签，不能确定数字属于哪一项，这张表没有读取；请对照原文核对。"
            )
        )
        yield finding(at, says, found=first.found, expected=first.expected)


def rows_have_the_cells_of_their_head(report: Report) -> Iterator[Finding]:
    """已公布的表中，每一行的格数与表头的栏数相符。

    为什么：少了一格，其余的数字会移到别的栏下；不能确定各是哪一栏的，整张表不予读取。
    例：网页省去了空格，一行只剩 5 格，表头有 7 栏。
    """
    for at, faults in groupby(report.faults.uneven, key=lambda fault: fault.at):
        first = next(faults)
        says = (
            _(
                "这一行有 {found} 格，表头有 {expected} 栏，不能确定各是哪一栏的数字，这张表没有读取；请对照原文核对。"
            )
            if first.found
            else _("各行的格与表头的栏对不上，这张表没有读取；请对照原文核对。")
        )
        yield finding(at, says, found=first.found or None, expected=first.expected or None)


def a_published_report_is_whole(report: Report) -> Iterator[Finding]:
    """已公布的报告有六个部分，写明机关、年度、日期和联系方式。

    为什么：没有找到的，可能原文没有，也可能在图片或附件中；与之有关的核对都没有做。
    例：网页没有落款日期。
    依据：《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号。
    """
    if report.not_found:
        yield finding(
            Part(ABOUT),
            _("没有找到：{names}；请核对原文。"),
            names=_("、").join(report.not_found),
        )


def tables_are_filled_in(report: Report) -> Iterator[Finding]:
    """每张表都填了，或者注明本年度无此项业务。

    为什么：空表不等于零；没有填的表不能当作全是 0 公布。
    例：全年没有收到申请的单位，在“三”表上方打√即可，不必逐格填 0。
    问答：全年没有收到申请，要逐格填 0 吗？
    """
    for section in report.edition.sections:
        if section.tables and not report.is_nil(section) and report.is_untouched(section):
            says = (
                _("整张表是空的；请核对原文。")
                if report.is_published
                else _("整张表没有填写；请填写，或在表上方“本年度无此项业务”处打√。")
            )
            yield Finding(Part(section.key), says)


def nil_means_nothing(report: Report) -> Iterator[Finding]:
    """注明本年度无此项业务的表，没有数字。

    为什么：打了√又有数字，不知道以哪个为准。
    例：“三”表打了√，新收申请却填 3。
    问答：全年没有收到申请，要逐格填 0 吗？
    """
    for section in report.edition.sections:
        if not report.is_nil(section):
            continue
        filled = [ref for ref in section.refs if report[ref] != 0]
        if filled:
            yield finding(
                filled[0],
                _("表上方注明“本年度无此项业务”，这里却填 {found}；请取消√，或删去数字。"),
                found=report.written(filled[0]),
                expected=0,
            )


def nil_is_ticked_or_left_blank(report: Report) -> Iterator[Finding]:
    """“本年度无此项业务”处打√，或者留空。

    为什么：填“无”“0”“×”，不知道是没有业务，还是没有打√。
    例：确无此项业务，填 √。
    问答：全年没有收到申请，要逐格填 0 吗？
    """
    for section in report.edition.sections:
        box = report.nil.get(section.key, "")
        if box and not report.is_nil(section):
            yield finding(
                Part(section.key, NIL),
                _("“本年度无此项业务”处填“{found}”；确无此项业务请填 √，否则请留空。"),
                found=box,
                expected="√",
            )


def sections_are_written(report: Report) -> Iterator[Finding]:
    """一、五、六各部分都有文字。

    为什么：《政府信息公开条例》第五十条规定了年度报告的内容，不能遗漏；第六部分要说明收取信息处理费的情况。
    例：没有内容的写“无”；没有其他事项，写“本年度未收取信息处理费，无其他需要报告的事项”。
    依据：《中华人民共和国政府信息公开条例》第五十条；格式第六部分：收取信息处理费情况在此处报告。
    问答：报告必须写哪些内容？
    """
    faults = report.faults
    unread = {fault.at for fault in (*faults.missing, *faults.unread, *faults.relabelled)}
    sheets = {report.place(at).sheet for at in unread}
    for section in report.edition.sections:
        at = Part(section.key)
        is_read = report.place(at).sheet not in sheets and section.title not in report.not_found
        if not section.tables and not report.texts.get(section.key) and is_read:
            yield finding(
                at,
                _("“{title}”没有文字；请填写，没有内容的写“无”。"),
                title=section.title,
                found="",
            )


def quoted_names_are_known(report: Report) -> Iterator[Finding]:
    """正文中 {…} 里的名称是已有的名称。

    为什么：程序用表中的数字替换 {新收申请总数} 之类的名称，名称写错就没有数字可写。
    例：{新收申请数} 应为 {新收申请总数}。
    """
    prose = [passage for passages in report.prose.values() for passage in passages]
    for passage in (*prose, *report.notes.values()):
        if has_loose_braces(passage.typed):
            yield finding(
                passage.at,
                _("正文中的花括号不成对，名称不会换成数字；请写成 {{{example}}} 的样子。"),
                example=report.edition.example,
                found=passage.typed,
            )
        for name in dict.fromkeys(quoted_names(passage.typed)):
            if name not in report.quotations:
                yield _unknown_name(report, passage.at, name)


def _unknown_name(report: Report, at: Part, name: str) -> Finding:
    close = get_close_matches(name, report.quotations, n=1, cutoff=0.4)
    hint = (
        _("是否应为 {{{close}}}？").format(close=close[0])
        if close
        else _("可用的名称见“填写说明”。")
    )
    return finding(
        at,
        _("正文中的 {{{found}}} 不是已有的名称；{hint}"),
        hint=hint,
        found=name,
        expected=close[0] if close else None,
    )


def texts_can_be_read(report: Report) -> Iterator[Finding]:
    """正文和基本信息的格里是文字，不是公式错误值、TRUE 或没有结果的公式，也没有加删除线的字。

    为什么：#REF! 会原样印进报告；没有计算结果的公式会让一段文字凭空消失；加了删除线的字不知道是否还算数。
    例：把公式改成文字；把加了删除线的字删去。
    """
    for fault in report.faults.unread:
        says = (
            _("这一格有加了删除线的字（{shown}），不知道是否还算数；请删去，或取消删除线。")
            if fault.expected
            else _("这一格是 {shown}，不是文字，不能写进报告；请改成文字。")
        )
        shown, expected = _shortened(fault.found), fault.expected or None
        yield finding(fault.at, says, shown=shown, found=fault.found, expected=expected)


def tables_stand_once(report: Report) -> Iterator[Finding]:
    """每张官方表格在工作表中只有一份。

    为什么：同一张表粘贴了两份，不知道以哪一份为准，都不予读取。
    例：把上年的表粘贴在下面对照，应移到别的文件。
    """
    for fault in report.faults.repeated:
        yield Finding(
            fault.at,
            _("这张表有几份，数字不同，不知道以哪一份为准，没有读取；请对照原文核对。")
            if report.is_published
            else _("这里又有一份同样的表格，不知道以哪一份为准；请只留一份。"),
            found=fault.found,
        )


def figures_stand_in_their_cells(report: Report) -> Iterator[Finding]:
    """表格之内，数字只填在该填的格里。

    为什么：拆开合并的单元格、填在旁边一格的数字不会被读取，原来的格就会当作 0。
    例：行政许可的数量跨三列，应填在合并的单元格里。
    """
    for fault in report.faults.displaced:
        yield finding(
            fault.at,
            _("“{shown}”填在表格中不填数的地方；请移到该填的格，并恢复合并的单元格。"),
            shown=_shortened(fault.found),
            found=fault.found,
        )


def nothing_stands_outside(report: Report) -> Iterator[Finding]:
    """内容都填在该填的格里。

    为什么：写在表外或旁边的文字和数字不会进入报告，容易遗漏。
    例：正文写在 B 列。
    """
    for first, *others in _by_sheet(report, report.faults.stray):
        yield finding(
            first.at,
            _("{cells}写在表格之外（如“{shown}”），不会进入报告；请移到该填的格，或删去。"),
            cells=listed(report, [fault.at for fault in (first, *others)]),
            shown=_shortened(first.found),
            found=first.found,
        )


def _by_sheet(report: Report, faults: Iterable[Fault]) -> Iterator[list[Fault]]:
    """One cause, one finding: what is wrong in a sheet together."""
    for _sheet, group in groupby(faults, key=lambda fault: report.place(fault.at).sheet):
        yield list(group)


def _shortened(text: str, length: int = 20) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
