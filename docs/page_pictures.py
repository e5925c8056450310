"""The states of the page as pictures for the documentation: from a real browser, of real files."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import bridge
import page_browser
from page_browser import DESK, PHONE, OpenedPage
from playwright.sync_api import Playwright, sync_playwright
from report_factory import sound, template
from unit_folder import GOVERNMENT, UNITS_OF_PICTURES, UnitFolder, make_folder

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SHELL = ROOT / "page" / "shell"
WRONG, RIGHT, LAST = "mistakes-2023.xlsx", "suqian-2024.xlsx", "published-2023.xlsx"

State = Callable[[OpenedPage, UnitFolder], None]


def start(desk: OpenedPage, _units: UnitFolder) -> None:
    """As it opens."""
    desk.page.locator("summary").last.click()


def wrong(desk: OpenedPage, _units: UnitFolder) -> None:
    """A workbook with mistakes; what a rule asks for is opened."""
    desk.drop("#drop", [EXAMPLES / WRONG])
    desk.wait_for_result(WRONG)
    desk.page.get_by_role("button", name="说明 D201").click()
    desk.page.locator(".explained:not([hidden])").wait_for()


def right(desk: OpenedPage, _units: UnitFolder) -> None:
    """A workbook without errors, its document built."""
    desk.drop("#drop", [EXAMPLES / RIGHT])
    desk.wait_for_result(RIGHT)
    desk.downloaded("生成 Word（.docx）")
    desk.page.locator("#said", has_text="已生成").wait_for()


def years(desk: OpenedPage, units: UnitFolder) -> None:
    """Last year's report beside this one."""
    book = template(units.path.parent / "示例县自然资源局2024.xlsx", sound(2024))
    desk.drop("#drop-last", [EXAMPLES / LAST])
    desk.drop("#drop", [book])
    desk.wait_for_result(book.name)
    desk.page.get_by_role("button", name="两年对照").click()
    desk.page.locator(".comparison").wait_for()


def unreadable(desk: OpenedPage, units: UnitFolder) -> None:
    """A file that cannot be read."""
    desk.drop("#drop", [units.unreadable[0]])
    desk.wait_for_result(units.unreadable[0].name)


def collected(desk: OpenedPage, units: UnitFolder) -> None:
    """A folder of what units sent, against the list of them."""
    desk.drop("#drop", [units.path])
    desk.page.locator("#collection-title").wait_for()
    desk.page.locator("#units").set_input_files(units.list_path)
    desk.page.locator(".summary", has_text=f"名单 {UNITS_OF_PICTURES} 个单位").wait_for()


def merged(desk: OpenedPage, units: UnitFolder) -> None:
    """Why the units cannot be merged yet."""
    collected(desk, units)
    desk.page.locator(".merging summary").click()
    desk.page.locator("#merge-organ").fill(GOVERNMENT)
    desk.page.get_by_role("button", name="汇总", exact=True).click()
    desk.page.locator("#merge-said", has_text="没有汇总").wait_for()


def in_english(desk: OpenedPage, units: UnitFolder) -> None:
    """The same workbook with mistakes, in English."""
    wrong(desk, units)
    desk.page.get_by_role("button", name="English").click()
    desk.wait_until("Checked.")


def too_old(desk: OpenedPage, _units: UnitFolder) -> None:
    """What a browser shows that is too old."""
    desk.page.locator("#too-old").wait_for()


def opened(desk: OpenedPage, _units: UnitFolder) -> None:
    """The page with what is found in a workbook."""
    desk.drop("#drop", [EXAMPLES / WRONG])
    desk.wait_for_result(WRONG)
    desk.page.get_by_role("button", name="说明 D101").first.scroll_into_view_if_needed()


STATES: dict[str, tuple[State, tuple[int, int], str]] = {
    "page": (opened, DESK, "body"),
    "page-start": (start, DESK, "body"),
    "page-wrong": (wrong, DESK, "#result"),
    "page-right": (right, DESK, "#result"),
    "page-years": (years, DESK, "#result"),
    "page-unreadable": (unreadable, DESK, "#result"),
    "page-units": (collected, DESK, "#collection"),
    "page-merged": (merged, DESK, ".merging"),
    "page-english": (in_english, DESK, "#result"),
    "page-phone": (wrong, PHONE, "#result"),
    "page-units-phone": (collected, PHONE, "#collection"),
    "page-too-old": (too_old, DESK, "body"),
}
"""The pictures: how the page comes into a state, in which window, and what of it is shown."""
_TALLEST = 1100
"""Pixels of a picture."""


def digest_of_page() -> str:
    """What identifies the page: its shell, and what is shown of the examples."""
    parts = [path.read_bytes() for path in sorted(SHELL.iterdir())]
    with chdir(EXAMPLES):
        for file in (WRONG, RIGHT):
            asked = {"do": "check", "language": "zh", "file": file, "last": "", "notes": False}
            parts.append(bridge.answer(json.dumps(asked)).encode())
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


def page_shown(folder: Path) -> Iterator[tuple[str, str]]:
    """Make the pictures into a folder: the name of each, and what it shows."""
    page_browser.built()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        units = make_folder(Path(scratch) / "received", UNITS_OF_PICTURES)
        for name, (state, _size, _part) in STATES.items():
            _photograph(playwright, name, units, folder / f"{name}.png")
            yield f"{name}.png", (state.__doc__ or "").strip()


def _photograph(playwright: Playwright, name: str, units: UnitFolder, target: Path) -> None:
    state, size, part = STATES[name]
    before = "delete globalThis.DecompressionStream" if state is too_old else ""
    with (
        page_browser.launched(playwright) as browser,
        page_browser.opened(browser, size, before, is_ready=not before) as desk,
    ):
        state(desk, units)
        shown = desk.page.locator(part).first
        shown.scroll_into_view_if_needed()
        desk.page.mouse.move(0, 0)
        box = shown.bounding_box()
        assert box
        above = desk.run("scrollY")
        height = min(box["height"] + 16, _TALLEST)
        clip: Any = {"x": 0, "y": max(box["y"] + above - 8, 0), "width": size[0], "height": height}
        desk.page.screenshot(path=target, clip=clip, full_page=True)
