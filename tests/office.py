"""LibreOffice and poppler for tests and documentation: files in, PDF and pages as pictures out.

The official Chinese fonts are not free. Debian's `texlive-lang-chinese` holds Fandol fonts that
stand in for them; `DISCLOSURE_FONTS` names their folder where they lie elsewhere. Without them the
pages are still made, with whatever the machine has.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

PROGRAMS = {"soffice": "LibreOffice", "pdftoppm": "poppler-utils"}
FANDOL = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
STAND_INS = {
    "方正小标宋简体": "Noto Serif CJK SC",
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "Times New Roman": "Liberation Serif",
}
TIME_LIMIT = 180


def missing_programs() -> list[str]:
    """The programs that are needed here and are not on this machine."""
    return [name for program, name in PROGRAMS.items() if shutil.which(program) is None]


def missing_fonts() -> list[str]:
    """The stand-ins for the official fonts, where they are not on this machine."""
    folder = Path(os.environ.get("DISCLOSURE_FONTS", FANDOL))
    return [] if folder.is_dir() else ["the Fandol fonts"]


SHEETS_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""Every sheet of a workbook as text, each cell as its number format shows it."""


def convert(source: Path, target: str, folder: Path) -> Path:
    """Convert a file with LibreOffice by the name of a filter; the new file in `folder`."""
    (converted,) = convert_all([source], target, folder)
    return converted


def convert_all(sources: Sequence[Path], target: str, folder: Path) -> list[Path]:
    """Convert files of different names with one start of LibreOffice; the new ones in that order."""
    converted = {path.stem: path for path in conversions(sources, target, folder)}
    assert sorted(converted) == sorted(source.stem for source in sources)
    return [converted[source.stem] for source in sources]


def sheets_as_shown(source: Path, folder: Path) -> dict[str, list[list[str]]]:
    """The rows of every sheet of a workbook, by its name, as they are shown."""
    shown = {}
    for path in conversions([source], SHEETS_AS_SHOWN, folder):
        with path.open(encoding="utf-8", newline="") as file:
            shown[path.stem.removeprefix(f"{source.stem}-")] = list(csv.reader(file))
    return shown


def conversions(sources: Sequence[Path], target: str, folder: Path) -> list[Path]:
    """Whatever LibreOffice makes of files with one start; of one file a filter may make several."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        fonts = scratch / "fonts.conf"
        fonts.write_text(_fontconfig(), "utf-8")
        out = scratch / "out"
        # A profile of its own: two conversions on one profile disturb each other.
        subprocess.run(
            [
                "soffice", "--headless", "--norestore",
                f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
                "--convert-to", target, "--outdir", str(out), *map(str, sources),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
            check=True,
            capture_output=True,
            timeout=TIME_LIMIT,
        )  # fmt: skip
        # The exit code is 0 even when loading failed: only the files tell.
        return [Path(shutil.move(each, folder / each.name)) for each in sorted(out.iterdir())]


def pictures(source: Path, folder: Path, *, resolution: int, rows: int = 0) -> list[Path]:
    """The pages of a document or workbook as PNG files, in order; only the top rows if asked."""
    pdf = convert(source, "pdf", folder)
    prefix = folder / source.stem
    crop = ["-x", "0", "-y", "0", "-W", "0", "-H", str(rows)] if rows else []
    command = ["pdftoppm", "-r", str(resolution), *crop, "-png", str(pdf), str(prefix)]
    subprocess.run(command, check=True, timeout=120)
    return sorted(folder.glob(f"{source.stem}-*.png"))


def text_of(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    shown = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return shown.stdout.rstrip("\f").split("\f")


def _fontconfig() -> str:
    folder = os.environ.get("DISCLOSURE_FONTS", FANDOL)
    aliases = "".join(
        f'<alias binding="same"><family>{escape(official)}</family>'
        f"<prefer><family>{escape(stand_in)}</family></prefer></alias>"
        for official, stand_in in STAND_INS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(folder)}</dir>{aliases}</fontconfig>"
    )
