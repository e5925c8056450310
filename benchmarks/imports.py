"""How much longer a command takes to start for each import that it does inside a function.

    python benchmarks/imports.py

In an environment where the program is installed and its bytecode is cached: milliseconds, medians, and how many
times as long as `import typer` the help of the command line would take with that import at the top of its module.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from statistics import median

ROUNDS = 15
TYPER = "typer"
COMMANDS = "disclosure_cli.cli.commands"
WITH = (
    "disclosure_cli.api",
    "rich.console, rich.table",
    "disclosure_cli.batch.checking",
    "disclosure_cli.batch.building",
    "disclosure_cli.checks.rules",
    "disclosure_cli.cli.doctor",
    "disclosure_cli.output.titles",
    "disclosure_cli.reporting.terminal",
    "disclosure_cli.template.sheets",
    "disclosure_cli.workbook.reader",
    "disclosure_cli.output.word.document",
    "xlsxwriter",
)


def seconds(modules: str) -> float:
    """How long a process takes that imports these."""
    begin = time.perf_counter()
    # Elsewhere, so that the installed program is measured, not the source tree.
    subprocess.run(
        [sys.executable, "-c", f"import {modules}"],
        check=True,
        cwd=tempfile.gettempdir(),
        timeout=600,
    )
    return time.perf_counter() - begin


def main() -> None:
    """Measure all of them in turn, so that a busy machine is one for all."""
    cases = [TYPER, COMMANDS, *(f"{COMMANDS}, {module}" for module in WITH)]
    times: dict[str, list[float]] = {case: [] for case in cases}
    for _round in range(ROUNDS):
        for case in cases:
            times[case].append(seconds(case))
    typer = median(times[TYPER])
    for case in cases:
        name = case.replace(f"{COMMANDS}, ", "with ")
        sys.stdout.write(
            f"{median(times[case]) * 1000:4.0f} ms  {median(times[case]) / typer:.2f}  {name}\n"
        )


if __name__ == "__main__":
    main()
