"""Findings and comparisons as text for people.

Of findings what their outline tells: each with its cell and, of a sum, its terms as in the printed table.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO, NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from disclosure_cli.i18n import _
from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.findings import Severity
from disclosure_cli.model.text import visible
from disclosure_cli.output.blocks import NameBlock, Paragraph, ParagraphRole, TableBlock
from disclosure_cli.output.compose import compose_comparison
from disclosure_cli.reporting.drawn_table import DrawnTable
from disclosure_cli.reporting.findings_outline import FindingLine, ToldFinding, outline
from disclosure_cli.reporting.line_breaks import line_starts
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.reporting.verdict import summary, verdict

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
MOST_SHOWN = 200
"""Findings of a file that are shown; the number of the others is given."""
MOST_DRAWN = 3
"""Sums of a file that are drawn; of the others there is the line alone."""
UNBOUNDED = 10_000
"""The width of what is not for a screen: no line is broken, so that it can be searched."""
_HANGING = 2
"""Columns by which the second line of a finding stands further in, so that its first is found."""


class IndentedText(NamedTuple):
    """A text that stands so many columns to the right, in lines that fit the screen."""

    text: Text
    by: int
    hanging: int = 0
    """By how many columns more, from the second line on."""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.by
        starts = line_starts(self.text.plain, room, room - self.hanging)
        for number, line in enumerate(self.text.divide(starts)):
            line.rstrip()
            yield Padding(line, (0, 0, 0, self.by + (self.hanging if number else 0)), expand=False)


def findings_text(
    results: Sequence[FileResult], *, quiet: bool, notes: bool, screen: IO[str] | None
) -> str:
    """The findings of each file, and a verdict; of several files, last of all how many are right."""

    def parts() -> Iterator[RenderableType]:
        for number, result in enumerate(results):
            if number and not quiet:
                yield ""
            yield from _quietly(result) if quiet else _file(result, notes)
        if len(results) > 1:
            yield ""
            yield _indented(summary(results), 0)

    return captured_text(parts(), screen)


def summary_text(results: Sequence[FileResult], *, is_build: bool, screen: IO[str]) -> str:
    """How many of several files are right, on a screen."""
    return captured_text([_indented(summary(results, is_build=is_build), 0)], screen)


def comparison_text(comparison: Comparison, screen: IO[str]) -> str:
    """The comparison of two years: the blocks of its annex."""
    return captured_text(_comparison(comparison), screen)


def captured_text(parts: Iterable[RenderableType], stream: IO[str] | None) -> str:
    """What rich makes of the parts, as text: in the width and the colours of the stream, if that is a terminal.

    For any other stream, and for None, the width is `UNBOUNDED`.
    """
    # Asked for what the terminal can do; it respects NO_COLOR, FORCE_COLOR and TERM.
    screen = Console(file=stream)
    is_shown = stream is not None and screen.is_terminal
    # Colours may be forced upon what is no terminal; lines are broken there only if a width is given.
    is_fitted = is_shown and (screen.file.isatty() or "COLUMNS" in os.environ)
    console = Console(
        file=io.StringIO(),  # Whatever the encoding of the terminal.
        width=screen.width if is_fitted else UNBOUNDED,
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


def _file(result: FileResult, notes: bool) -> Iterator[RenderableType]:
    yield _indented(result.file, 0, "bold")
    yield from _findings(result, notes)
    style = "red" if result.error else "bold red" if result.has_errors else "green"
    yield _indented(verdict(result, hides_notes=not notes), 2, style)


def _findings(result: FileResult, notes: bool) -> Iterator[RenderableType]:
    """What was found in a file, sheet by sheet; the sums drawn that come first."""
    told = outline(result, notes=notes, most=MOST_SHOWN, most_drawn=MOST_DRAWN)
    for sheet in told.sheets:
        yield _indented(f"【{sheet.sheet}】", 2, "bold")
        for each in sheet.findings:
            yield from _finding(each)
    if told.left_out:
        says = _("另有 {count} 条没有显示；用 --format json 可看到全部。")
        yield _indented(says.format(count=told.left_out), 2)


def _finding(told: ToldFinding) -> Iterator[RenderableType]:
    yield IndentedText(_line(told.line), 4, _HANGING)
    if told.explanation:
        yield _indented(told.explanation, 6, "dim")
    if told.drawn:
        yield Padding(DrawnTable(told.drawn), (0, 0, 0, 8), expand=False)
    for related in told.related:
        yield IndentedText(Text("· ", "dim") + _line(related, "dim"), 6, _HANGING)
    if told.others:
        yield _indented(told.others, 6)


def _line(told: FindingLine, style: str = "") -> Text:
    """The cell, the weight and the code, the labels, and what is wrong."""
    line = Text(style=style)
    if told.cell:
        line.append(printable(f"{told.cell} "), "bold")
    line.append(f"{told.weight} {told.code} ", style or STYLES[told.severity])
    line.append(printable(told.heading), "dim")
    line.append(printable(told.message))
    return line


def _comparison(comparison: Comparison) -> Iterator[RenderableType]:
    """The blocks of the annex, the title and the headings in bold."""
    for block in compose_comparison(comparison, as_list=True).blocks:
        if isinstance(block, TableBlock):
            yield _plain_table(block)
        elif isinstance(block, NameBlock):
            yield Text(visible(block.text), "bold")
        elif isinstance(block, Paragraph) and block.role is ParagraphRole.BODY:
            yield _indented(visible(block.text), 2)
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
            if column:
                table.add_column(text, justify="right", no_wrap=True)
            else:
                table.add_column(text, overflow="fold")
    return table


def _indented(text: str, by: int, style: str = "") -> IndentedText:
    """A text, made printable, that stands so many columns to the right."""
    return IndentedText(Text(printable(text), style), by)


def printable(text: str) -> str:
    """Text from files without what a terminal would obey: escapes, bells, carriage returns."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)
