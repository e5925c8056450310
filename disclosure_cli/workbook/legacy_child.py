"""The child that opens legacy workbooks: bytes on stdin, JSON on stdout, cells or why there are none.

    python -m disclosure_cli.workbook.legacy_child < workbook.xls

A process of its own, so that a crash or a memory limit ends nothing but the reading of this file.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any

from disclosure_cli.package import MOST_CELLS

MOST_MEMORY = 300 * 2**20
"""Bytes that the child may ask for, where the system can hold it to that."""


class NoCells(StrEnum):
    """Why a workbook is not read."""

    MEMORY = "memory"
    TOO_MANY = "too many"
    DAMAGED = "damaged"


def main() -> None:
    """Answer with the `sheets`, or else with the `reason`."""
    _hold_memory()
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout, ensure_ascii=True)


def answer(content: bytes) -> dict[str, Any]:
    """By the name of each sheet its cells: row, column, kind and value of each."""
    from python_calamine import CalamineError, CalamineWorkbook

    sheets = {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            # Empty ones with them; its total_height and total_width are one too small.
            row, column = sheet.end or (-1, -1)
            if (count := (row + 1) * (column + 1)) > MOST_CELLS:
                return {"reason": NoCells.TOO_MANY, "count": count}
            sheets[name.strip()] = list(_cells(sheet.to_python(skip_empty_area=False)))
    except MemoryError:
        return {"reason": NoCells.MEMORY}
    except (CalamineError, OSError, ValueError):  # Of nearly all it says: an unknown format.
        return {"reason": NoCells.DAMAGED}
    return {"sheets": sheets}


def _hold_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _cells(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, int, str, object]]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value in ("", None):
                continue
            if isinstance(value, bool):
                yield row, column, "b", value
            elif isinstance(value, int | float):
                yield row, column, "n", value
            elif isinstance(value, dt.date | dt.time | dt.timedelta):
                yield row, column, "d", str(value)
            else:
                text = str(value)
                yield (
                    row,
                    column,
                    "e" if text.startswith("#") and text.endswith(("!", "?", "A")) else "s",
                    text,
                )


if __name__ == "__main__":
    main()
