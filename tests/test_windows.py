"""The folder for Windows: what is in it, and that it does there what the program does here, byte for byte."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

import bill_of_materials
import make_folder
import page_browser
import pytest
import wheels
import wine
from command_line import disclosure
from conftest import Convert, needed
from packaging.requirements import Requirement
from python_for_windows import embeddable_python, signers

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PYTHON = Path(os.environ.get("DISCLOSURE_WINDOWS_PYTHON", "build/python-3.13.2-embed-amd64.zip"))
AT_ONCE = 20
"""Seconds; Wine takes three to start the program."""
pytestmark = [
    pytest.mark.office,
    pytest.mark.slow("makes the folder, and starts programs under Wine"),
]


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file."""
    missing = [] if PYTHON.is_file() else [f"{PYTHON} (DISCLOSURE_WINDOWS_PYTHON)"]
    missing += [] if wheels.FOLDER.is_dir() else ["build/wheels (make wheels)"]
    missing += ["osslsigncode"] * (shutil.which("osslsigncode") is None)
    missing += [f"Python {wheels.MINOR}"] * (make_folder.python_that_compiles(wheels.MINOR) is None)
    needed([*missing, *page_browser.missing()])
    folder = tmp_path_factory.mktemp("made")
    target = folder / "disclosure-windows.zip"
    python = embeddable_python(PYTHON)
    target.write_bytes(make_folder.made(python, wheels.FOLDER, page_browser.built()))
    return target


class Unzipped(NamedTuple):
    """The folder, unzipped, and Windows that looks at it."""

    folder: Path
    windows: wine.Windows
    running: wine.Running

    def drop(self, script: str, *dropped: Path | PureWindowsPath) -> wine.Said:
        """What comes of dropping files on a script, as Explorer does it."""
        files = "".join(f' "{wine.path(each)}"' for each in dropped)
        return self.running.run(f'cmd /c ""{wine.path(self.folder / script)}"{files}"', ROOT)

    def disclosure(self, arguments: str, folder: Path) -> wine.Said:
        """What comes of a command line in a folder."""
        program = wine.path(self.folder / "disclosure.cmd")
        return self.running.run(f'cmd /c ""{program}" {arguments}"', folder)


@pytest.fixture(scope="session")
def unzipped(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unzipped]:
    needed(wine.missing_programs())
    root = tmp_path_factory.mktemp("共 享")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(root)
    folder = root / "disclosure"
    windows = wine.Windows(tmp_path_factory.mktemp("wine"))
    with windows.running(folder / "program" / "python" / "python.exe") as running:
        before = contents(folder)
        yield Unzipped(folder, windows, running)
    assert contents(folder) == before, (
        "something was written into the folder, which may be read-only"
    )


def contents(folder: Path) -> dict[str, str]:
    """The files of a folder, and their checksums."""
    return {
        each.relative_to(folder).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def test_the_list_names_every_file(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        files = {
            name.removeprefix("disclosure/"): archive.read(name) for name in archive.namelist()
        }
    lines = files[make_folder.LIST].decode().splitlines()
    told = [line for line in lines if line.startswith("#")]
    listed = dict(line.split("  ")[::-1] for line in lines if not line.startswith("#"))
    assert listed == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != make_folder.LIST
    }
    assert any(make_folder.LIST in line for line in told)
    checksum = hashlib.sha256(PYTHON.read_bytes()).hexdigest()
    assert f"{PYTHON.name}，SHA-256 {checksum}，数字签名已核对：" in told[2]
    assert "Python Software Foundation（28 个文件）" in told[2]
    parts = bill_of_materials.parts_of(packed)
    assert [f"{each.name} {each.version}" for each in parts] == [
        line.split("（")[0].removeprefix("# ") for line in told[2:]
    ]


def test_the_same_modules_are_compiled_to_the_same_bytes() -> None:
    needed([f"Python {wheels.MINOR}"] * (make_folder.python_that_compiles(wheels.MINOR) is None))
    wheel = make_folder.own_wheel()
    assert wheel == make_folder.own_wheel()
    once, again = (make_folder.compiled(wheels.MINOR, wheel.members) for _ in range(2))
    assert once == again
    assert any(name.endswith(".cpython-313.pyc") for name in once)


def python_with(folder: Path, **changes: bytes | None) -> Path:
    """An embeddable Python of which some files are others, or missing."""
    path = folder / "python-embed.zip"
    contents: dict[str, bytes | None] = {
        "python.exe": b"MZ",
        "python313.dll": "ProductVersion\0\x003.13.9\0".encode("utf-16-le"),
        "python313._pth": b"python313.zip\n.\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (contents | changes).items():
            if content is not None:
                archive.writestr(name, content)
    return path


def test_which_python_it_is_is_read_from_it(tmp_path: Path) -> None:
    python = embeddable_python(python_with(tmp_path))
    assert (python.version, python.minor, python.tag) == ("3.13.9", "3.13", "python313")


@pytest.mark.parametrize("missing", ["python.exe", "python313.dll", "python313._pth"])
def test_a_zip_without_python_is_refused(missing: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="is not Windows' embeddable Python"):
        embeddable_python(python_with(tmp_path, **{missing: None}))


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "python.zip"
    with pytest.raises(SystemExit, match="cannot be read"):
        embeddable_python(path)
    path.write_bytes(b"no zip")
    with pytest.raises(SystemExit, match="cannot be read"):
        embeddable_python(path)


def test_a_python_for_other_wheels_is_refused(tmp_path: Path) -> None:
    other = embeddable_python(python_with(tmp_path))._replace(version="3.12.9")
    with pytest.raises(SystemExit, match=r"is Python 3\.12\.9; the wheels are for 3\.13"):
        make_folder.made(other, tmp_path, tmp_path / "page.html")


def test_a_wheel_that_is_missing_or_another_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lxml-6.1.3-cp313-cp313-win_amd64.whl").write_bytes(b"another")
    with pytest.raises(SystemExit, match=r"has no wheel of \S+==\S+ with the checksum"):
        wheels.locked_wheels(tmp_path)


@pytest.mark.parametrize("name", ["python.exe", "python313.dll", "_ssl.pyd"])
def test_a_program_that_was_changed_is_refused(name: str) -> None:
    needed(["osslsigncode"] * (shutil.which("osslsigncode") is None))
    needed([str(PYTHON)] * (not PYTHON.is_file()))
    python = embeddable_python(PYTHON)
    content = bytearray(python.members[name])
    content[len(content) // 2] ^= 1
    with pytest.raises(SystemExit, match=f"{re.escape(name)} is not signed by the Python Software"):
        signers(python._replace(members={**python.members, name: bytes(content)}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where somebody works, beside the share."""
    made = tmp_path / "年 报"
    made.mkdir()
    return made


def test_a_template_is_the_same(unzipped: Unzipped, folder: Path) -> None:
    made = unzipped.disclosure("new-template 2021 --organ 某某县档案局 -o there.xlsx", folder)
    assert made == (0, "there.xlsx\n")
    disclosure(folder, "new-template", "2021", "--organ", "某某县档案局", "-o", "here.xlsx")
    assert (folder / "there.xlsx").read_bytes() == (folder / "here.xlsx").read_bytes()


def test_findings_and_copies_are_the_same(unzipped: Unzipped, folder: Path) -> None:
    shutil.copy(EXAMPLES / "mistakes-2023.xlsx", folder)
    said = unzipped.disclosure("validate mistakes-2023.xlsx --format json -o there.json", folder)
    assert said.code == 1
    disclosure(folder, "validate", "mistakes-2023.xlsx", "--format", "json", "-o", "here.json")
    assert (folder / "there.json").read_bytes() == (folder / "here.json").read_bytes()
    unzipped.disclosure("validate mistakes-2023.xlsx --annotate there.xlsx", folder)
    disclosure(folder, "validate", "mistakes-2023.xlsx", "--annotate", "here.xlsx")
    assert (folder / "there.xlsx").read_bytes() == (folder / "here.xlsx").read_bytes()


def test_a_workbook_dropped_is_checked(unzipped: Unzipped, folder: Path) -> None:
    book = folder / "错 误.xlsx"
    shutil.copy(EXAMPLES / "mistakes-2023.xlsx", book)
    dropped = unzipped.drop("检查.cmd", book)
    here = disclosure(folder, "validate", str(book)).stdout
    assert dropped.text.splitlines()[1:-1] == here.splitlines()[1:]
    assert dropped.text.splitlines()[0] == str(wine.path(book))
    assert "× 8 个错误，5 个警告" in dropped.text


def test_reports_of_workbooks_dropped_are_the_same(unzipped: Unzipped, folder: Path) -> None:
    books = [folder / "宿迁 2024.xlsx", folder / "贺兰2020.xlsx"]
    for book, example in zip(books, ("suqian-2024", "helan-2020"), strict=True):
        shutil.copy(EXAMPLES / f"{example}.xlsx", book)
    dropped = unzipped.drop("生成报告.cmd", *books)
    assert "共 2 个文件：2 个已生成" in dropped.text
    reports = sorted(each.read_bytes() for each in folder.glob("*.docx"))
    assert reports == sorted(
        (EXAMPLES / f"{each}.docx").read_bytes() for each in ("suqian-2024", "helan-2020")
    )
    again = unzipped.drop("生成报告.cmd", books[0])
    assert "已经存在，没有覆盖" in again.text
    assert sorted(each.read_bytes() for each in folder.glob("*.docx")) == reports


def test_folders_and_files_of_a_share_are_dropped(unzipped: Unzipped, folder: Path) -> None:
    shutil.copy(EXAMPLES / "suqian-2024.xlsx", folder / "宿迁.xlsx")
    share = unzipped.windows.share(folder.parent) / folder.name
    assert "√ 没有错误，可以生成报告" in unzipped.drop("检查.cmd", share / "宿迁.xlsx").text
    assert "√ 已生成" in unzipped.drop("生成报告.cmd", share).text
    (report,) = folder.glob("*.docx")
    assert report.read_bytes() == (EXAMPLES / "suqian-2024.docx").read_bytes()


def test_the_folder_may_lie_on_a_share(unzipped: Unzipped, folder: Path) -> None:
    """Its scripts find what is beside them. Where Python is, Wine 8 tells it wrong; so it is told here."""
    book = folder / "宿迁.xlsx"
    shutil.copy(EXAMPLES / "suqian-2024.xlsx", book)
    program = unzipped.folder / "program"
    places = (program / "python" / "python313.zip", program / "python", program / "lib")
    share = unzipped.windows.share(unzipped.folder.parent) / unzipped.folder.name
    said = unzipped.running.run(
        f'cmd /c ""{share / "生成报告.cmd"}" "{wine.path(book)}""',
        folder,
        {"PYTHONPATH": ";".join(str(wine.path(each)) for each in places)},
    )
    assert "√ 已生成" in said.text
    (report,) = folder.glob("*.docx")
    assert report.read_bytes() == (EXAMPLES / "suqian-2024.docx").read_bytes()


def test_a_folder_that_is_not_writable_is_told_at_once(unzipped: Unzipped, folder: Path) -> None:
    shutil.copy(EXAMPLES / "suqian-2024.xlsx", folder / "workbook.xlsx")
    target = wine.path(Path("/sys/report.docx"))  # Where not even root may write.
    start = time.monotonic()
    said = unzipped.disclosure(f"build workbook.xlsx -o {target}", folder)
    assert (said.code, f"无法写入 {target}" in said.text) == (2, True)
    assert time.monotonic() - start < AT_ONCE


def test_a_name_longer_than_a_path_of_windows_is_a_name(unzipped: Unzipped, folder: Path) -> None:
    name = "a" * 240 + ".xlsx"
    shutil.copy(EXAMPLES / "suqian-2024.xlsx", folder / name)
    said = unzipped.disclosure(f"validate {name}", folder)
    assert (said.code, "√ 没有错误，可以生成报告" in said.text) == (0, True)


def test_who_opens_a_script_is_told_what_to_drop(unzipped: Unzipped) -> None:
    for script in ("检查.cmd", "生成报告.cmd"):
        assert "拖到这个图标上" in unzipped.drop(script).text


def test_the_page_is_opened_in_the_browser(unzipped: Unzipped) -> None:
    unzipped.drop("页面.cmd")
    deadline = time.monotonic() + wine.TIME_LIMIT
    while not unzipped.windows.opened.exists():
        assert time.monotonic() < deadline
        time.sleep(0.2)
    page = (unzipped.folder / "disclosure.html").as_uri()
    assert unzipped.windows.opened.read_text("utf-8").strip() == page


@pytest.mark.parametrize("page", ["936", "65001"])
def test_a_console_of_either_code_page_shows_chinese(
    page: str, unzipped: Unzipped, folder: Path
) -> None:
    shutil.copy(EXAMPLES / "mistakes-2023.xlsx", folder)
    python = str(unzipped.folder / "program" / "python" / "python.exe")
    program = wine.path(unzipped.folder / "disclosure.cmd")
    line = f'cmd /c "chcp {page} & "{program}" validate -q mistakes-2023.xlsx"'
    script = f"import subprocess; subprocess.run({line!r})"
    shown = unzipped.windows.on_a_console([python, "-c", script], folder, "才能生成报告")
    assert f"当前代码页: {page}" in shown
    assert "8 个错误，5 个警告" in shown


def test_old_workbooks_are_read_alike(unzipped: Unzipped, folder: Path, convert: Convert) -> None:
    old = convert(EXAMPLES / "mistakes-2023.xlsx", "xls")
    shutil.copy(old, folder / "旧.xls")
    shutil.copy(old, folder / "旧.et")
    there = unzipped.disclosure("validate 旧.xls 旧.et --format json -o there.json", folder)
    here = disclosure(folder, "validate", "旧.xls", "旧.et", "--format", "json", "-o", "here.json")
    assert there.code == here.returncode == 1
    assert (folder / "there.json").read_bytes() == (folder / "here.json").read_bytes()
    assert b"D216" in (folder / "here.json").read_bytes()


def test_a_printed_report_is_read_alike(unzipped: Unzipped, folder: Path, convert: Convert) -> None:
    shutil.copy(convert(EXAMPLES / "suqian-2024.docx", "pdf"), folder / "report.pdf")
    shutil.copy(EXAMPLES / "published-2023.html", folder / "page.html")
    files = ("report.pdf", "page.html")
    unzipped.disclosure(f"validate {' '.join(files)} --format json -o there.json", folder)
    disclosure(folder, "validate", *files, "--format", "json", "-o", "here.json")
    assert (folder / "there.json").read_bytes() == (folder / "here.json").read_bytes()
    assert b"report.pdf" in (folder / "here.json").read_bytes()


def test_the_wheels_are_what_the_program_asks_for() -> None:
    """The lock is renewed when a requirement rises above it."""
    locked: dict[str, str] = dict(each.split("==") for each in wheels.locked().values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for text in (*project["dependencies"], *extras["legacy"], *extras["pdf"]):
        asked = Requirement(text)
        assert locked[asked.name] in asked.specifier
