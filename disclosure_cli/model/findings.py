"""What the checks found: values only. Rules yield them, `rules.check` signs them, others print."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from disclosure_cli.form.schema import Equation, Ref


class Severity(StrEnum):
    """How much a finding weighs: with an error no report is built."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where something stands in its file: a sheet and a cell, as `三` and `D7`."""

    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


class Finding(NamedTuple):
    """What a rule saw: where, and what is wrong, with the figures in it and what to do."""

    at: Ref
    message: str
    found: int | str | None = None
    expected: int | str | None = None
    also: tuple[Ref, ...] = ()
    """The other places that the finding is about, where it sums up several."""
    sum: Equation | None = None
    """The sum that does not hold, where the finding is one of those."""


class Fix(NamedTuple):
    """What one cell would have to hold instead of what it holds."""

    place: Place
    found: int | str
    expected: int | str


class Diagnostic(NamedTuple):
    """A finding, signed with the code people quote to each other, and with its place."""

    code: str
    severity: Severity
    at: Ref
    place: Place
    row: str
    """The printed label of the row, empty where there is none."""
    column: str
    message: str
    found: int | str | None
    expected: int | str | None
    also: tuple[Ref, ...] = ()
    sum: Equation | None = None
    fixes: tuple[tuple[Fix, ...], ...] = ()
    """Changes of one or two cells, each of which would settle it; the likeliest first."""
    related: tuple[Diagnostic, ...] = ()
    """What follows from the same cause."""
    explanation: str = ""
    """The reason that the unit gave for a warning in 核查说明."""

    @property
    def labels(self) -> str:
        """The printed labels of the row and of the column, as people read them together."""
        return " × ".join(label for label in (self.row, self.column) if label)

    @property
    def weighs(self) -> Severity | None:
        """What it counts for: a warning that was explained counts for nothing."""
        return None if self.explanation else self.severity

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"
