"""The wheels for Windows of all that the program needs, as `windows/requirements.txt` names them by their checksums.

    python windows/wheels.py            fetches them into build/wheels, unless all are there
    python windows/wheels.py --renew    renews the list: the newest there are (needs uv)

Both need the network; make_folder.py does not.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "requirements.txt"
FOLDER = HERE.parent / "build" / "wheels"
MINOR = "3.13"
"""The last Python for Windows that packs with zlib, as those of other systems do: later ones have zlib-ng, and the
same document would have other bytes."""
HEAD = f"# Wheels for Python {MINOR} on 64-bit Windows: python windows/wheels.py --renew\n"
TIME_LIMIT = 600
"""Seconds for pip, and for uv."""


def main() -> None:
    """Fetch the wheels, or renew the list."""
    if sys.argv[1:] == ["--renew"]:
        renew()
    elif locked().keys() - present(FOLDER).keys():
        download(FOLDER, LOCK, "--require-hashes")


def locked() -> dict[str, str]:
    """What the list names, as `lxml==6.1.3`, by the SHA-256 of its wheel."""
    lines = re.findall(r"^(\S+) --hash=sha256:(\w+)$", LOCK.read_text("utf-8"), re.MULTILINE)
    return {checksum: requirement for requirement, checksum in lines}


def present(folder: Path) -> dict[str, Path]:
    """The wheels of a folder by their SHA-256."""
    return {_sha256(each): each for each in sorted(folder.glob("*.whl"))}


def locked_wheels(folder: Path) -> list[Path]:
    """Those that the list names, in its order. Raises `SystemExit` where one is missing or another one."""
    there, pinned = present(folder), locked()
    for checksum, requirement in pinned.items():
        if checksum not in there:
            raise SystemExit(
                f"{folder} has no wheel of {requirement} with the checksum of {LOCK.name}: make wheels."
            )
    return [there[checksum] for checksum in pinned]


def renew() -> None:
    """Write the list anew, each requirement such that only one wheel meets it."""
    with tempfile.TemporaryDirectory() as name:
        folder, pins = Path(name), Path(name, "pins.txt")
        _run(
            "uv", "pip", "compile", str(HERE.parent / "pyproject.toml"), "--extra=legacy", "--extra=pdf",
            "--python-platform=x86_64-pc-windows-msvc", f"--python-version={MINOR}", "--only-binary=:all:",
            "--no-annotate", "--no-header", "--quiet", f"--output-file={pins}",
        )  # fmt: skip
        download(folder, pins)
        lines = [
            f"{_pin(wheel)} --hash=sha256:{checksum}\n"
            for checksum, wheel in present(folder).items()
        ]
    LOCK.write_text(HEAD + "".join(lines), "utf-8")


def download(folder: Path, requirements: Path, *options: str) -> None:
    """Fetch by pip the wheels for Windows that a list names, and nothing that they need."""
    _run(
        "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--platform=win_amd64",
        f"--python-version={MINOR}", f"--dest={folder}", f"--requirement={requirements}", *options,
    )  # fmt: skip


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, timeout=TIME_LIMIT)


def _pin(wheel: Path) -> str:
    name, version, *_tags = wheel.name.split("-")
    return f"{name.replace('_', '-').lower()}=={version}"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
