"""Whatever tree an edition holds, its cells fill the rectangle and never overlap."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.form.grid import Grid, lay_out
from disclosure_cli.form.schema import Item, Node, Section, Table, Total


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
