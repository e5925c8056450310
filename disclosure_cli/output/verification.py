"""Verifies that a document prints what the report says, by reading it back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from disclosure_cli.errors import VerificationFailed
from disclosure_cli.form.schema import Leaf
from disclosure_cli.model.report import Report
from disclosure_cli.published.docx_tables import rectangles
from disclosure_cli.published.printed_figures import printed_figures

_MOST_NAMED = 3


def verify(report: Report, document: bytes, *, draft: bool) -> None:
    """Raise `VerificationFailed` where the tables of a .docx say something else than the report."""
    if wrong := list(islice(differences(report, document, draft=draft), _MOST_NAMED)):
        raise VerificationFailed("; ".join(wrong))


def differences(report: Report, document: bytes, *, draft: bool = False) -> Iterator[str]:
    """Where the tables of a .docx say something else than the report: nowhere, if all is well."""
    printed = printed_figures(report.edition, rectangles(document))
    for table in report.edition.tables:
        rows = {leaf.key: _labels(leaf) for leaf in table.row_leaves}
        columns = {leaf.key: _labels(leaf) for leaf in table.column_leaves}
        for ref in table.refs:
            found = printed.get(ref)
            expected = (report.printed(ref, draft=draft), rows[ref.row], columns[ref.column])
            if found is None:
                yield f"{ref}: not found"
                continue
            text, *labels = found  # A note may stand in a line of its own.
            if (text.replace("\n", ""), *labels) != expected:
                yield f"{ref}: {tuple(found)} != {expected}"


def _labels(leaf: Leaf) -> tuple[str, ...]:
    return tuple(node.label for node in leaf.path if node.label)
