"""Carry-over: which figures of this year follow from last year's, and what a template takes over.

Pure: two reports in, values out. The forms of 2019 and 2021 differ; only what both have goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from disclosure_cli.form.schema import Ref, Table
from disclosure_cli.model.figures import BLANK, Entry, Figure, plain
from disclosure_cli.model.report import ANNOTATION, DATE, FIELDS, YEAR, Report, category

_LEAST_SENTENCE = 8
"""Characters; shorter ones (headings, “具体如下”) are alike in every report."""


class CarriedFigure(NamedTuple):
    """A figure of this year that follows from figures of last year, and what it should be."""

    at: Ref
    before: Ref
    expected: Figure
    found: Figure
    moves: tuple[Ref, ...] = ()
    """What came in and what went out in between."""


def carried_forward(report: Report, last: Report) -> Report:
    """An empty report with what goes on from last year's: 基本信息, 上年结转, the categories.

    A 0 is not carried over: a table that was not filled in must stay one.
    """
    carried = {field.key for field in FIELDS} - {YEAR.key, DATE.key, ANNOTATION.key}
    kept = {key: text for key, text in last.about.items() if key in carried}
    entries = {
        each.at: Entry(each.expected, plain(each.expected))
        for each in openings(report, last)
        if each.expected
    }
    categories = tuple(name for name in last.categories if name)
    blank = {category(number): BLANK for number, _name in enumerate(categories, 1)}
    own = {key: text for key, text in report.about.items() if text}
    return replace(
        report,
        about={**kept, **own},
        entries={**report.entries, **entries, **blank},
        categories=categories,
    )


def openings(report: Report, last: Report) -> Iterator[CarriedFigure]:
    """What last year left for this one: 上年结转 against last year's 结转下年度, in every column."""
    for table in report.edition.tables:
        if not table.carry_over:
            continue
        for column in table.column_leaves:
            at = Ref(table.key, table.carry_over.opening, column.key)
            before = Ref(table.key, table.carry_over.closing, column.key)
            if last.is_readable([before]):
                yield CarriedFigure(at, before, last[before], report[at])


def stocks(report: Report, last: Report) -> Iterator[CarriedFigure]:
    """现行有效 against last year's, with what was issued and repealed since."""
    for table in report.edition.tables:
        if not table.stock:
            continue
        for row in table.row_leaves:
            added, removed, standing = (Ref(table.key, row.key, key) for key in table.stock)
            if last.is_readable([standing]):
                expected = last[standing] + report[added] - report[removed]
                yield CarriedFigure(
                    standing, standing, expected, report[standing], (added, removed)
                )


def common_figures(report: Report, last: Report) -> Iterator[tuple[Table, list[Ref]]]:
    """The figures that both forms have and both reports could be read for, by table."""
    for table in report.edition.tables:
        refs = [ref for ref in table.refs if report.is_readable([ref]) and last.is_readable([ref])]
        if refs:
            yield table, refs


def sentences(text: str) -> dict[str, str]:
    """The sentences of a paragraph that say something, by what they are without their figures.

    Without, because a sentence in which only the figures are new is last year's all the same.
    """
    parts = {
        re.sub(r"[\s0-9０-９.,，、%％]", "", part): part.strip()
        for part in re.split("[。；！？]", text)
    }
    return {bare: part for bare, part in parts.items() if len(bare) >= _LEAST_SENTENCE}
