"""What a page in a browser shows of results, as data: every word chosen, nothing of how it looks."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from disclosure_cli.i18n import _
from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.findings import Severity
from disclosure_cli.model.text import visible
from disclosure_cli.output.blocks import NameBlock, Paragraph, ParagraphRole, TableBlock
from disclosure_cli.output.compose import compose_comparison
from disclosure_cli.reporting.findings_outline import FindingLine, ToldFinding, outline
from disclosure_cli.reporting.neighbourhood import Neighbourhood
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.reporting.status_table import (
    StateLook,
    columns_of,
    look_of,
    remarks,
    summary_lines,
    title_of,
)
from disclosure_cli.reporting.verdict import verdict
from disclosure_cli.units.status import CollectionStatus

Shown = dict[str, Any]
"""What JSON can hold; texts as they are to be shown, without what would not be seen."""
MOST_SHOWN = 1_000
"""Findings of a file that are shown, and sums that are drawn; the number of the others is given."""
_LOOKS = {
    Severity.ERROR: StateLook.WRONG,
    Severity.WARNING: StateLook.DOUBTFUL,
    Severity.NOTE: StateLook.RIGHT,
    None: StateLook.RIGHT,
}


def shown_findings(result: FileResult, *, notes: bool) -> Shown:
    """The verdict on a file, and its findings by sheet, each sum with the part of the table that it stands in."""
    told = outline(result, notes=notes, most=MOST_SHOWN, most_drawn=MOST_SHOWN)
    left_out = _("另有 {count} 条没有显示，批注副本中有全部。").format(count=told.left_out)
    return {
        "file": visible(result.file),
        "verdict": visible(verdict(result, hides_notes=False)),
        "look": StateLook.WRONG if result.error else _LOOKS[result.worst],
        "is_read": result.report is not None,
        "is_published": result.is_published,
        "has_errors": result.has_errors,
        "sheets": [
            {"sheet": visible(each.sheet), "findings": [_finding(told) for told in each.findings]}
            for each in told.sheets
        ],
        "left_out": left_out if told.left_out else "",
    }


def shown_comparison(comparison: Comparison) -> Shown:
    """What changed from one report to the other, block by block; what there is to say of the pair above it."""
    blocks = compose_comparison(comparison, as_list=True).blocks
    return {
        "remarks": [visible(each) for each in comparison.remarks],
        "blocks": [
            _block(each) for each in blocks if isinstance(each, Paragraph | NameBlock | TableBlock)
        ],
    }


def shown_status(status: CollectionStatus) -> Shown:
    """The table of a collection: a row a unit, with the files that it sent; its summary, and what was not counted."""
    columns = columns_of(status)
    return {
        "title": title_of(status),
        "summary": list(summary_lines(status)),
        "columns": [
            {"key": each.value, "head": each.head, "is_number": each.is_number} for each in columns
        ],
        "rows": [
            {
                "look": look_of(unit.state),
                "cells": [column.cell(unit) for column in columns],
                "files": list(unit.files),
            }
            for unit in status.units
        ],
        "remarks": list(remarks(status)),
        "year": status.year,
    }


def _finding(told: ToldFinding) -> Shown:
    return {
        **_line(told.line),
        "explanation": visible(told.explanation),
        "table": _table(told.drawn) if told.drawn else None,
        "related": [_line(each) for each in told.related],
        "others": visible(told.others),
    }


def _line(line: FindingLine) -> Shown:
    return {
        "cell": line.cell,
        "severity": line.severity,
        "weight": line.weight,
        "code": line.code,
        "heading": visible(line.heading),
        "message": visible(line.message),
    }


def _table(part: Neighbourhood) -> Shown:
    """A part of a printed table: its heads, and its rows with their labels; the cell in question is marked."""
    return {
        "heads": [part.head(column) for column in part.columns],
        "rows": [
            {
                "label": part.label(row),
                "cells": [
                    {
                        "text": visible(part.figure(row, each)),
                        "is_marked": part.is_marked(row, each),
                    }
                    for each in part.columns
                ],
            }
            for row in part.rows
        ],
    }


def _block(block: Paragraph | NameBlock | TableBlock) -> Shown:
    if isinstance(block, TableBlock):
        rows = groupby(block.texts, key=lambda each: each[0].row)
        return {"rows": [[visible(text) for _cell, text in cells] for _row, cells in rows]}
    if isinstance(block, NameBlock):
        return {"heading": visible(block.text)}
    is_body = block.role is ParagraphRole.BODY
    return {"text" if is_body else "heading": visible(block.text)}
