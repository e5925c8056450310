"""The styles that a report asks for are those that the office's document has."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import house_documents as houses
from docx.oxml.ns import qn
from report_factory import word_document
from test_document import with_overview


def made(office: Any, folder: Path) -> Any:
    """A report with a heading that runs in, in the looks of an office's document."""
    path = houses.saved(office, folder / "office.docx")
    report = with_overview("（一）主动公开。全年公开97条。")
    return docx.Document(io.BytesIO(word_document(report, reference=path)))


def used(document: Any, tag: str) -> set[str]:
    return {each.get(qn("w:val")) for each in document.element.body.iter(qn(tag))}


def numbered() -> Any:
    """An office's document whose styles have numbers for ids, as WPS gives them."""
    document = docx.Document()
    styles = list(document.styles.element.iter(qn("w:style")))
    ids = {style.get(qn("w:styleId")): str(number) for number, style in enumerate(styles, 1)}
    for style in styles:
        style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
        for reference in style.iter(qn("w:basedOn"), qn("w:link"), qn("w:next")):
            reference.set(qn("w:val"), ids[reference.get(qn("w:val"))])
    return document


def test_every_style_in_use_is_there_whatever_its_id(tmp_path: Path) -> None:
    """Of paragraphs, of tables and of a heading that runs in."""
    document = made(numbered(), tmp_path)
    names = {style.style_id: style.name for style in document.styles}
    assert {names[each] for each in used(document, "w:rStyle")} == {"Heading 2 Char"}
    assert {names[each] for each in used(document, "w:tblStyle")} == {"年报表格"}
    assert {"Title", "Body Text", "heading 1", "表格数字"} <= {
        names[each].replace("Heading", "heading") for each in used(document, "w:pStyle")
    }
