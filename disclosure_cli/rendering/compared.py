"""A comparison of two years: for the terminal, and as blocks that any document can be made of."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from disclosure_cli.comparing import Compared, Comparison
from disclosure_cli.language import _
from disclosure_cli.wording import visible


class Rows(NamedTuple):
    """A table of an annex: its head and its rows of text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(NamedTuple):
    """A section of an annex: its heading, then paragraphs and tables."""

    heading: str
    content: tuple[str | Rows, ...]


def sections(comparison: Comparison) -> Iterator[Section]:
    """The annex, section by section, in the language of the report."""
    for each in comparison.sections:
        yield Section(each.title, tuple(_content(comparison, each)))


def _content(comparison: Comparison, each: Compared) -> Iterator[str | Rows]:
    before, now = comparison.years
    if each.changes:
        head = ("项目", f"{before}年", f"{now}年", "增减")
        yield Rows(head, tuple(tuple(change) for change in each.changes))
    if each.unchanged:
        yield f"其余 {each.unchanged} 个数字两年相同。"
    for title, texts in (
        (f"{before}年有而{now}年没有：", each.dropped),
        (f"{now}年新写：", each.added),
    ):
        if texts:
            yield title
            yield from texts
    if each.kept:
        yield f"{each.kept} 句两年相同。"
    if not (each.changes or each.unchanged or each.dropped or each.added or each.kept):
        yield "两年都没有内容。"


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
