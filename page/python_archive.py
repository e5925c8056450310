"""Makes the archive of all Python that the page needs: run by the build in the very Python of the page.

    archive("bridge", sys.modules, folders, target)

Which modules those are is found by following imports from the bridge on; nothing is listed by hand but what
the page has no use for. They are compiled, docstrings and all: those of the rules are shown.
"""

from __future__ import annotations

import encodings
import pkgutil
import py_compile
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from modulefinder import ModuleFinder
from pathlib import Path

OF_NO_USE = (
    "docx", "lxml",  # Where there is no lxml, the library does without.
    "rich", "typer",  # The terminal and its command line.
    "pdfplumber", "python_calamine",  # Not to be had here, which the library says of files that need them.
    "PIL", "defusedxml", "numpy", "pandas",  # What openpyxl would use if it were there.
    "disclosure_cli.cli",
    "_pyrepl", "doctest", "pdb", "pydoc", "pydoc_data", "rlcompleter", "test", "tkinter", "unittest",
)  # fmt: skip
"""Modules that are imported somewhere, but by nothing that the page does."""
OURS = "disclosure_cli"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def archive(root: str, started: Iterable[str], folders: Iterable[str], target: str) -> list[str]:
    """Write the modules that `root` imports, and the data of their packages. Gives back their names.

    `started` are those that are there once Python has started; the codecs are added, which files name and
    no import does. All are looked for in these folders, in order.
    """
    finder = ModuleFinder([*folders], excludes=[*OF_NO_USE])
    for name in (root, *filter(_is_source, started), *_codecs()):
        finder.import_hook(name)
    files = {name: getattr(module, "__file__", None) for name, module in finder.modules.items()}
    found = {
        name: Path(file) for name, file in sorted(files.items()) if file and file.endswith(".py")
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for name, content in sorted(_members(found)):
            made.writestr(zipfile.ZipInfo(name, _LONG_AGO), content)
    return list(found)


def _is_source(name: str) -> bool:
    """Whether a module is of the archive of the standard library, and not built in, frozen or an alias."""
    spec = getattr(sys.modules[name], "__spec__", None)
    return spec is not None and spec.name == name and ".zip/" in str(spec.origin)


def _codecs() -> Iterator[str]:
    return (f"encodings.{each.name}" for each in pkgutil.iter_modules(encodings.__path__))


def _members(found: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as scratch:
        compiled = Path(scratch, "module.pyc")
        for name, path in found.items():
            place = name.replace(".", "/") + ("/__init__" if path.stem == "__init__" else "")
            py_compile.compile(
                str(path), str(compiled), f"{place}.py", doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
                # The docstrings of the rules are shown.
                optimize=0 if name.startswith(OURS) else 2,
            )  # fmt: skip
            yield f"{place}.pyc", compiled.read_bytes()
            if path.stem == "__init__" and name.startswith(OURS):
                yield from _data(name.replace(".", "/"), path.parent)


def _data(place: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """What else lies in the folder of a package, and below it where there is no package."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        is_below_a_package = any(
            (folder / each / "__init__.py").exists() for each in inside.parents[:-1]
        )
        if path.suffix in (".css", ".docx", ".mo") and not is_below_a_package:
            yield f"{place}/{inside.as_posix()}", path.read_bytes()
