"""What is left when a build is killed, interrupted, out of disk space, or run beside others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from command_line import disclosure
from report_factory import sound, template, typed_into

KILLS = 200
TITLE = "示例县自然资源局2024年政府信息公开工作年度报告"


def starting(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "disclosure_cli", *arguments],
        cwd=folder,
        env={**os.environ, "DISCLOSURE_LANG": "zh", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template(tmp_path / "workbook.xlsx", sound(2024))
    return tmp_path


def is_whole(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return archive.testzip() is None and "word/document.xml" in archive.namelist()


@pytest.mark.slow("kills 200 builds")
def test_a_kill_at_any_moment_leaves_no_half_file(folder: Path) -> None:
    """Half of the builds find a report in their place, which must never be harmed."""
    began = time.perf_counter()
    assert disclosure(folder, "build", "workbook.xlsx", "-o", "whole.docx").returncode == 0
    takes = time.perf_counter() - began
    whole = (folder / "whole.docx").read_bytes()

    def killed(number: int) -> str:
        target = folder / f"report-{number}.docx"
        before = b"" if number % 2 else whole + bytes([number % 256])
        if before:
            target.write_bytes(before)
        process = starting(folder, "build", "workbook.xlsx", "-o", target.name, "--force")
        time.sleep(Random(number).uniform(0, takes * 1.2))
        process.kill()
        process.communicate(timeout=120)
        if not target.exists():
            return "none"
        content = target.read_bytes()
        assert content in (before, whole)
        return "old" if content == before else "new"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(killed, range(KILLS)))
    assert {"none", "old"} <= set(outcomes)


@pytest.mark.slow("starts the program for each command")
def test_an_interrupt_exits_130_without_a_traceback(folder: Path) -> None:
    """On a slow machine later and later, until one comes after the program has begun."""
    seen: set[int] = set()
    for delay in (0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0):
        if delay > 0.3 and 130 in seen:
            break
        process = starting(folder, "build", *["workbook.xlsx"] * 40, "-o", ".", "--force")
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=120)
        text = err.decode("utf-8", "replace")
        seen.add(process.returncode)
        if "disclosure_cli" in text:
            assert "Traceback" not in text or process.returncode == -signal.SIGINT
    assert 130 in seen


LOST = """
import signal, time
from disclosure_cli import __main__ as program

class Callback:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def run():
    Callback()
    for _moment in range(2000):
        time.sleep(0.01)
    return 0

program._run = run
program.main()
"""


def test_an_interrupt_in_a_callback_is_not_lost() -> None:
    """Python reports what is raised there, and goes on."""
    ran = subprocess.run(
        [sys.executable, "-c", LOST], capture_output=True, check=False, timeout=120
    )
    assert ran.returncode == 130
    assert b"Traceback" not in ran.stderr


@pytest.mark.slow("starts 16 builds at once")
def test_sixteen_builds_of_one_report(folder: Path) -> None:
    processes = [
        starting(folder, "build", "workbook.xlsx", "-o", "report.docx") for _number in range(16)
    ]
    results = [(process.communicate(timeout=120), process.returncode) for process in processes]
    codes = sorted(code for _output, code in results)
    assert codes == [0] + [2] * 15
    assert all("已经存在" in err.decode() for (_out, err), code in results if code)
    assert is_whole(folder / "report.docx")
    assert sorted(path.name for path in folder.iterdir()) == ["report.docx", "workbook.xlsx"]


def test_a_full_disk_is_told_and_leaves_nothing(folder: Path) -> None:
    """A limit on the size of files simulates a full disk."""
    (folder / "report.docx").write_bytes(b"old")

    import resource  # Of Unix alone.

    def short_of_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", "build", "workbook.xlsx", "-o", "report.docx",
         "--force"],
        cwd=folder, capture_output=True, encoding="utf-8", check=False, preexec_fn=short_of_room,
        # What Python compiled would be cut off as well, and stay so.
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "无法写入 report.docx" in done.stderr
    assert (folder / "report.docx").read_bytes() == b"old"
    assert sorted(path.name for path in folder.iterdir()) == ["report.docx", "workbook.xlsx"]


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize(
    "name",
    ["年 报.xlsx", "😀.xlsx", "[bold]红[].xlsx", "-x.xlsx", "a" * 240 + ".xlsx", "%s{0}.xlsx"],
)
def test_odd_names_are_names(name: str, folder: Path) -> None:
    (folder / "workbook.xlsx").rename(folder / name)
    built = disclosure(folder, "build", "-o", "r.docx", "--", name)
    assert (built.returncode, built.stderr) == (0, "")
    assert is_whole(folder / "r.docx")


@pytest.mark.slow("starts the program for each command")
def test_a_name_that_is_no_utf8_is_a_name(folder: Path) -> None:
    (folder / "workbook.xlsx").rename(folder / os.fsdecode(b"\xff\xfe.xlsx"))
    process = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", "validate", b"\xff\xfe.xlsx"],
        cwd=folder, capture_output=True, check=False,
        timeout=120,
    )  # fmt: skip
    assert process.returncode == 0
    assert b"Traceback" not in process.stderr


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "gbk"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""},
        {"HOME": "", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": ""},
        {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "1"},
    ],
    ids=["gbk", "C", "no home", "dumb"],
)
def test_it_works_in_poor_surroundings(environment: dict[str, str], folder: Path) -> None:
    typed_into(folder / "workbook.xlsx", {"三!D7": "五件"})
    checked = disclosure(folder, "validate", "workbook.xlsx", **environment)
    assert checked.returncode == 1
    assert "D203" in checked.stdout
    drafted = disclosure(folder, "build", "workbook.xlsx", "--draft", "-o", "r.docx", **environment)
    assert drafted.returncode == 1
    assert is_whole(folder / "r.docx")


def test_a_folder_is_made_for_what_is_written_and_for_nothing_else(folder: Path) -> None:
    for command in (
        ("validate", "workbook.xlsx", "-o", "new/"),
        ("compare", "workbook.xlsx", "workbook.xlsx", "-o", "new/"),
        ("new-template", "2024", "-o", "new/"),
    ):
        refused = disclosure(folder, *command)
        assert (refused.returncode, refused.stderr) == (2, "× new/ 是文件夹；请写出文件名。\n")
    typed_into(folder / "workbook.xlsx", {"三!D7": "五件"})
    assert disclosure(folder, "build", "workbook.xlsx", "-o", "new/").returncode == 1
    assert disclosure(folder, "build", "workbook.xlsx", "-o", "a/b/r.docx").returncode == 1
    assert [path.name for path in folder.iterdir()] == ["workbook.xlsx"]
