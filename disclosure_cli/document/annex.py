"""An annex as a Word document: headings, paragraphs and plain tables, in the same styles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from disclosure_cli.document import packaged
from disclosure_cli.document.stationery import official
from disclosure_cli.document.styles import (
    PARTS,
    TABLE_END,
    TABLE_FIGURE,
    TABLE_HEAD,
    TABLE_LABEL,
    TABLE_STYLE,
)
from disclosure_cli.document.tables import ROW_HEIGHT, scaled
from disclosure_cli.document.wordml import paragraph, run, w
from disclosure_cli.manuscript import Part
from disclosure_cli.rendering.compared import Rows, Section

_FIRST_COLUMN, _OTHERS = 9, 2
"""The proportion of the widths: labels are long, figures short."""


def annex_bytes(title: str, sections: Iterable[Section], *, author: str, date: dt.date) -> bytes:
    """The .docx of an annex. The same content gives the same bytes."""
    stationery = official()
    body = [paragraph(PARTS[Part.TITLE].id, run(title)), *_content(sections, stationery.text_width)]
    section = etree.fromstring(stationery.section)
    named = title.replace("\n", "")
    return packaged(body, section, stationery, title=named, author=author, date=date)


def _content(sections: Iterable[Section], text_width: int) -> Iterator[_Element]:
    for section in sections:
        yield paragraph(PARTS[Part.HEADING_1].id, run(section.heading))
        for part in section.content:
            if isinstance(part, Rows):
                yield _table(part, text_width)
                yield paragraph(TABLE_END.id)
            else:
                yield paragraph(PARTS[Part.BODY].id, run(part))


def _table(part: Rows, text_width: int) -> _Element:
    widths = scaled((_FIRST_COLUMN, *[_OTHERS] * (len(part.head) - 1)), text_width)
    head = w(
        "tr",
        w("trPr", w("cantSplit"), w("trHeight", val=ROW_HEIGHT, hRule="atLeast"), w("tblHeader")),
        *(_cell(text, width, TABLE_HEAD.id) for text, width in zip(part.head, widths, strict=True)),
    )
    rows = (
        w(
            "tr",
            w("trPr", w("cantSplit"), w("trHeight", val=ROW_HEIGHT, hRule="atLeast")),
            *(
                _cell(text, width, TABLE_FIGURE.id if number else TABLE_LABEL.id)
                for number, (text, width) in enumerate(zip(row, widths, strict=True))
            ),
        )
        for row in part.rows
    )
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=TABLE_STYLE),
            w("tblW", w=sum(widths), type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0000"),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        head,
        *rows,
    )


def _cell(text: str, width: int, style: str) -> _Element:
    properties = w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center"))
    return w("tc", properties, paragraph(style, run(text)))
