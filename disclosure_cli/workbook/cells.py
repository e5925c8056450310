"""The cells of a sheet by position: each with its value and with its formula.

Read through openpyxl in `read_only` mode. Dimensions that the file declares are ignored: some
programs write a wrong one, under which only A1 would be seen. How much there can be to read is
bounded before, by the size of the file's parts (see `container`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.language import _
from disclosure_cli.wording import visible
from disclosure_cli.workbook.sheets import Position

if TYPE_CHECKING:
    from types import TracebackType

    from openpyxl import Workbook
    from openpyxl.cell import Cell


MOST_WALKED = 2_000_000
"""Rows and cells of a sheet, with the empty ones that openpyxl puts where the file skips some.

Excel's last row is the 1,048,576th: a cell there is found, a row numbered 999,999,999 refused.
"""


class RawCell(NamedTuple):
    """What a cell holds, before anyone asks what it means."""

    value: object
    """A text, number, date or boolean; of a formula, its stored result or None."""
    kind: str = "s"
    """openpyxl's letter: n number, s text, b boolean, d date, e error."""
    number_format: str = "General"
    formula: str = ""

    @property
    def is_text(self) -> bool:
        """Whether prose may take it: not an error value, a boolean or a formula without result."""
        return self.kind not in ("e", "b") and not (self.value is None and self.formula)

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


class Sheets:
    """The two views that openpyxl has of a workbook: one of the results, one of the formulas."""

    def __init__(self, path: Path, results: Workbook, formulas: Workbook) -> None:
        self._path = path
        self._results = results
        self._formulas = formulas
        self._names = {name.strip(): name for name in results.sheetnames}

    def __enter__(self) -> Sheets:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._results.close()
        self._formulas.close()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def mark(self, name: str) -> str:
        """The text that a defined name of the workbook stands for; empty where it is not there."""
        defined = self._results.defined_names.get(name)
        text: str = defined.attr_text if defined is not None and defined.attr_text else ""
        return text.strip().strip('"')

    def cells(self, name: str) -> Cells:
        """All cells of a sheet that are not empty. Raises `UnreadableWorkbook` where it is damaged."""
        try:
            return self._cells(name)
        except Exception as error:  # openpyxl lets some twenty classes through
            raise damaged(self._path, _("工作表“{name}”").format(name=name), error) from error

    def _cells(self, name: str) -> Cells:
        formulas = {
            # An array formula comes as an object around its text.
            (row, column): str(getattr(cell.value, "text", cell.value))
            for row, column, cell in _walk(self._formulas, self._names[name])
            if cell.data_type == "f"
        }
        cells = {
            (row, column): RawCell(
                cell.value,
                cell.data_type,
                cell.number_format if cell.data_type == "n" else "General",
                formulas.get((row, column), ""),
            )
            for row, column, cell in _walk(self._results, self._names[name])
        }
        for position, formula in formulas.items():
            cells.setdefault(position, RawCell(None, formula=formula))
        return cells


def _walk(workbook: Workbook, name: str) -> Iterator[tuple[int, int, Cell]]:
    sheet = workbook[name]
    sheet.reset_dimensions()
    walked = 0
    for r, row in enumerate(sheet.iter_rows()):
        walked += 1 + len(row)
        if walked > MOST_WALKED:
            raise OverflowError(f"more than {MOST_WALKED} cells")
        for c, cell in enumerate(row):
            if cell.value is not None:
                yield r, c, cell


def damaged(path: Path, what: str, error: Exception) -> UnreadableWorkbook:
    """The one error for all the ways in which the content of a file can be broken."""
    return UnreadableWorkbook(
        _(
            "无法读取 {path}：{what}的内容已损坏（{kind}）；请在 WPS 或 Excel 中打开，另存为新的 .xlsx。"
        ).format(path=path, what=what, kind=type(error).__name__)
    )
