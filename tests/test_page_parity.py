"""The Python of the page against the command line: the same findings, copies and documents, byte for byte."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import bridge
import broken_workbooks
import docx
import edits
import openpyxl
import page_browser
import pytest
from command_line import disclosure
from conftest import needed
from random_reports import as_in_the_template, one_cell_errors, random_report, typed
from report_factory import sound, template, typed_into, word_document

from disclosure_cli.model.places import address
from disclosure_cli.template.annotated import copied_cells
from disclosure_cli.template.sheets import workbook_bytes

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow("builds the page, and puts hundreds of files through it"),
]
SCRIPT = Path(__file__).parent / "page_parity.mjs"
TIME_LIMIT = 600
PLAIN_VALUES = [
    each for each in edits.VALUES if each is None or isinstance(each, int | float | str)
]
SOUND, MISTAKEN, TYPED, MUTATED = 40, 40, 40, 90
"""How many of the files there are of each sort, beside those that are broken in a known way, and those of others."""


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What people may drop on the page: right, wrong, odd, damaged, and of other programs."""
    random = Random(23)
    for number in range(SOUND):
        report = as_in_the_template(random_report(random.choice((2020, 2024)), random))
        yield f"sound-{number:03}.xlsx", workbook_bytes(report)
    for number in range(MISTAKEN):
        report = random_report(random.choice((2020, 2024)), random)
        ref = random.choice(report.edition.inputs)
        _kind, figure = random.choice(list(one_cell_errors(report, ref)))
        wrong = report.__class__(
            **{**vars(report), "entries": {**report.entries, ref: typed(figure)}}
        )
        yield f"mistaken-{number:03}.xlsx", workbook_bytes(as_in_the_template(wrong))
    report = sound(2024)
    scratch = template(folder / "scratch.xlsx", report)
    plain = scratch.read_bytes()
    cells = copied_cells(report)
    for number in range(TYPED):
        scratch.write_bytes(plain)
        chosen = [cells[ref] for ref in random.sample(report.edition.inputs, 3)]
        places = [f"{sheet}!{address(*position)}" for sheet, position in chosen]
        values = {place: random.choice(PLAIN_VALUES) for place in places}
        shown = {place: random.choice(edits.FORMATS) for place in places[:2]}
        yield f"typed-{number:03}.xlsx", typed_into(scratch, values, shown).read_bytes()
    for number, content in enumerate(broken_workbooks.mutants(plain, MUTATED, 5)):
        yield f"mutated-{number:03}.xlsx", content
    for number, (make, _says) in enumerate(broken_workbooks.BROKEN.values()):
        yield f"broken-{number:03}.xlsx", make(plain)
    for number, change in enumerate(broken_workbooks.HARMLESS.values()):
        yield f"odd-{number:03}.xlsx", change(plain)
    yield from foreign()


def foreign() -> Iterator[tuple[str, bytes]]:
    """Files that were not made from a template of ours, and published reports."""
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    yield "foreign.xlsx", target.getvalue()
    target = io.BytesIO()
    docx.Document().save(target)
    yield "foreign.docx", target.getvalue()
    yield "published.docx", word_document(sound(2024))
    yield "empty.xlsx", b""
    yield "text.xlsx", "单位,件数\n甲,3\n".encode()
    yield "picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99)
    yield "report.pdf", b"%PDF-1.7\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("files")
    for name, content in files(tmp_path_factory.mktemp("scratch")):
        (made / name).write_bytes(content)
    assert len(list(made.iterdir())) >= 300
    return made


@pytest.fixture(scope="module")
def page(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the page makes of the files."""
    needed(page_browser.missing())
    output = tmp_path_factory.mktemp("page")
    command = ["node", str(SCRIPT), str(page_browser.built()), str(folder), str(output)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=TIME_LIMIT, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return output


@pytest.fixture(autouse=True)
def without_what_is_no_use_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries for old formats and PDF are extras: also of a command line that has none of them."""
    for name in ("python_calamine", "pdfplumber"):
        monkeypatch.setitem(sys.modules, name, None)


def made(output: Path, name: str) -> dict[str, bytes]:
    """What was made of a file, by kind and suffix."""
    folder = output / f"{name}.made"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def by_the_command_line(folder: Path, name: str, output: Path) -> dict[str, bytes]:
    """The same by the commands that a user would give."""
    found_in = ("--format", "json", "-o", str(output / "findings.json"))
    disclosure(folder, "validate", name, *found_in, "--annotate", f"{output / 'copies'}/")
    to = ("--to", "docx", "--to", "html", "--charts", "-o", f"{output / 'reports'}/")
    if disclosure(folder, "build", name, *to).returncode:
        disclosure(folder, "build", name, "--draft", "-o", str(output / "draft.docx"))
    found = {path.name: path.read_bytes() for path in output.glob("*.*")}
    found |= {f"copy{path.suffix}": path.read_bytes() for path in output.glob("copies/*")}
    return found | {f"report{path.suffix}": path.read_bytes() for path in output.glob("reports/*")}


def test_every_file_is_told_and_made_as_on_the_command_line(
    folder: Path, page: Path, tmp_path: Path
) -> None:
    different, kinds = [], set[str]()
    for path in sorted(folder.iterdir()):
        output = tmp_path / path.name
        output.mkdir()
        expected = by_the_command_line(folder, path.name, output)
        found = made(page, path.name)
        # A published .docx has its comments from the command line alone.
        expected.pop("copy.docx", None)
        kinds |= found.keys()
        if found != expected:
            different.append(
                (path.name, sorted(k for k in found | expected if found.get(k) != expected.get(k)))
            )
    assert different == []
    assert kinds == {"findings.json", "copy.xlsx", "report.docx", "report.html", "draft.docx"}


def test_what_the_page_shows_is_the_same_in_any_python(
    folder: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    looks = []
    for path in sorted(folder.iterdir()):
        found = json.loads((page / f"{path.name}.json").read_text("utf-8"))
        if "shown" in found:
            request = {
                "do": "check",
                "language": "zh",
                "file": path.name,
                "last": "",
                "notes": False,
            }
            expected = json.loads(bridge.answer(json.dumps(request)))
            assert found["shown"] == expected["shown"], path.name
            looks.append(found["shown"]["look"])
    assert set(looks) == {"right", "wrong"}
    assert len(looks) >= 100
    assert not Path(bridge.MADE).exists()


def test_a_report_with_errors_is_refused_with_the_words_of_the_command_line(
    folder: Path, page: Path
) -> None:
    refused = json.loads((page / "foreign.xlsx.json").read_text("utf-8"))["refused"]
    said = disclosure(folder, "build", "foreign.xlsx").stderr
    assert refused["build"] == refused["copy"]
    assert said == f"× {refused['build']}\n"
    assert "不是由 disclosure new-template 生成的工作簿" in said
