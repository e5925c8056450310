"""WordprocessingML elements, written as they read: `w("tcW", w=885, type="dxa")`.

Trees of the standard library, which python-docx takes over as XML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_W = f"{{{NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

for _prefix, _namespace in {
    "w": NAMESPACE,
    "r": RELATIONS,
    "a": f"{DRAWING}/main",
    "c": f"{DRAWING}/chart",
    "wp": f"{DRAWING}/wordprocessingDrawing",
}.items():
    ElementTree.register_namespace(_prefix, _namespace)

# Characters that XML 1.0 has no way to write; pasted text brings them along.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def qualified(tag: str) -> str:
    """The name of an element or attribute of the `w:` namespace, as ElementTree writes it."""
    return f"{_W}{tag}"


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """An element of the `w:` namespace, its attributes in the same namespace."""
    element = Element(
        f"{_W}{tag}", {f"{_W}{name}": str(value) for name, value in attributes.items()}
    )
    element.extend(children)
    return element


def run(text: str, style: str = "") -> Element:
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


def paragraph(style: str, *runs: Element, properties: Sequence[Element] = ()) -> Element:
    """A paragraph in a named style, with what this one has besides, in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *runs)


def visible_in_xml(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def serialised(element: Element) -> bytes:
    """An element as XML in UTF-8."""
    # As a string first: written as bytes at once, it takes a third longer.
    return ElementTree.tostring(element, "unicode").encode()
