"""Which files are meant by what was named on a command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.container import OLD_DOCUMENTS, PUBLISHED, WORKBOOKS
from disclosure_cli.errors import DisclosureError
from disclosure_cli.files import real_path
from disclosure_cli.i18n import _, reason_of

MOST_ENTRIES = 50_000
"""Files and folders within a folder that was named: a province has fewer; the disk of a computer has more."""


class Candidate(NamedTuple):
    """A file to be read: one that was named, or one that stands in a folder that was named."""

    path: Path
    folder: Path | None = None

    @property
    def inside(self) -> Path:
        """Its path within that folder; of one that was named, its name."""
        return self.path.relative_to(self.folder) if self.folder else Path(self.path.name)


class Selection(NamedTuple):
    """What was named on a command line: the files to read, and what stands beside them."""

    files: tuple[Candidate, ...]
    folders: tuple[Path, ...] = ()
    """Those of which files are to be read, and those that have none."""
    unread: tuple[str, ...] = ()
    """What else stands in the folders."""

    def without(self, path: Path | None) -> Selection:
        """All but one file, which is for something else: the list of units, that may lie among what they sent."""
        if path is None:
            return self
        other = real_path(path)
        files = tuple(each for each in self.files if real_path(each.path) != other)
        return self._replace(
            files=files,
            unread=tuple(each for each in self.unread if real_path(Path(each)) != other),
        )


Choice = Callable[[Sequence[Path]], Sequence[Path]]
"""Which files of a folder and of all below it are read."""


def workbooks_or_reports(found: Sequence[Path]) -> Sequence[Path]:
    """The workbooks, or where there is none, the published reports: what was built of a workbook is not read again."""
    read = [each for each in found if _has_suffix(each, WORKBOOKS)]
    return read or [each for each in found if _has_suffix(each, PUBLISHED)]


def whatever_may_be_a_report(found: Sequence[Path]) -> Sequence[Path]:
    """Workbooks and published reports side by side, and old Word documents, so that it is said what to do."""
    return [each for each in found if _has_suffix(each, (*WORKBOOKS, *PUBLISHED, *OLD_DOCUMENTS))]


def select(
    given: Sequence[Path], choice: Choice = workbooks_or_reports, *, may_be_none: bool = False
) -> Selection:
    """Each file given, and those chosen of each folder and of all below it; by default of this one.

    Raises `DisclosureError` where there is none in all of them, unless there may be none.
    """
    files: list[Candidate] = []
    empty: list[Path] = []
    unread: list[str] = []
    for path in given or [Path()]:
        if not is_folder(path):
            files.append(Candidate(path))
            continue
        found = list(_below(path, unread))
        read = choice(found)
        unread += map(str, sorted(set(found).difference(read)))
        files += [Candidate(each, path) for each in read]
        if not read:
            empty.append(path)
    if not files and not may_be_none:
        raise without_workbooks(empty[0])
    # One that is named twice is read once.
    once = {real_path(each.path): each for each in reversed(files)}
    distinct = tuple(reversed(once.values()))
    folders = dict.fromkeys((*empty, *(each.folder for each in distinct if each.folder)))
    return Selection(distinct, tuple(folders), tuple(unread))


def _has_suffix(path: Path, suffixes: Sequence[str]) -> bool:
    return path.suffix.lower() in suffixes


def _below(folder: Path, unread: list[str]) -> Iterator[Path]:
    """The files that a person sees in a folder, sorted, then those of each folder below it.

    Links to folders are not followed, which might lead in a circle. Folders that cannot be opened are added to
    those that are not read; raises `DisclosureError` where it is the first.
    """
    real_path(folder)  # Raises where it is the current one, and was deleted.
    count = 0
    for at, below, names in os.walk(folder, onerror=partial(_not_opened, folder, unread)):
        count += len(below) + len(names)
        if count > MOST_ENTRIES:
            says = _("文件夹“{folder}”中有 {most} 个以上的文件；请给出放着工作簿的文件夹。")
            raise DisclosureError(says.format(folder=folder, most=MOST_ENTRIES))
        below[:] = sorted(filter(is_seen, below))
        yield from (Path(at, name) for name in sorted(filter(is_seen, names)))


def _not_opened(folder: Path, unread: list[str], error: OSError) -> None:
    """What to do about a folder that cannot be opened."""
    if error.filename is not None and Path(error.filename) != folder:
        unread.append(f"{error.filename}{os.sep}")
        return
    raise DisclosureError(
        _("无法打开文件夹 {folder}（{reason}）。").format(folder=folder, reason=reason_of(error))
    ) from error


def is_seen(name: str) -> bool:
    """Whether a name is none of those that programs keep beside the files of people."""
    # ~$name.xlsx is the lock file that Excel leaves beside an open workbook, .~name.xlsx that of WPS.
    return not name.startswith(("~$", "."))


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name."""
    try:
        return path.is_dir()
    except OSError:  # A name too long for the system: opening it will fail with a message.
        return False


def without_workbooks(folder: Path) -> DisclosureError:
    """What is said of a folder in which there is nothing to read."""
    where = _("当前文件夹") if folder == Path() else _("文件夹“{folder}”").format(folder=folder)
    return DisclosureError(
        _("{where}中没有由 disclosure new-template 生成的工作簿；请指定文件名。").format(
            where=where
        )
    )
