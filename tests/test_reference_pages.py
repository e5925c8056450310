"""What a person sees of a report in the looks of an office: the pages of three houses."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import office
import pytest
from conftest import ConvertAll, needed
from house_documents import HOUSES, saved
from lxml import etree
from report_factory import word_document
from sample_reports import long
from test_export import microsofts_errors
from test_pages import POINTS_A_MM, Word, words

pytestmark = pytest.mark.office

ORGAN, DATE = "宿迁市人民政府", "2025年3月31日"


class House(NamedTuple):
    """What an office's document looks like, in millimetres and points."""

    page: tuple[int, int]
    margins: tuple[int, int, int, int]
    """Left, top, right, bottom; python-docx's own are an inch and a quarter, and an inch."""
    font: str
    """The stand-in of the font of Normal (see office.py)."""
    size: float


SHOWN = {
    "annex": House((210, 297), (32, 25, 32, 25), "FandolSong", 12),
    "sections": House((210, 297), (32, 25, 32, 25), "FandolFang", 16),
    "16k": House((184, 260), (22, 25, 22, 25), "FandolKai", 14),
}
ALL = [f"{name}{suffix}" for name in SHOWN for suffix in ("", "-draft", "-writer")]


@pytest.fixture(scope="module")
def documents(convert_all: ConvertAll, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The reports by house, as `16k`; drafts as `16k-draft`; `16k-writer` in what Writer made of it."""
    folder = tmp_path_factory.mktemp("houses")
    offices = {
        name: saved(house(), folder / f"{name}-office.docx") for name, house in HOUSES.items()
    }
    texts = convert_all(list(offices.values()), "odt")
    by_writer = dict(zip(offices, convert_all(texts, "docx:MS Word 2007 XML"), strict=True))
    made = {}
    for suffix, references, draft in (
        ("", offices, False),
        ("-draft", offices, True),
        ("-writer", by_writer, False),
    ):
        for name, reference in references.items():
            path = folder / f"{name}{suffix}.docx"
            path.write_bytes(word_document(long(), reference=reference, draft=draft, charts=True))
            made[path.stem] = path
    return made


@pytest.fixture(scope="module")
def pdfs(documents: dict[str, Path], convert_all: ConvertAll) -> dict[str, Path]:
    needed(office.missing_fonts())
    converted = convert_all(list(documents.values()), "pdf:writer_pdf_Export")
    return dict(zip(documents, converted, strict=True))


@pytest.mark.parametrize("name", ALL)
def test_microsofts_own_validator_finds_nothing(name: str, documents: dict[str, Path]) -> None:
    assert microsofts_errors(documents[name]) == []


def lines(page: list[Word]) -> list[list[Word]]:
    """The words of a page by lines, from the top; within a line from the left."""
    found: list[list[Word]] = []
    for word in sorted(page, key=lambda each: (each.top + each.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if found and middle < found[-1][0].bottom - 2 and middle > found[-1][0].top + 2:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line) for line in found]


def text(line: list[Word]) -> str:
    return "".join(word.text for word in line).replace(" ", "")


@pytest.mark.parametrize("name", ALL)
def test_the_page_is_that_of_the_main_section(name: str, pdfs: dict[str, Path]) -> None:
    """Of every page: no section across the page is left."""
    command = ["pdfinfo", "-l", "99", str(pdfs[name])]
    shown = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", shown)
    found = {tuple(round(float(side) / POINTS_A_MM) for side in size) for size in sizes}
    assert found == {SHOWN[name.partition("-")[0]].page}


def test_headers_that_later_sections_inherit_stand_on_every_page(pdfs: dict[str, Path]) -> None:
    heads = {name: [text(lines(page)[0]) for page in words(pdfs[name])] for name in ALL}
    assert set(heads["annex"]) == set(heads["annex-writer"]) == {"某某市自然资源局文件"}
    first, *others = heads["sections"]
    assert first == "首页页眉"
    assert others == (["双页页眉", "单页页眉"] * len(others))[: len(others)]
    # Writer's first section is that one page.
    assert set(heads["sections-writer"]) == {"首页页眉"}
    assert heads["16k"][0] == heads["16k-writer"][0] == ORGAN


@pytest.mark.parametrize("name", ALL)
def test_each_page_has_its_number_once_in_the_middle(name: str, pdfs: dict[str, Path]) -> None:
    looks = {"annex": "第{}页", "sections": "{}", "16k": "—{}—"}[name.partition("-")[0]]
    width = SHOWN[name.partition("-")[0]].page[0] * POINTS_A_MM
    for number, page in enumerate(words(pdfs[name]), 1):
        told = lines(page)
        assert text(told[-1]) == looks.format(number)
        assert [text(line) for line in told].count(looks.format(number)) == 1
        middle = (told[-1][0].left + told[-1][-1].right) / 2
        assert abs(middle - width / 2) < 1.5


@pytest.mark.parametrize("name", SHOWN)
def test_a_draft_says_so_on_every_page(name: str, pdfs: dict[str, Path]) -> None:
    """In the place of the office's header, first and even pages too."""
    assert {text(lines(page)[0]) for page in words(pdfs[f"{name}-draft"])} == {"草稿"}


@pytest.mark.parametrize("name", SHOWN)
def test_everything_stands_in_the_type_area(name: str, pdfs: dict[str, Path]) -> None:
    house = SHOWN[name]
    left, top, right, bottom = (margin * POINTS_A_MM for margin in house.margins)
    width, height = (side * POINTS_A_MM for side in house.page)
    for page in words(pdfs[name]):
        told = lines(page)
        for line in told[1 if name != "16k" else 0 : -1]:
            for word in line:
                # A comma at the end of a line may hang by its own width.
                hanging = house.size if word.text[-1] in "，。；、：）》" else 0
                assert word.left >= left - 2, word
                assert word.right <= width - right + 2 + hanging, word
                assert word.top >= top - 6, word
                assert word.bottom <= height - bottom + 6, word


@pytest.mark.parametrize("name", SHOWN)
def test_the_signature_is_centred_on_the_date(name: str, pdfs: dict[str, Path]) -> None:
    """The date four of its characters from the margin."""
    signed = {text(line): line for line in lines(words(pdfs[name])[-1])}
    middles = [(line[0].left + line[-1].right) / 2 for line in (signed[ORGAN], signed[DATE])]
    assert abs(middles[0] - middles[1]) < 1
    house = SHOWN[name]
    margin = (house.page[0] - house.margins[2]) * POINTS_A_MM
    assert abs(margin - signed[DATE][-1].right - 4 * house.size) < house.size


class Run(NamedTuple):
    """Text of a PDF in one font."""

    font: str
    size: float
    text: str


def runs(pdf: Path) -> list[Run]:
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", "-fontfullname", str(pdf)]
    shown = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    root = etree.fromstring(shown, etree.XMLParser(recover=True, no_network=True))
    fonts = {each.get("id"): each for each in root.iter("fontspec")}
    return [
        Run(
            fonts[each.get("font")].get("family", ""),
            float(fonts[each.get("font")].get("size", "0")),
            "".join(map(str, each.itertext())).replace(" ", ""),
        )
        for each in root.iter("text")
    ]


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("said", [ORGAN, "本年度围绕重点领域", "公开发"])
def test_text_and_signature_are_in_the_font_of_normal(
    name: str, said: str, pdfs: dict[str, Path]
) -> None:
    house = SHOWN[name]
    # The title, on the first page, names the organ too.
    *_others, last = [run for run in runs(pdfs[name]) if said in run.text]
    assert house.font in last.font
    assert last.size == house.size
