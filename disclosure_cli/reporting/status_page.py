"""The table of a collection as one web page: self-contained, without scripts, for phone and paper."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from disclosure_cli.i18n import CHINESE, chosen_language
from disclosure_cli.reporting.status_table import (
    StatusColumn,
    columns_of,
    look_of,
    remarks,
    summary_lines,
    title_of,
)
from disclosure_cli.units.status import CollectionStatus, UnitStatus


def status_page(status: CollectionStatus) -> bytes:
    """The page, in UTF-8: what it is, the summary, the table, and under it what was not counted.

    The same collection gives the same bytes.
    """
    language = chosen_language()
    page = Element("html", lang="zh-CN" if language == CHINESE else language)
    _write_head(page, title_of(status))
    main = SubElement(SubElement(page, "body"), "main")
    _add(main, "h1", title_of(status))
    _write_lines(main, "summary", summary_lines(status))
    if status.units:
        _write_table(main, status)
    _write_lines(main, "remarks", remarks(status))
    markup: str = ElementTree.tostring(page, "unicode", method="html")
    return f"<!DOCTYPE html>\n{markup}\n".encode()


def _write_head(page: Element, title: str) -> None:
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(head, "title", title)
    _add(head, "style", (files(__package__) / "status.css").read_text("utf-8"))


def _write_lines(parent: Element, kind: str, lines: Iterable[str]) -> None:
    for line in lines:
        _add(parent, "p", line).set("class", kind)


def _write_table(parent: Element, status: CollectionStatus) -> None:
    """The table, with the roles that a phone, which shows no table, would else take from it."""
    columns = columns_of(status)
    table = SubElement(parent, "table", role="table")
    row = SubElement(SubElement(table, "thead", role="rowgroup"), "tr", role="row")
    for column in columns:
        head = _add(row, "th", column.head)
        head.attrib.update({"scope": "col", "role": "columnheader", "class": column})
    body = SubElement(table, "tbody", role="rowgroup")
    for unit in status.units:
        _write_row(body, columns, unit)


def _write_row(body: Element, columns: Iterable[StatusColumn], unit: UnitStatus) -> None:
    row = SubElement(body, "tr", role="row")
    for column in columns:
        content = column.cell(unit)
        text = "" if content is None else str(content)
        if column is StatusColumn.UNIT:
            cell = _add(row, "th", text)
            cell.attrib.update({"scope": "row", "role": "rowheader", "class": column})
            continue
        cell = _add(row, "td", "" if column is StatusColumn.STATE else text)
        cell.attrib.update({"role": "cell", "class": column})
        if column is StatusColumn.STATE:
            _add(cell, "span", text).set("class", look_of(unit.state))
        elif column.is_number:
            # A phone shows it before the number, whose head is not in sight.
            cell.set("data-head", column.head)


def _add(parent: Element, tag: str, text: str) -> Element:
    made = SubElement(parent, tag)
    made.text = text or None
    return made
