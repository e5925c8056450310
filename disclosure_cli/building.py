"""Builds the reports of workbooks: which files, where they go, and what they must not replace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.batch import is_folder
from disclosure_cli.errors import DisclosureError, OutputExists, ReportHasErrors
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic
from disclosure_cli.model.report import Report
from disclosure_cli.output.output_format import Kind, Making
from disclosure_cli.output.titles import file_name
from disclosure_cli.reporting.result import Checked


class Order(NamedTuple):
    """What is to be built: the kinds of files, how, and where to."""

    kinds: tuple[Kind, ...] = (Kind.DOCX,)
    making: Making = Making()
    output: Path | None = None
    """A file or an existing folder; else the files go beside their workbook."""
    overwrite: bool = False
    last: Report | None = None
    """Last year's report, to be compared with."""


class Built(NamedTuple):
    """What became of one workbook: what was found in it, and the files written."""

    checked: Checked
    files: tuple[Path, ...] = ()


def ordered_kinds(asked: Sequence[Kind], output: Path | None) -> tuple[Kind, ...]:
    """The kinds of files to build: those asked for, or that which the name of the output says."""
    if asked:
        return tuple(dict.fromkeys(asked))
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return (Kind(suffix),) if suffix in set(Kind) else (Kind.DOCX,)


def build_all(paths: Sequence[Path], order: Order) -> Iterator[Built]:
    """Build the report of each workbook; one that fails does not keep the others.

    Raises `DisclosureError` where several files cannot all go to the one output named.
    """
    if order.output and len(paths) * len(order.kinds) > 1 and not is_folder(order.output):
        raise DisclosureError(
            _("要写 {count} 个文件，-o 应是已有的文件夹，而 {output} 不是。").format(
                count=len(paths) * len(order.kinds), output=order.output
            )
        )
    taken = {path.resolve() for path in paths}
    for path in paths:
        built = _build(path, order, taken)
        taken.update(file.resolve() for file in built.files)
        yield built


def _build(path: Path, order: Order, taken: set[Path]) -> Built:
    """Build the files of one report. `taken` are those that none of them may replace."""
    from disclosure_cli.api import read, write_report

    files: list[Path] = []
    found: list[Diagnostic] = []
    try:
        report = read(path)
        targets = [_target(path, report, order, kind, taken) for kind in order.kinds]
        for kind, target in zip(order.kinds, targets, strict=True):
            found = write_report(
                report,
                target,
                kind=kind,
                last=order.last,
                overwrite=order.overwrite,
                **order.making._asdict(),
            )
            files.append(target)
    except ReportHasErrors as stop:
        return Built(Checked(str(path), report, tuple(stop.found)))
    except DisclosureError as error:
        return Built(Checked(str(path), error=str(error)), tuple(files))
    return Built(Checked(str(path), report, tuple(found)), tuple(files))


def _target(path: Path, report: Report, order: Order, kind: Kind, taken: set[Path]) -> Path:
    """Where a file goes. Raises `OutputExists` where it would replace another of this run."""
    target = order.output or path.parent
    if is_folder(target):
        target /= file_name(report.organ, report.year, kind.suffix)
    if target.resolve() in taken:
        raise OutputExists(
            _(
                "{path} 的报告应写入 {target}，而它是这次的另一份工作簿或报告；请分别用 -o 指定文件名。"
            ).format(path=path, target=target)
        )
    return target
