"""The commands and their options: arguments in, exit code out.

Results go to stdout, everything said about them to stderr.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure_cli.cli import console
from disclosure_cli.cli.exit_codes import DONE, FAILED, Threshold, exit_code
from disclosure_cli.cli.help_pages import Command, Program, examples
from disclosure_cli.cli.options import (
    WORKBOOK,
    Force,
    Jobs,
    Language,
    Last,
    Year,
    choice,
    codes_option,
    input_option,
    input_path,
    organ_name,
    output_option,
)
from disclosure_cli.cli.progress import Work
from disclosure_cli.cli.published_commands import compare, import_, verify
from disclosure_cli.cli.reference_commands import doctor, explain, explain_text, rules, show_version
from disclosure_cli.cli.unit_commands import merge, status
from disclosure_cli.container import WORKBOOKS
from disclosure_cli.errors import DisclosureError
from disclosure_cli.files import forbid_overwriting, require_suffix, write_whole
from disclosure_cli.i18n import _
from disclosure_cli.output.output_format import BuildOptions, OutputFormat
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered

# What a command needs beyond this is imported in it: with all of it, `--help` would take 1.9 times as
# long as typer's own import, not 1.15 times (benchmarks/imports.py).
if TYPE_CHECKING:
    from disclosure_cli.model.report import Report

app = typer.Typer(
    cls=Program,
    help=_("政府信息公开工作年度报告：生成 Excel 模板，检查填好的工作簿，生成 Word 报告。"),
    epilog=_("运行 disclosure 命令 --help 可看到一个命令的用法和例子。"),
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def run() -> int:
    """Run the command line; its exit code. Raises `DisclosureError`."""
    code = app(prog_name="disclosure", standalone_mode=False)
    return code if isinstance(code, int) else DONE


@app.callback(invoke_without_command=True)
def program(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=_("显示版本号和所用的格式。"))] = False,
    language: Language = "",
) -> None:
    """What is said before any command."""
    if version:
        show_version()
        raise typer.Exit
    if context.invoked_subcommand is None:
        console.show(context.get_help())
        raise typer.Exit(FAILED)


@app.command(
    "new-template",
    cls=Command,
    help=_("生成空白的 Excel 模板，供填表人填写。"),
    epilog=examples("new-template 2024", "new-template 2025 --last 2024.xlsx"),
)
def new_template(
    year: Year,
    output: Annotated[
        Path | None,
        output_option(_("文件名"), _("写到这个文件；默认 workbook.xlsx，或以机关和年度命名。")),
    ] = None,
    organ: Annotated[
        str,
        typer.Option(metavar=_("名称"), parser=organ_name, help=_("机关名称，填入模板。")),
    ] = "",
    last: Annotated[
        Path | None,
        input_option(
            "--last",
            _("文件名"),
            _("上年的工作簿或已公布的报告：带入基本信息、上年结转和分类名称。"),
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Write the empty workbook, and print its name."""
    from disclosure_cli import api
    from disclosure_cli.output.titles import workbook_name

    if output:
        require_suffix(output, WORKBOOK)
    before = _last(last)
    organ = organ.strip() or (before.organ if before else "")
    path = output or Path(workbook_name(organ, year))
    forbid_overwriting([last] if last else [], path)
    for each in api.new_template(year, path, organ=organ, last=before, overwrite=force):
        console.say(each.message)
    console.result(str(path))


@app.command(
    cls=Command,
    help=_(
        "检查填好的工作簿，或已公布的报告，不生成报告。\n\n退出码：0 没有错误；1 有错误；2 无法检查。"
    ),
    epilog=examples(
        "validate workbook.xlsx",
        "validate . --quiet",
        "validate workbook.xlsx --annotate 2.xlsx",
        "validate 2023.docx page.html",
    ),
)
def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=_("文件名"),
            parser=input_path,
            help=_(
                "工作簿、已公布的报告（.docx、网页、PDF）或文件夹；不填则检查当前文件夹中的全部工作簿。"
            ),
        ),
    ] = None,
    findings_format: Annotated[
        FindingsFormat, choice("--format", FindingsFormat, _("输出格式；默认 text，供人阅读。"))
    ] = FindingsFormat.TEXT,
    output: Annotated[Path | None, output_option(_("文件名"), _("把结果写到这个文件。"))] = None,
    annotate: Annotated[
        str | None,
        typer.Option(
            metavar=_("文件名"),
            help=_("另存一份带批注的 .xlsx 或 .docx；写成文件夹的，每份有问题的各存一份。"),
        ),
    ] = None,
    select: Annotated[
        list[str] | None, codes_option("--select", _("只检查这些代码，如 D1 或 D101,D213。"))
    ] = None,
    ignore: Annotated[list[str] | None, codes_option("--ignore", _("不检查这些代码。"))] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help=_("也列出提示，并给出写法上的建议（D408）。"))
    ] = False,
    last: Last = None,
    fail_on: Annotated[
        Threshold, choice("--fail-on", Threshold, _("达到这一级别时，退出码为 1；默认 error。"))
    ] = Threshold.ERROR,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("每个文件只显示一行结论。"))
    ] = False,
    jobs: Jobs = None,
    force: Force = False,
) -> None:
    """Check workbooks and print what was found."""
    from disclosure_cli.batch.checking import CheckRequest, check_all
    from disclosure_cli.batch.destination import destination_of_copies
    from disclosure_cli.batch.selection import select as selected
    from disclosure_cli.checks.rules import chosen_codes
    from disclosure_cli.cli.remarks import tell_of_copies, tell_of_unread

    if output and output.suffix.lower() in WORKBOOKS:
        raise DisclosureError(
            _("{path} 是工作簿的名称；检查结果是文本，批注副本用 --annotate。").format(path=output)
        )
    codes = chosen_codes(select or [], ignore or [], notes=notes)
    selection = selected(files or [])
    sources = [each.path for each in selection.files]
    copies = destination_of_copies(annotate, selection) if annotate is not None else None
    request = CheckRequest(codes, _last(last), copies, force)
    single = copies.path if copies and not copies.is_folder else None
    forbid_overwriting([*sources, last] if last else sources, output, single)
    work = Work(
        len(selection.files), _("正在检查"), _("检查了 {count} 个文件，共 {total} 个，没有写出结果")
    )
    results = []
    with work:
        for result in check_all(selection, request, jobs):
            with work.one_more(failed=bool(result.error)):
                results.append(result)
    tell_of_unread(selection, results)
    results = [result for result in results if not result.is_skipped]
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
        console.say(_("检查结果已写入 {path}。").format(path=output))
    else:
        console.result(text)
    if copies:
        tell_of_copies(results, copies)
    raise typer.Exit(exit_code(results, fail_on))


app.command(cls=Command, help=_("列出全部检查规则。"))(rules)
app.command(
    cls=Command,
    help=_("说明一条规则：检查什么，为什么，举例，依据。"),
    epilog=examples("explain D101"),
)(explain)
app.command(
    "explain-text",
    cls=Command,
    help=_("说明正文的一句话怎样读：每个数字指哪个数，凭哪个词，或者为什么不核对。"),
    epilog=examples(_('explain-text "全年收到政府信息公开申请12件，均已办结。"')),
)(explain_text)


@app.command(
    cls=Command,
    help=_(
        "先检查，没有错误就生成报告：Word（.docx），或网页、PDF、数据。\n\n"
        "退出码：0 已生成；1 有错误，没有生成，或用 --draft 只生成了草稿；2 无法生成。"
    ),
    epilog=examples(
        "build workbook.xlsx", "build workbook.xlsx --to docx --to html", "build . -o 2024/"
    ),
)
def build(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar=_("文件名"),
            parser=input_path,
            help=_("填好的工作簿，或放着工作簿的文件夹。"),
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("文件名"),
            help=_("写到这个文件，或写进这个文件夹（没有就建立）。"),
        ),
    ] = None,
    to: Annotated[
        list[OutputFormat] | None,
        choice("--to", OutputFormat, _("生成哪种文件，可写多次；默认 docx，或按 -o 的扩展名。")),
    ] = None,
    charts: Annotated[
        bool, typer.Option("--charts", help=_("加上办理结果和主动公开分类的条形图。"))
    ] = False,
    reference: Annotated[
        Path | None,
        input_option("--reference-doc", _("文件.docx"), _("用这个 .docx 的样式和页面。")),
    ] = None,
    fragment: Annotated[
        bool,
        typer.Option("--fragment", help=_("网页只要标题以下的内容，供粘贴到网站后台的源代码中。")),
    ] = False,
    last: Last = None,
    draft: Annotated[
        bool, typer.Option("--draft", help=_("有错误也生成，每页标明“草稿”，没有填的格空着。"))
    ] = False,
    jobs: Jobs = None,
    force: Force = False,
) -> None:
    """Check workbooks and write their reports, unless there are errors."""
    from disclosure_cli.batch.building import BuildRequest, build_all, formats_asked_for
    from disclosure_cli.batch.destination import destination
    from disclosure_cli.batch.selection import select
    from disclosure_cli.cli.remarks import (
        tell,
        tell_of_missing_fonts,
        tell_of_reference,
        tell_of_unread,
        tell_summary,
    )

    target = destination(output) if output is not None else None
    formats = formats_asked_for(to or [], target)
    if fragment and OutputFormat.HTML not in formats:
        raise DisclosureError(
            _("--fragment 只用于网页；请加上 --to html，或把 -o 写成 .html 文件。")
        )
    options = BuildOptions(draft, charts, reference, fragment)
    sources = tuple(path for path in (last, reference) if path)
    request = BuildRequest(formats, options, target, force, _last(last), sources)
    selection = select(files)
    work = Work(len(selection.files), _("正在生成"), _("处理了 {count} 个文件，共 {total} 个"))
    results = []
    with work:
        for result in build_all(selection, request, jobs):
            with work.one_more(failed=bool(result.error)):
                tell(result)
            results.append(result)
    tell_of_unread(selection, results)
    results = [result for result in results if not result.is_skipped]
    tell_summary(results)
    if OutputFormat.PDF in formats and any(result.built for result in results):
        tell_of_missing_fonts()
    if reference and any(result.built for result in results):
        tell_of_reference(reference, formats, draft)
    raise typer.Exit(exit_code(results))


app.command(
    cls=Command,
    help=_("把上年和本年的两份报告逐项对照：数字的增减，文字的增删。"),
    epilog=examples("compare 2024.xlsx 2025.xlsx"),
)(compare)
app.command(
    "import",
    cls=Command,
    help=_("把已公布的报告（.docx、网页、PDF、.json）导入为填好的工作簿：数字和文字。"),
    epilog=examples("import 2023.docx -o 2023.xlsx"),
)(import_)
app.command(
    cls=Command,
    help=_(
        "核对报告（.docx、网页、PDF）与生成它的工作簿是否一致：数字、标签和文字。\n\n"
        "退出码：0 一致；1 不一致；2 无法核对。"
    ),
    epilog=examples("verify report.docx workbook.xlsx"),
)(verify)


app.command(
    cls=Command,
    help=_(
        "列出各单位的报送情况：谁没有报，谁要退回，先改什么。\n\n"
        "退出码：0 都已报送，没有错误；1 有缺的或有错的；2 无法检查。"
    ),
    epilog=examples(_("status 收到 --units 名单.xlsx"), _("status 收到 -o 报送情况.xlsx")),
)(status)
app.command(
    cls=Command,
    help=_(
        "把各单位的数字相加，写成政府自己的工作簿，每个数字都查得到来源。\n\n"
        "退出码：0 已汇总；1 有单位要先处理，没有汇总；2 无法汇总。"
    ),
    epilog=examples(
        _("merge 收到 -o 全县.xlsx --organ 某某县人民政府 --year 2025 --units 名单.xlsx")
    ),
)(merge)


app.command(cls=Command, help=_("查看本机情况：LibreOffice、公文字体、终端编码，缺什么、怎么办。"))(
    doctor
)


def _last(path: Path | None) -> Report | None:
    """Last year's report, where its workbook is named."""
    from disclosure_cli import api

    return api.read(path) if path else None
