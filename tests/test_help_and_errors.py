"""What the command line says of itself and of mistakes: in one language at a time, fitted to the terminal."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from disclosure_cli.api import new_template
from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.model.report import fields_of
from disclosure_cli.model.text import ems
from disclosure_cli.output.word.styles import OFFICIAL_FONTS
from disclosure_cli.workbook import layout

COMMANDS = ("new-template", "validate", "rules", "explain", "build", "compare", "doctor")
HELP = [("--help",), ("-h",), (), *((command, "-h") for command in COMMANDS)]
USAGE = [
    ("validate", ""), ("build", ""), ("compare", "", "2021.xlsx"), ("validate", "--ignore", "D"),
    ("new-template", "2024", "-o", ""), ("new-template", "2024", "--last", ""), ("biuld",), ("foo",),
    ("--versoin",), ("--lang",),
    ("new-template",), ("new-template", "abc"), ("new-template", "2024", "2025"),
    ("new-template", "1999"), ("new-template", "2999"), ("new-template", "2024", "--organ"),
    ("new-template", "2024", "-o", "folder/"), ("new-template", "2024", "-o", "a.docx"),
    ("new-template", "2024", "--organ", "\udcff"), ("new-template", "2024", "--last", "2021.xlsx"),
    ("new-template", "2024", "-o", "2021.xlsx"), ("new-template", "2024", "-o", "2021.xlsx/a.xlsx"),
    ("new-template", "2024", "-o", "long" * 99 + ".xlsx"),
    ("validate", "--format", "xx"), ("validate", "--fail-on", "all"), ("validate", "--select", "X1"),
    ("validate", "--force=1"), ("validate", "2021.xlsx", "--annotate", "a.txt"), ("validate", "2022"),
    ("validate", "2021.xlsx", "2020.xlsx", "--annotate", "a.xlsx"), ("validate", "--lang", "fr"),
    ("validate", "2021.xlsx", "-o", "2021.xlsx"), ("validate", "2021.xlsx", "-o", "2021.xlsx/a"),
    ("validate", "--last"), ("validate", "2021.xlsx", "--last", "nosuch.xlsx"), ("explain",),
    ("explain", "D999"), ("explain", "D101", "D102"), ("rules", "all"), ("doctor", "--fix"),
    ("build",), ("build", "2021.xlsx", "--nosuch"), ("build", "2021.xlsx", "--to", "doc"),
    ("build", "2021.xlsx", "--to"), ("build", "2021.xlsx", "-o", "a.txt"), ("build", "2022"),
    ("build", "2021.xlsx", "--fragment"), ("build", "2021.xlsx", "text.xlsx", "-o", "a.docx"),
    ("build", "2021.xlsx", "--draft", "--reference-doc", "nosuch.docx"),
    ("build", "2021.xlsx", "--draft", "--reference-doc", "text.xlsx"),
    ("compare",), ("compare", "2021.xlsx"), ("compare", "2021.xlsx", "2021.xlsx"),
    ("compare", "2021.xlsx", "2020.xlsx"), ("compare", "2020.xlsx", "2021.xlsx", "-o", "a.txt"),
    ("compare", "2020.xlsx", "nosuch.xlsx"),
]  # fmt: skip
"""What is answered with one line and exit code 2."""
FILES = [
    ("validate", "nosuch.xlsx"), ("validate", "text.xlsx"), ("validate", "other.xlsx"),
    ("validate", "2023"), ("build", "2023"), ("build", "nosuch.xlsx"),
    ("validate", "long" * 99 + ".xlsx"), ("validate", "2020.xlsx/a.xlsx"),
]  # fmt: skip
"""What is said of files, beside findings."""

NAMES = re.compile(
    r"\bDISCLOSURE_LANG\b|--?[a-z][a-z-]*|\.?/?[\w.-]*\.(?:xlsx|docx|html|pdf|txt|xls|et|ods)\b|\bD\d+\b|\b[a-z]+/(?=\s|$|；)"
    r"|\b(?:disclosure|new-template|validate|rules|explain|build|compare|doctor|Excel|Word|WPS|PDF|UTF|bash"
    r"|LibreOffice|PowerShell|zsh|fish|text|json|csv|sarif|github|docx|html|htm|pdf|error|warning|never|zh|en)\b"
)
"""What is written in Latin letters in Chinese too: names, and what a reader types."""
QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
LABELS = sorted(
    {
        *layout.OTHER_SHEETS,
        layout.NIL_LABEL,
        "上年结转",
        *OFFICIAL_FONTS,
        *(edition.notice.number for edition in EDITIONS),
        *(section.title for edition in EDITIONS for section in edition.sections),
        *(field.label for edition in EDITIONS for field in fields_of(edition)),
        "政府信息公开工作年度报告",
    },
    key=len,
    reverse=True,
)
"""What stays Chinese in English: official labels, the labels of the workbook."""

ALL_OF_THEM = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from disclosure_cli.__main__ import main
screens = []
for arguments in json.load(sys.stdin):
    sys.argv = ["disclosure", *arguments]
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
    screens.append([code, said.getvalue()])
print(json.dumps(screens))
"""


class Screen(NamedTuple):
    """A command line and what it was answered."""

    arguments: tuple[str, ...]
    code: int
    text: str


LONG = pytest.mark.slow("shows 70 screens")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two empty workbooks, one of another program, a text called a workbook, an empty folder."""
    import xlsxwriter

    folder = tmp_path_factory.mktemp("files")
    for year in (2020, 2021):
        new_template(year, folder / f"{year}.xlsx")
    with xlsxwriter.Workbook(folder / "other.xlsx") as book:
        book.add_worksheet("a")
    (folder / "text.xlsx").write_text("text", "utf-8")
    (folder / "2022").mkdir()
    (folder / "2023").mkdir()
    shutil.copy(folder / "other.xlsx", folder / "2023" / "other.xlsx")
    (folder / "2023" / "a.txt").write_text("text", "utf-8")
    return folder


def screens(folder: Path, language: str, width: int) -> Iterator[Screen]:
    """The answers to all of the command lines, by one process."""
    shots = [*HELP, *USAGE, *FILES]
    done = subprocess.run(
        [sys.executable, "-c", ALL_OF_THEM],
        input=json.dumps(shots),
        cwd=folder,
        env={
            **os.environ,
            "DISCLOSURE_LANG": language,
            "COLUMNS": str(width),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    for arguments, (code, text) in zip(shots, json.loads(done.stdout), strict=True):
        yield Screen(arguments, code, text)


def foreign(screen: Screen, language: str) -> list[str]:
    """The words of the other language, without what stays as it is."""
    text = screen.text
    if language == "zh":
        return re.findall(r"[A-Za-z]{2,}", NAMES.sub(" ", re.sub(r"“[^”]*”|\w*long\w*", " ", text)))
    for label in LABELS:
        text = text.replace(label, " ")
    return re.findall(r"[一-鿿]+", QUOTED.sub(" ", text))


@pytest.mark.parametrize(
    ("language", "width"),
    [
        ("zh", 80),
        ("en", 120),
        *(pytest.param(*each, marks=LONG) for each in (("zh", 120), ("en", 80))),
    ],
)
def test_one_language_at_a_time(folder: Path, language: str, width: int) -> None:
    for screen in screens(folder, language, width):
        assert screen.text, screen
        assert foreign(screen, language) == [], screen
        if screen.arguments in HELP:
            lines = screen.text.splitlines()
            assert max(2 * ems(line) for line in lines) <= min(width, 100), screen
            assert not [line for line in lines if line.endswith(" ")], screen
        if screen.arguments in USAGE:
            assert (screen.code, screen.text[0]) == (2, "×"), screen
            assert screen.text.count("\n") == 1, screen
        assert "程序出错" not in screen.text, screen
        assert "The program failed" not in screen.text, screen
