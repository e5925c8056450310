"""The lines of 核对 in a merged workbook: whether its tables still show what the units add up to."""

from __future__ import annotations

from collections.abc import Mapping

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.places import Position, address
from disclosure_cli.model.report import Report
from disclosure_cli.template.balance_lines import DOUBTFUL, RIGHT, BalanceLine
from disclosure_cli.template.readings import Live
from disclosure_cli.workbook import layout


def units_line(
    report: Report, sheet: str, cells: Mapping[Ref, Position], sums: Mapping[Ref, Position]
) -> BalanceLine:
    """A line for the figures of a sheet that are not the sums of 汇总来源, as D601 finds them.

    `cells` says where these figures stand in the sheet, `sums` where the sums do in theirs.
    """
    terms = []
    differing = 0
    for ref, at in cells.items():
        if ref in sums:
            own = f"'{sheet}'!{address(*at)}"
            terms.append(f"IFERROR(--({own}<>'{layout.UNITS_SHEET}'!{address(*sums[ref])}),1)")
            figures = report.beside_units(ref)
            differing += figures is None or figures[0] != figures[1]
    found = Live("+".join(terms), differing)
    result = Live(f'IF({{found}}>0,"{DOUBTFUL}","{RIGHT}")', DOUBTFUL if differing else RIGHT)
    label = "与“汇总来源”的合计不同的数"
    return BalanceLine(sheet, min(cells.values()), label, result, Live("0", 0), found)
