"""Whether two labels are the same but for the spacing and punctuation that people vary."""

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
