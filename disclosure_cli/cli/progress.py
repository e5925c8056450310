"""How far a longer work has come: shown on a terminal alone, and said where it is interrupted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self

from disclosure_cli.cli import console
from disclosure_cli.i18n import for_count

if TYPE_CHECKING:
    from rich.progress import Progress

_DELAY = 1.0
"""Seconds that a work may take without a word."""


class Interrupted(BaseException):
    """Ctrl-C, which the library of the command line would turn into exit code 1."""

    done = ""
    """What had been done until then, as a clause."""


class Work:
    """Something done to a number of files, with a bar on stderr once it takes longer than a second."""

    def __init__(self, total: int, doing: str, done: str) -> None:
        """`done` says what was done, with `{count}` and `{total}` for the files."""
        self._total, self._doing, self._done = total, doing, done
        self._count = self._failed = 0
        self._bar: Progress | None = None
        self._is_over = False
        self._lock = Lock()
        self._timer = Timer(_DELAY, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if console.is_terminal() and os.environ.get("TERM") != "dumb":
            self._timer.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            if self._bar:
                self._bar.stop()
        if isinstance(error, Interrupted):
            error.done = self._done.format(count=self._count, total=self._total)

    @contextmanager
    def one_more(self, *, failed: bool = False) -> Iterator[None]:
        """One more of the files is done: while it is told of, the bar is away."""
        self._count += 1
        self._failed += failed
        with self._lock:
            if self._bar:
                self._bar.stop()
            yield
            if self._bar:
                self._bar.update(
                    self._bar.task_ids[0], completed=self._count, description=self._described
                )
                self._bar.start()

    @property
    def _described(self) -> str:
        """What is being done, and how many files failed until now."""
        failed = for_count("{count} 个失败", self._failed) if self._failed else ""
        return f"{self._doing} {failed}".rstrip()

    def _show(self) -> None:
        # Only now: rich takes longer to load than most works take.
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        columns = [SpinnerColumn("line"), TextColumn("{task.description}")]
        columns += (
            [BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
            if self._total > 1
            else [TimeElapsedColumn()]
        )
        bar = Progress(
            *columns,
            console=Console(file=console.stderr()),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        bar.add_task(self._described, total=self._total, completed=self._count)
        with self._lock:
            if not self._is_over:
                self._bar = bar
                bar.start()
