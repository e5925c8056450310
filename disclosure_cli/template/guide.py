"""The words with which the workbook tells a person what to do."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.form.schema import Section
from disclosure_cli.model.report import CATEGORY_LIST_NAME, Report

CATEGORY_HINT = "没有分类统计可以不填；填写后，各类条数之和应等于总数。"

EXPLANATION_HINT = (
    "需要说明的警告写在这里：代码（如 D213）、单元格（如 三!D7，不会混淆的可写 D7；整张表写 三）"
    "和原因各占一格。"
)

STEPS = (
    "一、怎么填",
    "1. 黄色的格由人填写，灰色的格由公式计算，标签已锁定。从“基本信息”起，按报告的顺序逐张填写。",
    "2. 数字填半角阿拉伯数字，不写单位；没有的填 0。空白、0 和“/”含义不同：空白可能是漏填，程序会逐一指出。",
    "3. 全年没有某类业务的，在该表上方“本年度无此项业务”处打√，表中不必填 0。",
    "4. 表二的数字后可加括号说明，如 22（其中修订16件）；表下的注填在“基本信息”。",
    "5. “总计”自动计算。“核对”表随时显示是否填全、各项合计和勾稽关系是否相符："
    "×要改正，！请再看一眼，“未填”还要填。",
    "6. 正文每段一行，没有内容的部分写“无”；以“（一）”或“1.”开头的段落按小标题排版。"
    "表头右侧随时显示字数，不计空格。正文、分类和核查说明写满了可接着往下写；两行之间要加一行，右击行号插入（表头之下的第一行除外）。",
    "7. 填好后检查：disclosure validate 文件名；生成报告：disclosure build 文件名。",
    "",
    "二、正文中可用的名称",
    "正文里写花括号和名称，生成报告时换成表中的数字，正文和表格就不会不一致。"
    f"各类条数用 {{{CATEGORY_LIST_NAME}}}；正文没有用到它、也没有写全各类条数时，分类情况自动写在（一）之末。",
)


def text_hint(report: Report, section: Section) -> str:
    """What stands above the text of a section."""
    return (
        f"{section.advice}没有内容的写“无”。每段占一行，段首不必空格。以“（一）”或“1.”开头的段落按小标题排版；"
        f"数字可用 {{{report.edition.example}}} 一类的名称代替，见“填写说明”。"
    )


def guide_lines(report: Report) -> Iterator[str]:
    """The lines of the sheet, with the official basis and the names that prose may quote."""
    notice = report.edition.notice
    tables = "、".join(f"表{s.numeral}" for s in report.edition.sections if s.tables)
    yield f"本工作簿按{notice.title}（{notice.number}）编制，{tables}的标签与格式原文一致。"
    yield ""
    yield from STEPS
    yield "　".join(f"{{{name}}}" for name in report.quotations)
