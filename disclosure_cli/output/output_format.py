"""The formats that a report is built in, and the options of building."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class OutputFormat(StrEnum):
    """The formats, by the suffix of the file."""

    DOCX = "docx"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        return f".{self}"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Those that a file of this format may have."""
        return (self.suffix, ".htm") if self is OutputFormat.HTML else (self.suffix,)

    @property
    def is_data(self) -> bool:
        """Whether it is the report as data for other programs, and nothing that is printed."""
        return self in (OutputFormat.JSON, OutputFormat.CSV)


FORMATS_BY_SUFFIX = {suffix: each for each in OutputFormat for suffix in each.suffixes}
PRINTED_BY_SUFFIX = {suffix: each for suffix, each in FORMATS_BY_SUFFIX.items() if not each.is_data}
"""Those in which a comparison of two years is written as well."""


class BuildOptions(NamedTuple):
    """How a report is built, whatever the format."""

    draft: bool = False
    """In spite of errors, with 草稿 on every page."""
    charts: bool = False
    reference: Path | None = None
    """A .docx whose styles and page the Word document takes over."""
    fragment: bool = False
    """The web page as markup without a page around it, to be pasted into another."""
