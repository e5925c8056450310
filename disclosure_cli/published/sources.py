"""Opens a published file by its kind: Word document, web page, PDF, or the data of a report."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from disclosure_cli.container import PublishedFile
from disclosure_cli.i18n import _
from disclosure_cli.package import FileKind, Refusal, refusing
from disclosure_cli.published.outline import ReportOutline
from disclosure_cli.published.printed_document import PrintedDocument
from disclosure_cli.published.published_report import PublishedReport, read_document

# lxml, pdfplumber and json are loaded where they are needed: most commands read a workbook.


def read_published(path: Path, file: PublishedFile) -> PublishedReport:
    """The report in a published file; `path` is for messages.

    Raises `UnreadableDocument` with one sentence that says what the file is, or what it lacks.
    """
    with refusing(path, FileKind.DOCUMENT):
        if file.suffix == ".json":
            from disclosure_cli.published.report_data import report_of_data

            return PublishedReport(report_of_data(file.content), ReportOutline(), (), {})
        return read_document(printed_document(file))


def printed_document(file: PublishedFile) -> PrintedDocument:
    """What a document, a page or a PDF prints. Raises `Refusal`, also where a library is missing."""
    match file.suffix:
        case ".docx":
            from disclosure_cli.published.word_document import word_document

            return word_document(file.content, file.styles)
        case ".html":
            if find_spec("lxml") is None:  # In a browser.
                raise Refusal(
                    _(
                        "是网页，这里不能读取；请复制到 Word 或 WPS，另存为 .docx（命令行版可以直接读取）。"
                    )
                )
            from disclosure_cli.published.web_page import web_document

            return web_document(file.content)
        case _:
            from disclosure_cli.published.pdf_pages import pdf_document

            return pdf_document(file.content)
