"""All that one workbook after another holds beside, or instead of, what the form has there."""

from __future__ import annotations

import re
from pathlib import Path

import broken_workbooks
import pytest
from report_factory import sound, template, typed_into
from sheet_xml import without_names_in_xml
from small_workbook import relations
from test_tables_read import told

from disclosure_cli import read
from disclosure_cli.errors import ForeignWorkbook, UnreadableWorkbook
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry, EntryIssue
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import (
    CATEGORIES,
    CATEGORY_TOTAL,
    EXPLANATIONS,
    Explanation,
    category,
)

MOST_CATEGORIES, MOST_PARAGRAPHS = 1_000, 2_000
BOOK, SHEET = "xl/workbook.xml", broken_workbooks.SHEET


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A filled-in workbook without a finding."""
    return template(tmp_path / "book.xlsx", sound(2024))


def replaced(path: Path, part: str, pattern: str, new: str) -> Path:
    """Replace what matches a pattern in one part of a workbook."""
    content = path.read_bytes()
    text, count = re.subn(pattern, new, broken_workbooks.unpacked(content)[part].decode())
    assert count == 1
    path.write_bytes(broken_workbooks.with_part(content, part, text.encode()))
    return path


def test_beside_the_fields_nothing_is_passed_over(book: Path) -> None:
    """Right of each field stands its hint, above them the title; a label that stands twice counts once."""
    typed_into(
        book,
        {
            "基本信息!A2": "副标题",
            "基本信息!B2": "邮编",
            "基本信息!C3": "另一句提示",
            "基本信息!D3": "乙",
            "基本信息!A20": "机关名称",
            "基本信息!B20": "别的机关",
            "基本信息!B3": "示例县 \n自然资源局",
            "基本信息!B6": " 人民路 \n 1号",
            "基本信息!B7": "=A1",
            "基本信息!B8": "#REF!",
        },
    )
    report = read(book)
    assert told(report.faults) == {
        "stray": [
            ("基本信息!B2", "邮编", ""),
            ("基本信息!D3", "乙", ""),
            ("基本信息!A20", "机关名称", ""),
            ("基本信息!B20", "别的机关", ""),
        ],
        "unread": [("about/postcode", "=A1", ""), ("about/telephone", "#REF!", "")],
    }
    assert (report.about["organ"], report.about["address"]) == ("示例县\n自然资源局", "人民路 1号")
    assert "postcode" not in report.about
    assert report.places[Part("about", "organ")] == Place("基本信息", "B3")
    assert report.places[Part("about")] == Place("基本信息")


def test_beside_a_text_nothing_is_passed_over(book: Path) -> None:
    typed_into(
        book,
        {
            "五!A2": "另一句提示",
            "五!B2": "共 5 字",
            "五!B3": 5,
            "五!B4": "乙",
            "五!C3": "共 3 字",
            "五!A5": " \t\u3000一。\n\n 　二。\u00a0\n",
            "五!A6": "=A1",
            "五!A7": "  ",
            "五!A9": "X三X",
            "五!A10": "六、其他需要报告的事项",
            "五!D3": "四、政府信息公开行政复议、行政诉讼情况",
        },
    )
    report = read(book)
    assert told(report.faults) == {
        "stray": [
            ("五!B2", "共 5 字", ""),
            ("五!B3", "5", ""),
            ("五!C3", "共 3 字", ""),
            ("五!D3", "四、政府信息公开行政复议、行政诉讼情况", ""),
            ("五!B4", "乙", ""),
        ],
        "unread": [("五!A6", "=A1", "")],
    }
    assert report.texts["problems"] == (
        "本年度情况如下。", "一。", "二。", "X三X", "六、其他需要报告的事项",
    )  # fmt: skip
    at = [str(report.places[Part("problems", str(n))]) for n in (1, 2, 3, 4, 5)]
    assert at == ["五!A4", "五!A5", "五!A5", "五!A9", "五!A10"]
    assert report.places[Part("problems")] == Place("五")


def test_the_text_stands_under_its_head_wherever_that_is(book: Path) -> None:
    """Left of the column stands what is none of it."""
    head = "正文（一行一段，可写任意多行）"
    moved = {
        "五!A3": None,
        "五!A4": "甲",
        "五!C3": head,
        "五!C4": "一。",
        "五!A2": "乙",
        "五!D3": "共 2 字",
    }
    report = read(typed_into(book, moved))
    assert report.texts["problems"] == ("一。",)
    found = told(report.faults)
    assert list(found) == ["stray"]
    assert [at for at, _found, _expected in found["stray"]] == ["五!A1", "五!A2", "五!B3", "五!A4"]


def test_a_field_that_is_not_known_is_told_in_the_first_row_too(book: Path) -> None:
    report = read(typed_into(book, {"基本信息!A3": "单位"}))
    (stray,) = told(report.faults).values()
    assert [at for at, _found, _expected in stray] == [f"基本信息!{column}3" for column in "ABC"]
    assert "organ" not in report.about


DRAWING = (
    '<wsDr xmlns="d"><anchor><from><col>0</col><row>3</row></from>'
    "<to><col>1</col><row>9</row></to><pic/></anchor></wsDr>"
)


def test_a_picture_over_a_text_is_told(book: Path) -> None:
    """What it says is in no cell. 五 is the eighth sheet."""
    name = "xl/worksheets/sheet8.xml"
    parts = broken_workbooks.unpacked(book.read_bytes())
    parts["xl/worksheets/_rels/sheet8.xml.rels"] = relations(drawing="xl/drawing.xml")
    parts["xl/drawing.xml"] = DRAWING.encode()
    book.write_bytes(broken_workbooks.packed(parts))
    assert name in parts
    found = told(read(book).faults)
    assert found["stray"] == [("五!A4", "图片、图形或图表", "")]


@pytest.mark.parametrize(
    ("lines", "read_lines"), [(MOST_PARAGRAPHS - 1, MOST_PARAGRAPHS), (MOST_PARAGRAPHS + 1, MOST_PARAGRAPHS)]
)  # fmt: skip
def test_a_text_has_no_more_paragraphs_than_a_report(
    book: Path, lines: int, read_lines: int
) -> None:
    typed_into(book, {"五!A4": "一\n" * lines, "五!A5": "二", "五!A6": "三", "五!A7": "四"})
    report = read(book)
    assert len(report.texts["problems"]) == read_lines
    last = "A6" if lines < MOST_PARAGRAPHS else "A5"
    assert [at for at, _found, _expected in told(report.faults)["stray"]] == [f"五!{last}"]


def test_what_is_not_there_is_told_by_name(book: Path) -> None:
    """The head of a text, the head of a list, all labels of a table."""
    typed_into(book, {"五!A3": "内容", "主动公开分类!A5": "名称"})
    replaced(book, SHEET, "<sheetData>.*</sheetData>", "<sheetData/>")
    report = read(book)
    assert told(report.faults) == {
        "missing": [
            ("categories", "", "工作表“主动公开分类”的表头"),
            ("requests", "", "工作表“三”中的官方表格"),
            ("problems", "", "工作表“五”的表头“正文（一行一段，可写任意多行）”"),
        ]
    }
    assert "problems" not in report.texts
    assert CATEGORY_TOTAL not in report.entries


def test_a_title_of_another_section_above_a_text_is_told(book: Path) -> None:
    typed_into(book, {"五!A1": "六、其他需要报告的事项"})
    report = read(book)
    assert told(report.faults) == {
        "relabelled": [("五!A1", "六、其他需要报告的事项", "五、存在的主要问题及改进情况")]
    }
    assert "problems" not in report.texts


LIST = "主动公开分类!"


def test_a_list_of_categories_is_read_line_by_line(book: Path) -> None:
    """A line has a name or a count, or both; a name under a format that changes it is told."""
    typed_into(
        book,
        {
            f"{LIST}B3": 9,
            f"{LIST}A6": " 部门 \n 动态 ",
            f"{LIST}B6": 3,
            f"{LIST}A8": "公告",
            f"{LIST}B9": "3条",
            f"{LIST}A10": "#REF!",
            f"{LIST}A11": "=A1",
            f"{LIST}B11": "=A2",
            f"{LIST}C4": "甲",
            f"{LIST}A4": "又一句提示",
            f"{LIST}C6": "乙",
            f"{LIST}B1": "丙",
            f"{LIST}B5": "件数",
        },
    )
    report = read(book)
    assert report.categories == ("部门 动态", "公告", "", "#REF!", "")
    assert [report.entries[category(n)] for n in (1, 2, 3, 4, 5)] == [
        Entry(3, "3"),
        Entry(0, "", EntryIssue.BLANK),
        Entry(3, "3条", EntryIssue.WRITTEN_OUT),
        Entry(0, "", EntryIssue.BLANK),
        Entry(None, "=A2", EntryIssue.NO_RESULT),
    ]
    assert report.entries[CATEGORY_TOTAL] == Entry(9, "9")
    at = [str(report.places[Part(CATEGORIES, str(n))]) for n in (1, 2, 3, 4, 5)]
    assert at == [f"{LIST}A{row}" for row in (6, 8, 9, 10, 11)]
    assert str(report.places[category(2)]) == f"{LIST}B8"
    assert str(report.places[CATEGORY_TOTAL]) == f"{LIST}B3"
    assert report.places[Part(CATEGORIES)] == Place("主动公开分类")
    assert told(report.faults) == {
        "unread": [(f"{LIST}A10", "#REF!", ""), (f"{LIST}A11", "=A1", "")],
        "relabelled": [(f"{LIST}B5", "件数", "条数")],
        "stray": [(f"{LIST}B1", "丙", ""), (f"{LIST}C4", "甲", ""), (f"{LIST}C6", "乙", "")],
    }


def test_a_list_has_no_more_categories_than_a_report(book: Path) -> None:
    rows = range(6, 6 + MOST_CATEGORIES + 2)
    typed_into(book, {f"{LIST}A{row}": f"第{row}类" for row in rows})
    report = read(book)
    assert len(report.categories) == MOST_CATEGORIES
    over = rows[-2]
    assert told(report.faults)["stray"] == [(f"{LIST}A{over}", f"第{over}类", "")]


def test_explanations_are_read_line_by_line(book: Path) -> None:
    """One may lack its code, its cell or its reason; a rule says so."""
    name = "核查说明!"
    typed_into(
        book,
        {
            f"{name}A4": " D213 ",
            f"{name}B4": "三!D7",
            f"{name}C4": "本年\n没有。",
            f"{name}D4": "备注",
            f"{name}C6": "只有原因。",
            f"{name}B8": "三!D8",
            f"{name}D9": "其他",
        },
    )
    report = read(book)
    assert report.explanations == (
        Explanation(Part(EXPLANATIONS, "3"), "D213", "三!D7", "本年 没有。"),
        Explanation(Part(EXPLANATIONS, "5"), "", "", "只有原因。"),
        Explanation(Part(EXPLANATIONS, "7"), "", "三!D8", ""),
    )
    at = [str(report.places[each.at]) for each in report.explanations]
    assert at == [f"{name}A4", f"{name}A6", f"{name}A8"]
    assert report.places[Part(EXPLANATIONS)] == Place("核查说明")


def test_explanations_without_their_head_are_none(book: Path) -> None:
    report = read(typed_into(book, {"核查说明!A3": "编号", "核查说明!A4": "D213"}))
    assert report.explanations == ()
    assert Part(EXPLANATIONS) not in report.places


def test_around_a_table_and_between_its_figures_nothing_is_passed_over(book: Path) -> None:
    """The table of disputes has 15 columns and 4 rows from A4 on."""
    typed_into(
        book,
        {
            "四!A3": "副标题",
            "四!B1": "甲",
            "四!C3": "乙",
            "四!P7": "丙",
            "四!A8": "丁",
            "四!B4": "戊",
            "四!F5": "未经复议直接起诉",
            "四!G5": "己",
            "二!D10": "庚",
            "三!A12": "辛",
        },
    )
    report = read(book)
    assert told(report.faults) == {
        "stray": [
            ("四!B1", "甲", ""),
            ("四!C3", "乙", ""),
            ("四!P7", "丙", ""),
            ("四!A8", "丁", ""),
        ],
        "displaced": [
            ("二!D10", "庚", ""),
            ("三!A12", "辛", ""),
            ("四!B4", "戊", ""),
            ("四!G5", "己", ""),
        ],
    }


def test_a_table_of_other_labels_is_told_label_by_label(book: Path) -> None:
    report = read(typed_into(book, {"二!A10": "许可", "二!B9": None}))
    assert told(report.faults) == {
        "relabelled": [("二!B9", "", "本年处理决定数量"), ("二!A10", "许可", "行政许可")]
    }
    assert not [ref for ref in report.entries if ref.table == "licences"]
    assert report.nil == {"requests": "", "disputes": "", "proactive": ""}
    assert Ref("fees", "administrative", "charged") not in report.entries


@pytest.mark.parametrize(
    ("cells", "shown", "at"),
    [
        ({}, "", "三!D2"),
        ({"三!D2": "√"}, "√", "三!D2"),
        ({"三!F2": "√"}, "√", "三!F2"),
        ({"三!E2": "=A1", "三!F2": "√"}, "=A1", "三!E2"),
        ({"三!D2": None, "三!E2": "√", "三!A2": "本年度无此项业务："}, "√", "三!E2"),
        ({"三!A2": "本年度无此项业务", "三!D2": 1}, "1", "三!D2"),
        ({"三!A2": None, "三!C2": "本年度无此项业务", "三!B2": "甲", "三!F2": "√"}, "√", "三!F2"),
        ({"三!A2": None, "三!B3": " 本年度无此项业务（打√）", "三!C3": "√"}, "√", "三!C3"),
    ],
)
def test_a_tick_is_the_first_that_stands_right_of_its_label(
    cells: dict[str, object], shown: str, at: str, book: Path
) -> None:
    report = read(typed_into(book, cells) if cells else book)
    assert report.nil["requests"] == shown
    assert str(report.places[Part("requests", "nil")]) == at


def test_below_a_table_its_tick_is_none(book: Path) -> None:
    report = read(typed_into(book, {"三!A2": None, "三!A40": "本年度无此项业务", "三!B40": "√"}))
    assert "requests" not in report.nil
    assert told(report.faults) == {
        "stray": [("三!A40", "本年度无此项业务", ""), ("三!B40", "√", "")]
    }


@pytest.mark.parametrize(
    ("mark", "year"), [("2024", 2024), ("2023", 2023), ("20245", None), ("去年", None), ("", None)]
)
def test_the_year_of_the_template_is_known_by_its_mark(
    mark: str, year: int | None, book: Path
) -> None:
    replaced(book, BOOK, '(name="disclosure_year"[^>]*)>[^<]*<', rf"\1>{mark}<")
    assert read(book).template_year == year


def test_a_mark_of_another_form_is_no_mark_of_ours(book: Path) -> None:
    replaced(book, BOOK, '(name="disclosure_form"[^>]*)>[^<]*<', r"\1>2099<")
    with pytest.raises(ForeignWorkbook) as refusal:
        read(book)
    assert str(refusal.value) == (
        f"{book} 不是由 disclosure new-template 生成的工作簿；请用它生成模板，填写后再检查。"
    )


def test_without_a_mark_the_year_tells_the_form_or_is_asked_for(book: Path) -> None:
    """Of a long text the first twenty characters are enough to know it by."""
    words = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子"
    without_names_in_xml(typed_into(book, {"基本信息!B4": words}))
    with pytest.raises(UnreadableWorkbook) as refusal:
        read(book)
    assert str(refusal.value) == (
        f"无法读取 {book}：基本信息!B4 年度填“{words[:20]}”，不是年份；请填四位数字，如 2024。"
    )
