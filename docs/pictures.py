"""Makes the pictures of the documentation from the examples, and the page that shows them.

    python docs/pictures.py

Needs LibreOffice, poppler-utils and Chromium, and for the looks of the official fonts their
stand-ins (see tests/office.py). `docs/pages.md` keeps the digest of each report that was rendered,
and of what is found in the one with mistakes, so that a test notices when the pictures are of another one.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from disclosure_cli import api, check, read
from disclosure_cli.output.compose import compose
from disclosure_cli.output.html import html_bytes
from disclosure_cli.reporting.status_formats import StatusFormat, status_bytes
from disclosure_cli.template.sheets import workbook_bytes
from disclosure_cli.units.status import CollectionStatus
from disclosure_cli.workbook import layout

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
MISTAKES = "mistakes-2023"
"""The example of which is shown what is found in it."""
PUBLISHED = "published-2023"
"""The published page, of which are shown its top and the workbook that is made of it."""
TOP_OF_PAGE = (1000, 980)
STATUS_PAGE = (1000, 1150)
COLUMNS = 80
SCREEN_PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 12px; color: {foreground}; background: {background};
       font: 16px/24px 'Noto Sans Mono CJK SC' }}
pre {{ margin: 0; font: inherit }}
i {{ display: inline-block; width: 2ch; margin-right: -1ch; font-style: normal;
    transform: scaleX(0.5); transform-origin: left }}
{stylesheet}</style><pre>{code}</pre>"""
"""What a terminal shows, as a page. In <i> what a terminal shows in one column and this font in two."""
SCREEN_WIDTH, LINE_HEIGHT, MARGIN = COLUMNS * 8 + 24, 24, 24

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


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """What a command prints on a terminal, with its colours."""
    from command_line import disclosure

    settings = {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    done = disclosure(folder, *arguments, **settings, NO_COLOR="")
    return done.stderr + done.stdout


def terminal_output() -> str:
    """What `validate` prints of the example with mistakes."""
    return on_a_terminal(ROOT / "examples", "validate", f"{MISTAKES}.xlsx")


def console_output() -> str:
    """What the console of Windows shows when a workbook is dropped on 生成报告.cmd (tests/test_windows.py)."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "C:")
        place.mkdir()
        shutil.copy(ROOT / "examples" / "suqian-2024.xlsx", place / "宿迁市2024年.xlsx")
        shown = on_a_terminal(Path(folder), "build", "C:/宿迁市2024年.xlsx")
        return f"{shown}请按任意键继续. . . \n".replace("C:/", "C:\\年报\\")


def annotated_copy() -> bytes:
    """The annotated copy of that example."""
    report = read(ROOT / f"examples/{MISTAKES}.xlsx")
    return workbook_bytes(report, check(report))


def digest_of_findings() -> str:
    """What identifies both."""
    return hashlib.sha256(terminal_output().encode() + annotated_copy()).hexdigest()[:16]


def digest_of_console() -> str:
    """What identifies what is shown of the folder for Windows."""
    return hashlib.sha256(console_output().encode()).hexdigest()[:16]


def screen_shown(output: str, picture: str) -> str:
    """What stands on a terminal as a picture; its name."""
    screen = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor")
    screen.print(Text.from_ansi(output), soft_wrap=True)
    page = screen.export_html(theme=SVG_EXPORT_THEME, code_format=SCREEN_PAGE)
    narrow = re.sub(
        r"[^\x00-\x7f]", lambda c: f"<i>{c[0]}</i>" if cell_len(c[0]) == 1 else c[0], page
    )
    height = LINE_HEIGHT * len(output.splitlines()) + MARGIN
    return _photographed(narrow.encode(), (SCREEN_WIDTH, height), picture)


def sheets_shown() -> list[str]:
    """The top of the first sheet of the annotated copy, and of 核对, as pictures; their names."""
    import office

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.xlsx"
        copy.write_bytes(annotated_copy())
        pages = office.pictures(copy, Path(folder), resolution=80, rows=570)
        texts = office.text_of(copy.with_suffix(".pdf"))
        heads = {f"{MISTAKES}-findings.png": "检查结果", f"{MISTAKES}-balances.png": "核对"}
        for picture, head in heads.items():
            page = next(n for n, text in enumerate(texts) if text.strip().startswith(head))
            shutil.copy(pages[page], IMAGES / picture)
    return list(heads)


def photographed(name: str) -> str:
    """The web page of an example on a phone; the name of the picture."""
    page = html_bytes(compose(read(ROOT / f"examples/{name}.xlsx"), charts=True))
    return _photographed(page, PHONE, f"{name}-phone.png")


def published_shown() -> list[str]:
    """The top of the published page, and the sheet 三 of the workbook made of it, as pictures; their names."""
    import office

    content = (ROOT / f"examples/{PUBLISHED}.html").read_bytes()
    page = _photographed(content, TOP_OF_PAGE, f"{PUBLISHED}-page.png")
    picture = f"{PUBLISHED}-workbook.png"
    with tempfile.TemporaryDirectory() as folder:
        book = ROOT / f"examples/{PUBLISHED}.xlsx"
        sheets = office.pictures(book, Path(folder), resolution=80, rows=510)
        shutil.copy(sheets[WORKBOOK_PAGE - 1], IMAGES / picture)
    return [page, picture]


def digest_of_published() -> str:
    """What identifies the page, and the workbook that is made of it."""
    files = (ROOT / f"examples/{PUBLISHED}{suffix}" for suffix in (".html", ".xlsx"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@cache
def units() -> tuple[CollectionStatus, bytes]:
    """How far a few units have come, and the workbook that they are merged into."""
    from unit_folder import GOVERNMENT, UNITS_OF_PICTURES, YEAR, make_folder

    with tempfile.TemporaryDirectory() as folder:
        made = make_folder(Path(folder) / "received", UNITS_OF_PICTURES)
        with chdir(folder):  # So that no path tells where this was.
            files = [
                each for each in sorted(Path("received").rglob("*.*")) if each.suffix != ".txt"
            ]
            sent = [
                api.read_submission(each, folder="received", with_figures=True) for each in files
            ]
        listed = api.read_units(made.list_path)
        status = api.status(sent, units=listed)
        right = [each for each in sent if not each.error and "补报" not in each.file]
        book = Path(folder) / "all.xlsx"
        api.merge(
            right, book, organ=GOVERNMENT, year=YEAR, units=listed,
            admitted=dict.fromkeys(made.wrong, "已电话核实"),
        )  # fmt: skip
        return status, book.read_bytes()


def digest_of_units() -> str:
    """What identifies both."""
    status, book = units()
    return hashlib.sha256(status_bytes(status, StatusFormat.HTML) + book).hexdigest()[:16]


def units_shown() -> list[str]:
    """The status of the units as a web page, and the sheet of what each contributed; the names of the pictures."""
    import office

    status, content = units()
    page = _photographed(status_bytes(status, StatusFormat.HTML), STATUS_PAGE, "units-status.png")
    picture = "merged-units.png"
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "all.xlsx"
        book.write_bytes(content)
        sheets = office.pictures(book, Path(folder), resolution=80, rows=560)
        texts = office.text_of(book.with_suffix(".pdf"))
        heads = [n for n, text in enumerate(texts) if text.strip().startswith(layout.UNITS_SHEET)]
        shutil.copy(sheets[heads[0]], IMAGES / picture)
    return [page, picture]


def _photographed(content: bytes, size: tuple[int, int], picture: str) -> str:
    """A web page in a window of that width and height, in pixels; the name of the picture."""
    browser = shutil.which("chromium") or "google-chrome"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(content)
        width, height = size
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
    yield f"![suqian-2024 as a web page](images/{photographed('suqian-2024')})\n"
    yield "## What is found in a workbook with mistakes\n"
    yield (
        f"`disclosure validate {MISTAKES}.xlsx` on a terminal of {COLUMNS} columns; the first sheet of the "
        f"annotated copy; the sheet 核对. <!-- {digest_of_findings()} -->\n"
    )
    terminal = screen_shown(terminal_output(), f"{MISTAKES}-terminal.png")
    for picture in (terminal, *sheets_shown()):
        yield f"![{picture.removesuffix('.png')}](images/{picture})"
    yield "\n## A workbook dropped on 生成报告.cmd\n"
    yield f"The folder for Windows (`make windows`). <!-- {digest_of_console()} -->\n"
    yield f"![windows](images/{screen_shown(console_output(), 'windows.png')})"
    yield "\n## A published page, and the workbook that is made of it\n"
    yield f"`disclosure import {PUBLISHED}.html`. <!-- {digest_of_published()} -->\n"
    for picture in published_shown():
        yield f"![{picture.removesuffix('.png')}](images/{picture})"
    yield "\n## What units sent, and the workbook that they are merged into\n"
    yield f"`disclosure status … -o status.html`; `disclosure merge …`, 汇总来源. <!-- {digest_of_units()} -->\n"
    for picture in units_shown():
        yield f"![{picture.removesuffix('.png')}](images/{picture})"
    yield from pictures_of_the_page()


def pictures_of_the_page() -> Iterator[str]:
    """The part about the page in a browser."""
    from page_pictures import digest_of_page, page_shown

    yield f"\n## The page in a browser\n\n`make page`. <!-- {digest_of_page()} -->\n"
    for picture, says in page_shown(IMAGES):
        yield f"{says}\n\n![{picture.removesuffix('.png')}](images/{picture})\n"


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
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "page")]
    main()
