"""Two years in a row: the chain of figures, what is carried over, what is compared."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from command_line import disclosure
from report_factory import report, section_of_key, sound, template, typed_into
from test_published_reports import fill

from disclosure_cli import build, check, new_template, read
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.comparison import compare
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue
from disclosure_cli.model.findings import Severity
from disclosure_cli.model.places import Part, Subject
from disclosure_cli.model.report import Report, category

APPLICANTS = (
    "person",
    "organisation.business",
    "organisation.research",
    "organisation.public_benefit",
    "organisation.legal_service",
    "organisation.other",
    "total",
)


@cache
def pair() -> tuple[Report, Report]:
    """One city's reports for 2023 and 2024, typed into our workbooks."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(  # type: ignore[return-value]
            read(fill(year, Path(folder) / f"{year}.xlsx", totals=True)) for year in (2023, 2024)
        )


def with_figure(of: Report, ref: Ref, figure: int) -> Report:
    return replace(of, entries={**of.entries, ref: Entry(figure, str(figure))})


def on_the_form_of_2019() -> Report:
    """The report on 2020 with two applications carried over."""
    return report(2020, "applications", """
                      person  total
        received           5      5
        handled.granted    3      3
        handled.total      3      3
        carried_over       2      2
    """)  # fmt: skip


def found(this: Report, last: Report) -> list[tuple[str, Subject]]:
    return [(d.code, d.at) for d in check(this, last=last) if d.code.startswith("D5")]


def test_a_real_pair_holds() -> None:
    last, this = pair()
    assert found(this, last) == []


@pytest.mark.parametrize("column", APPLICANTS)
def test_a_broken_link_is_found_in_its_column(column: str) -> None:
    last, this = pair()
    at = Ref("applications", "carried_in", column)
    broken = with_figure(this, at, int(this[at]) + 1)
    assert [each for each in found(broken, last) if each[0] == "D502"] == [("D502", at)]


def test_what_was_carried_over_is_called_as_last_years_report_calls_it() -> None:
    last = report(2023, "applications", """
                        person  total
        received             5      5
        handled.granted      3      3
        handled.total        3      3
        carried_over         2      2
    """)  # fmt: skip
    person, total = [d for d in check(sound(2024), last=last) if d.code == "D502"]
    assert (person.row, person.column) == ("二、上年结转政府信息公开申请数量", "自然人")
    assert person.message == (
        "填 0，上年报告的“四、结转下年度继续办理”为 2；请核对，有变动请在“核查说明”中说明。"
    )
    assert (total.row, total.column) == (person.row, "总计")


@pytest.mark.parametrize("row", ["regulations", "normative"])
@pytest.mark.parametrize("column", ["issued", "repealed", "in_force"])
def test_documents_in_force_roll_forward(row: str, column: str) -> None:
    last, this = pair()
    at = Ref("documents", row, column)
    broken = with_figure(this, at, int(this[at]) + 1)
    assert [each for each in found(broken, last) if each[0] == "D503"] == [
        ("D503", Ref("documents", row, "in_force"))
    ]


@pytest.mark.parametrize("section", ["proactive", "requests"])
def test_of_a_table_that_nobody_touched_nothing_more_is_said(section: str) -> None:
    last, this = pair()
    refs = section_of_key(this.edition, section).refs
    untouched = replace(this, entries={**this.entries, **dict.fromkeys(refs, BLANK)})
    assert [each.at for each in check(untouched, last=last) if each.code == "D303"] == [
        Part(section)
    ]
    assert found(untouched, last) == []


def test_the_wrong_workbook_as_last_years_is_an_error() -> None:
    last, this = pair()
    (diagnostic,) = [d for d in check(this, last=this) if d.code.startswith("D5")]
    assert (diagnostic.code, diagnostic.severity) == ("D501", Severity.ERROR)
    nameless = replace(last, about={**last.about, "year": ""})
    assert [code for code, _at in found(this, nameless)] == ["D501"]


def test_another_organ_is_asked_about_and_compared_all_the_same() -> None:
    last, this = pair()
    renamed = replace(last, about={**last.about, "organ": "别的市人民政府"})
    broken = with_figure(this, Ref("applications", "carried_in", "person"), 1)
    assert [code for code, _at in found(this, renamed)] == ["D507"]
    assert [code for code, _at in found(broken, renamed)] == ["D507", "D502"]


def test_nothing_builds_on_figures_of_last_year_that_are_in_error() -> None:
    """结转下年度 of last year does not balance: it is not relied upon, 现行有效 is."""
    last, this = pair()
    closing = Ref("applications", "carried_over", "person")
    wrong = with_figure(last, closing, int(last[closing]) + 7)
    (diagnostic,) = [d for d in check(this, last=wrong) if d.code.startswith("D5")]
    assert diagnostic.code == "D508"
    assert str(wrong.place(closing)) in diagnostic.message
    standing = Ref("documents", "normative", "in_force")
    broken = with_figure(this, standing, int(this[standing]) + 1)
    assert ("D503", standing) in found(broken, wrong)


def test_last_years_figures_and_texts_are_noticed() -> None:
    last, this = pair()
    same = replace(this, entries=dict(last.entries))
    assert "D504" in [code for code, _at in found(same, last)]
    texts = (
        "全年工作平稳有序推进，成效明显。公开渠道不断拓宽，服务更加便捷。队伍建设得到加强，能力稳步提升。",
    )
    copied = replace(this, texts={**this.texts, "problems": texts})
    before = replace(last, texts={**last.texts, "problems": texts})
    assert ("D505", Part("problems")) in found(copied, before)
    assert "D505" not in [code for code, _at in found(copied, last)]


@pytest.mark.parametrize(("fifth", "codes"), [("5", ["D504"]), ("0", [])])
def test_from_five_figures_on_a_table_that_is_last_years_is_noticed(
    fifth: str, codes: list[str]
) -> None:
    figures = f"""
                   issued  repealed  in_force
        regulations     1         1         2
        normative  {fifth}         0         9
    """
    last, this = (report(year, "documents", figures) for year in (2023, 2024))
    assert [code for code, _at in found(this, last) if code == "D504"] == codes


def test_a_leap_is_noted() -> None:
    last, this = pair()
    at = Ref("licensing", "licences", "decisions")
    leapt = with_figure(this, at, int(this[at]) * 10)
    (note,) = [d for d in check(leapt, last=last) if d.code == "D506" and d.at == at]
    assert note.severity is Severity.NOTE


def test_of_a_sentence_that_is_last_years_the_beginning_is_shown() -> None:
    text = (
        "一年来公开渠道不断拓宽，公开内容更加丰富，公开质量明显提高，群众满意。"
        "队伍建设得到进一步加强。工作能力得到稳步提升。"
    )
    last, this = (
        replace(base, texts={**base.texts, "problems": (text,)})
        for base in map(sound, (2023, 2024))
    )
    (copied,) = [d for d in check(this, last=last) if d.code == "D505"]
    assert copied.message == (
        "“五、存在的主要问题及改进情况”的 3 句话中有 3 句与上年相同（不计数字），"
        "如“一年来公开渠道不断拓宽，公开内容更加丰富，公开…”；请写本年的情况。"
    )


def test_each_figure_of_a_table_that_leapt_is_named() -> None:
    last, this = (
        report(year, "documents", f"""
                       issued  repealed  in_force
            regulations     0         0         1
            normative   {figures}
        """)
        for year, figures in ((2023, "20 10 40"), (2024, "200 100 400"))
    )  # fmt: skip
    (note,) = [d for d in check(this, last=last) if d.code == "D506"]
    row = [Ref("documents", "normative", column) for column in ("issued", "repealed", "in_force")]
    assert [note.at, *note.also] == row
    assert note.message.startswith("B7、C7、D7 与上年相差五倍以上（如这里上年 20，本年 200）")


def test_the_chain_crosses_the_two_forms() -> None:
    last = on_the_form_of_2019()
    this = sound(2021)
    assert [
        at.column for code, at in found(this, last) if code == "D502" and isinstance(at, Ref)
    ] == ["person", "total"]


def test_a_template_takes_over_what_goes_on_and_nothing_else(tmp_path: Path) -> None:
    last = pair()[0]
    last = replace(
        last,
        categories=("部门动态", "公示公告"),
        entries={**last.entries, category(1): Entry(59, "59"), category(2): Entry(1, "1")},
        about={**last.about, "address": "示例路1号", "date": "2024年1月5日"},
    )
    path = tmp_path / "workbook.xlsx"
    new_template(2024, path, last=last)
    made = read(path)

    assert (made.year, made.organ, made.about["address"]) == (2024, last.organ, "示例路1号")
    assert "date" not in made.about or not made.about["date"]
    assert made.categories == ("部门动态", "公示公告")
    assert [made.entries[category(n)] for n in (1, 2)] == [BLANK, BLANK]
    carried = {
        column: made[Ref("applications", "carried_in", column)]
        for column in APPLICANTS
        if made[Ref("applications", "carried_in", column)]
    }
    assert carried == {
        column: last[Ref("applications", "carried_over", column)]
        for column in APPLICANTS
        if last[Ref("applications", "carried_over", column)]
    }
    others = [ref for ref in made.edition.measures if ref.row != "carried_in" and made[ref] != 0]
    assert others == []
    balances = [
        (row[1].value, row[2].value) for row in openpyxl.load_workbook(path)["核对"].iter_rows()
    ]
    before = last[Ref("documents", "regulations", "in_force")]
    assert any(
        label == "规章：上年现行有效 + 本年制发 − 本年废止 = 现行有效"
        and str(expected).startswith(f"={before}+SUM(")
        for label, expected in balances
        if label and expected
    )


def test_an_empty_template_of_last_year_is_not_sound(tmp_path: Path) -> None:
    new_template(2024, tmp_path / "w.xlsx", last=sound(2023))
    codes = [d.code for d in check(read(tmp_path / "w.xlsx"))]
    assert codes.count("D303") == 3


@pytest.mark.parametrize(
    ("tick", "due"), [("", {"D303": 3}), ("√", {"D303": 2, "D304": 1})], ids=["blank", "ticked"]
)
def test_what_last_year_handed_on_does_not_fill_in_a_table(
    tick: str, due: dict[str, int], tmp_path: Path
) -> None:
    """The template has 上年结转 already; the sums of a table in which nothing else stands are no errors."""
    last = pair()[0]
    new_template(2024, tmp_path / "w.xlsx", last=last)
    made = read(tmp_path / "w.xlsx")
    assert made[Ref("applications", "carried_in", "total")] > 0
    found = check(replace(made, nil={**made.nil, "requests": tick}), last=last)
    codes = [each.code for each in found if each.code.startswith(("D1", "D2", "D30"))]
    assert {code: codes.count(code) for code in codes if code not in NOT_OF_TABLES} == due


def test_a_comparison_leaves_nothing_out() -> None:
    """A cell that cannot be read, a blank beside a 0, a category of one year only: each has its row."""
    last, this = sound(2023), sound(2024)
    row = [Ref("applications", "received", column) for column in APPLICANTS]
    last = replace(
        last,
        entries={
            **last.entries,
            row[0]: Entry(None, "约3", EntryIssue.NOT_A_FIGURE),
            row[1]: BLANK,
            row[2]: BLANK,
            category(1): Entry(7, "7"),
        },
        categories=("部门动态",),
    )
    this = replace(this, entries={**this.entries, row[2]: BLANK, row[3]: Entry(4, "4")})
    del this.entries[row[4]]  # type: ignore[attr-defined]
    sections = {section.title[:1]: section for section in compare(last, this).sections}
    assert [each[2:] for each in sections["三"].changes] == [
        ("约3（不能读取）", "0", "—"),
        ("（空）", "0", "—"),
        ("0", "4", "+4"),
        ("0", "（没有读到）", "—"),
    ]
    assert (len(sections["三"].unchanged), sections["三"].blank) == (25 * 7 - 5, 1)
    assert sections["一"].changes == (("部门动态", None, "7", "（无此类）", "—"),)


def test_a_section_without_business_is_compared_as_0() -> None:
    last, this = sound(2023), sound(2024)
    blank = {ref: BLANK for ref in this.entries if ref.table == "cases"}
    this = replace(this, entries={**this.entries, **blank}, nil={"disputes": "√"})
    (section,) = [each for each in compare(last, this).sections if each.title.startswith("四")]
    assert section.changes == ()


def test_two_years_side_by_side() -> None:
    last, this = pair()
    this = replace(this, texts={**this.texts, "problems": ("旧话照旧。新话一句。",)})
    last = replace(last, texts={**last.texts, "problems": ("旧话照旧。老话一句。",)})
    compared = {section.title[:1]: section for section in compare(last, this).sections}
    (first, *_others) = compared["三"].changes
    assert first.labels == "一、本年新收政府信息公开申请数量 × 自然人"
    assert int(first.now) - int(first.before) == int(first.difference)
    problems = compared["五"]
    assert (problems.dropped, problems.added, problems.kept) == (
        ("老话一句。",),
        ("新话一句。",),
        1,
    )


NOT_OF_TABLES = {"D306", "D307", "D308", "D309"}

THIS = 2025
CLOSING = "三!D31"
"""自然人, 四、结转下年度继续办理."""


def last_workbook(case: str, folder: Path) -> str:
    """The name of what is given as the workbook of the year before, as the case has it."""
    name = f"{case}.xlsx"
    years = {"other year": 2023, "this year": THIS, "a later year": 2026}
    content = sound(years.get(case, THIS - 1))
    if case == "other organ":
        content = replace(content, about={**content.about, "organ": "示例县国土资源局"})
    if case == "this very file":
        return "this.xlsx"
    if case == "published file":
        name = "published.docx"
        build(content, {"docx": folder / name})
        return name
    if case != "no such file":
        template(folder / name, content)
    if case == "errors":
        typed_into(folder / name, {CLOSING: 7})
    if case == "unreadable cell":
        typed_into(folder / name, {CLOSING: "约3"})
    return name


RENAMED = "“示例县国土资源局”的，而这是“示例县自然资源局”的；是机关改名吗"
CASES = {
    "right": [(0, "")] * 4,
    "other year": [
        (2, "作为上年给出的是 2023 年度的报告，应为 2024 年度"),
        (1, "作为上年给出的是 2023 年度的报告，应为 2024 年度"),
        (1, "作为上年给出的是 2023 年度的报告，应为 2024 年度"),
        (0, "两份不是前后两年的，而是 2023 年度和 2025 年度的"),
    ],
    "this year": [
        (2, "作为上年给出的是本年度（2025）的报告"),
        (1, "作为上年给出的是本年度（2025）的报告"),
        (1, "作为上年给出的是本年度（2025）的报告"),
        (0, "两份都是 2025 年度的"),
    ],
    "this very file": [
        (2, "作为上年给出的是本年度（2025）的报告"),
        (1, "作为上年给出的是本年度（2025）的报告"),
        (1, "作为上年给出的是本年度（2025）的报告"),
        (2, "两份是同一个文件 this.xlsx"),
    ],
    "a later year": [
        (2, "作为上年给出的是 2026 年度的报告，应为 2024 年度"),
        (1, "作为上年给出的是 2026 年度的报告，应为 2024 年度"),
        (1, "作为上年给出的是 2026 年度的报告，应为 2024 年度"),
        (2, "次序反了：前一份是 2026 年度的，后一份是 2025 年度的"),
    ],
    "other organ": [
        (0, RENAMED),
        (0, RENAMED),
        (0, RENAMED),
        (0, "两份的机关名称不同：“示例县国土资源局”，“示例县自然资源局”"),
    ],
    "errors": [
        (0, "上年的报告有错误，三!D7、"),
        (0, "上年的报告有错误，三!D7、"),
        (0, "上年的报告有错误，三!D7、"),
        (0, "前一份有 1 个错误，对照的数字未必可靠"),
    ],
    "unreadable cell": [
        (0, "上年的报告有错误，三!D31、三!J31 没有采用"),
        (0, "上年的报告有错误，三!D31、三!J31 没有采用"),
        (0, "上年的报告有错误，三!D31、三!J31 没有采用"),
        (0, "前一份有 1 个错误"),
    ],
    "published file": [(0, "")] * 4,
    "no such file": [(2, "no such file.xlsx 找不到")] * 4,
}
"""Of each command the exit code, and what it says."""


@pytest.mark.slow("runs 40 commands")
@pytest.mark.parametrize("case", CASES)
def test_what_each_command_says_of_last_years_workbook(case: str, tmp_path: Path) -> None:
    template(tmp_path / "this.xlsx", sound(THIS))
    last = last_workbook(case, tmp_path)
    commands = {
        "new-template": ("new-template", str(THIS), "--last", last, "--organ", "示例县自然资源局", "-o", "new.xlsx"),
        "validate": ("validate", "this.xlsx", "--last", last),
        "build": ("build", "this.xlsx", "--last", last, "-o", "report.docx"),
        "compare": ("compare", last, "this.xlsx"),
    }  # fmt: skip
    for (command, arguments), (code, says) in zip(commands.items(), CASES[case], strict=True):
        done = disclosure(tmp_path, *arguments)
        is_finding = command == "validate" and code < 2
        told = done.stdout if is_finding else done.stderr
        assert (done.returncode, says in told) == (code, True), (command, told)
        assert says or is_finding or not told
    written = {each.name for each in tmp_path.iterdir()} - {"this.xlsx", last}
    codes = dict(zip(commands, (code for code, _says in CASES[case]), strict=True))
    assert ("new.xlsx" in written) is (codes["new-template"] == 0)
    assert ("report.docx" in written) is (codes["build"] == 0)


def test_a_template_takes_no_figure_that_is_in_error(tmp_path: Path) -> None:
    name = last_workbook("unreadable cell", tmp_path)
    last = with_figure(
        read(tmp_path / name), Ref("applications", "carried_over", "organisation.business"), 4
    )
    found = new_template(THIS, tmp_path / "new.xlsx", last=last)
    made = read(tmp_path / "new.xlsx")
    assert [each.code for each in found] == ["D508"]
    assert made.entries[Ref("applications", "carried_in", "person")] == BLANK


def test_the_form_of_before_2021_gives_what_both_forms_have(tmp_path: Path) -> None:
    last = on_the_form_of_2019()
    found = new_template(2021, tmp_path / "new.xlsx", last=last)
    assert [(each.code, each.severity) for each in found] == [("D509", Severity.NOTE)]
    assert read(tmp_path / "new.xlsx")[Ref("applications", "carried_in", "person")] == 2


def test_last_years_workbook_is_never_overwritten(tmp_path: Path) -> None:
    for year in (2023, 2024):
        template(tmp_path / f"{year}.xlsx", sound(year))
    before = (tmp_path / "2023.xlsx").read_bytes()
    for command in (
        ("new-template", "2024", "--last", "2023.xlsx", "-o", "2023.xlsx"),
        ("validate", "2024.xlsx", "--last", "2023.xlsx", "-o", "2023.xlsx"),
        ("validate", "2024.xlsx", "--last", "2023.xlsx", "--annotate", "2023.xlsx"),
        ("build", "2024.xlsx", "--last", "2023.xlsx", "-o", "2023.xlsx"),
        ("compare", "2023.xlsx", "2024.xlsx", "-o", "2023.xlsx"),
    ):
        assert disclosure(tmp_path, *command, "--force").returncode == 2, command
        assert (tmp_path / "2023.xlsx").read_bytes() == before


def test_compare_prints_what_changed(tmp_path: Path) -> None:
    for year, cases in ((2023, 6), (2024, 8)):
        typed_into(template(tmp_path / f"{year}.xlsx", sound(year)), {"四!A7": cases})
    compared = disclosure(tmp_path, "compare", "2023.xlsx", "2024.xlsx")
    assert (compared.returncode, compared.stderr) == (0, "")
    title, *lines = compared.stdout.splitlines()
    assert title == "示例县自然资源局2023年与2024年政府信息公开工作年度报告对照"
    (upheld,) = (line.split("│") for line in lines if "结果维持" in line)
    assert [cell.strip() for cell in upheld[1:-1]] == ["行政复议·结果维持", "6", "8", "+2"]
    written = disclosure(tmp_path, "compare", "2023.xlsx", "2024.xlsx", "-o", "annex.html")
    assert (written.stdout, written.stderr) == ("annex.html\n", "")


def test_the_commands_know_last_year(tmp_path: Path) -> None:
    template(tmp_path / "2023.xlsx", sound(2023))
    template(tmp_path / "2024.xlsx", sound(2024))
    for command in (
        ("validate", "2024.xlsx", "--last", "2023.xlsx"),
        ("build", "2024.xlsx", "--last", "2023.xlsx", "-o", "r.docx"),
        ("compare", "2023.xlsx", "2024.xlsx"),
        ("compare", "2023.xlsx", "2024.xlsx", "-o", "annex.docx"),
        ("compare", "2023.xlsx", "2024.xlsx", "-o", "annex.html"),
        ("new-template", "2025", "--last", "2024.xlsx", "-o", "2025.xlsx"),
    ):
        done = disclosure(tmp_path, *command)
        assert (done.returncode, done.stderr) == (0, ""), (command, done.stderr)
    assert (tmp_path / "annex.html").read_bytes().startswith(b"<!DOCTYPE html>")
    wrong = disclosure(tmp_path, "validate", "2024.xlsx", "--last", "2025.xlsx")
    assert wrong.returncode == 1
    assert "D501" in wrong.stdout
    own = disclosure(tmp_path, "compare", "2023.xlsx", "2024.xlsx", "-o", "2024.xlsx", "--force")
    assert own.returncode == 2
