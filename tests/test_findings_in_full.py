"""What is said of one report, from the first word to the last, in each format."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace

import pytest
from report_factory import ONE_HANDED_ON_TOO_FEW, report

from disclosure_cli import __version__, check
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import Explanation
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
from disclosure_cli.reporting.result import FileResult

UNREAD = FileResult("乙, 100%: 丙.xlsx", error="找不到文件\n乙。")


@pytest.fixture
def found() -> FileResult:
    """One wrong cell, and one left blank, which is explained."""
    blank = {Ref("licensing", "licences", "decisions"): BLANK}
    base = report(2024, "applications", ONE_HANDED_ON_TOO_FEW)
    explanation = Explanation(Part("explanations", "1"), "D213", "二!B10", "没有")
    checked = replace(base, entries={**base.entries, **blank}, explanations=(explanation,))
    return FileResult("甲.xlsx", checked, tuple(check(checked)))


# One line a finding, however long.
# ruff: noqa: E501
TEXT = """\
甲.xlsx
  【三】
    D31 错误 D101 四、结转下年度继续办理 × 自然人：若 三!D31 由 1 改为 2，则 2 项不符全部消除。
                                                                社会公益   法律服务
                                 自然人   商业企业   科研机构       组织       机构   其他   总计
        ─────────────────────────────────────────────────────────────────────────────────────────
        （七）总计                   11          3          0          0          0      2     16
        四、结转下年度继续办理       →1          0          0          0          0      0      2
      · J31 错误 D101 四、结转下年度继续办理 × 总计：总计填 2，同行各项之和为 1，相差 1。
      · D7 错误 D102 一、本年新收政府信息公开申请数量 × 自然人：第一项 12 + 第二项 1 = 13，第三项 11 + 第四项 1 = 12，相差 1。
  【二】
    B10 警告 D213 行政许可 × 本年处理决定数量：B10 空白，报告中写 0；没有请填 0，漏填请补上。
      已说明：没有
  × 1 个错误，1 个已说明：改正错误后才能生成报告。"""


def test_as_text(found: FileResult) -> None:
    assert rendered([found], FindingsFormat.TEXT) == TEXT


ON_A_SCREEN = """\
<b>甲.xlsx</>
  <b>【三】</>
    <b>D31 </><br>错误 D101 </><d>四、结转下年度继续办理 × 自然人：</>若
      三!D31 由 1 改为 2，则 2 项不符全部消除。
                                       <d>商业</>  <d>科研</>
                               <d>自然人</>  <d>企业</>  <d>机构</>  <d>…</>  <d>其他</>  <d>总计</>
        ────────────────────────────────────────────────────────
        <d>（七）总计           </>      11     3     0  <d>…</>     2    16
        <d>四、结转下年         </>  <br>    →1</>     0     0  <d>…</>     0     2
        <d>度继续办理           </>
      <d>· </><bd>J31 </><d>错误 D101 </><d>四、结转下年度继续办理 × 总计：</>
        <d>总计填 2，同行各项之和为 1，相差 1。</>
      <d>· </><bd>D7 </><d>错误 D102 </><d>一、本年新收政府信息公开申请数量 ×</>
        <d>自然人：</><d>第一项 12 + 第二项 1 = 13，第三项 11 +</>
        <d>第四项 1 = 12，相差 1。</>
  <b>【二】</>
    <b>B10 </><y>警告 D213 </><d>行政许可 × 本年处理决定数量：</>B10 空白，
      报告中写 0；没有请填 0，漏填请补上。
      <d>已说明：没有</>
  <br>× 1 个错误，1 个已说明：改正错误后才能生成报告。</>"""
"""Of 64 columns: b bold, d dim, r red, y yellow, / the end of it."""
STYLES = {"1": "b", "2": "d", "1;2": "bd", "1;31": "br", "33": "y", "0": "/"}


def test_on_a_screen(found: FileResult, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "64", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = rendered([found], FindingsFormat.TEXT, screen=sys.stdout)
    marked = re.sub(r"\x1b\[([0-9;]+)m", lambda style: f"<{STYLES[style[1]]}>", shown)
    # Of blanks nobody sees the style, nor those at the end of a line.
    assert re.sub("(?m) +$", "", re.sub("<d>( +)</>", r"\1", marked)) == ON_A_SCREEN


JSON = """\
{
  "schema_version": 2,
  "files": [
    {
      "file": "甲.xlsx",
      "findings": [
        {
          "code": "D213",
          "severity": "warning",
          "sheet": "二",
          "cell": "B10",
          "row": "行政许可",
          "column": "本年处理决定数量",
          "message": "B10 空白，报告中写 0；没有请填 0，漏填请补上。",
          "found_text": "",
          "expected": 0,
          "explanation": "没有"
        },
        {
          "code": "D101",
          "severity": "error",
          "sheet": "三",
          "cell": "D31",
          "row": "四、结转下年度继续办理",
          "column": "自然人",
          "message": "若 三!D31 由 1 改为 2，则 2 项不符全部消除。",
          "found": 1,
          "expected": 2,
          "certainty": "certain",
          "fixes": [
            [
              {
                "sheet": "三",
                "cell": "D31",
                "from": 1,
                "to": 2
              }
            ]
          ],
          "related": [
            {
              "code": "D101",
              "severity": "error",
              "sheet": "三",
              "cell": "J31",
              "row": "四、结转下年度继续办理",
              "column": "总计",
              "message": "总计填 2，同行各项之和为 1，相差 1。",
              "found": 2,
              "expected": 1
            },
            {
              "code": "D102",
              "severity": "error",
              "sheet": "三",
              "cell": "D7",
              "row": "一、本年新收政府信息公开申请数量",
              "column": "自然人",
              "message": "第一项 12 + 第二项 1 = 13，第三项 11 + 第四项 1 = 12，相差 1。",
              "found": 13,
              "expected": 12
            }
          ]
        }
      ]
    }
  ]
}"""


def test_as_json(found: FileResult) -> None:
    assert rendered([found], FindingsFormat.JSON) == JSON


def test_as_json_for_a_console_of_another_encoding(found: FileResult) -> None:
    text = rendered([found], FindingsFormat.JSON, is_utf8=False)
    assert text.isascii()
    assert json.loads(text) == json.loads(JSON)


CSV = """\
文件,工作表,单元格,级别,代码,项目,栏目,现为,应为,问题,说明
甲.xlsx,二,B10,警告,D213,行政许可,本年处理决定数量,,0,B10 空白，报告中写 0；没有请填 0，漏填请补上。,没有
甲.xlsx,三,D31,错误,D101,四、结转下年度继续办理,自然人,1,2,若 三!D31 由 1 改为 2，则 2 项不符全部消除。,
'=乙.xlsx,,,错误,D000,,,,,找不到文件。,"""


def test_as_csv(found: FileResult) -> None:
    unread = FileResult("=乙.xlsx", error="找不到文件。")
    assert rendered([found, unread], FindingsFormat.CSV) == f"\ufeff{CSV}"


GITHUB = """\
::notice file=甲.xlsx,title=D213 二!B10::B10 空白，报告中写 0；没有请填 0，漏填请补上。
::error file=甲.xlsx,title=D101 三!D31::若 三!D31 由 1 改为 2，则 2 项不符全部消除。
::error file=乙%2C 100%25%3A 丙.xlsx::找不到文件%0A乙。"""


def test_as_workflow_commands(found: FileResult) -> None:
    assert rendered([found, UNREAD], FindingsFormat.GITHUB) == GITHUB


def test_as_sarif(found: FileResult) -> None:
    document = json.loads(rendered([found, UNREAD], FindingsFormat.SARIF))
    (run,) = document.pop("runs")
    assert document == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
    }
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("disclosure", __version__)
    assert driver["rules"][0] == {
        "id": "D101",
        "name": "totals_add_up",
        "shortDescription": {"text": "“总计”等于同组各项之和。"},
        "fullDescription": {
            "text": "表三每行末、每列末，表四每组末都印有“总计”，公布的报告中常见总计漏改或仍为 0。"
        },
    }
    assert run["results"] == [
        {
            "ruleId": "D213",
            "level": "warning",
            "message": {"text": "B10 空白，报告中写 0；没有请填 0，漏填请补上。"},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": {"uri": "%E7%94%B2.xlsx"}},
                    "logicalLocations": [{"fullyQualifiedName": "二!B10"}],
                }
            ],
            "suppressions": [{"kind": "inSource", "justification": "没有"}],
        },
        {
            "ruleId": "D101",
            "level": "error",
            "message": {"text": "若 三!D31 由 1 改为 2，则 2 项不符全部消除。"},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": {"uri": "%E7%94%B2.xlsx"}},
                    "logicalLocations": [{"fullyQualifiedName": "三!D31"}],
                }
            ],
        },
        {
            "level": "error",
            "message": {"text": "找不到文件\n乙。"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "%E4%B9%99%2C%20100%25%3A%20%E4%B8%99.xlsx"}
                    }
                }
            ],
        },
    ]
