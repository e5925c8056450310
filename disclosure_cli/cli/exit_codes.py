"""The exit codes: 0 nothing wrong; 1 the report has errors; 2 the job could not be done."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_cli.reporting.result import FileResult

DONE, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
"""FAILED: wrong usage, an unreadable file, a result that stdout does not take, a bug. INTERRUPTED: by
Ctrl-C, as shells have it.
"""


class Threshold(StrEnum):
    """From which severity on a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


_COUNTED = {
    Threshold.ERROR: ("error",),
    Threshold.WARNING: ("error", "warning"),
    Threshold.NEVER: (),
}


def exit_code(results: Iterable[FileResult], threshold: Threshold = Threshold.ERROR) -> int:
    """The exit code for what became of the files: that of the worst."""
    return max((_of_one(result, threshold) for result in results), default=DONE)


def _of_one(result: FileResult, threshold: Threshold) -> int:
    if result.error or result.not_copied:
        return FAILED
    return FINDINGS if result.worst in _COUNTED[threshold] else DONE
