"""Runs the program as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from findings_schema import validated


def disclosure(
    folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own in a folder. Findings in JSON are validated."""
    done = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "DISCLOSURE_LANG": "zh", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=60,
    )
    if "json" in arguments and done.stdout:
        validated(done.stdout)
    return done
