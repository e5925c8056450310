"""Chromium and the Nu HTML checker for tests: pages measured, printed and checked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from conftest import needed
from lxml import html

NODE_MODULES = Path(os.environ.get("DISCLOSURE_NODE_MODULES", "node_modules"))
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
NU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
PHONE, DESK = 390, 1280
"""Widths in CSS pixels."""
TIME_LIMIT = 120


def chromium(folder: Path, *options: str) -> str:
    """What headless Chromium says on stdout; its profile goes into the folder."""
    program = shutil.which("chromium") or shutil.which("google-chrome") or ""
    needed(["Chromium"] * (not program))
    command = [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}", *options,
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, check=True, timeout=TIME_LIMIT, encoding="utf-8"
    )
    return done.stdout


def measured(page: str, script: str, width: int, folder: Path) -> Any:
    """What a script finds in a page of that width: the value, or the promise, of its last expression.

    The page stands in a frame, since no window of Chromium is narrower than 500 pixels.
    """
    runs = (
        f"<script>Promise.resolve(eval({json.dumps(script)})).then(found => "
        "parent.postMessage(JSON.stringify(found), '*'))</script>"
    )
    framed = escape(page.replace("</body>", f"{runs}</body>"))
    path = folder / "measured.html"
    path.write_text(
        "<!DOCTYPE html><script>addEventListener('message', said => "
        "document.documentElement.setAttribute('data-found', said.data))</script>"
        f'<iframe width="{width}" height="900" style="border: 0" srcdoc="{framed}"></iframe>',
        "utf-8",
    )
    shown = chromium(
        folder, f"--window-size={max(width, 500) + 50},1000", "--virtual-time-budget=20000",
        "--dump-dom", path.as_uri(),
    )  # fmt: skip
    found = html.document_fromstring(shown).get("data-found")
    assert found is not None, "the script did not run"
    return json.loads(found)


def printed(page: bytes, folder: Path, name: str = "printed") -> Path:
    """The PDF of a page, as the browser prints it."""
    path = folder / f"{name}.html"
    path.write_bytes(page)
    pdf = path.with_suffix(".pdf")
    chromium(folder, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", path.as_uri())
    return pdf


def complaints(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """What the Nu HTML checker finds in pages, errors and warnings alike."""
    java = shutil.which("java") or ""
    needed(["java"] * (not java) + ["vnu-jar (npm)"] * (not NU.is_file()))
    for name, page in pages.items():
        (folder / f"{name}.html").write_bytes(page)
    paths = [str(folder / f"{name}.html") for name in pages]
    done = subprocess.run(
        [java, "-jar", str(NU), "--format", "json", *paths],
        capture_output=True, check=False, timeout=TIME_LIMIT, encoding="utf-8",
    )  # fmt: skip
    return [
        f"{Path(found['url']).stem}: {found['message']}"
        for found in json.loads(done.stderr)["messages"]
    ]
