"""Two years in a row: the chain of figures, what is carried over, what is compared."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from command_line import disclosure
from report_factory import report, sound, template
from test_published_reports import fill

from disclosure_cli import check, new_template, read
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.comparison import compare
from disclosure_cli.model.figures import BLANK, Entry
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


@pytest.mark.parametrize("row", ["regulations", "normative"])
@pytest.mark.parametrize("column", ["issued", "repealed", "in_force"])
def test_documents_in_force_roll_forward(row: str, column: str) -> None:
    last, this = pair()
    at = Ref("documents", row, column)
    broken = with_figure(this, at, int(this[at]) + 1)
    assert [each for each in found(broken, last) if each[0] == "D503"] == [
        ("D503", Ref("documents", row, "in_force"))
    ]


def test_the_wrong_workbook_as_last_years_is_an_error() -> None:
    last, this = pair()
    (diagnostic,) = [d for d in check(this, last=this) if d.code.startswith("D5")]
    assert (diagnostic.code, diagnostic.severity) == ("D501", Severity.ERROR)
    other = replace(last, about={**last.about, "organ": "别的市人民政府"})
    assert [code for code, _at in found(this, other)] == ["D501"]


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


def test_a_leap_is_noted() -> None:
    last, this = pair()
    at = Ref("licensing", "licences", "decisions")
    leapt = with_figure(this, at, int(this[at]) * 10)
    (note,) = [d for d in check(leapt, last=last) if d.code == "D506" and d.at == at]
    assert note.severity is Severity.NOTE


def test_the_chain_crosses_the_two_forms() -> None:
    last = report(2020, "applications", """
                      person  total
        received           5      5
        handled.granted    3      3
        handled.total      3      3
        carried_over       2      2
    """)  # fmt: skip
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
