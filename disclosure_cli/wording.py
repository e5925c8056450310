"""The names that prose may quote, as `{新收申请总数}`: finding them, and filling them in."""

from __future__ import annotations

import re
from collections.abc import Mapping

_QUOTED = re.compile(r"[{｛]\s*([^{}｛｝]*?)\s*[}｝]")


def quoted_names(text: str) -> list[str]:
    """The names between braces, half-width or full-width, in the order of the text."""
    return _QUOTED.findall(text)


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """The text with each known name replaced by its value; an unknown one is left as it stands."""
    return _QUOTED.sub(lambda match: values.get(match[1], match[0]), text)
