"""Writes the annotated copy of a workbook: to send back, correct and hand in again.

A fresh workbook with the same contents, in which every cell in question is coloured and carries
what was found there, and whose first sheet lists all findings with links to the cells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from disclosure_cli.model.findings import (
    Certainty,
    Diagnostic,
    Severity,
    gravest_first,
    with_related,
)
from disclosure_cli.model.places import (
    Part,
    Place,
    Position,
    Subject,
    position,
    spanning,
    with_sheet_renamed,
)
from disclosure_cli.model.report import (
    ABOUT,
    CATEGORIES,
    CATEGORY_TOTAL,
    NIL,
    Report,
    fields_of,
)
from disclosure_cli.template.book import LINE_HEIGHT, TemplateBook, lines
from disclosure_cli.template.comments import beside_cell, comment_options
from disclosure_cli.workbook import layout

RED = "#C00000"
HEADS = {"级别": 8, "代码": 8, "位置": 18, "项目": 40, "问题": 70}
_TOP = 3
_MOST_SAID = 8
"""Findings that a comment tells of its cell, gravest first."""

CopiedCell = tuple[str, Position]
"""A cell of the copy: the name of its sheet, and where it stands there."""
FoundInCells = Mapping[CopiedCell, Sequence[Diagnostic]]


def copied_cells(report: Report) -> dict[Subject, CopiedCell]:
    """Where each part of a report stands in a fresh workbook, wherever it stood in the old one."""
    found: dict[Subject, CopiedCell] = {}
    for row, field in enumerate(fields_of(report.edition), layout.ABOUT_TOP):
        found[Part(ABOUT, field.key)] = layout.ABOUT_SHEET, (row, layout.ABOUT_VALUE)
    for ref, (row, column) in layout.category_positions(len(report.categories)).items():
        found[ref] = layout.CATEGORY_SHEET, (row, column)
        if ref != CATEGORY_TOTAL:
            found[Part(CATEGORIES, ref.row)] = layout.CATEGORY_SHEET, (row, 0)
    for section in report.edition.sections:
        name = layout.sheet_of(section)
        found[Part(section.key)] = name, (0, 0) if section.tables else (layout.TEXT_TOP, 0)
        if section.tables:
            found[Part(section.key, NIL)] = name, layout.nil_box(section)
            found |= {ref: (name, at) for ref, at in layout.positions(section).items()}
        for number, _ in enumerate(report.texts.get(section.key, ()), 1):
            found[Part(section.key, str(number))] = name, (layout.TEXT_TOP + number - 1, 0)
    found |= dict(_cells_of_units(report))
    for number, each in enumerate(report.explanations):
        found[each.at] = layout.EXPLANATION_SHEET, (layout.EXPLANATION_TOP + number, 0)
    return found


def _cells_of_units(report: Report) -> Iterator[tuple[Subject, CopiedCell]]:
    """Of a merged workbook: where what findings may be about stands in 汇总来源 and 单位名单."""
    units = report.units
    if units is None:
        return
    columns = dict(zip(units.columns, count(len(layout.UNIT_HEADS)), strict=False))
    for row, unit in enumerate(units.rows, layout.UNIT_TOP):
        for part in (units.name_of(unit), units.year_of(unit), units.note_of(unit)):
            column = position(part.item)[1] - units.left
            yield part, (layout.UNITS_SHEET, (row, column))
        for ref, entry in unit.entries.items():
            if entry.issue:
                yield units.figure_of(unit, ref), (layout.UNITS_SHEET, (row, columns[ref]))
    for row, part_of_list in enumerate(units.of_the_list, layout.UNIT_LIST_TOP):
        yield part_of_list, (layout.UNIT_LIST_SHEET, (row, 0))


def own_names(report: Report) -> dict[str, str]:
    """What the copy calls the sheets that were renamed in the file, by their names there."""
    return {name: own for own, name in report.renamed.items()}


def _in_the_copy(report: Report, message: str) -> str:
    """A message about the file, its places as those of the copy: 三!D7 for 表三!D7."""
    if not report.renamed:
        return message
    names = {place.sheet: place.sheet for place in report.places.values()} | own_names(report)
    longest_first = sorted(names, key=len, reverse=True)
    places = re.compile(f"({'|'.join(map(re.escape, longest_first))})!")
    return places.sub(lambda match: f"{names[match[1]]}!", message)


def write_findings(book: TemplateBook, report: Report, found: Sequence[Diagnostic]) -> None:
    """Write the first sheet: every finding, errors first, with a link to its cell in this copy."""
    sheet = book.sheet(layout.FINDINGS_SHEET, "检查结果", color=RED, is_landscape=True)
    sheet.write_string(
        1,
        0,
        (
            "红色的格有错误，黄色的格有警告或提示；指着一格可看到批注。改正后保存，再次检查即可；本表不会被读取。"
        ),
        book.plain,
    )
    at = copied_cells(report)
    book.heads(sheet, _TOP - 1, HEADS)
    for row, each in enumerate(with_related(gravest_first(found)), _TOP):
        message = (
            f"{each.message}（已说明：{each.explanation}）" if each.explanation else each.message
        )
        message = _in_the_copy(report, message)
        sheet.write_string(row, 0, each.severity.label, book.centered)
        sheet.write_string(row, 1, each.code, book.centered)
        cells = [at[ref] for ref in _subjects(each) if ref in at]
        if cells:
            name, cell = spanning(Place.at(*cell) for cell in cells)
            sheet.write_url(row, 2, f"internal:'{name}'!{cell}", book.link, f"{name}!{cell}")
        else:
            place = with_sheet_renamed(str(each.place), own_names(report))
            sheet.write_string(row, 2, place, book.centered)
        sheet.write_string(row, 3, each.labels, book.label)
        sheet.write_string(row, 4, message, book.label)
        tallest = max(lines(each.labels, HEADS["项目"]), lines(message, HEADS["问题"]))
        sheet.set_row(row, LINE_HEIGHT * tallest + 3)


def mark_cells(book: TemplateBook, report: Report, found: FoundInCells) -> None:
    """Colour the cells in question and put into a comment what was found there."""
    tables = {layout.sheet_of(each): each for each in report.edition.sections if each.tables}
    for (name, (row, column)), said in found.items():
        sheet = book.file.get_worksheet_by_name(name)
        text = "\n".join(
            f"{each.severity.label} {each.code}：{_in_the_copy(report, each.message)}"
            for each in said[:_MOST_SAID]
        )
        if (left := len(said) - _MOST_SAID) > 0:
            text += f"\n另有 {left} 条，见“{layout.FINDINGS_SHEET}”。"
        is_error = any(each.severity is Severity.ERROR for each in said)
        options = comment_options(text)
        if name in tables:
            options |= beside_cell(tables[name], (row, column), options["width"])
        sheet.write_comment(row, column, text, {**options, "author": "disclosure"})
        sheet.conditional_format(
            row, column, row, column,
            {"type": "formula", "criteria": "=TRUE",
             "format": book.wrong if is_error else book.doubtful},
        )  # fmt: skip


def found_in_cells(report: Report, found: Sequence[Diagnostic]) -> FoundInCells:
    """What was found in each cell of the copy, the gravest first.

    Of a sum of which no cell is known to be wrong, none is one of them.
    """
    at = copied_cells(report)
    said: dict[CopiedCell, list[Diagnostic]] = defaultdict(list)
    known = [each for each in gravest_first(found) if each.certainty is not Certainty.OPEN]
    for each in with_related(known):
        for ref in (each.at, *each.also):
            if ref in at:
                said[at[ref]].append(each)
    return said


def _subjects(each: Diagnostic) -> tuple[Subject, ...]:
    """Where to look for what a finding is about: of a sum, of which no cell is known, all its terms."""
    return each.sum.refs if each.sum and each.certainty is Certainty.OPEN else (each.at,)
