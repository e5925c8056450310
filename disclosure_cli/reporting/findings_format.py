"""What findings look like: text for people, and the formats that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_cli.reporting.result import Checked


class Format(StrEnum):
    """How findings are shown. The exit code is the same in all of them."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    SARIF = "sarif"
    GITHUB = "github"


def rendered(
    files: Sequence[Checked], output: Format, *, quiet: bool = False, for_screen: bool = False
) -> str:
    """What was found in the files. `quiet` leaves the text with one line a file.

    `for_screen` fits the text to the terminal, and colours it where the terminal has colours.
    """
    from disclosure_cli.reporting import data

    match output:
        case Format.TEXT:
            from disclosure_cli.reporting.terminal import as_text

            return as_text(files, quiet=quiet, for_screen=for_screen)
        case Format.JSON:
            return data.as_json(files)
        case Format.CSV:
            return data.as_csv(files, for_screen=for_screen)
        case Format.SARIF:
            return data.as_sarif(files)
        case Format.GITHUB:
            return data.as_github(files)
