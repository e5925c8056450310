"""What is easily overlooked in the text itself: a total, a year, a number, a name, an old outline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_cli.checks.read_prose import MOST_PROSE, measured, paragraphs
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import KIND, KINDS, Report
from disclosure_cli.model.text import marked
from disclosure_cli.prose.enumerations import disagrees, enumerations
from disclosure_cli.prose.named_years import years_of_other_reports

_NOUN = "(?:信息|动态|公告|公示|共|共计|合计|收到|办结|受理)[ \u3000]*[条件篇](?=[，,。；;（(、])"
_IN_FORCE = "(?<=[，,；;、])现行有效的?(?:行政)?规范性文件(?=[。；;])"
_BLANK = "[_＿×ＸX]{2,}[ \u3000]*(?:条|件|篇|次|万?元)"
_NUMBER_LEFT_OUT = re.compile(f"{_NOUN}|{_IN_FORCE}|{_BLANK}")
"""A noun and its unit with nothing between; a blank to be filled in."""
_ORGAN = "[^，,。；;：:《》“”、0-9由将按根]{3,30}?(?:局|厅|委员会|办公室|人民政府|办事处)"
_OPENING = re.compile(
    f"(?:由|现将|现公布|^)(?P<organ>{_ORGAN})(?=编制|根据|按照|依据|[0-9]{{4}}年)"
)
_DIVISION = re.compile("^.*?(?:省|自治区|市|州|盟|县|旗|区)(?=.{2})")
_OLD_PARTS = "收费(?:及|和|与|、)减免|复议、诉讼(?:和|及)申诉|概述"
_OUTLINE_OF_BEFORE_2019 = re.compile(
    f"(?:{_OLD_PARTS})[^。]{{0,80}}?(?:组成|[五六七八九十]个?[部方][分面])"
)
_OPENING_PARAGRAPHS = 2
_TOWNSHIP = KINDS[2]


def parts_make_up_the_whole(report: Report) -> Iterator[Finding]:
    """“共 N 条，其中 A、B、C”各部分之和等于 N。

    为什么：分类数字常常逐项改过，总数忘了改。
    例：共公开 97 条，其中动态 59 条、公告 1 条、文件 35 条、指南 1 条：和为 96。
    问答：正文的数与表格口径不同，怎么办？
    """
    for paragraph in paragraphs(report):
        for each in enumerations(paragraph.text):
            if disagrees(each):
                whole = each.whole
                yield finding(
                    paragraph.at,
                    _(
                        "“{sentence}”共 {found}，而其中各部分（{parts}）之和为 {expected}；"
                        "请核对，没有列全的请写“等”。"
                    ),
                    sentence=marked(paragraph.text, whole.start, whole.end),
                    parts=" + ".join(part.shown for part in each.parts),
                    found=whole.shown,
                    expected=each.sum,
                )


def texts_are_of_the_year(report: Report) -> Iterator[Finding]:
    """正文写的是本年度的情况。

    为什么：用上年的报告改写，开头的年份和统计期限最容易忘了改。
    例：2020 年度的报告写“2019年在政府信息公开工作方面主要存在以下问题”。
    依据：《中华人民共和国政府信息公开条例》第四十九条：公布上一年度的报告。
    问答：能沿用上年的文字吗？
    """
    for paragraph in paragraphs(report):
        for start, end, year in years_of_other_reports(paragraph.text, paragraph.context.year):
            yield finding(
                paragraph.at,
                _(
                    "“{sentence}”写的是 {found} 年，而报告是 {expected} 年度的；请核对是否沿用了上年的文字。"
                ),
                sentence=marked(paragraph.text, start, end),
                found=year,
                expected=report.year,
            )


def processing_fee_is_reported(report: Report) -> Iterator[Finding]:
    """第六部分说明了收取信息处理费的情况。

    为什么：格式要求在第六部分报告收取信息处理费的情况，没有收取也要写明。
    例：本年度未收取信息处理费。
    依据：国办公开办函〔2021〕30号所附格式第六部分：收取信息处理费情况在此处报告。
    问答：没有收取信息处理费，还要写吗？
    """
    for section in report.edition.sections:
        texts = report.texts.get(section.key, ())
        if "信息处理费" in section.hint and texts and not any("处理费" in text for text in texts):
            yield finding(
                Part(section.key),
                _("“{title}”没有写收取信息处理费的情况；请写明金额（元），没有收取也请写一句。"),
                title=section.title,
                found="",
            )


def prose_is_of_a_readable_length(report: Report) -> Iterator[Finding]:
    """正文不超过三万字。

    为什么：通常不过几千字；更长的多半是把别的内容粘贴进来了，其后的数字没有与表格核对。
    例：把全年的新闻稿贴进了“一、总体情况”。
    问答：“总体情况”写哪几个方面，写多长？
    """
    for passage, read in measured(report):
        if read > MOST_PROSE:
            yield finding(
                passage.at,
                _("正文超过 {most} 字，从这里起的数字没有与表格核对；请删去不属于报告的内容。"),
                most=MOST_PROSE,
            )
            return


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
    """Whether two names may be of one organ: one within the other, or short for it, or with a word in common.

    The names of the divisions that they begin with are left aside.
    """
    if named in organ or organ in named:
        return True
    own, other = (_DIVISION.sub("", name) for name in (organ, named))
    rest = iter(own)
    if all(character in rest for character in other):
        return True  # 医保局 of 医疗保障局.
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
