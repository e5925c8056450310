"""Measures what a collector waits for: a thousand units validated and merged, by one process and by two.

    python benchmarks/units.py            prints the table
    python benchmarks/units.py --write    writes it into docs/speed.md

All in one run, since machines are noisy: what a second process brings stands beside what it brings to a bare loop.
Memory is the peak of each process of a command, as /proc has it (Linux).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from speed import gained_by_a_loop, write_section

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from unit_folder import GOVERNMENT, YEAR, make_folder  # noqa: E402

FEW, MANY, ROUNDS = 100, 1000, 2
_EVERY = 0.02
"""Seconds between two looks at the processes."""


class Run(NamedTuple):
    """One command: how long it took, and the peak in MB of its first process and of the largest other one."""

    seconds: float
    first: float
    other: float


def run(*arguments: str) -> Run:
    """Run the program in processes of their own. Its exit code is that of the units, which are sound."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "disclosure_cli", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    peaks: dict[int, float] = {}
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peaks, over))
    watch.start()
    code = process.wait(timeout=1200)
    seconds = time.perf_counter() - began
    over.set()
    watch.join()
    if code:
        raise SystemExit(f"{arguments}: exit code {code}")
    first = peaks.pop(process.pid, 0.0)
    return Run(seconds, first, max(peaks.values(), default=0.0))


def _watch(session: int, peaks: dict[int, float], over: threading.Event) -> None:
    """Note the peaks of the processes of a session until it is over."""
    while not over.wait(timeout=_EVERY):
        for process in Path("/proc").glob("[0-9]*"):
            pid = int(process.name)
            try:
                if os.getsid(pid) == session:
                    # Of one that has ended it is no longer told.
                    peaks[pid] = max(peaks.get(pid, 0.0), _peak(process))
            except OSError:  # It has just ended.
                continue


def _peak(process: Path) -> float:
    for line in (process / "status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def measured() -> Iterator[str]:
    """The table, and what it says."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = folder / "few", folder / "many"
        make_folder(few, FEW, has_troubles=False)
        make_folder(many, MANY, seed=2, has_troubles=False)
        merging = (
            "-o",
            str(folder / "all.xlsx"),
            "--organ",
            GOVERNMENT,
            "--year",
            str(YEAR),
            "--force",
        )
        commands = {
            "validate": lambda units: ("validate", str(units), "--quiet"),
            "status": lambda units: ("status", str(units)),
            "merge": lambda units: ("merge", str(units), *merging),
        }
        yield "| command | units | processes | s | ms each | MB, first process | MB, largest other |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
        found: dict[tuple[str, int, int], Run] = {}
        for units, count, jobs in ((few, FEW, 2), (many, MANY, 1), (many, MANY, 2)):
            for what, command in commands.items():
                runs = [run(*command(units), "--jobs", str(jobs)) for _round in range(ROUNDS)]
                one = Run(*(median(each) for each in zip(*runs, strict=True)))
                found[what, count, jobs] = one
                yield (
                    f"| `{what}` | {count} | {jobs} | {one.seconds:.1f} | {one.seconds / count * 1000:.1f} "
                    f"| {one.first:.0f} | {one.other:.0f} |"
                )
    yield ""
    yield from _said(found)


def _said(found: dict[tuple[str, int, int], Run]) -> Iterator[str]:
    alone, both = (found["validate", MANY, jobs].seconds for jobs in (1, 2))
    merged = found["merge", MANY, 2].seconds
    yield (
        f"Two processes validate {alone / both:.2f} times as fast as one (wanted: 1.7); a bare loop gained "
        f"{gained_by_a_loop():.2f} times in the same minutes. Merging takes {merged / both:.2f} times as long as "
        "validating (wanted: at most 1.3)."
    )
    growth = {
        what: max(
            after - before
            for after, before in zip(found[what, MANY, 2][1:], found[what, FEW, 2][1:], strict=True)
        )
        for what in ("validate", "status", "merge")
    }
    told = ", ".join(f"{mb:.0f} MB of `{what}`" for what, mb in growth.items())
    yield f"From {FEW} units to {MANY}, the process that grows most has grown by {told} (wanted: at most 50)."


if __name__ == "__main__":
    os.environ.setdefault("DISCLOSURE_LANG", "zh")
    lines = "\n".join(measured())
    sys.stdout.write(f"{lines}\n")
    if "--write" in sys.argv:
        write_section("units", "Many units", lines)
