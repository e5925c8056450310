"""Spreads one task over many items and several processes; the results come in the order of the items.

An item that makes its process end, or that takes longer than a limit, has a result that says so, and the
others go on.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, NamedTuple, TypeVar

from disclosure_cli.i18n import _, chosen_language, set_language

Item = TypeVar("Item")
Result = TypeVar("Result")

TIME_LIMIT = 60.0
"""Seconds that one item may take; a workbook takes a thirtieth of one, a PDF one to three."""
FEW = 8
"""Fewer items are done in this process, unless a number of processes is asked for: to start them takes longer."""
_MOST_PROCESSES = 61
"""Windows bears no more (`ProcessPoolExecutor`)."""
_AHEAD = 4
"""How many items for each process are handed out before their turn to be told of."""
_LOADED = ("disclosure_cli.checks.rules", "disclosure_cli.workbook.reader")
"""What every process needs: loaded once, where the system lets processes share it."""


class Job(NamedTuple, Generic[Item, Result]):
    """What is to be done with each item. All of it goes to other processes, and so can be pickled."""

    task: Callable[[Item], Result]
    lost: Callable[[Item, str], Result]
    """The result of an item of which there is none, and the reason."""
    limit: float = TIME_LIMIT
    """Seconds that one item may take."""


def results(
    job: Job[Item, Result], items: Sequence[Item], jobs: int | None = None
) -> Iterator[Result]:
    """What becomes of each item, in order, the same whatever the number of processes.

    Without `jobs` there are as many as the machine has cores; for a few items, none but this one.
    """
    if jobs is None and len(items) < FEW:
        yield from map(job.task, items)
        return
    count = min(jobs or os.cpu_count() or 1, len(items), _MOST_PROCESSES)
    with TemporaryDirectory(prefix="disclosure-") as marks:
        yield from _Crew(job, items, count, Path(marks)).results()


class _Crew(Generic[Item, Result]):
    """Processes at work on the items, started anew where one of them ended.

    Each item at work has a file of its own for a mark, which holds something once it took too long.
    """

    def __init__(
        self, job: Job[Item, Result], items: Sequence[Item], count: int, marks: Path
    ) -> None:
        self._job, self._items, self._count, self._marks = job, items, count, marks
        self._suspects: set[int] = set()
        """The numbers of items at work when a process ended: each is done in a process of its own."""
        self._too_long: set[int] = set()

    def results(self) -> Iterator[Result]:
        told = 0
        while told < len(self._items):
            with self._pool(self._count) as pool:
                try:
                    for result in self._until_one_ends(pool, told):
                        yield result
                        told += 1
                except BrokenExecutor:
                    if not self._note_suspects():
                        self._suspects.add(told)

    def _until_one_ends(self, pool: ProcessPoolExecutor, first: int) -> Iterator[Result]:
        """The results from an item on. Raises `BrokenExecutor` once a process has ended."""
        waiting: deque[tuple[int, Future[Result] | None]] = deque()
        for number in range(first, len(self._items)):
            is_suspect = number in self._suspects
            waiting.append((number, None if is_suspect else self._submitted(pool, number)))
            if len(waiting) == self._count * _AHEAD:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _submitted(self, pool: ProcessPoolExecutor, number: int) -> Future[Result]:
        return pool.submit(_do, self._items[number], self._marks / str(number))  # type: ignore[arg-type]

    def _result(self, number: int, future: Future[Result] | None) -> Result:
        return self._alone(number) if future is None else future.result()

    def _alone(self, number: int) -> Result:
        """The result of an item that may have ended its process, from a process for it alone."""
        if number not in self._too_long:
            with self._pool(1) as pool:
                try:
                    return self._submitted(pool, number).result()
                except BrokenExecutor:
                    self._note_suspects()
        limit = self._job.limit if number in self._too_long else None
        return self._job.lost(self._items[number], why_lost(limit))

    def _note_suspects(self) -> bool:
        """Which items were at work when a process ended; whether there was any."""
        marks = list(self._marks.iterdir())
        for mark in marks:
            self._suspects.add(int(mark.name))
            if mark.stat().st_size:
                self._too_long.add(int(mark.name))
            mark.unlink()
        return bool(marks)

    @contextmanager
    def _pool(self, count: int) -> Iterator[ProcessPoolExecutor]:
        """So many processes. Left by an exception, they are ended, whatever they are at."""
        others = set(multiprocessing.active_children())
        settings = self._job, chosen_language(), _current_folder(), gc.get_threshold()
        pool = ProcessPoolExecutor(count, _context(), _begin, settings)  # type: ignore[arg-type]
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in set(multiprocessing.active_children()) - others:
                child.terminate()
            raise
        pool.shutdown()


def why_lost(limit: float | None) -> str:
    """What is said of an item that took longer than a limit in seconds, or else ended its process."""
    if limit is None:
        return _("读取它的程序中途退出，内容可能已损坏")
    return _("读取超过 {seconds} 秒，没有读完").format(seconds=round(limit))


def _context() -> BaseContext:
    """How processes are started: not as copies of this one, whose threads would be missing in them."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    return context


def _current_folder() -> str:
    """The folder in which relative names are looked for; empty where it was deleted."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


_JOB: list[Job[object, object]] = []
"""In a process of a pool: what it does with each item."""


def _begin(
    job: Job[object, object], language: str, folder: str, garbage: tuple[int, int, int]
) -> None:
    """Make a new process work as this one does. Ctrl-C is for the first process alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if folder:
        os.chdir(folder)
    gc.set_threshold(*garbage)
    set_language(language)
    _JOB[:] = [job]


def _do(item: object, mark: Path) -> object:
    """Do what is to be done with an item; this process ends where it takes too long."""
    with mark.open("w") as file:
        # Not a timer of Python, which a library in C need not let run.
        faulthandler.dump_traceback_later(_JOB[0].limit, exit=True, file=file)
        try:
            return _JOB[0].task(item)
        finally:
            faulthandler.cancel_dump_traceback_later()
            file.close()
            with suppress(OSError):
                mark.unlink()
