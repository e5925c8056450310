"""Which cells of a sheet lie under a picture, a shape, a text box, a chart or a comment that is always shown.

Where a drawing is fixed to two cells, it covers what lies between them; where it is fixed to one and has a
size of its own, the size is counted out in columns and rows. SpreadsheetDrawing: ECMA-376 part 1, 20.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.i18n import _
from disclosure_cli.package import Package
from disclosure_cli.workbook.sheet_check.looks import Area, Looks
from disclosure_cli.workbook.sheet_check.spreadsheetml import (
    LAST_ROW,
    Damage,
    Excess,
    local_name,
    number,
    parsed,
)

_EMU_A_POINT, _EMU_A_PIXEL = 12_700, 9_525
_MARGIN = 4 * _EMU_A_POINT
"""By how much a drawing may overlap a cell that is still seen."""
_POINTS_A_DIGIT = 5.25
MOST_DRAWINGS = 1_000
"""On one sheet; a template has none."""
MOST_REACHED = 200
"""Columns or rows that the size of a drawing is counted out over."""


def drawn_over(package: Package, sheet: str, looks: Looks) -> tuple[Area, ...]:
    """The areas of a sheet, given by its part, that lie under drawings; a damaged one is not shown.

    Raises `Damage` for far more drawings than a report can have.
    """
    areas: list[Area] = []
    for kind, read in (("drawing", _areas), ("vmlDrawing", _areas_of_comments)):
        for drawing in _drawings(package, sheet, kind):
            areas += islice(read(drawing, looks), MOST_DRAWINGS + 1)
        if len(areas) > MOST_DRAWINGS:
            raise Excess(_("图形过多"))
    return tuple(areas)


def _drawings(package: Package, sheet: str, kind: str) -> Iterator[Element]:
    """The parts with the drawings of a sheet."""
    try:
        parts = [each.target for each in package.relations(sheet) if each.kind == kind]
        for name in parts:
            if (part := package.part(name)) is not None:
                yield parsed(part)
    except (Damage, UnreadableWorkbook):
        return


def _areas(drawing: Element, looks: Looks) -> Iterator[Area]:
    for anchor in drawing:
        start, end, size = (next(_named(anchor, name), None) for name in ("from", "to", "ext"))
        is_hidden = any(each.get("hidden") in ("1", "true") for each in _named(anchor, "cNvPr"))
        if is_hidden or _is_empty_frame(anchor):
            continue
        (left, across), (top, down) = _at(start, "col"), _at(start, "row")
        if end is not None:
            right, bottom = _last(*_at(end, "col")), _last(*_at(end, "row"))
        else:
            wide, high = (0.0 if size is None else number(size.get(k), 0.0) for k in ("cx", "cy"))
            right = _reached(left, across + wide, lambda at: looks.width(at) * _POINTS_A_DIGIT)
            bottom = _reached(top, down + high, looks.height)
        yield Area(top, left, max(top, bottom), max(left, right))


def _is_empty_frame(anchor: Element) -> bool:
    """Whether it is a shape without a filling and without a text, through which the cells are seen."""
    is_shape = any(local_name(each) == "sp" for each in anchor)
    is_filled = not any(
        local_name(each) == "noFill" for looks in _named(anchor, "spPr") for each in looks
    )
    return is_shape and not is_filled and not any(each.text for each in _named(anchor, "t"))


def _areas_of_comments(drawing: Element, looks: Looks) -> Iterator[Area]:
    """Where comments that are always shown lie, and the controls of old programs."""
    for client in _named(drawing, "ClientData"):
        is_note = client.get("ObjectType") == "Note"
        anchor = next((each.text or "" for each in _named(client, "Anchor")), "")
        corners = [number(each.strip(), 0.0) for each in anchor.split(",")]
        if len(corners) == 8 and (not is_note or next(_named(client, "Visible"), None) is not None):
            left, _dx, top, _dy, right, across, bottom, down = corners
            last_column = _last(int(right), across * _EMU_A_PIXEL)
            last_row = _last(int(bottom), down * _EMU_A_PIXEL)
            yield Area(int(top), int(left), max(int(top), last_row), max(int(left), last_column))


def _at(corner: Element | None, name: str) -> tuple[int, float]:
    """The column or the row of a corner, and how far into it; without a corner the very first."""
    index, offset = (
        0.0 if corner is None else next((number(e.text, 0.0) for e in _named(corner, tag)), 0.0)
        for tag in (name, f"{name}Off")
    )
    return int(min(max(index, 0.0), LAST_ROW)), offset


def _last(index: int, offset: float) -> int:
    """The last column or row that is covered, where a drawing ends so far into one."""
    return index if offset > _MARGIN else index - 1


def _reached(first: int, extent: float, size: Callable[[int], float]) -> int:
    """The last of the columns or rows, each of a size in points, that an extent reaches into."""
    for index in range(first, first + MOST_REACHED):
        extent -= size(index) * _EMU_A_POINT
        if extent <= _MARGIN:
            return index
    return first + MOST_REACHED


def _named(parent: Element, name: str) -> Iterator[Element]:
    return (each for each in parent.iter() if local_name(each) == name)
