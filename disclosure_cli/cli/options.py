"""What several commands take: arguments, options, and how their values are read and completed.

A value that cannot be used is refused by a `DisclosureError` in the chosen language; the words of
typer's own refusals are English.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from disclosure_cli.cli.completion import beginning_with, codes_of_rules
from disclosure_cli.errors import DisclosureError
from disclosure_cli.i18n import LANGUAGES, OPTION, _

WORKBOOK = (".xlsx",)
"""The suffix of the workbooks that are written."""


def input_path(text: str) -> Path:
    """The path of a file or folder to be read. An empty one, as of a variable that is not set, is none."""
    if not text:
        raise DisclosureError(_("文件名是空的；请写出文件名。"))
    return Path(text)


def output_path(text: str) -> Path:
    """The path of an output that is one file, so that it cannot end in /."""
    path = input_path(text)
    if text.endswith(("/", os.sep)):
        raise DisclosureError(_("{folder} 是文件夹；请写出文件名。").format(folder=text))
    return path


def organ_name(text: str) -> str:
    """A name given on the command line; as UTF-8 where the system's encoding could not read it."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        raise DisclosureError(
            _("机关名称的编码无法识别；请在 UTF-8 的终端中运行，或在工作簿中填写。")
        ) from None


def year_of(text: str) -> int:
    """A year given on the command line."""
    if not re.fullmatch("[0-9]{4}", text):
        raise DisclosureError(_("年度“{text}”不是四位数字的年份，如 2024。").format(text=text))
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,3}", text):
        raise DisclosureError(_("个数“{text}”不是 1 以上的整数，如 4。").format(text=text))
    return int(text)


def output_option(metavar: str, says: str) -> Any:
    """The option that names the output."""
    return typer.Option("--output", "-o", metavar=metavar, parser=output_path, help=says)


def input_option(option: str, metavar: str, says: str) -> Any:
    """An option that names a file to be read."""
    return typer.Option(option, metavar=metavar, parser=input_path, help=says)


def choice(option: str, values: type[StrEnum], says: str) -> Any:
    """An option that takes one of a few values; the shell completes them."""

    def parsed(text: str) -> StrEnum:
        try:
            return values(text)
        except ValueError:
            raise DisclosureError(
                _("{option} 没有“{text}”；可用：{values}。").format(
                    option=option, text=text, values=_("、").join(values)
                )
            ) from None

    return typer.Option(
        option,
        metavar="|".join(values),
        parser=parsed,
        autocompletion=beginning_with(values),
        help=says,
    )


def codes_option(option: str, says: str) -> Any:
    """An option that takes codes of rules."""
    return typer.Option(option, metavar=_("代码"), autocompletion=codes_of_rules, help=says)


Year = Annotated[
    int,
    typer.Argument(metavar=_("年度"), parser=year_of, help=_("报告的统计年度，如 2024。")),
]
Code = Annotated[
    str,
    typer.Argument(
        metavar=_("代码"), autocompletion=codes_of_rules, help=_("规则的代码，如 D101。")
    ),
]
Sentence = Annotated[
    str, typer.Argument(metavar=_("文字"), help=_("正文的一句或一段，用引号括起来。"))
]
YearOfText = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar=_("年度"),
        parser=year_of,
        help=_("报告的统计年度；默认文字中写的年份，没有就是上一年。"),
    ),
]
Heading = Annotated[
    str, typer.Option(metavar=_("文字"), help=_("这段文字上面的小标题，如“（二）依申请公开”。"))
]
Force = Annotated[bool, typer.Option("--force", help=_("文件已存在时覆盖。"))]
Jobs = Annotated[
    int | None,
    typer.Option(
        metavar=_("个数"),
        parser=_count,
        help=_("同时用几个进程；默认与处理器的核数相同，文件不多时不另用进程。"),
    ),
]
Last = Annotated[
    Path | None,
    input_option("--last", _("文件名"), _("上年的工作簿或已公布的报告，用来核对前后年。")),
]
Folders = Annotated[
    list[Path],
    typer.Argument(
        metavar=_("文件夹"),
        parser=input_path,
        help=_("放着各单位的工作簿或已公布的报告的文件夹，含下级文件夹；也可以是文件。"),
    ),
]
UnitList = Annotated[
    Path | None,
    input_option(
        "--units",
        _("名单"),
        _("要报送的单位：.csv 或 .xlsx，有“单位”一列，可有“别名”和“类别”。"),
    ),
]
Language = Annotated[
    str,
    # Read by __main__ before anything is said: these texts are in the language that it chooses.
    typer.Option(
        OPTION,
        metavar="|".join(LANGUAGES),
        expose_value=False,
        autocompletion=beginning_with(LANGUAGES),
        help=_("程序说明所用的语言；默认随系统，没有设定的用中文。"),
    ),
]
