"""The package around the document: a clean one to start from, and the same bytes at the end.

python-docx's own template carries a thumbnail of 438 KB and opens in compatibility mode.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING

from disclosure_cli.document.page import section_element
from disclosure_cli.document.styles import fonts_element, styles_element
from disclosure_cli.document.theme import THEME
from disclosure_cli.document.wordml import serialised, w

if TYPE_CHECKING:
    from docx.document import Document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_PARTS = {
    "styles": f"{_TYPES}.styles+xml",
    "settings": f"{_TYPES}.settings+xml",
    "fontTable": f"{_TYPES}.fontTable+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
"""The parts beside `word/document.xml`, by the type of the relationship to them."""

_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{content}"/>'
        for name, content in _PARTS.items()
    )
    + "</Types>"
)


def _relations(targets: dict[str, str]) -> bytes:
    """A part of relationships, from the types to the targets."""
    lines = (
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
    ).encode()


_LONGEST_PROPERTY = 255
"""Characters, as python-docx allows; a longer title stands in full on the first page."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can carry, for all of its parts."""


def empty_document() -> Document:
    """A document with the styles and the page of the standard, and nothing in it."""
    import docx

    return docx.Document(io.BytesIO(_empty_package()))


@cache
def _empty_package() -> bytes:
    settings = w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("characterSpacingControl", val="compressPunctuation"),
        w(
            "compat",
            # 15 is the mode of current Word; without it, the document opens in compatibility mode.
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=15,
            ),
        ),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
    return _zipped(
        {
            "[Content_Types].xml": _CONTENT_TYPES.encode(),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": _relations({n: f"{n}.xml" for n in _PARTS}),
            "word/document.xml": serialised(w("document", w("body", section_element()))),
            "word/styles.xml": serialised(styles_element()),
            "word/settings.xml": serialised(settings),
            "word/fontTable.xml": serialised(fonts_element()),
            "word/theme.xml": THEME.encode(),
        }
    )


def document_bytes(document: Document, *, title: str, author: str, date: dt.date) -> bytes:
    """The finished .docx. The same document gives the same bytes: no clock, no chance."""
    properties = document.core_properties
    moment = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    title, author = title[:_LONGEST_PROPERTY], author[:_LONGEST_PROPERTY]
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.language, properties.comments, properties.revision = "zh-CN", "", 1
    properties.created = properties.modified = moment
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return _zipped({name: archive.read(name) for name in archive.namelist()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    """A zip file of these parts, in a fixed order and without the time of day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        # The content types come first, as the packaging standard recommends.
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, parts[name])
    return target.getvalue()
