"""The page in a real browser: built, opened from its file, driven with mouse, keyboard and drops."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "page" / "build.py"
PAGE = ROOT / "dist" / "disclosure.html"
TIME_LIMIT = 600
"""Seconds that building it may take, with what it has from npm."""
ANSWER = 30_000
"""Milliseconds in which the page has to do what it is asked for."""
DESK, PHONE = (1280, 900), (390, 844)
_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def missing() -> list[str]:
    """What is needed and is not on this machine."""
    programs = {"node": "Node", "npm": "npm", "chromium": "Chromium"}
    return [name for program, name in programs.items() if shutil.which(program) is None]


def built() -> Path:
    """The page of the sources as they are; made anew where one of them is newer."""
    sources = (ROOT / "page", ROOT / "disclosure_cli")
    newest = max(
        path.stat().st_mtime
        for folder in sources
        for path in folder.rglob("*.*")
        if path.is_file() and not {"node_modules", "__pycache__"}.intersection(path.parts)
    )
    PAGE.parent.mkdir(exist_ok=True)
    # One process builds it, the others wait.
    with (PAGE.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not PAGE.exists() or PAGE.stat().st_mtime < newest:
            command = [sys.executable, str(BUILD)]
            subprocess.run(command, check=True, timeout=TIME_LIMIT, capture_output=True)
    return PAGE


class OpenedPage:
    """The page, ready in a window; what its console says is kept."""

    def __init__(self, page: Page, context: BrowserContext) -> None:
        self.page = page
        self.said: list[str] = []
        self._devtools = context.new_cdp_session(page)
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.set_default_timeout(ANSWER)

    def drop(self, target: str, files: Sequence[Path]) -> None:
        """Drop files and folders from outside on an element, as the desktop does."""
        self.page.locator(target).scroll_into_view_if_needed()
        box = self.page.locator(target).bounding_box()
        assert box
        where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        data = {"items": [], "files": list(map(str, files)), "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self._devtools.send("Input.dispatchDragEvent", {"type": kind, **where, "data": data})

    def run(self, script: str) -> Any:
        """What a script of the developer's console finds, which the policy of the page does not concern."""
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        found = self._devtools.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def downloaded(self, button: str) -> tuple[str, bytes]:
        """The name and the content of what a button has the browser save."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=button, exact=True).click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    @property
    def verdict(self) -> str:
        return self.page.locator("#verdict").inner_text()


@contextmanager
def opened(
    path: Path = PAGE, size: tuple[int, int] = DESK, program: str = "", is_ready: bool = True
) -> Iterator[OpenedPage]:
    """The page in a new browser, once it is ready."""
    chromium = program or shutil.which("chromium") or ""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_OPTIONS])
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN"
        )
        shown = OpenedPage(context.new_page(), context)
        shown.page.goto(path.as_uri())
        if is_ready:
            shown.page.locator("html[data-ready]").wait_for(state="attached")
        yield shown
        browser.close()
