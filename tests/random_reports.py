"""Random reports whose sums all hold, as offices of any size might have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from report_factory import sound

from disclosure_cli.form.schema import Ref, Table
from disclosure_cli.model.figures import Entry, plain
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category, with_totals

SIZES = (1, 9, 60, 3000, 40000)


def random_report(year: int, random: Random) -> Report:
    """A report in which every sum holds, all figures typed, totals too."""
    base = sound(year)
    figures: dict[Ref, int] = {}
    for table in base.edition.tables:
        if table.key == "applications":
            figures |= _applications(table, random)
        elif table.totals:
            figures |= {ref: _some(random, 0.6) for ref in table.inputs}
            figures |= {
                total: sum(figures[p] for p in parts) for total, parts in table.totals.items()
            }
    counts = [_some(random, 0.9) for _ in range(random.randint(1, 8))]
    figures |= {category(n): count for n, count in enumerate(counts, 1)}
    figures[CATEGORY_TOTAL] = sum(counts)
    return replace(
        base,
        entries={**base.entries, **{ref: typed(figure) for ref, figure in figures.items()}},
        categories=tuple(f"类别{n}" for n, _ in enumerate(counts, 1)),
    )


def typed(figure: int) -> Entry:
    """A figure as a person types it."""
    return Entry(figure, plain(figure))


def as_in_the_template(report: Report) -> Report:
    """The report with its totals as formulas, computed anew."""
    entries = dict(report.entries)
    for table in report.edition.tables:
        entries = with_totals(table, entries, dict.fromkeys(table.totals, ""))
    return replace(report, entries=entries)


def _some(random: Random, share: float) -> int:
    """A figure, 0 unless it is among that share."""
    return random.randint(1, random.choice(SIZES)) if random.random() < share else 0


def _applications(table: Table, random: Random) -> dict[Ref, int]:
    """Table three: outcomes at will, and as many applications as there are outcomes."""
    figures: dict[Ref, int] = {}
    columns = [leaf.key for leaf in table.column_leaves if not leaf.is_total]
    share = random.choice((0.05, 0.3, 0.8))
    for column in columns:
        results = [
            r.key for r in table.row_leaves if r.key.startswith("handled.") and not r.is_total
        ]
        handled = {row: _some(random, share) for row in results}
        over = _some(random, share)
        came = sum(handled.values()) + over
        carried_in = random.randint(0, came)
        rows = {
            **handled,
            "received": came - carried_in,
            "carried_in": carried_in,
            "handled.total": sum(handled.values()),
            "carried_over": over,
        }
        figures |= {Ref(table.key, row, column): figure for row, figure in rows.items()}
    for row in table.row_leaves:
        figures[Ref(table.key, row.key, "total")] = sum(
            figures[Ref(table.key, row.key, column)] for column in columns
        )
    return figures


def one_cell_errors(report: Report, ref: Ref) -> Iterator[tuple[str, int]]:
    """The wrong figures that are typed most often, by name."""
    right = report[ref]
    assert isinstance(right, int)
    text = str(right)
    candidates = {"plus one": right + 1, "plus seven": right + 7, "times ten": right * 10}
    candidates["typed as 0"] = 0
    if len(text) > 1:
        candidates["digits swapped"] = int(text[:-2] + text[-1] + text[-2])
    for beside in report.edition.beside(ref)[:2]:
        if beside.row == ref.row:
            candidates["one column off"] = int(report[beside])
    return ((name, wrong) for name, wrong in candidates.items() if wrong != right)
