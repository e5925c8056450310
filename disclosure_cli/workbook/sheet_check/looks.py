"""Why a person cannot see what stands in a cell of a sheet, or sees something else: hidden, covered …

Whether the condition of a conditional format holds is not worked out: what it may do to a cell counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from disclosure_cli.i18n import _
from disclosure_cli.model.places import Position, position
from disclosure_cli.workbook.sheet_check.spreadsheetml import (
    FORMULA,
    INDEX,
    LAST_COLUMN,
    LAST_ROW,
    MAIN,
    ROW,
    Damage,
    Excess,
    local_name,
    number,
)
from disclosure_cli.workbook.sheet_check.style_looks import (
    RuleLooks,
    StyleLooks,
    Unseen,
    rule_looks,
    scale_looks,
)

MOST_RULES = 1_000
"""Conditional formats that keep a person from seeing a figure; a template has none."""


class Area(NamedTuple):
    """Cells from one corner to the other, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, at: Position) -> bool:
        """Whether a cell lies in it."""
        row, column = at
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class Looks(NamedTuple):
    """How a sheet is shown, as far as it keeps a person from seeing what stands in its cells."""

    columns: tuple[range, ...] = ()
    """Those that are hidden."""
    cells: Mapping[Position, Unseen] = {}
    """Cells that hold something which is not seen as it is, each for a reason of its own."""
    formats: Mapping[Position, tuple[str, ...]] = {}
    """The number formats that conditional formats may give to cells that hold something."""
    widths: Mapping[int, float] = {}
    """By column, in digits of the usual font."""
    heights: Mapping[int, float] = {}
    """By row, in points, 0 for the hidden ones; a row that is not named here has the usual height."""
    usual_width: float = float("inf")
    """Of a column without a width of its own; endless where that is not known."""
    drawn_over: tuple[Area, ...] = ()
    """What lies under pictures, shapes, text boxes and charts."""
    sorted_areas: tuple[Area, ...] = ()
    """What was sorted last, by the sheet's own note of it."""
    first_reached: Position = (0, 0)
    """The first row and the first column that are seen where panes are frozen."""
    scales: Mapping[Position, float] = {}
    """By how much the digits of a cell are larger or smaller than the usual ones, where they are."""
    merged: Mapping[Position, range] = {}
    """By the first cell of a merged area: the columns that it spans."""
    hides_sheet: bool = False
    hides_zeros: bool = False

    def unseen(self, at: Position) -> Unseen | None:
        """Why a person does not see, whatever it is, what stands in a cell; None where it is seen."""
        row, column = at
        if self.height(row) < _LOWEST:
            return Unseen.HIDDEN_ROW
        if any(column in hidden for hidden in self.columns):
            return Unseen.HIDDEN_COLUMN
        if row < self.first_reached[0] or column < self.first_reached[1]:
            return Unseen.SCROLLED_AWAY
        if any(area.covers(at) for area in self.drawn_over):
            return Unseen.DRAWN_OVER
        return self.cells.get(at)

    def room(self, at: Position) -> float:
        """How many digits fit into a cell."""
        return sum(map(self.width, self.merged.get(at, range(at[1], at[1] + 1))))

    def scale(self, at: Position) -> float:
        """How large the digits of a cell are, as a multiple of the usual ones."""
        return self.scales.get(at, 1.0)

    def width(self, column: int) -> float:
        """The width of a column in digits of the usual font."""
        return self.widths.get(column, self.usual_width)

    def height(self, row: int) -> float:
        """The height of a row in points."""
        return self.heights.get(row, _USUAL_HEIGHT)


_LOWEST, _NARROWEST = 8.0, 1.0
"""Points, and digits: in less, nothing is seen, or half of a digit."""
_USUAL_HEIGHT, _USUAL_WIDTH = 15.0, 9.14
"""Of a row and of a column where a sheet does not say so."""
_FORMULAS = {
    Unseen.CHANGING: re.compile(
        r"\b(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|RTD)\s*\(", re.IGNORECASE
    ),
    Unseen.PICTURE: re.compile(r"\b(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE),
}
"""Functions by whose result a cell shows something else than it holds."""
_EVERYWHERE = Area(0, 0, LAST_ROW, LAST_COLUMN)


def looks_of(
    sheet: Element,
    filled: Mapping[Position, Element],
    covered: Mapping[Position, Unseen],
    styles: StyleLooks,
) -> Looks:
    """How a sheet is shown. `filled` are its cells that hold something, `covered` those known as unseen.

    Raises `Damage` for hidden columns that are none, and for more conditional formats than a report has.
    """
    cells = dict(covered)
    view = sheet.find(f"{MAIN}sheetViews/{MAIN}sheetView")
    for at, why in _by_formula(filled):
        cells.setdefault(at, why)
    own = {at: styles.of(cell) for at, cell in filled.items()}
    for at, cell in filled.items():
        if unseen := own[at].unseen:
            cells.setdefault(at, unseen)
        elif _is_set(view, "showFormulas", "1", "true") and cell.find(FORMULA) is not None:
            cells.setdefault(at, Unseen.FORMULAS)
    formats: dict[Position, tuple[str, ...]] = {}
    for areas, rule in _rules(sheet, styles):
        for at in filled:
            if any(area.covers(at) for area in areas):
                if unseen := rule.unseen_on(own[at]):
                    cells.setdefault(at, unseen)
                if rule.number_format:
                    formats[at] = (*formats.get(at, ()), rule.number_format)
    columns = list(_columns(sheet))
    usual = sheet.find(f"{MAIN}sheetFormatPr")
    return Looks(
        columns=tuple(each for each, width in columns if width < _NARROWEST),
        cells=cells,
        formats=formats,
        widths={column: width for each, width in columns for column in each[:_MOST_WIDTHS]},
        heights=dict(_heights(sheet)),
        usual_width=number(usual.get("defaultColWidth") if usual is not None else "", _USUAL_WIDTH),
        scales={at: each.scale for at, each in own.items() if each.scale != 1.0},
        sorted_areas=tuple(
            area
            for each in sheet.iter(f"{MAIN}sortState")
            for area in areas_of(each.get("ref", ""))
        ),
        merged={(area.top, area.left): range(area.left, area.right + 1) for area in _merged(sheet)},
        first_reached=_first_reached(view),
        hides_zeros=_is_set(view, "showZeros", "0", "false"),
    )


_MOST_WIDTHS = 64
"""Columns of one run whose width is remembered; the widest table has 15."""


def _is_set(view: Element | None, name: str, *values: str) -> bool:
    """Whether the window of a sheet has a setting with one of these values."""
    return view is not None and view.get(name) in values


def _first_reached(view: Element | None) -> Position:
    """Where a window begins whose panes are frozen; what is before that cannot be scrolled to."""
    pane = None if view is None else view.find(f"{MAIN}pane")
    if view is None or pane is None or not pane.get("state", "").startswith("frozen"):
        return 0, 0
    row, column = position(view.get("topLeftCell", "A1"))
    return (max(0, row) if pane.get("ySplit") else 0), (max(0, column) if pane.get("xSplit") else 0)


def _by_formula(filled: Mapping[Position, Element]) -> Iterator[tuple[Position, Unseen]]:
    """The cells whose formula shows a picture, or another result each time, as TODAY() does."""
    formulas = {
        at: found for at, cell in filled.items() if (found := cell.find(FORMULA)) is not None
    }
    for why, functions in _FORMULAS.items():
        own = {at for at, formula in formulas.items() if functions.search(formula.text or "")}
        groups = {formulas[at].get("si") for at in own} - {None}
        for at, formula in formulas.items():
            if at in own or formula.get("si") in groups:
                yield at, why


def _heights(sheet: Element) -> Iterator[tuple[int, float]]:
    """The heights in points of the rows that have one of their own, which is 0 for the hidden ones."""
    for row in sheet.iter(ROW):
        is_hidden = row.get("hidden") in ("1", "true")
        if is_hidden or row.get("ht"):
            yield int(row.get("r", "")) - 1, 0.0 if is_hidden else number(row.get("ht"), _LOWEST)


def _columns(sheet: Element) -> Iterator[tuple[range, float]]:
    """The runs of columns that have a width of their own, which is 0 for the hidden ones."""
    for each in sheet.iterfind(f"{MAIN}cols/{MAIN}col"):
        is_hidden = each.get("hidden") in ("1", "true")
        width = 0.0 if is_hidden else number(each.get("width"), float("inf"))
        first, last = each.get("min", ""), each.get("max", "")
        if (
            INDEX.fullmatch(first)
            and INDEX.fullmatch(last)
            and 1 <= int(first) <= int(last) <= LAST_COLUMN
        ):
            yield range(int(first) - 1, int(last)), width
        elif width < _NARROWEST:
            raise Damage(_("列 {first}-{last} 不对").format(first=first[:20], last=last[:20]))


def _merged(sheet: Element) -> Iterator[Area]:
    for area in sheet.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"):
        yield from areas_of(area.get("ref", ""))


def areas_of(text: str) -> list[Area]:
    """The areas that a reference names, as `D7:E9 G7`; all cells for one that is none."""
    areas = []
    for each in text.split():
        first, _colon, last = each.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        areas.append(
            Area(top, left, bottom, right)
            if 0 <= top <= bottom and 0 <= left <= right
            else _EVERYWHERE
        )
    return areas


def _rules(sheet: Element, styles: StyleLooks) -> Iterator[tuple[list[Area], RuleLooks]]:
    """The conditional formats that may keep a person from seeing a figure, with their areas.

    Those of newer programs stand among the extensions, with a style of their own.
    """
    count = 0
    for element in sheet.iter():
        if local_name(element) != "conditionalFormatting":
            continue
        names = [
            element.get("sqref", ""),
            *(c.text or "" for c in element if local_name(c) == "sqref"),
        ]
        for rule in element:
            looks = _rule(rule, styles)
            if looks != RuleLooks():
                count += 1
                if count > MOST_RULES:
                    raise Excess(_("条件格式过多"))
                yield areas_of(" ".join(names)), looks


def _rule(rule: Element, styles: StyleLooks) -> RuleLooks:
    if any(each.get("showValue") in ("0", "false") for each in rule.iter()):
        return RuleLooks(unseen=Unseen.NO_FIGURES)
    for child in rule:
        if local_name(child) == "dxf":
            return rule_looks(child)
        if local_name(child) in ("colorScale", "dataBar"):
            return scale_looks(child)
    return styles.rules.get(rule.get("dxfId", ""), RuleLooks())
