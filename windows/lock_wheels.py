"""Renews `windows/requirements.txt`: the newest wheels for Windows of all that the program needs, by their checksums.

    python windows/lock_wheels.py

Needs uv, which resolves for another system than its own, and the network.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE / "requirements.txt"
PYTHON = "3.13"
"""The last for Windows that packs with zlib, as the Pythons of other systems do: later ones have zlib-ng, and the
same document would have other bytes."""
HEAD = f"""\
# Wheels for Python {PYTHON} on 64-bit Windows; `python windows/lock_wheels.py` renews this file.
"""


def main() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pins = folder / "pins.txt"
        resolve = (
            "-m", "uv", "pip", "compile", str(HERE.parent / "pyproject.toml"), "--extra=legacy", "--extra=pdf",
            "--python-platform=x86_64-pc-windows-msvc", f"--python-version={PYTHON}", "--only-binary=:all:",
            "--no-annotate", "--no-header", "--quiet", f"--output-file={pins}",
        )  # fmt: skip
        download = (
            "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--platform=win_amd64",
            f"--python-version={PYTHON}", f"--dest={folder}", f"--requirement={pins}",
        )  # fmt: skip
        for command in (resolve, download):
            subprocess.run((sys.executable, *command), check=True, timeout=600)
        LOCK.write_text(HEAD + "".join(map(_line, sorted(folder.glob("*.whl")))), "utf-8")


def _line(wheel: Path) -> str:
    """A requirement that only this wheel meets."""
    name, version, *_tags = wheel.name.split("-")
    checksum = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name.replace('_', '-').lower()}=={version} --hash=sha256:{checksum}\n"


if __name__ == "__main__":
    main()
