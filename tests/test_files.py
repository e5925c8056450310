"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclosure_cli.errors import CannotWrite, OutputExists
from disclosure_cli.files import write_all, write_whole


def test_a_new_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.docx", b"new")
    assert (tmp_path / "a.docx").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.skipif(os.name != "posix", reason="no permissions of that kind")
def test_a_new_file_may_be_read_by_whom_the_system_lets_read_new_files(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.docx", b"new")
    finally:
        os.umask(mask)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o640


def test_an_existing_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    with pytest.raises(OutputExists):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"


def test_a_file_that_appears_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "exists", lambda self: False)
    with pytest.raises(OutputExists):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="磁盘已满"):
        write_whole(path, b"new", overwrite=True)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite, match="不是普通文件"):
        write_whole(tmp_path / "folder", b"new", overwrite=True)


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "link", b"new", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="无法写入"):
        write_whole(tmp_path / ("长" * 200), b"new")


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.docx"
    write_whole(path, b"new")
    assert [each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()] == [b"new"]
    write_whole(path, b"newer", overwrite=True)
    assert path.read_bytes() == b"newer"


def test_a_file_in_the_place_of_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    for path in (tmp_path / "file" / "a.docx", tmp_path / "file" / "b" / "a.docx"):
        with pytest.raises(CannotWrite, match="无法写入"):
            write_whole(path, b"new")
    assert (tmp_path / "file").read_bytes() == b"old"


def test_a_folder_that_was_made_for_nothing_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that another program has put something into meanwhile stays."""
    new, shared = tmp_path / "new" / "folder", tmp_path / "shared"

    def full(handle: int) -> None:
        if shared.exists():
            (shared / "theirs").write_bytes(b"theirs")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="磁盘已满"):
        write_all({new / "a.docx": b"new", new / "b" / "b.pdf": b"new"})
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CannotWrite, match="磁盘已满"):
        write_whole(shared / "a.docx", b"new")
    assert [path.name for path in tmp_path.rglob("*")] == ["shared", "theirs"]


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"old")
    both = {tmp_path / "a.docx": b"new", tmp_path / "b.pdf": b"new"}
    with pytest.raises(OutputExists, match=r"b\.pdf"):
        write_all(both)
    with pytest.raises(CannotWrite, match=r"b\.pdf/c"):
        write_all({**both, tmp_path / "b.pdf" / "c": b"new"}, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
    assert (tmp_path / "b.pdf").read_bytes() == b"old"
    write_all(both, overwrite=True)
    assert [path.read_bytes() for path in both] == [b"new", b"new"]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_failure_at_the_last_step_takes_the_first_ones_back(
    overwrite: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a document that is open elsewhere cannot be replaced."""
    names = ("a.docx", "b.pdf", "c.html")
    for name in names[: 2 * overwrite]:
        (tmp_path / name).write_bytes(b"old")
    replace, link = Path.replace, Path.hardlink_to

    def replaced(self: Path, target: Path) -> Path:
        if target.name == "c.html":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    def linked(self: Path, target: Path) -> None:
        if self.name == "c.html":
            raise FileExistsError
        link(self, target)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "hardlink_to", linked)
    with pytest.raises((CannotWrite, OutputExists), match=r"c\.html"):
        write_all({tmp_path / name: b"new" for name in names}, overwrite=overwrite)
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert left == ({"a.docx": b"old", "b.pdf": b"old"} if overwrite else {})
