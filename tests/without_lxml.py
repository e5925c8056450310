"""Runs code where neither lxml nor python-docx exist, as in a page of a browser."""

from __future__ import annotations

import subprocess
import sys

TIME_LIMIT = 120


def printed_without_lxml(script: str) -> str:
    """What a script prints in a process of its own; it must end well and complain of nothing."""
    missing = 'import sys\nsys.modules["lxml"] = sys.modules["docx"] = None\n'
    done = subprocess.run(
        [sys.executable, "-c", missing + script],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=TIME_LIMIT,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
