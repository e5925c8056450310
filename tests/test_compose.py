"""What is composed of a report, and of a comparison: paragraph by paragraph, with what each is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from report_factory import sound

from disclosure_cli import compare
from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import CHINESE, ENGLISH, set_language
from disclosure_cli.model.figures import BLANK, Entry
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.output.blocks import (
    Chart,
    Composition,
    NameBlock,
    Paragraph,
    TableBlock,
)
from disclosure_cli.output.compose import compose, compose_comparison

DOCUMENTS = "二、主动公开政府信息情况"
REQUESTS = "三、收到和处理政府信息公开申请情况"
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"
PREFACE = (
    "BODY 本报告由{0}根据《中华人民共和国政府信息公开条例》和"
    "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制，"
    "由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。"
    "报告中所列数据的统计期限自{1}年1月1日起至{1}年12月31日止。如对本报告有疑问，请与{0}联系。"
)


def shown(composition: Composition) -> list[str]:
    """Each block on a line of its own: the role of a paragraph and its text; the rest by its title."""
    return list(_shown(composition))


def _shown(composition: Composition) -> Iterator[str]:
    for block in composition.blocks:
        if isinstance(block, TableBlock):
            yield f"TABLE {block.title}"
        elif isinstance(block, Chart):
            yield f"CHART {block.title}"
        elif isinstance(block, NameBlock):
            yield f"{block.role.name} {block.organ}|{'|'.join(block.phrases)}".removesuffix("|")
        elif block.lead:
            yield f"{block.role.name} {block.lead}({block.lead_role.name}){block.text}"
        else:
            yield f"{block.role.name} {block.text}"


def rows(block: TableBlock) -> list[list[str]]:
    """What is printed of a table, row by row."""
    return [
        [text for cell, text in block.texts if cell.row == row] for row in range(block.grid.height)
    ]


def listed(section: str, last: Report, this: Report) -> list[str]:
    """What the list of changes has of a section, which is named by its numeral."""
    return _of_section(section, shown(compose_comparison(compare(last, this), as_list=True)))


def annexed(section: str, last: Report, this: Report) -> list[str]:
    """What the annex has of a section."""
    return _of_section(section, shown(compose_comparison(compare(last, this))))


def _of_section(numeral: str, lines: list[str]) -> list[str]:
    starts = [n for n, line in enumerate(lines) if line.startswith("HEADING_1 ")]
    (start,) = (n for n in starts if lines[n].startswith(f"HEADING_1 {numeral}、"))
    return lines[start + 1 : min((n for n in starts if n > start), default=len(lines))]


def with_figures(report: Report, *figures: tuple[Ref, int | None]) -> Report:
    entries = {ref: BLANK if n is None else Entry(n, str(n)) for ref, n in figures}
    return replace(report, entries={**report.entries, **entries})


def test_a_report_is_composed_from_its_title_to_its_annotation() -> None:
    report = sound(2024)
    texts = ("（一）主动公开情况", "全年平稳。", "1.投入。1938万元。")
    made = compose(replace(report, texts={**report.texts, "overview": texts}))
    assert shown(made) == [
        "TITLE 示例县自然资源局|2024年政府信息公开|工作年度报告",
        PREFACE.format("示例县自然资源局", "2024"),
        "BODY 地址：示例县人民路1号，邮编：000000",
        "BODY 电话：0000-0000000，电子邮箱：office@example.cn",
        "HEADING_1 一、总体情况",
        "HEADING_2 （一）主动公开情况",
        "BODY 全年平稳。",
        "BODY 1.投入。(HEADING_3)1938万元。",
        f"HEADING_1 {DOCUMENTS}",
        f"TABLE {DOCUMENTS}",
        f"HEADING_1 {REQUESTS}",
        f"TABLE {REQUESTS}",
        f"HEADING_1 {DISPUTES}",
        f"TABLE {DISPUTES}",
        "HEADING_1 五、存在的主要问题及改进情况",
        "BODY 本年度情况如下。",
        "HEADING_1 六、其他需要报告的事项",
        "BODY 本年度情况如下，未收取信息处理费。",
        "SIGNATURE 示例县自然资源局",
        "DATE 2025年1月20日",
        "ANNOTATION （此件公开发布）",
    ]
    assert made.title == "示例县自然资源局2024年政府信息公开工作年度报告"
    assert made.author == "示例县自然资源局"


def test_what_is_not_filled_in_is_0_in_a_report_and_blank_in_a_draft() -> None:
    blank = with_figures(sound(2024), (Ref("documents", "regulations", "issued"), None))
    report, draft = (
        next(each for each in made.blocks if isinstance(each, TableBlock))
        for made in (compose(blank), compose(blank, draft=True))
    )
    assert rows(report)[2] == ["规章", "0", "0", "0"]
    assert rows(draft)[2] == ["规章", "", "0", "0"]


def test_a_draft_shows_what_of_the_first_page_is_not_filled_in() -> None:
    """And has no line for an address, a signature, a date and 附注 that are not there."""
    made = compose(replace(sound(2024), about={}, texts={}), draft=True)
    assert shown(made) == [
        "TITLE |年政府信息公开|工作年度报告",
        PREFACE.format("（机关名称）", "（年度）"),
        "HEADING_1 一、总体情况",
        f"HEADING_1 {DOCUMENTS}",
        f"TABLE {DOCUMENTS}",
        f"HEADING_1 {REQUESTS}",
        f"TABLE {REQUESTS}",
        f"HEADING_1 {DISPUTES}",
        f"TABLE {DISPUTES}",
        "HEADING_1 五、存在的主要问题及改进情况",
        "HEADING_1 六、其他需要报告的事项",
    ]


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ({"address": "人民路1号"}, ["地址：人民路1号"]),
        (
            {"postcode": "000000", "email": "a@example.cn"},
            ["邮编：000000", "电子邮箱：a@example.cn"],
        ),
        ({"telephone": "0000-0000000"}, ["电话：0000-0000000"]),
    ],
)
def test_of_the_contact_what_is_given_is_told(given: dict[str, str], lines: list[str]) -> None:
    about = {"organ": "示例县自然资源局", "year": "2024", **given}
    made = shown(compose(replace(sound(2024), about=about)))
    assert made[2 : made.index("HEADING_1 一、总体情况")] == [f"BODY {line}" for line in lines]


def test_a_name_that_was_typed_in_lines_stays_in_them_but_for_the_title_of_the_file() -> None:
    base = sound(2024)
    made = compose(replace(base, about={**base.about, "organ": "示例县人民政府\n办公室"}))
    assert shown(made)[0] == "TITLE 示例县人民政府\n办公室|2024年政府信息公开|工作年度报告"
    assert made.title == "示例县人民政府办公室2024年政府信息公开工作年度报告"


@pytest.mark.parametrize("typed", ["此件公开发布", "（此件公开发布）"])
def test_the_annotation_stands_in_brackets(typed: str) -> None:
    base = sound(2024)
    made = compose(replace(base, about={**base.about, "annotation": typed}))
    assert shown(made)[-1] == "ANNOTATION （此件公开发布）"


def test_the_note_of_a_table_stands_with_it() -> None:
    base = sound(2024)
    made = compose(replace(base, about={**base.about, "requests_note": "注：含{年度}年结转。"}))
    notes = {block.title: block.note for block in made.blocks if isinstance(block, TableBlock)}
    assert notes == {DOCUMENTS: "", REQUESTS: "注：含2024年结转。", DISPUTES: ""}


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (Entry(60, "60"), "本年主动公开政府信息60条，其中：动态59条，公告1条。"),
        (
            Entry(60, "60（含转载）", note="（含转载）"),
            "本年主动公开政府信息60条（含转载），其中：动态59条，公告1条。",
        ),
        (BLANK, "本年主动公开政府信息，其中：动态59条，公告1条。"),
    ],
    ids=["total", "noted", "blank"],
)
def test_the_categories_are_told_with_their_total_where_there_is_one(
    total: Entry, said: str
) -> None:
    base = with_figures(sound(2024), (category(1), 59), (category(2), 1))
    entries = {**base.entries, CATEGORY_TOTAL: total}
    made = shown(compose(replace(base, entries=entries, categories=("动态", "公告"))))
    assert made[made.index("HEADING_1 一、总体情况") + 1 :][:2] == [
        "BODY 本年度情况如下。",
        f"BODY {said}",
    ]


def test_charts_show_what_there_is_to_show() -> None:
    """Those of a report without business are left out."""
    none = with_figures(sound(2024), (CATEGORY_TOTAL, None), (category(1), 0))
    nothing = replace(none, categories=("动态",))
    assert [line for line in shown(compose(nothing, charts=True)) if line[:5] == "CHART"] == []
    granted = Ref("applications", "handled.granted", "total")
    business = with_figures(nothing, (category(1), 59), (granted, 3))
    assert [line for line in shown(compose(business)) if line[:5] == "CHART"] == []
    charts = [block for block in compose(business, charts=True).blocks if isinstance(block, Chart)]
    assert charts == [
        Chart("categories", 1, "主动公开政府信息总数（按类别）", "条", (("动态", 59),)),
        Chart(
            "outcomes", 2, "政府信息公开申请办理结果", "件",
            (("予以公开", 3), ("部分公开", 0), ("不予公开", 0), ("无法提供", 0), ("不予处理", 0),
             ("其他处理", 0)),
        ),
    ]  # fmt: skip


RECEIVED = Ref("applications", "received", "person")
CASE = Ref("cases", "", "reviews.upheld")
HOW_TO_READ = "BODY 表中一格有三行的，依次为2023年、2024年的数字和增减；只有一行的，两年相同；空格两年都没有填。"


def test_two_years_without_a_change_are_told_by_their_counts() -> None:
    made = compose_comparison(compare(sound(2023), sound(2024)))
    assert shown(made) == [
        "TITLE 示例县自然资源局|2023年与2024年|政府信息公开|工作年度报告对照",
        HOW_TO_READ,
        "HEADING_1 一、总体情况",
        "BODY 1 句两年相同。",
        f"HEADING_1 {DOCUMENTS}",
        "BODY 10 个数字两年相同。",
        f"HEADING_1 {REQUESTS}",
        "BODY 175 个数字两年相同。",
        f"HEADING_1 {DISPUTES}",
        "BODY 15 个数字两年相同。",
        "HEADING_1 五、存在的主要问题及改进情况",
        "BODY 1 句两年相同。",
        "HEADING_1 六、其他需要报告的事项",
        "BODY 1 句两年相同。",
    ]
    assert made.title == "示例县自然资源局2023年与2024年政府信息公开工作年度报告对照"


def test_the_list_has_the_changes_and_counts_the_rest() -> None:
    last = with_figures(sound(2023), (CASE, 1), (RECEIVED, None))
    this = with_figures(sound(2024), (CASE, 3), (RECEIVED, None))
    assert listed("四", last, this) == [f"TABLE {DISPUTES}对照", "BODY 其余 14 个数字两年相同。"]
    assert listed("三", last, this) == ["BODY 174 个数字两年相同。", "BODY 1 格两年都没有填。"]
    made = compose_comparison(compare(last, this), as_list=True)
    assert shown(made)[1] == "HEADING_1 一、总体情况"
    (table,) = (block for block in made.blocks if isinstance(block, TableBlock))
    assert rows(table) == [
        ["项目", "2023年", "2024年", "增减"],
        ["行政复议·结果维持", "1", "3", "+2"],
    ]
    assert (table.grid.head, table.widths) == (1, (9, 2, 2, 2))
    assert {(cell.height, cell.width) for cell in table.grid.cells} == {(1, 1)}


def test_the_annex_has_both_years_in_each_cell_that_changed() -> None:
    """What is the same stands once, what is blank in both not at all; nothing is counted beside it."""
    blank = Ref("cases", "", "reviews.corrected")
    last = with_figures(sound(2023), (CASE, 1), (blank, None))
    this = with_figures(sound(2024), (CASE, 3), (blank, None))
    assert annexed("四", last, this) == [f"TABLE {DISPUTES}对照"]
    made = compose_comparison(compare(last, this))
    (table,) = (block for block in made.blocks if isinstance(block, TableBlock))
    assert table.figures[:3] == ("1\n3\n+2", "", "0")
    assert table.widths == this.edition.sections[3].widths


def test_of_a_section_without_a_change_the_annex_counts_what_is_blank() -> None:
    last, this = (with_figures(sound(year), (CASE, None)) for year in (2023, 2024))
    said = ["BODY 14 个数字两年相同。", "BODY 1 格两年都没有填。"]
    assert annexed("四", last, this) == listed("四", last, this) == said


def test_sentences_come_and_go() -> None:
    last, this = (
        replace(sound(year), texts={"problems": (f"旧话照旧。{text}",)})
        for year, text in ((2023, "老话一句。"), (2024, "新话一句。"))
    )
    said = [
        "BODY 2023年有而2024年没有：",
        "BODY 老话一句。",
        "BODY 2024年新写：",
        "BODY 新话一句。",
        "BODY 1 句两年相同。",
    ]
    assert annexed("五", last, this) == listed("五", last, this) == said
    assert annexed("六", last, this) == listed("六", last, this) == ["BODY 两年都没有内容。"]
    assert annexed("五", last, last) == ["BODY 2 句两年相同。"]


def test_categories_are_listed_in_the_annex_too() -> None:
    """The first section has no tables of the form that they could stand in."""
    last, this = (
        replace(with_figures(sound(year), (category(1), count)), categories=("动态",))
        for year, count in ((2023, 5), (2024, 7))
    )
    made = compose_comparison(compare(last, this))
    assert annexed("一", last, this)[0] == "TABLE 一、总体情况对照"
    (table,) = (block for block in made.blocks if isinstance(block, TableBlock))
    assert ["动态", "5", "7", "+2"] in rows(table)


def test_a_section_with_changes_alone_is_not_said_to_be_empty() -> None:
    counts = ((CATEGORY_TOTAL, 5), (category(1), 5)), ((CATEGORY_TOTAL, 7), (category(1), 7))
    last, this = (
        replace(with_figures(sound(year), *figures), categories=("动态",), texts={})
        for year, figures in zip((2023, 2024), counts, strict=True)
    )
    assert annexed("一", last, this) == listed("一", last, this) == ["TABLE 一、总体情况对照"]


@pytest.mark.parametrize("as_list", [False, True])
def test_across_two_forms_it_is_told_that_some_is_not_compared(as_list: bool) -> None:
    made = shown(compose_comparison(compare(sound(2020), sound(2021)), as_list=as_list))
    told = "BODY 两年的格式不同，只对照两种格式都有的数字，其余的格空着。"
    assert made[2 - as_list] == told


@pytest.mark.parametrize(
    ("as_list", "says"),
    [(False, "1 句两年相同。"), (True, "1 sentences are the same in both years.")],
)
def test_the_annex_is_chinese_in_any_language_the_list_is_in_that_of_the_reader(
    as_list: bool, says: str
) -> None:
    set_language(ENGLISH)
    try:
        made = compose_comparison(compare(sound(2023), sound(2024)), as_list=as_list)
    finally:
        set_language(CHINESE)
    assert says in [block.text for block in made.blocks if isinstance(block, Paragraph)]
