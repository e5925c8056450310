"""SpreadsheetML, the XML of a workbook: its elements, its damages, and how parts of it are parsed.

ECMA-376 part 1, chapter 18, transitional or strict.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from disclosure_cli.i18n import _

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXT, RUN, RUN_LOOKS = f"{MAIN}t", f"{MAIN}r", f"{MAIN}rPr"
ROW, CELL, FORMULA, VALUE, INLINE = (f"{MAIN}{name}" for name in ("row", "c", "f", "v", "is"))
INDEX = re.compile("[0-9]{1,9}")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Damage(Exception):
    """What is wrong with the contents, in a few words; `sheet` is the name of the sheet."""

    sheet = ""


class Excess(Damage):
    """What there is far more of than a report can have."""


def parsed(part: bytes) -> Element:
    """The tree of a part; names in its own namespace are given in that of transitional workbooks."""
    try:
        root = ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Damage(_("XML 不完整")) from error
    own, brace, _name = root.tag.rpartition("}")
    if own + brace != MAIN:
        for element in root.iter():
            namespace, _brace, name = element.tag.rpartition("}")
            if namespace == own:
                element.tag = MAIN + name
    return root


def serialised(root: Element) -> bytes:
    """A part as openpyxl gets it."""
    return ElementTree.tostring(root, "unicode").encode()


def local_name(element: Element) -> str:
    """The name of an element without its namespace, of which newer programs have several."""
    return element.tag.rpartition("}")[2]


def keep(parent: Element, *tags: str) -> None:
    """Take out of the children those that are called otherwise."""
    if any(child.tag not in tags for child in parent):
        parent[:] = [child for child in parent if child.tag in tags]


def number(text: str | None, default: float) -> float:
    """An attribute that is a number; the default where it is missing or is none."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if value == value else default
