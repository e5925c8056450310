"""The hidden columns of 核对: how each figure is read, by the same rules as `validate`, in formulas.

The lines of 核对 add up these readings, not the cells themselves: SUM skips a text such as ３, and one
#REF! would spoil every sum. They stand in blocks of the shape of the table: what a text is in plain
form, which figure the cell is read as, and of what kind that reading is; for the totals once more,
since a total by a formula is what its parts are read as. A block is one array formula, so that the
file stays small. Functions of Excel 2007 only, which WPS and LibreOffice have as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.figures import (
    LIMIT,
    NOTES,
    NOTHING,
    PLAIN,
    SIGNS_IN_WORDS,
    UNITS,
    Entry,
    EntryIssue,
)
from disclosure_cli.model.places import Position, address
from disclosure_cli.workbook.layout import ranges

FINE, TEXT, REFUSED, EMPTY, OUTDATED, OPEN = "√", "文字", "×", "空", "旧", "未定"
"""The kinds of readings: a number; a text that is read as one; no figure; a blank; a total by a
formula that skipped a text; a total whose parts cannot be read."""

FIRST_COLUMN = 7
_WIDTH = 16
"""Of a block, in columns: that of the widest table, and one."""
_FORM, _FIGURE, _KIND, _TOTAL, _TOTAL_KIND, _BESIDE = range(6)
"""The blocks from left to right; in the last what is said of a whole row, or of the whole sheet."""
LAST_COLUMN = FIRST_COLUMN + _WIDTH * (_BESIDE + 1) - 1

_MOST_NAMED = 25
"""Cells in one formula that names each: Excel bears 8192 characters, and 255 arguments."""

_SPACES = "\u00a0\u3000"
_NONE = "[]"
"""The plain form of a text in which nothing stands; the brackets tell where a text begins and ends."""

Value = str | float


class Live(NamedTuple):
    """A formula, and what it gives as the workbook is written."""

    formula: str
    value: Value


class Block(NamedTuple):
    """Cells that one formula fills, and what it gives there as the workbook is written."""

    formula: str
    values: Mapping[Position, Value]


class Reading(NamedTuple):
    """One figure: where it stands, and what is written there at first."""

    at: Position
    measure: Measure
    entry: Entry
    is_text: bool = False
    parts: tuple[Ref, ...] = ()
    """Of a total, what it sums."""


class Readings:
    """The readings of one sheet of figures, from a row of the hidden columns on."""

    def __init__(
        self, sheet: str, readings: Mapping[Ref, Reading], top: int, *, is_summed: bool = True
    ) -> None:
        """`is_summed`: whether SUM is used there, which skips every text, even one with a note."""
        self.sheet, self.of, self.is_summed = sheet, readings, is_summed
        rows = [each.at[0] for each in readings.values()]
        self.height = max(rows) - min(rows) + 1
        self._shift = top - min(rows)
        self.beside = (top, FIRST_COLUMN + _BESIDE * _WIDTH)
        self.state = address(*self.beside)
        """Where it stands what the sheet is as a whole."""

    def _in(self, block: int, at: Position) -> Position:
        """Where the cell at a position of the sheet stands in a block."""
        return at[0] + self._shift, FIRST_COLUMN + block * _WIDTH + at[1]

    def _ranges(self, refs: Iterable[Ref], of_input: int, of_total: int) -> list[str]:
        """Where these stand: inputs in the one block, totals in the other."""
        inputs, totals = set(), set()
        for ref in refs:
            each = self.of[ref]
            if each.parts:
                totals.add(self._in(of_total, each.at))
            else:
                inputs.add(self._in(of_input, each.at))
        return [area for cells in (inputs, totals) if cells for area in ranges(cells)]

    def figures(self, refs: Iterable[Ref]) -> str:
        """The figures of these as the arguments of a formula."""
        return ",".join(self._ranges(refs, _FIGURE, _TOTAL))

    def kinds(self, refs: Iterable[Ref]) -> list[str]:
        """The ranges in which the kinds of these stand."""
        return self._ranges(refs, _KIND, _TOTAL_KIND)

    def count(self, kind: str, refs: Iterable[Ref] | None = None) -> str:
        """A formula: how many of these, or of all, are of that kind."""
        return "+".join(f'COUNTIF({area},"{kind}")' for area in self.kinds(refs or self.of))

    def not_zero(self, refs: Iterable[Ref] | None = None) -> str:
        """A formula: how many of these figures, or of all, are other than 0."""
        areas = self._ranges(refs or self.of, _FIGURE, _TOTAL)
        return "+".join(f'COUNTIF({area},">0")+COUNTIF({area},"<0")' for area in areas)

    def misformatted(self) -> str:
        """A formula: in how many cells a number is shown as a date, a percentage or a power of ten.

        As far as CELL tells: Excel knows the usual dates, LibreOffice few of them.
        """
        return f"SUM({','.join(ranges(self._chunks()))})"

    def _chunks(self) -> dict[Position, list[str]]:
        """The cells in as many as one formula may name, by the hidden cell for that formula."""
        cells = [f"'{self.sheet}'!{address(*each.at)}" for each in self.of.values()]
        top, left = self.beside
        return {
            (top, left + 2 + number): cells[first : first + _MOST_NAMED]
            for number, first in enumerate(range(0, len(cells), _MOST_NAMED))
        }

    def kind(self, ref: Ref) -> str:
        """Of which kind a reading is as the workbook is written."""
        each = self.of[ref]
        if each.entry.value is None:
            return OPEN if each.entry.is_sum else REFUSED
        if each.entry.is_blank:
            return EMPTY
        issues = (EntryIssue.WRITTEN_OUT, EntryIssue.NOTHING)
        is_skipped = self.is_summed or each.entry.issue in issues
        return TEXT if each.is_text and is_skipped else FINE

    def _value(self, ref: Ref) -> Value:
        value = self.of[ref].entry.value
        return self.kind(ref) if value is None else float(value)

    def blocks(self) -> Iterator[Block]:
        """All cells of these readings, those of inputs and totals that stand together at once."""
        by_measure: dict[Measure, list[Ref]] = {}
        for ref, each in self.of.items():
            by_measure.setdefault(each.measure, []).append(ref)
        for measure, refs in by_measure.items():
            for group in _rectangles({self.of[ref].at: ref for ref in refs}):
                yield from self._as_typed(measure, group)
        for ref, each in self.of.items():
            if each.parts:
                yield from self._as_summed(ref, each)
        for at, cells in self._chunks().items():
            yield Block(_misformatted(cells), {at: 0})

    def _as_typed(self, measure: Measure, group: Mapping[Position, Ref]) -> Iterator[Block]:
        """The three blocks of cells that stand together: what is typed there, totals as well."""
        cells = qualified(self.sheet, group)
        form, figure = (
            ",".join(ranges(self._in(block, at) for at in group)) for block in (_FORM, _FIGURE)
        )
        yield Block(
            f'IF(ISTEXT({cells}),{_plain_form(cells, measure)},"")',
            {self._in(_FORM, at): _form_of(self.of[ref]) for at, ref in group.items()},
        )
        yield Block(
            _figure(cells, form, measure),
            {self._in(_FIGURE, at): self._value(ref) for at, ref in group.items()},
        )
        yield Block(
            _kind(cells, form, figure, _is_fine(cells, form, measure, self.is_summed)),
            {self._in(_KIND, at): self.kind(ref) for at, ref in group.items()},
        )

    def _as_summed(self, ref: Ref, each: Reading) -> Iterator[Block]:
        """A total: what its parts are read as, where it shows what SUM gives; else what was typed."""
        cell = qualified(self.sheet, [each.at])
        typed, kind, total = (address(*self._in(b, each.at)) for b in (_FIGURE, _KIND, _TOTAL))
        summed = f"SUM({qualified(self.sheet, (self.of[part].at for part in each.parts))})"
        parts = self.figures(each.parts)
        is_open = f"COUNT({parts})<{len(each.parts)}"
        yield Block(
            f"IF(AND(ISNUMBER({cell}),IFERROR({cell}={summed},FALSE)),"
            f'IF({is_open},"{OPEN}",SUM({parts})),'
            f'IF(AND(ISERROR({cell}),{is_open}),"{OPEN}",{typed}))',
            {self._in(_TOTAL, each.at): self._value(ref)},
        )
        yield Block(
            f"IF(ISTEXT({total}),{total},"
            f'IF(ISNUMBER({cell}),IF({total}={cell},"{FINE}","{OUTDATED}"),{kind}))',
            {self._in(_TOTAL_KIND, each.at): self.kind(ref)},
        )


def qualified(sheet: str, cells: Iterable[Position]) -> str:
    """Cells of another sheet as the arguments of a formula."""
    return ",".join(f"'{sheet}'!{part}" for part in ranges(cells))


def trimmed(cells: str) -> str:
    """A formula: a text without the spaces around it, of whatever kind."""
    return f"TRIM({_replaced(f'CLEAN({cells})', *((space, ' ') for space in _SPACES))})"


def unspaced(cells: str) -> str:
    """A formula: a text without spaces of whatever kind and without line breaks."""
    return _replaced(f"CLEAN({cells})", *((space, "") for space in f" {_SPACES}"))


def unspaced_length(text: str) -> int:
    """How many characters that leaves."""
    return sum(each > " " and each not in _SPACES for each in text)


def _rectangles(refs: Mapping[Position, Ref]) -> Iterator[Mapping[Position, Ref]]:
    """The cells in groups of which each is one range: all of them, or runs in a column."""
    if len(ranges(refs)) == 1:
        yield refs
        return
    run: dict[Position, Ref] = {}
    for row, column in sorted(refs, key=lambda at: (at[1], at[0])):
        if run and (row - 1, column) not in run:
            yield run
            run = {}
        run[row, column] = refs[row, column]
    yield run


def _replaced(text: str, *pairs: tuple[str, str]) -> str:
    """A formula: the text with these replaced, one after the other."""
    for old, new in pairs:
        text = f'SUBSTITUTE({text},"{old}","{new}")'
    return text


def _steps(measure: Measure) -> list[tuple[str, str]]:
    """What brings a text to its plain form: ASCII digits, without separators and unit, as [1200]."""
    steps = [(chr(full), chr(plain)) for full, plain in PLAIN.items() if isinstance(plain, int)]
    if measure.is_signed:
        steps += [(f"[{words}", f"[{sign}") for words, sign in SIGNS_IN_WORDS.items()]
    steps += [(",", ""), *((f"{unit}]", "]") for unit in UNITS[measure].split("|")), (" ]", "]")]
    if measure.is_whole:
        # 3.0 is 3; what is left of 3.5 is no figure.
        steps += [(f".{'0' * zeros}]", "]") for zeros in (3, 2, 1)]
    return steps


def _plain_form(cells: str, measure: Measure) -> str:
    """A formula: the text in its plain form, without the note in brackets that may follow."""
    bare = f'LEFT({cells},FIND("（",{_replaced(cells, ("(", "（"))}&"（")-1)'
    return _replaced(f'"["&{trimmed(bare)}&"]"', *_steps(measure))


def _form_of(each: Reading) -> str:
    """The plain form of what is written at first."""
    if not each.is_text:
        return ""
    bare = each.entry.shown.replace("(", "（").partition("（")[0]
    form = f"[{' '.join(bare.split())}]"
    for old, new in _steps(each.measure):
        form = form.replace(old, new)
    return form


def _figure(cells: str, form: str, measure: Measure) -> str:
    """A formula: the figures that cells are read as, 0 for a blank; × where one cannot be read."""
    limits = [f"(ABS({cells})<{LIMIT})"]
    limits += [] if measure.is_signed else [f"({cells}>=0)"]
    limits += [f"({cells}=INT({cells}))"] if measure.is_whole else []
    number = f'IF({"*".join(limits)}>0,{cells},"{REFUSED}")'

    signs = [("[-", "["), ("[+", "[")] if measure.is_signed else []
    point = [] if measure.is_whole else [(".", "")]
    rest = _replaced(form, *signs, *point, *((str(digit), "") for digit in range(10)))
    nothing = sorted({_NONE, *(f"[{sign.translate(PLAIN)}]" for sign in NOTHING)})
    is_nothing = "+".join(f'({form}="{each}")' for each in nothing)
    has_note = f'ISNUMBER(FIND("（",{_replaced(cells, ("(", "（"))}))'
    text = (
        f'IF({is_nothing}>0,IF({has_note},"{REFUSED}",0),'
        f'IF(({rest}="{_NONE}")*IF({has_note},{_note_is_known(cells)},1)>0,'
        f'IFERROR(VALUE(MID({form},2,LEN({form})-2)),"{REFUSED}"),"{REFUSED}"))'
    )
    return (
        f"IF(ISNUMBER({cells}),{number},IF(ISTEXT({cells}),{text},"
        f'IF(ISBLANK({cells}),0,"{REFUSED}")))'
    )


def _note_is_known(cells: str) -> str:
    """A formula: whether the note is one that may follow a figure, up to the end of the text."""
    text = _replaced(trimmed(cells), ("(", "（"), (")", "）"))
    known = "+".join(f'ISNUMBER(FIND("（{word}",{text}))' for word in NOTES)
    return f'(({known})*(RIGHT({text})="）"))'


def _misformatted(cells: Sequence[str]) -> str:
    """A formula: how many of these cells show their number as something else; each named alone.

    LibreOffice takes TRUE for a number, which is shown as such.
    """
    formats = (f'FIND(LEFT(CELL("format",{cell})),"DPS")/ISNUMBER({cell})' for cell in cells)
    truths = (f"ISLOGICAL({cell})*ISNUMBER({cell})" for cell in cells)
    return f"COUNT({','.join(formats)})+{'+'.join(truths)}"


def _is_fine(cells: str, form: str, measure: Measure, is_summed: bool) -> str:
    """A formula: which texts are as they should be: a plain figure with its note, money with its unit."""
    if is_summed:
        return "FALSE"
    if measure is Measure.MONEY:
        return f'ISNUMBER(FIND("元",{cells}))'
    text = _replaced(cells, (" ", ""), ("(", "（"))
    return f'EXACT(LEFT({text},LEN({form})-1),MID({form},2,LEN({form})-2)&"（")'


def _kind(cells: str, form: str, figure: str, is_fine: str) -> str:
    """A formula: the kinds of the readings."""
    return (
        f"IF(ISTEXT({figure}),{figure},"
        f'IF(ISBLANK({cells})+({form}="{_NONE}")>0,"{EMPTY}",'
        f'IF(ISTEXT({cells}),IF({is_fine},"{FINE}","{TEXT}"),"{FINE}")))'
    )
