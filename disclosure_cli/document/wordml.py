"""WordprocessingML elements, written as they read: `w("tcW", w=885, type="dxa")`."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = f"{{{NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMESPACES = {"w": NAMESPACE, "r": RELATIONS}

# Characters that XML 1.0 has no way to write; pasted text brings them along.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def qualified(tag: str) -> str:
    """The name of an element or attribute of the `w:` namespace, as lxml writes it."""
    return f"{_W}{tag}"


def w(tag: str, *children: _Element, **attributes: object) -> _Element:
    """An element of the `w:` namespace, its attributes in the same namespace."""
    element = etree.Element(
        f"{_W}{tag}", {f"{_W}{name}": str(value) for name, value in attributes.items()}, _NAMESPACES
    )
    element.extend(children)
    return element


def run(text: str, style: str = "") -> _Element:
    """A run of text, in a character style where one is given; a line break parts two lines."""
    properties = [w("rPr", w("rStyle", val=style))] if style else []
    element = w("r", *properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(w("br"))
        content = w("t")
        content.text = visible_in_xml(line)
        content.set(_SPACE, "preserve")
        element.append(content)
    return element


def paragraph(style: str, *runs: _Element, properties: tuple[_Element, ...] = ()) -> _Element:
    """A paragraph in a named style, with what this one has besides, in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *runs)


def visible_in_xml(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def serialised(element: _Element) -> bytes:
    """An XML part as it stands in a package."""
    content: bytes = etree.tostring(
        element, encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return content
