"""The body of the Word document, paragraph by paragraph: its style and what it has beside that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from report_factory import sound

from disclosure_cli.form.grid import Cell, CellRole, Grid
from disclosure_cli.output.blocks import (
    Block,
    Chart,
    NameBlock,
    Paragraph,
    ParagraphRole,
    TableBlock,
)
from disclosure_cli.output.compose import compose
from disclosure_cli.output.word.body import body
from disclosure_cli.output.word.styles import PageLooks, TypeArea
from disclosure_cli.output.word.wordml import paragraph, run, serialised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEALED = "ind 3885 0 0"
"""The date, 成文日期, ends four characters from the right margin, and the signature is centred on it."""


def shown(*blocks: Block, looks: PageLooks | None = None) -> list[str]:
    """Each paragraph as `Style, property value … | text`; a run of a style in brackets; a table by itself."""
    made: Any = etree.fromstring(serialised(body(blocks, looks or PageLooks())))
    return list(_shown(made))


def _shown(made: Any) -> Iterator[str]:
    for child in made:
        if child.tag == f"{W}tbl":
            yield "table"
            continue
        style, *properties = child.find(f"{W}pPr")
        beside = [" ".join([_name(each), *each.attrib.values()]) for each in properties]
        texts = "".join(map(_run, child.iterfind(f"{W}r")))
        yield f"{', '.join([style.get(f'{W}val'), *beside])} | {texts}".rstrip(" |")


def _run(run: Any) -> str:
    styles = [f"[{each.get(f'{W}val')}]" for each in run.iter(f"{W}rStyle")]
    texts = [
        "/" if each.tag == f"{W}br" else each.text or "" for each in run.iter(f"{W}t", f"{W}br")
    ]
    return "".join([*styles, *texts])


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def written(text: str, lead: str = "", level: int = 2) -> Paragraph:
    return Paragraph(ParagraphRole.BODY, text, lead, ParagraphRole[f"HEADING_{level}"])


HEADING = Paragraph(ParagraphRole.HEADING_1, "一、总体情况")
DATE = Paragraph(ParagraphRole.DATE, "2025年1月20日")
CHART = Chart("outcomes", 2, "办理结果", "件", (("予以公开", 3),))


def listed(rows: int, note: str = "") -> TableBlock:
    """A table with a head and so many rows below it."""
    cells = [Cell(0, 0, 1, 1, CellRole.HEAD, "件数")]
    cells += [Cell(row, 0, 1, 1, CellRole.FIGURE) for row in range(1, rows + 1)]
    grid = Grid(rows + 1, 1, 1, tuple(cells), (range(rows + 1),))
    return TableBlock("表", grid, (1,), ("0",) * rows, note)


def signed(organ: str) -> NameBlock:
    return NameBlock(ParagraphRole.SIGNATURE, organ)


def test_a_paragraph_is_written_as_word_reads_it() -> None:
    """Spaces at the ends of a line stay; a line break parts two lines; what XML cannot hold is left out."""
    made = serialised(paragraph("BodyText", run("一\n 二\x00 "), run("三", "Heading2Char")))
    assert made.decode() == (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:pPr><w:pStyle w:val="BodyText" /></w:pPr>'
        '<w:r><w:t xml:space="preserve">一</w:t><w:br /><w:t xml:space="preserve"> 二 </w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="Heading2Char" /></w:rPr><w:t xml:space="preserve">三</w:t></w:r></w:p>'
    )


def test_the_names_of_a_document_have_the_prefixes_that_word_gives_them() -> None:
    """By which people, and some programs, know them."""
    content = serialised(body([CHART], PageLooks())).decode()
    assert re.findall(r"<(\w+:\w+)", content) == [
        "w:body", "w:p", "w:pPr", "w:pStyle", "w:r", "w:drawing",
        "wp:inline", "wp:extent", "wp:docPr", "a:graphic", "a:graphicData", "c:chart",
    ]  # fmt: skip
    assert 'r:id="rIdChart-outcomes"' in content


def test_a_report_from_its_title_to_its_annotation() -> None:
    made = shown(*compose(sound(2024)).blocks)
    assert made[1].startswith("BodyText | 本报告由示例县自然资源局根据")
    assert [made[0], *made[2:]] == [
        "Title | 示例县自然资源局/2024年政府信息公开工作年度报告",
        "BodyText | 地址：示例县人民路1号，邮编：000000",
        "BodyText, jc left | 电话：0000-0000000，电子邮箱：office@example.cn",
        "Heading1 | 一、总体情况",
        "BodyText | 本年度情况如下。",
        "Heading1 | 二、主动公开政府信息情况",
        "table",
        "Heading1, spacing 240 | 三、收到和处理政府信息公开申请情况",
        "table",
        "Heading1, spacing 240 | 四、政府信息公开行政复议、行政诉讼情况",
        "table",
        "Heading1, spacing 240 | 五、存在的主要问题及改进情况",
        "BodyText | 本年度情况如下。",
        "Heading1 | 六、其他需要报告的事项",
        "BodyText, keepNext | 本年度情况如下，未收取信息处理费。",
        f"Signature, keepNext, {SEALED} | 示例县自然资源局",
        f"Date, keepNext, {SEALED} | 2025年1月20日",
        "Annotation | （此件公开发布）",
    ]


def test_the_note_of_a_table_stands_below_it_and_keeps_the_distance() -> None:
    assert shown(HEADING, listed(1, "注：含结转。"), written("正文。")) == [
        "Heading1 | 一、总体情况",
        "table",
        "TableNote | 注：含结转。",
        "BodyText | 正文。",
    ]


def test_a_document_does_not_end_with_a_table() -> None:
    """Word wants a paragraph there."""
    assert shown(HEADING, listed(1)) == ["Heading1 | 一、总体情况", "table", "LastLine"]
    assert shown(HEADING, written("正文。"))[-1] == "BodyText | 正文。"
    assert shown() == []


def test_a_chart_is_a_paragraph_of_its_own() -> None:
    assert shown(listed(1), CHART, HEADING) == ["table", "Chart", "Heading1 | 一、总体情况"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话：12345678。", "BodyText"),
        ("电话：123456789。", "BodyText, jc left"),
        ("网址：www.example.gov.cn。", "BodyText, jc left"),
        ("共12345678件。", "BodyText"),
    ],
)
def test_a_line_with_a_long_word_is_not_spread(text: str, expected: str) -> None:
    """From nine letters or digits on, which stay on one line."""
    assert shown(written(text)) == [f"{expected} | {text}"]


def test_only_text_is_justified_otherwise() -> None:
    long = Paragraph(ParagraphRole.HEADING_2, "（一）网站www.example.gov.cn")
    assert shown(long) == ["Heading2 | （一）网站www.example.gov.cn"]


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_that_runs_in_has_its_looks_and_its_level(level: int) -> None:
    assert shown(written("全年平稳。", "（一）公开。", level)) == [
        f"BodyText, outlineLvl {level - 1} | [Heading{level}Char]（一）公开。全年平稳。"
    ]


def test_what_announces_something_stays_with_it() -> None:
    assert shown(written("主要问题如下："), written("一是人手不足。")) == [
        "BodyText, keepNext | 主要问题如下：",
        "BodyText | 一是人手不足。",
    ]


@pytest.mark.parametrize(
    "ending",
    [(signed("示例县自然资源局"),), (DATE,), (Paragraph(ParagraphRole.ANNOTATION, "（公开）"),)],
    ids=["signature", "date", "annotation"],
)
def test_the_last_of_the_text_stays_with_the_signature(ending: tuple[Block, ...]) -> None:
    assert shown(written("甲。"), written("乙。"), *ending)[:2] == [
        "BodyText | 甲。",
        "BodyText, keepNext | 乙。",
    ]


ROW = 240 + 2 * 35 + 10
"""Of a table, in twips: a line, what is left free above and below it, and a rule."""
BESIDE = 579 + 240
"""What a table leaves for its heading."""


@pytest.mark.parametrize(
    ("rows", "note", "begins"),
    [
        # With its head, ten rows.
        (9, "", False),
        (10, "", True),
        # A note is a row more; beyond two thirds of the page, a table with one begins a page.
        (4, "注：含结转。", True),
        (3, "注：含结转。", False),
    ],
)
def test_a_table_that_does_not_fit_begins_a_page_with_its_heading(
    rows: int, note: str, begins: bool
) -> None:
    looks = PageLooks(TypeArea(8845, 10 * ROW + BESIDE))
    heading, *_rest = shown(HEADING, listed(rows, note), looks=looks)
    assert heading == f"Heading1{', pageBreakBefore' * begins} | 一、总体情况"


def test_a_table_of_two_thirds_of_a_page_with_its_note_does_not_begin_one() -> None:
    """More than that would be parted from its note by LibreOffice."""
    assert 8 * ROW + BESIDE == 3379
    for height, begins in ((5069, False), (5068, True)):
        looks = PageLooks(TypeArea(8845, height))
        heading, *_rest = shown(HEADING, listed(6, "注：含结转。"), looks=looks)
        assert ("pageBreakBefore" in heading) is begins


def test_under_a_table_a_heading_that_begins_a_page_has_no_distance() -> None:
    looks = PageLooks(TypeArea(8845, 10 * ROW + BESIDE))
    assert shown(listed(1), HEADING, listed(10), looks=looks)[1] == (
        "Heading1, pageBreakBefore | 一、总体情况"
    )


def seal(organ: str, looks: PageLooks | None = None) -> list[str]:
    return shown(signed(organ), DATE, looks=looks)


def test_the_date_stands_four_characters_from_the_margin_with_the_signature_centred_over_it() -> (
    None
):
    """GB/T 9704-2012, 7.3.5.1: 成文日期右空四字. 2025年1月20日 is 6½ characters wide.

    Both are centred in 2 × (4 + 6½ / 2) characters of 16 pt at the right, and one for rounding.
    """
    left = round(8845 - (2 * (4 + 6.5 / 2) + 1) * 320)
    assert left == 3885
    assert seal("示例县自然资源局") == [
        f"Signature, keepNext, ind {left} 0 0 | 示例县自然资源局",
        f"Date, ind {left} 0 0 | 2025年1月20日",
    ]


def test_a_longer_signature_reaches_the_margin_and_the_date_is_centred_under_it() -> None:
    organ = "示例自治区示例市示例县自然资源和规划局"
    left = 8845 - (len(organ) + 1) * 320
    assert seal(organ) == [
        f"Signature, keepNext, ind {left} 0 0 | {organ}",
        f"Date, ind {left} 0 0 | 2025年1月20日",
    ]


def test_a_signature_wider_than_the_page_is_set_in_lines() -> None:
    """27 characters fill a line of 8845 twips, and 1.6 of them are left free."""
    organ = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府办公室"
    looks = PageLooks()
    assert looks.area.width / 320 - 1.6 == pytest.approx(26, abs=0.1)
    (signature, _date) = seal(organ)
    lines = signature.partition("| ")[2].split("/")
    assert "".join(lines) == organ
    assert len(lines) == 2
    left = 8845 - (max(map(len, lines)) + 1) * 320
    assert signature.startswith(f"Signature, keepNext, ind {left} 0 0 |")


@pytest.mark.parametrize(("length", "lines"), [(26, 1), (27, 2)])
def test_a_line_of_the_signature_has_at_most_26_characters(length: int, lines: int) -> None:
    (signature, _date) = seal("示" * (length - 1) + "局")
    assert signature.count("/") == lines - 1


def test_in_letters_of_another_size_the_seal_has_its_place_too() -> None:
    """On a page of 6000 twips the date alone has its room; on a narrow one it begins at the margin."""
    room = round((2 * (4 + 6.5 / 2) + 1) * 280)
    looks = PageLooks(TypeArea(6000, 12756), signed_size=14)
    assert seal("示例局", looks)[1] == f"Date, ind {6000 - room} 0 0 | 2025年1月20日"
    narrow = PageLooks(TypeArea(4000, 12756), signed_size=14)
    assert seal("示例局", narrow)[1] == "Date, ind 0 0 0 | 2025年1月20日"


@pytest.mark.parametrize(
    ("size", "title"),
    [
        # 8845 twips hold 20.1 characters of 22 pt, and 27.6 of 16 pt.
        (22, "示例县人民政府办公室/2024年政府信息公开工作年度报告"),
        (16, "示例县人民政府办公室2024年政府信息公开工作年度报告"),
    ],
)
def test_a_title_is_set_in_the_lines_that_its_size_needs(size: float, title: str) -> None:
    name = NameBlock(
        ParagraphRole.TITLE, "示例县人民政府办公室", ("2024年政府信息公开", "工作年度报告")
    )
    assert shown(name, looks=PageLooks(title_size=size)) == [f"Title | {title}"]


def test_a_signature_without_a_date_stands_at_the_margin() -> None:
    assert shown(signed("示例县自然资源局")) == [
        f"Signature, ind {8845 - (8 + 1) * 320} 0 0 | 示例县自然资源局"
    ]
