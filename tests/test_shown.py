"""What the sheet shows is what the report prints, or there is a finding at that cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import broken_workbooks
import office
import pytest
from conftest import needed
from edits import Edit
from hypothesis import Phase, given, settings
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import ColorScaleRule, IconSetRule, Rule
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from report_factory import opened, sound, template, typed_into
from shown import cases, silent_differences

from disclosure_cli import check, read
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.dates import written_date

GRANTED = Ref("applications", "handled.granted", "person")
FEES = Ref("fees", "administrative", "charged")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return template(tmp_path / "book.xlsx", sound(2024))


def edited(path: Path, edit: Callable[[Any], object], sheet: str = "三") -> Path:
    """The workbook after an edit of one of its sheets."""
    workbook = opened(path, rich_text=True)
    edit(workbook[sheet])
    workbook.save(path)
    return path


def found(path: Path) -> list[tuple[str, str]]:
    return [(each.code, str(each.place)) for each in check(read(path))]


@pytest.mark.office
@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
@given(cases)
def test_what_is_shown_is_printed(case: tuple[int, list[Edit]]) -> None:
    """Without shrinking: each try takes LibreOffice a second. A long run: `python tests/shown.py`."""
    needed(office.missing_programs())
    year, made = case
    assert silent_differences(year, made) == []


def looks(**changed: Any) -> Callable[[Any], object]:
    """An edit of how D9 is seen."""

    def edit(sheet: Any) -> None:
        for name, value in changed.items():
            setattr(sheet["D9"], name, value)

    return edit


def rule(**style: Any) -> Callable[[Any], object]:
    """A conditional format of D9; whether it applies is not worked out."""
    made = Rule(type="expression", dxf=DifferentialStyle(**style), formula=["FALSE"])
    return lambda sheet: sheet.conditional_formatting.add("D8:D9", made)


CORNER, END = AnchorMarker(col=2, row=7), AnchorMarker(col=4, colOff=90_000, row=9)
"""Of a drawing over D8 to E9."""


def frozen(cell: str, first: str) -> Callable[[Any], object]:
    """Panes frozen at a cell while the window began at another."""

    def edit(sheet: Any) -> None:
        sheet.freeze_panes, sheet.sheet_view.topLeftCell = cell, first

    return edit


def on_green(colour: str) -> Callable[[Any], object]:
    """D9 on green, with a conditional format of that colour."""

    def edit(sheet: Any) -> None:
        sheet["D9"].fill = PatternFill("solid", fgColor="FFC6E0B4")
        rule(font=Font(color=colour))(sheet)

    return edit


CROSSED = Border(diagonal=Side("thin"), diagonalDown=True)


def chart(anchor: object) -> Any:
    made: Any = BarChart()
    made.anchor = anchor
    return made


SCALE: Any = ColorScaleRule("min", None, "FFFFFF", "max", None, "000000")  # type: ignore[no-untyped-call]
ICONS: Any = IconSetRule("3Flags", "num", [0, 1, 2], showValue=False)  # type: ignore[no-untyped-call]
UNSEEN: dict[str, tuple[Callable[[Any], object], str]] = {
    "hidden row": (lambda s: setattr(s.row_dimensions[9], "hidden", True), "所在的行已隐藏，或高度几乎为 0"),
    "flat row": (lambda s: setattr(s.row_dimensions[9], "height", 1), "所在的行已隐藏，或高度几乎为 0"),
    "hidden column": (lambda s: setattr(s.column_dimensions["D"], "hidden", True), "所在的列已隐藏，或宽度几乎为 0"),
    "group": (lambda s: s.column_dimensions.group("D", "E", hidden=True), "所在的列已隐藏，或宽度几乎为 0"),
    "narrow column": (lambda s: setattr(s.column_dimensions["D"], "width", 0.5), "所在的列已隐藏，或宽度几乎为 0"),
    "hidden sheet": (lambda s: setattr(s, "sheet_state", "veryHidden"), "所在的工作表已隐藏"),
    "merged": (lambda s: s.merged_cells.add("C9:D9"), "被合并单元格盖住"),
    "struck out": (looks(font=Font(strike=True)), "加了删除线"),
    "white": (looks(font=Font(color="FFFFFF"), fill=PatternFill()), "字的颜色与底色几乎相同"),
    "white on yellow": (looks(font=Font(color=Color(theme=0))), "字的颜色与底色几乎相同"),
    "nearly white": (looks(font=Font(color=Color(theme=0, tint=-0.05)), fill=PatternFill()), "字的颜色与底色几乎相同"),
    "black on black": (looks(fill=PatternFill("solid", fgColor="FF000000")), "字的颜色与底色几乎相同"),
    "indexed": (looks(font=Font(color=Color(indexed=9))), "字的颜色与底色几乎相同"),
    "symbols": (looks(font=Font(name="Wingdings")), "用了符号字体，显示的是别的符号"),
    "symbols by charset": (looks(font=Font(name="Code", charset=2)), "用了符号字体，显示的是别的符号"),
    "tiny": (looks(font=Font(size=1)), "字号过小，看不清"),
    "filled": (looks(alignment=Alignment(horizontal="fill")), "对齐方式为“填充”，会重复显示"),
    "white run": (
        looks(value=CellRichText("1", TextBlock(InlineFont(color=Color(rgb="FFFFFFFF")), "2"))),
        "字的颜色与底色几乎相同",
    ),
    "no zeros": (lambda s: setattr(s.sheet_view, "showZeros", False), "工作表设为不显示 0"),
    "formulas": (lambda s: setattr(s.sheet_view, "showFormulas", True), "工作表设为显示公式"),
    "struck out by rule": (rule(font=Font(strike=True)), "加了删除线"),
    "white by rule": (rule(font=Font(color="FFFFFF")), "字的颜色与底色几乎相同"),
    "black ground by rule": (rule(fill=PatternFill(bgColor="FF000000")), "字的颜色与底色几乎相同"),
    "drawn over": (lambda s: s.add_chart(chart(TwoCellAnchor(_from=CORNER, to=END))), "被图片、图形、文本框或图表盖住"),
    "drawn over by size": (lambda s: s.add_chart(BarChart(), "B5"), "被图片、图形、文本框或图表盖住"),
    "another each time": (looks(value="=RANDBETWEEN(1,3)"), "的公式每次打开都会重算出别的结果（如 TODAY()）"),
    "picture": (looks(value='=_xlfn.DISPIMG("ID_1",1)'), "是一张图片，图中的字读不到"),
    "half a row": (lambda s: setattr(s.row_dimensions[9], "height", 6), "所在的行已隐藏，或高度几乎为 0"),
    "black gradient": (looks(fill=GradientFill(stop=("FFFFFF", "000000"))), "字的颜色与底色几乎相同"),
    "the colour of its ground by rule": (on_green("FFC6E0B4"), "字的颜色与底色几乎相同"),
    "a scale of colours": (
        lambda s: s.conditional_formatting.add("D9", SCALE),
        "字的颜色与底色几乎相同",
    ),
    "a run in the colour of its ground": (
        looks(
            value=CellRichText("1", TextBlock(InlineFont(color=Color(rgb="FF92D050")), "2")),
            fill=PatternFill("solid", fgColor="FF92D050"),
        ),
        "字的颜色与底色几乎相同",
    ),
    "crossed": (looks(border=CROSSED), "画了斜线"),
    "rows above a frozen window": (frozen("D12", "A11"), "在冻结的窗格之外，滚动不到"),
    "columns left of a frozen window": (frozen("F5", "E1"), "在冻结的窗格之外，滚动不到"),
    "icons alone": (
        lambda s: s.conditional_formatting.add("D9", ICONS),
        "条件格式不显示数字",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def table_three(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook of 基本信息 and table three alone, which is saved in a third of the time."""
    path = template(tmp_path_factory.mktemp("short") / "book.xlsx", sound(2024))
    workbook = opened(path)
    for name in {*workbook.sheetnames} - {"基本信息", "三"}:
        del workbook[name]
    workbook.save(path)
    return path.read_bytes()


OTHER_SHEETS_GONE = {"D301"}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_is_printed_and_cannot_be_seen_is_an_error(
    table_three: bytes, kind: str, tmp_path: Path
) -> None:
    edit, says = UNSEEN[kind]
    book = tmp_path / "book.xlsx"
    book.write_bytes(table_three)
    report = read(edited(book, edit))
    unseen = [each for each in check(report) if each.code == "D215"]
    assert unseen != []
    assert f"{says}，看到的与报告要写的不一样；请恢复正常显示" in unseen[0].message
    named = {str(report.place(at)) for each in unseen for at in (each.at, *each.also)}
    assert named & {"三!D9", "三", "三!J9"}  # Of formulas those in the totals.


def test_a_figure_wider_than_its_column_is_not_seen_whole(book: Path) -> None:
    typed_into(book, {"三!D9": 1234567})
    edited(book, lambda sheet: setattr(sheet.column_dimensions["D"], "width", 5))
    assert ("D215", "三!D9") in found(book)
    edited(book, lambda sheet: setattr(sheet.column_dimensions["D"], "width", 8))
    assert ("D215", "三!D9") not in found(book)


@pytest.mark.parametrize(
    "edit",
    [
        looks(font=Font(color="FF0000", bold=True)),
        looks(font=Font(color="FFFFFF"), fill=PatternFill("solid", fgColor="1F4E79")),
        looks(font=Font(color=Color(theme=1)), fill=PatternFill("solid", fgColor="FFFF00")),
        rule(font=Font(color="9C0006"), fill=PatternFill(bgColor="FFC7CE")),
        rule(numFmt=NumberFormat(numFmtId=190, formatCode="#,##0")),
        lambda sheet: setattr(sheet.row_dimensions[40], "hidden", True),
        lambda sheet: setattr(sheet.column_dimensions["Z"], "hidden", True),
        lambda sheet: sheet.add_chart(BarChart(), "L5"),
        frozen("D7", "A1"),
        on_green("FF000000"),
        looks(border=Border(diagonal=Side("thin"))),
        lambda sheet: setattr(sheet["J8"], "comment", Comment("已核对", "office")),
        lambda sheet: sheet.add_chart(chart(TwoCellAnchor(_from=CORNER, to=CORNER))),
    ],
)
def test_what_can_be_seen_is_no_concern(
    table_three: bytes, edit: Callable[[Any], object], tmp_path: Path
) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(table_three)
    assert {code for code, _place in found(edited(book, edit))} == OTHER_SHEETS_GONE


@pytest.mark.parametrize("number_format", ['0"万元"', "-0", "0-0", ";;;", "0*0", "[$5]0"])
def test_a_locked_total_shows_what_it_is(book: Path, number_format: str) -> None:
    """The figure is known all the same, and so are the sums it is in."""
    edited(book, lambda sheet: setattr(sheet["J9"], "number_format", number_format))
    assert found(book) == [("D208", "三!J9")]


@pytest.mark.parametrize(("shown", "expected"), [(True, [("D215", "三!D8")]), (False, [])])
def test_a_comment_that_is_always_shown_lies_over_cells(
    book: Path, shown: bool, expected: list[tuple[str, str]]
) -> None:
    edited(book, lambda sheet: setattr(sheet["J8"], "comment", Comment("已核对", "office")))
    (name,) = (
        name for name in broken_workbooks.unpacked(book.read_bytes()) if "vml" in name.lower()
    )
    visible = r"<\1Visible/>" if shown else ""
    data = rf"<\1Anchor>3, 0, 7, 0, 4, 0, 8, 0</\1Anchor>{visible}</\1ClientData>"
    content = broken_workbooks.unpacked(book.read_bytes())[name].decode()
    drawn = re.sub(r"</(\w+:)ClientData>", data, content, count=1).encode()
    book.write_bytes(broken_workbooks.with_part(book.read_bytes(), name, drawn))
    assert found(book) == expected


@pytest.mark.parametrize(("filling", "expected"), [("<a:noFill/>", []), ("", [("D215", "三!D8")])])
def test_the_cells_are_seen_through_an_empty_frame(
    book: Path, filling: str, expected: list[tuple[str, str]]
) -> None:
    edited(book, lambda sheet: sheet.add_chart(chart(TwoCellAnchor(_from=CORNER, to=END))))
    content = broken_workbooks.unpacked(book.read_bytes())["xl/drawings/drawing1.xml"].decode()
    frame = f"<xdr:sp><xdr:spPr>{filling}</xdr:spPr></xdr:sp>"
    name = re.search("<([a-z:]*)graphicFrame.*</[a-z:]*graphicFrame>", content, re.DOTALL)
    assert name
    spaces = ' xmlns:xdr="d" xmlns:a="a"'
    changed = content.replace(name[0], frame.replace("<xdr:sp>", f"<xdr:sp{spaces}>"))
    book.write_bytes(
        broken_workbooks.with_part(book.read_bytes(), "xl/drawings/drawing1.xml", changed.encode())
    )
    assert found(book)[:1] == expected


def test_a_raised_figure_in_a_text_is_told(book: Path) -> None:
    """A report would print 公告22条 of 公告²2条."""
    raised = TextBlock(InlineFont(vertAlign="superscript"), "2")
    edited(
        book,
        lambda sheet: setattr(sheet["A4"], "value", CellRichText("印发文件", raised, "2件。")),
        "五",
    )
    edited(
        book,
        lambda sheet: setattr(sheet["A6"], "value", CellRichText("公告", raised)),
        "主动公开分类",
    )
    edited(book, lambda sheet: setattr(sheet["B6"], "value", 0), "主动公开分类")
    assert [each for each in found(book) if each[0] == "D215"] == [
        ("D215", "主动公开分类!A6"), ("D215", "五!A4"),
    ]  # fmt: skip


def test_rare_characters_are_kept(book: Path) -> None:
    """Of private use, and newer than some Pythons; a control is not printed."""
    typed_into(book, {"基本信息!B3": "张\ue863市\U0002ebf0镇\u202e人民政府"})
    assert read(book).organ == "张\ue863市\U0002ebf0镇人民政府"


def test_what_stands_above_a_table_is_told(book: Path) -> None:
    typed_into(book, {"三!J3": "单位：百件"})
    assert found(book) == [("D316", "三!J3")]


def test_a_picture_in_a_sheet_of_text_is_not_printed(book: Path) -> None:
    edited(book, lambda sheet: sheet.add_chart(BarChart(), "A6"), "五")
    assert found(book) == [("D316", "五!A6")]


def test_a_tick_is_read_as_it_is_shown(book: Path) -> None:
    edited(book, lambda sheet: setattr(sheet["D2"], "value", "=1+2"), "二")
    assert ("D305", "二!D2") in found(book)
    edited(book, lambda sheet: setattr(sheet["D2"], "value", "√"), "二")
    assert found(book) == []
    edited(book, lambda sheet: setattr(sheet["D2"], "number_format", ";;;"), "二")
    assert found(book) == [("D215", "二!D2")]


def test_a_format_of_words_alone_is_no_reading_of_a_number(book: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet["B9"].value, sheet["B9"].number_format = 5, '"office@example.cn"'

    edited(book, edit, "基本信息")
    assert found(book) == [("D215", "基本信息!B9")]


def test_the_format_of_the_normal_style_counts(book: Path) -> None:
    """Cells without a style of their own have that of the workbook."""
    styles = broken_workbooks.unpacked(book.read_bytes())["xl/styles.xml"].decode()
    normal = (
        styles.replace("<cellStyleXfs", "<!-- --><cellStyleXfs")
        .replace(
            '<cellStyleXfs count="1"><xf numFmtId="0"', '<cellStyleXfs count="1"><xf numFmtId="199"'
        )
        .replace("<numFmts", "<numFmts", 1)
    )
    normal = normal.replace(
        "</numFmts>", '<numFmt numFmtId="199" formatCode="0&quot;元&quot;"/></numFmts>'
    )
    assert normal.count('"199"') == 2
    book.write_bytes(
        broken_workbooks.with_part(book.read_bytes(), "xl/styles.xml", normal.encode())
    )
    assert ("D208", "三!D9") in found(book)


def test_a_figure_is_what_excel_holds(book: Path) -> None:
    """The dust of binary fractions: 0.1 + 0.2."""
    typed_into(book, {"二!C21": 0.1 + 0.2})
    place = {str(place): ref for ref, place in read(book).places.items()}
    fees = next(ref for ref in read(book).entries if ref.table == "fees")
    sheet, cell = read(book).place(fees)
    typed_into(book, {f"{sheet}!{cell}": 57.970000000000006})
    assert place
    assert read(book).written(fees) == "57.97"


def test_an_amount_shown_with_fewer_decimals_is_not_what_is_printed(book: Path) -> None:
    fees = next(ref for ref in read(book).entries if ref.table == "fees")
    sheet, cell = read(book).place(fees)

    def edit(shown: Any) -> None:
        shown[cell].value, shown[cell].number_format = 72701.2578, "0.00"

    (error,) = check(read(edited(book, edit, sheet)))
    assert (error.code, error.found) == ("D208", "72701.2578（显示为“72701.26”）")
    typed_into(book, {f"{sheet}!{cell}": 72701.26})
    assert found(book) == []


def test_a_format_of_bookkeeping_shows_none_as_a_dash(book: Path) -> None:
    code = '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ '
    edited(book, lambda sheet: setattr(sheet["D9"], "number_format", code))
    assert found(book) == [("D212", "三!D9")]


@pytest.mark.parametrize(
    ("cell", "value", "number_format", "printed"),
    [
        ("B7", 23800, "000000", "023800"),
        ("B8", 13800138000, "General", "13800138000"),
        ("B10", dt.date(2025, 1, 20), "yyyy/m/d", "2025年1月20日"),
        ("B10", dt.date(2025, 1, 20), '[DBNum1][$-804]yyyy"年"m"月"d"日"', "2025年1月20日"),
        ("B6", 57.970000000000006, "0.00", "57.97"),
    ],
)
def test_a_field_is_printed_as_its_format_shows_it(
    book: Path, cell: str, value: object, number_format: str, printed: str
) -> None:
    def edit(sheet: Any) -> None:
        sheet[cell].value, sheet[cell].number_format = value, number_format

    report = read(edited(book, edit, "基本信息"))
    assert printed in report.about.values()
    assert "D215" not in [each.code for each in check(report)]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "number_format"),
    [
        ("基本信息", "B8", 5770000000, "0000-0000000"),
        ("基本信息", "B8", 123456789012, "General"),
        ("基本信息", "B10", dt.date(2025, 1, 20), 'yyyy"年"m"月"'),
        ("基本信息", "B10", dt.date(2025, 1, 20), "mm-dd-yy "),
        ("基本信息", "B6", "人民路1号", ";;;"),
        ("基本信息", "B6", "人民路1号", '@"（旧址）"'),
        ("五", "A4", "本年度情况如下。", ";;;"),
        ("主动公开分类", "A6", "公告", '@"类"'),
    ],
)
def test_a_text_that_its_format_changes_is_an_error(
    book: Path, sheet: str, cell: str, value: object, number_format: str
) -> None:
    def edit(shown: Any) -> None:
        shown[cell].value, shown[cell].number_format = value, number_format

    assert ("D215", f"{sheet}!{cell}") in found(edited(book, edit, sheet))


def test_a_sum_that_leaves_out_a_text_is_told_without_its_result(book: Path) -> None:
    """A program that does not work out formulas saved it: Excel will show 0, the report prints 3."""
    typed_into(book, {"三!D9": "3"})
    assert ("D104", "三!J9") in found(book)


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("2025-01-20", True), ("２０２５年１月２０日", True), ("二〇二五年一月二十日", True), ("2025. 1. 20", True),
        ("二○二五年十二月三十一日", True), ("二〇二五年一二月一日", False),
        ("2025年1月31号", True), ("2025年2月30日", False), ("元月", False),
    ],
)  # fmt: skip
def test_dates_are_written_in_many_ways(text: str, is_date: bool) -> None:
    assert (written_date(text) is not None) is is_date


@pytest.mark.parametrize(
    "edit",
    [
        lambda sheet: setattr(sheet["A6"], "font", Font(name="Wingdings")),
        lambda sheet: setattr(sheet["A6"], "font", Font(strike=True)),
        lambda sheet: setattr(sheet["A6"], "font", Font(color=Color(theme=0))),
        lambda sheet: setattr(sheet["A6"], "number_format", '@"（略）"'),
        lambda sheet: setattr(sheet.column_dimensions["A"], "hidden", True),
    ],
)
def test_the_name_of_a_category_is_seen(book: Path, edit: Callable[[Any], object]) -> None:
    sheet = "主动公开分类"
    typed_into(book, {f"{sheet}!A6": "动态", f"{sheet}!B6": 3, f"{sheet}!B3": 3})
    assert found(book) == []
    assert found(edited(book, edit, sheet)) == [("D215", f"{sheet}!A6")]


@pytest.mark.parametrize(
    ("number", "area", "expected"),
    [
        (6, "D6:J7", [("D217", "三!D7")]),
        (6, "A6:J8", []),
        (6, "D6:D7", []),
        (4, "B6:B7", [("D217", "主动公开分类!B6")]),
        (4, "A6:B7", []),
    ],
)
def test_figures_sorted_without_their_labels_are_told(
    book: Path, number: int, area: str, expected: list[tuple[str, str]]
) -> None:
    """As Excel notes the last sorting in the sheet."""
    typed_into(book, {"主动公开分类!A6": "动态", "主动公开分类!B6": 3, "主动公开分类!A7": "公告",
                      "主动公开分类!B7": 5, "主动公开分类!B3": 8})  # fmt: skip
    noted = f'</sheetData><sortState ref="{area}"><sortCondition ref="{area}"/></sortState>'
    part = f"xl/worksheets/sheet{number}.xml"
    book.write_bytes(broken_workbooks.changed(book.read_bytes(), part, "</sheetData>", noted))
    assert found(book) == expected
