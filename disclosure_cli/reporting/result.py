"""What became of one file, as every format of findings takes it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.report import Report


class FileResult(NamedTuple):
    """A workbook with its report and what was found in it, or with why there is none."""

    file: str
    report: Report | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    error: str = ""
    """Why it could not be read, or its report not be built."""
    built: tuple[Path, ...] = ()
    """The files written."""
    copy: Path | None = None
    """The annotated copy of it, if one was written."""
    not_copied: str = ""
    """Why none was, where one was wanted."""
    is_draft: bool = False
    """Whether they are drafts."""
    is_partial: bool = False
    """Whether only some of the rules were checked, so that nothing is said of the others."""
    is_skipped: bool = False
    """Whether it was come upon in a folder, and is no workbook of this program."""

    def count(self, severity: Severity | None) -> int:
        """How many findings weigh so much; None counts those that were explained."""
        return sum(diagnostic.weighs is severity for diagnostic in self.diagnostics)

    @property
    def is_published(self) -> bool:
        """Whether it is a published report, of which none is built."""
        return self.report is not None and self.report.is_published

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found; an explained warning is none."""
        return next((severity for severity in Severity if self.count(severity)), None)

    @property
    def has_errors(self) -> bool:
        return self.worst is Severity.ERROR
