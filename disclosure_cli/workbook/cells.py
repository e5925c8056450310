"""What stands in a cell, before anyone asks what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.i18n import _
from disclosure_cli.model.text import visible
from disclosure_cli.workbook.layout import Position

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

        Nor is a text of which some is struck out, since nobody can say whether that still counts.
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


EMPTY = RawCell(None)

Cells = Mapping[Position, RawCell]


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
