"""A report while it is being read, sheet by sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from disclosure_cli.form.schema import Edition, Ref
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import Explanation, Fault, Faults, Report


@dataclass
class Draft:
    """What has been read so far; see `Report` and `Faults` for what each of it is."""

    edition: Edition
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
                **{kind.name: tuple(getattr(self, kind.name)) for kind in fields(Faults)}
            ),
            explanations=tuple(self.explanations),
            places=self.places,
            template_year=template_year,
            tells_looks=self.tells_looks,
        )
