"""Makes a release of what is committed: everything that is given to others, with what it takes to check it.

    python release/make_release.py dist/disclosure.html [dist/disclosure-windows.zip]

Into `dist/disclosure-VERSION/` go the wheel, the source distribution, the files named, SHA256SUMS, the bill of
materials of the files named, and the notes. The same commit and the same tools give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bill_of_materials import bill_of_materials

from disclosure_cli import __version__
from disclosure_cli.files import write_all
from disclosure_cli.form.editions import EDITIONS, described
from disclosure_cli.i18n import ENGLISH, set_language

PROJECT = Path(__file__).parent.parent
EXAMPLES = PROJECT / "examples"
TARGET = PROJECT / "dist" / f"disclosure-{__version__}"
SUMS, NOTES, MATERIALS = "SHA256SUMS", "NOTES.md", f"disclosure-{__version__}.cdx.json"
FILES = {
    "disclosure.html": "everyone: the page, which opens by double click in any Chromium browser from 109 on",
    "disclosure-windows.zip": "Windows 10 and later: unzip anywhere, drop workbooks on its scripts",
    f"disclosure-{__version__}-py3-none-any.whl": "Python 3.11 and later: `pip install`",
    f"disclosure-{__version__}.tar.gz": "the same, as source",
    MATERIALS: "what is inside the page and the folder for Windows: names, versions, licences (CycloneDX)",
}
"""What each file is for, those for most people first."""
TO_CHECK = (
    f"`sha256sum --check {SUMS}` checks them, on Windows `certutil -hashfile FILE SHA256`. Whoever makes the release\n"
    "of the same commit with the same tools gets the same bytes (`release/README.md`).\n"
)
TIME_LIMIT = 600
"""Seconds for any other program."""


def main() -> None:
    """Write the release, and say what it consists of."""
    parser = argparse.ArgumentParser(description="Makes a release of what is committed.")
    parser.add_argument("product", type=Path, nargs="+", help="the page, the folder for Windows")
    products: Sequence[Path] = parser.parse_args().product
    set_language(ENGLISH)  # Of the notes.
    require_committed()
    time = time_of_commit()
    with tempfile.TemporaryDirectory() as name:
        packages = built_twice(Path(name), time)
        run(sys.executable, "-m", "twine", "check", "--strict", *map(str, packages))
        for package in packages:
            try_out(package)
        contents = {each.name: each.read_bytes() for each in (*packages, *products)}
    contents[MATERIALS] = bill_of_materials(products, time).encode()
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    contents[NOTES] = notes(changelog, contents).encode()
    contents[SUMS] = sums(contents).encode()
    shutil.rmtree(TARGET, ignore_errors=True)
    write_all({TARGET / name: content for name, content in contents.items()}, overwrite=True)
    sys.stdout.write(contents[SUMS].decode())
    for missing in FILES.keys() - contents.keys():
        sys.stdout.write(f"Not in it: {missing} (release/README.md).\n")


def run(*command: str, folder: Path = PROJECT, umask: int = -1, **environment: str) -> str:
    """What a program says; raises `SystemExit` with its complaints where it fails."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, umask=umask, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=TIME_LIMIT,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{done.stdout}")
    return done.stdout


def require_committed() -> None:
    """Raise `SystemExit` where anything is not committed: nobody could make the release again."""
    changed = run("git", "status", "--porcelain")
    if changed:
        raise SystemExit(f"Commit or remove these first:\n{changed}")


def time_of_commit() -> datetime:
    """When what is released was committed: the time that is written into the packages."""
    return datetime.fromtimestamp(int(run("git", "log", "-1", "--format=%ct")), UTC)


def built_twice(folder: Path, time: datetime) -> list[Path]:
    """The source distribution and the wheel, once from here, once from that source distribution.

    The second time with another umask, at another time and place. Raises `SystemExit` where the bytes differ.
    """
    once, again = folder / "once", folder / "again"
    packages = built(PROJECT, once, time)
    (source,) = (each for each in packages if each.suffix == ".gz")
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    unpacked = folder / source.name.removesuffix(".tar.gz")
    (unpacked / "PKG-INFO").unlink()  # Else hatchling packs it beside its own.
    for each in unpacked.rglob("*"):
        os.utime(each, (0, 0))
    for package, other in zip(packages, built(unpacked, again, time, umask=0o077), strict=True):
        if package.read_bytes() != other.read_bytes():
            raise SystemExit(f"{package.name} had other bytes when it was built again.")
    return packages


def built(tree: Path, target: Path, time: datetime, umask: int = -1) -> list[Path]:
    """Both packages of a tree."""
    epoch = str(int(time.timestamp()))
    build = (sys.executable, "-m", "hatchling", "build", "--directory", str(target))
    run(*build, folder=tree, umask=umask, SOURCE_DATE_EPOCH=epoch)
    return sorted(target.iterdir())


def try_out(package: Path) -> None:
    """Install a package into an empty environment, and make a template, findings and a report with it.

    Raises `SystemExit` where anything fails, or the report is not that of the examples, byte for byte.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "venv", name)
        programs = folder / ("Scripts" if os.name == "nt" else "bin")
        run(str(programs / "python"), "-m", "pip", "install", "--quiet", str(package))
        program = str(programs / "disclosure")
        version = run(program, "--version", folder=folder).split("\n")[0]
        run(program, "new-template", "2021", folder=folder)
        run(program, "validate", str(EXAMPLES / "suqian-2024.xlsx"), folder=folder)
        run(program, "build", str(EXAMPLES / "suqian-2024.xlsx"), "-o", "made.docx", folder=folder)
        made = (folder / "made.docx").read_bytes()
        if (
            version != f"disclosure {__version__}"
            or made != (EXAMPLES / "suqian-2024.docx").read_bytes()
        ):
            raise SystemExit(
                f"{package.name}: {version}, and its report is not that of the examples."
            )


def notes(changelog: str, files: Collection[str]) -> str:
    """What the changelog says of this version, and what each file is for.

    Raises `SystemExit` where the changelog has no section on it.
    """
    heading = rf"^## {re.escape(__version__)} \(([^)\n]+)\)\n"
    section = re.search(rf"{heading}(.*?)(?=^## |\Z)", changelog, re.DOTALL | re.MULTILINE)
    if section is None:
        raise SystemExit(f"CHANGELOG.md has no section “## {__version__} (…)”.")
    rows = "\n".join(f"| `{name}` | {use} |" for name, use in FILES.items() if name in files)
    parts = (
        f"# disclosure {__version__} ({section[1]})",
        "\n".join(f"- The form {described(each)}" for each in EDITIONS),
        f"## Files\n\n| file | for |\n| --- | --- |\n{rows}",
        TO_CHECK + f"\n## Changes\n\n{section[2].strip()}\n",
    )
    return "\n\n".join(parts)


def sums(contents: Mapping[str, bytes]) -> str:
    """The SHA-256 of each file, as `sha256sum --check` takes it."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(contents.items())
    )


if __name__ == "__main__":
    main()
