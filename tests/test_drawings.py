"""Which cells lie under a drawing: as a person sees them covered."""

from __future__ import annotations

import pytest
from small_workbook import seen, sheet, small

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.model.places import address

MOST_DRAWINGS = 1_000
POINT = 12_700
"""In the units of a drawing."""


def corner(name: str, column: int, row: int, across: int = 0, down: int = 0) -> str:
    """A corner of a drawing: the column and the row, counted from 0, and how far into them."""
    return (
        f"<{name}><col>{column}</col><colOff>{across}</colOff>"
        f"<row>{row}</row><rowOff>{down}</rowOff></{name}>"
    )


def drawing(*anchors: str) -> bytes:
    return (
        f'<wsDr xmlns="d">{"".join(f"<anchor>{each}</anchor>" for each in anchors)}</wsDr>'.encode()
    )


def covered(drawn: bytes, content: bytes = sheet()) -> list[str]:
    """What a drawing over a sheet covers."""
    return [
        f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"
        for area in seen(content, drawing=drawn).drawn_over
    ]


D8 = corner("from", 3, 7)
PICTURE = "<pic/>"


@pytest.mark.parametrize(
    ("end", "area"),
    [
        (corner("to", 5, 9), "D8:E9"),
        (corner("to", 5, 9, 4 * POINT, 4 * POINT), "D8:E9"),
        (corner("to", 5, 9, 4 * POINT + 1, 4 * POINT), "D8:F9"),
        (corner("to", 5, 9, 4 * POINT, 4 * POINT + 1), "D8:E10"),
        (corner("to", 3, 7), "D8:D8"),
        (corner("to", 0, 0), "D8:D8"),
        ("<to/>", "D8:D8"),
        ("<to><col>x</col><row>1e999</row></to>", "D8:D1048576"),
    ],
)
def test_between_two_cells_it_covers_what_it_overlaps(end: str, area: str) -> None:
    """More than 4 points of a cell: so much of one may lie under a drawing, and it is still seen."""
    assert covered(drawing(D8 + end + PICTURE)) == [area]


COLUMNS = '<sheetFormatPr defaultColWidth="2"/><cols><col min="4" max="4" width="10"/></cols>'
ROWS = '<row r="8" ht="30"/><row r="9"><c r="D9"><v>5</v></c></row>'


@pytest.mark.parametrize(
    ("wide", "high", "area"),
    [
        (10, 10, "D8:D8"),
        (52.5, 30, "D8:D8"),  # 10 digits of 5.25 points, and a row of 30.
        (56.5, 34, "D8:D8"),
        (56.6, 34, "D8:E8"),
        (56.5, 34.1, "D8:D9"),
        (52.5 + 2 * 10.5 + 5, 30 + 15 + 5, "D8:G10"),
        (0, 0, "D8:D8"),
        (99_999, 10, "D8:GV8"),
        (10, 99_999, "D8:D208"),
    ],
)
def test_with_a_size_of_its_own_it_covers_what_that_reaches(
    wide: float, high: float, area: str
) -> None:
    size = f'<ext cx="{round(wide * POINT)}" cy="{round(high * POINT)}"/>'
    content = sheet(ROWS, COLUMNS)
    assert covered(drawing(D8 + size + PICTURE), content) == [area]


@pytest.mark.parametrize(
    ("anchor", "areas"),
    [
        (PICTURE, ["A1:A1"]),
        (corner("from", 3, 7, 30 * POINT, 10 * POINT) + f'<ext cx="{30 * POINT}" cy="{10 * POINT}"/>', ["D8:E9"]),
        (D8 + '<ext cx="wide" cy="high"/>', ["D8:D8"]),
        ("<from><col>-3</col><row>-1</row></from>", ["A1:A1"]),
        ("<from><col/><row/></from>", ["A1:A1"]),
        ("<from/>", ["A1:A1"]),
        (D8 + '<pic><cNvPr hidden="1"/></pic>', []),
        (D8 + '<pic><cNvPr hidden="true"/></pic>', []),
        (D8 + '<pic><cNvPr hidden="0"/></pic>', ["D8:D8"]),
        (D8 + "<sp><spPr><noFill/></spPr></sp>", []),
        (D8 + "<sp><spPr><noFill/></spPr><t/></sp>", []),
        (D8 + "<sp><spPr><noFill/></spPr><t>注</t></sp>", ["D8:D8"]),
        (D8 + "<sp><spPr><solidFill/></spPr></sp>", ["D8:D8"]),
        (D8 + "<sp><spPr><ln><noFill/></ln></spPr></sp>", ["D8:D8"]),
        (D8 + "<pic><spPr><noFill/></spPr></pic>", ["D8:D8"]),
    ],
)  # fmt: skip
def test_a_drawing_covers_where_it_lies_and_is_seen(anchor: str, areas: list[str]) -> None:
    """One without a corner lies at the first cell; through a frame without a filling one sees the cells."""
    assert covered(drawing(anchor)) == areas


def comment(anchor: str, kind: str = "Note", more: str = "<Visible/>") -> bytes:
    data = f'<ClientData ObjectType="{kind}"><Anchor>{anchor}</Anchor>{more}</ClientData>'
    return f'<xml xmlns="v"><shape>{data}</shape></xml>'.encode()


@pytest.mark.parametrize(
    ("comments", "areas"),
    [
        (comment("3, 15, 7, 2, 5, 0, 9, 0"), ["D8:E9"]),
        (comment("3, 0, 7, 0, 5, 5, 9, 5"), ["D8:E9"]),  # 5 pixels are 3.75 points.
        (comment("3, 0, 7, 0, 5, 6, 9, 5"), ["D8:F9"]),
        (comment("3, 0, 7, 0, 5, 5, 9, 6"), ["D8:E10"]),
        (comment("3, 0, 7, 0, 0, 0, 0, 0"), ["D8:D8"]),
        (comment("3, 0, 7, 0, 5, 0, 9, 0", more=""), []),
        (comment("3, 0, 7, 0, 5, 0, 9, 0", "Button", ""), ["D8:E9"]),
        (comment("3, 0, 7, 0, 5, 0, 9"), []),
        (comment(""), []),
        (b'<xml xmlns="v"><ClientData ObjectType="Note"><Visible/></ClientData></xml>', []),
        (b"<xml", []),
    ],
)
def test_a_comment_covers_cells_where_it_is_always_shown(comments: bytes, areas: list[str]) -> None:
    found = seen(sheet(), comments=comments).drawn_over
    assert [f"{address(*a[:2])}:{address(*a[2:])}" for a in found] == areas


@pytest.mark.parametrize("number", [MOST_DRAWINGS, MOST_DRAWINGS + 1])
def test_there_are_no_more_drawings_than_a_report_has(number: int) -> None:
    book = small(sheet(), drawing=drawing(*[PICTURE] * number))
    if number == MOST_DRAWINGS:
        assert len(book.looks("表").drawn_over) == number
        return
    with pytest.raises(UnreadableWorkbook) as refusal:
        book.looks("表")
    assert str(refusal.value) == (
        "无法读取 book.xlsx：工作表“表”的内容远多于一份报告（图形过多）；"
        "请用 disclosure new-template 生成新模板，把内容复制过去。"
    )


def test_drawings_and_comments_count_together() -> None:
    book = small(
        sheet(),
        drawing=drawing(*[PICTURE] * MOST_DRAWINGS),
        comments=comment("3, 0, 7, 0, 5, 0, 9, 0"),
    )
    with pytest.raises(UnreadableWorkbook, match="图形过多"):
        book.looks("表")


def test_the_last_rows_and_columns_may_be_covered() -> None:
    end = corner("to", 16_384, 1_048_576)
    assert covered(drawing(corner("from", 16_383, 1_048_575) + end)) == ["XFD1048576:XFD1048576"]
