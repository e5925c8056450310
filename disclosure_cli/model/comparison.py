"""Two years side by side: which figures changed, and which sentences came and went."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclosure_cli.model.carry_over import common
from disclosure_cli.model.figures import plain
from disclosure_cli.model.report import Report
from disclosure_cli.model.text import filled_in


class Change(NamedTuple):
    """A figure that is not last year's."""

    labels: str
    before: str
    now: str
    difference: str
    """With its sign."""


class Compared(NamedTuple):
    """A section of both reports: its figures, or its sentences."""

    title: str
    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    """Figures that are the same in both."""
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    kept: int = 0
    """Sentences that are the same in both."""


class Comparison(NamedTuple):
    """Last year's report and this one."""

    title: str
    years: tuple[str, str]
    sections: tuple[Compared, ...]
    is_across_forms: bool
    """Whether the two are of different forms, so that only what both have is compared."""


def compare(last: Report, report: Report) -> Comparison:
    """What changed from one report to the next, section by section."""
    sections = []
    for section in report.edition.sections:
        if section.tables:
            refs = [
                ref
                for table, refs in common(report, last)
                if table in section.tables
                for ref in refs
            ]
            changed = [ref for ref in refs if report[ref] != last[ref]]
            changes = tuple(
                Change(
                    " × ".join(label for label in report.labels(ref) if label),
                    last.written(ref),
                    report.written(ref),
                    _signed(plain(report[ref] - last[ref])),
                )
                for ref in changed
            )
            sections.append(Compared(section.title, changes, len(refs) - len(changed)))
        else:
            before, now = _sentences(last, section.key), _sentences(report, section.key)
            sections.append(
                Compared(
                    section.title,
                    dropped=tuple(each for each in before if each not in now),
                    added=tuple(each for each in now if each not in before),
                    kept=sum(each in before for each in now),
                )
            )
    years = (str(last.year or ""), str(report.year or ""))
    title = f"{report.organ}\n{years[0]}年与{years[1]}年政府信息公开工作年度报告对照"
    return Comparison(title, years, tuple(sections), last.edition is not report.edition)


def _sentences(report: Report, section: str) -> list[str]:
    """The sentences of a section as they are printed."""
    quoted = report.quotations()
    whole = "\n".join(filled_in(text, quoted) for text in report.texts.get(section, ()))
    return [part.strip() for part in re.findall("[^。；！？\n]+[。；！？]?", whole) if part.strip()]


def _signed(difference: str) -> str:
    return difference if difference.startswith("-") else f"+{difference}"
