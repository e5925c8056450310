"""What a finding may be about, and where that stands in its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from disclosure_cli.form.schema import Ref

Position = tuple[int, int]
"""A row and a column, counted from 0."""


class Part(NamedTuple):
    """The name of a part of a report that is no figure, independent of any file.

    A section (`overview`), a paragraph of it (`overview/3`), a field of 基本信息 (`about/organ`), a
    tick (`requests/nil`), the name of a category (`categories/2`) or a line of 核查说明 (`explanations/4`).
    """

    of: str
    item: str = ""

    def __str__(self) -> str:
        return f"{self.of}/{self.item}" if self.item else self.of


class Place(NamedTuple):
    """Where something stands in its file: a sheet and a cell or a range, as `三` and `D7` or `D7:D31`.

    In a published report a table, as `表三`, and the labels of the row and of the column.
    """

    sheet: str
    cell: str = ""

    @classmethod
    def at(cls, sheet: str, position: Position) -> Place:
        """The place of a cell by its row and column."""
        return cls(sheet, address(*position))

    @property
    def position(self) -> Position:
        """The row and the column of the cell, of a range its first; of a sheet, before all of them."""
        return position(self.cell.partition(":")[0])

    def __str__(self) -> str:
        if not self.cell:
            return self.sheet
        is_address = self.position[0] >= 0
        return f"{self.sheet}!{self.cell}" if is_address else f"{self.sheet}“{self.cell}”"


def spanning(places: Iterable[Place]) -> Place:
    """The smallest range with all these cells of one sheet, as 三!D7:D31; where one is unknown, the sheet."""
    places = tuple(places)
    rows = [place.position[0] for place in places]
    columns = [place.position[1] for place in places]
    if min(rows) < 0 or len({place.sheet for place in places}) > 1:
        return Place(places[0].sheet)
    first, last = address(min(rows), min(columns)), address(max(rows), max(columns))
    return Place(places[0].sheet, first if first == last else f"{first}:{last}")


Subject = Ref | Part | Place
"""A figure, another part of the report, or a cell that the report has no name for."""


def plain_place(written: str) -> str:
    """A place or a code as people write it: 三！D7, '三'!$D$7, 三!d7 and full-width 三！Ｄ７ are one."""
    text = unicodedata.normalize("NFKC", written).upper()
    return re.sub(r"[\s\u200b\ufeff$'‘’\"“”]", "", text)


def with_sheet_renamed(written: str, names: Mapping[str, str]) -> str:
    """A place as people write it, its sheet under its new name where `names` has one for it."""
    sheet, mark, cells = written.replace("！", "!").rpartition("!")
    known = {plain_place(name): new for name, new in names.items()}
    new = known.get(plain_place(sheet if mark else cells))
    return written if new is None else f"{new}!{cells}" if mark else new


_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def position(cell: str) -> Position:
    """A cell in A1 notation by its row and column: D7 is (6, 3); (-1, -1) is none."""
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def address(row: int, column: int) -> str:
    """A cell in A1 notation: (6, 3) is D7."""
    # XlsxWriter and openpyxl have this too; to import one for it takes longer than to check a report.
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
