"""Where 署名 and 成文日期 stand: GB/T 9704-2012, 7.3.5.1, for a report that will be sealed."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from disclosure_cli.model.text import ems
from disclosure_cli.output.blocks import Paragraph, Part
from disclosure_cli.output.word.styles import DATE
from disclosure_cli.output.word.wordml import w

BLANK = 4.0
"""Characters between the date and the right margin."""


def indent(ending: Sequence[Paragraph], text_width: int) -> Element:
    """The indent of both, which are centred on each other: the date is four characters from the right.

    A longer signature reaches the margin, and the date is centred under it.
    """
    dates = [ems(each.text) for each in ending if each.part is Part.DATE]
    widest = max((ems(line) for each in ending for line in each.text.split("\n")), default=0.0)
    from_the_right = max(BLANK + sum(dates) / 2, widest / 2)
    # A character more than the text: no line of it may break for want of a hair's breadth.
    room = round((2 * from_the_right + 1) * DATE.size * 20)
    return w("ind", left=max(0, text_width - room), right=0, firstLine=0)
