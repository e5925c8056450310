"""What each shell completes, asked of the shell itself where it is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
import typer
from conftest import needed

from disclosure_cli.errors import DisclosureError

BIN = Path(sys.executable).parent
BASH = """
source <(_DISCLOSURE_COMPLETE=source_bash disclosure)
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _disclosure_completion disclosure
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = "_DISCLOSURE_COMPLETE=source_fish disclosure | source; complete -C $argv[1]"
ZSH = """
zmodload zsh/zpty
zpty shell "PS1= zsh -f -i"
zpty -w shell 'autoload -Uz compinit; compinit -u -D; PS1=ready; bindkey "^I" complete-word; LISTMAX=999'
zpty -w shell 'source <(_DISCLOSURE_COMPLETE=source_zsh disclosure); print -r -- prepared'
zpty -r shell said '*prepared*prepared*'
zpty -n -w shell "$1"$'\\t\\t'
zpty -r -m shell said "*$2*" && print -r -- "$said"
"""
CODES = [f"D{number}" for number in range(501, 510)]
COMPLETED = {
    "disclosure explain D50": CODES,
    "disclosure --lang ": ["zh", "en"],
    "disclosure validate --lang ": ["zh", "en"],
    "disclosure validate --format s": ["sarif"],
    "disclosure build --to ": ["docx", "html", "pdf", "json", "csv"],
    "disclosure val": ["validate"],
    "disclosure validate --an": ["--annotate"],
}


def needed_shell(name: str) -> None:
    """Skip, or on CI fail, where the shell is not there."""
    needed([] if which(name) else [name])


def asked(command: list[str], folder: Path, **environment: str) -> str:
    """What a shell answers."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.office
@pytest.mark.parametrize("typed", COMPLETED)
def test_bash_completes(typed: str, tmp_path: Path) -> None:
    needed_shell("bash")
    said = asked(["bash", "-c", BASH, "bash", *typed.split(" ")], tmp_path)
    assert sorted(said.split()) == sorted(COMPLETED[typed])


@pytest.mark.office
@pytest.mark.parametrize("typed", COMPLETED)
def test_fish_completes(typed: str, tmp_path: Path) -> None:
    needed_shell("fish")
    said = asked(["fish", "--no-config", "-c", FISH, typed], tmp_path)
    assert sorted(line.partition("\t")[0] for line in said.splitlines()) == sorted(COMPLETED[typed])


@pytest.mark.office
@pytest.mark.parametrize("typed", COMPLETED)
def test_zsh_completes(typed: str, tmp_path: Path) -> None:
    """It draws on a terminal: the last of the words appears there."""
    needed_shell("zsh")
    last = sorted(COMPLETED[typed])[-1]
    assert last in asked(["zsh", "-f", "-c", ZSH, "zsh", typed, last], tmp_path)


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize("typed", COMPLETED)
def test_powershell_is_answered(typed: str, tmp_path: Path) -> None:
    """By the program; the shell itself is not there."""
    said = asked(
        ["disclosure"],
        tmp_path,
        _DISCLOSURE_COMPLETE="complete_powershell",
        _TYPER_COMPLETE_ARGS=typed,
        _TYPER_COMPLETE_WORD_TO_COMPLETE=typed.rpartition(" ")[2],
    )
    words = [line.partition(":::")[0] for line in said.splitlines()]
    assert sorted(words) == sorted(COMPLETED[typed])


@pytest.mark.office
def test_files_are_completed_by_the_shell(tmp_path: Path) -> None:
    """Nothing of ours, so that bash and PowerShell fall back to files; fish and zsh are told to."""
    (tmp_path / "report.xlsx").touch()
    needed_shell("bash")
    typed = ["disclosure", "validate", "rep"]
    assert asked(["bash", "-c", BASH, "bash", *typed], tmp_path).strip() == ""
    assert "complete -o default" in asked(
        ["disclosure"], tmp_path, _DISCLOSURE_COMPLETE="source_bash"
    )
    needed_shell("fish")
    said = asked(["fish", "--no-config", "-c", FISH, " ".join(typed)], tmp_path)
    assert said.split() == ["report.xlsx"]
    needed_shell("zsh")
    said = asked(["zsh", "-f", "-c", ZSH, "zsh", " ".join(typed), "report.xlsx"], tmp_path)
    assert "report.xlsx" in said


def test_codes_are_completed_in_lists_and_in_lower_case(tmp_path: Path) -> None:
    from disclosure_cli.cli.completion import codes_of_rules

    assert list(codes_of_rules("D101,D50")) == [f"D101,{code}" for code in CODES]
    assert list(codes_of_rules("d50")) == [code.lower() for code in CODES]


def test_what_completion_says_is_in_the_language(tmp_path: Path) -> None:
    said = asked(["disclosure"], tmp_path, _DISCLOSURE_COMPLETE="complete_zsh",
                 _TYPER_COMPLETE_ARGS="disclosure validate --")  # fmt: skip
    assert "显示这一页。" in said
    assert "Show" not in said


@pytest.mark.parametrize(
    ("failure", "told"),
    [(typer.Exit(1), "认不出当前的命令行外壳"), (PermissionError(13, "no"), "不能写入外壳的设置")],
)
def test_a_shell_that_cannot_be_set_up_is_said(
    failure: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from disclosure_cli.cli import completion

    def failing(*_arguments: object) -> None:
        raise failure

    monkeypatch.setattr(completion, "install_callback", failing)
    context = typer.Context(typer.main.get_command(typer.Typer(callback=lambda: None)))
    with pytest.raises(DisclosureError, match=told):
        completion.install(context, None, True)


@pytest.mark.office
def test_a_shell_is_set_up(tmp_path: Path) -> None:
    needed_shell("bash")
    for option in ("--install-completion", "--show-completion"):
        done = subprocess.run(
            ["bash", "--norc", "-c", f"{BIN / 'disclosure'} {option}; :"],
            env={**os.environ, "HOME": str(tmp_path)},
            capture_output=True, encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
    assert "_disclosure_completion" in done.stdout
    assert "disclosure.sh" in (tmp_path / ".bashrc").read_text("utf-8")
