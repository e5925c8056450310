"""Which labels are the same to a reader, and which are not."""

from __future__ import annotations

import pytest

from disclosure_cli.form.labels import canonical


@pytest.mark.parametrize(
    ("label", "variant"),
    [
        ("第二十条第（一）项", "第二十条 第（一）项"),
        ("第二十条第（一）项", "第二十条\u3000第\n（一）\t项\u200b\ufeff"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("1.属于国家秘密", "１．属于国家秘密"),
        ("12.其他", " 12、其他"),
        ("（一）予以公开", "(一)予以公开"),
        ("部分公开（区分处理的，只计这一情形）", "部分公开(区分处理的,只计这一情形)"),
        ("本年收费金额（单位：万元）", "本年收费金额(单位:万元)"),
        ("甲；乙．丙", "甲;乙.丙"),
        ("３．危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("3.危及“三安全一稳定”", "3.危及‘三安全一稳定’"),
        ("3.危及“三安全一稳定”", "3.危及＂三安全一稳定＂"),
        ("0123456789", "０１２３４５６７８９"),
    ],
)
def test_a_label_is_the_same_with_other_spaces_and_punctuation(label: str, variant: str) -> None:
    assert canonical(label) == canonical(variant)


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("1.属于国家秘密", "2.属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("一、本年新收", "一.本年新收"),
        ("行政复议、行政诉讼", "行政复议.行政诉讼"),
        ("第1、2项", "第1.2项"),
        ("结果维持", "结果纠正"),
        ("3.其他", "3.其它"),
    ],
)
def test_another_number_word_or_comma_makes_another_label(label: str, other: str) -> None:
    assert canonical(label) != canonical(other)


def test_a_label_is_compared_in_its_plainest_form() -> None:
    assert (
        canonical(" １、属于“三类”（内部）， 事务；信息：８．") == '1.属于"三类"(内部),事务;信息:8.'
    )
