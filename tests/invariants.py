"""What must hold in every .docx and .xlsx that the program makes, and no validator looks at.

Each function gives back what is wrong, in words; an empty list is what is wanted.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# Beyond these, Excel offers to "repair" the file.
LONGEST_LIST, LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_SHEET = 255, 32, 255, 31


def problems(content: bytes) -> list[str]:
    """What is wrong with a file, whichever of the two it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
        dates = {member.date_time for member in archive.infolist()}
        systems = {member.create_system for member in archive.infolist()}
    found = [f"twice: {name}" for name, count in Counter(names).items() if count > 1]
    found += [f"a date: {date}" for date in dates if date != (1980, 1, 1, 0, 0, 0)]
    found += [f"a mark of the system: {system}" for system in systems if system != 3]
    if names != sorted(names, key=lambda name: (name != "[Content_Types].xml", name)):
        found.append("members out of order")
    found += _unresolved(parts)
    if "word/document.xml" in parts:
        found += _in_document(parts)
        found += [
            f"{name}: {each}"
            for name in names
            if name.endswith(".xlsx")
            for each in problems(parts[name])
        ]
    else:
        found += _in_workbook(parts)
    return found


def _unresolved(parts: dict[str, bytes]) -> Iterator[str]:
    """Relations to parts that are not there, ids that no relation has, parts without a type."""
    types = etree.fromstring(parts["[Content_Types].xml"])
    typed = {part.get("PartName", "") for part in types.iter(f"{TYPES}Override")}
    suffixes = {part.get("Extension", "") for part in types.iter(f"{TYPES}Default")}
    for name, content in parts.items():
        has_type = f"/{name}" in typed or name.rpartition(".")[2] in suffixes
        if name != "[Content_Types].xml" and not has_type:
            yield f"no content type: {name}"
        if name.endswith(".rels") or not name.endswith(".xml"):
            continue
        folder, own = posixpath.split(name)
        relations = parts.get(f"{folder}/_rels/{own}.rels")
        ids: list[str] = []
        if relations:
            for relation in etree.fromstring(relations):
                ids.append(relation.get("Id", ""))
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
                if target.lstrip("/") not in parts and relation.get("TargetMode") != "External":
                    yield f"{name}: no part {target}"
        if len(ids) != len(set(ids)):
            yield f"{name}: a relation id twice"
        used = {
            str(value)
            for element in etree.fromstring(content).iter()
            for key, value in element.attrib.items()
            if str(key).startswith(R)
        }
        yield from (f"{name}: no relation {each}" for each in used - set(ids))


def _in_document(parts: dict[str, bytes]) -> Iterator[str]:
    root = etree.fromstring(parts["word/document.xml"])
    styles = etree.fromstring(parts["word/styles.xml"])
    known = [style.get(f"{W}styleId") for style in styles.iter(f"{W}style")]
    if len(known) != len(set(known)):
        yield "a style id twice"
    for use in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
        if use.get(f"{W}val") not in known:
            yield f"no style {use.get(f'{W}val')}"
    for reference in styles.iter(f"{W}basedOn", f"{W}link", f"{W}next"):
        if reference.get(f"{W}val") not in known:
            yield f"no style {reference.get(f'{W}val')} to be based on"
    drawn = [drawing.get("id") for drawing in root.iter(DRAWN)]
    if len(drawn) != len(set(drawn)):
        yield "a drawing id twice"
    if any(not drawing.get("descr") for drawing in root.iter(DRAWN)):
        yield "a drawing without alternative text"
    for table in root.iter(f"{W}tbl"):
        yield from _in_table(table)
    body = root[0]
    if body[-1].tag != f"{W}sectPr":
        yield "the section properties are not last"


def _in_table(table: _Element) -> Iterator[str]:
    grid = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
    width = table.find(f"{W}tblPr/{W}tblW")
    if width is None or int(width.get(f"{W}w", "0")) != sum(grid):
        yield "the width of a table is not that of its columns"
    above: list[bool] = [False] * len(grid)
    for row in table.iter(f"{W}tr"):
        at = 0
        merged = list(above)
        for cell in row.iter(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            count = 1 if span is None else int(span.get(f"{W}val", "1"))
            own = cell.find(f"{W}tcPr/{W}tcW")
            if own is None or int(own.get(f"{W}w", "0")) != sum(grid[at : at + count]):
                yield "the width of a cell is not that of its columns"
            if cell[-1].tag != f"{W}p":
                yield "the last of a cell is no paragraph"
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart" and not above[at]:
                yield "a cell continues a merge that did not begin"
            merged[at : at + count] = [merge is not None] * count
            at += count
        if at != len(grid):
            yield "the cells of a row do not fill the grid"
        above = merged


def _in_workbook(parts: dict[str, bytes]) -> Iterator[str]:
    book = etree.fromstring(parts["xl/workbook.xml"])
    names = [sheet.get("name", "") for sheet in book.iter(f"{S}sheet")]
    yield from (f"the sheet name {name} is too long" for name in names if len(name) > LONGEST_SHEET)
    if len({name.lower() for name in names}) != len(names):
        yield "a sheet name twice"
    for name, content in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            root = etree.fromstring(content)
            yield from (f"{name}: {each}" for each in _in_sheet(root, names))


def _in_sheet(root: _Element, names: list[str]) -> Iterator[str]:
    merges = [merge.get("ref", "") for merge in root.iter(f"{S}mergeCell")]
    yield from (f"the merge {area} overlaps another" for area in _overlapping(merges))
    rules = list(root.iter(f"{S}dataValidation"))
    areas = [area for rule in rules for area in rule.get("sqref", "").split()]
    yield from (f"two input rules for {area}" for area in _overlapping(areas))
    for rule in rules:
        yield from _in_rule(rule)
    for formula in root.iter(f"{S}f"):
        quoted = re.findall(r"'([^']+)'!", formula.text or "")
        yield from (f"a formula names no sheet: {each}" for each in quoted if each not in names)


def _in_rule(rule: _Element) -> Iterator[str]:
    limits = {
        "promptTitle": LONGEST_TITLE,
        "errorTitle": LONGEST_TITLE,
        "prompt": LONGEST_MESSAGE,
        "error": LONGEST_MESSAGE,
    }
    yield from (
        f"{name} is too long" for name, most in limits.items() if len(rule.get(name, "")) > most
    )
    choices = rule.findtext(f"{S}formula1", "").strip('"')
    if rule.get("type") == "list" and len(choices) > LONGEST_LIST:
        yield "a list of choices is too long"


def _overlapping(areas: list[str]) -> Iterator[str]:
    covered: set[tuple[int, int]] = set()
    for area in areas:
        cells = _cells(area)
        if cells & covered:
            yield area
        covered |= cells


def _cells(area: str) -> set[tuple[int, int]]:
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = _position(first), _position(last or first)
    return {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}


def _position(cell: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column
