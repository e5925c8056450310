"""The formats in which the table of a collection is shown or written."""

from __future__ import annotations

from enum import StrEnum
from typing import IO

from disclosure_cli.units.status import CollectionStatus


class StatusFormat(StrEnum):
    """The formats: text for a terminal, the others by the suffix of the file."""

    TEXT = "text"
    XLSX = "xlsx"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


STATUS_FORMATS_BY_SUFFIX = {
    ".xlsx": StatusFormat.XLSX,
    ".html": StatusFormat.HTML,
    ".htm": StatusFormat.HTML,
    ".csv": StatusFormat.CSV,
    ".json": StatusFormat.JSON,
}


def status_bytes(status: CollectionStatus, status_format: StatusFormat) -> bytes:
    """The table as the content of a file. The same collection gives the same bytes."""
    # Each needs a library that takes long to import, and of which the others have no use.
    from disclosure_cli.reporting import status_book, status_data, status_page

    match status_format:
        case StatusFormat.TEXT:
            return _encoded(status_text(status, None))
        case StatusFormat.XLSX:
            return status_book.status_book(status)
        case StatusFormat.HTML:
            return status_page.status_page(status)
        case StatusFormat.CSV:
            return _encoded(status_data.status_csv(status))
        case StatusFormat.JSON:
            return _encoded(status_data.status_json(status))


def status_text(status: CollectionStatus, screen: IO[str] | None) -> str:
    """The table as text for a stream: fitted to it and in its colours if it is a terminal."""
    # rich takes longer to import than all the rest of this package.
    from disclosure_cli.reporting import status_terminal

    return status_terminal.status_terminal_text(status, screen)


def _encoded(text: str) -> bytes:
    # Half of a character, as in a name that is no UTF-8, is escaped as JSON does it.
    return f"{text}\n".encode(errors="backslashreplace")
