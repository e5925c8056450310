"""The figures of a sum that does not hold, drawn as in the printed table; the wrong cell, if known, marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.model.report import Report
from disclosure_cli.model.text import visible

NEAR = 1
"""Rows or columns that are shown on each side of the sum."""
_NARROWEST_LABEL, _WIDEST_HEAD = 14, 8
"""Columns on the screen: labels are cut before figures are left out; a head may have two lines."""
_GAP = 3
"""Columns on the screen between two columns of the table."""
_CUT = "…"


class Neighbourhood(NamedTuple):
    """A part of a table: every term of a sum, and what stands next to it.

    Where it is wider than the screen, columns are left out of its middle, never the one in question.
    """

    report: Report
    at: Ref
    """The cell in question, or where that is not known the first of the sum."""
    is_known: bool
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    """The keys of the rows and columns, in the printed order."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns, label = self._fitting(options.max_width)
        heads = [_CUT if each == _CUT else self._label(self.rows[0], each, 1) for each in columns]
        shown = Table(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            show_header=any(heads),
            header_style="dim",
        )
        shown.add_column("", width=label, no_wrap=True, overflow="ellipsis", style="dim")
        for column, head in zip(columns, heads, strict=True):
            shown.add_column(head, width=self._taken(column), justify="right", overflow="fold")
        for row in self.rows:
            figures = [self._figure(row, column) for column in columns]
            shown.add_row(Text(self._label(row, self.columns[0], 0)), *figures)
        yield shown

    def _label(self, row: str, column: str, axis: int) -> str:
        """The printed label of a row or column, without the groups that it is in."""
        labels = self.report.labels(Ref(self.at.table, row, column))
        return visible(labels[axis].rpartition("·")[2])

    def _figure(self, row: str, column: str) -> Text:
        ref = Ref(self.at.table, row, column)
        if column == _CUT:
            return Text(_CUT, "dim")
        written = self.report.written(ref)
        return (
            Text(f"→{written}", "bold red") if self.is_known and ref == self.at else Text(written)
        )

    def _taken(self, column: str) -> int:
        """How many columns of the screen it takes: those of its figures, and of its head in two lines."""
        if column == _CUT:
            return cell_len(_CUT)
        head = min(_WIDEST_HEAD, cell_len(self._label(self.rows[0], column, 1)))
        return max(head, *(cell_len(self._figure(row, column).plain) for row in self.rows))

    def _fitting(self, width: int) -> tuple[list[str], int]:
        """The columns that fit beside the labels on a screen of that width, and what the labels take."""
        columns = list(self.columns)
        label = max(cell_len(self._label(row, columns[0], 0)) for row in self.rows)
        while (free := width - sum(self._taken(each) + _GAP for each in columns)) < label:
            if label > _NARROWEST_LABEL:
                label = max(_NARROWEST_LABEL, free)
                continue
            inner = [n for n, each in enumerate(columns) if each not in (self.at.column, _CUT)][
                1:-1
            ]
            if not inner:
                label = max(1, free)
                break
            middle = inner[len(inner) // 2]
            columns[middle : middle + 1] = [] if _CUT in columns else [_CUT]
        return columns, label


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
