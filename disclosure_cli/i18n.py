"""The language of messages: Chinese, or English where it is asked for.

The messages stand in the code in Chinese, the catalogues of other languages in `locales`. Official
labels, the workbook and the report are never translated. The language is chosen once, before
anything is said: by `--lang`, else by `DISCLOSURE_LANG`, else by the locale. A terminal without Chinese
characters gets English unless Chinese is asked for.
"""

from __future__ import annotations

import errno
import gettext
import os
from collections.abc import Mapping, Sequence

from disclosure_cli.errors import DisclosureError

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = (CHINESE, ENGLISH)
OPTION, VARIABLE = "--lang", "DISCLOSURE_LANG"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = CHINESE


def _(message: str) -> str:
    """The message in the chosen language; its placeholders `{name}` are still to be filled in."""
    return _catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802
    """The message as it is, marked for translation where it is shown: for what is said at import."""
    return message


def for_count(message: str, count: int, **named: object) -> str:
    """A message about a number of things, filled in; other languages tell one from several."""
    return _catalogue.ngettext(message, message, count).format(count=count, **named)


def set_language(language: str) -> None:
    """Choose the language of all messages from here on. Raises `DisclosureError` for another."""
    global _catalogue, _language
    if language not in LANGUAGES:
        raise DisclosureError(
            _("没有语言“{language}”；{option} 和环境变量 {variable} 可用 zh 或 en。").format(
                language=language, option=OPTION, variable=VARIABLE
            )
        )
    _catalogue = gettext.NullTranslations() if language == CHINESE else _translations(language)
    _language = language


def _translations(language: str) -> gettext.GNUTranslations:
    from importlib.resources import files  # As a package that is not unpacked has it.

    catalogue = files(__package__) / "locales" / language / "LC_MESSAGES" / "disclosure.mo"
    with catalogue.open("rb") as file:
        return gettext.GNUTranslations(file)


def chosen_language() -> str:
    """The language of all messages."""
    return _language


def asked_for(
    arguments: Sequence[str],
    environment: Mapping[str, str] = os.environ,
    default: str = CHINESE,
) -> str:
    """The language that the command line, the environment or the locale asks for, or the default."""
    for number, argument in enumerate(arguments):
        name, is_joined, value = argument.partition("=")
        if name == OPTION:
            asked = value if is_joined else "".join(arguments[number + 1 : number + 2])
            return asked.lower()
    if wanted := environment.get(VARIABLE):
        return wanted.split("_")[0].split("-")[0].lower()
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return ENGLISH if locale.lower().startswith("en") else default


_REASONS = {
    errno.ENOENT: N_("文件或文件夹不存在"),
    errno.ENOTDIR: N_("路径中有一段不是文件夹"),
    errno.EISDIR: N_("是文件夹，不是文件"),
    errno.EACCES: N_("没有权限，或被其他程序占用"),
    errno.EPERM: N_("没有权限"),
    errno.EROFS: N_("所在的磁盘是只读的"),
    errno.EEXIST: N_("已经存在"),
    errno.ENOSPC: N_("磁盘已满"),
    errno.ENAMETOOLONG: N_("名称太长"),
    errno.EINVAL: N_("名称或操作无效"),
    errno.ELOOP: N_("链接互相指向"),
    errno.EMFILE: N_("打开的文件太多"),
    errno.ENOMEM: N_("内存不足"),
    errno.EPIPE: N_("读取的一方已经关闭"),
    errno.EBADF: N_("输出已经关闭"),
    errno.EIO: N_("读写设备出错"),
}


def reason_of(error: OSError | ValueError) -> str:
    """Why a file cannot be used, in the chosen language: systems say it in their own, mostly English.

    A `ValueError` is what Python has for a name that no file can bear.
    """
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    if told := _REASONS.get(number or 0):
        return _(told)
    return _("系统错误 {number}").format(number=number)
