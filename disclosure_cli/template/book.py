"""The XlsxWriter workbook under the sheets: its looks, its input rules and its measurements."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from disclosure_cli.files import reproducible
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue, Figure
from disclosure_cli.model.places import Position, address
from disclosure_cli.model.report import Report
from disclosure_cli.model.text import ems
from disclosure_cli.template.prompts import HOW_TO_WRITE, Prompt
from disclosure_cli.workbook.layout import UNITS_SHEET, ranges, unit_sum_formula

ROW_HEIGHT = 18.0
LINE_HEIGHT = 15.0
BLANK_ROWS = 12
"""How many rows of a list are shown, and printed, as places to write in."""
_HAIRLINE = 7
"""The border of that name in XlsxWriter."""
AMBER, GREEN, GREY = "#FFC000", "#70AD47", "#7F7F7F"

INPUT_FORMATS = dict.fromkeys(Measure, "General") | {Measure.CHANGE: "+General;-General;General"}
"""General, not 0: under the format 0 a 3.5 would be shown as 4."""

NOTED = "数字后可加括号说明，如 22（其中修订16件）。"

_BILLION = 10**9
_FROM_0: dict[str, object] = {"validate": "integer", "criteria": ">=", "value": 0}
LIMITS: dict[Measure, dict[str, object]] = {
    Measure.COUNT: _FROM_0,
    Measure.ENTRIES: _FROM_0,
    Measure.CHANGE: {
        "validate": "integer", "criteria": "between", "minimum": -_BILLION, "maximum": _BILLION,
    },
    Measure.AMOUNT: {"validate": "decimal", "criteria": ">=", "value": 0},
    Measure.MONEY: {"validate": "any"},
}  # fmt: skip
_AS_TEXT = (EntryIssue.WRITTEN_OUT, EntryIssue.NOTHING)


class ListLook(NamedTuple):
    """How a column of a list looks, in which any number of rows may be written."""

    row: Format
    below: Format
    """Of the column itself: another one, since what looks like its column alone is not printed."""


class TemplateBook:
    """An XlsxWriter workbook with the few looks that the sheets share."""

    def __init__(
        self, marked: Container[tuple[str, Position]] = (), *, is_large: bool = False
    ) -> None:
        """`marked` are cells, each with its sheet, that are coloured otherwise: not marked in red as well.

        A large one, with a row for each of a thousand units, is put together on the disk.
        """
        self._marked = marked
        self._target = io.BytesIO()
        self._growing: set[str] = set()
        font = {"font_name": "宋体", "font_size": 10}
        # The font of the workbook is also the measure of its column widths.
        options = {"in_memory": not is_large, "default_format_properties": font}
        self.file = Workbook(self._target, options)
        base = {**font, "valign": "vcenter"}
        boxed = {**base, "border": 1, "text_wrap": True}
        entered = {**boxed, "locked": False, "bg_color": "#FFF8DC", "align": "center"}
        below = {**entered, "border": _HAIRLINE}
        self.title = self._look(base, bold=True, font_size=14)
        self.plain = self._look(base)
        self.text = self._look(base, text_wrap=True, valign="top")
        self.hint = self._look(base, font_color="#595959", text_wrap=True)
        self.head = self._look(boxed, align="center", bold=True, bg_color="#EDEDED")
        self.section_head = self._look(boxed, align="left", bold=True, bg_color="#EDEDED")
        self.label = self._look(boxed, align="left")
        self.centered = self._look(boxed, align="center")
        self.total = self._look(boxed, align="center", bg_color="#EDEDED")
        self.value = self._look(entered, align="left")
        self.date = self._look(entered, align="left", num_format='yyyy"年"m"月"d"日"')
        self.tick = self._look(entered)
        prose: dict[str, object] = {"align": "left", "valign": "top"}
        literal: dict[str, object] = {"align": "left", "num_format": "@"}
        self.prose, self.literals, self.counts = (
            ListLook(self._look(entered, **own), self._look(below, **own))
            for own in (prose, literal, {})
        )
        self.inputs = {
            measure: self._look(entered, num_format=code) for measure, code in INPUT_FORMATS.items()
        }
        self.summed = {Measure.MONEY: self._look(entered, num_format='General"元"')}
        """Of inputs that are the sum of what units contributed, where that differs."""
        self.unit_sums: Mapping[Ref, Position] = {}
        """Of a merged workbook: where each sum over the units stands in 汇总来源."""
        self.wrong = self.file.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
        self.link = self._look(boxed, align="center", font_color="#0563C1", underline=1)
        self.doubtful = self.file.add_format({"bg_color": "#FFEB9C", "font_color": "#7F6000"})
        self.right = self.file.add_format({"font_color": "#006100"})

    def finished(self) -> bytes:
        """The .xlsx, to which nothing can be added any more."""
        self.file.close()
        package = self._target.getvalue()
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            # XlsxWriter calls each height one set by hand, with which a row does not grow.
            grown = {
                name: archive.read(name).replace(b' customHeight="1"', b"")
                for name in self._growing
            }
        return reproducible(package, grown)

    def _look(self, base: dict[str, object], **changes: object) -> Format:
        return self.file.add_format({**base, **changes})

    def sheet(
        self,
        name: str,
        title: str,
        *,
        color: str = AMBER,
        is_landscape: bool = False,
        pages_high: int = 0,
        has_list: bool = False,
    ) -> Worksheet:
        """A protected A4 sheet with its title in the first cell, as wide as the page at most.

        `pages_high` is how many pages it may take, 0 for as many as it needs. Into one with a list
        rows may be inserted. None may be deleted: for that Excel wants every cell of a row unlocked,
        and the reader skips blank rows anyway.
        """
        sheet = self.page(name, title, is_landscape=is_landscape, pages_high=pages_high)
        sheet.set_tab_color(color)
        allowed = dict.fromkeys(("format_cells", "format_columns", "format_rows"), True)
        sheet.protect("", {**allowed, "insert_rows": has_list})
        return sheet

    def page(
        self, name: str, title: str, *, is_landscape: bool = False, pages_high: int = 0
    ) -> Worksheet:
        """The same, not protected: in a protected sheet nothing can be filtered."""
        sheet: Worksheet = self.file.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)  # A4
        if is_landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, pages_high)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.set_footer("&C&P / &N")
        sheet.write_string(0, 0, title, self.title)
        sheet.set_row(0, 26)
        return sheet

    def heads(self, sheet: Worksheet, row: int, widths: Mapping[str, float]) -> None:
        """The heads of a list, each with the width of its column; repeated on each printed page."""
        for column, width in enumerate(widths.values()):
            sheet.set_column(column, column, width)
        sheet.write_row(row, 0, widths, self.head)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)

    def open_list(
        self,
        sheet: Worksheet,
        hint: str,
        head: int,
        widths: Mapping[str, float],
        looks: Sequence[ListLook],
    ) -> None:
        """A list that a person writes: the hint under the title, in row `head` its heads, blank rows."""
        self.heads(sheet, head, widths)
        for column, (width, look) in enumerate(zip(widths.values(), looks, strict=True)):
            sheet.set_column(column, column, width, look.below)
            for row in range(head + 1, head + 1 + BLANK_ROWS):
                sheet.write_blank(row, column, None, look.row)
            if column > 0:
                sheet.write_blank(0, column, None, self.plain)
        if len(widths) > 1:
            sheet.merge_range(1, 0, 1, len(widths) - 1, "", self.hint)
        sheet.write_string(1, 0, hint, self.hint)
        sheet.set_row(1, LINE_HEIGHT * lines(hint, sum(widths.values())))

    def fit_row(self, sheet: Worksheet, row: int, count: int) -> None:
        """Let a row that a person writes in be so many lines high; it still grows with what is typed."""
        if count > 1:
            sheet.set_row(row, LINE_HEIGHT * count)
            self._growing.add(f"xl/worksheets/sheet{sheet.index + 1}.xml")

    def input(self, sheet: Worksheet, position: Position, report: Report, ref: Ref) -> None:
        """An input: the figure of the report, or what stands in its place, or nothing.

        Where it is the sum of what units contributed, that is a formula, so that it follows them.
        """
        measure, figures = report.measure(ref), report.beside_units(ref)
        if figures is None or figures[0] != figures[1]:
            self.write(sheet, position, report.entries.get(ref, BLANK), self.inputs[measure])
            return
        look = self.summed.get(measure, self.inputs[measure])
        formula = unit_sum_formula(UNITS_SHEET, self.unit_sums[ref])
        sheet.write_formula(*position, formula, look, float(figures[0]))

    def write(self, sheet: Worksheet, position: Position, entry: Entry, look: Format) -> None:
        """What stands in the place of a figure, as a number, as text, or as a blank."""
        content = written(entry)
        if content is None:
            sheet.write_blank(*position, None, look)
        elif isinstance(content, str):
            sheet.write_string(*position, content, look)
        else:
            sheet.write_number(*position, content, look)

    def restrict(
        self,
        sheet: Worksheet,
        cells: Iterable[Position],
        measure: Measure,
        prompt: Prompt,
        *,
        noted: bool = False,
    ) -> None:
        """Let only figures of that kind be typed into these cells; the prompt says what they count.

        Where a note may follow the figure, what is no number is asked about, not refused. One rule
        for all of the cells: a rule for each makes a file that is slow to open.
        """
        first, *others = [_corners(area) for area in ranges(cells)]
        sheet.data_validation(
            *first,
            {
                **LIMITS[measure],
                "input_title": prompt.title,
                "input_message": prompt.message,
                "error_title": "请填数字",
                "error_message": HOW_TO_WRITE[measure] + (NOTED if noted else ""),
                "error_type": "warning" if noted else "stop",
                "other_cells": others,
            },
        )

    def mark_non_figures(
        self,
        sheet: Worksheet,
        cells: Sequence[Position],
        measure: Measure,
        *,
        noted: bool = False,
    ) -> None:
        """Mark in red what is no number, and no text of a figure with its note where that may be."""
        cells = [cell for cell in cells if (sheet.name, cell) not in self._marked]
        if measure is Measure.MONEY or not cells:
            return
        areas, cell = ranges(cells), address(*min(cells))
        is_noted = f',ISERROR(FIND("（",{cell}))' if noted else ""
        sheet.conditional_format(
            *_corners(areas[0]),
            {
                "type": "formula",
                "criteria": f"=AND(NOT(ISBLANK({cell})),NOT(ISNUMBER({cell})){is_noted})",
                "format": self.wrong,
                "multi_range": " ".join(areas),
            },
        )


def written(entry: Entry) -> Figure | str | None:
    """What is written for an entry: its figure, what stands there as text, or None for a blank."""
    if entry.is_blank:
        return None
    if entry.value is None or entry.unit or entry.note or entry.issue in _AS_TEXT:
        return entry.shown
    return entry.value


def _corners(area: str) -> tuple[int, int, int, int]:
    """A range in A1 notation by its first and last row and column: the other way round."""
    first, _, last = area.partition(":")
    return (*xl_cell_to_rowcol(first), *xl_cell_to_rowcol(last or first))


def lines(text: str, characters: float) -> int:
    """How many lines a text takes at most in a column that is so many characters wide.

    A Chinese character is two wide. The margins of the cell take two; every line but the last may be
    two shorter, since none begins with a comma.
    """
    return sum(
        max(1, math.ceil((2 * ems(each) - 2) / max(characters - 4, 1))) for each in text.split("\n")
    )
