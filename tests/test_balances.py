"""核对 says what `validate` says: × for its errors, ！ for its warnings, 未填 for what is not filled in.

Each workbook is typed into as a person would, recalculated by LibreOffice, and both are held against
each other, sheet by sheet and in both directions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from conftest import ConvertAll
from report_factory import report, sound, typed_into

from disclosure_cli import check, read
from disclosure_cli.form.editions import edition_for
from disclosure_cli.form.schema import Measure
from disclosure_cli.model.carry_over import carried_forward
from disclosure_cli.model.figures import Entry, read_text
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.workbook.layout import CATEGORY_ROWS

pytestmark = pytest.mark.office

XLSX = "xlsx:Calc MS Excel 2007 XML"

ALL_WELL = "全部相符。"
WRONG, UNFILLED, LOOK = "不符：", "还没有填：", "请再看："
"""How the verdict reads, or begins."""

ERRORS = {
    "D101",
    "D102",
    "D103",
    "D308",
    "D210",
    *(f"D20{n}" for n in range(1, 10)),
    "D304",
    "D305",
    "D315",
}
WARNINGS = {"D104", "D211", "D212", "D213", "D502", "D503"}
NOT_FILLED_IN = {"D303", "D306", "D307"}
"""The codes that 核对 knows as well; the rest is about what no formula sees."""


def last_year() -> Report:
    """A sound report on 2023, which hands on three applications of 自然人."""
    return report(
        2023,
        "applications",
        """
                        person  total
        received             3      3
        carried_over         3      3
        """,
    )


def with_categories(year: int) -> Report:
    """A sound report with two categories that add up."""
    base = sound(year)
    counts = {CATEGORY_TOTAL: Entry(5, "5"), category(1): Entry(3, "3"), category(2): Entry(2, "2")}
    return replace(base, entries={**base.entries, **counts}, categories=("部门动态", "公示公告"))


def carrying_on() -> Report:
    """A sound report on 2024 after `last_year`: what was carried in is dealt with."""
    return report(
        2024,
        "applications",
        """
                        person  total
        carried_in           3      3
        handled.granted      3      3
        handled.total        3      3
        """,
    )


def blank(year: int) -> Report:
    return Report(edition_for(year), about={"year": str(year)})


def brought_along() -> Report:
    """What a template made from last year's report holds: the names, and 上年结转."""
    return carried_forward(blank(2024), last_year())


BASES = {
    "2024": sound(2024),
    "2020": sound(2020),
    "categories": with_categories(2024),
    "empty": blank(2024),
    "empty 2020": blank(2020),
    "empty with last": brought_along(),
    "with last": carrying_on(),
}
MADE_FROM_LAST = {"empty with last", "with last"}


class State(NamedTuple):
    """What was typed into which workbook, and how 核对 must begin."""

    verdict: str
    cells: Mapping[str, object] = {}
    base: str = "2024"
    format: str = ""
    """The number format of the cells, if it is another one."""


NOTHING_IN_THREE = {
    f"三!{column}{row}": None for column in "DEFGHI" for row in range(7, 32) if row != 29
}

STATES = {
    "sound": State(ALL_WELL),
    "sound, the form of 2019": State(ALL_WELL, base="2020"),
    "sound, with categories": State(ALL_WELL, base="categories"),
    "sound, with last year's": State(ALL_WELL, base="with last"),
    # The nine in which the two once parted.
    "ticked beside figures": State(WRONG, {"三!D2": "√", "三!D7": 1, "三!D9": 1}),
    "decimals that balance": State(WRONG, {"三!D7": 1.5, "三!D9": 1.5}),
    "negatives that balance": State(WRONG, {"三!D7": -1, "三!D9": -1}),
    "ticked and empty": State(ALL_WELL, {"三!D2": "是", **NOTHING_IN_THREE}),
    "a slash": State(LOOK, {"三!D7": "/"}),
    "a dash and 无": State(LOOK, {"三!D7": "－", "四!A7": "无"}),
    "text digits": State(LOOK, {"三!D7": "１２", "三!D9": "１２"}),
    "a single space": State(LOOK, {"三!D7": " ", "三!E7": "\u3000"}),
    "blanks among filled cells": State(LOOK, {"三!D7": None, "三!E20": None, "二!B6": None}),
    # Texts that are read, and texts that are refused.
    "a text and a number that balance": State(LOOK, {"三!D7": "１２", "三!D9": 12}),
    "a text and a number that do not": State(WRONG, {"三!D7": "１２", "三!D9": 11}),
    "figures with units": State(LOOK, {"三!D7": "1,200 件", "三!D9": "1200"}),
    "a text of a figure with .0": State(LOOK, {"三!D7": "3.0", "三!D9": 3}),
    "a text of a fraction": State(WRONG, {"三!D7": "3.5"}),
    "about ten": State(WRONG, {"三!D7": "约10"}),
    "digits apart": State(WRONG, {"三!D7": "3 000"}),
    "letters": State(WRONG, {"二!B10": "abc"}),
    "a note": State(ALL_WELL, {"二!B6": "22（其中修订16件）", "二!C6": "3 (另有1件)"}),
    "a note after text digits": State(LOOK, {"二!B6": "２２（其中修订16件）"}),
    "brackets that are no note": State(WRONG, {"二!B6": "22（千件）"}),
    "a note to no figure": State(WRONG, {"二!B6": "约22（其中修订16件）"}),
    "an amount with its unit": State(LOOK, {"二!B17": "12.5万元"}),
    "a negative amount": State(WRONG, {"二!B17": -12.5}),
    "an amount with decimals": State(ALL_WELL, {"二!B17": 72701.2578}),
    # Cells that hold no figure at all.
    "an error value": State(WRONG, {"三!D9": "#REF!"}),
    "an error value in a total": State(WRONG, {"三!J7": "#REF!"}),
    "TRUE": State(WRONG, {"三!D7": True, "三!D9": True}),
    "a date": State(WRONG, {"三!D9": dt.date(2025, 3, 1)}),
    "dates that balance": State(WRONG, {"三!D7": 3, "三!D9": 3}, format="mm/dd/yy"),
    "percentages": State(WRONG, {"三!D7": 3, "三!D9": 3}, format="0%"),
    "more than 15 digits": State(WRONG, {"三!D7": 10**15, "三!D9": 10**15}),
    # Totals and balances.
    "a total typed over": State(WRONG, {"三!J7": 5}),
    "a total typed over by its sum": State(ALL_WELL, {"三!D7": 5, "三!D9": 5, "三!J7": 5}),
    "a total of section four": State(WRONG, {"四!E7": 2}),
    "a total deleted": State(LOOK, {"三!J9": None}),
    "a total deleted with parts": State(WRONG, {"三!D7": 5, "三!D9": 5, "三!J9": None}),
    "a balance": State(WRONG, {"三!D7": 5}),
    # The box.
    "a box with 无": State(WRONG, {"三!D2": "无"}),
    "a box with a space": State(ALL_WELL, {"三!D2": " "}),
    "ticked, with zeros": State(ALL_WELL, {"三!D2": "V"}),
    "ticked beside text digits": State(WRONG, {"三!D2": "√", "三!D7": "１２", "三!D9": "１２"}),
    # Categories.
    "categories that do not add up": State(WRONG, {"主动公开分类!B3": 6}, "categories"),
    "a category without a count": State(WRONG, {"主动公开分类!A8": "其他"}, "categories"),
    "a count without a category": State(
        WRONG, {"主动公开分类!B9": 1, "主动公开分类!B3": 6}, "categories"
    ),
    "a count in text digits": State(LOOK, {"主动公开分类!B6": "３"}, "categories"),
    "a count that is none": State(WRONG, {"主动公开分类!B6": "约3"}, "categories"),
    "categories without their total": State(WRONG, {"主动公开分类!B3": None}, "categories"),
    "a total without categories": State(ALL_WELL, {"主动公开分类!B3": 7}),
    # What is not filled in.
    "untouched": State(UNFILLED, base="empty"),
    "untouched, the form of 2019": State(UNFILLED, base="empty 2020"),
    "untouched, with last year's": State(UNFILLED, base="empty with last"),
    "ticked, with last year's figures": State(WRONG, {"三!D2": "√"}, "empty with last"),
    "one table alone": State(UNFILLED, {"二!B10": 3}, "empty"),
    "no text": State(UNFILLED, {"五!A4": None}),
    "a text of spaces": State(UNFILLED, {"五!A4": " \u3000"}),
    "no organ": State(UNFILLED, {"基本信息!B3": None}),
    "a year that is none": State(WRONG, {"基本信息!B4": "去年"}),
    "a year of the other form": State(WRONG, {"基本信息!B4": 2020}),
    # Against last year.
    "carried in otherwise": State(LOOK, {"三!D8": 2, "三!D9": 2}, "with last"),
    "in force otherwise": State(LOOK, {"二!D6": 1}, "with last"),
    "an error for a category": State(WRONG, {"主动公开分类!A7": "=NA()"}, "categories"),
    "an error for an address": State(WRONG, {"基本信息!B6": "=NA()"}),
    # The form of 2019.
    "fewer than last year": State(ALL_WELL, {"二!C10": -3, "二!C14": 4}, "2020"),
    "fewer, as a text": State(LOOK, {"二!C10": "－3"}, "2020"),
    "fewer decisions than none": State(WRONG, {"二!D10": -3}, "2020"),
    "money with its unit": State(ALL_WELL, {"二!C21": "251000元"}, "2020"),
    "money in 万元": State(ALL_WELL, {"二!C21": "25.1 万元"}, "2020"),
    "money without its unit": State(LOOK, {"二!C21": "251000"}, "2020"),
    "money that is none": State(WRONG, {"二!C21": "约25万元"}, "2020"),
}  # fmt: skip


def typed(name: str, folder: Path) -> Path:
    """The workbook of a state, before anything is recalculated."""
    state = STATES[name]
    path = folder / f"{list(STATES).index(name):03}.xlsx"
    last = last_year() if state.base in MADE_FROM_LAST else None
    path.write_bytes(workbook_bytes(BASES[state.base], last=last))
    typed_into(path, state.cells)
    if state.format:
        book = openpyxl.load_workbook(path)
        for place in state.cells:
            sheet, _, cell = place.partition("!")
            book[sheet][cell].number_format = state.format
        book.save(path)
    return path


@pytest.fixture(scope="module")
def recalculated(
    convert_all: ConvertAll, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Every state as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("states")
    paths = convert_all([typed(name, folder) for name in STATES], XLSX)
    return dict(zip(STATES, paths, strict=True))


def shown(path: Path) -> tuple[str, dict[str, list[str]]]:
    """The verdict of 核对, and by sheet what its lines result in."""
    sheet = openpyxl.load_workbook(path, data_only=True)["核对"]
    results = defaultdict(list)
    for name, *_others, result in sheet.iter_rows(min_row=5, max_col=6, values_only=True):
        if name:
            results[str(name)].append(str(result))
    return str(sheet["A2"].value), results


def summed_up(results: Mapping[str, list[str]]) -> str:
    """The verdict that the lines call for: which sheets, and how many lines of each."""
    short = {name: name.partition("、")[0] for name in results}
    counted = {
        mark: [
            f"{short[name]} {each.count(mark)} 项" for name, each in results.items() if mark in each
        ]
        for mark in "×！"
    }
    unfilled = [short[name] for name, each in results.items() if "未填" in each]
    told = {WRONG: counted["×"], UNFILLED: unfilled, LOOK: counted["！"]}
    parts = [head + "、".join(sheets) for head, sheets in told.items() if sheets]
    return "；".join(parts) + "。" if parts else ALL_WELL


def due(path: Path, last: Report | None) -> dict[str, set[str]]:
    """By sheet what `validate` finds, in the marks of 核对."""
    filled = read(path)
    marks = defaultdict(set)
    for each in check(filled, last=last):
        for found in (each, *each.related):
            if mark := mark_of(found, filled):
                marks[found.place.sheet].add(mark)
    return marks


def mark_of(found: Diagnostic, filled: Report) -> str:
    """The mark of a finding: × ！ 未填, or none where 核对 knows nothing of it."""
    no_count_yet = all(
        filled.entries[category(n)].is_blank for n, _ in enumerate(filled.categories, 1)
    )
    is_blank = {"D308": not found.found, "D210": no_count_yet}
    if found.code in NOT_FILLED_IN or is_blank.get(found.code):
        return "未填"
    if found.code in ERRORS:
        assert found.severity is Severity.ERROR
        return "×"
    return "！" if found.code in WARNINGS else ""


@pytest.mark.parametrize("name", STATES)
def test_it_never_says_the_opposite_of_validate(name: str, recalculated: dict[str, Path]) -> None:
    state, path = STATES[name], recalculated[name]
    verdict, results = shown(path)
    marks = due(path, last_year() if state.base in MADE_FROM_LAST else None)

    assert verdict.startswith(state.verdict)
    assert verdict == summed_up(results)
    assert {"三", "四"} <= {*results, *marks}
    for sheet in {*results, *marks}:
        assert ("×" in results[sheet]) == ("×" in marks[sheet]), sheet
        assert ("未填" in results[sheet]) == ("未填" in marks[sheet]), sheet
        if not marks[sheet] & {"×", "未填"}:
            assert ("！" in results[sheet]) == ("！" in marks[sheet]), sheet


def test_the_verdict_names_the_sheets(recalculated: dict[str, Path]) -> None:
    """In the order of the workbook, those that are wrong first."""
    verdicts = {
        "untouched": "还没有填：基本信息、一、二、三、四、五、六。",
        "one table alone": "还没有填：基本信息、一、三、四、五、六；请再看：二 1 项。",
        "a total typed over": "不符：三 2 项。",
        "a box with 无": "不符：三 1 项。",
        "a dash and 无": "请再看：三 1 项、四 1 项。",
        "a year that is none": "不符：基本信息 1 项。",
    }
    assert {name: shown(recalculated[name])[0] for name in verdicts} == verdicts


def test_what_is_written_is_what_is_computed(
    recalculated: dict[str, Path], convert_all: ConvertAll, tmp_path: Path
) -> None:
    """A fresh workbook with the contents of a state says the same before and after recalculation.

    Of every third state: each costs LibreOffice a second.
    """
    copies, names = [], list(STATES)[::3]
    for name in names:
        path = recalculated[name]
        last = last_year() if STATES[name].base in MADE_FROM_LAST else None
        copies.append(tmp_path / path.name)
        copies[-1].write_bytes(workbook_bytes(read(path), last=last))
    live = convert_all(copies, XLSX)
    differing = [
        (name, shown(copy), shown(path))
        for name, copy, path in zip(names, copies, live, strict=True)
        if shown(copy) != shown(path)
    ]
    assert differing == []
    assert all(verdict == summed_up(results) for verdict, results in map(shown, copies))


@pytest.mark.parametrize("base", ["2024", "2020", "with last"])
def test_each_line_jumps_to_its_cell(base: str, convert_all: ConvertAll, tmp_path: Path) -> None:
    """As written, and as LibreOffice saves it; the sheet is protected, its cells may be selected."""
    last = last_year() if base in MADE_FROM_LAST else None
    written = tmp_path / "written.xlsx"
    written.write_bytes(workbook_bytes(BASES[base], last=last))
    for path in (written, *convert_all([written], XLSX)):
        book = openpyxl.load_workbook(path)
        sheet = book["核对"]
        assert sheet.protection.sheet
        assert not sheet.protection.selectLockedCells
        targets = {}
        for first, label, *_others in sheet.iter_rows(min_row=5, max_col=6):
            if not first.value:
                continue
            assert first.hyperlink is not None
            name, _, cell = str(first.hyperlink.location).replace("'", "").partition("!")
            assert name == first.value
            targets[name, label.value] = cell
            due = book[name][cell]
            assert not due.protection.locked or str(due.value).startswith("=SUM(")
        assert DUE_TARGETS.items() <= targets.items()
        if last:
            carried = "自然人：上年结转 = 上年报告的结转下年度"
            assert targets["三", carried] == "D8"


DUE_TARGETS = {
    ("基本信息", "机关名称已填写"): "B3",
    ("基本信息", "年度已填写，与这一格式相符"): "B4",
    ("一、总体情况", "有文字（现为：段数）"): "A4",
    ("主动公开分类", "没有名称或者没有条数的类别"): "A6",
    ("主动公开分类", "主动公开政府信息总数 = 各类条数之和"): "B3",
    ("二", "空白的格（报告中写 0；没有请填 0，漏填请补上）"): "B6",
    ("三", "一、本年新收政府信息公开申请数量 × 总计 = 同行各栏之和"): "J7",
    ("三", "自然人：第一项 + 第二项 = 第三项 + 第四项"): "D7",
    ("三", "总计：第一项 + 第二项 = 第三项 + 第四项"): "J7",
    ("四", "行政诉讼·复议后起诉·总计 = 同组各项之和"): "O7",
    ("六", "有文字（现为：段数）"): "A4",
}


def test_of_more_categories_than_it_adds_up_it_claims_nothing(
    convert_all: ConvertAll, tmp_path: Path
) -> None:
    """The 201st category makes up the total: the sum over the first 200 is neither right nor wrong."""
    book = tmp_path / "many.xlsx"
    book.write_bytes(workbook_bytes(with_categories(2024)))
    row = 6 + CATEGORY_ROWS
    typed_into(
        book, {f"主动公开分类!A{row}": "其他", f"主动公开分类!B{row}": 4, "主动公开分类!B3": 9}
    )
    (path,) = convert_all([book], XLSX)
    verdict, results = shown(path)
    assert check(read(path)) == []
    assert verdict.startswith(LOOK)
    assert set(results["主动公开分类"]) == {"！"}


READ = (
    "12", "１２", "1,200", "１，２００", "12条", "12 条", "１２条", "3.0", "3.00", "０", "007", " 5 ",
    "\u00a05", "5\u3000", "/", "／", "-", "－", "—", "——", "–", "\\", "无", "不适用",
    "3（其中1条撤回）", "3(含上年)", "3 （不含转送）",
)  # fmt: skip
"""Texts that are read as figures, with a warning."""
REFUSED = (
    "约10", "abc", "3.5", "-1", "+1", "3 000", "1e5", "1E5", "3/4", "2025-01-20", "5%", "12万", "12元", "(3)",
    "（3）", "3（千条）", "约3（其中1条）", "/（其中1条）", "3（其中1条", "①", "٣", "三", "#REF!", "TRUE",
    "12条3", "1条2条", "3；4", "7件", "6个", "12项", "无。", "*", "?", "[]", "1]2", "１２月", "N/A", "- -",
)  # fmt: skip
"""Texts that no figure is read from."""
BLANK = (" ", "\u3000", "\u00a0", "  \u3000 ")
UNDECIDED = ("1,2", "12,00", "9999999999999999", "1条,", "−", "条", "3（其中）")
"""Refused by `validate`; no short formula tells them from those that are read: ！, never √."""


def kinds_of_the_categories(path: Path) -> list[object]:
    """The hidden column with the kind of each count, from the first category on."""
    sheet = openpyxl.load_workbook(path, data_only=True)["核对"]
    columns = sheet.iter_cols(min_row=8, max_row=8 + CATEGORY_ROWS - 1, values_only=True)
    return next(list(column) for column in columns if {"空", "文字", "×"} <= {*column})


def test_texts_are_read_by_the_formulas_as_by_the_program(
    convert_all: ConvertAll, tmp_path: Path
) -> None:
    texts = (*READ, *REFUSED, *BLANK, *UNDECIDED)
    book = tmp_path / "texts.xlsx"
    book.write_bytes(workbook_bytes(sound(2024)))
    typed_into(book, {f"主动公开分类!B{row}": text for row, text in enumerate(texts, 6)})
    (path,) = convert_all([book], XLSX)
    kinds = dict(zip(texts, kinds_of_the_categories(path), strict=False))
    due = {"文字": READ, "×": REFUSED, "空": BLANK}
    assert kinds == {
        **{text: kind for kind, some in due.items() for text in some},
        **{text: "空" if text == "条" else "文字" for text in UNDECIDED},
    }

    for text in texts:
        entry = read_text(text, Measure.ENTRIES)
        assert entry.is_blank == (text in BLANK)
        assert (entry.value is None) == (text in (*REFUSED, *UNDECIDED)), text
