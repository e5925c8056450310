"""What one unit sent: the file, whose report it is, what is wrong with it, and if wanted its figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.contributions import in_yuan
from disclosure_cli.model.figures import BLANK, Figure
from disclosure_cli.model.findings import Diagnostic, Severity, gravest_first
from disclosure_cli.model.places import Place
from disclosure_cli.model.report import CATEGORY_TOTAL, CATEGORY_TOTAL_LABEL, Report, category


class CountOfCategory(NamedTuple):
    """What a unit counts for a category, and where that stands in its file."""

    name: str
    figure: Figure
    place: Place


class UnitFigures(NamedTuple):
    """The figures of a unit's report that are added up, without what a thousand units would fill the memory with."""

    inputs: tuple[Figure | None, ...]
    """Those of the form's inputs, in the order of the form; None where nothing is filled in. Money in 元."""
    places: tuple[Place, ...]
    """Where each of them stands in the file."""
    categories: tuple[CountOfCategory, ...] = ()
    category_total: CountOfCategory | None = None
    """The total that stands above them, if one does."""
    notes: tuple[str, ...] = ()
    """What is written beside figures, with where: 二!D5（其中修订16件）; and what is no figure: 三!D7“若干”."""


class Submission(NamedTuple):
    """A file that came from a unit, as it goes from one process to another."""

    file: str
    inside: str = ""
    """Its path within the folder that was named."""
    organ: str = ""
    year: int | None = None
    form: str = ""
    """The key of the edition of the form that it is on."""
    is_workbook: bool = True
    """Whether it is filled in, and no published report."""
    is_merged: bool = False
    """Whether it is the sum of units itself."""
    errors: int = 0
    warnings: int = 0
    """Without those that the unit has explained."""
    notes: int = 0
    first: str = ""
    """The first thing to mend: the gravest finding that is not explained, with its place."""
    codes: frozenset[str] = frozenset()
    """Of all that was found."""
    error: str = ""
    """Why it could not be read."""
    is_foreign: bool = False
    """Whether there is no report in it."""
    sha256: str = ""
    figures: UnitFigures | None = None

    @property
    def why_unread(self) -> str:
        """Why it could not be read, for where its path stands beside."""
        return self.error.removeprefix(f"{self.file} ")


def submission_of(
    path: Path,
    inside: Path,
    content: bytes,
    report: Report,
    found: list[Diagnostic],
    *,
    with_figures: bool = False,
) -> Submission:
    """A file whose content was read as a report, and checked. Figures are taken along where they are to be added up."""
    weights = [each.weighs for each in found]
    told = [each for each in gravest_first(found) if not each.explanation]
    return Submission(
        str(path),
        inside.as_posix(),
        organ=report.organ,
        year=report.year,
        form=report.edition.key,
        is_workbook=not report.is_published,
        is_merged=report.units is not None,
        errors=weights.count(Severity.ERROR),
        warnings=weights.count(Severity.WARNING),
        notes=weights.count(Severity.NOTE),
        first=f"{told[0].code} {told[0].place}：{told[0].message}" if told else "",
        codes=frozenset(each.code for each in found),
        sha256=hashlib.sha256(content).hexdigest(),
        figures=_figures(report) if with_figures else None,
    )


def _figures(report: Report) -> UnitFigures:
    inputs = report.edition.inputs
    refs = [(name, category(number)) for number, name in enumerate(report.categories, 1) if name]
    counts = tuple(CountOfCategory(name, report[ref], report.place(ref)) for name, ref in refs)
    total = None
    if not report.entries.get(CATEGORY_TOTAL, BLANK).is_blank:
        place = report.place(CATEGORY_TOTAL)
        total = CountOfCategory(CATEGORY_TOTAL_LABEL, report[CATEGORY_TOTAL], place)
    return UnitFigures(
        tuple(_given(report, ref) for ref in inputs),
        tuple(map(report.place, inputs)),
        counts,
        total,
        tuple(dict.fromkeys(_notes(report))),
    )


def _given(report: Report, ref: Ref) -> Figure | None:
    entry = report.entries.get(ref, BLANK)
    return None if entry.is_blank or entry.value is None else in_yuan(entry)


def _notes(report: Report) -> Iterator[str]:
    counts = (category(number) for number, _name in enumerate(report.categories, 1))
    for ref in (*report.edition.inputs, CATEGORY_TOTAL, *counts):
        entry = report.entries.get(ref, BLANK)
        if entry.value is None:
            yield f"{report.place(ref)}“{entry.shown}”没有计入"
        elif entry.note:
            yield f"{report.place(ref)}{entry.note}"
    for table in report.edition.tables:
        if table.refs[0] not in report.entries:
            section = report.edition.section_of(table.refs[0])
            yield f"表{section.numeral}没有读到"
