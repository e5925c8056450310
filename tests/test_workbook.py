"""The template and what people do to it: read rightly or refused by place, never shifted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import broken_workbooks
import openpyxl
import pytest
from figures_by_label import applications, from_excel
from report_factory import opened, report, section_of_key, sound, template, typed_into
from sheet_xml import without_names_in_xml

from disclosure_cli import check, read
from disclosure_cli.errors import ForeignWorkbook, UnreadableWorkbook
from disclosure_cli.form.editions import EDITIONS, edition_for
from disclosure_cli.form.schema import Edition, Measure, Ref
from disclosure_cli.model.figures import EntryIssue, read_text
from disclosure_cli.model.places import Part, address
from disclosure_cli.model.report import (
    CATEGORY_TOTAL,
    EXPLANATIONS,
    Explanation,
    Report,
    category,
)
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.workbook.layout import ranges, sheet_of

SHEETS = [
    "填写说明",
    "基本信息",
    "一、总体情况",
    "主动公开分类",
    "二",
    "三",
    "四",
    "五",
    "六",
    "核对",
    "核查说明",
]
PERSON = Ref("applications", "received", "person")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A filled-in workbook without a finding."""
    return template(tmp_path / "book.xlsx", sound(2024))


def empty(year: int) -> Report:
    return Report(edition_for(year), about={"year": str(year)})


def codes(path: Path) -> list[str]:
    return [d.code for d in check(read(path))]


def at(path: Path, code: str) -> str:
    """The place of the one finding with that code."""
    (diagnostic,) = (d for d in check(read(path)) if d.code == code)
    return str(diagnostic.place)


@pytest.mark.slow("looks through every part of a file, as is done with all that tests make")
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_the_template_is_valid_for_excel(
    edition: Edition, tmp_path: Path, assert_valid_xlsx: Any
) -> None:
    assert_valid_xlsx(str(template(tmp_path / "t.xlsx", empty(edition.first_year))))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_the_sheets_stand_in_the_order_of_the_report(edition: Edition, tmp_path: Path) -> None:
    path = template(tmp_path / "t.xlsx", empty(edition.first_year))
    assert opened(path).sheetnames == SHEETS


def test_inputs_are_unlocked_and_everything_else_is_locked(tmp_path: Path) -> None:
    sheet = opened(template(tmp_path / "t.xlsx", empty(2024)))["三"]
    assert sheet.protection.sheet
    *_, first = applications(from_excel(sheet))[:1]
    assert [cell.protection.locked for cell in first] == [False] * 6 + [True]
    assert sheet["A7"].protection.locked


def test_inputs_are_empty_and_totals_are_formulas_with_a_value(tmp_path: Path) -> None:
    path = template(tmp_path / "t.xlsx", empty(2024))
    formulas = opened(path)["三"]
    values = opened(path, data_only=True)["三"]
    assert len(applications(from_excel(formulas))) == 25
    for row in applications(from_excel(formulas)):
        for cell in row:
            is_total = str(cell.value).startswith("=SUM(")
            assert values[cell.coordinate].value == (0 if is_total else None)
            assert is_total or cell.value is None


def test_validations_stay_within_what_excel_bears(tmp_path: Path) -> None:
    for edition in EDITIONS:
        book = opened(template(tmp_path / "t.xlsx", empty(edition.first_year)))
        assert len(book["三"].data_validations.dataValidation) > 20
        for sheet in book:
            assert len(sheet.title) <= 31
            for rule in sheet.data_validations.dataValidation:
                assert len(rule.formula1 or "") <= 255
                assert len(rule.promptTitle or "") <= 32
                assert len(rule.prompt or "") <= 255


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_formulas_stay_within_what_excel_2007_bears(edition: Edition, tmp_path: Path) -> None:
    """So that WPS and older programs calculate 核对 as well."""
    book = opened(template(tmp_path / "t.xlsx", empty(edition.first_year)))
    assert (book["三"]["J7"].data_type, book["核对"]["F5"].data_type) == ("f", "f")
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            formula = str(getattr(cell.value, "text", cell.value))
            bare = re.sub('"[^"]*"', '""', formula)
            assert len(formula) <= 8192
            assert max(accumulate((c == "(") - (c == ")") for c in bare)) <= 64
            assert set(re.findall(r"([A-Z]+)\(", bare)) <= OF_EXCEL_2007


OF_EXCEL_2007 = {
    "ABS", "AND", "CELL", "CLEAN", "COUNT", "COUNTA", "COUNTIF", "EXACT", "FIND", "IF", "IFERROR",
    "INT", "ISBLANK", "ISERROR", "ISLOGICAL", "ISNUMBER", "ISTEXT", "LEFT", "LEN", "MID", "NOT",
    "OR", "RIGHT", "ROUND", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TRIM", "VALUE",
}  # fmt: skip


def test_every_input_has_a_prompt(tmp_path: Path) -> None:
    sheet = opened(template(tmp_path / "t.xlsx", empty(2020)))["二"]
    rules = sheet.data_validations.dataValidation
    prompted = {cell for rule in rules if rule.prompt for area in rule.cells for cell in area.cells}
    assert len(prompted) == 22


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.key)
def test_the_prompts_of_table_three_say_what_its_rows_count(
    edition: Edition, tmp_path: Path
) -> None:
    """One rule for each row, in the words of the edition, then how the figure is written."""
    sheet = opened(template(tmp_path / "t.xlsx", empty(edition.first_year)))["三"]
    rules = {str(r.sqref): r for r in sheet.data_validations.dataValidation if r.prompt}
    (table,) = (t for t in edition.tables if t.key == "applications")
    rows = [row for row in table.row_leaves if not row.is_total]
    assert len(rules) == len(rows)
    for row in rows:
        own = table.counts[row.key]
        assert own
        (rule,) = (r for r in rules.values() if r.prompt.startswith(own))
        assert rule.prompt.endswith("填 0 或正整数；没有填 0。")
        assert len(rule.prompt) <= 200
        assert len(list(rule.sqref)) == 1
        assert rule.promptTitle.rpartition("·")[2].removesuffix("…") in row.label


def test_a_prompt_is_titled_by_the_labels_that_are_explained(tmp_path: Path) -> None:
    book = opened(template(tmp_path / "t.xlsx", empty(2024)))
    prompts = {
        f"{name}!{cell}": rule
        for name in ("二", "三", "四")
        for rule in book[name].data_validations.dataValidation
        for area in str(rule.sqref).split()
        for cell in [area.partition(":")[0]]
    }
    titles = {cell: rule.promptTitle for cell, rule in prompts.items()}
    assert titles["三!D7"] == "本年新收政府信息公开申请数量"
    assert titles["三!D11"] == "不予公开·属于国家秘密"
    assert titles["三!D28"] == "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息…"
    assert titles["二!D6"] == "规章·现行有效件数"
    assert titles["四!K7"] == "复议后起诉·结果维持"
    assert "（条例第十四条）" in prompts["三!D13"].prompt
    assert "一件申请只计入一种结果。" in prompts["三!D13"].prompt
    assert "国办公开办函〔2016〕201号" in prompts["四!K7"].prompt
    assert "201号" not in prompts["四!F7"].prompt


@pytest.mark.parametrize("year", [2020, 2025])
def test_the_hints_are_of_the_year_of_the_template(year: int, tmp_path: Path) -> None:
    book = opened(template(tmp_path / "t.xlsx", empty(year)))
    hints = [cell.value for cell in book["基本信息"]["C"] if cell.value]
    assert f"报告的统计年度，如 {year}；统计期限为该年 1 月 1 日至 12 月 31 日。" in hints
    assert f"如 {year + 1}年1月20日；写在落款之下。" in hints


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook_bytes(sound(2024)) == workbook_bytes(sound(2024))


def test_an_untouched_template_is_no_report(tmp_path: Path) -> None:
    found = codes(template(tmp_path / "t.xlsx", empty(2024)))
    assert found.count("D303") == 3


@pytest.mark.parametrize("year", [2020, 2024])
def test_what_is_written_is_read_back(year: int, tmp_path: Path) -> None:
    full = report(
        year,
        "applications",
        """
                        person  organisation.business  total
        received             3                      1      4
        carried_in           1                      0      1
        handled.granted      3                      1      4
        handled.total        3                      1      4
        carried_over         1                      0      1
    """,
    )
    entries = {
        **full.entries,
        CATEGORY_TOTAL: read_text("97", Measure.COUNT),
        category(1): read_text("96", Measure.COUNT),
        category(2): read_text("1", Measure.COUNT),
    }
    full = replace(
        full,
        entries={ref: entry._replace(issue=None) for ref, entry in entries.items()},
        categories=("部门动态", "公示公告"),
        nil={"disputes": "√"},
        texts={
            "overview": ("第一段。", "第二段。"),
            "problems": ("五。",),
            "other": ("六，信息处理费。",),
        },
    )

    again = read(template(tmp_path / "t.xlsx", full))

    assert again.edition is full.edition
    assert {ref: entry.value for ref, entry in again.entries.items()} == {
        ref: entry.value for ref, entry in full.entries.items()
    }
    assert {ref for ref, entry in again.entries.items() if entry.is_sum} == set(full.edition.totals)
    assert again.texts == full.texts
    assert again.categories == full.categories
    assert again.is_nil(section_of_key(full.edition, "disputes"))
    assert not again.is_nil(section_of_key(full.edition, "requests"))
    assert {key: text for key, text in again.about.items() if text} == full.about
    assert again.template_year == year
    assert codes(tmp_path / "t.xlsx") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (None, "D213"),
        ("/", "D212"),
        ("３", "D211"),
        (3.5, "D201"),
        (-1, "D202"),
        ("约10", "D203"),
        (True, "D205"),
        ("#REF!", "D206"),
        ("=1+2", "D207"),
        (1e300, "D209"),
    ],
)
def test_what_is_typed_into_a_cell_is_named_with_its_place(
    book: Path, typed: object, code: str
) -> None:
    assert at(typed_into(book, {"三!D9": typed}), code) == "三!D9"


def test_blank_zero_and_slash_are_three_things(book: Path) -> None:
    typed_into(book, {"三!D9": None, "三!E9": 0, "三!F9": "/"})
    entries = read(book).entries
    issues = [
        entries[Ref("applications", "handled.granted", column)].issue
        for column in ("person", "organisation.business", "organisation.research")
    ]
    assert issues == [EntryIssue.BLANK, None, EntryIssue.NOTHING]


def test_a_date_and_a_percentage_are_not_taken_for_their_number(book: Path) -> None:
    workbook = opened(book)
    sheet = workbook["三"]
    for cell, value, number_format in (
        ("D9", 3, "yyyy-mm-dd"),
        ("E9", 3, "0%"),
        ("F9", 3, '0"万"'),
    ):
        sheet[cell].value, sheet[cell].number_format = value, number_format
    workbook.save(book)
    found = [(str(d.place), d.code) for d in check(read(book))]
    assert ("三!D9", "D204") in found
    assert ("三!E9", "D208") in found
    assert ("三!F9", "D208") in found


def test_a_text_digit_makes_the_total_of_the_sheet_wrong(book: Path) -> None:
    """Excel's SUM skips the text: the total shows 0, the report prints 3."""
    typed_into(book, {"三!D7": "３", "三!J7": 0})
    assert "D101" in codes(book)


def test_a_total_typed_over_is_compared(book: Path) -> None:
    assert at(typed_into(book, {"三!J7": 1}), "D101") == "三!J7"


def test_a_formula_of_the_users_own_without_a_result_is_not_zero(book: Path) -> None:
    assert at(typed_into(book, {"三!J7": "=SUM(D7:H7)"}), "D207") == "三!J7"


def insert_row(path: Path, row: int, sheet: str = "三") -> Path:
    workbook = opened(path)
    workbook[sheet].insert_rows(row)
    workbook.save(path)
    return path


def test_a_row_inserted_above_a_table_moves_it_whole(book: Path) -> None:
    typed_into(book, {"三!D7": 5, "三!D9": 5, "三!D30": 5, "三!J7": 5, "三!J9": 5, "三!J30": 5})
    report = read(insert_row(book, 3))
    assert report[PERSON] == 5
    assert str(report.place(PERSON)) == "三!D8"


def test_rows_may_be_inserted_into_lists_and_nowhere_else(book: Path) -> None:
    """Of a protected sheet, the attribute says what is forbidden."""
    protected = {s.title: s.protection for s in opened(book) if s.protection.sheet}
    assert list(protected) == SHEETS
    assert [name for name, sheet in protected.items() if not sheet.insertRows] == [
        "一、总体情况", "主动公开分类", "五", "六", "核查说明",
    ]  # fmt: skip
    assert all(sheet.deleteRows and sheet.insertColumns for sheet in protected.values())


@pytest.mark.parametrize(
    "rows",
    [
        {"一、总体情况": 1, "主动公开分类": 3, "核查说明": 4},
        {"一、总体情况": 4, "主动公开分类": 4, "核查说明": 5},
        {"一、总体情况": 5, "主动公开分类": 6, "五": 5},
        {"主动公开分类": 7},
    ],
)
def test_a_row_inserted_into_lists_changes_nothing(rows: dict[str, int], tmp_path: Path) -> None:
    base = sound(2024)
    path = template(
        tmp_path / "t.xlsx",
        replace(
            base,
            texts={**base.texts, "overview": ("一段。", "又一段。"), "problems": ("甲。", "乙。")},
            categories=("法规", "规划"),
            entries={
                **base.entries,
                CATEGORY_TOTAL: read_text("3", Measure.ENTRIES),
                category(1): read_text("1", Measure.ENTRIES),
                category(2): read_text("2", Measure.ENTRIES),
            },
            explanations=(
                Explanation(Part(EXPLANATIONS, "1"), "D213", "三!D7", "原因。"),
                Explanation(Part(EXPLANATIONS, "2"), "D501", "三!D7", "又一原因。"),
            ),
        ),
    )
    before = read(path)
    workbook = opened(path)
    for sheet, row in rows.items():
        workbook[sheet].insert_rows(row)
    workbook.save(path)
    after = read(path)
    assert (after.texts, after.categories) == (before.texts, before.categories)
    assert dict(after.entries) == dict(before.entries)
    told = [[each[1:] for each in report.explanations] for report in (before, after)]
    assert told[0] == told[1]
    assert [d.code for d in check(after)] == [d.code for d in check(before)]


def test_what_is_typed_into_an_inserted_row_is_read_in_its_place(book: Path) -> None:
    workbook = opened(book)
    for sheet in ("五", "主动公开分类"):
        workbook[sheet].insert_rows(7 if sheet == "主动公开分类" else 4)
    workbook.save(book)
    typed_into(
        book,
        {
            "五!A4": "插入的一段。", "主动公开分类!B3": 3, "主动公开分类!A6": "法规",
            "主动公开分类!B6": 1, "主动公开分类!A7": "规划", "主动公开分类!B7": 2,
        },
    )  # fmt: skip
    report = read(book)
    assert report.texts["problems"] == ("插入的一段。", "本年度情况如下。")
    assert report.categories == ("法规", "规划")
    assert report[category(2)] == 2
    assert codes(book) == []


def test_a_row_inserted_inside_a_table_is_refused_and_nothing_is_read(book: Path) -> None:
    insert_row(book, 12)
    report = read(book)
    assert not [ref for ref in report.entries if ref.table == "applications"]
    assert at(book, "D302").startswith("三!")


def test_a_changed_label_is_refused_with_its_place(book: Path) -> None:
    typed_into(book, {"三!C12": "2.其他法律行政止公开"})
    assert at(book, "D302") == "三!C12"


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("三!C11", "1、属于国家秘密"),
        ("三!C11", " 1. 属于 国家秘密"),
        ("二!A4", "第二十条 第(一)项"),
    ],
)
def test_a_label_with_other_spacing_is_the_same_label(book: Path, cell: str, label: str) -> None:
    assert codes(typed_into(book, {cell: label})) == []


def test_a_sheet_that_is_gone_is_named(book: Path) -> None:
    workbook = opened(book)
    del workbook["四"]
    workbook.save(book)
    assert at(book, "D301") == "四"


@pytest.mark.parametrize("content", [None, "共 12 字", "=COUNTA(A4:A9)", "#NAME?"])
def test_the_number_of_characters_is_no_part_of_the_report(book: Path, content: object) -> None:
    """As it stands, as a program saved it without its formula, and in an older workbook without it."""
    before = read(book)
    assert opened(book)["五"]["B3"].value is not None
    assert not any(fault for fault in before.faults.stray)
    typed_into(book, {"五!B3": content})
    stray = [str(fault.at) for fault in read(book).faults.stray]
    assert stray == (["五!B3"] if content == "#NAME?" else [])
    assert read(book).texts == before.texts


def test_what_is_typed_in_place_of_the_number_of_characters_is_named(book: Path) -> None:
    assert at(typed_into(book, {"五!B3": "共 12 字，还要改"}), "D316") == "五!B3"


def test_the_text_sheets_say_what_the_section_must_hold(tmp_path: Path) -> None:
    for edition in EDITIONS:
        book = opened(template(tmp_path / "t.xlsx", empty(edition.first_year)))
        for section in edition.sections:
            if not section.tables:
                assert section.advice
                assert book[sheet_of(section)]["A2"].value.startswith(section.advice)
        assert (
            "工作考核、社会评议和责任追究结果情况（条例第五十条）"
            in book["一、总体情况"]["A2"].value
        )
        assert "主要问题及改进情况（条例第五十条）" in book["五"]["A2"].value


def test_what_stands_beside_the_form_is_named(book: Path) -> None:
    typed_into(book, {"三!L9": "其中两件", "五!B5": "写错了列"})
    places = [str(d.place) for d in check(read(book)) if d.code == "D316"]
    assert places == ["三!L9", "五!B5"]


def test_something_far_below_is_not_lost(book: Path) -> None:
    typed_into(book, {"三!A2500": "备注", "五!A3000": "最后一段。"})
    assert at(book, "D316") == "三!A2500"
    assert read(book).texts["problems"][-1] == "最后一段。"


def test_a_figure_beside_its_unmerged_cell_stops_the_build(book: Path) -> None:
    workbook = opened(book)
    workbook["二"].unmerge_cells("B10:D10")
    workbook["二"]["B10"].value = None
    workbook["二"]["C10"].value = 1573179
    workbook.save(book)
    assert at(book, "D318") == "二!C10"


def test_a_table_that_stands_twice_is_not_read(book: Path) -> None:
    workbook = opened(book)
    sheet = workbook["二"]
    for row in range(4, 18):
        for column in range(1, 5):
            sheet.cell(row + 40, column).value = sheet.cell(row, column).value
    workbook.save(book)
    assert at(book, "D317") == "二!A44"
    assert not [ref for ref in read(book).entries if ref.table == "documents"]


def test_a_formula_without_its_result_is_no_missing_paragraph(book: Path) -> None:
    assert at(typed_into(book, {"五!A5": '="甲"&"乙"'}), "D315") == "五!A5"


@pytest.mark.parametrize("value", ["#REF!", True, "=B4"])
def test_a_field_that_holds_no_text(book: Path, value: object) -> None:
    assert codes(typed_into(book, {"基本信息!B3": value})) == ["D315"]


def test_characters_that_excel_escapes_are_read_as_what_they_are(book: Path) -> None:
    typed_into(book, {"五!A4": "第一段_x000D_\n第_x0001_二_x202E_段"})
    assert read(book).texts["problems"] == ("第一段", "第二段")


FAITHFUL = [
    "General", "0", "0_ ", "#,##0", "#,##0.00", "0.00_ ", "@", 'General"件"', "[$-804]0",
    r"0_);[Red]\(0\)", "#,##0;[Red]-#,##0", '0"件"', "0件", r"0_ ;[Red]\-0\ ", "#", "??0",
    r'_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ ', r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
]  # fmt: skip
MISLEADING = [
    "0%", "0.00%", "0,", "#,##0,", "0.0,,", '0"万"', '0"."0', r"0\0", "0!0", r"\10", '00"."00',
    '0"万元"', '0"元"', "-0", "(0)", "0-0", "0[$万-804]", "[$5]0", "0*0", "0.###", '"¥"#,##0.00', "000",
    "+General;-General;General", "[White]0", "0[Red]", "G/通用格式",
    '[=3]"五";0', r"0\万", '0" 十"', '"3"0', '0"0"', '[>5]"99";0', "0.00E+00", "# ?/?", "[DBNum1]0", ";;;",
    "0#", "0?", "0#0",
]  # fmt: skip


def test_a_number_is_what_its_format_shows(book: Path) -> None:
    """One cell for each format: how the figures add up is no matter here."""
    formats = dict(zip(cells_of_table_three(), [*FAITHFUL, *MISLEADING], strict=False))
    assert len(formats) == len(FAITHFUL) + len(MISLEADING)
    typed_into(book, dict.fromkeys(formats, 3), formats)
    found = {str(each.place) for each in check(read(book)) if each.code == "D208"}
    assert {formats[at] for at in found & {*formats}} == {*MISLEADING}


def cells_of_table_three() -> list[str]:
    """Those to be filled in, of the applicants."""
    return [f"三!{column}{row}" for row in range(7, 32) for column in "DEFGHI"]


@pytest.mark.parametrize(
    "raw", ["NaN", "INF", "0x10", "1_000", "٣", "①", "1e400", "3 000", "--3", "0b1", "١٢"]
)
def test_a_raw_number_is_one_only_in_ascii_digits(book: Path, raw: str) -> None:
    new = f'<c r="D7"><v>{raw}</v></c>'.encode()
    rewrite(book, "xl/worksheets/sheet6.xml", b'<c r="D7" s="1"/>', new)
    at = Ref("applications", "received", "person")
    assert read(book).entries[at].value is None


@pytest.mark.parametrize(
    "cell",
    [
        "<v>&#1;</v>",
        "<v>3</w>",
        "<v>",
        '</c><c r="D7">',
        '</c><c r="D0">',
        '</c><c r="ZZZZ7">',
        '</c><c r="XFE7">',
        '</c></row><row r="7">',
    ],
)
def test_a_damaged_sheet_is_named(book: Path, cell: str) -> None:
    new = f'<c r="D7">{cell}</c>'.encode()
    rewrite(book, "xl/worksheets/sheet6.xml", b'<c r="D7" s="1"/>', new)
    with pytest.raises(UnreadableWorkbook, match="“三”的内容已损坏"):
        read(book)


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Replace bytes in one part of a workbook; `old` is a cell whose style may differ."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    pattern = re.sub(rb's="\d+"', rb's="\\d+"', old).replace(b"/>", rb"(/>|>.*?</c>)")
    parts[part], count = re.subn(pattern, lambda _: new, parts[part], count=1)
    assert count == 1
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("row", ["999999999", "2000000"])
def test_a_row_beyond_the_last_is_refused_at_once(book: Path, row: str) -> None:
    old = b'<c r="D7" s="1"/>'
    rewrite(
        book,
        "xl/worksheets/sheet6.xml",
        old,
        f'</row><row r="{row}"><c r="D{row}"><v>3</v></c>'.encode(),
    )
    with pytest.raises(UnreadableWorkbook, match="“三”的内容已损坏"):
        read(book)


def test_a_cell_in_the_last_row_is_not_lost(book: Path) -> None:
    typed_into(book, {"三!A1048576": "备注"})
    assert at(book, "D316") == "三!A1048576"


def test_a_file_swollen_by_formats_is_refused(book: Path) -> None:
    rewrite(book, "xl/worksheets/sheet6.xml", b'<c r="D7" s="1"/>', b" " * 5 * 2**20)
    with pytest.raises(UnreadableWorkbook, match="远多于一份报告"):
        read(book)


def test_a_line_break_in_a_cell_parts_two_paragraphs(book: Path) -> None:
    typed_into(book, {"五!A4": "　　第一段。\n\n第二段。"})
    assert read(book).texts["problems"] == ("第一段。", "第二段。")


@pytest.mark.parametrize(
    "date",
    [
        "2025年1月20日", "2025-1-20", "2025.1.20", "２０２５年１月２０日", "二〇二五年一月二十日",
        dt.datetime(2025, 1, 20),  # As Excel makes one of a text.
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(book: Path, date: object) -> None:
    typed_into(book, {"基本信息!B10": date})
    assert str(read(book).date) == "2025-01-20"
    assert codes(book) == []


def test_a_postcode_keeps_its_zero(tmp_path: Path) -> None:
    base = sound(2024)
    path = template(tmp_path / "t.xlsx", replace(base, about={**base.about, "postcode": "010020"}))
    assert read(path).about["postcode"] == "010020"


def test_without_its_mark_a_workbook_is_known_by_its_year(book: Path) -> None:
    without_names_in_xml(book)
    assert read(book).edition.key == "2021"


def without_marks(path: Path, year: object) -> Path:
    """The workbook as a program leaves it that drops defined names, with that as its year."""
    return typed_into(without_names_in_xml(path), {"基本信息!B4": year})


def as_ods(path: Path) -> Path:
    """The texts and numbers of a workbook as an .ods, which has no marks either."""
    sheets = ""
    for sheet in opened(path, data_only=True):
        rows = "".join(
            f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"
            for row in sheet.iter_rows(values_only=True)
        )
        sheets += f'<table:table table:name="{sheet.title}">{rows}</table:table>'
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>{sheets}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = path.with_suffix(".ods")
    made.write_bytes(broken_workbooks.ods(content.encode()))
    return made


def ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).splitlines())
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


@pytest.mark.parametrize(
    "suffix", [".xlsx", pytest.param(".ods", marks=pytest.mark.slow("reads each in a child"))]
)
@pytest.mark.parametrize(
    ("written", "says"),
    [
        (2024, None),
        ("2024年", None),
        ("2024年度", None),
        ("２０２４", None),
        ("２０２４年", None),
        ("2024 年", None),
        ("2024全年", "年度填“2024全年”，不是年份；请填四位数字"),
    ],
)
def test_without_its_mark_a_year_in_other_writing_tells_the_form(
    book: Path, written: object, says: str | None, suffix: str
) -> None:
    without_marks(book, written)
    report = read(book if suffix == ".xlsx" else as_ods(book))
    assert report.edition.key == "2021"
    named = [(d.code, str(d.place)) for d in check(report) if d.code == "D308"]
    assert named == ([("D308", "基本信息!B4")] if says else [])
    assert says is None or says in next(d.message for d in check(report) if d.code == "D308")


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@pytest.mark.parametrize(
    ("written", "says"),
    [
        (None, "无法读取 {path}：基本信息!B4 年度没有填写；请填四位数字，如 2024。"),
        ("去年", "无法读取 {path}：基本信息!B4 年度填“去年”，不是年份；请填四位数字，如 2024。"),
        (20245, "不是年份；请填四位数字"),
        (2018, "基本信息!B4 没有 2018 年度的统一格式"),
    ],
)
def test_without_mark_and_year_the_cell_of_the_year_is_named(
    book: Path, written: object, says: str, suffix: str
) -> None:
    path = without_marks(book, written)
    path = path if suffix == ".xlsx" else as_ods(path)
    with pytest.raises(UnreadableWorkbook) as refusal:
        read(path)
    assert not isinstance(refusal.value, ForeignWorkbook)
    assert says.format(path=path) in str(refusal.value)


def test_a_workbook_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(ForeignWorkbook, match="不是由 disclosure new-template 生成"):
        read(tmp_path / "other.xlsx")


def test_a_year_without_its_label_does_not_make_a_workbook_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("基本信息")["B1"] = 2024
    book.save(path)
    with pytest.raises(ForeignWorkbook, match="不是由 disclosure new-template 生成"):
        read(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 .xls 或加密"),
        (b"<html></html>", "网页"),
        (b"PK\x03\x04 and nothing more", "损坏"),
        (b"\x00\x01\x02", "不是 Excel 工作簿"),
    ],
)
def test_what_is_no_workbook_is_named(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbook, match=says):
        read(path)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    for path, says in ((tmp_path, "不是普通文件"), (tmp_path / "gone.xlsx", "找不到")):
        with pytest.raises(UnreadableWorkbook, match=says):
            read(path)


def test_half_a_workbook_is_refused(book: Path) -> None:
    content = book.read_bytes()
    for size in (100, len(content) // 2, len(content) - 10):
        book.write_bytes(content[:size])
        with pytest.raises(UnreadableWorkbook):
            read(book)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ((0, 0), "A1"),
        ((6, 3), "D7"),
        ((0, 25), "Z1"),
        ((0, 26), "AA1"),
        ((9, 701), "ZZ10"),
        ((0, 702), "AAA1"),
    ],
)
def test_addresses(cell: tuple[int, int], name: str) -> None:
    assert address(*cell) == name


def test_ranges() -> None:
    assert ranges([(0, 0), (0, 1), (1, 0), (1, 1)]) == ["A1:B2"]
    assert ranges([(0, 0), (1, 0), (3, 0), (0, 2)]) == ["A1:A2", "A4", "C1"]


def test_a_copied_sheet_is_not_passed_over_in_silence(book: Path) -> None:
    """A clerk who fills in the copy of a sheet must hear that it was not read."""
    workbook = opened(book)
    copy = workbook.copy_worksheet(workbook["三"])
    copy.title = "三 (2)"
    copy["D7"].value = 5
    workbook["三"].sheet_state = "hidden"
    workbook.move_sheet("三", 3)
    workbook.save(book)
    found = [(each.code, str(each.place)) for each in check(read(book))]
    assert found == [("D215", "三"), ("D316", "三 (2)!A1")]


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ({"基本信息!A20": "负责人", "基本信息!B20": "某某"}, "D316", "基本信息!A20"),
        ({"基本信息!E3": "待核实"}, "D316", "基本信息!E3"),
        ({"主动公开分类!C5": "另有3条"}, "D316", "主动公开分类!C5"),
        (
            {"主动公开分类!B3": 1, "主动公开分类!A6": "=#REF!", "主动公开分类!B6": 1},
            "D315",
            "主动公开分类!A6",
        ),
    ],
    ids=str,
)
def test_nothing_beside_the_fields_is_passed_over(
    book: Path, cells: dict[str, object], code: str, place: str
) -> None:
    typed_into(book, cells)
    assert (code, place) in [(d.code, str(d.place)) for d in check(read(book))]


@pytest.mark.parametrize(
    ("cells", "codes_due"),
    [
        ({"三!D7": "9" * 32_000}, {"D203"}),
        ({"一、总体情况!A4": "{" + " " * 30_000}, {"D314"}),
        ({"一、总体情况!A4": "无复议" * 9_000}, set()),
    ],
    ids=["digits", "a brace", "prose"],
)
def test_very_long_contents_are_contents(
    book: Path, cells: dict[str, object], codes_due: set[str]
) -> None:
    typed_into(book, cells)
    assert codes_due <= set(codes(book))


def test_a_date_beyond_all_dates_is_no_bug(book: Path) -> None:
    workbook = opened(book)
    workbook.epoch = dt.datetime(1904, 1, 1)
    workbook["三"]["D7"].value = 2_958_465
    workbook["三"]["D7"].number_format = "yyyy-mm-dd"
    workbook.save(book)
    assert codes(book) == ["D206"]
