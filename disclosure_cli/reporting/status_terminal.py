"""The table of a collection as text for people: fitted to a terminal, elsewhere a line a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import PurePath
from typing import IO, NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.text import ems, shortened
from disclosure_cli.reporting.line_breaks import broken, line_starts
from disclosure_cli.reporting.status_table import (
    StateLook,
    StatusColumn,
    look_of,
    one_line,
    remarks,
    summary_lines,
)
from disclosure_cli.reporting.terminal import (
    UNBOUNDED,
    IndentedText,
    captured_text,
    printable,
)
from disclosure_cli.units.status import CollectionStatus, State, UnitStatus

STATE_STYLES = {
    StateLook.WRONG: "bold red",
    StateLook.DOUBTFUL: "yellow",
    StateLook.RIGHT: "green",
}
_FIXED = (StatusColumn.STATE, StatusColumn.ERRORS, StatusColumn.WARNINGS)
"""Between the unit and what it has to mend; notes are only counted."""
_GAP = 2
_MOST_NAME_LINES, _MOST_MESSAGE_LINES, _MOST_FILES = 3, 4, 3
_WIDEST_NAME = 60
"""Columns that a name takes at most where the width is not limited, so that one of them moves no others."""
_LEAST_ROOM = 20
"""Columns that what is to be mended must have; where it has not, it stands under the unit."""


class StyledLine(NamedTuple):
    """A line of a cell."""

    text: str
    style: str = ""


class ColumnWidths(NamedTuple):
    """How many columns of the terminal the columns of the table have."""

    unit: int
    fixed: tuple[int, ...]
    room: int
    """What is left for the last one."""
    is_fitted: bool
    """Whether lines are to fit a screen."""


class TableForTerminal(NamedTuple):
    """The lines of the table, as wide as the console."""

    status: CollectionStatus

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        widths = _widths(self.status, options.max_width)
        if widths.room < _LEAST_ROOM:
            for unit in self.status.units:
                yield from _paragraphs(unit)
            return
        yield _head(widths)
        for unit in self.status.units:
            yield from _row(unit, widths)


def status_terminal_text(status: CollectionStatus, screen: IO[str] | None) -> str:
    """The table, then the summary, as text for a stream.

    On a terminal its lines fit, and what is too long is cut with …; elsewhere each unit is one line, uncut.
    """

    def parts() -> Iterator[RenderableType]:
        if status.units:
            yield TableForTerminal(status)
            yield ""
        for line in (*summary_lines(status), *remarks(status)):
            yield IndentedText(Text(printable(line)), 0)

    return captured_text(parts(), screen)


def _widths(status: CollectionStatus, width: int) -> ColumnWidths:
    """The columns as wide as their contents; the units, at most a third of the screen."""
    is_fitted = width < UNBOUNDED
    fixed = tuple(
        max(_columns(each.head), *(_columns(_told(each, unit)) for unit in status.units))
        for each in _FIXED
    )
    names = [StatusColumn.UNIT.head, *(_told(StatusColumn.UNIT, unit) for unit in status.units)]
    unit = min(max(map(_columns, names)), width // 3 if is_fitted else _WIDEST_NAME)
    room = width - unit - sum(fixed) - _GAP * (len(fixed) + 1)
    return ColumnWidths(unit, fixed, room, is_fitted)


def _head(widths: ColumnWidths) -> Text:
    last = StatusColumn.FIRST.head
    if not widths.is_fitted:
        last += " " * _GAP + StatusColumn.FILES.head
    line = Text(_padded(StatusColumn.UNIT.head, widths.unit), "dim")
    for column, width in zip(_FIXED, widths.fixed, strict=True):
        line.append(" " * _GAP + _padded(column.head, width, is_number=column.is_number))
    return line.append(" " * _GAP + last)


def _row(unit: UnitStatus, widths: ColumnWidths) -> Iterator[Text]:
    """The lines of a unit: its name at the left, at the right what is to be mended and the files."""
    name = _told(StatusColumn.UNIT, unit)
    names = _cut(name, widths.unit, _MOST_NAME_LINES) if widths.is_fitted else [name]
    last = _last_cell(unit, widths._replace(room=widths.room - max(map(_doubtful, names))))
    for number, (left, right) in enumerate(zip_longest(names, last)):
        line = Text(_padded(left or "", widths.unit))
        for column, width in zip(_FIXED, widths.fixed, strict=True):
            told = "" if number else _told(column, unit)
            is_state = column is StatusColumn.STATE and told
            line.append(" " * _GAP)
            line.append(
                _padded(told, width, is_number=column.is_number),
                STATE_STYLES[look_of(unit.state)] if is_state else "",
            )
        if right:
            line.append(" " * _GAP)
            line.append(right.text, right.style)
        yield line


def _last_cell(unit: UnitStatus, widths: ColumnWidths) -> list[StyledLine]:
    """What is to be mended, and under it the files; in one line where that need not fit."""
    says = _told(StatusColumn.FIRST, unit)
    if not widths.is_fitted:
        told = filter(None, (says, _told(StatusColumn.FILES, unit)))
        return [StyledLine((" " * _GAP).join(told))]
    message = _cut(says, widths.room, _MOST_MESSAGE_LINES) if says else []
    files = (_file(each, widths.room) for each in _files(unit))
    return [*map(StyledLine, message), *(StyledLine(each, "dim") for each in files)]


def _paragraphs(unit: UnitStatus) -> Iterator[IndentedText]:
    """The same for a narrow screen: what is to be mended and the files under the state and the unit."""
    says = _told(StatusColumn.FIRST, unit)
    first = Text(f"{_(unit.state.label)} ", STATE_STYLES[look_of(unit.state)])
    yield IndentedText(first.append(_told(StatusColumn.UNIT, unit), "default"), 0, _GAP)
    if says:
        yield IndentedText(Text(says), _GAP)
    if unit.state is not State.PASSED:
        for each in _files(unit):
            yield IndentedText(Text(each, "dim"), _GAP)


def _files(unit: UnitStatus) -> Sequence[str]:
    """The files of a unit, of very many the first and the number of the others."""
    names = [printable(one_line(each)) for each in unit.files]
    if left_out := len(names[_MOST_FILES:]):
        return [*names[:_MOST_FILES], for_count("另有 {count} 个文件", left_out)]
    return names


def _told(column: StatusColumn, unit: UnitStatus) -> str:
    content = column.cell(unit)
    return "" if content is None else printable(str(content))


def _columns(text: str) -> int:
    return round(2 * ems(text))


def _doubtful(text: str) -> int:
    """How many columns a text has less on some terminals: there “, … and √ take one, in others two.

    Columns are aligned for those where they take one, and lines fit where they take two.
    """
    return _columns(text) - cell_len(text)


def _padded(text: str, width: int, *, is_number: bool = False) -> str:
    blanks = " " * (width - cell_len(text))
    return blanks + text if is_number else text + blanks


def _cut(text: str, width: int, most: int) -> list[str]:
    """The text in so many lines at most, with … for what is left out."""
    starts = line_starts(text, width)
    if len(starts) < most:
        return broken(text, width)
    last = starts[most - 2]
    return [*broken(text[:last], width), shortened(text[last:], width / 2)]


def _file(path: str, width: int) -> str:
    """A file in one line: where its path does not fit without its folders, then without its end."""
    return path if _columns(path) <= width else shortened(PurePath(path).name, width / 2)
