"""Starts a program on a terminal of its own, and sees what appears there."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

pty = pytest.importorskip("pty", reason="needs a Unix terminal")

TIME_LIMIT = 60
"""Seconds, for a program to say all that it has to say."""


@contextmanager
def on_a_terminal(
    command: list[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    stdout: IO[bytes] | int | None = None,
    stderr: IO[bytes] | None = None,
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A process whose streams are a terminal of 80 columns, but for those given, and the other end of that."""
    ours, its = pty.openpty()
    bare = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**bare, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", **environment},
        stdin=its,
        stdout=its if stdout is None else stdout,
        stderr=its if stderr is None else stderr,
        process_group=0,  # Ctrl-C is for the program and all that it started.
    )
    os.close(its)
    try:
        yield process, ours
    finally:
        process.kill()
        process.communicate(timeout=TIME_LIMIT)
        os.close(ours)


def drawn(terminal: int, until: str = "") -> str:
    """What appears on a terminal, up to a text, or until the process has gone."""
    shown = b""
    end = time.monotonic() + TIME_LIMIT
    while not (until and until in shown.decode("utf-8", "replace")):
        assert select.select([terminal], [], [], end - time.monotonic())[0], shown
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says so where the other end is closed.
            break
        if not chunk:
            break
        shown += chunk
    return shown.decode("utf-8", "replace")
