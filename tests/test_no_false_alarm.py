"""Prose that is true beside its tables raises no alarm; prose that is not does.

The kinds of true sentences that were false alarms on published reports, and their neighbours, stand
in true_sentences.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from report_factory import sound

from disclosure_cli.checks.rules import check
from disclosure_cli.form.spoken import figures_by_name
from disclosure_cli.model.figures import Entry

SENTENCES = Path(__file__).with_name("true_sentences.txt")


HALF_WIDTH = str.maketrans("，；：（）", ",;:()")
"""The punctuation of some sites."""


def true_sentences() -> Iterator[tuple[str, str]]:
    """Each sentence with the figures beside which it is true."""
    told: list[str] = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.startswith("    "):
            assert told, f"of no sentence: {line}"
            yield from ((sentence, line.strip()) for sentence in told)
            told = []
        elif line and not line.startswith("#"):
            told.append(line)
    assert told == []


def alarms(text: str, figures: str) -> list[str]:
    """What is found in a sentence beside tables with these figures: `新收申请总数=3 …`, or 0."""
    base = sound(2024)
    entries = dict(base.entries)
    for each in figures.split() if figures != "0" else []:
        name, _equals, figure = each.partition("=")
        value = int(figure) if figure.isdecimal() else Decimal(figure)
        entries[figures_by_name(base.edition)[name][0]] = Entry(value, figure)
    report = replace(base, entries=entries, texts={**base.texts, "overview": (text,)})
    return [str(found) for found in check(report) if found.code.startswith("D4")]


@pytest.mark.parametrize(("text", "figures"), [*true_sentences()])
def test_a_true_sentence_is_left_alone(text: str, figures: str) -> None:
    assert alarms(text, figures) == []
    assert alarms(text.translate(HALF_WIDTH), figures) == []


@pytest.mark.parametrize(
    "text",
    [
        "本年度未收到政府信息公开申请。",
        "未收到公民、法人或其他组织提出的政府信息公开申请。",
        "2024年，我局没有收到依申请公开政府信息的申请。",
        "截至12月31日，我街道未收到任何依申请公开事项。",
        "未收到单位和个人向本机关提出的政府信息公开申请，也没有收取信息处理费。",
    ],
)
def test_to_deny_the_whole_is_found(text: str) -> None:
    (alarm,) = alarms(text, "新收申请总数=3")
    assert "D402" in alarm


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("政府信息公开申请中，予以公开1431件，占42%。", "予以公开数=1431 办理结果总数=3521"),
        ("处理依申请公开93件，其中新接收91件，2023年结转1件。", "新收申请总数=91 上年结转申请数=1"),
        ("收到申请11件，答复8件，不予受理4件。", "新收申请总数=11 办理结果总数=11"),
        ("受理政府信息公开申请2件，办结2件。", "新收申请总数=3 办理结果总数=3"),
        (
            "收到申请3件，办结3件，结转下年度0件。",
            "新收申请总数=3 办理结果总数=2 结转下年度申请数=1",
        ),
        ("办结申请38件，结转下年度2件。", "办理结果总数=40 结转下年度申请数=2"),
        ("予以公开6件，部分公开4件。", "予以公开数=4 部分公开数=6 办理结果总数=10"),
        ("未发生因政府信息公开引起的行政复议。", "行政复议总数=2"),
        ("没有因政府信息公开被提起行政诉讼。", "行政诉讼总数=1"),
        ("收到申请3件，均已按期办结。", "新收申请总数=3 办理结果总数=2 结转下年度申请数=1"),
        ("全年制发行政规范性文件26件。", "行政规范性文件制发件数=2"),
        ("因政府信息公开被提起行政诉讼2起。", "0"),
        # As published by some office or other, beside its own tables.
        (
            "本年度制定规范性文件0件，废止0件，现行有效0件。",
            "行政规范性文件制发件数=4 行政规范性文件现行有效件数=32",
        ),
        ("全年未出台规范性文件。", "行政规范性文件制发件数=4"),
        ("本年度无制发行政规范性文件。", "行政规范性文件制发件数=1"),
        ("本年度无行政事业性收费。", "行政事业性收费金额=3"),
        ("政府信息公开申请总量为58件。", "新收申请总数=53 办理结果总数=53"),
        ("网上申请105件，快递17件，合计122件。", "新收申请总数=112 办理结果总数=112"),
        ("收到2条公众通过某某系统提交的政府信息公开申请。", "新收申请总数=1 办理结果总数=1"),
        ("收到申请书55份。", "新收申请总数=50 办理结果总数=50"),
        ("收到政府信息公开申请2件，都在法定期限内予以答复。", "新收申请总数=2 结转下年度申请数=1"),
        ("上述申请已全部按时答复到位。", "新收申请总数=2 结转下年度申请数=1"),
        ("行政复议2件，均予以维持。", "行政复议总数=2 行政复议结果纠正数=1"),
        ("行政诉讼2件，全部胜诉。", "行政诉讼总数=2 行政诉讼结果纠正数=1"),
        ("行政复议1件，结果维持。", "行政复议总数=1 行政复议其他结果数=1"),
        ("不予公开3件，其中属于国家秘密2件。", "属于国家秘密=1 属于行政查询事项=2"),
        ("行政诉讼9件，其中复议后起诉3件。", "未经复议直接起诉总数=9"),
        ("主动公开政府信息671条，其中网站65条，微信497条，抖音157条。", "0"),
        ("主动公开政府信息6391条,其中概况类1105条;动态类2896条;其他信息共计2004条。", "0"),
        ("作出行政许可决定56件。", "行政许可决定数=500"),
    ],
)
def test_a_false_sentence_is_found(text: str, figures: str) -> None:
    assert alarms(text, figures) != []
    assert alarms(text.translate(HALF_WIDTH), figures) != []
