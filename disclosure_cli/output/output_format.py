"""What a report can be made into, and how: Word, web page, PDF."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_cli.errors import VerificationFailed

if TYPE_CHECKING:
    from disclosure_cli.model.report import Report

_SHOWN = 3


class Kind(StrEnum):
    """The kinds of output, by the suffix of the file."""

    DOCX = "docx"
    HTML = "html"
    PDF = "pdf"

    @property
    def suffix(self) -> str:
        return f".{self}"


class Making(NamedTuple):
    """How a report is to be made, whatever it is made into."""

    draft: bool = False
    charts: bool = False
    reference: Path | None = None
    """A .docx whose styles and page the Word document takes over."""


def report_bytes(report: Report, kind: Kind, making: Making) -> bytes:
    """The report as a file of that kind; the figures of a Word document are read back from it.

    Raises `UnreadableDocument` for a reference that is none, and `CannotConvert` where LibreOffice
    does not make a PDF.
    """
    if kind is Kind.HTML:
        from disclosure_cli.output.html import html_bytes

        return html_bytes(report, draft=making.draft, charts=making.charts)
    document = _document(report, making)
    if kind is Kind.PDF:
        from disclosure_cli.output.pdf import pdf_bytes

        return pdf_bytes(document)
    return document


def _document(report: Report, making: Making) -> bytes:
    from disclosure_cli.output.verification import differences
    from disclosure_cli.output.word.document import docx_bytes

    document = docx_bytes(report, **making._asdict())
    if wrong := list(islice(differences(report, document), _SHOWN)):
        raise VerificationFailed("; ".join(wrong))
    return document
