"""Builds the reports of many workbooks: where they go, and what they must not replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.api import not_to_be_built
from disclosure_cli.batch.checking import check_file, lost_file, only_what_is_shown, with_folders
from disclosure_cli.batch.destination import Destination
from disclosure_cli.batch.selection import Candidate, Selection
from disclosure_cli.batch.workers import Job, results
from disclosure_cli.errors import DisclosureError, OutputExists
from disclosure_cli.files import real_path, require_suffix, write_all
from disclosure_cli.i18n import _
from disclosure_cli.model.report import Report
from disclosure_cli.output.export import export_report
from disclosure_cli.output.output_format import FORMATS_BY_SUFFIX, BuildOptions, OutputFormat
from disclosure_cli.output.pdf import find_libreoffice
from disclosure_cli.output.titles import file_name
from disclosure_cli.reporting.result import FileResult


class BuildRequest(NamedTuple):
    """What is to be built of each workbook, how, and where to."""

    formats: tuple[OutputFormat, ...] = (OutputFormat.DOCX,)
    options: BuildOptions = BuildOptions()
    output: Destination | None = None
    """Else the files go beside their workbook."""
    overwrite: bool = False
    last: Report | None = None
    """Last year's report, to be compared with."""
    sources: tuple[Path, ...] = ()
    """Files beside the workbooks that none of the outputs may replace."""


def formats_asked_for(
    asked: Sequence[OutputFormat], output: Destination | None
) -> tuple[OutputFormat, ...]:
    """The formats to build: those asked for, or that which the name of the output says, or Word.

    Raises `CannotWrite` where the output is a file that has the suffix of none of them.
    """
    formats = tuple(dict.fromkeys(asked))
    if output and not output.is_folder:
        suffixes = [suffix for each in formats or OutputFormat for suffix in each.suffixes]
        require_suffix(output.path, suffixes)
        formats = formats or (FORMATS_BY_SUFFIX[output.path.suffix.lower()],)
    return formats or (OutputFormat.DOCX,)


class MadeReport(NamedTuple):
    """What became of one workbook, as it goes from one process to another."""

    result: FileResult
    contents: Mapping[OutputFormat, bytes] = {}
    """The files of its report, unless it has errors."""


def build_all(
    selection: Selection, request: BuildRequest, jobs: int | None = None
) -> Iterator[FileResult]:
    """Build the report of each workbook; results as `check_all` has them.

    Raises `DisclosureError` where several files cannot all go to the one output named, and
    `CannotConvert` where LibreOffice, which PDF needs, is missing; both before anything is read.
    """
    if OutputFormat.PDF in request.formats:
        find_libreoffice()
    count = len(selection.files) * len(request.formats)
    if request.output and count > 1 and not request.output.is_folder:
        raise DisclosureError(
            _("要写 {count} 个文件，-o 应是文件夹，而 {output} 是文件名。").format(
                count=count, output=request.output.path
            )
        )
    paths = [each.path for each in selection.files]
    taken = {real_path(path) for path in (*paths, *request.sources)}
    made = results(Job(partial(_made, request=request), _lost), selection.files, jobs)
    told = (
        _written(candidate, each, request, taken)
        for candidate, each in zip(selection.files, made, strict=True)
    )
    yield from with_folders(selection, told)


def _made(candidate: Candidate, request: BuildRequest) -> MadeReport:
    """The report of one workbook in all its formats, or why there is none."""
    path = candidate.path
    result = check_file(candidate, last=request.last)
    if result.report is not None and result.report.is_published:
        return MadeReport(FileResult(result.file, error=f"{path}：{not_to_be_built()}"))
    if result.report is None or (result.has_errors and not request.options.draft):
        return MadeReport(only_what_is_shown(result))
    try:
        exported = dict(export_report(result.report, request.formats, request.options))
    except DisclosureError as error:
        return MadeReport(result._replace(report=None, diagnostics=(), error=str(error)))
    # Of a draft it is told what is still to be filled in.
    shown = result if request.options.draft else only_what_is_shown(result)
    return MadeReport(shown, exported)


def _lost(candidate: Candidate, reason: str) -> MadeReport:
    return MadeReport(lost_file(candidate, reason))


def _written(
    candidate: Candidate, made: MadeReport, request: BuildRequest, taken: set[Path]
) -> FileResult:
    """The result of a workbook, the files of its report written, all or none.

    None of them may replace one of `taken`, to which they are added.
    """
    result = made.result
    if result.report is None or not made.contents:
        return result
    try:
        targets = {
            each: _target(candidate.path, result.report, request, each, taken)
            for each in made.contents
        }
        contents = {targets[each]: content for each, content in made.contents.items()}
        write_all(contents, overwrite=request.overwrite)
    except DisclosureError as error:
        return result._replace(diagnostics=(), error=str(error))
    taken.update(map(real_path, targets.values()))
    return result._replace(built=tuple(targets.values()), is_draft=request.options.draft)


def _target(
    path: Path, report: Report, request: BuildRequest, each: OutputFormat, taken: set[Path]
) -> Path:
    """Where a file goes. Raises `OutputExists` where it would replace another of this run."""
    target, is_folder_meant = request.output or Destination(path.parent, True)
    if is_folder_meant:
        target /= file_name(report.organ, report.year, each.suffix)
    if real_path(target) in taken:
        raise OutputExists(
            _(
                "{path} 的报告应写入 {target}，而它是这次的另一份工作簿或报告；请分别用 -o 指定文件名。"
            ).format(path=path, target=target)
        )
    return target
