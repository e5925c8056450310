"""Reads an .xlsx with openpyxl: once its formulas, texts and formats, once the saved values.

It reads a package that was checked and that holds only what a report needs (see `sheet_check`).
"""

from __future__ import annotations

import io
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.i18n import _
from disclosure_cli.model.places import Position, address
from disclosure_cli.package import Package
from disclosure_cli.workbook import layout
from disclosure_cli.workbook.cells import STRUCK, Cells, RawCell, damaged
from disclosure_cli.workbook.sheet_check.checked_package import checked, outline
from disclosure_cli.workbook.sheet_check.looks import Looks
from disclosure_cli.workbook.sheet_check.spreadsheetml import Damage, Excess

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.workbook.workbook import Workbook

MOST_COLUMNS = 64
"""In which the results of formulas are looked for; the widest table of the form has 15."""
MOST_COLUMNS_OF_UNITS = 1_000
"""The same where each row has all figures of a unit, and its categories."""
LONGEST_FORMULA = 400
"""Characters of a formula that are kept: it is only compared with the template's own, and shown."""


class XlsxBook:
    """A `Book` whose container was checked; its sheets are read when the first is asked for."""

    tells_looks = True

    def __init__(self, path: Path, package: Package) -> None:
        self._path = path
        self._package = package
        self._cells: dict[str, Cells] = {}
        try:
            self._outline = outline(package)
        except Damage as damage:
            raise self._damaged(damage) from damage

    @property
    def names(self) -> Iterable[str]:
        return self._outline.sheets

    def __contains__(self, name: str) -> bool:
        return name in self._outline.sheets

    def mark(self, name: str) -> str:
        return self._outline.marks.get(name, "")

    def cells(self, name: str) -> Cells:
        if name not in self._cells:
            self._cells[name] = self._read(name)
        return self._cells[name]

    def _read(self, name: str) -> Cells:
        opened = self._opened
        with self._whatever_openpyxl_raises():
            sheet = opened.stored[name]
            cells = {at: sheet.cell(at[0] + 1, at[1] + 1) for at in opened.filled[name]}
            most = MOST_COLUMNS_OF_UNITS if name == layout.UNITS_SHEET else MOST_COLUMNS
            results = _results(opened.saved[name], cells, most)
            more = opened.looks[name].formats
            formats = {at: (cell.number_format, *more.get(at, ())) for at, cell in cells.items()}
        if lost := [at for at, cell in cells.items() if cell.value is None]:
            damage = Damage(_("{cell} 的内容没有读到").format(cell=address(*lost[0])))
            damage.sheet = name
            raise self._damaged(damage)
        return {at: _raw_cell(cell, results.get(at), formats[at]) for at, cell in cells.items()}

    def looks(self, name: str) -> Looks:
        return self._opened.looks[name]

    @cached_property
    def _opened(self) -> _Opened:
        """The sheets that are looked at, checked and opened in both ways."""
        names = [name for name in self.names if name not in layout.NEVER_READ]
        try:
            package, filled, looks = checked(self._package, self._outline, names)
        except Damage as damage:
            raise self._damaged(damage) from damage
        with self._whatever_openpyxl_raises():
            return _Opened(
                load_workbook(io.BytesIO(package), rich_text=True, keep_links=False),
                load_workbook(io.BytesIO(package), read_only=True, data_only=True),
                filled,
                looks,
            )

    def _damaged(self, damage: Damage) -> UnreadableWorkbook:
        what = _("工作表“{name}”").format(name=damage.sheet) if damage.sheet else _("文件")
        if isinstance(damage, Excess):
            return UnreadableWorkbook(
                _(
                    "无法读取 {path}：{what}的内容远多于一份报告（{reason}）；"
                    "请用 disclosure new-template 生成新模板，把内容复制过去。"
                ).format(path=self._path, what=what, reason=damage)
            )
        return damaged(self._path, what, str(damage))

    @contextmanager
    def _whatever_openpyxl_raises(self) -> Iterator[None]:
        """One error for what the check did not foresee; what it warns of is left out of the package."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        except Exception as error:  # A dozen classes.
            raise damaged(self._path, _("文件"), type(error).__name__) from error


class _Opened(NamedTuple):
    """A workbook opened twice."""

    stored: Workbook
    """Formulas, rich text, number formats."""
    saved: Workbook
    """The results of formulas as they were saved."""
    filled: Mapping[str, list[Position]]
    """The cells of each sheet that hold something."""
    looks: Mapping[str, Looks]
    """How each sheet is shown."""


def _results(
    sheet: Any, cells: Mapping[Position, Cell | MergedCell], most_columns: int
) -> dict[Position, Any]:
    """Of the cells that hold formulas, those with their saved results."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for (row, column), cell in cells.items():
        if cell.data_type == "f" and column < most_columns:
            wanted[row].append(column)
    if not wanted:
        return {}
    sheet.reset_dimensions()  # Some programs write wrong ones.
    last = max(column for columns in wanted.values() for column in columns)
    rows = sheet.iter_rows(max_row=max(wanted) + 1, max_col=last + 1)
    return {
        (number, column): row[column]
        for number, row in enumerate(rows)
        if number in wanted
        for column in wanted[number]
    }


def _raw_cell(
    cell: Cell | MergedCell, result: ReadOnlyCell | None, formats: tuple[str, ...]
) -> RawCell:
    """A cell as it is stored; one with a formula, with its result."""
    if cell.data_type != "f":
        return _held(cell.value, cell.data_type)._replace(number_formats=formats)
    formula = str(cell.value)[:LONGEST_FORMULA]
    if result is None:
        return RawCell(None, formula=formula, number_formats=formats)
    if result.value is None:  # A formula may well result in no text.
        value = "" if result.data_type == "str" else None
        return RawCell(value, formula=formula, number_formats=formats)
    held = _held(result.value, result.data_type)
    return held._replace(number_formats=formats, formula=formula)


def _held(value: object, data_type: str) -> RawCell:
    """A value with its type. A text with runs struck out or raised keeps them marked."""
    if not isinstance(value, CellRichText):
        return RawCell(value, "s" if data_type == "str" else data_type)
    runs = [run if isinstance(run, TextBlock) else TextBlock(InlineFont(), run) for run in value]
    marked = "".join(map(_marked, runs))
    kept = "".join(run.text for run in runs if not run.font.strike)
    is_struck = any(run.font.strike and run.text for run in runs)
    return RawCell(kept, STRUCK if is_struck else "s", marked=marked if marked != kept else "")


def _marked(run: TextBlock) -> str:
    """A run as people mark one in plain text: ~~struck out~~, ^raised."""
    if not run.text:
        return ""
    text = f"^{run.text}" if run.font.vertAlign else run.text
    return f"~~{text}~~" if run.font.strike else text
