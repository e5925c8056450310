"""A sum as it is drawn under the finding about it, on screens of many widths."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from report_factory import ONE_HANDED_ON_TOO_FEW, report
from rich.console import Console

from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.reporting.drawn_table import DrawnTable
from disclosure_cli.reporting.neighbourhood import Neighbourhood, neighbourhood

REPORT = report(2024, "applications", ONE_HANDED_ON_TOO_FEW)
CASES = report(2024, "cases", "reviews.upheld reviews.corrected reviews.total\n- 10 8 20")


def on_screen(drawn: Neighbourhood, width: int) -> str:
    """What is drawn on a screen of so many columns, without the blanks at the ends of its lines."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(DrawnTable(drawn))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()).rstrip("\n")


def sum_of(of: Report, total: Ref, *, is_total: bool = True) -> Equation:
    """The sum across of a total; or the balance of a column."""
    for equation in of.edition.equations:
        if equation.left[0] == total and equation.is_total is is_total:
            return equation
    raise LookupError(total)


PERSON = Ref("applications", "received", "person")
TOTAL = Ref("applications", "received", "total")
HANDLED = Ref("applications", "handled.total", "person")
REVIEWS = Ref("cases", "", "reviews.total")
ACROSS = sum_of(REPORT, TOTAL)
DOWN = sum_of(REPORT, HANDLED)
BALANCE = sum_of(REPORT, PERSON, is_total=False)

# What is drawn is as wide as the screen.

OF_PERSONS = {
    99: """\
                                                                  社会公益   法律服务
                                   自然人   商业企业   科研机构       组织       机构   其他   总计
───────────────────────────────────────────────────────────────────────────────────────────────────
一、本年新收政府信息公开申请数量      →12          3          0          0          0      2     17
二、上年结转政府信息公开申请数量        1          0          0          0          0      0      1""",
    98: """\
                                                              社会公益  法律服务
                                  自然人  商业企业  科研机构      组织      机构  其他  总计
────────────────────────────────────────────────────────────────────────────────────────────
一、本年新收政府信息公开申请数量     →12         3         0         0         0     2    17
二、上年结转政府信息公开申请数量       1         0         0         0         0     0     1""",
    76: """\
                                              社会公益  法律服务
                  自然人  商业企业  科研机构      组织      机构  其他  总计
────────────────────────────────────────────────────────────────────────────
一、本年新收政府     →12         3         0         0         0     2    17
信息公开申请数量
二、上年结转政府       1         0         0         0         0     0     1
信息公开申请数量""",
    75: """\
                                 商业  科研  社会公益  法律服务
                         自然人  企业  机构      组织      机构  其他  总计
───────────────────────────────────────────────────────────────────────────
一、本年新收政府            →12     3     0         0         0     2    17
信息公开申请数量
二、上年结转政府              1     0     0         0         0     0     1
信息公开申请数量""",
    68: """\
                          商业  科研  社会公益  法律服务
                  自然人  企业  机构      组织      机构  其他  总计
────────────────────────────────────────────────────────────────────
一、本年新收政府     →12     3     0         0         0     2    17
信息公开申请数量
二、上年结转政府       1     0     0         0         0     0     1
信息公开申请数量""",
    67: """\
                                商业  科研  社会公益
                        自然人  企业  机构      组织  …  其他  总计
───────────────────────────────────────────────────────────────────
一、本年新收政府           →12     3     0         0  …     2    17
信息公开申请数量
二、上年结转政府             1     0     0         0  …     0     1
信息公开申请数量""",
    60: """\
                                   商业  科研
                           自然人  企业  机构  …  其他  总计
────────────────────────────────────────────────────────────
一、本年新收政府              →12     3     0  …     2    17
信息公开申请数量
二、上年结转政府                1     0     0  …     0     1
信息公开申请数量""",
    45: """\
                          商业  科研
                  自然人  企业  机构  …  总计
─────────────────────────────────────────────
一、本年新收政府     →12     3     0  …    17
信息公开申请数量
二、上年结转政府       1     0     0  …     1
信息公开申请数量""",
    32: """\
                   商业
           自然人  企业  …  总计
────────────────────────────────
一、本年      →12     3  …    17
新收政…
二、上年        1     0  …     1
结转政…""",
    24: """\
           商业
   自然人  企业  …  总计
────────────────────────
…     →12     3  …    17
…
…       1     0  …     1
…""",
}

OF_THE_TOTAL = {
    67: """\
                                商业  科研     法律服务
                        自然人  企业  机构  …      机构  其他  总计
───────────────────────────────────────────────────────────────────
一、本年新收政府            12     3     0  …         0     2   →17
信息公开申请数量
二、上年结转政府             1     0     0  …         0     0     1
信息公开申请数量""",
    51: """\
                                商业
                        自然人  企业  …  其他  总计
───────────────────────────────────────────────────
一、本年新收政府            12     3  …     2   →17
信息公开申请数量
二、上年结转政府             1     0  …     0     1
信息公开申请数量""",
    50: """\
                               商业
                       自然人  企业  …  其他  总计
──────────────────────────────────────────────────
一、本年新收政府           12     3  …     2   →17
信息公开申请数量
二、上年结转政府            1     0  …     0     1
信息公开申请数量""",
    40: """\
                   自然人  …  其他  总计
────────────────────────────────────────
一、本年新收政府       12  …     2   →17
信息公开申请数量
二、上年结转政府        1  …     0     1
信息公开申请数量""",
}

OF_A_BALANCE = {
    52: """\
                                   自然人   商业企业
────────────────────────────────────────────────────
一、本年新收政府信息公开申请数量      →12          3
二、上年结转政府信息公开申请数量        1          0
（七）总计                             11          3
四、结转下年度继续办理                  1          0""",
    51: """\
                                  自然人  商业企业
──────────────────────────────────────────────────
一、本年新收政府信息公开申请数量     →12         3
二、上年结转政府信息公开申请数量       1         0
（七）总计                            11         3
四、结转下年度继续办理                 1         0""",
    34: """\
                  自然人  商业企业
──────────────────────────────────
一、本年新收政府     →12         3
信息公开申请数量
二、上年结转政府       1         0
信息公开申请数量
（七）总计            11         3
四、结转下年           1         0
度继续办理""",
    33: """\
                             商业
                     自然人  企业
─────────────────────────────────
一、本年新收政府        →12     3
信息公开申请数量
二、上年结转政府          1     0
信息公开申请数量
（七）总计               11     3
四、结转下年              1     0
度继续办理""",
    20: """\
                商业
        自然人  企业
────────────────────
一、本     →12     3
年新…
二、上       1     0
年结…
（七）      11     3
总计
四、结       1     0
转下…""",
}

DOWN_A_COLUMN = {
    80: """\
                                           自然人   商业企业
────────────────────────────────────────────────────────────
（一）予以公开                                  9          2
（二）部分公开                                  2          1
1.属于国家秘密                                  0          0
2.其他法律行政法规禁止公开                      0          0
3.危及“三安全一稳定”                            0          0
4.保护第三方合法权益                            0          0
5.属于三类内部事务信息                          0          0
6.属于四类过程性信息                            0          0
7.属于行政执法案卷                              0          0
8.属于行政查询事项                              0          0
1.本机关不掌握相关政府信息                      0          0
2.没有现成信息需要另行制作                      0          0
3.补正后申请内容仍不明确                        0          0
1.信访举报投诉类申请                            0          0
2.重复申请                                      0          0
3.要求提供公开出版物                            0          0
4.无正当理由大量反复申请                        0          0
5.要求行政机关确认或重新出具已获取信息          0          0
1.申请人无正当理由逾期不补正、                  0          0
行政机关不再处理其政府信息公开申请
2.申请人逾期未按收费通知要求缴纳费用、          0          0
行政机关不再处理其政府信息公开申请
3.其他                                          0          0
（七）总计                                    →11          3""",
}

OF_CASES = {
    51: """\
结果维持   结果纠正   其他结果   尚未审结   总计
────────────────────────────────────────────────
      10          8          0          0    →20""",
    50: """\
结果维持  结果纠正  其他结果  尚未审结  总计
────────────────────────────────────────────
      10         8         0         0   →20""",
    45: """\
结果  结果  其他  尚未
维持  纠正  结果  审结  总计
────────────────────────────
  10     8     0     0   →20""",
    29: """\
结果  结果     尚未
维持  纠正  …  审结  总计
─────────────────────────
  10     8  …     0   →20""",
}


@pytest.mark.parametrize(
    ("of", "at", "equation", "drawings"),
    [
        (REPORT, PERSON, ACROSS, OF_PERSONS),
        (REPORT, TOTAL, ACROSS, OF_THE_TOTAL),
        (REPORT, PERSON, BALANCE, OF_A_BALANCE),
        (REPORT, HANDLED, DOWN, DOWN_A_COLUMN),
        (CASES, REVIEWS, sum_of(CASES, REVIEWS), OF_CASES),
    ],
    ids=["person", "total", "balance", "down", "cases"],
)
def test_the_wrong_figure_stands_among_those_beside_it(
    of: Report, at: Ref, equation: Equation, drawings: dict[int, str]
) -> None:
    """By the width of the screen: narrower gaps, labels and heads in two lines, then fewer columns."""
    assert {width: on_screen(neighbourhood(of, at, equation), width) for width in drawings} == (
        drawings
    )


IN_THE_MIDDLE = """\
                                                         社会公益
                                   商业企业   科研机构       组织
─────────────────────────────────────────────────────────────────
一、本年新收政府信息公开申请数量          3         →0          0
二、上年结转政府信息公开申请数量          0          0          0
（七）总计                                3          0          0
四、结转下年度继续办理                    0          0          0"""
AT_THE_END = """\
                                   其他   总计
──────────────────────────────────────────────
一、本年新收政府信息公开申请数量      2    →17
二、上年结转政府信息公开申请数量      0      1
（七）总计                            2     16
四、结转下年度继续办理                0      2"""


@pytest.mark.parametrize(
    ("column", "drawing"), [("organisation.research", IN_THE_MIDDLE), ("total", AT_THE_END)]
)
def test_beside_a_sum_down_stand_the_columns_on_both_sides(column: str, drawing: str) -> None:
    at = PERSON._replace(column=column)
    balance = sum_of(REPORT, at, is_total=False)
    assert on_screen(neighbourhood(REPORT, at, balance), 80) == drawing


def test_where_no_cell_is_known_none_is_marked() -> None:
    drawn = on_screen(neighbourhood(REPORT, None, ACROSS), 99)
    assert drawn == OF_PERSONS[99].replace("→12", " 12")


def test_the_categories_stand_under_each_other() -> None:
    """They are in no table of the form; what is added to a name in brackets is left out."""
    counts = {category(1): 59, category(2): 35, CATEGORY_TOTAL: 97}
    entries = {ref: Entry(n, str(n)) for ref, n in counts.items()}
    named = replace(REPORT, entries=entries, categories=("部门动态", "公示公告（含转载）"))
    equation = Equation((CATEGORY_TOTAL,), (category(1), category(2)), is_total=True)
    assert (
        on_screen(neighbourhood(named, CATEGORY_TOTAL, equation), 80)
        == """\
主动公开政府信息总数   →97
部门动态                59
公示公告                35"""
    )


def test_what_stands_in_a_cell_is_shown_as_it_is_printed() -> None:
    """A figure whole, another text with eight characters at most; nothing as 0."""
    entries = {
        PERSON: Entry(None, "详见附件\x07说明及其全部材料", EntryIssue.NOT_A_FIGURE),
        Ref("applications", "received", "organisation.business"): Entry(
            123456789012, "123456789012"
        ),
        Ref("applications", "received", "organisation.other"): BLANK,
    }
    odd = replace(REPORT, entries={**REPORT.entries, **entries})
    assert (
        on_screen(neighbourhood(odd, PERSON, ACROSS), 120)
        == """\
                                                                                社会公益   法律服务
                                             自然人       商业企业   科研机构       组织       机构   其他   总计
─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
一、本年新收政府信息公开申请数量   →详见附件说明及…   123456789012          0          0          0      0     17
二、上年结转政府信息公开申请数量                  1              0          0          0          0      0      1"""
    )


def test_a_head_that_is_narrower_than_its_figures_has_one_line() -> None:
    carried_in = PERSON._replace(row="carried_in")
    large = {**REPORT.entries, carried_in: Entry(1234567, "1234567")}
    drawn = on_screen(neighbourhood(replace(REPORT, entries=large), PERSON, BALANCE), 53)
    assert drawn.splitlines()[:4] == [
        "                                    自然人   商业企业",
        "─────────────────────────────────────────────────────",
        "一、本年新收政府信息公开申请数量       →12          3",
        "二、上年结转政府信息公开申请数量   1234567          0",
    ]
