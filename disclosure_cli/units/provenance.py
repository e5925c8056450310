"""Where each figure of a merged report comes from, as data: the units, their files, sheets and cells.

docs/provenance.schema.json describes it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.figures import Figure, json_number
from disclosure_cli.model.places import Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.template.annotated import copied_cells
from disclosure_cli.units.contributors import category_counts
from disclosure_cli.units.merge import Merged

PROVENANCE_VERSION = 1


def provenance_name(book: Path) -> Path:
    """The file beside a merged workbook."""
    return book.with_name(f"{book.stem}.provenance.json")


def provenance_json(merged: Merged, book: str) -> bytes:
    """The data, a line for each unit and each figure; what a unit gives as 0, or not at all, is left out.

    `book` is the name of the merged workbook. Money is in 元.
    """
    head = {
        "provenance_version": PROVENANCE_VERSION,
        "workbook": book,
        "organ": merged.report.organ,
        "year": merged.report.year,
        "form": merged.report.edition.key,
        "missing": merged.missing,
        "without": merged.without,
    }
    target = io.BytesIO()
    # Line by line: of a thousand units there are some ten megabytes.
    for text in ("{\n", *(f" {_json(key)}: {_json(value)},\n" for key, value in head.items())):
        target.write(text.encode())
    for name, values, end in (("units", _units(merged), ","), ("figures", _figures(merged), "")):
        target.write(f' "{name}": ['.encode())
        for number, value in enumerate(values):
            target.write(f"{',' if number else ''}\n  {_json(value)}".encode())
        target.write(f"\n ]{end}\n".encode())
    target.write(b"}\n")
    return target.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


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
    for ref, given in _given(merged):
        name, at = cells[ref]
        row, column = report.labels(ref)
        yield {
            "name": str(ref),
            "row": row,
            "column": column,
            **_place(Place.at(name, at)),
            "value": json_number(report[ref]),
            **_unit(report, ref),
            "from": [
                {"unit": unit, "value": json_number(value), **_place(place)}
                for unit, value, place in given
                if value
            ],
        }


def _given(merged: Merged) -> Iterator[tuple[Ref, Iterable[tuple[str, Figure, Place]]]]:
    """Each figure with what the units give for it: how much, and where that stands in their files."""
    units = merged.contributors
    for number, ref in enumerate(merged.report.edition.inputs):
        yield (
            ref,
            ((u.name, u.figures.inputs[number] or 0, u.figures.places[number]) for u in units),
        )
    counts = [
        (canonical(name), (unit.name, count, place))
        for unit in units
        for name, count, place in category_counts(unit.figures)
    ]
    yield CATEGORY_TOTAL, (given for _name, given in counts)
    for number, label in enumerate(merged.report.categories, 1):
        key = canonical(label)
        yield category(number), [given for name, given in counts if name == key]


def _place(place: Place) -> dict[str, str]:
    return {"sheet": place.sheet, "cell": place.cell}


def _unit(report: Report, ref: Ref) -> dict[str, str]:
    return {"unit": Measure.MONEY.value} if report.measure(ref) is Measure.MONEY else {}
