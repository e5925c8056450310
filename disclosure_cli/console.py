"""Prints findings: text for people, JSON for programs. Nothing else in the program prints them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from disclosure_cli.findings import Diagnostic, Severity

SCHEMA_VERSION = 1
_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


class Checked(NamedTuple):
    """A file with what was found in it, or with why it could not be read."""

    file: str
    diagnostics: tuple[Diagnostic, ...] = ()
    error: str = ""

    @property
    def has_errors(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def use_any_encoding() -> None:
    """Let a console that lacks a character print ? for it instead of failing (GBK, ASCII)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(message: str) -> None:
    """A word to the person at the terminal, on stderr."""
    print(_printable(message), file=sys.stderr)  # noqa: T201


def result(text: str) -> None:
    """What a program may read: on stdout."""
    print(_printable(text))  # noqa: T201


def rendered(files: Iterable[Checked], output: Format) -> str:
    """What was found in the files, in that format."""
    return _as_json(files) if output is Format.JSON else "\n".join(_as_text(files))


def _as_json(files: Iterable[Checked]) -> str:
    return json.dumps(
        {
            "schema_version": SCHEMA_VERSION,
            "files": [
                {
                    "file": checked.file,
                    **({"error": checked.error} if checked.error else {}),
                    "findings": [_finding(d) for d in checked.diagnostics],
                }
                for checked in files
            ],
        },
        # A console of another encoding would spoil the characters: there, JSON has escapes.
        ensure_ascii=not _is_utf8(sys.stdout.encoding),
        indent=2,
    )


def _is_utf8(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "") == "utf8"


def _finding(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "sheet": diagnostic.place.sheet,
        "cell": diagnostic.place.cell,
        "row": diagnostic.row,
        "column": diagnostic.column,
        "message": diagnostic.message,
        "found": diagnostic.found,
        "expected": diagnostic.expected,
        **_fix(diagnostic),
    }


def _fix(diagnostic: Diagnostic) -> dict[str, object]:
    """The changes that would settle a finding, and what else comes of the same cause."""
    if not diagnostic.fixes:
        return {}
    return {
        "fix": [
            {"sheet": fix.place.sheet, "cell": fix.place.cell, "from": fix.stands, "to": fix.due}
            for fixes in diagnostic.fixes
            for fix in fixes
        ],
        "fix_size": len(diagnostic.fixes[0]),
        "related": [_finding(related) for related in diagnostic.related],
    }


def _as_text(files: Iterable[Checked]) -> Iterator[str]:
    """For each file its findings by sheet and a verdict; an empty line between two files."""
    for number, checked in enumerate(files):
        if number:
            yield ""
        yield checked.file
        if checked.error:
            yield f"  无法检查：{checked.error}"
            continue
        for sheet, diagnostics in groupby(checked.diagnostics, key=lambda d: d.place.sheet):
            yield f"  【{sheet}】"
            for diagnostic in diagnostics:
                yield f"    {_line(diagnostic)}"
                for related in diagnostic.related:
                    yield f"      · {_line(related)}"
        yield f"  {_verdict(checked)}"


def _line(diagnostic: Diagnostic) -> str:
    where = " × ".join(label for label in (diagnostic.row, diagnostic.column) if label)
    if diagnostic.message.startswith(where):
        where = ""
    cell = f"{diagnostic.place.cell} " if diagnostic.place.cell else ""
    named = f"{where}：" if where else ""
    return f"{cell}{_NAMES[diagnostic.severity]} {diagnostic.code} {named}{diagnostic.message}"


def _verdict(checked: Checked) -> str:
    counts = Counter(d.severity for d in checked.diagnostics)
    listed = "，".join(f"{counts[s]} 个{_NAMES[s]}" for s in Severity if counts[s])
    if counts[Severity.ERROR]:
        return f"× {listed}：改正错误后才能生成报告。"
    return f"√ 没有错误，可以生成报告{f'（{listed}）' if listed else ''}。"


def _printable(text: str) -> str:
    """Text from files without what a terminal would obey: escapes, bells, carriage returns."""
    return "".join(c if c.isprintable() or c in "\n\u3000" else "\ufffd" for c in text)
