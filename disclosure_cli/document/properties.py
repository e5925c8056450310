"""What the document says of itself: its title and date, and how Word is to treat it."""

from __future__ import annotations

import datetime as dt

from lxml import etree
from lxml.etree import _Element

from disclosure_cli.document.wordml import visible_in_xml, w

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LONGEST = 255
"""Characters that Word takes in a property; a longer title stands in full on the first page."""


def properties_element(*, title: str, author: str, date: dt.date) -> _Element:
    """The content of `docProps/core.xml`. Not the clock: the same report gives the same bytes."""
    root = etree.Element(
        f"{{{_CORE}}}coreProperties",
        nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI},
    )
    for name, text in (
        (f"{{{_DC}}}title", title),
        (f"{{{_DC}}}creator", author),
        (f"{{{_DC}}}language", "zh-CN"),
        (f"{{{_CORE}}}lastModifiedBy", author),
    ):
        etree.SubElement(root, name).text = visible_in_xml(text)[:_LONGEST]
    for name in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{_TERMS}}}{name}")
        moment.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        moment.text = f"{date.isoformat()}T00:00:00Z"
    return root


def settings_element(*, odd_and_even: bool) -> _Element:
    """The content of `word/settings.xml`."""
    compatibility = w(
        "compat",
        # 15 is the mode of current Word; without it, the document opens in compatibility mode.
        w(
            "compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val=15,
        ),
    )
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        *([w("evenAndOddHeaders")] if odd_and_even else []),
        w("characterSpacingControl", val="compressPunctuation"),
        compatibility,
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
