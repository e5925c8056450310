"""The command line: arguments in, exit code out.

0: nothing wrong; 1: the report has errors; 2: the job could not be done (usage, an unreadable
file, a bug). Results go to stdout, everything said about them to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from disclosure_cli import __version__, console
from disclosure_cli.console import Checked, Format
from disclosure_cli.errors import DisclosureError, FindingsStand, ForeignWorkbook, OutputExists

FINDINGS, FAILED = 1, 2
TRACEBACK = "DISCLOSURE_TRACEBACK"
"""The environment variable that shows the traceback of a bug."""

app = typer.Typer(
    help="政府信息公开工作年度报告：生成 Excel 模板，检查填好的工作簿，生成 Word 报告。",
    no_args_is_help=True,
    # Plain help: rendering it with rich would take longer than the rest of `--help`.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Year = Annotated[int, typer.Argument(metavar="YEAR", help="报告的统计年度，如 2024。")]
Force = Annotated[bool, typer.Option("--force", help="文件已存在时覆盖。")]
Workbooks = Annotated[list[Path], typer.Argument(metavar="FILE...", help="填好的工作簿（.xlsx）。")]


@app.callback(invoke_without_command=True)
def program(
    version: Annotated[bool, typer.Option("--version", help="显示版本号。")] = False,
) -> None:
    """政府信息公开工作年度报告：生成 Excel 模板，检查填好的工作簿，生成 Word 报告。"""
    if version:
        console.result(f"disclosure {__version__}")
        raise typer.Exit


@app.command("new-template")
def new_template(
    year: Year,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="写到这个文件；默认 workbook.xlsx，或以机关和年度命名。",
        ),
    ] = None,
    organ: Annotated[str, typer.Option(metavar="NAME", help="机关名称，填入模板。")] = "",
    force: Force = False,
) -> None:
    """生成空白的 Excel 模板，供填表人填写。"""
    from disclosure_cli.library import write_template

    path = output or Path(_file_name(organ, year, ".xlsx") if organ else "workbook.xlsx")
    write_template(year, path, organ=organ.strip(), overwrite=force)
    console.result(str(path))


@app.command()
def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE...]", help="工作簿或文件夹；不填则检查当前文件夹中的全部工作簿。"
        ),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="输出格式。")] = Format.TEXT,
) -> None:
    """检查填好的工作簿，不生成报告。

    退出码：0 没有错误；1 有错误；2 无法检查。
    """
    checked = list(_check_all(files or []))
    console.result(console.rendered(checked, output))
    if any(each.error for each in checked):
        raise typer.Exit(FAILED)
    if any(each.has_errors for each in checked):
        raise typer.Exit(FINDINGS)


@app.command()
def build(
    files: Workbooks,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="OUT", help="写到这个 .docx；有多个工作簿时为文件夹。"
        ),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="有错误也生成，每页标明“草稿”。")] = False,
    force: Force = False,
) -> None:
    """先检查，没有错误就生成 Word 报告（.docx）。

    退出码：0 已生成；1 有错误，没有生成；2 无法生成。
    """
    if output and len(files) > 1 and not _is_folder(output):
        raise DisclosureError(f"有 {len(files)} 个工作簿，-o 应是已有的文件夹，而 {output} 不是。")
    taken = {path.resolve() for path in files}
    codes = [_build(path, output, taken, draft=draft, force=force) for path in files]
    if any(codes):
        raise typer.Exit(max(codes))


def _check(path: Path) -> Checked:
    """What is wrong with one workbook, or why that cannot be said."""
    from disclosure_cli.library import check, read

    try:
        return Checked(str(path), tuple(check(read(path))))
    except ForeignWorkbook:
        raise
    except DisclosureError as error:
        return Checked(str(path), error=str(error))


def _check_all(given: list[Path]) -> Iterator[Checked]:
    """Check the files named, and of a folder those that were made from our template."""
    for path in given or [Path()]:
        if _is_folder(path):
            yield from _check_folder(path)
            continue
        try:
            yield _check(path)
        except ForeignWorkbook as error:
            yield Checked(str(path), error=str(error))


def _check_folder(folder: Path) -> Iterator[Checked]:
    found = False
    for path in sorted(folder.glob("*.xlsx")):
        # ~$name.xlsx is the lock file that Excel leaves beside an open workbook.
        if path.name.startswith("~$"):
            continue
        try:
            yield _check(path)
            found = True
        except ForeignWorkbook:
            console.say(f"跳过 {path}：不是由 disclosure new-template 生成的工作簿。")
    if not found:
        where = "当前文件夹" if folder == Path() else str(folder)
        raise DisclosureError(
            f"{where}中没有由 disclosure new-template 生成的工作簿；请指定文件名。"
        )


def _build(path: Path, output: Path | None, taken: set[Path], *, draft: bool, force: bool) -> int:
    """Build one report; the exit code that this alone would give.

    `taken` holds the workbooks and the reports of this run, which no report may replace.
    """
    from disclosure_cli.library import read, write_report

    try:
        report = read(path)
        target = output or path.parent
        if _is_folder(target):
            target /= _file_name(report.organ, report.year, ".docx")
        if target.resolve() in taken:
            raise OutputExists(
                f"{path} 的报告应写入 {target}，而它是这次的另一份工作簿或报告；请分别用 -o 指定文件名。"
            )
        found = write_report(report, target, draft=draft, overwrite=force)
    except FindingsStand as stop:
        console.say(console.rendered([Checked(str(path), tuple(stop.found))], Format.TEXT))
        return FINDINGS
    except DisclosureError as error:
        console.say(f"× {error}")
        return FAILED
    taken.add(target.resolve())
    checked = Checked(str(path), tuple(found))
    if found:
        console.say(console.rendered([checked], Format.TEXT))
    console.result(str(target))
    return FINDINGS if checked.has_errors else 0


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # A name too long for the system: whoever opens it will say so.
        return False


def _file_name(organ: str, year: int | None, suffix: str) -> str:
    """A name by organ and year, without the characters that Windows forbids in one."""
    from disclosure_cli.manuscript import title

    name = f"{organ}{title(year)}"
    kept = "".join(c for c in name if c.isprintable() and c not in '<>:"/\\|?*').strip(" .")
    return f"{kept[:80]}{suffix}"


def main() -> NoReturn:
    """Run the program; whatever goes wrong ends in one line and exit code 2."""
    console.use_any_encoding()
    try:
        app(prog_name="disclosure")
    except DisclosureError as error:
        console.say(f"× {error}")
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        console.say(
            f"× 程序出错（{type(error).__name__}: {error}），没有完成；"
            f"设置环境变量 {TRACEBACK}=1 可看到详情，请把它报告给开发者。"
        )
    sys.exit(FAILED)
