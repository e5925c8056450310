"""核查说明: warnings that the unit has explained, and explanations that explain nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping

from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic, Finding, Severity, finding
from disclosure_cli.model.places import Place
from disclosure_cli.model.report import Explanation, Report

Key = tuple[str, str]
"""A code and a place, however they were written: ("D213", "三!D7"); of a whole sheet ("D213", "三")."""


def explained(report: Report, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, each warning with the reason given for it. An error is never explained away."""
    places = _places_by_cell(report, found)
    reasons = {_key(each, places): each.reason for each in report.explanations if each.reason}
    return [
        diagnostic
        if diagnostic.severity is Severity.ERROR
        else diagnostic._replace(explanation=_reason(report, diagnostic, reasons))
        for diagnostic in found
    ]


def _reason(report: Report, diagnostic: Diagnostic, reasons: Mapping[Key, str]) -> str:
    """The reason given for the whole sheet, or those for every cell that the finding has on a sheet.

    A sentence that contradicts a table has cells on two sheets; either side may be explained.
    """
    sheet, *cells = _keys(report, diagnostic)
    if sheet in reasons:
        return reasons[sheet]
    by_sheet: dict[str, list[Key]] = {}
    for cell in cells:
        by_sheet.setdefault(cell[1].partition("!")[0], []).append(cell)
    for together in by_sheet.values():
        if all(cell in reasons for cell in together):
            return "；".join(dict.fromkeys(reasons[cell] for cell in together))
    return ""


def unneeded_explanations(
    report: Report, found: list[Diagnostic], unchecked: Container[str] = ()
) -> Iterator[Finding]:
    """What is wrong with the explanations themselves, given all that was found.

    Nothing is said of those for a code that was not checked.
    """
    by_key = {key: diagnostic for diagnostic in found for key in _keys(report, diagnostic)}
    places = _places_by_cell(report, found)
    for each in report.explanations:
        key = _key(each, places)
        if key[0] in unchecked:
            continue
        named = f"{each.code} {each.place}"
        diagnostic = by_key.get(key)
        several = places.get(key, [])
        if not each.reason:
            says = _("对 {named} 没有写明原因；请在右边写明。")
        elif len(several) > 1:
            says = _("{named} 在几张工作表中都有（{places}）；请写明工作表，如 {first}。")
        elif diagnostic is None:
            says = _("没有与 {named} 对应的问题，可能已经改正；请核对代码和单元格，或删去这一行。")
        elif diagnostic.severity is Severity.ERROR:
            says = _("{named} 是错误，不能用说明代替；请改正。")
        else:
            continue
        yield finding(
            each.at,
            says,
            named=named,
            places=_("、").join(several),
            first="".join(several[:1]),
            found=named if each.reason else "",
        )


def explanations_are_needed(report: Report) -> Iterator[Finding]:
    """核查说明中的每一行，都对应一条警告，并写明了原因。

    为什么：警告改正后说明就过时了；错误必须改正，不能用说明代替。
    例：D213 三!D9 已补填，这一行说明应删去。
    """
    return unneeded_explanations(report, [])


def _key(explanation: Explanation, places: Mapping[Key, list[str]]) -> Key:
    """What an explanation is for: a cell without its sheet is the one that a finding with that code has."""
    code, place = _plain(explanation.code), _plain(explanation.place)
    known = places.get((code, place), [])
    return (code, _plain(known[0])) if len(known) == 1 else (code, place)


def _places_by_cell(report: Report, found: list[Diagnostic]) -> dict[Key, list[str]]:
    """By code and cell without its sheet, as ("D213", "D7"): the cells that findings have, each once."""
    places: dict[Key, list[str]] = {}
    for diagnostic in found:
        for place in _cells(report, diagnostic):
            known = places.setdefault((diagnostic.code, place.cell), [])
            if str(place) not in known:
                known.append(str(place))
    return places


def _keys(report: Report, diagnostic: Diagnostic) -> list[Key]:
    """By what an explanation may name a finding: its sheet, then each of its cells."""
    names = [diagnostic.place.sheet, *map(str, _cells(report, diagnostic))]
    return [(diagnostic.code, _plain(name)) for name in names]


def _cells(report: Report, diagnostic: Diagnostic) -> list[Place]:
    """The cells that a finding is about."""
    places = [report.place(each) for each in (diagnostic.at, *diagnostic.also)]
    return [place for place in places if place.cell]


def _plain(written: str) -> str:
    """A code or a place as people write it: 三！D7, '三'!$D$7, 三!d7 and full-width 三！Ｄ７ are one."""
    text = unicodedata.normalize("NFKC", written).upper()
    return re.sub(r"[\s\u200b\ufeff$'‘’\"“”]", "", text)
