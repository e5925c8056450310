"""A cell as it is stored, and the figure or the text that it is for a report: what a person sees there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, Protocol

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Measure
from disclosure_cli.i18n import _
from disclosure_cli.model.faults import Fault
from disclosure_cli.model.figures import (
    BLANK,
    Entry,
    EntryIssue,
    Figure,
    held,
    is_nothing,
    plain,
    read_cell,
    read_number,
    unit_shown,
)
from disclosure_cli.model.places import Place, Position
from disclosure_cli.model.text import visible
from disclosure_cli.workbook.number_formats import (
    shown_number,
    shown_text,
    shows_a_whole_date,
)
from disclosure_cli.workbook.sheet_check.looks import Looks

STRUCK = "struck"
"""The kind of a text of which some is struck out; its value is the rest."""


class RawCell(NamedTuple):
    """What a cell holds, as it is stored."""

    value: object
    """A text, number, date or boolean; of a formula, its stored result or None."""
    kind: str = "s"
    """n number, s text, b boolean, d date, e error value, or `STRUCK`."""
    number_formats: tuple[str, ...] = ("General",)
    """Its own, and those that conditional formats may give it."""
    formula: str = ""
    marked: str = ""
    """The text with its struck-out and raised runs marked, if it has such: ~~12~~15, 50^1."""

    @property
    def is_text(self) -> bool:
        """Whether prose may take it: an error value, a boolean or a formula without result is none.

        Nor is a text of which some is struck out, since it is unknown whether that still counts.
        """
        return self.kind not in ("e", "b", STRUCK) and not (self.value is None and self.formula)

    @property
    def shown(self) -> str:
        """What stands there, for messages."""
        return self.marked or self.text or self.formula

    @property
    def unstruck(self) -> str:
        """What is left of a text of which some is struck out; empty for any other cell."""
        return (self.text or "（空）") if self.kind == STRUCK else ""

    @property
    def text(self) -> str:
        """The cell as text without surrounding space; a number in digits, whatever its format."""
        if self.value is None:
            return ""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return plain(held(self.value))
        return visible(str(self.value)).strip()

    @property
    def prose(self) -> str:
        """The cell as the report prints it in its text: a date in full, a number as its format shows it."""
        if isinstance(self.value, dt.date):
            return f"{self.value.year}年{self.value.month}月{self.value.day}日"
        shown = self._shown(self.number_formats[0]) if self.kind == "n" else None
        return self.text if shown is None else shown.strip()

    @property
    def is_shown_as_printed(self) -> bool:
        """Whether each of its formats shows what `prose` is; a date may be written another way."""
        if isinstance(self.value, dt.date):
            return all(map(shows_a_whole_date, self.number_formats))
        if self.kind == "d":  # A time of the day.
            return False
        shown = map(self._shown, self.number_formats)
        return all(each is not None and each.strip() == self.prose for each in shown)

    @property
    def widest(self) -> str:
        """The longest of what a number shows under its formats; empty for anything else."""
        shown = (self._shown(code) or "" for code in self.number_formats)
        return max(shown, key=len) if self.kind == "n" and self.value is not None else ""

    @property
    def line(self) -> str:
        """What is printed in one line, its words parted by single spaces."""
        return " ".join(self.prose.split())

    @property
    def lines(self) -> str:
        """As `line`, but in the lines that were typed; those without a word are left out."""
        lines = (" ".join(line.split()) for line in self.prose.splitlines())
        return "\n".join(line for line in lines if line)

    def entry(self, measure: Measure) -> Entry:
        """The cell as what stands in the place of a figure."""
        if self.value is None:
            return Entry(None, self.formula, EntryIssue.NO_RESULT) if self.formula else BLANK
        if self.kind == "e":
            return Entry(None, self.text, EntryIssue.ERROR_VALUE)
        if self.kind == "n" and isinstance(self.value, int | float):
            return self._as_shown(read_number(self.value, measure), held(self.value), measure)
        if self.kind == "s" and not self.is_shown_as_printed:
            return Entry(None, self.told, EntryIssue.SHOWN_OTHERWISE)
        entry = read_cell(self.marked or self.value, measure)
        # A mark in a note would be printed as it is.
        return Entry(None, self.marked, EntryIssue.NOT_A_FIGURE) if self.marked else entry

    def sum_entry(self, entry: Entry, measure: Measure) -> Entry:
        """The entry of a total that is a formula, whose sum is known, if the cell can show that."""
        if entry.value is None:
            return entry
        shown = self._as_shown(entry, entry.value, measure)
        return shown._replace(value=entry.value, is_sum=True)

    def _as_shown(self, entry: Entry, figure: Figure, measure: Measure) -> Entry:
        """The entry of a number, where every format of its cell shows just that number."""
        if entry.value is None:
            return entry
        for code in self.number_formats:
            shown = shown_number(Decimal(figure), code)
            unit = None if shown is None else unit_shown(shown, figure, measure)
            if unit is None and figure == 0 and is_nothing(shown or ""):
                # As formats of bookkeeping show a 0.
                entry = Entry(0, (shown or "").strip(), EntryIssue.NOTHING)
            elif unit is None:
                return Entry(None, self._told(plain(figure)), EntryIssue.SHOWN_OTHERWISE)
            elif unit and entry.issue is EntryIssue.NO_UNIT:
                entry = entry._replace(unit=unit, issue=None)
        return entry

    def _shown(self, number_format: str) -> str | None:
        """What the cell shows under a format; None where that is not known."""
        if self.kind == "n" and isinstance(self.value, int | float):
            return shown_number(Decimal(held(self.value)), number_format)
        return shown_text(self.text, number_format)

    @property
    def told(self) -> str:
        """What the cell holds and what its formats make of it, for messages: 5（显示为“5元”）."""
        return self._told(self.text)

    def _told(self, text: str) -> str:
        for code in self.number_formats:
            shown = self._shown(code)
            if shown is None:
                return f"{text} [{code}]"
            if shown.strip() != text:
                return _("{text}（显示为“{shown}”）").format(text=text, shown=shown.strip())
        return text


EMPTY = RawCell(None)

Cells = Mapping[Position, RawCell]


def find(cells: Cells, label: str) -> Position | None:
    """The first cell with that label, in the order of reading."""
    wanted = canonical(label)
    return min((at for at, cell in cells.items() if canonical(cell.text) == wanted), default=None)


def fault_at(sheet: str, position: Position, cell: RawCell, expected: str = "") -> Fault:
    """What is wrong at a cell, named by its address."""
    return Fault(Place.at(sheet, position), cell.shown, expected)


class Book(Protocol):
    """A workbook to be read, whatever its format."""

    tells_looks: bool
    """Whether its number formats, and what of it is hidden, are known."""

    @property
    def names(self) -> Iterable[str]:
        """Its sheets in order, their names without the spaces around them."""

    def __contains__(self, name: str) -> bool:
        """Whether it has a sheet of that name, spaces around it aside."""

    def mark(self, name: str) -> str:
        """The text that a defined name stands for; empty where it is not there."""

    def cells(self, name: str) -> Cells:
        """All cells of a sheet that are not empty. Raises `UnreadableWorkbook`."""

    def looks(self, name: str) -> Looks:
        """How a sheet is shown, as far as that is known. Raises `UnreadableWorkbook`."""


def damaged(path: Path, what: str, reason: str) -> UnreadableWorkbook:
    """The one error for all the ways in which the content of a file can be broken."""
    return UnreadableWorkbook(
        _(
            "无法读取 {path}：{what}的内容已损坏（{reason}）；请在 WPS 或 Excel 中打开，另存为新的 .xlsx。"
        ).format(path=path, what=what, reason=reason)
    )
