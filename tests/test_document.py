"""The .docx: valid, in the official order and layout, the same bytes each time."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from report_factory import sound, word_document

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK, Entry
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.output.blocks import Paragraph, ParagraphRole
from disclosure_cli.output.compose import compose
from disclosure_cli.output.verification import differences
from disclosure_cli.output.word.styles import TYPE_AREA


def opened(report: Report, *, draft: bool = False) -> Any:
    return Document(io.BytesIO(word_document(report, draft=draft)))


def with_overview(*texts: str) -> Report:
    base = sound(2024)
    return replace(base, texts={**base.texts, "overview": texts})


def overview(report: Report) -> list[Paragraph]:
    """What the first section is composed of, without its title."""
    blocks = [block for block in compose(report).blocks if isinstance(block, Paragraph)]
    titles = [n for n, block in enumerate(blocks) if block.role is ParagraphRole.HEADING_1]
    return blocks[titles[0] + 1 : titles[1]]


@pytest.mark.slow("looks through every part of a file, as is done with all that tests make")
@pytest.mark.parametrize("year", [2020, 2024])
@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_the_document_is_valid_for_word(
    year: int, draft: bool, tmp_path: Path, assert_valid_docx: Any
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(word_document(sound(year), draft=draft))
    assert_valid_docx(str(path))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert word_document(sound(2024)) == word_document(sound(2024))


@pytest.mark.parametrize(
    ("date", "dated"), [("2025年1月20日", "2025-01-20"), ("", "2025-01-01"), ("近日", "2025-01-01")]
)
def test_a_document_is_dated_by_its_report_or_by_the_end_of_its_year(date: str, dated: str) -> None:
    base = sound(2024)
    assert str(compose(replace(base, about={**base.about, "date": date})).date) == dated


def test_the_properties_of_the_document_have_its_date() -> None:
    properties = opened(sound(2024)).core_properties
    assert str(properties.created.date()) == str(properties.modified.date()) == "2025-01-20"


def test_the_properties_of_the_document_have_its_title_its_organ_and_its_language() -> None:
    """Word takes 255 characters of each; the whole name stands in the title of the report."""
    base = sound(2024)
    for organ, kept in (("示例县自然资源局", "示例县自然资源局"), ("某" * 300, "某" * 255)):
        properties = opened(replace(base, about={**base.about, "organ": organ})).core_properties
        assert properties.title == f"{organ}2024年政府信息公开工作年度报告"[:255]
        assert properties.author == properties.last_modified_by == kept
        assert properties.language == "zh-CN"


def test_the_document_reads_in_the_official_order() -> None:
    document = opened(sound(2024))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]

    assert texts[0] == "示例县自然资源局\n2024年政府信息公开工作年度报告"
    assert texts[1] == (
        "本报告由示例县自然资源局根据《中华人民共和国政府信息公开条例》和"
        "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制，"
        "由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
        "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、"
        "其他需要报告的事项六个部分组成。"
        "报告中所列数据的统计期限自2024年1月1日起至2024年12月31日止。"
        "如对本报告有疑问，请与示例县自然资源局联系。"
    )
    assert texts[2:4] == [
        "地址：示例县人民路1号，邮编：000000",
        "电话：0000-0000000，电子邮箱：office@example.cn",
    ]
    assert [text for text in texts if text[1:2] == "、"] == [
        section.title for section in sound(2024).edition.sections
    ]
    assert texts[-3:] == ["示例县自然资源局", "2025年1月20日", "（此件公开发布）"]


def test_six_sections_are_there_even_without_text() -> None:
    document = opened(replace(sound(2024), texts={}))
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(titles) == 6


def test_the_page_is_that_of_the_standard() -> None:
    section = opened(sound(2024)).sections[0]
    page = [section.page_width, section.page_height, section.top_margin, section.bottom_margin,
            section.left_margin, section.right_margin]  # fmt: skip
    assert [round(length.mm) for length in page] == [210, 297, 37, 35, 28, 26]


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Body Text", "仿宋_GB2312", 16),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体_GB2312", 16),
        ("heading 3", "仿宋_GB2312", 16),
        ("页码（单页）", "宋体", 14),
    ],
)
def test_the_styles_ask_for_the_official_fonts(style: str, font: str, size: int) -> None:
    found = opened(sound(2024)).styles.element.xpath(f'w:style[w:name[@w:val="{style}"]]')[0]
    fonts = found.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == font
    assert fonts.get(qn("w:ascii")) == (font if style.startswith("页码") else "Times New Roman")
    assert found.rPr.find(qn("w:sz")).get(qn("w:val")) == str(size * 2)


def test_formatting_is_in_styles_and_never_in_runs() -> None:
    plain, with_head = (sound(2024), with_overview("（一）主动公开。内容。"))
    assert list(opened(plain).element.body.iter(qn("w:rPr"))) == []
    found = [[e.tag for e in each] for each in opened(with_head).element.body.iter(qn("w:rPr"))]
    assert found == [[qn("w:rStyle")]]


@pytest.mark.parametrize("year", [2020, 2024])
def test_widths_agree_and_fill_the_type_area(year: int) -> None:
    tables = list(opened(sound(year)).element.body.iter(qn("w:tbl")))
    assert len(tables) == 3
    for table in tables:
        grid = [int(c.get(qn("w:w"))) for c in table.find(qn("w:tblGrid"))]
        assert sum(grid) == TYPE_AREA.width == int(table.tblPr.find(qn("w:tblW")).get(qn("w:w")))
        for row in table.iter(qn("w:tr")):
            at = 0
            for cell in row.iter(qn("w:tc")):
                span = cell.tcPr.find(qn("w:gridSpan"))
                count = int(span.get(qn("w:val"))) if span is not None else 1
                width = int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w")))
                assert width == sum(grid[at : at + count])
                assert cell[-1].tag == qn("w:p")
                at += count
            assert at == len(grid)


def test_heads_repeat_and_rows_do_not_split() -> None:
    two, three, four = (
        list(t.iter(qn("w:tr"))) for t in opened(sound(2024)).element.body.iter(qn("w:tbl"))
    )
    repeated = [
        sum(row.trPr.find(qn("w:tblHeader")) is not None for row in rows)
        for rows in (two, three, four)
    ]
    assert repeated == [2, 3, 3]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in [*two, *three, *four])


def test_page_numbers_stand_outside_in_five_runs() -> None:
    section = opened(sound(2024)).sections[0]
    for footer, style in (
        (section.footer, "页码（单页）"),
        (section.even_page_footer, "页码（双页）"),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.style.name == style
        assert paragraph.text == "— 1 —"
        kinds = [
            r.find(qn("w:fldChar")).get(qn("w:fldCharType"))
            for r in paragraph._p.r_lst
            if r.find(qn("w:fldChar")) is not None
        ]
        assert kinds == ["begin", "separate", "end"]


def test_a_draft_says_so_on_every_page_and_a_report_does_not() -> None:
    for draft, marks in ((True, ["草　稿", "草　稿"]), (False, ["", ""])):
        section = opened(sound(2024), draft=draft).sections[0]
        headers = (section.header, section.even_page_header)
        assert ["".join(p.text for p in header.paragraphs) for header in headers] == marks


@pytest.mark.parametrize(
    ("text", "role", "lead"),
    [
        ("（一）主动公开情况", ParagraphRole.HEADING_2, ""),
        ("(一)主动公开情况", ParagraphRole.HEADING_2, ""),
        ("(一)半角括号。", ParagraphRole.HEADING_2, ""),
        ("（十一）其他", ParagraphRole.HEADING_2, ""),
        ("（一）主动公开。全年公开97条。", ParagraphRole.BODY, "（一）主动公开。"),
        ("1. 科技投入", ParagraphRole.HEADING_3, ""),
        ("1.科技投入。全年投入1938万元。", ParagraphRole.BODY, "1.科技投入。"),
        ("（1）项目", ParagraphRole.HEADING_4, ""),
        ("1.843亿元的投入", ParagraphRole.BODY, ""),
        ("2024年，工作平稳。", ParagraphRole.BODY, ""),
        ("（此处无编号）正文", ParagraphRole.BODY, ""),
        ("（一）" + "很长的一句话" * 20 + "。", ParagraphRole.BODY, ""),
    ],
)
def test_a_paragraph_takes_the_style_of_its_number(
    text: str, role: ParagraphRole, lead: str
) -> None:
    (paragraph,) = overview(with_overview(text))
    assert (paragraph.role, paragraph.lead) == (role, lead)
    assert paragraph.lead + paragraph.text == text


def test_a_heading_that_runs_in_stands_in_the_navigation() -> None:
    texts = ("（一）主动公开。全年公开97条。", "1.投入。1938万元。", "正文。")
    body = opened(with_overview(*texts)).paragraphs
    levels = {
        p.text: level.get(qn("w:val"))
        for p in body
        if (level := p._p.pPr.find(qn("w:outlineLvl"))) is not None
    }
    assert levels == {texts[0]: "1", texts[1]: "2"}


def test_a_paragraph_with_an_address_is_not_justified() -> None:
    texts = ("电话：0951-8061367。", "网址：www.example.gov.cn。", "共1573179件。")
    found = {p.text: p._p.pPr.find(qn("w:jc")) for p in opened(with_overview(*texts)).paragraphs}
    assert [found[text] is not None for text in texts] == [True, True, False]


def test_each_chart_is_shown_at_the_end_of_its_section() -> None:
    base = sound(2024)
    counted = {
        CATEGORY_TOTAL: 3,
        category(1): 3,
        Ref("applications", "handled.granted", "total"): 2,
    }
    drawn = replace(
        base,
        entries={**base.entries, **{ref: Entry(n, str(n)) for ref, n in counted.items()}},
        categories=("部门动态",),
    )
    document: Any = Document(io.BytesIO(word_document(drawn, charts=True)))
    shown: dict[str, list[str]] = {}
    title = ""
    for paragraph in document.paragraphs:
        title = paragraph.text if paragraph.style.name == "Heading 1" else title
        for chart in paragraph._p.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
        ):
            part = document.part.related_parts[chart.get(qn("r:id"))]
            shown.setdefault(title, []).append(str(part.partname))
            book = part.related_parts["rId1"]
            assert str(book.partname) == f"/word/embeddings/{Path(part.partname).stem}.xlsx"
    assert shown == {
        "一、总体情况": ["/word/charts/categories.xml"],
        "三、收到和处理政府信息公开申请情况": ["/word/charts/outcomes.xml"],
    }


def test_each_table_has_its_title_as_alternative_text() -> None:
    tables = opened(sound(2024)).element.body.iter(qn("w:tbl"))
    titles = [table.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in tables]
    assert titles == [section.title for section in sound(2024).edition.sections if section.tables]


def test_a_note_that_does_not_fit_beside_its_figure_begins_a_line() -> None:
    """Else the figure would be parted, since no line begins with what follows it."""
    base = sound(2024)
    wide, narrow = (
        Ref("licensing", "licences", "decisions"),
        Ref("applications", "received", "person"),
    )
    noted = {
        wide: Entry(12345, "12345（注1）", note="（注1）"),
        narrow: Entry(12345, "12345（注1）", note="（注1）"),
    }
    report = replace(base, entries={**base.entries, **noted})
    content = word_document(report)
    texts = [
        cell.text
        for table in Document(io.BytesIO(content)).tables
        for row in table.rows
        for cell in row.cells
        if "12345" in cell.text
    ]
    assert set(texts) == {"12345（注1）", "12345\n（注1）"}
    assert list(differences(report, content)) == []


def test_a_draft_leaves_blank_what_is_not_filled_in() -> None:
    """A blank and a 0 are two things; of a total, all parts were left blank."""
    base = sound(2024)
    given, total = (Ref("documents", "normative", key) for key in ("issued", "in_force"))
    row = [ref for ref in base.edition.measures if ref.row == "received"]
    entries = {**base.entries, **dict.fromkeys(row[:-1], BLANK), given: BLANK}
    report = replace(base, entries=entries)
    two, three, _four = opened(report, draft=True).tables
    assert [cell.text for cell in two.rows[3].cells] == ["行政规范性文件", "", "0", "0"]
    assert {cell.text for cell in three.rows[3].cells} == {"一、本年新收政府信息公开申请数量", ""}
    assert {cell.text for cell in three.rows[4].cells} == {"二、上年结转政府信息公开申请数量", "0"}
    nil = replace(report, nil={"requests": "√"})
    assert "0" in [cell.text for cell in opened(nil, draft=True).tables[1].rows[3].cells]
    assert report.printed(total, draft=True) == "0"


def test_what_is_not_a_draft_has_0_where_nothing_was_filled_in() -> None:
    """A blank is warned of (D213), and printed as 0."""
    base = sound(2024)
    report = replace(base, entries=dict.fromkeys(base.entries, BLANK))
    figures = {
        cell.text for table in opened(report).tables for row in table.rows for cell in row.cells
    }
    assert "" not in figures
    assert "0" in figures


def test_names_are_replaced_by_figures() -> None:
    base = with_overview("{机关名称}{年度}年新收{新收申请总数}件，不予公开｛不予公开数｝件。")
    entries = {
        **base.entries,
        Ref("applications", "received", "total"): Entry(3525, "3525"),
        Ref("applications", "handled.refused.state_secret", "total"): Entry(2, "2"),
        Ref("applications", "handled.refused.third_party", "total"): Entry(17, "17"),
    }
    (paragraph,) = overview(replace(base, entries=entries))
    assert paragraph.text == "示例县自然资源局2024年新收3525件，不予公开19件。"


CATEGORISED = {
    CATEGORY_TOTAL: Entry(60, "60"),
    category(1): Entry(59, "59"),
    category(2): Entry(1, "1"),
}


@pytest.mark.parametrize(
    ("texts", "composed"),
    [
        (
            ("（一）公开", "甲。", "（二）申请"),
            [
                "（一）公开",
                "甲。",
                "本年主动公开政府信息60条，其中：动态59条，公告1条。",
                "（二）申请",
            ],
        ),
        (("甲。",), ["甲。", "本年主动公开政府信息60条，其中：动态59条，公告1条。"]),
        (("共{主动公开总数}条：{主动公开分类}。", "乙。"), ["共60条：动态59条，公告1条。", "乙。"]),
    ],
)
def test_the_categories_are_told_once(texts: tuple[str, ...], composed: list[str]) -> None:
    base = with_overview(*texts)
    report = replace(base, entries={**base.entries, **CATEGORISED}, categories=("动态", "公告"))
    assert [paragraph.text for paragraph in overview(report)] == composed


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    document = opened(with_overview("甲\x00\x0b乙\ud800丙\ufffe。"))
    assert "甲乙丙。" in [p.text for p in document.paragraphs]


def test_a_draft_shows_what_could_not_be_read() -> None:
    from disclosure_cli.model.figures import EntryIssue

    base = sound(2024)
    at = Ref("licensing", "licences", "decisions")
    report = replace(
        base, entries={**base.entries, at: Entry(None, "约10", EntryIssue.NOT_A_FIGURE)}
    )
    assert "约10" in [
        c.text for row in opened(report, draft=True).tables[0].rows for c in row.cells
    ]
