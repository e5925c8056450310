"""The commands and their options: arguments in, exit code out.

Results go to stdout, everything said about them to stderr.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from disclosure_cli import __version__
from disclosure_cli.cli import console
from disclosure_cli.cli.exit_codes import Threshold, exit_code
from disclosure_cli.errors import DisclosureError
from disclosure_cli.files import forbid_overwriting, real_path, require_suffix, write_whole
from disclosure_cli.i18n import OPTION, _
from disclosure_cli.output.output_format import FORMATS_BY_SUFFIX, BuildOptions, OutputFormat
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered

# What a command needs beyond this is imported in it: with all of it, `--help` would take 1.7 times as
# long as typer's own import, not 1.1 times (benchmarks/imports.py).
if TYPE_CHECKING:
    from disclosure_cli.model.report import Report
    from disclosure_cli.reporting.result import FileResult

WORKBOOK = (".xlsx",)
"""The suffix of the workbooks that are written."""

app = typer.Typer(
    help=_("政府信息公开工作年度报告：生成 Excel 模板，检查填好的工作簿，生成 Word 报告。"),
    no_args_is_help=True,
    # Plain help: rendering it with rich would take longer than the rest of `--help`.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _output_path(text: str) -> Path:
    """The path of an output that is one file, so that it cannot end in /."""
    if text.endswith(("/", os.sep)):
        raise DisclosureError(_("{folder} 是文件夹；请写出文件名。").format(folder=text))
    return Path(text)


def _name(text: str) -> str:
    """A name given on the command line; as UTF-8 where the system's encoding could not read it."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        raise DisclosureError(
            _("机关名称的编码无法识别；请在 UTF-8 的终端中运行，或在工作簿中填写。")
        ) from None


def _output(metavar: str, says: str) -> Any:
    return typer.Option("--output", "-o", metavar=metavar, parser=_output_path, help=says)


Year = Annotated[int, typer.Argument(metavar="YEAR", help=_("报告的统计年度，如 2024。"))]
Force = Annotated[bool, typer.Option("--force", help=_("文件已存在时覆盖。"))]
Last = Annotated[
    Path | None, typer.Option("--last", metavar="FILE", help=_("上年的工作簿，用来核对前后年。"))
]
Workbooks = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help=_("填好的工作簿（.xlsx）。"))
]


@app.callback(invoke_without_command=True)
def program(
    version: Annotated[bool, typer.Option("--version", help=_("显示版本号。"))] = False,
    # Evaluated in __main__ before the options are read: these texts are in the language that it chooses.
    language: Annotated[
        str, typer.Option(OPTION, metavar="zh|en", help=_("程序说明所用的语言；默认中文。"))
    ] = "",
) -> None:
    """What is said before any command."""
    if version:
        console.result(f"disclosure {__version__}")
        raise typer.Exit


@app.command("new-template", help=_("生成空白的 Excel 模板，供填表人填写。"))
def new_template(
    year: Year,
    output: Annotated[
        Path | None, _output("FILE", _("写到这个文件；默认 workbook.xlsx，或以机关和年度命名。"))
    ] = None,
    organ: Annotated[
        str, typer.Option(metavar="NAME", parser=_name, help=_("机关名称，填入模板。"))
    ] = "",
    last: Annotated[
        Path | None,
        typer.Option(
            "--last", metavar="FILE", help=_("上年的工作簿：带入基本信息、上年结转和分类名称。")
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Write the empty workbook, and print its name."""
    from disclosure_cli import api
    from disclosure_cli.output.titles import file_name

    if output:
        require_suffix(output, WORKBOOK)
    before = _last(last)
    organ = organ.strip() or (before.organ if before else "")
    path = output or Path(file_name(organ, year, ".xlsx") if organ else "workbook.xlsx")
    forbid_overwriting([last] if last else [], path)
    for each in api.new_template(year, path, organ=organ, last=before, overwrite=force):
        console.say(each.message)
    console.result(str(path))


@app.command(help=_("检查填好的工作簿，不生成报告。\n\n退出码：0 没有错误；1 有错误；2 无法检查。"))
def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE...]", help=_("工作簿或文件夹；不填则检查当前文件夹中的全部工作簿。")
        ),
    ] = None,
    findings_format: Annotated[
        FindingsFormat, typer.Option("--format", help=_("输出格式。"))
    ] = FindingsFormat.TEXT,
    output: Annotated[Path | None, _output("FILE", _("把结果写到这个文件。"))] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(metavar="OUT.xlsx", help=_("另存一份工作簿，在有问题的格上标色并加批注。")),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=_("只检查这些代码，如 D1 或 D101,D213。")),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help=_("不检查这些代码。"))
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help=_("也列出提示，并给出写法上的建议（D408）。"))
    ] = False,
    last: Last = None,
    fail_on: Annotated[
        Threshold, typer.Option("--fail-on", help=_("达到这一级别时，退出码为 1。"))
    ] = Threshold.ERROR,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("每个文件只显示一行结论。"))
    ] = False,
    force: Force = False,
) -> None:
    """Check workbooks and print what was found."""
    from disclosure_cli.batch import check_all
    from disclosure_cli.checks.rules import chosen_codes

    if annotate:
        require_suffix(annotate, WORKBOOK)
    results = []
    codes = chosen_codes(select or [], ignore or [], notes=notes)
    for result in check_all(files or [], codes, _last(last)):
        if result.is_skipped:
            says = _("跳过 {path}：不是由 disclosure new-template 生成的工作簿。")
            console.say(says.format(path=result.file))
        else:
            results.append(result)
    sources = [Path(result.file) for result in results]
    forbid_overwriting([*sources, last] if last else sources, output, annotate)
    screen = console.stdout() if output is None else None
    is_utf8 = screen is None or console.is_utf8()
    text = rendered(
        results,
        findings_format,
        quiet=quiet,
        notes=notes or bool(select),  # Who names a rule wants to see what it finds.
        screen=screen,
        is_utf8=is_utf8,
    )
    if output:
        write_whole(output, f"{text}\n".encode(), overwrite=force)
    else:
        console.result(text)
    if annotate:
        _annotate(results, annotate, force=force)
    raise typer.Exit(exit_code(results, fail_on))


@app.command(help=_("列出全部检查规则。"))
def rules() -> None:
    """Print each rule on a line."""
    from disclosure_cli.checks.rules import ALL

    for rule in ALL:
        console.result(f"{rule.code}  {_(rule.severity.label)}  {rule.what}")


@app.command(help=_("说明一条规则：检查什么，为什么，举例，依据。"))
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("规则的代码，如 D101。"))],
) -> None:
    """Print what a rule asks for, why, an example and its source."""
    from disclosure_cli.checks.rules import rule_of

    rule = rule_of(code)
    console.result(
        _("{code}（{severity}）{what}\n\n为什么：{why}\n例：{example}\n依据：{source}").format(
            code=rule.code,
            severity=_(rule.severity.label),
            what=rule.what,
            why=rule.why,
            example=rule.example,
            source=rule.source,
        )
    )


@app.command(
    help=_(
        "先检查，没有错误就生成报告：Word（.docx），或网页、PDF。\n\n"
        "退出码：0 已生成；1 有错误，没有生成，或用 --draft 只生成了草稿；2 无法生成。"
    )
)
def build(
    files: Workbooks,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help=_("写到这个文件，或写进这个文件夹（没有就建立）。"),
        ),
    ] = None,
    to: Annotated[
        list[OutputFormat] | None,
        typer.Option("--to", help=_("生成哪种文件，可写多次；默认 docx，或按 -o 的扩展名。")),
    ] = None,
    charts: Annotated[
        bool, typer.Option("--charts", help=_("加上办理结果和主动公开分类的条形图。"))
    ] = False,
    reference: Annotated[
        Path | None,
        typer.Option(
            "--reference-doc", metavar="OFFICE.docx", help=_("用这个 .docx 的样式和页面。")
        ),
    ] = None,
    fragment: Annotated[
        bool,
        typer.Option("--fragment", help=_("网页只要标题以下的内容，供粘贴到网站后台的源代码中。")),
    ] = False,
    last: Last = None,
    draft: Annotated[
        bool, typer.Option("--draft", help=_("有错误也生成，每页标明“草稿”，没有填的格空着。"))
    ] = False,
    force: Force = False,
) -> None:
    """Check workbooks and write their reports, unless there are errors."""
    from disclosure_cli.batch import BuildRequest, build_all, destination, formats_asked_for

    target = destination(output) if output is not None else None
    formats = formats_asked_for(to or [], target)
    if fragment and OutputFormat.HTML not in formats:
        raise DisclosureError(
            _("--fragment 只用于网页；请加上 --to html，或把 -o 写成 .html 文件。")
        )
    options = BuildOptions(draft, charts, reference, fragment)
    sources = tuple(path for path in (last, reference) if path)
    request = BuildRequest(formats, options, target, force, _last(last), sources)
    results = []
    for result in build_all(files, request):
        _tell(result)
        results.append(result)
    if len(results) > 1:
        from disclosure_cli.reporting.terminal import summary_text

        console.show("\n" + summary_text(results, is_build=True, screen=console.stderr()))
    if OutputFormat.PDF in formats and any(result.built for result in results):
        _tell_of_missing_fonts()
    if reference and any(result.built for result in results):
        _tell_of_reference(reference, formats, draft)
    raise typer.Exit(exit_code(results))


@app.command(help=_("把上年和本年的两份工作簿逐项对照：数字的增减，文字的增删。"))
def compare(
    last: Annotated[Path, typer.Argument(metavar="LAST", help=_("上年的工作簿。"))],
    this: Annotated[Path, typer.Argument(metavar="THIS", help=_("本年的工作簿。"))],
    output: Annotated[Path | None, _output("OUT", _("写成附件：.docx、.html 或 .pdf。"))] = None,
    force: Force = False,
) -> None:
    """Print what changed from one year to the next, or write it as an annex."""
    from disclosure_cli import api

    if output:
        require_suffix(output, FORMATS_BY_SUFFIX)
    forbid_overwriting((last, this), output)
    if real_path(last) == real_path(this):
        raise DisclosureError(
            _("两份是同一个文件 {path}；请给出上年的和本年的。").format(path=this)
        )
    comparison = api.compare(api.read(last), api.read(this))
    for remark in comparison.remarks:
        console.say(remark)
    if output is None:
        from disclosure_cli.reporting.terminal import comparison_text

        console.result(comparison_text(comparison, console.stdout()))
        return
    api.write_comparison(comparison, output, overwrite=force)
    console.result(str(output))


@app.command(help=_("查看本机情况：LibreOffice、公文字体、终端编码，缺什么、怎么办。"))
def doctor() -> None:
    """Print what this machine has, a line each; nothing of it is an error."""
    from disclosure_cli.cli.doctor import needs

    for need in needs():
        console.result(f"{'√' if need.is_there else '×'} {need.name}  {need.says}")


def _last(path: Path | None) -> Report | None:
    """Last year's report, where its workbook is named."""
    from disclosure_cli import api

    return api.read(path) if path else None


def _annotate(results: list[FileResult], path: Path, *, force: bool) -> None:
    """Write the annotated copy of the one workbook that was checked."""
    from disclosure_cli import api

    if len(results) != 1 or results[0].report is None:
        raise DisclosureError(_("--annotate 一次只用于一个可以读取的工作簿；请只给出一个文件。"))
    api.annotate(results[0].report, results[0].diagnostics, path, overwrite=force)
    console.say(_("批注副本：{path}").format(path=path))


def _tell(result: FileResult) -> None:
    """Say what became of one workbook."""
    if result.error:
        console.say(f"× {result.error}")
    elif result.diagnostics or result.is_draft:
        # The findings, and in the last line whether the report was built of them.
        console.show(rendered([result], FindingsFormat.TEXT, screen=console.stderr()))
    for file in result.built:
        console.result(str(file))


def _tell_of_missing_fonts() -> None:
    """Say which of the official fonts another one stood in for."""
    from disclosure_cli.cli.doctor import missing_fonts

    if missing := missing_fonts():
        console.say(
            _("本机没有 {fonts}，PDF 中用了替代字体；印发前请在装有这些字体的机器上转换。").format(
                fonts=_("、").join(missing)
            )
        )


def _tell_of_reference(path: Path, formats: Sequence[OutputFormat], draft: bool) -> None:
    """Say what the documents have of the office's own; a web page has nothing of it."""
    if set(formats) == {OutputFormat.HTML}:
        console.say(_("网页不用 {path}；它只用于 Word 和 PDF。").format(path=path))
        return
    from disclosure_cli.cli.office_looks import described

    console.say(described(path, draft=draft))
