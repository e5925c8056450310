"""Writes docs/wordings.md from the table of wordings itself, with how well it does.

python docs/make_wordings.py            writes it
python docs/make_wordings.py --check    says whether it is current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from wordings import measured, table  # noqa: E402

from disclosure_cli.prose.patterns import (  # noqa: E402
    NOT_THE_WHOLE,
    OF_ANOTHER_SCOPE,
    STATEMENTS,
    WORDINGS,
)

DOCUMENT = Path(__file__).parent / "wordings.md"
INTRODUCTION = """\
# 正文里的数字怎样读

`disclosure validate` 读“一”“五”“六”各部分正文中的数字，与表格核对（规则 D401 至 D408）。下面是读得懂的
写法和它们所指的数字；一个写法可以有几种读法，与其中任何一种相符就不报。“词语”一栏是正则表达式，
`{last}` 代表“上年、上一年度、去年、2023年”，`{next}` 代表“下年、次年、2025年”（以 2024 年度为例）。

一个数字指什么，看它前面最近的词语；前面没有的，看紧跟在它后面的词语（2件结转下年）。全角数字、千位分隔符、
中文数字、“万”都读；“余、约、近、多”按约数核对；百分比按四舍五入或截尾都算对，分母可以是办理结果总数、
新收总数或新收加结转。

本页由 `python docs/make_wordings.py` 从程序中生成。
"""


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield INTRODUCTION
    yield "## 读得怎样\n"
    yield (
        "`benchmarks/sentences.txt` 里的句子仿照各地报告的写法，标明了每个数字指什么"
        "（`python benchmarks/wordings.py --missed` 列出没有读出的）："
    )
    yield ""
    yield table(measured())
    yield ""
    yield "read：读出且所指无误；wrong found：加一后被发现；false alarms：不指表中数字却被核对的数字。\n"
    yield "## 数字的写法\n"
    yield "| 词语 | 所指 | 读 | 不读 |"
    yield "| --- | --- | --- | --- |"
    for each in WORDINGS:
        if each.counts:
            yield _row(f"`{each.words}`", "；".join(each.counts), each.read, each.not_read)
    yield "\n## 没有数字的说法\n"
    yield "| 词语 | 应为 0 的 | 读 | 不读 |"
    yield "| --- | --- | --- | --- |"
    for said in STATEMENTS:
        yield _row(f"`{said.words}`", "；".join(said.zero), said.read, said.not_read)
    yield "\n## 不核对的\n"
    yield "句中先有这些词的，到句末都不核对（口径不同）：" + _listed(OF_ANOTHER_SCOPE) + "。\n"
    yield "数字旁有这些词的，只指一部分、变化或别的事，不核对：" + _listed(NOT_THE_WHOLE) + "。"


def document() -> str:
    """The page."""
    return "\n".join(lines()) + "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _listed(words: tuple[str, ...]) -> str:
    return "、".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(DOCUMENT.read_text("utf-8") != document())
    DOCUMENT.write_text(document(), "utf-8")
