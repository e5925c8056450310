"""Reads the cells of an .xlsx in one pass: values, formulas and number formats together.

SpreadsheetML (ECMA-376 part 1, chapter 18), as far as a filled-in template needs it, transitional or
strict. Styles beyond number formats, drawings, links and properties are not looked at, so that
damage there is no concern. Strict where it matters: a number is one only in ASCII digits, a cell
stands in one place only. What comes in has passed the door (see `door`).
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from disclosure_cli.door import Parts
from disclosure_cli.language import _
from disclosure_cli.workbook.cells import Cells, RawCell, damaged
from disclosure_cli.workbook.sheets import Position, address

MOST_CHARACTERS = 2_000_000
"""Of the texts in all cells; a long report has 30,000."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Built-in number formats that show dates and times (ECMA-376 part 1, 18.8.30)."""
_EPOCHS = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}
_LAST_DAY = 2_958_465
"""31 December 9999."""


class _Broken(Exception):
    """What is wrong with the content of a part, in a few words."""


class Spreadsheet:
    """The sheets of a workbook that has passed the door."""

    def __init__(self, path: Path, parts: Parts) -> None:
        self._path = path
        self._parts = parts
        self._characters = self._moved = 0
        try:
            self._book = _parsed(parts["xl/workbook.xml"])
            self._sheets = dict(self._sheet_parts())
        except _Broken as error:
            raise damaged(path, _("文件"), str(error)) from error

    @property
    def names(self) -> Iterable[str]:
        """The sheets in order, their names without the spaces around them."""
        return self._sheets

    def __contains__(self, name: str) -> bool:
        return name in self._sheets

    def mark(self, name: str) -> str:
        """The text that a defined name stands for; empty where it is not there."""
        for defined in _all(self._book, "definedName"):
            if defined.get("name") == name:
                return (defined.text or "").strip().lstrip("=").strip('"')
        return ""

    def cells(self, name: str) -> Cells:
        """All cells of a sheet that are not empty. Raises `UnreadableWorkbook` where it is damaged."""
        try:
            part = self._parts.get(self._sheets[name])
            if part is None:
                raise _Broken(_("工作表的内容不在文件中"))
            return self._cells(_parsed(part))
        except _Broken as error:
            what = _("工作表“{name}”").format(name=name)
            raise damaged(self._path, what, str(error)) from error

    def _sheet_parts(self) -> Iterator[tuple[str, str]]:
        """The part of each sheet by its name, spaces around it aside."""
        relations = self._parts.get("xl/_rels/workbook.xml.rels")
        if relations is None:
            raise _Broken(_("缺少工作表目录"))
        targets: dict[str, str] = {}
        for relation in _all(_parsed(relations), "Relationship"):
            if relation.get("Id", "") in targets:
                raise _Broken(_("工作表目录有重复"))
            targets[relation.get("Id", "")] = relation.get("Target", "")
        named = set()
        for sheet in _all(self._book, "sheet"):
            name = (sheet.get("name") or "").strip()
            if name.lower() in named:
                raise _Broken(_("有两个名为“{name}”的工作表").format(name=name))
            named.add(name.lower())
            own = next((v for key, v in sheet.attrib.items() if str(key).endswith("}id")), "")
            target = targets.get(str(own), "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            yield name, posixpath.normpath(part)

    def _cells(self, sheet: _Element) -> dict[Position, RawCell]:
        cells: dict[Position, RawCell] = {}
        shared: dict[str, tuple[str, Position]] = {}
        last_row = -1
        for row in _all(sheet, "row"):
            last_row = _row_number(row, last_row + 1)
            last_column = -1
            for cell in _children(row, "c"):
                position = _position(cell, last_row, last_column + 1)
                last_column = position[1]
                held = self._held(cell, position, shared)
                if position in cells:
                    raise _Broken(_("{cell} 出现两次").format(cell=address(*position)))
                if held is not None:
                    cells[position] = held
                    self._count_characters(held)
        return cells

    def _count_characters(self, cell: RawCell) -> None:
        """Hold the texts to what can be read: a thousand cells may share one long text."""
        self._characters += len(cell.value) if isinstance(cell.value, str) else 0
        if self._characters > MOST_CHARACTERS:
            raise _Broken(_("文字过多"))

    def _held(
        self, cell: _Element, position: Position, shared: dict[str, tuple[str, Position]]
    ) -> RawCell | None:
        """What a cell holds; None where that is nothing."""
        formula = self._formula(cell, position, shared)
        kind = cell.get("t", "n")
        raw = _first_text(cell, "v")
        if kind == "inlineStr":
            return RawCell(_rich_text(_child(cell, "is")), "s", formula=formula)
        if raw is None or (raw == "" and kind != "str"):
            return RawCell(None, formula=formula) if formula else None
        if kind == "s":
            return self._shared(raw, position, formula)
        if kind == "d":
            return _iso_date(raw, formula)
        if kind == "str":
            return RawCell(_unescaped(raw), "s", formula=formula) if raw or formula else None
        if kind == "b":
            return RawCell(raw.strip() == "1", "b", formula=formula)
        if kind == "e":
            return RawCell(raw, "e", formula=formula)
        return self._number(raw, cell.get("s", ""), formula)

    def _formula(
        self, cell: _Element, position: Position, shared: dict[str, tuple[str, Position]]
    ) -> str:
        """The formula of a cell with its =; empty where it has none."""
        element = _child(cell, "f")
        if element is None:
            return ""
        text = (element.text or "")[:_LONGEST_FORMULA]
        group = element.get("si")
        if element.get("t") == "shared" and group is not None:
            if text:
                shared[group] = text, position
            elif group in shared and self._moved < _MOST_MOVED:
                self._moved += 1
                text = _translated(*shared[group], position)
        return f"={text}"

    def _shared(self, raw: str, position: Position, formula: str) -> RawCell | None:
        try:
            if not re.fullmatch("[0-9]{1,9}", raw.strip()):
                raise IndexError
            text = self._strings[int(raw)]
        except IndexError:
            raise _Broken(_("{cell} 的文字不在文件中").format(cell=address(*position))) from None
        return RawCell(text, "s", formula=formula) if text or formula else None

    def _number(self, raw: str, style: str, formula: str) -> RawCell:
        """A number, or a date by its format; what is not written as a number is text."""
        raw = raw.strip()
        if not _NUMBER.fullmatch(raw):
            return RawCell(raw, "s", formula=formula)
        value = int(raw) if _WHOLE.fullmatch(raw) else float(raw)
        number_format = self._formats.get(style, "") if self._formats and style else "General"
        if not number_format:
            raise _Broken(_("样式 {style} 不在文件中").format(style=style[:20]))
        if number_format in _DATES or _is_date(number_format):
            moment = self._date(value)
            if moment is not None:
                return RawCell(moment, "d", number_format, formula)
        return RawCell(value, "n", number_format, formula)

    def _date(self, serial: float) -> dt.datetime | dt.time | None:
        """The moment that a serial number of days names; None where it names none."""
        if not 0 <= serial <= _LAST_DAY:
            return None
        if serial < 1:
            return (dt.datetime.min + dt.timedelta(days=serial)).time()
        try:
            return _EPOCHS[self._counts_from_1904] + dt.timedelta(days=serial)
        except OverflowError:
            return None

    @cached_property
    def _counts_from_1904(self) -> bool:
        properties = next(iter(_all(self._book, "workbookPr")), None)
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def _strings(self) -> list[str]:
        """The texts that cells share; none where their part is missing or damaged."""
        part = self._parts.get("xl/sharedStrings.xml")
        return [_rich_text(item) for item in _children(_parsed(part), "si")] if part else []

    @cached_property
    def _formats(self) -> dict[str, str]:
        """The number format of each cell style; General for all where the styles are damaged."""
        part = self._parts.get("xl/styles.xml")
        if part is None:
            return {}
        styles = _parsed(part)
        codes = {
            each.get("numFmtId", ""): each.get("formatCode", "") for each in _all(styles, "numFmt")
        }
        formats = {}
        for table in _all(styles, "cellXfs"):
            for number, style in enumerate(_children(table, "xf")):
                own = style.get("numFmtId", "0")
                code = codes.get(own) or _BUILT_IN.get(own, "General")
                formats[str(number)] = code if len(code) <= _LONGEST_FORMAT else _UNKNOWN_FORMAT
        return formats


_LONGEST_FORMAT, _UNKNOWN_FORMAT = 255, "[?]"
"""Excel knows no longer format; what such a one shows, nobody can say."""
_DATE_FORMAT = "yyyy-mm-dd"
_DATES = {_DATE_FORMAT}
_BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%",
    "11": "0.00E+00", "12": "# ?/?", "13": "# ??/??", "37": "#,##0_);(#,##0)",
    "38": "#,##0_);[Red](#,##0)", "39": "#,##0.00_);(#,##0.00)",
    "40": "#,##0.00_);[Red](#,##0.00)", "48": "##0.0E+0", "49": "@",
    **{str(number): _DATE_FORMAT for number in _DATE_IDS},
}  # fmt: skip
"""The number formats that are known by their number alone (ECMA-376 part 1, 18.8.30)."""

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
)


def _parsed(part: bytes) -> _Element:
    try:
        return etree.fromstring(part, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _Broken(_("XML 不完整")) from error


def _local(element: _Element) -> str:
    """The name of an element without its namespace: transitional and strict are read alike."""
    return str(element.tag).rpartition("}")[2]


def _all(root: _Element, name: str) -> Iterator[_Element]:
    return root.iter(f"{{*}}{name}")


def _children(parent: _Element, name: str) -> Iterator[_Element]:
    return parent.iterchildren(f"{{*}}{name}")


def _child(parent: _Element, name: str) -> _Element | None:
    return next(_children(parent, name), None)


def _first_text(parent: _Element, name: str) -> str | None:
    """The text of the only child of that name; None where there is none."""
    children = list(_children(parent, name))
    if not children:
        return None
    if len(children) > 1 or len(children[0]):
        raise _Broken(_("一格里有两个值"))
    return children[0].text or ""


def _rich_text(item: _Element | None) -> str:
    """The text of an item: plain, or in runs; without the readings of its characters (rPh)."""
    if item is None:
        return ""
    pieces = []
    for child in item:
        if _local(child) == "t":
            pieces.append(child.text or "")
        elif _local(child) == "r":
            pieces += [piece.text or "" for piece in _children(child, "t")]
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """Excel writes a character that XML cannot hold as _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _iso_date(raw: str, formula: str) -> RawCell:
    """A date as strict workbooks store it: 2025-01-20T00:00:00."""
    try:
        return RawCell(dt.datetime.fromisoformat(raw.strip()), "d", _DATE_FORMAT, formula)
    except ValueError:
        return RawCell(raw, "s", formula=formula)


def _row_number(row: _Element, following: int) -> int:
    """The number of a row, counted from 0: its own, or the one after the row before."""
    own = row.get("r")
    if own is None:
        return following
    if not re.fullmatch("[1-9][0-9]{0,6}", own) or int(own) > LAST_ROW or int(own) <= following:
        raise _Broken(_("行号“{number}”不对").format(number=own[:20]))
    return int(own) - 1


def _position(cell: _Element, row: int, following: int) -> Position:
    """Where a cell stands: by its own address, or right of the cell before."""
    own = cell.get("r")
    if own is None:
        return row, following
    match = _ADDRESS.fullmatch(own)
    column = _column(match[1]) if match else 0
    if match is None or int(match[2]) != row + 1 or not following < column <= LAST_COLUMN:
        raise _Broken(_("单元格地址“{own}”不对").format(own=own[:20]))
    return row, column - 1


def _column(letters: str) -> int:
    """The number of a column, counted from 1: D is 4."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_LONGEST_FORMULA = 400
"""Characters of a formula that are kept: it is only compared with the template's own, and shown."""
_MOST_MOVED = 2_000
"""Formulas shared with other cells that are worked out; a template has 200 formulas."""
_REFERENCE = re.compile(
    r"(?<![A-Za-z0-9_.])(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})(?![0-9A-Za-z(_])"
)


def _translated(formula: str, origin: Position, position: Position) -> str:
    """A formula shared with another cell, its relative references moved along."""
    down, right = position[0] - origin[0], position[1] - origin[1]

    def moved(match: re.Match[str]) -> str:
        column = _column(match[2]) - 1 + (0 if match[1] else right)
        row = int(match[4]) - 1 + (0 if match[3] else down)
        if not (0 <= row < LAST_ROW and 0 <= column < LAST_COLUMN):
            return "#REF!"
        letters = address(0, column).rstrip("1")
        return f"{match[1]}{letters}{match[3]}{row + 1}"

    return _REFERENCE.sub(moved, formula)


@lru_cache(1024)
def _is_date(number_format: str) -> bool:
    """Whether a number format shows a date or a time: letters of those outside quotes."""
    if number_format == "General":
        return False
    bare = re.sub(r'"[^"]*"|\\.|\[[^\[\]]*\]|[_*].', "", number_format.split(";")[0])
    return bool(re.search("[ymdhs年月日]", bare.lower())) and "general" not in bare.lower()
