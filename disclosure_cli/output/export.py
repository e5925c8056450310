"""Makes a report, or a comparison of two years, into files: Word, web page, PDF; a report into data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.util import find_spec

from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.report import Report
from disclosure_cli.output.blocks import Composition
from disclosure_cli.output.compose import compose, compose_comparison
from disclosure_cli.output.html import html_bytes, html_fragment
from disclosure_cli.output.output_format import BuildOptions, OutputFormat
from disclosure_cli.output.pdf import pdf_bytes
from disclosure_cli.output.report_as_data import report_csv, report_json
from disclosure_cli.output.verification import verify


def export_report(
    report: Report, formats: Iterable[OutputFormat], options: BuildOptions
) -> Iterator[tuple[OutputFormat, bytes]]:
    """The report in each of the formats: composed once, its Word document made and verified once.

    As data it is made without composing anything: what is printed says nothing more.

    Raises `UnreadableDocument` for a reference that is none, and `CannotConvert` where LibreOffice
    does not make a PDF.
    """
    asked = tuple(formats)
    writers = {OutputFormat.JSON: report_json, OutputFormat.CSV: report_csv}
    made = {each: writers[each](report, draft=options.draft) for each in asked if each.is_data}
    if printed := [each for each in asked if not each.is_data]:
        composition = compose(report, charts=options.charts, draft=options.draft)
        verified = partial(verify, report, draft=options.draft)
        made.update(_files(composition, printed, options, verified))
    return ((each, made[each]) for each in asked)


def export_comparison(comparison: Comparison, output_format: OutputFormat) -> bytes:
    """The comparison of two years as an annex, in a format that is printed."""
    composition = compose_comparison(comparison)
    ((_format, content),) = _files(composition, [output_format], BuildOptions())
    return content


def _files(
    composition: Composition,
    formats: Iterable[OutputFormat],
    options: BuildOptions,
    verified: Callable[[bytes], None] = lambda document: None,
) -> Iterator[tuple[OutputFormat, bytes]]:
    document = b""
    for each in formats:
        if each is OutputFormat.HTML:
            printed = html_fragment if options.fragment else html_bytes
            yield each, printed(composition, draft=options.draft)
            continue
        if not document:
            document = _document(composition, options)
            verified(document)
        yield each, pdf_bytes(document) if each is OutputFormat.PDF else document


def _document(composition: Composition, options: BuildOptions) -> bytes:
    """The Word document: the same bytes, with python-docx or, where lxml does not exist, without."""
    # Each takes longer to import than a web page to make.
    if find_spec("lxml") is None and options.reference is None:
        from disclosure_cli.output.word.base_package import docx_without_lxml

        return docx_without_lxml(composition, draft=options.draft)
    from disclosure_cli.output.word.document import docx_bytes

    return docx_bytes(composition, draft=options.draft, reference=options.reference)
