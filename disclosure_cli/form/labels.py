"""Whether two labels are the same but for what people vary: spacing, punctuation, what offices print otherwise."""

from __future__ import annotations

import re
from functools import lru_cache

_VARIANTS = str.maketrans("（），：．；０１２３４５６７８９", "(),:.;0123456789")
"""Brackets and punctuation too, unlike in figures: a label is compared, never read as a number."""
_QUOTES = str.maketrans("“”‘’＂", '"""""')
_NUMBER = re.compile(r"^(\d+)[、.]")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


@lru_cache(4096)
def canonical(label: str) -> str:
    """A label without its spaces, `1、` as `1.`, and full-width punctuation as half-width.

    Published reports print 第二十条 第（一）项 and 1、属于国家秘密 for the labels of the form.
    """
    text = _SPACE.sub("", label).translate(_VARIANTS).translate(_QUOTES)
    return _NUMBER.sub(r"\1.", text)


_NUMBERING = re.compile(r"[(]?(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})[)、.,]+")
"""The number of an item, its brackets and stops as `canonical` has them."""
_BRACKETED = re.compile(r"[(]([^()]*)[)]?")
_UNIT = re.compile(r"(?:单位:?)?(万?元)")
_SIGN = re.compile(r"\W|_")
_SAID_OTHERWISE = {
    "本年度": "本年", "上年度": "上年", "下年度": "下年", "其它": "其他", "合计": "总计", "件数": "件",
    "行政规范性": "规范性", "单位万元": "万元", "单位元": "元",
}  # fmt: skip
"""What some print for what others print, and what counts the same."""


@lru_cache(4096)
def loosened(label: str) -> str:
    """What all the variants have in common in which offices print a label.

    Without its number, what is added in brackets (but for the unit of money) and all signs: 现行有效件 and
    现行有效件数（历史累计） are one, and so are （一）予以公开, 一）予以公开 and 予以公开.
    """
    text = canonical(label)
    if number := _NUMBERING.match(text):
        text = text[number.end() :]
    text = _SIGN.sub("", _BRACKETED.sub(_unit_of, text))
    for variant, meant in _SAID_OTHERWISE.items():
        text = text.replace(variant, meant)
    return text


def _unit_of(bracketed: re.Match[str]) -> str:
    """What is kept of a bracket: what speaks of money, without which an amount is another one."""
    unit = _UNIT.fullmatch(bracketed[1])
    return unit[1] if unit else bracketed[1] if "元" in bracketed[1] else ""
