"""Writing files: whole or not at all, over nothing unasked, the same bytes for the same content."""

from __future__ import annotations

import io
import os
import shutil
import sys
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from disclosure_cli.errors import CannotWrite, OutputExists
from disclosure_cli.i18n import _, reason_of


def write_whole(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write `content` to `path` so that at any moment it holds the old file or the new one.

    The folders that it needs are made. Raises `OutputExists` where there is a file already and
    `overwrite` is not given, and `CannotWrite` where the folder is not writable, or the name is none
    that the system can write; nothing is left behind then, no folder either.
    """
    write_all({path: content}, overwrite=overwrite)


def write_all(contents: Mapping[Path, bytes], *, overwrite: bool = False) -> None:
    """Write each content to its path as `write_whole` does: all of them, or none."""
    with ExitStack() as temporary:
        for path in contents:
            temporary.enter_context(_folder_of(path))
        # Whatever can fail before a file gets its name fails for all of them first.
        staged = {
            path: temporary.enter_context(_staged(path, content, overwrite))
            for path, content in contents.items()
        }
        with ExitStack() as written:
            for path, file in staged.items():
                with _explained(path):
                    # Through a link, the file that it points to is replaced, and the link stays.
                    target = real_path(path)
                    copy = temporary.enter_context(_copy(target)) if len(staged) > 1 else None
                    if overwrite:
                        file.replace(target)
                    else:
                        _move_to_new(file, target)
                    written.callback(_restore, target, copy)
            written.pop_all()


@contextmanager
def _folder_of(path: Path) -> Iterator[None]:
    """The folder of a file, made if it is missing, with those that it lies in; removed if writing fails."""
    made: list[Path] = []
    try:
        with _explained(path):
            folder = real_path(path).parent
            missing = [each for each in (folder, *folder.parents) if not each.exists()]
            for each in reversed(missing):
                with suppress(FileExistsError):  # Another program has just made it.
                    each.mkdir()
                    made.append(each)
        yield
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):  # Something else has been put there meanwhile.
                each.rmdir()
        raise


@contextmanager
def _staged(path: Path, content: bytes, overwrite: bool) -> Iterator[Path]:
    """A temporary file beside the target, with the content; removed if it is still there."""
    with _explained(path):
        if path.exists() and not path.is_file():
            raise CannotWrite(
                _("{path} 不是普通文件，没有覆盖；请换一个文件名。").format(path=path)
            )
        if path.exists() and not overwrite:
            raise _in_the_way(path)
        temporary = _temporary(real_path(path))
    try:
        with _explained(path):
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o666 & ~_umask())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What goes wrong in writing a file, as one message that names it."""
    try:
        yield
    except FileExistsError:
        raise _in_the_way(path) from None
    except UnicodeEncodeError as error:
        raise CannotWrite(
            _("本机的文件名编码（{encoding}）写不出 {path}；请用 -o 另取一个文件名。").format(
                encoding=sys.getfilesystemencoding(), path=path
            )
        ) from error
    except (OSError, ValueError) as error:
        raise CannotWrite(
            _(
                "无法写入 {path}（{reason}）；请检查文件名、文件夹是否可写，文件是否在别处打开。"
            ).format(path=path, reason=reason_of(error))
        ) from error


@contextmanager
def _copy(path: Path) -> Iterator[Path | None]:
    """A copy of a file that is to be replaced; None where there is none. Removed if it is still there."""
    if not path.exists():
        yield None
        return
    copy = _temporary(path)
    try:
        shutil.copy2(path, copy)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _restore(path: Path, copy: Path | None) -> None:
    """Put a file back as it was before this run."""
    if copy is None:
        path.unlink(missing_ok=True)
    else:
        copy.replace(path)


def _temporary(path: Path) -> Path:
    """A new empty file beside another.

    Not by `tempfile`, which on Windows takes a folder that is not writable for a name that is taken, and tries
    ten thousand of them: minutes, on a share.
    """
    temporary = path.with_name(f".{os.urandom(4).hex()}.tmp")
    temporary.touch(0o600, exist_ok=False)
    return temporary


def require_suffix(path: Path, suffixes: Collection[str]) -> None:
    """Raise `CannotWrite` where the name of an output ends with none of these, as (".html", ".htm")."""
    if path.suffix.lower() not in suffixes:
        raise CannotWrite(
            _("{path} 的扩展名应为 {suffixes}；请换一个文件名。").format(
                path=path, suffixes=_("、").join(suffixes)
            )
        )


def forbid_overwriting(sources: Iterable[Path], *outputs: Path | None) -> None:
    """Raise `OutputExists` where one of the outputs is one of the sources, or another output."""
    taken = {real_path(source) for source in sources}
    for output in outputs:
        if output and real_path(output) in taken:
            raise OutputExists(
                _("{path} 是这次的工作簿或另一份结果，没有覆盖；请换一个文件名。").format(
                    path=output
                )
            )
        if output:
            taken.add(real_path(output))


def real_path(path: Path) -> Path:
    """The file that a path leads to, through links; unlike `Path.resolve` also where they circle.

    Raises `CannotWrite` where the path depends on a current folder that was deleted.
    """
    try:
        return Path(os.path.realpath(path))
    except UnicodeEncodeError:  # No file has such a name: there is no link to follow.
        return path
    except OSError as error:
        with suppress(OSError):
            Path.cwd()
            return path  # Windows: the name is too long. Whoever opens the file is told.
        raise CannotWrite(
            _(
                "当前文件夹已被删除或不能访问（{reason}）；请换到别的文件夹，或写出文件的完整路径。"
            ).format(reason=reason_of(error))
        ) from error


def _in_the_way(path: Path) -> OutputExists:
    return OutputExists(
        _("{path} 已经存在，没有覆盖；请移走或改名，或换一个文件名，命令行可加 --force。").format(
            path=path
        )
    )


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


_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can carry, for all of its members."""
_UNIX = 3
_REGULAR_FILE = 0o100644 << 16


def reproducible(package: bytes, changed: Mapping[str, bytes] = {}) -> bytes:
    """The same zip package (.docx, .xlsx) without the clock and the machine that made it.

    `changed` are members, by their names, that take the place of its own.

    Members are in the order of their names, the content types first, as the Open Packaging
    Conventions recommend; none has a date, or the mark of a system.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return packed({name: changed.get(name) or source.read(name) for name in source.namelist()})


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip package of parts, by their names; as `reproducible` makes one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in sorted(parts, key=lambda name: (name[0] != "[", name)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system, member.external_attr = _UNIX, _REGULAR_FILE
            made.writestr(member, parts[name])
    return target.getvalue()
