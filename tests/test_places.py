"""Where things stand, as addresses, and as people write them."""

from __future__ import annotations

import pytest

from disclosure_cli.model.places import (
    Part,
    Place,
    address,
    plain_place,
    position,
    spanning,
    with_sheet_renamed,
)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("A1", (0, 0)),
        ("D7", (6, 3)),
        ("Z9", (8, 25)),
        ("AA10", (9, 26)),
        ("AZ1", (0, 51)),
        ("BA1", (0, 52)),
        ("ZZ1", (0, 701)),
        ("AAA1048576", (1_048_575, 702)),
    ],
)
def test_an_address_is_a_row_and_a_column(cell: str, at: tuple[int, int]) -> None:
    assert position(cell) == at
    assert address(*at) == cell
    assert Place.at("三", at) == Place("三", cell)


@pytest.mark.parametrize("cell", ["", "7", "D", "D0", "d7", "AAAA1", "D12345678", "D7:D9", "D07"])
def test_what_is_no_address_stands_before_all_cells(cell: str) -> None:
    assert position(cell) == (-1, -1)


def test_an_address_may_be_fixed() -> None:
    assert position("$D$7") == position("D$7") == position("$D7") == (6, 3)


@pytest.mark.parametrize(
    ("cells", "range_"),
    [
        (["D7"], "三!D7"),
        (["D7", "D31"], "三!D7:D31"),
        (["E9", "D31", "J7"], "三!D7:J31"),
        (["D9", "D7", "D8"], "三!D7:D9"),
        (["A1", "B1"], "三!A1:B1"),
        (["", "D7"], "三"),
    ],
)
def test_cells_together_are_their_smallest_range(cells: list[str], range_: str) -> None:
    assert str(spanning(Place("三", cell) for cell in cells)) == range_


def test_cells_of_two_sheets_have_no_range() -> None:
    assert spanning([Place("三", "D7"), Place("四", "E7")]) == Place("三")


def test_a_range_stands_where_its_first_cell_does() -> None:
    assert Place("三", "D7:J31").position == (6, 3)
    assert Place("三").position == (-1, -1)


def test_a_part_is_named_by_what_it_is_of() -> None:
    assert str(Part("overview")) == "overview"
    assert str(Part("overview", "3")) == "overview/3"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("三！D7", "三!D7"),
        ("'三'!$D$7", "三!D7"),
        ("‘三’!d7", "三!D7"),
        ("三！Ｄ７", "三!D7"),
        ('“三”! "D7"', "三!D7"),
        ("三!D\u200b7\ufeff", "三!D7"),
        ("d213", "D213"),
    ],
)
def test_a_place_is_read_as_people_write_it(written: str, plain: str) -> None:
    assert plain_place(written) == plain


NAMES = {"三": "表三", "一、总体情况": "一"}


@pytest.mark.parametrize(
    ("written", "renamed"),
    [
        ("三!D7", "表三!D7"),
        ("三！D7", "表三!D7"),
        (" '三' !d7", "表三!d7"),
        ("三", "表三"),
        ("一、总体情况!A4", "一!A4"),
        ("四!D7", "四!D7"),
        ("四", "四"),
        ("四！D7", "四！D7"),
        ("D7", "D7"),
    ],
)
def test_a_sheet_is_known_by_its_old_name_too(written: str, renamed: str) -> None:
    assert with_sheet_renamed(written, NAMES) == renamed
