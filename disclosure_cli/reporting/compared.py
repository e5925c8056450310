"""A comparison of two years for the terminal."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from disclosure_cli.i18n import _
from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.text import visible
from disclosure_cli.output.annex import Rows, sections


def as_text(comparison: Comparison) -> str:
    """The comparison for the terminal, in colour where it has colours."""
    screen = Console()
    console = Console(
        file=io.StringIO(), width=screen.width, force_terminal=screen.is_terminal,
        no_color=screen.no_color, markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    console.print(Text(visible(comparison.title.replace("\n", "")), "bold"))
    if comparison.is_across_forms:
        console.print(Text(_("两年的格式不同，只比较两种格式都有的数字。"), "yellow"))
    for section in sections(comparison):
        console.print()
        console.print(Text(section.heading, "bold"))
        for part in section.content:
            console.print(_table(part) if isinstance(part, Rows) else Text(f"  {visible(part)}"))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines())


def _table(part: Rows) -> RenderableType:
    table = Table(header_style="dim")
    for number, head in enumerate(part.head):
        table.add_column(head, justify="right" if number else "left")
    for row in part.rows:
        table.add_row(*(Text(visible(text)) for text in row))
    return table
