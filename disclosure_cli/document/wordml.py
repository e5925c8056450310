"""WordprocessingML elements, written as they read: `w("tcW", w=885, type="dxa")`."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Characters that XML 1.0 has no way to write; pasted text brings them along.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def w(tag: str, *children: _Element, **attributes: object) -> _Element:
    """An element of the `w:` namespace, its attributes in the same namespace."""
    # python-docx's parser gives its own classes, which a body of its documents must consist of.
    from docx.oxml.parser import oxml_parser

    element: _Element = oxml_parser.makeelement(
        f"{{{NAMESPACE}}}{tag}",
        {f"{{{NAMESPACE}}}{name}": str(value) for name, value in attributes.items()},
        {"w": NAMESPACE},
    )
    element.extend(children)
    return element


def run(text: str, style: str = "") -> _Element:
    """A run of text, in a character style where one is given."""
    content = w("t")
    content.text = _FORBIDDEN.sub("", text)
    content.set(_SPACE, "preserve")
    properties = [w("rPr", w("rStyle", val=style))] if style else []
    return w("r", *properties, content)


def paragraph(style: str, *runs: _Element) -> _Element:
    """A paragraph in a named style."""
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def serialised(element: _Element) -> bytes:
    """An XML part as it stands in a package."""
    content: bytes = etree.tostring(
        element, encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return content
