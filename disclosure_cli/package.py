"""An Open Packaging package, as .xlsx and .docx are (ECMA-376 part 2): its parts, one by one.

A part is found by the relations that lead to it, whatever its name. It is read, and judged, when it is
asked for: damage in a part that nobody asks for is of no concern.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

from disclosure_cli.errors import (
    DisclosureError,
    ForeignDocument,
    UnreadableDocument,
    UnreadableWorkbook,
)
from disclosure_cli.i18n import _

MEGABYTE = 2**20
MOST_UNPACKED = 200 * MEGABYTE
"""What all parts that are read say that they unpack to: more is a bomb."""
MOST_XML = 4 * MEGABYTE
"""Of XML, which is what is parsed. A filled-in template has a tenth of it."""
MOST_CELLS = MOST_ROWS = 50_000
"""In all sheets together. A template has 2,000 cells; whole formatted columns have a million."""
MOST_MERGES = 10_000
"""Merged areas; a template has 100. One over the whole sheet has undone many a reader."""


class Room(NamedTuple):
    """How much of a package is parsed."""

    xml: int = MOST_XML
    cells: int = MOST_CELLS


OF_A_REPORT = Room()
OF_UNITS = Room(24 * MEGABYTE, 250_000)
"""Of the one sheet that has a row for each unit, 170 cells wide: more than a thousand units."""

CONTENT_TYPES = "[Content_Types].xml"
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError,
)  # fmt: skip
"""What zipfile raises for an archive, or a member of it, that is damaged."""

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_ENCODING = re.compile(rb"""[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")


class FileKind(Enum):
    """What a file may have to be, and where its main part usually is."""

    WORKBOOK = "xl/workbook.xml"
    DOCUMENT = "word/document.xml"


class Refusal(DisclosureError):
    """Why a file may not come in: what follows its name in the message."""


class NoReport(Refusal):
    """Why there is no report in a file that may well have come in."""


@contextmanager
def refusing(path: Path, kind: FileKind) -> Iterator[None]:
    """Raise a `Refusal` as the error of that kind of file, with its path."""
    try:
        yield
    except Refusal as refusal:
        unreadable = UnreadableWorkbook if kind is FileKind.WORKBOOK else UnreadableDocument
        refused = ForeignDocument if isinstance(refusal, NoReport) else unreadable
        raise refused(f"{path} {refusal}") from refusal


class Relation(NamedTuple):
    """What a part says of another one that it uses."""

    id: str
    type: str
    target: str
    """The name of the part; of what lies outside of the package, its address."""
    is_external: bool

    @property
    def kind(self) -> str:
        """The type without its namespace, which strict packages have another of: `worksheet`."""
        return self.type.rpartition("/")[2]


class Package:
    """The parts of a package by name. Neither case nor a backslash for a slash makes another name.

    Raises `UnreadableWorkbook` or `UnreadableDocument` for parts that are damaged, in doubt, or more
    than a report can have.
    """

    def __init__(self, path: Path, kind: FileKind, archive: zipfile.ZipFile) -> None:
        self._path, self._kind, self._archive = path, kind, archive
        self._members: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        for member in archive.infolist():
            self._members[_key(member.filename)].append(member)
        self._parts: dict[str, bytes | None] = {}
        self._unpacked = 0
        self._xml: Counter[Room] = Counter()
        self._counts: Counter[tuple[Room, re.Pattern[bytes]]] = Counter()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    @cached_property
    def main(self) -> str:
        """The name of the main part: that which the package itself is related to, or the usual one."""
        usual = self._kind.value
        try:
            related = [each for each in self.relations("") if each.kind == "officeDocument"]
        except (UnreadableWorkbook, UnreadableDocument):
            # A damaged list is of no concern where the part is found without it.
            if usual in self:
                return usual
            raise
        return next((each.target for each in related if each.target in self), usual)

    def part(self, name: str, room: Room = OF_A_REPORT) -> bytes | None:
        """A part that is XML; None where there is none of that name. All with the same room share it."""
        if (key := _key(name)) not in self._parts:
            with refusing(self._path, self._kind):
                content = self._read(name, room)
                if content is not None:
                    _check_encoding(name, content)
                    if self._kind is FileKind.WORKBOOK:
                        self._count(content, room)
            self._parts[key] = content
        return self._parts[key]

    def blob(self, name: str) -> bytes | None:
        """A part that is not parsed."""
        with refusing(self._path, self._kind):
            return self._read(name)

    def relations(self, source: str) -> list[Relation]:
        """The relations of a part; of the package itself, whose name is empty."""
        own = relations_name(source)
        with refusing(self._path, self._kind):
            try:
                content = self.part(own)
                root = ElementTree.fromstring(content) if content is not None else ()
            except (ElementTree.ParseError, ValueError, LookupError):
                raise _damaged(own) from None
        return [
            _relation(each.attrib, posixpath.dirname(source))
            for each in root
            if each.tag.rpartition("}")[2] == "Relationship"
        ]

    def _read(self, name: str, room: Room | None = None) -> bytes | None:
        """The content of a member, of no more bytes than it says to have; of XML within its room."""
        members = self._members.get(_key(name), [])
        if not members:
            return None
        if len(members) > 1:
            raise Refusal(
                _("里“{name}”有两份，不知道以哪份为准；请重新保存。").format(name=shown(name))
            )
        (member,) = members
        if member.flag_bits & 1:
            raise Refusal(_("是加密的压缩包；请取消密码后另存。"))
        if member.compress_type not in _METHODS:
            raise Refusal(_("用了不常见的压缩方法；请在 WPS 或 Excel 中重新保存。"))
        self._unpacked += member.file_size
        xml, most = 0, MOST_XML
        if room:
            self._xml[room] += member.file_size
            xml, most = self._xml[room], room.xml
        check_sizes(self._unpacked, xml, self._kind, most)
        try:
            with self._archive.open(member) as file:
                content = file.read(member.file_size)
        except BROKEN_ARCHIVE:
            raise _damaged(name) from None
        if len(content) < member.file_size:
            raise _damaged(name)
        return content

    def _count(self, part: bytes, room: Room) -> None:
        """Hold the parts of a workbook to no more cells than a report can have."""
        for pattern, most, what in (
            (_CELL, room.cells, _("格")),
            (_ROW, MOST_ROWS, _("行")),
            (_MERGE, MOST_MERGES, _("处合并单元格")),
        ):
            self._counts[room, pattern] += sum(1 for _match in pattern.finditer(part))
            if (count := self._counts[room, pattern]) > most:
                raise Refusal(too_many(count, what))


def relations_name(source: str) -> str:
    """The name of the part with the relations of a part; of the package itself, `_rels/.rels`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_part(relations: Iterable[Relation]) -> bytes:
    """The part that has these relations; the names of parts absolute, so that it may lie anywhere."""
    root = ElementTree.Element(f"{_RELATIONS}Relationships")
    for each in relations:
        there = (
            {"Target": each.target, "TargetMode": "External"}
            if each.is_external
            else {"Target": f"/{each.target}"}
        )
        named = {"Id": each.id, "Type": each.type}
        ElementTree.SubElement(root, f"{_RELATIONS}Relationship", named | there)
    return ElementTree.tostring(root)


def too_many(count: int, what: str) -> str:
    """What follows the name of a workbook that has too many cells, or something else of that kind."""
    return _(
        "里有 {count} {what}，远多于一份报告；"
        "请用 disclosure new-template 生成新模板，把内容复制过去。"
    ).format(count=count, what=what)


def shown(name: str) -> str:
    """The name of a member as messages have it."""
    return "".join(each if each.isprintable() else "?" for each in name[:100])


def _key(name: str) -> str:
    """What the names of one and the same part have in common."""
    return posixpath.normpath("/" + unquote(name).replace("\\", "/").lstrip("/")).lower()


def _relation(written: dict[str, str], folder: str) -> Relation:
    target, is_external = written.get("Target", ""), written.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.join("/", folder, target.replace("\\", "/"))
        target = posixpath.normpath(target).lstrip("/")
    return Relation(written.get("Id", ""), written.get("Type", ""), target, is_external)


def _damaged(name: str) -> Refusal:
    return Refusal(
        _("里的“{name}”已损坏；请重新获取，或在 WPS、Excel 中重新保存。").format(name=shown(name))
    )


def check_sizes(unpacked: int, xml: int, kind: FileKind, most_xml: int = MOST_XML) -> None:
    """What parts say that they unpack to; a part that says too little is cut off there."""
    if unpacked > MOST_UNPACKED:
        raise Refusal(
            _("解压后有 {size} MB，远多于一份报告，没有打开。").format(size=unpacked // MEGABYTE)
        )
    if xml > most_xml:
        says = (
            _(
                "的内容有 {size} MB，远多于一份报告（多半是整列整行设了格式）；"
                "请用 disclosure new-template 生成新模板，把内容复制过去。"
            )
            if kind is FileKind.WORKBOOK
            else _(
                "的内容有 {size} MB，太多；请删去多余的内容，用作样式的文档只留样式、页眉和页脚。"
            )
        )
        raise Refusal(says.format(size=round(xml / MEGABYTE)))


def _check_encoding(name: str, part: bytes) -> None:
    """That the markup of a part can be seen, and declares no entities."""
    # Office programs write UTF-8 only; in UTF-16 or EBCDIC neither cells nor entities could be seen.
    declared = _ENCODING.match(part)
    if b"\0" in part[:200] or (declared and not _keeps_ascii(declared[1].decode())):
        raise Refusal(
            _("的“{name}”编码不常见；请在 WPS 或 Excel 中重新保存。").format(name=shown(name))
        )
    if _DOCTYPE.search(part):
        raise Refusal(_("的“{name}”里有实体声明，没有打开；请重新保存。").format(name=shown(name)))


def _keeps_ascii(encoding: str) -> bool:
    """Whether markup looks in an encoding as it does in ASCII; of an unknown one, the parser tells."""
    markup = "<!DOCTYPE c row>"
    try:
        return markup.encode(encoding) == markup.encode()
    except LookupError:
        return True
    except ValueError:
        return False
