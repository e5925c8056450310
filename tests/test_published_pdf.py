"""PDFs as printed documents: drawn here with a few operators, or made by LibreOffice from a .docx."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from conftest import Convert
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import OxmlElement
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli import read
from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.labels import canonical
from disclosure_cli.package import Refusal
from disclosure_cli.published import pdf_pages
from disclosure_cli.published.pdf_pages import pdf_document
from disclosure_cli.published.printed_document import (
    PrintedDocument,
    PrintedTable,
    PrintedText,
)

EXAMPLES = Path(__file__).parent.parent / "examples"
WIDTH, HEIGHT = 595, 842
PICTURE = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
LOCKED = (
    b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"00" * 32 + b">>>"
    b"/ID[<00><00>]"
)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of objects, the catalogue first."""
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, trailer, len(out))
    )


def pdf_of(*pages: str, font: bytes = b"/ToUnicode/Identity-H", **more: bytes) -> bytes:
    """A PDF of A4 pages. The codes of its font are UTF-16; a character of ASCII is half as wide.

    More are entries of its `trailer` and of each `page`, and `packed`, which packs what draws a page.
    """
    numbers = [6 + 2 * n for n in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % number for number in numbers)),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]%s>>"
        % font,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000/W[0 127 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        stream(b"\0", PICTURE),
    ]
    for number, page in zip(numbers, pages, strict=True):
        content, packed = page.encode(), more.get("packed", b"")
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R%s"
            b"/Resources<</Font<</F 3 0 R>>/XObject<</P 5 0 R>>>>>>"
            % (WIDTH, HEIGHT, number + 1, more.get("page", b"")),
            stream(zlib.compress(content) if packed else content, packed),
        ]
    return file_of(objects, more.get("trailer", b""))


def text(x: float, y: float, words: str, size: float = 10) -> str:
    """Words whose base line begins so many points from the left and from the top."""
    code = words.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {x} {HEIGHT - y} Td <{code}> Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def box(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re S\n"


def row(top: float, *words: str, height: float = 20, width: float = 100) -> str:
    """A row of cells of one width from 50 points on; a cell has a line for each line of its words."""
    drawn = ""
    for number, each in enumerate(words):
        left = 50 + number * width
        drawn += box(left, top, left + width, top + height)
        for line, part in enumerate(each.split("\n")):
            drawn += text(left + 3, top + 12 + 12 * line, part)
    return drawn


def lines(top: float, *words: str, size: float = 10, pitch: float = 15, left: float = 50) -> str:
    """Lines under one another; an ideographic space at the beginning indents."""
    return "".join(text(left, top + n * pitch, each, size) for n, each in enumerate(words))


def shown(table: PrintedTable) -> str:
    """One line a row: `|` parts two cells, `<` continues the cell to the left, `^` the one above."""
    height = max(cell.row + cell.height for cell in table.cells)
    width = max(cell.column + cell.width for cell in table.cells)
    grid = [[""] * width for _ in range(height)]
    for cell in table.cells:
        for r in range(cell.row, cell.row + cell.height):
            for c in range(cell.column, cell.column + cell.width):
                grid[r][c] = "<" if c > cell.column else "^"
        grid[cell.row][cell.column] = cell.text.replace("\n", "/") or "_"
    return "\n".join(" | ".join(each) for each in grid)


def tables_of(document: PrintedDocument) -> list[str]:
    return [shown(each) for each in document.blocks if isinstance(each, PrintedTable)]


def paragraphs_of(document: PrintedDocument) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, PrintedText)]


def tables(content: bytes) -> list[str]:
    return tables_of(pdf_document(content))


def paragraphs(content: bytes) -> list[str]:
    return paragraphs_of(pdf_document(content))


def refusal(content: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        pdf_document(content)
    return str(refused.value)


REPORT = pdf_of(text(50, 100, "本机关年度报告") + row(120, "规章", "3") + row(140, "文件", "12"))


def test_text_and_tables_come_in_the_order_of_reading() -> None:
    before, after = text(50, 100, "一、总体情况"), text(50, 200, "二、其他")
    document = pdf_document(pdf_of(after + row(120, "规章", "3") + before))
    first, table, last = document.blocks
    assert (first, last) == (PrintedText("一、总体情况"), PrintedText("二、其他"))
    assert isinstance(table, PrintedTable)
    assert shown(table) == "规章 | 3"
    assert (document.title, document.has_pictures) == ("", False)


def test_title_and_pictures_are_told() -> None:
    document = pdf_document(
        pdf_of(text(50, 100, "本机关年度报告") * 9 + "/P Do\n", trailer=b"/Info<</Title(Report)>>")
    )
    assert (document.title, document.has_pictures) == ("Report", True)


def test_merged_cells_cover_their_rows_and_columns() -> None:
    drawn = "".join((
        box(50, 100, 150, 160), text(53, 132, "信息内容"),
        box(150, 100, 350, 120), text(153, 112, "申请人情况"),
        box(150, 120, 250, 160), text(153, 142, "自然人"),
        box(250, 120, 350, 140), text(253, 132, "商业企业"),
        box(250, 140, 350, 160), text(253, 152, "12"),
    ))  # fmt: skip
    assert tables(pdf_of(drawn)) == [
        "信息内容 | 申请人情况 | <\n"
        "^ | 自然人 | 商业企业\n"
        "^ | ^ | 12"
    ]  # fmt: skip


def test_what_is_apart_in_a_cell_stays_apart() -> None:
    """By a space or without, and in lines: `12 345` may be two figures."""
    drawn = (
        row(100, "12 345", "1234\n56", "", height=40) + text(253, 112, "12") + text(266, 112, "3")
    )
    assert tables(pdf_of(drawn)) == ["12 345 | 1234/56 | 12 3"]


def test_characters_of_several_sizes_are_one_line() -> None:
    drawn = row(100, "", height=30) + text(53, 120, "共", 16) + text(69, 120, "12", 8)
    assert tables(pdf_of(drawn + row(130, "3"))) == ["共12\n3"]


def test_a_character_that_is_drawn_twice_is_there_once() -> None:
    """As some programs draw bold ones; two that are alike stand further apart."""
    drawn = row(100, "11", "规章") + text(53.4, 112, "11") + text(153.4, 112, "规章")
    assert tables(pdf_of(drawn)) == ["11 | 规章"]


def test_radicals_are_read_as_the_characters_that_they_look_like() -> None:
    assert paragraphs(pdf_of(text(50, 100, "⼀、门⼾⽹站⻓期公开"))) == ["一、门户网站长期公开"]


def filled(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re "


def test_grounds_of_cells_are_no_rules() -> None:
    ground = f"0.9 g {filled(50, 100, 250, 112)} f 0 g\n"
    assert tables(pdf_of(ground + row(100, "规章", "3") + row(120, "文件", "12"))) == [
        "规章 | 3\n文件 | 12"
    ]


def test_rules_may_be_thin_rectangles_or_what_is_between_two() -> None:
    """As Word draws them, and some that print web pages."""
    words = text(53, 112, "规章") + text(153, 112, "3")
    thin = [
        *(filled(50, y, 250, y + 0.5) for y in (100, 120)),
        *(filled(x, 100, x + 0.5, 120) for x in (50, 150, 250)),
    ]
    between = [filled(x, 100, x + 100, 120) + filled(x + 1, 101, x + 99, 119) for x in (50, 150)]
    for drawn in ("".join(thin) + "f\n", "f*\n".join([*between, ""])):
        assert tables(pdf_of(words + drawn)) == ["规章 | 3"]


def test_text_between_cells_is_not_lost() -> None:
    drawn = row(100, "规章", "3") + row(120, "文件") + text(160, 132, "单位：件")
    document = pdf_document(pdf_of(drawn))
    assert (tables_of(document), paragraphs_of(document)) == (["规章 | 3\n文件 | "], ["单位：件"])


def test_cells_that_the_end_of_a_page_leaves_open_are_closed() -> None:
    """As browsers print them: of the last row there are upright rules only."""
    upright = "".join(rule(x, 720, x, 750) for x in (50, 150, 250))
    drawn = row(700, "规章", "3") + upright + text(53, 732, "文件") + text(153, 732, "12")
    assert tables(pdf_of(drawn)) == ["规章 | 3\n文件 | 12"]


def test_a_box_around_text_is_no_table() -> None:
    drawn = box(40, 80, 500, 120) + text(50, 100, "注：本表由本机关填写")
    assert paragraphs(pdf_of(drawn)) == ["注：本表由本机关填写"]


def test_a_table_is_parted_where_its_page_ends() -> None:
    assert tables(pdf_of(row(700, "规章", "3"), row(80, "文件", "12"))) == ["规章 | 3", "文件 | 12"]


LONG = "要求行政机关确认或"
"""As long as a cell is wide."""


@pytest.mark.parametrize("head", [(), ("序号", "总计")], ids=["once", "again"])
def test_a_row_that_the_end_of_a_page_parts_is_whole(head: tuple[str, ...]) -> None:
    """Its label goes on on the next page, where the heads may be printed again."""
    heads = row(60, *head)
    first = heads + row(80, LONG, "12")
    second = heads + row(80, "重新出具", "") + row(100, "其他", "3")
    above = "序号 | 总计\n" if head else ""
    assert tables(pdf_of(first, second)) == [f"{above}{LONG}/重新出具 | 12", f"{above}其他 | 3"]


def test_a_part_of_a_row_that_is_all_of_a_table_leaves_none() -> None:
    assert tables(pdf_of(row(700, LONG, "12"), row(80, "重新出具", ""), row(80, "其他", "3"))) == [
        f"{LONG}/重新出具 | 12", "其他 | 3",
    ]  # fmt: skip


def test_a_figure_that_the_end_of_a_page_parts_is_whole() -> None:
    """40959 in a narrow column must not be read as 4095."""
    first = row(700, "其他", "4095", "7", width=32)
    second = row(80, "", "9", "", width=32)
    assert tables(pdf_of(first, second)) == ["其他 | 4095/9 | 7"]


def test_a_group_goes_on_beside_the_rest_of_a_row() -> None:
    first = row(700, "不予处理", LONG, "12")
    group = box(50, 80, 150, 120) + box(150, 80, 250, 100) + text(153, 92, "重新出具")
    second = group + box(250, 80, 350, 100) + box(150, 100, 250, 120) + box(250, 100, 350, 120)
    assert tables(pdf_of(first, second + text(153, 112, "其他") + text(253, 112, "3"))) == [
        f"不予处理 | {LONG}/重新出具 | 12", "_ | 其他 | 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (row(700, "规章", "3"), row(80, "文件", "")),
        (row(700, "其他法律行政", "3"), row(80, "文件", "")),
        (row(700, LONG, "3"), row(80, "2.其他", "")),
        (row(700, LONG, "3"), row(80, "文件", "12")),
        (row(700, LONG, LONG), row(80, "文件", "12")),
        (row(700, "", "3"), row(80, "文件", "")),
        (row(700, LONG, "3"), row(80, "文件", "", width=110)),
        (row(700, LONG, "3"), row(80, "文件", "", "")),
    ],
    ids=[
        "there was room", "there was room for one", "an item of its own", "figures of its own",
        "each cell has text", "nothing to go on", "other columns", "more columns",
    ],
)  # fmt: skip
def test_a_row_of_its_own_stays_one(above: str, below: str) -> None:
    """The size of what is above the table does not matter."""
    assert len(tables(pdf_of(lines(100, *["年度报告"] * 9, size=16) + above, below))) == 2


FULL = "本年度本机关主动公开政府信息情况如下"
"""A line from edge to edge, in the pages that follow."""


def test_indented_lines_begin_paragraphs() -> None:
    drawn = lines(100, FULL, FULL) + text(70, 130, FULL[2:]) + lines(145, FULL, "其他")
    assert paragraphs(pdf_of(drawn)) == [FULL * 2, f"{FULL[2:]}{FULL}其他"]


def test_a_paragraph_ends_where_there_was_room() -> None:
    """For what comes next: after its sentence there was for a character, but not for 2024."""
    end = FULL[:-3] + "。"
    drawn = lines(100, FULL, end, FULL, end, "2024年起，")
    assert paragraphs(pdf_of(drawn)) == [FULL + end, f"{FULL}{end}2024年起，"]


def test_a_line_that_ends_early_within_a_sentence_goes_on() -> None:
    """As where the rest of it was kept together; one that ends much earlier is a heading."""
    drawn = lines(100, FULL, FULL[:-4], FULL, FULL[:-5], FULL)
    assert paragraphs(pdf_of(drawn)) == [f"{FULL}{FULL[:-4]}{FULL}{FULL[:-5]}", FULL]


def test_a_wider_distance_and_another_size_part_paragraphs() -> None:
    drawn = lines(100, FULL, FULL, FULL, FULL) + lines(170, FULL, FULL) + text(50, 200, FULL, 8)
    assert paragraphs(pdf_of(drawn)) == [FULL * 4, FULL * 2, FULL]


def test_centred_lines_are_paragraphs_of_their_own() -> None:
    drawn = text(90, 70, "某某市人民政府") + text(80, 85, "年度报告") + lines(100, FULL, FULL)
    assert paragraphs(pdf_of(drawn)) == ["某某市人民政府", "年度报告", FULL * 2]


def test_characters_that_are_drawn_apart_are_one_word() -> None:
    """As in a line that a long address after it has stretched."""
    drawn = "".join(text(50 + 18 * n, 100, each) for n, each in enumerate("本年度"))
    assert paragraphs(pdf_of(drawn)) == ["本年度"]


def test_one_line_further_to_the_left_makes_no_indents() -> None:
    assert paragraphs(pdf_of(text(30, 85, "一、") + lines(100, FULL, FULL))) == ["一、", FULL * 2]


def test_margins_may_change_sides() -> None:
    pages = [lines(200, FULL, FULL, "其他", left=left) for left in (50, 80, 50, 80)]
    assert paragraphs(pdf_of(*pages)) == [f"{FULL * 2}其他"] * 4


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    drawn = lines(100, FULL, FULL, FULL)
    assert paragraphs(pdf_of(drawn, lines(80, FULL, "其他") + text(70, 110, FULL[2:]))) == [
        FULL * 4 + "其他",
        FULL[2:],
    ]


def test_words_are_joined_with_a_space_and_characters_without() -> None:
    words = "Open Government Information in China", "of which a report tells each year, 20"
    assert paragraphs(pdf_of(lines(100, *words, "24年"))) == [f"{words[0]} {words[1]}24年"]


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "3", "第 3 页", "第 3 页 共 9 页", "3/9"])
def test_page_numbers_are_dropped(number: str) -> None:
    assert paragraphs(pdf_of(text(50, 100, FULL) + text(280, 800, number))) == [FULL]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert paragraphs(pdf_of(lines(400, FULL, "其他", "12"))) == [f"{FULL}其他", "12"]
    foot = text(50, 400, FULL[:9]) + lines(770, "12", "注：共十二件")
    assert paragraphs(pdf_of(foot)) == [FULL[:9], "12", "注：共十二件"]


def test_running_heads_are_dropped() -> None:
    """And feet, whatever their number; what stands only once in a margin is text."""
    pages = [
        text(50, 40, f"某某局文件 第{n}期")
        + lines(300, FULL, "其他")
        + text(50, 810, f"打印于 {n}")
        for n in (1, 2)
    ]
    last = text(50, 40, "附件") + lines(300, FULL)
    assert paragraphs(pdf_of(*pages, last)) == [f"{FULL}其他", f"{FULL}其他", "附件", FULL]


def test_a_page_on_its_side_does_no_harm() -> None:
    """Whatever of it is understood."""
    assert pdf_document(pdf_of(row(100, "规章", "3"), page=b"/Rotate 90")).blocks


def test_without_pdfplumber_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "find_spec", lambda _name: None)
    assert "pip install 'disclosure[pdf]'" in refusal(REPORT)


DAMAGED = "是 PDF 文件，已损坏或不完整；请重新获取，或给出 .docx 或网页。"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nnothing of the kind",
        b"%PDF-1.7\n" + b"\0\xff" * 500,
        REPORT[: len(REPORT) // 2],
        REPORT.replace(b"%%EOF", b""),
        REPORT.replace(b"/Count 1", b"/Count 2"),
    ],
    ids=["no PDF", "bytes", "half", "no end", "a page is missing"],
)
def test_damaged_files_are_refused(content: bytes) -> None:
    assert refusal(content) == DAMAGED


PACKED = b"/Filter/FlateDecode"


@pytest.mark.parametrize("at", [30, -1], ids=["inside", "in its check sum"])
def test_a_damaged_stream_is_refused(at: int) -> None:
    """Of one that unpacks to other bytes the library makes another figure."""
    page = row(100, "规章", "12")
    whole = pdf_of(page, packed=PACKED)
    assert tables(whole) == ["规章 | 12"]
    damaged = bytearray(zlib.compress(page.encode()))
    damaged[at] ^= 1
    assert refusal(whole.replace(zlib.compress(page.encode()), damaged)) == DAMAGED


def test_a_stream_that_is_cut_off_or_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = text(50, 100, FULL)
    whole, packed = pdf_of(page, packed=PACKED), zlib.compress(page.encode())
    assert refusal(whole.replace(packed, packed[:-9])) == DAMAGED
    monkeypatch.setattr(pdf_pages, "MOST_UNPACKED", 50)
    assert refusal(whole) == DAMAGED


def test_a_picture_may_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_UNPACKED", 50)
    picture = stream(zlib.compress(bytes(1000)), PICTURE + PACKED)
    assert paragraphs(REPORT.replace(stream(b"\0", PICTURE), picture)) == ["本机关年度报告"]


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Of what the library puts up with: that the font of these files has no outline."""
    logging.getLogger("pdfminer").setLevel(logging.NOTSET)
    pdf_document(REPORT)
    assert caplog.records == []


def test_a_locked_file_is_refused() -> None:
    assert refusal(pdf_of(text(50, 100, FULL), trailer=LOCKED)).startswith("是 PDF 文件，加了密码")


def test_a_scan_is_refused() -> None:
    """Also one with a page number."""
    assert refusal(pdf_of("/P Do\n" + text(280, 800, "1"))).startswith("是扫描的 PDF")


def test_a_file_without_text_is_refused() -> None:
    assert refusal(pdf_of(box(50, 50, 90, 90))).startswith("是没有文字的 PDF")


def test_a_file_whose_characters_nobody_can_tell_is_refused() -> None:
    assert "无法辨认（字体" in refusal(pdf_of(text(50, 100, FULL), font=b""))


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "超过 200 页" in refusal(pdf_of(*[text(50, 100, FULL)] * 201))
    crossed = "".join(
        rule(4 * n, 5, 4 * n, 800) + rule(5, 4 * n, 500, 4 * n) for n in range(2, 130)
    )
    assert "第 1 页的线条太多" in refusal(pdf_of(crossed + text(50, 100, FULL)))
    monkeypatch.setattr(pdf_pages, "MOST_CHARACTERS", 10)
    assert "远多于一份报告，没有读完" in refusal(REPORT)
    monkeypatch.setattr(pdf_pages, "MOST_CONTENT", 10)
    assert "第 1 页的线条太多" in refusal(REPORT)


@given(st.data())
def test_no_file_whatever_raises_anything_but_a_refusal(data: st.DataObject) -> None:
    content = bytearray(REPORT)
    for _change in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(9, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    with suppress(Refusal):
        pdf_document(bytes(content))


@pytest.mark.office
@pytest.mark.parametrize("example", ["helan-2020", "suqian-2024"])
def test_every_label_and_figure_of_an_example_is_in_its_place(
    example: str, convert: Convert
) -> None:
    report = read(EXAMPLES / f"{example}.xlsx")
    document = pdf_document(convert(EXAMPLES / f"{example}.docx", "pdf").read_bytes())
    printed = [each for each in document.blocks if isinstance(each, PrintedTable)]
    sections = [section for section in report.edition.sections if section.tables]
    assert (
        document.title == f"{report.about['organ']}{report.about['year']}年政府信息公开工作年度报告"
    )
    for section, table in zip(sections, printed, strict=True):
        expected = {
            (cell.row, cell.column, cell.height, cell.width): canonical(cell.label)
            if cell.ref is None
            else f"{report.entries[cell.ref].value}"
            for cell in lay_out(section).cells
        }
        assert expected == {
            (cell.row, cell.column, cell.height, cell.width): canonical(cell.text)
            for cell in table.cells
        }


SENTENCE = "本年度围绕重点领域主动公开政府信息，完善工作机制，回应社会关切，2024年共公开1234条。"
HEADS = ("项目", "自然人", "商业企业", "总计")


def report_with_long_rows(path: Path, *, repeated: bool, sizes: tuple[float, ...]) -> list[str]:
    """A .docx whose table runs over several pages, and parts rows there; its rows by their texts."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(sizes[0])
    for words in (SENTENCE, SENTENCE * 3, "二、其他", SENTENCE * 8):
        document.add_paragraph(words).paragraph_format.first_line_indent = Pt(2 * sizes[0])
    rows: list[tuple[str, ...]] = [
        (f"第{n}项，{SENTENCE[: 5 + n % 30]}", f"{n * 98765}", f"{n}", "0") for n in range(1, 90)
    ]
    table = document.add_table(0, len(HEADS), "Table Grid")
    for texts in (HEADS, *rows):
        cells = table.add_row().cells
        for cell, word, width in zip(cells, texts, sizes[1:], strict=True):
            cell.text, cell.width = word, Pt(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    if repeated:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.save(str(path))
    return ["|".join(words) for words in (HEADS, *rows)]


@pytest.mark.office
@pytest.mark.parametrize("repeated", [False, True], ids=["once", "again"])
@pytest.mark.parametrize("sizes", [(16, 130, 42, 60, 60), (10.5, 90, 32, 50, 200)], ids=str)
def test_rows_over_pages_are_whole(
    repeated: bool, sizes: tuple[float, ...], convert: Convert, tmp_path: Path
) -> None:
    path = tmp_path / "long.docx"
    rows = report_with_long_rows(path, repeated=repeated, sizes=sizes)
    document = pdf_document(convert(path, "pdf").read_bytes())
    assert paragraphs_of(document) == [SENTENCE, SENTENCE * 3, "二、其他", SENTENCE * 8]
    parts = tables_of(document)
    assert len(parts) > 2
    # LibreOffice, as Word, leaves a little between 第 and 1.
    found = [re.sub("[/ ]", "", each) for part in parts for each in part.split("\n")]
    assert [each for each in found if each != rows[0]] == rows[1:]
    assert found.count(rows[0]) == (len(parts) if repeated else 1)
