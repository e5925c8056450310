"""The title of a report: its words, and how they are set in balanced lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import accumulate, combinations, pairwise

from disclosure_cli.model.report import title
from disclosure_cli.model.text import ems
from disclosure_cli.output.organ_names import Kind, NamePart, parts_of

LONGEST_LINE = 20.0
"""Of the title, in full-width characters: 156 mm of 2号 type (GB/T 9704-2012, 7.3.1)."""

_BEGINS_NO_LINE = "）)、，。》”"
_ENDS_NO_LINE = "（(《“"
_MOST_BALANCED = 4
"""Lines; more are filled one after another."""


class _Break(IntEnum):
    """Where a line may end, the best place first."""

    BEFORE_THE_OFFICE = 0
    """After the division that it is an office of: …自治县|人民政府, …县|市场监督管理局."""
    AFTER_A_NAME = 1
    """Of a division or an office."""
    BETWEEN_WORDS = 2
    IN_BRACKETS = 4


def file_name(organ: str, year: int | None, suffix: str) -> str:
    """A name by organ and year."""
    return safe_name(f"{organ}{title(year)}", suffix)


def safe_name(name: str, suffix: str) -> str:
    """The name of a file, without the characters that Windows forbids in one."""
    kept = "".join(c for c in name if c.isprintable() and c not in '<>:"/\\|?*').strip(" .")
    return f"{kept[:80]}{suffix}"


def workbook_name(organ: str, year: int) -> str:
    """What an empty workbook is called, unless a name is given."""
    return file_name(organ, year, ".xlsx") if organ else "workbook.xlsx"


def name_lines(organ: str, phrases: Sequence[str], longest: float) -> list[str]:
    """A title, or with no phrases a signature, in lines of at most so many full-width characters.

    In one line where it fits, else the organ, parted where it must be, and what follows it, parted
    between its phrases where it must be. `organ` has the line breaks that were typed in its name; they
    stay.
    """
    rest = "".join(phrases)
    if "\n" not in organ and ems(organ + rest) <= longest:
        return [organ + rest]
    return [*parted(organ, longest), *_filled(phrases, longest)]


def _filled(pieces: Iterable[str], longest: float) -> list[str]:
    """Pieces in lines, each as full as it can be."""
    lines: list[str] = []
    for piece in pieces:
        if lines and ems(lines[-1] + piece) <= longest:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def words_of(organ: str) -> list[str]:
    """The name of an organ between the places where a line may end."""
    cuts = [0, *_between_words(organ), len(organ)]
    return [organ[start:end] for start, end in pairwise(cuts)]


def parted(name: str, longest: float) -> list[str]:
    """The name of an organ in as few lines as it needs, parted between words, best before the office.

    A name that was typed in lines stays in them. The middle is not shorter than the rest, as
    GB/T 9704-2012, 7.3.1 has it: 词意完整，排列对称，长短适宜，间距恰当，排列应当使用梯形或菱形.
    """
    if "\n" in name:
        return [line for typed in name.split("\n") for line in parted(typed, longest)]
    if ems(name) <= longest:
        return [name] if name else []
    least = math.ceil(ems(name) / longest)
    words = _between_words(name) if least <= _MOST_BALANCED else {}
    characters = _between_characters(name) if least < _MOST_BALANCED else []
    for places, count in (
        (words, least),
        (words, least + 1),
        (dict.fromkeys(characters, _Break.BETWEEN_WORDS), least),
    ):
        ways = [way for way in _ways(name, places, count) if max(map(ems, way)) <= longest]
        if ways:
            return min(ways, key=lambda way: _cost(way, places))
    return _filled([piece for word in words_of(name) for piece in _fitting(word, longest)], longest)


def _fitting(word: str, longest: float) -> Iterable[str]:
    """A word, in single characters where it is too long for a line."""
    return [word] if ems(word) <= longest else word


def _ways(name: str, places: Iterable[int], count: int) -> Iterable[list[str]]:
    """All ways to part a name at these places into so many lines."""
    for cuts in combinations(places, count - 1):
        yield [name[start:end] for start, end in pairwise((0, *cuts, len(name)))]


def _cost(lines: list[str], places: Mapping[int, _Break]) -> tuple[int, bool, float]:
    """How bad a way of parting a name is: at worse places, shorter in the middle, uneven."""
    widths = [ems(line) for line in lines]
    cuts = list(accumulate(map(len, lines)))[:-1]
    is_shorter_inside = any(
        before > width < after
        for before, width, after in zip(widths, widths[1:], widths[2:], strict=False)
    )
    return sum(places[cut] for cut in cuts), is_shorter_inside, max(widths) - min(widths)


def _between_characters(name: str) -> list[int]:
    """The places of a name where a line may end, whatever it means."""
    return [
        at
        for at in range(1, len(name))
        if name[at] not in _BEGINS_NO_LINE and name[at - 1] not in _ENDS_NO_LINE
    ]


def _between_words(name: str) -> dict[int, _Break]:
    """The places of a name where a word ends and another begins, and how good each is."""
    parts = parts_of(name)
    allowed = set(_between_characters(name))
    ends = accumulate(len(part.text) for part in parts)
    found: dict[int, _Break] = {}
    for end, (before, after) in zip(ends, pairwise(parts), strict=False):
        kind = _break(before, after)
        if end in allowed and kind is not None:
            is_inside = name.count("（", 0, end) > name.count("）", 0, end)
            found[end] = _Break.IN_BRACKETS if is_inside else kind
    return found


def _break(before: NamePart, after: NamePart) -> _Break | None:
    """How good it is to part two words of a name; None where they belong together."""
    is_end = after.kind is Kind.OFFICE
    if is_end and (len(after.text) == 1 or before.kind not in (Kind.DIVISION, Kind.OFFICE)):
        return None
    if before.kind is Kind.DIVISION:
        goes_on = after.kind is Kind.DIVISION and not after.text.endswith("办事处")
        return _Break.AFTER_A_NAME if goes_on else _Break.BEFORE_THE_OFFICE
    if before.kind is Kind.OFFICE:
        # Another name of the same office: …委员会办公室|（…人民政府办公室）.
        return _Break.BEFORE_THE_OFFICE if after.text == "（" else _Break.AFTER_A_NAME
    if before.kind is Kind.TERM and after.kind in (Kind.TERM, Kind.LINK, Kind.DIVISION):
        return _Break.BETWEEN_WORDS
    return None
