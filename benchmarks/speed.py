"""Measures the program side by side with the usual ways, on the same figures and in one run.

    python benchmarks/speed.py            prints the tables
    python benchmarks/speed.py --write    writes them into docs/speed.md, and three figures into the readmes

(a) is this program; (b) openpyxl and docxtpl with an equal template; (c) python-docx the usual way, by
`table.cell`; (d) python-docx opening and saving the base, without a text; (e) the finished document
unzipped and zipped again, its parts parsed and serialised. Machines are noisy: the rounds are
interleaved, and ratios are medians of ratios within a round.
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
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

import docx
from lxml import etree
from openpyxl import load_workbook

from disclosure_cli import build, check, read
from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.schema import Section
from disclosure_cli.model.report import Report
from disclosure_cli.output.compose import compose
from disclosure_cli.output.verification import differences
from disclosure_cli.output.word.base import BASE
from disclosure_cli.output.word.document import docx_bytes

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "examples/suqian-2024.xlsx"
PAGE = ROOT / "docs/speed.md"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
BEGIN, END = "<!-- speed -->", "<!-- /speed -->"
UNITS = "<!-- units -->"
"""Where the part begins that other benchmarks write."""
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


def opened_and_saved(base: bytes) -> bytes:
    """(d) The base through python-docx, as it is."""
    target = io.BytesIO()
    docx.Document(io.BytesIO(base)).save(target)
    return target.getvalue()


def floor(document: bytes) -> bytes:
    """(e) The least that writing this document takes: parse, serialise, zip."""
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
        tags = iter(sorted(lay_out(section).figures))
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
        for cell in sorted(lay_out(section).figures)
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


def by_openpyxl() -> None:
    """The two loads that reading a workbook takes, of the whole file, and all cells of both."""
    stored = load_workbook(BOOK, rich_text=True, keep_links=False)
    saved = load_workbook(BOOK, read_only=True, data_only=True)
    for sheet in (*stored, *saved):
        list(sheet.values)


def in_process() -> Iterator[Row]:
    """One report within one process."""
    report = read(BOOK)
    document = docx_bytes(compose(report))
    template = equal_template(document, report)
    base = BASE.read_bytes()
    times = rounds(
        ROUNDS,
        reading=lambda: read(BOOK),
        openpyxl=by_openpyxl,
        checking=lambda: check(replace(report)),  # Nothing of it is known from the round before.
        writing=lambda: docx_bytes(compose(report)),
        base=lambda: opened_and_saved(base),
        whole=lambda: opened_and_saved(document),
        readback=lambda: list(differences(report, document)),
        template=lambda: by_template(template, report),
        floor=lambda: floor(document),
    )
    slow = rounds(3, cells=lambda: by_cell(report), writing=lambda: docx_bytes(compose(report)))

    def row(what: str, one: str, other: str, beside: str, limit: str = "") -> Row:
        return Row(what, median(times[one]), ratio(times, one, other), beside, limit)

    yield row("read a workbook", "reading", "openpyxl", "of openpyxl's two loads of it", "≤ 1.25")
    yield row("check it", "checking", "reading", "of reading it")
    yield row(
        "write the document (a)", "writing", "base", "of (d), the base opened and saved", "≤ 2"
    )
    yield row("", "writing", "whole", "of the same, with the document")
    yield row("", "writing", "floor", "of the floor (e)")
    yield row("read the document back", "readback", "writing", "of writing it")
    yield row("(b) openpyxl + docxtpl: write", "template", "writing", "times (a)", "≥ 5")
    yield Row("(c) python-docx by `table.cell`: write", median(slow["cells"]),
              ratio(slow, "cells", "writing"), "times (a)", "≥ 50")  # fmt: skip


ONE_ARGUMENT = """
import typer
from pathlib import Path
def command(path: Path) -> None:
    pass
typer.run(command)
"""
LIBRARIES = f"import docx, openpyxl, rich.console{ONE_ARGUMENT}"
"""A program that does nothing with the same libraries, but for reading its one argument."""


def processes() -> Iterator[Row]:
    """Whole processes of the installed program."""
    program = shutil.which("disclosure", path=str(Path(sys.executable).parent)) or "disclosure"
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "report.docx")

        def runs(*command: str) -> Callable[[], object]:
            return lambda: subprocess.run(command, capture_output=True, check=True, timeout=600)

        times = rounds(
            PROCESS_ROUNDS,
            typer=runs(sys.executable, "-c", "import typer"),
            one_argument=runs(sys.executable, "-c", ONE_ARGUMENT, "x"),
            help=runs(program, "--help"),
            libraries=runs(sys.executable, "-c", LIBRARIES, "x"),
            validate=runs(program, "validate", str(BOOK)),
            build=runs(program, "build", str(BOOK), "-o", target, "--force"),
        )

    def row(what: str, one: str, other: str, beside: str, limit: str) -> Row:
        return Row(what, median(times[one]), ratio(times, one, other), beside, limit)

    beside = "of a program that does nothing with the same libraries"
    yield row("typer reading one argument", "one_argument", "typer", "of `import typer`", "")
    yield row("`disclosure --help`", "help", "typer", "of `import typer`", "≤ 1.3")
    yield row("`disclosure validate`", "validate", "libraries", beside, "")
    yield row("`disclosure build`", "build", "libraries", beside, "≤ 1.6")


def work(paths: list[Path]) -> tuple[float, float]:
    """Build these reports in this process: how long it took, and its peak memory in MB."""
    began = time.perf_counter()
    for path in paths:
        build(read(path), {"docx": path.with_suffix(".docx")}, draft=True, overwrite=True)
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
    yield ""
    yield (
        f"Two processes are {alone / both:.2f} times as fast as one (wanted: 1.7); in the same minutes, "
        f"a loop that touches nothing but the processor gained {gained_by_a_loop():.2f} times."
    )


HEAD = """# Speed

<!-- Written by benchmarks/speed.py --write. -->

Side by side on the same figures, in one run (`python benchmarks/speed.py --write`, with
`pip install ".[bench]"`): (a) is this program, (b) openpyxl and docxtpl with an equal template, (c)
python-docx by `table.cell`, (d) python-docx opening and saving the base alone, (e) the finished document
unzipped, parsed, serialised and zipped. The last column is what was wanted.

{versions}

"""
FOOT = """

Most of a command's time goes into importing the libraries. The newest typer reads its options through
pydantic: `disclosure --help` does without, every other command pays for that import. Reading is two
loads by openpyxl, of a package that holds only the sheets, texts and number formats that a report needs;
so it takes less than the same two loads of the whole file. Of the writing, about half is the body as XML, the
rest python-docx and the zip file, which is written twice, the second time without the clock.
"""
THREE = {
    "README.md": (
        "A report is read, checked and built in {build:.2f} s, of which the libraries take {libraries:.2f} s before\n"
        "any of it (typer alone {typer:.2f} s, since its newest release reads arguments through pydantic; `--help`, "
        "which\nneeds none, {help:.2f} s); a thousand take {many:.0f} s on one core. [docs/speed.md](docs/speed.md) "
        "has the rest, side by side\nwith other ways."
    ),
    "README.zh-CN.md": (
        "读取、检查并生成一份报告约 {build:.2f} 秒，一千份约 {many:.0f} 秒（一个核）；"
        "详见 [docs/speed.md](docs/speed.md)。"
    ),
}


def tables(rows: list[Row], lines: list[str]) -> str:
    """All tables, as Markdown."""
    head = ["| | ms | beside | wanted |", "| --- | ---: | --- | ---: |"]
    body = [
        f"| {row.what} | {row.seconds * 1000:.1f} | {row.ratio:.2f} {row.beside} | {row.limit} |"
        for row in rows
    ]
    return "\n".join([*head, *body, "", *lines])


def versions() -> str:
    """What was measured with."""
    named = ("openpyxl", "python-docx", "typer", "rich", "xlsxwriter", "lxml", "docxtpl")
    return (
        f"Python {sys.version.split()[0]}; " + ", ".join(f"{n} {version(n)}" for n in named) + "."
    )


def write_section(name: str, title: str, text: str) -> None:
    """Write what another benchmark measured into the page, at its end where it is not there yet."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, _begin, rest = PAGE.read_text("utf-8").partition(begin)
    _old, _end, after = rest.partition(end)
    head = f"{begin}\n## {title}\n\n`python benchmarks/{name}.py --write`:"
    page = f"{before.rstrip()}\n\n{head}\n\n{text}\n{end}{after}"
    PAGE.write_text(page.rstrip() + "\n", "utf-8")


def write(measured: str, rows: list[Row], lines: list[str]) -> None:
    """Write the page, and the three figures of the readmes."""
    # What other benchmarks have written after this stays.
    _before, begin, units = PAGE.read_text("utf-8").partition(UNITS)
    own = HEAD.format(versions=versions()) + measured + FOOT
    PAGE.write_text(own + (f"\n{begin}{units}" if begin else ""), "utf-8")
    by_name = {row.what: row for row in rows}
    build = by_name["`disclosure build`"]
    figures = {
        "build": build.seconds,
        "libraries": build.seconds / build.ratio,
        "typer": by_name["typer reading one argument"].seconds,
        "help": by_name["`disclosure --help`"].seconds,
        "many": next(
            float(line.split("|")[3]) for line in lines if line.startswith(f"| {MANY} | 1 ")
        ),
    }
    for path in READMES:
        text = path.read_text("utf-8")
        before, _begin, rest = text.partition(BEGIN)
        _old, _end, after = rest.partition(END)
        says = THREE[path.name].format(**figures)
        path.write_text(f"{before}{BEGIN}\n{says}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DISCLOSURE_LANG", "zh")
    found, counted = [*in_process(), *processes()], list(many())
    text = tables(found, counted)
    sys.stdout.write(f"{text}\n")
    if "--write" in sys.argv:
        write(text, found, counted)
