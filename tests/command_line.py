"""Runs the program as a user does: in this process, or in one of its own where that matters."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from findings_schema import validated

from disclosure_cli.__main__ import main
from disclosure_cli.i18n import CHINESE, set_language

TIME_LIMIT = 60


def disclosure(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder: its exit code and what it says. Findings in JSON are validated.

    In a process of its own only for an environment, a language or help, of which the texts are made
    as the program starts: a start takes longer than most commands.
    """
    of_the_start = {"--help", "-h", "--lang"}.intersection(arguments)
    if environment or of_the_start:
        done = _in_its_own_process(folder, arguments, environment)
    else:
        done = _in_this_process(folder, arguments)
    if "--format" in arguments and "json" in arguments and done.stdout:
        validated(done.stdout)
    return done


def _in_its_own_process(
    folder: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "disclosure_cli", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "DISCLOSURE_LANG": "zh", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=TIME_LIMIT,
    )


def _in_this_process(folder: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    streams = {
        name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
        for name in ("stdout", "stderr")
    }
    handler = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DISCLOSURE_LANG", CHINESE)
        patch.setattr(sys, "argv", ["disclosure", *arguments])
        patch.setattr(sys, "unraisablehook", sys.unraisablehook)
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
        finally:
            signal.signal(signal.SIGINT, handler)
            set_language(CHINESE)
    said = {name: stream.buffer.getvalue().decode() for name, stream in streams.items()}
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, **said)
