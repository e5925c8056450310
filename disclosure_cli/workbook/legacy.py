"""Workbooks of other formats (.xls, .et, .ods) through python-calamine, in a process of its own.

A legal file of 2 KB can make that library abort the whole interpreter: here it aborts a child, which
also may not run long or take much memory. The child sends the cells of our sheets as JSON, or says
why there are none.
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
from disclosure_cli.i18n import N_, _, reason_of
from disclosure_cli.package import too_many
from disclosure_cli.workbook.cells import Cells, RawCell
from disclosure_cli.workbook.legacy_child import NoCells
from disclosure_cli.workbook.sheet_check.looks import Looks

TIME_LIMIT = 20
"""Seconds; a template takes a fifth of one."""
_REASONS = {
    NoCells.MEMORY: N_("读取它需要的内存过多，远多于一份报告"),
    NoCells.DAMAGED: N_("内容已损坏，或远多于一份报告"),
}
_OUT_OF_MEMORY = b"memory allocation"
"""What the library says before it aborts."""


class LegacyBook:
    """A `Book` that the child has read. Its formulas are not known, nor how its cells are shown."""

    tells_looks = False

    def __init__(self, path: Path, file: LegacyFile) -> None:
        if find_spec("python_calamine") is None:
            raise UnreadableWorkbook(
                _(
                    "{path} 是 {kind} 工作簿；请在 WPS 或 Excel 中另存为 .xlsx"
                    "（命令行版安装 python-calamine 后可以直接读取）。"
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

    def looks(self, name: str) -> Looks:
        return Looks()


def _read_in_a_child(path: Path, file: LegacyFile) -> dict[str, Cells]:
    command = [sys.executable, "-m", "disclosure_cli.workbook.legacy_child"]
    try:
        done = subprocess.run(
            command, input=file.content, capture_output=True, timeout=TIME_LIMIT, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        reason = _("读取超过 {seconds} 秒，内容过多或已损坏").format(seconds=TIME_LIMIT)
        raise _unreadable(path, file, reason) from None
    except OSError as error:
        reason = _("无法启动读取它的程序（{reason}）").format(reason=reason_of(error))
        raise _unreadable(path, file, reason) from error
    except ValueError as error:
        reason = (
            _(_REASONS[NoCells.MEMORY])
            if _OUT_OF_MEMORY in done.stderr
            else _("读取它的程序中途退出，内容可能已损坏")
        )
        raise _unreadable(path, file, reason) from error
    if "sheets" not in answer:
        why = NoCells(answer["reason"])
        if why is NoCells.TOO_MANY:
            raise UnreadableWorkbook(f"{path} {too_many(answer['count'], _('格'))}")
        raise _unreadable(path, file, _(_REASONS[why]))
    return {
        name: {(row, column): RawCell(value, kind) for row, column, kind, value in cells}
        for name, cells in answer["sheets"].items()
    }


def _unreadable(path: Path, file: LegacyFile, reason: str) -> UnreadableWorkbook:
    return UnreadableWorkbook(
        _("无法读取 {path}（{kind}）：{reason}；请在 WPS 或 Excel 中打开，另存为 .xlsx。").format(
            path=path, kind=file.suffix, reason=reason
        )
    )
