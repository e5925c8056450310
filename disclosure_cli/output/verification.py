"""Verifies that a document prints what the report says, by reading it back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice

from disclosure_cli.errors import VerificationFailed
from disclosure_cli.form.schema import Edition, Leaf, Ref
from disclosure_cli.model.report import Report
from disclosure_cli.published.printed_document import PrintedTable
from disclosure_cli.published.printed_figures import PrintedFigure, printed_figures
from disclosure_cli.published.word_document import word_document

_MOST_NAMED = 3


def verify(report: Report, document: bytes, *, draft: bool) -> None:
    """Raise `VerificationFailed` where the tables of a .docx say something else than the report."""
    if wrong := list(islice(differences(report, document, draft=draft), _MOST_NAMED)):
        raise VerificationFailed("; ".join(wrong))


def differences(report: Report, document: bytes, *, draft: bool = False) -> Iterator[str]:
    """Where the tables of a .docx say something else than the report: nowhere, if all is well."""
    printed = figures_of(report.edition, document)
    for table in report.edition.tables:
        rows = {leaf.key: _labels(leaf) for leaf in table.row_leaves}
        columns = {leaf.key: _labels(leaf) for leaf in table.column_leaves}
        for ref in table.refs:
            found = printed.get(ref)
            # A note may stand in a line of its own, and what is typed into a draft may have several.
            text = report.printed(ref, draft=draft).replace("\n", "")
            expected = (text, rows[ref.row], columns[ref.column])
            if found is None:
                yield f"{ref}: not found"
                continue
            shown = (found.text.replace("\n", ""), found.row, found.column)
            if shown != expected:
                yield f"{ref}: {shown} != {expected}"


def figures_of(edition: Edition, document: bytes) -> dict[Ref, PrintedFigure]:
    """The figures of the form that a .docx prints."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        blocks = word_document(archive.read("word/document.xml")).blocks
    tables = [block for block in blocks if isinstance(block, PrintedTable)]
    return printed_figures(edition, tables)


def _labels(leaf: Leaf) -> tuple[str, ...]:
    return tuple(node.label for node in leaf.path if node.label)
