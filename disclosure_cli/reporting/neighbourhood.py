"""The figures of a sum that does not hold, as they stand in the printed table; the wrong cell, if known, marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclosure_cli.form.schema import Equation, Ref
from disclosure_cli.model.report import Report
from disclosure_cli.model.text import shortened, visible

NEAR = 1
"""Rows or columns that are shown on each side of the sum."""
_LONGEST_TEXT = 8
"""Full-width characters of what stands in a cell and is no figure; the finding about it has it whole."""
_ADDED = re.compile(r"(?<=[^（）])（[^（）]*）$")
"""An explanation at the end of a label: （二）部分公开（区分处理的，只计这一情形，不计其他情形）."""


class Neighbourhood(NamedTuple):
    """A part of a table: every term of a sum, and what stands next to it."""

    report: Report
    at: Ref
    """The cell in question, or where that is not known the first of the sum."""
    is_known: bool
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    """The keys of the rows and columns, in the printed order."""

    def label(self, row: str) -> str:
        """The printed label of a row, without the groups that it is in and what is added to explain it."""
        label = self.report.labels(Ref(self.at.table, row, self.columns[0]))[0]
        return _ADDED.sub("", visible(label.rpartition("·")[2]))

    def head(self, column: str) -> str:
        """The same for a column."""
        label = self.report.labels(Ref(self.at.table, self.rows[0], column))[1]
        return visible(label.rpartition("·")[2])

    def figure(self, row: str, column: str) -> str:
        """What stands in a cell."""
        ref = Ref(self.at.table, row, column)
        written = self.report.written(ref)
        return written if self.report.is_readable([ref]) else shortened(written, _LONGEST_TEXT)

    def is_marked(self, row: str, column: str) -> bool:
        """Whether this is the wrong cell, as far as that is known."""
        return self.is_known and Ref(self.at.table, row, column) == self.at


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
