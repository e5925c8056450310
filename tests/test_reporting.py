"""What findings look like in each format."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from findings_schema import SCHEMA
from report_factory import sound, template, typed_into
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from disclosure_cli import check, read
from disclosure_cli.checks.rules import chosen_codes
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import CATEGORY_TOTAL, Explanation, category
from disclosure_cli.reporting.drawn_table import DrawnTable
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
from disclosure_cli.reporting.folding import folded
from disclosure_cli.reporting.neighbourhood import Neighbourhood, neighbourhood
from disclosure_cli.reporting.result import FileResult

PERSON = Ref("applications", "received", "person")


@pytest.fixture
def wrong(tmp_path: Path) -> FileResult:
    """A workbook with a total typed over, and a cell that Excel would run."""
    path = template(tmp_path / "book.xlsx", sound(2024))
    typed_into(
        path, {"四!A7": 10, "四!B7": 10, "四!E7": 0, "四!L9": "=1+1|cmd", "五!A4": "{[red]甲}"}
    )
    report = read(path)
    return FileResult("a folder/[red]book.xlsx", report, tuple(check(report)))


def explained() -> FileResult:
    base = sound(2024)
    report = replace(
        base,
        entries={**base.entries, PERSON: BLANK},
        explanations=(Explanation(Part("explanations", "1"), "D213", "三!D7", "没有"),),
    )
    return FileResult("book.xlsx", report, tuple(check(report)))


def test_text_shows_the_cell_among_all_the_terms_of_its_sum(wrong: FileResult) -> None:
    lines = rendered([wrong], FindingsFormat.TEXT).splitlines()
    assert lines[0] == "a folder/[red]book.xlsx"
    at = lines.index("  【四】")
    assert lines[at + 1].startswith(
        "    E7 错误 D101 行政复议·总计：若 四!E7 由 0 改为 20，则这一项相符"
    )
    assert lines[at + 2].split() == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert lines[at + 4].split() == ["10", "10", "0", "0", "→0"]
    assert lines[at + 5].startswith("      · E7 错误 D101")
    assert lines[-1] == "  × 2 个错误，1 个警告：改正错误后才能生成报告。"


@pytest.mark.parametrize("year", [2020, 2024])
def test_every_term_of_every_sum_is_shown(year: int) -> None:
    """Each figure of a sum is a number of its own; each of them, marked or not, stands in the drawing."""
    base = sound(year)
    entries = {
        ref: Entry(1000 + number, str(1000 + number))
        for number, ref in enumerate(base.edition.measures)
    }
    report = replace(base, entries=entries)
    for table in base.edition.tables:
        for equation in table.equations:
            for at in (equation.left[0], equation.right[-1]):
                drawn = on_screen(neighbourhood(report, at, equation), 400)
                figures = {word.lstrip("→") for word in drawn.split()}
                assert {str(report[ref]) for ref in equation.refs} <= figures
                assert drawn.count("→") == 1
                assert f"→{report[at]}" in drawn.split()


def test_a_sum_wider_than_the_screen_is_cut_in_the_middle_and_no_figure_is() -> None:
    base = sound(2024)
    table = base.edition.table_of(PERSON)
    assert table
    large = {ref: Entry(1234567, "1234567") for ref in table.refs}
    report = replace(base, entries={**base.entries, **large})
    for at in (
        PERSON,
        PERSON._replace(column="organisation.legal_service"),
        PERSON._replace(column="total"),
    ):
        (across,) = [
            e for e in table.equations if at in e.refs and len({r.row for r in e.refs}) == 1
        ]
        for width in (60, 74, 90):
            lines = on_screen(neighbourhood(report, at, across), width).splitlines()
            (marked,) = [line for line in lines if "→" in line]
            assert set(marked.split()[1:]) <= {"1234567", "→1234567", "…"}
            assert "…" in marked or width == 90
            assert max(map(cell_len, lines)) <= width


def test_the_total_of_the_categories_is_shown_with_all_of_them() -> None:
    base = sound(2024)
    counts = {category(1): 59, category(2): 35, CATEGORY_TOTAL: 97}
    entries = {**base.entries, **{ref: Entry(n, str(n)) for ref, n in counts.items()}}
    report = replace(base, entries=entries, categories=("部门动态", "公示公告"))
    (found,) = check(report)
    assert found.sum
    words = on_screen(neighbourhood(report, CATEGORY_TOTAL, found.sum), 80).split()
    assert [word for word in words if word.lstrip("→").isdecimal()] == ["→97", "59", "35"]


def test_at_80_columns_every_term_of_table_three_is_there_and_every_label_means_something() -> None:
    """What a finding leaves of the screen are 72 columns."""
    base = sound(2024)
    entries = {ref: Entry(1234, "1234") for ref in base.edition.measures}
    report = replace(base, entries={**base.entries, **entries})
    table = base.edition.table_of(PERSON)
    assert table
    for equation in table.equations:
        drawn = on_screen(neighbourhood(report, equation.left[0], equation), 72)
        across = drawn.partition("─")[0]
        if len({ref.row for ref in equation.refs}) == 1:
            assert across.split() == ["商业", "科研", "社会公益", "法律服务",
                                      "自然人", "企业", "机构", "组织", "机构", "其他", "总计"]  # fmt: skip
            assert all(len(line.split()) in (1, 8) for line in drawn.splitlines()[3:])
        labels = [line.split()[0] for line in drawn.splitlines()]
        assert not [each for each in labels if "…" in each and len(each) < 8]


def test_an_odd_text_beside_a_sum_does_not_push_its_terms_off_the_screen() -> None:
    base = sound(2024)
    odd = Entry(None, "详见附件说明及其所附的全部材料", EntryIssue.NOT_A_FIGURE)
    beside = PERSON._replace(row="carried_in")
    report = replace(base, entries={**base.entries, beside: odd})
    total = PERSON._replace(column="total")
    table = base.edition.table_of(PERSON)
    assert table
    drawn = on_screen(neighbourhood(report, total, table.equations[0]), 100)
    assert "详见附件说明及…" in drawn
    assert "商业企业" in drawn


def on_screen(drawn: Neighbourhood, width: int) -> str:
    """What is drawn on a screen of so many columns."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(DrawnTable(drawn))
    return captured.get()


def test_markup_in_a_file_is_text(wrong: FileResult) -> None:
    assert "{[red]甲}" in rendered([wrong], FindingsFormat.TEXT)


def test_quiet_is_one_line_a_file(wrong: FileResult) -> None:
    text = rendered([wrong, explained()], FindingsFormat.TEXT, quiet=True)
    assert text.splitlines() == [
        "a folder/[red]book.xlsx: × 2 个错误，1 个警告：改正错误后才能生成报告。",
        "book.xlsx: √ 没有错误，可以生成报告（1 个已说明）。",
        "",
        "共 2 个文件：1 个可以生成报告，1 个有错误。需要处理：a folder/[red]book.xlsx。",
    ]


def many(count: int, issue: EntryIssue = EntryIssue.NOT_A_FIGURE) -> FileResult:
    """A file with a text in so many cells of table three, each another, beside a warning and a note."""
    base = sound(2024)
    refs = [ref for ref in base.edition.measures if ref.table == PERSON.table][: 7 * count : 7]
    odd = {ref: Entry(None, f"约{n}件", issue) for n, ref in enumerate(refs)}
    report = replace(
        base,
        entries={**base.entries, **odd, Ref("licensing", "licences", "decisions"): BLANK},
        texts={**base.texts, "problems": ("全年新收政府信息公开申请0件。",)},
    )
    codes = chosen_codes(ignore=["D1"], notes=True)
    return FileResult("book.xlsx", report, tuple(check(report, codes)))


def test_errors_come_first_then_warnings_by_sheet() -> None:
    result = many(2)
    text = rendered([result], FindingsFormat.TEXT, notes=True)
    assert re.findall("【.+?】|D[0-9]{3}", text) == [
        "【三】", "D203", "D203", "【二】", "D213", "【五、存在的主要问题及改进情况】", "D408",
    ]  # fmt: skip
    (file,) = json.loads(rendered([result], FindingsFormat.JSON))["files"]
    assert [each["code"] for each in file["findings"]] == ["D213", "D203", "D203", "D408"]


def test_notes_are_counted_and_listed_only_where_they_are_asked_for() -> None:
    result = many(0)
    text = rendered([result], FindingsFormat.TEXT)
    assert "D408" not in text
    assert text.splitlines()[-1] == (
        "  √ 没有错误，可以生成报告（1 个警告，1 个提示）。用 validate --notes 可列出提示。"
    )
    text = rendered([result], FindingsFormat.TEXT, notes=True)
    assert "提示 D408" in text
    assert text.splitlines()[-1] == "  √ 没有错误，可以生成报告（1 个警告，1 个提示）。"
    assert "--notes" not in rendered([result], FindingsFormat.TEXT, quiet=True)
    for output in set(FindingsFormat) - {FindingsFormat.TEXT}:
        assert "D408" in rendered([result], output)


def test_more_than_three_findings_of_one_kind_are_told_once_with_their_cells() -> None:
    text = rendered([many(3)], FindingsFormat.TEXT)
    assert text.count("D203") == 3
    text = rendered([many(16)], FindingsFormat.TEXT)
    assert text.count("D203") == 1
    lines = text.splitlines()
    assert lines[2].startswith(
        "    D7 错误 D203 一、本年新收政府信息公开申请数量 × 自然人：填“约0件”"
    )
    assert lines[3] == "      另有 15 处同样的问题：D8:D22"
    assert lines[-1].startswith("  × 16 个错误，1 个警告，1 个提示：")
    assert rendered([many(16)], FindingsFormat.CSV).count("D203") == 16


def test_what_has_a_correction_of_its_own_is_not_folded() -> None:
    result = many(16)
    assert result.report
    cells = [each for each in result.diagnostics if each.code == "D203"][:4]
    assert len(folded(cells)) == 1
    for change in (
        {"expected": 3},
        {"explanation": "没有"},
        {"also": (PERSON,)},
        {"sum": result.report.equations[0]},
        {"code": "D401"},
        {"place": Place("三", "D7:J7")},
        {"message": "另一个问题。"},
    ):
        assert len(folded([cells[0]._replace(**change), *cells[1:]])) == 4


def test_of_many_sums_the_first_three_are_drawn(tmp_path: Path) -> None:
    wrong_totals = {f"三!J{row}": 1 for row in (7, 9, 10, 12, 19)}
    report = read(typed_into(template(tmp_path / "book.xlsx", sound(2024)), wrong_totals))
    result = FileResult("book.xlsx", report, tuple(check(report)))
    sums = [each for each in result.diagnostics if each.sum]
    assert len(sums) > 3
    lines = rendered([result], FindingsFormat.TEXT).splitlines()
    assert len([line for line in lines if "───" in line]) == 3
    for each in sums:
        assert any(f"    {each.place.cell} 错误 {each.code}" in line for line in lines)


def test_several_files_are_summed_up(wrong: FileResult) -> None:
    unread = FileResult("gone.xlsx", error="找不到文件 gone.xlsx")
    text = rendered([wrong, explained(), unread], FindingsFormat.TEXT)
    assert text.splitlines()[-2:] == [
        "",
        "共 3 个文件：1 个可以生成报告，1 个有错误，1 个无法检查。"
        "需要处理：a folder/[red]book.xlsx、gone.xlsx。",
    ]
    assert "共 " not in rendered([wrong], FindingsFormat.TEXT)
    right = [explained()] * 2
    assert rendered(right, FindingsFormat.TEXT).endswith("\n\n共 2 个文件：2 个可以生成报告。")
    names = [FileResult(f"{n}.xlsx", error="坏了") for n in range(20)]
    assert rendered(names, FindingsFormat.TEXT, quiet=True).endswith("、11.xlsx等。")
    assert "共 2 个文件" not in rendered(right, FindingsFormat.CSV)


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_on_a_terminal_lines_fit_and_keep_numbers_whole(
    wrong: FileResult, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = rendered([wrong, many(16)], FindingsFormat.TEXT, screen=sys.stdout)
    lines = [Text.from_ansi(line).plain for line in shown.splitlines()]
    assert max(map(cell_len, lines)) <= columns
    assert any("由 0 改为 20，" in line for line in lines)
    assert "\x1b[1mE7 \x1b[0m\x1b[1;31m错误 D101 " in shown
    second = lines[1 + next(n for n, line in enumerate(lines) if line.startswith("    D7 错误"))]
    assert len(second) - len(second.lstrip()) == 6


def test_text_for_a_file_has_no_escapes_whatever_the_environment(
    wrong: FileResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in rendered([wrong], FindingsFormat.TEXT)
    assert "\x1b" in rendered([wrong], FindingsFormat.TEXT, screen=sys.stdout)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31" not in rendered([wrong], FindingsFormat.TEXT, screen=sys.stdout)


def test_csv_is_for_excel_and_holds_no_formula(wrong: FileResult) -> None:
    text = rendered([wrong], FindingsFormat.CSV)
    assert text.startswith("\ufeff文件,工作表,单元格,")
    lines = list(csv.reader(io.StringIO(text[1:])))
    assert {len(line) for line in lines} == {11}
    cells = [cell for line in lines for cell in line]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_csv_has_a_line_for_each_finding(wrong: FileResult) -> None:
    lines = csv.DictReader(
        io.StringIO(rendered([wrong], FindingsFormat.CSV).removeprefix("\ufeff"))
    )
    first, *others = list(lines)
    assert [each["代码"] for each in others] == ["D316", "D314"]
    assert first == {
        "文件": "a folder/[red]book.xlsx",
        "工作表": "四",
        "单元格": "E7",
        "级别": "错误",
        "代码": "D101",
        "项目": "",
        "栏目": "行政复议·总计",
        "现为": "0",
        "应为": "20",
        "问题": "若 四!E7 由 0 改为 20，则这一项相符（漏填）。",
        "说明": "",
    }


def test_csv_for_a_console_of_another_encoding_does_not_say_that_it_is_utf_8() -> None:
    assert rendered([], FindingsFormat.CSV, is_utf8=False).startswith("文件,工作表,")


def test_sarif_holds_every_finding_and_rule(wrong: FileResult) -> None:
    document = json.loads(rendered([wrong, explained()], FindingsFormat.SARIF))
    (run,) = document["runs"]
    assert document["version"] == "2.1.0"
    assert [result["ruleId"] for result in run["results"]] == ["D101", "D316", "D314", "D213"]
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} <= known
    assert run["results"][-1]["suppressions"] == [{"kind": "inSource", "justification": "没有"}]
    assert run["results"][0]["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "四!E7"}
    ]


def test_github_commands_are_one_line_each(wrong: FileResult) -> None:
    lines = rendered([wrong], FindingsFormat.GITHUB).splitlines()
    assert lines[0].startswith("::error file=a folder/[red]book.xlsx,title=D101 四!E7::若")
    assert len(lines) == 3


def test_json_carries_the_ways_to_settle_it_and_what_follows(wrong: FileResult) -> None:
    (file,) = json.loads(rendered([wrong], FindingsFormat.JSON))["files"]
    first = file["findings"][0]
    assert first["fixes"] == [[{"sheet": "四", "cell": "E7", "from": 0, "to": 20}]]
    assert (first["certainty"], first["found"], first["expected"]) == ("certain", 0, 20)
    assert [related["code"] for related in first["related"]] == ["D101"]


def test_json_has_an_error_only_of_a_file_that_could_not_be_checked() -> None:
    sound_one = FileResult("a.xlsx", sound(2024))
    unread = FileResult("b.xlsx", error="找不到文件 b.xlsx")
    assert json.loads(rendered([sound_one, unread], FindingsFormat.JSON))["files"] == [
        {"file": "a.xlsx", "findings": []},
        {"file": "b.xlsx", "error": "找不到文件 b.xlsx", "findings": []},
    ]


def test_json_names_every_cell_of_a_finding() -> None:
    base = sound(2024)
    cases = [ref for ref in base.entries if ref.table == "cases"][:3]
    texts = {ref: Entry(0, "０", EntryIssue.WRITTEN_OUT) for ref in cases}
    report = replace(base, entries={**base.entries, **texts})
    text = rendered([FileResult("a.xlsx", report, tuple(check(report)))], FindingsFormat.JSON)
    ((found,),) = (each["findings"] for each in json.loads(text)["files"])
    assert (found["sheet"], found["cell"]) == ("四", "A7")
    assert found["also"] == [{"sheet": "四", "cell": "B7"}, {"sheet": "四", "cell": "C7"}]


def test_json_has_figures_as_numbers_and_texts_by_another_name() -> None:
    base = sound(2024)
    fee, licences = Ref("fees", "fees", "amount"), Ref("licensing", "licences", "decisions")
    amounts = {"fees": Entry(Decimal("-72701.2578"), "-72701.2578", EntryIssue.NEGATIVE)}
    entries = {**base.entries, licences: Entry(None, "约3", EntryIssue.NOT_A_FIGURE)}
    entries |= {ref: amounts["fees"] for ref in entries if ref.table == fee.table}
    texts = {**base.texts, "overview": ("作出行政处罚决定15.7万件。",)}
    report = replace(base, entries=entries, texts=texts)
    text = rendered([FileResult("a.xlsx", report, tuple(check(report)))], FindingsFormat.JSON)
    found = {each["code"]: each for each in json.loads(text)["files"][0]["findings"]}
    assert found["D203"]["found_text"] == "约3"
    assert "found" not in found["D203"]
    assert "expected" not in found["D203"]
    assert (found["D401"]["found_text"], found["D401"]["expected"]) == ("15.7万", 0)


def test_the_schema_refuses_what_it_should() -> None:
    def documented(*findings: object) -> dict[str, object]:
        return {"schema_version": 2, "files": [{"file": "a", "findings": findings}]}

    finding = dict.fromkeys(("sheet", "cell", "row", "column"), "") | {
        "code": "D101",
        "severity": "error",
        "message": "错",
    }
    fixes = [[{"sheet": "三", "cell": "J9", "from": 15, "to": 16}]]
    settled = {**finding, "certainty": "certain", "fixes": fixes, "related": []}
    left_open = {**settled, "certainty": "open", "fixes": [], "cell": "D7:D31"}
    for right_one in (finding, settled, left_open):
        assert not list(SCHEMA.iter_errors(json.loads(json.dumps(documented(right_one)))))
    for wrong_one in (
        {**finding, "found": "15"},
        {**finding, "found": None},
        {**finding, "found": 15, "found_text": "15"},
        {**finding, "fixes": [[{"sheet": "三", "cell": "J9", "from": 15, "to": 16}]]},
        {**settled, "fixes": settled["fixes"][0]},
        {**settled, "fixes": []},
        {**settled, "certainty": "open"},
        {**settled, "certainty": "witnessed"},
        {**finding, "cell": "三!J9"},
        {**finding, "fix": []},
    ):
        document = json.loads(json.dumps(documented(wrong_one)))
        assert list(SCHEMA.iter_errors(document)), wrong_one
    assert list(SCHEMA.iter_errors({"schema_version": 1, "files": []}))


@pytest.mark.parametrize("output", FindingsFormat)
def test_a_file_that_cannot_be_read_is_in_every_format(output: FindingsFormat) -> None:
    unread = FileResult("gone.xlsx", error="找不到文件 gone.xlsx")
    text = rendered([unread], output)
    assert "gone.xlsx" in text
    assert "找不到文件" in text or "\\u627e" in text


def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted(wrong: FileResult) -> None:
    many = wrong._replace(diagnostics=wrong.diagnostics[:1] * 250)
    text = rendered([many], FindingsFormat.TEXT)
    assert text.count(wrong.diagnostics[0].code) >= 200
    assert "另有 50 条没有显示；用 --format json 可看到全部。" in text
    assert len(json.loads(rendered([many], FindingsFormat.JSON))["files"][0]["findings"]) == 250
