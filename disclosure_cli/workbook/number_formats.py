"""Whether a number format shows the number that is in the cell, or may show another one.

A clerk sees what the format shows. Under `0%` a 3 is 300%, under `0,` 3000 is 3, under `0"."0` 12
is 1.2: such a cell is refused, because it is unknown which of the two figures was meant.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|\\(?P<escaped>.)"
    r"|[_*]."  # Padding: the width of a character, or a character repeated.
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<bare>.)"
)
_DIGITS = re.compile(r"General|G/通用格式|@|[#0?,]*[#0?](\.[#0?]+)?")
_ORNAMENT = " -+()¥￥"
_UNITS = ("", "件", "项", "宗", "条", "个", "份", "元", "万元")
_HARMLESS_BRACKET = re.compile(r"[A-Z][a-z]+|\$.*")
"""A colour or a language; not a condition such as [>5], not [DBNum1]."""


@lru_cache(1024)
def misleads(number_format: str) -> bool:
    """Whether a number under this format may be shown as another figure."""
    positive, *others = number_format.split(";")
    return not _shows_digits(positive) or not all(
        _shows_digits(part) or _shows_nothing(part) for part in others
    )


def _shows_digits(part: str) -> bool:
    parsed = _parsed(part)
    if parsed is None:
        return False
    digits, literals = parsed
    is_scaled = digits.endswith(",")
    return bool(_DIGITS.fullmatch(digits)) and not is_scaled and literals in _UNITS


def _shows_nothing(part: str) -> bool:
    """Whether a section is empty or a dash, as the one for zero in accounting formats is."""
    return _parsed(part) in (("", ""), ("??", ""), ("?", ""))


def _parsed(part: str) -> tuple[str, str] | None:
    """The digit characters of a section and its literal text, without signs and spaces.

    None where the literals stand between the digits, or where a bracket sets a condition.
    """
    digits = literals = ""
    for token in _TOKEN.finditer(part):
        bracket = token["bracket"]
        if bracket is not None and not _HARMLESS_BRACKET.fullmatch(bracket):
            return None
        literals += (token["quoted"] or token["escaped"] or "").strip(_ORNAMENT)
        bare = (token["bare"] or "").strip(_ORNAMENT)
        if bare and literals:
            return None
        digits += bare
    return digits, literals
