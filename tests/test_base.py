"""The base that every report is typeset on: current, and with nothing left of python-docx's own template."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml.ns import qn

from disclosure_cli.output.word.base import BASE, base_bytes
from disclosure_cli.output.word.styles import HEADINGS, STYLES


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_base_is_what_its_maker_makes() -> None:
    """If not: python -m disclosure_cli.output.word.base."""
    assert parts(BASE.read_bytes()) == parts(base_bytes())


def test_the_base_has_our_styles_and_no_others() -> None:
    names = [style.style_id for style in docx.Document(str(BASE)).styles]
    assert names == [
        *(style.id for style in STYLES),
        "DefaultParagraphFont",
        *(f"{style.id}Char" for style in HEADINGS.values()),
        "TableNormal",
        "OfficialTable",
    ]


def test_every_style_names_its_east_asian_font() -> None:
    for style in docx.Document(str(BASE)).styles.element.iter(qn("w:style")):
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        is_plain = style.get(qn("w:styleId")) in ("DefaultParagraphFont",) or (
            style.get(qn("w:type")) == "table"
        )
        assert is_plain or fonts.get(qn("w:eastAsia"))


def test_nothing_of_the_template_of_python_docx_is_left() -> None:
    assert sorted(parts(BASE.read_bytes())) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    properties = docx.Document(str(BASE)).core_properties
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
