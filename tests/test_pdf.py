"""How a PDF is asked of LibreOffice: by a stand-in that notes what it is asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclosure_cli.output.pdf import pdf_bytes

STAND_IN = """#!/bin/sh
for source do :; done
folder=$(dirname "$source")
printf '%s\\n' "$@" >"{0}/asked"
cp "$folder/profile/user/registrymodifications.xcu" "{0}/settings"
cp "$source" "${{source%.docx}}.pdf"
"""


def test_libreoffice_is_asked_for_a_tagged_chinese_pdf_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a profile of its own, without a window; of its folder nothing is left."""
    program = tmp_path / "soffice"
    program.write_text(STAND_IN.format(tmp_path), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    document = b"%PDF of the report"
    assert pdf_bytes(document) == document
    *options, out, folder, source = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert options == [
        "--headless",
        "--norestore",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}',
    ]
    assert (out, source) == ("--outdir", f"{folder}/report.docx")
    assert not Path(folder).exists()
    settings = (tmp_path / "settings").read_text("utf-8")
    assert 'oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value>' in settings
