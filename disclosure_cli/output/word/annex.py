"""An annex as a Word document: headings, paragraphs and plain tables, in the same styles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from disclosure_cli.output.annex import Rows, Section
from disclosure_cli.output.blocks import Part
from disclosure_cli.output.word.document import finished, official
from disclosure_cli.output.word.page import TEXT_WIDTH
from disclosure_cli.output.word.styles import (
    PARTS,
    TABLE_END,
    TABLE_FIGURE,
    TABLE_HEAD,
    TABLE_LABEL,
)
from disclosure_cli.output.word.tables import framed, row_element, scaled
from disclosure_cli.output.word.wordml import paragraph, run, w

_FIRST_COLUMN, _OTHERS = 9, 2
"""The proportion of the widths: labels are long, figures short."""


def annex_bytes(title: str, sections: Iterable[Section], *, author: str, date: dt.date) -> bytes:
    """The .docx of an annex. The same content gives the same bytes."""
    heading = paragraph(PARTS[Part.TITLE].id, run(title))
    tree = w("body", heading, *_content(sections, TEXT_WIDTH))
    return finished(official(), tree, named=title.replace("\n", ""), author=author, date=date)


def _content(sections: Iterable[Section], text_width: int) -> Iterator[Element]:
    for section in sections:
        yield paragraph(PARTS[Part.HEADING_1].id, run(section.heading))
        for part in section.content:
            if isinstance(part, Rows):
                yield _table(part, text_width)
                yield paragraph(TABLE_END.id)
            else:
                yield paragraph(PARTS[Part.BODY].id, run(part))


def _table(part: Rows, text_width: int) -> Element:
    widths = scaled((_FIRST_COLUMN, *[_OTHERS] * (len(part.head) - 1)), text_width)
    head = (
        _cell(text, width, TABLE_HEAD.id) for text, width in zip(part.head, widths, strict=True)
    )
    rows = [row_element(head, is_head=True)]
    for row in part.rows:
        styles = (TABLE_LABEL.id, *[TABLE_FIGURE.id] * (len(row) - 1))
        cells = map(_cell, row, widths, styles)
        rows.append(row_element(cells, is_head=False))
    return framed(widths, rows)


def _cell(text: str, width: int, style: str) -> Element:
    properties = w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center"))
    return w("tc", properties, paragraph(style, run(text)))
