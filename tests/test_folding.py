"""Which findings are told once for all their cells, and which each on its own."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure_cli.form.e2021 import E2021
from disclosure_cli.model.findings import Diagnostic, Fix, Severity
from disclosure_cli.model.places import Part, Place
from disclosure_cli.reporting.folding import folded

SAYS = "填“约3件”，不是数字。"


def at(cell: str, message: str = SAYS, sheet: str = "三", **changes: Any) -> Diagnostic:
    place = Place(sheet, cell)
    found = Diagnostic("D203", Severity.ERROR, place, "", "", place, message, None, None)
    return found._replace(**changes)


def told(*found: Diagnostic) -> list[tuple[str, list[str]]]:
    """The cell of each finding that is told, with those of the others that it stands for."""
    return [(each.first.place.cell, each.cells if each.others else []) for each in folded(found)]


def test_from_four_on_the_first_is_told_with_the_cells_of_the_others() -> None:
    assert told(at("D7"), at("D8"), at("D9")) == [("D7", []), ("D8", []), ("D9", [])]
    assert told(at("D7"), at("D8"), at("D9"), at("F12")) == [("D7", ["D8:D9", "F12"])]


def test_another_kind_between_them_keeps_its_place() -> None:
    between = (at("A1", "没有填。"), at("B1", "没有填。"))
    found = at("A2"), between[0], at("D1"), at("D2"), between[1], at("D3")
    assert told(*found) == [("A2", ["D1:D3"]), ("A1", []), ("B1", [])]


@pytest.mark.parametrize(
    "messages",
    [
        ["填“甲”，不是数字。", "填“乙丙”，不是数字。", "填“”，不是数字。"],
        ['填"甲"，不是数字。', '填"乙丙"，不是数字。', '填""，不是数字。'],
        ["填 3，应为 -4。", "填 -3.5，应为 12。", "填 1200，应为 0.25。"],
        ["与 D7 不同。", "与 AB12 不同。", "与 XFD1048576 不同。"],
        ["J9 填 3。", "K10 填 12。", "L11 填 -1。"],
    ],
)
def test_quoted_words_figures_and_cells_make_no_other_kind(messages: list[str]) -> None:
    rows = [*messages, messages[0]]
    found = [at(f"A{row}", message) for row, message in enumerate(rows, 1)]
    assert told(*found) == [("A1", ["A2:A4"])]


def test_nor_does_what_stands_in_the_cells() -> None:
    texts = ["约", "若干", "无法统计", "同上"]
    found = [at(f"A{n}", f"填有 {text} 的格。", found=text) for n, text in enumerate(texts, 9)]
    assert told(*found) == [("A9", ["A10:A12"])]
    blank = [at(f"A{n}", f"A{n} 空白。", found="") for n in range(9, 13)]
    assert told(*blank) == [("A9", ["A10:A12"])]
    figures = [at(f"A{n}", f"填 {n}。", found=n) for n in range(9, 13)]
    assert told(*figures) == [("A9", ["A10:A12"])]


@pytest.mark.parametrize(
    "other",
    [
        at("D10", "填“约3件”，不是日期。"),
        at("D10", sheet="四"),
        at("D10", severity=Severity.WARNING),
        at("D10", code="D204"),
        at("D10", expected=3),
    ],
)
def test_other_words_sheets_weights_rules_and_figures_are_another_kind(other: Diagnostic) -> None:
    assert told(at("D7"), at("D8"), at("D9"), other) == [
        ("D7", []), ("D8", []), ("D9", []), ("D10", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"sum": E2021.equations[0]},
        {"related": (at("J7"),)},
        {"fixes": ((Fix(Place("三", "D7"), 3, 4),),)},
        {"explanation": "没有"},
        {"also": (Place("三", "D8"),)},
        {"code": "D401"},
        {"at": Part("overview", "1")},
        {"place": Place("三")},
        {"place": Place("三", "D7:J7")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_has_something_of_its_own_is_always_told(change: dict[str, Any]) -> None:
    """A correction, an explanation, several cells or none; and whatever is about a sentence."""
    assert len(folded([at(cell, **change) for cell in ("D7", "D8", "D9", "D10")])) == 4
