"""Makes the pictures of the documentation from the examples, and the page that shows them.

    python docs/pictures.py

Needs LibreOffice, poppler-utils and Chromium, and for the looks of the official fonts their
stand-ins (see tests/office.py). `docs/pages.md` keeps the digest of each report that was rendered,
so that a test notices when the pictures are of another one.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from disclosure_cli import read
from disclosure_cli.output.compose import compose
from disclosure_cli.output.html import html_bytes

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
PAGES = ROOT / "docs" / "pages.md"
REPORTS = {
    "suqian-2024": "A city's report for 2024, 2021 form",
    "helan-2020": "A county bureau's report for 2020, 2019 form",
}
WORKBOOK_PAGE = 6
"""Of the printed workbook, the sheet 三."""
PHONE = (390, 1800)

HEAD = """# What the program makes

<!-- Written by docs/pictures.py. -->

The pages of the examples, as LibreOffice shows them; free fonts stand in for the official ones
(方正小标宋 by Noto Serif, 仿宋, 楷体, 黑体 and 宋体 by Fandol, Times New Roman by Liberation Serif).
"""


def digest(name: str) -> str:
    """What identifies the report of an example."""
    return hashlib.sha256((ROOT / f"examples/{name}.docx").read_bytes()).hexdigest()[:16]


def rendered(name: str) -> list[str]:
    """Render the pages of an example; the names of the pictures."""
    import office

    with tempfile.TemporaryDirectory() as folder:
        pages = office.pictures(ROOT / f"examples/{name}.docx", Path(folder), resolution=60)
        for old in IMAGES.glob(f"{name}-*.png"):
            old.unlink()
        names = [f"{name}-{number}.png" for number, _page in enumerate(pages, 1)]
        for page, picture in zip(pages, names, strict=True):
            shutil.copy(page, IMAGES / picture)
    return names


def photographed(name: str) -> str:
    """The web page of an example on a phone; the name of the picture."""
    browser = shutil.which("chromium") or "google-chrome"
    picture = f"{name}-phone.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(html_bytes(compose(read(ROOT / f"examples/{name}.xlsx"), charts=True)))
        width, height = PHONE
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--window-size={width},{height}", f"--user-data-dir={Path(folder) / 'profile'}",
            f"--screenshot={IMAGES / picture}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return picture


def page_of_pictures() -> Iterator[str]:
    """The lines of docs/pages.md, its pictures made along the way."""
    yield HEAD
    for name, title in REPORTS.items():
        yield f"## {title}\n"
        yield f"[{name}.docx](../examples/{name}.docx) <!-- {digest(name)} -->\n"
        for number, picture in enumerate(rendered(name), 1):
            yield f"![{name}, page {number}](images/{picture})"
        yield ""
    yield "## The web page on a phone\n"
    yield f"![suqian-2024 as a web page](images/{photographed('suqian-2024')})"


def main() -> None:
    """Make all of them."""
    import office

    with tempfile.TemporaryDirectory() as folder:
        sheets = office.pictures(
            ROOT / "examples/suqian-2024.xlsx", Path(folder), resolution=100, rows=640
        )
        shutil.copy(sheets[WORKBOOK_PAGE - 1], IMAGES / "workbook.png")
    PAGES.write_text("\n".join(page_of_pictures()) + "\n", "utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    main()
