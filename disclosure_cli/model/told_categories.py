"""What the text tells of the categories of published information: where, and whether of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.report import CATEGORY_LIST_NAME, Passage, Report, category
from disclosure_cli.model.text import quoted_names, replaced_spans
from disclosure_cli.prose.category_counts import CategoryCount, category_counts
from disclosure_cli.prose.headings import heading_of
from disclosure_cli.prose.tokens import Context


def told_categories(report: Report) -> Iterator[tuple[Passage, CategoryCount]]:
    """The categories that 总体情况 counts, with the paragraph; not those that the program fills in."""
    heading = ""
    for passage in report.prose.get(report.edition.sections[0].key, ()):
        filled = list(replaced_spans(passage.typed, report.quotations))
        counts = category_counts(
            passage.printed, report.categories, Context(report.edition, report.meant_year), heading
        )
        for count in counts:
            if not any(start <= count.number.start < end for start, end in filled):
                yield passage, count
        found = heading_of(passage.printed)
        if found and not found.text:
            heading = passage.printed


def refs_of(report: Report, name: str) -> list[Ref]:
    """The figures of the categories of that name: one, but where the sheet names it twice."""
    return [category(n) for n, each in enumerate(report.categories, 1) if each == name]


def agrees(report: Report, count: CategoryCount) -> bool:
    """Whether the sheet has a category of that name with a figure that may be written so."""
    return any(
        report.is_readable([ref]) and count.number.allows(Decimal(report[ref]))
        for ref in refs_of(report, count.name)
    )


def are_categories_told(report: Report) -> bool:
    """Whether the text quotes the categories, or gives all of them, so that no sentence need be added.

    What it says of a part of the year, a channel or another body tells the category where it agrees.
    """
    typed = (passage.typed for passages in report.prose.values() for passage in passages)
    if any(CATEGORY_LIST_NAME in quoted_names(text) for text in typed):
        return True
    told = {
        count.name
        for _passage, count in told_categories(report)
        if count.is_of_the_whole or agrees(report, count)
    }
    return told.issuperset(report.categories)
