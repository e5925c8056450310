"""核查说明: warnings that the unit has explained, and explanations that explain nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic, Finding, Severity, finding
from disclosure_cli.model.places import Part, Place, plain_place, position, with_sheet_renamed
from disclosure_cli.model.report import Explanation, Report

_CELL = "[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?"
_CELLS = re.compile(f"(?:(?P<sheet>.+)!)?(?P<cells>{_CELL}(?:[、,;]{_CELL})*)")
Key = tuple[str, str]
"""A code and a place, however they were written: ("D213", "三!D7"); of a whole sheet ("D213", "三")."""


def explained(report: Report, found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, each warning with the reason given for it. An error is never explained away."""
    places = _places_by_cell(report, found)
    reasons = {
        key: each.reason
        for each in report.explanations
        if each.reason
        for key in _named(report, each, places)
    }
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
        keys = _named(report, each, places)
        if keys[0][0] in unchecked:
            continue
        named = f"{each.code} {each.place}"
        diagnostics = [by_key.get(key) for key in keys]
        several = next((s for key in keys if len(s := places.get(key, [])) > 1), [])
        if not each.reason:
            says = _("对 {named} 没有写明原因；请在右边写明。")
        elif several:
            says = _("{named} 在几张工作表中都有（{places}）；请写明工作表，如 {first}。")
        elif None in diagnostics:
            says = _("没有与 {named} 对应的问题，可能已经改正；请核对代码和单元格，或删去这一行。")
        elif any(d and d.severity is Severity.ERROR for d in diagnostics):
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
    问答：“核查说明”怎么写？
    """
    return unneeded_explanations(report, [])


def _named(report: Report, explanation: Explanation, places: Mapping[Key, list[str]]) -> list[Key]:
    """What an explanation is for: one sheet or cell, or several, as 三!D25、E25 or D25:E25.

    A cell without its sheet is the one that a finding with that code has. A sheet that was renamed may
    be called by either name.
    """
    code = plain_place(explanation.code)
    names = {
        f"表{each.numeral}": report.place(Part(each.key)).sheet for each in report.edition.sections
    }
    place = plain_place(with_sheet_renamed(explanation.place, {**names, **report.renamed}))
    match = _CELLS.fullmatch(place)
    if match is None:
        return [(code, place)]
    known = {cell: list(map(plain_place, at)) for (its, cell), at in places.items() if its == code}
    if sheet := match["sheet"]:
        known = {cell: [f"{sheet}!{cell}"] for cell, at in known.items() if f"{sheet}!{cell}" in at}
    keys = []
    for cell in _cells_of(re.split("[、,;]", match["cells"]), known):
        at = known.get(cell, [f"{sheet}!{cell}"] if sheet else [cell])
        keys.append((code, at[0] if len(at) == 1 else cell))
    return keys


def _cells_of(named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Cells by their addresses; of a range those of them that are known, or if there are none, itself."""
    for each in named:
        first, _colon, last = each.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        inside = [
            cell for cell in known
            if top <= (at := position(cell))[0] <= bottom and left <= at[1] <= right
        ]  # fmt: skip
        yield from inside or [each]


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
    return [(diagnostic.code, plain_place(name)) for name in names]


def _cells(report: Report, diagnostic: Diagnostic) -> list[Place]:
    """The cells that a finding is about."""
    places = [report.place(each) for each in (diagnostic.at, *diagnostic.also)]
    return [place for place in places if place.cell]
