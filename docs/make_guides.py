"""Fills in what the program prints in the pages for those who use it.

    python docs/make_guides.py            writes it
    python docs/make_guides.py --check    says whether it is current

A block of the language `console` shows a command, and below it what the command prints in a folder
that holds the examples.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = tuple(
    ROOT / "docs" / f"{name}.zh-CN.md"
    for name in ("filling-in", "collecting", "merging", "auditing", "published", "developing")
)
_SHOWN = re.compile(r"(?<=^```console\n)\$ (?P<command>disclosure .*)\n(?:.*\n)*?(?=```$)", re.M)
_PROGRAM = 'disclosure() { "$PYTHON" -m disclosure_cli "$@"; }\n'


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line of a page by a shell in a folder; both streams in one."""
    return subprocess.run(
        ["sh", "-c", _PROGRAM + command],
        cwd=folder,
        env={**os.environ, "PYTHON": sys.executable, "PYTHONIOENCODING": "utf-8", "DISCLOSURE_LANG": "zh"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=60,
    )  # fmt: skip


def with_examples(folder: Path) -> Path:
    """The folder, once it has the workbooks of the examples, and beside them what is published."""
    for name, suffixes in (("examples", (".xlsx",)), ("published", (".docx", ".html"))):
        (folder / name).mkdir()
        for file in sorted((ROOT / "examples").iterdir()):
            is_filled_in = name == "published" or file.with_suffix(".toml").exists()
            if file.suffix in suffixes and is_filled_in:
                shutil.copy(file, folder / name)
    return folder


def filled_in(page: Path) -> str:
    """A page with what its commands print today."""
    with tempfile.TemporaryDirectory() as name:
        folder = with_examples(Path(name))

        def shown(match: re.Match[str]) -> str:
            printed = run(match["command"], folder).stdout
            return f"$ {match['command']}\n{printed.rstrip()}\n"

        return _SHOWN.sub(shown, page.read_text("utf-8"))


if __name__ == "__main__":
    pages = {page: filled_in(page) for page in PAGES}
    if "--check" in sys.argv:
        sys.exit(any(page.read_text("utf-8") != text for page, text in pages.items()))
    for page, text in pages.items():
        page.write_text(text, "utf-8")
