"""Feeds broken workbooks to the program until the time is up, and says what came of it.

    python tests/fuzzing.py                     2,000 files
    python tests/fuzzing.py --minutes 60        for an hour
    python tests/fuzzing.py --seed 7            another hour

A defect is anything but a refusal with a message or a reading; a reading in which a figure is not
what stands in its own cell, or in which a figure, a text or a field is lost without a finding; more
than 2 s of the processor; more than 300 MB. Each is kept in the folder `defects`.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path

import broken_workbooks
from lxml import etree
from report_factory import sound, word_document

from disclosure_cli import check, read
from disclosure_cli.errors import DisclosureError
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.findings import Diagnostic
from disclosure_cli.model.places import Part, Subject, address
from disclosure_cli.model.report import Report
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.workbook.layout import ABOUT_SHEET, positions, sheet_of

MOST_SECONDS, MOST_MEGABYTES = 2.0, 300
BATCH = 100
NOT_READ = {"D301", "D302", "D303", "D317"}
"""What is found where a sheet was not read, or nothing stands in it."""
ASKED_FOR = {
    "organ": "D307", "year": "D308", "address": "D310", "postcode": "D310", "telephone": "D310",
    "kind": "D311", "date": "D313",
}  # fmt: skip
"""The fields that a report needs, with what is found where one is empty."""
SHEETS = {
    "二": "xl/worksheets/sheet5.xml",
    "三": "xl/worksheets/sheet6.xml",
    "四": "xl/worksheets/sheet7.xml",
}


def filled(year: int) -> Report:
    """A report in which every figure and text is another one, so that none can take another's place."""
    base = sound(year)
    entries = {ref: Entry(n, str(n)) for n, ref in enumerate(base.edition.measures, 1001)}
    texts = {key: (f"{key}部分的情况如下。",) for key in base.texts}
    return replace(base, entries=entries, texts=texts)


def stored(content: bytes, report: Report) -> dict[Ref, str]:
    """What the file itself stores for each figure, looked up by nothing but the address."""
    found: dict[Ref, str] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for section in report.edition.sections:
            if not section.tables:
                continue
            root = etree.fromstring(archive.read(SHEETS[sheet_of(section)]))
            cells = {cell.get("r"): cell for cell in root.iter("{*}c")}
            for ref, position in positions(section).items():
                cell = cells.get(address(*position))
                value = None if cell is None else cell.find("{*}v")
                found[ref] = "" if value is None else value.text or ""
    return found


def outcome(content: bytes, original: Report, path: Path) -> str:
    """What came of one file: `refused`, `read`, or what is wrong."""
    path.write_bytes(content)
    began = time.process_time()  # Other work on the machine is not the program's.
    try:
        report = read(path)
        found = check(report)
        word_document(report, draft=True)
    except DisclosureError as error:
        says = str(error)
        return "refused" if says and "\n" not in says else f"an odd message: {says}"
    except Exception:  # That is what is looked for.
        return f"a bug: {traceback.format_exc()}"
    if (took := time.process_time() - began) > MOST_SECONDS:
        return f"slow: {took:.1f} s"
    return (
        _moved(content, original, report)
        or _moved_text(original, report)
        or _lost(original, report, found)
        or "read"
    )


def _moved(content: bytes, original: Report, report: Report) -> str:
    """A figure that is neither the one it was nor what its own cell stores."""
    changed = [
        ref
        for ref, entry in original.entries.items()
        if ref in report.entries and report.entries[ref].value not in (entry.value, None)
    ]
    if not changed:
        return ""
    now = stored(content, report)
    wrong = [
        ref
        for ref in changed
        if now[ref].strip() != str(report[ref])
        and not report.entries[ref].issue
        and not report.entries[ref].is_sum
    ]
    return f"another figure: {wrong[0]} is {report[wrong[0]]}" if wrong else ""


def _moved_text(original: Report, report: Report) -> str:
    """A text or a field that is what stood in the place of another."""
    before, after = _words(original), _words(report)
    for place, words in after.items():
        if any(words == others for other, others in before.items() if words and other != place):
            return f"another text: {place} is {words}"
    return ""


def _lost(original: Report, report: Report, found: list[Diagnostic]) -> str:
    """A figure, text or field that is not there any more, where no finding says so."""
    every = [each for first in found for each in (first, *first.related)]
    told: set[Subject] = {subject for each in every for subject in (each.at, *each.also)}
    totals = original.edition.totals
    told |= {ref for each in every if each.sum for ref in each.sum.refs if ref in totals}
    unread = {each.place.sheet for each in every if each.code in NOT_READ}
    for section in original.edition.sections:
        if unread & {sheet_of(section), report.place(Part(section.key)).sheet}:
            continue
        for ref in section.refs:
            entry = report.entries.get(ref)
            if (entry is None or not entry.shown) and ref not in told:
                return f"a lost figure: {ref}"
        has_lost_its_text = section.key in original.texts and not report.texts.get(section.key)
        if has_lost_its_text and Part(section.key) not in told:
            return f"a lost text: {section.key}"
    codes = {each.code for each in every}
    for field, code in ASKED_FOR.items():
        if not report.about.get(field) and code not in codes and ABOUT_SHEET not in unread:
            return f"a lost field: {field}"
    return ""


def _words(report: Report) -> dict[str, str]:
    return {**report.about, **{key: "\n".join(lines) for key, lines in report.texts.items()}}


def run(files: int, minutes: float, seed: int, folder: Path) -> Counter[str]:
    """Try so many files, or for so long; how often came what."""
    originals = [filled(2020), filled(2024)]
    contents = [workbook_bytes(each) for each in originals]
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "mutant.xlsx"
        for batch in count():
            if (minutes and time.monotonic() > end) or (
                not minutes and sum(outcomes.values()) >= files
            ):
                break
            original, content = originals[batch % 2], contents[batch % 2]
            for number, mutant in enumerate(
                broken_workbooks.mutants(content, BATCH, seed * 10**6 + batch)
            ):
                came = outcome(mutant, original, path)
                outcomes[came.partition(":")[0]] += 1
                if ":" in came:
                    folder.mkdir(exist_ok=True)
                    (folder / f"{seed}-{batch}-{number}.xlsx").write_bytes(mutant)
                    sys.stdout.write(f"{seed}-{batch}-{number}: {came}\n")
    import resource  # Of Unix alone.

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if peak > MOST_MEGABYTES:
        outcomes[f"too much memory ({peak:.0f} MB)"] += 1
    return outcomes


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Feed broken workbooks to the program.")
    arguments.add_argument("--files", type=int, default=2000)
    arguments.add_argument("--minutes", type=float, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--defects", type=Path, default=Path("defects"))
    asked = arguments.parse_args()
    counted = run(asked.files, asked.minutes, asked.seed, asked.defects)
    for what, times in counted.most_common():
        sys.stdout.write(f"{times:8} {what}\n")
    sys.exit(any(what not in ("refused", "read") for what in counted))
