"""The annotated copy: every cell in question marked, and nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from disclosure_cli import check, read, write_annotated
from disclosure_cli.errors import Unannotatable

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(params=["mistakes-2023", "helan-2020", "suqian-2024"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """An example, and its annotated copy."""
    source = EXAMPLES / f"{request.param}.xlsx"
    report = read(source)
    write_annotated(report, check(report), tmp_path / "copy.xlsx")
    return source, tmp_path / "copy.xlsx"


def test_the_copy_is_read_as_the_same_report(pair: tuple[Path, Path]) -> None:
    before, after = (read(path) for path in pair)
    assert {ref: entry.value for ref, entry in after.entries.items()} == {
        ref: entry.value for ref, entry in before.entries.items()
    }
    assert after.texts == before.texts
    assert after.about == before.about
    assert after.categories == before.categories
    assert [str(d) for d in check(after)] == [str(d) for d in check(before)]


def test_the_copy_is_valid(pair: tuple[Path, Path], assert_valid_xlsx: Any) -> None:
    assert_valid_xlsx(str(pair[1]))


def test_every_cell_in_question_carries_a_comment(pair: tuple[Path, Path]) -> None:
    source, copy = pair
    book = openpyxl.load_workbook(copy)
    for diagnostic in check(read(source)):
        if diagnostic.place.cell:
            comment = book[diagnostic.place.sheet][diagnostic.place.cell].comment
            assert comment is not None, diagnostic.place
            assert diagnostic.code in comment.text


def test_the_first_sheet_lists_the_findings_with_links(pair: tuple[Path, Path]) -> None:
    source, copy = pair
    sheet = openpyxl.load_workbook(copy).worksheets[0]
    assert sheet.title == "检查结果"
    codes = [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)]
    found = check(read(source))
    assert codes == [d.code for each in found for d in (each, *each.related)]
    links = [sheet.cell(row, 3).hyperlink for row in range(4, sheet.max_row + 1)]
    assert all(link is not None and link.location for link in links)


def test_a_copy_that_would_lack_a_table_is_not_written(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EXAMPLES / "suqian-2024.xlsx")
    book["三"]["A7"].value = "新收"
    book.save(tmp_path / "book.xlsx")
    report = read(tmp_path / "book.xlsx")
    with pytest.raises(Unannotatable, match="三、收到和处理政府信息公开申请情况"):
        write_annotated(report, check(report), tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()
