"""Two years side by side: which figures changed, and which sentences came and went."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from disclosure_cli.form.schema import Section
from disclosure_cli.model.carry_over import common_figures
from disclosure_cli.model.figures import plain
from disclosure_cli.model.report import Report


class FigureChange(NamedTuple):
    """A figure that is not last year's."""

    labels: str
    before: str
    now: str
    difference: str
    """With its sign."""


class ComparedSection(NamedTuple):
    """A section of both reports: its figures, or its sentences."""

    title: str
    changes: tuple[FigureChange, ...] = ()
    unchanged: int = 0
    """Figures that are the same in both."""
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    kept: int = 0
    """Sentences that are the same in both."""


class Comparison(NamedTuple):
    """Last year's report and this one."""

    organ: str
    years: tuple[str, str]
    date: dt.date
    """What files made of it are dated by: the date of this year's report."""
    sections: tuple[ComparedSection, ...]
    is_across_forms: bool
    """Whether the two are of different forms, so that only what both have is compared."""

    @property
    def title(self) -> str:
        """The title without the name of the organ."""
        return f"{self.years[0]}年与{self.years[1]}年政府信息公开工作年度报告对照"


def compare(last: Report, report: Report) -> Comparison:
    """What changed from one report to the next, section by section."""
    return Comparison(
        report.organ,
        (str(last.year or ""), str(report.year or "")),
        report.dated,
        tuple(
            (_figures if section.tables else _texts)(last, report, section)
            for section in report.edition.sections
        ),
        last.edition is not report.edition,
    )


def _figures(last: Report, report: Report, section: Section) -> ComparedSection:
    tables = common_figures(report, last)
    refs = [ref for table, refs in tables if table in section.tables for ref in refs]
    changes = tuple(
        FigureChange(
            " × ".join(label for label in report.labels(ref) if label),
            last.written(ref),
            report.written(ref),
            _signed(plain(report[ref] - last[ref])),
        )
        for ref in refs
        if report[ref] != last[ref]
    )
    return ComparedSection(section.title, changes, len(refs) - len(changes))


def _texts(last: Report, report: Report, section: Section) -> ComparedSection:
    before, now = _sentences(last, section.key), _sentences(report, section.key)
    return ComparedSection(
        section.title,
        dropped=tuple(each for each in before if each not in now),
        added=tuple(each for each in now if each not in before),
        kept=sum(each in before for each in now),
    )


def _sentences(report: Report, section: str) -> list[str]:
    """The sentences of a section as they are printed, with their figures: those differ, too."""
    whole = "\n".join(passage.printed for passage in report.prose.get(section, ()))
    return [part.strip() for part in re.findall("[^。；！？\n]+[。；！？]?", whole) if part.strip()]


def _signed(difference: str) -> str:
    return difference if difference.startswith("-") else f"+{difference}"
