"""The container of a workbook or document: looked at here before any library opens it.

What the file is, by its content and not by its name; how large it is and what it would unpack to;
entities, encryption, paths that lead outside. What passes is handed on in memory, and not opened again.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from disclosure_cli.errors import DisclosureError, UnreadableDocument, UnreadableWorkbook
from disclosure_cli.i18n import N_, _

MEGABYTE = 2**20
MOST_BYTES = 20 * MEGABYTE
"""Of a file. A filled-in template has 30 KB; pictures pasted into it may make it grow."""
MOST_MEMBERS = 1_000
"""Parts of a package. A template has 25."""
MOST_DIRECTORY = MEGABYTE
"""Of the list of these parts."""
MOST_UNPACKED = 200 * MEGABYTE
"""What all parts say that they unpack to: more is a bomb."""
MOST_XML = 4 * MEGABYTE
"""Of XML, which is what is parsed. A filled-in template has a tenth of it."""
MOST_CELLS = MOST_ROWS = 50_000
"""In all sheets together. A template has 2,000 cells; whole formatted columns have a million."""
MOST_MERGES = 10_000
"""Merged areas; a template has 100. One over the whole sheet has undone many a reader."""

Parts = Mapping[str, bytes]
"""The XML parts of a package by their names."""


class FileKind(Enum):
    """What a file may have to be."""

    WORKBOOK = "xl/workbook.xml"
    DOCUMENT = "word/document.xml"


class LegacyFile(NamedTuple):
    """A workbook of another format, which only a library outside this process may open."""

    suffix: str
    content: bytes


_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_DIRECTORY = b"PK\x05\x06"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def read_container(path: Path, kind: FileKind = FileKind.WORKBOOK) -> Parts | LegacyFile:
    """The XML parts of a workbook or document that may come in; or a legacy workbook, unopened.

    Raises `UnreadableWorkbook` (of a document `UnreadableDocument`) with one sentence that says
    what the file is, or what is wrong with it, and what to do.
    """
    refused = UnreadableWorkbook if kind is FileKind.WORKBOOK else UnreadableDocument
    try:
        return _opened(_content(path), kind)
    except _Refusal as refusal:
        raise refused(f"{path} {refusal}") from refusal


class _Refusal(DisclosureError):
    """Why a file may not come in: what follows its name in the message."""


def _content(path: Path) -> bytes:
    """The bytes of a regular file of bearable size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _Refusal(_("不是普通文件；请给出填好的 .xlsx 工作簿。"))
        if status.st_size > MOST_BYTES:
            raise _Refusal(
                _("有 {size} MB，远多于一份报告；请删去图片和无关的工作表后再试。").format(
                    size=status.st_size // MEGABYTE
                )
            )
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _Refusal(_("找不到；请检查文件名和文件夹。")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _Refusal(
            _("无法打开（{reason}）；请检查文件名和权限。").format(reason=reason)
        ) from None


def _opened(content: bytes, kind: FileKind) -> Parts | LegacyFile:
    if content.startswith(_OLE2):
        return _legacy(content, kind)
    if not content.startswith(b"PK"):
        raise _Refusal(_what_it_is(content))
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_names(members)
            _check_sizes(members)
            if found := _another_package(content, archive, kind):
                return found
            parts = dict(_unpacked(archive, members))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        raise _Refusal(
            _("是损坏的文件（压缩包不完整）；请重新获取，或在 WPS、Excel 中重新保存。")
        ) from None
    if kind.value not in parts:
        raise _Refusal(
            _("缺少主要内容（{part}）；请重新获取，或重新保存。").format(part=kind.value)
        )
    _check_contents(parts)
    return parts


def _check_directory(content: bytes) -> None:
    """That the list of members, which is read whole, is one of a bearable length."""
    end = content.rfind(_END_OF_DIRECTORY)
    size = int.from_bytes(content[end + 12 : end + 16], "little") if end >= 0 else 0
    if size > MOST_DIRECTORY:
        raise _Refusal(_("里的部分太多，远多于一份报告；请把内容复制到新模板。"))


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    """No more parts than bearable, none twice, none outside, none encrypted or packed oddly."""
    if len(members) > MOST_MEMBERS:
        raise _Refusal(
            _("里有 {count} 个部分，远多于一份报告；请把内容复制到新模板。").format(
                count=len(members)
            )
        )
    names = Counter(member.filename.lower() for member in members)
    for member in members:
        name = member.filename
        if names[name.lower()] > 1:
            raise _Refusal(_("里“{name}”有两份，不知道以哪份为准；请重新保存。").format(name=name))
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            raise _Refusal(_("里有越出压缩包的路径“{name}”，没有打开。").format(name=name))
        if member.flag_bits & 1:
            raise _Refusal(_("是加密的压缩包；请取消密码后另存。"))
        if member.compress_type not in _METHODS:
            raise _Refusal(_("用了不常见的压缩方法；请在 WPS 或 Excel 中重新保存。"))


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """What the parts say that they unpack to; a part that says too little is cut off there."""
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        raise _Refusal(
            _("解压后有 {size} MB，远多于一份报告，没有打开。").format(size=unpacked // MEGABYTE)
        )
    xml = sum(member.file_size for member in members if _is_xml(member.filename))
    if xml > MOST_XML:
        raise _Refusal(
            _(
                "的内容有 {size} MB，远多于一份报告（多半是整列整行设了格式）；"
                "请用 disclosure new-template 生成新模板，把内容复制过去。"
            ).format(size=round(xml / MEGABYTE))
        )


def _unpacked(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    """The XML parts. A damaged one is left out: most of them are of no concern to a report."""
    for member in members:
        if _is_xml(member.filename):
            try:
                yield member.filename, archive.read(member)
            except (zipfile.BadZipFile, zlib.error, EOFError):
                continue


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _check_contents(parts: Parts) -> None:
    """No entities to be declared, and no more cells than a report can have."""
    for name, part in parts.items():
        # Office programs write UTF-8 only; in another encoding what follows could not be seen.
        if b"\0" in part[:200]:
            raise _Refusal(
                _("的“{name}”编码不常见；请在 WPS 或 Excel 中重新保存。").format(name=name)
            )
        if _DOCTYPE.search(part):
            raise _Refusal(_("的“{name}”里有实体声明，没有打开；请重新保存。").format(name=name))
    for pattern, most, what in (
        (_CELL, MOST_CELLS, _("格")),
        (_ROW, MOST_ROWS, _("行")),
        (_MERGE, MOST_MERGES, _("处合并单元格")),
    ):
        count = sum(1 for part in parts.values() for _match in pattern.finditer(part))
        if count > most:
            raise _Refusal(
                _(
                    "里有 {count} {what}，远多于一份报告；"
                    "请用 disclosure new-template 生成新模板，把内容复制过去。"
                ).format(count=count, what=what)
            )


def _another_package(content: bytes, archive: zipfile.ZipFile, kind: FileKind) -> LegacyFile | None:
    """A zip file that holds something else: an .ods is handed on, of others is said what they are."""
    names = set(archive.namelist())
    if kind.value in names:
        return None
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.open("mimetype").read(80):
        if kind is FileKind.WORKBOOK:
            return LegacyFile(".ods", content)
        raise _Refusal(_("是 .ods 表格；请给出 .docx 文档。"))
    for part, says in _PACKAGES.items():
        if part in names:
            raise _Refusal(_(says))
    raise _Refusal(_("是压缩包，不是 Excel 工作簿；请解压，给出其中的 .xlsx。"))


_PACKAGES = {
    "word/document.xml": N_("是 Word 文档，不是工作簿；请给出填好的 .xlsx。"),
    "xl/workbook.xml": N_("是 Excel 工作簿；这里需要 .docx 文档。"),
    "xl/workbook.bin": N_("是 .xlsb 工作簿；请在 WPS 或 Excel 中另存为 .xlsx。"),
    "ppt/presentation.xml": N_("是演示文稿，不是工作簿；请给出填好的 .xlsx。"),
    "Index/Document.iwa": N_("是 Numbers 表格；请导出为 .xlsx。"),
    "content.xml": N_("是 OpenDocument 文件，不是工作簿；请给出填好的 .xlsx。"),
}


def _legacy(content: bytes, kind: FileKind) -> LegacyFile:
    """An OLE2 file: an old workbook, or an encrypted new one."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise _Refusal(_("是加密的文件；请在 WPS 或 Excel 中打开，取消密码后另存为 .xlsx。"))
    if holds("WordDocument"):
        raise _Refusal(_("是旧版 .doc 文档；请给出填好的 .xlsx。"))
    if kind is FileKind.WORKBOOK and (holds("Workbook") or holds("Book")):
        return LegacyFile(".xls", content)
    raise _Refusal(_("是旧版 .xls 或加密的文件；请在 WPS 或 Excel 中打开，另存为不加密的 .xlsx。"))


_SIGNATURES = (
    (b"%PDF", N_("是 PDF 文件，不是工作簿；请给出填好的 .xlsx。")),
    (b"\x1f\x8b", N_("是压缩文件；请解压后给出其中的 .xlsx。")),
    (b"Rar!", N_("是 RAR 压缩包；请解压后给出其中的 .xlsx。")),
    (b"7z\xbc\xaf", N_("是 7z 压缩包；请解压后给出其中的 .xlsx。")),
    (b"{\\rtf", N_("是 RTF 文档，不是工作簿；请给出填好的 .xlsx。")),
    (b"\x89PNG", N_("是图片，不是工作簿；请给出填好的 .xlsx。")),
    (b"\xff\xd8\xff", N_("是图片，不是工作簿；请给出填好的 .xlsx。")),
)


def _what_it_is(content: bytes) -> str:
    """What a file that is no package is instead, with what to do."""
    if not content:
        return _("是空文件；请重新获取或重新保存这个文件。")
    for signature, says in _SIGNATURES:
        if content.startswith(signature):
            return _(says)
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return _(
            "是网页或 XML 文件（有的系统导出的“.xls”其实是网页）；请在 WPS 或 Excel 中另存为 .xlsx。"
        )
    if b"\0" not in start and (b"," in start or b"\t" in start):
        return _("是 CSV 或文本文件；请把内容填进模板的 .xlsx。")
    return _("不是 Excel 工作簿（.xlsx）；请给出填好的 .xlsx。")
