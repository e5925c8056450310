"""Two real reports of one city, through the whole program: filled in by label, checked, printed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import figures_by_label
import pytest
from docx import Document
from report_factory import opened, published

from disclosure_cli import build, check, new_template, read
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.findings import Severity


def fill(year: int, path: Path, *, totals: bool) -> Path:
    """A fresh template with the figures of the published report, and no texts; its totals typed, or not."""
    figures = published(year)
    new_template(year, path, organ=figures["name"])
    book = opened(path)
    sheets = {name: figures_by_label.from_excel(book[name]) for name in ("二", "三", "四")}

    def enter(places: list[Any], values: list[Any]) -> None:
        for place, value in zip(places, values, strict=True):
            if totals or not str(place.value).startswith("=SUM"):
                place.value = value

    rows = figures_by_label.applications(sheets["三"])
    assert len(rows) == len(figures["applications"]) == 25
    for places, values in zip(rows, figures["applications"], strict=True):
        enter(places, values)
    enter(figures_by_label.cases(sheets["四"]), figures["cases"])
    for label, places in figures_by_label.proactive(sheets["二"]):
        enter(places, figures["proactive"][label])
    for name in ("一、总体情况", "五", "六"):
        book[name]["A4"] = "无"
    book.save(path)
    return path


@pytest.fixture(scope="module", params=[2023, 2024])
def year(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.mark.parametrize("totals", [True, False], ids=["totals typed", "totals by formula"])
def test_a_published_report_has_no_finding_about_figures(
    year: int, tmp_path: Path, totals: bool
) -> None:
    report = read(fill(year, tmp_path / "book.xlsx", totals=totals))

    found = check(report)

    assert [d for d in found if d.code < "D3"] == []
    assert not any(d.severity is Severity.ERROR for d in found)


def test_the_document_holds_the_same_200_figures(year: int, tmp_path: Path) -> None:
    figures = published(year)
    build(read(fill(year, tmp_path / "book.xlsx", totals=True)), {"docx": tmp_path / "r.docx"})

    two, three, four = (
        figures_by_label.from_word(table) for table in Document(str(tmp_path / "r.docx")).tables
    )
    printed_three = [[int(c.text) for c in row] for row in figures_by_label.applications(three)]
    printed_two = {
        label: [Decimal(place.text) for place in places]
        for label, places in figures_by_label.proactive(two)
    }

    assert printed_three == figures["applications"]
    assert [int(c.text) for c in figures_by_label.cases(four)] == figures["cases"]
    assert printed_two == {
        label: [Decimal(str(value)) for value in values]
        for label, values in figures["proactive"].items()
    }
    count = sum(map(len, printed_three)) + 15 + sum(map(len, printed_two.values()))
    assert count == 200


def test_one_more_in_any_cell_of_tables_three_and_four_is_found(year: int, tmp_path: Path) -> None:
    report = read(fill(year, tmp_path / "book.xlsx", totals=True))
    refs = [ref for ref in report.entries if ref.table in ("applications", "cases")]
    assert len(refs) == 190

    missed = []
    for ref in refs:
        entry = report.entries[ref]
        assert isinstance(entry.value, int)
        report.entries[ref] = Entry(entry.value + 1, str(entry.value + 1))  # type: ignore[index]
        if not any(d.severity is Severity.ERROR for d in check(report)):
            missed.append(ref)
        report.entries[ref] = entry  # type: ignore[index]
    assert missed == []
