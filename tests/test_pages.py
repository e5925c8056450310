"""What a person sees: the pages of five reports through LibreOffice, and the web page in a browser."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import office
import pytest
from conftest import Convert, needed
from lxml import etree
from lxml.etree import _Element
from report_factory import sound, word_document
from sample_reports import REPORTS
from test_reference import landscape

pytestmark = pytest.mark.office

POINTS_A_MM = 72 / 25.4
LEFT, RIGHT = 28 * POINTS_A_MM, (210 - 26) * POINTS_A_MM
TOP, BOTTOM = 37 * POINTS_A_MM, (297 - 35) * POINTS_A_MM
PAGES = {"short": 4, "long": 12, "zeros": 4, "large": 4, "long_name": 4}
ASKED_FOR = ["FandolFang", "FandolHei", "FandolSong", "LiberationSerif", "NotoSerifCJK"]
"""The stand-ins of 仿宋, 黑体, 宋体, Times New Roman and 小标宋 (see office.py)."""
SIDES = ("xMin", "yMin", "xMax", "yMax")
HEAD = "申请人情况"


class Word(NamedTuple):
    """A word on a page: its box in points, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def word(found: _Element) -> Word:
    left, top, right, bottom = (float(found.get(side, "0")) for side in SIDES)
    return Word(left, top, right, bottom, found.text or "")


@pytest.fixture(scope="module")
def pdfs(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    needed(office.missing_fonts())
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for name, report in REPORTS.items():
        path = folder / f"{name}.docx"
        path.write_bytes(word_document(report(), charts=name == "long"))
        made[name] = convert(path, "pdf:writer_pdf_Export")
    return made


def words(pdf: Path) -> list[list[Word]]:
    """The words of each page."""
    shown = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=120
    )
    root = etree.fromstring(shown.stdout, etree.XMLParser(recover=True))
    html = "{http://www.w3.org/1999/xhtml}"
    pages = [
        [word(found) for found in page.iter(f"{html}word")] for page in root.iter(f"{html}page")
    ]
    assert pages
    return pages


def said(tool: str, pdf: Path) -> str:
    return subprocess.run(
        [tool, str(pdf)], capture_output=True, check=True, text=True, timeout=120
    ).stdout


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_has_its_pages_of_a4(name: str, pdfs: dict[str, Path]) -> None:
    info = said("pdfinfo", pdfs[name])
    assert int(re.search(r"Pages:\s+(\d+)", info)[1]) == PAGES[name]  # type: ignore[index]
    assert "(A4)" in info


@pytest.mark.parametrize("name", REPORTS)
def test_the_fonts_are_those_asked_for(name: str, pdfs: dict[str, Path]) -> None:
    shown = said("pdffonts", pdfs[name])
    missing = [font for font in ASKED_FOR if font not in shown]
    strange = [
        line
        for line in shown.splitlines()[2:]
        if not any(font in line for font in [*ASKED_FOR, "FandolKai"])
    ]
    assert (missing, strange) == ([], [])


@pytest.mark.parametrize("name", REPORTS)
def test_everything_stands_in_the_type_area(name: str, pdfs: dict[str, Path]) -> None:
    """Nothing is clipped at an edge; only the page number and a hanging comma stand outside."""
    for page in words(pdfs[name]):
        number = max(page, key=lambda word: word.top).top
        for word in page:
            if word.top >= number - 2:
                continue
            # A comma at the end of a line may hang by its own width.
            hanging = 17 if word.text.endswith(("，", "。", "；", "、", "：", "）", "》")) else 1
            assert word.left >= LEFT - 1, word
            assert word.right <= RIGHT + hanging, word
            assert word.top >= TOP - 6, word
            assert word.bottom <= BOTTOM + 6, word


@pytest.mark.parametrize("name", REPORTS)
def test_no_two_words_overlap(name: str, pdfs: dict[str, Path]) -> None:
    for page in words(pdfs[name]):
        placed = sorted(page, key=lambda word: word.top)
        for number, word in enumerate(placed):
            for other in placed[number + 1 :]:
                if other.top >= word.bottom:
                    break
                # Boxes are as high as the font, not the glyph: lines may touch, not cross.
                across = min(word.right, other.right) - max(word.left, other.left)
                down = min(word.bottom, other.bottom) - max(word.top, other.top)
                height = min(word.bottom - word.top, other.bottom - other.top)
                assert across <= 1 or down <= height * 0.6, (word, other)


def test_a_full_page_has_22_lines(pdfs: dict[str, Path]) -> None:
    page = words(pdfs["long"])[1]
    tops = sorted({round(word.top) for word in page})
    lines = [top for before, top in pairwise([-9, *tops]) if top - before > 9]
    *text, _number = lines
    assert len(text) == 22
    pitches = {after - before for before, after in pairwise(text)}
    assert pitches <= {28, 29, 30}


@pytest.mark.parametrize("name", REPORTS)
def test_page_numbers_stand_outside(name: str, pdfs: dict[str, Path]) -> None:
    for number, page in enumerate(words(pdfs[name]), 1):
        lowest = max(word.top for word in page)
        line = sorted(word for word in page if word.top > lowest - 3)
        assert "".join(word.text for word in line).replace(" ", "") == f"—{number}—"
        if number % 2:
            assert line[-1].right > RIGHT - 20
        else:
            assert line[0].left < LEFT + 20


def test_table_three_stands_whole_on_a_page_with_its_heading(pdfs: dict[str, Path]) -> None:
    for name, pdf in pdfs.items():
        (page,) = (page for page in words(pdf) if any(word.text == HEAD for word in page))
        said = "".join(word.text for word in page)
        assert "三、收到和处理政府信息公开申请情况" in said, name
        assert "四、结转下年度继续办理" in said, name


def test_on_a_low_page_its_head_is_repeated(convert: Convert, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(word_document(sound(2024), reference=landscape(tmp_path)))
    pages = words(convert(path, "pdf:writer_pdf_Export"))
    heads = [[word.text for word in page].count(HEAD) for page in pages]
    assert [count for count in heads if count] == [1, 1]


def test_the_signature_never_stands_alone(pdfs: dict[str, Path]) -> None:
    for name, pdf in pdfs.items():
        last = words(pdf)[-1]
        above = [word for word in last if word.top > TOP - 6]
        assert any("情况如下" in word.text or "信息处理费" in word.text for word in above), name
