"""How the XML of a sheet is read, cell by cell: what is stored there, or why it is refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from small_workbook import D9, part, seen, sheet, small, styles

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.model.places import address, position
from disclosure_cli.workbook.cells import RawCell
from disclosure_cli.workbook.sheet_check.spreadsheetml import Excess
from disclosure_cli.workbook.sheet_check.style_looks import Unseen
from disclosure_cli.workbook.sheet_check.worksheet import CellReferences, CheckedText, SheetCheck

MOST_CELLS, MOST_FILLED, MOST_STYLES = 50_000, 20_000, 10_000
MOST_CHARACTERS, MOST_SHARED = 2_000_000, 100_000
"""Of all texts, and of the formulas that cells share."""
MOST_COLUMNS, LONGEST_FORMULA = 64, 400


def read(content: bytes, **parts: bytes) -> dict[str, RawCell]:
    """The cells of a sheet by their addresses."""
    return {address(*at): cell for at, cell in small(content, **parts).cells("表").items()}


def cell(stored: str, **parts: bytes) -> RawCell:
    """A cell of which this is the XML, and which is the only one of its sheet."""
    (found,) = read(sheet(f'<row r="9">{stored}</row>'), **parts).values()
    return found


def texts(*items: str) -> bytes:
    """The texts that cells share."""
    return part("sst", "".join(f"<si>{each}</si>" for each in items))


def test_rows_and_cells_without_addresses_follow_each_other() -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row><c r="C2"><v>3</v></c><c><v>4</v></c></row>'
        '<row r="7"><c><v>5</v></c></row><row><c r="B8"/><c><v>6</v></c></row><row/>'
    )
    found = {at: each.value for at, each in read(sheet(rows)).items()}
    assert found == {"A1": 1, "B1": 2, "C2": 3, "D2": 4, "A7": 5, "C8": 6}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="0"/>', "行号“0”不对"),
        ('<row r="-1"/>', "行号“-1”不对"),
        ('<row r="x"/>', "行号“x”不对"),
        ('<row r=""/>', "行号“”不对"),
        ('<row r="2"/><row r="2"/>', "行号“2”不对"),
        ('<row r="2"/><row r="1"/>', "行号“1”不对"),
        ('<row r="1048577"/>', "行号“1048577”不对"),
        ('<row r="1048576"/><row/>', "行号“1048577”不对"),
        (f'<row r="{"9" * 30}"/>', f"行号“{'9' * 20}”不对"),
        ('<row r="2"><c r="A3"/></row>', "单元格地址“A3”不对"),
        ('<row r="2"><c r="B2"/><c r="B2"/></row>', "单元格地址“B2”不对"),
        ('<row r="2"><c r="B2"/><c r="A2"/></row>', "单元格地址“A2”不对"),
        ('<row r="2"><c r="XFE2"/></row>', "单元格地址“XFE2”不对"),
        ('<row r="2"><c r="XFD2"/><c/></row>', "单元格地址“XFE2”不对"),
        ('<row r="2"><c r=""/></row>', "单元格地址“”不对"),
        (f'<row r="2"><c r="{"B" * 30}"/></row>', f"单元格地址“{'B' * 20}”不对"),
        ('<row r="2"><c r="A2"><v>1<x/></v></c></row>', "A2 一格里有两个值"),
        ('<row r="2"><c r="A2" s="3"><v>1</v></c></row>', "A2 样式 3 不在文件中"),
        (f'<row r="2"><c r="A2" s="{"9" * 30}"><v>1</v></c></row>', f"A2 样式 {'9' * 20} 不在文件中"),
        (f'<row r="2"><c r="A2" t="{"z" * 30}"><v>1</v></c></row>', f"A2 的类型“{'z' * 20}”不对"),
        ('<row r="2"><c r="A2" t="d"><v>2025-13-01</v></c></row>', "A2 的日期“2025-13-01”不对"),
        (f'<row r="2"><c r="A2" t="d"><v>{"2" * 30}</v></c></row>', f"A2 的日期“{'2' * 20}”不对"),
        ('<row r="2"><c r="A2" t="s"><v>1</v></c></row>', "A2 的文字不在文件中"),
        ('<row r="2"><c r="A2" t="s"><v>٠</v></c></row>', "A2 的文字不在文件中"),
        ('</sheetData><sheetData2><row/></sheetData2><sheetData>', "有的行或格不在表格中"),
        ('</sheetData><cols><c/></cols><sheetData>', "有的行或格不在表格中"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_place(rows: str, says: str) -> None:
    book = small(sheet(rows), styles=styles(), sharedStrings=texts("<t>甲</t>"))
    with pytest.raises(UnreadableWorkbook) as refusal:
        book.cells("表")
    assert str(refusal.value) == (
        f"无法读取 book.xlsx：工作表“表”的内容已损坏（{says}）；请在 WPS 或 Excel 中打开，另存为新的 .xlsx。"
    )


def test_of_a_row_and_a_formula_nothing_else_is_read() -> None:
    """What openpyxl would stumble over."""
    rows = (
        '<row r="9" ht="low" s="x"><c r="D9"><f ca="?" t="dataTable"><x/>A1</f><v>3</v></c></row>'
    )
    assert read(sheet(rows))["D9"].value == 3


@pytest.mark.parametrize(
    ("stored", "value", "kind"),
    [
        ("<c><v> 3 </v></c>", 3, "n"),
        ("<c><v>+3</v></c>", 3, "n"),
        ("<c><v>-3.5</v></c>", -3.5, "n"),
        ("<c><v>3.</v></c>", 3.0, "n"),
        ("<c><v>.5</v></c>", 0.5, "n"),
        ("<c><v>3E+2</v></c>", 300.0, "n"),
        ("<c><v>3e400</v></c>", float("inf"), "n"),
        ("<c><v>3e4000</v></c>", "3e4000", "s"),
        ("<c><v>1,000</v></c>", "1,000", "s"),
        ('<c t="b"><v>0</v></c>', False, "b"),
        ('<c t="b"><v>2</v></c>', "2", "s"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A", "e"),
        ('<c t="d"><v>2025-01-20</v></c>', dt.date(2025, 1, 20), "d"),
        ('<c t="d"><v>2025-01-20T10:20:30.5Z</v></c>', dt.datetime(2025, 1, 20, 10, 20, 30, 500_000), "d"),
        ('<c t="str"><v> 甲_x000D_乙 </v></c>', " 甲乙 ", "s"),
        ('<c t="inlineStr"><is><t>甲</t><x/></is></c>', "甲", "s"),
        ('<c t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r></is></c>', "甲乙", "s"),
        ('<c t="s"><v>1</v></c>', "乙", "s"),
        ("<c><x/><v>3</v></c>", 3, "n"),
    ],
)  # fmt: skip
def test_a_value_is_read_by_its_type(stored: str, value: object, kind: str) -> None:
    found = cell(stored, sharedStrings=texts("<t>甲</t>", "<t>乙</t>"))
    assert (found.value, found.kind, type(found.value)) == (value, kind, type(value))


@pytest.mark.parametrize(
    "stored", ["<c/>", "<c><v/></c>", "<c><v> </v></c>", '<c t="s"><v/></c>', '<c t="s"><v>0</v></c>',
               '<c t="inlineStr"><is/></c>', '<c t="inlineStr"><is><t/></is></c>', '<c t="str"><v/></c>'],
)  # fmt: skip
def test_a_cell_without_contents_is_none(stored: str) -> None:
    found = read(sheet(f'<row r="9">{stored}<c><v>1</v></c></row>'), sharedStrings=texts("<t/>"))
    assert list(found) == ["B9"]


@pytest.mark.parametrize(
    ("stored", "formula", "value", "kind"),
    [
        ("<c><f>A1</f><v>3</v></c>", "=A1", 3, "n"),
        ('<c t="str"><f>A1</f><v>甲</v></c>', "=A1", "甲", "s"),
        ('<c t="str"><f>A1</f><v/></c>', "=A1", "", "s"),
        ('<c t="str"><f>A1</f></c>', "=A1", "", "s"),
        ('<c t="e"><f>A1</f><v>#REF!</v></c>', "=A1", "#REF!", "e"),
        ('<c t="b"><f>A1</f><v>1</v></c>', "=A1", True, "b"),
        ("<c><f>A1</f><v/></c>", "=A1", None, "s"),
        ("<c><f>A1</f></c>", "=A1", None, "s"),
        ('<c><f t="array" ref="A9:B9">A1<x/></f><v>3</v></c>', "=A1", 3, "n"),
        ("<c><f/><v>3</v></c>", "=", 3, "n"),
        ('<c><f t="shared" si="0"/><v>3</v></c>', "=", 3, "n"),
        (f"<c><f>{'1' * LONGEST_FORMULA}</f><v>3</v></c>", f"={'1' * (LONGEST_FORMULA - 1)}", 3, "n"),
    ],
)  # fmt: skip
def test_a_formula_is_read_with_its_result(
    stored: str, formula: str, value: object, kind: str
) -> None:
    found = cell(stored)
    assert (found.formula, found.value, found.kind) == (formula, value, kind)


def test_results_are_looked_for_where_tables_are() -> None:
    """Whatever the size is that the sheet says to have; a formula far to the right has none."""
    far, last = (address(8, MOST_COLUMNS + at) for at in (0, -1))
    rows = (
        f'<row r="9"><c r="B9"><v>7</v></c><c r="D9"><f>A1</f><v>1</v></c>'
        f'<c r="{last}"><f>A2</f><v>2</v></c><c r="{far}"><f>A3</f><v>3</v></c></row>'
        '<row r="12"><c r="A12"><f>A4</f><v>4</v></c></row>'
    )
    found = read(sheet(rows, before='<dimension ref="A1:B2"/>'))
    assert {at: (each.formula, each.value) for at, each in found.items()} == {
        "B9": ("", 7),
        "D9": ("=A1", 1),
        last: ("=A2", 2),
        far: ("=A3", None),
        "A12": ("=A4", 4),
    }


def test_a_formula_that_cells_share_is_worked_out_for_each() -> None:
    """The number of a group may be used again; an array formula is none of them."""
    rows = (
        '<row r="7"><c r="J7"><f t="shared" ref="J7:J8" si="0">SUM(D7:I7)</f><v>0</v></c></row>'
        '<row r="8"><c r="J8"><f t="shared" si="0"/><v>0</v></c></row>'
        '<row r="9"><c r="J9"><f t="shared" ref="J9:J10" si="0">SUM(A9:B9)</f><v>0</v></c></row>'
        '<row r="10"><c r="J10"><f t="shared" si="0"/><v>0</v></c></row>'
        '<row r="11"><c r="J11"><f t="array" ref="J11" si="0">A1</f><v>0</v></c></row>'
    )
    formulas = [each.formula for each in read(sheet(rows)).values()]
    assert formulas == ["=SUM(D7:I7)", "=SUM(D8:I8)", "=SUM(A9:B9)", "=SUM(A10:B10)", "=A1"]


@pytest.mark.parametrize(
    ("run", "value", "kind", "marked"),
    [
        ("<rPr><strike/></rPr>", "甲丙", "struck", "甲~~乙~~丙"),
        ('<rPr><strike val="0"/></rPr>', "甲乙丙", "s", ""),
        ('<rPr><vertAlign val="superscript"/></rPr>', "甲乙丙", "s", "甲^乙丙"),
        ('<rPr><vertAlign val="subscript"/></rPr>', "甲乙丙", "s", "甲^乙丙"),
        ('<rPr><vertAlign val="baseline"/></rPr>', "甲乙丙", "s", ""),
        ('<rPr><strike/><vertAlign val="superscript"/></rPr>', "甲丙", "struck", "甲~~^乙~~丙"),
        ("<rPr><b/><i/></rPr>", "甲乙丙", "s", ""),
    ],
)
def test_runs_that_change_the_meaning_are_marked(
    run: str, value: str, kind: str, marked: str
) -> None:
    item = f"<r><t>甲</t></r><r>{run}<t>乙</t></r><r><rPr><strike/></rPr><t/></r><r><t>丙</t></r>"
    found = cell('<c t="s"><v>0</v></c>', sharedStrings=texts(item))
    assert (found.value, found.kind, found.marked) == (value, kind, marked)


WHITE = '<color rgb="FFFFFFFF"/>'


@pytest.mark.parametrize(
    ("runs", "why"),
    [
        (f"<r><t>1</t></r><r><rPr>{WHITE}</rPr><t>2</t></r>", Unseen.FAINT),
        (f"<r><t>1</t></r><r><rPr>{WHITE}</rPr><t/></r>", None),
        ('<r><rPr><rFont val="Wingdings"/></rPr><t>1</t></r><r><t>2</t></r>', Unseen.SYMBOLS),
        ('<r><rPr><sz val="1"/></rPr><t>1</t></r><r><rPr><rFont val="Symbol"/></rPr><t>2</t></r>', Unseen.TINY),
        ('<r><rPr><rFont val="Wingdings"/></rPr><t/></r><r><t>2</t></r>', None),
        ("<r><rPr><strike/></rPr><t>1</t></r><r><t>2</t></r>", None),
        (f'<r><rPr><sz val="1"/>{WHITE}</rPr><t>1</t></r>', Unseen.TINY),
        (f"<r><rPr>{WHITE}</rPr><t>1</t></r><r><rPr><b/></rPr><t>2</t></r>", Unseen.FAINT),
        ("<r><rPr><b/></rPr><t>1</t></r>", None),
    ],
)  # fmt: skip
def test_each_run_of_a_text_is_seen(runs: str, why: Unseen | None) -> None:
    """What is struck out is told with its text instead."""
    looks = seen(sheet('<row r="9"><c r="D9" t="s"><v>0</v></c></row>'), sharedStrings=texts(runs))
    assert looks.unseen(position("D9")) == why


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("_x0041_", "A"),
        ("_x4e00_x4E01_", "一x4E01_"),
        ("甲_x000A_乙_x0009_丙_x000D__x0000_", "甲\n乙\t丙"),
        ("_x004_", "_x004_"),
        ("_X0041_", "_X0041_"),
    ],
)
def test_a_character_that_xml_cannot_hold_is_read(stored: str, text: str) -> None:
    found = cell('<c t="s"><v>0</v></c>', sharedStrings=texts(f"<t>{stored}</t>"))
    assert found.value == text


@pytest.mark.parametrize(
    ("area", "covered"),
    [
        ("C8:D9", ["C9", "D9"]),
        ("D9:E10", ["E9"]),
        ("A9:D9", ["C9", "D9"]),
        ("C9", []),
        ("F1:G99", []),
        ("XFD1:XFD9", []),
    ],
)
def test_what_a_merged_area_covers_is_read_and_named(area: str, covered: list[str]) -> None:
    row = "".join(f'<c r="{column}9"><v>{n}</v></c>' for n, column in enumerate("CDE"))
    merged = f'<mergeCells><mergeCell ref="{area}" x="1"/><mergeCell ref="A1:B2"/></mergeCells>'
    content = sheet(f'<row r="9">{row}</row>', after=merged)
    looks = seen(content)
    assert [each.value for each in read(content).values()] == [0, 1, 2]
    assert [
        at for at in ("C9", "D9", "E9") if looks.unseen(position(at)) is Unseen.COVERED
    ] == covered


@pytest.mark.parametrize(
    "area",
    ["B2:A1", "A2:A1", "B1:A1", "?", "", "A1:?", "A1:XFE1", "A1:A1048577", "A0:B1",
     f"A1:A{MOST_CELLS + 1}", f"A1:B{MOST_CELLS // 2 + 1}"],
)  # fmt: skip
def test_a_merged_area_that_cannot_be_is_refused(area: str) -> None:
    book = small(sheet(after=f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'))
    with pytest.raises(UnreadableWorkbook, match=re.escape(f"（合并区域“{area}”不对或过大）")):
        book.looks("表")


def test_what_nobody_foresaw_is_one_error_all_the_same() -> None:
    book = small(sheet(after='<mergeCells><mergeCell ref="A1:"/></mergeCells>'))
    with pytest.raises(
        UnreadableWorkbook, match=r"book\.xlsx：文件的内容已损坏（ValueError）；请在"
    ):
        book.looks("表")


@pytest.mark.parametrize("area", [f"A1:B{MOST_CELLS // 2}", "XFD1048576", "A1048575:A1048576"])
def test_a_merged_area_may_be_as_large_as_a_sheet_that_is_read(area: str) -> None:
    looks = seen(sheet(after=f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'))
    assert len(looks.merged) == 1


def test_the_merged_areas_of_a_sheet_count_together() -> None:
    half = f'<mergeCell ref="A1:A{MOST_CELLS // 2 + 1}"/>'
    book = small(sheet(after=f"<mergeCells>{half}{half}</mergeCells>"))
    with pytest.raises(UnreadableWorkbook, match="不对或过大"):
        book.looks("表")


ONE = '<c t="str"><v>1</v></c>'


def test_no_more_cells_are_read_than_a_report_has() -> None:
    rows = f"<row>{ONE * (MOST_FILLED // 2)}</row>" * 2
    assert len(SheetCheck(CellReferences()).checked(sheet(rows)).filled) == MOST_FILLED
    with pytest.raises(Excess, match=r"^A3 之后还有内容$"):
        SheetCheck(CellReferences()).checked(sheet(f"{rows}<row>{ONE}</row>"))


def test_no_more_characters_are_read_than_a_report_has() -> None:
    half = CheckedText(MOST_CHARACTERS // 2)
    shared = [half, half._replace(length=half.length + 1)]
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>{}</v></c></row>'
    check, other = (SheetCheck(CellReferences(texts=shared)) for _number in range(2))
    assert len(check.checked(sheet(rows.format(0))).filled) == 2
    with pytest.raises(Excess, match=r"^B1 文字过多$"):
        other.checked(sheet(rows.format(1)))


@pytest.mark.parametrize("cells", [100, 101])
def test_the_formulas_that_cells_share_count_together(cells: int) -> None:
    """Of all sheets: each is worked out anew in every cell."""
    text = "1" * (MOST_SHARED // 100)
    master = f'<c><f t="shared" ref="A1" si="0">{text}</f><v>1</v></c>'
    follower = '<c><f t="shared" si="0"/></c>'
    rows = f"<row>{master}{follower * (cells - 51)}</row>"
    other = f"<row>{master}{follower * 49}</row>"
    check = SheetCheck(CellReferences())
    check.checked(sheet(other))
    if cells == 100:
        assert len(check.checked(sheet(rows)).filled) == 50
        return
    with pytest.raises(Excess, match=r"^AY1 公式过多$"):
        check.checked(sheet(rows))


def formatted(
    number_format: str, parent: str = "", style: str = "", defined: str = ""
) -> tuple[str, ...]:
    """The number formats of a cell with that style, and its parent."""
    made = part(
        "styleSheet",
        f'<numFmts>{defined}</numFmts><cellStyleXfs><xf numFmtId="0"/><xf {parent}/></cellStyleXfs>'
        f'<cellXfs><xf/><xf numFmtId="{number_format}" {style}/></cellXfs>',
    )
    return small(sheet(), styles=made).cells("表")[position("D9")].number_formats


@pytest.mark.parametrize(
    ("own", "parent", "style", "shown"),
    [
        ("2", "", "", "0.00"),
        ("x", "", "", "General"),
        ("9999", "", "", "[?]"),
        ("0", 'numFmtId="10"', 'xfId="1"', "0.00%"),
        ("0", 'numFmtId="10"', 'xfId="0"', "General"),
        ("0", 'numFmtId="10"', 'xfId="2"', "General"),
        ("0", 'numFmtId="10"', 'xfId="x"', "General"),
        ("0", 'numFmtId="10"', 'xfId="1" applyNumberFormat="1"', "General"),
        ("0", 'numFmtId="10"', 'xfId="1" applyNumberFormat="0"', "0.00%"),
        ("2", 'numFmtId="10"', 'xfId="1"', "0.00"),
        ("2", 'numFmtId="10"', 'xfId="1" applyNumberFormat="0"', "[?]"),
        ("2", 'numFmtId="10"', 'xfId="1" applyNumberFormat="false"', "[?]"),
        ("2", 'numFmtId="10"', 'xfId="1" applyNumberFormat="true"', "0.00"),
        ("2", 'numFmtId="2"', 'xfId="1" applyNumberFormat="0"', "0.00"),
        ("2", 'numFmtId="0"', 'xfId="1" applyNumberFormat="0"', "0.00"),
        ("2", "", 'xfId="1" applyNumberFormat="0"', "0.00"),
    ],
)
def test_a_number_format_is_the_own_one_or_that_of_the_style(
    own: str, parent: str, style: str, shown: str
) -> None:
    """Where programs differ on which of two it is, nobody knows what the cell shows."""
    assert formatted(own, parent, style) == (shown,)


YEAR_AND_MONTH, MONTH_AND_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
HOURS = 'h"时"mm"分"'
OF_CHINESE_EXCEL = {
    "14": "yyyy/m/d", "27": YEAR_AND_MONTH, "28": MONTH_AND_DAY, "29": MONTH_AND_DAY, "30": "m-d-yy",
    "31": 'yyyy"年"m"月"d"日"', "32": HOURS, "33": HOURS, "34": HOURS, "35": HOURS, "36": YEAR_AND_MONTH,
    "50": YEAR_AND_MONTH, "51": MONTH_AND_DAY, "52": YEAR_AND_MONTH, "53": MONTH_AND_DAY,
    "54": MONTH_AND_DAY, "55": HOURS, "56": HOURS, "57": YEAR_AND_MONTH, "58": MONTH_AND_DAY,
}  # fmt: skip


@pytest.mark.parametrize("number", OF_CHINESE_EXCEL)
def test_the_formats_that_chinese_excel_need_not_define_are_known(number: str) -> None:
    """ECMA-376 part 1, 18.8.30, the language zh-cn; of a time, hours and minutes are enough to tell it."""
    assert formatted(number) == (OF_CHINESE_EXCEL[number],)


@pytest.mark.parametrize(
    ("code", "shown"), [("0.0", "0.0"), ("", "[?]"), ("0" * 255, "0" * 255), ("0" * 256, "[?]")]
)
def test_a_format_that_is_defined_is_shown(code: str, shown: str) -> None:
    defined = f'<numFmt numFmtId="200" formatCode="{code}"/><numFmt numFmtId="x" formatCode="0"/>'
    assert formatted("200", defined=defined) == (shown,)


@pytest.mark.parametrize(
    ("setting", "date"),
    [
        ("", dt.datetime(2025, 1, 20)),
        ('date1904="0"', dt.datetime(2025, 1, 20)),
        ('date1904="1"', dt.datetime(2029, 1, 21)),
        ('date1904="true"', dt.datetime(2029, 1, 21)),
    ],
)
def test_days_are_counted_from_1900_or_1904(setting: str, date: dt.datetime) -> None:
    listed = f'<workbookPr {setting}/><sheets><sheet name="表" r:id="worksheet"/></sheets>'
    made = part("styleSheet", '<cellXfs><xf/><xf numFmtId="31"/></cellXfs>')
    rows = D9.replace(">5<", ">45677<")
    book = small(sheet(rows), book=listed.encode(), styles=made)
    found = book.cells("表")[position("D9")]
    assert (found.value, found.kind) == (date, "d")


def empty_styles(number: int) -> bytes:
    """So many cell styles, the last of them a conditional one."""
    return part("styleSheet", f"<cellXfs>{'<xf/>' * (number - 1)}</cellXfs><dxfs><dxf/></dxfs>")


def test_as_many_styles_are_read_as_a_report_may_have() -> None:
    rows = f'<row r="9"><c r="D9" s="{MOST_STYLES - 2}"><v>5</v></c></row>'
    assert seen(sheet(rows), styles=empty_styles(MOST_STYLES)).unseen(position("D9")) is None


def test_more_styles_than_a_report_may_have_are_refused() -> None:
    with pytest.raises(UnreadableWorkbook, match="文件的内容远多于一份报告（样式过多）"):
        read(sheet(), styles=empty_styles(MOST_STYLES + 1))


def test_as_many_texts_are_read_as_a_report_may_have() -> None:
    assert seen(sheet(), sharedStrings=texts(*[""] * MOST_FILLED)).unseen(position("D9")) is None
    with pytest.raises(UnreadableWorkbook, match="文件的内容远多于一份报告（文字过多）"):
        read(sheet(), sharedStrings=texts(*[""] * (MOST_FILLED + 1)))


@pytest.mark.parametrize("written", ['"2021"', '="2021"', ' ="2021" ', "2021"])
def test_a_mark_is_the_text_of_a_defined_name(written: str) -> None:
    listed = (
        '<sheets><sheet name="表" r:id="worksheet"/></sheets>'
        f'<definedNames><definedName name="a"/><definedName name="form">{written}</definedName></definedNames>'
    )
    book = small(sheet(), book=listed.encode())
    assert [book.mark(name) for name in ("form", "a", "b")] == ["2021", "", ""]


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        ('<sheet name="A" r:id="worksheet"/><sheet name=" a " r:id="x"/>', "有两个名为“a”的工作表"),
        ('<sheet r:id="worksheet"/><sheet r:id="x"/>', "有两个名为“”的工作表"),
    ],
)
def test_a_name_that_two_sheets_have_is_refused(sheets: str, says: str) -> None:
    with pytest.raises(
        UnreadableWorkbook, match=f"^无法读取 book.xlsx：文件的内容已损坏（{says}）"
    ):
        small(sheet(), book=f"<sheets>{sheets}</sheets>".encode())


@pytest.mark.parametrize("own", ["", 'r:id="x"', 'id="worksheet"'])
def test_a_sheet_whose_contents_are_not_there_is_named(own: str) -> None:
    listed = f'<sheets><sheet name="甲" r:id="worksheet"/><sheet name="乙" {own}/></sheets>'
    book = small(sheet(), book=listed.encode())
    assert list(book.names) == ["甲", "乙"]
    assert "乙" in book
    assert "丙" not in book
    with pytest.raises(
        UnreadableWorkbook, match="工作表“乙”的内容已损坏（工作表的内容不在文件中）"
    ):
        book.cells("甲")
