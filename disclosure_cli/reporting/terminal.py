"""Findings for people: by sheet, each with its cell and, of a figure, what stands around it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.report import Report
from disclosure_cli.reporting.result import NAMES, Checked

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
NEAR = 2
"""How many columns are shown on each side of a cell in question."""
MOST_SHOWN = 200
"""Findings of a file that are shown: whoever has more begins with these."""
UNBOUNDED = 10_000
"""The width of what is not for a screen: no line is broken, so that it can be searched."""


def as_text(files: Sequence[Checked], *, quiet: bool, for_screen: bool) -> str:
    """The findings of each file, and a verdict; an empty line between two files."""
    # Asked for what the terminal can do; NO_COLOR, FORCE_COLOR and TERM are heard by it.
    screen = Console()
    console = Console(
        file=io.StringIO(),
        width=screen.width if for_screen and screen.is_terminal else UNBOUNDED,
        force_terminal=for_screen and screen.is_terminal,
        no_color=screen.no_color,
        # Text from files is text: `[red]` in a cell is no markup, `:smile:` no emoji.
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for number, checked in enumerate(files):
        if number and not quiet:
            console.print()
        for part in _quietly(checked) if quiet else _file(checked):
            console.print(part)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines())


def _quietly(checked: Checked) -> Iterator[RenderableType]:
    yield Text(f"{_printable(checked.file)}: {_printable(checked.verdict)}")


def _file(checked: Checked) -> Iterator[RenderableType]:
    yield Text(_printable(checked.file), "bold")
    shown = checked.diagnostics[:MOST_SHOWN]
    for sheet, diagnostics in groupby(shown, key=lambda d: d.place.sheet):
        yield _indented(Text(f"【{_printable(sheet)}】", "bold"), 2)
        for diagnostic in diagnostics:
            yield from _finding(checked, diagnostic)
    if left_out := len(checked.diagnostics) - len(shown):
        yield _indented(
            Text(
                _("另有 {count} 条没有显示；用 --format json 可看到全部。").format(count=left_out)
            ),
            2,
        )
    verdict = Text(_printable(checked.verdict), "bold red" if checked.has_errors else "green")
    yield _indented(Text(_printable(checked.verdict), "red") if checked.error else verdict, 2)


def _finding(checked: Checked, diagnostic: Diagnostic) -> Iterator[RenderableType]:
    yield _indented(_line(diagnostic), 4)
    if diagnostic.explanation:
        yield _indented(
            Text(
                _("已说明：{explanation}").format(explanation=_printable(diagnostic.explanation)),
                "dim",
            ),
            6,
        )
    if checked.report and diagnostic.sum and (around := _around(checked.report, diagnostic)):
        yield _indented(around, 6)
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
        f"{NAMES[diagnostic.severity]} {diagnostic.code} ", style or STYLES[diagnostic.severity]
    )
    line.append(_printable(_("{where}：").format(where=where) if where else ""), "dim")
    line.append(_printable(diagnostic.message))
    return line


def _around(report: Report, diagnostic: Diagnostic) -> Table | None:
    """The cell in question among its neighbours in the printed table."""
    at = diagnostic.at
    table = next((t for t in report.edition.tables if t.key == at.table), None)
    if table is None:
        return None
    row = [leaf.key for leaf in table.row_leaves].index(at.row)
    column = [leaf.key for leaf in table.column_leaves].index(at.column)
    # Only the columns that have a sum in common with the cell: of table four, those of its block.
    connected = {ref.column for e in table.equations if at in e.refs for ref in e.refs}
    near = [
        leaf
        for leaf in table.column_leaves[max(0, column - NEAR) : column + NEAR + 1]
        if leaf.key in connected
    ]
    shown = Table(show_edge=False, pad_edge=False, header_style="dim")
    shown.add_column("")
    for leaf in near:
        shown.add_column(leaf.path[-1].label, justify="right")
    for leaf in table.row_leaves[max(0, row - 1) : row + 2]:
        refs = [Ref(at.table, leaf.key, other.key) for other in near]
        figures = [
            Text(f"→{report.written(ref)}", "bold red") if ref == at else Text(report.written(ref))
            for ref in refs
        ]
        shown.add_row(Text(leaf.path[-1].label, "dim"), *figures)
    return shown


def _indented(content: RenderableType, by: int) -> Padding:
    return Padding(content, (0, 0, 0, by), expand=False)


def _printable(text: str) -> str:
    """Text from files without what a terminal would obey: escapes, bells, carriage returns."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)
