"""How far a collection has come, in every format: nothing lost, nothing that a program would run."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import invariants
import openpyxl
import pytest
from lxml import html
from rich.cells import cell_len

from disclosure_cli.i18n import set_language
from disclosure_cli.model.text import ems
from disclosure_cli.reporting import status_data, status_page
from disclosure_cli.reporting.status_book import STATUS_SHEET
from disclosure_cli.reporting.status_formats import (
    STATUS_FORMATS_BY_SUFFIX,
    StatusFormat,
    status_bytes,
    status_text,
)
from disclosure_cli.reporting.status_table import remarks, summary_lines
from disclosure_cli.units.status import CollectionStatus, State, UnitStatus

SUM = "D101 三!J9：总计填 15，各项之和为 16；请核对是哪一个数，改正后再次检查，没有错误再报送。"
COPIES = ("收集/司法局/司法局2024年政府信息公开工作年度报告.xlsx", "收集/司法局（改）.xlsx")
UNITS = (
    UnitStatus("教育局", "部门", State.MISSING),
    UnitStatus("", "", State.UNREADABLE, first="文件已损坏。", files=("收集/扫描件.xlsx",)),
    UnitStatus("民政局", "部门", State.WRONG_YEAR, 0, 1, 2, "是 2023 年度的。", ("民政.xlsx",)),
    UnitStatus("司法局", "部门", State.DOUBLED, first="有 2 份，内容不同。", files=COPIES),
    UnitStatus("人社局", "", State.UNLISTED, 0, 0, 1, "名单中没有这个名称。", ("人社.xlsx",)),
    UnitStatus("财政局", "部门", State.ERRORS, 12, 3, 2, SUM, ("财政.xlsx",)),
    UnitStatus("水利局", "部门", State.WARNINGS, 0, 3, 0, "D408 一：少 1。", ("水利.xlsx",)),
    UnitStatus("双庄街道", "乡镇", State.PASSED, 0, 0, 1, "", ("双庄.xlsx",)),
)
EVERY = CollectionStatus(
    2024, UNITS, 7, 5, ("说明.xlsx", "通知.docx"), ("财政局.pdf",), year_is_guessed=True
)
UNLISTED = CollectionStatus(2024, UNITS[5:], None, 3)
NOTHING = CollectionStatus(None, (), None, 0, year_is_guessed=True)

LONG = "宿城区" + "长" * 194 + "·街道"
HOSTILE = (
    UnitStatus("=cmd()|'/c calc'!A1", "@SUM(A1)", State.ERRORS, 1, 0, 0, "+1+1", ("-1.xlsx",)),
    UnitStatus("<script>x</script>", "<b>", State.ERRORS, 1, 0, 0, "&amp;<img src=x>", ('">.xlsx',)),
    UnitStatus("[red]甲[/red]:o:", "[b]", State.WARNINGS, 0, 1, 0, "[link=x]y[/]", ("[/].xlsx",)),
    UnitStatus("乙\x1b[2J\n\t\r\x07\ufeff\u2028局", "", State.PASSED, files=("乙\x1b]0;x\x07.xlsx",)),
    UnitStatus("丙\udc80局", "", State.PASSED, files=("丙\udcff.xlsx",)),
    UnitStatus(LONG, "类" * 200, State.WRONG_YEAR, 999999, 1, 1, "错" * 300, ("路/" * 90 + "x.xlsx",)),
    UnitStatus("Bureau-of-" * 20, "", State.DOUBLED, first="e" * 300, files=("“…”" * 60,) * 9),
    UnitStatus("“一”×…√①—", "", State.UNLISTED, 0, 0, 0, "“二”×…√①—" * 20, ("“三”×…√①—.xlsx",)),
)  # fmt: skip
ATTACKED = CollectionStatus(2024, (*HOSTILE, *UNITS), 20, 15, ("<i>\x1b[2J.xlsx",), ("=x\n.pdf",))
STATUSES = {"every": EVERY, "unlisted": UNLISTED, "nothing": NOTHING, "attacked": ATTACKED}

each_status = pytest.mark.parametrize("status", STATUSES.values(), ids=STATUSES)


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("zh")


@pytest.fixture
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """A terminal so many columns wide, without colours."""
    for name, value in {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": str(request.param)}.items():
        monkeypatch.setenv(name, value)
    return int(request.param)


on_screens = pytest.mark.parametrize("width", [40, 60, 80, 120, 200], indirect=True)


def shown(text: str) -> str:
    """What of a text can be seen."""
    return "".join(c for c in text if c.isprintable())


def page_of(status: CollectionStatus) -> Any:
    return html.document_fromstring(status_bytes(status, StatusFormat.HTML).decode())


def sheet_of(status: CollectionStatus) -> Any:
    content = status_bytes(status, StatusFormat.XLSX)
    return openpyxl.load_workbook(io.BytesIO(content))[STATUS_SHEET]


# What the table says


def test_the_summary_tells_how_far_the_collection_has_come() -> None:
    assert summary_lines(EVERY) == (
        "2024 年度：名单 7 个单位，已报送 5 个，还差 2 个；要退回 4 份。",
        "没有指定年度，按多数的 2024 年度。",
        "各状态：未报送 1，无法读取 1，年度不符 1，重复 1，不在名单 1，有错误 1，有警告 1，已通过 1。",
        "各类别已报送：部门 3/5，乡镇 1/1。",
        "检查结果：共 12 个错误，7 个警告，6 个提示。",
    )
    assert remarks(EVERY) == (
        "2 个文件中没有年度报告，没有计入：说明.xlsx、通知.docx。",
        "1 份已公布的报告没有计入，这些单位另有填好的工作簿：财政局.pdf。",
    )


def test_without_a_list_the_units_that_reported_are_counted() -> None:
    assert summary_lines(UNLISTED)[0] == "2024 年度：共 3 个单位报送；要退回 1 份。"
    assert summary_lines(NOTHING) == ("共 0 个单位报送。",)
    assert remarks(NOTHING) == ()


def test_when_all_have_reported_nothing_is_missing() -> None:
    status = CollectionStatus(2024, UNITS[7:], 1, 1)
    assert summary_lines(status)[0] == "2024 年度：名单 1 个单位，已报送 1 个。"


def test_a_unit_that_also_sent_another_year_is_one_unit_that_reported() -> None:
    twice = UNITS[2]._replace(state=State.PASSED), UNITS[2]
    for lines in (twice, twice[::-1]):
        assert "各类别已报送：部门 1/1。" in summary_lines(CollectionStatus(2024, lines, 1, 1))


# On a terminal

ON_80_COLUMNS = """\
单位          状态      错误  警告  先改什么
教育局        未报送
（单位不详）  无法读取              文件已损坏。
                                    收集/扫描件.xlsx
民政局        年度不符     0     1  是 2023 年度的。
                                    民政.xlsx
司法局        重复                  有 2 份，内容不同。
                                    司法局2024年政府信息公开工作年度报告.xlsx
                                    收集/司法局（改）.xlsx
人社局        不在名单     0     0  名单中没有这个名称。
                                    人社.xlsx
财政局        有错误      12     3  D101 三!J9：总计填 15，各项之和为 16；
                                    请核对是哪一个数，改正后再次检查，没有错误再
                                    报送。
                                    财政.xlsx
水利局        有警告       0     3  D408 一：少 1。
                                    水利.xlsx
双庄街道      已通过       0     0  双庄.xlsx

2024 年度：名单 7 个单位，已报送 5 个，还差 2 个；要退回 4 份。
"""


@pytest.mark.parametrize("width", [80], indirect=True)
def test_a_table_on_a_screen(width: int) -> None:
    assert width == 80
    assert status_text(EVERY, sys.stdout).startswith(ON_80_COLUMNS)


@on_screens
@each_status
def test_no_line_is_wider_than_the_screen(status: CollectionStatus, width: int) -> None:
    lines = status_text(status, sys.stdout).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert max(2 * ems(line) for line in lines) <= width


@on_screens
@each_status
def test_every_unit_is_on_the_screen(status: CollectionStatus, width: int) -> None:
    text = status_text(status, sys.stdout)
    for unit in status.units:
        assert (shown(unit.unit) or "（单位不详）")[:2] in text
    assert all(c.isprintable() or c in "\n\u3000" for c in text)


@pytest.mark.parametrize("width", [80, 120], indirect=True)
def test_what_is_cut_ends_with_dots(width: int) -> None:
    text = status_text(ATTACKED, sys.stdout)
    assert LONG not in text
    assert re.search(r"长…\s", text)
    assert "另有 6 个文件" in text
    assert "[red]甲[/red]:o:" in text


def test_a_state_has_its_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "80", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = status_text(EVERY, sys.stdout)
    assert re.findall(r"\x1b\[([13;\d]+)m(\w+) *\x1b\[0m", text) == [
        ("1;31", "未报送"), ("1;31", "无法读取"), ("1;31", "年度不符"), ("1;31", "重复"),
        ("1;31", "不在名单"), ("1;31", "有错误"), ("33", "有警告"), ("32", "已通过"),
    ]  # fmt: skip


def test_elsewhere_each_unit_is_one_line_uncut() -> None:
    lines = status_bytes(ATTACKED, StatusFormat.TEXT).decode().split("\n")
    assert lines[len(ATTACKED.units) + 1] == ""
    for unit, line in zip(ATTACKED.units, lines[1:], strict=False):
        assert shown(unit.unit).replace(" ", "") in line.replace(" ", "")
        assert unit.first in line
        assert "、".join(map(shown, unit.files)) in line
        assert all(c.isprintable() for c in line)
    row = next(line for line in lines if line.startswith("财政局"))
    assert re.sub(" +", " ", row) == f"财政局 有错误 12 3 {SUM} 财政.xlsx"


# For other programs


def test_the_json_has_all_that_is_known() -> None:
    made = json.loads(status_bytes(EVERY, StatusFormat.JSON))
    assert {key: made[key] for key in ("schema_version", "year", "year_is_guessed")} == {
        "schema_version": 1, "year": 2024, "year_is_guessed": True,
    }  # fmt: skip
    assert made["summary"] == {
        "listed": 7, "reported": 5, "not_reported": 2, "to_send_back": 4, "is_complete": False,
        "errors": 12, "warnings": 7, "notes": 6,
        "states": dict.fromkeys(State, 1),
        "kinds": [{"kind": "部门", "reported": 3, "units": 5},
                  {"kind": "乡镇", "reported": 1, "units": 1}],
    }  # fmt: skip
    assert made["units"][3] == {
        "unit": "司法局", "kind": "部门", "state": "doubled", "errors": 0, "warnings": 0,
        "notes": 0, "first": "有 2 份，内容不同。", "files": [*COPIES],
    }  # fmt: skip
    assert [each["state"] for each in made["units"]] == [*State]
    assert (made["foreign"], made["beside"]) == (["说明.xlsx", "通知.docx"], ["财政局.pdf"])


def test_json_gives_texts_back_as_they_were() -> None:
    made = json.loads(status_bytes(ATTACKED, StatusFormat.JSON))
    assert [each["unit"] for each in made["units"]] == [each.unit for each in ATTACKED.units]
    assert json.loads(status_data.status_json(ATTACKED, is_utf8=False)) == made
    assert status_data.status_json(ATTACKED, is_utf8=False).isascii()
    nothing = json.loads(status_bytes(NOTHING, StatusFormat.JSON))
    assert (nothing["summary"]["listed"], nothing["summary"]["not_reported"]) == (None, None)
    assert nothing["summary"]["states"] == dict.fromkeys(State, 0)


def test_the_csv_has_a_line_for_each_unit() -> None:
    text = status_bytes(EVERY, StatusFormat.CSV).decode("utf-8")
    assert text.startswith("\ufeff")
    heads, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert heads == ["单位", "类别", "状态", "错误", "警告", "提示", "先改什么", "文件"]
    assert [row[2] for row in rows] == [
        "未报送", "无法读取", "年度不符", "重复", "不在名单", "有错误", "有警告", "已通过",
    ]  # fmt: skip
    assert rows[0] == ["教育局", "部门", "未报送", "", "", "", "", ""]
    assert rows[3][3:] == ["", "", "", "有 2 份，内容不同。", "、".join(COPIES)]
    assert rows[5] == ["财政局", "部门", "有错误", "12", "3", "2", SUM, "财政.xlsx"]
    assert not status_data.status_csv(EVERY, is_utf8=False).startswith("\ufeff")


def test_the_csv_holds_nothing_that_excel_would_run() -> None:
    text = status_bytes(ATTACKED, StatusFormat.CSV).decode("utf-8").removeprefix("\ufeff")
    rows = [*csv.reader(io.StringIO(text))]
    assert len(rows) == len(ATTACKED.units) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_kinds_have_a_column_only_where_there_are_any() -> None:
    plain = CollectionStatus(2024, tuple(each._replace(kind="") for each in UNITS), None, 4)
    heads = ["单位", "状态", "错误", "警告", "提示", "先改什么", "文件"]
    assert page_of(plain).xpath("//thead//th/text()") == heads
    assert status_bytes(plain, StatusFormat.CSV).decode("utf-8-sig").split("\n")[0] == ",".join(
        heads
    )
    assert not [line for line in summary_lines(plain) if "类别" in line]


# The page


def test_the_page_says_it_with_heads_and_states_in_words() -> None:
    page = page_of(EVERY)
    assert page.get("lang") == "zh-CN"
    assert page.xpath("//h1/text()") == ["2024 年度政府信息公开工作年度报告报送情况"]
    assert page.xpath("//p/text()") == [*summary_lines(EVERY), *remarks(EVERY)]
    assert page.xpath("count(//thead//th[@scope='col'])") == 8
    assert page.xpath("//tbody//th[@scope='row']/text()") == [
        each.unit or "（单位不详）" for each in UNITS
    ]
    assert page.xpath("//td[@class='state']/span/@class") == ["wrong"] * 6 + ["doubtful", "right"]
    assert page.xpath("//tr[th='财政局']/td[@class='errors']/text()") == ["12"]


@each_status
def test_texts_are_no_markup(status: CollectionStatus) -> None:
    source = status_bytes(status, StatusFormat.HTML).decode()
    page: Any = html.document_fromstring(source)
    assert {each.tag for each in page.iter()} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "p", "table", "thead",
        "tbody", "tr", "th", "td", "span",
    }  # fmt: skip
    assert not re.search(r"https?:|url\(|@import|src=x>", source.replace("&lt;img src=x&gt;", ""))
    assert len(page.xpath("//tbody/tr")) == len(status.units)
    assert all(c.isprintable() or c == "\n" for c in source)


def test_each_colour_can_be_read_on_what_it_stands_on() -> None:
    """WCAG 2.2, 1.4.3: 4.5:1."""
    style = page_of(EVERY).xpath("string(//style)")
    for rule in re.findall(r"{([^{}]*)}", style):
        inks = re.findall(r"(?<![-\w])color: (#\w+)", rule)
        papers = re.findall(r"background: (#\w+)", rule) or ["#fff", "#f0f0f0"]
        for paper in papers * bool(inks):
            light, dark = sorted((luminance(inks[0]), luminance(paper)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, rule


def luminance(colour: str) -> float:
    """As WCAG has it, of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# The workbook


@each_status
def test_the_workbook_has_texts_and_numbers_and_no_formulas(status: CollectionStatus) -> None:
    content = status_bytes(status, StatusFormat.XLSX)
    assert invariants.problems(content) == []
    with ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = sheet_of(status)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_the_workbook_can_be_filtered_and_printed() -> None:
    sheet = sheet_of(EVERY)
    head = len(summary_lines(EVERY)) + 2
    assert sheet["A1"].value == "2024 年度政府信息公开工作年度报告报送情况"
    assert [sheet.cell(row, 1).value for row in range(2, head)] == [*summary_lines(EVERY)]
    assert [each.value for each in sheet[head]][:3] == ["单位", "类别", "状态"]
    assert [each.value for each in sheet[head + 6]] == [
        "财政局", "部门", "有错误", 12, 3, 2, SUM, "财政.xlsx",
    ]  # fmt: skip
    assert sheet.auto_filter.ref == f"A{head}:H{head + 8}"
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert [sheet.cell(head + 10 + n, 1).value for n in range(2)] == [*remarks(EVERY)]
    colours = [sheet.cell(head + row, 3).fill.fgColor.rgb for row in (1, 7, 8)]
    assert len(set(colours)) == 3


def test_texts_come_back_from_the_workbook() -> None:
    sheet = sheet_of(ATTACKED)
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert values >= {HOSTILE[0].unit, HOSTILE[1].unit, HOSTILE[1].first, LONG, "丙局"}


# Every format


@pytest.mark.parametrize("made", StatusFormat)
@each_status
def test_the_same_collection_gives_the_same_bytes(
    status: CollectionStatus, made: StatusFormat
) -> None:
    content = status_bytes(status, made)
    assert content == status_bytes(status, made)
    if made is not StatusFormat.XLSX:
        assert content.endswith(b"\n")
        assert content.decode("utf-8")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("made", StatusFormat)
@each_status
def test_every_format_speaks_english(status: CollectionStatus, made: StatusFormat) -> None:
    assert status_bytes(status, made)


@pytest.mark.usefixtures("english")
def test_an_english_page_says_that_it_is_english() -> None:
    assert b'<html lang="en">' in status_page.status_page(EVERY)


def test_the_format_of_a_file_is_that_of_its_suffix() -> None:
    assert set(STATUS_FORMATS_BY_SUFFIX.values()) == {*StatusFormat} - {StatusFormat.TEXT}
    assert all(suffix.startswith(".") for suffix in STATUS_FORMATS_BY_SUFFIX)
