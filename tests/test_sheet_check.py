"""What openpyxl would drop or bend in silence: refused with its cell, or found at its cell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import broken_workbooks
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.utils import get_column_letter
from report_factory import opened, sound, template, typed_into

from disclosure_cli import check, read
from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import EntryIssue
from disclosure_cli.model.report import Report
from disclosure_cli.workbook.sheet_check.checked_package import MOST_STYLES
from disclosure_cli.workbook.sheet_check.drawings import MOST_DRAWINGS
from disclosure_cli.workbook.sheet_check.looks import MOST_RULES
from disclosure_cli.workbook.sheet_check.worksheet import MOST_FILLED
from disclosure_cli.workbook.xlsx import MOST_COLUMNS

PERSON = Ref("applications", "received", "person")
TOTAL = Ref("applications", "received", "total")
STYLES, TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A filled-in workbook without a finding."""
    return template(tmp_path / "book.xlsx", sound(2024))


def changed(path: Path, part: str, pattern: str, new: str) -> Path:
    """Replace what first matches a pattern in one part of a workbook."""
    parts = broken_workbooks.unpacked(path.read_bytes())
    text, count = re.subn(pattern, lambda _match: new, parts[part].decode(), count=1)
    assert count == 1
    path.write_bytes(broken_workbooks.packed({**parts, part: text.encode()}))
    return path


def stored(path: Path, cell: str, new: str) -> Path:
    """Let a cell of the sheet 三 be stored in that way."""
    return changed(path, broken_workbooks.SHEET, f'<c r="{cell}"[^>]*?(/>|>.*?</c>)', new)


def found(report: Report) -> list[tuple[str, str]]:
    return [(d.code, str(d.place)) for d in check(report)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="D7"><v>1_000</v></c>', "D203"),
        ('<c r="D7"><v>３</v></c>', "D211"),
        ('<c r="D7"><v>٣</v></c>', "D203"),
        ('<c r="D7"><v>NaN</v></c>', "D203"),
        ('<c r="D7" t="b"><v>yes</v></c>', "D203"),
        ('<c r="D7" t="b"><v>1</v></c>', "D205"),
        ('<c r="D7" t="d"><v>2025-01-20</v></c>', "D204"),
        ('<c r="D7" t="d"><v>2025-01-20T00:00:00.000</v></c>', "D204"),
        (f'<c r="D7"><v>{"9" * 5000}</v></c>', "D203"),
        (f'<c r="D7"><v>{"9" * 300}</v></c>', "D209"),
        ('<c r="D7" t="str"><f>A1</f><v></v></c>', "D213"),
        ('<c r="D7"><f>A1</f></c>', "D207"),
    ],
)
def test_what_is_no_value_of_its_type_is_found_at_its_cell(
    book: Path, cell: str, code: str
) -> None:
    assert (code, "三!D7") in found(read(stored(book, "D7", cell)))


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c r="D7" t="s"><v>-1</v></c>', "D7 的文字不在文件中"),
        ('<c r="D7" t="s"><v>99999</v></c>', "D7 的文字不在文件中"),
        ('<c r="D7" s="-1"><v>3</v></c>', "D7 样式 -1 不在文件中"),
        ('<c r="D7" s="9999"><v>3</v></c>', "D7 样式 9999 不在文件中"),
        ('<c r="D7" t="A1"><v>3</v></c>', "D7 的类型“A1”不对"),
        ('<c r="D7" t="d"><v>20250120</v></c>', "D7 的日期“20250120”不对"),
        ('<c r="D7"><v>3</v><v>4</v></c>', "D7 一格里有两个值"),
        ('<c r="D7" t="inlineStr"><v>3</v></c>', "D7 一格里有两个值"),
        ('<c r="D7"><is><t>3</t></is></c>', "D7 一格里有两个值"),
        ('<c r="D7" t="inlineStr"><is><t>1</t><r><t>2</t></r></is></c>', "D7 的文字各段次序不明"),
        ('<c r="D7" t="inlineStr"><is><r><t>1</t><t>2</t></r></is></c>', "D7 的文字各段次序不明"),
        ('<c r="D7" t="inlineStr"><is><t>3x005F_4</t></is></c>', "D7 的文字无法原样读取"),
        ('<c r="D7" t="inlineStr"><is><t>3<b/>4</t></is></c>', "D7 的文字无法原样读取"),
        ('<c r="E7"/><c r="D7"/>', "单元格地址“D7”不对"),
        ('<c r="D8"/>', "单元格地址“D8”不对"),
    ],
)
def test_what_openpyxl_would_bend_is_refused_with_its_cell(
    book: Path, cell: str, says: str
) -> None:
    with pytest.raises(UnreadableWorkbook, match=f"工作表“三”的内容已损坏（{re.escape(says)}）；"):
        read(stored(book, "D7", cell))


@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        (
            "<sheetData>",
            '<row r="1"><c r="A1"><v>3</v></c></row><sheetData>',
            "有的行或格不在表格中",
        ),
        ("</sheetData>", '<c r="A900"><v>3</v></c></sheetData>', "有的行或格不在表格中"),
        ('<mergeCell ref="[^"]*"/>', '<mergeCell ref="A1:XFD1048576"/>', "合并区域“A1:XFD1048576”"),
        ('<mergeCell ref="[^"]*"/>', '<mergeCell ref="B2:A1"/>', "合并区域“B2:A1”"),
        ('<mergeCell ref="[^"]*"/>', '<mergeCell ref="A1:B2:C3"/>', "合并区域"),
        ("<sheetData>", '<cols><col min="0" max="9" hidden="1"/></cols><sheetData>', "列 0-9 不对"),
    ],
)
def test_areas_that_cannot_be_are_refused(book: Path, pattern: str, new: str, says: str) -> None:
    changed(book, broken_workbooks.SHEET, pattern, new)
    with pytest.raises(UnreadableWorkbook, match=re.escape(says)):
        read(book)


def test_what_a_merged_area_covers_is_named(book: Path) -> None:
    """Excel shows only the first cell, but its sums take in the others; openpyxl drops them."""
    changed(book, broken_workbooks.SHEET, "</mergeCells>", '<mergeCell ref="D7:E7"/></mergeCells>')
    report = read(stored(book, "E7", '<c r="E7"><v>5</v></c>'))
    assert report[Ref("applications", "received", "organisation.business")] == 5


def rich(path: Path, cell: str, *runs: str | TextBlock) -> Path:
    """Let a cell hold a text of several runs."""
    workbook = opened(path)
    sheet, _, address = cell.partition("!")
    workbook[sheet][address].value = CellRichText(*runs)
    workbook.save(path)
    return path


STRUCK, RAISED = InlineFont(strike=True), InlineFont(vertAlign="superscript")


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ((TextBlock(STRUCK, "12"), "15"), "~~12~~15"),
        (("50", TextBlock(RAISED, "1")), "50^1"),
        ((TextBlock(STRUCK, "12"),), "~~12~~"),
    ],
)
def test_a_figure_of_which_some_is_struck_out_or_raised_is_none(
    book: Path, runs: tuple[str | TextBlock, ...], shown: str
) -> None:
    entry = read(rich(book, "三!D7", *runs)).entries[PERSON]
    assert (entry.value, entry.shown, entry.issue) == (None, shown, EntryIssue.NOT_A_FIGURE)


def test_runs_that_look_different_only_are_one_text(book: Path) -> None:
    bold = InlineFont(b=True, strike=False, vertAlign="baseline")
    report = read(rich(book, "三!D7", "1", TextBlock(bold, "5")))
    assert report[PERSON] == 15
    assert read(rich(book, "五!A4", "第", TextBlock(bold, "一"))).texts["problems"] == ("第一",)


@pytest.mark.parametrize("cell", ["五!A4", "基本信息!B3", "主动公开分类!A6"])
def test_prose_of_which_some_is_struck_out_stops_the_build(book: Path, cell: str) -> None:
    report = read(rich(book, cell, "旧", TextBlock(STRUCK, "文"), "新"))
    (error,) = (d for d in check(report) if d.code == "D315")
    assert (str(error.place), error.found, error.expected) == (cell, "旧~~文~~新", "旧新")
    assert "加了删除线的字（旧~~文~~新）" in error.message


def test_all_struck_out_is_not_nothing(book: Path) -> None:
    report = read(rich(book, "五!A4", TextBlock(STRUCK, "全文")))
    assert ("D315", "五!A4") in found(report)


@pytest.mark.parametrize(
    ("stored_as", "shown"),
    [("_x005F_x0041_", "_x0041_"), ("_x0041_", "A"), ("甲_x000D_乙", "甲乙"), ("甲_x乙", "甲_x乙")],
)
def test_an_escaped_character_is_that_character_once(
    book: Path, stored_as: str, shown: str
) -> None:
    changed(book, TEXTS, "<t>本年度情况如下。</t>", f"<t>{stored_as}</t>")
    assert read(book).texts["problems"] == (shown,)


def test_the_readings_of_characters_are_no_text(book: Path) -> None:
    """Phonetic readings, which Excel keeps beside a text, and looks that no program would mind."""
    item = '<r><rPr><family val="99"/><color rgb="x"/></rPr><t>甲</t></r><rPh sb="0" eb="1"><t>jia</t></rPh>'
    changed(book, TEXTS, "<t>本年度情况如下。</t>", item)
    assert read(book).texts["problems"] == ("甲",)


@pytest.mark.parametrize(
    ("formula", "is_sum"),
    [
        ('<f t="shared" ref="J7:J8" si="0">SUM(D7:I7)</f>', True),
        ('<f t="array" ref="J7">SUM(D7:I7)</f>', True),
        ('<f ca="1">SUM(D7:I7)</f>', True),
        ('<f t="dataTable" ref="J7" dt2D="1" dtr="1" r1="A1" r2="A2"/>', False),
    ],
)
def test_a_total_is_known_however_its_formula_is_stored(
    book: Path, formula: str, is_sum: bool
) -> None:
    report = read(stored(book, "J7", f'<c r="J7">{formula}<v>0</v></c>'))
    assert (report.entries[TOTAL].is_sum, report[TOTAL]) == (is_sum, 0)


def test_each_group_of_shared_formulas_is_its_own(book: Path) -> None:
    """The number of a group may be used again; a formula before any text is one of its own."""
    for cell, formula in (
        ("J7", '<f t="shared" si="5"/>'),
        ("J8", '<f t="shared" ref="J8" si="5">SUM(A8:B8)</f>'),
        ("J9", '<f t="shared" ref="J9:J10" si="5">SUM(D9:I9)</f>'),
        ("J11", '<f t="shared" si="5"/>'),
    ):
        stored(book, cell, f'<c r="{cell}">{formula}<v>0</v></c>')
    entries = read(book).entries
    rows = ("received", "carried_in", "handled.granted", "handled.refused.state_secret")
    sums = [entries[Ref("applications", row, "total")].is_sum for row in rows]
    assert sums == [False, False, True, True]


def test_a_formula_of_the_users_own_may_result_in_nothing_and_in_zero(book: Path) -> None:
    zero = read(stored(book, "D7", '<c r="D7"><f>A1*0</f><v>0</v></c>')).entries[PERSON]
    assert (zero.value, zero.issue) == (0, None)
    false = read(stored(book, "D7", '<c r="D7" t="b"><f>1=2</f><v>0</v></c>')).entries[PERSON]
    assert (false.value, false.issue) == (None, EntryIssue.BOOLEAN)


def test_formulas_without_end_are_refused(book: Path) -> None:
    cells = "".join(
        f'<c r="{get_column_letter(n)}900"><f t="shared" si="0"/></c>' for n in range(2, 900)
    )
    master = f'<c r="A900"><f t="shared" ref="A900:Z900" si="0">{"A1+" * 900}A1</f></c>'
    changed(
        book,
        broken_workbooks.SHEET,
        "</sheetData>",
        f'<row r="900">{master}{cells}</row></sheetData>',
    )
    with pytest.raises(UnreadableWorkbook, match=r"远多于一份报告（A?[A-Z]*900 公式过多）"):
        read(book)


def test_a_formula_far_to_the_right_is_named_by_itself(book: Path) -> None:
    far = get_column_letter(MOST_COLUMNS + 1)
    typed_into(book, {f"三!{far}9": "=1+2"})
    (finding,) = (d for d in check(read(book)) if d.code == "D316")
    assert (str(finding.place), finding.found) == (f"三!{far}9", "=1+2")


def test_a_formula_in_the_last_row_is_not_lost(book: Path) -> None:
    typed_into(book, {"三!J1048576": "=1+2"})
    assert ("D316", "三!J1048576") in found(read(book))


@pytest.mark.parametrize("number", ["14", "31", "57"])
def test_the_dates_of_chinese_excel_are_dates(book: Path, number: str) -> None:
    """31 is 2025年1月20日; without knowing the number one takes the cell for a figure."""
    changed(book, STYLES, "</cellXfs>", f'<xf numFmtId="{number}"/></cellXfs>')
    styles = broken_workbooks.unpacked(book.read_bytes())[STYLES].decode()
    last = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ") - 1
    report = read(stored(book, "D7", f'<c r="D7" s="{last}"><v>45677</v></c>'))
    assert ("D204", "三!D7") in found(report)


@pytest.mark.parametrize("defined", ["", '<numFmt numFmtId="999" formatCode=""/>'])
def test_a_number_format_that_is_not_defined_shows_nobody_knows_what(
    book: Path, defined: str
) -> None:
    changed(book, STYLES, "</numFmts>", f"{defined}</numFmts>")
    changed(book, STYLES, "</cellXfs>", '<xf numFmtId="999"/></cellXfs>')
    styles = broken_workbooks.unpacked(book.read_bytes())[STYLES].decode()
    last = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ") - 1
    report = read(stored(book, "D7", f'<c r="D7" s="{last}"><v>3</v></c>'))
    assert ("D208", "三!D7") in found(report)


def test_styles_beside_number_formats_are_no_concern(book: Path) -> None:
    """Fonts and fills that openpyxl would refuse, with the whole workbook."""
    changed(book, STYLES, "<fonts.*?</fonts>", '<fonts><font><family val="99"/></font></fonts>')
    changed(book, STYLES, "<fills.*?</fills>", '<fills><fill><x rgb="?"/></fill></fills>')
    assert found(read(book)) == []


def test_a_workbook_without_styles_is_read(book: Path) -> None:
    book.write_bytes(broken_workbooks.without_part(book.read_bytes(), STYLES))
    assert found(read(book)) == []


def test_a_sheet_of_charts_holds_nothing(book: Path) -> None:
    chart = b'<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    book.write_bytes(broken_workbooks.with_part(book.read_bytes(), broken_workbooks.SHEET, chart))
    assert ("D301", "三") in found(read(book))


def test_damage_where_nobody_looks_is_no_concern(book: Path) -> None:
    book.write_bytes(
        broken_workbooks.with_part(book.read_bytes(), "xl/worksheets/sheet10.xml", b"<worksheet")
    )
    assert found(read(book)) == []


def test_a_workbook_of_somebody_else_is_not_searched_for_damage(tmp_path: Path) -> None:
    from disclosure_cli.errors import ForeignWorkbook

    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    path.write_bytes(
        broken_workbooks.with_part(path.read_bytes(), "xl/worksheets/sheet1.xml", b"<worksheet")
    )
    with pytest.raises(ForeignWorkbook):
        read(path)


@pytest.mark.parametrize(
    ("part", "pattern", "new", "says"),
    [
        (broken_workbooks.SHEET, "</sheetData>", "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>'
         for n in range(900, 900 + MOST_FILLED)) + "</sheetData>", "远多于一份报告（A[0-9]+ 之后还有内容）"),
        (STYLES, "</cellXfs>", "<xf/>" * MOST_STYLES + "</cellXfs>", "远多于一份报告（样式过多）"),
    ],
    ids=["cells", "styles"],
)  # fmt: skip
def test_more_than_a_report_can_have_is_refused(
    book: Path, part: str, pattern: str, new: str, says: str
) -> None:
    with pytest.raises(UnreadableWorkbook, match=says):
        read(changed(book, part, pattern, new))


NUMBERED = '<dxfs><dxf><numFmt numFmtId="200" formatCode="0%"/></dxf></dxfs>'


def conditional(count: int) -> str:
    """Conditional formats of cells from D7 downwards."""
    return "".join(
        f'<conditionalFormatting sqref="D{n}"><cfRule type="expression" dxfId="0" priority="{n}">'
        "<formula>TRUE</formula></cfRule></conditionalFormatting>"
        for n in range(7, count + 7)
    )


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize(
    ("count", "says"), [(1, ""), (MOST_RULES + 1, "远多于一份报告（条件格式过多）")]
)
def test_rules_that_change_number_formats_count(book: Path, count: int, says: str) -> None:
    changed(book, STYLES, "<dxfs.*?</dxfs>|<dxfs[^>]*/>", NUMBERED)
    changed(book, broken_workbooks.SHEET, "</sheetData>", f"</sheetData>{conditional(count)}")
    if says:
        with pytest.raises(UnreadableWorkbook, match=says):
            read(book)
        return
    assert ("D208", "三!D7") in found(read(book))


@pytest.mark.parametrize("damaged", ["<t>x005F_</t>", "<t>甲</t><r><t>乙</t></r>", "<t>甲<b/></t>"])
def test_a_damaged_text_is_refused_where_a_cell_uses_it(book: Path, damaged: str) -> None:
    changed(book, TEXTS, "</sst>", f"<si>{damaged}</si></sst>")
    assert found(read(book)) == []
    last = broken_workbooks.unpacked(book.read_bytes())[TEXTS].count(b"<si>") - 1
    with pytest.raises(UnreadableWorkbook, match="“三”的内容已损坏（D7 的文字无法原样读取）"):
        read(stored(book, "D7", f'<c r="D7" t="s"><v>{last}</v></c>'))


@pytest.mark.parametrize(
    ("pattern", "by", "says"),
    [
        ("<row>[0-9]+<", "<row>1e999<", ""),
        ("<row>[0-9]+<", "<row>-5<", ""),
        ("</wsDr>", "", ""),
        ("</wsDr>", "<oneCellAnchor/>" * MOST_DRAWINGS + "</wsDr>", "图形过多"),
    ],
)
def test_odd_drawings(book: Path, pattern: str, by: str, says: str) -> None:
    """One that is damaged, Excel does not show either."""
    workbook = opened(book)
    sheet: Any = workbook["三"]
    sheet.add_chart(BarChart(), "L5")
    workbook.save(book)
    changed(book, "xl/drawings/drawing1.xml", pattern, by)
    if says:
        with pytest.raises(UnreadableWorkbook, match=f"工作表“三”的内容远多于一份报告（{says}）"):
            read(book)
    else:
        assert found(read(book)) == []
