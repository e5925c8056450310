"""Dates as people write them: 2025年1月20日, 2025-01-20, ２０２５年１月２０日, 二〇二五年一月二十日."""

from __future__ import annotations

import datetime as dt
import re

_WIDE = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_FORMS = (
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]", re.ASCII),
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII),
)
_IN_WORDS = re.compile(
    "(?P<year>[〇○零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月"
    "(?P<day>[一二三四五六七八九十廿卅]{1,3})[日号]"
)
_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


_YEAR = re.compile("(?P<digits>[0-9]{4})年?度?|(?P<words>[〇○零一二三四五六七八九]{4})年?度?")


def written_year(text: str) -> int | None:
    """The year that a text is: 2024, 2024年度, ２０２４, 二〇二四; None where it is none."""
    match = _YEAR.fullmatch("".join(text.split()).translate(_WIDE))
    if match is None:
        return None
    return int(match["digits"]) if match["digits"] else _in_digits(match["words"])


def written_date(text: str) -> dt.date | None:
    """The date that a text is; None where it is none, or one that no calendar has."""
    plain = "".join(text.split()).translate(_WIDE)
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return _date(*map(int, match.groups()))
    if match := _IN_WORDS.fullmatch(plain):
        return _date(_in_digits(match["year"]), _up_to_39(match["month"]), _up_to_39(match["day"]))
    return None


def _in_digits(words: str) -> int:
    """A year in words, digit by digit."""
    return int("".join(str(_DIGITS[digit]) for digit in words))


def _up_to_39(words: str) -> int:
    """A number in words, as 十一 or 二十 or 三十一; 0 for what is none."""
    tens, ten, ones = words.replace("廿", "二十").replace("卅", "三十").partition("十")
    if not ten:
        tens, ones = "", words
    if len(tens) > 1 or len(ones) > 1 or ones == "十":
        return 0
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
