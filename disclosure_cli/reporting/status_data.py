"""The table of a collection for other programs: JSON, and CSV for Excel."""

from __future__ import annotations

import json

from disclosure_cli.output.csv_lines import BYTE_ORDER_MARK, csv_line
from disclosure_cli.reporting.status_table import columns_of, kind_counts
from disclosure_cli.units.status import CollectionStatus, State, UnitStatus

STATUS_SCHEMA_VERSION = 1


def status_json(status: CollectionStatus, *, is_utf8: bool = True) -> str:
    """One object: the year, the counts, each unit with all that is known of it. Texts are as in the files.

    `is_utf8` says whether where it goes to takes every character as it is; else they are escaped.
    """
    content = {
        "schema_version": STATUS_SCHEMA_VERSION,
        "year": status.year,
        "year_is_guessed": status.year_is_guessed,
        "summary": _summary(status),
        "units": [_unit(each) for each in status.units],
        "foreign": status.foreign,
        "beside": status.beside,
    }
    return json.dumps(content, ensure_ascii=not is_utf8, indent=2)


def status_csv(status: CollectionStatus, *, is_utf8: bool = True) -> str:
    """A line a unit under the heads of the table, without anything that Excel would run.

    A byte order mark tells Excel that it is UTF-8, where it is.
    """
    columns = columns_of(status)
    lines = [csv_line(each.head for each in columns)]
    lines += [csv_line(each.cell(unit) for each in columns) for unit in status.units]
    return (BYTE_ORDER_MARK if is_utf8 else "") + "\n".join(lines)


def _summary(status: CollectionStatus) -> dict[str, object]:
    """The counts of the collection; of a list, null where there is none."""
    listed = status.listed
    return {
        "listed": listed,
        "reported": status.reported,
        "not_reported": None if listed is None else listed - status.reported,
        "to_send_back": status.to_send_back,
        "is_complete": status.is_complete,
        "errors": sum(each.errors for each in status.units),
        "warnings": sum(each.warnings for each in status.units),
        "notes": sum(each.notes for each in status.units),
        "states": {str(state): status.counts.get(state, 0) for state in State},
        "kinds": [each._asdict() for each in kind_counts(status)],
    }


def _unit(unit: UnitStatus) -> dict[str, object]:
    return {**unit._asdict(), "state": str(unit.state)}
