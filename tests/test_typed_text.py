"""Typed text: names in braces, characters that nobody sees, widths, what is left out."""

from __future__ import annotations

import pytest

from disclosure_cli.model.text import (
    ems,
    filled_in,
    has_loose_braces,
    marked,
    quoted_names,
    replaced_spans,
    shortened,
    visible,
)

VALUES = {"新收": "40", "机关": "示例县自然资源局"}


@pytest.mark.parametrize(
    ("typed", "names", "printed", "values"),
    [
        ("没有名称。", [], "没有名称。", []),
        ("{新收}件", ["新收"], "40件", ["40"]),
        ("收到｛ 新收 ｝件", ["新收"], "收到40件", ["40"]),
        ("{机关}收到{新收}件", ["机关", "新收"], "示例县自然资源局收到40件", ["示例县自然资源局", "40"]),
        ("{天气}，{新收}件", ["天气", "新收"], "{天气}，40件", ["40"]),
        ("{}件", [""], "{}件", []),
        ("{新收}{新收}", ["新收", "新收"], "4040", ["40", "40"]),
    ],
)  # fmt: skip
def test_names_in_braces_are_filled_in(
    typed: str, names: list[str], printed: str, values: list[str]
) -> None:
    assert quoted_names(typed) == names
    assert filled_in(typed, VALUES) == printed
    assert [printed[start:end] for start, end in replaced_spans(typed, VALUES)] == values


@pytest.mark.parametrize(
    ("typed", "is_loose"),
    [("{新收}", False), ("没有", False), ("{新收", True), ("新收｝", True), ("{{新收}}", True)],
)
def test_a_brace_has_its_other_half(typed: str, is_loose: bool) -> None:
    assert has_loose_braces(typed) is is_loose


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("公开\n工作\t平稳", "公开\n工作\t平稳"),
        ("公\u200b开\x07工\ufeff作", "公开工作"),
        ("公开\u2028工作\u2029", "公开工作"),
        ("公开\ud800工作", "公开工作"),
        ("\ue000公开\u200b", "\ue000公开"),
        ("公\u200b开\ufffe\uffff\ufdd0\ufdef", "公开"),
        ("公\u200b开\ufdcf\ufdf0", "公开\ufdcf\ufdf0"),
        ("公\u200b开\U0001fffe\U0001fffd", "公开\U0001fffd"),
    ],
)
def test_what_no_document_can_show_is_left_out(typed: str, seen: str) -> None:
    assert visible(typed) == seen


def test_a_letter_is_half_as_wide_as_a_character() -> None:
    assert (ems("公开"), ems("D7"), ems("“√…”"), ems("公开 97 条"), ems("")) == (2, 1, 4, 5, 0)


@pytest.mark.parametrize(
    ("longest", "shown"),
    [(7, "公开2024年"), (5, "公开2024年"), (4.5, "公开202…"), (4, "公开20…"), (3, "公开…"), (1, "…")],
)  # fmt: skip
def test_a_long_text_ends_with_dots(longest: float, shown: str) -> None:
    """They count as one of the characters; no longer than it may be."""
    assert shortened("公开2024年", longest) == shown


TEN = "一二三四五六七八九十"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("前句。", "。后句", "【3件】"),
        ("前；共", "，后；另", "共【3件】，后"),
        (TEN * 2 + "一二三四", TEN * 2 + "一二三四", f"{TEN * 2}一二三四【3件】{TEN * 2}一二三四"),
        # 25 characters are one too many: whole clauses are left, if there is a comma.
        (TEN * 2 + "一二三四五", "", f"…{TEN[1:]}{TEN}一二三四五【3件】"),
        ("，" + TEN * 2 + "一二三四", "", f"…{TEN * 2}一二三四【3件】"),
        (TEN + "，" + TEN + "，一二三四", "", f"…{TEN}，一二三四【3件】"),
        ("", TEN * 2 + "一二三四五", f"【3件】{TEN * 2}一二三四…"),
        ("", TEN * 2 + "一二三四，", f"【3件】{TEN * 2}一二三四…"),
        ("", TEN + "，" + TEN + "，一二三四", f"【3件】{TEN}，{TEN}…"),
        ("前面，一二三，" + TEN * 2, "", f"…一二三，{TEN * 2}【3件】"),
        ("", "一二三，" + TEN * 2 + "，后面", f"【3件】一二三，{TEN * 2}…"),
        # No number is cut.
        ("2024" + TEN * 2 + "123", "", f"…{TEN * 2}123【3件】"),
        ("共2,024" + TEN * 2, "", f"…{TEN * 2}【3件】"),
        ("共12" + TEN * 2 + "345", "", f"…{TEN * 2}345【3件】"),
        ("共" + TEN * 2 + "3456", "", f"…{TEN * 2}3456【3件】"),
        ("", TEN * 2 + "12345件", f"【3件】{TEN * 2}…"),
        ("", TEN * 2 + "１．２３４５件", f"【3件】{TEN * 2}…"),
    ],
)  # fmt: skip
def test_of_a_sentence_the_clauses_around_a_place_are_shown(
    before: str, after: str, shown: str
) -> None:
    """Those within 24 characters on each side."""
    text = f"{before}3件{after}"
    assert marked(text, len(before), len(before) + 2) == shown
