"""Whether everything that the report is made from is there, and stands where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import groupby

from disclosure_cli.checks.cell_contents import listed
from disclosure_cli.errors import NoEdition
from disclosure_cli.form.editions import edition_for
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import (
    ABOUT,
    ADDRESS,
    DATE,
    KIND,
    KINDS,
    NIL,
    ORGAN,
    POSTCODE,
    TELEPHONE,
    YEAR,
    Fault,
    Report,
    no_year,
)
from disclosure_cli.model.text import has_loose_braces, quoted_names

LONGEST_NAME = 100


def sheets_are_present(report: Report) -> Iterator[Finding]:
    """模板的各张工作表和表头都在。

    为什么：缺一张表，报告就缺一部分。
    例：“三”表被删除或改名。
    """
    for fault in report.faults.missing:
        yield finding(
            fault.at,
            _("找不到{expected}；请用 disclosure new-template 重新生成模板，把内容复制过去。"),
            found=fault.found,
            expected=fault.expected,
        )


def labels_are_official(report: Report) -> Iterator[Finding]:
    """表中的标签与官方格式一字不差。

    为什么：程序按标签认格；标签变了或表格移了位，就不能确定数字属于哪一项，整张表不予读取。
    例：“2.其他法律行政止公开”漏了字。
    依据：国办公开办函〔2019〕60号、〔2021〕30号所附格式。
    """
    for first, *rest in _by_sheet(report, report.faults.relabelled):
        others = _("（同表共 {count} 处）").format(count=1 + len(rest)) if rest else ""
        yield finding(
            first.at,
            _(
                "应为“{expected}”，现为“{found}”{others}，这张表没有读取；"
                "请恢复标签和位置，或用 disclosure new-template 重新生成模板。"
            ),
            others=others,
            found=first.found,
            expected=first.expected,
        )


def tables_are_filled_in(report: Report) -> Iterator[Finding]:
    """每张表都填了，或者注明本年度无此项业务。

    为什么：空表不等于零；没有填的表不能当作全是 0 公布。
    例：全年没有收到申请的单位，在“三”表上方打√即可，不必填 175 个 0。
    """
    for section in report.edition.sections:
        if section.tables and not report.is_nil(section) and report.is_untouched(section):
            yield Finding(
                Part(section.key), _("整张表没有填写；请填写，或在表上方“本年度无此项业务”处打√。")
            )


def nil_means_nothing(report: Report) -> Iterator[Finding]:
    """注明本年度无此项业务的表，没有数字。

    为什么：打了√又有数字，不知道以哪个为准。
    例：“三”表打了√，新收申请却填 3。
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
    例：没有其他事项，也写一句“本年度未收取信息处理费，无其他需要报告的事项”。
    依据：《中华人民共和国政府信息公开条例》第五十条；格式第六部分：收取信息处理费情况在此处报告。
    """
    for section in report.edition.sections:
        if not section.tables and not report.texts.get(section.key):
            yield finding(
                Part(section.key), _("“{title}”没有文字；请填写。"), title=section.title, found=""
            )


def organ_is_named(report: Report) -> Iterator[Finding]:
    """填了机关名称，不超过 100 字。

    为什么：标题、前言和落款都用它；过长的多半是把别的内容粘贴进来了。
    例：某某县自然资源局。
    """
    at = Part(ABOUT, ORGAN.key)
    if not report.organ and not any(fault.at == at for fault in report.faults.unread):
        yield Finding(at, _("机关名称没有填写；请填全称。"), found="")
    elif len(report.organ) > LONGEST_NAME:
        yield finding(
            at,
            _("机关名称有 {count} 字，超过 {most} 字；请只填机关的全称。"),
            count=len(report.organ),
            most=LONGEST_NAME,
        )


def year_fits_the_form(report: Report) -> Iterator[Finding]:
    """年度与所用的格式相符。

    为什么：2019、2020 年度用国办公开办函〔2019〕60号的格式，2021 年度起用〔2021〕30号的格式，两者行列不同。
    例：2023 年度的报告不能用 2019 年格式的模板。
    依据：国办公开办函〔2019〕60号、〔2021〕30号。
    """
    at = Part(ABOUT, YEAR.key)
    text = report.about.get(YEAR.key, "")
    if report.year is None:
        yield Finding(at, no_year(text), found=text)
        return
    try:
        edition = edition_for(report.year)
    except NoEdition as error:
        yield Finding(at, str(error), found=report.year)
        return
    if edition is not report.edition:
        yield finding(
            at,
            _(
                "年度填 {found}，应使用 {official}的格式，而这是 {own}的模板；"
                "请改正年度，或运行 disclosure new-template {found} 重新填写。"
            ),
            official=edition.notice.number,
            own=report.edition.notice.number,
            found=report.year,
        )


def template_is_of_the_year(report: Report) -> Iterator[Finding]:
    """模板是为这一年度生成的。

    为什么：用去年的工作簿改成今年的，容易留下去年的数字和文字。
    例：模板是 2023 年度的，年度改成了 2024。
    """
    if report.template_year and report.year and report.template_year != report.year:
        yield finding(
            Part(ABOUT, YEAR.key),
            _(
                "年度填 {found}，而模板是为 {expected} 年度生成的；请核对年度，并确认没有留下上年的内容。"
            ),
            found=report.year,
            expected=report.template_year,
        )


def contact_is_given(report: Report) -> Iterator[Finding]:
    """填了地址、邮编和电话。

    为什么：前言要写明公众如何联系。
    例：地址、邮编、电话三项都填。
    """
    missing = [f for f in (ADDRESS, POSTCODE, TELEPHONE) if not report.about.get(f.key)]
    if missing:
        names = _("、").join(field.label for field in missing)
        yield finding(
            Part(ABOUT, missing[0].key),
            _("{names}没有填写，前言中将没有这些内容。"),
            names=names,
            found="",
        )


def organ_is_of_a_known_kind(report: Report) -> Iterator[Finding]:
    """机关类别是列表中的一种。

    为什么：各级人民政府、部门和乡镇的报告要求不同。
    例：政府部门。
    依据：《中华人民共和国政府信息公开条例》第四十九条、第五十条、第五十四条。
    """
    kind = report.about.get(KIND.key, "")
    if kind not in KINDS:
        says = _("机关类别填“{kind}”").format(kind=kind) if kind else _("机关类别没有填写")
        yield finding(
            Part(ABOUT, KIND.key),
            _("{says}；请从列表中选一项：{names}。"),
            says=says,
            names="；".join(KINDS),
            found=kind,
        )


def date_is_a_date(report: Report) -> Iterator[Finding]:
    """成文日期是一个日期。

    为什么：它印在落款之下，用阿拉伯数字，月日不补零。
    例：2025年1月20日。
    依据：GB/T 9704-2012 第 7.3.5 条。
    """
    text = report.about.get(DATE.key, "")
    if text and report.date is None:
        yield finding(
            Part(ABOUT, DATE.key),
            _("成文日期填“{found}”，不是日期；请写成 2025年1月20日 的样子。"),
            found=text,
        )


def date_follows_the_year(report: Report) -> Iterator[Finding]:
    """填了成文日期，且在统计期限之后。

    为什么：统计到 12 月 31 日的报告，不会在此之前成文。
    例：2024 年度的报告，成文日期应在 2025 年。
    依据：《中华人民共和国政府信息公开条例》第四十九条：每年 1 月 31 日前公布上一年度报告。
    """
    at = Part(ABOUT, DATE.key)
    if not report.about.get(DATE.key):
        yield Finding(at, _("成文日期没有填写，落款下将没有日期。"), found="")
    elif report.date and report.year and report.date.year <= report.year:
        yield finding(
            at,
            _("成文日期 {found} 不在 {year} 年度之后；请核对日期和年度。"),
            year=report.year,
            found=report.about[DATE.key],
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
            _("这里又有一份同样的表格，不知道以哪一份为准；请只留一份。"),
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
