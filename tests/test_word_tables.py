"""A table of the Word document: its cells as they are drawn, where it is parted, and how its figures fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from report_factory import section_of_key, sound

from disclosure_cli.form.grid import Cell, CellRole, Grid, lay_out
from disclosure_cli.output.blocks import TableBlock
from disclosure_cli.output.word.styles import TYPE_AREA, TypeArea
from disclosure_cli.output.word.tables import begins_a_page, table_element
from disclosure_cli.output.word.wordml import serialised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARGIN = 57
"""Twips at each side of the content of a cell, as in the blank form."""


def made(block: TableBlock, area: TypeArea = TYPE_AREA) -> Any:
    return etree.fromstring(serialised(table_element(block, area)))


def rows(table: Any) -> list[list[str]]:
    """The cells of each row: what they are, their style, whether they are kept with the next, their text."""
    return [[_cell(cell) for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]


def _cell(cell: Any) -> str:
    width, *properties, place = cell.find(f"{W}tcPr")
    assert (_name(width), width.get(f"{W}type")) == ("tcW", "dxa")
    assert (_name(place), place.get(f"{W}val")) == ("vAlign", "center")
    looks = cell.find(f"{W}p/{W}pPr")
    kept = [f"keepNext {each.get(f'{W}val')}" for each in looks.iterfind(f"{W}keepNext")]
    beside = [f"{_name(each)} {each.get(f'{W}val')}" for each in properties]
    said = [width.get(f"{W}w"), looks.find(f"{W}pStyle").get(f"{W}val"), *beside, *kept]
    return f"{', '.join(said)} | {'/'.join(_lines(cell))}".rstrip(" |")


def _lines(cell: Any) -> Iterator[str]:
    return (each.text or "" for each in cell.iter(f"{W}t"))


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def repeated(table: Any) -> int:
    """How many rows are repeated on each page; none is ever split."""
    properties = [[_name(each) for each in row] for row in table.iterfind(f"{W}tr/{W}trPr")]
    heads = [own == ["cantSplit", "tblHeader"] for own in properties]
    assert all(own[0] == "cantSplit" for own in properties)
    assert heads == sorted(heads, reverse=True)
    return sum(heads)


def kept(table: Any) -> list[int]:
    """The rows that stay on the page of the next one."""
    return [
        number
        for number, row in enumerate(table.iterfind(f"{W}tr"))
        if all(_is_kept(paragraph) for paragraph in row.iter(f"{W}p"))
    ]


def _is_kept(paragraph: Any) -> bool:
    """By itself, or by its style."""
    own = paragraph.find(f"{W}pPr/{W}keepNext")
    style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    is_head = style in ("TableHead", "TableCaption", "TableCorner")
    return is_head if own is None else own.get(f"{W}val") == "1"


def columns(table: Any) -> list[int]:
    return [int(each.get(f"{W}w")) for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]


GROUPED = Grid(
    4, 3, 1,
    (
        Cell(0, 0, 1, 2, CellRole.CORNER, "情形"),
        Cell(0, 2, 1, 1, CellRole.HEAD, "件数"),
        Cell(1, 0, 2, 1, CellRole.STUB, "办理结果"),
        Cell(1, 1, 1, 1, CellRole.STUB, "予以公开"),
        Cell(1, 2, 1, 1, CellRole.FIGURE),
        Cell(2, 1, 1, 1, CellRole.STUB, "不予公开"),
        Cell(2, 2, 1, 1, CellRole.FIGURE),
        Cell(3, 0, 1, 2, CellRole.STUB, "结转"),
        Cell(3, 2, 1, 1, CellRole.FIGURE),
    ),
    (range(3), range(3, 4)),
)  # fmt: skip
"""A group of two rows, and one that belongs to none."""


def grouped(*figures: str, note: str = "") -> TableBlock:
    return TableBlock("三、办理", GROUPED, (1000, 2000, 3000), figures, note)


def test_a_small_table_is_drawn_cell_by_cell() -> None:
    """The label of a group runs downwards, and is continued by an empty cell under it."""
    table = made(grouped("1", "2", "3"), TypeArea(6000, 12756))
    assert rows(table) == [
        ["3000, TableHead, gridSpan 2 | 情形", "3000, TableHead | 件数"],
        [
            "1000, TableHead, vMerge restart, textDirection tbRlV | 办理结果",
            "2000, TableLabel, keepNext 1 | 予以公开",
            "3000, TableFigure, keepNext 1 | 1",
        ],
        [
            "1000, TableHead, vMerge continue, textDirection tbRlV",
            "2000, TableLabel, keepNext 1 | 不予公开",
            "3000, TableFigure, keepNext 1 | 2",
        ],
        ["3000, TableLabel, gridSpan 2 | 结转", "3000, TableFigure | 3"],
    ]
    assert columns(table) == [1000, 2000, 3000]


def test_a_table_names_its_looks_its_width_and_its_title() -> None:
    (properties,) = made(grouped("1", "2", "3"), TypeArea(6000, 12756)).iterfind(f"{W}tblPr")
    assert [" ".join([_name(each), *each.attrib.values()]) for each in properties] == [
        "tblStyle OfficialTable",
        "tblW 6000 dxa",
        "jc center",
        "tblLayout fixed",
        "tblLook 0000",
        "tblCaption 三、办理",
    ]


def test_a_table_that_fits_a_page_stands_on_one_with_its_note() -> None:
    """Each row but the last stays with the next one; with a note, the last one with that."""
    assert kept(made(grouped("1", "2", "3"))) == [0, 1, 2]
    assert kept(made(grouped("1", "2", "3", note="注：含结转。"))) == [0, 1, 2, 3]
    assert repeated(made(grouped("1", "2", "3"))) == 1


HEIGHT = 4 * (240 + 2 * 35 + 10) + 579 + 240
"""Of the small table, in twips: a line, what is left free and a rule for each row; and its heading."""


def long(rows: int, *groups: range) -> TableBlock:
    """A table with a head and that many rows of a figure, higher than a page."""
    cells = [Cell(0, 0, 1, 1, CellRole.HEAD, "件数")]
    cells += [Cell(row, 0, 1, 1, CellRole.FIGURE) for row in range(1, rows)]
    return TableBlock("表", Grid(rows, 1, 1, tuple(cells), groups), (1,), ("0",) * (rows - 1))


def test_a_table_that_does_not_fit_is_parted_between_its_groups() -> None:
    """Its head, which is kept with what follows by its style, is freed; the last row is not left alone."""
    table = made(long(8, range(4), range(4, 6), range(6, 8)), TypeArea(8845, 2000))
    assert kept(table) == [1, 2, 4, 6]
    assert repeated(table) == 1


def test_the_last_two_rows_stay_together_whatever_their_groups() -> None:
    table = made(long(6, *(range(n, n + 1) for n in range(6))), TypeArea(8845, 2000))
    assert kept(table) == [4]


@pytest.mark.parametrize(("height", "is_whole"), [(HEIGHT, True), (HEIGHT - 1, False)])
def test_a_table_is_whole_where_the_page_is_just_high_enough(height: int, is_whole: bool) -> None:
    assert (0 in kept(made(grouped("1", "2", "3"), TypeArea(6000, height)))) is is_whole


def test_of_tables_under_one_another_no_head_is_repeated_over_the_rows_of_another() -> None:
    """Tables that fit on a page are not parted, so that nothing is repeated there."""
    section = section_of_key(sound(2024).edition, "proactive")
    block = TableBlock("二", lay_out(section), section.widths, ("0",) * 10)
    assert repeated(made(block)) == 2
    assert repeated(made(block, TypeArea(8845, 3000))) == 0


@pytest.mark.parametrize(
    ("figure", "style"),
    [
        # A digit is half as wide as it is high: 5 pt in 10 pt.
        ("1" * 10, "TableFigure"),
        ("1" * 11, "TableFigureSmaller"),
        ("1" * 12, "TableFigureSmall"),
        ("1" * 13, "TableFigureSmall"),
        ("1" * 14, "TableFigureNarrow"),
        ("1" * 16, "TableFigureNarrow"),
        ("1" * 17, "TableFigureNarrowest"),
        # Nothing is narrower.
        ("1" * 40, "TableFigureNarrowest"),
    ],
)
def test_all_figures_of_a_table_have_the_largest_size_in_which_they_fit(
    figure: str, style: str
) -> None:
    """In a room of 1000 twips: 10 digits of 10 pt, 11 of 9 pt, 13 of 7.5 pt, 16 and 22 of narrow ones."""
    width = 1000 + 2 * MARGIN
    block = TableBlock("表", GROUPED, (width, width, width), ("1", figure, "2"))
    table = made(block, TypeArea(3 * width, 12756))
    shown = {cell.split(",")[1].split(" |")[0].strip() for row in rows(table) for cell in row[-1:]}
    assert shown == {"TableHead", style}


def test_a_figure_that_is_wider_than_its_cell_by_a_twip_does_not_fit() -> None:
    width = 999 + 2 * MARGIN
    block = TableBlock("表", GROUPED, (width, width, width), ("1" * 10, "", ""))
    assert "TableFigureSmaller" in rows(made(block, TypeArea(3 * width, 12756)))[1][-1]


@pytest.mark.parametrize(
    ("label", "figure", "lines"),
    [
        # A label of 10 pt in 1000 twips: five characters in a line.
        ("结转下年度", "1", 1), ("结转下年度办", "1", 2), ("结转下年度继续办理情", "1", 2),
        ("结转下年度继续办理情况", "1", 3), ("结\n转", "1", 2), ("", "1", 1),
        # The lines of a figure, and what of a note does not fit beside it.
        ("结转", "1\n3\n+2", 3), ("结转", "12345（含上年3件）", 2),
    ],
)  # fmt: skip
def test_a_row_is_as_high_as_its_longest_text_needs(label: str, figure: str, lines: int) -> None:
    """12 pt a line, and what is left free above and below: a table one twip higher begins a page."""
    cells = (Cell(0, 0, 1, 1, CellRole.STUB, label), Cell(0, 1, 1, 1, CellRole.FIGURE))
    width = 1000 + 2 * MARGIN
    block = TableBlock("表", Grid(1, 2, 0, cells, (range(1),)), (1, 1), (figure,))
    height = lines * 240 + 2 * 35 + 10 + 579 + 240
    begins = [begins_a_page(block, TypeArea(2 * width, at)) for at in (height, height - 1)]
    assert begins == [False, True]


def test_a_figure_is_measured_by_its_longest_run_of_digits() -> None:
    """A note after it may be parted; one that does not fit beside it begins a line."""
    width = 1000 + 2 * MARGIN
    noted = "123456（含上年3件）（注1）"
    block = TableBlock("表", GROUPED, (width, width, width), (noted, "123（注1）", ""))
    figures = [row[-1] for row in rows(made(block, TypeArea(3 * width, 12756)))]
    assert figures == [
        f"{width}, TableHead | 件数",
        f"{width}, TableFigure, keepNext 1 | 123456/（含上年3件）（注1）",
        f"{width}, TableFigure, keepNext 1 | 123（注1）",
        f"{width}, TableFigure",
    ]


@pytest.mark.parametrize(
    ("widths", "total", "expected"),
    [
        # In proportion, and exactly as wide as the page in all.
        ((1, 1, 1), 100, [33, 34, 33]),
        ((1000, 2000, 3000), 9000, [1500, 3000, 4500]),
        ((1000, 2000, 3000), 6000, [1000, 2000, 3000]),
        # On a narrower page the label of a group, here the first column, keeps its width,
        ((1000, 2000, 3000), 4000, [1000, 1200, 1800]),
        ((1000, 2000, 3000), 2002, [1000, 401, 601]),
        # but not where it would have half of the page.
        ((1000, 2000, 3000), 2000, [333, 667, 1000]),
    ],
)
def test_columns_share_the_page(
    widths: tuple[int, int, int], total: int, expected: list[int]
) -> None:
    block = TableBlock("表", GROUPED, widths, ("", "", ""))
    assert columns(made(block, TypeArea(total, 12756))) == expected


def test_the_corner_with_the_explanation_of_the_sums_has_a_style_of_its_own() -> None:
    """In 楷体, as in the blank form; the head of the labels, which is one row high, has that of heads."""
    styles: dict[str, str] = {}
    for key in ("proactive", "requests"):
        section = section_of_key(sound(2024).edition, key)
        grid = lay_out(section)
        block = TableBlock("表", grid, section.widths, ("0",) * len(list(grid.figures)))
        for row in rows(made(block)):
            shown = (cell.partition(" | ") for cell in row)
            styles |= {text[:5]: looks.split(", ")[1] for looks, _bar, text in shown}
    named = ("（本列数据", "申请人情况", "信息内容")
    assert [styles[text] for text in named] == ["TableCorner", "TableHead", "TableHead"]
