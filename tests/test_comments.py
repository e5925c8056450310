"""The comments of an annotated copy: each box holds its text, and stands beside its cell."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from lxml import etree
from toy_edition import TOY

from disclosure_cli import check, read
from disclosure_cli.model.findings import Diagnostic
from disclosure_cli.model.places import Part, Place, Subject
from disclosure_cli.model.report import NIL, Report
from disclosure_cli.model.text import ems
from disclosure_cli.template.comments import (
    CHARACTER,
    FONT,
    FONT_SIZE,
    LINE,
    MARGIN_ACROSS,
    MARGIN_DOWN,
    WIDEST,
    beside_cell,
    comment_options,
)
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.workbook.layout import sheet_of

EXAMPLES = Path(__file__).parent.parent / "examples"
SENTENCE = (
    "警告 D404：“全年主动公开政府信息97条，其中部门动态59条，公示公告1条”共 97，"
    "而其中各部分（59 + 1 + 1 + 35）之和为 96；请核对，没有列全的请写“等”。"
)
ENGLISH = (
    "Error D101: If 三!J9 is changed from 15 to 16, then this holds (one wrong digit, probably). "
)
_NEVER_FIRST = "，。、；：！？）”》…"


class Box(NamedTuple):
    """A comment as it stands in the file: its cell, its text, its size in pixels, what it lies over."""

    place: Place
    text: str
    width: float
    height: float
    left: int
    """The first column that it lies over, counted from 0."""
    top: int
    """The first row."""
    right: int
    """The last column."""


def boxes(content: bytes) -> list[Box]:
    """The comments of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    archive = zipfile.ZipFile(io.BytesIO(content))
    found = []
    commented = [s for s in book if any(cell.comment for row in s for cell in row)]
    for number, sheet in enumerate(commented, 1):
        drawing = etree.fromstring(archive.read(f"xl/drawings/vmlDrawing{number}.vml"))
        for shape in drawing.iter("{urn:schemas-microsoft-com:vml}shape"):
            told = {each.tag.partition("}")[2]: each.text or "" for each in shape.iter()}
            row, column = int(told["Row"]), int(told["Column"])
            sizes = re.findall("(?:width|height):([0-9.]+)pt", shape.get("style") or "")
            width, height = (float(each) / 0.75 for each in sizes)
            left, _, top, _, right, over, *_ = map(int, told["Anchor"].split(","))
            comment = sheet.cell(row + 1, column + 1).comment
            assert comment is not None
            place = Place.at(sheet.title, (row, column))
            ends = right if over else right - 1
            found.append(Box(place, comment.text, width, height, left, top, ends))
    return found


def lines_set(text: str, characters: float) -> int:
    """The lines of a text set as a program sets it: no word is broken, none begins with a comma."""
    count = 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for piece in re.findall(rf"(?:[!-~]+ *|[^!-~])[{_NEVER_FIRST}]*", paragraph):
            if used and used + 2 * ems(piece.rstrip()) > characters:
                count, used = count + 1, 0.0
            used += 2 * ems(piece)
    return count


def assert_fits(text: str, width: float, height: float) -> None:
    needed = lines_set(text, (width - MARGIN_ACROSS) / CHARACTER)
    assert needed * LINE + MARGIN_DOWN <= round(height) <= (needed + 2) * LINE + MARGIN_DOWN, text


@pytest.fixture(scope="module")
def report() -> Report:
    return read(EXAMPLES / "mistakes-2023.xlsx")


@pytest.fixture(scope="module")
def found(report: Report) -> list[Diagnostic]:
    return check(report)


def test_each_box_is_as_high_as_its_lines(report: Report, found: list[Diagnostic]) -> None:
    said = boxes(workbook_bytes(report, found))
    assert len(said) > 10
    for box in said:
        assert_fits(box.text, box.width, box.height)


@pytest.mark.parametrize(
    "text",
    [
        "错误 D201：填 3.5。", SENTENCE, SENTENCE * 3, "\n".join([SENTENCE] * 5), SENTENCE * 20,
        "无。\n" * 9 + "无。", "警告 D213：" + "、".join(f"{c}11" for c in "ABCDEFGHIJ") + " 空白。",
        ENGLISH, ENGLISH * 3, "\n".join([ENGLISH] * 3), "数" * 500,
    ],
    ids=lambda text: f"{text[:5]} {len(text)}",
)  # fmt: skip
def test_a_text_of_any_length_is_shown_whole(text: str) -> None:
    options = comment_options(text)
    assert_fits(text, options["width"], options["height"])
    assert options["width"] <= CHARACTER * WIDEST + MARGIN_ACROSS


def test_a_short_text_has_a_small_box() -> None:
    short, long = comment_options("错误 D201：填 3.5。"), comment_options(SENTENCE * 5)
    assert short["height"] == LINE + MARGIN_DOWN
    assert short["width"] < 150 < 300 < long["width"]


def test_the_font_is_the_one_that_was_measured(report: Report, found: list[Diagnostic]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook_bytes(report, found)))
    part = etree.fromstring(archive.read("xl/comments1.xml"))
    assert {each.get("val") for each in part.iter("{*}rFont")} == {FONT}
    assert {each.get("val") for each in part.iter("{*}sz")} == {str(FONT_SIZE)}


@pytest.mark.parametrize("extra", ["", SENTENCE * 3], ids=["short", "long"])
def test_no_box_hides_its_cell_or_stands_out_of_the_tables(
    extra: str, report: Report, found: list[Diagnostic]
) -> None:
    """One at each cell of the tables, whatever is merged with it."""
    tables = {sheet_of(each): each for each in report.edition.sections if each.tables}
    subjects: list[Subject] = list(report.edition.measures)
    for section in tables.values():
        subjects += Part(section.key), Part(section.key, NIL)
    first = found[0]._replace(message=f"请核对。{extra}", related=(), also=(), certainty=None)
    content = workbook_bytes(report, [first._replace(at=subject) for subject in subjects])
    said = boxes(content)
    assert len(said) == len(subjects)
    merged = {
        Place(sheet.title, area.coord.partition(":")[0]): area.max_col - 1
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for area in sheet.merged_cells.ranges
    }
    in_tables = [each for each in said if each.place.sheet in tables]
    assert len(in_tables) > 100
    for box in in_tables:
        row, column = box.place.position
        is_right, is_left = box.left > merged.get(box.place, column), box.right < column
        assert is_right or is_left or box.top > row, box
        assert box.right < len(tables[box.place.sheet].widths), box


def test_a_table_of_few_columns_has_its_tick_beside_it() -> None:
    (section,) = (each for each in TOY.sections if each.tables)
    assert beside_cell(section, (1, 3), 200)["x_offset"] >= 1
