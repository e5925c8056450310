"""Which cell is wrong: named with its right figure where it is known, and only there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_reports import as_in_the_template, one_cell_errors, random_report, typed
from report_factory import published, published_report, report, sound, template, typed_into

from disclosure_cli import annotate, check, read
from disclosure_cli.checks.corrections import CellChange, Correction, diagnose, is_exchange
from disclosure_cli.checks.given_figures import given_figures
from disclosure_cli.checks.witnesses import verdicts
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.findings import Certainty, Diagnostic, WitnessKind
from disclosure_cli.model.report import CATEGORY_TOTAL, Report, category, with_totals
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
from disclosure_cli.reporting.result import FileResult

seeds = st.integers(0, 2**32)
years = st.sampled_from([2020, 2024])


def real(year: int) -> Report:
    """The published report, every figure typed, without its sentences."""
    return replace(published_report(year), texts=sound(year).texts)


def changed(report: Report, **cells: int) -> Report:
    """The report with other figures, by their names: `applications/received/person`."""
    refs = {str(ref): ref for ref in report.entries}
    new = {refs[name]: typed(figure) for name, figure in cells.items()}
    return replace(report, entries={**report.entries, **new})


def corrections(report: Report) -> list[tuple[Correction, ...]]:
    return [diagnosis.corrections for diagnosis in diagnose(report)]


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_published_report_needs_no_correction(year: int) -> None:
    assert corrections(real(year)) == []


@pytest.mark.parametrize("year", [2023, 2024])
def test_every_wrong_cell_of_table_three_has_its_own_pattern(year: int) -> None:
    report = real(year)
    for ref in (ref for ref in report.entries if ref.table == "applications"):
        for _, wrong in one_cell_errors(report, ref):
            ((correction, *others),) = corrections(changed(report, **{str(ref): wrong}))
            assert correction == (CellChange(ref, wrong, report[ref]),)
            assert others == []


def test_a_total_left_at_0_is_certain() -> None:
    report = changed(real(2024), **{"cases/reviews.total": 0})
    # Each of the four results is too small to be cut by 170.
    assert corrections(report) == [((CellChange(Ref("cases", "", "reviews.total"), 0, 170),),)]


def test_swapped_digits_are_no_reason_to_name_a_cell() -> None:
    """Of one sum all terms are equals, however alike 63 and 36 are."""
    report = changed(real(2024), **{"cases/reviews.pending": 63})
    ((*found,),) = corrections(report)
    assert (CellChange(Ref("cases", "", "reviews.pending"), 63, 36),) in found
    assert len(found) > 1
    ((*_, diagnostic),) = [check(report)]
    assert (diagnostic.certainty, diagnostic.fixes) == (Certainty.OPEN, ())


def test_a_figure_one_column_off_is_named_as_such() -> None:
    report = changed(
        real(2024),
        **{
            "applications/handled.granted/organisation.business": 0,
            "applications/handled.granted/organisation.research": 21,
        },
    )
    ((correction, *others),) = corrections(report)
    assert [(c.ref.column, c.found, c.expected) for c in correction] == [
        ("organisation.business", 0, 21),
        ("organisation.research", 21, 0),
    ]
    assert others == []


def test_wrong_cells_without_a_sum_in_common_are_told_apart() -> None:
    report = changed(
        real(2024),
        **{
            "applications/handled.granted/person": 1409,
            "applications/handled.refused.third_party/organisation.business": 3,
            "applications/carried_over/organisation.other": 4,
            "cases/suits.direct.total": 0,
        },
    )
    named = [
        [(str(c.ref), c.expected) for c in correction] for (correction,) in corrections(report)
    ]
    assert sorted(named) == [
        [("applications/carried_over/organisation.other", 1)],
        [("applications/handled.granted/person", 1408)],
        [("applications/handled.refused.third_party/organisation.business", 1)],
        [("cases/suits.direct.total", 25)],
    ]


def test_no_figure_is_corrected_below_zero() -> None:
    report = changed(real(2024), **{"cases/suits.direct.total": 100})
    ((*found,),) = corrections(report)
    assert found
    assert all(change.expected >= 0 for correction in found for change in correction)


@given(years, seeds)
@settings(deadline=None)
def test_a_balanced_report_has_no_finding(year: int, seed: int) -> None:
    assert check(random_report(year, Random(seed))) == []


@given(years, seeds)
@settings(deadline=None)
def test_any_one_wrong_cell_is_found_and_named(year: int, seed: int) -> None:
    random = Random(seed)
    report = random_report(year, random)
    summed = sorted({ref for equation in report.equations for ref in equation.refs})
    ref = random.choice(summed)
    for _, wrong in (
        one_cell_errors(report, ref) if ref.table != "categories" else [("", report[ref] + 1)]
    ):
        (found,) = corrections(changed(report, **{str(ref): int(wrong)}))
        assert (CellChange(ref, int(wrong), report[ref]),) in found


@given(years, seeds)
@settings(deadline=None)
def test_any_two_wrong_cells_of_table_three_are_found_and_named(year: int, seed: int) -> None:
    random = Random(seed)
    report = random_report(year, random)
    cells = random.sample([ref for ref in report.entries if ref.table == "applications"], 2)
    wrong = {str(ref): int(report[ref]) + random.choice([1, 2, 7, 30]) for ref in cells}
    right = {CellChange(ref, wrong[str(ref)], report[ref]) for ref in cells}

    diagnoses = corrections(changed(report, **wrong))

    if len(diagnoses) == 1:
        assert right in [set(correction) for correction in diagnoses[0]]
    else:
        named = {change for found in diagnoses for c in found for change in c}
        assert right <= named


def of_sums(book: Path, last: Report | None = None) -> list[Diagnostic]:
    return [each for each in check(read(book), last=last) if each.certainty]


def test_under_formulas_the_cells_of_a_column_are_equals(tmp_path: Path) -> None:
    """As people fill in the template: totals are formulas, one input is wrong."""
    book = template(tmp_path / "t.xlsx", real(2024))
    typed_into(book, {"三!E9": 12})  # 21, with the digits swapped
    (diagnostic,) = of_sums(book)
    assert diagnostic.message == (
        "法人或其他组织·商业企业（E 列）：第一项 75 + 第二项 3 = 78，第三项 64 + 第四项 5 = 69，"
        "相差 9；无法确定是哪一格，请核对 三!E7:E31。"
    )
    assert diagnostic.certainty is Certainty.OPEN
    assert (diagnostic.fixes, diagnostic.found, diagnostic.expected) == ((), None, None)
    assert diagnostic.related == ()  # The column of the totals is no second fact.

    report = read(book)
    result = FileResult("t.xlsx", report, (diagnostic,))
    assert "→" not in rendered([result], FindingsFormat.TEXT)
    annotate(report, [diagnostic], tmp_path / "copy.xlsx")
    copy = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert not [cell for row in copy["三"].iter_rows() for cell in row if cell.comment]
    before = openpyxl.load_workbook(book)["三"].conditional_formatting
    assert len(copy["三"].conditional_formatting) == len(before)
    assert copy["检查结果"]["C4"].hyperlink.location == "'三'!E7:E31"


@pytest.mark.parametrize(
    "sentence",
    [
        "办理结果中，予以公开1431件。",
        "其中自然人予以公开1408件，商业企业予以公开21件。",
    ],
)
def test_a_sentence_decides_between_equals(sentence: str, tmp_path: Path) -> None:
    book = template(tmp_path / "t.xlsx", real(2024))
    typed_into(book, {"三!E9": 12, "一、总体情况!A4": sentence})
    (diagnostic,) = of_sums(book)
    assert diagnostic.certainty is Certainty.WITNESSED
    assert diagnostic.witness
    assert diagnostic.witness.kind is WitnessKind.SENTENCE
    assert str(diagnostic.witness.place) == "一、总体情况!A4"
    assert diagnostic.message.startswith("正文（一、总体情况!A4）写")
    assert diagnostic.message.endswith("若 三!E9 由 12 改为 21，则这一项相符（疑似数字颠倒）。")
    assert named(diagnostic) == {("三!E9", 12, 21)}
    assert [(each.code, str(each.place)) for each in diagnostic.related] == [("D102", "三!E7")]


def test_of_two_witnesses_the_narrower_decides_and_two_at_odds_decide_nothing(
    tmp_path: Path,
) -> None:
    """不予公开 has eight rows, any of which may be wrong; of 第三方 the second sentence speaks."""
    book = template(tmp_path / "t.xlsx", real(2024))
    group, row, at_odds = "不予公开92件。", "保护第三方合法权益17件。", "部分公开472件。"
    for sentence, certainty in (
        (group, Certainty.OPEN),
        (group + row, Certainty.WITNESSED),
        (group + row + at_odds, Certainty.OPEN),
    ):
        typed_into(book, {"三!D14": 15, "一、总体情况!A4": sentence})
        assert [each.certainty for each in of_sums(book)] == [certainty]


@pytest.mark.parametrize(
    "sentence",
    [
        "办理结果中，予以公开1422件。",  # As the wrong table has it.
        "办理结果中，予以公开1432件。",  # Wrong as well, by another amount.
        "办理结果中，予以公开1431件，部分公开480件。",  # Two rows, and both would do.
        "办理结果中，予以公开1431件。部分公开470件，予以公开1430件。",  # In two ways.
        "通过网络提交的申请中，予以公开1431件。",
        "办理结果中，予以公开{予以公开数}件。",
        "延期答复的申请中，予以公开1431件。",
        "本年新收的申请中，予以公开1431件。",
        "新收的1500件申请中，予以公开1431件。",
        "免费提供的，予以公开1431件。",
        "征求第三方意见后，予以公开1431件。",
        "截至目前，予以公开1431件。",
        "征地类申请2000件，其中予以公开1431件。",  # A number that is not understood.
        "予以公开1431件，另有2件未公开。",
        "自然人申请3440件，其中予以公开1431件。",
        "上年结转121件，其中予以公开1431件。",
        "予以公开1431件（不含信函申请9件）。",
        "予以公开1431件，部分公开470件，不予公开93件。",  # The others are of another table.
    ],
)
def test_a_sentence_that_leaves_a_doubt_decides_nothing(sentence: str, tmp_path: Path) -> None:
    book = template(tmp_path / "t.xlsx", real(2024))
    typed_into(book, {"三!E9": 12, "一、总体情况!A4": sentence})
    assert [each.certainty for each in of_sums(book)] == [Certainty.OPEN]


def test_one_figure_of_the_text_does_not_decide_of_two_cells(tmp_path: Path) -> None:
    """予以公开 lacks 9, and so do two columns."""
    this = real(2024)
    book = template(tmp_path / "t.xlsx", this)
    short = int(this[Ref("applications", "handled.partly", "person")]) - 9
    typed_into(book, {"三!E9": 12, "三!D10": short, "一、总体情况!A4": "予以公开1431件。"})
    assert [each.certainty for each in of_sums(book)] == [Certainty.OPEN, Certainty.OPEN]


def test_pasted_totals_that_agree_make_no_cell_certain() -> None:
    """J31 and D31 close both sums; so does any other pair of a row, were there room in it."""
    base = report(2024, "applications", """
                       person  total
        received            4      4
        carried_in          3      3
        handled.granted     0      0
        handled.partly      1      1
        handled.total       1      1
        carried_over        0      0
    """)  # fmt: skip
    assert [each.certainty for each in verdicts(base)] == [Certainty.OPEN]


def test_last_year_decides_what_was_carried_in(tmp_path: Path) -> None:
    last = real(2023)
    this = real(2024)
    typed_into(template(tmp_path / "t.xlsx", this), {"三!D8": 181})
    (diagnostic,) = of_sums(tmp_path / "t.xlsx", last)
    assert diagnostic.witness
    assert diagnostic.witness.kind is WitnessKind.LAST_YEAR
    assert diagnostic.message == (
        "上年报告（三!D31）的“四、结转下年度继续办理”为 118；"
        "若 三!D8 由 181 改为 118，则这一项相符（疑似数字颠倒）。"
    )
    assert [each.certainty for each in of_sums(tmp_path / "t.xlsx")] == [Certainty.OPEN]
    of_2022 = replace(last, about={**last.about, "year": "2022"})
    assert of_sums(tmp_path / "t.xlsx", of_2022)[0].certainty is Certainty.OPEN


@pytest.mark.parametrize("value", ["1409", "/", "", "１４０９"])
def test_the_one_odd_cell_of_a_table_is_the_wrong_one(value: str, tmp_path: Path) -> None:
    book = template(tmp_path / "t.xlsx", real(2024))
    typed_into(book, {"三!D9": value or None})
    (diagnostic,) = of_sums(book)
    assert diagnostic.witness
    assert (diagnostic.witness.kind, str(diagnostic.place)) == (WitnessKind.CELL, "三!D9")
    # Where another one is odd, or a sentence confirms this one, it tells nothing.
    typed_into(book, {"三!H20": "0"})
    assert [each.certainty for each in of_sums(book)] == [Certainty.OPEN]


def test_figures_that_changed_places_are_known_by_two_columns(tmp_path: Path) -> None:
    book = template(tmp_path / "t.xlsx", real(2024))
    typed_into(book, {"三!D9": 21, "三!E9": 1408})
    (diagnostic,) = of_sums(book)
    assert diagnostic.witness
    assert diagnostic.witness.kind is WitnessKind.EXCHANGE
    assert str(diagnostic.witness.place) == "三!E9"
    assert named(diagnostic) == {("三!D9", 21, 1408), ("三!E9", 1408, 21)}
    assert "则 2 项不符全部消除（疑似错行或错列）" in diagnostic.message


@pytest.mark.parametrize(
    ("received", "carried_in", "says"),
    [
        ("12     30", "12  12", "若 三!D7 由 12 改为 30，则 2 项不符全部消除（疑似错行或错列）。"),
        ("30     30", "30  12", "若 三!D8 由 30 改为 12，则 2 项不符全部消除（疑似错行或错列）。"),
        ("25     30", "12  12", "若 三!D7 由 25 改为 30，则 2 项不符全部消除。"),
    ],
)
def test_a_figure_of_the_next_row_has_slipped(received: str, carried_in: str, says: str) -> None:
    """Also in the first row, and the last row is not next to that."""
    (diagnostic,) = check(report(2024, "applications", f"""
                         person  total
        received         {received}
        carried_in       {carried_in}
        handled.granted      17     17
        handled.total        17     17
        carried_over         25     25
    """))  # fmt: skip
    assert diagnostic.message == says


def test_gaps_of_two_columns_that_no_exchange_closes_stay_open(tmp_path: Path) -> None:
    book = template(tmp_path / "t.xlsx", real(2024))
    typed_into(book, {"三!D9": 1409, "三!E9": 20})
    assert [each.certainty for each in of_sums(book)] == [Certainty.OPEN, Certainty.OPEN]


@pytest.mark.parametrize(
    ("sentence", "certainty", "says"),
    [
        ("情况如下。", Certainty.OPEN, "总数填 97，各类之和为 96，相差 1；无法确定是哪一格"),
        ("主动公开政府信息97条。", Certainty.OPEN, "正文（一、总体情况!A4）也写这个总数"),
        ("主动公开政府信息96条。", Certainty.WITNESSED, "若 主动公开分类!B3 由 97 改为 96"),
        ("主动公开97条，其中文件36条。", Certainty.WITNESSED, "若 主动公开分类!B7 由 35 改为 36"),
    ],
)
def test_of_the_categories_the_text_decides(
    sentence: str, certainty: Certainty, says: str, tmp_path: Path
) -> None:
    report = random_report(2024, Random(1))
    counts = {CATEGORY_TOTAL: typed(97), category(1): typed(61), category(2): typed(35)}
    kept = {ref: entry for ref, entry in report.entries.items() if ref.table != "categories"}
    report = replace(report, entries={**kept, **counts}, categories=("动态", "文件"))
    book = template(tmp_path / "t.xlsx", report)
    typed_into(book, {"一、总体情况!A4": sentence})
    (diagnostic,) = of_sums(book)
    assert diagnostic.certainty is certainty
    assert says in diagnostic.message


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("本年新收政府信息公开申请3525件，上年结转121件。", ["received 3525", "carried_in 121"]),
        ("不予公开9件（其中属于国家秘密2件、重复申请3件）。", [
            "handled.refused 9", "handled.refused.state_secret 2", "handled.not_processed.repeated 3",
        ]),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）471件", ["handled.partly 471"]),
        ("全年新收申请 3525 件", ["received 3525"]),
        ("危及“三安全一稳定”的4件", ["handled.refused.security 4"]),
        ("同比增长1.05%，其中，予以公开1,431件；无法提供941件", [
            "handled.granted 1431", "handled.unavailable 941",
        ]),
        ("通过网络提交的申请中，予以公开5件。", []),
        ("各科室办理：予以公开5件。", []),
        ("市局予以公开5件。", []),
        ("去年的情况是，不予公开7件。", []),
        ("2022年，不予公开7件。", []),
        ("收到信访件20件，不予处理3件。", []),
        ("不予公开、无法提供61件。", []),
        ("不予公开约61件，无法提供6余件，部分公开7件以上。", []),
        ("予以公开、不予公开分别61件、62件。", []),
        ("不予公开率高达61%，其他3件。", []),
        ("收到申请61件，办结60件。", []),  # Read in several ways.
    ],
)  # fmt: skip
def test_of_the_text_only_what_is_beyond_doubt_is_taken(text: str, given: list[str]) -> None:
    report = replace(sound(2024), texts={"overview": (text,)})
    found = [(each.refs, each.figure) for each in given_figures(report)]
    rows = [each.split() for each in given]
    assert found == [
        (report.edition.under(Ref("applications", row, "total")), int(figure))
        for row, figure in rows
    ]


def named(diagnostic: Diagnostic) -> set[tuple[str, object, object]]:
    """The cells that a finding would have changed, from what to what."""
    return {(str(fix.place), fix.found, fix.expected) for way in diagnostic.fixes for fix in way}


@given(years, seeds)
@settings(deadline=None)
def test_under_formulas_no_wrong_cell_is_ever_named(year: int, seed: int) -> None:
    random = Random(seed)
    report = as_in_the_template(random_report(year, random))
    if random.random() < 0.5:
        report = replace(report, texts={**report.texts, "overview": sentences(report, random)})
    inputs = [ref for ref in report.entries if ref.table == "applications"]
    ref = random.choice([ref for ref in inputs if not report.entries[ref].is_sum])
    for _, wrong in one_cell_errors(report, ref):
        broken = as_in_the_template(changed(report, **{str(ref): wrong}))
        (verdict,) = verdicts(broken)
        assert verdict.correction in ((), (CellChange(ref, wrong, report[ref]),))


def sentences(report: Report, random: Random) -> tuple[str, ...]:
    """A sentence on each of some figures of table three, as they are."""
    quoted = [
        q for q in report.edition.quotations if {ref.table for ref in q.places} == {"applications"}
    ]
    told = random.sample(quoted, 8)
    return tuple(f"{each.name.removesuffix('数')}{report.quoted(each)}件。" for each in told)


@given(years, seeds)
@settings(deadline=None)
def test_a_sum_that_follows_from_others_never_fails_alone(year: int, seed: int) -> None:
    """Whichever totals are formulas, and whatever is wrong."""
    random = Random(seed)
    report = random_report(year, random)
    for ref in random.sample(list(report.entries), 4):
        report = changed(report, **{str(ref): int(report[ref]) + random.randint(-1, 3) or 5})
    entries = dict(report.entries)
    for table in report.edition.tables:
        formulas = random.sample(list(table.totals), random.randint(0, len(table.totals)))
        entries = with_totals(table, entries, dict.fromkeys(formulas, ""))
    report = replace(report, entries=entries)
    broken = [e for e in report.equations if report.sum(e.left) != report.sum(e.right)]
    assert bool(broken) == any(each in broken for each in report.independent_equations)


def test_the_message_names_the_cell_first(tmp_path: Path) -> None:
    book = template(tmp_path / "t.xlsx", real(2024))
    figures = published(2024)["applications"]
    typed_into(
        book,
        {
            f"三!{'DEFGHIJ'[c]}{7 + r}": v
            for r, row in enumerate(figures)
            for c, v in enumerate(row)
        },
    )
    typed_into(book, {"三!D9": 1409})
    (diagnostic,) = [d for d in check(read(book)) if d.code < "D2"]
    assert (
        diagnostic.message == "若 三!D9 由 1409 改为 1408，则 2 项不符全部消除（疑似错一位数字）。"
    )
    assert [str(d.place) for d in diagnostic.related] == ["三!J9", "三!D30"]
    assert [
        [str(fix.place), fix.found, fix.expected] for fixes in diagnostic.fixes for fix in fixes
    ] == [["三!D9", 1409, 1408]]


IN = ("applications", "received", "person")


@pytest.mark.parametrize(
    ("other", "found", "expected", "changed_places"),
    [
        (("applications", "received", "total"), 22, 12, True),
        (("applications", "carried_in", "person"), 22, 12, True),
        (("applications", "carried_in", "total"), 22, 12, False),
        (("applications", "total", "a"), 22, 12, False),
        (("applications", "a", "total"), 22, 12, False),
        (("applications", "a", "a"), 22, 12, False),
        (("cases", "received", "person"), 22, 12, False),
        (("a", "received", "person"), 22, 12, False),
        (("applications", "received", "total"), 22, 13, False),
        # A difference of 9 is as easily one of counting.
        (("applications", "received", "total"), 21, 12, False),
    ],
)
def test_two_figures_change_places_in_a_row_or_a_column(
    other: tuple[str, str, str], found: int, expected: int, changed_places: bool
) -> None:
    one = CellChange(Ref(*IN), 12, found)
    assert is_exchange((one, CellChange(Ref(*other), found, expected))) is changed_places
    assert not is_exchange((one,))
