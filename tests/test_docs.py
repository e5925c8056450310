"""Documentation: generated pages are current, commands and names are listed, examples run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import page_pictures
import pictures
import pytest

import disclosure_cli
from disclosure_cli import api
from disclosure_cli.checks.rules import ALL
from disclosure_cli.cli.commands import app

ROOT = Path(__file__).parent.parent


@pytest.mark.generated
def test_the_page_of_rules_is_current() -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_rules.py"), "--check"]
    assert subprocess.run(command, check=False, timeout=120).returncode == 0


@pytest.mark.generated
def test_the_page_of_wordings_is_current() -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_wordings.py"), "--check"]
    assert subprocess.run(command, check=False, timeout=120).returncode == 0


def test_every_rule_has_its_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert [rule.code for rule in ALL if f'"{rule.code}' not in tests] == []


@pytest.mark.generated
def test_the_pictures_are_of_the_reports_as_they_are() -> None:
    """`python docs/pictures.py` makes them anew."""
    shown = (ROOT / "docs/pages.md").read_text("utf-8")
    for name in pictures.REPORTS:
        assert pictures.digest(name) in shown
    assert pictures.digest_of_findings() in shown
    assert pictures.digest_of_console() in shown
    assert pictures.digest_of_published() in shown
    assert pictures.digest_of_units() in shown
    assert page_pictures.digest_of_page() in shown
    linked = re.findall(r"images/([^)]+)\)", shown)
    assert linked
    assert [name for name in linked if not (pictures.IMAGES / name).is_file()] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = [
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    ]
    assert {"validate", "build", "new-template"} < set(commands)
    assert [name for name in commands if f"disclosure {name}" not in readme] == []


def test_the_readme_gives_two_commands_that_do_all_the_set_up() -> None:
    lines = [
        line
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if line.startswith("python3 -m venv")
    ]
    assert len(lines) == 2
    assert lines[0] in (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_the_examples_of_the_library_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the README, docs/library.md and the package's docstring, as they are printed there."""
    pages = [(ROOT / page).read_text("utf-8") for page in ("README.md", "docs/library.md")]
    examples = [
        code for page in pages for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    ]
    indented = (
        (disclosure_cli.__doc__ or "").partition("As a library:\n")[2].partition("All public")[0]
    )
    assert len(examples) == 2
    for number, code in enumerate([*examples, textwrap.dedent(indented)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        for name in ("workbook.xlsx", "last-year.xlsx") if "new_template(2024" not in code else ():
            shutil.copy(ROOT / "examples" / "suqian-2024.xlsx", name)
        # An empty template is no report: what the page says stops there as it should.
        if "new_template(2024" in code:
            code = code.partition("build(report")[0]
        exec(compile(code, "example", "exec"), {})
    assert (tmp_path / "0" / "report.docx").exists()
    assert {path.name for path in (tmp_path / "1").iterdir()} >= {
        "empty.xlsx", "report.docx", "report.html", "comparison.docx",
    }  # fmt: skip


def test_every_public_name_is_in_the_list() -> None:
    listed = re.findall(
        r"^\| `(\w+)[(`]", (ROOT / "docs/library.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(api.__all__)
    assert all(getattr(disclosure_cli, name) is getattr(api, name) for name in listed)


def test_links_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    ]
    assert len(links) > len(pages)
    assert [(page, to) for page, to in links if not (page.parent / to).exists()] == []
