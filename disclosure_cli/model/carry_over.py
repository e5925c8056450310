"""What goes on from one year's report to the next: the chain of figures, names, sentences.

Pure: two reports in, values out. The forms of 2019 and 2021 differ; only what both have goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from disclosure_cli.form.schema import Ref, Table
from disclosure_cli.model.figures import BLANK, Entry, Figure, plain
from disclosure_cli.model.report import ANNOTATION, DATE, NOTES, YEAR, Report, category

_LEAST_SENTENCE = 8
"""Characters; shorter ones (headings, “具体如下”) are alike in every report."""


class Link(NamedTuple):
    """A figure of this year that follows from figures of last year, and what it should be."""

    at: Ref
    before: Ref
    expected: Figure
    found: Figure
    moves: tuple[Ref, ...] = ()
    """What came in and what went out in between."""


def carried_forward(report: Report, last: Report) -> Report:
    """An empty report with what goes on from last year's: 基本信息, 上年结转, the categories.

    A 0 is not carried over: a table nobody touched must stay one.
    """
    dropped = {YEAR.key, DATE.key, ANNOTATION.key, *(note.key for note in NOTES.values())}
    kept = {key: text for key, text in last.about.items() if key not in dropped}
    entries = {
        link.at: Entry(link.expected, plain(link.expected))
        for link in openings(report, last)
        if link.expected
    }
    categories = tuple(name for name in last.categories if name)
    blank = {category(number): BLANK for number, _name in enumerate(categories, 1)}
    own = {key: text for key, text in report.about.items() if text}
    return replace(
        report,
        about={**kept, **own},
        entries={**report.entries, **entries, **blank},
        categories=categories,
        last=last,
    )


def openings(report: Report, last: Report) -> Iterator[Link]:
    """What last year left for this one: 上年结转 against last year's 结转下年度, in every column."""
    for table in report.edition.tables:
        if not table.carried:
            continue
        for column in table.column_leaves:
            at = Ref(table.key, table.carried.opening, column.key)
            before = Ref(table.key, table.carried.closing, column.key)
            if last.is_readable([before]):
                yield Link(at, before, last[before], report[at])


def stocks(report: Report, last: Report) -> Iterator[Link]:
    """现行有效 against last year's, with what was issued and repealed since."""
    for table in report.edition.tables:
        if not table.stock:
            continue
        for row in table.row_leaves:
            added, removed, standing = (Ref(table.key, row.key, key) for key in table.stock)
            if last.is_readable([standing]):
                expected = last[standing] + report[added] - report[removed]
                yield Link(standing, standing, expected, report[standing], (added, removed))


def common(report: Report, last: Report) -> Iterator[tuple[Table, list[Ref]]]:
    """The figures that both forms have and both reports could be read for, by table."""
    for table in report.edition.tables:
        refs = [ref for ref in table.refs if report.is_readable([ref]) and last.is_readable([ref])]
        if refs:
            yield table, refs


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph that say something, without their figures."""
    parts = (re.sub(r"[\s0-9０-９.,，、%％]", "", part) for part in re.split("[。；！？]", text))
    return [part for part in parts if len(part) >= _LEAST_SENTENCE]
