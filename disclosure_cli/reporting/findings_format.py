"""The formats that findings are shown in: text for people, and those that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_cli.reporting.result import FileResult


class FindingsFormat(StrEnum):
    """How findings are shown. The exit code is the same in all of them."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    SARIF = "sarif"
    GITHUB = "github"


def rendered(
    results: Sequence[FileResult],
    findings_format: FindingsFormat,
    *,
    quiet: bool = False,
    notes: bool = False,
    screen: IO[str] | None = None,
    is_utf8: bool = True,
) -> str:
    """What was found in the files. `quiet` leaves the text with one line a file; `notes` lists those too.

    `screen` is the stream that it goes to: if a terminal, the text fits its width and has its colours.
    `is_utf8` says whether where it goes to takes every character as it is.
    """
    # rich takes longer to import than all the rest of this package.
    from disclosure_cli.reporting import data, terminal

    match findings_format:
        case FindingsFormat.TEXT:
            return terminal.findings_text(results, quiet=quiet, notes=notes, screen=screen)
        case FindingsFormat.JSON:
            return data.as_json(results, is_utf8=is_utf8)
        case FindingsFormat.CSV:
            return data.as_csv(results, is_utf8=is_utf8)
        case FindingsFormat.SARIF:
            return data.as_sarif(results, is_utf8=is_utf8)
        case FindingsFormat.GITHUB:
            return data.as_github(results)
