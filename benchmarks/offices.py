"""Measures what is made of the prose of whole offices, beside their figures.

    python benchmarks/offices.py            prints the table, of the file beside it
    python benchmarks/offices.py --shown    also each false alarm, and each contradiction that was not found
    python benchmarks/offices.py FILE       of another file of that form

The offices are invented. Of those marked 真 the prose is true beside the figures, so that whatever is
found is a false alarm; in that of those marked 假 one place contradicts them. `docs/make_wordings.py`
writes the table into docs/wordings.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from printed import printed  # noqa: E402
from report_factory import sound  # noqa: E402

from disclosure_cli import check  # noqa: E402
from disclosure_cli.form.spoken import figures_by_name, rows_of_groups  # noqa: E402
from disclosure_cli.model.figures import Entry  # noqa: E402
from disclosure_cli.model.report import Report  # noqa: E402

OFFICES = Path(__file__).with_name("offices.txt")


class Office(NamedTuple):
    """The figures of an office, and its paragraphs."""

    head: str
    year: int
    is_true: bool
    figures: dict[str, str]
    """Of the names for prose; all others are 0."""
    paragraphs: tuple[str, ...]


class Judged(NamedTuple):
    """What came of all offices."""

    true: int
    with_alarms: int
    false: int
    found: int
    shown: list[str]


def offices(path: Path) -> Iterator[Office]:
    """The offices of a file, parted by blank lines."""
    for block in path.read_text("utf-8").split("\n\n"):
        head, figures, *paragraphs = block.strip().splitlines()
        _organ, year, truth = head.removeprefix("=== ").split(" | ")
        pairs = (each.split("=") for each in figures.removeprefix("F:").split())
        yield Office(head, int(year), truth == "真", dict(pairs), tuple(paragraphs))


def judged(path: Path = OFFICES) -> Judged:
    """Check the prose of every office of a file."""
    alarms = found = true = false = 0
    shown: list[str] = []
    for office in offices(path):
        messages = findings(office)
        true += office.is_true
        false += not office.is_true
        if office.is_true and messages:
            alarms += 1
            shown += [f"{office.head}: {message}" for message in messages]
        elif not office.is_true:
            found += bool(messages)
            shown += [] if messages else [f"not found: {office.head}"]
    return Judged(true, alarms, false, found, shown)


def findings(office: Office) -> list[str]:
    """What is found in the prose; not of rows within groups, of which only the group is given."""
    report = _report(office)
    rows = rows_of_groups(report.edition)
    return [
        each.message
        for each in check(report)
        if each.code.startswith("D4") and not any(f"而{row}为" in each.message for row in rows)
    ]


def _report(office: Office) -> Report:
    base = sound(office.year)
    entries = dict(base.entries)
    refs = figures_by_name(base.edition)
    for name, figure in office.figures.items():
        if name != "行政诉讼总数":  # The sum of two.
            value = int(figure) if figure.isdecimal() else Decimal(figure)
            entries[refs[name][0]] = Entry(value, figure)
    about = {**base.about, "organ": office.head.removeprefix("=== ").split(" | ")[0]}
    texts = {**base.texts, "overview": office.paragraphs}
    return replace(base, about=about, entries=entries, texts=texts)


def table(result: Judged) -> str:
    """What came of it, as a table."""
    return (
        "| true | with a false alarm | false | found |\n| ---: | ---: | ---: | ---: |\n"
        f"| {result.true} | {result.with_alarms} | {result.false} | {result.found} |"
    )


if __name__ == "__main__":
    files = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    outcome = judged(*files)
    printed(table(outcome), outcome.shown, "--shown")
