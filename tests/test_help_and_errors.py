"""What the command line says of itself and of mistakes: in one language at a time, fitted to the terminal."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from command_line import disclosure

from disclosure_cli.api import new_template
from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.model.report import fields_of
from disclosure_cli.model.text import ems
from disclosure_cli.output.word.styles import OFFICIAL_FONTS
from disclosure_cli.workbook import layout

SCREENS = Path(__file__).with_name("screens.txt")
STANDS_FOR = {"LONG": "long" * 99, "THIS_YEAR": str(date.today().year), "NOT_UTF8": "\udcff"}
"""What is too long for the file, or another one elsewhere."""

NAMES = re.compile(
    r"\bDISCLOSURE_LANG\b|--?[a-z][a-z-]*|\.?/?[\w.-]*\.(?:xlsx|docx|html|pdf|txt|xls|et|ods|csv|json)\b|\bD\d+\b|\b[a-z]+/(?=\s|$|；)"
    r"|\b(?:disclosure|new-template|validate|rules|explain|build|compare|import|verify|status|merge|doctor|Excel|Word|WPS|PDF|UTF|bash"
    r"|LibreOffice|PowerShell|zsh|fish|text|json|csv|sarif|github|docx|html|htm|pdf|error|warning|never|zh|en)\b"
)
"""What is written in Latin letters in Chinese too: names, and what a reader types."""
QUOTED = re.compile(r'“[^”]*”|《[^》]*》|"[^"]*"')
LABELS = sorted(
    {
        *layout.OTHER_SHEETS,
        layout.NIL_LABEL,
        "上年结转",
        *OFFICIAL_FONTS,
        *(edition.notice.number for edition in EDITIONS),
        *(section.title for edition in EDITIONS for section in edition.sections),
        *(name for edition in EDITIONS for name in edition.quoted),
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
    """A command line, its exit code and all that it prints."""

    arguments: tuple[str, ...]
    code: int
    text: str


def screens_of_the_file() -> list[Screen]:
    """What stands in screens.txt."""
    said = SCREENS.read_text("utf-8")
    for name, value in STANDS_FOR.items():
        said = said.replace(name, value)
    _what_it_is, *blocks = re.split(r"^\$ disclosure ", said, flags=re.MULTILINE)
    return [_screen(*block.strip("\n").split("\n")) for block in blocks]


def _screen(command: str, *lines: str) -> Screen:
    code = re.fullmatch(r"\[(\d)\]", lines[-1])
    text = lines[:-1] if code else lines
    return Screen(tuple(shlex.split(command)), int(code[1]) if code else 0, "\n".join(text))


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


def answers(folder: Path, language: str, width: int) -> Iterator[Screen]:
    """The answers to all of the command lines, by one process."""
    shots = [screen.arguments for screen in screens_of_the_file()]
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


def test_what_is_said_stands_in_the_file_word_for_word(folder: Path) -> None:
    said = list(answers(folder, "zh", 80))
    assert [
        screen._replace(text=screen.text.strip("\n")) for screen in said
    ] == screens_of_the_file()
    assert_fitting(said, "zh", 80)


def test_without_a_command_its_help_is_shown(folder: Path) -> None:
    (asked, *_others) = screens_of_the_file()
    assert (asked.arguments, asked.code) == (("--help",), 0)
    for arguments, code in (((), 2), (("-h",), 0)):
        done = disclosure(folder, *arguments, COLUMNS="80")
        assert (done.returncode, (done.stdout + done.stderr).strip("\n")) == (code, asked.text)


@pytest.mark.slow("shows 70 screens")
@pytest.mark.parametrize(("language", "width"), [("en", 80), ("en", 120), ("zh", 120)])
def test_one_language_at_a_time(folder: Path, language: str, width: int) -> None:
    said = list(answers(folder, language, width))
    assert_fitting(said, language, width)
    for screen, own in zip(said, screens_of_the_file(), strict=True):
        assert screen.code == own.code, screen
        if own.text.startswith("×") and "\n" not in own.text:
            assert (screen.text[0], screen.text.count("\n")) == ("×", 1), screen


def assert_fitting(screens: list[Screen], language: str, width: int) -> None:
    """That each says something, in one language; a page of help within the width."""
    for screen in screens:
        assert screen.text, screen
        assert "程序出错" not in screen.text, screen
        assert "The program failed" not in screen.text, screen
        assert foreign(screen, language) == [], screen
        if "--help" in screen.arguments or "-h" in screen.arguments:
            lines = screen.text.splitlines()
            assert max(2 * ems(line) for line in lines) <= min(width, 100), screen
            assert not [line for line in lines if line.endswith(" ")], screen
