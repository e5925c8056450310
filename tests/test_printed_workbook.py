"""What a clerk sees of the workbook: its printed pages, both editions, empty and with a report in it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import office
import pytest
from conftest import Convert, ConvertAll, needed
from report_factory import opened, template
from test_pages import Word, words

from disclosure_cli import read
from disclosure_cli.form.editions import edition_for
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import EXPLANATIONS, Explanation, Report, fields_of
from disclosure_cli.template.book import BLANK_ROWS, lines
from disclosure_cli.template.guide import CATEGORY_HINT, EXPLANATION_HINT, guide_lines, text_hint
from disclosure_cli.workbook import layout

EXAMPLES = Path(__file__).parent.parent / "examples"
PDF = "pdf:calc_pdf_Export"
EMPTY = {
    f"empty-{year}": Report(edition_for(year), about={"year": str(year)}) for year in (2020, 2024)
}
FULL = {
    f"full-{year}": read(EXAMPLES / f"{name}.xlsx")
    for year, name in ((2020, "helan-2020"), (2024, "suqian-2024"))
}
BOOKS = EMPTY | FULL
LISTS = {
    "一、总体情况": "一、总体情况",
    "主动公开分类": "主动公开政府信息分类",
    "五": "五、存在的主要问题及改进情况",
    "六": "六、其他需要报告的事项",
    "核查说明": "核查说明",
}
"""The sheets into which a person writes rows, with their titles."""
CREAM = (0xFF, 0xF8, 0xDC)
LARGE_ENOUGH = 0.8
"""Of the size of the font, in print: 8 points of 10."""


Pages = list[list[Word]]


@pytest.fixture(scope="module")
def pdfs(convert_all: ConvertAll, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    needed(office.missing_fonts())
    folder = tmp_path_factory.mktemp("workbooks")
    books = [template(folder / f"{name}.xlsx", report) for name, report in BOOKS.items()]
    return dict(zip(BOOKS, convert_all(books, PDF), strict=True))


@pytest.fixture(scope="module")
def printed(pdfs: dict[str, Path]) -> dict[str, Pages]:
    return {name: words(pdf) for name, pdf in pdfs.items()}


def bare(text: str) -> str:
    return "".join(text.split())


def text(page: list[Word]) -> str:
    return bare("".join(word.text for word in page))


def page_of(pages: Pages, title: str) -> list[Word]:
    return next(page for page in pages if text(page).startswith(bare(title)))


def hints(report: Report) -> Iterator[tuple[str, str]]:
    """Each hint of the workbook, after the title of its sheet."""
    for line in guide_lines(report):
        yield layout.GUIDE, line
    for field in fields_of(report.edition):
        yield layout.ABOUT_SHEET, field.hint_for(report.meant_year)
    for section in report.edition.sections:
        if not section.tables:
            yield section.title, text_hint(report, section)
    yield "主动公开政府信息分类", CATEGORY_HINT
    yield layout.EXPLANATION_SHEET, EXPLANATION_HINT


@pytest.mark.office
@pytest.mark.parametrize("name", BOOKS)
def test_every_hint_is_printed_to_its_last_character(name: str, printed: dict[str, Pages]) -> None:
    missing = [
        hint
        for title, hint in hints(BOOKS[name])
        if bare(hint) not in text(page_of(printed[name], title))
    ]
    assert missing == []


@pytest.mark.office
@pytest.mark.parametrize("name", BOOKS)
def test_no_line_is_printed_into_another(name: str, printed: dict[str, Pages]) -> None:
    """What does not fit into its row is printed over the next one, or cut off there."""
    for page in printed[name]:
        found = sorted(page, key=lambda word: word.top)
        for above, below in pairwise(found):
            is_another_line = below.top - above.top > 2
            shares_columns = above.left < below.right and below.left < above.right
            assert not (is_another_line and shares_columns) or above.bottom <= below.top + 3, (
                above.text,
                below.text,
            )


@pytest.mark.parametrize("name", EMPTY)
def test_the_rows_of_hints_are_high_enough_where_every_mark_is_as_wide_as_a_character(
    name: str, tmp_path: Path
) -> None:
    """As in 宋体; each line but the last may end one character early, since none begins with a comma."""
    found = {hint for title, hint in hints(BOOKS[name]) if title != layout.ABOUT_SHEET}
    too_low = []
    for sheet in opened(template(tmp_path / "t.xlsx", BOOKS[name])):
        for cell in (cell for row in sheet.iter_rows(max_col=1) for cell in row):
            if cell.value in found:
                width = sum(sheet.column_dimensions[c].width for c in covered(sheet, cell.row))
                needed = sum(1 if ord(character) < 0x7F else 2 for character in str(cell.value))
                rows = -(-(needed - 2) // (int(width) - 4))
                if (sheet.row_dimensions[cell.row].height or 15) < 13.5 * rows:
                    too_low.append(cell.value)
                found.discard(cell.value)
    assert (too_low, found - {""}) == ([], set())


def covered(sheet: Any, row: int) -> str:
    """The columns over which the first cell of a row goes."""
    areas = [area for area in sheet.merged_cells.ranges if area.min_row == row]
    return "ABC"[: areas[0].max_col] if areas else "A"


def test_marks_of_full_width_are_counted_as_such() -> None:
    assert lines("“" * 38, 80) == 1
    assert lines("“" * 40, 80) == 2
    assert lines("一段\n又一段", 80) == 2


@pytest.mark.office
@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.parametrize("title", LISTS.values())
def test_the_rows_to_write_in_are_printed(
    name: str, title: str, pdfs: dict[str, Path], printed: dict[str, Pages]
) -> None:
    """Straight down through the first column: coloured rows, each parted from the next by a rule."""
    pages = printed[name]
    page = page_of(pages, title)
    left = min(word.left for word in page) + 6
    rows = coloured_runs(pdfs[name], pages.index(page) + 1, left)
    assert rows == BLANK_ROWS


def coloured_runs(pdf: Path, page: int, left: float) -> int:
    """How often the colour of the inputs begins on the way down a page; `left` in points."""
    command = ["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page), "-singlefile", str(pdf)]
    picture = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    head = re.match(rb"P6\s+(\d+) (\d+)\s+255\s", picture)
    assert head
    width, height = int(head[1]), int(head[2])
    at = [head.end() + 3 * (row * width + int(left)) for row in range(height)]
    is_cream = [tuple(picture[each : each + 3]) == CREAM for each in at]
    return sum(now and not before for before, now in pairwise(is_cream))


@pytest.mark.office
@pytest.mark.parametrize("name", BOOKS)
def test_each_sheet_of_the_form_is_printed_on_one_page_large_enough_to_read(
    name: str, printed: dict[str, Pages]
) -> None:
    pages = printed[name]
    assert len(pages) == 12  # Eleven sheets; 核对 takes two.
    full = next(word for word in page_of(pages, layout.GUIDE) if "怎么填" in word.text)
    size = full.bottom - full.top
    for section in BOOKS[name].edition.sections:
        if section.tables:
            page = page_of(pages, section.title)
            head = next(word for word in page if word.text == "总计" or "信息内容" in word.text)
            assert head.bottom - head.top >= LARGE_ENOUGH * size
            label = next(word for word in page if layout.NIL_LABEL in word.text)
            assert label.bottom - label.top >= LARGE_ENOUGH * size


@pytest.mark.office
def test_the_tables_lie_across_the_page(pdfs: dict[str, Path], printed: dict[str, Pages]) -> None:
    pages = printed["full-2024"]
    for section in BOOKS["full-2024"].edition.sections:
        if section.tables:
            number = str(pages.index(page_of(pages, section.title)) + 1)
            command = ["pdfinfo", "-f", number, "-l", number, str(pdfs["full-2024"])]
            shown = subprocess.run(
                command, capture_output=True, check=True, text=True, timeout=120
            ).stdout
            size = re.search(r"size:\s+([\d.]+) x ([\d.]+)", shown)
            assert size
            assert float(size[1]) > float(size[2])
            shown_words = page_of(pages, section.title)
            across = max(w.right for w in shown_words) - min(w.left for w in shown_words)
            assert across > 0.75 * float(size[1])


LONG = "这一段很长，超过一行的宽度。" * 20


@pytest.mark.office
def test_what_was_written_is_printed_to_its_last_character(
    convert: Convert, tmp_path: Path
) -> None:
    *_others, last_note = (field.key for field in fields_of(FULL["full-2024"].edition))
    report = replace(
        FULL["full-2024"],
        about={**FULL["full-2024"].about, last_note: LONG},
        texts={"overview": (LONG, "一段。", LONG), "problems": ("无",), "other": ("无",)},
        categories=("名称很长的类别" * 10,),
        explanations=(Explanation(Part(EXPLANATIONS, "1"), "D213", "三!D7", LONG),),
    )
    pages = words(convert(template(tmp_path / "t.xlsx", report), PDF))
    assert text(page_of(pages, "一、总体情况")).count(LONG) == 2
    assert "名称很长的类别" * 10 in text(page_of(pages, "主动公开政府信息分类"))
    for title in (layout.ABOUT_SHEET, layout.EXPLANATION_SHEET):
        assert text(page_of(pages, title)).count("宽") == LONG.count("宽")


@pytest.mark.parametrize("name", BOOKS)
def test_a_row_that_is_written_in_grows_with_what_is_typed(name: str, tmp_path: Path) -> None:
    """Excel fits no row whose height was set by hand."""
    path = template(tmp_path / "t.xlsx", BOOKS[name])
    book = opened(path)
    with zipfile.ZipFile(path) as archive:
        for number, sheet in enumerate(book.sheetnames, 1):
            part = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            if sheet in (*LISTS, layout.ABOUT_SHEET):
                fixed = [int(row) for row in re.findall('<row r="([0-9]+)"[^>]*customHeight', part)]
                assert max(fixed, default=0) <= 2, sheet
