"""The help of the program and of each command, in the chosen language, and what else typer says.

Plain text, aligned by the width of its characters: with rich, `--help` would take 1.4 times as long
(benchmarks/imports.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from disclosure_cli.cli import completion
from disclosure_cli.cli.usage_errors import left_over, no_such_command, wrong_usage
from disclosure_cli.i18n import _
from disclosure_cli.model.text import ems
from disclosure_cli.reporting.line_breaks import broken

_WIDEST, _WIDEST_NAME = 100, 24
"""Columns of the terminal: of a line, and of a name that has its explanation beside it."""
_LANGUAGE = "language"
"""The option of the program that every command takes."""


def examples(*command_lines: str) -> str:
    """The end of a page of help: how the command is typed."""
    lines = (f"  disclosure {each}" for each in command_lines)
    return "\n".join([_("例："), *lines])


class Command(TyperCommand):
    """A command whose help and errors are in the chosen language, and that takes `--lang` too."""

    def get_params(self, ctx: Any) -> list[Any]:
        own = super().get_params(ctx)
        program = [each for each in ctx.find_root().command.params if each.name == _LANGUAGE]
        *before, help_option = own
        return [*before, *program, help_option]

    def get_help_option(self, ctx: Any) -> Any:
        return _in_the_language(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise wrong_usage(error, ctx) from error
        if left and not ctx.resilient_parsing:
            raise left_over(left, ctx)
        return left

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(_page(self, ctx)))


class Program(TyperGroup):
    """The program itself: its commands, and the options before any command."""

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)
        for param in params:
            if param.name in completion.OPTIONS:
                param.callback, says = completion.OPTIONS[param.name]
                param.help = _(says)
        return params

    def get_help_option(self, ctx: Any) -> Any:
        return _in_the_language(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise wrong_usage(error, ctx) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            raise no_such_command(args[0], ctx, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(_page(self, ctx)))


class _Entry(NamedTuple):
    """A command, argument or option, and what it is for."""

    name: str
    says: str


def _page(command: Command | Program, ctx: typer.Context) -> Iterator[str]:
    """The lines of a page of help, fitted to the terminal."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    params = command.get_params(ctx)
    arguments = [each for each in params if each.param_type_name == "argument"]
    usage = [ctx.command_path, _("[选项]"), *map(_in_usage, arguments)]
    commands: list[_Entry] = []
    if isinstance(command, Program):
        usage.append(_("命令 …"))
        commands = [
            _Entry(name, (each.help or "").partition("\n")[0])
            for name, each in command.commands.items()
        ]
    yield from broken(_("用法：{usage}").format(usage=" ".join(usage)), width)
    yield ""
    for paragraph in (command.help or "").split("\n"):
        yield from (f"  {line}".rstrip() for line in broken(paragraph, width - 2))
    options = [_Entry(_written(each), each.help or "") for each in params if each not in arguments]
    yield from _section(_("命令："), commands, width)
    yield from _section(
        _("参数："), [_Entry(each.metavar, each.help or "") for each in arguments], width
    )
    yield from _section(_("选项："), options, width)
    if command.epilog:
        yield ""
        for line in command.epilog.splitlines():
            yield from broken(line, width)


def _in_usage(argument: Any) -> str:
    name = f"{argument.metavar}..." if argument.nargs == -1 else argument.metavar
    return name if argument.required else f"[{name}]"


def _written(option: Any) -> str:
    """An option as it is typed, the short name first."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar}"


def _in_the_language(help_option: Any) -> Any:
    help_option.help = _("显示这一页。")
    return help_option


def _section(heading: str, entries: Sequence[_Entry], width: int) -> Iterator[str]:
    """A heading, and under it each entry beside its explanation; of a long name, below it."""
    if not entries:
        return
    yield ""
    yield heading
    widths = [_columns(each.name) for each in entries]
    beside = max((width for width in widths if width <= _WIDEST_NAME), default=4)
    for name, says in entries:
        first, *others = broken(says, width - beside - 4) or [""]
        if _columns(name) > beside:
            yield f"  {name}"
            others.insert(0, first)
        else:
            yield f"  {name}{' ' * (beside - _columns(name))}  {first}"
        yield from (" " * (beside + 4) + line for line in others)


def _columns(text: str) -> int:
    """The width of a text in columns of the terminal."""
    return round(2 * ems(text))
