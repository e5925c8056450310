"""Checks many files, and makes of each with findings a copy to send back."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.api import annotated_copy, check, read
from disclosure_cli.batch.destination import Destination
from disclosure_cli.batch.selection import Candidate, Selection, without_workbooks
from disclosure_cli.batch.workers import Job, results
from disclosure_cli.checks.rules import chosen_codes
from disclosure_cli.errors import DisclosureError, ForeignDocument, ForeignWorkbook, OutputExists
from disclosure_cli.files import real_path, require_suffix, write_whole
from disclosure_cli.i18n import _
from disclosure_cli.model.faults import Faults
from disclosure_cli.model.findings import with_related
from disclosure_cli.model.places import Subject
from disclosure_cli.model.report import Report
from disclosure_cli.reporting.result import FileResult


class CheckRequest(NamedTuple):
    """How files are checked, and where their annotated copies go."""

    codes: Container[str] | None = None
    """Of the rules that are checked; else all but those on request."""
    last: Report | None = None
    """Last year's report, to be compared with."""
    copies: Destination | None = None
    """Where a copy of each file with findings goes, if anywhere: into a folder under its own name."""
    overwrite: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether rules are left out."""
        codes = self.codes
        return codes is not None and any(code not in codes for code in chosen_codes())


class CheckedFile(NamedTuple):
    """What became of one file, as it goes from one process to another."""

    result: FileResult
    copy: bytes = b""
    """The annotated copy, where one is wanted and can be made."""
    suffix: str = ""
    """Of that copy."""
    not_copied: str = ""
    """Why there is none, where one is wanted."""


def check_all(
    selection: Selection, request: CheckRequest, jobs: int | None = None
) -> Iterator[FileResult]:
    """Check each file, with last year's report also whether it goes on from it.

    A file that cannot be read is one of the results, and does not keep the others; so is one of a
    folder that was not made from our template, and a folder without any that was.
    """
    job = Job(partial(_checked, request=request), _lost)
    taken = {real_path(each.path) for each in selection.files}
    checked = results(job, selection.files, jobs)
    told = (
        _with_its_copy(candidate, each, request, taken)
        for candidate, each in zip(selection.files, checked, strict=True)
    )
    yield from with_folders(selection, told)


def with_folders(selection: Selection, told: Iterable[FileResult]) -> Iterator[FileResult]:
    """The results of the files, and one for each folder in which none was ours."""
    ours = set()
    for candidate, result in zip(selection.files, told, strict=True):
        if not result.is_skipped:
            ours.add(candidate.folder)
        yield result
    for folder in selection.folders:
        if folder not in ours:
            yield FileResult(str(folder), error=str(without_workbooks(folder)))


def check_file(
    candidate: Candidate, codes: Container[str] | None = None, last: Report | None = None
) -> FileResult:
    """What is wrong with one file, or why that cannot be said."""
    path = str(candidate.path)
    try:
        report = read(candidate.path)
        return FileResult(path, report, tuple(check(report, codes, last=last)))
    except DisclosureError as error:
        is_ours = not isinstance(error, ForeignWorkbook | ForeignDocument)
        return FileResult(
            path, error=str(error), is_skipped=candidate.folder is not None and not is_ours
        )


def lost_file(candidate: Candidate, reason: str) -> FileResult:
    """What became of a file that made its process end, or took too long."""
    says = _("无法读取 {path}：{reason}；请在 WPS 或 Excel 中打开，另存后再试。")
    return FileResult(str(candidate.path), error=says.format(path=candidate.path, reason=reason))


def only_what_is_shown(result: FileResult) -> FileResult:
    """The result without what of its report no format of findings shows: of a thousand files, all are kept."""
    if result.report is None:
        return result
    tables, subjects = set[str](), set[Subject]()
    for each in with_related(result.diagnostics):
        # A sum is drawn with what stands around it.
        tables.update(ref.table for ref in (each.sum.refs if each.sum else ()))
        subjects.update(each.also)
    kept = replace(
        result.report,
        entries={ref: entry for ref, entry in result.report.entries.items() if ref.table in tables},
        texts={},
        nil={},
        faults=Faults(),
        explanations=(),
        places={at: place for at, place in result.report.places.items() if at in subjects},
    )
    return result._replace(report=kept)


def _checked(candidate: Candidate, request: CheckRequest) -> CheckedFile:
    result = check_file(candidate, request.codes, request.last)
    result = result._replace(is_partial=request.is_partial)
    checked = CheckedFile(only_what_is_shown(result))
    if request.copies is None or result.report is None:
        return checked
    if request.copies.is_folder and result.worst is None:
        return checked
    suffix = ".docx" if result.report.is_published else ".xlsx"
    try:
        if not request.copies.is_folder:
            require_suffix(request.copies.path, (suffix,))
        content = annotated_copy(candidate.path, result.report, result.diagnostics)
    except DisclosureError as error:
        return checked._replace(not_copied=str(error))
    return checked._replace(copy=content, suffix=suffix)


def _lost(candidate: Candidate, reason: str) -> CheckedFile:
    return CheckedFile(lost_file(candidate, reason))


def _with_its_copy(
    candidate: Candidate, checked: CheckedFile, request: CheckRequest, taken: set[Path]
) -> FileResult:
    """The result of a file, its annotated copy written. None may replace one of `taken`, to which it is added."""
    result, copies = checked.result, request.copies
    if copies is None or not (checked.copy or checked.not_copied):
        return result
    if checked.not_copied:
        return result._replace(not_copied=checked.not_copied)
    try:
        path = copies.path
        if copies.is_folder:
            path /= candidate.inside.with_suffix(checked.suffix)
        if real_path(path) in taken:
            raise OutputExists(
                _(
                    "{path} 的批注副本应写入 {target}，而它是这次的另一个文件；请写到别的文件夹。"
                ).format(path=candidate.path, target=path)
            )
        write_whole(path, checked.copy, overwrite=request.overwrite)
    except DisclosureError as error:
        return result._replace(not_copied=str(error))
    taken.add(real_path(path))
    return result._replace(copy=path)
