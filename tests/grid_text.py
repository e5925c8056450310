"""Draws a laid-out table as text, so that a test shows it as it is printed."""

from __future__ import annotations

from disclosure_cli.form.grid import Cell, Grid


def as_text(grid: Grid, *, rows: slice = slice(None), shorten: int = 0) -> str:
    """One line a row: `|` parts two cells, `<` continues the cell to the left, `^` the one above.

    A figure is shown as `·`; labels longer than `shorten` end in …, where it is given.
    """

    def text(cell: Cell) -> str:
        label = cell.label or "·"
        return f"{label[:shorten]}…" if shorten and len(label) > shorten else label

    lines = [["?"] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        for r in range(cell.row, cell.row + cell.height):
            for c in range(cell.column, cell.column + cell.width):
                lines[r][c] = "<" if c > cell.column else "^"
        lines[cell.row][cell.column] = text(cell)
    return "\n".join(" | ".join(line) for line in lines[rows])
