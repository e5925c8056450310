"""Where a line of Chinese or English may be broken: between words, never at a number, a name or a bracket.

Widths are in columns of a terminal: a Chinese character takes two, a Latin letter or a digit one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate, pairwise, takewhile

from disclosure_cli.model.text import ems

CLOSING = frozenset("，。；：、）】》〉」』”’！？…·%％‰,.;:!?)]}")
"""What no line begins with."""
OPENING = frozenset("（【《〈「『“‘([{")
"""What no line ends with."""
_CLAUSE_ENDS = frozenset("，。；、！？,.;!?")
"""After these a number is one of a list, or begins a clause: it may begin a line."""
_SYMBOLS = frozenset("+=<>×÷→~–—")
"""Between two terms: a line may end with it and a space, and does not begin with it."""
_JOINTS = frozenset("/\\_-.,:=&?")
"""Where a word that is wider than a line is parted first: a path, the name of a file, an address."""
_NUMBER = re.compile(r"[-+−]?\$?[A-Za-z]{0,3}\$?\d|[一二三四五六七八九十]+[:：]")
"""How a number begins; so do a cell (D7), a code (D101) and the number of an item (item 一: 2)."""
_KEPT = re.compile(
    r"(?:[一二三四五六七八九十]、)?[^\W\d_]{1,12}!\$?[A-Z]"  # 一、总体情况!A4: the sheet and its cell
    r"|（[一二三四五六七八九十]+）[^\W\d_]"  # （一）予以公开: the number and its heading
    r"|(?<!\w)[一二三四五六七八九十]+、[^\W\d_]"
    r"|“[^“”]{1,8}”|改为|^[√×·→] \S"
)
_PLAIN = r"[^\s，。；：、（）《》“”]"
_RUN = re.compile(rf"(?:{_PLAIN}|（{_PLAIN}*）)+")
_FILE = re.compile(r"\.[A-Za-z]{2,5}(?![A-Za-z0-9])")
"""In a run of characters: the suffix of a file, 某局（本级）2024年年报.xlsx."""
_FULL_ENOUGH = 0.8
"""Of the width: from here on a line ends rather after punctuation than between two characters."""
_LEAST_LEFT = 0.1
"""Of the width: so much is left for the last line, where that can be."""


class Rank(IntEnum):
    """How well a line may be broken at some place."""

    GOOD = 0
    """Between two words, or after a clause."""
    PERMITTED = 1
    """Between two Chinese characters."""
    LESSER = 2
    """Beside a number, or inside a name: where the line has no better place."""
    HARD = 3
    """Inside a word, or before a full stop: where nothing else fits."""


def broken(text: str, width: int) -> list[str]:
    """The text, itself without line breaks, in lines that fit; each without spaces at its end."""
    ends = [0, *line_starts(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(ends)]


def line_starts(text: str, width: int, later: int | None = None) -> list[int]:
    """Where in the text new lines begin; those after the first have the width `later`, if that is given."""
    columns = list(accumulate((round(2 * ems(each)) for each in text), initial=0))
    end = len(text.rstrip())
    if columns[end] <= width:
        return []
    ranks = _ranks(text)
    starts: list[int] = []
    start, room = 0, width
    while columns[end] - columns[start] > room and start + 1 < end:
        start = _next_start(text, columns, ranks, start, room)
        starts.append(start)
        room = width if later is None else later
    return starts


def _next_start(
    text: str, columns: Sequence[int], ranks: Sequence[Rank], start: int, room: int
) -> int:
    """Where the line after the one that begins at `start` begins: as late as that is well done."""

    def taken(at: int) -> int:
        return columns[len(text[:at].rstrip())] - columns[start]

    fitting = list(takewhile(lambda at: taken(at) <= room, range(start + 1, len(text))))
    early = [at for at in fitting if columns[-1] - columns[at] >= _LEAST_LEFT * room]
    full = [at for at in early if taken(at) >= _FULL_ENOUGH * room]
    choices = ((full, Rank.GOOD), (early, Rank.PERMITTED), *((fitting, rank) for rank in Rank))
    for ends, worst in choices:
        if well := [at for at in ends if ranks[at] <= worst]:
            return well[-1]
    return start + 1  # Not even one character fits.


def _ranks(text: str) -> list[Rank]:
    """How well a line may be broken before each character."""
    spans = [match.span() for match in _KEPT.finditer(text)]
    spans += [run.span() for run in _RUN.finditer(text) if _FILE.search(run[0])]
    kept = {at for start, end in spans for at in range(start + 1, end)}
    ranks = [Rank.HARD, *(_rank(text, at) for at in range(1, len(text)))]
    return [max(rank, Rank.LESSER) if at in kept else rank for at, rank in enumerate(ranks)]


def _rank(text: str, at: int) -> Rank:
    """How well a line may be broken between two characters, names aside."""
    before, after = text[at - 1], text[at]
    if after.isspace() or after in CLOSING or before in OPENING or before == after == "—":
        return Rank.HARD
    if before.isspace():
        return _rank_of_space(text[:at].rstrip()[-1:], text[at : at + 6])
    if before.isdecimal() or after.isdecimal():
        return _rank_beside_digit(before, after)
    if not (_is_wide(before) or _is_wide(after)):
        return Rank.LESSER if before in _JOINTS else Rank.HARD
    if before == "’" and not _is_wide(after):  # last year’s
        return Rank.HARD
    if before in _CLAUSE_ENDS or before == "：":
        return Rank.GOOD
    is_symbol = before in _SYMBOLS or after in _SYMBOLS
    return Rank.LESSER if is_symbol or _is_sign(before) or _is_sign(after) else Rank.PERMITTED


def _rank_of_space(before: str, after: str) -> Rank:
    """The same for a space, by the character before it and those after it."""
    if not before or before in OPENING or after[0] in _SYMBOLS:
        return Rank.LESSER
    if before.isdecimal() or before in "%％‰":
        return Rank.LESSER
    if _NUMBER.match(after) and before not in _CLAUSE_ENDS:
        return Rank.LESSER
    return Rank.GOOD


def _rank_beside_digit(before: str, after: str) -> Rank:
    if not (_is_wide(before) or _is_wide(after)):
        return Rank.LESSER if before in _JOINTS - {".", ",", ":"} else Rank.HARD
    if before.isdecimal() and after.isdecimal():  # ２０２４
        return Rank.HARD
    return Rank.GOOD if before in _CLAUSE_ENDS else Rank.LESSER


def _is_sign(character: str) -> bool:
    """Whether it is a narrow sign that belongs to a name, as in “a/b”; a - may begin an option."""
    return not (
        _is_wide(character) or character.isalnum() or character in CLOSING | OPENING | {"-"}
    )


def _is_wide(character: str) -> bool:
    return ems(character) == 1
