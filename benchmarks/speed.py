"""Measures the program side by side with the usual ways, on the same figures and in one run.

    python benchmarks/speed.py            prints the tables
    python benchmarks/speed.py --write    writes them into README.md

(a) is this program; (b) openpyxl and docxtpl with an equal template; (c) python-docx the usual way, by
`table.cell`; (d) the floor: the finished document unzipped, parsed, serialised and zipped with lxml.
Machines are noisy: the rounds are interleaved, and ratios are medians of ratios within a round.
"""

from __future__ import annotations

import gc
import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

from lxml import etree

from disclosure_cli import check, read
from disclosure_cli.document.document import docx_bytes
from disclosure_cli.form import Section
from disclosure_cli.grid import lay_out
from disclosure_cli.library import write_report
from disclosure_cli.published.readback import differences
from disclosure_cli.report import Report

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "examples/suqian-2024.xlsx"
README = ROOT / "README.md"
BEGIN, END = "<!-- speed -->", "<!-- /speed -->"
ROUNDS, PROCESS_ROUNDS = 15, 11
FEW, MANY, LOOP = 100, 1000, 40_000_000


class Row(NamedTuple):
    """A line of a table: what was done, how long it took, and beside what."""

    what: str
    seconds: float
    ratio: float
    beside: str
    limit: str


def rounds(count: int, **ways: Callable[[], object]) -> dict[str, list[float]]:
    """The times of each way, in interleaved rounds, after one to warm up."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(count + 1):
        for name, way in ways.items():
            gc.collect()
            gc.disable()  # As timeit does: what one way leaves behind is not another's work.
            began = time.perf_counter()
            way()
            took = time.perf_counter() - began
            gc.enable()
            if number:
                times[name].append(took)
    return times


def ratio(times: dict[str, list[float]], one: str, *others: str) -> float:
    """The median of the ratios of one way to the sum of others, round by round."""
    sums = [sum(each) for each in zip(*(times[other] for other in others), strict=True)]
    return median(a / b for a, b in zip(times[one], sums, strict=True))


def floor(document: bytes) -> bytes:
    """(d) What nobody who writes this document can do without."""
    target = io.BytesIO()
    made = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(io.BytesIO(document)) as source, made:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith((".xml", ".rels")):
                content = etree.tostring(etree.fromstring(content))
            made.writestr(name, content)
    return target.getvalue()


def equal_template(document: bytes, report: Report) -> bytes:
    """(b) Our document with a field of a template for each figure, in the order of the tables."""
    from docx import Document

    made = Document(io.BytesIO(document))
    number = 0
    for table, section in zip(made.tables, sections(report), strict=True):
        tags = iter(sorted(cell for _ref, cell in lay_out(section).figures))
        rows = [list(row._tr.tc_lst) for row in table.rows]
        grid = lay_out(section)
        for cell in tags:
            starts = [c for c in grid.cells if c.row <= cell.row < c.row + c.height]
            at = sum(c.column < cell.column for c in starts)
            text = next(rows[cell.row][at].iter("{*}t"))
            text.text = f"{{{{ v{number} }}}}"
            number += 1
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def sections(report: Report) -> list[Section]:
    """Those with tables."""
    return [section for section in report.edition.sections if section.tables]


def by_template(template: bytes, report: Report) -> bytes:
    """(b) Render that template with docxtpl."""
    from docxtpl import DocxTemplate

    figures = [
        report.written(cell.ref)
        for section in sections(report)
        for cell in sorted(c for _ref, c in lay_out(section).figures)
        if cell.ref
    ]
    document = DocxTemplate(io.BytesIO(template))
    document.render({f"v{number}": text for number, text in enumerate(figures)})
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def by_cell(report: Report) -> bytes:
    """(c) The same tables with python-docx as its manual shows: cell by cell."""
    from docx import Document

    document = Document()
    for section in sections(report):
        grid = lay_out(section)
        table = document.add_table(rows=grid.height, cols=grid.width)
        for cell in grid.cells:
            first = table.cell(cell.row, cell.column)
            if cell.height > 1 or cell.width > 1:
                first.merge(table.cell(cell.row + cell.height - 1, cell.column + cell.width - 1))
            first.text = report.written(cell.ref) if cell.ref else cell.label
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def by_openpyxl() -> dict[str, list[tuple[object, ...]]]:
    """Read the values of the workbook with openpyxl, as one usually does."""
    from openpyxl import load_workbook

    book = load_workbook(BOOK, data_only=True)
    return {sheet.title: list(sheet.values) for sheet in book}


def in_process() -> Iterator[Row]:
    """One report within one process."""
    report = read(BOOK)
    document = docx_bytes(report)
    template = equal_template(document, report)
    times = rounds(
        ROUNDS,
        reading=lambda: read(BOOK),
        openpyxl=by_openpyxl,
        checking=lambda: check(report),
        writing=lambda: docx_bytes(report),
        readback=lambda: list(differences(report, document)),
        whole=lambda: docx_bytes(read(BOOK)),
        template=lambda: by_template(template, report),
        floor=lambda: floor(document),
    )
    slow = rounds(3, cells=lambda: by_cell(report), writing=lambda: docx_bytes(report))

    def at(name: str) -> float:
        return median(times[name])

    beside_floor = ratio(times, "whole", "floor", "reading")
    yield Row(
        "read a workbook",
        at("reading"),
        1 / ratio(times, "reading", "openpyxl"),
        "times as fast as openpyxl",
        "",
    )
    yield Row("check it", at("checking"), ratio(times, "checking", "reading"), "of reading it", "")
    yield Row(
        "write the document (a)",
        at("writing"),
        ratio(times, "writing", "floor"),
        "of the floor (d)",
        "",
    )
    yield Row(
        "read the document back",
        at("readback"),
        ratio(times, "readback", "floor"),
        "of the floor (d)",
        "",
    )
    yield Row("read and write", at("whole"), beside_floor, "of the floor and the reading", "≤ 2.5")
    yield Row(
        "(b) openpyxl + docxtpl: write",
        at("template"),
        ratio(times, "template", "writing"),
        "times (a)",
        "≥ 8",
    )
    yield Row("(c) python-docx by `table.cell`: write", median(slow["cells"]),
              ratio(slow, "cells", "writing"), "times (a)", "≥ 40")  # fmt: skip


def processes() -> Iterator[Row]:
    """Whole processes of the installed program."""
    program = shutil.which("disclosure", path=str(Path(sys.executable).parent)) or "disclosure"
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "report.docx")

        def runs(*command: str) -> Callable[[], object]:
            return lambda: subprocess.run(command, capture_output=True, check=True)

        times = rounds(
            PROCESS_ROUNDS,
            typer=runs(sys.executable, "-c", "import typer"),
            help=runs(program, "--help"),
            libraries=runs(sys.executable, "-c", "import openpyxl, docx"),
            validate=runs(program, "validate", str(BOOK)),
            build=runs(program, "build", str(BOOK), "-o", target, "--force"),
        )
    yield Row(
        "`disclosure --help`",
        median(times["help"]),
        ratio(times, "help", "typer"),
        "of `import typer`",
        "≤ 1.3",
    )
    yield Row(
        "`disclosure validate`",
        median(times["validate"]),
        ratio(times, "validate", "libraries"),
        "of `import openpyxl, docx`",
        "",
    )
    yield Row("`disclosure build`", median(times["build"]), ratio(times, "build", "libraries"),
              "of `import openpyxl, docx`", "≤ 1.5")  # fmt: skip


def work(paths: list[Path]) -> tuple[float, float]:
    """Build these reports in this process: how long it took, and its peak memory in MB."""
    began = time.perf_counter()
    for path in paths:
        write_report(read(path), path.with_suffix(".docx"), draft=True, overwrite=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.perf_counter() - began, peak


def spread(paths: list[Path], workers: int) -> tuple[float, float]:
    """Build them with so many processes: how long, and the largest peak."""
    began = time.perf_counter()
    with ProcessPoolExecutor(workers) as pool:
        done = list(pool.map(work, [paths[number::workers] for number in range(workers)]))
    return time.perf_counter() - began, max(peak for _seconds, peak in done)


def loop(count: int) -> int:
    """Work for the processor alone."""
    return sum(number * number for number in range(count))


def gained_by_a_loop() -> float:
    """What a second process brings on this machine at best."""
    gains = []
    for _round in range(3):
        began = time.perf_counter()
        with ProcessPoolExecutor(1) as pool:
            list(pool.map(loop, [LOOP]))
        alone = time.perf_counter() - began
        began = time.perf_counter()
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(loop, [LOOP // 2] * 2))
        gains.append(alone / (time.perf_counter() - began))
    return median(gains)


def many() -> Iterator[str]:
    """How time and memory grow with the number of workbooks, and what a second core brings."""
    yield "| workbooks | processes | s | ms each | peak MB |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xlsx" for number in range(MANY)]
        for path in paths:
            shutil.copy(BOOK, path)
        alone = both = 0.0
        for count, workers in ((10, 1), (FEW, 1), (MANY, 1), (MANY, 2)):
            seconds, peak = spread(paths[:count], workers)
            alone, both = (seconds, both) if workers == 1 else (alone, seconds)
            yield f"| {count} | {workers} | {seconds:.1f} | {seconds / count * 1000:.1f} | {peak:.0f} |"
    yield (
        f"\nTwo processes are {alone / both:.2f} times as fast as one (wanted: 1.7); in the same minutes, "
        f"a loop that touches nothing but the processor gained {gained_by_a_loop():.2f} times."
    )


def tables() -> str:
    """All tables, as Markdown."""
    lines = ["| | ms | beside | wanted |", "| --- | ---: | --- | ---: |"]
    for row in (*in_process(), *processes()):
        lines.append(
            f"| {row.what} | {row.seconds * 1000:.1f} | {row.ratio:.2f} {row.beside} | {row.limit} |"
        )
    return "\n".join([*lines, "", *many()])


if __name__ == "__main__":
    os.environ.setdefault("DISCLOSURE_LANG", "zh")
    measured = tables()
    sys.stdout.write(f"{measured}\n")
    if "--write" in sys.argv:
        text = README.read_text("utf-8")
        before, _begin, rest = text.partition(BEGIN)
        _old, _end, after = rest.partition(END)
        README.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", "utf-8")
