"""What is told of the findings of a file, on a terminal as on a page: sheet by sheet, the gravest first.

Notes are counted, and listed only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic, Severity, gravest_first, named
from disclosure_cli.reporting.folding import Fold, folded
from disclosure_cli.reporting.neighbourhood import Neighbourhood, neighbourhood
from disclosure_cli.reporting.result import FileResult


class FindingLine(NamedTuple):
    """The words of a finding."""

    cell: str
    """Its address; empty where the labels say all."""
    severity: Severity
    code: str
    labels: str
    """The printed labels of the row and of the column; empty where the message begins with them."""
    message: str

    @property
    def weight(self) -> str:
        """The severity, in the language of messages."""
        return _(self.severity.label)

    @property
    def heading(self) -> str:
        """The labels, as they stand before the message."""
        return _("{where}：").format(where=self.labels) if self.labels else ""


class ToldFinding(NamedTuple):
    """A finding with what is told below it."""

    line: FindingLine
    explanation: str
    """The reason that the unit gave, as a sentence."""
    drawn: Neighbourhood | None
    """The sum that does not hold."""
    related: tuple[FindingLine, ...]
    """What comes of the same cause."""
    others: str
    """Where there are more of its kind, as a sentence."""


class ToldSheet(NamedTuple):
    """The findings in one sheet."""

    sheet: str
    findings: tuple[ToldFinding, ...]


class FindingsOutline(NamedTuple):
    """All that is told of a file."""

    sheets: tuple[ToldSheet, ...]
    left_out: int
    """How many findings are not told."""


def outline(result: FileResult, *, notes: bool, most: int, most_drawn: int) -> FindingsOutline:
    """What is told of a file: of at most so many findings, and so many sums drawn, those that come first."""
    listed = [each for each in result.diagnostics if notes or each.severity is not Severity.NOTE]
    folds = folded(gravest_first(listed))
    sums = [each for fold in folds if (each := fold.first).sum]
    drawn = {id(each) for each in sums[:most_drawn]}
    sheets = groupby(folds[:most], key=lambda fold: fold.first.place.sheet)
    told = tuple(
        ToldSheet(sheet, tuple(_told(result, fold, id(fold.first) in drawn) for fold in found))
        for sheet, found in sheets
    )
    return FindingsOutline(told, sum(1 + len(fold.others) for fold in folds[most:]))


def _told(result: FileResult, fold: Fold, is_drawn: bool) -> ToldFinding:
    first = fold.first
    says, others = _("已说明：{explanation}"), ""
    if fold.others:
        others = _("另有 {count} 处同样的问题：{cells}").format(
            count=len(fold.others), cells=named(fold.cells)
        )
    return ToldFinding(
        _line(first, first.labels),
        says.format(explanation=first.explanation) if first.explanation else "",
        _drawn(result, first) if is_drawn else None,
        tuple(_related(first)),
        others,
    )


def _drawn(result: FileResult, diagnostic: Diagnostic) -> Neighbourhood | None:
    if result.report is None or diagnostic.sum is None:
        return None
    questioned = diagnostic.at if isinstance(diagnostic.at, Ref) else None
    return neighbourhood(result.report, questioned, diagnostic.sum)


def _related(diagnostic: Diagnostic) -> Iterator[FindingLine]:
    for each in diagnostic.related:
        yield _line(each, "" if each.labels == diagnostic.labels else each.labels)


def _line(diagnostic: Diagnostic, labels: str) -> FindingLine:
    cell = diagnostic.place.cell
    return FindingLine(
        "" if cell == diagnostic.labels else cell,
        diagnostic.severity,
        diagnostic.code,
        "" if diagnostic.message.startswith(labels) else labels,
        diagnostic.message,
    )
