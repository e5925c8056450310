"""What the program does, for other programs; the command line is a user of it.

Every path may be a `str` or any `os.PathLike`; the folder of an output is made if it is missing.
Whatever a user can mend is raised as a child of `DisclosureError`, with one sentence that says where
and what to do.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_cli.checks.comparable import remarks_on
from disclosure_cli.checks.rules import ABOUT_LAST_YEAR, OF_READING, check, usable
from disclosure_cli.container import LegacyFile, PublishedFile, read_bytes, read_container
from disclosure_cli.errors import (
    DisclosureError,
    ForeignDocument,
    ForeignWorkbook,
    NoEdition,
    NotLastYear,
    Unannotatable,
    UnreadableDocument,
)
from disclosure_cli.files import write_all, write_whole
from disclosure_cli.form.editions import edition_for
from disclosure_cli.i18n import _
from disclosure_cli.model.carry_over import carried_forward
from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.comparison import compare as compared
from disclosure_cli.model.contributions import ListedUnit
from disclosure_cli.model.findings import MOST_NAMED, Diagnostic, Severity
from disclosure_cli.model.report import ORGAN, YEAR, Report
from disclosure_cli.model.text import visible
from disclosure_cli.output.export import export_comparison, export_report
from disclosure_cli.output.output_format import PRINTED_BY_SUFFIX, BuildOptions, OutputFormat
from disclosure_cli.output.pdf import find_libreoffice
from disclosure_cli.prose.claims import Claim
from disclosure_cli.prose.reading import claims
from disclosure_cli.prose.tokens import Context
from disclosure_cli.units.merge import Merged, MergeRequest
from disclosure_cli.units.merge import merge as merged_of
from disclosure_cli.units.status import CollectionStatus, status_of
from disclosure_cli.units.submission import Submission, submission_of

if TYPE_CHECKING:
    from disclosure_cli.package import Package
    from disclosure_cli.published.published_report import PublishedReport

# openpyxl and XlsxWriter are imported where they are needed: each takes longer to load than a report to check.

StrPath = str | os.PathLike[str]

__all__ = [
    "ReportHasErrors", "annotate", "annotate_document", "build", "check", "compare", "import_published", "merge",
    "new_template", "read", "read_claims", "read_submission", "read_units", "status", "verify", "write_comparison",
]  # fmt: skip


class ReportHasErrors(DisclosureError):
    """The report has errors, so that nothing is built of it; `found` is all that was found."""

    def __init__(self, found: Sequence[Diagnostic]) -> None:
        super().__init__(_("报告中有错误，没有生成；请先按检查结果改正。"))
        self.found = found


def not_to_be_built() -> DisclosureError:
    """Why nothing is built of a published report, and what to do."""
    return DisclosureError(
        _("这是已公布的报告，不能用来生成；请先用 disclosure import 导入为工作簿，核对后再生成。")
    )


def new_template(
    year: int,
    path: StrPath,
    *,
    organ: str = "",
    last: Report | None = None,
    overwrite: bool = False,
) -> list[Diagnostic]:
    """Write the empty workbook for the report on `year` (1 January to 31 December) to `path`.

    From last year's report it takes over what goes on: 基本信息, 上年结转, the categories, and for the
    check of 现行有效 last year's figures. Gives back what there is to say of that report: another
    organ's name, and the figures that were not taken because of errors or of the other form.

    Raises `NoEdition` for a year without an official form or still far off, `NotLastYear` where
    `last` is of another year than the one before, `OutputExists` where there is a file already and
    `overwrite` is not given, and `CannotWrite`.
    """
    from disclosure_cli.template.sheets import workbook_bytes

    this_year = dt.date.today().year
    if year > this_year + 1:
        says = _("{year} 年度还早，届时的格式尚不可知（本机日期在 {this_year} 年）；请核对年度。")
        raise NoEdition(says.format(year=year, this_year=this_year))
    about = {ORGAN.key: visible(organ).strip(), YEAR.key: str(year)}
    report = Report(edition_for(year), about=about)
    found: list[Diagnostic] = []
    if last:
        found = check(report, {rule.code for rule in ABOUT_LAST_YEAR}, last=last)
        for each in found:
            if each.severity is Severity.ERROR:
                raise NotLastYear(each.message)
        last = usable(last)
        report = carried_forward(report, last)
    write_whole(Path(path), workbook_bytes(report, last=last), overwrite=overwrite)
    return found


def read(path: StrPath) -> Report:
    """Read the report in a file, whatever is right or wrong with it.

    The file is a filled-in workbook, or a published report (`Report.is_published`): a .docx, a web page, a PDF, or
    the data that `build` writes as .json. Of what is published only that is read which is sure, see
    docs/published.zh-CN.md.

    Raises `UnreadableWorkbook` where a workbook cannot be read, and its child `ForeignWorkbook` where it
    was not made from a template of this program; `UnreadableDocument` where a published file cannot.
    """
    return _report_in(Path(path), read_container(Path(path)))


def _report_in(path: Path, content: Package | LegacyFile | PublishedFile) -> Report:
    if isinstance(content, PublishedFile):
        return _published(path, content).report
    from disclosure_cli.workbook.reader import read_workbook

    return read_workbook(path, content)


def _published(path: Path, file: PublishedFile) -> PublishedReport:
    from disclosure_cli.published.sources import read_published

    return read_published(path, file)


def annotate(
    report: Report, found: Sequence[Diagnostic], path: StrPath, *, overwrite: bool = False
) -> None:
    """Write a copy of the report's workbook to `path`, with what was found in it at each cell.

    It is a template again: corrected, it can be read, checked and built. Raises `Unannotatable`
    where the copy would lack something that stands in the workbook and is wrong, so that an error
    would vanish; and as `new_template` does.
    """
    write_whole(Path(path), _annotated_workbook(report, found), overwrite=overwrite)


def annotated_copy(source: StrPath, report: Report, found: Sequence[Diagnostic]) -> bytes:
    """What `annotate` writes for the workbook in `source` that holds the report, or `annotate_document` for a .docx."""
    if report.is_published:
        return _annotated_document(source, found)
    return _annotated_workbook(report, found)


def _annotated_workbook(report: Report, found: Sequence[Diagnostic]) -> bytes:
    from disclosure_cli.template.sheets import workbook_bytes

    faults = report.faults
    kinds = faults.missing, faults.relabelled, faults.repeated, faults.displaced, faults.unread
    lost = (*chain(*kinds), *faults.unseen)
    if lost:
        places = _("、").join(str(report.place(fault.at)) for fault in lost[:MOST_NAMED])
        says = _("{places} 的内容不能带进批注副本；请先按检查结果改正这些地方。")
        raise Unannotatable(says.format(places=places))
    return workbook_bytes(report, found)


def build(
    report: Report,
    outputs: Mapping[str, StrPath],
    *,
    draft: bool = False,
    charts: bool = False,
    reference: StrPath | None = None,
    fragment: bool = False,
    last: Report | None = None,
    overwrite: bool = False,
) -> list[Diagnostic]:
    """Check the report and write it, by format to a path: laid out (docx, html, pdf) or as data (json, csv).

    With charts, if asked for; the Word document and the PDF in the styles and on the page of the
    .docx in `reference`, if given; the web page, if asked for, as a fragment without title, to be pasted
    into a page of a content management system. Gives back what the check found, with last year's report also
    whether the two go together.

    Raises `ReportHasErrors`, which has them too, where one of them is an error and it is not a draft,
    which says so on every page; `ValueError` for another format; `UnreadableDocument` for a reference
    that is no .docx; `CannotConvert` where LibreOffice, which PDF needs, is missing or fails; and
    `OutputExists` and `CannotWrite` as `new_template` does. All of the files are written, or none.
    """
    if report.is_published:
        raise not_to_be_built()
    paths = {OutputFormat(each): Path(path) for each, path in outputs.items()}
    if OutputFormat.PDF in paths:
        find_libreoffice()
    found = check(report, last=last)
    if not draft and any(each.severity is Severity.ERROR for each in found):
        raise ReportHasErrors(found)
    options = BuildOptions(draft, charts, Path(reference) if reference else None, fragment)
    exported = export_report(report, paths, options)
    write_all({paths[each]: content for each, content in exported}, overwrite=overwrite)
    return found


def read_claims(text: str, year: int, heading: str = "") -> list[Claim]:
    """What a paragraph of the report on `year` claims; `heading` is that under which it stands.

    Each has `start` and `end` in the text; `counts`, the names of the figures that a number may stand
    for (`A+B` for a sum, any of them would do), or `zero`, those that are said to be 0; and the
    `word` that tells. Figures in 件, amounts of money in 元. Raises `NoEdition`.
    """
    return claims(text, Context(edition_for(year), year), heading)


def compare(last: Report, report: Report) -> Comparison:
    """What changed from one report to the next: every figure that both forms have, and the texts.

    What there is to say of the pair (not two years in a row, two organs, errors in one of them) is in
    its `remarks`. Raises `NotLastYear` where they stand in the wrong order.
    """
    if last.year and report.year and last.year > report.year:
        raise NotLastYear(
            _(
                "次序反了：前一份是 {last} 年度的，后一份是 {this} 年度的；请把上年的写在前面。"
            ).format(last=last.year, this=report.year)
        )
    return compared(last, report)._replace(remarks=tuple(remarks_on(last, report)))


def verify(document: StrPath, report: Report) -> Comparison:
    """Compare a published document with the workbook from which it was made: figures, labels, sentences.

    `document` is a .docx, a web page, a PDF or the data of a report, `report` the one that the workbook holds. The
    document says the same where `differences` is 0 and there are no `remarks`, which name the tables that could not be
    read in it.

    Raises `UnreadableDocument` as `read` does, and `DisclosureError` for a document that is a workbook itself.
    """
    from disclosure_cli.output.document_comparison import compare_with_workbook

    path = Path(document)
    file = read_container(path)
    if not isinstance(file, PublishedFile):
        raise DisclosureError(
            _("{path} 是工作簿；请给出要核对的报告：.docx、网页或 PDF。").format(path=path)
        )
    published = _published(path, file)
    remarks = [f"{each.place} {each.message}" for each in check(published.report, OF_READING)]
    return compare_with_workbook(report, published)._replace(remarks=tuple(remarks))


def import_published(source: StrPath, path: StrPath, *, overwrite: bool = False) -> Report:
    """Write the published report in `source` into a workbook at `path`, and give back what was read.

    Its figures are those that are printed, totals that are no sums too; what was not found stays empty.

    Raises `UnreadableDocument` as `read` does; `DisclosureError` for a source that is a workbook already, and for
    a paragraph that no cell can hold; `OutputExists` and `CannotWrite` as `new_template` does.
    """
    report = read_to_import(source)
    write_imported(report, path, overwrite=overwrite)
    return report


def read_to_import(source: StrPath) -> Report:
    """Read a published report that is to be imported, and raise as `import_published` does for its source."""
    report = read(source)
    if not report.is_published:
        raise DisclosureError(_("{path} 已经是工作簿，不用导入。").format(path=source))
    return report


def write_imported(report: Report, path: StrPath, *, overwrite: bool = False) -> None:
    """Write a published report into a workbook at `path`, and raise as `import_published` does for its contents."""
    from disclosure_cli.template.sheets import forbid_more_than_a_cell_holds, workbook_bytes

    forbid_more_than_a_cell_holds(report)
    write_whole(Path(path), workbook_bytes(report), overwrite=overwrite)


def annotate_document(
    source: StrPath, found: Sequence[Diagnostic], path: StrPath, *, overwrite: bool = False
) -> None:
    """Write a copy of the .docx in `source` to `path`, with a Word comment at each place where something was found.

    Nothing else of the document is changed. Raises `UnreadableDocument` for a source that is no .docx, and
    as `new_template` does.
    """
    write_whole(Path(path), _annotated_document(source, found), overwrite=overwrite)


def _annotated_document(source: StrPath, found: Sequence[Diagnostic]) -> bytes:
    if find_spec("lxml") is None:  # In a browser.
        raise Unannotatable(
            _("{path} 是 Word 文档，这里不能加批注；请用命令行版。").format(path=source)
        )
    from disclosure_cli.output.word.finding_comments import comments_on
    from disclosure_cli.output.word.word_comments import commented

    whole = read_bytes(Path(source))
    content = read_container(Path(source), content=whole)
    if not isinstance(content, PublishedFile) or content.suffix != ".docx":
        raise UnreadableDocument(
            _("{path} 不是 .docx，不能加批注；请给出 Word 文档。").format(path=source)
        )
    comments = comments_on(_published(Path(source), content).anchors, found)
    return commented(whole, comments)


def write_comparison(comparison: Comparison, path: StrPath, *, overwrite: bool = False) -> None:
    """Write the comparison of two years to `path`, by its suffix as web page, PDF or .docx.

    Raises `CannotConvert` as `build` does, `OutputExists` and `CannotWrite` as `new_template` does.
    """
    output_format = PRINTED_BY_SUFFIX.get(Path(path).suffix.lower(), OutputFormat.DOCX)
    content = export_comparison(comparison, output_format)
    write_whole(Path(path), content, overwrite=overwrite)


def read_submission(
    path: StrPath, *, folder: StrPath = "", with_figures: bool = False
) -> Submission:
    """Read and check what one unit sent, whatever it is: `error` says why it could not be read.

    `folder` is that which the files of all units are in; with its figures, it can be merged.
    """
    file = Path(path)
    inside = file.relative_to(folder) if folder else Path(file.name)
    try:
        content = read_bytes(file)
        report = _report_in(file, read_container(file, content=content))
        return submission_of(
            file, inside, content, report, check(report), with_figures=with_figures
        )
    except DisclosureError as error:
        is_foreign = isinstance(error, ForeignWorkbook | ForeignDocument)
        return Submission(str(file), inside.as_posix(), error=str(error), is_foreign=is_foreign)


def read_units(path: StrPath) -> tuple[ListedUnit, ...]:
    """The units that have to report, from a .csv or a workbook with a column 单位, and if wanted 别名 and 类别.

    Raises `DisclosureError` where it cannot be read, or is no such list.
    """
    from disclosure_cli.units import register

    return register.read_units(Path(path))


def status(
    submissions: Iterable[Submission],
    *,
    units: Sequence[ListedUnit] | None = None,
    year: int | None = None,
) -> CollectionStatus:
    """How far a collection has come: what each unit sent, and who is missing of those that have to report.

    Without a year, it is that of most reports.
    """
    return status_of(submissions, units, year)


def merge(
    submissions: Iterable[Submission],
    path: StrPath,
    *,
    organ: str,
    year: int,
    units: Sequence[ListedUnit] = (),
    without: Sequence[str] = (),
    admitted: Mapping[str, str] = {},
    overwrite: bool = False,
) -> Merged:
    """Write the government's own workbook to `path`, as the sum of its units', and where each figure is from beside it.

    The submissions are read with their figures; `without` names units that do not count, `admitted` those that count
    with their errors, each with the reason. Raises `NotMerged` where units have to do something first,
    `DisclosureError` for a name that no unit has, and `NoEdition`, `OutputExists` and `CannotWrite` as `new_template`.
    """
    from disclosure_cli.template.sheets import workbook_bytes
    from disclosure_cli.units.provenance import provenance_json, provenance_name

    request = MergeRequest(organ, year, tuple(units), tuple(without), admitted)
    merged, book = merged_of(submissions, request), Path(path)
    contents = {book: workbook_bytes(merged.report)}
    contents[provenance_name(book)] = provenance_json(merged, book.name)
    write_all(contents, overwrite=overwrite)
    return merged
