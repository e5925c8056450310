"""Which labels of published tables are those of the form, however an office prints them, and which are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.form.labels import canonical, loosened
from disclosure_cli.form.schema import Edition, Item, Node, Table

CHARGED = "本年收费金额（单位：万元）"
TABLES = [pytest.param(t, id=f"{e.key}-{t.key}") for e in EDITIONS for t in e.tables]


def labels(nodes: Sequence[Node]) -> Iterator[str]:
    """The labels of an axis, those of its groups among them."""
    for node in nodes:
        yield node.label
        if isinstance(node, Item):
            yield from labels(node.items)


@pytest.mark.parametrize(
    ("label", "variant"),
    [
        ("现行有效件数", "现行有效件"),
        ("现行有效件数", "现行有效件数（历史累计）"),
        ("现行有效件数", "现行有效\n件数(截至12月31日"),
        ("本年制发件数", "本年（2023）制发件数"),
        ("本年制发件数", "本年度制发件数"),
        ("本年制发件数", "本 年 制 发 件 数"),
        ("本年废止件数", "本年废止件数："),
        ("规章", "规 章"),
        ("规章", "规\u3000章"),
        ("规章", "规\u200b章\u00a0"),
        ("行政规范性文件", "规范性文件"),
        ("其他对外管理服务事项", "其它对外管理服务事项"),
        ("本年增/减", "本年增／减"),
        ("本年增/减", "本年增减"),
        ("商业企业", "商业\n企业"),
        ("法人或其他组织", "法人或其它组织"),
        ("总计", "合计"),
        ("（七）总计", "（七）合计"),
        ("（七）总计", "七、总计"),
        ("（七）总计", "总 计"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("1.属于国家秘密", "１．属于国家秘密"),
        ("1.属于国家秘密", "（1）属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("3.危及“三安全一稳定”", "3.危及三安全一稳定"),
        ("3.危及“三安全一稳定”", "3、危及＂三安全一稳定＂"),
        ("（一）予以公开", "一）予以公开"),
        ("（一）予以公开", "一、予以公开"),
        ("（一）予以公开", "(一) 予以公开"),
        ("（一）予以公开", "予以公开"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
         "（二）部分公开(区分处理的,只计这一情形,不计其他情形)"),
        ("一、本年新收政府信息公开申请数量", "本年度新收政府信息公开申请数量"),
        ("二、上年结转政府信息公开申请数量", "二、上年度结转政府信息公开申请数量"),
        ("三、本年度办理结果", "三、本年办理结果"),
        ("四、结转下年度继续办理", "四、结转下年继续办理"),
        (CHARGED, "本年收费金额(单位:万元)"),
        (CHARGED, "本年收费金额（万元）"),
        (CHARGED, "本年收费金额 单位：万元"),
        (CHARGED, "本年收费金额（单位：万元"),
    ],
)  # fmt: skip
def test_what_offices_vary_makes_no_other_label(label: str, variant: str) -> None:
    assert loosened(variant) == loosened(label)


@pytest.mark.parametrize(
    ("label", "other"),
    [
        (CHARGED, "本年收费金额（单位：元）"),
        (CHARGED, "本年收费金额（元）"),
        (CHARGED, "本年收费金额（单位：0万元）"),
        (CHARGED, "本年收费金额（单位：10万元）"),
        (CHARGED, "本年收费金额（单位：百万元）"),
        (CHARGED, "本年收费金额（单位：亿元）"),
        (CHARGED, "本年收费金额（单位：千元）"),
        (CHARGED, "本年收费金额（单位：美元）"),
        (CHARGED, "本年收费金额"),
        (CHARGED, "上年收费金额（单位：万元）"),
        ("采购总金额", "采购总金额（万元）"),
        ("采购总金额", "采购总金额（单位：元）"),
        ("单位：元", "单位：万元"),
        ("单位:0万元", "单位：万元"),
        ("单位:0万元", "单位：元"),
        ("本年处理决定数量", "上年处理决定数量"),
        ("本年处理决定数量", "本年处理决定金额"),
        ("本年制发件数", "本年废止件数"),
        ("本年制发件数", "上年制发件数"),
        ("本年增/减", "上年增/减"),
        ("结果维持", "结果纠正"),
        ("其他结果", "其他"),
        ("（六）其他处理", "3.其他"),
        ("（三）不予公开", "（一）予以公开"),
        ("（五）不予处理", "（三）不予公开"),
        ("行政许可", "行政处罚"),
        ("总计", "小计"),
        ("自然人", "法人"),
    ],
)
def test_another_word_or_unit_makes_another_label(label: str, other: str) -> None:
    assert loosened(other) != loosened(label)


@pytest.mark.parametrize("table", TABLES)
def test_no_two_labels_of_an_axis_are_confused(table: Table) -> None:
    for axis in (table.columns, table.rows):
        meant: dict[str, str] = {}
        for label in labels(axis):
            assert meant.setdefault(loosened(label), canonical(label)) == canonical(label)


@pytest.mark.parametrize("table", TABLES)
def test_a_label_without_one_of_its_characters_is_no_other_of_its_axis(table: Table) -> None:
    for axis in (table.columns, table.rows):
        own = {loosened(label) for label in labels(axis)}
        for label in labels(axis):
            shorter = {loosened(label[:n] + label[n + 1 :]) for n in range(len(label))}
            assert (shorter & own) - {"", loosened(label)} == set()


@pytest.mark.parametrize("table", TABLES)
def test_no_label_is_but_a_number_or_a_remark(table: Table) -> None:
    printed = [each for axis in (table.columns, table.rows) for each in labels(axis) if each]
    assert [label for label in printed if not loosened(label)] == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.key)
def test_no_two_sections_have_one_title(edition: Edition) -> None:
    assert len({loosened(section.title) for section in edition.sections}) == 6
