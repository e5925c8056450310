"""Typed text: the names in braces that it quotes, invisible characters, widths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

_UNSHOWN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of characters: controls, formats, halves, separators of lines and paragraphs."""
_QUOTED = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")


def quoted_names(text: str) -> list[str]:
    """The names between braces, half-width or full-width, in the order of the text."""
    return [name.strip() for name in _QUOTED.findall(text)]


def has_loose_braces(text: str) -> bool:
    """Whether a brace stands there that neither opens nor closes a name."""
    return bool(re.search(r"[{}｛｝]", _QUOTED.sub("", text)))


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """The text with each known name replaced by its value; an unknown one is left as it stands."""
    return _QUOTED.sub(lambda match: values.get(match[1].strip(), match[0]), text)


def replaced_spans(text: str, values: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Where in the filled-in text the values stand: the first character and the one after."""
    shift = 0
    for match in _QUOTED.finditer(text):
        value = values.get(match[1].strip(), match[0])
        start = match.start() + shift
        shift += len(value) - len(match[0])
        if match[1].strip() in values:
            yield start, start + len(value)


def visible(text: str) -> str:
    """The text without characters that no document can show: controls, halves of a character.

    Those of private use stay, as rare names and bullets are, and those that are newer than this Python.
    """
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or _is_shown(c))


def _is_shown(character: str) -> bool:
    is_none = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return not is_none and unicodedata.category(character) not in _UNSHOWN


def ems(text: str) -> float:
    """The width of a text in full-width characters; a digit or a Latin letter is half of one.

    “, … and √ are full-width in Chinese fonts (Unicode Standard Annex 11: ambiguous).
    """
    return sum(1 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)


def shortened(text: str, longest: float) -> str:
    """The text in so many full-width characters at most, with … for what is left out."""
    if ems(text) <= longest:
        return text
    ends: Iterable[float] = accumulate(map(ems, text))
    return text[: sum(end <= longest - 1 for end in ends)] + "…"


_MOST_AROUND = 24
"""Characters that are quoted on each side of a place in a text."""


def marked(text: str, start: int, end: int) -> str:
    """The words around a place in its sentence, with the place itself in 【】.

    Of a longer sentence whole clauses, with … for what is left out.
    """
    before = re.split("[。；]", text[:start])[-1]
    after = re.split("[。；]", text[end:])[0]
    if len(before) > _MOST_AROUND:
        _cut, comma, clauses = before[-_MOST_AROUND - 1 :].partition("，")
        before = f"…{clauses}" if comma else f"…{_whole_number(before, _MOST_AROUND)}"
    if len(after) > _MOST_AROUND:
        clauses, comma, _cut = after[: _MOST_AROUND + 1].rpartition("，")
        after = f"{clauses}…" if comma else f"{_whole_number(after[::-1], _MOST_AROUND)[::-1]}…"
    return f"{before}【{text[start:end]}】{after}"


def _whole_number(text: str, most: int) -> str:
    """The end of a text, in so many characters at most, without a part of a number at its beginning."""
    end = text[-most:]
    return end.lstrip("0123456789０１２３４５６７８９.．,") if text[-most - 1].isdecimal() else end
