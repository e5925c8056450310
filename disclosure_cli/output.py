"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from disclosure_cli.errors import CannotWrite, OutputExists


def write_whole(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write `content` to `path` so that at any moment it holds the old file or the new one.

    Raises `OutputExists` where there is a file already and `overwrite` is not given, and
    `CannotWrite` where the folder is missing or not writable; nothing is left behind then.
    """
    if not overwrite and path.exists():
        raise OutputExists(f"{path} 已经存在，没有覆盖；请换一个文件名，或加上 --force。")
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o666 & ~_umask())
            if overwrite:
                temporary.replace(path)
            else:
                _move_to_new(temporary, path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
    except FileExistsError:
        raise OutputExists(f"{path} 已经存在，没有覆盖；请换一个文件名，或加上 --force。") from None
    except OSError as error:
        raise CannotWrite(
            f"无法写入 {path}（{error.strerror}）；请检查文件夹是否存在、可写，文件是否在别处打开。"
        ) from error


def _move_to_new(temporary: Path, path: Path) -> None:
    """Give the file its name only if no other file took it meanwhile."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # A file system without hard links, such as FAT on a memory stick.
        temporary.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
