"""Which cell is wrong: named with its right figure wherever the sums can tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_reports import one_cell_errors, random_report, typed
from report_factory import published, sound, template, typed_into

from disclosure_cli import check, read
from disclosure_cli.checks.corrections import Cause, CellChange, Correction, diagnose
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.report import Report

seeds = st.integers(0, 2**32)
years = st.sampled_from([2020, 2024])


def real(year: int) -> Report:
    """The published report, every figure typed."""
    figures = published(year)
    base = sound(year)
    cells = [ref for ref in base.entries if ref.table in ("applications", "cases")]
    values = [v for row in figures["applications"] for v in row] + figures["cases"]
    entries = {ref: typed(value) for ref, value in zip(cells, values, strict=True)}
    return replace(base, entries={**base.entries, **entries})


def changed(report: Report, **cells: int) -> Report:
    """The report with other figures, by their names: `applications/received/person`."""
    refs = {str(ref): ref for ref in report.entries}
    new = {refs[name]: typed(figure) for name, figure in cells.items()}
    return replace(report, entries={**report.entries, **new})


def corrections(report: Report) -> list[tuple[Correction, ...]]:
    return [diagnosis.corrections for diagnosis in diagnose(report)]


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_published_report_needs_no_correction(year: int) -> None:
    assert corrections(real(year)) == []


@pytest.mark.parametrize("year", [2023, 2024])
def test_every_wrong_cell_of_table_three_has_its_own_pattern(year: int) -> None:
    report = real(year)
    for ref in (ref for ref in report.entries if ref.table == "applications"):
        for _, wrong in one_cell_errors(report, ref):
            ((correction, *others),) = corrections(changed(report, **{str(ref): wrong}))
            assert correction.changes == (CellChange(ref, wrong, report[ref]),)
            assert others == []


def test_a_total_left_at_0_is_named_first() -> None:
    report = changed(real(2024), **{"cases/reviews.total": 0})
    ((likeliest, *others),) = corrections(report)
    assert likeliest == Correction(
        (CellChange(Ref("cases", "", "reviews.total"), 0, 170),), Cause.LEFT_OUT
    )
    # Each of the four results is too small to be cut by 170.
    assert others == []


def test_swapped_digits_are_named_first_among_equals() -> None:
    report = changed(real(2024), **{"cases/reviews.pending": 63})
    ((likeliest, *others),) = corrections(report)
    assert likeliest.cause is Cause.SWAPPED
    assert likeliest.changes == (CellChange(Ref("cases", "", "reviews.pending"), 63, 36),)
    assert len(others) >= 1


def test_a_figure_one_column_off_is_named_as_such() -> None:
    report = changed(
        real(2024),
        **{
            "applications/handled.granted/organisation.business": 0,
            "applications/handled.granted/organisation.research": 21,
        },
    )
    ((correction, *others),) = corrections(report)
    assert correction.cause is Cause.MOVED
    assert [(c.ref.column, c.found, c.expected) for c in correction.changes] == [
        ("organisation.business", 0, 21),
        ("organisation.research", 21, 0),
    ]
    assert others == []


def test_wrong_cells_without_a_sum_in_common_are_told_apart() -> None:
    report = changed(
        real(2024),
        **{
            "applications/handled.granted/person": 1409,
            "applications/handled.refused.third_party/organisation.business": 3,
            "applications/carried_over/organisation.other": 4,
            "cases/suits.direct.total": 0,
        },
    )
    named = [
        [(str(c.ref), c.expected) for c in likeliest.changes]
        for likeliest, *_ in corrections(report)
    ]
    assert sorted(named) == [
        [("applications/carried_over/organisation.other", 1)],
        [("applications/handled.granted/person", 1408)],
        [("applications/handled.refused.third_party/organisation.business", 1)],
        [("cases/suits.direct.total", 25)],
    ]


def test_no_figure_is_corrected_below_zero() -> None:
    report = changed(real(2024), **{"cases/suits.direct.total": 100})
    ((*found,),) = corrections(report)
    assert all(change.expected >= 0 for correction in found for change in correction.changes)


@given(years, seeds)
@settings(max_examples=300, deadline=None)
def test_a_balanced_report_has_no_finding(year: int, seed: int) -> None:
    assert check(random_report(year, Random(seed))) == []


@given(years, seeds)
@settings(max_examples=300, deadline=None)
def test_any_one_wrong_cell_is_found_and_named(year: int, seed: int) -> None:
    random = Random(seed)
    report = random_report(year, random)
    summed = sorted({ref for equation in report.equations for ref in equation.refs})
    ref = random.choice(summed)
    for _, wrong in (
        one_cell_errors(report, ref) if ref.table != "categories" else [("", report[ref] + 1)]
    ):
        (found,) = corrections(changed(report, **{str(ref): int(wrong)}))
        assert (CellChange(ref, int(wrong), report[ref]),) in [
            correction.changes for correction in found
        ]


@given(years, seeds)
@settings(max_examples=300, deadline=None)
def test_any_two_wrong_cells_of_table_three_are_found_and_named(year: int, seed: int) -> None:
    random = Random(seed)
    report = random_report(year, random)
    cells = random.sample([ref for ref in report.entries if ref.table == "applications"], 2)
    wrong = {str(ref): int(report[ref]) + random.choice([1, 2, 7, 30]) for ref in cells}
    right = {CellChange(ref, wrong[str(ref)], report[ref]) for ref in cells}

    diagnoses = corrections(changed(report, **wrong))

    if len(diagnoses) == 1:
        assert right in [set(correction.changes) for correction in diagnoses[0]]
    else:
        named = {change for found in diagnoses for c in found for change in c.changes}
        assert right <= named


def test_a_sum_by_formula_stands_for_its_parts(tmp_path: Path) -> None:
    """As people fill in the template: totals are formulas, one input is wrong."""
    book = template(tmp_path / "t.xlsx", real(2024))
    typed_into(book, {"三!E9": 12})  # 21, with the digits swapped
    (diagnostic,) = [d for d in check(read(book)) if d.code < "D2"]
    assert diagnostic.message.startswith(
        "若 三!E9 由 12 改为 21，则 2 项不符全部消除（疑似数字颠倒）"
    )


def test_the_message_names_the_cell_first(tmp_path: Path) -> None:
    book = template(tmp_path / "t.xlsx", real(2024))
    figures = published(2024)["applications"]
    typed_into(
        book,
        {
            f"三!{'DEFGHIJ'[c]}{7 + r}": v
            for r, row in enumerate(figures)
            for c, v in enumerate(row)
        },
    )
    typed_into(book, {"三!D9": 1409})
    (diagnostic,) = [d for d in check(read(book)) if d.code < "D2"]
    assert (
        diagnostic.message == "若 三!D9 由 1409 改为 1408，则 2 项不符全部消除（疑似错一位数字）。"
    )
    assert [str(d.place) for d in diagnostic.related] == ["三!J9", "三!D30"]
    assert [
        [str(fix.place), fix.found, fix.expected] for fixes in diagnostic.fixes for fix in fixes
    ] == [["三!D9", 1409, 1408]]
