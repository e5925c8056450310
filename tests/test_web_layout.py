"""What a person sees of the web page: on a phone, at a desk and on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

import office
import pytest
from browser import DESK, PHONE, measured, printed
from conftest import needed
from report_factory import sound, web_page
from sample_reports import REPORTS, large, long
from test_pages import LEFT, RIGHT, Word, words

from disclosure_cli import compare
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry
from disclosure_cli.model.report import Report, category
from disclosure_cli.output.compose import compose, compose_comparison
from disclosure_cli.output.html import html_bytes

pytestmark = pytest.mark.office

FIRST_ROW, LAST_ROW = "本年新收政府", "四、结转下年度继续办理"
"""Words of table three that are never parted."""


def huge() -> Report:
    """Figures of 14 digits in the tables, two of them with a note."""
    base = sound(2024)
    entries = {ref: Entry(10**13 + n, str(10**13 + n)) for n, ref in enumerate(base.entries)}
    noted = dict.fromkeys(
        (
            Ref("documents", "normative", "in_force"),
            Ref("applications", "received", "person"),
        ),
        Entry(22, "22（其中修订16件）", note="（其中修订16件）"),
    )
    assert noted.keys() <= entries.keys()
    return replace(base, entries={**entries, **noted})


def charted(name: str) -> bytes:
    return web_page(REPORTS[name](), charts=True)


def annex() -> bytes:
    """A comparison, in which figures are also missing: （无此类）."""
    before = replace(sound(2023), categories=("部门动态",))
    return html_bytes(compose_comparison(compare(before, large())))


PAGES: dict[str, Callable[[], bytes]] = {
    **{name: partial(charted, name) for name in REPORTS},
    "huge": lambda: web_page(huge()),
    "annex": annex,
}

FIGURES = """
[...document.querySelectorAll('td:not(.corner)')].filter(cell => [...cell.childNodes].some(line => {
    const length = (line.data || '').split('（')[0].length;
    if (!length) return false;
    const range = document.createRange();
    range.setStart(line, 0); range.setEnd(line, length);
    const figure = range.getBoundingClientRect(), around = cell.getBoundingClientRect();
    const tops = new Set([...range.getClientRects()].map(each => each.top));
    return tops.size > 1 || figure.left < around.left || figure.right > around.right;
})).map(cell => cell.textContent)
"""
"""The figures that break, or do not fit in their cells."""

LABELS = """
[...document.querySelectorAll('th')].filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const label = range.getBoundingClientRect(), around = cell.getBoundingClientRect();
    return label.left < around.left - 1 || label.right > around.right + 1
        || label.top < around.top - 1 || label.bottom > around.bottom + 1;
}).map(cell => cell.textContent)
"""
"""The labels that stand out of their cells."""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_no_figure_breaks_and_no_label_is_clipped(name: str, width: int, tmp_path: Path) -> None:
    script = f"[{FIGURES.strip()}, {LABELS.strip()}]"
    assert measured(PAGES[name]().decode(), script, width, tmp_path) == [[], []]


IN_SIGHT = """
const region = document.querySelector('.labelled').parentElement;
const [row] = region.querySelectorAll('tbody tr');
const label = row.querySelector('th'), cells = [...row.querySelectorAll('td')];
const all = [...region.querySelectorAll('.label')];
const at = () => all.map(each => each.getBoundingClientRect().left);
const before = at(), right = label.getBoundingClientRect().right;
const edge = region.getBoundingClientRect().right;
const seen = cells.filter(each => each.getBoundingClientRect().right <= edge + 1).length;
region.scrollLeft = 10000;
const moved = region.scrollLeft, last = cells.at(-1).getBoundingClientRect();
({
    scrolls: moved > 0,
    stays: JSON.stringify(at()) === JSON.stringify(before),
    seen,
    last: last.left >= right && last.right <= edge + 1,
    // Every label lies above the figures that are under it now.
    above: all.every(each => {
        const box = each.getBoundingClientRect();
        each.scrollIntoView({block: 'center'});
        const now = each.getBoundingClientRect();
        return document.elementFromPoint(now.left + now.width / 2, now.top + 3) === each;
    }),
    opaque: all.every(each => getComputedStyle(each).backgroundColor === 'rgb(255, 255, 255)'),
})
"""


@pytest.mark.parametrize("name", ["large", "long", "zeros"])
def test_on_a_phone_the_labels_stay_beside_three_columns(name: str, tmp_path: Path) -> None:
    found = measured(PAGES[name]().decode(), IN_SIGHT, PHONE, tmp_path)
    assert found.pop("seen") >= 3
    assert all(found.values()), found


CHART_TEXT = """
[...document.querySelectorAll('svg text')].map(text => {
    const svg = text.ownerSVGElement, box = text.getBoundingClientRect();
    const around = svg.getBoundingClientRect(), page = document.documentElement.clientWidth;
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    const inside = box.left >= around.left && box.right <= around.right
        && box.top >= around.top && box.bottom <= around.bottom && around.right <= page;
    return [size, inside];
})
"""


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_the_letters_of_a_chart_are_large_enough(width: int, tmp_path: Path) -> None:
    names = ("部门动态信息公开目录和其他主动公开的政府信息", "公示公告")
    content = web_page(replace(large(), categories=names, entries=_with_categories()), charts=True)
    found = measured(content.decode(), CHART_TEXT, width, tmp_path)
    assert len(found) == 16
    assert all(size >= 11 and inside for size, inside in found), found


def _with_categories() -> dict[Ref, Entry]:
    return {**long().entries, **large().entries}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Word]]]:
    """The words of each page of the pages, as printed."""
    needed(office.missing_programs())
    folder = tmp_path_factory.mktemp("printed")
    return {name: words(printed(page(), folder, name)) for name, page in PAGES.items()}


def text_of(page: list[Word]) -> str:
    return "".join(word.text for word in page)


def turned(page: list[Word]) -> Iterator[str]:
    """The figures that run downwards, their digits turned: each digit is a word, and each sign."""
    digits = [word for word in page if len(word.text) == 1 and word.text in "+-0123456789"]
    for _left, column in groupby(
        sorted(digits, key=lambda word: (round(word.left), word.top)), lambda word: round(word.left)
    ):
        text, bottom = "", 0.0
        for digit in column:
            if text and digit.top - bottom > 1:
                yield text
                text = ""
            text, bottom = text + digit.text, digit.bottom
        yield text


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_every_figure_is_whole(
    name: str, papers: dict[str, list[list[Word]]], tmp_path: Path
) -> None:
    figures = measured(
        PAGES[name]().decode(),
        # A cell of the annex has three figures, each in a line of its own.
        "[...document.querySelectorAll('td:not(.corner)')]"
        ".flatMap(cell => cell.innerText.split('\\n'))",
        DESK, tmp_path,
    )  # fmt: skip
    shown = Counter(word.text for page in papers[name] for word in page)
    shown.update(text for page in papers[name] for text in turned(page))
    expected = Counter(text for text in figures if re.fullmatch(r"[+-]?[\d.]+", text))
    assert expected
    assert expected - shown == Counter()


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_nothing_stands_beside_the_type_area(
    name: str, papers: dict[str, list[list[Word]]]
) -> None:
    # A turned digit is a word, as broad as the font is high.
    outside = [
        word
        for page in papers[name]
        for word in page
        if len(word.text) > 1 and (word.left < LEFT - 1 or word.right > RIGHT + 1)
    ]
    assert outside == []


@pytest.mark.parametrize("name", REPORTS)
def test_on_paper_each_table_of_a_report_is_whole(
    name: str, papers: dict[str, list[list[Word]]]
) -> None:
    edition = REPORTS[name]().edition
    second, third, fourth = (section.title for section in edition.sections[1:4])
    for title, *rows in (
        (second, "第二十条第（一）项", "行政事业性收费"),
        (third, FIRST_ROW, LAST_ROW),
        (fourth, "未经复议直接起诉"),
    ):
        (page,) = (text for text in map(text_of, papers[name]) if title in text)
        assert [row for row in rows if row not in page] == []


def reports_that_break_elsewhere() -> Iterator[Report]:
    """A report whose later sections begin lower, by three lines each."""
    line = "本年度围绕重点领域主动公开政府信息，完善工作机制。"
    for count in range(0, 22, 3):
        base = sound(2024)
        ending = ("一是" + line, "二是" + line * 2, *(line for _n in range(count)))
        yield replace(base, texts={**base.texts, "problems": ending, "other": (line * 2,)})


def test_on_paper_no_heading_and_no_signature_stands_alone(tmp_path: Path) -> None:
    """Wherever the pages break: a heading is not the last of its page, a signature not the first."""
    needed(office.missing_programs())
    for number, report in enumerate(reports_that_break_elsewhere()):
        pages = [text_of(page) for page in words(printed(web_page(report), tmp_path, str(number)))]
        titles = [section.title for section in report.edition.sections]
        assert [page for page in pages if page.endswith(tuple(titles))] == []
        (last,) = (page for page in pages if "2025年1月20日" in page)
        assert "完善工作机制。" in last.partition("示例县自然资源局")[0][-30:]


def comparison(rows: int) -> bytes:
    """An annex with a list of categories."""
    last, this = sound(2023), sound(2024)
    names = tuple(f"第{n}类" for n in range(1, rows + 1))
    counts = {category(n): Entry(n, str(n)) for n in range(1, rows + 1)}
    more = {category(n): Entry(n + 1, str(n + 1)) for n in range(1, rows + 1)}
    before = replace(last, categories=names, entries={**last.entries, **counts})
    now = replace(this, categories=names, entries={**this.entries, **more})
    return html_bytes(compose_comparison(compare(before, now)))


def test_on_paper_a_long_table_leaves_no_single_row(tmp_path: Path) -> None:
    """Where a list of the annex breaks, three rows at least stand on each of its pages."""
    needed(office.missing_programs())
    broken = 0
    for rows in range(22, 40, 2):
        pages = words(printed(comparison(rows), tmp_path, str(rows)))
        counts = [sum(word.text == "+1" for word in page) for page in pages]
        on_pages = [count for count in counts if count]
        assert sum(on_pages) == rows
        assert min(on_pages) >= 3, (rows, on_pages)
        broken += len(on_pages) > 1
    assert broken >= 4


def test_what_is_composed_is_printed(papers: dict[str, list[list[Word]]]) -> None:
    title = compose(long()).title
    assert title in text_of(papers["long"][0])


def test_on_paper_the_annex_has_table_three_on_two_pages(tmp_path: Path) -> None:
    needed(office.missing_programs())
    pages = [text_of(page) for page in words(printed(annex(), tmp_path))]
    (first, second) = (page for page in pages if "申请人情况" in page)
    assert first.startswith("三、收到和处理政府信息公开申请情况")
    assert "四、结转下年度继续办理" in second
