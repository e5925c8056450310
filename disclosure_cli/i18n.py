"""The language of messages: Chinese, or English where it is asked for.

The messages stand in the code in Chinese, the catalogues of other languages in `locales`. Official
labels, the workbook and the report are never translated. The language is chosen once, before
anything is said: by `--lang`, else by `DISCLOSURE_LANG`, else by the locale. A terminal without Chinese
characters gets English unless Chinese is asked for.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from disclosure_cli.errors import DisclosureError

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = (CHINESE, ENGLISH)
OPTION, VARIABLE = "--lang", "DISCLOSURE_LANG"
LOCALES = Path(__file__).parent / "locales"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str) -> str:
    """The message in the chosen language; its placeholders `{name}` are still to be filled in."""
    return _catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802
    """The message as it is, marked for translation where it is shown: for what is said at import."""
    return message


def set_language(language: str) -> None:
    """Choose the language of all messages from here on. Raises `DisclosureError` for another."""
    global _catalogue
    if language not in LANGUAGES:
        raise DisclosureError(f"没有语言“{language}”；可用：zh、en。 (--lang takes zh or en.)")
    _catalogue = (
        gettext.NullTranslations()
        if language == CHINESE
        else gettext.translation("disclosure", LOCALES, [language])
    )


def asked_for(
    arguments: Sequence[str],
    environment: Mapping[str, str] = os.environ,
    default: str = CHINESE,
) -> str:
    """The language that the command line, the environment or the locale asks for, or the default."""
    for number, argument in enumerate(arguments):
        name, is_joined, value = argument.partition("=")
        if name == OPTION:
            return value if is_joined else "".join(arguments[number + 1 : number + 2])
    if wanted := environment.get(VARIABLE):
        return wanted.split("_")[0].split("-")[0].lower()
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return ENGLISH if locale.lower().startswith("en") else default
