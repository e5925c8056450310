"""Where the files of many others go: into one file, or into a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.batch.selection import Selection, is_folder
from disclosure_cli.errors import DisclosureError
from disclosure_cli.files import real_path, require_suffix
from disclosure_cli.i18n import _


class Destination(NamedTuple):
    """Where what is made goes: into one file, or each under its usual name into a folder."""

    path: Path
    is_folder: bool
    """The folder need not be there; it is made when something is written."""


def destination(text: str) -> Destination:
    """What the name of an output means.

    A folder: where there is one, where the name ends with /, or has no suffix and no file is there.
    """
    path = Path(text)
    is_new_folder = text.endswith(("/", os.sep)) or not (path.suffix or _is_file(path))
    return Destination(path, is_new_folder or is_folder(path))


def destination_of_copies(text: str, selection: Selection) -> Destination:
    """What the name means to which annotated copies of these files go.

    Raises `CannotWrite` for a file that is neither a workbook nor a Word document, and `DisclosureError` for one
    file where there are several copies, and where the copies would be read with the originals the next time.
    """
    copies = destination(text)
    if not copies.is_folder:
        require_suffix(copies.path, (".xlsx", ".docx"))
        if len(selection.files) > 1:
            raise DisclosureError(_("有几个文件的，--annotate 应是文件夹，各写一份批注副本。"))
        return copies
    target = real_path(copies.path)
    for folder in selection.folders:
        if target.is_relative_to(real_path(folder)):
            raise DisclosureError(
                _(
                    "批注副本不能写进正在检查的文件夹 {folder}，否则下次会与原件一起读取；请写到它外面的文件夹。"
                ).format(folder=folder)
            )
    return copies


def _is_file(path: Path) -> bool:
    """Whether there is a file of that name."""
    try:
        return path.is_file()
    except OSError:
        return False
