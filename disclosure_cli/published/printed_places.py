"""What messages call the places of a published report: a table and the labels, or a section and the paragraph."""

from __future__ import annotations

from collections.abc import Container, Mapping

from disclosure_cli.form.schema import Edition, Ref, Section
from disclosure_cli.i18n import _
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import ABOUT


def table_name(section: Section) -> str:
    """表三; of a section of text, its title."""
    return f"表{section.numeral}" if section.tables else section.title


def printed_places(
    edition: Edition, refs: Container[Ref], paragraphs: Mapping[str, int]
) -> dict[Ref | Part, Place]:
    """The places of these figures, and of so many paragraphs of each section of text, in the order of reading."""
    places: dict[Ref | Part, Place] = {Part(ABOUT): Place(_("标题和前言"))}
    for section in edition.sections:
        places[Part(section.key)] = Place(table_name(section))
        for ref in section.refs:
            if ref in refs:
                labels = " × ".join(label for label in edition.labels[ref] if label)
                places[ref] = Place(table_name(section), labels)
        for number in range(1, 1 + paragraphs.get(section.key, 0)):
            named = _("第 {number} 段").format(number=number)
            places[Part(section.key, str(number))] = Place(section.title, named)
    return places
