"""The prose of a report as it is read, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disclosure_cli.model.places import Part
from disclosure_cli.model.report import Passage, Report
from disclosure_cli.prose.claims import CountedNumber, Statement
from disclosure_cli.prose.headings import heading_of
from disclosure_cli.prose.reading import claims
from disclosure_cli.prose.tokens import Context

MOST_PROSE = 30_000
"""Characters that are read; a long report has a tenth of them."""


class ReadParagraph(NamedTuple):
    """A paragraph of the prose as it is printed, and the heading under which it stands."""

    at: Part
    text: str
    heading: str
    typed: str
    """With the names of figures that the report fills in."""
    context: Context

    @property
    def claims(self) -> list[CountedNumber]:
        """Its numbers that count a figure of the form."""
        claimed = claims(self.text, self.context, self.heading)
        return [each for each in claimed if isinstance(each, CountedNumber)]

    @property
    def statements(self) -> list[Statement]:
        """What it says without numbers."""
        claimed = claims(self.text, self.context, self.heading)
        return [each for each in claimed if isinstance(each, Statement)]


def paragraphs(report: Report) -> Iterator[ReadParagraph]:
    """The prose that is read, each paragraph with its heading."""
    if report.year is None:
        return
    context = Context(report.edition, report.year)
    section = heading = ""
    for passage, read in measured(report):
        if read > MOST_PROSE:
            return
        if passage.at.of != section:
            section, heading = passage.at.of, ""
        yield ReadParagraph(passage.at, passage.printed, heading, passage.typed, context)
        found = heading_of(passage.printed)
        if found and not found.text:
            heading = passage.printed


def measured(report: Report) -> Iterator[tuple[Passage, int]]:
    """Each paragraph, and each note under a table, with the number of characters typed up to its end."""
    read = 0
    paragraphs = (passage for passages in report.prose.values() for passage in passages)
    for passage in (*paragraphs, *report.notes.values()):
        read += len(passage.typed)
        yield passage, read
