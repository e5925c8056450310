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
from disclosure_cli.document.styles import styles_element
from disclosure_cli.document.wordml import serialised, w

if TYPE_CHECKING:
    from docx.document import Document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CONTENT_TYPES = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_TYPES}.settings+xml"/>
</Types>"""

_PACKAGE_RELATIONS = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>"""

_DOCUMENT_RELATIONS = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>
</Relationships>"""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can carry, for all of its parts."""


def empty_document() -> Document:
    """A document with the styles and the page of the standard, and nothing in it."""
    from docx import Document as open_document

    return open_document(io.BytesIO(_empty_package()))


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
            "_rels/.rels": _PACKAGE_RELATIONS.encode(),
            "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS.encode(),
            "word/document.xml": serialised(w("document", w("body", section_element()))),
            "word/styles.xml": serialised(styles_element()),
            "word/settings.xml": serialised(settings),
        }
    )


def document_bytes(document: Document, *, title: str, author: str, date: dt.date) -> bytes:
    """The finished .docx. The same document gives the same bytes: no clock, no chance."""
    properties = document.core_properties
    moment = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
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
