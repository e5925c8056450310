"""Writes docs/rules.md from the rules themselves.

python docs/make_rules.py            writes it
python docs/make_rules.py --check    says whether it is current
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from disclosure_cli.checks.rules import ALL, Rule

DOCUMENT = Path(__file__).parent / "rules.md"
GROUPS = {
    "D1": "表内数字",
    "D2": "单元格里填了什么",
    "D3": "结构、正文和基本信息",
    "D4": "正文与表格",
    "D5": "与上年比较",
    "D6": "各单位与汇总",
}
INTRODUCTION = """\
# 检查规则

`disclosure validate` 的每一条结果都带有代码。代码不会改作他用。“错误”必须改正才能生成报告；“警告”
请看一遍，有理由的在“核查说明”表中写明代码、单元格和原因；“提示”只供参考。

本页由 `python docs/make_rules.py` 从程序中生成，`disclosure explain D101` 显示同样的内容。
"""


def document() -> str:
    """The page: the rules by group, each with what, why, an example and the source."""
    parts = [INTRODUCTION]
    for prefix, title in GROUPS.items():
        rules = [rule for rule in ALL if rule.code.startswith(prefix)]
        if rules:
            parts.append(f"## {prefix}xx {title}\n")
        for rule in rules:
            parts.append(
                f"### {rule.code} {rule.what}\n\n"
                f"{rule.severity.label} · `{rule.name}`{' · 只在 `--notes` 时检查' if rule.is_on_request else ''}\n\n"
                f"- 为什么：{rule.why}\n- 例：{rule.example}\n- 依据：{rule.source}\n{_answers(rule)}"
            )
    return "\n".join(parts)


def anchor(heading: str) -> str:
    """What GitHub makes of a heading for links: small letters without punctuation, blanks as hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _answers(rule: Rule) -> str:
    """Where in the FAQ more is said."""
    return "".join(f"- 问答：[{each}](faq.zh-CN.md#{anchor(each)})\n" for each in rule.questions)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(DOCUMENT.read_text("utf-8") != document())
    DOCUMENT.write_text(document(), "utf-8")
