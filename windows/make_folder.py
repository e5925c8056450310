"""Makes the folder for Windows: `dist/disclosure-windows.zip`, the program with a Python of its own.

    python windows/make_folder.py python-3.13.2-embed-amd64.zip

Nothing is downloaded: Python is the file named, the page is that of `make page`, and the wheels lie in
`build/wheels`, where `make wheels` puts them by the checksums in requirements.txt. The same of all these give
the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import chdir
from email.parser import BytesParser
from pathlib import Path
from typing import NamedTuple

from hatchling.build import build_wheel
from python_for_windows import EmbeddablePython, embeddable_python, signers
from wheels import FOLDER as WHEELS
from wheels import MINOR, locked_wheels

from disclosure_cli import __version__
from disclosure_cli.files import packed, write_all

HERE = Path(__file__).parent
PROJECT = HERE.parent
PAGE = PROJECT / "dist" / "disclosure.html"
TARGET = PROJECT / "dist" / "disclosure-windows.zip"
TIME_LIMIT = 300
"""Seconds for any other program."""
_WHICH = "import sys; print('%d.%d' % sys.version_info[:2])"

FOLDER = "disclosure/"
"""All of it lies in one folder, so that it can be unzipped anywhere."""
PYTHON, LIBRARY = "program/python/", "program/lib/"
LIST = "清单.txt"
COMPONENTS = "program/components.json"
"""What the folder is made of, for programs: of each component what `Component` has, in that order."""
DROPPED_ON = (
    '@"%~dp0program\\python\\python.exe" "%~dp0program\\start.py" {command} %*\r\n@pause\r\n'
)
SCRIPTS = {
    "检查.cmd": DROPPED_ON.format(command="validate"),
    "生成报告.cmd": DROPPED_ON.format(command="build"),
    "页面.cmd": '@rem Opens the page in the browser.\r\n@start "" "%~dp0disclosure.html"\r\n',
    "disclosure.cmd": '@"%~dp0program\\python\\python.exe" -m disclosure_cli %*\r\n@exit /b %errorlevel%\r\n',
}
"""In ASCII alone: a console takes their bytes in its own code page, be it 936 or 65001."""


class Component(NamedTuple):
    """A piece of software in the folder, and the file that it came in."""

    name: str
    version: str
    licence: str
    file: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}（{self.licence}）：{self.file}，SHA-256 {self.sha256}"


class Wheel(NamedTuple):
    """A library of the folder: its file, and its members by name."""

    file_name: str
    sha256: str
    members: Mapping[str, bytes]

    @property
    def component(self) -> Component:
        (name,) = (each for each in self.members if each.endswith(".dist-info/METADATA"))
        metadata = BytesParser().parsebytes(self.members[name])
        classifiers = metadata.get_all("Classifier") or []
        named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License")]
        given = metadata["License"] or ""
        short = given if given.isprintable() else ""  # Not where it is the text of the licence.
        licence = metadata["License-Expression"] or short or ", ".join(named)
        return Component(
            metadata["Name"], metadata["Version"], licence, self.file_name, self.sha256
        )


def main() -> None:
    """Write the zip file and its checksum, and say so."""
    parser = argparse.ArgumentParser(description="Makes the folder for Windows.")
    parser.add_argument("python", type=Path, help="python-3.13.X-embed-amd64.zip")
    parser.add_argument("--wheels", type=Path, default=WHEELS, metavar="FOLDER")
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE")
    asked = parser.parse_args()
    content = made(embeddable_python(asked.python), asked.wheels, asked.page)
    checksum = hashlib.sha256(content).hexdigest()
    told = f"{checksum}  {TARGET.name}\n".encode()
    write_all({TARGET: content, TARGET.with_suffix(".zip.sha256"): told}, overwrite=True)
    sys.stdout.write(f"{TARGET.relative_to(PROJECT)}  {len(content):,} bytes  SHA-256 {checksum}\n")


def made(python: EmbeddablePython, folder: Path, page: Path) -> bytes:
    """The zip file, of a Python, a folder of wheels and a page.

    Raises `SystemExit` where something of it is missing or not what it should be.
    """
    if python.minor != MINOR:
        raise SystemExit(
            f"{python.file_name} is Python {python.version}; the wheels are for {MINOR} (windows/README.md says why)."
        )
    if not page.is_file():
        raise SystemExit(f"{page} is missing: make page.")
    signed = signers(python)
    libraries = [*map(unpacked, locked_wheels(folder)), own_wheel()]
    components = [
        Component("CPython", python.version, "PSF-2.0", python.file_name, python.sha256),
        *(each.component for each in libraries),
    ]
    contents = {
        **{name: text.encode("ascii") for name, text in SCRIPTS.items()},
        "说明.txt": read_me(),
        "disclosure.html": page.read_bytes(),
        "program/start.py": (HERE / "start.py").read_bytes(),
        COMPONENTS: json.dumps(components, ensure_ascii=False, indent=1).encode(),
        **{PYTHON + name: content for name, content in python.members.items()},
        PYTHON + python.tag + "._pth": f"{python.tag}.zip\r\n.\r\n..\\lib\r\n".encode(),
        **compiled(python.minor, {LIBRARY + name: each for name, each in _members(libraries)}),
    }
    contents[LIST] = the_list(components, signed, contents).encode()
    return packed({FOLDER + name: content for name, content in contents.items()})


def _members(libraries: Iterable[Wheel]) -> Iterator[tuple[str, bytes]]:
    for each in libraries:
        yield from each.members.items()


def own_wheel() -> Wheel:
    """The program itself."""
    with tempfile.TemporaryDirectory() as folder, chdir(PROJECT):
        return unpacked(Path(folder, build_wheel(folder)))


def unpacked(path: Path) -> Wheel:
    """A wheel without what it would put elsewhere than among the modules: scripts and pages of a manual."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        elsewhere = {name for name in names if ".data/" in name.partition("/")[0] + "/"}
        if any(re.search(r"\.data/(?:pure|plat)lib/", name) for name in elsewhere):
            raise SystemExit(f"{path.name} puts modules into .data, which is not provided for.")
        members = {name: archive.read(name) for name in names if name not in elsewhere}
    return Wheel(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), members)


def compiled(minor: str, modules: Mapping[str, bytes]) -> dict[str, bytes]:
    """The modules, with those of Python compiled for that version: from a share nothing can be written beside them.

    Raises `SystemExit` where this machine has no Python of that version.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place, content in modules.items():
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        python = python_that_compiles(minor)
        if python is None:
            raise SystemExit(f"Python {minor} is missing, which compiles what is in the folder.")
        run(
            python, "-m", "compileall", "-q", "-f", "--invalidation-mode=unchecked-hash",
            "-s", name, "-p", ".", name,
        )  # fmt: skip
        files = sorted(each for each in folder.rglob("*") if each.is_file())
        return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def python_that_compiles(minor: str) -> str | None:
    """A Python of that version on this machine; None where there is none."""
    installed = Path.home().glob(f".pyenv/versions/{minor}.*/bin/python")
    for command in (sys.executable, shutil.which(f"python{minor}"), *map(str, installed)):
        if command and _says(command, "-c", _WHICH) == minor:
            return command
    return None


def _says(*command: str) -> str:
    """What a program says; nothing where it fails."""
    done = _done(command)
    return "" if done.returncode else done.stdout.strip()


def run(*command: str) -> None:
    """Raises `SystemExit` with the complaints of a program that fails."""
    done = _done(command)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])} failed:\n{done.stderr}{done.stdout}")


def _done(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=TIME_LIMIT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip


def read_me() -> bytes:
    """What lies in the folder, for those who use it; marked as UTF-8 for old editors."""
    text = (HERE / "read_me.txt").read_text("utf-8")
    return text.format(version=__version__).replace("\n", "\r\n").encode("utf-8-sig")


def the_list(
    components: Sequence[Component], signed: Counter[str], contents: Mapping[str, bytes]
) -> str:
    """Where each part comes from, and every file with its SHA-256, as `sha256sum --check` takes it."""
    names = "、".join(f"{signer}（{count} 个文件）" for signer, count in sorted(signed.items()))
    python, *libraries = components
    head = (
        f"disclosure {__version__} for Windows：本文件夹的全部文件。",
        f"{LIST}：本文件，可用 sha256sum -c 核对。",
        f"{python}，数字签名已核对：{names}；改动的只有 ._pth 文件。",
        *map(str, libraries),
    )
    files = (
        f"{hashlib.sha256(content).hexdigest()}  {name}"
        for name, content in sorted(contents.items())
    )
    return "\n".join([*(f"# {line}" for line in head), *files, ""])


if __name__ == "__main__":
    main()
