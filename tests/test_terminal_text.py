"""What people read on a terminal, with its styles: several files, and two years side by side."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from report_factory import report, sound

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.comparison import Comparison, compare
from disclosure_cli.model.figures import BLANK
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.places import Place
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.reporting.terminal import comparison_text, summary_text

STYLES = {
    "1": "b", "2": "d", "1;2": "bd", "1;31": "br", "31": "r", "32": "g", "33": "y", "36": "c", "0": "/",
}  # fmt: skip
"""Bold, dim, red, green, yellow, cyan; / is the end of it."""


def marked(text: str) -> str:
    """With <b> for a style; of blanks nobody sees it, nor those at the end of a line."""
    styled = re.sub(r"\x1b\[([0-9;]+)m", lambda style: f"<{STYLES[style[1]]}>", text)
    return re.sub("(?m) +$", "", re.sub("<[bd]>( +)</>", r"\1", styled))


def diagnostic(
    severity: Severity, code: str, place: Place, labels: tuple[str, str], message: str
) -> Diagnostic:
    return Diagnostic(code, severity, place, *labels, place, message, None, None)


RECEIVED = ("一、新收", "自然人")
ERROR = diagnostic(Severity.ERROR, "D201", Place("三", "D7"), RECEIVED, "填“约3”，不是数字。")
SAME_LABELS = diagnostic(Severity.ERROR, "D203", Place("三", "D7"), RECEIVED, "与表四不同。")
OTHER_LABELS = diagnostic(Severity.ERROR, "D203", Place("三", "J7"), ("一、新收", "总计"), "少 3。")
WARNING = diagnostic(
    Severity.WARNING, "D213", Place("二", "B10"), ("行政许可", ""), "行政许可空着。"
)
NOTE = diagnostic(
    Severity.NOTE, "D408", Place("一、总体情况"), ("", ""), "可引用[red]表中的数:o:。"
)
ALIKE = [ERROR._replace(place=Place("三", f"D{row}")) for row in range(8, 12)]
WRONG = FileResult(
    "甲\x1b[2J\u3000\t\ufeff.xlsx",
    None,
    (WARNING, NOTE, ERROR._replace(related=(SAME_LABELS, OTHER_LABELS)), *ALIKE),
)
SOUND = FileResult("乙.xlsx", sound(2024))
UNREAD = FileResult("丙.xlsx", error="找不到文件\r\n丙。")

PLAIN = """\
甲 [2J　  .xlsx
  【三】
    D7 错误 D201 一、新收 × 自然人：填“约3”，不是数字。
      · D7 错误 D203 与表四不同。
      · J7 错误 D203 一、新收 × 总计：少 3。
    D8 错误 D201 一、新收 × 自然人：填“约3”，不是数字。
      另有 3 处同样的问题：D9:D11
  【二】
    B10 警告 D213 行政许可空着。
  【一、总体情况】
    提示 D408 可引用[red]表中的数:o:。
  × 5 个错误，1 个警告，1 个提示：改正错误后才能生成报告。

乙.xlsx
  √ 没有错误，可以生成报告。

丙.xlsx
  × 无法检查：找不到文件  丙。

共 3 个文件：1 个可以生成报告，1 个有错误，1 个无法检查。需要处理：甲 [2J　  .xlsx、丙.xlsx。"""


def test_several_files() -> None:
    """What a terminal would obey is not there; `[red]` and `:o:` are texts."""
    assert rendered([WRONG, SOUND, UNREAD], FindingsFormat.TEXT, notes=True) == PLAIN


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal of 40 columns with colours."""
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "40", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return monkeypatch


ON_A_SCREEN = """\
<b>甲 [2J　  .xlsx</>
  <b>【三】</>
    <b>D7 </><br>错误 D201 </><d>一、新收 × 自然人：</>
      填“约3”，不是数字。
      <d>· </><bd>D7 </><d>错误 D203 </><d>与表四不同。</>
      <d>· </><bd>J7 </><d>错误 D203 </><d>一、新收 × 总计：</>
        <d>少 3。</>
    <b>D8 </><br>错误 D201 </><d>一、新收 × 自然人：</>
      填“约3”，不是数字。
      另有 3 处同样的问题：D9:D11
  <b>【二】</>
    <b>B10 </><y>警告 D213 </>行政许可空着。
  <b>【一、总体情况】</>
    <c>提示 D408 </>可引用[red]表中的数:o:。
  <br>× 5 个错误，1 个警告，1 个提示：</>
  <br>改正错误后才能生成报告。</>

<b>乙.xlsx</>
  <g>√ 没有错误，可以生成报告。</>

<b>丙.xlsx</>
  <r>× 无法检查：找不到文件  丙。</>

共 3 个文件：1 个可以生成报告，1 个有错
误，1 个无法检查。需要处理：甲
[2J　  .xlsx、丙.xlsx。"""
"""Of 40 columns."""


@pytest.mark.usefixtures("forced")
def test_several_files_on_a_screen() -> None:
    files = [WRONG, SOUND, UNREAD]
    shown = rendered(files, FindingsFormat.TEXT, notes=True, screen=sys.stdout)
    assert marked(shown) == ON_A_SCREEN


@pytest.mark.usefixtures("forced")
def test_a_line_for_each_file_on_a_screen() -> None:
    """One column more would not fit."""
    files = [SOUND._replace(file="一二三X.xlsx"), SOUND._replace(file="一二三.xlsx"), UNREAD]
    assert rendered(files, FindingsFormat.TEXT, quiet=True, screen=sys.stdout).splitlines() == [
        "一二三X.xlsx: √ 没有错误，可以生成报",
        "告。",
        "一二三.xlsx: √ 没有错误，可以生成报告。",
        "丙.xlsx: × 无法检查：找不到文件  丙。",
        "",
        "共 3 个文件：2 个可以生成报告，1 个无法",
        "检查。需要处理：丙.xlsx。",
    ]
    built = [SOUND._replace(built=(Path("乙.docx"),))] * 11
    assert summary_text([*built, UNREAD], is_build=True, screen=sys.stdout).splitlines() == [
        "共 12 个文件：11 个已生成，1 个无法生",
        "成。需要处理：丙.xlsx。",
    ]
    long = SOUND._replace(file="一二三四五六七八九十一二三四五六七X.xlsx")
    longer = SOUND._replace(file=f"甲{long.file[1:]}X")
    shown = rendered([long, longer], FindingsFormat.TEXT, screen=sys.stdout)
    assert marked(shown).splitlines()[:5] == [
        "<b>一二三四五六七八九十一二三四五六七X.xlsx</>",
        "  <g>√ 没有错误，可以生成报告。</>",
        "",
        "<b>甲二三四五六七八九十一二三四五六七X.</>",
        "<b>xlsxX</>",
    ]


def test_what_is_not_shown_is_counted() -> None:
    """From the 201st on, with the cells that another stands for."""
    others = [ERROR._replace(message=f"{'甲' * n}。") for n in range(1, 200)]
    text = rendered([FileResult("甲.xlsx", None, (*others, *ALIKE))], FindingsFormat.TEXT)
    assert text.splitlines()[-2:] == [
        "      另有 3 处同样的问题：D9:D11",
        "  × 203 个错误：改正错误后才能生成报告。",
    ]
    first = ERROR._replace(message="乙。")
    text = rendered([FileResult("甲.xlsx", None, (first, *others, *ALIKE))], FindingsFormat.TEXT)
    assert text.splitlines()[-2:] == [
        "  另有 4 条没有显示；用 --format json 可看到全部。",
        "  × 204 个错误：改正错误后才能生成报告。",
    ]


def compared() -> Comparison:
    """A report with one table and one sentence that are not last year's."""
    last = report(
        2023, "documents", "issued repealed in_force\nregulations 0 0 12\nnormative 3 0 66"
    )
    this = report(
        2024, "documents", "issued repealed in_force\nregulations 1 0 13\nnormative 3 0 66"
    )
    this = replace(this, texts={**this.texts, "problems": ("一是公开不够及时\x07。",)})
    blank = {Ref("licensing", "licences", "decisions"): BLANK}
    last = replace(last, entries={**last.entries, **blank})
    this = replace(this, entries={**this.entries, **blank})
    return compare(last, this)


COMPARISON = """\
示例县自然资源局2023年与2024年政府信息公开工作年度报告对照

一、总体情况
  1 句两年相同。

二、主动公开政府信息情况
┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━━┳━━━━━━┓
┃ 项目                ┃ 2023年 ┃ 2024年 ┃ 增减 ┃
┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━━╇━━━━━━┩
│ 规章 × 本年制发件数 │      0 │      1 │   +1 │
│ 规章 × 现行有效件数 │     12 │     13 │   +1 │
└─────────────────────┴────────┴────────┴──────┘
  其余 7 个数字两年相同。
  1 格两年都没有填。

三、收到和处理政府信息公开申请情况
  175 个数字两年相同。

四、政府信息公开行政复议、行政诉讼情况
  15 个数字两年相同。

五、存在的主要问题及改进情况
  2023年有而2024年没有：
  本年度情况如下。
  2024年新写：
  一是公开不够及时。

六、其他需要报告的事项
  1 句两年相同。"""


def test_two_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert comparison_text(compared(), io.StringIO()) == COMPARISON


COMPARED_ON_A_SCREEN = """\
<b>示例县自然资源局2023年与2024年政府信息公</>
<b>开工作年度报告对照</>

<b>一、总体情况</>
  1 句两年相同。

<b>二、主动公开政府信息情况</>
┏━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━━┳━━━━━━┓
┃ <d>项目       </> ┃ <d>2023年</> ┃ <d>2024年</> ┃ <d>增减</> ┃
┡━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━━╇━━━━━━┩
│ 规章 ×      │      0 │      1 │   +1 │
│ 本年制发件  │        │        │      │
│ 数          │        │        │      │
│ 规章 ×      │     12 │     13 │   +1 │
│ 现行有效件  │        │        │      │
│ 数          │        │        │      │
└─────────────┴────────┴────────┴──────┘
  其余 7 个数字两年相同。"""


@pytest.mark.usefixtures("forced")
def test_two_years_on_a_screen() -> None:
    assert marked(comparison_text(compared(), sys.stdout)).startswith(COMPARED_ON_A_SCREEN)


def test_on_the_narrowest_screen_the_figures_of_two_years_stay_whole(
    forced: pytest.MonkeyPatch,
) -> None:
    forced.setenv("COLUMNS", "30")
    shown = marked(comparison_text(compared(), sys.stdout))
    assert "┃ <d>2023年</> ┃ <d>2024年</> ┃ <d>增减</> ┃" in shown
    assert "│     12 │     13 │   +1 │" in shown


def test_colours_that_are_forced_upon_a_file_break_no_lines(forced: pytest.MonkeyPatch) -> None:
    forced.delenv("COLUMNS")
    shown = rendered([WRONG], FindingsFormat.TEXT, screen=io.StringIO())
    assert "<d>一、新收 × 自然人：</>填“约3”，不是数字。" in marked(shown)
    forced.setenv("TERM", "dumb")
    forced.delenv("FORCE_COLOR")
    assert "\x1b" not in rendered([WRONG], FindingsFormat.TEXT, screen=io.StringIO())
