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

    @property
    def suffix(self) -> str:
        return f".{self}"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Those that a file of this format may have."""
        return (self.suffix, ".htm") if self is OutputFormat.HTML else (self.suffix,)


FORMATS_BY_SUFFIX = {suffix: each for each in OutputFormat for suffix in each.suffixes}


class BuildOptions(NamedTuple):
    """How a report is built, whatever the format."""

    draft: bool = False
    """In spite of errors, with 草稿 on every page."""
    charts: bool = False
    reference: Path | None = None
    """A .docx whose styles and page the Word document takes over."""
    fragment: bool = False
    """The web page as markup without a page around it, to be pasted into another."""
