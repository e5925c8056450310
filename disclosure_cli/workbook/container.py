"""Looks at a file before any library opens it, and says what it is if it is no workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path

from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.language import _

MOST_XML = 4 * 2**20
"""Bytes of XML in a file. A filled-in template has a tenth of it; more takes long to read."""

_SIGNATURES = (
    (
        b"\xd0\xcf\x11\xe0",
        _("是旧版 .xls 或加密的文件；请在 WPS 或 Excel 中打开，另存为不加密的 .xlsx。"),
    ),
    (b"%PDF", _("是 PDF 文件，不是 Excel 工作簿；请提供填好的 .xlsx。")),
    (b"<", _("是网页或 XML 文件，不是 Excel 工作簿；请在 WPS 或 Excel 中另存为 .xlsx。")),
    (b"PK", _("是损坏的 .xlsx（压缩包不完整）；请重新获取或重新保存这个文件。")),
)


def look_at(path: Path) -> None:
    """Raise `UnreadableWorkbook` unless the file is a whole .xlsx of bearable size."""
    try:
        if not path.exists():
            raise UnreadableWorkbook(
                _("找不到文件 {path}；请检查文件名和文件夹。").format(path=path)
            )
        if not path.is_file():
            raise UnreadableWorkbook(
                _("{path} 不是文件；请给出填好的 .xlsx 工作簿。").format(path=path)
            )
        sizes = _members(path)
    except OSError as error:
        raise UnreadableWorkbook(
            _("无法打开 {path}（{reason}）。").format(path=path, reason=error.strerror)
        ) from error
    except zipfile.BadZipFile as error:
        raise UnreadableWorkbook(f"{path} {_what_it_is(path)}") from error
    if "xl/workbook.xml" not in sizes:
        raise UnreadableWorkbook(
            _("{path} 不是 Excel 工作簿；请提供填好的 .xlsx。").format(path=path)
        )
    xml = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
    if xml > MOST_XML:
        raise UnreadableWorkbook(
            _(
                "{path} 的内容有 {size} MB，远多于一份报告（多半是整列整行设了格式）；"
                "请用 disclosure new-template 生成新模板，把内容复制过去。"
            ).format(path=path, size=round(xml / 2**20))
        )


def _members(path: Path) -> dict[str, int]:
    """The parts of a zip file, with the size to which each says it unpacks."""
    with zipfile.ZipFile(path) as archive:
        return {member.filename: member.file_size for member in archive.infolist()}


def _what_it_is(path: Path) -> str:
    """What a file that is no zip file is instead, with what to do."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        return _("是空文件；请重新获取或重新保存这个文件。")
    return next(
        (says for signature, says in _SIGNATURES if head.startswith(signature)),
        _("不是 Excel 工作簿（.xlsx）；请提供填好的 .xlsx。"),
    )
