"""Prints the lowest versions that pyproject.toml allows, as constraints for pip."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))[
    "project"
]

for requirement in (
    *PROJECT["dependencies"],
    *PROJECT["optional-dependencies"]["legacy"],
    *PROJECT["optional-dependencies"]["pdf"],
    *PROJECT["optional-dependencies"]["test"],
):
    if match := re.fullmatch(r"([\w.-]+)(?:\[.*\])?>=([\w.]+)", requirement):
        sys.stdout.write(f"{match[1]}=={match[2]}\n")
