"""A cell as it is stored, and the figure or the text that it is for a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Measure
from disclosure_cli.i18n import _
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue, read_cell
from disclosure_cli.model.places import Place, Position
from disclosure_cli.model.report import Fault
from disclosure_cli.model.text import visible
from disclosure_cli.workbook.number_formats import misleads

STRUCK = "struck"
"""The kind of a text of which some is struck out; its value is the rest."""


class RawCell(NamedTuple):
    """What a cell holds, as it is stored."""

    value: object
    """A text, number, date or boolean; of a formula, its stored result or None."""
    kind: str = "s"
    """n number, s text, b boolean, d date, e error value, or `STRUCK`."""
    number_format: str = "General"
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
        """The cell as text without surrounding space; a whole number without its .0."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return visible(str(self.value)).strip()

    @property
    def prose(self) -> str:
        """The cell as the report prints it in its text: a date in full."""
        if isinstance(self.value, dt.date):
            return f"{self.value.year}年{self.value.month}月{self.value.day}日"
        return self.text

    @property
    def line(self) -> str:
        """The same in one line, its words parted by single spaces."""
        return " ".join(self.prose.split())

    def entry(self, measure: Measure) -> Entry:
        """The cell as what stands in the place of a figure."""
        if self.value is None:
            return Entry(None, self.formula, EntryIssue.NO_RESULT) if self.formula else BLANK
        if self.kind == "e":
            return Entry(None, self.text, EntryIssue.ERROR_VALUE)
        if self.kind == "n" and misleads(self.number_format):
            shown = f"{self.text} [{self.number_format}]"
            return Entry(None, shown, EntryIssue.SHOWN_OTHERWISE)
        return read_cell(self.marked or self.value, measure)


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

    @property
    def names(self) -> Iterable[str]:
        """Its sheets in order, their names without the spaces around them."""

    def __contains__(self, name: str) -> bool:
        """Whether it has a sheet of that name, spaces around it aside."""

    def mark(self, name: str) -> str:
        """The text that a defined name stands for; empty where it is not there."""

    def cells(self, name: str) -> Cells:
        """All cells of a sheet that are not empty. Raises `UnreadableWorkbook`."""


def damaged(path: Path, what: str, reason: str) -> UnreadableWorkbook:
    """The one error for all the ways in which the content of a file can be broken."""
    return UnreadableWorkbook(
        _(
            "无法读取 {path}：{what}的内容已损坏（{reason}）；请在 WPS 或 Excel 中打开，另存为新的 .xlsx。"
        ).format(path=path, what=what, reason=reason)
    )
