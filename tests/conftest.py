"""What tests share: the office programs, which CI must have and others may lack."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import office
import pytest

os.environ["DISCLOSURE_LANG"] = "zh"  # Whatever the locale of the machine.

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Converts a file through LibreOffice: the file and the filter in, the new file out."""
    if missing := office.missing_programs():
        message = f"not on this machine: {', '.join(missing)}"
        # On CI, a test that did not run is a test that failed.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return lambda source, target: office.convert(
        source, target, tmp_path_factory.mktemp("converted")
    )
