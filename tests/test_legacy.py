"""Old .xls and .ods made from our template: the same figures, from a child process that may crash."""

from __future__ import annotations

import sys
from pathlib import Path

import broken_workbooks
import pytest
from conftest import Convert
from report_factory import report, template, typed_into

from disclosure_cli import check, read
from disclosure_cli.container import LegacyFile
from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.package import MOST_CELLS
from disclosure_cli.workbook import legacy
from disclosure_cli.workbook.cells import RawCell
from disclosure_cli.workbook.legacy_child import answer
from disclosure_cli.workbook.sheet_check.looks import Looks

FILLED = """
                      person  organisation.business  total
    received               3                      1      4
    carried_in             1                      0      1
    handled.granted        3                      1      4
    handled.total          3                      1      4
    carried_over           1                      0      1
"""


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_it_gives_the_same_figures_and_addresses(
    suffix: str, tmp_path: Path, convert: Convert
) -> None:
    book = template(tmp_path / "book.xlsx", report(2024, "applications", FILLED))
    typed_into(book, {"二!B6": 3.5, "二!C6": "五件"})
    old = convert(book, suffix)

    before, after = read(book), read(old)

    assert {ref: entry.value for ref, entry in after.entries.items()} == {
        ref: entry.value for ref, entry in before.entries.items()
    }
    assert (after.texts, after.organ, after.year) == (before.texts, before.organ, before.year)
    named = [(d.code, str(d.place)) for d in check(before) if d.code < "D3"]
    told, *others = [(d.code, str(d.place)) for d in check(after) if d.code < "D3"]
    assert told == ("D216", "基本信息")  # How the cells are shown is not known.
    assert others == named != []


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("import os; os.abort()", "中途退出，内容可能已损坏"),
        ("import time; time.sleep(60)", "读取超过 0.2 秒"),
        ("print('no JSON')", "中途退出，内容可能已损坏"),
        ("import sys; sys.exit(1)", "中途退出，内容可能已损坏"),
        ("import sys; sys.exit('memory allocation of 1 bytes failed')", "需要的内存过多"),
        ('print(\'{"reason": "memory"}\')', "需要的内存过多"),
    ],
)
def test_a_child_that_comes_to_harm_is_a_message(
    script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = legacy.subprocess.run  # type: ignore[attr-defined]
    monkeypatch.setattr(legacy, "TIME_LIMIT", 0.2 if "sleep" in script else 60)
    monkeypatch.setattr(
        legacy.subprocess,  # type: ignore[attr-defined]
        "run",
        lambda _command, **how: run([sys.executable, "-c", script], **how),
    )
    with pytest.raises(UnreadableWorkbook, match=rf"a\.xls（\.xls）：.*{says}.*另存为 \.xlsx"):
        legacy.LegacyBook(tmp_path / "a.xls", LegacyFile(".xls", b"1"))


def test_a_child_that_does_not_start_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with pytest.raises(UnreadableWorkbook, match=r"无法启动读取它的程序（.*）.*另存为 \.xlsx"):
        legacy.LegacyBook(tmp_path / "a.xls", LegacyFile(".xls", b"1"))


def filled_ods(cells: str, name: str = "三") -> bytes:
    """An .ods with one sheet."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return broken_workbooks.ods(
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>".encode()
    )


ONE = '<table:table-cell office:value-type="float" office:value="1"/>'
WIDE = ONE.replace(" ", ' table:number-columns-repeated="16384" ', 1)
MANY = f'<table:table-row table:number-rows-repeated="1000">{WIDE}</table:table-row>'
CELL = f"<table:table-row>{ONE}</table:table-row>"
FAR = (
    '<table:table-row table:number-rows-repeated="300"><table:table-cell/></table:table-row>'
    f'<table:table-row><table:table-cell table:number-columns-repeated="999"/>{ONE}</table:table-row>'
)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (LegacyFile(".ods", filled_ods(CELL + FAR)), "里有 [0-9]{6} 格，远多于一份报告；请用 disclosure new"),
        (LegacyFile(".ods", filled_ods(MANY)), "（.ods）：读取它需要的内存过多，远多于一份报告；请在"),
        (LegacyFile(".ods", broken_workbooks.packed({"mimetype": b""})), "内容已损坏，或远多于一份报告；请在"),
        (LegacyFile(".xls", broken_workbooks.ole2("Workbook")), "（.xls）：内容已损坏，或远多于一份报告；请在"),
    ],
    ids=["too many", "far too many", "broken .ods", "broken .xls"],
)  # fmt: skip
def test_what_the_child_refuses_is_told(file: LegacyFile, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbook, match=says) as refusal:
        legacy.LegacyBook(tmp_path / "a.xls", file)
    assert "\n" not in str(refusal.value)


VALUES = (
    '<table:table-row><table:table-cell office:value-type="float" office:value="2024"/><table:table-cell/>'
    '<table:table-cell office:value-type="float" office:value="3.5"/>'
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>#NAME?</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>#1</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>好!</text:p></table:table-cell></table:table-row>'
)


def test_the_child_answers_with_each_cell_and_its_kind() -> None:
    """An error is known by its words alone; empty cells are left out."""
    assert answer(filled_ods(VALUES, " 三 ")) == {
        "sheets": {
            "三": [
                (0, 0, "n", 2024.0),
                (0, 2, "n", 3.5),
                (0, 3, "b", True),
                (1, 0, "s", "甲"),
                (1, 1, "e", "#REF!"),
                (1, 2, "e", "#NAME?"),
                (1, 3, "e", "#N/A"),
                (1, 4, "s", "#1"),
                (1, 5, "s", "好!"),
            ]
        }
    }


DATES = (
    '<table:table-row><table:table-cell office:value-type="date" office:date-value="2025-01-20"/>'
    '<table:table-cell office:value-type="date" office:date-value="2025-01-20T10:20:30"/>'
    '<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/></table:table-row>'
)


def test_the_child_answers_with_dates_in_digits() -> None:
    assert answer(filled_ods(DATES)) == {
        "sheets": {
            "三": [
                (0, 0, "d", "2025-01-20"),
                (0, 1, "d", "2025-01-20 10:20:30"),
                (0, 2, "d", "08:30:00"),
            ]
        }
    }


@pytest.mark.parametrize(
    ("error", "reason"), [(MemoryError, "memory"), (OSError, "damaged"), (ValueError, "damaged")]
)
def test_the_child_answers_why_the_library_gave_up(
    error: type[Exception], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        @staticmethod
        def from_filelike(_file: object) -> None:
            raise error

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Library)
    assert answer(b"PK") == {"reason": reason}


def test_the_child_gives_no_more_cells_than_a_report_has() -> None:
    def rows(number: int) -> str:
        repeated = f'table:number-rows-repeated="{number}"'
        return f"<table:table-row {repeated}><table:table-cell/>{ONE}</table:table-row>"

    over = {"reason": "too many", "count": MOST_CELLS + 2}
    assert answer(filled_ods(rows(MOST_CELLS // 2 + 1))) == over
    assert len(answer(filled_ods(rows(MOST_CELLS // 2)))["sheets"]["三"]) == MOST_CELLS // 2


def test_the_child_does_not_answer_for_what_is_no_workbook() -> None:
    assert answer(b"PK") == {"reason": "damaged"}
    assert answer(broken_workbooks.packed({"mimetype": b""})) == {"reason": "damaged"}


def test_a_sheet_may_be_called_anything(tmp_path: Path) -> None:
    file = LegacyFile(".ods", filled_ods(CELL, "reason"))
    assert legacy.LegacyBook(tmp_path / "a.ods", file).cells("reason")[0, 0].value == 1


def test_of_an_old_format_nothing_is_known_but_its_cells(tmp_path: Path) -> None:
    """No mark tells its form, and no looks whether a person sees what it holds."""
    book = legacy.LegacyBook(tmp_path / "a.ods", LegacyFile(".ods", filled_ods(CELL)))
    assert (list(book.names), "三" in book, "四" in book) == (["三"], True, False)
    assert dict(book.cells("三")) == {(0, 0): RawCell(1.0, "n")}
    assert (book.tells_looks, book.mark("disclosure_form"), book.looks("三")) == (
        False,
        "",
        Looks(),
    )


@pytest.mark.parametrize(
    ("stored", "text"), [(2024.0, "2024"), (100000.0, "100000"), (3.5, "3.5"), (2024, "2024")]
)
def test_a_number_of_an_old_format_is_a_text_as_it_was_typed(stored: float, text: str) -> None:
    """These formats keep every number with decimals: 年度 and 邮编 too."""
    cell = RawCell(stored, "n")
    assert (cell.text, cell.line, cell.shown) == (text, text, text)


def test_without_the_library_there_is_a_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "find_spec", lambda _name: None)
    with pytest.raises(UnreadableWorkbook, match=r"另存为 \.xlsx"):
        legacy.LegacyBook(tmp_path / "a.xls", LegacyFile(".xls", b"1"))
