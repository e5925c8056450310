"""The file of a workbook or document: looked at here before any library opens it.

What it is, by its content and not by its name; how large it is; whether it has a password. What passes
is handed on in memory, and not opened again.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from disclosure_cli.i18n import N_, _, reason_of
from disclosure_cli.package import (
    BROKEN_ARCHIVE,
    CONTENT_TYPES,
    MEGABYTE,
    FileKind,
    Package,
    Refusal,
    check_sizes,
    refusing,
    shown,
)

MOST_BYTES = 20 * MEGABYTE
"""Of a file. A filled-in template has 30 KB; pictures pasted into it may make it grow."""
MOST_MEMBERS = 1_000
"""Parts of a package. A template has 25."""
MOST_LISTED = 10_000
"""Entries of lists of members, those of packages within the package among them."""
MOST_DIRECTORY = MEGABYTE
"""Of the list of these parts."""
LOCK_FILE = "~$"
"""How the name begins of the file that Excel, Word and WPS leave beside one that is open."""
_LARGEST_LOCK_FILE = 1_000
"""Bytes: it holds the name of a user, and has 165 of Excel. The least .xlsx has more."""


class LegacyFile(NamedTuple):
    """A workbook of another format, which only a library outside this process may open."""

    suffix: str
    content: bytes


class PublishedFile(NamedTuple):
    """A published report: by the usual suffix of its kind which source reads it, and what that reads."""

    suffix: str
    """.docx, .html, .pdf or .json."""
    content: bytes
    """The whole file; of a .docx its main part."""
    styles: bytes = b""
    """Of a .docx the part with its styles."""


_WORD = (".doc", ".docx", ".docm", ".dotx", ".wps", ".wpt")
WEB_PAGES = (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".jspx", ".php", ".asp", ".aspx", ".do")
"""The suffixes of web pages, whatever made them."""
PUBLISHED = (".docx", *WEB_PAGES, ".pdf", ".json")
"""The suffixes of published reports."""
OLD_DOCUMENTS = (".doc", ".wps")
"""Those of documents that are not read; of one it is said what to do."""
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""The suffixes of workbooks."""

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_OF_DIRECTORY, _END_OF_DIRECTORY = b"PK\x01\x02", b"PK\x05\x06"
_LENGTH_OF_END = 22


def read_container(
    path: Path, kind: FileKind = FileKind.WORKBOOK, content: bytes | None = None
) -> Package | LegacyFile | PublishedFile:
    """What a report may come in: the package of a workbook, a legacy workbook or a published file, unopened.

    `content` is what the file holds, where that was read before.

    Of kind `DOCUMENT`, the package of a .docx alone. Raises `UnreadableWorkbook` (`UnreadableDocument`)
    with one sentence that says what the file is, or what is wrong with it, and what to do.
    """
    with refusing(path, kind):
        content = _content(path) if content is None else content
        if content.startswith(b"PK"):
            return _opened(path, content, kind)
        if content.startswith(_OLE2):
            return _legacy(content, kind, is_word=path.suffix.lower() in _WORD)
        if kind is FileKind.WORKBOOK and (suffix := _published_suffix(path, content)):
            return PublishedFile(suffix, content)
        raise Refusal(_what_it_is(content, kind))


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises `UnreadableWorkbook` where it cannot be opened, or is larger than any that is read."""
    with refusing(path, FileKind.WORKBOOK):
        return _content(path)


def _published_suffix(path: Path, content: bytes) -> str:
    """By the usual suffix, what kind of published file this is; empty for none."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = path.suffix.lower()
    if start.startswith(b"%PDF"):
        return ".pdf"
    if not content or _by_signature(content):
        return ""
    if start.startswith(b"{"):
        return ".json"
    is_mark_up = start.startswith(b"<") or start[:4] in (b"\xff\xfe<\0", b"\xfe\xff\0<")
    return ".html" if suffix not in WORKBOOKS and (is_mark_up or suffix in WEB_PAGES) else ""


def _content(path: Path) -> bytes:
    """The bytes of a regular file of bearable size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(_("不是普通文件；请给出文件名。"))
        # Before it is opened: Excel may not let others do that.
        if path.name.startswith(LOCK_FILE) and status.st_size <= _LARGEST_LOCK_FILE:
            raise Refusal(
                _(
                    "是 Excel 或 WPS 打开文件“{name}”时留在旁边的锁定文件，没有内容；请给出那个文件本身。"
                ).format(name=path.name.removeprefix(LOCK_FILE))
            )
        if status.st_size > MOST_BYTES:
            raise Refusal(
                _("有 {size} MB，远多于一份报告；请删去图片和无关的工作表后再试。").format(
                    size=status.st_size // MEGABYTE
                )
            )
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refusal(_("找不到；请检查文件名和文件夹。")) from None
    except (OSError, ValueError) as error:
        raise Refusal(
            _("无法打开（{reason}）；请检查文件名和权限。").format(reason=reason_of(error))
        ) from None


def _opened(path: Path, content: bytes, kind: FileKind) -> Package | LegacyFile | PublishedFile:
    """A package with a main part of that kind; an .ods; or, of no certain kind, the main part of a .docx."""
    _check_directory(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_names(archive.infolist())
        if kind is FileKind.WORKBOOK and (document := _word_document(path, archive)):
            return document
        package = Package(path, kind, archive)
        if package.main not in package:
            return _another_archive(content, archive, kind)
    except BROKEN_ARCHIVE:
        raise Refusal(
            _("是损坏的文件（压缩包不完整）；请重新获取，或在 WPS、Excel 中重新保存。")
        ) from None
    if says := _OTHER_ROOTS[kind].get(_root(package)):
        raise Refusal(_(says))
    return package


def _word_document(path: Path, archive: zipfile.ZipFile) -> PublishedFile | None:
    """A .docx; None where the package is none."""
    if not any(re.match("word[/\\\\]", name, re.IGNORECASE) for name in archive.namelist()):
        return None
    package = Package(path, FileKind.DOCUMENT, archive)
    if package.main not in package:
        raise Refusal(_missing(FileKind.DOCUMENT))
    if _root(package) not in ("document", ""):
        return None  # Where it is no XML at all, the reader says so.
    related = package.relations(package.main)
    styles = next((each.target for each in related if each.kind == "styles"), "")
    return PublishedFile(".docx", package.part(package.main) or b"", package.part(styles) or b"")


def _check_directory(content: bytes) -> None:
    """That the list of members, which is read whole, is one of a bearable length."""
    end = content.rfind(_END_OF_DIRECTORY)
    record = content[end : end + _LENGTH_OF_END] if end >= 0 else b""
    # These four bytes may stand anywhere in a file that was cut off.
    is_whole = len(content) == end + _LENGTH_OF_END + int.from_bytes(record[20:], "little")
    size = int.from_bytes(record[12:16], "little") if is_whole else 0
    is_in_zip64 = size == 2**32 - 1
    if (size > MOST_DIRECTORY and not is_in_zip64) or content.count(
        _ENTRY_OF_DIRECTORY
    ) > MOST_LISTED:
        raise Refusal(_("里的部分太多，远多于一份报告；请把内容复制到新模板。"))


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    """No more parts than bearable, and none that would be unpacked elsewhere: no office writes such."""
    if len(members) > MOST_MEMBERS:
        raise Refusal(
            _("里有 {count} 个部分，远多于一份报告；请把内容复制到新模板。").format(
                count=len(members)
            )
        )
    for member in members:
        name = member.filename.replace("\\", "/")
        if re.match("/|[A-Za-z]:", name) or posixpath.normpath(name).startswith(".."):
            raise Refusal(
                _("里有越出压缩包的路径“{name}”，没有打开。").format(name=shown(member.filename))
            )


def _root(package: Package) -> str:
    """The name of the root element of the main part; empty where it is no XML."""
    if package.main.lower().endswith(".bin"):
        return "binary"
    try:
        root = ElementTree.iterparse(io.BytesIO(package.part(package.main) or b""), ("start",))
        return next((element.tag.rpartition("}")[2] for _event, element in root), "")
    except (ElementTree.ParseError, ValueError, LookupError):
        return ""


_IS_WORD = N_("是 Word 文档，不是工作簿；请给出填好的 .xlsx。")
_IS_EXCEL = N_("是 Excel 工作簿；这里需要 .docx 文档。")
_IS_BINARY = N_("是 .xlsb 工作簿；请在 WPS 或 Excel 中另存为 .xlsx。")
_IS_SLIDES = N_("是演示文稿，不是工作簿；请给出填好的 .xlsx。")
_IS_NO_DOCUMENT = N_("不是 Word 文档（.docx）；请给出用 Word 或 WPS 保存的 .docx。")

_OTHER_ROOTS = {
    FileKind.WORKBOOK: {
        "document": _IS_WORD,
        "presentation": _IS_SLIDES,
        "binary": _IS_BINARY,
    },
    FileKind.DOCUMENT: {
        "workbook": _IS_EXCEL,
        "presentation": _IS_NO_DOCUMENT,
        "binary": _IS_EXCEL,
    },
}
"""By what a file should be: the roots of the main parts of other packages, and what those are."""
_OTHER_PARTS = {
    "word/document.xml": _IS_WORD,
    "xl/workbook.bin": _IS_BINARY,
    "ppt/presentation.xml": _IS_SLIDES,
    "index/document.iwa": N_("是 Numbers 表格；请导出为 .xlsx。"),
    "content.xml": N_("是 OpenDocument 文件；请另存为 .docx（填报用的工作簿另存为 .xlsx）。"),
    "ofd.xml": N_("是 OFD 文件；请在阅读器中另存为 PDF，或给出 .docx、网页。"),
}


def _another_archive(content: bytes, archive: zipfile.ZipFile, kind: FileKind) -> LegacyFile:
    """An .ods, which is handed on. Of others is said what they are, or what they lack."""
    names = {name.lower() for name in archive.namelist()}
    if "mimetype" in names and b"opendocument.spreadsheet" in _head(archive, "mimetype", 80):
        if kind is FileKind.DOCUMENT:
            raise Refusal(_("是 .ods 表格；请给出 .docx 文档。"))
        sizes = {member.filename: member.file_size for member in archive.infolist()}
        xml = sum(size for name, size in sizes.items() if name.lower().endswith(".xml"))
        check_sizes(sum(sizes.values()), xml, kind)
        if b":encryption-data" in _head(archive, "META-INF/manifest.xml", MEGABYTE):
            raise Refusal(_password(kind))
        return LegacyFile(".ods", content)
    if kind is FileKind.WORKBOOK:
        for part, says in _OTHER_PARTS.items():
            if part in names:
                raise Refusal(_(says))
    elif FileKind.WORKBOOK.value in names:
        raise Refusal(_(_IS_EXCEL))
    if any(posixpath.basename(name) == CONTENT_TYPES.lower() for name in names):
        raise Refusal(_missing(kind))
    if kind is FileKind.DOCUMENT:
        raise Refusal(_(_IS_NO_DOCUMENT))
    raise Refusal(_("是压缩包，不是 Excel 工作簿；请解压，给出其中的 .xlsx。"))


def _missing(kind: FileKind) -> str:
    return _(
        "缺少主要内容（{part}），是损坏的文件，或是另一种 Office 文件；"
        "请重新获取，或在 WPS、Office 中重新保存。"
    ).format(part=kind.value)


def _head(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first bytes of a member; of one that is not there, none."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as file:
        return file.read(size)


def _password(kind: FileKind) -> str:
    if kind is FileKind.DOCUMENT:
        return _("有密码；请在 Word 或 WPS 中打开，取消密码后另存为 .docx。")
    return _("有密码；请在 WPS 或 Excel 中打开，取消密码后另存为 .xlsx。")


def _legacy(content: bytes, kind: FileKind, *, is_word: bool) -> LegacyFile:
    """An OLE2 file: an old workbook, or an encrypted new one; `is_word` by the name of the file."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise Refusal(_password(FileKind.DOCUMENT if is_word else kind))
    if kind is FileKind.DOCUMENT:
        raise Refusal(_("是旧版的 Office 文件；请用 Word 或 WPS 另存为 .docx。"))
    if holds("WordDocument"):
        raise Refusal(
            _("是旧版的 Word 文档（.doc 或 .wps）；请在 Word 或 WPS 中打开，另存为 .docx。")
        )
    if not (holds("Workbook") or holds("Book")):
        if _is_cut_off(content):
            raise Refusal(_("是损坏的文件（内容不完整）；请重新获取，或在 WPS、Excel 中重新保存。"))
        raise Refusal(
            _("是旧版 .xls 或加密的文件；请在 WPS 或 Excel 中打开，另存为不加密的 .xlsx。")
        )
    if _has_password(content):
        raise Refusal(_password(kind))
    return LegacyFile(".xls", content)


def _is_cut_off(content: bytes) -> bool:
    """Whether an OLE2 file ends before its directory, which names the streams ([MS-CFB] 2.2)."""
    shift = int.from_bytes(content[30:32], "little")
    first = int.from_bytes(content[48:52], "little")
    return len(content) < 512 or shift > 12 or len(content) < (first + 2) << shift


_GLOBALS = re.compile(rb"\x09\x08[\x08\x10]\0\0[\x05\x06]\x05\0")
"""The record with which the stream of an .xls begins: BOF, of BIFF5 or BIFF8, of the globals."""
_SMALL_SECTOR = 64
_WRITE_PROTECTED, _ENCRYPTED = 0x86, 0x2F


def _has_password(content: bytes) -> bool:
    """Whether an .xls says that it is encrypted (FilePass, [MS-XLS] 2.4.117): in its first records."""
    for match in _GLOBALS.finditer(content):
        if match.start() % _SMALL_SECTOR:
            continue
        at = match.start()
        for _record in range(3):
            at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
            kind = int.from_bytes(content[at : at + 2], "little")
            if kind == _ENCRYPTED:
                return True
            if kind != _WRITE_PROTECTED:
                break
    return False


_IS_PICTURE = N_("是图片，图片里的表格不能读取；请给出填好的 .xlsx，或 .docx、网页、PDF。")
_IS_ARCHIVE = N_("是网页存档（.mht）；请在浏览器中另存为“网页，仅 HTML”。")
_IN_ITS_HEAD = (
    (
        re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE),
        _IS_ARCHIVE,
    ),
    (
        re.compile(rb"<\?mso-application[^>]*Word"),
        N_("是一个 XML 文件的 Word 文档；请在 Word 或 WPS 中打开，另存为 .docx。"),
    ),
    (re.compile(rb"\ABM.{4}\0{4}", re.DOTALL), _IS_PICTURE),
)
"""What stands somewhere in the first bytes of a file, and what it is then."""
_SIGNATURES = (
    (b"\x1f\x8b", N_("是压缩文件；请解压后给出其中的 .xlsx。")),
    (b"Rar!", N_("是 RAR 压缩包；请解压后给出其中的 .xlsx。")),
    (b"7z\xbc\xaf", N_("是 7z 压缩包；请解压后给出其中的 .xlsx。")),
    (b"{\\rtf", N_("是 RTF 文档；请在 Word 或 WPS 中打开，另存为 .docx。")),
    *((each, _IS_PICTURE) for each in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    (b"From: <Saved by", _IS_ARCHIVE),
    (b'From: "Saved by', _IS_ARCHIVE),
)


def _by_signature(content: bytes) -> str:
    """By its first bytes, what a file is that can hold no report as it is, with what to do; empty for others."""
    for signature, says in _SIGNATURES:
        if content.startswith(signature):
            return says
    return next((says for head, says in _IN_ITS_HEAD if head.search(content[:2000])), "")


def _what_it_is(content: bytes, kind: FileKind) -> str:
    """What a file that is no package is instead, with what to do."""
    if not content:
        return _("是空文件；请重新获取或重新保存这个文件。")
    if kind is FileKind.DOCUMENT:
        return _(_IS_NO_DOCUMENT)
    if says := _by_signature(content):
        return _(says)
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return _(
            "是网页或 XML 文件（有的系统导出的“.xls”其实是网页）；请在 WPS 或 Excel 中另存为 .xlsx。"
        )
    if b"\0" not in start and (b"," in start or b"\t" in start):
        return _("是 CSV 或文本文件；请把内容填进模板的 .xlsx。")
    return _("不是 Excel 工作簿（.xlsx）；请给出填好的 .xlsx。")
