"""What is found of a text that was made from another: a number, a name, an outline; regulations of a township."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_factory import sound

from disclosure_cli.checks.rules import check
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.report import KIND, KINDS, Report


def told(*texts: str, **about: str) -> Report:
    base = sound(2024)
    return replace(base, about={**base.about, **about}, texts={**base.texts, "overview": texts})


def found(report: Report) -> list[tuple[str, object]]:
    return [(each.code, each.found) for each in check(report)]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("公布重点领域信息条（其中公示10条）。", "信息条"),
        ("全年公开工作动态条，公告3条。", "动态条"),
        ("收到 件，办结3件。", "收到 件"),
        ("制发3件，废止1件，现行有效的规范性文件。", "现行有效的规范性文件"),
        ("公开信息共条。", "共条"),
        ("公开信息__条。", "__条"),
        ("公开信息××条。", "××条"),
        ("全年共公开信息3条。", None),
        ("收到依申请公开件0件，答复件均已存档。", None),
        ("公开现行有效的规范性文件。", None),
        ("清理了现行有效的规范性文件，信息条目完整。", None),
    ],
)
def test_a_number_that_was_left_out(text: str, left_out: str | None) -> None:
    assert found(told(text)) == ([("D410", left_out)] if left_out else [])


@pytest.mark.parametrize(
    ("organ", "text", "named"),
    [
        ("某某县西庄镇人民政府", "本报告由某某县民族宗教事务局编制。", "某某县民族宗教事务局"),
        ("某某县西庄镇人民政府", "某某县民族宗教事务局2024年认真公开。", "某某县民族宗教事务局"),
        ("某某县教育局", "本报告由某某县教育和体育局编制。", None),
        ("某某县教育局", "本报告由县教育局编制。", None),
        ("某某市人民政府办公室", "本报告由某某市人民政府编制。", None),
        ("某某市医疗保障局", "市医保局2024年认真公开。", None),
        ("某某市人力资源和社会保障局", "本报告由市人社局编制。", None),
        ("某某市医疗保障局", "市保医局2024年认真公开。", "市保医局"),
        ("某某县教育局", "按照某某县人民政府办公室要求，认真公开。", None),
        ("", "本报告由某某县民族宗教事务局编制。", None),
    ],
)
def test_another_organ_in_the_opening(organ: str, text: str, named: str | None) -> None:
    codes = [each for each in found(told(text, organ=organ)) if each[0] == "D411"]
    assert codes == ([("D411", named)] if named else [])


def test_only_the_opening_is_looked_at() -> None:
    other = "本报告由某某县民族宗教事务局编制。"
    assert found(told("情况如下。", "情况良好。", other)) == []
    assert [code for code, _found in found(told("情况如下。", other))] == ["D411"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("本报告由概述、主动公开情况、依申请公开情况、收费及减免情况等部分组成。", True),
        ("全文包括概述、公开情况、复议、诉讼和申诉情况六个部分。", True),
        ("本报告由总体情况、主动公开、行政复议和行政诉讼等六部分组成。", False),
        ("依法落实收费减免政策。", False),
        ("全年没有收费及减免情况。", False),
    ],
)
def test_the_outline_of_before_2019(text: str, is_found: bool) -> None:
    assert [code for code, _found in found(told(text))] == ["D412"] * is_found


def test_a_township_makes_no_regulations() -> None:
    base = told("情况如下。", **{KIND.key: KINDS[2]})
    ref = Ref("documents", "regulations", "in_force")
    entries = {**base.entries, ref: Entry(3, "3")}
    (of_a_township,) = check(replace(base, entries=entries))
    assert (of_a_township.code, of_a_township.found, of_a_township.at) == ("D323", 3, ref)
    assert found(base) == []
    of_a_city = replace(base, entries=entries, about={**base.about, KIND.key: KINDS[0]})
    assert found(of_a_city) == []
