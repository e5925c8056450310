"""Lines of a CSV for Excel: quoted where they must be, without anything that it would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from disclosure_cli.model.figures import Figure, plain

BYTE_ORDER_MARK = "\ufeff"
"""Before the first line it tells Excel that the file is UTF-8."""
_BEGIN_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""OWASP, “CSV Injection”: the full-width signs too, which an Excel of East Asia takes for the others."""


def csv_line(cells: Iterable[str | Figure | None]) -> str:
    """A line without its end; None is an empty cell, and a number is no text, whatever its sign."""
    target = io.StringIO()
    # By this end the writer knows that a line break of either kind is to be quoted, which a “\n” alone
    # does not tell it before Python 3.13.
    csv.writer(target, lineterminator="\r\n").writerow(map(_cell, cells))
    return target.getvalue().removesuffix("\r\n")


def _cell(content: str | Figure | None) -> str:
    if content is None:
        return ""
    return _inert(content) if isinstance(content, str) else plain(content)


def _inert(text: str) -> str:
    """A text that Excel will not take for a formula."""
    return f"'{text}" if text.startswith(_BEGIN_FORMULAS) else text
