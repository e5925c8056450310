"""Reads the list of units that have to report: a .csv or a workbook with a column 单位, and if wanted 别名 and 类别."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from disclosure_cli.container import PublishedFile, read_bytes, read_container
from disclosure_cli.errors import DisclosureError
from disclosure_cli.form.labels import canonical
from disclosure_cli.i18n import _
from disclosure_cli.model.contributions import ListedUnit, same_name
from disclosure_cli.workbook.reader import opened_book

NAME_HEADS = ("单位", "单位名称", "机关名称", "单位全称", "报送单位")
"""What the column with the names may be called."""
ALIAS_HEADS = ("别名", "简称", "其他名称")
KIND_HEADS = ("类别", "单位类别")
_ENCODINGS = ("utf-8-sig", "gb18030")
"""Of a .csv: what most programs write, and what Chinese Excel does."""
_BETWEEN_ALIASES = re.compile(r"[、，,；;\n/|]+")
_DELIMITERS = ",\t;，"

Row = Sequence[str]
"""The texts of a row of a table."""


def read_units(path: Path) -> tuple[ListedUnit, ...]:
    """The units of a list, in its order.

    Raises `DisclosureError` where the file cannot be read, has no such column or no unit in it, and where a
    unit stands there twice; `UnreadableWorkbook` as `read_container` does.
    """
    for rows in _tables(path):
        for number, row in enumerate(rows):
            heads = [canonical(each) for each in row]
            if (name := _column(heads, NAME_HEADS)) is not None:
                columns = name, _column(heads, ALIAS_HEADS), _column(heads, KIND_HEADS)
                return _units(path, rows, number + 1, columns)
    raise DisclosureError(
        _(
            "名单 {path} 中没有“单位”一列；请在第一行写表头：单位、别名、类别（后两列可以没有）。"
        ).format(path=path)
    )


def _column(heads: Sequence[str], names: Iterable[str]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _units(
    path: Path, rows: Sequence[Row], first: int, columns: tuple[int, int | None, int | None]
) -> tuple[ListedUnit, ...]:
    """The units of the rows from one on, by the columns of name, aliases and kind."""
    units: dict[str, tuple[int, ListedUnit]] = {}
    for number, row in enumerate(rows[first:], first + 1):
        name, aliases, kind = (_text(row, column) for column in columns)
        if not name:
            continue
        if known := units.get(same_name(name)):
            says = _("名单 {path} 第 {row} 行的“{name}”与第 {first} 行是同一个单位；请只留一行。")
            raise DisclosureError(says.format(path=path, row=number, name=name, first=known[0]))
        others = tuple(each for text in _BETWEEN_ALIASES.split(aliases) if (each := text.strip()))
        units[same_name(name)] = number, ListedUnit(name, others, kind)
    if not units:
        raise DisclosureError(
            _("名单 {path} 中没有单位；请在“单位”下一行写一个。").format(path=path)
        )
    return tuple(unit for _number, unit in units.values())


def _text(row: Row, column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _tables(path: Path) -> Iterator[list[Row]]:
    """The tables of a file: the one of a .csv, or the sheets of a workbook."""
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        yield _lines(path)
        return
    content = read_container(path)
    if isinstance(content, PublishedFile):
        says = _("名单 {path} 不是表格；请给出 .xlsx 或 .csv。")
        raise DisclosureError(says.format(path=path))
    book = opened_book(path, content)
    for name in book.names:
        cells = book.cells(name)
        height, width = (max((at[axis] for at in cells), default=-1) + 1 for axis in (0, 1))
        if height * width <= _MOST_IN_A_LIST:
            yield [
                [
                    cells[at].prose if (at := (row, column)) in cells else ""
                    for column in range(width)
                ]
                for row in range(height)
            ]


_MOST_IN_A_LIST = 200_000
"""Cells from the first to the last of a sheet that may be a list of units."""


def _lines(path: Path) -> list[Row]:
    """The rows of a .csv. Raises `DisclosureError` for another encoding."""
    content = read_bytes(path)
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=first.count)
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:  # A text without end, of which a quotation mark is open.
            break
    raise DisclosureError(
        _("名单 {path} 无法识别；请在 Excel 或 WPS 中另存为 .xlsx 或 UTF-8 的 .csv。").format(
            path=path
        )
    )
