"""Windows as Wine has it: a folder of its own with drives, Chinese, and a share that is a folder of this machine.

Wine 8 lacks bcryptprimitives.dll, which every Windows since 8.1 has and libraries written in Rust ask for random
numbers; here it is made with binutils, and hands the question on to ADVAPI32.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from types import MappingProxyType
from typing import IO, Any, NamedTuple

import terminal

TIME_LIMIT = 120
LOADERS = ("wine64", "/usr/lib/wine/wine64")
"""What starts a program; Debian keeps it out of the path."""
BINUTILS = "x86_64-w64-mingw32-"
RANDOM_NUMBERS = (
    "LIBRARY bcryptprimitives.dll\nEXPORTS\n  ProcessPrng = ADVAPI32.SystemFunction036\n"
)
EMPTY: Mapping[str, str] = MappingProxyType({})
RUNNER = Path(__file__).parent / "windows_runner.py"


def missing_programs() -> list[str]:
    """The programs that are needed here and are not on this machine."""
    programs = {BINUTILS + "ld": "binutils-mingw-w64-x86-64", "localedef": "locales"}
    missing = [name for program, name in programs.items() if shutil.which(program) is None]
    return missing if _loader() else ["wine64", *missing]


def _loader() -> str | None:
    return next(filter(None, map(shutil.which, LOADERS)), None)


class Said(NamedTuple):
    """What came of a command line."""

    code: int
    text: str


class Windows:
    """A Windows whose language is Chinese, so that what it says in a pipe is GBK (code page 936)."""

    def __init__(self, folder: Path) -> None:
        self._prefix = folder / "prefix"
        self.opened = folder / "opened.txt"
        """What a browser was asked to open."""
        browser = folder / "bin" / "xdg-open"
        browser.parent.mkdir()
        browser.write_text(f'#!/bin/sh\necho "$1" > "{self.opened}"\n', "utf-8")
        browser.chmod(0o755)
        loader = _loader()
        assert loader
        self._loader = loader
        subprocess.run(
            ["localedef", "-i", "zh_CN", "-f", "UTF-8", folder / "zh_CN.UTF-8"],
            check=True,
            timeout=60,
        )
        self.environment = MappingProxyType(
            {
                "PATH": f"{browser.parent}:{os.environ['PATH']}",
                "WINEPREFIX": str(self._prefix), "WINEDEBUG": "-all", "TERM": "xterm",
                "LOCPATH": str(folder), "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8",
            }
        )  # fmt: skip
        # Not into a pipe: what it starts in the background would keep that open.
        subprocess.run(
            [loader, "wineboot", "--init"], env={**os.environ, **self.environment}, check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TIME_LIMIT,
        )  # fmt: skip
        self._make_random_numbers(folder)

    def _make_random_numbers(self, folder: Path) -> None:
        definition, export = folder / "random.def", folder / "random.exp"
        definition.write_text(RANDOM_NUMBERS, "ascii")
        library = self._prefix / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll"
        exported = ["dlltool", "-d", str(definition), "-e", str(export)]
        linked = ["ld", "-shared", "-o", str(library), str(export)]
        for program, *arguments in (exported, linked):
            subprocess.run([BINUTILS + program, *arguments], check=True, timeout=60)

    def share(self, folder: Path) -> PureWindowsPath:
        r"""A folder of this machine as one that another shares, `\\server\name`."""
        shares = self._prefix / "dosdevices" / "unc" / "server"
        shares.mkdir(parents=True, exist_ok=True)
        name = f"share{len(list(shares.iterdir()))}"
        (shares / name).symlink_to(folder)
        return PureWindowsPath(f"//server/{name}")

    @contextmanager
    def running(self, python: Path) -> Iterator[Running]:
        """Windows with a process that starts others, so that Wine need not start anew for each."""
        process = subprocess.Popen(
            [self._loader, str(python), str(path(RUNNER))], env={**os.environ, **self.environment},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii",
        )  # fmt: skip
        assert process.stdin
        assert process.stdout
        try:
            yield Running(process.stdin, process.stdout)
        finally:
            process.kill()
            process.communicate(timeout=TIME_LIMIT)

    def on_a_console(self, command: list[str], folder: Path, until: str) -> str:
        """What a console shows of a command line, up to a text."""
        with terminal.on_a_terminal([self._loader, *command], folder, dict(self.environment)) as (
            _process,
            screen,
        ):
            return terminal.drawn(screen, until)


class Running:
    """Takes command lines as Explorer gives them to Windows, quotation marks and all."""

    def __init__(self, asked: IO[str], told: IO[str]) -> None:
        self._asked, self._told = asked, told

    def run(self, command: str, folder: Path, environment: Mapping[str, str] = EMPTY) -> Said:
        """Its exit code, and what it said on both streams, lines ended as here."""
        line = json.dumps(
            {"command": command, "folder": str(path(folder)), "environment": dict(environment)}
        )
        self._asked.write(f"{line}\n")
        self._asked.flush()
        assert select.select([self._told], [], [], TIME_LIMIT)[0], f"no end: {command}"
        answer: dict[str, Any] = json.loads(self._told.readline())
        text = bytes.fromhex(answer["said"]).decode("gbk")
        return Said(answer["code"], text.replace("\r\n", "\n"))


def path(place: Path | PureWindowsPath) -> PureWindowsPath:
    """How Windows names a file of this machine."""
    return (
        PureWindowsPath(place)
        if isinstance(place, PureWindowsPath)
        else PureWindowsPath(f"Z:{place}")
    )
