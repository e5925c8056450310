"""Findings and comparisons as text for people.

Findings by sheet, each with its cell and, of a figure, what is around it in the printed table.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.text import visible
from disclosure_cli.output.blocks import NameBlock, Paragraph, ParagraphRole, TableBlock
from disclosure_cli.output.compose import compose_comparison
from disclosure_cli.reporting.neighbourhood import neighbourhood
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.reporting.verdict import verdict

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
MOST_SHOWN = 200
"""Findings of a file that are shown; the number of the others is given."""
UNBOUNDED = 10_000
"""The width of what is not for a screen: no line is broken, so that it can be searched."""


def findings_text(results: Sequence[FileResult], *, quiet: bool, screen: IO[str] | None) -> str:
    """The findings of each file, and a verdict; an empty line between two files."""

    def parts() -> Iterator[RenderableType]:
        for number, result in enumerate(results):
            if number and not quiet:
                yield ""
            yield from _quietly(result) if quiet else _file(result)

    return _captured(parts(), screen)


def comparison_text(comparison: Comparison, screen: IO[str]) -> str:
    """The comparison of two years: the blocks of its annex."""
    return _captured(_comparison(comparison), screen)


def _captured(parts: Iterable[RenderableType], stream: IO[str] | None) -> str:
    """The text as it is for the stream that it goes to, if that is a terminal."""
    # Asked for what the terminal can do; it respects NO_COLOR, FORCE_COLOR and TERM.
    screen = Console(file=stream)
    is_shown = stream is not None and screen.is_terminal
    console = Console(
        file=io.StringIO(),  # Whatever the encoding of the terminal.
        width=screen.width if is_shown else UNBOUNDED,
        force_terminal=is_shown,
        # rich's own way with NO_COLOR still writes bold and dim.
        color_system=None if screen.no_color else "auto",
        # Text from files is text: `[red]` in a cell is no markup, `:smile:` no emoji.
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _quietly(result: FileResult) -> Iterator[RenderableType]:
    yield _indented(f"{result.file}: {verdict(result)}", 0)


def _file(result: FileResult) -> Iterator[RenderableType]:
    yield _indented(result.file, 0, "bold")
    shown = result.diagnostics[:MOST_SHOWN]
    for sheet, diagnostics in groupby(shown, key=lambda d: d.place.sheet):
        yield _indented(f"【{sheet}】", 2, "bold")
        for diagnostic in diagnostics:
            yield from _finding(result, diagnostic)
    if left_out := len(result.diagnostics) - len(shown):
        says = _("另有 {count} 条没有显示；用 --format json 可看到全部。")
        yield _indented(says.format(count=left_out), 2)
    style = "red" if result.error else "bold red" if result.has_errors else "green"
    yield _indented(verdict(result), 2, style)


def _finding(result: FileResult, diagnostic: Diagnostic) -> Iterator[RenderableType]:
    yield _indented(_line(diagnostic), 4)
    if explanation := diagnostic.explanation:
        yield _indented(_("已说明：{explanation}").format(explanation=explanation), 6, "dim")
    if result.report and diagnostic.sum:
        questioned = diagnostic.at if isinstance(diagnostic.at, Ref) else None
        yield _indented(neighbourhood(result.report, questioned, diagnostic.sum), 6)
    for related in diagnostic.related:
        yield _indented(Text("· ", "dim") + _line(related, "dim"), 6)


def _line(diagnostic: Diagnostic, style: str = "") -> Text:
    """The cell, the weight and the code, the labels, and what is wrong."""
    where = diagnostic.labels
    if diagnostic.message.startswith(where):
        where = ""
    line = Text(style=style)
    if diagnostic.place.cell:
        line.append(f"{diagnostic.place.cell} ", "bold")
    line.append(
        f"{_(diagnostic.severity.label)} {diagnostic.code} ", style or STYLES[diagnostic.severity]
    )
    line.append(_printable(_("{where}：").format(where=where) if where else ""), "dim")
    line.append(_printable(diagnostic.message))
    return line


def _comparison(comparison: Comparison) -> Iterator[RenderableType]:
    """The blocks of the annex, the title and the headings in bold."""
    for block in compose_comparison(comparison, as_list=True).blocks:
        if isinstance(block, TableBlock):
            yield _plain_table(block)
        elif isinstance(block, NameBlock):
            yield Text(visible(block.text), "bold")
        elif isinstance(block, Paragraph) and block.role is ParagraphRole.BODY:
            yield Text(f"  {visible(block.text)}")
        elif isinstance(block, Paragraph):
            yield ""
            yield Text(visible(block.text), "bold")


def _plain_table(block: TableBlock) -> Table:
    table = Table(header_style="dim")
    for number, (_row, cells) in enumerate(groupby(block.texts, key=lambda each: each[0].row)):
        texts = [Text(visible(text)) for _cell, text in cells]
        if number:
            table.add_row(*texts)
            continue
        for column, text in enumerate(texts):
            table.add_column(text, justify="right" if column else "left")
    return table


def _indented(content: RenderableType, by: int, style: str = "") -> Padding:
    """What stands so many columns to the right; a string is made printable."""
    if isinstance(content, str):
        content = Text(_printable(content), style)
    return Padding(content, (0, 0, 0, by), expand=False)


def _printable(text: str) -> str:
    """Text from files without what a terminal would obey: escapes, bells, carriage returns."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)
