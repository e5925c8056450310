"""Which units of a list a name may mean that is none of theirs. They are proposed, never assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from disclosure_cli.model.contributions import ListedUnit, UnitIndex, same_name

_ALIKE = 0.8
"""Of two names of which neither is the other one shortened: how much they have in common."""
_SHORTEST = 2
"""Characters of a name that may be another one shortened."""


def nearest(
    name: str, index: UnitIndex, units: Sequence[ListedUnit], path: Iterable[str] = ()
) -> tuple[str, ...]:
    """The units of which a name may be one, the likeliest first.

    Those that bear it as an alias together with others; those of which it is the name without the county,
    or shortened (科技局 for 某县科学技术局), or the other way round; then those with a name alike. What the file and
    its folders are called decides between them.
    """
    written = same_name(name)
    hints = [same_name(part) for part in path]
    bearing = index.bearing(name)
    ranked: list[tuple[int, float, int, str]] = []
    for unit in units:
        likeness = (
            2.0 if unit in bearing else max(_likeness(written, each) for each in _names(unit))
        )
        if likeness:
            named = [len(each) for each in _names(unit) for hint in hints if each in hint]
            ranked.append((-max(named, default=0), -likeness, len(ranked), unit.name))
    return tuple(name for *_rank, name in sorted(ranked))


def named_in(path: Iterable[str], units: Iterable[ListedUnit]) -> tuple[str, ...]:
    """The units whose name, or a shortened one, a file or its folder is called by."""
    parts = [same_name(part) for part in path]
    return tuple(
        unit.name
        for unit in units
        if any(name in part or _is_shortened(part, name) for part in parts for name in _names(unit))
    )


def _names(unit: ListedUnit) -> list[str]:
    return [same_name(each) for each in (unit.name, *unit.aliases)]


def _likeness(one: str, other: str) -> float:
    """How likely two names are one: more than 1 where the one is the other shortened, 0 for not at all."""
    shorter, longer = sorted((one, other), key=len)
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    if _is_shortened(shorter, longer):
        return 1 + alike / 2
    return alike if alike >= _ALIKE else 0.0


def _is_shortened(shorter: str, longer: str) -> bool:
    """Whether the characters of a name stand in another one, in their order."""
    rest = iter(longer)
    return len(shorter) >= _SHORTEST and all(each in rest for each in shorter)
