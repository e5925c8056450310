"""Compares a published document with what its workbook prints: figures, labels, sentences.

Both are read by the same reader: the document, and what the program composes of the workbook.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from disclosure_cli.form.schema import Section
from disclosure_cli.model.comparison import (
    ComparedSection,
    Comparison,
    FigureChange,
    compare,
)
from disclosure_cli.model.report import Report
from disclosure_cli.output.blocks import Composition, NameBlock, Paragraph, TableBlock
from disclosure_cli.output.compose import compose
from disclosure_cli.published.front_matter import with_title_in_one_line
from disclosure_cli.published.outline import ReportOutline
from disclosure_cli.published.printed_document import (
    OpenCell,
    PrintedBlock,
    PrintedDocument,
    PrintedText,
    placed,
)
from disclosure_cli.published.published_report import PublishedReport, read_document

_FRONT = Section("front", "标题、前言和落款")
_LABEL = "标签“{}”"
_MOST_PARTS = 8
"""Lines or paragraphs that one may have been parted into, by a page break or by a narrow column."""


def compare_with_workbook(report: Report, published: PublishedReport) -> Comparison:
    """What a published report has otherwise than the workbook prints it.

    Labels stand among the sentences. Of a table that could not be read in the document no figure is compared.
    """
    # The data of a report is not what is printed of it, but what stands in the workbook.
    is_data = not published.tables
    expected = (
        PublishedReport(report, ReportOutline(), (), {})
        if is_data
        else read_document(printed(compose(report)))
    )
    compared = compare(expected.report, published.report)
    sections = [
        _front(expected, published),
        *(_section(each, expected, published) for each in compared.sections),
    ]
    return compared._replace(
        organ=report.organ,
        organ_in_lines=report.organ_in_lines,
        sections=tuple(each for each in sections if any((each.changes, each.dropped, each.added))),
        is_of_a_workbook=True,
    )


def _front(expected: PublishedReport, published: PublishedReport) -> ComparedSection:
    """Title, preface, signature and date."""
    before, now = (
        [*with_title_in_one_line(each.outline.before), *each.outline.ending]
        for each in (expected, published)
    )
    return _compared(_FRONT, (), before, now)


def _section(
    compared: ComparedSection, expected: PublishedReport, published: PublishedReport
) -> ComparedSection:
    section = compared.form
    changes = [
        each
        for each in compared.changes
        # What cannot be read as a figure is compared as it stands.
        if each.ref in published.report.entries and each.before != each.now
    ]
    found = _compared(section, changes, *(_texts(each, section) for each in (expected, published)))
    labels, others = (_labels(each, section, published) for each in (expected, published))
    return found._replace(
        dropped=(*map(_LABEL.format, _without(labels, others)), *found.dropped),
        added=(*map(_LABEL.format, _without(others, labels)), *found.added),
    )


def _compared(
    section: Section, changes: Sequence[FigureChange], before: Sequence[str], now: Sequence[str]
) -> ComparedSection:
    old, new = list(map(_bare, before)), list(map(_bare, now))
    dropped, added = _sentences(_aligned(old, new)), _sentences(_aligned(new, old))
    return ComparedSection(
        section,
        tuple(changes),
        {},
        0,
        dropped=tuple(_without(dropped, added)),
        added=tuple(_without(added, dropped)),
        kept=0,
    )


def _texts(published: PublishedReport, section: Section) -> list[str]:
    report = published.report
    if section.key in report.notes:
        return [report.notes[section.key].printed]
    return [passage.printed for passage in report.prose.get(section.key, ())]


def _labels(published: PublishedReport, section: Section, document: PublishedReport) -> list[str]:
    """The labels of the tables of a section, as far as the document has tables that were read."""
    read = {each.table.key for each in document.tables if each.figures}
    tables = [each for each in published.tables if each.table in section.tables]
    figures = {figure.cell for each in tables for figure in each.figures.values()}
    cells = [
        cell
        for table in dict.fromkeys(table for each in tables for table in each.printed)
        for cell in table.cells
        if cell not in figures
    ]
    # A table may have the title of its section for a caption.
    texts = dict.fromkeys(text for cell in cells if (text := _bare(cell.text)) != section.title)
    is_whole = all(table.key in read for table in section.tables)
    return [text for text in texts if text] if is_whole else []


def _aligned(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    """The lines, those together that make up one of the others: a title, a paragraph that was parted."""
    wanted, aligned, start = set(others), list[str](), 0
    while start < len(lines):
        ends = range(min(start + _MOST_PARTS, len(lines)), start, -1)
        whole = next((end for end in ends if "".join(lines[start:end]) in wanted), start + 1)
        aligned.append("".join(lines[start:whole]))
        start = whole
    return aligned


def _sentences(lines: Sequence[str]) -> list[str]:
    return [each for line in lines for each in re.findall("[^。；！？]+[。；！？]?", line)]


def _without(ones: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those that the others do not have, or not as often."""
    left = Counter(others)
    missing: list[str] = []
    for each in ones:
        if left[each]:
            left[each] -= 1
        else:
            missing.append(each)
    return missing


def printed(composition: Composition) -> PrintedDocument:
    """What was composed as a document that was printed of it gives it."""
    return PrintedDocument(tuple(_printed(composition)), composition.title)


def _printed(composition: Composition) -> Iterator[PrintedBlock]:
    for block in composition.blocks:
        match block:
            case NameBlock():
                yield PrintedText(block.text)
            case Paragraph():
                yield PrintedText(f"{block.lead}{block.text}")
            case TableBlock():
                rows: dict[int, list[OpenCell]] = {}
                for cell, text in block.texts:
                    rows.setdefault(cell.row, []).append(OpenCell(text, cell.height, cell.width))
                yield placed(rows.values())
                if block.note:
                    yield PrintedText(block.note)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
