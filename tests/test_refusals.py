"""What is said where a file, the system or the pair of two years is not as it should be: whole sentences."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from broken_workbooks import ole2, packed
from report_factory import sound, template

from disclosure_cli import build, compare
from disclosure_cli.api import ReportHasErrors
from disclosure_cli.batch.building import BuildRequest, build_all
from disclosure_cli.batch.selection import select
from disclosure_cli.container import read_container
from disclosure_cli.errors import CannotWrite, DisclosureError, NotLastYear
from disclosure_cli.files import write_whole
from disclosure_cli.i18n import reason_of
from disclosure_cli.model.report import Report
from disclosure_cli.output.output_format import OutputFormat
from disclosure_cli.package import (
    MEGABYTE,
    MOST_UNPACKED,
    MOST_XML,
    FileKind,
    Refusal,
    check_sizes,
)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "文件或文件夹不存在"),
        (errno.ENOTDIR, "路径中有一段不是文件夹"),
        (errno.EISDIR, "是文件夹，不是文件"),
        (errno.EACCES, "没有权限，或被其他程序占用"),
        (errno.EPERM, "没有权限"),
        (errno.EROFS, "所在的磁盘是只读的"),
        (errno.EEXIST, "已经存在"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.ENAMETOOLONG, "名称太长"),
        (errno.EINVAL, "名称或操作无效"),
        (errno.ELOOP, "链接互相指向"),
        (errno.EMFILE, "打开的文件太多"),
        (errno.ENOMEM, "内存不足"),
        (errno.EPIPE, "读取的一方已经关闭"),
        (errno.EBADF, "输出已经关闭"),
        (errno.EIO, "读写设备出错"),
        (errno.EDEADLK, f"系统错误 {errno.EDEADLK}"),
    ],
)
def test_the_reason_of_the_system_is_said_in_chinese(number: int, told: str) -> None:
    assert reason_of(OSError(number, "in English")) == told


@pytest.mark.parametrize(
    ("unpacked", "xml", "kind", "says"),
    [
        (
            MOST_UNPACKED + MEGABYTE, 0, FileKind.WORKBOOK,
            f"解压后有 {MOST_UNPACKED // MEGABYTE + 1} MB，远多于一份报告，没有打开。",
        ),
        (
            MOST_XML, MOST_XML + MEGABYTE, FileKind.WORKBOOK,
            f"的内容有 {MOST_XML // MEGABYTE + 1} MB，远多于一份报告（多半是整列整行设了格式）；"
            "请用 disclosure new-template 生成新模板，把内容复制过去。",
        ),
        (
            MOST_XML, MOST_XML + MEGABYTE, FileKind.DOCUMENT,
            f"的内容有 {MOST_XML // MEGABYTE + 1} MB，太多；请删去多余的内容，用作样式的文档只留样式、页眉和页脚。",
        ),
    ],
)  # fmt: skip
def test_what_unpacks_to_too_much(unpacked: int, xml: int, kind: FileKind, says: str) -> None:
    check_sizes(MOST_UNPACKED, MOST_XML, kind)
    with pytest.raises(Refusal) as refused:
        check_sizes(unpacked, xml, kind)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (packed({"../a": b""}), "里有越出压缩包的路径“../a”，没有打开。"),
        (packed({"C:/a": b""}), "里有越出压缩包的路径“C:/a”，没有打开。"),
        (
            packed({"a": b""})[:-9],
            "是损坏的文件（压缩包不完整）；请重新获取，或在 WPS、Excel 中重新保存。",
        ),
    ],
    ids=["above its folder", "on a drive", "cut off"],
)
def test_an_archive_that_is_none_of_an_office(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(DisclosureError) as refused:
        read_container(path)
    assert str(refused.value) == f"{path} {says}"


def test_a_document_of_before_2007(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(ole2("WordDocument"))
    with pytest.raises(DisclosureError) as refused:
        read_container(path, FileKind.DOCUMENT)
    assert str(refused.value) == f"{path} 是旧版的 Office 文件；请用 Word 或 WPS 另存为 .docx。"


def test_no_file_and_one_in_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    for path, says in (
        (tmp_path / "b.xlsx", "找不到；请检查文件名和文件夹。"),
        (tmp_path / "a" / "b.xlsx", "无法打开（路径中有一段不是文件夹）；请检查文件名和权限。"),
    ):
        with pytest.raises(DisclosureError) as refused:
            read_container(path)
        assert str(refused.value) == f"{path} {says}"
    path = tmp_path / "a" / "b.docx"
    with pytest.raises(CannotWrite) as kept:
        write_whole(path, b"new")
    assert str(kept.value) == (
        f"无法写入 {path}（路径中有一段不是文件夹）；请检查文件名、文件夹是否可写，文件是否在别处打开。"
    )


def test_a_name_that_the_system_cannot_write(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object, **_named: object) -> str:
        raise UnicodeEncodeError("ascii", "报告", 0, 1, "no")

    monkeypatch.setattr(Path, "touch", refused)
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    with pytest.raises(CannotWrite) as kept:
        write_whole(Path("报告.docx"), b"new")
    assert str(kept.value) == "本机的文件名编码（ascii）写不出 报告.docx；请用 -o 另取一个文件名。"


def test_a_folder_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_folder: Path) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(DisclosureError) as refused:
        select([tmp_path])
    assert str(refused.value) == f"无法打开文件夹 {tmp_path}（没有权限，或被其他程序占用）。"


def test_two_reports_that_would_be_one_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        template(tmp_path / name, sound(2024))
    chosen = select([tmp_path / "a.xlsx", tmp_path / "b.xlsx"])
    request = BuildRequest(output=None, formats=(OutputFormat.DOCX,))
    (_built, other) = build_all(chosen, request)
    assert other.error == (
        f"{tmp_path / 'b.xlsx'} 的报告应写入 {tmp_path / '示例县自然资源局2024年政府信息公开工作年度报告.docx'}，"
        "而它是这次的另一份工作簿或报告；请分别用 -o 指定文件名。"
    )


def test_a_report_with_errors_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(ReportHasErrors) as refused:
        build(without_overview("2024"), {"docx": tmp_path / "a.docx"})
    assert str(refused.value) == "报告中有错误，没有生成；请先按检查结果改正。"


def of(year: str, organ: str = "示例县自然资源局", **changed: Any) -> Report:
    """A report without a wrong figure, of a year as it is written and of an organ."""
    base = sound(2024)
    return replace(base, about={**base.about, "year": year, "organ": organ}, **changed)


def without_overview(year: str) -> Report:
    """A report with one error."""
    return of(year, texts={**sound(2024).texts, "overview": ()})


@pytest.mark.parametrize(
    ("last", "this", "remarks"),
    [
        (of("2023"), of("2024"), []),
        (of(""), of("2024"), ["有一份没有写明年度；请核对是不是要对照的两份。"]),
        (of("2024"), of("2024"), ["两份都是 2024 年度的；请核对是不是要对照的两份。"]),
        (of("2022"), of("2024"), ["两份不是前后两年的，而是 2022 年度和 2024 年度的。"]),
        (
            of("2023", "示例县国土局"), of("2024"),
            ["两份的机关名称不同：“示例县国土局”，“示例县自然资源局”；请核对是机关改名，还是拿错了文件。"],
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_a_pair(last: Report, this: Report, remarks: list[str]) -> None:
    said = compare(last, this).remarks
    assert [each for each in said if "个错误" not in each] == remarks


def test_the_errors_of_each_of_a_pair_are_counted() -> None:
    assert compare(without_overview("2023"), of("2024")).remarks == (
        "前一份有 1 个错误，对照的数字未必可靠；请先用 disclosure validate 检查。",
    )


def test_a_pair_in_the_wrong_order() -> None:
    with pytest.raises(NotLastYear) as refused:
        compare(of("2024"), of("2023"))
    assert str(refused.value) == (
        "次序反了：前一份是 2024 年度的，后一份是 2023 年度的；请把上年的写在前面。"
    )
