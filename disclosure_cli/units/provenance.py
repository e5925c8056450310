"""Where each figure of a merged report comes from, as data: the units, their files, sheets and cells.

docs/provenance.schema.json describes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.figures import Figure
from disclosure_cli.model.places import Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.template.annotated import copied_cells
from disclosure_cli.units.merge import Merged, category_counts

PROVENANCE_VERSION = 1


def provenance_name(book: Path) -> Path:
    """The file beside a merged workbook."""
    return book.with_name(f"{book.stem}.provenance.json")


def provenance_json(merged: Merged, book: str) -> str:
    """The data, a line for each unit and each figure; what a unit gives as 0, or not at all, is left out.

    `book` is the name of the merged workbook. Money is in 元.
    """
    head = {
        "provenance_version": PROVENANCE_VERSION,
        "workbook": book,
        "organ": merged.report.organ,
        "year": merged.report.year,
        "form": merged.report.edition.key,
    }
    members = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    members += [
        f'"units": [\n{_lines(_units(merged))}\n ]',
        f'"missing": {_json(list(merged.missing))}',
        f'"without": {_json(list(merged.without))}',
        f'"figures": [\n{_lines(_figures(merged))}\n ]',
    ]
    return "{\n " + ",\n ".join(members) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterator[object]) -> str:
    return ",\n".join(f"  {_json(value)}" for value in values)


def _units(merged: Merged) -> Iterator[object]:
    for each in merged.contributors:
        sent = each.submission
        yield {
            "unit": each.name,
            "kind": each.kind,
            "organ": sent.organ,
            "file": sent.file,
            "sha256": sent.sha256,
            **({"admitted": each.reason} if each.reason else {}),
        }


def _figures(merged: Merged) -> Iterator[object]:
    report = merged.report
    cells = copied_cells(report)
    given = _given(merged)
    assert report.units
    for ref in report.units.columns:
        name, at = cells[ref]
        row, column = report.labels(ref)
        yield {
            "name": str(ref),
            "row": row,
            "column": column,
            **_place(Place.at(name, at)),
            "value": _number(report[ref]),
            **_unit(report, ref),
            "from": [
                {"unit": unit, "value": _number(value), **_place(place)}
                for unit, value, place in given.get(ref, [])
            ],
        }


def _given(merged: Merged) -> dict[Ref, list[tuple[str, Figure, Place]]]:
    """By figure: the units that add something to it, how much, and where that stands in their files."""
    report = merged.report
    inputs = report.edition.inputs
    refs = {canonical(name): category(n) for n, name in enumerate(report.categories, 1)}
    given: dict[Ref, list[tuple[str, Figure, Place]]] = {}
    for each in merged.contributors:
        for ref, value, place in zip(inputs, each.figures.inputs, each.figures.places, strict=True):
            if value:
                given.setdefault(ref, []).append((each.name, value, place))
        for name, (count, place) in category_counts(each.figures).items():
            if count:
                given.setdefault(refs[canonical(name)], []).append((each.name, count, place))
                given.setdefault(CATEGORY_TOTAL, []).append((each.name, count, place))
    return given


def _place(place: Place) -> dict[str, str]:
    return {"sheet": place.sheet, "cell": place.cell}


def _number(figure: Figure) -> int | float:
    """A figure as a number of JSON: it has 15 digits at most, which a float has as well."""
    return figure if isinstance(figure, int) else float(figure)


def _unit(report: Report, ref: Ref) -> dict[str, str]:
    return {"unit": Measure.MONEY.value} if report.measure(ref) is Measure.MONEY else {}
