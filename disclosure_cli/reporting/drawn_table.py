"""A part of a printed table drawn on a screen, as wide as that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from disclosure_cli.model.text import ems, shortened
from disclosure_cli.reporting.line_breaks import broken
from disclosure_cli.reporting.neighbourhood import Neighbourhood

_NARROWEST_LABEL, _WIDEST_LABEL = 16, 40
"""Columns on the screen: in two lines of 16, a label can be told from the others; beside 40, figures can be read."""
_WIDEST_HEAD = 8
"""Columns on the screen: it may have two lines."""
_WIDE_GAP, _NARROW_GAP = 3, 2
"""Columns on the screen between two columns of the table."""
_CUT = "…"


class ScreenColumns(NamedTuple):
    """What of a part of a table is shown on a screen, and how wide each is there."""

    keys: list[str]
    """Of the columns; … for those that were left out."""
    widths: list[int]
    label: int
    """The width of the labels of the rows."""
    gap: int


class DrawnTable(NamedTuple):
    """A part of a table on a screen.

    Where it is wider than that, first the labels and heads take two lines, then columns are left
    out of its middle, never the one in question.
    """

    part: Neighbourhood

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        fitting = self._fitting(options.max_width)
        heads = [_CUT if key == _CUT else self.part.head(key) for key in fitting.keys]
        shown = Table(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            # One column of a gap is rich's own.
            padding=(0, fitting.gap - _NARROW_GAP, 0, 1),
            show_header=any(heads),
            header_style="dim",
        )
        if fitting.label:
            shown.add_column("", width=fitting.label, style="dim")
        for head, width in zip(heads, fitting.widths, strict=True):
            shown.add_column(_in_words(head, width), width=width, justify="right")
        for row in self.part.rows:
            label = [_in_lines(self.part.label(row), fitting.label)] if fitting.label else []
            shown.add_row(*label, *(self._figure(row, key) for key in fitting.keys))
        yield shown

    def _figure(self, row: str, column: str) -> Text:
        if column == _CUT:
            return Text(_CUT, "dim")
        figure = self.part.figure(row, column)
        return Text(f"→{figure}", "bold red") if self.part.is_marked(row, column) else Text(figure)

    def _taken(self, column: str, widest: int) -> int:
        """How many columns of the screen it takes: those of its figures, and of its head in two lines."""
        if column == _CUT:
            return cell_len(_CUT)
        head = cell_len(self.part.head(column))
        # A head of four characters is as well read as two of two.
        head = head // 2 if head == _WIDEST_HEAD > widest else min(_WIDEST_HEAD, head)
        return max(head, *(cell_len(self._figure(row, column).plain) for row in self.part.rows))

    def _fitting(self, width: int) -> ScreenColumns:
        """What fits on a screen of that width."""
        longest = max(round(2 * ems(self.part.label(row))) for row in self.part.rows)
        label, least = min(longest, _WIDEST_LABEL), min(longest, _NARROWEST_LABEL)
        for keys, needed, widest, gap in self._attempts(label, least):
            widths = [self._taken(key, widest) for key in keys]
            free = width - sum(widths) - gap * len(widths)
            if free >= needed:
                break
        return ScreenColumns(keys, widths, max(min(label, 1), min(label, free)), gap)

    def _attempts(self, label: int, least: int) -> Iterator[tuple[list[str], int, int, int]]:
        """The columns, what the labels need, the widest head and the gap: from the best look to the narrowest."""
        keys = list(self.part.columns)
        yield keys, label, _WIDEST_HEAD, _WIDE_GAP
        yield keys, least, _WIDEST_HEAD, _NARROW_GAP
        yield keys, least, _WIDEST_HEAD // 2, _NARROW_GAP
        while inner := [key for key in keys if key not in (self.part.at.column, _CUT)][1:-1]:
            middle = keys.index(inner[len(inner) // 2])
            keys = [*keys[:middle], *([] if _CUT in keys else [_CUT]), *keys[middle + 1 :]]
            yield keys, least, _WIDEST_HEAD // 2, _NARROW_GAP


def _in_words(head: str, width: int) -> Text:
    """A head that is too wide in lines of whole words, which in Chinese have two characters: 商业, 企业."""
    is_wider = cell_len(head) > width
    return Text("\n".join(broken(head, max(4, width // 4 * 4))) if is_wider else head)


def _in_lines(label: str, width: int) -> Text:
    """A label in two lines at most, as long as each other; the rest of a longer one as …."""
    lines = broken(label, width)
    if len(lines) == 2:
        lines = next(
            evened for each in range(1, width + 1) if len(evened := broken(label, each)) == 2
        )
    elif len(lines) > 2:
        lines = [lines[0], shortened("".join(lines[1:]), width / 2)]
    return Text("\n".join(lines))
