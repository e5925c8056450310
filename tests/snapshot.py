"""Pins what the program makes of many workbooks, to compare two states of the code.

    python tests/snapshot.py make FOLDER            workbooks: examples, reports of the tests, edits, 200 mutants
    python tests/snapshot.py pin FOLDER FACTS.json  what this code reads, finds and writes for each of them
    python tests/snapshot.py compare OLD.json NEW.json

Figures, texts, places, findings, refusals; the body, styles, headers and footers of the document as canonical
XML; the web page and the annotated copy byte by byte. For changes that must not change anything.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

MUTANTS = 200
EXAMPLES = Path(__file__).parent.parent / "examples"
EDITS: dict[str, object] = {
    "blank": None, "slash": "/", "full-width": "３", "unit": "3件", "separator": "1,200", "fraction": 3.5,
    "negative": -1, "about": "约10", "true": True, "error": "#REF!", "formula": "=1+2", "large": 1e300,
    "noted": "22（其中修订16件）", "circled": "①", "spaces": " 3 ", "decimal": 3.0, "sixteen": 10**15,
}  # fmt: skip
FORMATS = ("0%", "0,", '0"万"', "0.00", "#,##0", '0"件"', "yyyy-mm-dd", "[DBNum1]0", "@")


def make(folder: Path) -> None:
    """Write the workbooks."""
    import broken_workbooks
    import openpyxl
    from fuzzing import filled
    from report_factory import sound, template, typed_into
    from sample_reports import REPORTS

    from disclosure_cli.template.sheets import workbook_bytes

    folder.mkdir(parents=True, exist_ok=True)
    for path in EXAMPLES.glob("*.xlsx"):
        shutil.copy(path, folder / path.name)
    for name, report in REPORTS.items():
        template(folder / f"five-{name}.xlsx", report())
    for year in (2020, 2024):
        template(folder / f"sound-{year}.xlsx", sound(year))
        content = workbook_bytes(filled(year))
        for number, mutant in enumerate(broken_workbooks.mutants(content, MUTANTS // 2, year)):
            (folder / f"mutant-{year}-{number}.xlsx").write_bytes(mutant)
    for name, value in EDITS.items():
        for cell in ("三!D9", "二!B10", "五!A4", "基本信息!B3", "主动公开分类!B3"):
            path = folder / f"edit-{name}-{cell.replace('!', '-')}.xlsx"
            typed_into(template(path, sound(2024)), {cell: value})
    for number, code in enumerate(FORMATS):
        path = template(folder / f"format-{number}.xlsx", sound(2024))
        book = openpyxl.load_workbook(path)
        book["三"]["D9"].value, book["三"]["D9"].number_format = 3, code
        book.save(path)


def pin(folder: Path) -> dict[str, Any]:
    """What this code makes of each workbook in a folder."""
    names = sorted(path.name for path in folder.glob("*.xlsx"))
    os.chdir(folder)
    os.environ["DISCLOSURE_LANG"] = "zh"
    done = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", "validate", "--format", "json", *names],
        capture_output=True, encoding="utf-8", check=False,
        timeout=120,
    )  # fmt: skip
    found = {each["file"]: each for each in json.loads(done.stdout)["files"]}
    return {name: {"found": found[name], **facts(Path(name))} for name in names}


def facts(path: Path) -> dict[str, Any]:
    """What this code reads in a workbook, and what it writes for it."""
    from disclosure_cli import annotate, build, check, read
    from disclosure_cli.errors import DisclosureError

    try:
        report = read(path)
    except DisclosureError as error:
        return {"refused": str(error)}
    result: dict[str, Any] = {
        "entries": {
            str(ref): [_named(part) for part in each] for ref, each in report.entries.items()
        },
        "texts": report.texts,
        "about": dict(report.about),
        "categories": report.categories,
        "faults": {kind: len(each) for kind, each in asdict(report.faults).items()},
        "places": {str(ref): str(place) for ref, place in report.places.items()},
    }
    written = Path("written")
    for kind in ("docx", "html"):
        build(report, {kind: written}, draft=True, charts=True, overwrite=True)
        result[kind] = (
            document(written.read_bytes()) if kind == "docx" else digest(written.read_bytes())
        )
    try:
        annotate(report, check(report), written, overwrite=True)
        result["annotated"] = package(written.read_bytes())
    except DisclosureError as error:
        result["annotated"] = str(error)
    written.unlink()
    return result


def _named(part: object) -> str:
    """A part of an entry, whatever its class is called."""
    return part.name if isinstance(part, Enum) else str(part)


def document(content: bytes) -> dict[str, str]:
    """The body of a document and what else of it people see, whatever its parts are called."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = ElementTree.fromstring(parts["word/document.xml"])[0]
    page = body.find(f"{w}sectPr")
    assert page is not None
    body.remove(page)
    seen = {"body": digest(canonical(body))}
    for tag in ("pgSz", "pgMar"):
        element = page.find(f"{w}{tag}")
        seen[tag] = "" if element is None else str(sorted(element.attrib.values()))
    around = []
    for name, part in parts.items():
        if "/header" in name or "/footer" in name:
            root = ElementTree.fromstring(part)
            root.attrib.clear()
            around.append(digest(canonical(root)))
    seen["around"] = str(sorted(around))
    return seen


def canonical(element: ElementTree.Element) -> bytes:
    return ElementTree.canonicalize(
        ElementTree.tostring(element, "unicode"), rewrite_prefixes=True
    ).encode()


def package(content: bytes) -> dict[str, str]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: digest(archive.read(name)) for name in sorted(archive.namelist())}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """A line for each difference."""
    lines = []
    for name in sorted({*old, *new}):
        before, after = old.get(name, {}), new.get(name, {})
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                lines.append(f"{name} {key}: {_shown(before.get(key), after.get(key))}")
    return lines


def _shown(before: Any, after: Any) -> str:
    if isinstance(before, dict) and isinstance(after, dict):
        changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        return "; ".join(f"{k}: {before.get(k)!r} -> {after.get(k)!r}"[:400] for k in changed[:3])
    return f"{before!r:.300} -> {after!r:.300}"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", folder]:
            make(Path(folder))
        case ["pin", folder, target]:
            pinned = Path(target).absolute()
            pinned.write_text(json.dumps(pin(Path(folder)), ensure_ascii=False, indent=1), "utf-8")
        case ["compare", old, new]:
            differences = compare(
                *(json.loads(Path(each).read_text("utf-8")) for each in (old, new))
            )
            kinds = Counter(each.split(" ")[1] for each in differences)
            sys.stdout.write(
                "\n".join([*differences, f"{len(differences)} differences {dict(kinds)}"]) + "\n"
            )
        case _:
            sys.exit(__doc__)
