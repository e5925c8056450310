"""The tables of a section for a web page: the grid of the form, a table for each block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from disclosure_cli.form.grid import Cell, Role, lay_out
from disclosure_cli.form.schema import Section, Table
from disclosure_cli.model.report import Report
from disclosure_cli.output.html_elements import element


def table_elements(report: Report, section: Section) -> Iterator[Element]:
    """Each table of the section, in a region that scrolls where the screen is too narrow."""
    wide = len(section.widths) > WIDEST_FOR_A_PHONE
    region = element(
        "div",
        *(_table(report, section, table) for table in section.tables),
        class_="tables wide" if wide else "tables",
        # Whoever has no mouse can scroll it by the keys.
        role="region",
        aria_label=f"{section.title}表",
        tabindex="0",
    )
    yield region


WIDEST_FOR_A_PHONE = 4
"""Columns; more of them scroll."""


def _table(report: Report, section: Section, table: Table) -> Element:
    grid = lay_out(replace(section, tables=(replace(table, caption=""),)))
    whole = sum(section.widths)
    columns = element(
        "colgroup",
        *(element("col", style=f"width:{width / whole:.2%}") for width in section.widths),
    )
    rows = [element("tr") for _row in range(grid.height)]
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(_cell(report, cell))
    caption = element(
        "caption", text=table.caption or section.title, class_="" if table.caption else "unseen"
    )
    return element(
        "table",
        caption,
        columns,
        element("thead", *rows[: grid.head]),
        element("tbody", *rows[grid.head :]),
    )


def _cell(report: Report, cell: Cell) -> Element:
    spans = {
        "colspan": cell.width if cell.width > 1 else None,
        "rowspan": cell.height if cell.height > 1 else None,
    }
    if cell.ref:
        return element("td", text=report.written(cell.ref), **spans)
    if cell.role is Role.CORNER and cell.height > 1:
        return element("td", text=cell.label, class_="corner", **spans)
    if cell.role is Role.STUB:
        scope = "rowgroup" if cell.height > 1 else "row"
        return element(
            "th",
            text=cell.label,
            scope=scope,
            class_="vertical" if cell.is_outermost else "",
            **spans,
        )
    scope = "colgroup" if cell.width > 1 and cell.height == 1 else "col"
    return element("th", text=cell.label, scope=scope, **spans)
