"""What is said about the results on stderr, beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from disclosure_cli.batch.collecting import remarks_on_others
from disclosure_cli.batch.destination import Destination
from disclosure_cli.batch.selection import Selection
from disclosure_cli.cli import console
from disclosure_cli.container import WORKBOOKS
from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.findings import named
from disclosure_cli.model.report import Report
from disclosure_cli.output.output_format import OutputFormat
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
from disclosure_cli.reporting.import_summary import lines_of_import
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.units.submission import Submission


def tell_of_unread(selection: Selection, results: Sequence[FileResult]) -> None:
    """Say what of the folders was not read, or is no workbook of ours."""
    for result in results:
        if result.is_skipped:
            says = _("跳过 {path}：不是由 disclosure new-template 生成的工作簿。")
            if Path(result.file).suffix.lower() not in WORKBOOKS:
                says = _("跳过 {path}：其中没有年度报告。")
            console.say(says.format(path=result.file))
    if selection.unread:
        says = _("没有读取 {count} 项：{names}；文件夹中有工作簿的，只读取工作簿。")
        console.say(says.format(count=len(selection.unread), names=named(selection.unread)))


def tell_of_others(selection: Selection, submissions: Sequence[Submission] = ()) -> None:
    """Say what of the folders was not read because of its name, and in which of the files there is no report."""
    for remark in remarks_on_others(selection, submissions):
        console.say(remark)


def tell(result: FileResult) -> None:
    """Say what became of one workbook."""
    if result.error and not result.is_skipped:
        console.say(f"× {result.error}")
    elif result.diagnostics or result.is_draft:
        # The findings, and in the last line whether the report was built of them.
        console.show(rendered([result], FindingsFormat.TEXT, screen=console.stderr()))
    for file in result.built:
        console.result(str(file))


def tell_summary(results: Sequence[FileResult]) -> None:
    """Say of several workbooks how many were built, and which were not."""
    from disclosure_cli.reporting.terminal import summary_text

    if len(results) > 1:
        console.show("\n" + summary_text(results, is_build=True, screen=console.stderr()))


def tell_of_missing_fonts() -> None:
    """Say which of the official fonts another one stood in for."""
    from disclosure_cli.cli.doctor import missing_fonts

    if missing := missing_fonts():
        console.say(
            _("本机没有 {fonts}，PDF 中用了替代字体；印发前请在装有这些字体的机器上转换。").format(
                fonts=_("、").join(missing)
            )
        )


def tell_of_reference(path: Path, formats: Sequence[OutputFormat], draft: bool) -> None:
    """Say what the documents have of the office's own; web pages and data have nothing of it."""
    if not {OutputFormat.DOCX, OutputFormat.PDF}.intersection(formats):
        is_page = OutputFormat.HTML in formats
        says = (
            _("网页不用 {path}；它只用于 Word 和 PDF。")
            if is_page
            else _("数据不用 {path}；它只用于 Word 和 PDF。")
        )
        console.say(says.format(path=path))
        return
    from disclosure_cli.cli.office_looks import described

    console.say(described(path, draft=draft))


def tell_of_copies(results: Sequence[FileResult], copies: Destination) -> None:
    """Say where the annotated copies are; of files that could not be read, that has been said."""
    for result in results:
        if result.not_copied:
            console.say(_("× 没有批注副本：{reason}").format(reason=result.not_copied))
    written = [result.copy for result in results if result.copy]
    if copies.is_folder:
        console.say(
            for_count("{folder} 中写了 {count} 份批注副本。", len(written), folder=copies.path)
        )
    for path in written if not copies.is_folder else ():
        console.say(_("批注副本：{path}").format(path=path))


def tell_of_import(report: Report) -> None:
    """Say how many figures were read from where, which are missing, and whether the sums hold."""
    for line in lines_of_import(report):
        console.say(line)
