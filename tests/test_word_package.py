"""The document that is made without python-docx: the same bytes as with it, part by part."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_reports import random_report
from report_factory import sound
from sample_reports import REPORTS
from without_lxml import printed_without_lxml

from disclosure_cli import read
from disclosure_cli.model.comparison import compare
from disclosure_cli.model.report import Report
from disclosure_cli.output.blocks import Chart, Composition, NameBlock, Paragraph, ParagraphRole
from disclosure_cli.output.compose import compose, compose_comparison
from disclosure_cli.output.word.base_package import docx_without_lxml
from disclosure_cli.output.word.document import docx_bytes

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.xlsx"))
DAY = dt.date(2025, 1, 20)
ODD = {
    "empty": "",
    "markup": """<w:p a="1" b='2' />&amp;]]>&#09;""",
    "tabs": "\t一\t\t二 ",
    "lines": "一\n二\n\n三",
    "line ends of other systems": "一\r二\r\n三\r\r\n",
    "blanks": " \u3000\u00a0 ",
    "control characters": "\x00一\x0b\x1f\x7f\x85\u2028二",
    "what is no character": "\ud800一\udfff\ufffe\uffff",
    "beyond the first plane": "😀𠮷\U0001fffe",
    "long": "某😀" * 300,
    "of our own templates": r"{title}{0} \1\g<0> $1 %s",
}

on_drafts_too = pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])


def members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assert_same(composition: Composition, *, draft: bool = False) -> None:
    made, expected = (make(composition, draft=draft) for make in (docx_without_lxml, docx_bytes))
    assert members(made) == members(expected)  # Which says where they differ.
    assert made == expected


@cache
def example(path: Path) -> Report:
    return read(path)


def with_text(text: str, day: dt.date = DAY) -> Composition:
    """A document that has a text wherever one goes that somebody typed, in two charts too."""
    blocks = (
        NameBlock(ParagraphRole.TITLE, text, ("2024年", text)),
        Paragraph(ParagraphRole.BODY, text, text),
        Chart("categories", 1, text, "条", ((text, 3), ("其他", 12))),
        Chart("outcomes", 2, text, "件", (("予以公开", 3),)),
        NameBlock(ParagraphRole.SIGNATURE, text),
        Paragraph(ParagraphRole.DATE, text),
        Paragraph(ParagraphRole.ANNOTATION, text),
    )
    return Composition(text, text, day, blocks)


@on_drafts_too
@pytest.mark.parametrize("charts", [False, True], ids=["plain", "charts"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_the_same(path: Path, charts: bool, draft: bool) -> None:
    composition = compose(example(path), charts=charts, draft=draft)
    assert_same(composition, draft=draft)


@on_drafts_too
@pytest.mark.parametrize("name", REPORTS)
def test_reports_of_every_kind_are_the_same(name: str, draft: bool) -> None:
    assert_same(compose(REPORTS[name](), charts=True, draft=draft), draft=draft)


@on_drafts_too
@pytest.mark.parametrize("as_list", [False, True], ids=["tables", "list"])
def test_two_years_side_by_side_are_the_same(as_list: bool, draft: bool) -> None:
    last, this = (random_report(year, Random(year)) for year in (2023, 2024))
    assert_same(compose_comparison(compare(last, this), as_list=as_list), draft=draft)


@on_drafts_too
def test_a_report_with_both_charts_is_the_same(draft: bool) -> None:
    composition = compose(random_report(2024, Random(1)), charts=True, draft=draft)
    assert [block.key for block in composition.blocks if isinstance(block, Chart)] == [
        "categories", "outcomes",
    ]  # fmt: skip
    assert_same(composition, draft=draft)


@on_drafts_too
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_whatever_is_typed_the_document_is_the_same(text: str, draft: bool) -> None:
    assert_same(with_text(text), draft=draft)


@given(
    st.text(st.sampled_from(sorted(set("".join(ODD.values())))) | st.characters()), st.booleans()
)
def test_any_text_gives_the_same_document(text: str, draft: bool) -> None:
    assert_same(with_text(text), draft=draft)


@pytest.mark.parametrize(
    "day", [dt.date.min, dt.date(999, 12, 31), dt.date(1979, 2, 3), dt.date(2024, 2, 29), dt.date.max], ids=str
)  # fmt: skip
def test_of_any_day_the_document_is_the_same(day: dt.date) -> None:
    assert_same(with_text("一", day))


def test_a_document_of_nothing_is_the_same() -> None:
    assert_same(Composition("", "", DAY, ()), draft=True)


def test_a_draft_differs_from_the_report_by_its_headers_alone() -> None:
    """Else drafts and reports could well be the same, but none of them marked."""
    composition = compose(sound(2024))
    final, draft = (members(docx_without_lxml(composition, draft=each)) for each in (False, True))
    assert {name for name in draft if draft[name] != final.get(name)} == {
        "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml",
        "word/header1.xml", "word/header2.xml",
    }  # fmt: skip
    assert "草　稿" in draft["word/header1.xml"].decode()
    assert draft["word/header1.xml"] == draft["word/header2.xml"]


def test_neither_lxml_nor_python_docx_is_needed() -> None:
    path = EXAMPLES[-1]
    script = f"""
import hashlib
from pathlib import Path
from disclosure_cli import read
from disclosure_cli.output.compose import compose
from disclosure_cli.output.word.base_package import docx_without_lxml
composition = compose(read(Path({str(path)!r})), charts=True)
print(hashlib.sha256(docx_without_lxml(composition, draft=True)).hexdigest())
"""
    printed = printed_without_lxml(script)
    expected = docx_bytes(compose(example(path), charts=True), draft=True)
    assert printed == hashlib.sha256(expected).hexdigest() + "\n"
