"""The commands that look something up: the rules, how a sentence is read, what this machine has."""

from __future__ import annotations

from disclosure_cli import __version__
from disclosure_cli.cli import console
from disclosure_cli.cli.options import Code, Heading, Sentence, YearOfText


def show_version() -> None:
    """Print the version, and a line for each edition of the form: which notice it is, since when, for which years."""
    from disclosure_cli.form.editions import EDITIONS, described

    console.result(f"disclosure {__version__}")
    for edition in EDITIONS:
        console.text(described(edition), hanging=2)


def rules() -> None:
    """Print each rule on a line."""
    from disclosure_cli.checks.rules import ALL
    from disclosure_cli.reporting.rule_pages import line_of

    for rule in ALL:
        console.text(line_of(rule), hanging=6)


def explain(code: Code) -> None:
    """Print what a rule asks for, why, an example, its source, and which questions are about it."""
    from disclosure_cli.checks.rules import rule_of
    from disclosure_cli.reporting.rule_pages import page_of

    console.text(page_of(rule_of(code)))


def explain_text(text: Sentence, year: YearOfText = None, heading: Heading = "") -> None:
    """Print what each number of a text counts, and why; or why nothing."""
    from disclosure_cli.cli.explained_text import lines_of

    for line in lines_of(text, year, heading):
        console.text(line, hanging=2)


def doctor() -> None:
    """Print what this machine has, a line each; nothing of it is an error."""
    from disclosure_cli.cli.doctor import needs

    for need in needs():
        console.text(f"{'√' if need.is_there else '×'} {need.name}  {need.says}", hanging=2)
