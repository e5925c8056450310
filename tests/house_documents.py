"""Documents of offices, for `--reference-doc`: each in the looks of its own house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

KEPT = ("Normal", "Header", "Footer", "Default", "No List")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def blank() -> Any:
    """A document with Normal alone, as of Word: no other style is in use."""
    document = docx.Document()
    for style in list(document.styles):
        if not style.name.startswith(KEPT):
            style.delete()
    return document


def set_normal(document: Any, font: str, size: float) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def add_number(place: Any, before: str = "", after: str = "") -> None:
    """A page number of the house, in the middle."""
    place.is_linked_to_previous = False
    paragraph = place.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(before)
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    paragraph.add_run(after)


def set_page(section: Any, width: int, height: int) -> None:
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT


def with_landscape_annex() -> Any:
    """(a) A4 with a header and a page number; an annex across the page at the end inherits both."""
    document = blank()
    set_normal(document, "宋体", 12)
    section = document.sections[0]
    set_page(section, 210, 297)
    section.header.paragraphs[0].text = "某某市自然资源局文件"
    add_number(section.footer, "第 ", " 页")
    document.add_paragraph("正文")
    set_page(document.add_section(WD_SECTION.NEW_PAGE), 297, 210)
    document.add_paragraph("附表")
    return document


def with_three_sections() -> Any:
    """(b) A first page, odd and even ones, each with a header of its own; two sections inherit."""
    document = blank()
    set_normal(document, "仿宋_GB2312", 16)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    set_page(section, 210, 297)
    section.different_first_page_header_footer = True
    for header, footer, text in (
        (section.first_page_header, section.first_page_footer, "首页页眉"),
        (section.header, section.footer, "单页页眉"),
        (section.even_page_header, section.even_page_footer, "双页页眉"),
    ):
        header.paragraphs[0].text = text
        add_number(footer)
    for text in ("第一章", "第二章"):
        document.add_paragraph(text)
        document.add_section(WD_SECTION.NEW_PAGE)
    return document


def on_16k() -> Any:
    """(c) 16开, 楷体 of 14 pt, neither header nor number; dates in Word's own indented style."""
    document = blank()
    set_normal(document, "楷体_GB2312", 14)
    section = document.sections[0]
    set_page(section, 184, 260)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(25)
    date = document.styles.add_style("Date", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    date.base_style = document.styles["Normal"]
    indent = date.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars"), "2500")
    indent.set(qn("w:left"), "100")
    return document


HOUSES: dict[str, Callable[[], Any]] = {
    "annex": with_landscape_annex,
    "sections": with_three_sections,
    "16k": on_16k,
}


def saved(document: Any, path: Path) -> Path:
    document.save(str(path))
    return path
