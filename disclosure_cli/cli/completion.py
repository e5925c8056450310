"""What the shell completes, and how it learns to: typer's scripts for bash, zsh, fish and PowerShell."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import typer
from typer.completion import install_callback, show_callback

from disclosure_cli.cli import console
from disclosure_cli.errors import DisclosureError
from disclosure_cli.i18n import N_, _, reason_of


def beginning_with(values: Iterable[str]) -> Callable[[str], list[str]]:
    """What completes an option of few values."""

    def completed(incomplete: str) -> list[str]:
        return [str(value) for value in values if value.startswith(incomplete)]

    return completed


def codes_of_rules(incomplete: str) -> Iterator[str]:
    """The codes that go on from what is typed, after a comma too, in its own case."""
    from disclosure_cli.checks.rules import ALL

    before, comma, last = incomplete.rpartition(",")
    for rule in ALL:
        code = rule.code.lower() if last.islower() else rule.code
        if code.startswith(last):
            yield before + comma + code


def install(context: typer.Context, option: Any, value: Any) -> Any:
    """Let the shell in use know the commands: writes its own files of settings."""
    if not value or context.resilient_parsing:
        return value
    _run(install_callback, context, option, value)
    console.say(_("√ 已为当前的命令行外壳设置自动补全；重新打开终端后生效。"))
    raise typer.Exit


def show(context: typer.Context, option: Any, value: Any) -> Any:
    """Print the script that makes the shell in use complete."""
    if not value or context.resilient_parsing:
        return value
    console.result(_run(show_callback, context, option, value).rstrip("\n"))
    raise typer.Exit


OPTIONS = {
    "install_completion": (
        install,
        N_("为当前的命令行外壳（bash、zsh、fish、PowerShell）设置自动补全。"),
    ),
    "show_completion": (show, N_("显示自动补全的脚本，供自行安装。")),
}
"""The two options that typer adds, by their names: what they do, and what the help says of it."""


def _run(callback: Callable[..., Any], context: typer.Context, option: Any, value: Any) -> str:
    """What one of typer's own callbacks prints; what it says in English of failing is left out."""
    with redirect_stdout(io.StringIO()) as printed, redirect_stderr(io.StringIO()):
        try:
            callback(context, option, value)
        except SystemExit:
            return printed.getvalue()
        except typer.Exit:
            pass
        except OSError as error:
            raise DisclosureError(
                _(
                    "不能写入外壳的设置（{reason}）；请用 --show-completion 取得脚本，自行安装。"
                ).format(reason=reason_of(error))
            ) from error
    raise DisclosureError(_("认不出当前的命令行外壳；自动补全用于 bash、zsh、fish、PowerShell。"))
