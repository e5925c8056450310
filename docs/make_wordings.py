"""Writes docs/wordings.md from the tables of words themselves, with how well they do.

python docs/make_wordings.py            writes it
python docs/make_wordings.py --check    says whether it is current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from offices import judged  # noqa: E402
from offices import table as offices_table  # noqa: E402
from paragraphs import measured as measured_paragraphs  # noqa: E402
from paragraphs import table as paragraphs_table  # noqa: E402
from wordings import measured, table  # noqa: E402

from disclosure_cli.prose.words import (  # noqa: E402
    MEANINGS,
    TOPICS,
    VARIANTS,
    Meaning,
    Role,
    Topic,
    expanded,
)

DOCUMENT = Path(__file__).parent / "wordings.md"
INTRODUCTION = """\
# 正文里的数字怎样读

`disclosure validate` 读“一”“五”“六”各部分正文中的数字，与表格核对（规则 D401 至 D409）。下面是认得的词和它们
所指的数；一个词可以有几种读法，与其中任何一种相符就不报。想知道某一句怎样读，运行
`disclosure explain-text "全年收到政府信息公开申请12件。"`：每个数字指什么、凭哪个词，或者为什么不核对。

一个数字指什么，看它前面、同一分句里最后一个这样的词；前面没有的，看紧跟在它后面的词（2件结转下年）。
句子在讲什么（申请、复议、诉讼、规范性文件……）决定这个词算不算数。词和数字之间有认不得的话，就不读。
表格上印着的名称（如“属于国家秘密”“复议后起诉”）本身就认得，不列在这里。

全角和半角的数字、标点一样读；千位分隔符、中文数字、“万”都读；“余、约、近、多”按约数核对；百分比按四舍五入或
截尾都算对，分母可以是办理结果总数、新收总数或新收加结转。

本页由 `python docs/make_wordings.py` 从程序中生成。
"""
SHOWN = {name: variants.split()[0] for name, variants in VARIANTS.items()} | {
    "{last}": "上年",
    "{next}": "下年",
    "{to}": "",
    "{done}": "",
    "{of}": "",
    "{every}": "",
    "{our}": "政府",
    "{many}": "",
    "{case}": "案件",
    "{all}": "",
    "{sue}": "",
}
"""One of the variants of what stands in braces."""


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
    yield (
        "`benchmarks/paragraphs.txt` 里是成段的文字，有意写得五花八门，夹着许多别的数字"
        "（`python benchmarks/paragraphs.py --missed`；也可以用同样的标记量别的文件）："
    )
    yield ""
    yield paragraphs_table(measured_paragraphs())
    yield ""
    yield (
        "read right：读出且所指无误；wrong：读错；"
        "read though other：指的是别的事却被读出；statements：没有数字的说法。\n"
    )
    yield (
        "`benchmarks/offices.txt` 里是虚拟单位的整段“总体情况”和它们的数字，标“真”的与表格相符，"
        "标“假”的有一处不符（`python benchmarks/offices.py --shown`）："
    )
    yield ""
    yield offices_table(judged())
    yield ""
    yield "with a false alarm：相符而被报的；found：不符而被发现的。\n"
    yield "## 数字\n"
    yield "| 指的是 | 认得的词 | 例句 |"
    yield "| --- | --- | --- |"
    for meaning in MEANINGS:
        if meaning.example:
            yield f"| {'；'.join(_names(meaning))} | {_listed(meaning.words)} | {meaning.example} |"
    yield "\n## 没有数字的说法\n"
    yield f"{_listed(Role.DENIAL.value)}之后说到申请、复议、诉讼、规章、规范性文件、结转、收费的，读作没有（0），如"
    yield "“本年度未收到政府信息公开申请。”“未发生因政府信息公开引起的行政复议。”“无上年结转。”。"
    yield "说到败诉、纠正、尚未审结的，读作没有这样的结果（“未发生复议纠错和诉讼败诉案件。”）；"
    yield "“未收到法人或其他组织的申请”只说法人。其他只说一部分的（半年、某个渠道、下属单位、某种原因）不读。\n"
    yield f"数过申请之后，{_listed(Role.ALL_OF.value)}与{_listed(Role.CLOSED.value)}、答复连用的，读作没有结转下年；"
    yield f"数过复议、诉讼之后，与{_listed(Role.UPHELD.value)}连用的，读作没有其他结果。"
    yield "“收到申请2件，已按期答复”没有“均”字，也这样读；“均为自然人申请”读作没有法人申请。\n"
    yield "## 不核对的\n"
    yield f"句中先有这些词的，到句末都不核对（口径不同）：{_listed(Role.SCOPE.value)}。\n"
    yield f"数字旁有这些词的，只指一部分、变化或别的事，不核对：{_listed(Role.PART.value)}。\n"
    yield f"讲的是这些事的，不核对：{_listed(TOPICS[Topic.OTHER])}。\n"
    yield "只数一部分申请的句子，其后的答复、公开也不核对（“物业管理类申请7件，予以公开5件”）；"
    yield "不因公开而起的复议、诉讼不核对（“因河道清障决定被提起行政诉讼1件”）；按公开方式分的文件不是申请"
    yield "（“主动公开3件，依申请公开5件”）。"


def document() -> str:
    """The page."""
    return "\n".join(lines()) + "\n"


def _names(meaning: Meaning) -> list[str]:
    """The figures that a line names; of several topics these once, in brackets."""
    kinds = "、".join(topic.value for topic in meaning.about)
    shown = f"（{kinds}）" if len(meaning.about) > 1 else kinds
    return [name.replace("{}", shown) for name in meaning.counts]


def _listed(table_of_words: str) -> str:
    """The words of a table, one variant of each."""
    return "、".join(dict.fromkeys(filter(None, expanded(table_of_words, SHOWN))))


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(DOCUMENT.read_text("utf-8") != document())
    DOCUMENT.write_text(document(), "utf-8")
