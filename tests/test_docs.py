"""The promises that nobody remembers: documentation that is generated, commands that are told."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pictures

from disclosure_cli.checks.rules import ALL
from disclosure_cli.cli.commands import app

ROOT = Path(__file__).parent.parent


def test_the_page_of_rules_is_current() -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_rules.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def test_the_page_of_wordings_is_current() -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_wordings.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def test_every_rule_has_its_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert [rule.code for rule in ALL if f'"{rule.code}' not in tests] == []


def test_the_pictures_are_of_the_reports_as_they_are() -> None:
    """`python docs/pictures.py` makes them anew."""
    shown = (ROOT / "docs/pages.md").read_text("utf-8")
    for name in pictures.REPORTS:
        assert pictures.digest(name) in shown
    linked = re.findall(r"images/([^)]+)\)", shown)
    assert [name for name in linked if not (pictures.IMAGES / name).is_file()] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = [
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    ]
    assert [name for name in commands if f"disclosure {name}" not in readme] == []


def test_the_readme_gives_two_commands_that_do_all_the_set_up() -> None:
    lines = [
        line
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if line.startswith("python3 -m venv")
    ]
    assert len(lines) == 2
    assert lines[0] in (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_links_lead_somewhere() -> None:
    import re

    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
