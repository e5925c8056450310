"""The sheets of a form, found by their labels; its tables, found in them; and what is seen of their figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from report_factory import section_of_key, sound, template

from disclosure_cli.container import read_container
from disclosure_cli.form.editions import edition_for
from disclosure_cli.form.grid import lay_out
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.faults import Faults
from disclosure_cli.model.figures import Entry, EntryIssue
from disclosure_cli.model.places import Part, Place, address, position
from disclosure_cli.package import Package
from disclosure_cli.workbook.cells import Cells, RawCell
from disclosure_cli.workbook.draft import Draft, RenamedSheets
from disclosure_cli.workbook.layout import nil_box, positions, ranges, sheet_of, total_formula
from disclosure_cli.workbook.sheet_check.looks import Area, Looks
from disclosure_cli.workbook.sheet_check.style_looks import Unseen
from disclosure_cli.workbook.sheet_finder import renamed_sheets, sheets_like_about
from disclosure_cli.workbook.table_reader import has_tables, read_tables
from disclosure_cli.workbook.visibility import note_sorted, note_unseen
from disclosure_cli.workbook.xlsx import XlsxBook

MOST_SHEETS = 50
EDITION = edition_for(2024)
DISPUTES = section_of_key(EDITION, "disputes")
REQUESTS = section_of_key(EDITION, "requests")
UPHELD = Ref("cases", "", "reviews.upheld")


class Sheets:
    """A `Book` of cells by the names of their sheets."""

    tells_looks = True

    def __init__(
        self, sheets: Mapping[str, Cells], looks: Mapping[str, Looks] | None = None
    ) -> None:
        self._sheets, self._looks = sheets, looks or {}

    @property
    def names(self) -> Iterable[str]:
        return self._sheets

    def __contains__(self, name: str) -> bool:
        return name in self._sheets

    def mark(self, name: str) -> str:
        return ""

    def cells(self, name: str) -> Cells:
        return self._sheets[name]

    def looks(self, name: str) -> Looks:
        return self._looks.get(name, Looks())


@cache
def filled() -> Mapping[str, Cells]:
    """The sheets of a filled-in workbook."""
    with TemporaryDirectory() as folder:
        path = template(Path(folder) / "book.xlsx", sound(2024))
        package = read_container(path)
        assert isinstance(package, Package)
        book = XlsxBook(path, package)
        return {name: book.cells(name) for name in book.names if name not in ("填写说明", "核对")}


def table(section_key: str = "disputes", /, **typed: object) -> dict[tuple[int, int], RawCell]:
    """The cells of a sheet of tables, with what was typed into some of them."""
    cells = dict(filled()[sheet_of(section_of_key(EDITION, section_key))])
    for cell, value in typed.items():
        if value is None:
            cells.pop(position(cell), None)
        elif isinstance(value, RawCell):
            cells[position(cell)] = value
        else:
            cells[position(cell)] = RawCell(value, "s" if isinstance(value, str) else "n")
    return cells


def moved(cells: Cells, down: int, right: int) -> dict[tuple[int, int], RawCell]:
    return {(row + down, column + right): cell for (row, column), cell in cells.items()}


def drafted(cells: Cells, section_key: str = "disputes") -> Draft:
    """A report after the tables of that section were read."""
    draft = Draft(EDITION, RenamedSheets({}, {}))
    read_tables(draft, section_of_key(EDITION, section_key), cells)
    return draft


def told(found: Draft | Faults) -> dict[str, list[tuple[str, str, str]]]:
    """What is wrong with a workbook, by its kind: where, what was found, what was expected."""
    every = {kind.name: getattr(found, kind.name, []) for kind in fields(Faults)}
    return {
        kind: [(str(each.at), each.found, each.expected) for each in faults]
        for kind, faults in every.items()
        if faults
    }


@pytest.mark.parametrize(("down", "right"), [(0, 0), (5, 0), (0, 3), (2, 1)])
def test_a_table_is_read_wherever_it_stands(down: int, right: int) -> None:
    draft = drafted(moved(table(A7=3, K7=2), down, right))
    assert told(draft) == {}
    assert draft.entries[UPHELD] == Entry(3, "3")
    assert draft.places[UPHELD] == Place("四", address(6 + down, right))
    assert len(draft.entries) == 15
    assert draft.nil == {"disputes": ""}


def test_left_of_a_table_that_was_moved_nothing_is_passed_over() -> None:
    """Above it stands the title, in its first column; between its figures nothing else."""
    cells = {**moved(table("requests"), 2, 1), **{
        position(at): RawCell(text) for at, text in (("A9", "甲"), ("A1", "乙"), ("B14", "丙"))
    }}  # fmt: skip
    assert told(drafted(cells, "requests")) == {
        "displaced": [("三!B14", "丙", "")],
        "stray": [("三!A1", "乙", ""), ("三!A9", "甲", "")],
    }


@pytest.mark.parametrize("cell", ["A4", "F4", "E5", "O6", "K5"])
def test_a_table_with_another_label_is_not_read(cell: str) -> None:
    before = filled()["四"][position(cell)].text
    draft = drafted(table(**{cell: "其他", "A7": 3}))
    assert told(draft) == {"relabelled": [(f"四!{cell}", "其他", before)]}
    assert draft.entries == {}
    assert UPHELD not in draft.places
    assert not has_tables(DISPUTES, table(**{cell: "其他"}))
    assert has_tables(DISPUTES, table())


def test_of_two_places_the_one_with_the_fewest_wrong_labels_is_meant() -> None:
    """The head of an older table stands above the own one."""
    draft = drafted({**moved(table(), 10, 0), position("A4"): RawCell("行政复议")})
    assert draft.entries[UPHELD] == Entry(0, "0")
    assert draft.places[UPHELD] == Place("四", "A17")
    assert told(draft) == {}


@pytest.mark.parametrize(
    ("key", "down", "right", "at"),
    [("disputes", 10, 0, "四!A14"), ("disputes", 0, 20, "四!U4"), ("requests", 40, 2, "三!C44")],
)
def test_a_table_that_stands_twice_is_not_read(key: str, down: int, right: int, at: str) -> None:
    first = table(key)
    draft = drafted({**moved(first, down, right), **first}, key)
    ((place, _found, _expected),) = told(draft)["repeated"]
    assert place == at
    assert draft.entries == {}


def test_it_is_looked_for_at_twenty_places_and_no_more() -> None:
    heads = {(row, 30): RawCell("行政复议") for row in range(30)}
    for down, is_found in ((16, True), (17, False)):
        cells = {**heads, **moved(table(), down, 0)}
        assert has_tables(DISPUTES, cells) is is_found


def formula(text: str, value: object = 0, *formats: str) -> RawCell:
    return RawCell(value, "n", formats or ("General",), text)


SUM = "=SUM(A7:D7)"
TOTAL = Ref("cases", "", "reviews.total")


@pytest.mark.parametrize(
    ("cell", "entry"),
    [
        (formula(SUM, 6), Entry(6, "6", None, is_sum=True)),
        (formula("= sum( $A$7:$D$7 )", 6), Entry(6, "6", None, is_sum=True)),
        (formula(SUM, 5), Entry(6, "5", EntryIssue.OUTDATED, is_sum=True)),
        (formula(SUM, None), Entry(6, "6", None, is_sum=True)),
        (formula(SUM, 6, "0%"), Entry(6, "6 [0%]", EntryIssue.SHOWN_OTHERWISE, is_sum=True)),
        (formula("=SUM(A7:C7)", 6), Entry(6, "6")),
        (formula("=A7+B7", None), Entry(None, "=A7+B7", EntryIssue.NO_RESULT)),
        (RawCell(6, "n"), Entry(6, "6")),
    ],
)
def test_a_total_that_is_the_formula_of_the_template_is_worked_out(
    cell: RawCell, entry: Entry
) -> None:
    draft = drafted(table(A7=1, B7=2, C7=3, E7=cell))
    assert draft.entries[TOTAL] == entry


@pytest.mark.parametrize(
    ("typed", "shown", "issue"),
    [
        ({"A7": "3"}, "2", EntryIssue.OUTDATED),
        ({"A7": RawCell(True, "b")}, "2", None),
        ({"A7": 3}, "5", None),
        ({"A7": None}, "2", None),
    ],
)
def test_a_formula_without_its_result_shows_what_excel_will_work_out(
    typed: dict[str, object], shown: str, issue: EntryIssue | None
) -> None:
    """SUM leaves out what is no number."""
    entry = drafted(table(**typed, B7=2, C7=0, E7=formula(SUM, None))).entries[TOTAL]
    assert (entry.shown, entry.issue) == (shown, issue)


def test_a_total_of_totals_is_worked_out_from_their_parts() -> None:
    """Of the applications: the total of the rows sums totals of each row, none with a result."""
    cells = table("requests", D9=4, E9=5)
    for at, cell in list(cells.items()):
        if cell.formula:
            cells[at] = cell._replace(value=None)
    draft = drafted(cells, "requests")
    total = draft.entries[Ref("applications", "handled.total", "total")]
    assert (total.value, total.shown, total.issue) == (9, "9", None)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([(0, 0)], ["A1"]),
        ([(0, 0), (0, 1)], ["A1:B1"]),
        ([(0, 0), (2, 0)], ["A1", "A3"]),
        ([(0, 0), (0, 2)], ["A1", "C1"]),
        ([(0, 0), (1, 1)], ["A1", "B2"]),
        ([(2, 1), (1, 1), (4, 1), (5, 1), (0, 0)], ["A1", "B2:B3", "B5:B6"]),
    ],
)
def test_cells_are_ranges_of_a_formula(cells: list[tuple[int, int]], expected: list[str]) -> None:
    assert ranges(cells) == expected


def test_the_formulas_of_the_template_name_the_parts_of_each_total() -> None:
    (applications,), at = REQUESTS.tables, positions(REQUESTS)
    formulas = [
        total_formula(applications, Ref("applications", row, column), at)
        for row, column in (
            ("received", "total"),
            ("handled.total", "person"),
            ("handled.total", "total"),
        )
    ]
    assert formulas == ["=SUM(D7:I7)", "=SUM(D9:D29)", "=SUM(D30:I30)"]
    assert (nil_box(REQUESTS), nil_box(DISPUTES)) == ((1, 3), (1, 3))


OTHERS = {"表三": "三", "表四": "四", "信息": "基本信息"}


def book_of(*names: str, **renamed: str) -> Sheets:
    """Some sheets of the filled-in workbook, and others under new names."""
    sheets = {name: filled()[name] for name in names}
    return Sheets(sheets | {new: filled()[own] for new, own in renamed.items()})


OWN = tuple(name for name in (
    "基本信息", "一、总体情况", "主动公开分类", "二", "三", "四", "五", "六", "核查说明",
))  # fmt: skip


@pytest.mark.parametrize("own", OWN)
def test_a_renamed_sheet_is_found_by_its_labels(own: str) -> None:
    others = [name for name in OWN if name != own]
    assert renamed_sheets(book_of(*others, 甲=own), EDITION) == ({own: "甲"}, {})
    doubtful = renamed_sheets(book_of(*others, 甲=own, 乙=own), EDITION)
    assert doubtful == ({}, {own: ("甲", "乙")})
    assert renamed_sheets(book_of(*OWN, 甲=own), EDITION) == ({}, {})
    assert renamed_sheets(book_of(*others), EDITION) == ({}, {})


def test_all_sheets_may_have_other_names() -> None:
    names = {f"表{n}": own for n, own in enumerate(OWN)}
    found = renamed_sheets(book_of(**names), EDITION)
    assert found == ({own: new for new, own in names.items()}, {})


def test_a_sheet_like_two_that_are_missing_is_neither() -> None:
    others = [name for name in OWN if name not in ("三", "四")]
    both = {**filled()["三"], **moved(filled()["四"], 50, 0)}
    sheets = {name: filled()[name] for name in others}
    assert renamed_sheets(Sheets({**sheets, "甲": both}), EDITION) == ({}, {})
    found = renamed_sheets(Sheets({**sheets, "甲": both, "乙": filled()["三"]}), EDITION)
    assert found == ({"三": "乙"}, {})


@pytest.mark.parametrize(
    ("own", "typed"),
    [
        ("主动公开分类", {"A1": "分类"}),
        ("主动公开分类", {"A3": "总数"}),
        ("主动公开分类", {"A5": "名称"}),
        ("主动公开分类", {"B5": "件数"}),
        ("核查说明", {"A1": "说明"}),
        ("核查说明", {"A3": "编号"}),
        ("核查说明", {"B3": "格"}),
        ("核查说明", {"C3": "说明"}),
        ("五", {"A1": "五、问题"}),
        ("五", {"A3": "内容"}),
        ("基本信息", {"A4": "年份"}),
        ("基本信息", {"A4": None, "B4": "年度"}),
        ("三", {"C11": "属于秘密"}),
    ],
)
def test_a_sheet_with_another_label_is_not_taken(own: str, typed: dict[str, str | None]) -> None:
    cells = dict(filled()[own])
    for cell, label in typed.items():
        cells[position(cell)] = RawCell(label)
    sheets = {name: filled()[name] for name in OWN if name != own}
    assert renamed_sheets(Sheets({**sheets, "甲": cells}), EDITION) == ({}, {})
    assert renamed_sheets(Sheets({**sheets, "甲": filled()[own]}), EDITION) == ({own: "甲"}, {})


@pytest.mark.parametrize("extra", [MOST_SHEETS - 1, MOST_SHEETS])
def test_among_very_many_sheets_none_is_looked_for(extra: int) -> None:
    sheets = {name: filled()[name] for name in OWN if name != "基本信息"}
    many: dict[str, Cells] = {f"Sheet{n}": {} for n in range(extra)}
    book = Sheets({**sheets, **many, "甲": filled()["基本信息"]})
    is_found = extra < MOST_SHEETS
    assert renamed_sheets(book, EDITION) == ({"基本信息": "甲"} if is_found else {}, {})
    alone = Sheets({"核对": {}, **many, "甲": filled()["基本信息"]})
    assert sheets_like_about(alone) == (["甲"] if is_found else [])


@pytest.mark.parametrize(
    ("book", "like"),
    [
        (("基本信息",), ["基本信息"]),
        (("基本信息", "三"), ["基本信息"]),
        (("主动公开分类",), ["甲", "乙"]),
        (("核查说明",), ["甲", "乙"]),
        (("三", "五"), []),
    ],
)
def test_in_a_workbook_of_ours_the_year_is_looked_for(
    book: tuple[str, ...], like: list[str]
) -> None:
    """Known as ours by the name of another sheet; 核对 is one of them."""
    assert sheets_like_about(book_of(*book, 甲="基本信息", 丙="三", 乙="基本信息")) == like


def test_the_sheet_of_balances_tells_a_workbook_of_ours() -> None:
    book = Sheets({"核对": {}, "检查结果": filled()["基本信息"], "甲": filled()["基本信息"]})
    assert sheets_like_about(book) == ["甲"]


def unseen(looks: Looks, **typed: object) -> list[tuple[str, str, str]]:
    """What of the table of disputes is not seen, on a sheet of these looks."""
    cells = table(**typed)
    draft = drafted(cells)
    note_unseen(draft, Sheets({"四": cells}, {"四": looks}))
    return [(str(each.at), each.found, each.expected) for each in draft.unseen]


A7, B7 = "cases/reviews.upheld", "cases/reviews.corrected"


@pytest.mark.parametrize(
    ("looks", "why"),
    [
        (Looks(), None),
        (Looks(cells={position("A7"): Unseen.FAINT}), Unseen.FAINT),
        (Looks(columns=(range(1),)), Unseen.HIDDEN_COLUMN),
        (Looks(widths={0: 3.4}), Unseen.TOO_NARROW),
        (Looks(widths={0: 3.5}), None),
        (Looks(widths={0: 3.5}, scales={position("A7"): 1.1}), Unseen.TOO_NARROW),
        (Looks(widths={0: 3.5}, scales={position("A7"): 1.0}), None),
        (Looks(hides_zeros=True, widths={0: 3.5}), None),
    ],
)
def test_a_figure_is_seen_whole(looks: Looks, why: Unseen | None) -> None:
    """Three digits, and half of one for the margins."""
    found = unseen(looks, A7=120)
    assert [each for each in found if each[1] == "120"] == ([(A7, "120", why)] if why else [])


@pytest.mark.parametrize(
    ("value", "number_format", "width"),
    [
        (5, "General", 1.5),
        (5, "0.00", 4.0),  # The point takes half of a digit.
        (1234, "#,##0", 5.0),
        (5, '0"件"', 3.5),  # A character takes two.
        (5, "-0", 2.0),
    ],
)
def test_a_figure_needs_the_room_of_what_is_shown(
    value: int, number_format: str, width: float
) -> None:
    cell = RawCell(value, "n", (number_format,))
    for room, is_seen in ((width, True), (width - 0.1, False)):
        found = unseen(Looks(widths={0: room}), A7=cell)
        assert [each[2] for each in found if each[0] == A7] == (
            [] if is_seen else [Unseen.TOO_NARROW]
        )


def test_a_blank_needs_no_room_and_a_zero_may_be_hidden() -> None:
    found = unseen(Looks(hides_zeros=True, widths={0: 0.1}), A7=None, B7=0, C7=3)
    assert (A7, "", Unseen.TOO_NARROW) not in found
    assert (B7, "0", Unseen.NO_ZEROS) in found
    assert len(found) == 12  # All but A7, C7 and their total.


def test_of_a_hidden_sheet_that_is_said_once() -> None:
    looks = Looks(hides_sheet=True, columns=(range(99),))
    draft = drafted(table(A7=3))
    draft.places[Part("disputes")] = Place("四")
    note_unseen(draft, Sheets({"四": table(A7=3)}, {"四": looks}))
    assert draft.unseen == [(Part("disputes"), "", Unseen.HIDDEN_SHEET)]


@pytest.mark.parametrize(
    ("subject", "is_told"),
    [
        (Part("about", "organ"), True),
        (Part("about", "email"), False),
        (Part("about"), False),
        (Part("disputes", "nil"), True),
        (Part("requests", "nil"), False),
        (Part("overview", "1"), True),
        (Part("categories", "1"), True),
        (Part("explanations", "3"), False),
    ],
)
def test_what_is_not_printed_need_not_be_seen(subject: Part, is_told: bool) -> None:
    """A field or a tick that is empty, and why a warning is no mistake."""
    draft = Draft(EDITION, RenamedSheets({}, {}))
    draft.about, draft.nil = {"organ": "甲", "email": ""}, {"disputes": "√", "requests": ""}
    draft.places = {subject: Place("表", "B3" if subject.item else "")}
    book = Sheets({"表": {}}, {"表": Looks(columns=(range(9),))})
    note_unseen(draft, book)
    assert [each.at for each in draft.unseen] == ([subject] if is_told else [])
    draft.unseen.clear()
    note_unseen(draft, Sheets({}))
    assert draft.unseen == []


@pytest.mark.parametrize(
    ("area", "columns"),
    [
        (Area(6, 1, 6, 3), ["B", "C", "D"]),
        (Area(6, 0, 6, 3), []),
        (Area(5, 1, 5, 3), []),
        (Area(4, 13, 9, 14), ["N", "O"]),
    ],
)
def test_figures_are_sorted_with_their_labels(area: Area, columns: list[str]) -> None:
    draft = drafted(table())
    draft.places[Part("disputes", "1")] = Place("四", "B7")
    draft.places[Ref("fees", "administrative", "charged")] = Place("二", "B7")
    note_sorted(draft, Sheets({"四": table()}, {"四": Looks(sorted_areas=(area,))}))
    found = [str(draft.places[each.at].cell) for each in draft.sorted_apart]  # type: ignore[index]
    assert found == [f"{column}7" for column in columns]


def test_every_label_of_the_grid_is_one_of_the_sheet() -> None:
    for section in (DISPUTES, REQUESTS):
        cells = filled()[sheet_of(section)]
        for label in lay_out(section).labels:
            assert cells[label.row + 3, label.column].text == label.label


def test_the_lists_of_the_workbook_are_named_in_these_words() -> None:
    """Beside the form: what a person finds in a template, and the reader looks for."""
    written = {
        name: {
            address(*at): cell.text
            for at, cell in filled()[name].items()
            if at[1] < 3 and at != (1, 0)
        }
        for name in ("主动公开分类", "核查说明")
    }
    assert written == {
        "主动公开分类": {
            "A1": "主动公开政府信息分类", "A3": "主动公开政府信息总数", "A5": "类别", "B5": "条数",
        },
        "核查说明": {"A1": "核查说明", "A3": "代码", "B3": "单元格", "C3": "原因"},
    }  # fmt: skip
    about = {address(*at): cell.text for at, cell in filled()["基本信息"].items() if at[1] == 0}
    assert about == {
        "A1": "基本信息", "A3": "机关名称", "A4": "年度", "A5": "机关类别", "A6": "地址", "A7": "邮编",
        "A8": "电话", "A9": "电子邮箱", "A10": "成文日期", "A11": "附注", "A12": "表二的注",
        "A13": "表三的注", "A14": "表四的注",
    }  # fmt: skip
    assert filled()["五"][position("A3")].text == "正文（一行一段，可写任意多行）"
    assert filled()["三"][position("A2")].text == "本年度无此项业务（打√）"
