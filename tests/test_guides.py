"""The pages for those who use the program: what they show is what it does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import make_guides
import make_rules
import pytest
import typer
import xlsxwriter
from make_guides import PAGES, ROOT, run, with_examples
from report_factory import published_report, template

from disclosure_cli.cli.commands import app

FAQ = ROOT / "docs" / "faq.zh-CN.md"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
FOR_UNITS = [page for page in PAGES if page.name != "developing.zh-CN.md"]
LONGEST = 80
"""Lines of a page."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files that the pages speak of."""
    with_examples(tmp_path)
    for name, year in (("收到", 2024), ("上年", 2023)):
        (tmp_path / name).mkdir()
        book = template(tmp_path / f"{year}.xlsx", published_report(year))
        shutil.copy(book, tmp_path / name / "科技局.xlsx")
    with xlsxwriter.Workbook(tmp_path / "名单.xlsx") as units:
        units.add_worksheet().write_column(0, 0, ["单位", "某某县科学技术局"])
    return tmp_path


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)


@pytest.mark.generated
@pytest.mark.slow("starts the program for each command of the pages")
def test_what_the_pages_show_is_what_is_printed() -> None:
    """`python docs/make_guides.py` writes it anew."""
    command = [sys.executable, str(ROOT / "docs" / "make_guides.py"), "--check"]
    assert subprocess.run(command, check=False, timeout=120).returncode == 0


def test_an_output_that_is_not_current_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_guides, "with_examples", lambda folder: folder)
    page = tmp_path / "page.md"
    page.write_text("一\n\n```console\n$ disclosure --version\nold\n\nold\n```\n\n二\n", "utf-8")
    shown = make_guides.filled_in(page)
    assert re.fullmatch(
        r"一\n\n```console\n\$ disclosure --version\ndisclosure [0-9.]+\n(?:20.+\n){2}```\n\n二\n",
        shown,
    )


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize("page", FOR_UNITS, ids=lambda page: page.name)
def test_every_command_of_a_page_runs(page: Path, folder: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert blocks
    for command in "".join(blocks).splitlines():
        done = run(command, folder)
        # 1 is for errors in a workbook: what a page has just made is not filled in.
        assert done.returncode in (0, 1), f"{command}\n{done.stdout}"


@pytest.mark.parametrize("page", [*PAGES, FAQ], ids=lambda page: page.name)
def test_every_option_and_command_that_a_page_names_exists(page: Path) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    options = {o for each in commands.values() for param in each.params for o in param.opts}
    text = page.read_text("utf-8")
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    assert named
    assert named - options - {"--lang"} == set()
    assert set(re.findall(r"disclosure ([a-z-]+)", text)) - commands.keys() - {"--lang"} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_short_and_both_readmes_lead_to_it(page: Path) -> None:
    assert len(page.read_text("utf-8").splitlines()) <= LONGEST
    assert [r.name for r in READMES if f"docs/{page.name}" not in r.read_text("utf-8")] == []


@pytest.mark.parametrize("page", [*FOR_UNITS, ROOT / "docs/rules.md"], ids=lambda page: page.name)
def test_links_to_a_question_lead_to_its_heading(page: Path) -> None:
    linked = re.findall(r"\]\(faq\.zh-CN\.md#([^)]+)\)", page.read_text("utf-8"))
    assert linked
    assert set(linked) - {make_rules.anchor(heading) for heading in headings(FAQ)} == set()


def test_the_address_of_a_heading_is_that_of_github() -> None:
    assert make_rules.anchor("空白、0 和“/”有什么不同？") == "空白0-和有什么不同"
    assert make_rules.anchor("To add a rule") == "to-add-a-rule"
