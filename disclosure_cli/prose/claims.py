"""What a text claims: of each number what it may count, or why nothing; and what is said to be 0."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from disclosure_cli.i18n import N_
from disclosure_cli.prose.numbers import Number
from disclosure_cli.prose.surroundings import Counts


class Reason(Enum):
    """Why a number counts what it counts, or nothing that the form has; `{word}` is the word that tells."""

    NAMED = N_("“{word}”说的是它")
    IN_TURN = N_("“分别”之前依次列出")
    SCOPE = N_("“{word}”之后说的不是全年、全机关的数")
    PART = N_("“{word}”说的只是一部分，或是别的事")
    UNKNOWN = N_("“{word}”没有读懂")
    UNNAMED = N_("旁边没有说明它数的是什么的词")
    UNIT = N_("这样的数不按“{word}”计")
    SMALLER = N_("同一句已经给出更大的数")


class CountedNumber(NamedTuple):
    """A number of a text with what it may count, or why it counts nothing that the form has."""

    number: Number
    reason: Reason
    word: str
    """The word that tells."""
    counts: Counts
    """Names of figures, `A+B` for a sum; any of them would do. None where the form does not count it."""
    zero: Counts = ()

    @property
    def start(self) -> int:
        return self.number.start

    @property
    def end(self) -> int:
        return self.number.end


class Statement(NamedTuple):
    """Words of a text that say, without a number, that figures are 0."""

    start: int
    end: int
    word: str
    """The word with which they begin."""
    zero: Counts
    """Names of figures, `A+B` for a sum; all are 0, as far as the form has them."""
    counts: Counts = ()


Claim = CountedNumber | Statement
