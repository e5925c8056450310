"""Whether the report of an edited workbook prints what its sheets show, as LibreOffice shows them.

    python tests/shown.py --examples 400 --seed 5       edits workbooks, and counts

Where Excel shows something else than LibreOffice, the stricter reading counts: a General number has 11
characters there, and what is struck out, white, hidden, covered or in symbols is not seen as it is. One
thing is left out: a formula without a format of its own shows that of a cell it refers to in LibreOffice
alone.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from random import Random

import office
from edits import KEPT, LOOKS, RUNS, Edit, edits, make
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from random_reports import random_report
from report_factory import template, word_document

from disclosure_cli import check, read
from disclosure_cli.errors import DisclosureError
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.places import Part, address, position
from disclosure_cli.model.report import (
    ABOUT,
    CATEGORIES,
    CATEGORY_TOTAL,
    DATE,
    NIL,
    TICKS,
    Report,
)
from disclosure_cli.output.blocks import Paragraph
from disclosure_cli.output.compose import compose
from disclosure_cli.output.verification import figures_of
from disclosure_cli.template.annotated import CopiedCell, copied_cells

REPORTS = {year: random_report(year, Random(year)) for year in (2020, 2024)}
Case = tuple[int, list[Edit]]
cases: st.SearchStrategy[Case] = st.sampled_from(sorted(REPORTS)).flatmap(
    lambda year: st.tuples(st.just(year), edits(REPORTS[year]))
)


def silent_differences(year: int, made: list[Edit]) -> list[str]:
    """Where the workbook of a report, so edited, prints something else than it shows, and nothing says so."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = template(folder / "book.xlsx", REPORTS[year])
        make(book, made)
        try:
            edited = read(book)
        except DisclosureError:
            return []  # Nothing is printed of it.
        return list(differences(edited, made, office.sheets_as_shown(book, folder)))


def differences(
    report: Report, made: list[Edit], shown: Mapping[str, list[list[str]]]
) -> Iterator[str]:
    """Where the report prints something else than is shown, without a finding at that cell."""
    named = {
        (place.sheet, cell)
        for each in check(report)
        for found in (each, *each.related)
        # A sum that does not hold tells nothing of what is shown, but that a total is blank.
        if found.code[:2] in ("D2", "D3") or found.code == "D104" or "总计为空" in found.message
        for place in map(report.place, (found.at, *found.also))
        for cell in _cells(place.cell)
    }
    places = copied_cells(report)
    places |= {at: (each.sheet, each.position) for at, each in report.places.items() if each.cell}
    unseen = set(_unseen(made, places.values()))
    printed = _printed(report)
    for subject, (sheet, at) in places.items():
        cell = sheet, address(*at)
        is_of_unread = isinstance(subject, Ref) and report.entries[subject].value is None
        if {cell, (sheet, "")} & named or is_of_unread or subject not in printed:
            continue
        if isinstance(subject, Ref) and _takes_a_format(report, subject, made):
            continue
        stands = _cell(shown.get(sheet, []), *at)
        hides_zeros = any(edit.style == "zeros" and edit.sheet == sheet for edit in made)
        if ((sheet, at) in unseen and printed[subject]) or (hides_zeros and stands == "0"):
            yield f"{sheet}!{cell[1]} cannot be seen, and {printed[subject]!r} is printed"
        elif not _same(report, subject, stands, printed[subject]):
            yield f"{sheet}!{cell[1]} shows {stands!r}, and {printed[subject]!r} is printed"


def _takes_a_format(report: Report, ref: Ref, made: list[Edit]) -> bool:
    """Whether LibreOffice shows a total in the format that somebody gave to one of its parts."""
    parts = report.edition.totals.get(ref, ()) if report.entries[ref].is_sum else ()
    formatted = {edit.subject for edit in made if edit.number_format}
    return any(part in formatted or _takes_a_format(report, part, made) for part in parts)


def _cells(named: str) -> Iterator[str]:
    """The cells of a place: of an open finding about a sum, a range."""
    if ":" not in named:
        yield named
        return
    (top, left), (bottom, right) = map(position, named.split(":"))
    for row in range(top, bottom + 1):
        yield from (address(row, column) for column in range(left, right + 1))


def _cell(rows: list[list[str]], row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _unseen(made: list[Edit], places: Iterable[CopiedCell]) -> Iterator[CopiedCell]:
    """The cells that nobody can see, or not as they are, after the edits."""
    for edit in made:
        for sheet, (row, column) in places:
            is_gone = (edit.style.endswith("row") and row == edit.row) or (
                edit.style.endswith("column") and column == edit.column
            )
            if sheet == edit.sheet and is_gone:
                yield sheet, (row, column)
        is_run = edit.style in RUNS and edit.value is KEPT
        is_rule = edit.style in ("rule struck", "rule white")
        is_covered = edit.style == "merged" and edit.sheet == "三"
        if edit.style in LOOKS or is_run or is_rule or is_covered:
            yield edit.sheet, (edit.row, edit.column)


def _printed(report: Report) -> dict[Ref | Part, str]:
    """What is printed, by what it is: the figures as a reader of the document finds them."""
    read_back = figures_of(report.edition, word_document(report))
    printed: dict[Ref | Part, str] = {ref: figure.text for ref, figure in read_back.items()}
    printed |= {
        ref: report.written(ref)
        for ref, entry in report.entries.items()
        # Without a total of its own, the sentence names the parts alone.
        if ref.table == CATEGORIES and not (ref == CATEGORY_TOTAL and entry.is_blank)
    }
    for passages in report.prose.values():
        # A line break in a cell parts two.
        for _place, of_a_cell in groupby(passages, key=lambda each: report.place(each.at)):
            first, *others = of_a_cell
            printed[first.at] = "".join(each.printed for each in (first, *others))
    for number, name in enumerate(report.categories, 1):
        printed[Part(CATEGORIES, str(number))] = name
    for key, text in report.about.items():
        if text:
            printed[Part(ABOUT, key)] = text
    texts = [block.text for block in compose(report).blocks if isinstance(block, Paragraph)]
    if report.date:
        # The date is printed in its own way.
        dates = [text for text in texts if re.fullmatch(r"\d+年\d+月\d+日", text)]
        printed[Part(ABOUT, DATE.key)] = dates[-1]
    for section in report.edition.sections:
        if section.tables:
            printed[Part(section.key, NIL)] = "√" if report.is_nil(section) else ""
    return printed


def _same(report: Report, subject: Ref | Part, shown: str, printed: str) -> bool:
    """Whether what is shown is what is printed, but for spacing and ways of writing the same."""
    if isinstance(subject, Ref):
        return _figure(shown, report.measure(subject)) == _figure(printed, report.measure(subject))
    if subject.item == NIL:
        return (shown.strip() in TICKS) == (printed == "√") and (
            not shown.strip() or printed == "√"
        )
    if re.fullmatch(r"\d{4}年\d+月\d+日", printed):
        return _date(shown) == _date(printed)
    return "".join(shown.split()) == "".join(printed.split())


def _figure(text: str, measure: Measure) -> object:
    """A figure as it is compared: without spaces, separators and the unit of its column."""
    bare = re.sub(r"[\s\u00a0\u3000]|(?<=[0-9]),(?=[0-9]{3})", "", text)
    units = {
        Measure.COUNT: "件项",
        Measure.ENTRIES: "条",
        Measure.CHANGE: "件项",
        Measure.AMOUNT: "万元",
        Measure.MONEY: "",
    }[measure]
    bare = bare.removesuffix("万元") if measure is Measure.AMOUNT else bare.rstrip(units)
    if measure is Measure.CHANGE:
        bare = bare.removeprefix("+")
    if re.match("-?0[0-9]", bare) or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", bare):
        return bare
    return Decimal(bare)


def _date(text: str) -> object:
    numerals = str.maketrans("０１２３４５６７８９〇一二三四五六七八九", "01234567890123456789")
    parts = re.findall("[0-9]+", text.translate(numerals))
    if len(parts) == 3 and len(parts[2]) == 4:  # The usual format of dates, outside of China.
        parts = [parts[2], *parts[:2]]
    return [int(part) for part in parts] if len(parts) == 3 else text


def main(arguments: list[str]) -> int:
    """Edit workbooks, and print how many edits there were and each silent difference."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()

    @seed(options.seed)
    @settings(
        max_examples=options.examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def run(case: Case) -> None:
        counts["workbooks"] += 1
        counts["edits"] += len(case[1])
        for difference in silent_differences(*case):
            counts["silent differences"] += 1
            sys.stdout.write(f"{difference}  {case}\n")

    run()
    for name in ("workbooks", "edits", "silent differences"):
        sys.stdout.write(f"{name}: {counts[name]}\n")
    return min(1, counts["silent differences"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
