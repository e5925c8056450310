"""Makes the page: `dist/disclosure.html`, one file with all that it needs.

    python page/build.py

Needs Node and npm. Pyodide and esbuild come from npm, by the checksums in package-lock.json; the program
as its own wheel, and of the libraries of this Python those that are pure. The same sources and the same
libraries give the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.files import write_all

HERE = Path(__file__).parent
PROJECT = HERE.parent
SHELL = HERE / "shell"
OURS = "disclosure"
NODE_MODULES = HERE / "node_modules"
PYODIDE = NODE_MODULES / "pyodide"
TARGET = PROJECT / "dist" / "disclosure.html"
MOST_BYTES = 10_000_000
"""Of the page: what an office still sends by e-mail."""
TIME_LIMIT = 300
"""Seconds for any other program."""
OLDEST = "chrome109"
"""The last Chromium for Windows 7."""
POLICY = (
    "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval' blob:; worker-src blob:; style-src {styles}; "
    "img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types worker"
)
"""What the browser lets the page do: run its own scripts, connect to nothing, and take no text for mark-up."""


class Component(NamedTuple):
    """A piece of software in the page."""

    name: str
    version: str
    licence: str
    text: str
    """Of the licence, as it comes with it; else where that is to be read."""


def main() -> None:
    """Write the page and its checksum, and say so."""
    page = built()
    checksum = hashlib.sha256(page).hexdigest()
    told = f"{checksum}  {TARGET.name}\n".encode()
    write_all({TARGET: page, TARGET.with_suffix(".html.sha256"): told}, overwrite=True)
    sys.stdout.write(f"{TARGET.relative_to(PROJECT)}  {len(page):,} bytes  SHA-256 {checksum}\n")


def built() -> bytes:
    """The page. Raises `SystemExit` where it is larger than `MOST_BYTES`."""
    install_from_npm()
    with tempfile.TemporaryDirectory() as name:
        packages, archive = Path(name, "packages"), Path(name, "python.zip")
        gather_packages(packages)
        modules = run("node", str(HERE / "archive.mjs"), str(packages), str(archive)).split()
        page = assembled(archive.read_bytes(), (*used(modules), *of_pyodide()))
    if len(page) > MOST_BYTES:
        raise SystemExit(f"The page has {len(page):,} bytes, more than {MOST_BYTES:,}.")
    return page


def run(*command: str, folder: Path = PROJECT) -> str:
    """What a program says; raises `SystemExit` with its complaints where it fails."""
    done = subprocess.run(
        [shutil.which(command[0]) or command[0], *command[1:]],
        cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=TIME_LIMIT,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:2])} failed:\n{done.stderr}{done.stdout}")
    return done.stdout


def install_from_npm() -> None:
    """Have what package-lock.json names, with the checksums that stand there."""
    lock, installed = HERE / "package-lock.json", NODE_MODULES / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=HERE)
        installed.touch()


def gather_packages(folder: Path) -> None:
    """Put the bridge, the program's own wheel and the pure libraries into a folder."""
    folder.mkdir()
    shutil.copy(HERE / "bridge.py", folder)
    wheels = folder.parent / "wheels"
    wheel_of_the_project = ("wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), ".")
    run(sys.executable, "-m", "pip", *wheel_of_the_project)
    (wheel,) = wheels.iterdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for each in libraries(OURS):
        for file in each.files or ():
            if file.suffix == ".py" and ".." not in file.parts:
                target = folder / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(file.locate()), target)


def libraries(name: str) -> Iterator[Distribution]:
    """The libraries that a distribution needs, and those that they need, as far as they are pure Python."""
    known = {name}
    ahead = [distribution(name)]
    while ahead:
        for requirement in ahead.pop().requires or ():
            needed = re.sub("[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()
            if "extra ==" in requirement or needed in known:
                continue
            known.add(needed)
            try:
                ahead.append(distribution(needed))
            except PackageNotFoundError:  # Of another system.
                continue
            if "Root-Is-Purelib: true" in (ahead[-1].read_text("WHEEL") or ""):
                yield ahead[-1]


def used(modules: Iterable[str]) -> Iterator[Component]:
    """The program, and the libraries of which any module is in the archive."""
    packages = {each.partition(".")[0] for each in modules}
    for each in (distribution(OURS), *libraries(OURS)):
        own = {file.parts[0].removesuffix(".py") for file in each.files or ()}
        if each.name == OURS or own & packages:
            told = each.metadata
            licences = told.get_all("License-Expression") or told.get_all("License") or [""]
            yield Component(each.name, each.version, licences[0], _licence_text(each))


def _licence_text(found: Distribution) -> str:
    if found.name == OURS:
        return (PROJECT / "LICENSE").read_text("utf-8")
    files = [file for file in found.files or () if re.match("licen[cs]e", file.name, re.IGNORECASE)]
    return "\n".join(file.read_text("utf-8") for file in files)


def of_pyodide() -> Iterator[Component]:
    """Pyodide, and the Python in it."""
    package = json.loads((PYODIDE / "package.json").read_text("utf-8"))
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    source = package["repository"]["url"].removeprefix("git+").removesuffix(".git")
    text = f"{source}\nhttps://mozilla.org/MPL/2.0/"
    yield Component("Pyodide", package["version"], package["license"], text)
    version = lock["info"]["python"]
    yield Component("CPython", version, "PSF-2.0", "https://docs.python.org/3/license.html")


def assembled(archive: bytes, components: Sequence[Component]) -> bytes:
    """The page of its parts. The policy names the checksums of its scripts and styles."""
    parts = {each: (PYODIDE / each).read_bytes() for each in FROM_PYODIDE}
    parts |= {
        "pyodide-lock.json": bare_lock(),
        "python.zip": archive,
        "worker.js": bundled("worker.js").encode(),
        "licences.txt": "\n\n".join(map(licence_of, components)).encode(),
    }
    style = (SHELL / "page.css").read_text("utf-8")
    scripts = {"TOO_OLD": (SHELL / "too_old.js").read_text("utf-8"), "MAIN": bundled("main.js")}
    told = [each[:3] for each in components]
    filled = {
        "POLICY": POLICY.format(
            scripts=" ".join(map(source, scripts.values())), styles=source(style)
        ),
        "STYLE": style,
        **scripts,
        "COMPONENTS": escape(json.dumps(told, ensure_ascii=False), quote=False),
        "PARTS": "\n".join(inlined(name, content) for name, content in parts.items()),
    }
    shell = (SHELL / "index.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: filled[match[1]], shell).encode()


def licence_of(component: Component) -> str:
    """What is said of a piece of software, and the text of its licence."""
    return (
        f"{component.name} {component.version} ({component.licence})\n\n{component.text.strip()}\n"
    )


FROM_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")


def bare_lock() -> bytes:
    """What Pyodide says of its version, without the list of packages that could be loaded."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    return json.dumps({**lock, "packages": {}}).encode()


def bundled(name: str) -> str:
    """A script of the shell with those that it imports, for the oldest browser that the page is for."""
    return run(
        "node", str(NODE_MODULES / "esbuild" / "bin" / "esbuild"), f"shell/{name}", "--bundle", "--format=iife",
        f"--target={OLDEST}", "--charset=utf8", "--minify-syntax", "--minify-whitespace", "--legal-comments=none",
        folder=HERE,
    )  # fmt: skip


def source(text: str) -> str:
    """How the policy names a script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inlined(name: str, content: bytes) -> str:
    """A part of the page, packed; the browser takes it for data."""
    packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f'<script type="application/gzip" data-part="{name}">{packed}</script>'


if __name__ == "__main__":
    main()
