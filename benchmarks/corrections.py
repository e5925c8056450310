"""Measures how well the wrong cell is named, and writes the tables of docs/corrections.md.

    python benchmarks/corrections.py            prints the tables
    python benchmarks/corrections.py --write    writes them into the documentation

The same reports and errors each time. The two published reports, with their sentences, and random
balanced ones of both forms, in the two settings: totals that are formulas, as the template has them,
and totals that were typed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from random_reports import as_in_the_template, one_cell_errors, random_report, typed  # noqa: E402
from report_factory import published_report  # noqa: E402

from disclosure_cli import check  # noqa: E402
from disclosure_cli.checks.witnesses import verdicts  # noqa: E402
from disclosure_cli.form.schema import Ref  # noqa: E402
from disclosure_cli.model.figures import Entry, EntryIssue, plain  # noqa: E402
from disclosure_cli.model.findings import Certainty  # noqa: E402
from disclosure_cli.model.report import CATEGORIES, Report  # noqa: E402

UNDER_FORMULAS, TYPED = 100, 300
"""Random reports in the two settings."""
PLANTED, PAIRS = 10, 40
"""Cells of a report for which a witness is planted, and pairs of wrong cells tried in one."""
DOCUMENT = ROOT / "docs" / "corrections.md"
START, END = "<!-- tables -->\n", "<!-- end of tables -->\n"
TABLES = {"applications": "table three", "cases": "table four", CATEGORIES: "categories"}
OUTCOMES = ("tried", "found", "named right", "named wrong", "open")

Counts = Counter[tuple[str, str]]
"""By the kind of error and what came of it."""


class Planted(NamedTuple):
    """A kind of witness, what it adds to a report, and the report of the year before."""

    kind: str
    report: Report
    wrong: Entry
    last: Report | None = None


def reports_in_the_template() -> list[Report]:
    """The published reports and random ones, as the template has them."""
    random_ones = [random_report((2020, 2024)[n % 2], Random(n)) for n in range(UNDER_FORMULAS)]
    reports = [published_report(2023), published_report(2024), *random_ones]
    return [as_in_the_template(report) for report in reports]


def under_formulas(seed: int, report: Report) -> tuple[Counts, Counts]:
    """The errors in one report without and with a planted witness."""
    counts, planted = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    inputs = [
        ref for ref, entry in report.entries.items()
        if ref.table == "applications" and not entry.is_sum
    ]  # fmt: skip
    chosen = set(Random(seed).sample(inputs, PLANTED))
    for ref in inputs:
        for kind, wrong in one_cell_errors(report, ref):
            _count(counts, kind, report, {ref: typed(wrong)})
            for each in _witnesses(report, ref, wrong) if ref in chosen else ():
                _count(planted, each.kind, each.report, {ref: each.wrong}, each.last)
    return counts, planted


def _witnesses(report: Report, ref: Ref, wrong: int) -> Iterator[Planted]:
    """Each kind of witness that can be for a cell of table three."""
    assert report.year
    row, column = (label.rpartition("·")[2] for label in report.edition.labels[ref])
    bare = _bare(row)
    in_column = f"{column}{bare}"
    total = Ref(ref.table, ref.row, "total")
    for kind, name, of in (
        ("a sentence with the total of its row", bare, total),
        ("a sentence with the cell itself", in_column, ref),
    ):
        text = f"全年办理结果中，{name}{plain(report[of])}件。"
        texts = {**report.texts, "overview": (text, *report.texts["overview"])}
        yield Planted(kind, replace(report, texts=texts), typed(wrong))
    yield Planted("the cell is text", report, typed(wrong)._replace(issue=EntryIssue.WRITTEN_OUT))
    if ref.row == "carried_in":
        closing = {
            each: report.entries[Ref(each.table, ref.row, each.column)]
            for each in report.entries
            if each.row == "carried_over"
        }
        last = replace(
            report,
            about={**report.about, "year": str(report.year - 1)},
            entries={**report.entries, **closing},
        )
        yield Planted("last year's workbook", report, typed(wrong), last)


def _bare(label: str) -> str:
    """A printed label as a sentence has it: 3.其他 as 其他, 一、本年新收…数量 as 本年新收…."""
    for mark in ("、", "）", "."):
        head, _mark, rest = label.partition(mark)
        if len(head) <= 2 and rest:
            label = rest
            break
    return label.partition("（区分")[0].removesuffix("数量")


def with_typed_totals(number: int) -> tuple[Counts, int]:
    """The errors in one random report of which every figure was typed, and its false alarms."""
    counts = Counter[tuple[str, str]]()
    random = Random(number)
    report = random_report((2020, 2024)[number % 2], random)
    cells = [ref for ref in report.entries if ref.table in TABLES]
    for ref in cells:
        for kind, wrong in one_cell_errors(report, ref):
            if kind not in ("plus seven", "times ten"):
                _count(counts, f"{TABLES[ref.table]}: {kind}", report, {ref: typed(wrong)})
    table_three = [ref for ref in cells if ref.table == "applications"]
    for _ in range(PAIRS):
        pair = random.sample(table_three, 2)
        amounts = (1, 2, 7, 30)
        wrong_pair = {ref: typed(int(report[ref]) + random.choice(amounts)) for ref in pair}
        _count(counts, "table three: two cells", report, wrong_pair)
    return counts, len(check(report))


def _count(
    counts: Counts,
    kind: str,
    report: Report,
    wrong: Mapping[Ref, Entry],
    last: Report | None = None,
) -> None:
    changed = replace(report, entries={**report.entries, **wrong})
    if any(entry.is_sum for entry in report.entries.values()):
        changed = as_in_the_template(changed)
    found = list(verdicts(changed, last))
    right = {(ref, report[ref]) for ref in wrong}
    named = {(change.ref, change.expected) for each in found for change in each.correction}
    counts[kind, "tried"] += 1
    counts[kind, "found"] += bool(found)
    counts[kind, "named right"] += named == right
    counts[kind, "named wrong"] += not named <= right
    counts[kind, "open"] += any(each.certainty is Certainty.OPEN for each in found)


def table(counts: Counts) -> str:
    """The measurements as Markdown."""
    lines = [f"| error | {' | '.join(OUTCOMES)} |", f"| --- |{' ---: |' * len(OUTCOMES)}"]
    for kind in sorted({kind for kind, _ in counts}):
        lines.append(f"| {kind} | {' | '.join(str(counts[kind, head]) for head in OUTCOMES)} |")
    return "\n".join(lines) + "\n"


def measured() -> str:
    """All the tables, under their headings."""
    nothing = Counter[tuple[str, str]]()
    reports = reports_in_the_template()
    with ProcessPoolExecutor() as pool:
        in_template = list(pool.map(under_formulas, range(len(reports)), reports))
        every_typed = list(pool.map(with_typed_totals, range(TYPED)))
    alarms = sum(len(check(report)) for report in reports) + sum(n for _, n in every_typed)
    alone = sum((each for each, _planted in in_template), nothing)
    planted = sum((each for _alone, each in in_template), nothing)
    by_hand = sum((each for each, _alarms in every_typed), nothing)
    return (
        "## Totals as the template has them\n\n"
        f"Every input of table three of the two published reports, with their sentences, and of {UNDER_FORMULAS}\n"
        f"random ones:\n\n{table(alone)}\n"
        f"With a witness for the wrong cell; {PLANTED} inputs of each report, chosen at random:\n\n"
        f"{table(planted)}\n"
        "## Totals typed\n\n"
        f"Every cell that takes part in a sum, of {TYPED} random reports:\n\n{table(by_hand)}\n"
        f"False alarms in the {len(in_template) + len(every_typed)} sound reports: {alarms}.\n"
    )


if __name__ == "__main__":
    tables = measured()
    if "--write" in sys.argv:
        text = DOCUMENT.read_text("utf-8")
        before, after = text.split(START)[0], text.split(END)[1]
        DOCUMENT.write_text(f"{before}{START}{tables}{END}{after}", "utf-8")
    sys.stdout.write(tables)
