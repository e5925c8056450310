"""One cause, one finding: sums that fail together, told as far as it is known which cell is wrong."""

from __future__ import annotations

import re
from itertools import takewhile

from disclosure_cli.checks.corrections import CellChange, Correction, is_exchange
from disclosure_cli.checks.witnesses import Verdict, verdicts
from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.i18n import N_, _
from disclosure_cli.model.figures import plain
from disclosure_cli.model.findings import Certainty, Diagnostic, Fix
from disclosure_cli.model.places import spanning
from disclosure_cli.model.report import CATEGORY_TOTAL, Report

LEFT_OUT = N_("漏填")
MOVED = N_("疑似错行或错列")
SWAPPED = N_("疑似数字颠倒")
ONE_DIGIT = N_("疑似错一位数字")
AT_ZERO = N_("疑似漏填")


def merged_by_cause(
    report: Report, found: list[Diagnostic], last: Report | None = None
) -> list[Diagnostic]:
    """The findings, those about sums with a common cause as one, what follows from it in it.

    `last` is the report of the year before, if that may be relied on.
    """
    by_sum = {each.sum: each for each in found if each.sum}
    folded = [each for each in found if not each.sum]
    for verdict in verdicts(report, last):
        group = [by_sum[each] for each in verdict.broken if each in by_sum]
        if group and verdict.correction:
            folded.append(_corrected(report, verdict, group))
        elif group and verdict.is_one_cause:
            folded.append(_left_open(report, verdict, group))
        else:
            folded += (_left_open(report, verdict, [each]) for each in group)
    return folded


def _corrected(report: Report, verdict: Verdict, group: list[Diagnostic]) -> Diagnostic:
    """The finding that names the wrong cell, with those that it settles."""
    related = tuple(sorted(group, key=lambda each: each.code))
    change = verdict.correction[0]
    row, column = report.labels(change.ref)
    return related[0]._replace(
        at=change.ref,
        place=report.place(change.ref),
        row=row,
        column=column,
        message=_advice(report, verdict, len(group)),
        found=change.found,
        expected=change.expected,
        fixes=(tuple(Fix(report.place(ref), old, new) for ref, old, new in verdict.correction),),
        related=related,
        certainty=verdict.certainty,
        witness=verdict.witness,
    )


def _advice(report: Report, verdict: Verdict, count: int) -> str:
    """What the witness says, if one was needed; what to change to what, and what that settles."""
    outcome = _(" {count} 项不符全部消除").format(count=count) if count > 1 else _("这一项相符")
    told = _("、").join(
        _("{place} 由 {found} 改为 {expected}").format(
            place=report.place(ref), found=plain(found), expected=plain(expected)
        )
        for ref, found, expected in verdict.correction
    )
    cause = _cause(report, verdict.correction)
    message = _("若 {told}，则{outcome}{cause}。").format(
        told=told, outcome=outcome, cause=_("（{cause}）").format(cause=_(cause)) if cause else ""
    )
    if verdict.witness is None:
        return message
    return _("{witness}；{message}").format(witness=verdict.witness.message, message=message)


def _left_open(report: Report, verdict: Verdict, group: list[Diagnostic]) -> Diagnostic:
    """The finding that names a sum with its figures, and no cell of it."""
    first, *others = sorted(group, key=lambda each: each.code)
    assert first.sum
    row, column = _common_labels(report, first.sum)
    place = spanning(report.place(ref) for ref in first.sum.refs)
    where = " × ".join(label for label in (row, column) if label)
    letters = set(re.findall("[A-Z]+", place.cell))
    if where and not first.sum.is_total and len(letters) == 1:
        where = _("{column}（{letter} 列）").format(column=where, letter=letters.pop())
    says = [
        _("{where}：").format(where=where) if where else "",
        first.message.rstrip("。."),
        _("；正文（{place}）也写这个总数").format(place=verdict.agreeing)
        if verdict.agreeing
        else "",
        _("；无法确定是哪一格，请核对 {place}。").format(place=place),
    ]
    return first._replace(
        at=place,
        place=place,
        row=row,
        column=column,
        message="".join(says),
        found=None,
        expected=None,
        related=tuple(others),
        certainty=Certainty.OPEN,
    )


def _common_labels(report: Report, equation: Equation) -> tuple[str, str]:
    """The labels of the row and of the column of a sum, as far as all its terms have them."""
    rows, columns = zip(*(report.labels(ref) for ref in equation.refs), strict=True)
    return _beginning(rows), _beginning(columns)


def _beginning(labels: tuple[str, ...]) -> str:
    """The groups, or the whole label, with which all of some labels begin."""
    paths = [label.split("·") for label in labels]
    same = takewhile(lambda parts: len(set(parts)) == 1, zip(*paths, strict=False))
    return "·".join(parts[0] for parts in same)


def _cause(report: Report, correction: Correction) -> str:
    """How the figures may have come to be wrong; nothing where they do not tell."""
    if is_exchange(correction):
        return MOVED
    causes = {_cause_of_change(report, change) for change in correction}
    return causes.pop() if len(causes) == 1 else ""


def _cause_of_change(report: Report, change: CellChange) -> str:
    ref, found, expected = change
    if found == 0 and (_is_total(report, ref) or report.entries[ref].is_blank):
        return LEFT_OUT
    old, new = plain(found), plain(expected)
    if len(old) > 1 and any(report[beside] == found for beside in report.edition.beside(ref)):
        return MOVED
    if _swapped(old, new):
        return SWAPPED
    # Of a single digit, any change is a change of one.
    if max(len(old), len(new)) > 1 and _one_digit(old, new):
        return ONE_DIGIT
    return AT_ZERO if found == 0 and len(new) > 1 else ""


def _is_total(report: Report, ref: Ref) -> bool:
    return ref == CATEGORY_TOTAL or ref in report.edition.totals


def _swapped(old: str, new: str) -> bool:
    """Whether two digits next to each other have changed places."""
    return any(new == old[:n] + old[n + 1] + old[n] + old[n + 2 :] for n in range(len(old) - 1))


def _one_digit(old: str, new: str) -> bool:
    """Whether one digit was changed, added or left out."""
    short, long = sorted((old, new), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
