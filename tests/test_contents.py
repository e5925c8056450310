"""Whatever people type, and however they move rows about: read rightly or refused, never shifted.

DISCLOSURE_EXAMPLES=10000 python -m pytest tests/test_contents.py
"""

from __future__ import annotations

import copy
import os
import re
from pathlib import Path

import broken_workbooks
import pytest
from fuzzing import SHEETS, filled
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element
from report_factory import word_document

from disclosure_cli import check, read
from disclosure_cli.errors import DisclosureError
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry, EntryIssue, plain, read_cell
from disclosure_cli.model.places import address
from disclosure_cli.model.report import Report
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.workbook.layout import positions, sheet_of

GENERAL = 11
"""Characters of a number that Excel shows under the format of the inputs."""
EXAMPLES = int(os.environ.get("DISCLOSURE_EXAMPLES", "5"))
ORIGINAL = filled(2024)
FILES = broken_workbooks.unpacked(workbook_bytes(ORIGINAL))
PLACES = {
    ref: (SHEETS[sheet_of(section)], address(*position))
    for section in ORIGINAL.edition.sections
    for ref, position in positions(section).items()
    if ref not in ORIGINAL.edition.totals
}
WRITTEN = "0123456789０１２３①三٣½,，.．-−+%‰件项万元/（）()其中含约余#=@'\"<>&{}｛｝[]\\ \t\u3000\u202e\U0001f600"

NOT_READ = {"D301", "D302", "D317"}
"""What is found where a table was not read: its sheet, its labels, or one copy of two."""

values = st.one_of(
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(WRITTEN, max_size=12),
    st.text(max_size=12).filter(
        lambda text: not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", text)
    ),
)
examples = settings(max_examples=EXAMPLES, deadline=None)


def typed(value: object, cell: _Element) -> None:
    """Put a value into a cell as Excel stores it."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)  # type: ignore[call-overload]
    namespace = cell.tag[: cell.tag.index("}") + 1]
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{namespace}is"), f"{namespace}t")
        text.text = value
    else:
        if isinstance(value, bool):
            cell.set("t", "b")
        etree.SubElement(cell, f"{namespace}v").text = str(
            int(value) if isinstance(value, bool) else value
        )


def saved(parts: dict[str, bytes], folder: Path) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(broken_workbooks.packed({**FILES, **parts}))
    return path


@examples
@given(st.dictionaries(st.sampled_from(sorted(PLACES)), values, min_size=1, max_size=4))
def test_what_is_typed_is_read_as_such_or_refused(
    tmp_path_factory: pytest.TempPathFactory, entered: dict[Ref, object]
) -> None:
    sheets = {name: etree.fromstring(FILES[name]) for name in SHEETS.values()}
    for ref, value in entered.items():
        name, place = PLACES[ref]
        (cell,) = (c for c in sheets[name].iter("{*}c") if c.get("r") == place)
        typed(value, cell)
    parts = {name: etree.tostring(sheet) for name, sheet in sheets.items()}
    report = read(saved(parts, tmp_path_factory.getbasetemp()))

    for ref in PLACES:
        if ref in entered:
            due = read_cell(entered[ref], report.measure(ref))
            if (
                not isinstance(entered[ref], str)
                and len(plain(due.value or 0).lstrip("-")) > GENERAL
            ):
                due = Entry(None, "", EntryIssue.SHOWN_OTHERWISE)
            assert (report.entries[ref].value, report.entries[ref].issue) == (due.value, due.issue)
        else:
            assert report[ref] == ORIGINAL[ref]
    check(report)
    word_document(report, draft=True)


def moved(sheet: _Element, first: int, by: int) -> None:
    """Insert empty rows (or delete some) before a row, as Excel does, formulas aside."""
    (data,) = sheet.iter("{*}sheetData")
    for row in list(data):
        number = int(row.get("r", "0"))
        if number < first:
            continue
        if number < first - by:
            data.remove(row)
            continue
        row.set("r", str(number + by))
        for cell in row:
            cell.set("r", re.sub("[0-9]+", str(number + by), cell.get("r", "")))


@examples
@given(st.sampled_from(sorted(SHEETS.values())), st.integers(1, 32), st.integers(-3, 3))
def test_rows_inserted_or_deleted_shift_no_figure(
    tmp_path_factory: pytest.TempPathFactory, name: str, first: int, by: int
) -> None:
    sheet = etree.fromstring(FILES[name])
    moved(sheet, first, by)
    assert_right_or_refused(saved({name: etree.tostring(sheet)}, tmp_path_factory.getbasetemp()))


@examples
@given(
    st.sampled_from(sorted(SHEETS.values())),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(1, 9),
)
def test_cells_pasted_over_others_shift_no_figure(
    tmp_path_factory: pytest.TempPathFactory, name: str, source: int, target: int, count: int
) -> None:
    """Rows pasted over others with their labels: then the labels are wrong, and nothing is read."""
    sheet = etree.fromstring(FILES[name])
    (data,) = sheet.iter("{*}sheetData")
    rows = list(data)
    for offset in range(count):
        if max(source, target) + offset >= len(rows):
            break
        number = rows[target + offset].get("r", "")
        pasted = copy.deepcopy(rows[source + offset])
        pasted.set("r", number)
        for cell in pasted:
            cell.set("r", re.sub("[0-9]+", number, cell.get("r", "")))
        data.replace(data[target + offset], pasted)
    assert_right_or_refused(saved({name: etree.tostring(sheet)}, tmp_path_factory.getbasetemp()))


def refused_or_read(path: Path) -> Report | str:
    """The report, or the message with which the file is refused."""
    try:
        return read(path)
    except DisclosureError as error:
        return str(error)


def assert_right_or_refused(path: Path) -> None:
    """Each figure that is read is its own, or an error says that its table was not."""
    report = refused_or_read(path)
    if isinstance(report, str):
        assert str(path) in report
        return
    codes = {diagnostic.code for diagnostic in check(report)}
    for section in ORIGINAL.edition.sections:
        for ref in section.inputs:
            if ref not in report.entries:
                assert codes & NOT_READ
            elif not report.entries[ref].is_blank:
                assert report.entries[ref].value in (ORIGINAL[ref], None), (ref, report[ref])
