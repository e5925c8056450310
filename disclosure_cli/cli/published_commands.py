"""The commands about reports that are there already: compare two, import one, verify one against its workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure_cli.cli import console
from disclosure_cli.cli.exit_codes import FINDINGS
from disclosure_cli.cli.options import WORKBOOK, Force, input_path, output_option
from disclosure_cli.cli.progress import Work
from disclosure_cli.errors import DisclosureError
from disclosure_cli.files import forbid_overwriting, real_path, require_suffix
from disclosure_cli.i18n import _, for_count
from disclosure_cli.output.output_format import PRINTED_BY_SUFFIX


def compare(
    last: Annotated[
        Path,
        typer.Argument(
            metavar=_("上年的文件"),
            parser=input_path,
            help=_("上年的工作簿，或已公布的报告。"),
        ),
    ],
    this: Annotated[
        Path,
        typer.Argument(
            metavar=_("本年的文件"),
            parser=input_path,
            help=_("本年的工作簿，或已公布的报告。"),
        ),
    ],
    output: Annotated[
        Path | None, output_option(_("文件名"), _("写成附件：.docx、.html 或 .pdf。"))
    ] = None,
    force: Force = False,
) -> None:
    """Print what changed from one year to the next, or write it as an annex."""
    from disclosure_cli import api

    if output:
        require_suffix(output, PRINTED_BY_SUFFIX)
    forbid_overwriting((last, this), output)
    if real_path(last) == real_path(this):
        raise DisclosureError(
            _("两份是同一个文件 {path}；请给出上年的和本年的。").format(path=this)
        )
    with Work(1, _("正在对照"), ""):
        comparison = api.compare(api.read(last), api.read(this))
        for remark in comparison.remarks:
            console.say(remark)
        if output is not None:
            api.write_comparison(comparison, output, overwrite=force)
    if output is not None:
        console.result(str(output))
        return
    from disclosure_cli.reporting.terminal import comparison_text

    console.result(comparison_text(comparison, console.stdout()))


def import_(
    file: Annotated[
        Path,
        typer.Argument(metavar=_("文件名"), parser=input_path, help=_("已公布的报告。")),
    ],
    output: Annotated[
        Path | None,
        output_option(_("文件名"), _("写到这个文件；默认以机关和年度命名。")),
    ] = None,
    force: Force = False,
) -> None:
    """Write a workbook of a published report, and say what was read."""
    from disclosure_cli import api
    from disclosure_cli.cli.remarks import tell_of_import
    from disclosure_cli.output.titles import file_name

    if output:
        require_suffix(output, WORKBOOK)
    with Work(1, _("正在读取"), ""):
        report = api.read_to_import(file)
        path = output or Path(file_name(report.organ, report.year, ".xlsx"))
        forbid_overwriting([file], path)
        api.write_imported(report, path, overwrite=force)
    tell_of_import(report)
    console.result(str(path))


def verify(
    document: Annotated[
        Path, typer.Argument(metavar=_("报告"), parser=input_path, help=_("要核对的报告。"))
    ],
    workbook: Annotated[
        Path, typer.Argument(metavar=_("工作簿"), parser=input_path, help=_("生成它的工作簿。"))
    ],
) -> None:
    """Print what a report has otherwise than its workbook."""
    from disclosure_cli import api

    if real_path(document) == real_path(workbook):
        raise DisclosureError(
            _("两份是同一个文件 {path}；请给出报告和工作簿。").format(path=document)
        )
    with Work(1, _("正在核对"), ""):
        comparison = api.verify(document, api.read(workbook))
    for remark in comparison.remarks:
        console.say(remark)
    if not comparison.differences and not comparison.remarks:
        console.result(_("√ {path} 与工作簿一致。").format(path=document))
        return
    from disclosure_cli.reporting.terminal import comparison_text

    if comparison.differences:
        console.result(comparison_text(comparison, console.stdout()))
    says = for_count("× {path} 与工作簿有 {count} 处不同。", comparison.differences, path=document)
    console.say(says)
    raise typer.Exit(FINDINGS)
