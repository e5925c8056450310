"""What this machine has of the things that the program can use: LibreOffice, fonts, the console."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

from disclosure_cli.i18n import _
from disclosure_cli.output.pdf import libreoffice
from disclosure_cli.output.word.styles import OFFICIAL_FONTS

_TIME_LIMIT = 20
_WINDOWS_FONTS = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"


class Need(NamedTuple):
    """Something that a part of the program needs: what it is, whether it is there, what to do."""

    name: str
    is_there: bool
    says: str


def needs() -> Iterator[Need]:
    """All of them, those for the daily work first."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Need("Python", sys.version_info >= (3, 11), version)
    encoding = (getattr(sys.stdout, "encoding", "") or "ascii").lower()
    if "√中".encode(encoding, "replace").decode(encoding) == "√中":
        yield Need(_("终端编码"), True, encoding)
    else:
        says = _("{encoding} 不能显示全部汉字；请设置环境变量 PYTHONIOENCODING=utf-8")
        yield Need(_("终端编码"), False, says.format(encoding=encoding))
    office = libreoffice()
    yield Need(
        "LibreOffice",
        office is not None,
        office or _("没有找到；只有 --to pdf 需要它，可从 https://zh-cn.libreoffice.org 安装"),
    )
    there, missing = _("已安装"), missing_fonts()
    absent = (
        _("无法查明本机的字体；请在文字处理软件的字体列表中查看")
        if missing is None
        else _("没有安装；生成的文件不受影响，在本机显示和转 PDF 时用替代字体")
    )
    for font in OFFICIAL_FONTS:
        is_there = missing is not None and font not in missing
        yield Need(font, is_there, there if is_there else absent)


def missing_fonts() -> list[str] | None:
    """Those of the official fonts that are not installed; None where that cannot be told."""
    installed = _font_names()
    if installed is None:
        return None
    return [font for font, names in OFFICIAL_FONTS.items() if not installed & set(names)]


def _font_names() -> set[str] | None:
    """The families of the fonts of this machine, in lower case."""
    if sys.platform == "win32":
        return _windows_font_names()
    if not (lister := shutil.which("fc-list")):
        return None
    try:
        listed = subprocess.run(
            [lister, "--format", "%{family}\n"],
            capture_output=True,
            check=True,
            timeout=_TIME_LIMIT,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    names = listed.stdout.decode("utf-8", "replace").lower()
    return {name.strip() for name in re.split(r"[,\n]", names)}


def _windows_font_names() -> set[str] | None:
    """The names in the registry, such as `FangSong_GB2312 (TrueType)` or `A & B (TrueType)`."""
    if importlib.util.find_spec("winreg") is None:
        return None
    import winreg

    names: set[str] = set()
    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):  # type: ignore[attr-defined,unused-ignore]
        try:
            with winreg.OpenKey(root, _WINDOWS_FONTS) as key:  # type: ignore[attr-defined,unused-ignore]
                count = winreg.QueryInfoKey(key)[1]  # type: ignore[attr-defined,unused-ignore]
                values = [winreg.EnumValue(key, n)[0] for n in range(count)]  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            continue
        for value in values:
            names |= {part.strip() for part in value.lower().partition("(")[0].split("&")}
    return names or None
