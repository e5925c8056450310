"""What findings look like in each format."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from findings_schema import SCHEMA
from report_factory import sound, template, typed_into
from rich.cells import cell_len
from rich.console import Console

from disclosure_cli import check, read
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import CATEGORY_TOTAL, Explanation, category
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
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


def on_screen(drawn: Neighbourhood, width: int) -> str:
    """What is drawn on a screen of so many columns."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(drawn)
    return captured.get()


def test_markup_in_a_file_is_text(wrong: FileResult) -> None:
    assert "{[red]甲}" in rendered([wrong], FindingsFormat.TEXT)


def test_quiet_is_one_line_a_file(wrong: FileResult) -> None:
    text = rendered([wrong, explained()], FindingsFormat.TEXT, quiet=True)
    assert text.splitlines() == [
        "a folder/[red]book.xlsx: × 2 个错误，1 个警告：改正错误后才能生成报告。",
        "book.xlsx: √ 没有错误，可以生成报告（1 个已说明）。",
    ]


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
