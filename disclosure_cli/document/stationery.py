"""What a document is typeset on: the styles, the page and what stands around the text.

The official ones are those of GB/T 9704-2012. An office with a house style of its own gives any
.docx of it, and the report takes over its styles and its page, as `pandoc --reference-doc` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from lxml.etree import _Element

from disclosure_cli.document.package import WORDPROCESSING, Part, Relation, office
from disclosure_cli.document.page import TEXT_WIDTH, footers, section_element
from disclosure_cli.document.styles import fonts_element, styles_element
from disclosure_cli.document.theme import THEME
from disclosure_cli.document.wordml import RELATIONS, qualified, serialised, w

_ID = f"{{{RELATIONS}}}id"


@dataclass(frozen=True)
class Stationery:
    """Everything of a document but its text."""

    section: bytes
    """The section properties, as XML: the page, its headers and its footers."""
    text_width: int
    """Of the type area, in twips."""
    parts: tuple[Part, ...]
    relations: tuple[Relation, ...]
    """From the document to those of the parts that it uses itself."""
    odd_and_even: bool = True
    """Whether even pages have headers and footers of their own."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """Our id of a style, and its id in these parts where that is another one."""


@cache
def official() -> Stationery:
    """The stationery of the standard."""
    section = section_element()
    parts = [
        Part("word/styles.xml", f"{WORDPROCESSING}.styles+xml", serialised(styles_element())),
        *common_parts(),
    ]
    relations = [
        Relation("rIdStyles", office("styles"), "word/styles.xml"),
        *common_relations(),
    ]
    for part, relation in around(section, "footer", footers()):
        parts.append(part)
        relations.append(relation)
    return Stationery(serialised(section), TEXT_WIDTH, tuple(parts), tuple(relations))


def common_parts() -> list[Part]:
    """The parts that are ours whatever the styles: the fonts asked for, and the theme."""
    return [
        Part("word/fontTable.xml", f"{WORDPROCESSING}.fontTable+xml", serialised(fonts_element())),
        Part(
            "word/theme.xml",
            "application/vnd.openxmlformats-officedocument.theme+xml",
            THEME.encode(),
        ),
    ]


def common_relations() -> list[Relation]:
    """How the document uses the common parts."""
    return [
        Relation("rIdFonts", office("fontTable"), "word/fontTable.xml"),
        Relation("rIdTheme", office("theme"), "word/theme.xml"),
    ]


def around(
    section: _Element, what: str, contents: Mapping[str, _Element]
) -> list[tuple[Part, Relation]]:
    """Put headers or footers (`what`) into the section; their parts, and the document's relations.

    Those that it has of that kind are taken out first: they must precede everything else in it.
    """
    for old in section.findall(qualified(f"{what}Reference")):
        section.remove(old)
    made = []
    for number, (kind, content) in enumerate(contents.items()):
        name = f"word/{what}-{kind}.xml"
        relation = Relation(f"rId{what}-{kind}", office(what), name)
        reference = w(f"{what}Reference", type=kind)
        reference.set(_ID, relation.id)
        section.insert(number, reference)
        made.append((Part(name, f"{WORDPROCESSING}.{what}+xml", serialised(content)), relation))
    return made
