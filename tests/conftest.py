"""What tests share: the office programs, which CI must have and others may lack."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

NEEDED = {"soffice": "LibreOffice", "pdftotext": "poppler-utils"}

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Converts a file through LibreOffice: the file and the filter in, the new file out."""
    missing = [name for program, name in NEEDED.items() if shutil.which(program) is None]
    if missing:
        message = f"这里没有 {'、'.join(missing)}"
        # On CI, a test that did not run is a test that failed.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)

    def run(source: Path, target: str) -> Path:
        out = tmp_path_factory.mktemp("converted")
        # A profile of its own: two conversions on one profile disturb each other.
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [
                    "soffice", "--headless", "--norestore",
                    f"-env:UserInstallation={Path(profile).as_uri()}",
                    "--convert-to", target, "--outdir", str(out), str(source),
                ],
                check=True, capture_output=True, timeout=180,
            )  # fmt: skip
        # The exit code is 0 even when loading failed: only the file tells.
        (converted,) = out.iterdir()
        assert converted.stat().st_size > 0
        return converted

    return run
