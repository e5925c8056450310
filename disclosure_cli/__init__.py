"""Compiles a filled-in Excel workbook into the official 政府信息公开工作年度报告.

As a library:

    from disclosure_cli import build, check, new_template, read

    new_template(2024, "workbook.xlsx", organ="某某县科学技术局")
    report = read("workbook.xlsx")  # Once it has been filled in.
    for diagnostic in check(report):
        print(diagnostic)
    build(report, {"docx": "report.docx"})

All public names are in `disclosure_cli.api`; see docs/library.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from disclosure_cli.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    # Imported when first asked for: the command line must not wait for what a command does not need.
    if name == "__all__" or not name.startswith("__"):
        public = import_module("disclosure_cli.api")
        if name == "__all__":
            return [*public.__all__, "__version__"]
        if name in public.__all__:
            return getattr(public, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
