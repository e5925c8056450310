"""Builds reports and workbooks for tests, so that a test shows them as they are filled in."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from sheet_xml import typed_into_xml

from disclosure_cli.form.editions import edition_for
from disclosure_cli.form.schema import Edition, Ref, Section
from disclosure_cli.model.figures import Entry, read_text
from disclosure_cli.model.places import Place, address
from disclosure_cli.model.report import Report
from disclosure_cli.output.compose import compose
from disclosure_cli.output.html import html_bytes
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.workbook.layout import positions, sheet_of

REPORTS = Path(__file__).parent / "reports"

SOUND_ABOUT = {
    "organ": "示例县自然资源局",
    "kind": "政府部门",
    "address": "示例县人民路1号",
    "postcode": "000000",
    "telephone": "0000-0000000",
    "email": "office@example.cn",
    "annotation": "此件公开发布",
}

ONE_HANDED_ON_TOO_FEW = """
                  person  organisation.business  organisation.other  total
received              12                      3                   2     17
carried_in             1                      0                   0      1
handled.granted        9                      2                   2     13
handled.partly         2                      1                   0      3
handled.total         11                      3                   2     16
carried_over           1                      0                   0      2
"""
"""Of table three: what 自然人 hand on is 2, as the total says, not 1."""


def report(year: int, table: str, text: str) -> Report:
    """A report with one table filled in as drawn: the columns, then the rows with their figures.

    Everything else of the form holds 0, so that only the drawn table can be at fault.
    """
    edition = edition_for(year)
    entries = {ref: Entry(0, "0") for ref in edition.measures}
    head, *rows = [line.split() for line in text.strip().splitlines()]
    for row, *figures in rows:
        for column, figure in zip(head, figures, strict=True):
            ref = Ref(table, "" if row == "-" else row, column)
            assert ref in entries, ref
            entries[ref] = read_text(figure, edition.measures[ref])._replace(issue=None)
    return replace(sound(year), entries=entries)


def sound(year: int) -> Report:
    """A report without a finding: every figure 0, every text and field filled in."""
    edition = edition_for(year)
    return Report(
        edition=edition,
        about={**SOUND_ABOUT, "year": str(year), "date": f"{year + 1}年1月20日"},
        entries={ref: Entry(0, "0") for ref in edition.measures},
        texts={
            "overview": ("本年度情况如下。",),
            "problems": ("本年度情况如下。",),
            "other": ("本年度情况如下，未收取信息处理费。",),
        },
        places={
            ref: Place(sheet_of(section), address(*position))
            for section in edition.sections
            for ref, position in positions(section).items()
        },
    )


def section_of_key(edition: Edition, key: str) -> Section:
    """The section of an edition with that key."""
    return next(section for section in edition.sections if section.key == key)


def published(year: int) -> dict[str, Any]:
    """The figures of a real report, as published."""
    figures: dict[str, Any] = json.loads((REPORTS / f"suqian-{year}.json").read_text("utf-8"))
    return figures


def published_report(year: int) -> Report:
    """The tables of a real report that add up, every figure typed, and its sentences."""
    figures = published(year)
    base = sound(year)
    cells = [ref for ref in base.entries if ref.table in ("applications", "cases")]
    values = [v for row in figures["applications"] for v in row] + figures["cases"]
    entries = {ref: Entry(value, str(value)) for ref, value in zip(cells, values, strict=True)}
    return replace(
        base,
        entries={**base.entries, **entries},
        texts={**base.texts, "overview": (figures["claims"][0],)},
    )


def template(path: Path, content: Report) -> Path:
    """A workbook holding a report."""
    made = repr(content)
    if made not in _MADE:
        _MADE[made] = workbook_bytes(content)
    path.write_bytes(_MADE[made])
    return path


_MADE: dict[str, bytes] = {}
"""The workbooks of reports that were asked for: most tests begin with the same."""


def opened(path: Path, *, data_only: bool = False, rich_text: bool = False) -> Workbook:
    """The workbook as openpyxl loads it; where it was loaded before, in a tenth of the time."""
    copy: Workbook = pickle.loads(_loaded(path.read_bytes(), data_only, rich_text))
    for sheet in copy.worksheets:
        both: tuple[Any, ...] = (sheet.row_dimensions, sheet.column_dimensions)
        for sizes in both:
            # Of a defaultdict pickle gives the factory to the first parameter, which is the sheet here.
            sizes.default_factory, sizes.worksheet = sizes.worksheet, sheet
    return copy


@lru_cache(maxsize=50)
def _loaded(content: bytes, data_only: bool, rich_text: bool) -> bytes:
    """A workbook that was loaded, packed up, so that each who asks has one to change."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=data_only, rich_text=rich_text)
    return pickle.dumps(book)


def typed_into(
    path: Path, cells: Mapping[str, object], number_format: str | Mapping[str, str] = ""
) -> Path:
    """The workbook after somebody typed into some cells, named as `三!D7`, and gave them a format.

    That is one for all, or each has its own.

    Numbers, truth values and texts (a formula where it begins with =) are written into the sheet's
    XML, as openpyxl would save them; openpyxl itself takes the rest, and ten times as long.
    """
    formats = number_format
    if isinstance(formats, str):
        formats = dict.fromkeys(cells, formats) if formats else {}
    plain = {at: each for at, each in cells.items() if isinstance(each, int | float | str | None)}
    if len(plain) == len(cells):
        return typed_into_xml(path, plain, formats)
    book = opened(path)
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell].value = value
        if place in formats:
            book[sheet][cell].number_format = formats[place]
    book.save(path)
    return path


def word_document(
    report: Report, *, charts: bool = False, draft: bool = False, **options: Any
) -> bytes:
    """The Word document of a report, whatever is right or wrong with it."""
    from disclosure_cli.output.word.document import docx_bytes

    return docx_bytes(compose(report, charts=charts, draft=draft), draft=draft, **options)


def web_page(report: Report, *, charts: bool = False, draft: bool = False) -> bytes:
    """The web page of a report."""
    return html_bytes(compose(report, charts=charts, draft=draft), draft=draft)
