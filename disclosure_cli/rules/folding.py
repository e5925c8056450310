"""One cause, one finding: sums that fail together are told as the cell that makes them fail."""

from __future__ import annotations

from disclosure_cli.corrections import Cause, Correction, Diagnosis, diagnose
from disclosure_cli.figures import plain, value
from disclosure_cli.findings import Diagnostic, Fix
from disclosure_cli.report import Report

NAMED = 5
"""How many equally possible cells a message names; with more, naming them is no help."""

CAUSES = {
    Cause.LEFT_OUT: "漏填",
    Cause.MOVED: "疑似错行或错列",
    Cause.SWAPPED: "疑似数字颠倒",
    Cause.AT_ZERO: "疑似漏填",
    Cause.ONE_DIGIT: "疑似错一位数字",
}


def fold(report: Report, found: list[Diagnostic]) -> list[Diagnostic]:
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
        found=value(change.stands),
        expected=value(change.due),
        fixes=fixes,
        related=related,
    )


def _message(report: Report, diagnosis: Diagnosis, count: int) -> str:
    likeliest, *others = diagnosis.corrections
    cause = f"（{CAUSES[likeliest.cause]}）" if likeliest.cause in CAUSES else ""
    outcome = f" {count} 项不符全部消除" if count > 1 else "这一项相符"
    message = f"若 {_told(report, likeliest)}，则{outcome}{cause}"
    if others:
        named = "；".join(_told(report, each) for each in others[:NAMED])
        more = f"等 {len(others)} 处" if len(others) > NAMED else ""
        message += f"。同样可能：{named}{more}"
    return f"{message}。"


def _told(report: Report, correction: Correction) -> str:
    return "、".join(
        f"{report.place(ref)} 由 {plain(stands)} 改为 {plain(due)}"
        for ref, stands, due in correction.changes
    )


def _fixes(report: Report, correction: Correction) -> tuple[Fix, ...]:
    return tuple(
        Fix(report.place(ref), value(stands), value(due)) for ref, stands, due in correction.changes
    )
