"""Findings and comparisons as text for people.

Errors first, then warnings, by sheet; each with its cell and, of a sum, its terms as in the printed table.
Notes are counted, and listed only where they are asked for.
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

from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.findings import Diagnostic, Severity, gravest_first, named
from disclosure_cli.model.text import visible
from disclosure_cli.output.blocks import NameBlock, Paragraph, ParagraphRole, TableBlock
from disclosure_cli.output.compose import compose_comparison
from disclosure_cli.reporting.folding import Fold, folded
from disclosure_cli.reporting.line_breaks import line_starts
from disclosure_cli.reporting.neighbourhood import neighbourhood
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
    listed = [each for each in result.diagnostics if notes or each.severity is not Severity.NOTE]
    folds = folded(gravest_first(listed))
    sums = [each for fold in folds if (each := fold.first).sum]
    for sheet, shown in groupby(folds[:MOST_SHOWN], key=lambda fold: fold.first.place.sheet):
        yield _indented(f"【{sheet}】", 2, "bold")
        for fold in shown:
            is_drawn = any(fold.first is each for each in sums[:MOST_DRAWN])
            yield from _finding(result, fold, is_drawn)
    if left_out := sum(1 + len(fold.others) for fold in folds[MOST_SHOWN:]):
        says = _("另有 {count} 条没有显示；用 --format json 可看到全部。")
        yield _indented(says.format(count=left_out), 2)


def _finding(result: FileResult, fold: Fold, is_drawn: bool) -> Iterator[RenderableType]:
    diagnostic = fold.first
    yield IndentedText(_line(diagnostic, diagnostic.labels), 4, _HANGING)
    if explanation := diagnostic.explanation:
        yield _indented(_("已说明：{explanation}").format(explanation=explanation), 6, "dim")
    if result.report and diagnostic.sum and is_drawn:
        questioned = diagnostic.at if isinstance(diagnostic.at, Ref) else None
        drawn = neighbourhood(result.report, questioned, diagnostic.sum)
        yield Padding(drawn, (0, 0, 0, 8), expand=False)
    for related in diagnostic.related:
        labels = "" if related.labels == diagnostic.labels else related.labels
        yield IndentedText(Text("· ", "dim") + _line(related, labels, "dim"), 6, _HANGING)
    if fold.others:
        says = _("另有 {count} 处同样的问题：{cells}")
        yield _indented(says.format(count=len(fold.others), cells=named(fold.cells)), 6)


def _line(diagnostic: Diagnostic, labels: str, style: str = "") -> Text:
    """The cell, the weight and the code, the labels, and what is wrong."""
    where = "" if diagnostic.message.startswith(labels) else labels
    line = Text(style=style)
    if diagnostic.place.cell and diagnostic.place.cell != diagnostic.labels:
        line.append(printable(f"{diagnostic.place.cell} "), "bold")
    line.append(
        f"{_(diagnostic.severity.label)} {diagnostic.code} ", style or STYLES[diagnostic.severity]
    )
    line.append(printable(_("{where}：").format(where=where) if where else ""), "dim")
    line.append(printable(diagnostic.message))
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
