"""The page in a real browser: built, opened from its file, driven with mouse, keyboard and drops."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

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
    import fcntl  # Of Unix alone.

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

    def wait_until(self, says: str) -> None:
        """Wait until the page says how its work stands."""
        self.page.locator("#state", has_text=says).wait_for()

    def wait_for_result(self, file: str) -> str:
        """The verdict on a file, once it is there."""
        self.page.locator("#result-title", has_text=file).wait_for()
        self.wait_until("检查完毕。")
        return self.page.locator("#verdict").inner_text()


@contextmanager
def launched(playwright: Playwright, program: Path | None = None) -> Iterator[Browser]:
    """A browser: this machine's, or that of a path."""
    path = program or shutil.which("chromium")
    browser = playwright.chromium.launch(executable_path=path, args=[*_OPTIONS])
    yield browser
    browser.close()


@contextmanager
def opened(
    browser: Browser, size: tuple[int, int] = DESK, before: str = "", *, is_ready: bool = True
) -> Iterator[OpenedPage]:
    """The page in a window of its own, once it is ready. `before` is a script that runs before its own."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page = context.new_page()
    if before:
        page.add_init_script(before)
    shown = OpenedPage(page, context)
    page.goto(PAGE.as_uri())
    if is_ready:
        page.locator("html[data-ready]").wait_for(state="attached")
    yield shown
    context.close()
