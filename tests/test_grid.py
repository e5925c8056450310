"""From the tree of a table: where its cells stand, without holes or overlap, its sums and its names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from grid_text import as_text
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.form.e2021 import E2021
from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.form.grid import CellRole, Grid, lay_out
from disclosure_cli.form.schema import (
    Balance,
    Item,
    Measure,
    Node,
    Ref,
    Section,
    Table,
    Total,
)


def covered(grid: Grid) -> Counter[tuple[int, int]]:
    return Counter(
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.height)
        for column in range(cell.column, cell.column + cell.width)
    )


def everything_once(grid: Grid) -> dict[tuple[int, int], int]:
    return {(row, column): 1 for row in range(grid.height) for column in range(grid.width)}


def test_the_cells_of_every_edition_fill_their_rectangle_once() -> None:
    for edition in EDITIONS:
        for section in edition.sections:
            grid = lay_out(section)
            assert covered(grid) == everything_once(grid)


def trees(depth: int) -> st.SearchStrategy[tuple[Node, ...]]:
    """Axes of up to `depth` levels, the keys made unique afterwards."""
    leaf = st.builds(lambda: Item("leaf", "叶"))
    total = st.builds(lambda: Total("total", "总计"))
    if depth == 1:
        return st.lists(leaf | total, min_size=1, max_size=4).map(tuple)
    group = trees(depth - 1).map(lambda items: Item("group", "组", items))
    return st.lists(leaf | total | group, min_size=1, max_size=3).map(tuple)


@given(trees(3), trees(3), st.integers(0, 2))
def test_the_cells_of_any_form_fill_their_rectangle_once(
    columns: tuple[Node, ...], rows: tuple[Node, ...], spare: int
) -> None:
    table = Table("t", columns=columns, rows=rows, caption="题", corner="角")
    stub = 1 + max(len(leaf.path) - 1 for leaf in table.row_leaves)
    width = stub + len(table.column_leaves) + spare
    grid = lay_out(Section("s", "一、", (table,), widths=(1,) * width))

    assert covered(grid) == everything_once(grid)


SHELVES = Table(
    "shelves",
    columns=(Item("", "馆藏", (Item("kept", "在架"), Item("lent", "借出"), Total("all", "合计"))),),
    rows=(
        Item("books", "一、图书", (Item("old", "1.旧书"), Item("new", "2.新书"))),
        Item("maps", "二、地图"),
        Total("sum", "三、总计"),
    ),
    caption="第一条",
    corner="类别",
    balances=(Balance(("maps",), ("books.old", "books.new")),),
    counts={"books": "装订成册的。", "books.old": "满三十年的。", "kept": "年末数。"},
)
SECTION = Section("stock", "一、馆藏情况", (SHELVES,), widths=(1,) * 6)


def test_where_each_label_and_each_figure_of_a_table_stands() -> None:
    """The last column takes what the table leaves of the width; rows that belong together are kept so."""
    grid = lay_out(SECTION)
    assert as_text(grid) == (
        "第一条 | < | < | < | < | <\n"
        "类别 | < | 馆藏 | < | < | <\n"
        "^ | < | 在架 | 借出 | 合计 | <\n"
        "一、图书 | 1.旧书 | · | · | · | <\n"
        "^ | 2.新书 | · | · | · | <\n"
        "二、地图 | < | · | · | · | <\n"
        "三、总计 | < | · | · | · | <"
    )
    assert (grid.height, grid.width, grid.head) == (7, 6, 3)
    assert grid.groups == (range(5), range(5, 7))
    assert not grid.has_one_head
    assert [cell.label for cell in grid.labels if cell.is_outermost] == ["一、图书"]
    assert [cell.label for cell in grid.labels if cell.is_explanation] == ["类别"]
    assert Counter(cell.role for cell in grid.cells) == {
        CellRole.CAPTION: 1,
        CellRole.CORNER: 1,
        CellRole.HEAD: 4,
        CellRole.STUB: 5,
        CellRole.FIGURE: 12,
    }
    assert [str(cell.ref) for cell in grid.figures][:4] == [
        "shelves/books.old/kept",
        "shelves/books.old/lent",
        "shelves/books.old/all",
        "shelves/books.new/kept",
    ]
    assert lay_out(Section("text", "二、说明")) == Grid(0, 0, 0, (), ())


def test_the_tables_of_a_section_stand_under_one_another() -> None:
    """A corner of one row heads the labels; without a caption the head is that of all rows."""
    small = Table("t", (Item("n", "数量"),), (Item("a", "甲"), Item("b", "乙")), corner="内容")
    again = replace(small, key="u", caption="第二条")
    grid = lay_out(Section("s", "一、", (small, again), widths=(1, 1)))
    assert as_text(grid) == "内容 | 数量\n甲 | ·\n乙 | ·\n第二条 | <\n内容 | 数量\n甲 | ·\n乙 | ·"
    assert (grid.head, grid.groups) == (1, (range(3), range(3, 7)))
    assert lay_out(Section("s", "一、", (small,), widths=(1, 1))).has_one_head
    assert not [cell for cell in grid.cells if cell.is_explanation or cell.is_outermost]


def test_every_sum_of_a_table_across_then_down_then_the_balances() -> None:
    assert [
        (
            " ".join(f"{ref.row}/{ref.column}" for ref in each.left),
            " ".join(f"{ref.row}/{ref.column}" for ref in each.right),
            each.is_total,
        )
        for each in SHELVES.equations
    ] == [
        ("books.old/all", "books.old/kept books.old/lent", True),
        ("books.new/all", "books.new/kept books.new/lent", True),
        ("maps/all", "maps/kept maps/lent", True),
        ("sum/all", "sum/kept sum/lent", True),
        ("sum/kept", "books.old/kept books.new/kept maps/kept", True),
        ("sum/lent", "books.old/lent books.new/lent maps/lent", True),
        ("sum/all", "books.old/all books.new/all maps/all", True),
        ("maps/kept", "books.old/kept books.new/kept", False),
        ("maps/lent", "books.old/lent books.new/lent", False),
        ("maps/all", "books.old/all books.new/all", False),
    ]
    corner = Ref("shelves", "sum", "all")
    assert [str(ref) for ref in SHELVES.totals[corner]] == ["shelves/sum/kept", "shelves/sum/lent"]
    assert [f"{ref.row}/{ref.column}" for ref in SHELVES.inputs] == [
        "books.old/kept", "books.old/lent", "books.new/kept", "books.new/lent", "maps/kept", "maps/lent",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "beside"),
    [
        ("books.old/kept", ["books.old/lent", "books.new/kept"]),
        ("maps/lent", ["maps/kept", "maps/all", "books.new/lent", "sum/lent"]),
        ("sum/all", ["sum/lent", "maps/all"]),
    ],
)
def test_the_figures_beside_one_are_left_right_above_and_below(
    figure: str, beside: list[str]
) -> None:
    found = SHELVES.beside(Ref("shelves", *figure.split("/")))
    assert [f"{ref.row}/{ref.column}" for ref in found] == beside


def test_what_a_row_counts_is_said_before_what_its_group_does() -> None:
    assert [SHELVES.counted_by(leaf) for leaf in (*SHELVES.row_leaves, *SHELVES.column_leaves)] == [
        "满三十年的。装订成册的。", "装订成册的。", "", "", "年末数。", "", "",
    ]  # fmt: skip


def test_a_leaf_is_called_by_its_groups_that_have_a_name() -> None:
    rows, columns = SHELVES.row_leaves, SHELVES.column_leaves
    assert [leaf.label for leaf in rows] == [
        "一、图书·1.旧书",
        "一、图书·2.新书",
        "二、地图",
        "三、总计",
    ]
    assert [leaf.label for leaf in columns] == ["在架", "借出", "合计"]
    assert [leaf.is_total for leaf in columns] == [False, False, True]
    assert {leaf.measure for leaf in columns} == {Measure.COUNT}
    assert str(Ref("shelves", "", "kept")) == "shelves/kept"


def test_a_section_is_known_by_its_numeral_and_sums_its_tables() -> None:
    assert (SECTION.numeral, SECTION.is_summed) == ("一", True)
    assert (SECTION.refs, SECTION.inputs) == (SHELVES.refs, SHELVES.inputs)
    assert SECTION.carried_in == frozenset()
    plain = replace(SHELVES, columns=(Item("kept", "在架"),), rows=(Item("maps", "地图"),))
    assert not replace(SECTION, tables=(plain,)).is_summed


def test_a_place_is_a_figure_or_all_the_items_of_a_group() -> None:
    edition = replace(E2021, sections=(SECTION,), quotations=())
    assert [str(ref) for ref in edition.under(Ref("shelves", "books", "all"))] == [
        "shelves/books.old/all",
        "shelves/books.new/all",
    ]
    assert edition.under(Ref("shelves", "book", "all")) == ()
    assert edition.under(Ref("shelves", "maps", "ke")) == ()
    assert edition.under(Ref("other", "maps", "kept")) == ()
    assert edition.section_of(Ref("shelves", "books", "all")) is SECTION
    corner = Ref("shelves", "sum", "all")
    assert edition.table_of(corner) is SHELVES
    assert edition.beside(corner) == SHELVES.beside(corner)
    assert edition.table_of(Ref("other", "", "")) is None
    assert edition.beside(Ref("other", "", "")) == ()
