"""核查说明: warnings that the unit has explained, and explanations that explain nothing."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.findings import Diagnostic, Finding, Severity
from disclosure_cli.labels import canonical
from disclosure_cli.language import _
from disclosure_cli.report import Explanation, Report


def explained(report: Report, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, each warning with the reason given for it. An error is never explained away."""
    reasons = {_key(each): each.reason for each in report.explanations if each.reason}
    return [
        diagnostic._replace(explanation=reasons[_about(diagnostic)])
        if diagnostic.severity is not Severity.ERROR and _about(diagnostic) in reasons
        else diagnostic
        for diagnostic in found
    ]


def unneeded(report: Report, found: list[Diagnostic]) -> Iterator[Finding]:
    """What is wrong with the explanations themselves, given all that was found."""
    by_key = {_about(diagnostic): diagnostic for diagnostic in found}
    for each in report.explanations:
        named = f"{each.code} {each.place}"
        diagnostic = by_key.get(_key(each))
        if not each.reason:
            yield Finding(
                each.at, _("对 {named} 没有写明原因；请在右边写明。").format(named=named), found=""
            )
        elif diagnostic is None:
            yield Finding(
                each.at,
                _(
                    "没有与 {named} 对应的问题，可能已经改正；请核对代码和单元格，或删去这一行。"
                ).format(named=named),
                found=named,
            )
        elif diagnostic.severity is Severity.ERROR:
            yield Finding(
                each.at,
                _("{named} 是错误，不能用说明代替；请改正。").format(named=named),
                found=named,
            )


def explanations_are_needed(report: Report) -> Iterator[Finding]:
    """核查说明中的每一行，都对应一条警告，并写明了原因。

    为什么：警告改正后说明就过时了；错误必须改正，不能用说明代替。
    例：D213 三!D9 已补填，这一行说明应删去。
    """
    return unneeded(report, [])


def _key(explanation: Explanation) -> tuple[str, str]:
    return explanation.code.strip().upper(), _plain(explanation.place)


def _about(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, _plain(str(diagnostic.place))


def _plain(place: str) -> str:
    """A place as people write it: 三！D7, 三!$D$7 and 三!d7 are one."""
    return canonical(place.replace("！", "!").replace("$", "")).upper()
