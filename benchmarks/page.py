"""Measures the page in this machine's Chromium and in Chromium 109: size, start, checks, memory.

    python benchmarks/page.py            prints the table
    python benchmarks/page.py --write    writes it into docs/speed.md

Chromium 109 is that of the npm package @sparticuz/chromium, in the folder that DISCLOSURE_NODE_MODULES names;
without it there is one column less. Times are by the page's own clock, from the drop to what it says. Memory is that of
the largest process of the browser that shows a page; what processes share is counted by shares (PSS; Linux).
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from speed import write_section

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import page_browser  # noqa: E402
from old_chromium import OLD_CHROMIUM, unpacked_old_chromium  # noqa: E402
from page_browser import OpenedPage  # noqa: E402
from playwright.sync_api import Playwright, sync_playwright  # noqa: E402
from unit_folder import make_folder  # noqa: E402

FEW, MANY, ROUNDS = 100, 500, 9
EXAMPLE = ROOT / "examples" / "suqian-2024.xlsx"
NOTES_TIMES = """
    window.told = [];
    addEventListener("drop", () => { window.told = []; window.dropped = performance.now(); }, true);
    new MutationObserver(() => {
        const now = performance.now();
        if (document.documentElement.hasAttribute("data-ready")) window.ready ??= now;
        const says = document.querySelector("#state")?.textContent;
        if (says && window.told.at(-1)?.[1] !== says) window.told.push([now, says]);
    }).observe(document, { attributes: true, childList: true, subtree: true, characterData: true });
"""
_EVERY = 0.1
"""Seconds between two looks at the processes."""


class Measured(NamedTuple):
    """The page in one browser. Times in seconds, memory in MB."""

    browser: str
    ready: float
    one: float
    document: float
    few: float
    many: float
    before: float
    peak: float


@contextmanager
def watched() -> Iterator[list[float]]:
    """The memory of the page, looked at again and again."""
    found: list[float] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(timeout=_EVERY):
            found.append(memory())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def memory() -> float:
    """Of the largest process that shows a page, in MB."""
    return max((_share(each) for each in Path("/proc").glob("[0-9]*")), default=0.0)


def _share(process: Path) -> float:
    with suppress(OSError):
        if b"--type=renderer" in (process / "cmdline").read_bytes():
            for line in (process / "smaps_rollup").read_text("utf-8").splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1]) / 1024
    return 0.0


def measured(playwright: Playwright, program: Path | None, few: Path, many: Path) -> Measured:
    """The page in a browser, as dropped files find it."""
    with page_browser.launched(playwright, program) as browser:
        starts = []
        for _round in range(3):
            with page_browser.opened(browser, before=NOTES_TIMES) as desk:
                starts.append(desk.run("window.ready") / 1000)
        with page_browser.opened(browser, before=NOTES_TIMES) as desk:
            desk.page.set_default_timeout(300_000)
            desk.drop("#drop", [EXAMPLE])
            desk.wait_for_result(EXAMPLE.name)
            ones = [_one(desk) for _round in range(ROUNDS)]
            documents = [_document(desk) for _round in range(ROUNDS)]
            before = memory()
            of_few = _collection(desk, few)
            with watched() as looks:
                of_many = _collection(desk, many)
        name = f"Chromium {browser.version.partition('.')[0]}"
    return Measured(
        name, median(starts), median(ones), median(documents), of_few, of_many, before, max(looks)
    )


def _one(desk: OpenedPage) -> float:
    desk.drop("#drop", [EXAMPLE])
    desk.wait_until("检查完毕。")
    return _passed(desk)


def _document(desk: OpenedPage) -> float:
    desk.run("window.dropped = performance.now(); window.told = []")
    desk.run("""
        window.made = new Promise(done => new MutationObserver((_all, watch) => {
            if (document.querySelector("#said").textContent.startsWith("已生成")) {
                watch.disconnect();
                done(performance.now());
            }
        }).observe(document.querySelector("#said"), { childList: true, characterData: true, subtree: true }));
        0
    """)
    desk.downloaded("生成 Word（.docx）")
    taken: float = desk.run("window.made.then(made => made - window.dropped)")
    return taken / 1000


def _collection(desk: OpenedPage, folder: Path) -> float:
    desk.drop("#drop", [folder])
    desk.wait_until("检查完毕。")
    return _passed(desk)


def _passed(desk: OpenedPage) -> float:
    """From the drop to what was said last."""
    taken: float = desk.run("window.told.at(-1)[0] - window.dropped")
    return taken / 1000


def lines() -> Iterator[str]:
    """The table, and what it says."""
    page = page_browser.built()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        few, many = folder / "few", folder / "many"
        make_folder(few, FEW, has_troubles=False)
        make_folder(many, MANY, seed=2, has_troubles=False)
        programs: list[Path | None] = [None]
        if OLD_CHROMIUM.is_dir():
            programs.append(unpacked_old_chromium(folder))
        found = [measured(playwright, each, few, many) for each in programs]
    yield f"One file of {page.stat().st_size / 1e6:.1f} MB (wanted: at most 10)."
    yield ""
    yield from _row("", (each.browser for each in found), "wanted")
    yield from _row("---", ("---:" for _each in found), "---:")
    yield from _row("from opening to ready, s", (f"{each.ready:.1f}" for each in found), "≤ 3")
    yield from _row("a workbook checked, ms", (f"{each.one * 1000:.0f}" for each in found), "≤ 150")
    yield from _row("its document built, ms", (f"{each.document * 1000:.0f}" for each in found), "")
    yield from _row(f"{FEW} workbooks, s", (f"{each.few:.1f}" for each in found), "≤ 8")
    yield from _row(f"{MANY} workbooks, s", (f"{each.many:.1f}" for each in found), "")
    yield from _row("memory of the tab before, MB", (f"{each.before:.0f}" for each in found), "")
    yield from _row(f"at most during {MANY}, MB", (f"{each.peak:.0f}" for each in found), "≤ 300")


def _row(label: str, cells: Iterator[str], wanted: str) -> Iterator[str]:
    yield f"| {label} | {' | '.join(cells)} | {wanted} |"


if __name__ == "__main__":
    table = "\n".join(lines())
    sys.stdout.write(f"{table}\n")
    if "--write" in sys.argv:
        write_section("page", "The page", table)
