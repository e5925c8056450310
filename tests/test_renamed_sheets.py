"""A sheet that was renamed is found by its labels; where two are like it, none is taken."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Convert
from report_factory import opened, template, typed_into
from sheet_xml import renamed_in_xml as renamed
from test_workbook import as_ods, insert_row, without_marks

from disclosure_cli import annotate, check, read
from disclosure_cli.errors import ForeignWorkbook, UnreadableWorkbook
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import EXPLANATIONS, Explanation, Report
from disclosure_cli.workbook.sheet_finder import MOST_SHEETS

EXAMPLES = Path(__file__).parent.parent / "examples"
NEW_NAMES = {
    "基本信息": "Sheet2",
    "一、总体情况": "一",
    "主动公开分类": "类别统计",
    "二": "表二",
    "三": "三、收到和处理政府信息公开申请情况",
    "四": "表四!",
    "五": "五（存在的问题）",
    "六": "Sheet8",
    "核查说明": "警告的原因",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A filled-in workbook with findings of every kind, a category and an explanation."""
    return template(tmp_path / "book.xlsx", explained_mistakes())


@cache
def explained_mistakes() -> Report:
    report = read(EXAMPLES / "mistakes-2023.xlsx")
    explained = Explanation(Part(EXPLANATIONS, "1"), "D213", "三!D7", "原因。")
    assert report.categories
    return replace(report, explanations=(explained,))


def copied(path: Path, name: str, *copies: str) -> Path:
    """The workbook without a sheet, but with copies of it."""
    workbook = opened(path)
    for copy in copies:
        workbook.copy_worksheet(workbook[name]).title = copy
    del workbook[name]
    workbook.save(path)
    return path


def told(found: list[Diagnostic], names: dict[str, str] | None = None) -> list[tuple[object, ...]]:
    """What was found, each sheet under its own name where it was renamed; not that it was."""
    own = {new: name for name, new in (names or {}).items()}

    def plain(message: str) -> str:
        for new, name in own.items():
            message = message.replace(f"{new}!", f"{name}!")
        return message

    return [
        (
            each.code,
            each.at._replace(sheet=own.get(each.at.sheet, each.at.sheet))
            if isinstance(each.at, Place)
            else each.at,
            each.place._replace(sheet=own.get(each.place.sheet, each.place.sheet)),
            plain(each.message),
            each.explanation,
        )
        for each in found
        if each.code != "D322"
    ]


def contents(report: Report) -> tuple[object, ...]:
    return (
        report.edition.key, report.about, dict(report.entries), report.texts, report.categories,
        report.nil, report.explanations,
    )  # fmt: skip


@pytest.mark.parametrize(
    "suffix", [".xlsx", pytest.param(".ods", marks=pytest.mark.slow("reads 20 files in a child"))]
)
@pytest.mark.parametrize("names", [{own: new} for own, new in NEW_NAMES.items()] + [NEW_NAMES])
def test_it_is_read_as_under_its_own_name(names: dict[str, str], suffix: str, book: Path) -> None:
    def as_saved(path: Path) -> Path:
        return as_ods(path) if suffix == ".ods" else path

    before = read(as_saved(renamed(book, {})))  # Without the saved results of formulas.
    after = read(as_saved(renamed(book, names)))
    assert contents(after) == contents(before)
    assert after.renamed == names
    said = [(each.place, each.severity) for each in check(after) if each.code == "D322"]
    assert sorted(said) == sorted((Place(name), Severity.WARNING) for name in names.values())
    assert told(check(after), names) == told(check(before))
    assert {place.sheet for place in after.places.values()} == {
        names.get(place.sheet, place.sheet) for place in before.places.values()
    }


@pytest.mark.office
def test_it_is_found_in_an_xls(book: Path, convert: Convert) -> None:
    before = read(convert(book, "xls"))
    after = read(convert(renamed(book, {"三": "表三", "六": "表六"}), "xls"))
    assert contents(after) == contents(before)
    assert after.renamed == {"三": "表三", "六": "表六"}


@pytest.mark.parametrize("pair", [("一、总体情况", "五"), ("五", "六"), ("二", "三")])
def test_exchanged_sheets_are_not_taken_for_each_other(pair: tuple[str, str], book: Path) -> None:
    """A text under the name of another section would be printed under its heading."""
    first, second = pair
    renamed(book, {first: "x"})
    renamed(book, {second: first})
    renamed(book, {"x": second})
    found = check(read(book))
    assert {str(e.place.sheet) for e in found if e.code in ("D301", "D302")} == set(pair)
    assert [
        e for e in found if e.code == "D306" and e.place.sheet in pair and "六" not in pair
    ] == []
    if "二" not in pair:
        exchanged = [e.message for e in found if e.code == "D302"]
        assert exchanged
        assert all("对调" in message for message in exchanged)


@pytest.mark.office
def test_an_old_format_says_nothing_of_the_number_of_characters(
    book: Path, convert: Convert
) -> None:
    """Of the text that the formula makes it has 0."""
    found = check(read(convert(book, "xls")))
    assert [each.message for each in found if each.code == "D316"] == []


def test_its_tables_may_begin_anywhere(book: Path) -> None:
    insert_row(renamed(book, {"三": "表三"}), 1, "表三")
    assert {
        str(place)
        for ref, place in read(book).places.items()
        if str(ref).endswith("received/person")
    } == {"表三!D8"}


def test_findings_name_it_as_it_is_called(book: Path) -> None:
    renamed(book, {"三": "表三"})
    typed_into(book, {"表三!D7": "3.5"})
    places = [str(each.place) for each in check(read(book)) if each.code < "D3"]
    assert "表三!D7" in places


EITHER_NAME = {
    "三!D7": "三!D7",
    "表三!D7": "三!D7",
    "表三！Ｄ７": "三!Ｄ７",
    "'表三'!$D$7": "三!$D$7",
    "表三": "三",
    "三": "三",
    "D7": "D7",
}
"""What is written of a cell in table three, called 表三, and how a copy has it, where it is 三 again."""


@pytest.mark.parametrize("written", EITHER_NAME)
def test_an_explanation_may_call_it_by_either_name(written: str, book: Path) -> None:
    typed_into(book, {"三!D7": None, "核查说明!B4": written})
    found = check(read(renamed(book, {"三": "表三"})))
    explained = [each for each in found if (each.code, each.place.cell) == ("D213", "D7")]
    assert [each.explanation for each in explained] == ["原因。"]
    assert "D319" not in [each.code for each in found]


def test_the_annotated_copy_calls_it_by_its_own_name(book: Path, tmp_path: Path) -> None:
    rows = range(4, 4 + len(EITHER_NAME))
    named = {f"核查说明!B{row}": written for row, written in zip(rows, EITHER_NAME, strict=True)}
    codes = {f"核查说明!A{row}": "D213" for row in rows}
    reasons = {f"核查说明!C{row}": "原因。" for row in rows}
    typed_into(book, {"三!D7": None, **named, **codes, **reasons})
    report = read(renamed(book, {"三": "表三"}))
    annotate(report, found := check(report), tmp_path / "copy.xlsx")
    copy = read(tmp_path / "copy.xlsx")
    assert [each.place for each in copy.explanations] == [*EITHER_NAME.values()]
    assert told(check(copy)) == told(found, {"三": "表三"})


def test_the_annotated_copy_has_the_own_names_again(book: Path, tmp_path: Path) -> None:
    before = read(renamed(book, NEW_NAMES))
    annotate(before, check(before), tmp_path / "copy.xlsx")
    after = read(tmp_path / "copy.xlsx")
    assert contents(after)[1:6] == contents(before)[1:6]
    assert told(check(after)) == told(check(before), NEW_NAMES)

    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert set(NEW_NAMES) <= set(copy.sheetnames)
    findings = copy.worksheets[0]
    links: list[Any] = [row[2] for row in findings.iter_rows(min_row=4) if row[2].hyperlink]
    assert len(links) > 5
    for cell in links:
        sheet, _, _at = cell.hyperlink.location.partition("!")
        assert sheet.strip("'") in NEW_NAMES
    written = [str(cell.value) for sheet in copy for row in sheet for cell in row if cell.value]
    comments = [c.comment.text for sheet in copy for row in sheet for c in row if c.comment]
    assert comments
    for new in NEW_NAMES.values():
        assert not [text for text in (*written, *comments) if f"{new}!" in text]


def test_of_two_that_are_like_it_none_is_taken(book: Path) -> None:
    copied(book, "三", "表三", "三 (2)")
    report = read(book)
    assert not report.renamed
    assert not [ref for ref in report.entries if ref.table == "applications"]
    found = check(report)
    (missing,) = (each for each in found if each.code == "D301")
    assert str(missing.place) == "三"
    assert missing.message == (
        "找不到工作表“三”；工作表“表三”、工作表“三 (2)”的标签都与它相同，不知道以哪一张为准；"
        "请把其中一张改名为“三”，删去其余的。"
    )
    assert [each for each in found if each.code == "D316" and "三" in each.place.sheet] == []


@pytest.mark.parametrize("own", [name for name in NEW_NAMES if name != "三"])
def test_nor_of_any_other_sheet(own: str, book: Path) -> None:
    (missing,) = (e for e in check(read(copied(book, own, "甲", "乙"))) if e.code == "D301")
    assert str(missing.place) == own
    assert "工作表“甲”、工作表“乙”的标签都与它相同" in missing.message


def test_the_sheet_under_its_own_name_wins(book: Path) -> None:
    workbook = opened(book)
    workbook.copy_worksheet(workbook["三"]).title = "表三"
    workbook.save(book)
    report = read(book)
    assert not report.renamed
    assert "表三!A1" in [str(each.place) for each in check(report) if each.code == "D316"]


@pytest.mark.parametrize(
    ("own", "cell", "text"),
    [
        ("三", "A7", "新收"),
        ("三", "J5", "合计"),
        ("二", "A14", "行政处罚和强制"),
        ("四", "A4", "复议"),
        ("基本信息", "A3", "机关"),
        ("一、总体情况", "A1", "总体"),
        ("五", "A3", "正文"),
        ("六", "A1", ""),
        ("主动公开分类", "A1", "分类"),
        ("主动公开分类", "B5", "件数"),
        ("核查说明", "C3", "说明"),
    ],
)
def test_one_with_another_label_is_not_taken(own: str, cell: str, text: str, book: Path) -> None:
    renamed(typed_into(book, {f"{own}!{cell}": text}), {own: "又一张表"})
    report = read(book)
    assert not report.renamed
    found = [(each.code, each.place.sheet) for each in check(report)]
    assert ("D316", "又一张表") in found
    if own in ("主动公开分类", "核查说明", "基本信息"):
        assert "D301" not in dict(found)
    else:
        assert ("D301", own) in found


def test_a_sheet_with_the_tables_of_two_is_neither(book: Path) -> None:
    workbook = opened(book)
    sheet = workbook["三"]
    for row in workbook["四"].iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet.cell(cell.row + 50, cell.column).value = cell.value
    del workbook["四"]
    sheet.title = "表"
    workbook.save(book)
    report = read(book)
    assert not report.renamed
    assert [str(each.place) for each in check(report) if each.code == "D301"] == ["三", "四"]


def test_a_hidden_one_is_told_to_be_hidden(book: Path) -> None:
    renamed(book, {"三": "表三"})
    workbook = opened(book)
    workbook["表三"].sheet_state = "hidden"
    workbook.save(book)
    assert "表三" in [str(each.place) for each in check(read(book)) if each.code == "D215"]


def test_among_very_many_sheets_none_is_looked_for(book: Path) -> None:
    renamed(book, {"三": "表三"})
    workbook = opened(book)
    for _number in range(MOST_SHEETS):
        workbook.create_sheet()
    workbook.save(book)
    assert not read(book).renamed


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_without_its_mark_two_that_are_like_about_are_named(suffix: str, book: Path) -> None:
    copied(without_marks(book, 2023), "基本信息", "甲", "乙")
    with pytest.raises(
        UnreadableWorkbook, match=r"工作表“甲”、工作表“乙”.*改名为“基本信息”"
    ) as refusal:
        read(as_ods(book) if suffix == ".ods" else book)
    assert not isinstance(refusal.value, ForeignWorkbook)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_without_its_mark_the_year_is_found_in_a_renamed_sheet(suffix: str, book: Path) -> None:
    renamed(without_marks(book, 2017), {"基本信息": "信息"})
    with pytest.raises(UnreadableWorkbook, match="信息!B4 没有 2017 年度的统一格式"):
        read(as_ods(book) if suffix == ".ods" else book)


def test_in_a_workbook_of_somebody_else_nothing_is_looked_for(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("信息")["A1"] = "机关名称"
    workbook.save(tmp_path / "other.xlsx")
    with pytest.raises(ForeignWorkbook):
        read(tmp_path / "other.xlsx")
