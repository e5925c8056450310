"""The annotated copy: every cell in question marked, and nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from report_factory import opened, typed_into

from disclosure_cli import annotate, check, read
from disclosure_cli.errors import Unannotatable
from disclosure_cli.model.findings import Certainty, gravest_first

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module", params=["mistakes-2023", "helan-2020", "suqian-2024"])
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """An example, and its annotated copy."""
    source = EXAMPLES / f"{request.param}.xlsx"
    copy = tmp_path_factory.mktemp(request.param) / "copy.xlsx"
    report = read(source)
    annotate(report, check(report), copy)
    return source, copy


def test_the_copy_is_read_as_the_same_report(pair: tuple[Path, Path]) -> None:
    before, after = (read(path) for path in pair)
    assert {ref: entry.value for ref, entry in after.entries.items()} == {
        ref: entry.value for ref, entry in before.entries.items()
    }
    assert after.texts == before.texts
    assert after.about == before.about
    assert after.categories == before.categories
    assert [str(d) for d in check(after)] == [str(d) for d in check(before)]


@pytest.mark.slow("looks through every part of a file, as is done with all that tests make")
def test_the_copy_is_valid(pair: tuple[Path, Path], assert_valid_xlsx: Any) -> None:
    assert_valid_xlsx(str(pair[1]))


def test_every_cell_in_question_carries_a_comment(pair: tuple[Path, Path]) -> None:
    """Not those of a sum of which none is known to be wrong."""
    source, copy = pair
    book = opened(copy)
    found = check(read(source))
    assert found
    for diagnostic in found:
        if diagnostic.certainty is Certainty.OPEN:
            for cells in book[diagnostic.place.sheet][diagnostic.place.cell]:
                assert diagnostic.code not in "".join(c.comment.text for c in cells if c.comment)
        elif diagnostic.place.cell:
            comment = book[diagnostic.place.sheet][diagnostic.place.cell].comment
            assert comment is not None, diagnostic.place
            assert diagnostic.code in comment.text


def test_errors_are_red_and_warnings_yellow(tmp_path: Path) -> None:
    """Also where the template itself would mark a text in red."""
    book = typed_into(
        tmp_path_copy(tmp_path), {"三!D9": "１４０８", "三!D10": "约10", "三!D11": None}
    )
    report = read(book)
    annotate(report, check(report), tmp_path / "copy.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "copy.xlsx")["三"]
    colours = {
        cell: [
            rule.dxf.fill.bgColor.rgb[-6:]
            for area in sheet.conditional_formatting
            if cell in area.sqref
            for rule in area.rules
        ]
        for cell in ("D9", "D10", "D11")
    }
    assert colours == {"D9": ["FFEB9C"], "D10": ["FFC7CE"], "D11": ["FFEB9C"]}


def test_of_very_many_findings_of_a_cell_the_comment_tells_the_first(tmp_path: Path) -> None:
    text = "".join(f"受理申请{number}件。" for number in range(1, 40))
    report = read(typed_into(tmp_path_copy(tmp_path), {"一、总体情况!A4": text}))
    annotate(report, check(report), tmp_path / "copy.xlsx")
    comment = openpyxl.load_workbook(tmp_path / "copy.xlsx")["一、总体情况"]["A4"].comment
    assert comment is not None
    *told, last = comment.text.splitlines()
    assert (len(told), last[:3], last[-8:]) == (8, "另有 ", "见“检查结果”。")


def tmp_path_copy(tmp_path: Path) -> Path:
    """An example that may be typed into."""
    book = tmp_path / "book.xlsx"
    book.write_bytes((EXAMPLES / "suqian-2024.xlsx").read_bytes())
    return book


def test_the_first_sheet_lists_the_findings_with_links(pair: tuple[Path, Path]) -> None:
    source, copy = pair
    sheet = opened(copy).worksheets[0]
    assert sheet.title == "检查结果"
    codes = [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)]
    found = gravest_first(check(read(source)))
    assert found
    assert codes == [d.code for each in found for d in (each, *each.related)]
    levels = [sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)]
    assert levels == sorted(levels, key=("错误", "警告", "提示").index)
    links = [sheet.cell(row, 3).hyperlink for row in range(4, sheet.max_row + 1)]
    assert all(link is not None and link.location for link in links)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("三!A7", "新收"), ("五!A9", "=A3"), ("基本信息!B6", "#REF!"), ("二!C10", 3)],
)
def test_a_copy_in_which_an_error_would_vanish_is_not_written(
    cell: str, value: object, tmp_path: Path
) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes((EXAMPLES / "suqian-2024.xlsx").read_bytes())
    sheet, _, address = cell.partition("!")
    workbook = opened(book)
    if sheet == "二":
        workbook[sheet].unmerge_cells("B10:D10")
    workbook[sheet][address].value = value
    workbook.save(book)
    report = read(book)
    with pytest.raises(Unannotatable, match=cell):
        annotate(report, check(report), tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()


def test_odd_cells_stay_what_they_are(tmp_path: Path) -> None:
    """Under totals that are formulas, too: those stay formulas."""
    odd = ["1408", "１４０８", "1408件", "3.5", 3.5, "约10", "/", True, None]
    book = tmp_path / "book.xlsx"
    book.write_bytes((EXAMPLES / "suqian-2024.xlsx").read_bytes())
    before = read(typed_into(book, {f"三!D{row}": value for row, value in enumerate(odd, 9)}))
    annotate(before, check(before), tmp_path / "copy.xlsx")
    after = read(tmp_path / "copy.xlsx")
    assert {ref: entry.value for ref, entry in after.entries.items()} == {
        ref: entry.value for ref, entry in before.entries.items()
    }
    assert len(check(after)) == len(check(before))
    assert openpyxl.load_workbook(tmp_path / "copy.xlsx")["三"]["J9"].value == "=SUM(D9:I9)"
