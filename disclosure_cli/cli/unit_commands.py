"""The commands of those who collect the reports of many units: how far each has come, and all of them as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure_cli.cli import console
from disclosure_cli.cli.exit_codes import DONE, FINDINGS
from disclosure_cli.cli.options import (
    WORKBOOK,
    Folders,
    Force,
    Jobs,
    UnitList,
    organ_name,
    output_option,
    year_of,
)
from disclosure_cli.cli.progress import Work
from disclosure_cli.files import forbid_overwriting, require_suffix, write_whole
from disclosure_cli.i18n import _, for_count

if TYPE_CHECKING:
    from disclosure_cli.batch.selection import Selection
    from disclosure_cli.units.submission import Submission


def status(
    folders: Folders,
    units: UnitList = None,
    year: Annotated[
        int | None,
        typer.Option(
            metavar=_("年度"), parser=year_of, help=_("报告的统计年度；默认多数工作簿的年度。")
        ),
    ] = None,
    output: Annotated[
        Path | None,
        output_option(_("文件名"), _("写成文件：.xlsx、.html、.csv 或 .json。")),
    ] = None,
    jobs: Jobs = None,
    force: Force = False,
) -> None:
    """Print how far each unit has come, or write it into a file."""
    from disclosure_cli import api
    from disclosure_cli.batch.selection import select, whatever_may_be_a_report
    from disclosure_cli.cli.remarks import tell_of_others
    from disclosure_cli.reporting.status_formats import (
        STATUS_FORMATS_BY_SUFFIX,
        status_bytes,
        status_text,
    )

    if output:
        require_suffix(output, STATUS_FORMATS_BY_SUFFIX)
    listed = api.read_units(units) if units else None
    # Before the first unit has reported, all of the list are missing.
    selection = select(folders, whatever_may_be_a_report, may_be_none=units is not None)
    selection = selection.without(units)
    forbid_overwriting(_sources(selection, units), output)
    done = _("检查了 {count} 个文件，共 {total} 个，没有写出结果")
    submissions = _collected(selection, jobs, Work(len(selection.files), _("正在检查"), done))
    found = api.status(submissions, units=listed, year=year)
    if output is None:
        console.result(status_text(found, console.stdout()))
    else:
        content = status_bytes(found, STATUS_FORMATS_BY_SUFFIX[output.suffix.lower()])
        write_whole(output, content, overwrite=force)
        console.result(str(output))
    tell_of_others(selection)
    raise typer.Exit(DONE if found.is_complete else FINDINGS)


def merge(
    folders: Folders,
    output: Annotated[Path, output_option(_("文件名"), _("写到这个工作簿。"))],
    organ: Annotated[
        str, typer.Option(metavar=_("名称"), parser=organ_name, help=_("政府的全称，写入工作簿。"))
    ],
    year: Annotated[
        int, typer.Option(metavar=_("年度"), parser=year_of, help=_("报告的统计年度。"))
    ],
    units: UnitList = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar=_("单位"), help=_("不计入这个单位，可写多次。")),
    ] = None,
    admit: Annotated[
        list[str] | None,
        typer.Option(
            metavar=_("单位=原因"), help=_("有错误也计入这个单位，原因写入“汇总来源”；可写多次。")
        ),
    ] = None,
    jobs: Jobs = None,
    force: Force = False,
) -> None:
    """Write the government's own workbook as the sum of its units'."""
    from disclosure_cli import api
    from disclosure_cli.batch.selection import select, whatever_may_be_a_report
    from disclosure_cli.cli.remarks import tell_of_others
    from disclosure_cli.units.contributors import NotMerged, is_itself, unit_and_reason
    from disclosure_cli.units.provenance import provenance_name

    require_suffix(output, WORKBOOK)
    admitted = dict(map(unit_and_reason, admit or []))
    listed = api.read_units(units) if units else ()
    selection = select(folders, whatever_may_be_a_report).without(units)
    done = _("读取了 {count} 个文件，共 {total} 个，没有汇总")
    work = Work(len(selection.files), _("正在读取"), done)
    submissions = _collected(selection, jobs, work, with_figures=True)
    # What was merged before may lie among the units, and may be replaced.
    before = {Path(each.file) for each in submissions if is_itself(each, organ)}
    beside = provenance_name(output)
    forbid_overwriting(set(_sources(selection, units)) - before, output, beside)
    tell_of_others(selection, submissions)
    try:
        merged = api.merge(
            submissions, output, organ=organ.strip(), year=year, units=listed,
            without=without or [], admitted=admitted, overwrite=force,
        )  # fmt: skip
    except NotMerged as error:
        console.say(f"× {error}")
        raise typer.Exit(FINDINGS) from None
    for remark in merged.remarks:
        console.say(remark)
    console.say(for_count("汇总了 {count} 个单位；正文还要填写。", len(merged.contributors)))
    console.result(f"{output}\n{beside}")


def _sources(selection: Selection, units: Path | None) -> list[Path]:
    """The files that are read, which none of the outputs may replace."""
    return [*(each.path for each in selection.files), *([units] if units else [])]


def _collected(
    selection: Selection, jobs: int | None, work: Work, *, with_figures: bool = False
) -> list[Submission]:
    """What each file is, read with the progress on the screen."""
    from disclosure_cli.batch.collecting import collect

    submissions = []
    with work:
        for each in collect(selection, jobs, with_figures=with_figures):
            with work.one_more(failed=bool(each.error)):
                submissions.append(each)
    return submissions
