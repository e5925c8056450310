"""Compiles a filled-in Excel workbook into the official 政府信息公开工作年度报告.

As a library:

    from pathlib import Path
    from disclosure_cli import check, read, write_report, write_template

    write_template(2024, Path("workbook.xlsx"), organ="某某县科学技术局")
    report = read(Path("workbook.xlsx"))
    for diagnostic in check(report):
        print(diagnostic)
    write_report(report, Path("report.docx"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "check",
    "read",
    "write_annotated",
    "write_comparison",
    "write_report",
    "write_template",
]

if TYPE_CHECKING:
    from disclosure_cli.api import (
        check,
        read,
        write_annotated,
        write_comparison,
        write_report,
        write_template,
    )


def __getattr__(name: str) -> Any:
    # Imported when first asked for: the command line must not wait for Excel and Word to load.
    if name in __all__:
        from disclosure_cli import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
