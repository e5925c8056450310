"""Findings of one kind in one sheet told once: the first in full, of the others the cells."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.findings import Diagnostic
from disclosure_cli.model.places import Place
from disclosure_cli.workbook.layout import ranges

MOST_ALIKE = 3
"""So many findings of one kind are each told in full."""
_VARIABLE = re.compile(r"“[^”]*”|\"[^\"]*\"|-?[A-Z]{0,3}\d[\d.]*")
"""What of a message differs from cell to cell: quoted texts, figures, cells."""


class Fold(NamedTuple):
    """A finding, and those of the same kind that are not told again."""

    first: Diagnostic
    others: tuple[Diagnostic, ...] = ()

    @property
    def cells(self) -> list[str]:
        """Where the others are, as E9:E14 and F12."""
        return ranges(each.place.position for each in self.others)


def folded(found: Sequence[Diagnostic]) -> list[Fold]:
    """The findings in their order; those of a kind of which there are many are with the first of them."""
    kinds: dict[Hashable, list[Diagnostic]] = {}
    for number, each in enumerate(found):
        kinds.setdefault(_kind(each) or number, []).append(each)
    folds: list[Fold] = []
    for number, each in enumerate(found):
        alike = kinds[_kind(each) or number]
        if len(alike) <= MOST_ALIKE:
            folds.append(Fold(each))
        elif each is alike[0]:
            folds.append(Fold(each, tuple(alike[1:])))
    return folds


def _kind(each: Diagnostic) -> Hashable | None:
    """What findings of one kind have in common; None of one that is always told in full.

    Those are: a finding with a correction of its own, or an explanation; one about a sentence; one
    about several cells, or about none.
    """
    is_whole = each.sum or each.related or each.fixes or each.explanation or each.also
    if is_whole or each.code.startswith("D4") or not isinstance(each.at, Ref | Place):
        return None
    if each.place.position[0] < 0 or ":" in each.place.cell:
        return None
    message = each.message
    if isinstance(each.found, str) and each.found:
        message = message.replace(each.found, "…")
    return each.severity, each.place.sheet, each.code, each.expected, _VARIABLE.sub("…", message)
