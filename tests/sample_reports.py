"""Five reports as different as reports come, to be rendered and looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from report_factory import sound

from disclosure_cli import read
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category, with_totals

EXAMPLES = Path(__file__).parent.parent / "examples"
LONG_NAME = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人力资源和社会保障局劳动保障监察大队"


def short() -> Report:
    """One sentence a section."""
    return sound(2024)


def long() -> Report:
    """Many pages of text, with headings of every level, notes and categories."""
    base = read(EXAMPLES / "suqian-2024.xlsx")
    sentence = "本年度围绕重点领域主动公开政府信息，完善工作机制，回应社会关切，提高公开质量。"
    overview = tuple(
        text
        for numeral in "一二三四五"
        for text in (
            f"（{numeral}）第{numeral}个方面",
            *(f"{n}. 第{n}项工作。{sentence * 3}" for n in range(1, 5)),
            "（1）具体事项",
            sentence * 6,
        )
    )
    about = {
        **base.about,
        "annotation": "此件公开发布",
        "disputes_note": "注：行政复议、行政诉讼数量含上年度结转数量。",
    }
    categories = {
        CATEGORY_TOTAL: Entry(60, "60"),
        category(1): Entry(59, "59"),
        category(2): Entry(1, "1"),
    }
    return replace(
        base,
        about=about,
        texts={**base.texts, "overview": overview},
        entries={**base.entries, **categories},
        categories=("部门动态", "公示公告"),
    )


def zeros() -> Report:
    """The 2019 form with nothing but zeros, for want of any business."""
    return sound(2020)


def large() -> Report:
    """Figures of up to nine digits in every cell of the form."""
    base = sound(2024)
    entries = dict(base.entries)
    for number, ref in enumerate(base.edition.measures):
        figure = 123_456_789 // (1 + number % 4)
        entries[ref] = Entry(figure, str(figure))
    for table in base.edition.tables:
        entries = with_totals(table, entries, dict.fromkeys(table.totals, ""))
    return replace(base, entries=entries)


def long_name() -> Report:
    """An organ whose name takes more than two lines of the title; the 2019 form."""
    base = sound(2020)
    return replace(base, about={**base.about, "organ": LONG_NAME})


REPORTS = {each.__name__: each for each in (short, long, zeros, large, long_name)}
