"""Workbooks of other formats (.xls, .et, .ods) through python-calamine, in a process of its own.

A legal file of 2 KB can make that library abort the whole interpreter: here it aborts a child, which
also may not run long or take much memory. The child sends the cells of our sheets as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from disclosure_cli.container import LegacyFile
from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.i18n import _
from disclosure_cli.workbook.cells import Cells, RawCell

TIME_LIMIT = 20
"""Seconds; a template takes a fifth of one."""


class LegacyBook:
    """A `Book` that the child has read. Its formulas are not known."""

    def __init__(self, path: Path, file: LegacyFile) -> None:
        if find_spec("python_calamine") is None:
            raise UnreadableWorkbook(
                _(
                    "{path} 是 {kind} 工作簿；请在 WPS 或 Excel 中另存为 .xlsx"
                    "（安装 disclosure[legacy] 后也可以直接读取）。"
                ).format(path=path, kind=file.suffix)
            )
        self._sheets = _read_in_a_child(path, file)

    @property
    def names(self) -> Iterable[str]:
        return self._sheets

    def __contains__(self, name: str) -> bool:
        return name in self._sheets

    def mark(self, name: str) -> str:
        return ""  # The library does not tell defined names; the year tells the form.

    def cells(self, name: str) -> Cells:
        return self._sheets[name]


def _read_in_a_child(path: Path, file: LegacyFile) -> dict[str, Cells]:
    command = [sys.executable, "-m", "disclosure_cli.workbook.legacy_child"]
    try:
        done = subprocess.run(
            command, input=file.content, capture_output=True, timeout=TIME_LIMIT, check=False
        )
        if done.returncode != 0:
            raise ValueError(done.returncode)
        sheets = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        raise UnreadableWorkbook(
            _("无法读取 {path}（{kind}）；请在 WPS 或 Excel 中另存为 .xlsx。").format(
                path=path, kind=file.suffix
            )
        ) from error
    return {
        name: {(row, column): RawCell(value, kind) for row, column, kind, value in cells}
        for name, cells in sheets.items()
    }
