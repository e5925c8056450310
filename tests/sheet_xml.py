"""Types into the cells of a workbook by its XML: what openpyxl does in ten times as long."""

from __future__ import annotations

import posixpath
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path

from broken_workbooks import Files, packed, unpacked
from lxml import etree
from lxml.etree import _Element
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.cell import coordinate_to_tuple

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def typed_into_xml(
    path: Path, cells: Mapping[str, int | float | str | None], formats: Mapping[str, str]
) -> Path:
    """The workbook after somebody typed into some cells, named as `三!D7`, and gave them formats.

    No formula keeps the value that it had, since nobody has calculated it anew.
    """
    parts = unpacked(path.read_bytes())
    sheets = _parts_of_sheets(parts)
    typed: dict[str, dict[str, int | float | str | None]] = defaultdict(dict)
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        typed[sheets[sheet]][cell] = value
    for title, name in sheets.items():
        parts[name] = _with_cells(parts[name], typed[name])
        of_sheet = {
            at: formats[f"{title}!{at}"] for at in typed[name] if f"{title}!{at}" in formats
        }
        if of_sheet:
            _format(parts, name, of_sheet)
    return _saved(path, parts)


def renamed_in_xml(path: Path, names: Mapping[str, str]) -> Path:
    """The workbook, its sheets under other names."""
    parts = unpacked(typed_into_xml(path, {}, {}).read_bytes())
    book = etree.fromstring(parts["xl/workbook.xml"])
    sheets = {sheet.get("name", ""): sheet for sheet in book.iter(f"{S}sheet")}
    for name, new in names.items():
        sheets[name].set("name", new)
    return _saved(path, {**parts, "xl/workbook.xml": _written(book)})


def without_names_in_xml(path: Path) -> Path:
    """The workbook without the names that are defined for all of it."""
    parts = unpacked(typed_into_xml(path, {}, {}).read_bytes())
    book = etree.fromstring(parts["xl/workbook.xml"])
    (names,) = book.iter(f"{S}definedNames")
    for name in [each for each in names if "localSheetId" not in each.attrib]:
        names.remove(name)
    if not len(names):
        book.remove(names)
    return _saved(path, {**parts, "xl/workbook.xml": _written(book)})


def _saved(path: Path, parts: Files) -> Path:
    path.write_bytes(packed(parts, method=zipfile.ZIP_STORED))
    return path


def _parts_of_sheets(parts: Files) -> dict[str, str]:
    """The names of the sheets with the parts that hold them."""
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {
        # From the folder of the workbook, or from the root of the package, as openpyxl writes it.
        each.get("Id"): posixpath.join("/xl", each.get("Target", "")).removeprefix("/")
        for each in relations
    }
    book = etree.fromstring(parts["xl/workbook.xml"])
    return {sheet.get("name", ""): targets[sheet.get(RELATION)] for sheet in book.iter(f"{S}sheet")}


def _with_cells(content: bytes, typed: Mapping[str, int | float | str | None]) -> bytes:
    sheet = etree.fromstring(content)
    for formula in sheet.iter(f"{S}f"):
        cell = formula.getparent()
        assert cell is not None
        for value in cell.findall(f"{S}v"):
            cell.remove(value)
    for coordinate, content_of_cell in typed.items():
        _type(_cell(sheet, coordinate), content_of_cell)
    return _written(sheet)


def _format(parts: Files, name: str, number_formats: Mapping[str, str]) -> None:
    """Give cells a number format: a new style for each, like the one that it had."""
    sheet, styles = etree.fromstring(parts[name]), etree.fromstring(parts["xl/styles.xml"])
    formats = styles.find(f"{S}numFmts")
    if formats is None:
        formats = styles.makeelement(f"{S}numFmts", {})
        styles.insert(0, formats)
    looks = styles.find(f"{S}cellXfs")
    assert looks is not None
    for number, (coordinate, number_format) in enumerate(number_formats.items(), 900):
        etree.SubElement(formats, f"{S}numFmt", numFmtId=str(number), formatCode=number_format)
        cell = _cell(sheet, coordinate)
        look = deepcopy(looks[int(cell.get("s", "0"))])
        look.set("numFmtId", str(number))
        look.set("applyNumberFormat", "1")
        cell.set("s", str(len(looks)))
        looks.append(look)
    parts[name], parts["xl/styles.xml"] = _written(sheet), _written(styles)


def _written(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _type(cell: _Element, value: float | str | None) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")
    if isinstance(value, bool):
        cell.set("t", "b")
        etree.SubElement(cell, f"{S}v").text = str(int(value))
    elif isinstance(value, int | float):
        etree.SubElement(cell, f"{S}v").text = repr(value)
    elif value in ERROR_CODES:
        cell.set("t", "e")
        etree.SubElement(cell, f"{S}v").text = value
    elif value is not None and value.startswith("=") and len(value) > 1:
        etree.SubElement(cell, f"{S}f").text = value[1:]
    elif value is not None:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t")
        text.text = value
        text.set(SPACE, "preserve")


def _cell(sheet: _Element, coordinate: str) -> _Element:
    """The element of a cell, made in its place where there is none."""
    number, column = coordinate_to_tuple(coordinate)
    data = sheet.find(f"{S}sheetData")
    assert data is not None
    row = _in_order(data, f"{S}row", str(number), lambda r: int(r.get("r", "0")), number)
    return _in_order(row, f"{S}c", coordinate, _column, column)


def _column(cell: _Element) -> int:
    return coordinate_to_tuple(cell.get("r", ""))[1]


def _in_order(
    parent: _Element, tag: str, name: str, place: Callable[[_Element], int], wanted: int
) -> _Element:
    """The child at a place; a new one, before the first that comes after it, if there is none."""
    for at, child in enumerate(parent):
        if place(child) == wanted:
            return child
        if place(child) > wanted:
            new = parent.makeelement(tag, {"r": name})
            parent.insert(at, new)
            return new
    return etree.SubElement(parent, tag, {"r": name})
