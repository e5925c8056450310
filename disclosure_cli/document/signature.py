"""Where 署名 and 成文日期 stand: GB/T 9704-2012, 7.3.5.1, for a report that will be sealed."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element

from disclosure_cli.document.styles import DATE
from disclosure_cli.document.wordml import w
from disclosure_cli.manuscript import Paragraph, Part
from disclosure_cli.wording import ems


def centred_on_each_other(ending: Sequence[Paragraph]) -> list[_Element]:
    """The indents that centre the signature over the date, four characters from the right.

    A longer signature begins at the margin, and the date is centred under it.
    """
    blank = DATE.right / 100
    dates = [ems(each.text) for each in ending if each.part is Part.DATE]
    widest = max((ems(each.text) for each in ending), default=0.0)
    centre = max(blank + dates[0] / 2 if dates else blank, widest / 2)
    return [_indent(max(0.0, centre - ems(each.text) / 2)) for each in ending]


def _indent(characters: float) -> _Element:
    """An indent from the right, in characters of the text."""
    return w(
        "ind",
        rightChars=round(characters * 100),
        right=round(characters * DATE.size * 20),
        firstLineChars=0,
        firstLine=0,
    )
