"""The figures of a sum that does not hold, drawn as in the printed table; the wrong cell, if known, marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.model.report import Report
from disclosure_cli.model.text import ems, shortened, visible
from disclosure_cli.reporting.line_breaks import broken

NEAR = 1
"""Rows or columns that are shown on each side of the sum."""
_NARROWEST_LABEL, _WIDEST_LABEL = 16, 40
"""Columns on the screen: in two lines of 16, a label can be told from the others; beside 40, figures can be read."""
_WIDEST_HEAD = 8
"""Columns on the screen: it may have two lines."""
_WIDE_GAP, _NARROW_GAP = 3, 2
"""Columns on the screen between two columns of the table."""
_LONGEST_TEXT = 8
"""Full-width characters of what stands in a cell and is no figure; the finding about it has it whole."""
_CUT = "…"
_ADDED = re.compile(r"(?<=[^（）])（[^（）]*）$")
"""An explanation at the end of a label: （二）部分公开（区分处理的，只计这一情形，不计其他情形）."""


class ScreenColumns(NamedTuple):
    """What of a part of a table is shown on a screen, and how wide each is there."""

    keys: list[str]
    """Of the columns; … for those that were left out."""
    widths: list[int]
    label: int
    """The width of the labels of the rows."""
    gap: int


class Neighbourhood(NamedTuple):
    """A part of a table: every term of a sum, and what stands next to it.

    Where it is wider than the screen, first the labels and heads take two lines, then columns are left
    out of its middle, never the one in question.
    """

    report: Report
    at: Ref
    """The cell in question, or where that is not known the first of the sum."""
    is_known: bool
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    """The keys of the rows and columns, in the printed order."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        fitting = self._fitting(options.max_width)
        heads = [_CUT if key == _CUT else self._head(key) for key in fitting.keys]
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
        for row in self.rows:
            label = [_in_lines(self._label(row), fitting.label)] if fitting.label else []
            shown.add_row(*label, *(self._figure(row, key) for key in fitting.keys))
        yield shown

    def _label(self, row: str) -> str:
        """The printed label of a row, without the groups that it is in and what is added to explain it."""
        label = self.report.labels(Ref(self.at.table, row, self.columns[0]))[0]
        return _ADDED.sub("", visible(label.rpartition("·")[2]))

    def _head(self, column: str) -> str:
        """The same for a column."""
        label = self.report.labels(Ref(self.at.table, self.rows[0], column))[1]
        return visible(label.rpartition("·")[2])

    def _figure(self, row: str, column: str) -> Text:
        ref = Ref(self.at.table, row, column)
        if column == _CUT:
            return Text(_CUT, "dim")
        written = self.report.written(ref)
        if not self.report.is_readable([ref]):
            written = shortened(written, _LONGEST_TEXT)
        return (
            Text(f"→{written}", "bold red") if self.is_known and ref == self.at else Text(written)
        )

    def _taken(self, column: str, widest: int) -> int:
        """How many columns of the screen it takes: those of its figures, and of its head in two lines."""
        if column == _CUT:
            return cell_len(_CUT)
        head = cell_len(self._head(column))
        # A head of four characters is as well read as two of two.
        head = head // 2 if head == _WIDEST_HEAD > widest else min(_WIDEST_HEAD, head)
        return max(head, *(cell_len(self._figure(row, column).plain) for row in self.rows))

    def _fitting(self, width: int) -> ScreenColumns:
        """What fits on a screen of that width."""
        longest = max(round(2 * ems(self._label(row))) for row in self.rows)
        label, least = min(longest, _WIDEST_LABEL), min(longest, _NARROWEST_LABEL)
        for keys, needed, widest, gap in self._attempts(label, least):
            widths = [self._taken(key, widest) for key in keys]
            free = width - sum(widths) - gap * len(widths)
            if free >= needed:
                break
        return ScreenColumns(keys, widths, max(min(label, 1), min(label, free)), gap)

    def _attempts(self, label: int, least: int) -> Iterator[tuple[list[str], int, int, int]]:
        """The columns, what the labels need, the widest head and the gap: from the best look to the narrowest."""
        keys = list(self.columns)
        yield keys, label, _WIDEST_HEAD, _WIDE_GAP
        yield keys, least, _WIDEST_HEAD, _NARROW_GAP
        yield keys, least, _WIDEST_HEAD // 2, _NARROW_GAP
        while inner := [key for key in keys if key not in (self.at.column, _CUT)][1:-1]:
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


def neighbourhood(report: Report, questioned: Ref | None, equation: Equation) -> Neighbourhood:
    """The figure in question, if one is, among all the terms of the sum, and what stands beside them."""
    at = questioned or equation.left[0]
    table = report.edition.table_of(at)
    refs = (at, *equation.refs)
    rows = list(dict.fromkeys(ref.row for ref in refs))
    columns = list(dict.fromkeys(ref.column for ref in refs))
    if table is not None:
        # Of the columns beside, only those that have a sum in common with the cell: its own block.
        akin = {ref.column for each in table.equations if at in each.refs for ref in each.refs}
        rows = _ordered([leaf.key for leaf in table.row_leaves], rows)
        columns = [
            key
            for key in _ordered([leaf.key for leaf in table.column_leaves], columns)
            if key in akin or key in columns
        ]
    return Neighbourhood(report, at, questioned is not None, tuple(rows), tuple(columns))


def _ordered(keys: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Those wanted in their order; where it is one alone, those beside it as well."""
    places = sorted(keys.index(key) for key in wanted)
    if len(places) == 1:
        (place,) = places
        return list(keys[max(0, place - NEAR) : place + NEAR + 1])
    return [keys[place] for place in places]
