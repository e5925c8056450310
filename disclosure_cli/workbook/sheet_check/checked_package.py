"""Makes of a workbook a package that openpyxl reads faithfully: the sheets that a report needs.

Beside the sheets (see `worksheet`) it holds the texts that they share and, of all styles, the number
formats. Everything else of the workbook is left out, so that damage there is no concern; of what the
styles do beside that, only what keeps a person from seeing a cell is told (see `looks`).
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
from disclosure_cli.package import OF_UNITS, Package, Relation, relations_part
from disclosure_cli.workbook import layout
from disclosure_cli.workbook.sheet_check.drawings import drawn_over
from disclosure_cli.workbook.sheet_check.looks import Looks
from disclosure_cli.workbook.sheet_check.spreadsheetml import (
    INDEX,
    MAIN,
    Damage,
    Excess,
    keep,
    parsed,
    serialised,
)
from disclosure_cli.workbook.sheet_check.style_looks import (
    LONGEST_FORMAT,
    UNKNOWN_FORMAT,
    CellLooks,
    StyleLooks,
    cell_looks,
    font_size,
    rule_looks,
)
from disclosure_cli.workbook.sheet_check.worksheet import (
    MOST_FILLED,
    CellReferences,
    CheckedSheet,
    CheckedText,
    SheetCheck,
    check_text,
)

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TEXTS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"

_WHOLE, _MONTH, _DAY, _TIME = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"', 'h"时"mm"分"'
_CHINESE_DATES = {
    "14": "yyyy/m/d", "27": _MONTH, "28": _DAY, "29": _DAY, "30": "m-d-yy", "31": _WHOLE, "32": _TIME,
    "33": _TIME, "34": _TIME, "35": _TIME, "36": _MONTH, "50": _MONTH, "51": _DAY, "52": _MONTH,
    "53": _DAY, "54": _DAY, "55": _TIME, "56": _TIME, "57": _MONTH, "58": _DAY,
}  # fmt: skip
"""Number formats that Chinese Excel shows so (18.8.30); openpyxl takes most of them for General."""
_RULES = f"{MAIN}dxfs/{MAIN}dxf"
_UNDEFINED = "999999999"
"""The number of a format that no workbook defines."""
MOST_STYLES = 10_000
"""Cell styles, and conditional ones; a template has 40."""


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
    hidden: frozenset[str] = frozenset()
    """The names of the sheets that are hidden."""


class CheckedPackage(NamedTuple):
    """Sheets as openpyxl may read them."""

    package: bytes
    filled: dict[str, list[Position]]
    """By the name of the sheet: the cells that hold something, in the order of reading."""
    looks: dict[str, Looks]
    """How each sheet is shown."""


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
    hidden = frozenset(
        (sheet.get("name") or "").strip()
        for sheet in book.iter(f"{MAIN}sheet")
        if sheet.get("state", "visible") != "visible"
    )
    return Outline(dict(_sheet_parts(book, relations)), texts, styles, marks, is_1904, hidden)


def checked(package: Package, found: Outline, names: Iterable[str]) -> CheckedPackage:
    """The sheets of these names with all that their cells refer to. Raises `Damage`."""
    shared: dict[str, bytes] = {}
    references = CellReferences()
    if found.texts and (part := package.part(found.texts)) is not None:
        shared[_TEXTS], texts = _checked_texts(parsed(part))
        references = references._replace(texts=texts)
    if found.styles and (part := package.part(found.styles)) is not None:
        root = parsed(part)
        shared[_STYLES], styles = _number_formats(root)
        references = references._replace(styles=styles, looks=_looks(root))
    check = SheetCheck(references)
    sheets: dict[str, bytes] = {}
    filled, looks = {}, {}
    for name in names:
        source = found.sheets[name]
        try:
            sheet = _checked_sheet(package, name, source, check)
            drawn = drawn_over(package, source, sheet.looks)
        except Damage as damage:
            damage.sheet = name
            raise
        sheets[name], filled[name] = sheet.part, sheet.filled
        looks[name] = sheet.looks._replace(hides_sheet=name in found.hidden, drawn_over=drawn)
    return CheckedPackage(_zipped(found, sheets, shared), filled, looks)


def _checked_sheet(package: Package, name: str, source: str, check: SheetCheck) -> CheckedSheet:
    """One sheet; that of the units has room for a thousand of them, and limits of its own."""
    if name == layout.UNITS_SHEET:
        return SheetCheck(check.references, OF_UNITS.cells).checked(package.part(source, OF_UNITS))
    return check.checked(package.part(source))


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


def _checked_texts(root: Element) -> tuple[bytes, list[CheckedText | None]]:
    """The texts that cells share, each as it may be read."""
    keep(root, f"{MAIN}si")
    if len(root) > MOST_FILLED:
        raise Excess(_("文字过多"))
    texts = [_checked_text(item) for item in root]
    return serialised(root), texts


def _checked_text(item: Element) -> CheckedText | None:
    """A text; None for one that is damaged: whether it is used, the cells tell."""
    try:
        return check_text(item)
    except Damage:
        return None


def _number_formats(root: Element) -> tuple[bytes, int]:
    """Of the styles the number formats; how many cell styles there are."""
    of_cells = root.findall(f"{MAIN}cellXfs/{MAIN}xf")
    if len(of_cells) + len(root.findall(_RULES)) > MOST_STYLES:
        raise Excess(_("样式过多"))
    made = Element(root.tag)
    formats = SubElement(made, f"{MAIN}numFmts")
    codes = _CHINESE_DATES | {
        each.get("numFmtId", ""): each.attrib["formatCode"]
        for each in root.findall(f"{MAIN}numFmts/{MAIN}numFmt")
        if each.get("formatCode")
    }
    parents = root.findall(f"{MAIN}cellStyleXfs/{MAIN}xf")
    styles = SubElement(made, f"{MAIN}cellXfs")
    for style in of_cells:
        number = _number_format(style, parents)
        if int(number) not in BUILTIN_FORMATS:
            codes.setdefault(number, UNKNOWN_FORMAT)
        SubElement(styles, f"{MAIN}xf", numFmtId=number)
    for number, code in codes.items():
        if INDEX.fullmatch(number):
            shown = code if len(code) <= LONGEST_FORMAT else UNKNOWN_FORMAT
            SubElement(formats, f"{MAIN}numFmt", numFmtId=number, formatCode=shown)
    return serialised(made), len(styles)


def _number_format(style: Element, parents: Sequence[Element]) -> str:
    """The number format of a cell style: its own, or where it may not apply, that of its parent."""
    own = style.get("numFmtId", "0")
    parent = style.get("xfId", "0")
    if INDEX.fullmatch(parent) and int(parent) < len(parents):
        inherited = parents[int(parent)].get("numFmtId", "0")
        applies = style.get("applyNumberFormat")
        is_left_out = applies in ("0", "false") or (applies is None and own == "0")
        if is_left_out and inherited not in ("0", own):
            # Some programs show the one, some the other: known is neither.
            own = inherited if own == "0" else _UNDEFINED
    return own if INDEX.fullmatch(own) else "0"


def _looks(root: Element) -> StyleLooks:
    """Which of the styles keep a person from seeing what stands in a cell."""
    parts = {
        f"{name}Id": root.findall(f"{MAIN}{name}s/{MAIN}{name}")
        for name in ("font", "fill", "border")
    }
    usual = font_size(next(iter(parts["fontId"]), None))
    cells = {
        index: cell_looks(
            usual, style, *(_indexed(items, style, name) for name, items in parts.items())
        )
        for index, style in enumerate(root.findall(f"{MAIN}cellXfs/{MAIN}xf"))
    }
    rules = {str(index): rule_looks(rule) for index, rule in enumerate(root.findall(_RULES))}
    return StyleLooks({n: each for n, each in cells.items() if each != CellLooks()}, rules)


def _indexed(items: Sequence[Element], style: Element, name: str) -> Element | None:
    """The font, the fill or the border of a style; None where it is not there."""
    index = style.get(name, "0")
    return items[int(index)] if INDEX.fullmatch(index) and int(index) < len(items) else None


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
