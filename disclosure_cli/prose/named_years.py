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
_LOOKS_BACK = re.compile(
    "整改|改进|上年|去年|结转|以来|起|至|—|-|相比|同期|末|底前|十[三四五]五|建议|条例|办法|方案|计划"
)
_LOOKS_AHEAD = re.compile("将|拟|要|计划|预计|下一步|继续|目标|安排")


def years_of_other_reports(text: str, year: int) -> Iterator[tuple[int, int, int]]:
    """Where a text speaks of another year as its own: at its beginning, or as statistic period."""
    for match in _PERIOD.finditer(text):
        for group in (1, 2):
            if match[group] and int(match[group]) != year:
                yield match.start(group), match.end(group), int(match[group])
    opening = _OPENING_YEAR.match(text)
    if not opening or f"{year}年" in text or _PERIOD.search(text):
        return
    named, first = int(opening[1]), re.split("[。；]", text)[0]
    looks_away = _LOOKS_BACK if named < year else _LOOKS_AHEAD
    if named != year and not looks_away.search(first[opening.end() :]):
        yield opening.start(1), opening.end(1), named
