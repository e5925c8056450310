"""Writes a simple style sheet into the `style` attributes of elements, for markup that is pasted elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VALUE = re.compile(r"var\((--[\w-]+)\)")
_PRODUCT = re.compile(r"calc\(([\d.]+) \* 1(%|[a-z]+)\)")


class _Rule(NamedTuple):
    """Declarations for the elements of a tag, of a class, or of both; an empty one is any."""

    tag: str
    class_name: str
    declarations: Mapping[str, str]


def write_styles_inline(root: Element, stylesheet: str) -> None:
    """Give each element its looks in a `style` attribute, and take its classes and custom properties away.

    The selectors of the style sheet are elements, classes (`.note`) and both (`td.corner`). A later rule
    wins; `var(--x)` is what the element, or one around it, has for `--x`, and `calc(3 * 1ch)` is 3ch.
    """
    _write(root, list(_rules(stylesheet)), {})


def _rules(stylesheet: str) -> Iterator[_Rule]:
    for selectors, declarations in _RULE.findall(_COMMENT.sub("", stylesheet)):
        for selector in selectors.split(","):
            tag, _dot, class_name = selector.strip().partition(".")
            yield _Rule(tag, class_name, _declarations(declarations))


def _declarations(text: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in text.split(";") if each.strip())
    return {name.strip(): " ".join(value.split()) for name, _colon, value in pairs}


def _write(element: Element, rules: list[_Rule], inherited: Mapping[str, str]) -> None:
    values = {**inherited, **_declarations(element.attrib.pop("style", ""))}
    classes = element.attrib.pop("class", "").split()
    looks: dict[str, str] = {}
    for rule in rules:
        if rule.tag in ("", element.tag) and rule.class_name in ("", *classes):
            for name, value in rule.declarations.items():
                looks.pop(
                    name, None
                )  # So that what comes later stands later: border, then border-bottom.
                looks[name] = value
    style = ";".join(f"{name}:{value}" for name, value in looks.items())
    if style:
        style = _VALUE.sub(lambda match: values[match[1]], style)
        element.set("style", _PRODUCT.sub(r"\1\2", style))
    for child in element:
        _write(child, rules, values)
