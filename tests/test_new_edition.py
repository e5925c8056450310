"""A new edition is one new file and one line: a toy one goes through everything that there is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from grid_text import as_text
from report_factory import opened, typed_into
from toy_edition import TOY

from disclosure_cli import ReportHasErrors, annotate, build, check, new_template, read
from disclosure_cli.form import editions
from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.schema import Ref

FIELDS = {
    "基本信息!B3": "示例图书馆", "基本信息!B5": "政府部门", "基本信息!B6": "示例路1号",
    "基本信息!B7": "000000", "基本信息!B8": "0000-0000000", "基本信息!B10": "2018年1月5日",
}  # fmt: skip
FIGURES = {
    "二!C6": 5, "二!D6": 3,
    "二!C7": 4, "二!D7": 1,
    "二!C8": 0, "二!D8": 1,
    "二!C10": 1, "二!D10": 1,
}  # fmt: skip


@pytest.fixture(autouse=True)
def one_line_in_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "EDITIONS", (TOY, *editions.EDITIONS))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The template, filled in as one does from the printed form."""
    path = tmp_path / "toy.xlsx"
    new_template(2017, path)
    texts = {"一、概况!A4": "全年借出{借出总数}册，归还{归还总数}册。"}
    return typed_into(path, {**FIELDS, **FIGURES, **texts})


def test_its_table_is_laid_out() -> None:
    assert as_text(lay_out(TOY.sections[1])) == (
        "（第一项等于第二项加第三项） | < | 读者 | < | <\n"
        "^ | < | 成人 | 儿童 | 合计\n"
        "一、借出 | < | · | · | ·\n"
        "二、归还 | 1.按期 | · | · | ·\n"
        "^ | 2.逾期 | · | · | ·\n"
        "^ | 3.合计 | · | · | ·\n"
        "三、未还 | < | · | · | ·"
    )


def test_its_template_has_formulas_hints_and_balances(workbook: Path) -> None:
    book = opened(workbook)
    assert book["二"]["E6"].value == "=SUM(C6:D6)"
    assert book["一、概况"]["A2"].value.startswith("写明馆藏。没有内容的写“无”。每段占一行")
    assert "{借出总数} 一类的名称" in book["一、概况"]["A2"].value
    assert [row[0].value for row in book["基本信息"]["A12:A13"]] == ["表二的注", None]
    labels = [row[1].value for row in book["核对"].iter_rows()]
    assert "成人：第一项 = 第二项 + 第三项" in labels
    assert "{借出总数}" in "".join(str(row[0].value) for row in book["填写说明"].iter_rows())


def test_its_prompts_say_how_to_write_where_it_explains_no_row(workbook: Path) -> None:
    rules = opened(workbook)["二"].data_validations.dataValidation
    prompts = {rule.promptTitle: rule.prompt for rule in rules if rule.prompt}
    assert prompts == dict.fromkeys(("成人", "儿童"), "填 0 或正整数；没有填 0。")


def test_its_figures_are_read_checked_and_built(workbook: Path, tmp_path: Path) -> None:
    report = read(workbook)
    assert report.edition is TOY
    assert (report[Ref("loans", "lent", "total")], report[Ref("loans", "out", "child")]) == (8, 1)
    assert [d.code for d in check(report)] == []

    outputs = {each: tmp_path / f"report.{each}" for each in ("docx", "html")}
    build(report, outputs)
    document = Document(str(outputs["docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "由概况、借阅情况两个部分组成" in text
    assert "全年借出8册，归还6册。" in text
    assert [cell.text for cell in document.tables[0].rows[2].cells[2:]] == ["5", "3", "8"]
    assert "<td>8</td>" in outputs["html"].read_text("utf-8")


def test_its_wrong_figure_is_named_by_its_cell(workbook: Path, tmp_path: Path) -> None:
    report = read(typed_into(workbook, {"二!E6": 9}))
    (found,) = check(report)
    assert (found.code, str(found.place), found.found, found.expected) == ("D101", "二!E6", 9, 8)
    with pytest.raises(ReportHasErrors):
        build(report, {"docx": tmp_path / "report.docx"})
    annotate(report, [found], tmp_path / "copy.xlsx")
    assert openpyxl.load_workbook(tmp_path / "copy.xlsx")["二"]["E6"].comment is not None


def test_its_balance_is_checked_in_the_words_of_its_rows(workbook: Path) -> None:
    (found,) = check(read(typed_into(workbook, {"二!C10": 2})))
    assert found.code == "D102"
    told = [each.message for each in (found, *found.related)]
    assert any("第一项 5 = 5，第二项 4 + 第三项 2 = 6，相差 1" in message for message in told)


def test_its_next_year_follows_from_it(workbook: Path, tmp_path: Path) -> None:
    of_2017 = read(workbook)
    last = replace(of_2017, about={**of_2017.about, "year": "2016"})
    new_template(2017, tmp_path / "next.xlsx", last=last)
    assert read(tmp_path / "next.xlsx")[Ref("loans", "lent", "adult")] == 1
