"""Makes of a workbook a package that openpyxl reads faithfully: the sheets that a report needs.

Beside the sheets (see `sheet_check`) it holds the texts that they share and, of all styles, the number
formats. Everything else of the workbook is left out, so that damage there is no concern.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from openpyxl.styles.numbers import BUILTIN_FORMATS

from disclosure_cli.i18n import _
from disclosure_cli.model.places import Position
from disclosure_cli.package import Package, Relation, relations_part
from disclosure_cli.workbook.sheet_check import (
    INDEX,
    MAIN,
    MOST_FILLED,
    UNREADABLE,
    CellReferences,
    Damage,
    Excess,
    SheetCheck,
    check_text,
    keep,
    parsed,
    serialised,
)

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TEXTS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"

_STYLE_PATHS = (f"cellXfs/{MAIN}xf", f"dxfs/{MAIN}dxf")
_CHINESE_DATES = (*range(27, 37), *range(50, 59))
"""Number formats that Chinese Excel shows as dates (18.8.30), and openpyxl takes for General."""
_DATE_FORMAT = "yyyy-mm-dd"
MOST_STYLES = 10_000
"""Cell styles, and conditional ones; a template has 40."""
_LONGEST_FORMAT, _UNKNOWN_FORMAT = 255, "[?]"
"""Excel knows no longer number format; what such a one shows is unknown."""


class Outline(NamedTuple):
    """What a workbook says of itself, before any of its sheets is looked at."""

    sheets: dict[str, str]
    """The part of each sheet by its name, spaces around it aside, in order."""
    texts: str
    """The part with the texts that cells share; empty where there is none."""
    styles: str
    """That with the styles."""
    marks: dict[str, str]
    """The texts that its defined names stand for."""
    counts_from_1904: bool


class CheckedPackage(NamedTuple):
    """Sheets as openpyxl may read them."""

    package: bytes
    filled: dict[str, list[Position]]
    """By the name of the sheet: the cells that hold something, in the order of reading."""


def outline(package: Package) -> Outline:
    """The parts and the defined names of a workbook. Raises `Damage`."""
    book = parsed(package.part(package.main) or b"")
    relations = package.relations(package.main)
    properties = book.find(f"{MAIN}workbookPr")
    marks = {
        name.get("name", ""): (name.text or "").strip().lstrip("=").strip('"')
        for name in book.iter(f"{MAIN}definedName")
    }
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    texts, styles = (_shared_part(relations, kind) for kind in ("sharedStrings", "styles"))
    return Outline(dict(_sheet_parts(book, relations)), texts, styles, marks, is_1904)


def checked(package: Package, found: Outline, names: Iterable[str]) -> CheckedPackage:
    """The sheets of these names with all that their cells refer to. Raises `Damage`."""
    shared: dict[str, bytes] = {}
    references = CellReferences()
    if found.texts and (part := package.part(found.texts)) is not None:
        shared[_TEXTS], lengths = _checked_texts(parsed(part))
        references = references._replace(lengths=lengths)
    if found.styles and (part := package.part(found.styles)) is not None:
        shared[_STYLES], styles, rules = _number_formats(parsed(part))
        references = references._replace(styles=styles, number_rules=rules)
    check = SheetCheck(references)
    sheets: dict[str, bytes] = {}
    filled = {}
    for name in names:
        try:
            sheets[name], filled[name] = check.checked(package.part(found.sheets[name]))
        except Damage as damage:
            damage.sheet = name
            raise
    return CheckedPackage(_zipped(found, sheets, shared), filled)


def _shared_part(relations: Sequence[Relation], kind: str) -> str:
    """The part of that kind, of which a workbook has one or none."""
    targets = {each.target for each in relations if each.kind == kind}
    if len(targets) > 1:
        raise Damage(_("工作表目录有重复"))
    return targets.pop() if targets else ""


def _sheet_parts(book: Element, relations: Sequence[Relation]) -> Iterator[tuple[str, str]]:
    """The part of each sheet by its name. Names that differ in case only are the same to Excel."""
    if not relations:
        raise Damage(_("缺少工作表目录"))
    targets = {each.id: each.target for each in relations}
    if len(targets) < len(relations):
        raise Damage(_("工作表目录有重复"))
    taken = set()
    for sheet in book.iter(f"{MAIN}sheet"):
        name = (sheet.get("name") or "").strip()
        if name.lower() in taken:
            raise Damage(_("有两个名为“{name}”的工作表").format(name=name))
        taken.add(name.lower())
        own = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        yield name, targets.get(own, "")


def _checked_texts(root: Element) -> tuple[bytes, list[int]]:
    """The texts that cells share, and the length of each."""
    keep(root, f"{MAIN}si")
    if len(root) > MOST_FILLED:
        raise Excess(_("文字过多"))
    lengths = [_length(item) for item in root]
    return serialised(root), lengths


def _length(item: Element) -> int:
    """The length of a text. Whether one that is damaged is used, the cells tell."""
    try:
        return check_text(item)
    except Damage:
        return UNREADABLE


def _number_formats(root: Element) -> tuple[bytes, int, set[str]]:
    """Of the styles the number formats; how many cell styles there are; the rules that set one."""
    of_cells, of_rules = (root.findall(f"{MAIN}{path}") for path in _STYLE_PATHS)
    if len(of_cells) + len(of_rules) > MOST_STYLES:
        raise Excess(_("样式过多"))
    made = Element(root.tag)
    formats = SubElement(made, f"{MAIN}numFmts")
    codes = {str(number): _DATE_FORMAT for number in _CHINESE_DATES} | {
        each.get("numFmtId", ""): each.attrib["formatCode"]
        for each in root.findall(f"{MAIN}numFmts/{MAIN}numFmt")
        if each.get("formatCode")
    }
    styles = SubElement(made, f"{MAIN}cellXfs")
    for style in of_cells:
        own = style.get("numFmtId", "0")
        number = own if INDEX.fullmatch(own) else "0"
        if int(number) not in BUILTIN_FORMATS:
            codes.setdefault(number, _UNKNOWN_FORMAT)
        SubElement(styles, f"{MAIN}xf", numFmtId=number)
    for number, code in codes.items():
        _add_format(formats, number, code)
    rules = SubElement(made, f"{MAIN}dxfs")
    changing = set()
    for index, rule in enumerate(of_rules):
        reduced = SubElement(rules, f"{MAIN}dxf")
        for each in rule.findall(f"{MAIN}numFmt")[:1]:
            _add_format(reduced, each.get("numFmtId", ""), each.get("formatCode", ""))
            changing.add(str(index))
    return serialised(made), len(styles), changing


def _add_format(parent: Element, number: str, code: str) -> None:
    if INDEX.fullmatch(number) and code:
        shown = code if len(code) <= _LONGEST_FORMAT else _UNKNOWN_FORMAT
        SubElement(parent, f"{MAIN}numFmt", numFmtId=number, formatCode=shown)


def _zipped(found: Outline, sheets: dict[str, bytes], shared: dict[str, bytes]) -> bytes:
    """The package: these sheets by their names, what they share, and the parts that list them."""
    book, types = Element(f"{MAIN}workbook"), Element(f"{_TYPES}Types")
    relations = []
    SubElement(book, f"{MAIN}workbookPr", date1904=str(int(found.counts_from_1904)))
    listed = SubElement(book, f"{MAIN}sheets")
    kinds = {_BOOK: "sheet.main", _TEXTS: "sharedStrings", _STYLES: "styles"}
    parts = dict(shared)
    for number, (name, content) in enumerate(sheets.items(), 1):
        part = f"xl/worksheets/sheet{number}.xml"
        own = {"name": name, "sheetId": str(number), f"{{{_OFFICE}}}id": f"rId{number}"}
        SubElement(listed, f"{MAIN}sheet", own)
        relations.append(Relation(f"rId{number}", f"{_OFFICE}/worksheet", part, False))
        kinds[part] = "worksheet"
        parts[part] = content
    parts |= {_BOOK: serialised(book), _RELATIONS: relations_part(relations)}
    for part, kind in kinds.items():
        if part in parts:
            SubElement(types, f"{_TYPES}Override",
                       PartName=f"/{part}", ContentType=_MEDIA_TYPE.format(kind))  # fmt: skip
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part, content in {"[Content_Types].xml": serialised(types), **parts}.items():
            archive.writestr(part, content)
    return target.getvalue()
