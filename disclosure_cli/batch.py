"""Many files: which are checked, where the reports built of them go, what those must not replace."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.api import check, read
from disclosure_cli.errors import DisclosureError, ForeignWorkbook, OutputExists
from disclosure_cli.files import real_path, require_suffix, write_all
from disclosure_cli.i18n import _
from disclosure_cli.model.report import Report
from disclosure_cli.output.export import export_report
from disclosure_cli.output.output_format import FORMATS_BY_SUFFIX, BuildOptions, OutputFormat
from disclosure_cli.output.pdf import find_libreoffice
from disclosure_cli.output.titles import file_name
from disclosure_cli.reporting.result import FileResult


def check_all(
    given: Sequence[Path], codes: Container[str] | None = None, last: Report | None = None
) -> Iterator[FileResult]:
    """Check each workbook given, and of each folder its workbooks; by default of this one.

    With last year's report also whether each goes on from it.

    A file that cannot be read is one of the results, and does not keep the others; so is one of a
    folder that was not made from our template. Raises `DisclosureError` for a folder without any
    workbook of ours.
    """
    for path in given or [Path()]:
        if is_folder(path):
            yield from _check_folder(path, codes, last)
        else:
            yield _check(path, codes, last)


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name."""
    try:
        return path.is_dir()
    except OSError:  # A name too long for the system: opening it will fail with a message.
        return False


def _is_file(path: Path) -> bool:
    """Whether there is a file of that name."""
    try:
        return path.is_file()
    except OSError:
        return False


def _check(
    path: Path, codes: Container[str] | None, last: Report | None, *, is_named: bool = True
) -> FileResult:
    """What is wrong with one workbook, or why that cannot be said."""
    try:
        report = read(path)
        return FileResult(str(path), report, tuple(check(report, codes, last=last)))
    except DisclosureError as error:
        is_skipped = not is_named and isinstance(error, ForeignWorkbook)
        return FileResult(str(path), error=str(error), is_skipped=is_skipped)


def _check_folder(
    folder: Path, codes: Container[str] | None, last: Report | None
) -> Iterator[FileResult]:
    found = False
    real_path(folder)  # Raises where it is the current one, and was deleted.
    for path in sorted(folder.glob("*.xlsx")):
        # ~$name.xlsx is the lock file that Excel leaves beside an open workbook.
        if not path.name.startswith("~$"):
            result = _check(path, codes, last, is_named=False)
            found = found or not result.is_skipped
            yield result
    if not found:
        where = _("当前文件夹") if folder == Path() else str(folder)
        raise DisclosureError(
            _("{where}中没有由 disclosure new-template 生成的工作簿；请指定文件名。").format(
                where=where
            )
        )


class Destination(NamedTuple):
    """Where the reports go: into one file, or each under its usual name into a folder."""

    path: Path
    is_folder: bool
    """The folder need not be there; it is made when something is written."""


def destination(text: str) -> Destination:
    """What the name of an output means.

    A folder: where there is one, where the name ends with /, or has no suffix and no file is there.
    """
    path = Path(text)
    is_new_folder = text.endswith(("/", os.sep)) or not (path.suffix or _is_file(path))
    return Destination(path, is_new_folder or is_folder(path))


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


def build_all(paths: Sequence[Path], request: BuildRequest) -> Iterator[FileResult]:
    """Build the report of each workbook; one that fails does not keep the others.

    Raises `DisclosureError` where several files cannot all go to the one output named, and
    `CannotConvert` where LibreOffice, which PDF needs, is missing; both before anything is read.
    """
    if OutputFormat.PDF in request.formats:
        find_libreoffice()
    count = len(paths) * len(request.formats)
    if request.output and count > 1 and not request.output.is_folder:
        raise DisclosureError(
            _("要写 {count} 个文件，-o 应是文件夹，而 {output} 是文件名。").format(
                count=count, output=request.output.path
            )
        )
    taken = {real_path(path) for path in (*paths, *request.sources)}
    for path in paths:
        result = _build(path, request, taken)
        taken.update(map(real_path, result.built))
        yield result


def _build(path: Path, request: BuildRequest, taken: set[Path]) -> FileResult:
    """Build the files of one report, all or none. `taken` are those that none of them may replace."""
    result = _check(path, None, request.last)
    if result.report is None or (result.has_errors and not request.options.draft):
        return result
    try:
        targets = {
            each: _target(path, result.report, request, each, taken) for each in request.formats
        }
        exported = export_report(result.report, request.formats, request.options)
        write_all(
            {targets[each]: content for each, content in exported}, overwrite=request.overwrite
        )
    except DisclosureError as error:
        return result._replace(diagnostics=(), error=str(error))
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
