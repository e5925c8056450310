"""Finds the figures of a printed table by its labels alone, knowing nothing of how it was laid out.

Works on any rectangle of cells, from Excel or from Word: a merged cell is given by its content at
every position that it covers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Rectangle = list[list[Any]]

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def from_excel(sheet: Any) -> Rectangle:
    """The cells of an openpyxl sheet, those of a merge all being its first."""
    rows = [[sheet.cell(r, c) for c in range(1, 16)] for r in range(1, sheet.max_row + 1)]
    for merge in sheet.merged_cells.ranges:
        for row in range(merge.min_row, merge.max_row + 1):
            for column in range(merge.min_col, merge.max_col + 1):
                rows[row - 1][column - 1] = sheet.cell(merge.min_row, merge.min_col)
    return rows


def from_word(table: Any) -> Rectangle:
    """The cells of a python-docx table, which repeats a merged cell by itself."""
    return [list(row.cells) for row in table.rows]


def text(cell: Any) -> str:
    value = cell.value if hasattr(cell, "value") else cell.text
    return str(value).strip() if isinstance(value, str) else ""


def applications(cells: Rectangle) -> list[list[Any]]:
    """The places of table three, in the printed order: a list for each printed row."""
    (head,) = (
        row
        for row in cells
        if [text(c) for c in row if text(c) in APPLICANTS][:2] == APPLICANTS[:2]
    )
    columns = {text(cell): n for n, cell in enumerate(head)}
    first = next(n for n, row in enumerate(cells) if text(row[0]).startswith("一、"))
    return [
        [row[columns[name]] for name in APPLICANTS]
        for row in cells[first:]
        if text(row[0])[:2] in ("一、", "二、", "三、", "四、")
    ]


def cases(cells: Rectangle) -> list[Any]:
    """The fifteen places of table four: the row under the last heads."""
    last = max(n for n, row in enumerate(cells) if text(row[0]) == "结果维持")
    return cells[last + 1][:15]


def proactive(cells: Rectangle) -> Iterator[tuple[str, list[Any]]]:
    """The label of each row of table two, with the places of its figures."""
    for row in cells:
        if text(row[0]) and text(row[0])[:2] not in ("第二", "信息", "二、", "本年"):
            places: list[Any] = []
            for cell in row[1:4]:
                if not any(_same(cell, place) for place in places):
                    places.append(cell)
            yield text(row[0]), places


def _same(one: Any, other: Any) -> bool:
    return one is other or getattr(one, "_tc", one) is getattr(other, "_tc", other)
