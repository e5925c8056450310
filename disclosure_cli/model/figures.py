"""What may be written in the place of a figure, and which figure it then is.

Strict at the edge: what is written plainly is read, what is written in a known other way is read
and remembered with how it was written, everything else is refused. Nothing is guessed, and a cell
never becomes 0 in silence. The tables of accepted characters are explicit, because `int("٣")` is 3
and NFKC turns ① into 1.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from disclosure_cli.form.schema import Measure

Figure = int | Decimal


class EntryIssue(Enum):
    """In what way an entry is not a plainly written figure."""

    # Read, and reported.
    BLANK = auto()
    NOTHING = auto()
    """A sign or word for "none": “/”, “—”, “无”."""
    WRITTEN_OUT = auto()
    """Text that is a figure all the same: full-width digits, separators, a unit, “3.0”."""
    OUTDATED = auto()
    """A total whose own formula shows another figure than the sum of its parts."""
    NO_UNIT = auto()
    """Money where the form leaves the unit to the cell, and the cell names none."""

    # Refused.
    FRACTION = auto()
    NEGATIVE = auto()
    TOO_LARGE = auto()
    DATE = auto()
    BOOLEAN = auto()
    ERROR_VALUE = auto()
    NO_RESULT = auto()
    """A formula of the user's that was saved without its result."""
    SHOWN_OTHERWISE = auto()
    """What stands there under a format that shows it otherwise, as 3 shown as 300%. Of a total that is a
    formula the figure is known all the same."""
    NOT_A_FIGURE = auto()


class Entry(NamedTuple):
    """What stands in the place of a figure."""

    value: Figure | None
    """The figure; 0 for a blank or a sign for none; None where it cannot be read."""
    shown: str = ""
    """As it is written, for messages."""
    issue: EntryIssue | None = None
    unit: str = ""
    """元 or 万元, where the cell itself names the unit of a `Measure.MONEY`."""
    is_sum: bool = False
    """Whether the figure is the sum of its parts by a formula, and not typed."""
    note: str = ""
    """What is printed after the figure: （其中修订16件）."""

    @property
    def is_blank(self) -> bool:
        return self.issue is EntryIssue.BLANK


BLANK = Entry(0, "", EntryIssue.BLANK)

LIMIT = 10**15
"""Excel keeps 15 digits: a longer figure has lost some before anyone could read it."""

LONGEST = 200
"""Characters of a figure with its unit and its note; more is some other text."""

PLAIN = str.maketrans("０１２３４５６７８９．，＋－−", "0123456789.,+--")
"""Full-width forms, and the minus sign U+2212, to the ASCII characters that they are written for."""

SIGNS_IN_WORDS = {"--": "-", "——": "-", "减少": "-", "减": "-", "增加": "+", "增": "+"}
"""What stands for the sign before a change: 减4, --253."""

NOTHING = frozenset(("/", "／", "-", "－", "—", "——", "–", "\\", "无", "不适用"))
"""Signs and words for "none", read as 0."""
_SPACE = " \t\r\n\u00a0\u3000"

NOTES = ("其中", "含", "不含", "包括", "不包括", "另", "均", "系", "因", "注", "见", "详见")
"""What a note after a figure begins with. Not just any words: “3（千件）” would be another figure."""
_NOTED = re.compile(
    r"(?P<figure>[^（(]*[^（(\s])\s*"
    rf"(?P<note>[（(](?:{'|'.join(NOTES)})[^（()）]+[）)])"
)

UNITS = {
    Measure.COUNT: "件|项|宗|个|份",
    Measure.ENTRIES: "条",
    Measure.CHANGE: "件|项|宗|个|份",
    Measure.AMOUNT: "万元",
    Measure.MONEY: "万元|元",
}
"""What may be written after a figure of each kind; one that ends another stands after it."""
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<decimals>[0-9]+))?"
    r"(?P<unit>\D*)"
)


def plain(figure: Figure) -> str:
    """A figure in digits, without exponent, separators or trailing zeros."""
    if isinstance(figure, int):
        return str(figure)
    text = format(figure, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_number(figure: Figure) -> int | float:
    """A figure as a number of JSON. A figure has 15 digits at most, which a float has as well."""
    return figure if isinstance(figure, int) else float(figure)


def total(figures: Iterable[Figure]) -> Figure:
    """The exact sum of figures: a whole number where all of them are."""
    result: Figure = 0
    for figure in figures:
        result += figure
    return result


def distance(one: Figure, other: Figure) -> Figure:
    """How far two figures are apart."""
    return one - other if one > other else other - one


def printed(entry: Entry, measure: Measure) -> str:
    """An entry as the report prints it; what cannot be read, as it stands."""
    if entry.value is None:
        return entry.shown
    sign = "+" if measure is Measure.CHANGE and entry.value > 0 else ""
    return f"{sign}{plain(entry.value)}{entry.unit}{entry.note}"


def is_as_printed(entry: Entry, measure: Measure) -> bool:
    """Whether a figure is written in plain digits, or as the report prints it: +5, 103.38万元."""
    return entry.value is not None and entry.shown in (plain(entry.value), printed(entry, measure))


def read_number(number: float, measure: Measure) -> Entry:
    """Read what a numeric cell holds."""
    if isinstance(number, bool):
        return Entry(None, str(number).upper(), EntryIssue.BOOLEAN)
    if number != number or abs(number) >= LIMIT:
        return Entry(None, f"{number:g}", EntryIssue.TOO_LARGE)
    value = held(number)
    return _accepted(value, plain(value), measure)


def held(number: float) -> Figure:
    """A number as Excel holds it, in 15 significant digits: 57.97, not 57.970000000000006."""
    return number if isinstance(number, int) else Decimal(f"{number:.15g}") + 0


def is_nothing(text: str) -> bool:
    """Whether a text is a sign or a word for "none"."""
    return text.strip(_SPACE) in NOTHING


def unit_shown(text: str, figure: Figure, measure: Measure) -> str | None:
    """The unit, mostly none, with which a text shows a figure; None where it shows anything else."""
    match = _NUMBER.fullmatch(text.strip(_SPACE))
    if match is None or not _fits(match, measure) or re.match("0[0-9]", match["whole"]):
        return None
    if match["sign"] == "-" and figure >= 0:  # -0
        return None
    digits = match["sign"] + match["whole"].replace(",", "") + f".{match['decimals'] or 0}"
    return match["unit"].strip(_SPACE) if Decimal(digits) == figure else None


def read_text(text: str, measure: Measure) -> Entry:
    """Read what a text cell, or a cell of a document, holds."""
    shown = text.strip(_SPACE)
    if not shown:
        return BLANK
    if is_nothing(shown):
        return Entry(0, shown, EntryIssue.NOTHING)
    if len(shown) > LONGEST:
        return Entry(None, f"{shown[:LONGEST]}…", EntryIssue.NOT_A_FIGURE)
    if noted := _NOTED.fullmatch(shown):
        return _noted(read_text(noted["figure"], measure), shown, noted)
    match = _NUMBER.fullmatch(_with_sign(shown.translate(PLAIN), measure))
    if match is None or not _fits(match, measure):
        return Entry(None, shown, EntryIssue.NOT_A_FIGURE)
    value = Decimal(match["sign"] + match["whole"].replace(",", "") + f".{match['decimals'] or 0}")
    if abs(value) >= LIMIT:
        return Entry(None, shown, EntryIssue.TOO_LARGE)
    entry = _accepted(value, shown, measure)
    if entry.value is None:
        return entry
    if measure is Measure.MONEY and match["unit"]:
        return entry._replace(unit=match["unit"].strip(_SPACE), issue=None)
    return entry._replace(issue=EntryIssue.WRITTEN_OUT)


def _with_sign(text: str, measure: Measure) -> str:
    """A change with its sign as + or -, where that is written otherwise."""
    for words, sign in SIGNS_IN_WORDS.items() if measure.is_signed else ():
        if text.startswith(words):
            return sign + text.removeprefix(words)
    return text


def _noted(entry: Entry, shown: str, noted: re.Match[str]) -> Entry:
    """A figure with words after it, which are no reason to doubt it."""
    if entry.value is None or entry.issue is EntryIssue.NOTHING:
        return Entry(None, shown, entry.issue if entry.value is None else EntryIssue.NOT_A_FIGURE)
    is_plain = noted["figure"] == plain(entry.value)
    issue = None if entry.issue is EntryIssue.WRITTEN_OUT and is_plain else entry.issue
    return entry._replace(shown=shown, issue=issue, note=noted["note"])


def read_cell(value: object, measure: Measure) -> Entry:
    """Read the value of a cell, whatever its type."""
    match value:
        case None:
            return BLANK
        case str():
            return read_text(value, measure)
        case int() | float():
            return read_number(value, measure)
        case dt.date() | dt.time() | dt.timedelta():
            return Entry(None, str(value), EntryIssue.DATE)
        case _:
            return Entry(None, str(value), EntryIssue.NOT_A_FIGURE)


def _fits(match: re.Match[str], measure: Measure) -> bool:
    unit = match["unit"].strip(_SPACE)
    sign_is_fine = not match["sign"] or match["sign"] == "-" or measure.is_signed
    return sign_is_fine and (not unit or unit in UNITS[measure].split("|"))


def _accepted(value: Figure, shown: str, measure: Measure) -> Entry:
    """The entry for a number, once it is known what kind of figure the place wants."""
    if measure.is_whole:
        if value != int(value):
            return Entry(None, shown, EntryIssue.FRACTION)
        value = int(value)
    if value < 0 and not measure.is_signed:
        return Entry(None, shown, EntryIssue.NEGATIVE)
    lacks_unit = measure is Measure.MONEY and value != 0
    return Entry(value, shown, EntryIssue.NO_UNIT if lacks_unit else None)
