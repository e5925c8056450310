"""The things this program does, for other programs. The command line is a user of them.

Excel and Word libraries are imported where they are used: each is needed by few of them, and
takes longer to load than the checks take to run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path

from disclosure_cli.errors import NoEdition, ReportHasErrors, Unannotatable
from disclosure_cli.files import write_whole
from disclosure_cli.form.editions import edition_for
from disclosure_cli.i18n import _
from disclosure_cli.model.carry_over import carried_forward
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.report import ORGAN, YEAR, Report
from disclosure_cli.model.text import visible

LISTED = 12
"""How many places a message names."""

__all__ = [
    "check",
    "read",
    "write_annotated",
    "write_comparison",
    "write_report",
    "write_template",
]


def write_template(
    year: int,
    path: Path,
    *,
    organ: str = "",
    last: Report | None = None,
    overwrite: bool = False,
) -> None:
    """Write the empty workbook for the report on `year` (1 January to 31 December) to `path`.

    From last year's report it takes over what goes on: 基本信息, 上年结转, the categories, and for the
    check of 现行有效 last year's figures.

    Raises `NoEdition` for a year without an official form or still far off, `OutputExists` where
    there is a file already and `overwrite` is not given, and `CannotWrite`.
    """
    from disclosure_cli.template.sheets import workbook_bytes

    this_year = dt.date.today().year
    if year > this_year + 1:
        raise NoEdition(
            _(
                "{year} 年度还早，届时的格式尚不可知（本机日期在 {this_year} 年）；请核对年度。"
            ).format(year=year, this_year=this_year)
        )
    report = Report(
        edition_for(year), about={ORGAN.key: visible(organ).strip(), YEAR.key: str(year)}
    )
    if last:
        report = carried_forward(report, last)
    write_whole(path, workbook_bytes(report), overwrite=overwrite)


def read(path: Path) -> Report:
    """Read the report that a filled-in workbook holds, whatever is right or wrong with it.

    Raises `UnreadableWorkbook` where the file cannot be read, and its child `ForeignWorkbook`
    where it was not made from a template of this program.
    """
    from disclosure_cli.workbook.reader import read_workbook

    return read_workbook(path)


def check(
    report: Report, codes: Container[str] | None = None, *, last: Report | None = None
) -> list[Diagnostic]:
    """Everything that the rules find in a report, or those with these codes, in its order.

    With last year's report also whether the two go together.
    """
    from disclosure_cli.checks import rules

    return rules.check(replace(report, last=last or report.last), codes)


def write_annotated(
    report: Report, found: Sequence[Diagnostic], path: Path, *, overwrite: bool = False
) -> None:
    """Write a copy of the report's workbook to `path`, with what was found in it at each cell.

    It is a template again: corrected, it can be read, checked and built. Raises `Unannotatable`
    where the copy would lack something that stands in the workbook and is wrong, so that an error
    would vanish; and as `write_template` does.
    """
    from disclosure_cli.template.sheets import workbook_bytes

    faults = report.faults
    lost = (
        *faults.missing,
        *faults.relabelled,
        *faults.repeated,
        *faults.displaced,
        *faults.unread,
    )
    if lost:
        places = _("、").join(str(report.place(fault.at)) for fault in lost[:LISTED])
        raise Unannotatable(
            _("{places} 的内容不能带进批注副本；请先按检查结果改正这些地方。").format(places=places)
        )
    write_whole(path, workbook_bytes(report, found), overwrite=overwrite)


def write_comparison(last: Report, report: Report, path: Path, *, overwrite: bool = False) -> None:
    """Write the two years side by side to `path`, by its suffix as a web page or as a .docx.

    Raises `OutputExists` and `CannotWrite` as `write_template` does.
    """
    from disclosure_cli.model.comparison import compare
    from disclosure_cli.output.annex import sections

    comparison = compare(last, report)
    if path.suffix.lower() in (".html", ".htm"):
        from disclosure_cli.output.html_annex import annex_html

        content = annex_html(comparison.title, sections(comparison))
    else:
        from disclosure_cli.output.word.annex import annex_bytes

        content = annex_bytes(
            comparison.title, sections(comparison), author=report.organ, date=report.dated
        )
    write_whole(path, content, overwrite=overwrite)


def write_report(
    report: Report,
    path: Path,
    *,
    kind: str = "docx",
    draft: bool = False,
    charts: bool = False,
    reference: Path | None = None,
    last: Report | None = None,
    overwrite: bool = False,
) -> list[Diagnostic]:
    """Check the report and write it to `path` in the official layout: as docx, html or pdf.

    With charts, if asked for; the styles and the page of the .docx in `reference`, if given.
    Gives back what the check found, with last year's report also whether the two go together.
    Raises `ReportHasErrors`, which has them too, where one of them
    is an error and it is not a draft, which says so on every page; `UnreadableDocument` for a
    reference that is no .docx; `CannotConvert` where LibreOffice, which PDF needs, is missing or
    fails; and `OutputExists` and `CannotWrite` as `write_template` does.
    """
    from disclosure_cli.output.output_format import Kind, Making, report_bytes

    found = check(report, last=last)
    if not draft and any(d.severity is Severity.ERROR for d in found):
        raise ReportHasErrors(_("报告中有错误，没有生成；请先按检查结果改正。"), found)
    content = report_bytes(report, Kind(kind), Making(draft, charts, reference))
    write_whole(path, content, overwrite=overwrite)
    return found
