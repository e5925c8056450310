"""The forms, as drawn from the tree, beside the forms as printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from grid_text import as_text
from report_factory import section_of_key

from disclosure_cli.errors import NoEdition
from disclosure_cli.form.e2019 import E2019
from disclosure_cli.form.e2021 import E2021
from disclosure_cli.form.editions import EDITIONS, edition_for
from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.schema import Edition, Measure, Ref

QUOTED_NAMES = Path(__file__).with_name("quoted_names.txt")

PROACTIVE_2021 = """\
第二十条第（一）项 | < | < | <
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | · | · | ·
行政规范性文件 | · | · | ·
第二十条第（五）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政许可 | · | < | <
第二十条第（六）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政处罚 | · | < | <
行政强制 | · | < | <
第二十条第（八）项 | < | < | <
信息内容 | 本年收费金额（单位：万元） | < | <
行政事业性收费 | · | < | <"""

PROACTIVE_2019 = """\
第二十条第（一）项 | < | < | <
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | · | · | ·
规范性文件 | · | · | ·
第二十条第（五）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | · | · | ·
其他对外管理服务事项 | · | · | ·
第二十条第（六）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | · | · | ·
行政强制 | · | · | ·
第二十条第（八）项 | < | < | <
信息内容 | 上一年项目数量 | 本年增/减 | <
行政事业性收费 | · | · | <
第二十条第（九）项 | < | < | <
信息内容 | 采购项目数量 | 采购总金额 | <
政府集中采购 | · | · | <"""

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
FIGURES = " | ".join("·" * 7)
HEAD = f"""\
{NOTE} | < | < | 申请人情况 | < | < | < | < | < | <
^ | < | < | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | < | < | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^"""

STUB = """\
一、本年新收政府信息公开申请数量 | < | <
二、上年结转政府信息公开申请数量 | < | <
三、本年度办理结果 | （一）予以公开 | <
^ | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | <
^ | （三）不予公开 | 1.属于国家秘密
^ | ^ | 2.其他法律行政法规禁止公开
^ | ^ | 3.危及“三安全一稳定”
^ | ^ | 4.保护第三方合法权益
^ | ^ | 5.属于三类内部事务信息
^ | ^ | 6.属于四类过程性信息
^ | ^ | 7.属于行政执法案卷
^ | ^ | 8.属于行政查询事项
^ | （四）无法提供 | 1.本机关不掌握相关政府信息
^ | ^ | 2.没有现成信息需要另行制作
^ | ^ | 3.补正后申请内容仍不明确
^ | （五）不予处理 | 1.信访举报投诉类申请
^ | ^ | 2.重复申请
^ | ^ | 3.要求提供公开出版物
^ | ^ | 4.无正当理由大量反复申请
^ | ^ | 5.要求行政机关确认或重新出具已获取信息
{otherwise}
^ | （七）总计 | <
四、结转下年度继续办理 | < | <"""

OTHERWISE_2021 = """\
^ | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
^ | ^ | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
^ | ^ | 3.其他"""
OTHERWISE_2019 = "^ | （六）其他处理 | <"

FIVE = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
CASES = f"""\
行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <
{FIVE} | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <
^ | ^ | ^ | ^ | ^ | {FIVE} | {FIVE}
{" | ".join("·" * 15)}"""


def drawn(edition: Edition, section: str) -> str:
    return as_text(lay_out(section_of_key(edition, section)))


def applications(otherwise: str) -> str:
    stub = STUB.format(otherwise=otherwise).splitlines()
    return "\n".join([HEAD, *(f"{line} | {FIGURES}" for line in stub)])


@pytest.mark.parametrize(
    ("edition", "section", "printed"),
    [
        (E2021, "proactive", PROACTIVE_2021),
        (E2021, "requests", applications(OTHERWISE_2021)),
        (E2021, "disputes", CASES),
        (E2019, "proactive", PROACTIVE_2019),
        (E2019, "requests", applications(OTHERWISE_2019)),
        (E2019, "disputes", CASES),
    ],
    ids=lambda value: getattr(value, "key", None),
)
def test_a_table_is_drawn_as_it_is_printed(edition: Edition, section: str, printed: str) -> None:
    assert drawn(edition, section) == printed


@pytest.mark.parametrize(
    ("edition", "counts"), [(E2021, [10, 175, 15]), (E2019, [22, 161, 15])], ids=["2021", "2019"]
)
def test_an_edition_asks_for_every_figure_of_the_form(edition: Edition, counts: list[int]) -> None:
    assert [len(s.refs) for s in edition.sections if s.tables] == counts
    assert len(edition.measures) == sum(counts)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_the_six_sections_have_their_official_titles(edition: Edition) -> None:
    assert [section.title for section in edition.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_every_table_three_has_39_or_37_sums_and_table_four_three(edition: Edition) -> None:
    rows = {"2021": 25, "2019": 23}[edition.key]
    by_table = {table.key: len(table.equations) for table in edition.tables if table.equations}
    # One across for each row, one down for each column, and the balance of each column.
    assert by_table == {"applications": rows + 7 + 7, "cases": 3}


def test_every_name_that_prose_may_quote_stands_for_its_figures() -> None:
    told = []
    for edition in EDITIONS:
        told += ["", f"# The form of {edition.key}"]
        for name, refs in edition.quoted.items():
            labels = [" × ".join(filter(None, edition.labels[ref])) for ref in refs]
            told += [name, *(f"    {label}" for label in labels)]
    lines = QUOTED_NAMES.read_text("utf-8").splitlines()
    assert told == lines[lines.index("") :]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_no_name_that_prose_may_quote_is_given_twice(edition: Edition) -> None:
    assert len(edition.quoted) == len(edition.quotations)
    assert edition.example == "新收申请总数"


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_what_prose_gives_shares_of(edition: Edition) -> None:
    """Of the outcomes and the applicants; the whole is all that were handled, or all that came in."""
    outcomes, applicants, wholes = edition.outcomes, edition.applicants, edition.wholes
    assert [each.name for each in outcomes] == [
        "予以公开数", "部分公开数", "不予公开数", "无法提供数", "不予处理数", "其他处理数",
    ]  # fmt: skip
    assert [each.name for each in applicants] == [
        "自然人新收申请数", "自然人上年结转申请数", "法人新收申请数", "法人上年结转申请数",
    ]  # fmt: skip
    assert [each.name for each in wholes] == ["办理结果总数", "新收申请总数", "新收和结转申请总数"]


REFUSED = (
    "state_secret prohibited security third_party internal process enforcement_file "
    "administrative_query"
)


def grouped(group: str, keys: str) -> list[str]:
    return [f"{group}.{key}" for key in keys.split()]


def keys_of_applications(*otherwise: str) -> tuple[list[str], list[str]]:
    return (
        [
            "received",
            "carried_in",
            "handled.granted",
            "handled.partly",
            *grouped("handled.refused", REFUSED),
            *grouped("handled.unavailable", "not_held to_be_created unclear"),
            *grouped(
                "handled.not_processed", "complaint repeated publication excessive confirmation"
            ),
            *otherwise,
            "handled.total",
            "carried_over",
        ],
        [
            "person",
            *grouped("organisation", "business research public_benefit legal_service other"),
            "total",
        ],
    )


KEYS_OF_CASES = (
    [""],
    [
        f"{group}.{result}"
        for group in ("reviews", "suits.direct", "suits.after_review")
        for result in ("upheld", "corrected", "other", "pending", "total")
    ],
)


@pytest.mark.parametrize(
    ("edition", "keys"),
    [
        (
            E2019,
            {
                "documents": (["regulations", "normative"], ["created", "published", "public"]),
                "licensing": (["licences", "services"], ["last_year", "change", "decisions"]),
                "enforcement": (["penalties", "coercion"], ["last_year", "change", "decisions"]),
                "fees": (["administrative"], ["last_year", "change"]),
                "procurement": (["central"], ["projects", "spent"]),
                "applications": keys_of_applications("handled.otherwise"),
                "cases": KEYS_OF_CASES,
            },
        ),
        (
            E2021,
            {
                "documents": (["regulations", "normative"], ["issued", "repealed", "in_force"]),
                "licensing": (["licences"], ["decisions"]),
                "enforcement": (["penalties", "coercion"], ["decisions"]),
                "fees": (["administrative"], ["charged"]),
                "applications": keys_of_applications(
                    *grouped("handled.otherwise", "not_clarified fee_unpaid other")
                ),
                "cases": KEYS_OF_CASES,
            },
        ),
    ],
    ids=["2019", "2021"],
)
def test_programs_name_a_figure_by_its_table_row_and_column(
    edition: Edition, keys: dict[str, tuple[list[str], list[str]]]
) -> None:
    assert {
        table.key: (
            [leaf.key for leaf in table.row_leaves],
            [leaf.key for leaf in table.column_leaves],
        )
        for table in edition.tables
    } == keys
    assert [str(ref) for ref in edition.measures] == [
        "/".join(filter(None, (table, row, column)))
        for table, (rows, columns) in keys.items()
        for row in rows
        for column in columns
    ]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_what_came_in_is_what_became_of_it_in_each_column(edition: Edition) -> None:
    """第一项加第二项之和，等于第三项加第四项之和. What is carried over is carried in a year later."""
    balances = [each for each in edition.equations if not each.is_total]
    assert [str(ref) for ref in balances[0].refs] == [
        "applications/received/person",
        "applications/carried_in/person",
        "applications/handled.total/person",
        "applications/carried_over/person",
    ]
    assert [each.left[0].column for each in balances] == keys_of_applications()[1]
    going_on = {table.key: table.carry_over for table in edition.tables if table.carry_over}
    assert going_on == {"applications": ("carried_in", "carried_over")}
    stocks = {table.key: table.stock for table in edition.tables if table.stock}
    assert (
        stocks
        == {
            "2019": {},
            "2021": {"documents": ("issued", "repealed", "in_force")},
        }[edition.key]
    )


COMMON_ADVICE = {
    "problems": "写政府信息公开工作存在的主要问题及改进情况（条例第五十条），可以先写上年所列问题的改进情况。",
    "other": "收取信息处理费情况在此处报告（单位：元；没有收取也请写明）。",
}


@pytest.mark.parametrize(
    ("edition", "overview"),
    [
        (
            E2019,
            "综述本年政府信息公开工作，一般写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、"
            "监督保障；各级人民政府的报告还应当包括工作考核、社会评议和责任追究结果情况（条例第五十条）。",
        ),
        (
            E2021,
            "综述本年贯彻落实《条例》的情况，主要包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、"
            "监督保障；各级人民政府的报告还应当包括工作考核、社会评议和责任追究结果情况（条例第五十条）。"
            "不能遗漏，也不宜泛化。",
        ),
    ],
    ids=["2019", "2021"],
)
def test_a_text_is_advised_as_the_notice_asks_for_it(edition: Edition, overview: str) -> None:
    advice = {section.key: section.advice for section in edition.sections if section.advice}
    assert advice == {"overview": overview, **COMMON_ADVICE}


def test_a_group_stands_for_all_of_its_items() -> None:
    refused = E2021.under(Ref("applications", "handled.refused", "total"))
    assert [ref.row for ref in refused][:2] == [
        "handled.refused.state_secret",
        "handled.refused.prohibited",
    ]
    assert len(refused) == 8


def test_only_the_2019_form_has_signed_figures_and_money_without_a_unit() -> None:
    assert set(E2021.measures.values()) == {Measure.COUNT, Measure.AMOUNT}
    assert set(E2019.measures.values()) == {Measure.COUNT, Measure.CHANGE, Measure.MONEY}


@pytest.mark.parametrize(
    ("year", "key"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")]
)
def test_a_year_has_its_edition(year: int, key: str) -> None:
    assert edition_for(year).key == key


def test_before_2019_there_was_no_uniform_form() -> None:
    with pytest.raises(NoEdition, match="没有 2018 年度的统一格式"):
        edition_for(2018)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_what_is_said_to_be_counted_is_a_row_or_a_column(edition: Edition) -> None:
    """Its key, or that of a group of them; so that no text is lost by a slip in its key."""
    assert any(table.counts for table in edition.tables)
    for table in edition.tables:
        leaves = [leaf.key for leaf in (*table.row_leaves, *table.column_leaves)]
        known = {*leaves, *(key.rsplit(".", n)[0] for key in leaves for n in (1, 2))}
        assert table.counts.keys() <= known


@pytest.mark.parametrize(
    ("edition", "title", "number", "day", "years"),
    [
        (
            E2019,
            "《中华人民共和国政府信息公开工作年度报告格式（试行）》",
            "国办公开办函〔2019〕60号",
            "2019-11-27",
            (2019, 2020),
        ),
        (
            E2021,
            "《中华人民共和国政府信息公开工作年度报告格式》",
            "国办公开办函〔2021〕30号",
            "2021-09-29",
            (2021, None),
        ),
    ],
    ids=["2019", "2021"],
)
def test_an_edition_is_that_of_its_notice(
    edition: Edition, title: str, number: str, day: str, years: tuple[int, int | None]
) -> None:
    notice = edition.notice
    assert (notice.title, notice.number, str(notice.published)) == (title, number, day)
    assert (edition.first_year, edition.last_year) == years


def test_the_form_of_2021_says_what_the_texts_are_for() -> None:
    hints = {section.key: section.hint for section in E2021.sections if not section.tables}
    assert hints == {
        "overview": "（文字描述）",
        "problems": "（文字描述）",
        "other": "（文字描述，收取信息处理费情况在此处报告。）",
    }
    assert [section.hint for section in E2019.sections] == [""] * 6


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_the_tables_are_as_wide_as_the_type_area(edition: Edition) -> None:
    """156 mm are 8,844 twips. Columns that are alike differ by no more than what cannot be parted."""
    widths = {s.key: s.widths for s in edition.sections if s.tables}
    assert {key: sum(each) for key, each in widths.items()} == dict.fromkeys(widths, 8844)
    assert widths["proactive"] == (2211,) * 4
    assert widths["requests"][3:] == (720, *[644] * 6)
    assert sorted(set(widths["disputes"])) == [589, 590]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_table_four_has_one_row_without_a_label(edition: Edition) -> None:
    (row,) = section_of_key(edition, "disputes").tables[0].row_leaves
    assert (row.key, row.label) == ("", "")
    assert not [each for _row, each in edition.labels.values() if not each]
