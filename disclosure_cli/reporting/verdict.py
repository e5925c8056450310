"""The verdict on a file: one line that says whether its report can be built."""

from __future__ import annotations

from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Severity
from disclosure_cli.reporting.result import FileResult


def verdict(result: FileResult) -> str:
    """How many findings of each severity there are, and whether a report can be, or was, built."""
    if result.error:
        return _("× 无法检查：{error}").format(error=result.error)
    counts = [
        _("{count} 个{severity}").format(count=count, severity=_(severity.label))
        for severity in Severity
        if (count := result.count(severity))
    ]
    if explained := result.count(None):
        counts.append(_("{count} 个已说明").format(count=explained))
    findings = _("，").join(counts)
    if result.has_errors:
        says = (
            _("× {findings}：只生成了草稿，改正错误后才能生成报告。")
            if result.built
            else _("× {findings}：改正错误后才能生成报告。")
        )
        return says.format(findings=findings)
    says = _("√ 已生成{findings}。") if result.built else _("√ 没有错误，可以生成报告{findings}。")
    told = says.format(findings=_("（{findings}）").format(findings=findings) if findings else "")
    in_prose = sum(
        each.code.startswith("D4") and each.weighs is Severity.WARNING
        for each in result.diagnostics
    )
    if result.built and in_prose:
        told += _("其中 {count} 个警告出自正文，请在签发前核对。").format(count=in_prose)
    return told
