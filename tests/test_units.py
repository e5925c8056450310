"""How far the units of a county have come: a folder of what they sent, against their list."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from command_line import disclosure
from jsonschema import Draft202012Validator
from report_factory import sound, template, word_document
from unit_folder import COUNTY, YEAR, UnitFolder

from disclosure_cli.errors import DisclosureError
from disclosure_cli.model.contributions import ListedUnit, UnitIndex, same_name
from disclosure_cli.units.nearest import named_in, nearest
from disclosure_cli.units.register import read_units
from disclosure_cli.units.status import State, status_of
from disclosure_cli.units.submission import Submission

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/status.schema.json").read_text("utf-8"))
SIXTY = pytest.mark.slow("makes the workbooks of sixty units")


def as_json(county: UnitFolder, *options: str) -> dict[str, object]:
    root = county.path.parent
    done = disclosure(
        root, "status", "received", "--units", "units.csv", "-o", "status.json", "--force", *options
    )
    assert (done.returncode, done.stdout) == (1, "status.json\n")
    found: dict[str, object] = json.loads((root / "status.json").read_text("utf-8"))
    Draft202012Validator(SCHEMA).validate(found)
    return found


@SIXTY
def test_each_unit_has_its_state(county: UnitFolder) -> None:
    found = as_json(county)
    units = found["units"]
    assert isinstance(units, list)
    states: dict[str, set[str]] = {}
    for each in units:
        states.setdefault(each["state"], set()).add(each["unit"])
    right = county.reports.keys() - {county.unlisted, *county.wrong, *county.doubled}
    unreadable = {f"{COUNTY}{path.stem}" for path in county.unreadable}
    assert states.pop("passed") | states.pop("warnings") == right
    assert states == {
        "errors": set(county.wrong),
        "doubled": set(county.doubled),
        "missing": set(county.missing),
        "wrong_year": set(county.of_another_year),
        "unlisted": {county.unlisted},
        "unreadable": {""},
    }
    assert unreadable <= states["missing"]
    assert Counter(each["state"] for each in units)["unreadable"] == len(county.unreadable)
    assert [Path(each).name for each in found["foreign"]] == ["通知.docx"]  # type: ignore[attr-defined]
    assert [Path(each).name for each in found["beside"]] == ["龙泉镇人民政府.docx"]  # type: ignore[attr-defined]


@SIXTY
def test_of_an_unreadable_file_it_is_proposed_whose_it_may_be(county: UnitFolder) -> None:
    units = as_json(county)["units"]
    assert isinstance(units, list)
    says = [each["first"] for each in units if each["state"] == "unreadable"]
    for path in county.unreadable:
        assert any(f"可能是{COUNTY}{path.stem}的。" in each for each in says)


@SIXTY
def test_the_same_is_shown_each_time_and_by_any_number_of_processes(county: UnitFolder) -> None:
    root = county.path.parent
    for suffix in ("xlsx", "html", "csv", "json"):
        made = []
        for number, jobs in enumerate(("1", "3", "3")):
            name = f"status-{number}.{suffix}"
            disclosure(
                root, "status", "received", "--units", "units.csv", "-o", name, "--jobs", jobs
            )
            made.append((root / name).read_bytes())
        assert len(set(made)) == 1
    said = {
        disclosure(root, "status", "received", "--units", "units.csv", *jobs).stdout
        for jobs in ((), ("--jobs", "2"))
    }
    assert len(said) == 1
    (text,) = said
    reported = 60 - len(county.missing) - len(county.of_another_year)
    assert f"名单 60 个单位，已报送 {reported} 个" in text


@SIXTY
def test_the_table_as_csv(county: UnitFolder) -> None:
    root = county.path.parent
    disclosure(root, "status", "received", "--units", "units.csv", "-o", "s.csv", "--force")
    rows = list(csv.DictReader(io.StringIO((root / "s.csv").read_text("utf-8-sig"))))
    assert rows[0]["状态"] == "未报送"
    assert rows[-1]["状态"] == "已通过"
    wrong = [row for row in rows if row["状态"] == "有错误"]
    assert {row["单位"] for row in wrong} == set(county.wrong)
    assert all(row["先改什么"].startswith("D102 三!") for row in wrong)


@SIXTY
def test_another_year_is_asked_for(county: UnitFolder) -> None:
    found = as_json(county, "--year", str(YEAR - 1))
    units = found["units"]
    assert isinstance(units, list)
    right = [each["unit"] for each in units if each["state"] in ("passed", "warnings")]
    assert right == county.of_another_year


def test_with_an_empty_folder_all_are_missing(tmp_path: Path) -> None:
    (tmp_path / "received").mkdir()
    (tmp_path / "units.csv").write_text("单位\n甲局\n乙局\n", "utf-8")
    done = disclosure(tmp_path, "status", "received", "--units", "units.csv")
    assert done.returncode == 1
    assert done.stdout.count("未报送") == 3
    assert disclosure(tmp_path, "status", "received").returncode == 2


def test_when_all_is_right_the_exit_code_says_so(tmp_path: Path) -> None:
    template(tmp_path / "a.xlsx", sound(2024))
    assert disclosure(tmp_path, "status", ".").returncode == 0
    (tmp_path / "units.csv").write_text("单位\n示例县自然资源局\n另一局\n", "utf-8")
    assert disclosure(tmp_path, "status", ".", "--units", "units.csv").returncode == 1


def test_the_list_itself_is_no_report(tmp_path: Path) -> None:
    """It may lie in the folder that it is the list of."""
    template(tmp_path / "a.xlsx", sound(2024))
    with xlsxwriter.Workbook(tmp_path / "units.xlsx") as book:
        book.add_worksheet().write_column(0, 0, ["单位", "示例县自然资源局"])
    done = disclosure(tmp_path, "status", ".", "--units", "units.xlsx")
    assert done.returncode == 0
    assert "units.xlsx" not in done.stdout + done.stderr


def test_what_the_program_writes_is_no_report(tmp_path: Path) -> None:
    """It may be written into the folder that it is about."""
    template(tmp_path / "a.xlsx", sound(2024))
    for name in ("s.json", "s.html", "s.csv", "s.xlsx"):
        assert disclosure(tmp_path, "status", ".", "-o", name).returncode == 0
    disclosure(tmp_path, "validate", "a.xlsx", "--format", "json", "-o", "found.json")
    arguments = ("--organ", "示例县人民政府", "--year", "2024")
    assert disclosure(tmp_path, "merge", "a.xlsx", "-o", "m.xlsx", *arguments).returncode == 0
    (tmp_path / "m.xlsx").unlink()
    done = disclosure(tmp_path, "status", ".")
    assert done.returncode == 0
    assert (
        "5 个文件中没有年度报告，没有计入：found.json、m.provenance.json、s.html、s.json、s.xlsx。"
        in done.stdout
    )


def test_letters_beside_published_reports_are_passed_over(tmp_path: Path) -> None:
    """Old documents are not: they may well be the report of a unit, and it is said what to do."""
    (tmp_path / "report.docx").write_bytes(word_document(sound(2024)))
    (tmp_path / "letter.html").write_text("<p>请各单位于1月31日前报送。</p>", "utf-8")
    done = disclosure(tmp_path, "validate", ".")
    assert (done.returncode, done.stderr) == (0, "跳过 letter.html：其中没有年度报告。\n")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
    (tmp_path / "甲局.wps").write_bytes(old.ljust(2048, b"\0"))
    (tmp_path / "units.csv").write_text("单位\n某县甲局\n示例县自然资源局\n", "utf-8")
    done = disclosure(tmp_path, "status", ".", "--units", "units.csv")
    assert done.returncode == 1
    assert "可能是某县甲局的。是旧版的 Word 文档" in done.stdout
    assert "1 个文件中没有年度报告，没有计入：letter.html。" in done.stdout


# The list.


@pytest.mark.parametrize(
    "content",
    [
        "单位,别名,类别\n甲局,甲、老甲局,部门\n乙镇,,乡镇\n".encode("utf-8-sig"),
        "单位,别名,类别\r\n甲局,甲；老甲局,部门\r\n乙镇,,乡镇\r\n".encode("gb18030"),
        "单位名称\t别名\t类别\n 甲局 \t甲/老甲局\t部门\n\n乙镇\t\t乡镇\n".encode(),
        '全县单位名单,,\n序号,单位,别名,类别\n1,甲局,"甲，老甲局",部门\n2,乙镇,,乡镇\n'.encode(),
    ],
)
def test_a_list_is_read_as_offices_write_it(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(content)
    assert read_units(path) == (
        ListedUnit("甲局", ("甲", "老甲局"), "部门"),
        ListedUnit("乙镇", (), "乡镇"),
    )


def test_a_list_is_read_from_the_sheet_that_has_it(tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("封面").write(0, 0, "全县单位")
        sheet = book.add_worksheet("名单")
        sheet.write_row(1, 0, ["序号", "单位", "类别"])
        sheet.write_row(2, 0, [1, "甲局", "部门"])
        sheet.write_row(4, 0, [2, "乙镇", "乡镇"])
    assert read_units(path) == (ListedUnit("甲局", (), "部门"), ListedUnit("乙镇", (), "乡镇"))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "名称,类别\n甲局,部门\n".encode(), "没有“单位”一列"),
        ("a.csv", "单位,类别\n,部门\n".encode(), "没有单位"),
        ("a.csv", "单位\n甲局\n甲 局\n".encode(), "第 3 行的“甲 局”与第 2 行是同一个单位"),
        ("a.csv", b"\x81\xff\xfe\x00\x81", "无法识别"),
        ("a.xlsx", b"PK\x03\x04", "压缩包不完整"),
        ("a.docx", b"{}", "不是表格"),
    ],
)
def test_another_list_is_refused(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DisclosureError) as refused:
        read_units(tmp_path / name)
    assert says in str(refused.value)


# Whose name is whose.


UNITS = tuple(
    ListedUnit(*each)
    for each in (
        ("玄武区财政局", ("区财政局",)),
        ("鼓楼区财政局", ("区财政局",)),
        ("鼓楼区科学技术局",),
        ("鼓楼区自然资源和规划局",),
        ("鼓楼区（高新区）管委会",),
    )
)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("玄武区财政局", "玄武区财政局"),
        (" 玄武区 财政局\u200b", "玄武区财政局"),
        ("鼓楼区(高新区)管委会", "鼓楼区（高新区）管委会"),
        ("区财政局", None),  # Of two units, an alias.
        ("科技局", None),
        ("", None),
    ],
)
def test_a_name_means_the_unit_that_bears_it_alone(written: str, unit: str | None) -> None:
    found = UnitIndex(UNITS).unit(written)
    assert (found.name if found else None) == unit


@pytest.mark.parametrize(
    ("written", "path", "units"),
    [
        ("区财政局", (), ("玄武区财政局", "鼓楼区财政局")),
        ("区财政局", ("鼓楼区财政局",), ("鼓楼区财政局", "玄武区财政局")),
        ("科技局", (), ("鼓楼区科学技术局",)),
        ("某市鼓楼区科学技术局", (), ("鼓楼区科学技术局",)),
        ("鼓楼区自然资源局", (), ("鼓楼区自然资源和规划局",)),
        ("教育局", (), ()),
    ],
)
def test_of_another_name_it_is_proposed_whose_it_may_be(
    written: str, path: tuple[str, ...], units: tuple[str, ...]
) -> None:
    assert nearest(written, UnitIndex(UNITS), UNITS, path) == units


def test_what_a_file_is_called_proposes_a_unit() -> None:
    assert named_in(("收到", "科技局"), UNITS) == ("鼓楼区科学技术局",)
    assert named_in(("鼓楼区科学技术局2024年年报",), UNITS) == ("鼓楼区科学技术局",)
    assert named_in(("a",), UNITS) == ()


def test_names_are_compared_by_what_they_mean() -> None:
    assert same_name("“甲”局 (乙) ") == same_name("甲局（乙）")
    assert same_name("甲局") != same_name("乙局")


# States.


def sent(organ: str, **other: Any) -> Submission:
    return Submission(f"{organ}.xlsx", f"{organ}.xlsx", organ, 2024)._replace(**other)


def states(
    submissions: list[Submission], listed: list[ListedUnit] | None = None
) -> dict[str, State]:
    return {each.unit or each.files[0]: each.state for each in status_of(submissions, listed).units}


def test_one_name_in_twenty_files_is_not_one_unit_twenty_times() -> None:
    """Of a list that has units of that name, each file may be another one of them."""
    files = [
        sent("区财政局", file=f"{number}.xlsx", inside=f"{number}.xlsx") for number in range(20)
    ]
    found = status_of(files, UNITS)
    unlisted = [each for each in found.units if each.state is State.UNLISTED]
    assert len(unlisted) == 20
    assert all("可能是玄武区财政局、鼓楼区财政局" in each.first for each in unlisted)
    assert found.reported == 0


def test_two_files_of_one_unit() -> None:
    for digest, says in (("a", "内容相同"), ("b", "内容不同")):
        files = [sent("甲局", sha256="a"), sent("甲 局", sha256=digest)]
        (unit,) = status_of(files).units
        assert (unit.state, len(unit.files)) == (State.DOUBLED, 2)
        assert says in unit.first


def test_a_published_report_beside_its_workbook_is_not_a_second_one() -> None:
    files = [sent("甲局"), sent("甲局", file="甲局.docx", is_workbook=False)]
    found = status_of(files)
    assert [each.state for each in found.units] == [State.PASSED]
    assert found.beside == ("甲局.docx",)


def test_the_year_is_that_of_most() -> None:
    found = status_of(
        [sent("甲局"), sent("乙局"), sent("丙局", year=2023), sent("丁局", year=None)]
    )
    assert (found.year, found.year_is_guessed) == (2024, True)
    assert [each.state for each in found.units].count(State.WRONG_YEAR) == 2


def test_a_unit_that_sent_another_year_is_told_once() -> None:
    listed = [ListedUnit("甲局", (), "部门"), ListedUnit("乙局")]
    found = status_of([sent("甲局", year=2023), sent("乙局")], listed, 2024)
    assert states([sent("甲局", year=2023), sent("乙局")], listed)["甲局"] is State.WRONG_YEAR
    assert [(each.unit, each.kind) for each in found.units] == [("甲局", "部门"), ("乙局", "")]
    assert (found.reported, found.listed, found.to_send_back) == (1, 2, 1)
