"""HTML elements, written as they read: `element("th", text="总计", scope="col")`."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from disclosure_cli.model.text import visible


def element(tag: str, *children: Element, text: str = "", **attributes: object) -> Element:
    """An element with its attributes; those that are empty or None are left out.

    `class_` and names with `_` for `-` (`aria_label`) are spelt as HTML has them.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value not in ("", None):
            made.set(name.rstrip("_").replace("_", "-"), visible(str(value)))
    if text:
        made.text = visible(text)
    made.extend(children)
    return made


def text_into(made: Element, text: str) -> Element:
    """Put a text of several lines into an element, with a line break between them."""
    first, *others = text.split("\n")
    made.text = visible(first)
    for line in others:
        line_break = element("br")
        line_break.tail = visible(line)
        made.append(line_break)
    return made
