"""What LibreOffice makes of our files: a recalculated workbook, and pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import office
import openpyxl
import pytest
from conftest import Convert, ConvertAll
from report_factory import sound, template, typed_into, word_document

from disclosure_cli import check, read
from disclosure_cli.model.report import Report

EXAMPLES = Path(__file__).parent.parent / "examples"
XLSX = "xlsx:Calc MS Excel 2007 XML"

pytestmark = pytest.mark.office


def values(path: Path) -> dict[str, object]:
    """Every cell that is not empty, with its value or the stored result of its formula."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


@pytest.mark.parametrize("name", ["suqian-2024", "helan-2020", "mistakes-2023"])
def test_recalculating_and_saving_changes_no_figure(name: str, convert: Convert) -> None:
    book = EXAMPLES / f"{name}.xlsx"
    saved = convert(book, XLSX)

    assert values(saved) == values(book)
    before, after = read(book), read(saved)
    assert dict(before.entries) == dict(after.entries)
    assert [str(d) for d in check(before)] == [str(d) for d in check(after)]


def test_an_empty_template_stays_empty(convert: Convert, tmp_path: Path) -> None:
    edition = sound(2024).edition
    book = template(tmp_path / "t.xlsx", Report(edition, about={"year": "2024"}))
    assert values(convert(book, XLSX)) == values(book)


def test_the_balance_sheet_calculates_live(convert: Convert, tmp_path: Path) -> None:
    """A figure typed without the program: LibreOffice computes the totals and the verdict."""
    book = template(tmp_path / "t.xlsx", sound(2024))
    workbook = openpyxl.load_workbook(book)
    workbook["三"]["D7"].value = 3
    workbook["三"]["E9"].value = "６"
    workbook.save(book)

    cells = values(convert(book, XLSX))

    assert cells["三!J7"] == 3
    assert cells["核对!A2"] == "不符：三 3 项；请再看：三 5 项。"
    wrong = [
        cells[f"核对!B{key.removeprefix('核对!F')}"] for key, value in cells.items() if value == "×"
    ]
    assert wrong == [
        "自然人：第一项 + 第二项 = 第三项 + 第四项",
        "法人或其他组织·商业企业：第一项 + 第二项 = 第三项 + 第四项",
        "总计：第一项 + 第二项 = 第三项 + 第四项",
    ]


def test_the_characters_of_a_text_are_counted_live(convert_all: ConvertAll, tmp_path: Path) -> None:
    """Spaces and line breaks aside; the template counts what it is written with by the same rule."""
    texts = {
        "overview": ("一段 有 字。", "A4 纸\u3000两\u00a0行\n又一行"),
        "problems": (),
        "other": ("无",),
    }
    book = template(tmp_path / "t.xlsx", replace(sound(2024), texts=texts))
    names = ("一、总体情况", "五", "六")
    due = ["共 13 字", "共 0 字", "共 1 字"]
    assert [values(book)[f"{name}!B3"] for name in names] == due
    typed = typed_into(
        template(tmp_path / "typed.xlsx", replace(sound(2024), texts=texts)),
        {"五!A4": "两 字", "五!A9": 2024, "六!A5": "#REF!", "六!A2003": "三个字"},
    )
    live, of_typed = convert_all([book, typed], XLSX)
    assert [values(live)[f"{name}!B3"] for name in names] == due
    assert [values(of_typed)[f"{name}!B3"] for name in names] == ["共 13 字", "共 6 字", "共 4 字"]


def test_the_pages_hold_the_report(convert: Convert, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(word_document(read(EXAMPLES / "suqian-2024.xlsx")))
    pdf = convert(path, "pdf:writer_pdf_Export")

    pages = office.text_of(pdf)

    assert "宿迁市人民政府" in pages[0]
    assert [f"—{n}—" in page.replace(" ", "") for n, page in enumerate(pages, 1)] == [True] * len(
        pages
    )
    assert "3525" in "".join(pages)
    assert "72701.2578" in "".join(pages)
