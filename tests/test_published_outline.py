"""The text of published reports by its parts, and what they say of themselves, in the wordings of offices."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.published.front_matter import about, with_title_in_one_line
from disclosure_cli.published.outline import ReportOutline, is_a_name, outline
from disclosure_cli.published.printed_document import PrintedText
from disclosure_cli.published.web_page import web_document

TITLE = "示例县自然资源局2024年政府信息公开工作年度报告"
HEADINGS = tuple(section.title for section in EDITIONS[-1].sections)
CONTENTS = "\n".join(HEADINGS)
REPORT = f"{TITLE}\n" + "\n".join(
    f"{heading}\n{text}" for heading, text in zip(HEADINGS, "甲乙丙丁戊己", strict=True)
)
"""A report with one word in each section."""
MOST_SECONDS = 0.3
"""Of this process, for a text far odder than any."""


def parts(text: str) -> ReportOutline:
    """The parts of a report with a paragraph in each line."""
    return outline([PrintedText(line) for line in text.splitlines()])


def drawn(found: ReportOutline) -> str:
    """A line for each part that there is, its paragraphs parted by slashes: before, the sections, the end."""
    sections = {
        numeral: [each.text for each in texts]
        for numeral, texts in zip("一二三四五六", found.sections, strict=True)
        if texts is not None
    }
    whole = {"前": [*found.before], **sections, "末": [*found.ending]}
    return "\n".join(
        f"{part} {'/'.join(texts)}".strip() for part, texts in whole.items() if part in sections or texts
    )  # fmt: skip


# Headings.


@pytest.mark.parametrize(
    ("line", "section", "rest"),
    [
        *((heading, number, []) for number, heading in enumerate(HEADINGS, 1)),
        *(
            (f"{numeral}、{section.title}", number, [])
            for edition in EDITIONS
            for number, (numeral, section) in enumerate(
                zip("一二三四五六", edition.sections, strict=True), 1
            )
        ),
        ("二、行政机关主动公开政府信息情况", 2, []),
        ("三、行政机关收到和处理政府信息公开申请情况", 3, []),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4, []),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5, []),
        ("一、概述", 1, []),
        ("一、工作基本情况", 1, []),
        ("二、主动公开情况", 2, []),
        ("三、依申请公开办理情况", 3, []),
        ("四、行政复议和行政诉讼", 4, []),
        ("五、存在问题与改进措施", 5, []),
        ("六、需要说明的其它事项", 6, []),
        ("六、其他", 6, []),
        ("六、其他。", 6, []),
        ("一、工作综述", 1, []),
        ("总体情况", 1, []),
        ("主动公开政府信息情况", 2, []),
        ("一.总体情况", 1, []),
        ("一．总体情况", 1, []),
        ("一，总体情况", 1, []),
        ("一 总体情况", 1, []),
        ("一、 总 体 情 况", 1, []),
        ("第一部分 概述", 1, []),
        ("第二部分：主动公开情况", 2, []),
        ("一、总体情况（文字描述）", 1, []),
        ("一、总体情况：2024年，公开12条。", 1, ["2024年，公开12条。"]),
        ("一、总体情况。2024年，公开12条。", 1, ["2024年，公开12条。"]),
        ("一、总体情况 2024年，公开12条。", 1, ["2024年，公开12条。"]),
        ("一、工作概述。2024年，公开12条。", 1, ["2024年，公开12条。"]),
        ("六、其他需要报告的事项：无。", 6, ["无。"]),
        ("六、其他需要报告的事项\u3000无", 6, ["无"]),
        ("六、其他需要报告的事项无", 6, ["无"]),
        ("六、无其他需要报告的事项。", 6, ["无其他需要报告的事项。"]),
        ("六、无其他需要报告的事项", 6, ["无其他需要报告的事项"]),
        ("（一）总体情况", None, []),
        ("(二)主动公开政府信息情况", None, []),
        ("（二）主动公开政府信息情况", None, []),
        ("1.总体情况", None, []),
        ("1、总体情况", None, []),
        ("一、主动公开政府信息情况", None, []),
        ("二、总体情况", None, []),
        ("二、依申请公开情况", None, []),
        ("三、主动公开情况", None, []),
        ("七、其他需要报告的事项", 6, []),
        ("主动公开", None, []),
        ("主动公开政府信息情况如下：", None, []),
        ("一是总体情况良好", None, []),
        ("总体情况：2024年，公开12条。", None, []),
        ("二、三季度，本机关按照上级要求开展主动公开目录的清理，共清理12项，其中保留8项，调整4项。", None, []),
        ("", None, []),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_what_it_speaks_of_and_its_number(
    line: str, section: int | None, rest: list[str]
) -> None:
    found = parts(f"{line}\n正文")
    sections = {
        number: [text.text for text in texts]
        for number, texts in enumerate(found.sections, 1)
        if texts is not None
    }
    assert sections == ({section: [*rest, "正文"]} if section else {})
    if not section:
        assert found.before == (line, "正文")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (REPORT, f"前 {TITLE}\n一 甲\n二 乙\n三 丙\n四 丁\n五 戊\n六 己"),
        (
            REPORT.replace("一、总体", f"目录\n{CONTENTS}\n一、总体", 1),
            f"前 {TITLE}/目录/{'/'.join(HEADINGS)}\n一 甲\n二 乙\n三 丙\n四 丁\n五 戊\n六 己",
        ),
        (
            REPORT.replace("一、总体", "总体情况\n主动公开政府信息情况\n一、总体", 1),
            f"前 {TITLE}/总体情况/主动公开政府信息情况\n一 甲\n二 乙\n三 丙\n四 丁\n五 戊\n六 己",
        ),
        (f"{REPORT}\n{CONTENTS}", f"前 {TITLE}\n一 甲\n二 乙\n三 丙\n四 丁\n五 戊\n六 己"),
        (
            REPORT.replace("\n三、收到和处理政府信息公开申请情况", ""),
            f"前 {TITLE}\n一 甲\n二 乙/丙\n四 丁\n五 戊\n六 己",
        ),
        (REPORT.replace("一、总体情况\n", ""), f"前 {TITLE}/甲\n二 乙\n三 丙\n四 丁\n五 戊\n六 己"),
        (
            REPORT.replace("六、其他需要报告的事项\n", ""),
            f"前 {TITLE}\n一 甲\n二 乙\n三 丙\n四 丁\n五 戊/己",
        ),
        (
            REPORT.replace("甲", "（一）主动公开政府信息情况\n甲\n（二）收到和处理政府信息公开申请情况\n子"),
            f"前 {TITLE}\n一 （一）主动公开政府信息情况/甲/（二）收到和处理政府信息公开申请情况/子\n"
            "二 乙\n三 丙\n四 丁\n五 戊\n六 己",
        ),
        (
            REPORT.replace("甲", "二）主动公开政府信息情况\n甲\n主动公开政府信息情况\n子"),
            f"前 {TITLE}\n一 二）主动公开政府信息情况/甲/主动公开政府信息情况/子\n二 乙\n三 丙\n四 丁\n五 戊\n六 己",
        ),
        (
            REPORT.replace("甲", "一、主动公开情况\n甲\n二、依申请公开情况\n三、政府信息管理\n五、监督保障"),
            f"前 {TITLE}\n一 一、主动公开情况/甲/二、依申请公开情况/三、政府信息管理/五、监督保障\n"
            "二 乙\n三 丙\n四 丁\n五 戊\n六 己",
        ),
        (
            REPORT.replace("戊", "一、存在的问题\n戊\n二、改进情况"),
            f"前 {TITLE}\n一 甲\n二 乙\n三 丙\n四 丁\n五 一、存在的问题/戊/二、改进情况\n六 己",
        ),
        (
            REPORT.replace("情况\n甲", "情况。甲。\n子").replace("事项\n己", "事项：无。"),
            f"前 {TITLE}\n一 甲。/子\n二 乙\n三 丙\n四 丁\n五 戊\n六 无。",
        ),
        (
            REPORT.replace("己", "示例县自然资源局\n2025年1月20日"),
            f"前 {TITLE}\n一 甲\n二 乙\n三 丙\n四 丁\n五 戊\n六\n末 示例县自然资源局/2025年1月20日",
        ),
        (REPORT.replace("\n乙", ""), f"前 {TITLE}\n一 甲\n二\n三 丙\n四 丁\n五 戊\n六 己"),
        ("通知\n一二三\n正文", "前 通知/一二三/正文"),
        ("二、主动公开情况\n乙\n一、总体情况\n甲", "一 甲"),
        ("", ""),
    ],
    ids=[
        "as the form", "contents before", "some contents before", "contents after",
        "no heading of three", "no heading of one", "no heading of six", "sub-headings",
        "half a bracket, and no number", "numbered anew in one", "numbered anew in five",
        "text in the lines of headings", "nothing in six but the end", "nothing in two",
        "no report", "in another order", "nothing",
    ],
)  # fmt: skip
def test_the_sections_are_those_whose_headings_stand_in_order(text: str, shown: str) -> None:
    if shown == "一 甲":  # Of two rows of one heading either may be taken, but nothing may be lost.
        assert {"乙", "甲"} <= set(re.split(r"[\s/]", drawn(parts(text))))
    else:
        assert drawn(parts(text)) == shown


def test_the_lines_of_a_paragraph_are_lines_of_their_own_and_keep_its_place() -> None:
    found = outline(
        [
            PrintedText("一、总体情况\n甲\n子", 7),
            PrintedText("二、主动公开情况\n乙", 9),
        ]
    )
    assert found.sections[:2] == (
        (PrintedText("甲", 7), PrintedText("子", 7)),
        (PrintedText("乙", 9),),
    )


# What is around a report on a page.


@pytest.mark.parametrize(
    "furniture",
    [
        "打印", "【打印】", "[打印本页] [关闭]", "关闭窗口", "字体：大 中 小", "分享到：", "收藏本页", "返回顶部",
        "上一篇：通知", "下一篇：没有了", "附件：", "附件下载", "扫一扫在手机打开当前页", "相关链接",
        "主办：示例县人民政府", "承办单位：示例县政府办公室", "版权所有：示例县人民政府", "网站标识码：0000000000",
        "责任编辑：张三", "编辑：张三", "来源：示例县自然资源局", "信息来源：本局", "发布日期：2025-01-20",
        "发布时间：2025-01-20 10:00", "浏览次数：12", "联系我们", "网站地图", "政府网站找错", "无障碍浏览",
        "Copyright 2025", "copyright © 2025", "© 示例县", "示ICP备00000000号", "示公网安备 00000000000000号",
        "索引号：000",
    ],
)  # fmt: skip
def test_the_furniture_of_a_site_under_a_report_is_cut_off(furniture: str) -> None:
    found = parts(f"{REPORT}\n示例县自然资源局\n2025年1月20日\n{furniture}\n其他栏目")
    assert drawn(found).endswith("六 己\n末 示例县自然资源局/2025年1月20日")


@pytest.mark.parametrize(
    "sentence",
    [
        "承办人大代表建议12件、政协提案8件，均已按期办结并公开。",
        "主办建议提案5件。",
        "关闭政务新媒体账号2个。",
        "备案行政规范性文件3件。",
        "政府网站发布信息120条。",
        "浏览量达到12万次。",
        "点击量达到12万次。",
        "分享经验材料3篇。",
        "附件中的统计数据包括所属单位。",
        "发布机构改革信息2条。",
        "纠错留言12条，均已办理。",
        "无障碍改造全部完成。",
        "联系我们的企业有12家。",
        "访问量12万次。",
    ],
)
def test_a_sentence_that_begins_as_furniture_does_is_none(sentence: str) -> None:
    """All that follows would be lost as well: the rest of the section, the signature, the date."""
    found = parts(f"{REPORT}\n{sentence}\n子\n示例县自然资源局\n2025年1月20日")
    assert drawn(found).endswith(f"六 己/{sentence}/子\n末 示例县自然资源局/2025年1月20日")


def test_only_what_stands_in_the_element_of_the_report_is_read() -> None:
    """The headings and the tables between them tell which one; a title in its own element belongs to it."""
    table = "<table><tr><td>a<td>1<tr><td>b<td>2</table>"
    sections = "".join(
        f"<p>{heading}</p><p>{text}</p>{table}"
        for heading, text in zip(HEADINGS, "甲乙丙丁戊己", strict=True)
    )
    page = f"""
        <div>首页 > 年报</div>
        <div><ul><li>2023年示例县水务局政府信息公开工作年度报告<li>{"<li>".join(HEADINGS)}</ul></div>
        <div><h1>{TITLE}</h1><div>{sections}<p>示例县自然资源局</p><p>2025年1月20日</p></div></div>
        <div>2022年示例县水务局政府信息公开工作年度报告</div>
    """
    found = outline(web_document(page.encode()).blocks)
    whole = "一 甲\n二 乙\n三 丙\n四 丁\n五 戊\n六 己\n末 示例县自然资源局/2025年1月20日"
    assert drawn(found).endswith(whole)
    assert about(found, "")["year"] == "2024"

    inside = page.replace(f"<h1>{TITLE}</h1><div>", f"<div><h1>{TITLE}</h1>")
    assert drawn(outline(web_document(inside.encode()).blocks)) == f"前 {TITLE}\n{whole}"


def test_a_report_in_one_element_is_told_from_what_stands_beside_it() -> None:
    """Old sites part its lines by breaks alone."""
    lines = REPORT.partition("\n")[2].replace("\n", "<br>")
    page = f"<ul><li>年报</ul><div><h1>{TITLE}</h1><p>{lines}</p><p>子</p></div><div>其他栏目</div>"
    assert drawn(outline(web_document(page.encode()).blocks)) == (
        f"前 {TITLE}\n一 甲\n二 乙\n三 丙\n四 丁\n五 戊\n六 己/子"
    )


# The end.


@pytest.mark.parametrize(
    ("end", "shown"),
    [
        ("示例县自然资源局\n2025年1月20日", "六 己\n末 示例县自然资源局/2025年1月20日"),
        ("2025年1月20日", "六 己\n末 2025年1月20日"),
        ("示例县自然资源局", "六 己\n末 示例县自然资源局"),
        (
            "示例县自然资源局\n二〇二五年一月二十日\n（此件公开发布）",
            "六 己\n末 示例县自然资源局/二〇二五年一月二十日/（此件公开发布）",
        ),
        ("示例县自然资源局\n二○二五年一月二十日", "六 己\n末 示例县自然资源局/二○二五年一月二十日"),
        ("示例县自然资源局\n２０２５年１月２０日", "六 己\n末 示例县自然资源局/２０２５年１月２０日"),
        ("示例县自然资源局\n2025 年 1 月 20 日", "六 己\n末 示例县自然资源局/2025 年 1 月 20 日"),
        ("示例县自然资源局\n（2025年1月20日）", "六 己\n末 示例县自然资源局/2025年1月20日"),
        ("示例县自然资源局\n2025-01-20", "六 己\n末 示例县自然资源局/2025-01-20"),
        ("示例县自然资源局\n2025.1.20", "六 己\n末 示例县自然资源局/2025.1.20"),
        ("示例县自然资源局 2025年1月20日", "六 己\n末 示例县自然资源局/2025年1月20日"),
        (
            "示例县人民政府办公室\n（代章）\n2025年1月20日",
            "六 己\n末 示例县人民政府办公室/（代章）/2025年1月20日",
        ),
        ("2025年1月20日，本局公布报告。", "六 己/2025年1月20日，本局公布报告。"),
        ("2025年2月30日", "六 己/2025年2月30日"),
        ("（此件公开发布）", "六 己\n末 （此件公开发布）"),
        ("未收取信息处理费（0元）", "六 己/未收取信息处理费（0元）"),
        ("组织开展政务公开培训会", "六 己/组织开展政务公开培训会"),
        ("政务公开工作列入年度考核。", "六 己/政务公开工作列入年度考核。"),
        (
            "三、申请人咨询情况\n无。\n示例县自然资源局\n2025年1月20日",
            "六 己/三、申请人咨询情况/无。\n末 示例县自然资源局/2025年1月20日",
        ),
        (f"示例县自然资源局\n2025年1月20日\n{CONTENTS}", "六 己\n末 示例县自然资源局/2025年1月20日"),
    ],
    ids=[
        "signature and date", "date alone", "signature alone", "in words, and annotated", "another nought",
        "wide digits", "spaces", "in brackets", "with hyphens", "with stops", "in one line",
        "a seal for another", "a date in a sentence", "no such day", "annotation alone",
        "a sentence that ends in a bracket", "a sentence without a stop", "a sentence", "an item of six",
        "contents after",
    ],
)  # fmt: skip
def test_the_end_is_parted_from_the_last_section(end: str, shown: str) -> None:
    assert drawn(parts(f"{REPORT}\n{end}")).split("五 戊\n")[1] == shown


NAMES = """
    示例县政务服务办 示例派出所 示例县人民法院示例人民法庭 示例省审计署特派办 示例县气象台 示例县党校 示例旗
    示例公司 示例自治州 示例盟 示例县工作组 示例库区管理处 示例县血库 示例县动物园 示例海关 示例县疾控中心
    示例县消防救援站 示例示范学校 示例县供销社 示例县文工团 示例司 示例县政务公开办公室
    示例县城市管理局（综合行政执法局） 示例县自然资源局 示例县人民政府 示例县人民政府办公室
    示例市发展和改革委员会 示例省财政厅 示例县第一人民医院 示例乡 示例街道办事处 示例镇人民政府（办公室）
    国家税务总局示例县税务局 示例大学 示例县公安局交通警察大队 示例县档案馆 中共示例县委、示例县人民政府
    示例经济开发区
"""
OTHERS = """
    无 本局。 2024年示例县自然资源局 示例县自然资源局，示例县财政局 示例县政府信息公开办公室 年报公开室 本报告 特此报告
    无其他需要报告的事项 （此件公开发布） （代章） （一）
"""


def test_a_name_of_an_organ_is_told_from_a_sentence() -> None:
    assert [name for name in NAMES.split() if not is_a_name(name)] == []
    assert [text for text in OTHERS.split() if is_a_name(text)] == []


# What a report says of itself.


def fields(before: str, title: str = "", end: str = "") -> dict[str, str]:
    body = REPORT.partition("\n")[2]
    return about(parts("\n".join(filter(None, (before, body, end)))), title)


ORGAN = "示例县自然资源局"


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        (TITLE, ORGAN, "2024"),
        (f"{ORGAN}\n2024年政府信息公开工作年度报告", ORGAN, "2024"),
        (f"{ORGAN}\n2024年\n政府信息公开工作年度报告", ORGAN, "2024"),
        (f"{ORGAN} 2024 年政府信息公开 工作年度报告", ORGAN, "2024"),
        ("示例县自然\n资源局2024年政府\n信息公开工作\n年度报告", ORGAN, "2024"),
        (f"2024年{ORGAN}政府信息公开工作年度报告", ORGAN, "2024"),
        (f"2024年度{ORGAN}政府信息公开年度报告", ORGAN, "2024"),
        (f"关于{ORGAN}2024年政府信息公开工作年度报告", ORGAN, "2024"),
        (f"{ORGAN}关于2024年政府信息公开工作情况的报告", ORGAN, "2024"),
        (f"{ORGAN}2024年度政府信息公开工作年度报告", ORGAN, "2024"),
        (f"{ORGAN}2024年政府信息公开年报", ORGAN, "2024"),
        (f"{ORGAN}2024年信息公开年度报告", ORGAN, "2024"),
        (f"{ORGAN}二〇二四年政府信息公开工作年度报告", ORGAN, "2024"),
        (f"二○二四年度{ORGAN}政府信息公开工作年度报告", ORGAN, "2024"),
        (f"{ORGAN}２０２４年政府信息公开工作年度报告", ORGAN, "2024"),
        (f"{ORGAN}2024年政府信息公开工作年度报告（公开版）", ORGAN, "2024"),
        (f"2024{ORGAN}2024年度政府信息公开工作年度报告", ORGAN, "2024"),
        (f"2024年{ORGAN}2024年度政府信息公开工作年度报告", ORGAN, "2024"),
        (f"{ORGAN}政府信息公开工作年度报告（2024年度）", ORGAN, "2024"),
        (f"{ORGAN}政府信息公开工作年度报告\n（2024年度）", ORGAN, "2024"),
        ("示例县\n自然资源局2024年政府信息公开工作年度报告", ORGAN, "2024"),
        ("首页\n自然资源局2024年政府信息公开工作年度报告", "自然资源局", "2024"),
        ("示例县人民政府\n示例街道2024年政府信息公开工作年度报告", "示例街道", "2024"),
        ("示例县人民政府\n示例水务公司2024年信息公开工作年度报告", "示例水务公司", "2024"),
        ("2024年政府信息公开工作年度报告", "", "2024"),
        ("某县人民政府\n示例局", "", ""),
        ("关于印发2024年工作要点的通知", "", ""),
        (f"2023年示例县水务局政府信息公开工作年度报告\n{TITLE}\n前言。", ORGAN, "2024"),
        (f"首页\n2023年政府信息公开工作年度报告\n{ORGAN}\n2024年政府信息公开工作年度报告\n前言。", ORGAN, "2024"),
        (f"{TITLE}\n本报告数据的统计期限自2023年1月1日起至2023年12月31日止。", ORGAN, "2024"),
        ("年度报告\n统计期限自2024年1月1日起至2024年12月31日止。", "", "2024"),
        ("年度报告\n统计期限为2024年1月1日至12月31日。", "", "2024"),
        ("年度报告\n统计期限为2024年4月1日至12月31日。", "", ""),
        (f"年度报告\n本报告由{ORGAN}按照条例编制。", ORGAN, ""),
        (f"年度报告\n如有疑问，请与{ORGAN}联系。", ORGAN, ""),
        (f"年度报告\n如有疑问，请与{ORGAN}办公室联系（电话：0000-0000000）。", ORGAN, ""),
        ("年度报告\n本报告由本局编制，请与我局联系。", "", ""),
    ],
)  # fmt: skip
def test_the_organ_and_the_year_are_those_of_the_title_or_else_of_the_preface(
    title: str, organ: str, year: str
) -> None:
    found = fields(title)
    assert (found.get("organ", ""), found.get("year", "")) == (organ, year)


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        (TITLE, ORGAN, "2024"),
        (f"{TITLE}-示例县人民政府", ORGAN, "2024"),
        (f"{TITLE} _ 示例县人民政府门户网站", ORGAN, "2024"),
        (f"{TITLE}|政府信息公开", ORGAN, "2024"),
        (f"示例县人民政府 - {TITLE}", ORGAN, "2024"),
        ("政府信息公开年报 - 示例县人民政府", "", ""),
    ],
)
def test_where_the_text_has_no_title_that_of_the_file_is_taken(
    title: str, organ: str, year: str
) -> None:
    found = fields("首页", title)
    assert (found.get("organ", ""), found.get("year", "")) == (organ, year)
    assert fields("示例县水务局2023年政府信息公开工作年度报告", title)["year"] == "2023"


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (
            f"{ORGAN}\n2025年1月20日\n（此件公开发布）",
            {"organ": ORGAN, "date": "2025年1月20日", "annotation": "此件公开发布"},
        ),
        (
            f"{ORGAN}\n二〇二五年一月二十日\n(此件公开发布)",
            {"organ": ORGAN, "date": "二〇二五年一月二十日", "annotation": "此件公开发布"},
        ),
        (f"{ORGAN}\n（2025年1月20日）", {"organ": ORGAN, "date": "2025年1月20日"}),
        ("2025年1月20日", {"date": "2025年1月20日"}),
        (
            "2025年1月20日\n（此件公开发布）",
            {"date": "2025年1月20日", "annotation": "此件公开发布"},
        ),
        ("（此件公开发布）", {"annotation": "此件公开发布"}),
        ("组织开展政务公开培训会", {}),
    ],
    ids=[
        "all", "in words", "in brackets", "no signature", "no signature, but annotated",
        "annotation alone", "a sentence without a stop",
    ],
)  # fmt: skip
def test_where_no_title_names_the_organ_the_signature_does(
    end: str, expected: dict[str, str]
) -> None:
    assert fields("2024年政府信息公开工作年度报告", end=end) == {"year": "2024", **expected}
    assert fields(TITLE, end=end.replace(ORGAN, "示例县规划局"))["organ"] == ORGAN


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ([TITLE, "前言。"], [TITLE, "前言。"]),
        (
            ["首页", ORGAN, "2024年政府信息公开", "工作年度报告", "前言。"],
            ["首页", TITLE, "前言。"],
        ),
        (["年度报告", "前言。"], ["年度报告", "前言。"]),
        ([], []),
    ],
    ids=["in one line", "in three", "none", "nothing"],
)
def test_a_title_in_lines_is_made_one(before: list[str], whole: list[str]) -> None:
    assert with_title_in_one_line(before) == whole


# How to reach the organ.


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "地址：示例县人民路1号，邮编：000000，电话：0000-0000000，电子邮箱：office@example.cn",
            "示例县人民路1号|000000|0000-0000000|office@example.cn",
        ),
        (
            "联系地址:示例县人民路1号;邮政编码:000000;联系电话:0000—0000000;E-mail:a.b@mail.example.gov.cn",
            "示例县人民路1号|000000|0000—0000000|a.b@mail.example.gov.cn",
        ),
        (
            "通讯地址：示例县人民路1号邮编：000000电话：0000-0000000邮箱：a_b@example.cn",
            "示例县人民路1号|000000|0000-0000000|a_b@example.cn",
        ),
        (
            "地 址：示例县人民路1号\u3000邮 编：000000 电 话：0000-0000000 邮箱：a@b.cn",
            "示例县人民路1号|000000|0000-0000000|a@b.cn",
        ),
        ("办公地址：示例县人民路1号；邮编000000；电话0000-0000000", "示例县人民路1号|000000|0000-0000000|"),
        ("地址：示例县人民路1号传真：0000-0000000", "示例县人民路1号|||"),
        ("地址：示例县人民路1号咨询电话：0000-0000000", "示例县人民路1号||0000-0000000|"),
        ("地址：示例县人民路1号 电话：0000-0000000", "示例县人民路1号||0000-0000000|"),
        ("邮政编码为000000，电话号码为0000-0000000", "|000000|0000-0000000|"),
        ("邮编：000000。地址：示例县人民路1号。电话：0000-0000000。", "示例县人民路1号|000000|0000-0000000|"),
        ("地址：示例县人民路1号\n邮编：000000\n电话：0000-0000000", "示例县人民路1号|000000|0000-0000000|"),
        ("电话（传真）：0000-0000000", "||0000-0000000|"),
        ("电话/传真：0000-0000000", "||0000-0000000|"),
        ("联系电话及传真：0000-0000000", "||0000-0000000|"),
        ("电话：（0000）0000000", "||（0000）0000000|"),
        ("电话：0000-0000000转801", "||0000-0000000转801|"),
        ("电话：0000-0000000 邮编：000000", "|000000|0000-0000000|"),
        ("电话：００００－０００００００", "||００００－０００００００|"),
        ("电话：13800000000，邮编：000000", "|000000|13800000000|"),
        ("监督电话：12345，联系电话：0000-0000000", "||0000-0000000|"),
        ("投诉电话：0000-9999999；联系电话：0000-0000000", "||0000-0000000|"),
        ("传真电话：0000-9999999；联系电话：0000-0000000", "||0000-0000000|"),
        ("邮编：0000001", "|||"),
        ("网址：http://www.example.cn，地址：示例县人民路1号", "示例县人民路1号|||"),
        ("网站地址：http://www.example.cn，联系地址：示例县人民路1号", "示例县人民路1号|||"),
        ("电子邮箱地址：a@b.cn，联系地址：示例县人民路1号", "示例县人民路1号|||a@b.cn"),
        ("邮箱地址：a@b.cn", "|||a@b.cn"),
        ("地址：示例县金凤区邮政大厦三楼，邮编：000000", "示例县金凤区邮政大厦三楼|000000||"),
        ("地址：示例县人民路电话大楼，邮编：000000", "示例县人民路电话大楼|000000||"),
        ("地址：示例县人民路1号（政务中心三楼），邮编：000000", "示例县人民路1号（政务中心三楼）|000000||"),
        ("邮箱：some one@example.cn", "|||"),
        ("请来电来函。", "|||"),
    ],
)  # fmt: skip
def test_what_is_said_of_address_post_telephone_and_mail_stays_apart(
    said: str, expected: str
) -> None:
    found = fields(f"{TITLE}\n如有疑问，请与本局联系（{said}）。")
    assert "|".join(
        found.get(key, "") for key in ("address", "postcode", "telephone", "email")
    ) == expected  # fmt: skip


# Whatever comes.

LINES = st.lists(
    st.sampled_from([*HEADINGS, *REPORT.splitlines(), "2025年1月20日", ORGAN, "打印", ""])
    | st.text("一二三、（）总体情况主动公开申请问题其他。：年月日20245 \n", max_size=30),
    max_size=25,
)


@given(LINES, st.text(max_size=20))
def test_no_paragraph_stands_in_two_parts_and_none_in_another_order(
    lines: list[str], title: str
) -> None:
    blocks = [PrintedText(line, anchor) for anchor, line in enumerate(lines)]
    found = outline(blocks)
    about(found, title)
    anchors = [
        text.anchor for texts in found.sections for text in texts or () if text.anchor is not None
    ]
    assert anchors == sorted(anchors)
    split = [part for line in lines for part in line.split("\n")]
    assert list(found.before) == split[: len(found.before)]
    inside = [text.text for texts in found.sections for text in texts or ()]
    assert len(found.before) + len(inside) + len(found.ending) <= len(split)


@pytest.mark.parametrize(
    "line",
    ["a" * 12_000, "0" * 4_000, "地址：" + "号" * 20_000, "（" * 20_000, "2024年1月1日" * 800, "二、申请 " * 2_000],
    ids=["letters", "digits", "address", "brackets", "dates", "headings"],
)  # fmt: skip
def test_no_line_takes_long(line: str) -> None:
    began = time.process_time()
    about(parts(f"{line}\n{REPORT}\n{line}"), line)
    assert time.process_time() - began < MOST_SECONDS


def test_a_thousand_headings_do_not_take_long() -> None:
    began = time.process_time()
    found = parts(f"{CONTENTS}\n" * 1_000 + REPORT)
    about(found, "")
    assert time.process_time() - began < MOST_SECONDS
