"""Goes over the XML of a sheet before openpyxl does, and leaves of it what a report needs.

openpyxl drops or bends some contents in silence: cells out of order or twice, `1_000` and ３ as
numbers, a text with the index -1, what a merged area covers; and it hangs on areas without end. Each
is refused here with its cell, or made the text that it is, so that it becomes a finding at its cell.
What is no concern of a report (drawings, links, input rules, page settings) is left out, so that
damage there is none either.

This is a check: no value is taken from here, only the addresses of the cells that hold something and
whether a person can see them (see `looks`).
SpreadsheetML: ECMA-376 part 1, chapter 18, transitional or strict.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import count, product
from typing import NamedTuple
from xml.etree.ElementTree import Element

from disclosure_cli.i18n import _
from disclosure_cli.model.places import Position, address, position
from disclosure_cli.package import MOST_CELLS
from disclosure_cli.workbook.sheet_check.looks import Looks, looks_of
from disclosure_cli.workbook.sheet_check.spreadsheetml import (
    CELL,
    FORMULA,
    INDEX,
    INLINE,
    LAST_COLUMN,
    LAST_ROW,
    MAIN,
    ROW,
    RUN,
    RUN_LOOKS,
    TEXT,
    VALUE,
    Damage,
    Excess,
    keep,
    parsed,
    serialised,
)
from disclosure_cli.workbook.sheet_check.style_looks import (
    CellLooks,
    Colour,
    StyleLooks,
    Unseen,
    font_colour,
    unseen_in_font,
)

MOST_FILLED = 20_000
"""Cells that hold something, in all sheets; a template has 500, and a report a few hundred more."""
MOST_CHARACTERS = 2_000_000
"""Of the texts in all cells; a long report has 30,000."""
MOST_SHARED = 100_000
"""Characters of the formulas that cells share, each worked out anew; a template has 4,000."""

_KEPT = tuple(f"{MAIN}{name}" for name in ("sheetData", "mergeCells"))
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?)?Z?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ALWAYS_TAKEN_OUT = "x005F_"
"""What openpyxl takes out of every text, wherever it stands."""


class CheckedText(NamedTuple):
    """A text as it may be read."""

    length: int
    """In characters."""
    unseen: Unseen | None = None
    """Why some of it is not seen as it is, if so; what is struck out is kept and marked instead."""
    colours: frozenset[Colour] = frozenset()
    """Those that its runs have of their own."""

    def unseen_on(self, looks: CellLooks) -> Unseen | None:
        """Why some of it is not seen in a cell of these looks, if so."""
        return self.unseen or (Unseen.FAINT if any(map(looks.hides, self.colours)) else None)


class CellReferences(NamedTuple):
    """What the cells of a workbook may refer to."""

    texts: Sequence[CheckedText | None] = ()
    """The texts that cells share; None for one that is damaged."""
    styles: int | None = None
    """How many cell styles there are; None where the workbook has no part for them."""
    looks: StyleLooks = StyleLooks()


class CheckedSheet(NamedTuple):
    """A sheet with only what a report needs."""

    part: bytes
    filled: list[Position]
    """The cells that hold something, in order."""
    looks: Looks


def check_text(item: Element) -> CheckedText:
    """Leave of a text what is shown, and of the looks of its runs what changes the meaning.

    The readings of its characters (rPh) go.
    """
    unseen: Unseen | None = None
    colours: set[Colour] = set()
    keep(item, TEXT, RUN)
    if len(item) > 1 and item.find(TEXT) is not None:
        raise Damage(_("的文字各段次序不明"))
    for run in item.findall(RUN):
        keep(run, RUN_LOOKS, TEXT)
        if len(run.findall(TEXT)) > 1:
            raise Damage(_("的文字各段次序不明"))
        for looks in run.findall(RUN_LOOKS):
            if run.findtext(TEXT):
                found, colour = unseen_in_font(looks), font_colour(looks)
                unseen = unseen or (None if found is Unseen.STRUCK_OUT else found)
                colours |= {colour} if colour else set()
            looks[:] = [look for look in looks if _changes_the_meaning(look)]
    length = 0
    for text in item.iter(TEXT):
        text.text = _unescaped(text.text or "")
        if len(text) or _ALWAYS_TAKEN_OUT in text.text:
            raise Damage(_("的文字无法原样读取"))
        length += len(text.text)
    return CheckedText(length, unseen, frozenset(colours))


def _changes_the_meaning(look: Element) -> bool:
    """Whether a run is struck out or raised: 50 with a small 1 behind it is not 501."""
    if look.tag == f"{MAIN}strike":
        return True
    return look.tag == f"{MAIN}vertAlign" and look.get("val") in ("superscript", "subscript")


def _unescaped(text: str) -> str:
    """Excel writes a character that XML cannot hold as _x000D_; an invisible one is dropped."""

    def character(match: re.Match[str]) -> str:
        meant = chr(int(match[1], 16))
        return meant if meant.isprintable() or meant in "\t\n" else ""

    return _ESCAPED.sub(character, text) if "_x" in text else text


class SheetCheck:
    """The check of the sheets of one workbook, which share what they refer to, and the limits."""

    def __init__(self, references: CellReferences, most_filled: int = MOST_FILLED) -> None:
        self.references, self._most_filled = references, most_filled
        self._filled = self._characters = self._shared = 0
        self._groups: dict[str, tuple[str, int]] = {}
        self._unseen: dict[Position, Unseen] = {}
        self._numbers = count()

    def checked(self, part: bytes | None) -> CheckedSheet:
        """A sheet with only what a report needs, and how it is shown. Raises `Damage`."""
        if part is None:
            raise Damage(_("工作表的内容不在文件中"))
        root = parsed(part)
        if root.tag != f"{MAIN}worksheet":  # A sheet of macros, or of nothing but a chart.
            root = Element(f"{MAIN}worksheet")
        rows = root.findall(f"{MAIN}sheetData/{ROW}")
        cells = sum(len(row.findall(CELL)) for row in rows)
        if (len(rows), cells) != tuple(sum(1 for _each in root.iter(tag)) for tag in (ROW, CELL)):
            raise Damage(_("有的行或格不在表格中"))
        self._groups, self._unseen = {}, {}
        filled = dict(self._filled_cells(rows))
        self._unseen |= dict.fromkeys(_check_merges(root, filled.keys()), Unseen.COVERED)
        looks = looks_of(root, filled, self._unseen, self.references.looks)
        keep(root, *_KEPT)
        for row in rows:
            row.attrib = {"r": row.attrib["r"]}
        return CheckedSheet(serialised(root), list(filled), looks)

    def _filled_cells(self, rows: Iterable[Element]) -> Iterator[tuple[Position, Element]]:
        """Check the rows, and leave of their cells those that hold something."""
        number = -1
        for row in rows:
            number = _row_number(row, number + 1)
            row.set("r", str(number + 1))
            column, kept = -1, []
            for cell in row.findall(CELL):
                column = _column_number(cell, number, column + 1)
                cell.set("r", address(number, column))
                if self._holds_something(cell):
                    kept.append(cell)
                    yield (number, column), cell
            row[:] = kept

    def _holds_something(self, cell: Element) -> bool:
        """Check a cell; whether there is a value, a text or a formula in it."""
        try:
            keep(cell, FORMULA, VALUE, INLINE)
            children = {child.tag: child for child in cell}
            if len(children) < len(cell):
                raise Damage(_("一格里有两个值"))
            formula, value, inline = map(children.get, (FORMULA, VALUE, INLINE))
            if (value if cell.get("t") == "inlineStr" else inline) is not None:
                raise Damage(_("一格里有两个值"))
            text = self._check_value(cell, value) if inline is None else check_text(inline)
            if not text.length and formula is None:
                return False
            self._count(text.length)
            self._check_style(cell)
            if unseen := text.unseen_on(self.references.looks.of(cell)):
                self._unseen[position(cell.get("r", ""))] = unseen
            if formula is not None:
                self._check_formula(formula)
        except Damage as damage:
            raise type(damage)(f"{cell.get('r')} {damage}") from damage
        return True

    def _check_value(self, cell: Element, value: Element | None) -> CheckedText:
        """Check that a value is one of its type, or make it a text."""
        raw = "" if value is None else (value.text or "").strip()
        if value is None or not raw:
            return CheckedText(0)
        kind = cell.get("t", "n")
        if len(value):
            raise Damage(_("一格里有两个值"))
        if kind == "s":
            return self._shared_text(raw)
        if kind == "str":
            value.text = _unescaped(value.text or "")
            return CheckedText(len(value.text))
        if kind not in _IS_OF_TYPE:
            raise Damage(_("的类型“{kind}”不对").format(kind=kind[:20]))
        value.text = raw
        if not _IS_OF_TYPE[kind](raw):
            if kind == "d":  # As a text, 20250120 would be a figure.
                raise Damage(_("的日期“{date}”不对").format(date=raw[:20]))
            cell.set("t", "str")
        return CheckedText(len(raw))

    def _shared_text(self, index: str) -> CheckedText:
        texts = self.references.texts
        if not INDEX.fullmatch(index) or int(index) >= len(texts):
            raise Damage(_("的文字不在文件中"))
        if (text := texts[int(index)]) is None:
            raise Damage(_("的文字无法原样读取"))
        return text

    def _count(self, characters: int) -> None:
        """Hold the contents to what can be read: a thousand cells may share one long text."""
        self._filled += 1
        self._characters += characters
        if self._filled > self._most_filled:
            raise Excess(_("之后还有内容"))
        if self._characters > MOST_CHARACTERS:
            raise Excess(_("文字过多"))

    def _check_style(self, cell: Element) -> None:
        style, known = cell.get("s", "0"), self.references.styles
        if known is None:
            cell.attrib.pop("s", None)
        elif not INDEX.fullmatch(style) or int(style) >= known:
            raise Damage(_("样式 {style} 不在文件中").format(style=style[:20]))

    def _check_formula(self, formula: Element) -> None:
        """Leave of a formula its text, and for one shared with other cells, with which.

        A workbook may use the number of a group again; openpyxl looks at the first group only.
        """
        group = formula.get("si") if formula.get("t") == "shared" else None
        formula.attrib.clear()
        formula[:] = []
        if group is None:
            return
        if formula.text:
            self._groups[group] = str(next(self._numbers)), len(formula.text)
        if group in self._groups:
            number, length = self._groups[group]
            formula.attrib.update(t="shared", si=number)
            self._shared += length
            if self._shared > MOST_SHARED:
                raise Excess(_("公式过多"))


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(dt.datetime.fromisoformat(text))
    except ValueError:
        return False


_IS_OF_TYPE: dict[str, Callable[[str], bool]] = {
    "n": lambda text: bool(_NUMBER.fullmatch(text)),
    "b": lambda text: text in ("0", "1"),
    "d": _is_date,
    "e": lambda text: True,
}
"""Whether a text is a value of a type of cell (18.18.11) as openpyxl reads it."""


def _row_number(row: Element, following: int) -> int:
    """The number of a row, counted from 0: its own, or the one after the row before."""
    own = row.get("r", str(following + 1))
    if not re.fullmatch("[1-9][0-9]{0,6}", own) or not following < int(own) <= LAST_ROW:
        raise Damage(_("行号“{number}”不对").format(number=own[:20]))
    return int(own) - 1


def _column_number(cell: Element, row: int, following: int) -> int:
    """The number of the column of a cell, counted from 0: its own, or the one after the cell before."""
    own = cell.get("r", address(row, following))
    found_row, column = position(own)
    if found_row != row or not following <= column < LAST_COLUMN:
        raise Damage(_("单元格地址“{own}”不对").format(own=own[:20]))
    return column


def _check_merges(sheet: Element, filled: Collection[Position]) -> set[Position]:
    """Hold the merged areas to what can be read; the cells with something in them that one covers.

    openpyxl would drop what is covered: such an area does not count, so that it is read and named.
    """
    room = MOST_CELLS
    hidden: set[Position] = set()
    for areas in sheet.findall(f"{MAIN}mergeCells"):
        for area in list(areas):
            own = area.get("ref", "")
            first, _colon, last = own.partition(":")
            (top, left), (bottom, right) = position(first), position(last or first)
            room -= (bottom - top + 1) * (right - left + 1)
            if not (0 <= top <= bottom < LAST_ROW and 0 <= left <= right < LAST_COLUMN) or room < 0:
                raise Damage(_("合并区域“{area}”不对或过大").format(area=own[:20]))
            covered = set(product(range(top, bottom + 1), range(left, right + 1)))
            if under := covered.difference({(top, left)}).intersection(filled):
                areas.remove(area)
                hidden |= under
            else:
                area.attrib = {"ref": own}
    return hidden
