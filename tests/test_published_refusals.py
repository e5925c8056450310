"""What is said of files that are no readable report: what each is, and how to get one that is; whole messages."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from broken_workbooks import (
    encrypted_members,
    flipped,
    lying_about_its_size,
    ole2,
    packed,
    unpacked,
    with_part,
    without_part,
)
from report_factory import published_report, web_page, word_document

from disclosure_cli import read
from disclosure_cli.errors import DisclosureError

REPORT = published_report(2024)
DOCX, PAGE = word_document(REPORT), web_page(REPORT)
MAIN, STYLES = "word/document.xml", "word/styles.xml"
BODY = unpacked(DOCX)[MAIN]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal(folder: Path, name: str, content: bytes) -> str:
    """The message with which a file of that name is refused, which is one line; empty where it is read."""
    path = folder / name
    path.write_bytes(content)
    try:
        read(path)
    except DisclosureError as error:
        before, _path, says = str(error).partition(f"{path} ")
        assert not before
        assert "\n" not in says
        return says
    return ""


def docx_with(body: str) -> bytes:
    """A .docx with that body."""
    return with_part(
        DOCX, MAIN, f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", DOCX),
        ("a.docm", DOCX),
        ("a.xlsx", DOCX),
        ("a", DOCX),
        ("a.docx", without_part(DOCX, STYLES)),
        ("a.docx", without_part(DOCX, "_rels/.rels")),
        ("a.docx", without_part(DOCX, "word/_rels/document.xml.rels")),
        ("a.docx", packed({name.replace("/", "\\"): each for name, each in unpacked(DOCX).items()})),
        ("a.html", PAGE),
        ("a.htm", b"\xef\xbb\xbf\r\n" + PAGE),
        ("a.jsp", PAGE),
        ("a.doc", PAGE),
        ("a", PAGE),
        ("a.html", PAGE.decode().encode("utf-16")),
        ("a.txt", PAGE.decode().encode("utf-16")),
        ("a.shtml", "一个网站".encode() + PAGE),
    ],
)  # fmt: skip
def test_a_report_is_read_whatever_its_file_is_called(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = read(path)
    assert {ref: entry.value for ref, entry in found.entries.items()} == {
        ref: entry.value for ref, entry in REPORT.entries.items()
    }
    assert found.is_published


# Files of other kinds.

OLD_WORD = "是旧版的 Word 文档（.doc 或 .wps）；请在 Word 或 WPS 中打开，另存为 .docx。"
ARCHIVED_PAGE = "是网页存档（.mht）；请在浏览器中另存为“网页，仅 HTML”。"
RTF = "是 RTF 文档；请在 Word 或 WPS 中打开，另存为 .docx。"
PICTURE = "是图片，图片里的表格不能读取；请给出填好的 .xlsx，或 .docx、网页、PDF。"
RAR = "是 RAR 压缩包；请解压后给出其中的 .xlsx。"
SEVEN_ZIP = "是 7z 压缩包；请解压后给出其中的 .xlsx。"
ZIPPED = "是压缩文件；请解压后给出其中的 .xlsx。"
ARCHIVE = "是压缩包，不是 Excel 工作簿；请解压，给出其中的 .xlsx。"
OPEN_DOCUMENT = "是 OpenDocument 文件；请另存为 .docx（填报用的工作簿另存为 .xlsx）。"
OFD = "是 OFD 文件；请在阅读器中另存为 PDF，或给出 .docx、网页。"
MARK_UP_CALLED_XLS = (
    "是网页或 XML 文件（有的系统导出的“.xls”其实是网页）；请在 WPS 或 Excel 中另存为 .xlsx。"
)
EMPTY = "是空文件；请重新获取或重新保存这个文件。"
LOCK = "是 Excel 或 WPS 打开文件“a.docx”时留在旁边的锁定文件，没有内容；请给出那个文件本身。"
ODT = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.doc", ole2("WordDocument"), OLD_WORD),
        ("a.wps", ole2("WordDocument", "1Table"), OLD_WORD),
        ("a.docx", ole2("WordDocument"), OLD_WORD),
        ("a.html", ole2("WordDocument"), OLD_WORD),
        ("a.doc", ole2("WordDocument", "Workbook"), OLD_WORD),
        ("a.mht", b"MIME-Version: 1.0\r\n", ARCHIVED_PAGE),
        ("a.mhtml", b"From: <Saved by Blink>\r\n", ARCHIVED_PAGE),
        ("a.mht", b'From: "Saved by Windows Internet Explorer 11"\r\n', ARCHIVED_PAGE),
        ("a.mht", b"From: =?gb2312?B?08k=?=\r\nSubject: a\r\nMIME-Version: 1.0\r\n", ARCHIVED_PAGE),
        ("a.html", b"MIME-Version: 1.0\r\n", ARCHIVED_PAGE),
        ("a.rtf", b"{\\rtf1\\ansi}", RTF),
        ("a.doc", b"{\\rtf1\\ansi}", RTF),
        ("a.jsp", b"{\\rtf1\\ansi}", RTF),
        ("a.odt", ODT, OPEN_DOCUMENT),
        ("a.ofd", packed({"OFD.xml": b"<a/>"}), OFD),
        ("a.png", b"\x89PNG\r\n\x1a\n", PICTURE),
        ("a.jpg", b"\xff\xd8\xff\xe0", PICTURE),
        ("a.gif", b"GIF89a\1\0\1\0", PICTURE),
        ("a.bmp", b"BM\x46\0\0\0\0\0\0\0", PICTURE),
        ("a.tif", b"II*\0\x08\0\0\0", PICTURE),
        ("a.tif", b"MM\0*\0\0\0\x08", PICTURE),
        ("a.do", b"\x89PNG\r\n\x1a\n", PICTURE),
        ("a.rar", b"Rar!\x1a\x07\x01\0", RAR),
        ("a.jsp", b"Rar!\x1a\x07\x01\0", RAR),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
        ("a.gz", b"\x1f\x8b\x08", ZIPPED),
        ("a.zip", packed({"a.docx": DOCX}), ARCHIVE),
        ("a.html", b"", EMPTY),
        ("a.docx", b"", EMPTY),
        ("~$a.docx", b"\x06office" + b" " * 155, LOCK),
        ("a.xls", PAGE, MARK_UP_CALLED_XLS),
        ("a.XLS", b"\r\n" + PAGE, MARK_UP_CALLED_XLS),
        ("a.xlsx", PAGE, MARK_UP_CALLED_XLS),
        ("a.et", PAGE, MARK_UP_CALLED_XLS),
    ],
    ids=lambda value: value.split("；")[0] if isinstance(value, str) else "",
)
def test_of_another_file_is_said_what_it_is_and_how_to_save_it(
    name: str, content: bytes, says: str, tmp_path: Path
) -> None:
    assert refusal(tmp_path, name, content) == says


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("a.doc", '<?xml version="1.0"?>\n'),
        ("a.xml", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'),
        ("a.xml", '<?xml version="1.0" encoding="UTF-8"?>'),
    ],
)
def test_a_document_as_one_xml_file_is_no_web_page_and_is_to_be_saved_as_docx(
    name: str, declared: str, tmp_path: Path
) -> None:
    mark = '<?mso-application progid="Word.Document"?>'
    says = refusal(tmp_path, name, f"{declared}{mark}<w:wordDocument/>".encode())
    assert "没有找到年度报告" not in says
    assert says.endswith("另存为 .docx。")


# Pages and documents without a report.

NOTHING = "里没有找到年度报告的文字和表格；请给出报告本身：网页、.docx、PDF，或由模板填写的工作簿。"
ATTACHED = "里没有年度报告的文字和表格，只有图片、附件或内嵌的文件；请给出附件本身，或含有表格的网页、.docx。"
NO_PAGE = "不是网页，或者是空的；请在浏览器中重新另存为“网页，仅 HTML”。"
NOISE = "的文字编码无法识别；请在浏览器中打开，另存为 UTF-8 的网页。"


def html(body: str) -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>年报</title></head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (html('<script src="app.js"></script><div id="app"></div>'), NOTHING),
        (html("<noscript>请启用 JavaScript</noscript>"), NOTHING),
        (html("<p>通知</p><table><tr><td>姓名<td>电话<tr><td>张三<td>0</table>"), NOTHING),
        (html("<p>一、总体情况</p><p>无</p><p>二、主动公开政府信息情况</p>"), NOTHING),
        (html('<p>年度报告</p><img src="1.png">'), ATTACHED),
        (html('<iframe src="viewer.html?file=report.pdf"></iframe>'), ATTACHED),
        (html('<embed src="report.pdf">'), ATTACHED),
        (html('<object data="report.pdf"></object>'), ATTACHED),
        (b"<!-- -->", NO_PAGE),
        (b"<!DOCTYPE html>", NO_PAGE),
        (b"<p>" + bytes(range(128, 256)), NOISE),
    ],
    ids=[
        "a shell for a script", "without its script", "another page", "two headings", "a picture",
        "a viewer", "an embedded PDF", "a PDF as an object", "a comment", "no element", "noise",
    ],
)  # fmt: skip
def test_of_a_page_without_a_report_is_said_what_to_look_for(
    content: bytes, says: str, tmp_path: Path
) -> None:
    assert refusal(tmp_path, "a.html", content) == says


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", NOTHING),
        ("<w:p><w:r><w:t>通知</w:t></w:r></w:p>", NOTHING),
        ("<w:p><w:r><w:drawing/></w:r></w:p>", ATTACHED),
    ],
    ids=["empty", "another document", "a picture"],
)
def test_a_document_that_is_no_report_is_told(body: str, says: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.docx", docx_with(body)) == says


# Damage, passwords, bombs.

DAMAGED = "是 Word 文档，正文已损坏；请重新获取，或在 WPS、Word 中重新保存。"
CUT_OFF = "是损坏的文件（压缩包不完整）；请重新获取，或在 WPS、Excel 中重新保存。"
PASSWORD = "有密码；请在 Word 或 WPS 中打开，取消密码后另存为 .docx。"


def damaged(part: str) -> str:
    return f"里的“{part}”已损坏；请重新获取，或在 WPS、Excel 中重新保存。"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (ole2("EncryptedPackage", "EncryptionInfo"), PASSWORD),
        (encrypted_members(DOCX), "是加密的压缩包；请取消密码后另存。"),
        (DOCX[: len(DOCX) // 2], CUT_OFF),
        (DOCX[:-30], CUT_OFF),
        (with_part(DOCX, MAIN, BODY[: len(BODY) // 2]), DAMAGED),
        (with_part(DOCX, MAIN, b"<w:document"), DAMAGED),
        (with_part(DOCX, MAIN, b'<?xml version="1.0" encoding="gb2312"?><a/>'), DAMAGED),
        (with_part(DOCX, STYLES, b"<w:styles>"), DAMAGED),
        (flipped(DOCX, MAIN), damaged(MAIN)),
        (flipped(DOCX, STYLES), damaged(STYLES)),
        (
            with_part(DOCX, "word/_rels/document.xml.rels", b"<Relationships>"),
            damaged("word/_rels/document.xml.rels"),
        ),
        (
            without_part(DOCX, MAIN),
            "缺少主要内容（word/document.xml），是损坏的文件，或是另一种 Office 文件；"
            "请重新获取，或在 WPS、Office 中重新保存。",
        ),
        (
            with_part(DOCX, MAIN, BODY.replace(b"w:body>", b"w:boby>")),
            "是 Word 文档，里面没有正文；请重新获取，或在 WPS、Word 中重新保存。",
        ),
        (
            docx_with("<w:sdt>" * 500 + "</w:sdt>" * 500),
            "是 Word 文档，正文层层嵌套，不像一份报告，没有打开。",
        ),
        (
            with_part(DOCX, MAIN, BODY.decode().encode("utf-16")),
            f"的“{MAIN}”编码不常见；请在 WPS 或 Excel 中重新保存。",
        ),
        (
            with_part(DOCX, MAIN, b'<!DOCTYPE a [<!ENTITY b "c">]>' + BODY[BODY.index(b"?>") + 2 :]),
            f"的“{MAIN}”里有实体声明，没有打开；请重新保存。",
        ),
        (
            packed(unpacked(DOCX), (MAIN, b"<a/>")),
            f"里“{MAIN}”有两份，不知道以哪份为准；请重新保存。",
        ),
        (packed(unpacked(DOCX), ("../a", b"")), "里有越出压缩包的路径“../a”，没有打开。"),
        (
            packed(unpacked(DOCX), method=zipfile.ZIP_LZMA),
            "用了不常见的压缩方法；请在 WPS 或 Excel 中重新保存。",
        ),
        (
            lying_about_its_size(DOCX, MAIN, 300 * 2**20),
            "解压后有 300 MB，远多于一份报告，没有打开。",
        ),
        (lying_about_its_size(with_part(DOCX, MAIN, b" " * 2**22), MAIN, 1000), damaged(MAIN)),
    ],
    ids=[
        "a password", "encrypted members", "half", "without its end", "half of the text",
        "the beginning of the text", "a text in another encoding", "half of the styles",
        "one byte of the text", "one byte of the styles", "half of the relations", "no text",
        "no body", "nested", "UTF-16", "entities", "two texts", "a path outside", "odd compression",
        "a bomb that says so", "a bomb that says to be small",
    ],
)  # fmt: skip
def test_of_a_broken_document_is_said_what_is_broken(
    content: bytes, says: str, tmp_path: Path
) -> None:
    assert refusal(tmp_path, "a.docx", content) == says


def test_a_bomb_in_a_document_is_not_unpacked_and_nobody_is_told_to_delete_the_text(
    tmp_path: Path,
) -> None:
    content = with_part(DOCX, MAIN, BODY.replace(b"</w:body>", b" " * 2**26 + b"</w:body>"))
    refusal(tmp_path, "b.docx", DOCX[:-30])  # What is imported is not measured.
    tracemalloc.start()
    says = refusal(tmp_path, "a.docx", content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * 2**20
    assert says.startswith("的内容有 64 MB")
    assert "删去正文" not in says
