"""The title of a report: its words, and how they are set in one to three balanced lines."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise

from disclosure_cli.model.report import title
from disclosure_cli.model.text import ems

LONGEST_LINE = 20.0
"""Of the title, in full-width characters: 156 mm of 2号 type (GB/T 9704-2012, 7.3.1)."""

LONGEST_SIGNATURE = 26.0
"""Of a line of the signature, in characters of the text, of which a line holds 28."""

# A name may be parted after these: the words of GB/T 9704 stay whole.
_ENDS_A_WORD = re.compile(
    "(?:省|自治区|市|州|盟|县|区|旗|乡|镇|街道|政府|委员会|部|厅|局|院|中心|大学|集团)$"
)
_BEGINS_NO_LINE = "）)、，。》”"
_MOST_BALANCED = 3
"""Lines; more are parted evenly, without looking at the words."""


def file_name(organ: str, year: int | None, suffix: str) -> str:
    """A name by organ and year, without the characters that Windows forbids in one."""
    name = f"{organ}{title(year)}"
    kept = "".join(c for c in name if c.isprintable() and c not in '<>:"/\\|?*').strip(" .")
    return f"{kept[:80]}{suffix}"


def title_lines(organ: str, year: int | None) -> list[str]:
    """The title in one line where it fits, else the organ, parted where it must be, and the year."""
    whole = f"{organ}{title(year)}"
    if ems(whole) <= LONGEST_LINE:
        return [whole]
    return [*parted(organ, LONGEST_LINE), title(year)]


def parted(text: str, longest: float) -> list[str]:
    """A name in as few lines as it needs, between its words, the middle not shorter than the rest.

    GB/T 9704-2012, 7.3.1: 词意完整，排列对称，长短适宜，间距恰当，排列应当使用梯形或菱形.
    """
    count = math.ceil(ems(text) / longest)
    if count < 2:
        return [text] if text else []
    if count > _MOST_BALANCED:
        step = math.ceil(len(text) / count)
        return [text[at : at + step] for at in range(0, len(text), step)]
    ways = (
        [*pairwise((0, *cuts, len(text)))] for cuts in combinations(range(1, len(text)), count - 1)
    )
    lines = ([text[start:end] for start, end in way] for way in ways)
    return min(lines, key=lambda each: _cost(each, longest))


def _cost(lines: list[str], longest: float) -> tuple[int, int, bool, float]:
    """How bad a way of parting a name is: too long, inside words, shorter in the middle, uneven."""
    widths = [ems(line) for line in lines]
    inside = sum(
        not _ENDS_A_WORD.search(line) or following[0] in _BEGINS_NO_LINE
        for line, following in pairwise(lines)
    )
    is_shorter_inside = any(
        before > width < after
        for before, width, after in zip(widths, widths[1:], widths[2:], strict=False)
    )
    too_long = sum(width > longest for width in widths)
    return too_long, inside, is_shorter_inside, max(widths) - min(widths)
