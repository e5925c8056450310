"""What is wrong with a command line, in the chosen language: typer says it in English alone."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer

from disclosure_cli.errors import DisclosureError
from disclosure_cli.i18n import _

_ALIKE = 0.7
"""How alike two names are, of 1, that one may be meant by the other."""


class WrongUsage(DisclosureError):
    """The command line cannot be understood: what is wrong, and where to read how it is written."""

    def __init__(self, told: str, context: Any) -> None:
        command = context.command_path
        super().__init__(told + _("运行 {command} --help 可看到用法。").format(command=command))


def wrong_usage(error: typer.TyperException, context: Any) -> WrongUsage:
    """The error in the chosen language, by what typer keeps of it: the option or the parameter.

    `context` is that of the command whose arguments were read.
    """
    params = context.command.get_params(context)
    option, param = getattr(error, "option_name", ""), getattr(error, "param", None)
    if option:
        told = _of_option(option, [each for each in params if each.param_type_name == "option"])
    elif param is None:
        told = _("命令行无法理解（{reason}）。").format(reason=error.format_message())
    else:
        is_argument = param.param_type_name == "argument"
        name = param.metavar if is_argument else param.opts[-1]
        # Every value is read by a parser of ours or as it is: what is left is one that is not there.
        told = _("“{name}”的值无法读取。") if error.message else _("缺少“{name}”。")
        told = told.format(name=name)
    return WrongUsage(told, context)


def no_such_command(name: str, context: Any, commands: Sequence[str]) -> WrongUsage:
    """There is no command of that name; perhaps a similar one is meant."""
    told = _("没有命令“{command}”。")
    if alike := get_close_matches(name, commands, cutoff=_ALIKE):
        told = _("没有命令“{command}”；是不是 {alike}？")
    return WrongUsage(told.format(command=name, alike=_("、").join(alike)), context)


def left_over(arguments: Sequence[str], context: Any) -> WrongUsage:
    """There are more arguments than the command takes."""
    return WrongUsage(_("多出了“{arguments}”。").format(arguments=" ".join(arguments)), context)


def _of_option(name: str, options: Sequence[Any]) -> str:
    """An option that there is not, or whose value is missing or one too many."""
    for option in options:
        if name in option.opts:
            told = _("选项“{option}”不带值。") if option.is_flag else _("选项“{option}”缺少值。")
            return told.format(option=name)
    names = [each for option in options for each in option.opts if each.startswith("--")]
    told = _("没有选项“{option}”。")
    if alike := get_close_matches(name, names, cutoff=_ALIKE):
        told = _("没有选项“{option}”；是不是 {alike}？")
    return told.format(option=name, alike=_("、").join(alike))
