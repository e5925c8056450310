"""The questions and answers: each with its source, told by the rules that they are about, and true."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import make_messages
import pytest
from command_line import disclosure
from report_factory import report, sound, template, typed_into

from disclosure_cli import check, read
from disclosure_cli.checks.rules import ALL, rule_of
from disclosure_cli.output.blocks import TableBlock
from disclosure_cli.output.compose import compose

FAQ = Path(__file__).parent.parent / "docs" / "faq.zh-CN.md"
KINDS_OF_SOURCES = re.compile(
    r"条例第.+条|〔20\d\d〕\d+号|格式|本程序的约定|实践中的做法：.*报告|未见全国统一规定"
)


class Question(NamedTuple):
    heading: str
    answer: str
    source: str
    rules: tuple[str, ...]


def questions() -> list[Question]:
    found = []
    for part in re.split(r"^### ", FAQ.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, rest = part.partition("\n")
        rest = re.split(r"^## ", rest, flags=re.MULTILINE)[0]
        answer, _, source = rest.partition("\n来源：")
        source, _, rules = source.strip().partition("规则：")
        found.append(Question(heading, answer.strip(), source, tuple(re.findall(r"D\d+", rules))))
    return found


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.heading)
def test_every_answer_names_its_source(question: Question) -> None:
    assert question.answer
    assert KINDS_OF_SOURCES.search(question.source)


def test_the_rules_and_the_questions_lead_to_each_other() -> None:
    told = {(rule.code, heading) for rule in ALL for heading in rule.questions}
    listed = {(code, question.heading) for question in questions() for code in question.rules}
    assert told == listed
    assert len({question.heading for question in questions()}) == len(questions())


def test_explain_says_where_more_is_said(tmp_path: Path) -> None:
    shown = disclosure(tmp_path, "explain", "D213").stdout
    assert shown.splitlines()[-1] == (
        "问答：空白、0 和“/”有什么不同？（见项目的 docs/faq.zh-CN.md，规则 D213）"
    )
    assert "问答" not in disclosure(tmp_path, "explain", "D205").stdout
    assert len(rule_of("D102").questions) == 2


def test_the_questions_are_messages_that_need_their_english() -> None:
    messages = {str(message.id) for message in make_messages.template()}
    assert {heading for rule in ALL for heading in rule.questions} <= messages


@pytest.mark.parametrize(
    ("cell", "typed", "found"),
    [
        ("三!D7", None, ["D213"]),
        ("三!D7", "/", ["D212"]),
        ("三!D7", "—", ["D212"]),
        ("三!D7", "无", ["D212"]),
        ("二!B13", 3.0, []),
        ("二!B13", 3.5, ["D201"]),
        ("二!B17", 59237.2449, []),
        ("二!D7", "22（其中修订16件）", []),
        ("二!D7", "约10件", ["D203"]),
        ("四!I7", 2, []),
    ],
)
def test_what_the_answers_say_of_a_cell(
    cell: str, typed: object, found: list[str], tmp_path: Path
) -> None:
    book = typed_into(template(tmp_path / "book.xlsx", sound(2024)), {cell: typed})
    assert [each.code for each in check(read(book))] == found


def test_words_beside_a_figure_of_table_three_are_missed_by_its_total(tmp_path: Path) -> None:
    book = typed_into(
        template(tmp_path / "book.xlsx", sound(2024)),
        {"三!D7": "3（其中1件撤回）", "三!D31": 3},
    )
    assert [(each.code, str(each.place)) for each in check(read(book))] == [("D104", "三!J7")]


def test_a_table_without_business_is_printed_as_zeros() -> None:
    base = sound(2024)
    ticked = replace(
        base,
        nil={"requests": "√"},
        entries={r: e for r, e in base.entries.items() if r.table != "applications"},
    )
    assert check(ticked) == []
    tables = [block for block in compose(ticked).blocks if isinstance(block, TableBlock)]
    assert sum(text == "0" for _cell, text in tables[1].texts) == 175


def test_cases_without_applications_are_no_finding() -> None:
    assert (
        check(
            report(
                2024,
                "cases",
                """
                  reviews.upheld  reviews.total  suits.direct.upheld  suits.direct.total
                -       1               1                 2                   2
                """,
            )
        )
        == []
    )
