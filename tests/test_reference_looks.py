"""Which of an office's sections, headers, page numbers and styles a report takes over."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import house_documents as houses
import pytest
from broken_workbooks import packed, unpacked
from command_line import disclosure
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from report_factory import sound, template, word_document

from disclosure_cli.cli.office_looks import described
from disclosure_cli.output.word.reference_page import has_page_number


def made(office: Any, folder: Path, *, draft: bool = False) -> Any:
    """The report in the looks of an office's document, which is given opened or as bytes."""
    path = folder / "office.docx"
    if isinstance(office, bytes):
        path.write_bytes(office)
    else:
        houses.saved(office, path)
    content = word_document(sound(2024), reference=path, draft=draft)
    return opened(content)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def texts(place: Any) -> list[str]:
    return [paragraph.text for paragraph in place.paragraphs]


def parts_of(document: Any) -> dict[str, bytes]:
    target = io.BytesIO()
    document.save(target)
    return unpacked(target.getvalue())


def edited(document: Any, part: str, pattern: str, by: str) -> bytes:
    """A document of which one part was changed by hand."""
    files = parts_of(document)
    text, count = re.subn(pattern, by, files[part].decode(), flags=re.DOTALL)
    assert count
    files[part] = text.encode()
    return packed(files)


def millimetres(section: Any) -> tuple[int, int]:
    return round(section.page_width.mm), round(section.page_height.mm)


def test_a_trailing_landscape_section_inherits_and_is_not_the_page(tmp_path: Path) -> None:
    (section,) = made(houses.with_landscape_annex(), tmp_path).sections
    assert millimetres(section) == (210, 297)
    assert texts(section.header) == ["某某市自然资源局文件"]
    assert texts(section.footer) == ["第  页"]  # python-docx reads no field.


def test_each_kind_of_header_is_inherited_by_itself(tmp_path: Path) -> None:
    """The last section has an even header of its own, and is the first portrait one."""
    document = houses.with_three_sections()
    for section in document.sections[:2]:
        houses.set_page(section, 297, 210)
    last = document.sections[2]
    houses.set_page(last, 210, 297)
    last.even_page_header.is_linked_to_previous = False
    last.even_page_header.paragraphs[0].text = "末节双页"
    (section,) = made(document, tmp_path).sections
    assert millimetres(section) == (210, 297)
    assert texts(section.header) == ["单页页眉"]
    assert texts(section.even_page_header) == ["末节双页"]
    assert texts(section.first_page_header) == ["首页页眉"]


def test_a_cover_without_a_header_is_not_the_main_section(tmp_path: Path) -> None:
    document = houses.blank()
    houses.set_page(document.sections[0], 148, 210)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    houses.set_page(section, 210, 297)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "正文页眉"
    (section,) = made(document, tmp_path).sections
    assert millimetres(section) == (210, 297)
    assert texts(section.header) == ["正文页眉"]


def test_where_no_section_is_portrait_the_first_is_taken(tmp_path: Path) -> None:
    document = houses.blank()
    houses.set_page(document.sections[0], 297, 210)
    houses.set_page(document.add_section(WD_SECTION.NEW_PAGE), 420, 297)
    assert millimetres(made(document, tmp_path).sections[0]) == (297, 210)


def test_a_header_that_does_not_show_there_is_left_behind(tmp_path: Path) -> None:
    """Else words of another document would go out with the report, unseen."""
    document = houses.with_three_sections()
    document.settings.odd_and_even_pages_header_footer = False
    for section in document.sections:
        section.different_first_page_header_footer = False
    whole = b"".join(parts_of(made(document, tmp_path)).values()).decode("utf-8", "ignore")
    assert "单页页眉" in whole
    assert "首页页眉" not in whole
    assert "双页页眉" not in whole


FIELD = (
    f"<w:ftr {houses.W}><w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>{{}}"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p></w:ftr>"
)


@pytest.mark.parametrize(
    ("content", "is_number"),
    [
        (FIELD.format("<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>"), True),
        (FIELD.format("<w:r><w:instrText> PA</w:instrText><w:instrText>GE</w:instrText></w:r>"), True),
        (FIELD.format("<w:r><w:instrText> page </w:instrText></w:r>"), True),
        (FIELD.format("<w:r><w:instrText> NUMPAGES </w:instrText></w:r>"), False),
        (FIELD.format("<w:r><w:instrText> PAGEREF a </w:instrText></w:r>"), False),
        (f"<w:ftr {houses.W}><w:p><w:r><w:pgNum/></w:r></w:p></w:ftr>", True),
        (f'<w:ftr {houses.W}><w:p><w:fldSimple w:instr="PAGE"/></w:p></w:ftr>', True),
        (f"<w:ftr {houses.W}><w:p><w:r><w:t>PAGE</w:t></w:r></w:p></w:ftr>", False),
    ],
)  # fmt: skip
def test_a_page_number_is_known_in_each_of_its_writings(content: str, is_number: bool) -> None:
    assert has_page_number(parse_xml(content)) is is_number


def test_pages_numbered_in_the_header_get_no_second_number(tmp_path: Path) -> None:
    document = houses.blank()
    houses.add_number(document.sections[0].header, "第 ", " 页")
    section = made(document, tmp_path).sections[0]
    assert section.footer.is_linked_to_previous
    # The mark of a draft stands in the place of that header.
    draft = made(document, tmp_path, draft=True).sections[0]
    assert texts(draft.header) == ["草　稿"]
    assert texts(draft.footer) == ["— 1 —"]


def test_our_number_stands_below_a_footer_without_one(tmp_path: Path) -> None:
    document = houses.blank()
    document.sections[0].footer.paragraphs[0].text = "地址：人民路1号"
    footer = made(document, tmp_path).sections[0].footer
    assert texts(footer) == ["地址：人民路1号", "— 1 —"]
    assert footer.paragraphs[-1].alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_an_empty_footer_is_as_none(tmp_path: Path) -> None:
    document = houses.blank()
    document.sections[0].footer.is_linked_to_previous = False
    assert texts(made(document, tmp_path).sections[0].footer) == ["— 1 —"]


def test_with_odd_and_even_pages_our_number_stands_outside(tmp_path: Path) -> None:
    document = houses.blank()
    document.settings.odd_and_even_pages_header_footer = True
    section = made(document, tmp_path).sections[0]
    for footer, style in (
        (section.footer, "页码（单页）"),
        (section.even_page_footer, "页码（双页）"),
    ):
        (paragraph,) = footer.paragraphs
        assert (paragraph.style.name, paragraph.alignment) == (style, None)


def test_what_odd_pages_have_alone_stands_on_all(tmp_path: Path) -> None:
    document = houses.blank()
    document.settings.odd_and_even_pages_header_footer = True
    houses.add_number(document.sections[0].footer)
    found = made(document, tmp_path)
    assert not found.settings.odd_and_even_pages_header_footer
    assert found.sections[0].even_page_footer.is_linked_to_previous


def test_a_number_keeps_its_form_and_begins_with_1(tmp_path: Path) -> None:
    number = f'<w:pgNumType {houses.W} w:fmt="numberInDash" w:start="7"/>'
    for has_number, kept in ((True, [{qn("w:fmt"): "numberInDash"}]), (False, [])):
        document = houses.blank()
        if has_number:
            houses.add_number(document.sections[0].footer)
        margins = document.element.body[-1].find(qn("w:pgMar"))
        margins.addnext(parse_xml(number))
        found = made(document, tmp_path).element.body[-1].findall(qn("w:pgNumType"))
        assert [dict(each.attrib) for each in found] == kept


def test_a_first_page_of_its_own_is_numbered_and_marked_too(tmp_path: Path) -> None:
    document = houses.blank()
    document.sections[0].different_first_page_header_footer = True
    section = made(document, tmp_path, draft=True).sections[0]
    assert section.different_first_page_header_footer
    assert texts(section.first_page_header) == texts(section.header) == ["草　稿"]
    assert texts(section.first_page_footer) == texts(section.footer) == ["— 1 —"]


def test_a_number_does_not_stand_at_the_edge_of_the_paper(tmp_path: Path) -> None:
    """LibreOffice writes a distance of 0 where there is no footer."""
    document = houses.on_16k()
    document.sections[0].footer_distance = Mm(0)
    assert made(document, tmp_path).sections[0].footer_distance.mm == pytest.approx(12.5, abs=0.1)


@pytest.mark.parametrize(
    ("name", "indent"),
    [("Signature", 0), ("Date", 0), ("Body Text", 28), ("附注", 28), ("heading 3", 28)],
)
def test_what_is_set_like_our_normal_follows_that_of_the_office(
    name: str, indent: int, tmp_path: Path
) -> None:
    """Its font, size and spacing; an indent of two characters is two of its own."""
    document = made(houses.on_16k(), tmp_path)
    style = document.styles[name]
    assert style.base_style.name == "Normal"
    fonts = style.element.rPr
    assert fonts is None or len(fonts) == 0
    assert style.paragraph_format.line_spacing is None
    assert style.paragraph_format.first_line_indent == Pt(indent)


def test_a_heading_keeps_its_font_and_has_the_size_of_normal(tmp_path: Path) -> None:
    style = made(houses.on_16k(), tmp_path).styles["heading 1"]
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    assert style.font.size is None


def test_tables_and_title_do_not_follow_it(tmp_path: Path) -> None:
    """A bold or spaced Normal would break the tables."""
    styles = made(houses.on_16k(), tmp_path).styles
    for name, size in (("Title", 22), ("表格数字", 10), ("页码（单页）", 14)):
        assert (styles[name].base_style, styles[name].font.size) == (None, Pt(size))


def test_dates_are_indented_by_the_report_alone(tmp_path: Path) -> None:
    """Word's own style of dates has 25 characters, which would win over twips."""
    document = made(houses.on_16k(), tmp_path)
    indent = document.styles["Date"].element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:leftChars")) == "0"
    assert document.styles["Date"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_a_run_in_heading_looks_as_the_heading_of_the_office(tmp_path: Path) -> None:
    """By the character style that goes with it, whatever that is called."""
    document = docx.Document()
    document.styles["Heading 2 Char"].element.name_val = "标题 2 字符"
    found = made(document, tmp_path)
    assert "heading 2 Char" not in [style.name for style in found.styles]
    document.styles["Heading 2"].element.remove(
        document.styles["Heading 2"].element.find(qn("w:link"))
    )
    found = made(document, tmp_path).styles["heading 2 Char"]
    assert found.element.find(qn("w:link")) is None
    assert found.font.size == document.styles["Heading 2"].font.size


def without_normal() -> bytes:
    pattern = r'<w:style [^>]*w:styleId="Normal">.*?</w:style>'
    return edited(houses.with_landscape_annex(), "word/styles.xml", pattern, "")


def normal_by_another_name() -> bytes:
    pattern = r'<w:name w:val="Normal"/>'
    return edited(houses.on_16k(), "word/styles.xml", pattern, '<w:name w:val="Standard"/>')


def normal_by_theme() -> bytes:
    pattern = r'(w:styleId="Normal".*?)<w:rFonts[^>]*/>'
    theme = r'\1<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    return edited(houses.on_16k(), "word/styles.xml", pattern, theme)


SECTION = r"<w:sectPr.*?</w:sectPr>"


def without_sections() -> bytes:
    return edited(houses.on_16k(), "word/document.xml", SECTION, "")


def with_a_section_in_a_paragraph_alone() -> bytes:
    pattern = r"<w:sectPr(?:(?!<w:sectPr).)*</w:sectPr></w:body>"
    return edited(houses.with_landscape_annex(), "word/document.xml", pattern, "</w:body>")


def without_styles() -> bytes:
    files = parts_of(houses.on_16k())
    del files["word/styles.xml"]
    for part, element in (
        ("word/_rels/document.xml.rels", rb'<Relationship [^>]*/styles"[^>]*/>'),
        ("[Content_Types].xml", rb"<Override [^>]*styles.xml[^>]*/>"),
    ):
        files[part] = re.sub(element, b"", files[part])
    return packed(files)


def with_a_background() -> bytes:
    by = '<w:background w:color="FFFF00"/><w:body>'
    return edited(houses.with_landscape_annex(), "word/document.xml", "<w:body>", by)


def with_ids_of_wps() -> bytes:
    """WPS numbers its styles, and sets the page number in a text box."""
    document = houses.on_16k()
    houses.add_number(document.sections[0].footer)
    (number,) = document.sections[0].footer.paragraphs
    box = parse_xml(
        f'<w:r {houses.W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape '
        'style="width:20pt;height:20pt"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r>'
    )
    number._p.addnext(outer := parse_xml(f"<w:p {houses.W}/>"))
    outer.append(box)
    next(box.iter(qn("w:txbxContent"))).append(number._p)
    files = parts_of(document)
    for name, content in files.items():
        if name.endswith(".xml"):
            files[name] = content.replace(b'"Normal"/>', b'"1"/>').replace(
                b'w:name w:val="1"', b'w:name w:val="Normal"'
            ).replace(b'w:styleId="Normal"', b'w:styleId="1"')  # fmt: skip
    return packed(files)


def with_styles_in_a_circle() -> bytes:
    by = '<w:name w:val="Normal"/><w:basedOn w:val="Normal"/>'
    files = edited(houses.on_16k(), "word/styles.xml", r'<w:name w:val="Normal"/>', by)
    return edited(opened(files), "word/styles.xml", r'<w:sz w:val="28"/>', "")


@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
@pytest.mark.parametrize(
    ("office", "page", "size"),
    [
        (without_normal, (210, 297), 16),
        (normal_by_another_name, (184, 260), 14),
        (normal_by_theme, (184, 260), 14),
        (without_sections, (210, 297), 14),
        (with_a_section_in_a_paragraph_alone, (210, 297), 12),
        (without_styles, (184, 260), 16),
        (with_a_background, (210, 297), 12),
        (with_ids_of_wps, (184, 260), 14),
        (with_styles_in_a_circle, (184, 260), 11),
    ],
)
def test_documents_that_lack_something_are_taken_as_they_are(
    office: Callable[[], bytes],
    page: tuple[int, int],
    size: float,
    draft: bool,
    tmp_path: Path,
) -> None:
    """The indent of the date is that of characters of its size: 2 × (4 + 6.5 / 2) + 1 of them."""
    document = made(office(), tmp_path, draft=draft)
    # A background, which is drawn around the text, is not taken.
    assert [each.tag for each in document.element] == [qn("w:body")]
    ids = {style.style_id for style in document.styles}
    others = document.styles.element.iter(qn("w:basedOn"), qn("w:link"))
    assert {each.get(qn("w:val")) for each in others} <= ids
    (section,) = document.sections
    assert millimetres(section) == page
    if draft:
        assert texts(section.header) == ["草　稿"]
    (date,) = [each for each in document.paragraphs if each.style.name == "Date"]
    width = section.page_width - section.left_margin - section.right_margin
    room = Pt(size) * 15.5
    assert abs(width - date.paragraph_format.left_indent - room) < Pt(1)


def test_the_line_says_what_is_taken_and_what_not(tmp_path: Path) -> None:
    path = houses.saved(houses.with_landscape_annex(), tmp_path / "office.docx")
    assert described(path, draft=False) == (
        f"按 {path} 排版：用它的第 1 节的页面（210 × 297 毫米）、页眉、页脚（含页码）、样式（正文）；"
        "其余样式用本程序的；文字、其余 1 节的页面不取。"
    )
    houses.saved(houses.on_16k(), path)
    assert described(path, draft=False) == (
        f"按 {path} 排版：用它的页面（184 × 260 毫米）、样式（正文、日期）；"
        "页码、其余样式用本程序的；文字不取。"
    )
    path.write_bytes(without_sections())
    assert described(path, draft=False) == (
        f"按 {path} 排版：用它的样式（正文、日期）；页面、页码、其余样式用本程序的；文字不取。"
    )
    path.write_bytes(edited(opened(without_styles()), "word/document.xml", SECTION, ""))
    assert described(path, draft=False) == (
        f"{path} 里没有可用的页面和样式；页面、页码、样式用本程序的；文字不取。"
    )
    path.write_bytes(word_document(sound(2024)))
    assert described(path, draft=False) == (
        f"按 {path} 排版：用它的页面（210 × 297 毫米）、页脚（含页码）、全部样式；文字不取。"
    )


def test_the_line_for_a_draft_names_the_mark(tmp_path: Path) -> None:
    document = houses.blank()
    houses.add_number(document.sections[0].header)
    path = houses.saved(document, tmp_path / "office.docx")
    assert "、页眉（含页码）、" in described(path, draft=False)
    assert described(path, draft=True) == (
        f"按 {path} 排版：用它的页面（216 × 279 毫米）、样式（正文）；页码、其余样式用本程序的；"
        "文字、页眉（换成草稿标记）不取。"
    )


def test_the_line_is_told_once_however_many_reports(tmp_path: Path) -> None:
    houses.saved(houses.on_16k(), tmp_path / "office.docx")
    for name in ("a", "b"):
        template(tmp_path / f"{name}.xlsx", sound(2023 + (name == "b")))
    options = ("--reference-doc", "office.docx", "-o", "reports/")
    built = disclosure(tmp_path, "build", "a.xlsx", "b.xlsx", "--to", "docx", "--to", "html", *options)  # fmt: skip
    assert built.returncode == 0
    assert len(built.stdout.splitlines()) == 4
    assert built.stderr.count("按 office.docx 排版：") == 1


def test_a_web_page_alone_has_nothing_of_it(tmp_path: Path) -> None:
    houses.saved(houses.on_16k(), tmp_path / "office.docx")
    template(tmp_path / "a.xlsx", sound(2024))
    built = disclosure(tmp_path, "build", "a.xlsx", "--to", "html", "--reference-doc", "office.docx")  # fmt: skip
    assert built.stderr == "网页不用 office.docx；它只用于 Word 和 PDF。\n"


def test_headings_are_not_numbered_twice(tmp_path: Path) -> None:
    """一、 stands in the text; what the house puts before its own headings is left out."""
    house = docx.Document()
    style = house.styles["Heading 1"]
    numbering = style.element.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_numId().val = 1
    made = docx.Document(
        io.BytesIO(
            word_document(sound(2024), reference=houses.saved(house, tmp_path / "house.docx"))
        )
    )
    number = made.styles["Heading 1"].element.pPr.numPr.numId.val
    assert number == 0
