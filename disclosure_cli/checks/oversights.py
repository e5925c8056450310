"""What is easily overlooked in a text that was made from another: a number, a name, an old outline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_cli.checks.text_against_tables import paragraphs
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.report import KIND, KINDS, Report
from disclosure_cli.model.text import marked

_NUMBER_LEFT_OUT = re.compile(
    "(?:信息|动态|公告|公示|共|共计|合计|收到|办结|受理)[ \u3000]*[条件篇](?=[，,。；;（(、])"
    "|(?<=[，,；;、])现行有效的?(?:行政)?规范性文件(?=[。；;])"
    "|[_＿×ＸX]{2,}[ \u3000]*(?:条|件|篇|次|万?元)"
)
"""A noun and its unit with nothing between; a blank to be filled in."""
_OPENING = re.compile(
    "(?:本报告由|由|现将|现公布|^)(?P<organ>[^，,。；;：:《》“”、0-9由将按根]{3,30}?"
    "(?:局|厅|委员会|办公室|人民政府|办事处))(?=编制|根据|按照|依据|[0-9]{4}年)"
)
_DIVISION = re.compile("^.*?(?:省|自治区|市|州|盟|县|旗|区)(?=.{2})")
_OUTLINE_OF_BEFORE_2019 = re.compile(
    "(?:收费(?:及|和|与|、)减免|复议、诉讼(?:和|及)申诉|概述)[^。]{0,80}?(?:组成|[五六七八九十]个?(?:部|方)[分面])"
)
_OPENING_PARAGRAPHS = 2
_TOWNSHIP = KINDS[2]


def numbers_are_not_left_out(report: Report) -> Iterator[Finding]:
    """单位前面的数字没有漏写。

    为什么：先写好文字、后补数字的，容易漏补。
    例：公布重点领域信息条（其中公示10条）；本年制发3件，废止1件，现行有效的规范性文件。
    """
    for paragraph in paragraphs(report):
        for left_out in _NUMBER_LEFT_OUT.finditer(paragraph.text):
            yield finding(
                paragraph.at,
                _("“{sentence}”像是漏写了数字；请补上，或改写这一句。"),
                sentence=marked(paragraph.text, left_out.start(), left_out.end()),
                found=left_out[0],
            )


def the_text_is_of_this_organ(report: Report) -> Iterator[Finding]:
    """正文开头写的是本机关。

    为什么：借用别的单位的报告改写，开头的名称最容易忘了改。
    例：某某镇人民政府的报告写“本报告由某某县民族宗教事务局编制”。
    依据：《中华人民共和国政府信息公开条例》第四十九条：公布本机关的报告。
    """
    for number, paragraph in enumerate(paragraphs(report)):
        if number == _OPENING_PARAGRAPHS or not report.organ:
            return
        opening = _OPENING.search(paragraph.text)
        if opening and not _may_be_one(opening["organ"], report.organ):
            yield finding(
                paragraph.at,
                _(
                    "“{sentence}”写的是 {found}，而机关名称是 {expected}；请核对是否沿用了别的单位的文字。"
                ),
                sentence=marked(paragraph.text, opening.start("organ"), opening.end("organ")),
                found=opening["organ"],
                expected=report.organ,
            )


def _may_be_one(named: str, organ: str) -> bool:
    """Whether two names may be of one organ: one within the other, or with two characters in common.

    The names of the divisions that they begin with are left aside.
    """
    if named in organ or organ in named:
        return True
    own, other = (_DIVISION.sub("", name) for name in (organ, named))
    pairs = {own[at : at + 2] for at in range(len(own) - 1)} - {"人民", "民政", "政府", "员会"}
    return any(pair in other for pair in pairs) or named.startswith(("我", "本"))


def the_outline_is_the_present_one(report: Report) -> Iterator[Finding]:
    """开头没有预告 2019 年以前的提纲。

    为什么：2019 年起，报告是全国统一的六个部分；“收费及减免”“概述”等是以前的提纲。
    例：本报告由概述、主动公开情况、依申请公开情况、收费及减免情况等部分组成。
    依据：国办公开办函〔2019〕60号、〔2021〕30号所附格式。
    """
    for paragraph in paragraphs(report):
        if outline := _OUTLINE_OF_BEFORE_2019.search(paragraph.text):
            yield finding(
                paragraph.at,
                _("“{sentence}”是 2019 年以前的提纲，报告现在是六个部分；请改写或删去。"),
                sentence=marked(paragraph.text, outline.start(), outline.end()),
                found=outline[0],
            )


def regulations_are_of_a_city_or_above(report: Report) -> Iterator[Finding]:
    """乡镇、街道没有规章。

    为什么：规章由国务院部门和省级、设区的市级、自治州人民政府制定，乡镇、街道填的多半是规范性文件。
    例：某某镇人民政府在“规章”一行填了现行有效 3 件。
    依据：《中华人民共和国立法法》第九十一条、第九十三条。
    """
    if report.about.get(KIND.key) != _TOWNSHIP:
        return
    for ref in report.edition.measures:
        if ref.row == "regulations" and report.is_readable([ref]) and report[ref] > 0:
            yield finding(
                ref,
                _("{kind}不制定规章，这里填 {found}；请核对是不是应填在规范性文件一行。"),
                kind=_TOWNSHIP,
                found=report[ref],
            )
            return
