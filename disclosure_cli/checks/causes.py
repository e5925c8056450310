"""One cause, one finding: sums that fail together are told as the cell that makes them fail."""

from __future__ import annotations

from disclosure_cli.checks.corrections import Cause, Correction, Diagnosis, diagnose
from disclosure_cli.i18n import N_, _
from disclosure_cli.model.figures import plain
from disclosure_cli.model.findings import Diagnostic, Fix
from disclosure_cli.model.report import Report

NAMED = 5
"""How many equally possible cells a message names; with more, naming them is no help."""

CAUSES = {
    Cause.LEFT_OUT: N_("漏填"),
    Cause.MOVED: N_("疑似错行或错列"),
    Cause.SWAPPED: N_("疑似数字颠倒"),
    Cause.AT_ZERO: N_("疑似漏填"),
    Cause.ONE_DIGIT: N_("疑似错一位数字"),
}


def merged_by_cause(report: Report, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, those about sums with a common cause as one, what follows from it in it."""
    by_sum = {each.sum: each for each in found if each.sum}
    folded = [each for each in found if not each.sum]
    for diagnosis in diagnose(report):
        group = [by_sum[each] for each in diagnosis.broken if each in by_sum]
        if group and _tells_something(diagnosis):
            folded.append(_as_one(report, diagnosis, group))
        else:
            folded += group
    return folded


def _tells_something(diagnosis: Diagnosis) -> bool:
    """Whether the corrections say more than the sums: not so if many pairs of cells would do."""
    corrections = diagnosis.corrections
    return 0 < len(corrections) <= NAMED or (bool(corrections) and len(corrections[0].changes) == 1)


def _as_one(report: Report, diagnosis: Diagnosis, group: list[Diagnostic]) -> Diagnostic:
    likeliest, *others = diagnosis.corrections
    fixes = tuple(_fixes(report, correction) for correction in diagnosis.corrections)
    related = tuple(sorted(group, key=lambda each: each.code))
    if len(others) >= NAMED and likeliest.cause is Cause.UNKNOWN:
        first, *rest = related
        return first._replace(fixes=fixes, related=tuple(rest))
    change = likeliest.changes[0]
    row, column = report.labels(change.ref)
    return related[0]._replace(
        at=change.ref,
        place=report.place(change.ref),
        row=row,
        column=column,
        message=_message(report, diagnosis, len(group)),
        found=change.found,
        expected=change.expected,
        fixes=fixes,
        related=related,
    )


def _message(report: Report, diagnosis: Diagnosis, count: int) -> str:
    likeliest, *others = diagnosis.corrections
    cause = ""
    if likeliest.cause in CAUSES:
        cause = _("（{cause}）").format(cause=_(CAUSES[likeliest.cause]))
    outcome = _(" {count} 项不符全部消除").format(count=count) if count > 1 else _("这一项相符")
    message = _("若 {told}，则{outcome}{cause}。").format(
        told=_told(report, likeliest), outcome=outcome, cause=cause
    )
    if not others:
        return message
    named = _("；").join(_told(report, each) for each in others[:NAMED])
    more = _("等 {count} 处").format(count=len(others)) if len(others) > NAMED else ""
    return message + _("同样可能：{named}{more}。").format(named=named, more=more)


def _told(report: Report, correction: Correction) -> str:
    return _("、").join(
        _("{place} 由 {found} 改为 {expected}").format(
            place=report.place(ref), found=plain(found), expected=plain(expected)
        )
        for ref, found, expected in correction.changes
    )


def _fixes(report: Report, correction: Correction) -> tuple[Fix, ...]:
    return tuple(
        Fix(report.place(ref), found, expected) for ref, found, expected in correction.changes
    )
