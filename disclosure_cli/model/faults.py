"""Where a file departs from the form that it should hold: each kind for a rule of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from disclosure_cli.model.places import Subject


class Fault(NamedTuple):
    """Where a file departs from the form it should hold."""

    at: Subject
    found: str
    expected: str


@dataclass(frozen=True)
class Faults:
    """What was found wrong with the structure of a file, each kind for its own rule."""

    missing: tuple[Fault, ...] = ()
    """Sheets, or the headings by which a sheet is found, that are not there."""
    relabelled: tuple[Fault, ...] = ()
    """Official labels that read otherwise than the form: the table was not read."""
    repeated: tuple[Fault, ...] = ()
    """Tables that stand in a sheet more than once: none of them was read."""
    displaced: tuple[Fault, ...] = ()
    """Content between the figures of a table, where the form has no place for it."""
    unread: tuple[Fault, ...] = ()
    """Texts and fields that hold an error value, a boolean, or a formula without its result."""
    unseen: tuple[Fault, ...] = ()
    """What the report prints and a person cannot see in the file as it is; `expected` says why."""
    sorted_apart: tuple[Fault, ...] = ()
    """Figures that were sorted without the labels of their rows."""
    stray: tuple[Fault, ...] = ()
    """Content outside of the places that the report is made from."""
    uneven: tuple[Fault, ...] = ()
    """Rows of a published table that have other cells than its head has columns: it was not read."""
