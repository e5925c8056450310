"""A report while it is being read, sheet by sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from disclosure_cli.form.schema import Edition, Ref, Section
from disclosure_cli.model.contributions import Units
from disclosure_cli.model.faults import Fault, Faults
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import Explanation, Report
from disclosure_cli.workbook import layout


class RenamedSheets(NamedTuple):
    """The sheets of the contract that are not there under their own names, by those."""

    found: Mapping[str, str]
    """What each is called in this file."""
    doubtful: Mapping[str, tuple[str, ...]]
    """Of those that several sheets are like: these sheets."""


@dataclass
class Draft:
    """What has been read so far; see `Report` and `Faults` for what each of it is."""

    edition: Edition
    sheets: RenamedSheets
    about: dict[str, str] = field(default_factory=dict)
    entries: dict[Ref, Entry] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    nil: dict[str, str] = field(default_factory=dict)
    explanations: list[Explanation] = field(default_factory=list)
    missing: list[Fault] = field(default_factory=list)
    relabelled: list[Fault] = field(default_factory=list)
    repeated: list[Fault] = field(default_factory=list)
    displaced: list[Fault] = field(default_factory=list)
    unread: list[Fault] = field(default_factory=list)
    unseen: list[Fault] = field(default_factory=list)
    sorted_apart: list[Fault] = field(default_factory=list)
    stray: list[Fault] = field(default_factory=list)
    places: dict[Ref | Part, Place] = field(default_factory=dict)
    tells_looks: bool = True
    units: Units | None = None

    def name_of(self, own: str) -> str:
        """What a sheet of the contract is called in this file; where it is not there, its own name."""
        return self.sheets.found.get(own, own)

    def sheet_of(self, section: Section) -> str:
        """What the sheet of a section is called in this file."""
        return self.name_of(layout.sheet_of(section))

    def report(self, template_year: int | None) -> Report:
        """The report, once all has been read."""
        return Report(
            edition=self.edition,
            about=self.about,
            entries=self.entries,
            texts=self.texts,
            categories=tuple(self.categories),
            nil=self.nil,
            faults=Faults(
                # Some kinds are those of published reports alone.
                **{kind.name: tuple(getattr(self, kind.name, ())) for kind in fields(Faults)}
            ),
            explanations=tuple(self.explanations),
            places=self.places,
            renamed=self.sheets.found,
            template_year=template_year,
            tells_looks=self.tells_looks,
            units=self.units,
        )
