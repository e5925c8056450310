"""Many files: which are checked, where the reports built of them go, what those must not replace."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.api import check, not_to_be_built, read
from disclosure_cli.checks.rules import chosen_codes
from disclosure_cli.container import PUBLISHED
from disclosure_cli.errors import DisclosureError, ForeignWorkbook, OutputExists
from disclosure_cli.files import real_path, require_suffix, write_all
from disclosure_cli.i18n import _, reason_of
from disclosure_cli.model.report import Report
from disclosure_cli.output.export import export_report
from disclosure_cli.output.output_format import FORMATS_BY_SUFFIX, BuildOptions, OutputFormat
from disclosure_cli.output.pdf import find_libreoffice
from disclosure_cli.output.titles import file_name
from disclosure_cli.reporting.result import FileResult

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""The suffixes of what is read of a folder; where there is none of these, published reports are."""


class Candidate(NamedTuple):
    """A file to be read: one that was named, or one that stands in a folder that was named."""

    path: Path
    folder: Path | None = None


class Selection(NamedTuple):
    """What was named on a command line: the files to read, and what stands beside them."""

    files: tuple[Candidate, ...]
    folders: tuple[Path, ...] = ()
    """Those of which files are to be read, and those that have none."""
    unread: tuple[str, ...] = ()
    """What else stands in the folders: other files by their names, folders with a / at the end."""


def select(given: Sequence[Path]) -> Selection:
    """Each file given, and of each folder its workbooks, or else its published reports; by default of this one.

    Raises `DisclosureError` where there is none in all of them.
    """
    files: list[Candidate] = []
    empty: list[Path] = []
    unread: list[str] = []
    for path in given or [Path()]:
        if not is_folder(path):
            files.append(Candidate(path))
            continue
        found = list(_in_folder(path))
        read = [each for each in found if _has_suffix(each, WORKBOOKS)]
        read = read or [each for each in found if _has_suffix(each, PUBLISHED)]
        files += [Candidate(each, path) for each in read]
        is_read = set(read)
        for each in found:
            if each not in is_read:
                unread.append(f"{each}{os.sep}" if is_folder(each) else str(each))
        if not read:
            empty.append(path)
    if not files:
        raise _without_workbooks(empty[0])
    # One that is named twice is read once.
    once = {real_path(each.path): each for each in reversed(files)}
    distinct = tuple(reversed(once.values()))
    folders = dict.fromkeys((*empty, *(each.folder for each in distinct if each.folder)))
    return Selection(distinct, tuple(folders), tuple(unread))


def _has_suffix(path: Path, suffixes: Sequence[str]) -> bool:
    return path.suffix.lower() in suffixes and not is_folder(path)


def _in_folder(folder: Path) -> Iterator[Path]:
    """What a person sees in a folder, sorted."""
    real_path(folder)  # Raises where it is the current one, and was deleted.
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise DisclosureError(
            _("无法打开文件夹 {folder}（{reason}）。").format(
                folder=folder, reason=reason_of(error)
            )
        ) from error
    # ~$name.xlsx is the lock file that Excel leaves beside an open workbook, .~name.xlsx that of WPS.
    return (each for each in found if not each.name.startswith(("~$", ".")))


def _without_workbooks(folder: Path) -> DisclosureError:
    where = _("当前文件夹") if folder == Path() else _("文件夹“{folder}”").format(folder=folder)
    return DisclosureError(
        _("{where}中没有由 disclosure new-template 生成的工作簿；请指定文件名。").format(
            where=where
        )
    )


def check_all(
    selection: Selection, codes: Container[str] | None = None, last: Report | None = None
) -> Iterator[FileResult]:
    """Check each workbook, with last year's report also whether it goes on from it.

    A file that cannot be read is one of the results, and does not keep the others; so is one of a
    folder that was not made from our template, and a folder without any that was.
    """
    is_partial = codes is not None and any(code not in codes for code in chosen_codes())
    results = (
        _check(each, codes, last)._replace(is_partial=is_partial) for each in selection.files
    )
    yield from _with_folders(selection, results)


def _with_folders(selection: Selection, results: Iterable[FileResult]) -> Iterator[FileResult]:
    """The results of the files, and one for each folder in which none was ours."""
    ours = set()
    for candidate, result in zip(selection.files, results, strict=True):
        if not result.is_skipped:
            ours.add(candidate.folder)
        yield result
    for folder in selection.folders:
        if folder not in ours:
            yield FileResult(str(folder), error=str(_without_workbooks(folder)))


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


def _check(candidate: Candidate, codes: Container[str] | None, last: Report | None) -> FileResult:
    """What is wrong with one workbook, or why that cannot be said."""
    path = str(candidate.path)
    try:
        report = read(candidate.path)
        return FileResult(path, report, tuple(check(report, codes, last=last)))
    except DisclosureError as error:
        is_skipped = candidate.folder is not None and isinstance(error, ForeignWorkbook)
        return FileResult(path, error=str(error), is_skipped=is_skipped)


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


def build_all(selection: Selection, request: BuildRequest) -> Iterator[FileResult]:
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
    yield from _with_folders(selection, (_build(each, request, taken) for each in selection.files))


def _build(candidate: Candidate, request: BuildRequest, taken: set[Path]) -> FileResult:
    """Build the files of one report, all or none.

    None of them may replace one of `taken`, to which they are added.
    """
    path = candidate.path
    result = _check(candidate, None, request.last)
    if result.report is not None and result.report.is_published:
        return FileResult(result.file, error=f"{path}：{not_to_be_built()}")
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
