"""A longer work shows how far it has come, on a terminal alone; Ctrl-C says what was done."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from report_factory import sound, template
from terminal import drawn, on_a_terminal

WORK = """
import sys, time
from disclosure_cli.cli.progress import Work
with Work(3, "Checking", "") as work:
    for number in range(3):
        time.sleep({seconds})
        with work.one_more(failed=number == 0):
            print(number, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template(tmp_path / "workbook.xlsx", sound(2024))
    return tmp_path


@pytest.mark.slow("waits for what is shown after a second")
def test_what_takes_long_is_shown_and_then_gone(tmp_path: Path) -> None:
    work = [sys.executable, "-c", WORK.format(seconds=1.5)]
    with on_a_terminal(work, tmp_path, {"TERM": "xterm"}, stdout=subprocess.PIPE) as (
        process,
        ours,
    ):
        shown = drawn(ours)
        assert process.communicate(timeout=60)[0] == b"0\n1\n2\n"
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "Checking" in lines
    assert "2/3" in lines
    assert "1 个失败" in lines
    assert re.search(r"\d:\d\d:\d\d", lines)
    assert shown.rstrip().endswith("\x1b[2K")


@pytest.mark.slow("starts the program for each command")
def test_what_is_quick_or_not_on_a_terminal_says_nothing(tmp_path: Path) -> None:
    work = [sys.executable, "-c", WORK.format(seconds=0)]
    with on_a_terminal(work, tmp_path, {"TERM": "xterm"}, stdout=subprocess.PIPE) as (
        _process,
        ours,
    ):
        assert drawn(ours) == ""
    done = subprocess.run(
        [sys.executable, "-c", WORK.format(seconds=0.5)],
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("0\n1\n2\n", "")


@pytest.mark.slow("waits for what is shown after a second")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("validate", "."), r"已中断：检查了 (\d+) 个文件，共 300 个，没有写出结果。"),
        (("build", ".", "-o", "out/"), r"已中断：处理了 (\d+) 个文件，共 300 个。"),
        (("status", ".", "--jobs", "3"), r"已中断：检查了 (\d+) 个文件，共 300 个，没有写出结果。"),
        (
            (
                "merge",
                ".",
                "-o",
                "m.xlsx",
                "--organ",
                "某县人民政府",
                "--year",
                "2024",
                "--jobs",
                "1",
            ),
            r"已中断：读取了 (\d+) 个文件，共 300 个，没有汇总。",
        ),
    ],
)
def test_ctrl_c_says_what_was_done(command: tuple[str, ...], told: str, folder: Path) -> None:
    """And none of the processes that were at work says anything."""
    for number in range(299):
        shutil.copy(folder / "workbook.xlsx", folder / f"{number}.xlsx")
    full = [sys.executable, "-m", "disclosure_cli", *command]
    with on_a_terminal(full, folder, {"TERM": "xterm"}, stdout=subprocess.DEVNULL) as (
        process,
        ours,
    ):
        assert "正在" in drawn(ours, until="正在")
        os.killpg(process.pid, signal.SIGINT)
        shown = drawn(ours)
        assert process.wait(timeout=60) == 130
    match = re.search(told, shown)
    assert match, shown
    assert 0 < int(match[1]) < 300
    assert "Traceback" not in shown
    assert "Interrupt" not in shown
