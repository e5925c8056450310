"""Finds where a text speaks of another year as its own: what was left of last year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENING_YEAR = re.compile(
    r"^(?:[（(][^）)]{1,3}[）)]|[0-9]{1,2}[.、．])?\s*(?:截至|截止|自|在)?(20[0-9]{2})年"
)
_PERIOD = re.compile(
    r"(20[0-9]{2})年1月1日[^0-9。]{0,4}(?:至|到|—|-|－)[^0-9。]{0,4}(?:(20[0-9]{2})年)?12月31日"
)
_TITLES = re.compile("《[^》]*》")
_LOOKS_BACK = re.compile(
    "整改|改进|上年|去年|结转|转来|转入|以来|起|至|—|-|相比|同期|末|底前|基础上|十[三四五]五"
)
_LOOKS_AHEAD = re.compile("将|拟|要|计划|预计|下一步|继续|目标|安排")
_OF_ITS_OWN = re.compile("[^，,：:]*(?:建议|条例|办法|方案|计划)")
"""2019年修订的条例: what is of that year; not 2023年，我局落实《条例》."""


def years_of_other_reports(text: str, year: int) -> Iterator[tuple[int, int, int]]:
    """Where a text speaks of another year as its own: at its beginning, or as statistic period."""
    for match in _PERIOD.finditer(text):
        for group in (1, 2):
            if match[group] and int(match[group]) != year:
                yield match.start(group), match.end(group), int(match[group])
    opening = _OPENING_YEAR.match(text)
    if not opening or f"{year}年" in text or _PERIOD.search(text):
        return
    named, first = int(opening[1]), _TITLES.sub("", re.split("[。；]", text[opening.end() :])[0])
    looks_away = _LOOKS_BACK if named < year else _LOOKS_AHEAD
    if named != year and not looks_away.search(first) and not _OF_ITS_OWN.match(first):
        yield opening.start(1), opening.end(1), named
