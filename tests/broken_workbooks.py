"""Makes broken workbooks out of a sound one, each broken in one known way.

Each maker takes the bytes of a filled-in template and gives back those of a file that must be
refused, with words of the refusal. `mutants` makes any number of files broken by chance.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from random import Random

Files = dict[str, bytes]
SHEET = "xl/worksheets/sheet6.xml"
"""Of a template, the sheet 三."""


def unpacked(content: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files, *extra: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, part in [*files.items(), *extra]:
            archive.writestr(name, part)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    return packed({**unpacked(content), name: part})


def without_part(content: bytes, name: str) -> bytes:
    return packed({each: part for each, part in unpacked(content).items() if each != name})


def with_rows(content: bytes, rows: bytes) -> bytes:
    sheet = unpacked(content)[SHEET]
    return with_part(content, SHEET, sheet.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_doctype(content: bytes) -> bytes:
    book = unpacked(content)["xl/workbook.xml"]
    declared = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    at = book.index(b"?>") + 2
    return with_part(content, "xl/workbook.xml", book[:at] + declared + book[at:])


def encrypted_members(content: bytes) -> bytes:
    """The flag that says: encrypted, in every header."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def lying_about_its_size(content: bytes, name: str, size: int) -> bytes:
    """A part that says it unpacks to so many bytes."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while not changed.startswith(name.encode(), at + 46):
        at = changed.index(b"PK\x01\x02", at + 4)
    changed[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def flipped(content: bytes, name: str) -> bytes:
    """One byte of the content of a part is another than it was."""
    changed = bytearray(packed(unpacked(content), method=zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(bytes(changed))) as archive:
        at = archive.getinfo(name).header_offset + 30 + len(name.encode())
    changed[at + 60] ^= 1
    return bytes(changed)


def cut_off_behind_a_false_end(content: bytes) -> bytes:
    """Half a file, in whose data stand the four bytes with which the list of its parts ends."""
    picture = b"PK\x05\x06" + b"\xff" * 200_000
    whole = packed({"xl/media/image1.png": picture, **unpacked(content)}, method=zipfile.ZIP_STORED)
    return whole[:100_000]


def renamed(content: bytes, names: Callable[[str], str]) -> bytes:
    return packed({names(name): part for name, part in unpacked(content).items()})


def moved(content: bytes) -> bytes:
    """The main part lies elsewhere, under another name, and so do those that it uses."""
    files = unpacked(content)
    relations = files.pop("xl/_rels/workbook.xml.rels").decode()
    relations = relations.replace('Target="', 'Target="/xl/')
    relations = relations.replace('"/xl/sharedStrings.xml"', '"../其他/words%20shared.dat"')
    relations = relations.replace('"/xl/worksheets/sheet6.xml"', r'"..\xl\worksheets\THREE.xml"')
    top = files["_rels/.rels"].replace(b"xl/workbook.xml", b"/book/main.bak")
    return packed(
        {
            **files,
            "_rels/.rels": top,
            "book/main.bak": files.pop("xl/workbook.xml"),
            "book/_rels/main.bak.rels": relations.encode(),
            "其他/words shared.dat": files.pop("xl/sharedStrings.xml"),
            "xl/worksheets/Three.xml": files.pop(SHEET),
        }
    )


def related(target: str, **files: bytes) -> bytes:
    """A package whose main part is that one."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}" Target="{target}"/></Relationships>'
    )
    types = {"[Content_Types].xml": b"<Types/>", "_rels/.rels": relations.encode()}
    return packed({**types, target: next(iter(files.values()))})


def ole2(*streams: str, records: bytes = b"") -> bytes:
    """The beginning of an OLE2 file, `records` in its first sector, and the names of its streams."""
    names = b"".join(name.encode("utf-16-le") + b"\0" * 8 for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + records.ljust(512, b"\0") + names


def record(kind: int, content: bytes) -> bytes:
    """A record of an .xls."""
    return struct.pack("<HH", kind, len(content)) + content


BIFF8 = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x2000, 0x7CD, 0xC1, 0x306))
BIFF5 = record(0x809, struct.pack("<HHHH", 0x500, 5, 0x2000, 0x7CD))
WRITE_PROTECTED, WINDOW = record(0x86, b""), record(0xE1, b"\xb0\x04")
PASSWORD = record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))


def ods(content: bytes = b"<a/>", *, encrypted: bool = False) -> bytes:
    """An .ods with that content."""
    said = '<manifest:encryption-data manifest:checksum="a"/>' if encrypted else ""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml">{said}</manifest:file-entry>'
        "</manifest:manifest>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest.encode(),
        },
        method=zipfile.ZIP_STORED,
    )


def in_ebcdic(content: bytes) -> bytes:
    """A sheet in an encoding in which no `<` looks like one."""
    sheet = unpacked(content)[SHEET].decode().partition("?>")[2]
    declared = b'<?xml version="1.0" encoding="cp500"?>'
    return with_part(content, SHEET, declared + sheet.encode("cp500", "xmlcharrefreplace"))


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    part = unpacked(content)[name]
    assert old.encode() in part
    return with_part(content, name, part.replace(old.encode(), new.encode(), 1))


def one_text_often(content: bytes) -> bytes:
    """A thousand cells that share a text as long as a cell can hold."""
    files = unpacked(content)
    texts = re.sub(
        rb"<si>.*?</si>",
        b"<si><t>" + b"a" * 32_767 + b"</t></si>",
        files["xl/sharedStrings.xml"],
        count=1,
    )
    cells = b'<row r="900">' + b'<c t="s"><v>0</v></c>' * 1000 + b"</row>"
    sheet = files[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")
    return packed({**files, "xl/sharedStrings.xml": texts, SHEET: sheet})


def merges(count: int) -> bytes:
    return b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(100, 100 + count))


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "是空文件"),
    "PDF": (lambda _: b"%PDF-1.7\n", "是 PDF 文件"),
    "web page": (lambda _: b"<html><table></table></html>", "是网页或 XML 文件"),
    "CSV": (lambda _: "机关,年度\n某局,2024\n".encode(), "是 CSV 或文本文件"),
    "gzip": (lambda _: b"\x1f\x8b\x08\0\0", "是压缩文件"),
    "RAR": (lambda _: b"Rar!\x1a\x07", "是 RAR 压缩包"),
    "picture": (lambda _: b"\x89PNG\r\n\x1a\n", "是图片"),
    "noise": (lambda _: bytes(range(256)), "不是 Excel 工作簿"),
    "encrypted": (
        lambda _: ole2("EncryptionInfo", "EncryptedPackage"),
        "有密码；请在 WPS 或 Excel 中打开，取消密码后另存为 .xlsx",
    ),
    "an old workbook with a password": (
        lambda _: ole2("Workbook", records=BIFF8 + PASSWORD + WINDOW),
        "有密码；请在 WPS 或 Excel 中打开，取消密码后另存为 .xlsx",
    ),
    "an old workbook with two passwords": (
        lambda _: ole2("Workbook", records=BIFF8 + WRITE_PROTECTED + PASSWORD),
        "有密码",
    ),
    "a very old workbook with a password": (
        lambda _: ole2("Book", records=BIFF5 + record(0x2F, b"1234")),
        "有密码",
    ),
    "an .ods with a password": (
        lambda _: ods(b"\0\1\2", encrypted=True),
        "有密码；请在 WPS 或 Excel 中打开，取消密码后另存为 .xlsx",
    ),
    "old Word": (lambda _: ole2("WordDocument"), "旧版的 Word 文档"),
    "half of an old workbook": (
        lambda _: ole2()[:30] + b"\x09" + bytes(17) + (99).to_bytes(4, "little") + bytes(3000),
        "是损坏的文件（内容不完整）",
    ),
    "other OLE2": (lambda _: ole2("Anything"), "旧版 .xls 或加密"),
    "Word": (lambda _: packed({"word/document.xml": b"<a/>"}), "是 Word 文档"),
    "Word elsewhere": (
        lambda _: related("word/document2.xml", a=b'<w:document xmlns:w="a"/>'),
        "是 Word 文档",
    ),
    "a presentation elsewhere": (
        lambda _: related("ppt/main.xml", a=b'<?xml version="1.0"?><!-- a --><presentation/>'),
        "是演示文稿",
    ),
    "a binary workbook elsewhere": (lambda _: related("xl/Book.bin", a=b"\0\1"), "是 .xlsb 工作簿"),
    "binary workbook": (lambda _: packed({"xl/workbook.bin": b"1"}), "是 .xlsb 工作簿"),
    "presentation": (lambda _: packed({"ppt/presentation.xml": b"<a/>"}), "是演示文稿"),
    "other zip": (lambda _: packed({"a.txt": b"1"}), "是压缩包，不是 Excel 工作簿"),
    "truncated": (lambda content: content[: len(content) // 2], "压缩包不完整"),
    "truncated behind a false end": (cut_off_behind_a_false_end, "压缩包不完整"),
    "head only": (lambda content: content[:40], "压缩包不完整"),
    "one byte of the texts": (
        lambda content: flipped(content, "xl/sharedStrings.xml"),
        "里的“xl/sharedStrings.xml”已损坏",
    ),
    "one byte of the styles": (
        lambda content: flipped(content, "xl/styles.xml"),
        "里的“xl/styles.xml”已损坏",
    ),
    "half of the relations": (
        lambda content: with_part(content, "xl/_rels/workbook.xml.rels", b"<Relationships>"),
        "里的“xl/_rels/workbook.xml.rels”已损坏",
    ),
    "two parts of texts": (
        lambda content: changed(
            content, "xl/_rels/workbook.xml.rels", "</Relationships>",
            '<Relationship Id="a" Type="a/sharedStrings" Target="a.xml"/></Relationships>',
        ),
        "工作表目录有重复",
    ),
    "a part twice": (
        lambda content: packed(unpacked(content), (SHEET.upper(), b"<a/>")),
        "有两份",
    ),
    "a path outside": (
        lambda content: packed(unpacked(content), ("../../evil.xml", b"<a/>")),
        "越出压缩包的路径",
    ),
    "an absolute path": (
        lambda content: packed(unpacked(content), ("/etc/evil.xml", b"<a/>")),
        "越出压缩包的路径",
    ),
    "a path outside in the manner of Windows": (
        lambda content: packed(unpacked(content), ("xl\\..\\..\\evil.xml", b"<a/>")),
        "越出压缩包的路径",
    ),
    "a path on another drive": (
        lambda content: packed(unpacked(content), ("C:\\evil.xml", b"<a/>")),
        "越出压缩包的路径",
    ),
    "encrypted members": (encrypted_members, "加密的压缩包"),
    "odd compression": (
        lambda content: packed(unpacked(content), method=zipfile.ZIP_LZMA),
        "不常见的压缩方法",
    ),
    "many members": (
        lambda content: packed(unpacked(content), *((f"a{n}.bin", b"") for n in range(1001))),
        "个部分，远多于一份报告",
    ),
    "very many members": (
        lambda content: packed(unpacked(content), *((f"a{n}", b"") for n in range(10_001))),
        "里的部分太多",
    ),
    "a bomb": (
        lambda content: with_part(content, SHEET, b" " * (5 * 2**20)),
        "的内容有 5 MB",
    ),
    "a bomb that says so": (
        lambda content: lying_about_its_size(content, "xl/workbook.xml", 300 * 2**20),
        "解压后有 300 MB",
    ),
    "a bomb that says to be small": (
        lambda content: lying_about_its_size(
            with_part(content, SHEET, b" " * (150 * 2**20)), SHEET, 1000
        ),
        f"里的“{SHEET}”已损坏",
    ),
    "entities": (with_doctype, "实体声明"),
    "many rows": (lambda content: with_rows(content, b"<row/>" * 50_001), "行，远多于一份报告"),
    "many cells": (
        lambda content: with_rows(content, b'<row r="900">' + b"<c/>" * 50_001 + b"</row>"),
        "格，远多于一份报告",
    ),
    "many merges": (
        lambda content: with_part(
            content,
            SHEET,
            unpacked(content)[SHEET].replace(b"</mergeCells>", merges(10_001) + b"</mergeCells>"),
        ),
        "处合并单元格，远多于一份报告",
    ),
    "no workbook part": (
        lambda content: without_part(content, "xl/workbook.xml"),
        "缺少主要内容（xl/workbook.xml），是损坏的文件，或是另一种 Office 文件",
    ),
    "Office of another kind": (
        lambda _: packed({"[CONTENT_TYPES].XML": b"<Types/>", "visio/document.xml": b"<a/>"}),
        "缺少主要内容",
    ),
    "unpacked, and packed with its folder": (
        lambda content: renamed(content, lambda name: f"报告/{name}"),
        "缺少主要内容",
    ),
    "no list of sheets": (
        lambda content: without_part(content, "xl/_rels/workbook.xml.rels"),
        "缺少工作表目录",
    ),
    "no sheet": (lambda content: without_part(content, SHEET), "工作表的内容不在文件中"),
    "no shared texts": (
        lambda content: without_part(content, "xl/sharedStrings.xml"),
        "的文字不在文件中",
    ),
    "half a sheet": (
        lambda content: with_part(content, SHEET, unpacked(content)[SHEET][:2000]),
        "XML 不完整",
    ),
    "two sheets of a name": (
        lambda content: changed(content, "xl/workbook.xml", 'name="四"', 'name="三 "'),
        "有两个名为“三”的工作表",
    ),
    "a list of sheets with a double": (
        lambda content: changed(content, "xl/_rels/workbook.xml.rels", 'Id="rId2"', 'Id="rId1"'),
        "工作表目录有重复",
    ),
    "two values in a cell": (
        lambda content: changed(content, SHEET, "<v>0</v>", "<v>0</v><v>1</v>"),
        "一格里有两个值",
    ),
    "a value with something in it": (
        lambda content: changed(content, SHEET, "<v>0</v>", "<v>0<x/>1</v>"),
        "一格里有两个值",
    ),
    "no such style": (
        lambda content: with_part(
            content, "xl/styles.xml", b'<styleSheet xmlns="a"><cellXfs><xf/></cellXfs></styleSheet>'
        ),
        "不在文件中",
    ),
    "UTF-16": (
        lambda content: with_part(content, SHEET, unpacked(content)[SHEET].decode().encode("utf-16")),
        "编码不常见",
    ),
    "EBCDIC": (in_ebcdic, f"的“{SHEET}”编码不常见"),
    "one text in a thousand cells": (
        one_text_often,
        "文字过多",
    ),
    "a long list of members": (
        lambda content: content[:-10] + (2**21).to_bytes(4, "little") + content[-6:],
        "里的部分太多",
    ),
    "a bomb in the content of an .ods": (lambda _: ods(b" " * (5 * 2**20)), "的内容有 5 MB"),
    "a bomb in the type of an .ods": (
        lambda _: packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet" + b" " * (201 * 2**20)}),
        "解压后有",
    ),
}  # fmt: skip

HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "custom data in UTF-16": lambda content: with_part(
        content, "customXml/item1.xml", "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16")
    ),
    "an entity in the properties": lambda content: with_part(
        content, "docProps/app.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    ),
    "what a Mac adds": lambda content: packed(
        unpacked(content), ("__MACOSX/._报告.xml", b"\0\5\x16\7"), ("__MACOSX/xl/._workbook.xml", b"\0\1"),
    ),
    "a picture twice": lambda content: packed(
        unpacked(content), ("xl/media/a.png", b"1"), ("xl/media/a.png", b"2"), ("XL/MEDIA/A.PNG", b"3"),
    ),
    "one byte of the properties": lambda content: flipped(content, "docProps/app.xml"),
    "one byte of the list of the package": lambda content: flipped(content, "_rels/.rels"),
    "one byte of a sheet that is never read": lambda content: flipped(content, "xl/worksheets/sheet1.xml"),
    "a bomb where nobody looks": lambda content: packed(
        unpacked(content), ("xl/a.xml", b" " * (5 * 2**20))
    ),
    "many cells in a sheet that is never read": lambda content: with_part(
        content, "xl/worksheets/sheet1.xml", b"<c/>" * 60_000
    ),
    "names in capital letters": lambda content: renamed(content, str.upper),
    "xl/SharedStrings.xml": lambda content: renamed(
        content, lambda name: name.replace("sharedStrings", "SharedStrings")
    ),
    "backslashes": lambda content: renamed(content, lambda name: name.replace("/", "\\")),
    "a main part elsewhere": moved,
    "no relations of the package": lambda content: without_part(content, "_rels/.rels"),
    "no theme": lambda content: without_part(content, "xl/theme/theme1.xml"),
    "no properties": lambda content: without_part(content, "docProps/core.xml"),
    "broken properties": lambda content: with_part(content, "docProps/core.xml", b"<broken"),
    "broken drawing": lambda content: with_part(content, "xl/drawings/drawing1.xml", b"<broken"),
    "a strange part": lambda content: packed(unpacked(content), ("xl/strange.dat", b"\0\1")),
    "a broken link": lambda content: packed(
        unpacked(content), ("xl/externalLinks/externalLink1.xml", b"<broken")
    ),
    "one merge over all": lambda content: with_part(
        content,
        "xl/worksheets/sheet1.xml",
        unpacked(content)["xl/worksheets/sheet1.xml"].replace(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
    ),
    "wrong dimension": lambda content: with_part(
        content, SHEET, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', unpacked(content)[SHEET])
    ),
    "strict namespaces": lambda content: packed(
        {
            name: part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name, part in unpacked(content).items()
        }
    ),
    "no addresses": lambda content: with_part(
        content, "xl/worksheets/sheet1.xml",
        re.sub(rb'(<c) r="[A-Z]+[0-9]+"', rb"\1", unpacked(content)["xl/worksheets/sheet1.xml"]),
    ),
}  # fmt: skip
"""Ways of being broken that are no concern of a report: it is read all the same."""


def mutants(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Files broken by chance: bytes of the package, or of the XML in one of its parts."""
    random = Random(seed)
    files = unpacked(content)
    parts = [name for name in files if name.endswith((".xml", ".rels"))]
    for _number in range(count):
        if random.random() < 0.3:
            yield _bytes_changed(content, random)
        else:
            name = random.choice(parts)
            changed = random.choice((_bytes_changed, _element_dropped, _attribute_changed))
            yield packed({**files, name: changed(files[name], random)})


def _bytes_changed(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _change in range(random.randint(1, 8)):
        at = random.randrange(len(changed))
        match random.randrange(3):
            case 0:
                changed[at] = random.randrange(256)
            case 1:
                del changed[at : at + random.randint(1, 40)]
            case _:
                changed[at:at] = random.randbytes(random.randint(1, 10))
        if not changed:
            break
    return bytes(changed)


def _element_dropped(part: bytes, random: Random) -> bytes:
    """Without one of its empty elements or cells, or with it twice."""
    found = list(re.finditer(rb"<[\w:]+[^<>]*/>|<c [^<>]*><v>[^<>]*</v></c>", part))
    if not found:
        return _bytes_changed(part, random)
    match = random.choice(found)
    return part[: match.start()] + match[0] * random.choice((0, 2)) + part[match.end() :]


def _attribute_changed(part: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb'"([^"<>]*)"', part))
    if not found:
        return _bytes_changed(part, random)
    match = random.choice(found)
    other = random.choice(
        (b"", b"0", b"-1", b"99999999999", b"A1", "一".encode(), random.choice(found)[1])
    )
    return part[: match.start(1)] + other + part[match.end(1) :]
