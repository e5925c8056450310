"""The title of a report: its words, and how they are set in one to three balanced lines."""

from __future__ import annotations

import math
import re

from disclosure_cli.wording import ems

LONGEST_LINE = 20.0
"""Of the title, in full-width characters: 156 mm of 2号 type (GB/T 9704-2012, 7.3.1)."""

# A name may be parted after these: the words of GB/T 9704 stay whole.
_ENDS_A_WORD = re.compile(r"(?:省|自治区|市|州|盟|县|区|旗|乡|镇|街道|委员会|政府|大学|集团)$")
_BEGINS_NO_LINE = "）)、，。》”"


def title(year: int | None) -> str:
    """The title without the name of the organ, which also names the files."""
    return f"{year or ''}年政府信息公开工作年度报告"


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
    return [*_parted(organ, math.ceil(ems(organ) / LONGEST_LINE)), title(year)]


def _parted(text: str, count: int) -> list[str]:
    """A text in `count` lines of about the same length, parted between words where that is known."""
    if count < 2:
        return [text] if text else []
    due = ems(text) / count

    def cost(at: int) -> tuple[bool, bool, float]:
        line = text[:at]
        too_long = ems(line) > LONGEST_LINE or ems(text[at:]) > LONGEST_LINE * (count - 1)
        inside = not _ENDS_A_WORD.search(line) or text[at] in _BEGINS_NO_LINE
        return too_long, inside, abs(ems(line) - due)

    at = min(range(1, len(text)), key=cost)
    return [text[:at], *_parted(text[at:], count - 1)]
