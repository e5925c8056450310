"""Finds the sheets of the contract that were renamed: by their labels, among those that are none of it.

A sheet under its own name is never looked for. Nothing is guessed: of another sheet every label has to
stand as in the form, and no second one may be like it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition, Section
from disclosure_cli.model.report import CATEGORY_TOTAL_LABEL, FIELDS, Field, fields_of
from disclosure_cli.workbook import layout
from disclosure_cli.workbook.cells import EMPTY, Book, Cells, find
from disclosure_cli.workbook.draft import RenamedSheets
from disclosure_cli.workbook.table_reader import has_tables

MOST_SHEETS = 50
"""Beside those of the contract; among more than that none is looked for."""
_OURS = (layout.CATEGORY_SHEET, layout.BALANCE_SHEET, layout.EXPLANATION_SHEET)
"""Names by which a workbook of ours is known before any of its sheets is read."""


def renamed_sheets(book: Book, edition: Edition) -> RenamedSheets:
    """The sheets that are missing under their own names. Raises `UnreadableWorkbook`."""
    signs = dict(_signs(edition))
    missing = {own: is_like for own, is_like in signs.items() if own not in book}
    others = other_sheets(book, signs) if missing else []
    if not others or len(others) > MOST_SHEETS:
        return RenamedSheets({}, {})
    like = {
        own: [name for name in others if is_like(book.cells(name))]
        for own, is_like in missing.items()
    }
    # A sheet with the tables of two sections is neither of the two.
    times = Counter(name for names in like.values() for name in names)
    like = {own: [name for name in names if times[name] == 1] for own, names in like.items()}
    return RenamedSheets(
        {own: names[0] for own, names in like.items() if len(names) == 1},
        {own: tuple(names) for own, names in like.items() if len(names) > 1},
    )


def sheets_like_about(book: Book) -> list[str]:
    """基本信息 under its own name, or else the sheets like it in a workbook that has others of ours."""
    if layout.ABOUT_SHEET in book:
        return [layout.ABOUT_SHEET]
    if not any(name in book for name in _OURS):
        return []
    others = other_sheets(book, ())
    if len(others) > MOST_SHEETS:
        return []
    return [name for name in others if _has_fields(FIELDS, book.cells(name))]


def other_sheets(book: Book, own: Collection[str]) -> list[str]:
    """The sheets of a workbook with another name than those and than any that the program gives."""
    return [name for name in book.names if name not in own and name not in layout.OTHER_SHEETS]


def _signs(edition: Edition) -> Iterator[tuple[str, Callable[[Cells], bool]]]:
    """The sheets of the contract that are read, by their own names, each with what tells that it is it."""
    yield layout.ABOUT_SHEET, partial(_has_fields, fields_of(edition))
    for section in edition.sections:
        tells = has_tables if section.tables else _has_text
        yield layout.sheet_of(section), partial(tells, section)
    yield layout.CATEGORY_SHEET, _has_categories
    yield layout.EXPLANATION_SHEET, _has_explanations


def _has_fields(fields: Iterable[Field], cells: Cells) -> bool:
    labels = {canonical(cell.text) for (_row, column), cell in cells.items() if column == 0}
    return labels.issuperset(canonical(field.label) for field in fields)


def _has_text(section: Section, cells: Cells) -> bool:
    return _is_titled(cells, section.title) and find(cells, layout.TEXT_HEAD) is not None


def _has_categories(cells: Cells) -> bool:
    has_total = find(cells, CATEGORY_TOTAL_LABEL) is not None
    is_titled = _is_titled(cells, layout.CATEGORY_TITLE)
    return is_titled and has_total and _has_heads(cells, layout.CATEGORY_HEADS)


def _has_explanations(cells: Cells) -> bool:
    is_titled = _is_titled(cells, layout.EXPLANATION_SHEET)
    return is_titled and _has_heads(cells, layout.EXPLANATION_HEADS)


def _is_titled(cells: Cells, title: str) -> bool:
    return canonical(cells.get((0, 0), EMPTY).text) == canonical(title)


def _has_heads(cells: Cells, heads: tuple[str, ...]) -> bool:
    """Whether the heads of a list stand side by side."""
    first = find(cells, heads[0])
    return first is not None and all(
        canonical(cells.get((first[0], first[1] + column), EMPTY).text) == canonical(head)
        for column, head in enumerate(heads)
    )
