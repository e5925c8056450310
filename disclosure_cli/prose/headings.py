"""Which paragraphs are headings, by the numbering of GB/T 9704-2012, 7.3.3: 一、（一）1.（1）."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBERINGS = {
    2: re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    3: re.compile(r"[0-9０-９]{1,2}[.．、](?![0-9０-９])"),
    4: re.compile(r"[（(][0-9０-９]{1,2}[）)]"),
}
"""By level; the first, 一、, is that of the sections, which the form prints."""
_FIRST_SENTENCE = re.compile(r"([^。：]*)([。：]?)(.*)", re.DOTALL)
LONGEST_HEADING = 40
"""A longer paragraph without a short first sentence is text, though it begins with a number."""


class Heading(NamedTuple):
    """A heading, and the text that it runs into, if any."""

    level: int
    """2 for （一）, 3 for 1., 4 for （1）."""
    heading: str
    text: str = ""


def heading_of(paragraph: str) -> Heading | None:
    """The heading that a paragraph is or begins with; None where it is text alone."""
    for level, numbering in _NUMBERINGS.items():
        if numbering.match(paragraph) and (sentence := _FIRST_SENTENCE.fullmatch(paragraph)):
            first, stop, rest = sentence.groups()
            if rest and len(first) <= LONGEST_HEADING:
                return Heading(level, first + stop, rest)
            if len(paragraph) <= LONGEST_HEADING:
                return Heading(level, paragraph)
    return None
