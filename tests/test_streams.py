"""Exit codes where stdout or stderr is closed, full or read by nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from report_factory import sound, template, typed_into

EXIT_CODES = {
    "--help": 0,
    "--version": 0,
    "rules": 0,
    "explain D101": 0,
    "validate workbook.xlsx": 0,
    "validate wrong.xlsx": 1,
    "validate wrong.xlsx --format sarif": 1,
    "validate gone.xlsx": 2,
    "build workbook.xlsx -o made.docx --force": 0,
    "new-template 2024 -o made.xlsx --force": 0,
    "compare workbook.xlsx wrong.xlsx": 0,
    "compare workbook.xlsx wrong.xlsx -o made.html --force": 0,
    "doctor": 0,
}
"""Every command that has a result on stdout, with its exit code."""
IN_BOTH_LANGUAGES = [
    (command, ("zh", "en")[number % 2]) for number, command in enumerate(EXIT_CODES)
] + [("rules", "en")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template(tmp_path / "workbook.xlsx", sound(2024))
    template(tmp_path / "wrong.xlsx", sound(2024))
    typed_into(tmp_path / "wrong.xlsx", {"三!J7": 1})
    return tmp_path


def in_a_shell(
    folder: Path, script: str, command: str, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a shell script in which "$@" stands for the program with its arguments."""
    program = [sys.executable, *options, "-m", "disclosure_cli", *command.split()]
    return subprocess.run(
        ["sh", "-c", script, "sh", *program],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "DISCLOSURE_LANG": "zh", **environment},
        capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("where", "reason"), [(">&-", "Bad file descriptor"), ("> /dev/full", "No space left")]
)
def test_a_result_that_is_lost_is_a_job_not_done(where: str, reason: str, folder: Path) -> None:
    for command, language in IN_BOTH_LANGUAGES:
        ended = in_a_shell(folder, f'"$@" {where}', command, DISCLOSURE_LANG=language)
        assert ended.returncode == 2, command
        assert "Traceback" not in ended.stderr
        assert "程序出错" not in ended.stderr
        assert reason in ended.stderr.splitlines()[-1], command


def test_what_was_built_is_whole_though_its_name_is_lost(folder: Path) -> None:
    for command in ("build workbook.xlsx -o a.docx", "new-template 2024 -o a.xlsx"):
        assert in_a_shell(folder, '"$@" >&-', command).returncode == 2
    in_a_shell(folder, '"$@"', "build workbook.xlsx -o b.docx")
    in_a_shell(folder, '"$@"', "new-template 2024 -o b.xlsx")
    for suffix in ("docx", "xlsx"):
        made, wanted = folder / f"a.{suffix}", folder / f"b.{suffix}"
        assert made.read_bytes() == wanted.read_bytes()


def test_a_closed_stdout_matters_only_to_what_is_written_there(folder: Path) -> None:
    """1 means errors in the report here, and nothing else."""
    checked = in_a_shell(folder, '"$@" >&-', "validate wrong.xlsx -o found.txt")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert "D101" in (folder / "found.txt").read_text("utf-8")
    assert in_a_shell(folder, '"$@" >&-', "validate workbook.xlsx -o no.txt").returncode == 0
    assert in_a_shell(folder, '"$@" >&-', "build wrong.xlsx").returncode == 1


@pytest.mark.parametrize("where", ["2>&-", "2> /dev/full"])
def test_without_stderr_the_exit_code_is_that_of_the_job(where: str, folder: Path) -> None:
    without_result = {"nosuch": 2, "": 2, "build wrong.xlsx": 1, "build gone.xlsx": 2}
    for command, code in {**EXIT_CODES, **without_result}.items():
        ended = in_a_shell(folder, f'"$@" {where}', command)
        assert ended.returncode == code, command
        assert bool(ended.stdout) == (command in EXIT_CODES), command


def test_without_any_stream(folder: Path) -> None:
    for command, language in IN_BOTH_LANGUAGES:
        ended = in_a_shell(folder, '"$@" <&- >&- 2>&-', command, DISCLOSURE_LANG=language)
        assert ended.returncode == 2, command
    assert in_a_shell(folder, '"$@" >&- 2>&-', "rules").returncode == 2


def test_a_reader_that_does_not_read_is_told_nothing(folder: Path) -> None:
    for command, language in IN_BOTH_LANGUAGES:
        script = '{ sleep 0.1; "$@"; echo $? > code; } | true'
        ended = in_a_shell(folder, script, command, DISCLOSURE_LANG=language)
        assert (folder / "code").read_text() == "2\n", command
        assert "Traceback" not in ended.stderr, command
        assert "Broken pipe" not in ended.stderr, command


def test_rules_to_head(folder: Path) -> None:
    """Whether `head` is gone before the end or not."""
    for command, codes in (("rules", "02"), ("explain D101", "02"), ("validate wrong.xlsx", "12")):
        ended = in_a_shell(folder, '{ "$@"; echo $? > code; } | head -1', command)
        assert len(ended.stdout.splitlines()) == 1
        assert ended.stderr == ""
        assert (folder / "code").read_text().strip() in codes, command


def test_both_streams_into_a_pipe_that_nobody_reads(folder: Path) -> None:
    for command, code in (("nosuch", 2), ("build wrong.xlsx", 1), ("rules", 2)):
        in_a_shell(folder, '{ "$@" 2>&1; echo $? > code; } | true', command)
        assert int((folder / "code").read_text()) == code, command
