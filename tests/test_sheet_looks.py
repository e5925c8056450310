"""What of a sheet a person sees: a cell by its style, its row and column, and what lies over it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_factory import sound
from small_workbook import D9, MAIN, part, seen, sheet, small, styles

from disclosure_cli import check
from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.model.faults import Fault, Faults
from disclosure_cli.model.places import position
from disclosure_cli.workbook.sheet_check.looks import Area, Looks, areas_of
from disclosure_cli.workbook.sheet_check.spreadsheetml import parsed
from disclosure_cli.workbook.sheet_check.style_looks import Unseen, font_colour

AT = position("D9")
MOST_RULES = 1_000


def solid(colour: str) -> str:
    return f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill>'


def text_in(colour: str) -> str:
    return f'<color rgb="FF{colour}"/>'


@pytest.mark.parametrize(
    ("text", "ground", "is_seen"),
    [
        ("000000", "FFFFFF", True),
        ("DEDEDE", "FFFFFF", True),
        ("E2E2E2", "FFFFFF", False),
        ("FFFFFF", "E2E2E2", False),
        ("FFFF00", "FFFFFF", False),
        ("00FFFF", "FFFFFF", False),
        ("FF00FF", "FFFFFF", True),
        ("222222", "000000", True),
        ("1E1E1E", "000000", False),
        ("FF0000", "000000", True),
        ("0000FF", "000000", True),
        ("0000FF", "000080", True),
        ("FF0000", "FF3800", False),
        ("0A0A0A", "000000", False),
        ("00B050", "00B050", False),
    ],
)
def test_a_text_is_seen_by_its_contrast_against_the_ground(
    text: str, ground: str, is_seen: bool
) -> None:
    """The contrast ratio of WCAG 2.2, of 1.3 at least: E2E2E2 on white has 1.29, DEDEDE 1.34."""
    looks = seen(sheet(), styles=styles(font=text_in(text), fill=solid(ground)))
    assert looks.unseen(AT) == (None if is_seen else Unseen.FAINT)


@pytest.mark.parametrize(
    ("looks", "is_seen"),
    [
        ({"fill": solid("1E1E1E")}, False),
        ({"fill": solid("222222")}, True),
        ({"font": text_in("E2E2E2")}, False),
        ({"font": text_in("DEDEDE")}, True),
        ({"font": text_in("1E1E1E"), "fill": '<patternFill patternType="solid"/>'}, False),
        ({"font": text_in("222222"), "fill": '<patternFill patternType="solid"/>'}, True),
    ],
)
def test_what_has_no_colour_is_black_on_white(looks: dict[str, str], is_seen: bool) -> None:
    """A text and a ground; only a solid filling without a colour is black."""
    found = seen(sheet(), styles=styles(**looks)).unseen(AT)
    assert found == (None if is_seen else Unseen.FAINT)


COLOURS = {
    'theme="0"': "FFFFFF",  # The ground of the usual theme, its text, and so on to the links.
    'theme="1"': "000000",
    'theme="2"': "E7E6E6",
    'theme="3"': "44546A",
    'theme="4"': "4472C4",
    'theme="5"': "ED7D31",
    'theme="6"': "A5A5A5",
    'theme="7"': "FFC000",
    'theme="8"': "5B9BD5",
    'theme="9"': "70AD47",
    'theme="10"': "0563C1",
    'theme="11"': "954F72",
    'theme="12"': None,
    'theme="-1"': None,
    'indexed="0"': "000000",
    'indexed="8"': "000000",
    'indexed="10"': "FF0000",
    'indexed="63"': "333333",
    'indexed="64"': "000000",
    'indexed="65"': "FFFFFF",
    'indexed="66"': None,
    'indexed="٣"': None,
    'rgb="FF92D050"': "92D050",
    'rgb="92d050"': "92D050",
    'rgb="0092D050" tint="x"': "92D050",
    'rgb="FF92D05"': None,
    'rgb="红色"': None,
    'auto="1"': None,
    'auto="true" rgb="FFFF0000"': None,
    'auto="0" rgb="FFFF0000"': "FF0000",
    "": None,
    # Accent 1, as Excel shows it lighter by 80, 60 and 40 and darker by 25 and 50 in 100.
    'theme="4" tint="0.8"': "D9E1F2",
    'theme="4" tint="0.6"': "B4C6E7",
    'theme="4" tint="0.4"': "8EA9DB",
    'theme="4" tint="-0.25"': "305496",
    'theme="4" tint="-0.5"': "203764",
    'theme="4" tint="1"': "FFFFFF",
    'theme="4" tint="3"': "FFFFFF",
    'theme="4" tint="-1"': "000000",
    'theme="4" tint="-3"': "000000",
}


@pytest.mark.parametrize("written", COLOURS)
def test_a_colour_is_what_excel_shows(written: str) -> None:
    """One made lighter or darker but for the rounding: Excel counts hues and lights from 0 to 240."""
    font = f'<font xmlns="{MAIN}"><color {written}/></font>'
    found, shown = font_colour(parsed(font.encode())), COLOURS[written]
    if shown is None:
        assert found is None
    else:
        expected = [int(shown[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        assert found == pytest.approx(expected, abs=2 / 255 if "tint" in written else 1e-9)


DIAGONAL = '<diagonal style="thin"/>'
STYLES: dict[str, tuple[dict[str, str], Unseen | None]] = {
    "struck out": ({"font": "<strike/>"}, Unseen.STRUCK_OUT),
    "struck out by a value": ({"font": '<strike val="1"/>'}, Unseen.STRUCK_OUT),
    "not struck out": ({"font": '<strike val="0"/>'}, None),
    "not struck out in words": ({"font": '<strike val="false"/>'}, None),
    "of size 4": ({"font": '<sz val="4"/>'}, None),
    "smaller": ({"font": '<sz val="3.9"/>'}, Unseen.TINY),
    "smallest": ({"font": '<sz val="0.5"/>'}, Unseen.TINY),
    "of no size": ({"font": '<sz val="0"/>'}, None),
    "Wingdings": ({"font": '<name val="Wingdings"/>'}, Unseen.SYMBOLS),
    "Wingdings 3": ({"font": '<name val=" WINGDINGS 3 "/>'}, Unseen.SYMBOLS),
    "Webdings": ({"font": '<name val="Webdings"/>'}, Unseen.SYMBOLS),
    "Symbol": ({"font": '<name val="Symbol"/>'}, Unseen.SYMBOLS),
    "Marlett": ({"font": '<name val="Marlett"/>'}, Unseen.SYMBOLS),
    "MT Extra": ({"font": '<name val="MT Extra"/>'}, Unseen.SYMBOLS),
    "ITC Zapf Dingbats": ({"font": '<name val="ITC Zapf Dingbats"/>'}, Unseen.SYMBOLS),
    "OpenSymbol": ({"font": '<name val="OpenSymbol"/>'}, Unseen.SYMBOLS),
    "Monotype Sorts": ({"font": '<name val="Monotype Sorts"/>'}, Unseen.SYMBOLS),
    "Bookshelf Symbol 7": ({"font": '<name val="Bookshelf Symbol 7"/>'}, Unseen.SYMBOLS),
    "a font of symbols": ({"font": '<name val="Code"/><charset val="2"/>'}, Unseen.SYMBOLS),
    "a Chinese font": ({"font": '<name val="宋体"/><charset val="134"/>'}, None),
    "Segoe UI Symbol": ({"font": '<name val="Segoe UI Symbol"/>'}, None),
    "filled with copies": ({"style": '<alignment horizontal="fill"/>'}, Unseen.REPEATED),
    "centred": ({"style": '<alignment horizontal="center"/>'}, None),
    "crossed": ({"border": f'<border diagonalUp="1">{DIAGONAL}</border>'}, Unseen.CROSSED),
    "crossed down": ({"border": f'<border diagonalDown="true">{DIAGONAL}</border>'}, Unseen.CROSSED),
    "not crossed": ({"border": f'<border diagonalDown="0">{DIAGONAL}</border>'}, None),
    "crossed by nothing": ({"border": '<border diagonalUp="1"/>'}, None),
    "crossed by no line": ({"border": '<border diagonalUp="1"><diagonal/></border>'}, None),
    "by a line that is none": (
        {"border": '<border diagonalUp="1"><diagonal style="none"/></border>'}, None,
    ),
    "struck out and crossed": (
        {"font": "<strike/>", "border": f'<border diagonalUp="1">{DIAGONAL}</border>'}, Unseen.STRUCK_OUT,
    ),
    "struck out in white": ({"font": f"<strike/>{text_in('FFFFFF')}"}, Unseen.STRUCK_OUT),
    "struck out and filled": (
        {"font": "<strike/>", "style": '<alignment horizontal="fill"/>'}, Unseen.REPEATED,
    ),
    "on a black that is not said": ({"fill": '<patternFill patternType="solid"/>'}, Unseen.FAINT),
    "on a black behind": (
        {"fill": '<patternFill patternType="solid"><bgColor rgb="FF000000"/></patternFill>'}, Unseen.FAINT,
    ),
    "on yellow before black": (
        {"fill": '<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/><bgColor rgb="FF000000"/>'
                 "</patternFill>"}, None,
    ),
    "on a pattern before black": (
        {"fill": '<patternFill patternType="gray125"><fgColor rgb="FFFFFFFF"/><bgColor rgb="FF000000"/>'
                 "</patternFill>"}, Unseen.FAINT,
    ),
    "on a black pattern": (
        {"fill": '<patternFill patternType="darkGrid"><fgColor rgb="FF000000"/></patternFill>'}, Unseen.FAINT,
    ),
    "on a pattern without colours": ({"fill": '<patternFill patternType="gray125"/>'}, None),
    "on no pattern": (
        {"fill": '<patternFill patternType="none"><fgColor rgb="FF000000"/></patternFill>'}, None,
    ),
    "on a gradient to black": (
        {"fill": '<gradientFill><stop><color rgb="FFFFFFFF"/></stop><stop><color rgb="FF000000"/></stop>'
                 '<stop><color auto="1"/></stop></gradientFill>'}, Unseen.FAINT,
    ),
    "on a gradient without colours": ({"fill": "<gradientFill/>"}, None),
}  # fmt: skip


@pytest.mark.parametrize("kind", STYLES)
def test_a_cell_is_seen_by_its_style(kind: str) -> None:
    looks, unseen = STYLES[kind]
    assert seen(sheet(), styles=styles(**looks)).unseen(AT) == unseen


@pytest.mark.parametrize(
    ("font", "scale"),
    [
        ("", 1.0), ('<sz val="11"/>', 1.0), ('<sz val="22"/>', 2.0), ('<sz val="5.5"/>', 0.5),
        ('<sz val="x"/>', 1.0), ('<sz val="0"/>', 1.0),
    ],
)  # fmt: skip
def test_digits_are_as_large_as_their_font(font: str, scale: float) -> None:
    assert seen(sheet(), styles=styles(font=font)).scale(AT) == scale


def test_a_style_whose_font_is_not_there_is_the_usual_one() -> None:
    bare = part("styleSheet", '<cellXfs><xf/><xf fontId="7" fillId="-1" borderId="x"/></cellXfs>')
    assert seen(sheet(), styles=bare).unseen(AT) is None


def unseen(content: bytes, cell: str = "D9", **parts: bytes) -> Unseen | None:
    """Why that cell of the sheet is not seen, if it is not."""
    return seen(content, **parts).unseen(position(cell))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('hidden="1"', Unseen.HIDDEN_ROW),
        ('hidden="true"', Unseen.HIDDEN_ROW),
        ('hidden="true" ht="15"', Unseen.HIDDEN_ROW),
        ('hidden="0" ht="15"', None),
        ('ht="7.9"', Unseen.HIDDEN_ROW),
        ('ht="8"', None),
        ('ht="low"', None),
    ],
)
def test_a_row_is_seen_by_its_height(row: str, why: Unseen | None) -> None:
    content = sheet(
        D9.replace("<row ", f"<row {row} ") + '<row r="10"><c r="D10"><v>1</v></c></row>'
    )
    assert unseen(content) == why
    assert unseen(content, "D10") is None


@pytest.mark.parametrize(
    ("column", "hidden"),
    [
        ('min="3" max="4" hidden="1"', ["C9", "D9"]),
        ('min="4" max="4" hidden="true" width="9"', ["D9"]),
        ('min="4" max="4" width="0.9"', ["D9"]),
        ('min="4" max="5" width="1"', []),
        ('min="1" max="16384" width="9"', []),
        ('min="1" max="16384" hidden="1"', ["A9", "C9", "D9", "E9", "XFD9"]),
        ('min="1" max="99999999" width="9"', []),
        ('min="4" max="4" width="wide"', []),
        ('min="4" max="4"', []),
        ("", []),
    ],
)
def test_a_column_is_seen_by_its_width(column: str, hidden: list[str]) -> None:
    looks = seen(sheet(before=f"<cols><col {column}/></cols>"))
    found = {cell: looks.unseen(position(cell)) for cell in ("A9", "C9", "D9", "E9", "XFD9")}
    assert found == {cell: Unseen.HIDDEN_COLUMN if cell in hidden else None for cell in found}


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ('min="0" max="4" hidden="1"', "列 0-4 不对"),
        ('min="4" max="3" hidden="1"', "列 4-3 不对"),
        ('min="4" max="16385" hidden="1"', "列 4-16385 不对"),
        ('min="4" width="0"', "列 4- 不对"),
        ('min="D" max="E" width="0.5"', "列 D-E 不对"),
        (f'min="{"9" * 30}" max="{"8" * 30}" hidden="1"', f"列 {'9' * 20}-{'8' * 20} 不对"),
    ],
)
def test_hidden_columns_that_are_none_are_refused(column: str, says: str) -> None:
    book = small(sheet(before=f"<cols><col {column}/></cols>"))
    with pytest.raises(UnreadableWorkbook, match=f"工作表“表”的内容已损坏（{says}）"):
        book.looks("表")


@pytest.mark.parametrize(
    ("before", "cell", "room"),
    [
        ("", "D9", 9.14),
        ('<sheetFormatPr defaultColWidth="12.5"/>', "D9", 12.5),
        ('<sheetFormatPr defaultColWidth="x"/>', "D9", 9.14),
        ("<sheetFormatPr/>", "D9", 9.14),
        (
            '<sheetFormatPr defaultColWidth="2"/><cols><col min="4" max="4" width="7"/></cols>',
            "D9",
            7,
        ),
        (
            '<sheetFormatPr defaultColWidth="2"/><cols><col min="4" max="4" width="7"/></cols>',
            "E9",
            2,
        ),
        (
            '<cols><col min="4" max="4" width="7"/><col min="5" max="6" width="3"/></cols>',
            "A1",
            34.42,
        ),
        ('<cols><col min="1" max="16384" width="5"/></cols>', "BL9", 5),
        ('<cols><col min="1" max="16384" width="5"/></cols>', "BM9", 9.14),
    ],
)
def test_a_figure_has_the_room_of_its_columns(before: str, cell: str, room: float) -> None:
    """In digits; A1 is merged with B1 to D1, whose widths are counted with it.

    No table reaches beyond the 64th column.
    """
    merged = '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    looks = seen(sheet(before=before, after=merged))
    assert looks.room(position(cell)) == pytest.approx(room)


FROZEN = "<sheetViews><sheetView {view}><pane {pane}/></sheetView></sheetViews>"


@pytest.mark.parametrize(
    ("view", "pane", "first"),
    [
        ('topLeftCell="E12"', 'xSplit="1" ySplit="2" state="frozen"', "E12"),
        ('topLeftCell="E12"', 'ySplit="2" state="frozen"', "A12"),
        ('topLeftCell="E12"', 'xSplit="1" state="frozenSplit"', "E1"),
        ('topLeftCell="E12"', 'xSplit="1" ySplit="2" state="split"', "A1"),
        ('topLeftCell="E12"', 'xSplit="1" ySplit="2"', "A1"),
        ("", 'xSplit="1" ySplit="2" state="frozen"', "A1"),
        ('topLeftCell="?"', 'xSplit="1" ySplit="2" state="frozen"', "A1"),
    ],
)
def test_what_is_before_a_frozen_window_is_not_seen(view: str, pane: str, first: str) -> None:
    """The panes cannot be scrolled to what stands before the cell that the window began at."""
    content = sheet(before=FROZEN.format(view=view, pane=pane))
    row, column = position(first)
    assert seen(content).first_reached == (row, column)
    assert unseen(content, first) is None
    if row:
        assert unseen(content, f"XFD{row}") is Unseen.SCROLLED_AWAY
    if column:
        assert unseen(content, "D999") is Unseen.SCROLLED_AWAY


def test_a_window_without_panes_begins_at_the_first_cell() -> None:
    view = '<sheetViews><sheetView topLeftCell="E12"/></sheetViews>'
    assert unseen(sheet(before=view), "A1") is None


@pytest.mark.parametrize(
    ("view", "hides_zeros", "why"),
    [
        ('showZeros="0"', True, None),
        ('showZeros="false"', True, None),
        ('showZeros="1"', False, None),
        ('showFormulas="1"', False, Unseen.FORMULAS),
        ('showFormulas="true"', False, Unseen.FORMULAS),
        ('showFormulas="0"', False, None),
        ("", False, None),
    ],
)
def test_a_window_may_hide_zeros_and_results(
    view: str, hides_zeros: bool, why: Unseen | None
) -> None:
    rows = '<row r="9"><c r="D9"><f>1+2</f><v>3</v></c><c r="E9"><v>3</v></c></row>'
    content = sheet(rows, f"<sheetViews><sheetView {view}/></sheetViews>")
    assert seen(content).hides_zeros is hides_zeros
    assert (unseen(content), unseen(content, "E9")) == (why, None)


def test_of_a_struck_out_formula_that_is_said_first() -> None:
    rows = '<row r="9"><c r="D9" s="1"><f>1+2</f><v>3</v></c></row>'
    content = sheet(rows, '<sheetViews><sheetView showFormulas="1"/></sheetViews>')
    assert unseen(content, styles=styles(font="<strike/>")) is Unseen.STRUCK_OUT


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("TODAY()", Unseen.CHANGING),
        ("1+now ()", Unseen.CHANGING),
        ("RAND()", Unseen.CHANGING),
        ("RANDBETWEEN(1,2)", Unseen.CHANGING),
        ("_xlfn.RANDARRAY(2)", Unseen.CHANGING),
        ("RTD(1)", Unseen.CHANGING),
        ('_xlfn.DISPIMG("a",1)', Unseen.PICTURE),
        ('image("a")', Unseen.PICTURE),
        ("MYTODAY()", None),
        ("NOW+1", None),
        ("SUM(A1:B2)", None),
    ],
)
def test_a_formula_may_show_something_else(formula: str, why: Unseen | None) -> None:
    rows = f'<row r="9"><c r="D9"><f>{formula}</f><v>3</v></c><c r="E9"><f/><v>3</v></c></row>'
    assert unseen(sheet(rows)) == why
    assert unseen(sheet(rows), "E9") is None


def test_cells_that_share_such_a_formula_show_something_else() -> None:
    rows = (
        '<row r="9"><c r="D9"><f t="shared" ref="D9:E9" si="4">TODAY()</f><v>3</v></c>'
        '<c r="E9"><f t="shared" si="4"/><v>3</v></c>'
        '<c r="F9"><f t="shared" ref="F9:G9" si="5">A1</f><v>3</v></c>'
        '<c r="G9"><f t="shared" si="5"/><v>3</v></c><c r="H9"><f>A1</f><v>3</v></c></row>'
    )
    found = [unseen(sheet(rows), f"{column}9") for column in "DEFGH"]
    assert found == [Unseen.CHANGING, Unseen.CHANGING, None, None, None]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("D7", [Area(6, 3, 6, 3)]),
        ("D7:E9 G7", [Area(6, 3, 8, 4), Area(6, 6, 6, 6)]),
        ("A1:A1", [Area(0, 0, 0, 0)]),
        ("", []),
    ],
)
def test_areas_are_read(text: str, areas: list[Area]) -> None:
    assert areas_of(text) == areas


@pytest.mark.parametrize("text", ["E9:D7", "D9:D7", "E7:D7", "?", "A0", "D7:?", "D:D", "?:D7"])
def test_an_area_that_is_none_may_be_anywhere(text: str) -> None:
    """Whatever a program means by it, the cell that it hides might be any."""
    (area,) = areas_of(text)
    assert area.covers(position("A1"))
    assert area.covers(position("XFD1048576"))


def test_an_area_ends_at_its_corners() -> None:
    (area,) = areas_of("D7:E9")
    inside = [
        cell for row in "6789" for column in "CDEF" if area.covers(position(cell := column + row))
    ]
    assert inside == ["D7", "E7", "D8", "E8", "D9", "E9"]
    assert not area.covers(position("D10"))


RULE = '<conditionalFormatting sqref="D7:D9"><cfRule dxfId="{}"/></conditionalFormatting>'
EXTENSION = (
    '<extLst><ext><x:conditionalFormattings xmlns:x="x14" xmlns:xm="main"><x:conditionalFormatting>'
    "<x:cfRule>{}</x:cfRule><xm:sqref>D9 E9</xm:sqref>"
    "</x:conditionalFormatting></x:conditionalFormattings></ext></extLst>"
)
WHITE, BLACK = (f'<color rgb="FF{code}"/>' for code in ("FFFFFF", "000000"))
SCALE = '<conditionalFormatting sqref="D9"><cfRule>{}</cfRule></conditionalFormatting>'
RULES: dict[str, tuple[str, str, Unseen | None]] = {
    "struck out": ("<font><strike/></font>", RULE.format(0), Unseen.STRUCK_OUT),
    "tiny": ('<font><sz val="2"/></font>', RULE.format(0), Unseen.TINY),
    "white": (f"<font>{WHITE}</font>", RULE.format(0), Unseen.FAINT),
    "black": (f"<font>{BLACK}</font>", RULE.format(0), None),
    "bold": ("<font><b/></font>", RULE.format(0), None),
    "on black": (
        '<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>', RULE.format(0), Unseen.FAINT,
    ),
    "on black, called solid": (
        '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/><bgColor rgb="FF000000"/>'
        "</patternFill></fill>", RULE.format(0), Unseen.FAINT,
    ),
    "on black in front": (
        '<fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill>',
        RULE.format(0), Unseen.FAINT,
    ),
    "white on black": (
        f'<font>{WHITE}</font><fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>',
        RULE.format(0), None,
    ),
    "another style": ("<font><strike/></font>", RULE.format(1), None),
    "of a newer program": (
        "", EXTENSION.format('<dxf><font><strike val="1"/></font></dxf>'), Unseen.STRUCK_OUT,
    ),
    "of a newer program, of nothing": ("", EXTENSION.format("<dxf/>"), None),
    "a scale to black": (
        "", SCALE.format('<colorScale><color rgb="FFFFFFFF"/><color rgb="FF000000"/></colorScale>'), Unseen.FAINT,
    ),
    "a scale of light colours": (
        "", SCALE.format('<colorScale><color auto="1"/><color rgb="FFFFFF00"/></colorScale>'), None,
    ),
    "bars": ("", SCALE.format('<dataBar><color rgb="FF000000"/></dataBar>'), Unseen.FAINT),
    "bars of a newer program": (
        "", SCALE.format('<dataBar><fillColor rgb="FFFFFFFF"/><negativeFillColor rgb="FF000000"/>'
                         '<borderColor rgb="FF000000"/></dataBar>'), Unseen.FAINT,
    ),
    "bars in black frames": (
        "", SCALE.format('<dataBar><fillColor rgb="FFFFFFFF"/><borderColor rgb="FF000000"/></dataBar>'), None,
    ),
    "bars alone": ("", SCALE.format('<dataBar showValue="0"/>'), Unseen.NO_FIGURES),
    "icons alone": ("", SCALE.format('<iconSet showValue="false"/>'), Unseen.NO_FIGURES),
    "icons": ("", SCALE.format('<iconSet showValue="1"/>'), None),
}  # fmt: skip


@pytest.mark.parametrize("kind", RULES)
def test_a_cell_is_seen_whatever_its_conditional_format(kind: str) -> None:
    looks, rule, why = RULES[kind]
    made = styles(more=f"<dxfs><dxf>{looks}</dxf></dxfs>")
    content = sheet(D9.replace("</row>", '<c r="F9"><v>1</v></c></row>'), after=rule)
    assert unseen(content, styles=made) == why
    assert unseen(content, "F9", styles=made) is None


def test_the_formats_of_a_cell_are_its_own_and_all_that_it_may_get() -> None:
    """A format that Excel does not know, or none, shows nobody knows what."""
    codes = ("0%", "", "0" * 255, "0" * 256, "0.0")
    rules = "".join(f'<dxf><numFmt numFmtId="200" formatCode="{code}"/></dxf>' for code in codes)
    book = small(
        sheet(after="".join(RULE.format(index) for index in range(len(codes)))),
        styles=styles(more=f"<dxfs>{rules}</dxfs>"),
    )
    formats = ("General", "0%", "[?]", "0" * 255, "[?]", "0.0")
    assert book.cells("表")[AT].number_formats == formats


@pytest.mark.filterwarnings("error")
def test_as_many_conditional_formats_are_read_as_a_report_may_have() -> None:
    made = styles(more="<dxfs><dxf><font><strike/></font></dxf><dxf/></dxfs>")
    bare = RULE.format(1) * 5  # Those that change nothing are not counted.
    content = sheet(after=RULE.format(0) * MOST_RULES + bare)
    assert unseen(content, styles=made) is Unseen.STRUCK_OUT
    book = small(sheet(after=RULE.format(0) * (MOST_RULES + 1)), styles=made)
    with pytest.raises(UnreadableWorkbook, match="工作表“表”的内容远多于一份报告（条件格式过多）"):
        book.looks("表")


@pytest.mark.parametrize(
    ("state", "is_hidden"), [("visible", False), ("hidden", True), ("veryHidden", True)]
)
def test_a_sheet_may_be_hidden(state: str, is_hidden: bool) -> None:
    listed = f'<sheets><sheet name=" 表 " state="{state}" r:id="worksheet"/></sheets>'
    assert seen(sheet(), book=listed.encode()).hides_sheet is is_hidden


@pytest.mark.parametrize("noted", ["<sortState{}/>", "<autoFilter><sortState{}/></autoFilter>"])
def test_what_was_sorted_last_is_known(noted: str) -> None:
    content = sheet(after=noted.format(' ref="D6:J7"') + noted.format(""))
    assert seen(content).sorted_areas == (Area(5, 3, 6, 9),)


WORDS = {
    Unseen.HIDDEN_SHEET: "所在的工作表已隐藏",
    Unseen.HIDDEN_ROW: "所在的行已隐藏，或高度几乎为 0",
    Unseen.HIDDEN_COLUMN: "所在的列已隐藏，或宽度几乎为 0",
    Unseen.COVERED: "被合并单元格盖住",
    Unseen.DRAWN_OVER: "被图片、图形、文本框或图表盖住",
    Unseen.CHANGING: "的公式每次打开都会重算出别的结果（如 TODAY()）",
    Unseen.PICTURE: "是一张图片，图中的字读不到",
    Unseen.STRUCK_OUT: "加了删除线",
    Unseen.CROSSED: "画了斜线",
    Unseen.SCROLLED_AWAY: "在冻结的窗格之外，滚动不到",
    Unseen.FAINT: "字的颜色与底色几乎相同",
    Unseen.SYMBOLS: "用了符号字体，显示的是别的符号",
    Unseen.TINY: "字号过小，看不清",
    Unseen.REPEATED: "对齐方式为“填充”，会重复显示",
    Unseen.RAISED: "有上标或下标，在报告中会成为普通的字",
    Unseen.NUMBER_FORMAT: "数字格式使它显示成别的样子",
    Unseen.NO_FIGURES: "条件格式不显示数字",
    Unseen.NO_ZEROS: "工作表设为不显示 0",
    Unseen.FORMULAS: "工作表设为显示公式",
    Unseen.TOO_NARROW: "列太窄，显示不全",
}


def test_it_is_told_why_figures_are_not_seen() -> None:
    """Each for a reason of its own: 20 rows of the table of applications."""
    refs = [ref for ref in sound(2024).entries if ref.column == "person"]
    faults = tuple(Fault(ref, "0", why) for ref, why in zip(refs, Unseen, strict=False))
    found = check(replace(sound(2024), faults=Faults(unseen=faults)))
    words = "看到的与报告要写的不一样；请恢复正常显示，核对后再生成。"
    assert {each.at: each.message for each in found} == {
        fault.at: f"D{row} {WORDS[Unseen(fault.expected)]}，{words}"
        for row, fault in enumerate(faults, 7)
    }
    assert len(found) == len(Unseen)


def test_nothing_is_known_of_the_looks_of_a_sheet_by_itself() -> None:
    looks = Looks()
    assert looks.unseen(AT) is looks.unseen(position("A1")) is None
    assert (looks.hides_sheet, looks.hides_zeros) == (False, False)
    assert looks.room(AT) == float("inf")
    assert (looks.scale(AT), looks.height(8)) == (1.0, 15.0)


def test_what_is_said_of_a_cell_that_is_not_seen() -> None:
    assert [*Unseen] == [
        "所在的工作表已隐藏",
        "所在的行已隐藏，或高度几乎为 0",
        "所在的列已隐藏，或宽度几乎为 0",
        "被合并单元格盖住",
        "被图片、图形、文本框或图表盖住",
        "的公式每次打开都会重算出别的结果（如 TODAY()）",
        "是一张图片，图中的字读不到",
        "加了删除线",
        "画了斜线",
        "在冻结的窗格之外，滚动不到",
        "字的颜色与底色几乎相同",
        "用了符号字体，显示的是别的符号",
        "字号过小，看不清",
        "对齐方式为“填充”，会重复显示",
        "有上标或下标，在报告中会成为普通的字",
        "数字格式使它显示成别的样子",
        "条件格式不显示数字",
        "工作表设为不显示 0",
        "工作表设为显示公式",
        "列太窄，显示不全",
    ]
