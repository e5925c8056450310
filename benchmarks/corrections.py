"""Measures how well the wrong cell is named, and writes the table of docs/corrections.md.

    python benchmarks/corrections.py            prints the table
    python benchmarks/corrections.py --write    writes it into the documentation

Random balanced reports of both forms, the same ones each time: every cell that takes part in a sum
is changed in each of four ways, and random pairs of cells of table three are.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from random_reports import one_cell_errors, random_report, typed  # noqa: E402

from disclosure_cli import check  # noqa: E402
from disclosure_cli.checks.corrections import diagnose  # noqa: E402
from disclosure_cli.form.schema import Ref  # noqa: E402
from disclosure_cli.model.report import CATEGORIES, Report  # noqa: E402

REPORTS = 300
PAIRS = 40
"""Pairs of wrong cells tried in each report."""
DOCUMENT = ROOT / "docs" / "corrections.md"
START, END = "<!-- table -->\n", "<!-- end of table -->\n"
TABLES = {"applications": "table three", "cases": "table four", CATEGORIES: "categories"}


def measure() -> tuple[Counter[tuple[str, str]], int]:
    """Counts by kind of error and outcome, and the false alarms in the sound reports."""
    counts: Counter[tuple[str, str]] = Counter()
    alarms = 0
    for number in range(REPORTS):
        random = Random(number)
        report = random_report((2020, 2024)[number % 2], random)
        alarms += len(check(report))
        cells = [ref for ref in report.entries if ref.table in TABLES]
        for ref in cells:
            for kind, wrong in one_cell_errors(report, ref):
                _count(counts, f"{TABLES[ref.table]}: {kind}", report, {ref: wrong})
        table_three = [ref for ref in cells if ref.table == "applications"]
        for _ in range(PAIRS):
            pair = random.sample(table_three, 2)
            wrong_pair = {ref: int(report[ref]) + random.choice([1, 2, 7, 30]) for ref in pair}
            _count(counts, "table three: two cells", report, wrong_pair)
    return counts, alarms


def _count(
    counts: Counter[tuple[str, str]], kind: str, report: Report, wrong: dict[Ref, int]
) -> None:
    entries = {**report.entries, **{ref: typed(figure) for ref, figure in wrong.items()}}
    diagnoses = list(diagnose(replace(report, entries=entries)))
    right = {(ref, report[ref]) for ref in wrong}
    first = {
        (c.ref, c.expected) for d in diagnoses if d.corrections for c in d.corrections[0].changes
    }
    equals = max((len(d.corrections) for d in diagnoses), default=0)
    counts[kind, "tried"] += 1
    counts[kind, "found"] += bool(diagnoses)
    counts[kind, "named first"] += first == right
    counts[kind, "alone"] += first == right and equals == 1


def table(counts: Counter[tuple[str, str]], alarms: int) -> str:
    """The measurements as Markdown."""
    heads = ("tried", "found", "named first", "alone")
    lines = [
        f"| error | {' | '.join(heads)} |",
        f"| --- |{' ---: |' * len(heads)}",
    ]
    for kind in sorted({kind for kind, _ in counts}):
        lines.append(f"| {kind} | {' | '.join(str(counts[kind, head]) for head in heads)} |")
    lines += ["", f"False alarms in the {REPORTS} sound reports: {alarms}.", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    measured = table(*measure())
    if "--write" in sys.argv:
        text = DOCUMENT.read_text("utf-8")
        before, after = text.split(START)[0], text.split(END)[1]
        DOCUMENT.write_text(f"{before}{START}{measured}{END}{after}", "utf-8")
    sys.stdout.write(measured)
