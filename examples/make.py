"""Makes the examples from their sources: the workbook, and what the program makes of it.

    python examples/make.py            writes them into this folder
    python examples/make.py FOLDER     writes them elsewhere, as the test does to compare

For each `name.toml` there is a `name.xlsx`, the text that `disclosure validate name.xlsx` prints
(`name.txt`) and, where it has no errors, the report that `disclosure build` writes (`name.docx`); for each published
`name.html` the text that `validate name.html` prints, and the workbook that `disclosure import` makes of it.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from disclosure_cli import import_published, read
from disclosure_cli.checks.rules import check
from disclosure_cli.form.editions import edition_for
from disclosure_cli.form.schema import Edition, Ref
from disclosure_cli.model.figures import BLANK, Entry, plain, read_text
from disclosure_cli.model.report import CATEGORY_TOTAL, YEAR, Report, category, fields_of
from disclosure_cli.output.compose import compose
from disclosure_cli.output.word.document import docx_bytes
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.template.sheets import workbook_bytes

HERE = Path(__file__).parent


def report_of(source: dict[str, Any]) -> Report:
    """The report that a source describes, entered as a clerk would type it."""
    edition = edition_for(source["year"])
    sections = {section.numeral: section for section in edition.sections}
    labels = {field.label: field.key for field in fields_of(edition)}
    counts = dict(source.get("categories", {}))
    entries = _table_entries(edition, source["tables"])
    if counts:
        entries[CATEGORY_TOTAL] = _typed(edition, CATEGORY_TOTAL, counts.pop("total"))
        for number, count in enumerate(counts.values(), 1):
            entries[category(number)] = _typed(edition, category(number), count)
    return Report(
        edition=edition,
        about={
            **{labels[label]: text for label, text in source["about"].items()},
            YEAR.key: str(source["year"]),
        },
        entries=entries,
        texts={sections[n].key: tuple(texts) for n, texts in source["texts"].items()},
        categories=tuple(counts),
    )


def _table_entries(edition: Edition, tables: dict[str, str]) -> dict[Ref, Entry]:
    """The figures of the tables; a total written `=` is left to its formula."""
    entries = {}
    for section in edition.sections:
        if section.tables:
            words = tables[section.numeral].split()
            for ref, word in zip(section.refs, words, strict=True):
                if word != "=":
                    entries[ref] = _typed(edition, ref, word)
    return entries


def _typed(edition: Edition, ref: Ref, word: str) -> Entry:
    """A word of the source as it is typed into a cell; `_` is a blank one."""
    if word == "_":
        return BLANK
    entry = read_text(word, Report(edition).measure(ref))
    is_number = entry.value is not None and plain(entry.value) == word
    return entry._replace(issue=None) if is_number else entry


def make(source: Path, folder: Path) -> None:
    """Write the workbook of one source, and what comes of it."""
    book = folder / f"{source.stem}.xlsx"
    book.write_bytes(workbook_bytes(report_of(tomllib.loads(source.read_text("utf-8")))))
    report = read(book)
    result = FileResult(book.name, report, tuple(check(report)))
    text = rendered([result], FindingsFormat.TEXT)
    (folder / f"{source.stem}.txt").write_text(f"{text}\n", "utf-8")
    if not result.has_errors:
        (folder / f"{source.stem}.docx").write_bytes(docx_bytes(compose(report)))


def make_of_published(source: Path, folder: Path) -> None:
    """Write what is found in a published report, and the workbook that is made of it."""
    report = import_published(source, folder / f"{source.stem}.xlsx", overwrite=True)
    result = FileResult(source.name, report, tuple(check(report)))
    text = rendered([result], FindingsFormat.TEXT)
    (folder / f"{source.stem}.txt").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for path in sorted(HERE.glob("*.toml")):
        make(path, target)
    for path in sorted(HERE.glob("*.html")):
        make_of_published(path, target)
