"""The boxes of comments: as large as their text needs, beside the cell that it is about."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.schema import Section
from disclosure_cli.model.places import Position, address
from disclosure_cli.model.text import ems
from disclosure_cli.template.book import lines
from disclosure_cli.template.form_tables import column_widths
from disclosure_cli.workbook import layout

FONT, FONT_SIZE = "宋体", 9
"""The size in points: 12 pixels."""
CHARACTER, LINE = 6, 16
"""Pixels of that font: a digit or a Latin letter, and from line to line."""
MARGIN_ACROSS, MARGIN_DOWN = 20, 10
"""Pixels left and right, above and below together: 0.1 and 0.05 inches each, if nothing else is said."""
NARROWEST, WIDEST = 28, 84
"""Characters in a line of a text that does not fit into one. Between them a box is about twice as wide as high."""
_CHARACTERS_A_LINE = 6
"""Of the width of a box to each of its lines, so that it has that shape."""
_GAP = 15
"""Pixels between a cell and its box."""
_TITLE_EM = 19
"""Pixels of a Chinese character in the title of a sheet, which runs on over its cell: 14 points."""


def comment_options(text: str) -> dict[str, Any]:
    """The size and the font of a comment, as XlsxWriter's `write_comment` takes them."""
    characters = _characters(text)
    return {
        "font_name": FONT,
        "font_size": FONT_SIZE,
        "width": CHARACTER * characters + MARGIN_ACROSS,
        "height": LINE * lines(text, characters) + MARGIN_DOWN,
    }


def _characters(text: str) -> int:
    """How many characters wide a text is set: no wider than its longest line, and in that shape."""
    longest = max(int(2 * ems(line)) for line in text.split("\n"))
    shaped = (
        width
        for width in range(NARROWEST, WIDEST, 2)
        if lines(text, width) * _CHARACTERS_A_LINE <= width
    )
    return min(next(shaped, WIDEST), longest + 2)


def beside_cell(section: Section, position: Position, width: int) -> dict[str, Any]:
    """Where the box of a comment begins in a sheet of tables, as `write_comment` takes it.

    Right of its cell, or of all that is merged with it; where it would stand out of the tables there,
    left of it over other figures; where neither has room for it, below.
    """
    row, column = position
    edges = [0, *accumulate(map(_pixels, column_widths(section)))]
    first = min(column for _row, column in layout.positions(section).values())
    sides = column, column + _span(section, position)
    left, right = (edges[min(each, len(edges) - 1)] for each in sides)
    if row == 0:
        right = max(right, round(_TITLE_EM * ems(section.title)))
    if right + _GAP + width <= edges[-1]:
        top, start = row - 1, right + _GAP
    elif edges[first] + width + _GAP <= left:
        top, start = row - 1, left - _GAP - width
    else:
        top, start = row + 1, max(min(left + _GAP, edges[-1] - width), 1)
    return {"start_cell": address(max(top, 0), 0), "x_offset": start}


def _span(section: Section, position: Position) -> int:
    """Over how many columns a cell of the tables goes."""
    at = position[0] - layout.TABLE_TOP, position[1]
    return next(
        (each.width for each in lay_out(section).figures if (each.row, each.column) == at), 1
    )


def _pixels(width: float) -> int:
    """The width of a column, given in characters of the font of the workbook."""
    return int(7 * width + 0.5) + 5
