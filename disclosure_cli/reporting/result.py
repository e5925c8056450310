"""A file with what was found in it, as every format takes it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.report import Report

NAMES = {Severity.ERROR: _("错误"), Severity.WARNING: _("警告"), Severity.NOTE: _("提示")}


class Checked(NamedTuple):
    """A file with its report and what was found in it, or with why it could not be read."""

    file: str
    report: Report | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    error: str = ""

    def counts(self, *severities: Severity) -> int:
        """How many findings of these severities there are that were not explained."""
        return sum(diagnostic.weighs in severities for diagnostic in self.diagnostics)

    def reaches(self, threshold: str) -> bool:
        """Whether a finding weighs as much as `error` or `warning`; nothing reaches `never`."""
        weights = [str(severity) for severity in Severity]
        reached = weights[: weights.index(threshold) + 1] if threshold in weights else []
        return any(str(diagnostic.weighs) in reached for diagnostic in self.diagnostics)

    @property
    def has_errors(self) -> bool:
        return self.counts(Severity.ERROR) > 0

    @property
    def verdict(self) -> str:
        """One line: how many findings of each kind, and whether a report can be built."""
        if self.error:
            return _("× 无法检查：{error}").format(error=self.error)
        counts = Counter(diagnostic.weighs for diagnostic in self.diagnostics)
        listed = [
            _("{count} 个{severity}").format(count=counts[s], severity=NAMES[s])
            for s in Severity
            if counts[s]
        ]
        if counts[None]:
            listed.append(_("{count} 个已说明").format(count=counts[None]))
        if counts[Severity.ERROR]:
            return _("× {findings}：改正错误后才能生成报告。").format(findings=_("，").join(listed))
        return _("√ 没有错误，可以生成报告{findings}。").format(
            findings=_("（{findings}）").format(findings=_("，").join(listed)) if listed else ""
        )
