"""All units of a county as one report: the sums, where they come from, and what is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command_line import disclosure
from conftest import Convert
from jsonschema import Draft202012Validator
from random_reports import as_in_the_template, random_report, typed
from report_factory import opened, sound, template, typed_into, word_document
from unit_folder import (
    COUNTY,
    GOVERNMENT,
    YEAR,
    UnitFolder,
    summed,
    summed_categories,
)

from disclosure_cli import api
from disclosure_cli.checks.rules import check
from disclosure_cli.errors import DisclosureError
from disclosure_cli.form.editions import EDITIONS, edition_for
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.figures import Entry, EntryIssue, plain
from disclosure_cli.model.places import Place, address
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.units.contributors import UNSORTED, NotMerged
from disclosure_cli.workbook import layout

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs/provenance.schema.json").read_text("utf-8"))
NO_TEXTS = {"D306", "D310", "D311", "D313"}
"""What is still to be written in a merged workbook."""
FIRST = layout.UNIT_TOP + 1
"""The row of the first unit, as the sheet counts."""


SIXTY = pytest.mark.slow("makes the workbooks of sixty units")


def options(county: UnitFolder) -> Iterator[str]:
    """The options with which the folder is merged as it is, once what is not readable was taken out of it."""
    yield from ("--organ", GOVERNMENT, "--year", str(YEAR), "--units", "units.csv")
    for name in county.wrong:
        yield from ("--admit", f"{name}=已电话核实")


@pytest.fixture(scope="module")
def merged(county: UnitFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The merged workbook of the units that may be merged."""
    folder = tmp_path_factory.mktemp("merged")
    selected = [
        str(path.relative_to(county.path.parent))
        for path in sorted(county.path.rglob("*"))
        if path.is_file() and path not in county.unreadable and path.suffix != ".txt"
        and "补报" not in path.parts and path.stem != "商务局"
    ]  # fmt: skip
    book = folder / "county.xlsx"
    done = disclosure(county.path.parent, "merge", *selected, "-o", str(book), *options(county))
    assert (done.returncode, done.stdout.splitlines()) == (
        0, [str(book), str(folder / "county.provenance.json")],
    )  # fmt: skip
    assert "名单中有 5 个单位没有报送" in done.stderr
    assert f"{county.unlisted}不在名单中，已计入" in done.stderr
    assert "现行有效的件数（规章、行政规范性文件）是各单位之和" in done.stderr
    assert "、".join(county.published) + "的是已公布的报告" in done.stderr
    assert "汇总了 56 个单位" in done.stderr
    return book


def counted(county: UnitFolder) -> dict[str, Report]:
    """The reports that count, with the wrong figures of those that were admitted."""
    from unit_folder import with_one_wrong

    return {
        name: with_one_wrong(report) if name in county.wrong else report
        for name, report in county.reports.items()
    }


@SIXTY
def test_every_figure_is_the_sum_of_the_units(county: UnitFolder, merged: Path) -> None:
    report, expected = api.read(merged), summed(counted(county))
    assert len(expected) > 190
    assert {ref: report[ref] for ref in expected} == {
        ref: entry.value for ref, entry in expected.items()
    }
    counts = {name: report[category(n)] for n, name in enumerate(report.categories, 1)}
    # Published reports have no table of them.
    workbooks = {n: each for n, each in counted(county).items() if n not in county.published}
    assert counts == summed_categories(workbooks)
    assert report[CATEGORY_TOTAL] == sum(counts.values())


@SIXTY
def test_nothing_else_is_wrong_with_it(merged: Path) -> None:
    found = {each.code for each in check(api.read(merged))}
    # Those who were admitted do not balance, five units of the list are missing, one is not in it.
    assert found - NO_TEXTS == {"D102", "D602", "D604"}


@SIXTY
def test_inputs_are_live_formulas(merged: Path) -> None:
    book = opened(merged)
    assert book["三"]["D7"].value == "='汇总来源'!P6"
    assert book["汇总来源"]["P6"].value == f"=SUM(P7:P{layout.UNIT_TOP + layout.MOST_UNITS})"
    assert book["三"]["J7"].value.startswith("=SUM(")


@SIXTY
def test_each_figure_is_traced_to_its_cells(county: UnitFolder, merged: Path) -> None:
    provenance = json.loads(merged.with_name("county.provenance.json").read_text("utf-8"))
    Draft202012Validator(SCHEMA).validate(provenance)
    report, units = api.read(merged), {each["unit"]: each for each in provenance["units"]}
    book = opened(merged, data_only=True)
    for figure in provenance["figures"]:
        assert figure["value"] == sum(each["value"] for each in figure["from"])
        assert book[figure["sheet"]][figure["cell"]].value == figure["value"]
    name = f"{COUNTY}教育局"
    file = county.path.parent / units[name]["file"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == units[name]["sha256"]
    source = opened(file, data_only=True)
    given = [
        (each, figure["row"])
        for figure in provenance["figures"]
        for each in figure["from"]
        if each["unit"] == name
    ]
    assert len(given) > 10
    assert all(source[each["sheet"]][each["cell"]].value == each["value"] for each, _row in given)
    assert {each["unit"] for each in provenance["units"] if "admitted" in each} == set(county.wrong)
    assert report.units
    assert len(report.units.rows) == len(units)


@SIXTY
def test_the_rows_say_who_was_admitted_and_why(county: UnitFolder, merged: Path) -> None:
    units = api.read(merged).units
    assert units
    notes = {row.name: row.note for row in units.rows if row.note}
    assert notes == dict.fromkeys(county.wrong, "有错误，仍计入：已电话核实")


@SIXTY
def test_any_number_of_processes_makes_the_same(county: UnitFolder, tmp_path: Path) -> None:
    made = set()
    for jobs in ("1", "3"):
        book = tmp_path / jobs / "county.xlsx"
        done = disclosure(
            county.path.parent, "merge", "received/乡镇", "-o", str(book), "--organ", GOVERNMENT,
            "--year", str(YEAR), "--admit", f"{county.wrong[-1]}=已核实", "--jobs", jobs,
        )  # fmt: skip
        assert done.returncode == 0
        made.add((book.read_bytes(), book.with_name("county.provenance.json").read_bytes()))
    assert len(made) == 1


@SIXTY
def test_what_cannot_be_counted_is_refused_with_a_list(county: UnitFolder, tmp_path: Path) -> None:
    book = tmp_path / "county.xlsx"
    done = disclosure(
        county.path.parent, "merge", "received", "-o", str(book), "--organ", GOVERNMENT,
        "--year", str(YEAR), "--units", "units.csv",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert not list(tmp_path.iterdir())
    for name in county.wrong:
        assert f"{name}（" in done.stderr
    assert f"{county.doubled[0]}：有 2 份" in done.stderr
    assert (
        f"{county.of_another_year[0]}（received/部门/商务局.xlsx）：是 2023 年度的" in done.stderr
    )
    for path in county.unreadable:
        assert f"{path.relative_to(county.path.parent)}：无法读取，" in done.stderr
    assert "没有汇总，有 7 处要先处理：" in done.stderr


# Merged workbooks of few units.


def unit(number: int, report: Report) -> Report:
    return replace(report, about={**report.about, "organ": f"{COUNTY}第{number}局"})


def with_figures(year: int, **figures: int) -> Report:
    """A sound report with some figures of table three: `received=3` for natural persons."""
    base = sound(year)
    entries = dict(base.entries)
    for row, value in figures.items():
        entries[Ref("applications", row.replace("__", "."), "person")] = typed(value)
    return as_in_the_template(replace(base, entries=entries))


Merge = Callable[..., Path]


@pytest.fixture
def merge(tmp_path: Path) -> Merge:
    """Writes the workbooks of some reports, and merges them."""

    def merging(*reports: Report, year: int = YEAR, listed: str = "", **more: Any) -> Path:
        folder = tmp_path / "received"
        folder.mkdir(exist_ok=True)
        for number, each in enumerate(reports, 1):
            (folder / f"{number}.xlsx").write_bytes(workbook_bytes(unit(number, each)))
        path = tmp_path / "units.csv"
        path.write_text(f"单位\n{listed}", "utf-8")
        units = api.read_units(path) if listed else ()
        sent = [
            api.read_submission(path, folder=folder, with_figures=True)
            for path in sorted(folder.iterdir())
        ]
        book = tmp_path / "county.xlsx"
        api.merge(sent, book, organ=GOVERNMENT, year=year, units=units, overwrite=True, **more)
        return book

    return merging


def codes(path: Path) -> list[str]:
    """What is found in a merged workbook, each with its place."""
    return [
        f"{each.place} {each.code}" for each in check(api.read(path)) if each.code not in NO_TEXTS
    ]


ONE = {"received": 3, "handled__granted": 2, "carried_over": 1}
"""A unit with three applications that balance."""


def test_a_sound_merged_workbook_has_nothing_of_that(merge: Merge) -> None:
    listed = f"{COUNTY}第1局\n{COUNTY}第2局"
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR, **ONE), listed=listed)
    assert codes(book) == []
    assert api.read(book)[Ref("applications", "received", "total")] == 6


def test_a_figure_that_is_not_the_sum_is_found(merge: Merge) -> None:
    """Three came in, and the table says four; the balance of the column is still right by another change."""
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR))
    typed_into(book, {"三!D7": 4, "三!D9": 3, "三!D30": 3, "三!J7": 4, "三!J9": 3, "三!J30": 3})
    found = [each for each in check(api.read(book)) if each.code == "D601"]
    assert [str(each.place) for each in found] == ["三!D7", "三!D9"]
    assert found[0].message.startswith(
        f"表中为 4，“汇总来源”各行之和为 3，相差 1（{COUNTY}第1局 3）；"
    )
    assert (found[0].found, found[0].expected) == (4, 3)


def test_a_figure_changed_on_purpose_is_explained(merge: Merge) -> None:
    book = merge(with_figures(YEAR))
    typed_into(
        book, {"二!B6": 1, "核查说明!A4": "D601", "核查说明!B4": "二!B6", "核查说明!C4": "省里核定"}
    )
    (found,) = (each for each in check(api.read(book)) if each.code == "D601")
    assert found.explanation == "省里核定"


def test_a_text_that_the_formula_skips_is_named(merge: Merge) -> None:
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR, **ONE))
    typed_into(book, {"汇总来源!P7": "３"})
    # As a program would recalculate it: the text is not in the sum.
    typed_into(book, {"三!D7": 3, "汇总来源!P6": 3, "三!J7": 3})
    (found,) = (each for each in check(api.read(book)) if each.code == "D601")
    assert "汇总来源!P7 是文本，公式没有计入" in found.message


def test_missing_doubled_and_unknown_units_are_found(merge: Merge) -> None:
    names = f"{COUNTY}第1局\n{COUNTY}第2局"
    book = merge(with_figures(YEAR), with_figures(YEAR), listed=f"{names}\n{COUNTY}第3局")
    assert codes(book) == ["单位名单!A6 D602"]
    typed_into(book, {"汇总来源!A8": f"{COUNTY}第1局"})
    found = [each for each in check(api.read(book)) if each.code == "D602"]
    assert [str(each.place) for each in found] == ["汇总来源!A8", "单位名单!A5"]
    assert f"“{COUNTY}第1局”在第 7 行已经有了，数字重复计算" in found[0].message
    assert f"有 2 个单位在“汇总来源”中没有：{COUNTY}第2局、{COUNTY}第3局" in found[1].message
    typed_into(book, {"汇总来源!A8": "外县的局"})
    assert codes(book)[0] == "汇总来源!A8 D602"


def test_a_missing_unit_is_explained(merge: Merge) -> None:
    book = merge(with_figures(YEAR), listed=f"{COUNTY}第1局\n{COUNTY}第2局")
    typed_into(book, {"核查说明!A4": "D602", "核查说明!B4": "单位名单!A5", "核查说明!C4": "已撤并"})
    (found,) = (each for each in check(api.read(book)) if each.code == "D602")
    assert found.explanation == "已撤并"


def test_a_row_of_another_year_is_found(merge: Merge) -> None:
    book = merge(with_figures(YEAR), with_figures(YEAR))
    typed_into(book, {"汇总来源!B8": YEAR - 1})
    assert codes(book) == ["汇总来源!B8 D603"]
    typed_into(book, {"汇总来源!B8": None})
    assert codes(book) == ["汇总来源!B8 D603"]


def test_documents_in_force_that_several_units_count(merge: Merge) -> None:
    base = sound(YEAR)
    standing = Ref("documents", "normative", "in_force")
    assert standing in base.entries
    one = replace(base, entries={**base.entries, standing: typed(2)})
    book = merge(one, one)
    assert codes(book) == ["二!D7 D604"]
    # Corrected in a row of its own, they are one less; then that they were checked is explained.
    typed_into(book, {
        "汇总来源!A9": "县政务公开办", "汇总来源!C9": "更正", "汇总来源!E9": "联合制发一件",
        "汇总来源!K9": -1, "汇总来源!K6": 3, "二!D7": 3,
        "核查说明!A4": "D604", "核查说明!B4": "二!D7", "核查说明!C4": "已核对",
    })  # fmt: skip
    report = api.read(book)
    assert report[standing] == 3
    assert [
        (each.code, each.explanation) for each in check(report) if each.code.startswith("D6")
    ] == [("D604", "已核对")]


@pytest.mark.parametrize(
    ("cells", "place", "says"),
    [
        ({"A9": None, "B9": YEAR, "P9": 1}, "A9", "没有写单位"),
        ({"A9": "更正一", "C9": "更正", "P9": 1}, "E9", "更正没有写原因"),
        ({"A9": "某局", "B9": YEAR, "P9": -1}, "P9", "填 -1，是负数"),
        ({"A9": "某局", "B9": YEAR, "P9": "若干"}, "P9", "填“若干”，不是可以相加的数字"),
        ({"A9": "某局", "B9": YEAR, "P9": 1.5}, "P9", "填“1.5”，不是可以相加的数字"),
    ],
)
def test_a_row_that_cannot_be_traced_is_found(
    cells: dict[str, object], place: str, says: str, merge: Merge
) -> None:
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR))
    typed_into(book, {f"汇总来源!{cell}": value for cell, value in cells.items()})
    (found,) = (each for each in check(api.read(book)) if each.code == "D605")
    assert (str(found.place), says in found.message) == (f"汇总来源!{place}", True)


def test_a_sheet_of_units_that_is_gone_or_changed_is_found(merge: Merge) -> None:
    book = merge(with_figures(YEAR), with_figures(YEAR))
    typed_into(book, {"汇总来源!P4": "二、上年结转政府信息公开申请数量"})
    assert "汇总来源!P4 D302" in codes(book)
    changed = opened(merge(with_figures(YEAR)))
    changed["汇总来源"].title = "来源"
    changed.save(book)
    assert "汇总来源 D301" in codes(book)


def test_money_is_brought_together(merge: Merge) -> None:
    """元 and 万元, whole and in parts, to the last 分."""
    assert edition_for(2020).key == "2019"
    money = next(ref for ref, each in edition_for(2020).measures.items() if each is Measure.MONEY)

    def spent(text: str, value: Decimal, unit: str) -> Report:
        base = sound(2020)
        return replace(base, entries={**base.entries, money: Entry(value, text, unit=unit)})

    book = merge(
        spent("251000元", Decimal(251000), "元"),
        spent("25.100001万元", Decimal("25.100001"), "万元"),
        year=2020,
    )
    report = api.read(book)
    assert report.printed(money) == "502000.01元"
    assert [each for each in codes(book) if "D2" in each or "D6" in each] == []


def test_categories_are_merged_by_name(merge: Merge) -> None:
    base = sound(YEAR)

    def told(total: int, **counts: int) -> Report:
        entries = {category(n): typed(count) for n, count in enumerate(counts.values(), 1)}
        return replace(
            base,
            entries={**base.entries, CATEGORY_TOTAL: typed(total), **entries},
            categories=tuple(counts),
        )

    twice = replace(told(5, 通知=2, 公告=3), categories=("通知", "通 知"))
    book = merge(told(5, 通知=2, 公告=3), told(4, 公告=4), told(7), base, twice)
    report = api.read(book)
    counts = {name: report[category(n)] for n, name in enumerate(report.categories, 1)}
    assert counts == {"通知": 7, "公告": 7, UNSORTED: 7}
    assert report[CATEGORY_TOTAL] == 21
    assert codes(book) == []


def test_a_category_may_be_called_otherwise_in_the_report(merge: Merge) -> None:
    """Its count is then no longer held against the units; the total still is."""
    base = sound(YEAR)
    counts = {CATEGORY_TOTAL: typed(5), category(1): typed(2), category(2): typed(3)}
    told = replace(base, entries={**base.entries, **counts}, categories=("通知", "公告"))
    book = merge(told, base)
    typed_into(
        book,
        {
            "主动公开分类!A6": "通知公告",
            "主动公开分类!B6": 5,
            "主动公开分类!A7": None,
            "主动公开分类!B7": None,
        },
    )
    assert codes(book) == []
    typed_into(book, {"主动公开分类!B3": 6, "主动公开分类!B6": 6})
    assert codes(book) == ["主动公开分类!B3 D601"]
    report = api.read(book)
    assert report.units
    assert report.units.categories == ("通知", "公告")
    again = book.with_name("copy.xlsx")
    api.annotate(report, check(report), again)
    assert api.read(again).units == report.units


def test_a_formula_of_the_collector_counts_as_its_result(merge: Merge, tmp_path: Path) -> None:
    """In whichever column it stands."""
    book = opened(merge(with_figures(YEAR, **ONE), with_figures(YEAR)))
    last = layout.unit_columns(edition_for(YEAR), ())[-2]
    column = len(layout.UNIT_HEADS) + len(layout.unit_columns(edition_for(YEAR), ())) - 2
    book["汇总来源"].cell(FIRST, column + 1).value = "=3+4"
    book.save(tmp_path / "formula.xlsx")
    report = api.read(tmp_path / "formula.xlsx")
    assert report.units
    assert report.units.rows[0].entries[last.ref].issue is EntryIssue.NO_RESULT
    assert f"汇总来源!{address(FIRST - 1, column)} D605" in codes(tmp_path / "formula.xlsx")


def test_notes_beside_figures_are_kept(merge: Merge) -> None:
    base = sound(YEAR)
    ref = Ref("documents", "normative", "issued")
    noted = Entry(22, "22（其中修订16件）", note="（其中修订16件）")
    book = merge(replace(base, entries={**base.entries, ref: noted}), base)
    report = api.read(book)
    assert (report[ref], report.entries[ref].note) == (22, "")
    assert report.units
    assert [row.note for row in report.units.rows] == ["二!B7（其中修订16件）", ""]


def test_another_form_is_never_mixed_in(merge: Merge, tmp_path: Path) -> None:
    """A report on this year that was made on the old form has an error; admitted, it is left out all the same."""
    old = replace(sound(2020), about={**sound(2020).about, "year": str(YEAR)})
    with pytest.raises(NotMerged):
        merge(with_figures(YEAR, **ONE), old)
    book = merge(with_figures(YEAR, **ONE), old, admitted={f"{COUNTY}第2局": "手工填的"})
    units = api.read(book).units
    assert units
    assert [row.name for row in units.rows] == [f"{COUNTY}第1局"]


def test_what_was_merged_before_does_not_count_in_itself(merge: Merge, tmp_path: Path) -> None:
    """It may well lie beside the workbooks of the units; in the merged workbook of a city it counts."""
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR, **ONE))
    (tmp_path / "received/before.xlsx").write_bytes(book.read_bytes())
    written(tmp_path / "received/before.xlsx")
    again = merge()
    assert api.read(again)[Ref("applications", "received", "person")] == 6
    done = disclosure(
        tmp_path, "merge", "received", "-o", "a.xlsx", "--organ", GOVERNMENT, "--year", str(YEAR)
    )
    assert "received/before.xlsx 是以前汇总的，没有计入。" in done.stderr
    arguments = ("--organ", "某某市人民政府", "--year", str(YEAR))
    assert disclosure(tmp_path, "merge", "received", "-o", "city.xlsx", *arguments).returncode == 0
    assert api.read(tmp_path / "city.xlsx")[Ref("applications", "received", "person")] == 12
    # It may be merged anew in its place, as no unit's workbook may be replaced.
    own = ("--organ", GOVERNMENT, "--year", str(YEAR), "--force")
    for name, code in (("before", 0), ("1", 2)):
        target = f"received/{name}.xlsx"
        done = disclosure(tmp_path, "merge", "received", "-o", target, *own)
        assert done.returncode == code
    assert "received/1.xlsx 是这次的工作簿或另一份结果" in done.stderr
    assert (
        api.read(tmp_path / "received/before.xlsx")[Ref("applications", "received", "person")] == 6
    )


def test_a_unit_is_left_out_by_name(merge: Merge) -> None:
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR, **ONE), without=[f"{COUNTY}第2局"])
    assert api.read(book)[Ref("applications", "received", "person")] == 3
    with pytest.raises(
        DisclosureError, match=f"没有名为“第局”的单位.*可能是{COUNTY}第1局、{COUNTY}第2局"
    ):
        merge(without=["第局"])
    with pytest.raises(DisclosureError, match="没有可以汇总的单位"):
        merge(without=[f"{COUNTY}第1局", f"{COUNTY}第2局"])


def test_what_is_no_figure_of_an_admitted_unit_is_said_not_counted(merge: Merge) -> None:
    base = with_figures(YEAR, **ONE)
    ref = Ref("applications", "received", "person")
    odd = replace(base, entries={**base.entries, ref: Entry(None, "若干", EntryIssue.NOT_A_FIGURE)})
    book = merge(odd, base, admitted={f"{COUNTY}第1局": "电话核实"})
    report = api.read(book)
    assert report[ref] == 3
    assert report.units
    assert report.units.rows[0].note == "有错误，仍计入：电话核实；三!D7“若干”没有计入"


@SIXTY
def test_regulations_of_a_town_are_said(county: UnitFolder, merged: Path, tmp_path: Path) -> None:
    done = disclosure(
        county.path.parent, "merge", "received/乡镇", "-o", str(tmp_path / "a.xlsx"), "--organ", GOVERNMENT,
        "--year", str(YEAR), "--units", "units.csv", "--admit", f"{county.wrong[-1]}=已核实",
    )  # fmt: skip
    assert "填了规章，而规章只有设区的市以上的政府和国务院部门能制定" in done.stderr


def test_published_reports_are_merged_too(tmp_path: Path) -> None:
    report = with_figures(YEAR, **ONE)
    (tmp_path / "1.docx").write_bytes(word_document(unit(1, report)))
    template(tmp_path / "2.xlsx", unit(2, report))
    done = disclosure(
        tmp_path, "merge", ".", "-o", "out/county.xlsx", "--organ", GOVERNMENT, "--year", str(YEAR)
    )
    assert done.returncode == 0
    assert api.read(tmp_path / "out/county.xlsx")[Ref("applications", "received", "person")] == 6
    figures = json.loads((tmp_path / "out/county.provenance.json").read_text("utf-8"))["figures"]
    (received,) = (each for each in figures if each["name"] == "applications/received/person")
    assert [each["sheet"] for each in received["from"]] == ["表三", "三"]


def test_nothing_is_overwritten_unasked(merge: Merge, tmp_path: Path) -> None:
    merge(with_figures(YEAR))
    (tmp_path / "county.xlsx").unlink()
    arguments = (
        "merge",
        "received",
        "-o",
        "county.xlsx",
        "--organ",
        GOVERNMENT,
        "--year",
        str(YEAR),
    )
    done = disclosure(tmp_path, *arguments)
    assert done.returncode == 2
    assert "county.provenance.json 已经存在" in done.stderr
    assert not (tmp_path / "county.xlsx").exists()
    assert disclosure(tmp_path, *arguments, "--force").returncode == 0


def written(book: Path) -> None:
    """Write the texts of a merged workbook."""
    typed_into(
        book,
        {
            "基本信息!B5": "县级以上人民政府", "基本信息!B6": "人民路1号", "基本信息!B7": "000000",
            "基本信息!B8": "0000-0000000", "基本信息!B10": f"{YEAR + 1}年3月20日",
            "一、总体情况!A4": "全年情况如下。", "五!A4": "情况如下。", "六!A4": "本年度未收取信息处理费。",
        },
    )  # fmt: skip


def test_a_merged_workbook_is_built_and_read_back(merge: Merge, tmp_path: Path) -> None:
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR, **ONE))
    written(book)
    done = disclosure(tmp_path, "build", "county.xlsx", "-o", "county.docx")
    assert (done.returncode, done.stdout) == (0, "county.docx\n")
    assert disclosure(tmp_path, "verify", "county.docx", "county.xlsx").returncode == 0
    assert api.read(tmp_path / "county.docx")[Ref("applications", "received", "person")] == 6


def test_the_annotated_copy_of_a_merged_workbook_is_one_too(merge: Merge, tmp_path: Path) -> None:
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR, **ONE), listed=f"{COUNTY}第1局")
    typed_into(book, {"二!B6": 1, "汇总来源!B8": YEAR - 1})
    report = api.read(book)
    copy = tmp_path / "copy.xlsx"
    api.annotate(report, check(report), copy)
    again = api.read(copy)
    assert [str(each) for each in check(again)] == [str(each) for each in check(report)]
    assert again.units == report.units
    annotated = opened(copy)
    assert annotated["二"]["B6"].value == 1
    assert annotated["三"]["D7"].value == "='汇总来源'!P6"
    assert annotated["汇总来源"]["B8"].comment
    assert "D603" in annotated["汇总来源"]["B8"].comment.text


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.key)
def test_random_units_add_up_on_both_forms(edition: Any, merge: Merge) -> None:
    random = Random(7)
    year = edition.last_year or YEAR
    reports = [random_report(year, random) for _number in range(5)]
    book = merge(*map(as_in_the_template, reports), year=year)
    report = api.read(book)
    for ref in edition.measures:
        assert report[ref] == sum(each[ref] for each in reports)
    assert [each for each in codes(book) if "D6" in each] == []


def results_of_balances(book: Path) -> list[str]:
    """What 核对 says of the sums over the units, sheet by sheet."""
    rows = opened(book, data_only=True)["核对"].iter_rows(values_only=True)
    return [str(row[5]) for row in rows if row[1] == "与“汇总来源”的合计不同的数"]


@pytest.mark.office
def test_the_tables_follow_a_change_of_a_unit(
    merge: Merge, convert: Convert, tmp_path: Path
) -> None:
    """In LibreOffice: a unit's figure is changed, a late unit and a correction are added below."""
    names = f"{COUNTY}第1局\n{COUNTY}第2局\n{COUNTY}第3局"
    book = merge(with_figures(YEAR, **ONE), with_figures(YEAR, **ONE), listed=names)
    before = api.read(book)
    saved = convert(book, "xlsx:Calc MS Excel 2007 XML")
    assert api.read(saved).units == before.units
    assert {ref: api.read(saved)[ref] for ref in before.entries} == {
        ref: before[ref] for ref in before.entries
    }
    typed_into(book, {
        "汇总来源!P7": 10,
        "汇总来源!A9": f"{COUNTY}第3局", "汇总来源!B9": YEAR, "汇总来源!P9": 100,
        "汇总来源!A10": "县政务公开办", "汇总来源!C10": "更正", "汇总来源!E10": "重复登记", "汇总来源!P10": -1,
    })  # fmt: skip
    recalculated = convert(book, "xlsx:Calc MS Excel 2007 XML")
    report = api.read(recalculated)
    person = Ref("applications", "received", "person")
    assert report[person] == 10 + 3 + 100 - 1
    assert report[Ref("applications", "received", "total")] == 112
    assert [each for each in codes(recalculated) if "D60" in each] == []
    listed = opened(recalculated, data_only=True)["单位名单"]
    assert [listed.cell(row, 4).value for row in (4, 5, 6)] == ["已报送"] * 3
    assert results_of_balances(recalculated) == ["√"] * 4
    typed_into(recalculated, {"二!B6": 5})
    changed = convert(recalculated, "xlsx:Calc MS Excel 2007 XML")
    assert "二!B6 D601" in codes(changed)
    assert results_of_balances(changed) == ["√", "！", "√", "√"]


def test_a_thousand_units_have_room(tmp_path: Path) -> None:
    """As many cells as 1,200 units fill are read; whole formatted columns are not."""
    from disclosure_cli.model.contributions import UnitRow, Units

    base = sound(YEAR)
    columns = layout.unit_columns(base.edition, ())
    at = {column.ref: n for n, column in enumerate(columns, len(layout.UNIT_HEADS))}
    zero = {ref: Entry(0, "0") for ref in at}
    rows = tuple(
        UnitRow(layout.UNIT_TOP + n, f"第{n}局", "", str(YEAR), f"{n}.xlsx", "", zero)
        for n in range(1200)
    )
    book = tmp_path / "county.xlsx"
    book.write_bytes(workbook_bytes(replace(base, units=Units(layout.UNITS_SHEET, at, rows))))
    report = api.read(book)
    assert report.units
    assert len(report.units.rows) == 1200
    assert plain(report.units.total(CATEGORY_TOTAL)) == "0"
    assert report.place(report.units.figure_of(rows[0], CATEGORY_TOTAL)) == Place(
        layout.UNITS_SHEET, address(layout.UNIT_TOP, at[CATEGORY_TOTAL])
    )


def assert_the_copy_keeps(book: Path, place: str, content: object) -> None:
    """The annotated copy of a merged workbook has the same content at a place, and the same findings."""
    report = api.read(book)
    found = check(report)
    assert place in [str(each.place) for each in found]
    copy = book.with_name("copy.xlsx")
    api.annotate(report, found, copy)
    sheet, _mark, cell = place.partition("!")
    assert opened(copy)[sheet][cell].value == content
    assert [str(each) for each in check(api.read(copy))] == [str(each) for each in found]


def test_the_copy_keeps_what_is_no_figure_where_the_units_have_none_either(merge: Merge) -> None:
    book = typed_into(merge(with_figures(YEAR), with_figures(YEAR)), {"二!B6": "若干"})
    assert_the_copy_keeps(book, "二!B6", "若干")


def test_the_copy_keeps_money_that_is_in_another_unit_than_the_sum(merge: Merge) -> None:
    """5万元 are not the 5 元 of the units."""
    book = merge(sound(2020), sound(2020), year=2020)
    (money,) = (ref for ref, each in edition_for(2020).measures.items() if each is Measure.MONEY)
    report = api.read(book)
    assert report.units
    place, column = str(report.place(money)), report.units.columns[money]
    typed_into(book, {place: "5万元", f"汇总来源!{address(FIRST - 1, column)}": 5})
    assert_the_copy_keeps(book, place, "5万元")
