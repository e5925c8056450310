"""Reads what all units sent: for their status, or to be merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from disclosure_cli.api import read_submission
from disclosure_cli.batch.checking import lost_file
from disclosure_cli.batch.selection import Candidate, Selection
from disclosure_cli.batch.workers import Job, results
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import named
from disclosure_cli.model.places import Place
from disclosure_cli.units.submission import Submission


def collect(
    selection: Selection, jobs: int | None = None, *, with_figures: bool = False
) -> Iterator[Submission]:
    """What each file is, in order; with its figures where they are to be added up."""
    job = Job(partial(_collected, with_figures=with_figures), _lost)
    # Nearly all workbooks have their figures in the same places.
    known: dict[tuple[Place, ...], tuple[Place, ...]] = {}
    for each in results(job, selection.files, jobs):
        if each.figures:
            places = known.setdefault(each.figures.places, each.figures.places)
            yield each._replace(figures=each.figures._replace(places=places))
        else:
            yield each


def remarks_on_others(
    selection: Selection, submissions: Sequence[Submission] = ()
) -> Iterator[str]:
    """In which of the files there is no report, and what of the folders was not read because of its name."""
    foreign = [each.file for each in submissions if each.is_foreign]
    if foreign:
        says = _("{count} 个文件中没有报告：{names}。")
        yield says.format(count=len(foreign), names=named(foreign))
    if selection.unread:
        says = _("没有读取 {count} 项：{names}。")
        yield says.format(count=len(selection.unread), names=named(selection.unread))


def _collected(candidate: Candidate, *, with_figures: bool) -> Submission:
    folder = candidate.folder or ""
    return read_submission(candidate.path, folder=folder, with_figures=with_figures)


def _lost(candidate: Candidate, reason: str) -> Submission:
    result = lost_file(candidate, reason)
    return Submission(result.file, candidate.inside.as_posix(), error=result.error)
