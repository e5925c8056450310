"""Findings for other programs: JSON, CSV for Excel, SARIF, and the annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from disclosure_cli import __version__
from disclosure_cli.checks.rules import ALL
from disclosure_cli.i18n import N_, _
from disclosure_cli.model.figures import Figure, json_number
from disclosure_cli.model.findings import Diagnostic, Severity, written
from disclosure_cli.output.csv_lines import BYTE_ORDER_MARK, csv_line
from disclosure_cli.reporting.result import FileResult

SCHEMA_VERSION = 2
"""docs/findings.schema.json describes it."""
CSV_HEADS = (
    N_("文件"), N_("工作表"), N_("单元格"), N_("级别"), N_("代码"), N_("项目"), N_("栏目"), N_("现为"),
    N_("应为"), N_("问题"), N_("说明"),
)  # fmt: skip
UNREAD = "D000"
"""Stands for the code where a file could not be read at all."""


def as_json(results: Sequence[FileResult], *, is_utf8: bool) -> str:
    """See docs/formats.md."""
    return _json(
        {
            "schema_version": SCHEMA_VERSION,
            "files": [
                {
                    "file": result.file,
                    **({"error": result.error} if result.error else {}),
                    "findings": [_finding(result, each) for each in result.diagnostics],
                }
                for result in results
            ],
        },
        is_utf8=is_utf8,
    )


def as_csv(results: Sequence[FileResult], *, is_utf8: bool) -> str:
    """A line a finding, for Excel: without anything that it would run.

    A byte order mark tells Excel that it is UTF-8, where it is.
    """
    lines = [csv_line(map(_, CSV_HEADS))]
    for result in results:
        rows: list[tuple[str, ...]] = [
            (
                result.file, each.place.sheet, each.place.cell, _(each.severity.label), each.code,
                each.row, each.column, written(each.found), written(each.expected), each.message,
                each.explanation,
            )
            for each in result.diagnostics
        ]  # fmt: skip
        if result.error:
            level = _(Severity.ERROR.label)
            rows.append((result.file, "", "", level, UNREAD, *[""] * 4, result.error, ""))
        lines += map(csv_line, rows)
    return (BYTE_ORDER_MARK if is_utf8 else "") + "\n".join(lines)


def as_sarif(results: Sequence[FileResult], *, is_utf8: bool) -> str:
    """SARIF 2.1.0, the format in which code-scanning tools exchange findings."""
    found = [
        {
            "ruleId": each.code,
            "level": str(each.severity),
            "message": {"text": each.message},
            "locations": [_location(result.file, str(each.place))],
            **({"suppressions": [{"kind": "inSource", "justification": each.explanation}]}
               if each.explanation else {}),
        }
        for result in results
        for each in result.diagnostics
    ]  # fmt: skip
    unread = [
        {
            "level": "error",
            "message": {"text": result.error},
            "locations": [_location(result.file, "")],
        }
        for result in results
        if result.error
    ]
    rules = [
        {"id": rule.code, "name": rule.name, "shortDescription": {"text": rule.what},
         "fullDescription": {"text": rule.why}}
        for rule in ALL
    ]  # fmt: skip
    driver = {"name": "disclosure", "version": __version__, "rules": rules}
    return _json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": found + unread}],
        },
        is_utf8=is_utf8,
    )


def as_github(results: Sequence[FileResult]) -> str:
    """Workflow commands, which GitHub Actions shows beside the file."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    lines = []
    for result in results:
        file = _escaped(result.file, properties=True)
        if result.error:
            lines.append(f"::error file={file}::{_escaped(result.error)}")
        for each in result.diagnostics:
            level = "notice" if each.explanation else levels[each.severity]
            title = _escaped(f"{each.code} {each.place}", properties=True)
            lines.append(f"::{level} file={file},title={title}::{_escaped(each.message)}")
    return "\n".join(lines)


def _finding(result: FileResult, diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "sheet": diagnostic.place.sheet,
        "cell": diagnostic.place.cell,
        "row": diagnostic.row,
        "column": diagnostic.column,
        "message": diagnostic.message,
        **_value("found", diagnostic.found),
        **_value("expected", diagnostic.expected),
        **({"explanation": diagnostic.explanation} if diagnostic.explanation else {}),
        **_also(result, diagnostic),
        **_cause(result, diagnostic),
    }


def _also(result: FileResult, diagnostic: Diagnostic) -> dict[str, object]:
    """The other cells that a finding is about, in its order."""
    places = [result.report.place(each) for each in diagnostic.also] if result.report else []
    also = [{"sheet": place.sheet, "cell": place.cell} for place in places if place.cell]
    return {"also": also} if also else {}


def _value(name: str, value: Figure | str | None) -> dict[str, object]:
    """A figure by its name, a text by another; nothing where there is neither."""
    if value is None:
        return {}
    return {f"{name}_text": value} if isinstance(value, str) else {name: json_number(value)}


def _cause(result: FileResult, diagnostic: Diagnostic) -> dict[str, object]:
    """Of a finding about sums, which cell is wrong as far as that is known, and what else comes of it."""
    if diagnostic.certainty is None:
        return {}
    witness = diagnostic.witness
    return {
        "certainty": str(diagnostic.certainty),
        **({"witness": {"kind": str(witness.kind), "sheet": witness.place.sheet,
                        "cell": witness.place.cell, "message": witness.message}}
           if witness else {}),
        "fixes": [
            [
                {
                    "sheet": place.sheet,
                    "cell": place.cell,
                    "from": json_number(found),
                    "to": json_number(expected),
                }
                for place, found, expected in changes
            ]
            for changes in diagnostic.fixes
        ],
        "related": [_finding(result, related) for related in diagnostic.related],
    }  # fmt: skip


def _location(file: str, place: str) -> dict[str, object]:
    uri = quote(PurePath(file).as_posix())
    logical = {"logicalLocations": [{"fullyQualifiedName": place}]} if place else {}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}}, **logical}


def _json(content: object, *, is_utf8: bool) -> str:
    # A console of another encoding would spoil the characters: there, JSON has escapes.
    return json.dumps(content, ensure_ascii=not is_utf8, indent=2)


def _escaped(text: str, *, properties: bool = False) -> str:
    """Text as a workflow command takes it."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if properties else text
