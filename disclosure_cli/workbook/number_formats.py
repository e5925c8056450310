"""What a number format shows of a number or a text, for the formats that are known to show it.

A clerk sees what the format shows: under `0%` a 3 is 300%, under `0"元"` it is 3元, under `0.00` 72701.2578
is 72701.26, and under `;;;` it is nothing. What any other format shows is unknown, and None.
Number formats: ECMA-376 part 1, 18.8.31; General: 11 characters at most.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|\\(?P<escaped>.)"
    r"|_(?P<space>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General(?![a-z]))"
    r"|(?P<bare>.)",
    re.IGNORECASE,
)
_COLOURS = frozenset(
    ("black", "blue", "cyan", "green", "magenta", "red", "黑色", "蓝色", "青色", "绿色", "洋红", "红色")
)  # fmt: skip
"""Those that can be read on white; [White] and [Yellow] hide the figure."""
_LOCALE = re.compile(
    r"\$(?P<symbol>[^-\]]*)(?:-(?:0?804|0?409|0?404|0?C04|1004|1404|zh-CN|en-US))?", re.IGNORECASE
)
"""A currency symbol or none, of a language with the digits 0 to 9."""
_CHINESE_DIGITS = re.compile("DBNum[123]", re.IGNORECASE)
_WHOLE_DATE = re.compile(
    "(?:yyyy?|e)[-/. 年]?mm?[-/. 月]?dd?[ 日]?(?:dddd?|aaaa?)?|(?:mm?[-/]dd?[-/]|dd?[-/]mmmm?[-/])yyyy"
)
_SYSTEM_DATE = re.compile(r"\$-(?:F800|x-sysdate)", re.IGNORECASE)
"""The long date of the system, whatever letters follow."""
_DATE_MARKS = frozenset("年月日-/. ")
_PLAIN_LITERALS = frozenset(" -+()$¥￥:件项宗条个份元万")
_DIGITS = re.compile(r"(?P<whole>[#0?]*|[#0?]+(?:,[#0?]+)+)(?:\.(?P<decimals>[#0?]*))?")
_BETWEEN_THOUSANDS = re.compile("(?<=[0-9])(?=(?:[0-9]{3})+$)")
_MOST, _MOST_DECIMALS = 10**15, 20
_EXACT = Context(prec=40)
_LONGEST_GENERAL = 11
"""Characters that General shows of a number, its point among them."""


class _Section(NamedTuple):
    """One section of a format: the digits of a number, with the text before and after them."""

    before: str
    digits: str
    """The placeholders as they are written; `G` for General, `@` for the text, empty for neither."""
    after: str


def shown_number(number: Decimal, number_format: str) -> str | None:
    """The text that a cell with this number shows; None where that is not known."""
    if not number.is_finite() or abs(number) >= _MOST:
        return None
    sections = _sections(number_format)
    at = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    section = sections[at]
    if section is None:
        return None
    # A section of its own for negative numbers says how their sign is shown.
    sign = "-" if number < 0 and at == 0 else ""
    if not section.digits:
        # Where a format has text and no digit, some programs show the number all the same.
        literal = f"{section.before}{section.after}"
        return literal if at == 2 or not literal.strip() else None
    shown = _digits(abs(number), section.digits)
    if shown is None or (section.digits == "@" and number_format != "@"):
        return None
    if number and not shown.strip("0.,"):  # Whether a sign is shown then, programs differ.
        return None
    return f"{sign}{section.before}{shown}{section.after}"


def shown_text(text: str, number_format: str) -> str | None:
    """The text that a cell with this text shows; None where that is not known."""
    sections = _sections(number_format)
    if len(sections) > 3:
        section = sections[3]
        if section is None:
            return None
        middle = text if section.digits == "@" else ""
        return f"{section.before}{middle}{section.after}"
    if "@" not in number_format:
        return text
    section = sections[-1]
    if section is None or section.digits != "@" or number_format.count("@") > 1:
        return None
    return f"{section.before}{text}{section.after}"


@lru_cache(1024)
def shows_a_whole_date(number_format: str) -> bool:
    """Whether a date under this format shows its year in full, its month and its day, and no more."""
    first = number_format.partition(";")[0]
    letters = ""
    for token in _TOKEN.finditer(first):
        bracket = token["bracket"]
        if bracket is not None and _SYSTEM_DATE.fullmatch(bracket):
            return True
        if bracket is not None and not (
            bracket.lower() in _COLOURS
            or _LOCALE.fullmatch(bracket)
            or _CHINESE_DIGITS.fullmatch(bracket)
        ):
            return False
        if token["quoted"] and token["quoted"].strip() not in (*_DATE_MARKS, ""):
            return False
        letters += (token["bare"] or "").lower()
    return bool(_WHOLE_DATE.fullmatch(letters))


@lru_cache(1024)
def _sections(number_format: str) -> tuple[_Section | None, ...]:
    """The sections for positive numbers, negative ones, zero and text, as many as there are."""
    parts, part = [], ""
    for token in _TOKEN.finditer(number_format):
        if token["bare"] == ";":
            parts.append(part)
            part = ""
        else:
            part += token[0]
    return tuple(map(_section, (*parts, part)))


def _section(code: str) -> _Section | None:
    """One section; None for a condition, a date, a percentage, digits with text between them …"""
    texts, digits = ["", ""], ""
    for token in _TOKEN.finditer(code):
        literal, placeholder = _told(token)
        # Programs differ on what a colour, a language or a currency is that does not come first.
        if literal is None or (token["bracket"] and token.start()):
            return None
        if placeholder and (texts[1] or digits in ("G", "@")):
            return None
        digits += placeholder
        texts[bool(digits)] += literal
    is_known = digits in ("", "G", "@") or (digits.strip(".,") and _DIGITS.fullmatch(digits))
    return _Section(texts[0], digits, texts[1]) if is_known else None


def _told(token: re.Match[str]) -> tuple[str | None, str]:
    """What a piece of a format shows by itself, and what of it stands for the number."""
    if token["quoted"] is not None or token["escaped"]:
        return token["quoted"] or token["escaped"] or "", ""
    if token["space"]:
        return " ", ""
    if token["fill"]:
        return ("" if token["fill"] == " " else None), ""
    if token["general"]:
        return "", "G"
    if (bracket := token["bracket"]) is not None:
        if bracket.lower() in _COLOURS:
            return "", ""
        locale = _LOCALE.fullmatch(bracket)
        return (locale["symbol"] if locale else None), ""
    bare = token["bare"]
    if bare in "#0?.,@":
        return "", bare
    return (bare if bare in _PLAIN_LITERALS else None), ""


def _digits(number: Decimal, placeholders: str) -> str | None:
    """The digits of a number that is not negative."""
    if placeholders in ("G", "@"):
        return _general(number)
    match = _DIGITS.fullmatch(placeholders)
    if match is None:
        return None
    decimals = match["decimals"]
    if len(decimals or "") > _MOST_DECIMALS:
        return None
    rounded = _rounded(number, len(decimals or ""))
    whole, _point, fraction = format(rounded, "f").partition(".")
    # Behind a 0 each place is filled: 3 under 0# is 03.
    least = len(match["whole"].replace(",", "").lstrip("#?"))
    whole = "" if whole == "0" and not least else whole.rjust(least, "0")
    if "," in match["whole"]:
        whole = _BETWEEN_THOUSANDS.sub(",", whole)
    if decimals is None:
        return whole
    kept = len(decimals.rstrip("#?"))
    fraction = f"{fraction[:kept]}{fraction[kept:].rstrip('0')}"
    # 3 under 0.# is "3." in some programs, and 3 in others.
    return f"{whole}.{fraction}" if fraction else None


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


def _general(number: Decimal) -> str | None:
    """A number as General shows it; None for one that it rounds, or shows in powers of ten."""
    whole = int(number)
    if len(str(whole)) > _LONGEST_GENERAL:
        return None
    places = max(0, _LONGEST_GENERAL - len(str(whole)) - 1)
    rounded = _rounded(number, places)
    if rounded != number:
        return None
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
