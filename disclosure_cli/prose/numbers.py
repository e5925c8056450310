"""Finds the numbers in prose: digits of either width, thousands separators, 万, Chinese numerals.

A number is read only with a unit that counts something (件, 条, %, 元 …) or at the end of a clause; the
2024 of 2024年, the 5 of 5个工作日 and the 二十 of 第二十条 are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple


class Number(NamedTuple):
    """A number in a text, with where it stands."""

    start: int
    end: int
    """After the unit."""
    shown: str
    """The digits as they are written, with their 万 and their %."""
    value: Decimal
    precision: Decimal
    """Of the last digit shown: 0.01 for 34.21, 1000 for 15.7万."""
    unit: str
    about: str
    """约, 近, 余 … where the text does not claim to be exact."""

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"

    def allows(self, figure: Decimal) -> bool:
        """Whether a figure may be written as this number: rounded, cut off, or about."""
        if self.about in ("余", "多", "超", "超过", "逾"):
            return self.value <= figure < self.value + self._rough
        if self.about == "近":
            return self.value - self._rough < figure <= self.value
        if self.about:
            return abs(figure - self.value) <= self._rough
        if self.precision == 1 and not self.is_percentage:
            return figure == self.value
        return abs(figure - self.value) < self.precision

    @property
    def _rough(self) -> Decimal:
        """How far off 约 may be: a unit of the last digit that is not 0, or a twentieth."""
        digits = self.value.normalize().as_tuple()
        last = Decimal((0, (1,), int(digits.exponent)))
        return max(last, self.value / 20, Decimal(1))


UNITS = (
    "件次", "人次", "家次", "条次", "万元", "件", "宗", "起", "例", "笔", "条", "份", "项", "部", "篇", "次", "元",
    "个", "%",
)  # fmt: skip
"""What numbers are counted in; others (名, 期, 天 …) count nothing that the form has."""

_UNIT = "|".join(UNITS)
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,6})?"
_SPACED = rf"[0-9]{{1,3}}(?: [0-9]{{3}}){{1,5}}(?={_UNIT})"
_PLAIN = r"[0-9]{1,15}(?:\.[0-9]{1,6})?"
"""A longer row of digits is no count."""
_DIGITS = rf"(?<![0-9])(?<![0-9][.])(?:{_GROUPED}|{_SPACED}|{_PLAIN})(?![0-9])"
_CHINESE = (
    "(?<!没有)(?<![第每无零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千]{1,15}"
)
_ABOUT = "(?P<before>约|近|超过|超|逾)?"
_SCALE = "(?P<scale>[万亿])?(?P<after>余|多|来)?(?P<scale_after>[万亿])?"
_VALUE = f"(?:(?P<digits>{_DIGITS})|(?P<chinese>{_CHINESE}))"
_NUMBER = re.compile(rf"{_ABOUT}{_VALUE}{_SCALE}\s*(?P<unit>{_UNIT})?")
_UNIFORM = str.maketrans("０１２３４５６７８９．％;:()", "0123456789.%；：（）")
"""Without the signs that figures of a table may have: in prose they are punctuation."""
_COMMA = re.compile("(?<![0-9]),|,(?![0-9]{3})")
_PERIOD = re.compile("(?<=[\u4e00-\u9fff）%])[.](?![0-9])")
"""Half-width, not within a number; that of 1. is none."""
_NONE = re.compile("[也都]?(?:没|未|无)")
"""Of 一件也没有收到 the 一件 is none."""
_DENIED_ONE = re.compile("(?:没有?|未|无)(?:发生|出现|收到|接到|产生|引发)过?$")
_ORDINAL = re.compile(r"(?:^|[。\n；]\s?)$")
"""Before the 3 of 3、本年度."""
_LONGEST_DENIAL = 6
_NO_COUNT = re.compile(r"\s*(?:年|月|日|时|分|百分点|工作日|[〕\]\)）]?号)")
_ENDS = re.compile(r"\s*(?:[，、；。：,;:.（）()]|和|及|与|$)")
_SCALES = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}
_NUMERALS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_NUMERALS |= {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NOT_A_COUNT = ("项工作", "项制度", "个问题", "次会议", "个方", "条例")


def uniform(text: str) -> str:
    """The text with half-width digits and full-width punctuation; some sites print it otherwise."""
    text = _COMMA.sub("，", text.translate(_UNIFORM))
    return _PERIOD.sub("。", text)


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text that may count something, in order."""
    return numbers_of_uniform(uniform(text))


@lru_cache(256)
def numbers_of_uniform(text: str) -> tuple[Number, ...]:
    """Those of a text that `uniform` made; kept, since each reader asks for them."""
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        if not _is_count(text, match):
            continue
        written, unit = match["digits"] or match["chinese"], match["unit"] or ""
        digits = re.sub("[, ]", "", written) if match["digits"] else str(_chinese(written))
        scale = _SCALES[match["scale"] or ""] * _SCALES[match["scale_after"] or ""]
        if unit == "万元":
            unit = "元"
            scale *= _SCALES["万"]
        decimals = len(digits.partition(".")[2])
        percent = "%" if unit == "%" else ""
        yield Number(
            match.start("digits" if match["digits"] else "chinese"),
            match.end(),
            f"{written}{match['scale'] or match['scale_after'] or ''}{percent}",
            Decimal(digits) * scale,
            scale.scaleb(-decimals),
            unit,
            (match["after"] or match["before"] or "").replace("来", "余"),
        )


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number counts something: not the 3 of 3、本年度, the 两项 of 两项合计, the 一件 of 一件也没有."""
    start, end, unit = match.start(), match.end(), match["unit"] or ""
    if not unit:
        is_ordinal = (
            _ORDINAL.search(text[max(0, start - 2) : start]) and text[end : end + 1] == "、"
        )
        if is_ordinal or match["chinese"] or not _ENDS.match(text, end):
            return False
    elif match["chinese"] == "一":
        before = text[max(0, start - _LONGEST_DENIAL) : start]
        if _NONE.match(text, end) or _DENIED_ONE.search(before):
            return False
    is_of_named = bool(match["chinese"]) and unit == "项"
    is_other = is_of_named or text.startswith(_NOT_A_COUNT, end - len(unit))
    return not (is_other or _NO_COUNT.match(text, end))


def _chinese(numeral: str) -> int:
    """二百一十 as 210."""
    total = digit = 0
    for character in numeral:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = digit * 10 + _NUMERALS[character]
    return total + digit
