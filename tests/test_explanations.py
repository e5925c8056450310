"""Which warning a line of 核查说明 is for: by its code, and by the cells or the sheet that it names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_rules import PERSON, explaining

from disclosure_cli.checks.rules import check
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import Explanation, Report

UPHELD = Ref("cases", "", "reviews.upheld")
CARRIED_IN = Ref("applications", "carried_in", "organisation.business")
A_SLASH = Entry(0, "/", EntryIssue.NOTHING)
LINE = Part("explanations", "3")


def told(of: Report) -> list[tuple[str, str, str]]:
    """Every finding: its code, its cell, and the reason that is given for it."""
    return [(each.code, str(each.place), each.explanation) for each in check(of)]


@pytest.mark.parametrize(
    ("place", "is_named"),
    [
        ("三!E8", True),
        ("三!D7:F9", True),
        ("三!E7:E8", True),
        ("三!E8:E9", True),
        ("三!D8:E8", True),
        ("三!E8:F8", True),
        ("三!E9:E10", False),
        ("三!E6:E7", False),
        ("三!F7:G9", False),
        ("三!C7:D9", False),
        ("三!F9:G10", False),
        ("表三!E8", True),
        ("表三", True),
        ("表四!E8", False),
        ("二!E8", False),
    ],
)
def test_a_range_names_the_cells_inside(place: str, is_named: bool) -> None:
    base = explaining("D213", place, "没有")
    places = {**base.places, Part("requests"): Place("三"), Part("disputes"): Place("四")}
    found = told(
        replace(
            base, entries={**base.entries, PERSON: Entry(0, "0"), CARRIED_IN: BLANK}, places=places
        )
    )
    assert found[0] == ("D213", "三!E8", "没有" if is_named else "")
    assert [code for code, _place, _reason in found[1:]] == ["D319"] * (not is_named)


@pytest.mark.parametrize(
    ("code", "here", "there"), [("D213", BLANK, A_SLASH), ("D212", A_SLASH, BLANK)]
)
def test_a_cell_without_its_sheet_is_looked_for_among_those_of_its_code(
    code: str, here: Entry, there: Entry
) -> None:
    """In 四!D7 stands what has another code."""
    base = explaining(code, "D7", "没有")
    both = replace(
        base,
        entries={**base.entries, PERSON: here, UPHELD: there},
        places={**base.places, UPHELD: Place("四", "D7")},
    )
    other = {"D212": "D213", "D213": "D212"}[code]
    assert told(both) == [(code, "三!D7", "没有"), (other, "四!D7", "")]


@pytest.mark.parametrize(
    ("code", "here", "there"), [("D213", BLANK, A_SLASH), ("D212", A_SLASH, BLANK)]
)
def test_a_range_names_the_cells_of_its_code_alone(code: str, here: Entry, there: Entry) -> None:
    """In 三!E8 stands what has another code."""
    base = explaining(code, "三!D7:E9", "没有")
    both = replace(base, entries={**base.entries, PERSON: here, CARRIED_IN: there})
    other = {"D212": "D213", "D213": "D212"}[code]
    assert sorted(told(both)) == sorted([(code, "三!D7", "没有"), (other, "三!E8", "")])


def test_two_findings_of_one_cell_are_explained_by_it() -> None:
    """Two paragraphs that were typed into it, each with a number that is not in the table."""
    base = explaining("D401", "A4", "只算本级")
    paragraphs = ("新收政府信息公开申请3件。", "新收政府信息公开申请4件。")
    place = Place("一、总体情况", "A4")
    twice = replace(
        base,
        entries={**base.entries, PERSON: Entry(0, "0")},
        texts={**base.texts, "overview": paragraphs},
        places={**base.places, Part("overview", "1"): place, Part("overview", "2"): place},
    )
    assert told(twice) == [("D401", "一、总体情况!A4", "只算本级")] * 2


def test_of_a_code_that_is_not_checked_no_line_is_judged() -> None:
    line = Explanation(LINE, "D213", "三!D8", "")
    base = replace(explaining("D213", "三!D7", "没有"), explanations=(line,))
    assert [each.code for each in check(base, {"D319"})] == []
    assert [each.code for each in check(base, {"D213", "D319"})] == ["D213", "D319"]
