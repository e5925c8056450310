"""What the checks found: values only. Rules yield them, `checks.rules.check` signs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from disclosure_cli.form.schema import Equation
from disclosure_cli.i18n import N_, _
from disclosure_cli.model.figures import Figure, plain
from disclosure_cli.model.places import Place, Subject

MOST_NAMED = 12
"""How many places a message names before it only counts the rest."""


def named(names: Sequence[str]) -> str:
    """The names, or the first of them and 等."""
    return _("、").join(names[:MOST_NAMED]) + (_("等") if len(names) > MOST_NAMED else "")


class Severity(StrEnum):
    """How much a finding weighs: with an error no report is built."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """Its name in the workbook; in messages to be translated."""
        return _LABELS[self]


_LABELS = {Severity.ERROR: N_("错误"), Severity.WARNING: N_("警告"), Severity.NOTE: N_("提示")}


class Finding(NamedTuple):
    """What a rule saw: where, and what is wrong, with the figures in it and what to do."""

    at: Subject
    message: str
    found: Figure | str | None = None
    """What stands there: a figure, or the text where it is none."""
    expected: Figure | str | None = None
    also: tuple[Subject, ...] = ()
    """What else the finding is about, where it sums up several cells."""
    sum: Equation | None = None
    """The sum that does not hold, where the finding is one of those."""


def finding(
    at: Subject,
    message: str,
    *,
    found: Figure | str | None = None,
    expected: Figure | str | None = None,
    also: tuple[Subject, ...] = (),
    equation: Equation | None = None,
    **named: object,
) -> Finding:
    """A finding, its message filled in with what was found and expected, and what else it names."""
    filled = message.format(found=written(found), expected=written(expected), **named)
    return Finding(at, filled, found, expected, also, equation)


def written(what: Figure | str | None) -> str:
    """A figure in digits, a text as it is, nothing for nothing."""
    return "" if what is None else what if isinstance(what, str) else plain(what)


class Certainty(StrEnum):
    """How far it is known which cell makes a sum fail."""

    CERTAIN = "certain"
    """Of the smallest corrections there is one alone."""
    WITNESSED = "witnessed"
    """Of several, something beside the sums decides for one."""
    OPEN = "open"
    """No cell is likelier than the others."""


class WitnessKind(StrEnum):
    """What beside the sums can tell which of several cells is wrong."""

    SENTENCE = "sentence"
    """A sentence of the text that gives the figure."""
    LAST_YEAR = "last_year"
    """What last year's report left for this one."""
    CELL = "cell"
    """That the cell alone, of all in its table, holds no plain number."""
    EXCHANGE = "exchange"
    """That two sums hold once two figures have changed places."""


class Witness(NamedTuple):
    """What decides for a correction, where it stands, and what it says."""

    kind: WitnessKind
    place: Place
    """Of `LAST_YEAR` in last year's file; of `EXCHANGE` the other of the two cells."""
    message: str


class Fix(NamedTuple):
    """What one cell would have to hold instead of what it holds."""

    place: Place
    found: Figure
    expected: Figure


class Diagnostic(NamedTuple):
    """A finding, signed with the code that people quote to each other, its place and its labels."""

    code: str
    severity: Severity
    place: Place
    row: str
    """The printed label of the row, empty where there is none."""
    column: str
    at: Subject
    message: str
    found: Figure | str | None
    expected: Figure | str | None
    also: tuple[Subject, ...] = ()
    sum: Equation | None = None
    fixes: tuple[tuple[Fix, ...], ...] = ()
    """Changes of one or two cells that would settle it; of a sum that is `OPEN`, none."""
    related: tuple[Diagnostic, ...] = ()
    """What follows from the same cause."""
    explanation: str = ""
    """The reason that the unit gave for a warning in 核查说明."""
    certainty: Certainty | None = None
    """Of a finding about sums: how far it is known which cell is wrong."""
    witness: Witness | None = None

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


def gravest_first(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings as people read them: errors, then warnings, then notes, each in the order they had."""
    order = list(Severity)
    return sorted(found, key=lambda each: order.index(each.severity))


def with_related(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings, each followed by what comes of the same cause."""
    for each in found:
        yield each
        yield from each.related
