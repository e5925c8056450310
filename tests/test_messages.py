"""What each rule says, word for word: the place, what stands there, and what to do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from report_factory import sound
from test_rules import (
    FEE,
    PERSON,
    explaining,
    untouched,
    with_about,
    with_categories,
    with_entry,
    with_faults,
    with_text,
)
from test_text_against_tables import told

from disclosure_cli.checks.rules import check, chosen_codes
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.faults import Fault
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Explanation, Report

ISSUED = Ref("documents", "regulations", "issued")
THREE = "三、收到和处理政府信息公开申请情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"
FIVE = "五、存在的主要问题及改进情况"
SIX = "六、其他需要报告的事项"


def said(of: Report, last: Report | None = None) -> list[str]:
    """Every finding, advice on request as well, as `code place message`."""
    return [
        f"{d.code} {d.place} {d.message}" for d in check(of, chosen_codes(notes=True), last=last)
    ]


def refused(issue: EntryIssue, shown: str) -> Report:
    return with_entry(PERSON, Entry(None, shown, issue))


CELLS = [
    (refused(EntryIssue.FRACTION, "3.5"), "D201 三!D7 填 3.5，件数应为整数；请改成整数。"),
    (refused(EntryIssue.NEGATIVE, "-1"), "D202 三!D7 填 -1，这里不能是负数；请核对后改正。"),
    (
        refused(EntryIssue.NOT_A_FIGURE, "约10"),
        "D203 三!D7 填“约10”，无法确定是哪个数；请只填阿拉伯数字。",
    ),
    (
        refused(EntryIssue.DATE, "2024-03-01"),
        "D204 三!D7 是日期 2024-03-01，不是数字；请把单元格格式改为“常规”后重新填写。",
    ),
    (refused(EntryIssue.BOOLEAN, "TRUE"), "D205 三!D7 是逻辑值 TRUE，不是数字；请填数字。"),
    (
        refused(EntryIssue.ERROR_VALUE, "#REF!"),
        "D206 三!D7 显示错误值 #REF!；请改正公式，或直接填数字。",
    ),
    (
        refused(EntryIssue.NO_RESULT, "=A1+A2"),
        "D207 三!D7 是公式 =A1+A2，但没有计算结果；请在 Excel 或 WPS 中打开并保存，或直接填数字。",
    ),
    (
        refused(EntryIssue.SHOWN_OTHERWISE, "3，格式 0%"),
        "D208 三!D7 数字格式使它显示成另一个样子（3，格式 0%）；"
        "请把格式改为“常规”，核对后按要印的数填写。",
    ),
    (
        refused(EntryIssue.TOO_LARGE, "1e+308"),
        "D209 三!D7 填 1e+308，超过 15 位，已无法保证原数；请核对。",
    ),
    (
        with_categories("3", **{"": "3"}),
        "D210 主动公开分类!B6 条数 3 没有类别名称；请在左边填写。",
    ),
    (
        with_categories("0", 部门动态=""),
        "D210 主动公开分类!B6 类别“部门动态”没有填条数；请填写，没有请填 0。",
    ),
    (
        with_entry(PERSON, Entry(0, "０", EntryIssue.WRITTEN_OUT)),
        "D211 三!D7 D7 是文本，已按数字读取（如“０”读作 0）；请改成纯数字，否则表中的合计会漏掉它。",
    ),
    (
        with_entry(FEE, Entry(3, "３", EntryIssue.WRITTEN_OUT)),
        "D211 二!B17 B17 是文本，已按数字读取（如“３”读作 3）；请改成纯数字。",
    ),
    (
        with_entry(PERSON, Entry(0, "/", EntryIssue.NOTHING)),
        "D212 三!D7 D7 填“/”等符号，已按 0 读取；没有请填 0，漏填请补上。",
    ),
    (with_entry(PERSON, BLANK), "D213 三!D7 D7 空白，报告中写 0；没有请填 0，漏填请补上。"),
    (
        with_entry(
            Ref("procurement", "central", "spent"),
            Entry(251000, "251000", EntryIssue.NO_UNIT),
            2020,
        ),
        "D214 二!C21 填 251000，没有写单位；请写明，如 251000元 或 251000万元。",
    ),
    (
        replace(sound(2024), tells_looks=False),
        "D216 about 从这种格式的工作簿读不到数字格式、隐藏的行列和字的颜色，"
        "没有核对表中显示的与报告要写的是否相同；请在 WPS 或 Excel 中另存为 .xlsx 后再检查。",
    ),
    (
        with_faults(
            sorted_apart=(Fault(Place("三", "D7"), "", ""), Fault(Place("三", "D8"), "", ""))
        ),
        "D217 三!D7 D7、D8 排过序，左边的标签没有一起排，数字可能换了行；请逐行核对。",
    ),
]

STRUCTURE = [
    (
        with_faults(missing=(Fault(Part("requests"), "", "工作表“三”"),)),
        f"D301 {THREE} 找不到工作表“三”；"
        "请用 disclosure new-template 重新生成模板，把内容复制过去。",
    ),
    (
        replace(
            with_faults(missing=(Fault(Part("requests"), "“甲”和“乙”", "工作表“三”"),)),
            places={Part("requests"): Place("三")},
        ),
        "D301 三 找不到工作表“三”；“甲”和“乙”的标签都与它相同，不知道以哪一张为准；"
        "请把其中一张改名为“三”，删去其余的。",
    ),
    (
        with_faults(relabelled=(Fault(Place("三", "A7"), "新收", "一、本年新收"),)),
        "D302 三!A7 应为“一、本年新收”，现为“新收”，这张表没有读取；"
        "请恢复标签和位置，或用 disclosure new-template 重新生成模板。",
    ),
    (
        with_faults(
            relabelled=(
                Fault(Place("三", "A7"), "新收", "一、本年新收"),
                Fault(Place("三", "A8"), "", "二、上年结转"),
            )
        ),
        "D302 三!A7 应为“一、本年新收”，现为“新收”（同表共 2 处），这张表没有读取；"
        "请恢复标签和位置，或用 disclosure new-template 重新生成模板。",
    ),
    (
        with_faults(relabelled=(Fault(Place("三", "A1"), FOUR, THREE),)),
        f"D302 三!A1 应为“{THREE}”，现为“{FOUR}”，这张表没有读取；请核对是不是两张表的名称对调了。",
    ),
    (
        untouched("requests"),
        f"D303 {THREE} 整张表没有填写；请填写，或在表上方“本年度无此项业务”处打√。",
    ),
    (
        replace(
            with_entry(FEE, Entry(3, "3")),
            entries={**with_entry(FEE, Entry(3, "3")).entries, ISSUED: Entry(2, "2")},
            nil={"proactive": "√"},
        ),
        "D304 二!B6 表上方注明“本年度无此项业务”，这里却填 2；请取消√，或删去数字。",
    ),
    (
        replace(sound(2024), nil={"requests": "无"}),
        f"D305 {THREE} “本年度无此项业务”处填“无”；确无此项业务请填 √，否则请留空。",
    ),
    (
        replace(sound(2024), texts={**sound(2024).texts, "problems": ()}),
        f"D306 {FIVE} “{FIVE}”没有文字；请填写，没有内容的写“无”。",
    ),
    (
        with_text("新收{新收申请数}件。"),
        "D314 一、总体情况 正文中的 {新收申请数} 不是已有的名称；是否应为 {新收申请总数}？",
    ),
    (
        with_text("{天气}晴好。"),
        "D314 一、总体情况 正文中的 {天气} 不是已有的名称；可用的名称见“填写说明”。",
    ),
    (
        with_text("共{新收申请总数件。"),
        "D314 一、总体情况 正文中的花括号不成对，名称不会换成数字；请写成 {新收申请总数} 的样子。",
    ),
    (
        with_faults(unread=(Fault(Place("五", "A4"), "#REF!", ""),)),
        "D315 五!A4 这一格是 #REF!，不是文字，不能写进报告；请改成文字。",
    ),
    (
        with_faults(unread=(Fault(Place("五", "A4"), "旧文", "没有删除线的字"),)),
        "D315 五!A4 这一格有加了删除线的字（旧文），不知道是否还算数；请删去，或取消删除线。",
    ),
    (
        with_faults(stray=(Fault(Place("三", "L3"), "9", ""), Fault(Place("三", "L4"), "8", ""))),
        "D316 三!L3 L3、L4 写在表格之外（如“9”），不会进入报告；请移到该填的格，或删去。",
    ),
    (
        with_faults(repeated=(Fault(Place("三", "A40"), THREE, ""),)),
        "D317 三!A40 这里又有一份同样的表格，不知道以哪一份为准；请只留一份。",
    ),
    (
        with_faults(displaced=(Fault(Place("三", "C7"), "9", ""),)),
        "D318 三!C7 “9”填在表格中不填数的地方；请移到该填的格，并恢复合并的单元格。",
    ),
    (
        replace(sound(2024), renamed={"三": "表三"}),
        "D322 表三 没有“三”表，已按标签读取这一张；请核对是不是本年的，是的请改名为“三”。",
    ),
]

KINDS = "县级以上人民政府；政府部门；乡镇人民政府、街道办事处；法律法规授权的组织"
FIELDS = [
    (with_about(organ=""), "D307 about 机关名称没有填写；请填全称。"),
    (
        with_about(organ="局" * 101),
        "D307 about 机关名称有 101 字，超过 100 字；请只填机关的全称。",
    ),
    (with_about(year="去年"), "D308 about 年度填“去年”，不是年份；请填四位数字，如 2021。"),
    (
        with_about(year="2018"),
        "D308 about 没有 2018 年度的统一格式：全国统一的年度报告格式自 2019 年度报告起使用"
        "（国办公开办函〔2019〕60号）；请填 2019 或以后的年度。",
    ),
    (
        with_about(year="2020"),
        "D308 about 年度填 2020，应使用 国办公开办函〔2019〕60号的格式，"
        "而这是 国办公开办函〔2021〕30号的模板；"
        "请改正年度，或运行 disclosure new-template 2020 重新填写。",
    ),
    (
        replace(sound(2024), template_year=2023),
        "D309 about 年度填 2024，而模板是为 2023 年度生成的；"
        "请核对年度，并确认没有留下上年的内容。",
    ),
    (
        with_about(address="", postcode="", telephone=""),
        "D310 about 地址、邮编、电话没有填写，前言中将没有这些内容。",
    ),
    (with_about(telephone=""), "D310 about 电话没有填写，前言中将没有这些内容。"),
    (with_about(kind="局"), f"D311 about 机关类别填“局”；请从列表中选一项：{KINDS}。"),
    (with_about(kind=""), f"D311 about 机关类别没有填写；请从列表中选一项：{KINDS}。"),
    (
        with_about(date="一月底"),
        "D312 about 成文日期填“一月底”，不是日期；请写成 2025年1月20日 的样子。",
    ),
    (with_about(date=""), "D313 about 成文日期没有填写，落款下将没有日期。"),
    (
        with_about(date="2024年12月31日"),
        "D313 about 成文日期 2024年12月31日 不在 2024 年度之后；请核对日期和年度。",
    ),
    (with_about(postcode="22380"), "D321 about 邮编填“22380”，应为六位半角数字；请核对。"),
]

MAY_DIFFER = "请核对，口径不同（如只算本级）可在“核查说明”中说明。"
TEXTS = [
    (
        told("政府信息公开申请中，部分公开{部分公开数}件，占12.5%。"),
        "D401 一、总体情况 “政府信息公开申请中，部分公开7件，占【12.5%】”写 12.5%，"
        f"而部分公开数是办理结果总数的 17.95%；{MAY_DIFFER}",
    ),
    (
        told("本年度未收到政府信息公开申请。"),
        "D402 一、总体情况 “本年度【未收到政府信息公开申请】”，"
        "而新收申请总数为 40（三!J7）；请改正其中一处。",
    ),
    (
        told("收到政府信息公开申请，均已办结。"),
        "D403 一、总体情况 “收到政府信息公开申请，【均已办结】”，"
        "而结转下年度申请数为 3（三!J31）；请改正其中一处。",
    ),
    (
        told("主动公开信息共97条，其中动态59条、公告1条、文件36条、其他2条。"),
        "D404 一、总体情况 “主动公开信息共【97条】，其中动态59条、公告1条、文件36条、其他2条”"
        "共 97，而其中各部分（59 + 1 + 36 + 2）之和为 98；请核对，没有列全的请写“等”。",
    ),
    (
        told("2023年，我局认真做好公开工作。"),
        "D405 一、总体情况 “【2023】年，我局认真做好公开工作”写的是 2023 年，"
        "而报告是 2024 年度的；请核对是否沿用了上年的文字。",
    ),
    (
        told("没有其他事项。", section="other"),
        f"D406 {SIX} “{SIX}”没有写收取信息处理费的情况；请写明金额（元），没有收取也请写一句。",
    ),
    (
        told("很长。" * 10_001),
        "D407 一、总体情况 正文超过 30000 字，从这里起的数字没有与表格核对；"
        "请删去不属于报告的内容。",
    ),
    (
        told("受理政府信息公开申请40件，办结39件。"),
        "D408 一、总体情况 40 可写成 {新收申请总数}、39 可写成 {办理结果总数}："
        "表中的数改了，正文会跟着改。",
    ),
]


CASES = (*CELLS, *STRUCTURE, *FIELDS, *TEXTS)


@pytest.mark.parametrize(
    ("checked", "message"),
    [pytest.param(*case, id=f"{number}-{case[1][:4]}") for number, case in enumerate(CASES)],
)
def test_it_says_what_is_wrong_and_what_to_do(checked: Report, message: str) -> None:
    assert said(checked) == [message]


GIVEN = {
    "D201": [("3.5", None)],
    "D202": [("-1", None)],
    "D203": [("约10", None)],
    "D204": [("2024-03-01", None)],
    "D205": [("TRUE", None)],
    "D206": [("#REF!", None)],
    "D207": [("=A1+A2", None)],
    "D208": [("3，格式 0%", None)],
    "D209": [("1e+308", None)],
    "D210": [("3", None), ("", None)],
    "D211": [("０", 0), ("３", 3)],
    "D212": [("/", 0)],
    "D213": [("", 0)],
    "D214": [("251000", None)],
    "D216": [(None, None)],
    "D217": [(None, None)],
    "D301": [("", "工作表“三”"), ("“甲”和“乙”", "工作表“三”")],
    "D302": [("新收", "一、本年新收"), ("新收", "一、本年新收"), (FOUR, THREE)],
    "D303": [(None, None)],
    "D304": [("2", 0)],
    "D305": [("无", "√")],
    "D306": [("", None)],
    "D307": [("", None), (None, None)],
    "D308": [("去年", None), (2018, None), (2020, None)],
    "D309": [(2024, 2023)],
    "D310": [("", None), ("", None)],
    "D311": [("局", None), ("", None)],
    "D312": [("一月底", None)],
    "D313": [("", None), ("2024年12月31日", None)],
    "D314": [("新收申请数", "新收申请总数"), ("天气", None), ("共{新收申请总数件。", None)],
    "D315": [("#REF!", None), ("旧文", "没有删除线的字")],
    "D316": [("9", None)],
    "D317": [(THREE, None)],
    "D318": [("9", None)],
    "D321": [("22380", None)],
    "D322": [(None, None)],
    "D401": [("12.5%", "17.95%")],
    "D402": [("未收到政府信息公开申请", 40)],
    "D403": [("均已办结", 3)],
    "D404": [("97", 98)],
    "D405": [(2023, 2024)],
    "D406": [("", None)],
    "D407": [(None, None)],
    "D408": [("40, 39", None)],
}
"""By code, in the order of the cases: what was found, and what was expected."""


def test_it_gives_what_stands_there_and_what_was_expected() -> None:
    """For programs that read the findings."""
    given = defaultdict(list)
    for checked, _message in CASES:
        (found,) = check(checked, chosen_codes(notes=True))
        given[found.code].append((found.found, found.expected))
    assert given == GIVEN


def test_of_an_empty_first_sheet_each_line_is_asked_for() -> None:
    assert said(replace(sound(2024), about={})) == [
        "D307 about 机关名称没有填写；请填全称。",
        "D308 about 年度没有填写；请填四位数字，如 2021。",
        "D310 about 地址、邮编、电话没有填写，前言中将没有这些内容。",
        f"D311 about 机关类别没有填写；请从列表中选一项：{KINDS}。",
        "D313 about 成文日期没有填写，落款下将没有日期。",
    ]


def test_a_number_that_equals_a_sum_alone_is_not_advised_to_be_quoted() -> None:
    """30 came in from 自然人 and 2 were carried over: there is a name for each, and none for 32."""
    assert said(told("政府信息公开申请中，自然人申请32件。")) == []
    assert said(told("政府信息公开申请中，自然人申请30件。")) == [
        "D408 一、总体情况 30 可写成 {自然人新收申请数}：表中的数改了，正文会跟着改。"
    ]


@pytest.mark.parametrize(
    ("total", "is_found"),
    [(Entry(97, "97"), True), (BLANK, False), (Entry(None, "约97"), False)],
)
def test_a_total_of_categories_is_compared_where_it_can_be_read(
    total: Entry, is_found: bool
) -> None:
    base = with_categories("97", 动态="97")
    base = replace(base, entries={**base.entries, CATEGORY_TOTAL: total})
    told_98 = replace(base, texts={**base.texts, "overview": ("主动公开政府信息98条。",)})
    says = (
        "D401 一、总体情况 “主动公开政府信息【98条】”写 98，"
        f"而主动公开总数为 97（主动公开分类!B3）；{MAY_DIFFER}"
    )
    assert [each for each in said(told_98) if each.startswith("D4")] == [says] * is_found


def with_texts(of: Report, **texts: tuple[str, ...]) -> Report:
    return replace(of, texts={**of.texts, **texts})


NOTHING_CAME = "收到政府信息公开申请【3件】”写 3，而新收申请总数为 0（三!J7），"
CHARGED = with_entry(FEE, Entry(12, "12"))


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        # A share of nothing is 0.
        (
            with_texts(sound(2024), overview=("政府信息公开申请予以公开率为50%。",)),
            "政府信息公开申请予以公开率为【50%】”写 50%，而予以公开数是办理结果总数的 0%；",
        ),
        (with_texts(sound(2024), overview=("政府信息公开申请予以公开率为0%。",)), ""),
        # A table that is ticked holds 0.
        (
            replace(
                with_texts(untouched("requests"), overview=("收到政府信息公开申请3件。",)),
                nil={"requests": "√"},
            ),
            f"{NOTHING_CAME}新收和结转申请总数为 0（三!J7 等）；",
        ),
        (
            replace(
                with_texts(untouched("requests"), overview=("未收到政府信息公开申请。",)),
                nil={"requests": "√"},
            ),
            "",
        ),
        # Money is written in 元 or 万元.
        (with_texts(CHARGED, overview=("行政事业性收费12万元。",)), ""),
        (with_texts(CHARGED, overview=("行政事业性收费120000元。",)), ""),
        (
            with_texts(CHARGED, overview=("行政事业性收费12元。",)),
            "行政事业性收费【12元】”写 12，而行政事业性收费金额为 12（二!B17）；",
        ),
        # A statement beside the figure itself is not on all of it.
        (told("政府信息公开申请均已办结，结转下年度继续办理{结转下年度申请数}件。"), ""),
    ],
)
def test_a_number_is_held_against_what_it_may_stand_for(checked: Report, says: str) -> None:
    due = [f"D401 一、总体情况 “{says}{MAY_DIFFER}"] * bool(says)
    assert said(checked) == due


def test_parts_of_what_was_handled_are_no_parts_of_what_came_in() -> None:
    """25 + 14 are the 39 that were handled, and not the 40 that came in."""
    of = "政府信息公开申请"
    assert [each[:4] for each in said(told(f"收到{of}40件，答复25件，其他14件。"))] == ["D408"]
    assert said(told(f"{of}办结{{办理结果总数}}件，收到申请25件，答复14件。")) == [
        f"D401 一、总体情况 “{of}办结39件，收到申请【25件】，答复14件”写 25，"
        f"而新收申请总数为 40（三!J7），新收和结转申请总数为 42（三!J7 等）；{MAY_DIFFER}"
    ]


def test_a_number_of_several_readings_leads_to_the_likeliest() -> None:
    (found,) = check(told("全年收到政府信息公开申请57件。"), {"D401"})
    assert found.also == (Ref("applications", "received", "total"),)


def test_of_a_single_figure_no_sorting_is_told() -> None:
    """What is one figure cannot have changed places with another."""
    assert said(with_faults(sorted_apart=(Fault(Place("三", "D7"), "", ""),))) == []


def test_what_is_not_seen_is_one_finding_a_sheet_and_reason() -> None:
    """In the order of the sheets; a whole sheet has no cells to name."""
    unseen = (
        Fault(Place("三", "E7"), "4", "在隐藏的行或列中"),
        Fault(Place("二"), "", "整张工作表隐藏"),
        Fault(PERSON, "3", "在隐藏的行或列中"),
        Fault(Place("二", "B6"), "5", "在隐藏的行或列中"),
    )
    seen = "看到的与报告要写的不一样；请恢复正常显示，核对后再生成。"
    whole, two, three = check(with_faults(unseen=unseen))
    assert f"{whole.code} {whole.place} {whole.message}" == f"D215 二 整张工作表隐藏，{seen}"
    assert f"{two.code} {two.place} {two.message}" == f"D215 二!B6 B6 在隐藏的行或列中，{seen}"
    assert three.message == f"D7、E7 在隐藏的行或列中，{seen}"
    assert (three.at, three.found, three.also) == (PERSON, "3", (Place("三", "E7"),))


NO_LONGER = "可能已经改正；请核对代码和单元格，或删去这一行。"


@pytest.mark.parametrize(
    ("checked", "message", "named"),
    [
        (
            explaining("D213", "三!D8", "没有"),
            f"没有与 D213 三!D8 对应的问题，{NO_LONGER}",
            "D213 三!D8",
        ),
        (
            explaining("D212", "三!D7", "没有"),
            f"没有与 D212 三!D7 对应的问题，{NO_LONGER}",
            "D212 三!D7",
        ),
        (
            explaining("D213", "三!D7", ""),
            "对 D213 三!D7 没有写明原因；请在右边写明。",
            "",
        ),
        (
            replace(
                refused(EntryIssue.NOT_A_FIGURE, "约10"),
                explanations=(Explanation(Part("explanations", "3"), "D203", "三!D7", "大致"),),
            ),
            "D203 三!D7 是错误，不能用说明代替；请改正。",
            "D203 三!D7",
        ),
    ],
)
def test_of_a_line_of_explanations_it_says_what_is_wrong(
    checked: Report, message: str, named: str
) -> None:
    _explained, line = check(checked)
    assert (line.code, line.message, line.found) == ("D319", message, named)
