"""Which runs of a Word document are hidden, struck out or raised: by themselves, or by their styles.

ECMA-376-1, 17.7.2: what a run says itself comes first, then its style, then that of its paragraph.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MOST_BASES = 20
"""Styles under one another."""


class RunLook(NamedTuple):
    """How a run is shown; None where that is not said."""

    is_hidden: bool | None = None
    is_struck: bool | None = None
    is_raised: bool | None = None

    def over(self, other: RunLook) -> RunLook:
        """What is said here, and else what is said by the other."""
        return RunLook(
            *(one if one is not None else two for one, two in zip(self, other, strict=True))
        )


class RunLooks:
    """The looks of runs in a document with these styles."""

    def __init__(self, styles: Element | None) -> None:
        self._styles = {
            attribute(style, "styleId"): style
            for style in (styles if styles is not None else ())
            if name_of(style) == "style"
        }
        self._of_styles: dict[str, RunLook] = {}

    def of_run(self, run: Element, paragraph_style: str) -> RunLook:
        """How a run is shown in a paragraph of that style."""
        properties = child(run, "rPr")
        own = _said_by(properties).over(self._of_style(value(properties, "rStyle")))
        return own.over(self._of_style(paragraph_style))

    def _of_style(self, name: str) -> RunLook:
        if name not in self._of_styles:
            look, at = RunLook(), name
            for _base in range(_MOST_BASES):
                style = self._styles.get(at)
                if style is None:
                    break
                look = look.over(_said_by(child(style, "rPr")))
                at = value(style, "basedOn")
            self._of_styles[name] = look
        return self._of_styles[name]


def _said_by(properties: Element | None) -> RunLook:
    if properties is None or not len(properties):
        return RunLook()
    struck = [is_on(properties, name) for name in ("strike", "dstrike")]
    aligned, position = value(properties, "vertAlign"), value(properties, "position")
    raised = aligned in ("superscript", "subscript") or position not in ("", "0")
    return RunLook(
        is_on(properties, "vanish"),
        True if True in struck else False if False in struck else None,
        raised if aligned or position else None,
    )


def name_of(element: Element) -> str:
    """The name of an element of WordprocessingML, transitional or strict; of any other, with its namespace."""
    return _without_namespace(element.tag)


@lru_cache(500)
def _without_namespace(tag: str) -> str:
    return tag.removeprefix(_W).removeprefix(_STRICT)


def child(element: Element, name: str) -> Element | None:
    """The first child of that name."""
    return next((each for each in element if name_of(each) == name), None)


def value(element: Element | None, name: str) -> str:
    """What a child says; empty where there is none."""
    found = child(element, name) if element is not None else None
    return attribute(found, "val") if found is not None else ""


def is_on(element: Element, name: str) -> bool | None:
    """Whether a child that is on or off is on, which it is without a value; None where there is none."""
    found = child(element, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off")


def attribute(element: Element, name: str) -> str:
    """An attribute of WordprocessingML; empty where there is none."""
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or ""
