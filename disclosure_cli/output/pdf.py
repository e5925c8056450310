"""A report as PDF: the Word document, printed by LibreOffice in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from disclosure_cli.errors import CannotConvert
from disclosure_cli.i18n import _, reason_of

_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
"""Tagged: headings, paragraphs and the cells of tables can be told apart by a screen reader."""

_CHINESE = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
    "<value>zh-CN</value></prop></item></oor:items>"
)
"""The settings of LibreOffice, by which the PDF is Chinese; else it has the language of the machine."""

TIME_LIMIT = 120
"""Seconds. A report takes two to five; a first start of LibreOffice may take a minute."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice lies when it is not on the path, as its installers leave it."""


def libreoffice() -> str | None:
    """The path of LibreOffice's program, or None."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def find_libreoffice() -> str:
    """The path of LibreOffice's program. Raises `CannotConvert` where it is missing."""
    program = libreoffice()
    if program is None:
        raise CannotConvert(
            _(
                "没有找到 LibreOffice，不能生成 PDF；请安装它，"
                "或用 WPS、Word 打开生成的 .docx 另存为 PDF。运行 disclosure doctor 可查看本机情况。"
            )
        )
    return program


def pdf_bytes(document: bytes) -> bytes:
    """The PDF of a .docx. Raises `CannotConvert` where LibreOffice is missing, hangs or fails."""
    program = find_libreoffice()
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "report.docx"
        source.write_bytes(document)
        says = _convert(program, source)
        # The exit code is 0 even when loading failed: only the file tells.
        made = source.with_suffix(".pdf")
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise CannotConvert(
                _("LibreOffice 没有生成 PDF（{reason}）；请检查它能否正常打开文档。").format(
                    reason=says
                )
            )
        return made.read_bytes()


def _convert(program: str, source: Path) -> str:
    """Let LibreOffice write the PDF beside the document; the last of what it says, or its exit code."""
    # A profile of its own: an open LibreOffice, or another conversion, would be in the way.
    folder = source.parent / "profile"
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_CHINESE, "utf-8")
    profile = f"-env:UserInstallation={folder.as_uri()}"
    target = ("--convert-to", _FILTER, "--outdir", str(source.parent))
    command = (program, "--headless", "--norestore", profile, *target, str(source))
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=False)
    except subprocess.TimeoutExpired as error:
        raise CannotConvert(
            _("LibreOffice 在 {seconds} 秒内没有完成转换，没有生成 PDF；请稍后再试。").format(
                seconds=TIME_LIMIT
            )
        ) from error
    except OSError as error:
        raise CannotConvert(
            _("无法运行 {program}（{reason}），没有生成 PDF。").format(
                program=program, reason=reason_of(error)
            )
        ) from error
    return done.stderr.decode("utf-8", "replace").strip()[-200:] or str(done.returncode)
