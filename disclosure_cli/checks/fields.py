"""Whether 基本信息 is filled in as the title, the preface and the signature need it."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    ORGAN,
    POSTCODE,
    TELEPHONE,
    YEAR,
    Report,
    no_year,
)

LONGEST_NAME = 100


def organ_is_named(report: Report) -> Iterator[Finding]:
    """填了机关名称，不超过 100 字。

    为什么：标题、前言和落款都用它；过长的多半是把别的内容粘贴进来了。
    例：某某县自然资源局。
    """
    at = Part(ABOUT, ORGAN.key)
    is_said = report.is_published or any(fault.at == at for fault in report.faults.unread)
    if not report.organ and not is_said:
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
    问答：用 2019 年格式还是 2021 年格式？
    """
    at = Part(ABOUT, YEAR.key)
    text = report.about.get(YEAR.key, "")
    if report.year is None:
        if not report.is_published:
            yield Finding(at, no_year(text, report.meant_year), found=text)
        return
    try:
        edition = edition_for(report.year)
    except NoEdition as error:
        yield Finding(at, str(error), found=report.year)
        return
    if edition is not report.edition:
        yield finding(
            at,
            _("{found} 年度的报告应使用 {official}的格式，而这里的表格是 {own}的格式。")
            if report.is_published
            else _(
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
    if missing and not report.is_published:
        names = _("、").join(field.label for field in missing)
        yield finding(
            Part(ABOUT, missing[0].key),
            _("{names}没有填写，前言中将没有这些内容。"),
            names=names,
            found="",
        )


def postcode_has_six_digits(report: Report) -> Iterator[Finding]:
    """邮编是六位数字。

    为什么：它照填的样子写进前言；少一位多半是漏写，或者开头的 0 在数字格里丢了。
    例：22380 应为 223800；010000 填成数字，只剩 10000。
    """
    text = report.about.get(POSTCODE.key, "")
    if text and not re.fullmatch("[0-9]{6}", "".join(text.split())):
        yield finding(
            Part(ABOUT, POSTCODE.key),
            _("邮编填“{found}”，应为六位半角数字；请核对。"),
            found=text,
        )


def organ_is_of_a_known_kind(report: Report) -> Iterator[Finding]:
    """机关类别是列表中的一种。

    为什么：各级人民政府、部门和乡镇的报告要求不同。
    例：政府部门。
    依据：《中华人民共和国政府信息公开条例》第四十九条、第五十条、第五十四条。
    问答：哪些单位要编制年度报告？
    """
    kind = report.about.get(KIND.key, "")
    if kind not in KINDS and not report.is_published:
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
            _("成文日期填“{found}”，不是日期；请写成 {year}年1月20日 的样子。"),
            year=report.meant_year + 1,
            found=text,
        )


def date_follows_the_year(report: Report) -> Iterator[Finding]:
    """填了成文日期，且在统计期限之后。

    为什么：统计到 12 月 31 日的报告，不会在此之前成文。
    例：2024 年度的报告，成文日期应在 2025 年。
    依据：《中华人民共和国政府信息公开条例》第四十九条：每年 1 月 31 日前公布上一年度报告。
    问答：什么时候提交，什么时候公布？
    """
    at = Part(ABOUT, DATE.key)
    if not report.about.get(DATE.key):
        if not report.is_published:
            yield Finding(at, _("成文日期没有填写，落款下将没有日期。"), found="")
    elif report.date and report.year and report.date.year <= report.year:
        yield finding(
            at,
            _("成文日期 {found} 不在 {year} 年度之后；请核对日期和年度。"),
            year=report.year,
            found=report.about[DATE.key],
        )
