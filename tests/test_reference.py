"""A report in the styles and on the page of an office's own document."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from making import sound, template

from disclosure_cli.document import docx_bytes
from disclosure_cli.document.reference import taken_from
from disclosure_cli.errors import UnreadableDocument
from disclosure_cli.published.readback import differences


def landscape(folder: Path) -> Path:
    """An office's document: landscape, large headings, its name in the header, words of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.styles["Heading 1"].font.size = Pt(20)
    section.header.paragraphs[0].text = "某某市自然资源局文件"
    document.add_paragraph("不相干的内容")
    path = folder / "house.docx"
    document.save(str(path))
    return path


def made(path: Path, *, draft: bool = False) -> Any:
    content = docx_bytes(sound(2024), draft=draft, stationery=taken_from(path))
    assert list(differences(sound(2024), content)) == []
    return docx.Document(io.BytesIO(content))


def test_page_and_styles_are_those_of_the_office(tmp_path: Path) -> None:
    document = made(landscape(tmp_path))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.header.paragraphs[0].text == "某某市自然资源局文件"
    (heading, *_others) = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heading.text == "一、总体情况"
    assert heading.style.font.size == Pt(20)


def test_its_text_is_not_taken_over_and_what_it_lacks_is_added(tmp_path: Path) -> None:
    document = made(landscape(tmp_path))
    assert "不相干的内容" not in [p.text for p in document.paragraphs]
    assert "表格数字" in [style.name for style in document.styles]
    footer = document.sections[0].footer
    assert "".join(p.text for p in footer.paragraphs) == "— 1 —"


def test_a_draft_is_marked_on_the_paper_of_the_office_too(tmp_path: Path) -> None:
    section = made(landscape(tmp_path), draft=True).sections[0]
    assert [p.text for p in section.header.paragraphs] == ["草　稿"]
    assert [p.text for p in section.even_page_header.paragraphs] == ["草　稿"]


def test_tables_are_as_wide_as_the_type_area(tmp_path: Path) -> None:
    document = made(landscape(tmp_path))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        width = sum(column.width for column in table.columns)
        assert abs(width - room) < Mm(0.1)


def test_our_own_document_is_a_reference_for_itself(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(docx_bytes(sound(2024)))
    own: Any = docx.Document(str(path))
    names = [p.style.name for p in made(path).paragraphs]
    assert names == [p.style.name for p in own.paragraphs]


@pytest.mark.parametrize("kind", ["missing", "text", "workbook", "narrow"])
def test_what_is_no_reference_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    if kind == "text":
        path.write_text("样式", "utf-8")
    elif kind == "workbook":
        template(path, sound(2024))
    elif kind == "narrow":
        landscape(tmp_path)
        document = docx.Document(str(path))
        document.sections[0].left_margin = Mm(250)
        document.save(str(path))
    with pytest.raises(UnreadableDocument, match=r"house\.docx"):
        taken_from(path)
