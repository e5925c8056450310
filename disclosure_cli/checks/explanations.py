"""核查说明: warnings that the unit has explained, and explanations that explain nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from disclosure_cli.form.labels import canonical
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic, Finding, Severity, finding
from disclosure_cli.model.report import Explanation, Report


def explained(report: Report, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, each warning with the reason given for it. An error is never explained away."""
    reasons = {_key(each): each.reason for each in report.explanations if each.reason}
    return [
        diagnostic
        if diagnostic.severity is Severity.ERROR
        else diagnostic._replace(explanation=_reason(report, diagnostic, reasons))
        for diagnostic in found
    ]


def _reason(report: Report, diagnostic: Diagnostic, reasons: Mapping[tuple[str, str], str]) -> str:
    """The reason given for a whole sheet, or those given for every cell of the finding."""
    sheet, *cells = _keys(report, diagnostic)
    if sheet in reasons:
        return reasons[sheet]
    if cells and all(cell in reasons for cell in cells):
        return "；".join(dict.fromkeys(reasons[cell] for cell in cells))
    return ""


def unneeded_explanations(
    report: Report, found: list[Diagnostic], unchecked: Container[str] = ()
) -> Iterator[Finding]:
    """What is wrong with the explanations themselves, given all that was found.

    Nothing is said of those for a code that was not checked.
    """
    by_key = {key: diagnostic for diagnostic in found for key in _keys(report, diagnostic)}
    for each in report.explanations:
        if _key(each)[0] in unchecked:
            continue
        named = f"{each.code} {each.place}"
        diagnostic = by_key.get(_key(each))
        if not each.reason:
            says = _("对 {named} 没有写明原因；请在右边写明。")
        elif diagnostic is None:
            says = _("没有与 {named} 对应的问题，可能已经改正；请核对代码和单元格，或删去这一行。")
        elif diagnostic.severity is Severity.ERROR:
            says = _("{named} 是错误，不能用说明代替；请改正。")
        else:
            continue
        yield finding(each.at, says, named=named, found=named if each.reason else "")


def explanations_are_needed(report: Report) -> Iterator[Finding]:
    """核查说明中的每一行，都对应一条警告，并写明了原因。

    为什么：警告改正后说明就过时了；错误必须改正，不能用说明代替。
    例：D213 三!D9 已补填，这一行说明应删去。
    """
    return unneeded_explanations(report, [])


def _key(explanation: Explanation) -> tuple[str, str]:
    return explanation.code.strip().upper(), _plain(explanation.place)


def _keys(report: Report, diagnostic: Diagnostic) -> list[tuple[str, str]]:
    """By what an explanation may name a finding: its sheet, then each of its cells."""
    refs = (diagnostic.at, *diagnostic.also)
    cells = [report.place(ref) for ref in refs if report.place(ref).cell]
    names = [diagnostic.place.sheet, *map(str, cells)]
    return [(diagnostic.code, _plain(name)) for name in names]


def _plain(place: str) -> str:
    """A place as people write it: 三！D7, 三!$D$7 and 三!d7 are one."""
    return canonical(place.replace("！", "!").replace("$", "")).upper()
