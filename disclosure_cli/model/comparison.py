"""Two reports side by side: which figures changed, and which sentences came and went.

Of two years; or of one year as its workbook has it and as it was published.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from disclosure_cli.form.schema import Ref, Section
from disclosure_cli.model.figures import plain
from disclosure_cli.model.report import CATEGORY_TOTAL, CATEGORY_TOTAL_LABEL, Report, category


class FigureChange(NamedTuple):
    """A figure that is not last year's, or that cannot be read on either side."""

    labels: str
    ref: Ref | None
    """Its place in this year's report."""
    before: str
    now: str
    """As the report prints it; of what cannot be read, what stands there, and that it cannot."""
    difference: str
    """With its sign; `—` where one of them is blank or cannot be read."""


class ComparedSection(NamedTuple):
    """A section of both reports: its figures and its sentences."""

    form: Section
    """As this year's report has it."""
    changes: tuple[FigureChange, ...]
    unchanged: Mapping[Ref, str]
    """The figures that are the same in both, as they are printed."""
    blank: int
    """Places that are blank in both."""
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    kept: int
    """Sentences that are the same in both."""

    @property
    def title(self) -> str:
        return self.form.title


class Comparison(NamedTuple):
    """Last year's report and this one; or what a workbook prints, and the report made of it."""

    organ: str
    organ_in_lines: str
    """With the line breaks that were typed in its name."""
    years: tuple[str, str]
    date: dt.date
    """What files made of it are dated by: the date of this year's report."""
    sections: tuple[ComparedSection, ...]
    is_across_forms: bool
    """Whether the two are of different forms, so that only what both have is compared."""
    remarks: tuple[str, ...] = ()
    """What there is to say of the pair before one reads it; not part of the annex."""
    is_of_a_workbook: bool = False
    """Whether the first is the workbook from which the second was made."""

    @property
    def differences(self) -> int:
        """How many figures and sentences are in one of the two alone, or otherwise."""
        return sum(
            len(each.changes) + max(len(each.dropped), len(each.added)) for each in self.sections
        )

    @property
    def phrases(self) -> tuple[str, ...]:
        """The title without the name of the organ, parted where a line may end."""
        if self.is_of_a_workbook:
            return f"{self.years[1]}年政府信息公开", "工作年度报告", "与工作簿对照"
        return f"{self.years[0]}年与{self.years[1]}年", "政府信息公开", "工作年度报告对照"


def compare(last: Report, report: Report) -> Comparison:
    """What changed from one report to the next, section by section; only what both forms have."""
    return Comparison(
        report.organ,
        report.organ_in_lines,
        (str(last.year or ""), str(report.year or "")),
        report.dated,
        tuple(_compared(last, report, section) for section in report.edition.sections),
        last.edition is not report.edition,
    )


def _compared(last: Report, report: Report, section: Section) -> ComparedSection:
    rows = [
        _Row(" × ".join(label for label in report.labels(ref) if label), ref, ref)
        for ref in section.refs
        if ref in last.edition.measures
    ]
    if section is report.edition.sections[0]:
        rows += _categories(last, report)
    changes = []
    unchanged: dict[Ref, str] = {}
    for row in rows:
        before, now = _shown(last, row.before), _shown(report, row.now)
        if not _is_unchanged(last, report, row):
            difference = _difference(last, report, row)
            changes.append(FigureChange(row.labels, row.now, before, now, difference))
        elif row.now and not _is_blank(report, row.now):
            unchanged[row.now] = now
    old, new = _sentences(last, section.key), _sentences(report, section.key)
    return ComparedSection(
        section,
        tuple(changes),
        unchanged,
        len(rows) - len(changes) - len(unchanged),
        dropped=tuple(each for each in old if each not in new),
        added=tuple(each for each in new if each not in old),
        kept=sum(each in old for each in new),
    )


class _Row(NamedTuple):
    """A figure of both reports by its names there; None where one has no such category."""

    labels: str
    before: Ref | None
    now: Ref | None


def _categories(last: Report, report: Report) -> list[_Row]:
    """The total of what was published, and each category by its name, this year's first."""
    before, now = _counted(last), _counted(report)
    return [_Row(name, before.get(name), now.get(name)) for name in dict.fromkeys((*now, *before))]


def _counted(report: Report) -> dict[str, Ref]:
    """The counts of the categories by their names; of two with the same name the second by its number."""
    refs: dict[str, Ref] = {}
    if CATEGORY_TOTAL in report.entries:
        refs[CATEGORY_TOTAL_LABEL] = CATEGORY_TOTAL
    for number, name in enumerate(report.categories, 1):
        refs[f"{name}（第 {number} 类）" if name in refs else name] = category(number)
    return refs


def _is_unchanged(last: Report, report: Report, row: _Row) -> bool:
    """Whether a figure was read on both sides and is the same there; a blank is no 0."""
    if row.before is None or row.now is None:
        return False
    is_read = last.is_readable([row.before]) and report.is_readable([row.now])
    return is_read and _shown(last, row.before) == _shown(report, row.now)


def _is_blank(report: Report, ref: Ref | None) -> bool:
    return ref is not None and report.is_left_blank(ref)


def _shown(report: Report, ref: Ref | None) -> str:
    """What stands in the place of a figure, for people."""
    if ref is None:
        return "（无此类）"
    if ref not in report.entries:
        return "（没有读到）"
    if not report.is_readable([ref]):
        return f"{report.written(ref)}（不能读取）"
    return "（空）" if report.is_left_blank(ref) else report.written(ref)


def _difference(last: Report, report: Report, row: _Row) -> str:
    """The figure of this year less that of last year; — where one of them is blank, or no figure."""
    if row.before is None or row.now is None:
        return "—"
    sides = ((last, row.before), (report, row.now))
    if any(not of.is_readable([ref]) or of.is_left_blank(ref) for of, ref in sides):
        return "—"
    difference = plain(report[row.now] - last[row.before])
    return difference if difference.startswith("-") else f"+{difference}"


def _sentences(report: Report, section: str) -> list[str]:
    """The sentences of a section as they are printed, with their figures: those differ, too.

    Of a section of tables, those of the note under them.
    """
    passages = [*report.prose.get(section, ())]
    if section in report.notes:
        passages.append(report.notes[section])
    whole = "\n".join(passage.printed for passage in passages)
    return [part.strip() for part in re.findall("[^。；！？\n]+[。；！？]?", whole) if part.strip()]
