"""What a release consists of: packages that anyone can make again, what is inside, and what is said of it."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import bill_of_materials
import make_release
import page_browser
import pytest
from conftest import needed
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from disclosure_cli import __version__
from disclosure_cli.i18n import CHINESE, ENGLISH, set_language

ROOT = Path(__file__).parent.parent
TIME = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
COMPONENTS = [
    ["CPython", "3.13.2", "PSF-2.0", "python-3.13.2-embed-amd64.zip", "a" * 64],
    ["et_xmlfile", "2.0.0", "MIT License", "et_xmlfile-2.0.0-py3-none-any.whl", "b" * 64],
]
CHANGES = (
    f"# Changelog\n\n## {__version__} (2026-01-31)\n\n- New.\n\n## 0.0.1 (2025-01-31)\n\n- Old.\n"
)


@pytest.mark.slow("builds both packages three times")
def test_packages_have_the_same_bytes_whoever_builds_them(tmp_path: Path) -> None:
    wheel, source = make_release.built_twice(tmp_path / "as it is", TIME)
    (other, another) = make_release.built(
        ROOT, tmp_path / "later", TIME + dt.timedelta(days=1), umask=0o077
    )
    assert (wheel.name, source.name) == (other.name, another.name)
    assert source.read_bytes() != another.read_bytes(), "the time that is given is not written"
    with tarfile.open(source) as archive:
        assert {member.mtime for member in archive} == {TIME.timestamp()}
        assert {member.mode for member in archive} <= {0o644, 0o755}
        names = {member.name.partition("/")[2] for member in archive}
    with zipfile.ZipFile(wheel) as archive:
        assert {dt.datetime(*info.date_time, tzinfo=dt.UTC) for info in archive.infolist()} == {
            TIME
        }
    assert {"windows/requirements.txt", "page/package-lock.json", "tests/conftest.py"} <= names
    assert not any(name.startswith(("dist/", "build/", "page/node_modules/")) for name in names)


def test_a_package_that_is_built_otherwise_again_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(_tree: Path, target: Path, _time: dt.datetime, umask: int = -1) -> list[Path]:
        target.mkdir(parents=True)
        path = target / "disclosure-0.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            information = tarfile.TarInfo("disclosure-0/PKG-INFO")
            information.mtime = umask + 1
            archive.addfile(information)
        return [path]

    monkeypatch.setattr(make_release, "built", built)
    with pytest.raises(SystemExit, match=r"disclosure-0\.tar\.gz had other bytes"):
        make_release.built_twice(tmp_path, TIME)


def test_what_is_not_committed_is_not_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_release, "PROJECT", tmp_path)
    monkeypatch.setattr(make_release.run, "__kwdefaults__", {"folder": tmp_path, "umask": -1})
    with pytest.raises(SystemExit, match="git status"):
        make_release.require_committed()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True, timeout=60)
    make_release.require_committed()
    (tmp_path / "new.txt").write_text("new")
    with pytest.raises(SystemExit, match=r"\?\? new\.txt"):
        make_release.require_committed()


@pytest.fixture
def folder_for_windows(tmp_path: Path) -> Path:
    """As far as the bill of materials looks at it."""
    path = tmp_path / "disclosure-windows.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(bill_of_materials.IN_FOLDER, json.dumps(COMPONENTS))
    return path


def test_the_bill_names_what_is_inside(folder_for_windows: Path) -> None:
    page = folder_for_windows.with_name("disclosure.html")
    page.write_text(
        '<script type="application/json" id="of-what">[["CPython", "3.14.2", "PSF-2.0"]]</script>'
    )
    text = bill_of_materials.bill_of_materials([page, folder_for_windows], TIME)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == bill_of_materials.bill_of_materials([page, folder_for_windows], TIME)
    told = json.loads(text)
    product, other = told["components"]
    assert [each["name"] for each in other["components"]] == ["CPython"]
    depends = {each["ref"]: each.get("dependsOn") for each in told["dependencies"]}
    assert depends["disclosure-windows.zip"] == ["disclosure.html"]
    assert product["name"] == "disclosure-windows.zip"
    assert [
        (
            each["name"],
            each["version"],
            each["purl"],
            each["description"],
            each["hashes"][0]["content"],
        )
        for each in product["components"]
    ] == [
        ("CPython", "3.13.2", "pkg:generic/python@3.13.2", COMPONENTS[0][3], "a" * 64),
        ("et_xmlfile", "2.0.0", "pkg:pypi/et-xmlfile@2.0.0", COMPONENTS[1][3], "b" * 64),
    ]
    assert [each["licenses"][0]["license"] for each in product["components"]] == [
        {"id": "PSF-2.0"},
        {"name": "MIT License"},
    ]


@pytest.mark.office
@pytest.mark.slow("builds the page")
def test_the_bill_names_what_the_page_is_made_of() -> None:
    needed(page_browser.missing())
    parts = {each.name: each for each in bill_of_materials.parts_of(page_browser.built())}
    assert {"CPython", "Pyodide", "disclosure", "openpyxl", "xlsxwriter"} <= parts.keys()
    assert parts["disclosure"].version == __version__
    assert parts["Pyodide"].licence == "MPL-2.0"


def test_the_notes_are_of_this_version_and_these_files() -> None:
    set_language(ENGLISH)
    try:
        notes = make_release.notes(CHANGES, ["disclosure.html"])
    finally:
        set_language(CHINESE)
    assert notes.startswith(f"# disclosure {__version__} (2026-01-31)\n")
    assert "〔2019〕60号, published 2019-11-27" in notes
    assert "- New." in notes
    assert "- Old." not in notes
    assert "`disclosure.html`" in notes
    assert "disclosure-windows.zip" not in notes
    with pytest.raises(SystemExit, match="no section"):
        make_release.notes(CHANGES.replace(__version__, "0.0.2"), [])


def test_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    contents = {"b.txt": b"b", "a.txt": b"a"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / make_release.SUMS).write_text(make_release.sums(contents))
    check = ["sha256sum", "--check", "--strict", make_release.SUMS]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.stdout.splitlines() == [b"a.txt: OK", b"b.txt: OK"]


def test_the_version_stands_in_one_place() -> None:
    suffixes = (".py", ".toml", ".json", ".js", ".html", ".txt", ".yml")
    folders = ("disclosure_cli", "page", "windows", "release", "docs", "examples", ".ci")
    files = [
        ROOT / "pyproject.toml",
        *(each for name in folders for each in (ROOT / name).rglob("*")),
    ]
    named = re.compile(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])")
    assert [
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.suffix in suffixes and "node_modules" not in path.parts
        if path.name != "package-lock.json" and named.search(path.read_text("utf-8"))
    ] == ["disclosure_cli/__init__.py"]
