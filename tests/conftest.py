"""What tests share: the office programs, which CI must have, and a look at all that was made."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import invariants
import office
import pytest
import unit_folder
from findings_schema import validated
from hypothesis import settings
from openxml_audit import OpenXmlValidator

from disclosure_cli.files import reproducible
from disclosure_cli.reporting import data
from disclosure_cli.template.book import TemplateBook

os.environ["DISCLOSURE_LANG"] = "zh"  # Whatever the locale of the machine.
# Else each process that is started, the workers among them, compiles all of it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Of a workbook openpyxl makes more objects than that, and all of them stay.
gc.set_threshold(100_000)

settings.register_profile("quick", max_examples=15, deadline=None)
settings.register_profile("all", max_examples=300, deadline=None)

Convert = Callable[[Path, str], Path]
ConvertAll = Callable[[Sequence[Path], str], list[Path]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all",
        action="store_true",
        help="also the tests that need LibreOffice, a browser and the like, and those that take long",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Many tries of each property with `--all`, fewer without."""
    settings.load_profile("all" if config.option.all else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without `--all`, and where nothing is named or chosen, only what is quick and needs Python alone."""
    asked = config.option
    is_named = any(argument.partition("::")[0].endswith(".py") for argument in config.args)
    if asked.all or asked.markexpr or asked.keyword or is_named:
        return
    taken: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        is_left = item.get_closest_marker("office") or item.get_closest_marker("slow")
        (left if is_left else taken).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = taken


def needed(missing: list[str]) -> None:
    """Skip a test for want of these; on CI, a test that did not run is a test that failed."""
    if missing:
        message = f"not on this machine: {', '.join(missing)}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On CI nothing may be skipped, for whatever reason."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Converts a file through LibreOffice: the file and the filter in, the new file out."""
    needed(office.missing_programs())
    return lambda source, target: office.convert(
        source, target, tmp_path_factory.mktemp("converted")
    )


@pytest.fixture(scope="session")
def convert_all(tmp_path_factory: pytest.TempPathFactory) -> ConvertAll:
    """The same for many files at once: of different names, to the new ones in their order."""
    needed(office.missing_programs())
    return lambda sources, target: office.convert_all(
        sources, target, tmp_path_factory.mktemp("converted")
    )


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> unit_folder.UnitFolder:
    """What sixty units sent; to be read, not changed."""
    return unit_folder.make_folder(tmp_path_factory.mktemp("county") / "received")


@pytest.fixture(scope="session", autouse=True)
def everything_made_is_valid(pytestconfig: pytest.Config) -> Iterator[None]:
    """Every .docx and .xlsx that any test makes is looked at with `--all`, in the end, each once; JSON at once."""
    made: dict[str, tuple[str, bytes]] = {}

    def remembered(make: Callable[..., bytes], suffix: str) -> Callable[..., bytes]:
        def making(*arguments: Any, **named: Any) -> bytes:
            content = make(*arguments, **named)
            made[hashlib.sha256(content).hexdigest()] = suffix, content
            return content

        return making

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "as_json", _validated(data.as_json))
        place = "disclosure_cli.output.word.document.reproducible"
        patch.setattr(place, remembered(reproducible, ".docx"))
        patch.setattr(TemplateBook, "finished", remembered(TemplateBook.finished, ".xlsx"))
        yield
    if not pytestconfig.option.all:
        return
    found = [each for suffix, content in made.values() for each in _problems(suffix, content)]
    assert found == []


def _validated(as_json: Callable[..., str]) -> Callable[..., str]:
    return lambda *arguments, **named: validated(as_json(*arguments, **named))


def _problems(suffix: str, content: bytes) -> list[str]:
    validator = OpenXmlValidator()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made{suffix}"
        path.write_bytes(content)
        audited = [str(error) for error in validator.validate(str(path)).errors]
    return [*invariants.problems(content), *audited]
