"""Reads a published report, whoever published it and in which form, as a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from disclosure_cli.errors import NoEdition
from disclosure_cli.form.editions import EDITIONS, edition_for
from disclosure_cli.form.schema import Edition, Measure
from disclosure_cli.i18n import _
from disclosure_cli.model.dates import written_year
from disclosure_cli.model.faults import Fault, Faults
from disclosure_cli.model.figures import Entry, is_as_printed, read_text
from disclosure_cli.model.places import Part, Place, Subject
from disclosure_cli.model.report import (
    ADDRESS,
    DATE,
    ORGAN,
    POSTCODE,
    TELEPHONE,
    YEAR,
    Report,
    note_field,
)
from disclosure_cli.model.text import visible
from disclosure_cli.package import NoReport, Refusal
from disclosure_cli.published.front_matter import about
from disclosure_cli.published.outline import ReportOutline, outline
from disclosure_cli.published.printed_document import PrintedDocument, PrintedTable
from disclosure_cli.published.printed_figures import FaultKind, FoundTable, find_tables
from disclosure_cli.published.printed_places import printed_places, table_name

_EXPECTED = (ORGAN, YEAR, DATE, ADDRESS, POSTCODE, TELEPHONE)
"""What a report says of itself, and what is told where it is not found."""
_FEWEST_HEADINGS = 3
"""Of a document without tables that is a report all the same."""


class PublishedReport(NamedTuple):
    """A published report as it was read."""

    report: Report
    outline: ReportOutline
    tables: tuple[FoundTable, ...]
    """The tables of the form, each with its labels as they are printed, or with why it was not read."""
    anchors: Mapping[Subject, int]
    """Of a .docx: the number of the paragraph where each figure and each paragraph of a section stands."""


def read_document(document: PrintedDocument) -> PublishedReport:
    """What a published document says. Raises `Refusal` where it is no report at all."""
    parts = outline(document.blocks)
    fields = about(parts, document.title)
    printed = [block for block in document.blocks if isinstance(block, PrintedTable)]
    edition, tables = _edition(printed, written_year(fields.get(YEAR.key, "")))
    headings = sum(section is not None for section in parts.sections)
    if headings < _FEWEST_HEADINGS and not any(table.figures for table in tables):
        raise (Refusal if document.has_pictures else NoReport)(_none_there(document))
    entries = {
        ref: _entry(figure.text, edition.measures[ref])
        for table in tables
        for ref, figure in table.figures.items()
    }
    texts, notes = _texts(edition, parts, tables)
    faults, of_faults = _faults(edition, tables)
    report = Report(
        edition,
        about={**fields, **notes},
        entries=entries,
        texts=texts,
        faults=faults,
        places=printed_places(edition, entries, {key: len(each) for key, each in texts.items()}),
        is_published=True,
        not_found=tuple(_not_found(edition, parts, fields)),
    )
    return PublishedReport(
        report, parts, tuple(tables), {**of_faults, **dict(_anchors(edition, tables, parts))}
    )


def _entry(printed: str, measure: Measure) -> Entry:
    """What a cell prints, read as a cell of a workbook; plain digits are what a report should print."""
    entry = read_text(visible(printed).replace("\n", " "), measure)
    return entry._replace(issue=None) if is_as_printed(entry, measure) else entry


def _none_there(document: PrintedDocument) -> str:
    if document.has_pictures:
        return _(
            "里没有年度报告的文字和表格，只有图片、附件或内嵌的文件；请给出附件本身，或含有表格的网页、.docx。"
        )
    return _(
        "里没有找到年度报告的文字和表格；请给出报告本身：网页、.docx、PDF，或由模板填写的工作簿。"
    )


def _edition(printed: Sequence[PrintedTable], year: int | None) -> tuple[Edition, list[FoundTable]]:
    """The form that most tables are of, whatever the year; where that does not tell, that of the year."""
    found = {edition: find_tables(edition, printed) for edition in EDITIONS}
    try:
        of_the_year = edition_for(year) if year else EDITIONS[-1]
    except NoEdition:
        of_the_year = EDITIONS[0]

    def likeness(edition: Edition) -> tuple[int, int, bool]:
        tables = found[edition]
        read = sum(len(table.figures) for table in tables)
        begun = sum(not table.is_absent for table in tables)
        return read, begun, edition is of_the_year

    edition = max(EDITIONS, key=likeness)
    return edition, found[edition]


def _texts(
    edition: Edition, parts: ReportOutline, tables: Sequence[FoundTable]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The paragraphs of the sections of text, and what else stands in those of tables, as their notes."""
    texts: dict[str, tuple[str, ...]] = {}
    notes: dict[str, str] = {}
    for section, printed in zip(edition.sections, parts.sections, strict=True):
        paragraphs = tuple(visible(each.text) for each in printed or ())
        of_tables = tuple(t.note for t in tables if t.note and t.table in section.tables)
        if not section.tables:
            texts[section.key] = paragraphs
        elif of_tables or paragraphs:
            notes[note_field(section).key] = " ".join((*of_tables, *paragraphs))
    return texts, notes


def _anchors(
    edition: Edition, tables: Sequence[FoundTable], parts: ReportOutline
) -> Iterator[tuple[Subject, int]]:
    """Where in a .docx each figure and each paragraph of a section of text stands."""
    for table in tables:
        for ref, figure in table.figures.items():
            if figure.cell.anchor is not None:
                yield ref, figure.cell.anchor
    for section, printed in zip(edition.sections, parts.sections, strict=True):
        for number, text in enumerate(printed or (), 1) if not section.tables else ():
            if text.anchor is not None:
                yield Part(section.key, str(number)), text.anchor


def _faults(edition: Edition, tables: Sequence[FoundTable]) -> tuple[Faults, dict[Subject, int]]:
    """What keeps tables from being read, each kind for its own rule; and where in a .docx that stands."""
    by_kind: dict[FaultKind, list[Fault]] = {kind: [] for kind in FaultKind}
    anchors: dict[Subject, int] = {}
    found = {table.table.key: table for table in tables}
    for section in edition.sections:
        own = [found[table.key] for table in section.tables]
        if own and all(each.is_absent for each in own):
            by_kind[FaultKind.ABSENT].append(Fault(Part(section.key), "", table_name(section)))
            continue
        for each in own:
            for fault in each.faults:
                place = Place(table_name(section), fault.row or each.table.caption)
                expected = each.table.caption if each.is_absent else fault.expected
                by_kind[fault.kind].append(Fault(place, fault.found, expected))
                if fault.anchor is not None:
                    anchors.setdefault(place, fault.anchor)
    faults = Faults(
        missing=tuple(by_kind[FaultKind.ABSENT]),
        relabelled=tuple(by_kind[FaultKind.LABEL]),
        repeated=tuple(by_kind[FaultKind.REPEATED]),
        uneven=tuple(by_kind[FaultKind.CELLS]),
    )
    return faults, anchors


def _not_found(edition: Edition, parts: ReportOutline, fields: Mapping[str, str]) -> Iterator[str]:
    """The sections whose headings are not there, and what the report does not say of itself."""
    for section, printed in zip(edition.sections, parts.sections, strict=True):
        if printed is None:
            yield section.title
    yield from (field.label for field in _EXPECTED if not fields.get(field.key))
