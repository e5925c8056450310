"""The files that a report is made into, and how a wrong one is told."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from report_factory import sound, word_document

from disclosure_cli import compare
from disclosure_cli.errors import VerificationFailed
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK, Entry
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.output.compose import compose, compose_comparison
from disclosure_cli.output.export import export_comparison, export_report
from disclosure_cli.output.html import html_bytes, html_fragment
from disclosure_cli.output.output_format import (
    FORMATS_BY_SUFFIX,
    PRINTED_BY_SUFFIX,
    BuildOptions,
    OutputFormat,
)
from disclosure_cli.output.verification import differences, verify
from disclosure_cli.output.word.document import docx_bytes

DOCX, HTML, PDF = OutputFormat.DOCX, OutputFormat.HTML, OutputFormat.PDF


def categorised() -> Report:
    """A report of which a chart can be drawn."""
    base = sound(2024)
    entries = {**base.entries, CATEGORY_TOTAL: Entry(2, "2"), category(1): Entry(2, "2")}
    return replace(base, entries=entries, categories=("动态",))


def test_a_file_has_the_format_of_its_suffix() -> None:
    data = {".json": OutputFormat.JSON, ".csv": OutputFormat.CSV}
    printed = {".docx": DOCX, ".html": HTML, ".htm": HTML, ".pdf": PDF}
    assert printed | data == FORMATS_BY_SUFFIX
    assert printed == PRINTED_BY_SUFFIX
    assert [*OutputFormat] == ["docx", "html", "pdf", "json", "csv"]


def test_the_files_come_in_the_order_in_which_they_are_asked_for() -> None:
    """Final, whole and without charts, where nothing else is said."""
    report = categorised()
    composition = compose(report)
    assert list(export_report(report, [HTML, DOCX], BuildOptions())) == [
        (HTML, html_bytes(composition)),
        (DOCX, docx_bytes(composition)),
    ]
    assert [each for each, _content in export_report(report, [DOCX, HTML], BuildOptions())] == [
        DOCX, HTML,
    ]  # fmt: skip


def test_each_option_reaches_the_files() -> None:
    """A draft, with charts, as a fragment: of a report in which a figure is missing."""
    base = categorised()
    at = Ref("documents", "normative", "issued")
    report = replace(base, entries={**base.entries, at: BLANK})
    options = BuildOptions(draft=True, charts=True, fragment=True)
    composition = compose(report, charts=True, draft=True)
    assert list(export_report(report, [HTML, DOCX], options)) == [
        (HTML, html_fragment(composition, draft=True)),
        (DOCX, docx_bytes(composition, draft=True)),
    ]


def test_a_comparison_is_one_file() -> None:
    comparison = compare(sound(2023), sound(2024))
    assert export_comparison(comparison, HTML) == html_bytes(compose_comparison(comparison))


def with_figures(**figures: int) -> Report:
    """A report with figures in the row of 行政规范性文件."""
    base = sound(2024)
    changed = {Ref("documents", "normative", key): Entry(n, str(n)) for key, n in figures.items()}
    return replace(base, entries={**base.entries, **changed})


def test_a_document_that_says_something_else_is_told_cell_by_cell() -> None:
    """What is printed, under which labels, and what should be."""
    document = word_document(with_figures(issued=7))
    assert list(differences(sound(2024), document)) == [
        "documents/normative/issued: ('7', ('行政规范性文件',), ('本年制发件数',))"
        " != ('0', ('行政规范性文件',), ('本年制发件数',))"
    ]
    assert list(differences(with_figures(issued=7), document)) == []
    verify(with_figures(issued=7), document, draft=False)


def test_of_many_differences_three_are_named() -> None:
    empty = io.BytesIO()
    docx.Document().save(empty)
    with pytest.raises(VerificationFailed) as raised:
        verify(sound(2024), empty.getvalue(), draft=False)
    assert str(raised.value) == (
        "documents/regulations/issued: not found; documents/regulations/repealed: not found; "
        "documents/regulations/in_force: not found"
    )


def test_a_draft_is_verified_with_its_blanks() -> None:
    """A blank is blank in a draft alone."""
    base = sound(2024)
    at = Ref("documents", "normative", "issued")
    report = replace(base, entries={**base.entries, at: BLANK})
    drafted = word_document(report, draft=True)
    verify(report, drafted, draft=True)
    (told,) = differences(report, drafted)
    assert told.startswith("documents/normative/issued: ('', ")
