"""The command line as a user meets it: what it prints, where, and the exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from command_line import disclosure
from report_factory import sound, template, typed_into

from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.model.figures import Entry

TITLE = "示例县自然资源局2024年政府信息公开工作年度报告"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template(tmp_path / "workbook.xlsx", sound(2024))
    return tmp_path


def test_the_three_commands_of_the_manual(tmp_path: Path) -> None:
    made = disclosure(tmp_path, "new-template", "2021")
    assert (made.returncode, made.stdout.strip()) == (0, "workbook.xlsx")

    checked = disclosure(tmp_path, "validate", "workbook.xlsx")
    assert checked.returncode == 1
    assert "整张表没有填写" in checked.stdout

    built = disclosure(tmp_path, "build", "workbook.xlsx")
    assert built.returncode == 1
    assert "整张表没有填写" in built.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "workbook.xlsx"]


def test_a_sound_workbook_is_built(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx")
    assert (built.returncode, built.stdout, built.stderr) == (0, f"{TITLE}.docx\n", "")
    assert (folder / f"{TITLE}.docx").read_bytes().startswith(b"PK")


def test_a_template_is_named_by_the_organ(tmp_path: Path) -> None:
    made = disclosure(tmp_path, "new-template", "2024", "--organ", "示例县自然资源局")
    assert made.stdout.strip() == f"{TITLE}.xlsx"
    assert (
        openpyxl.load_workbook(tmp_path / f"{TITLE}.xlsx")["基本信息"]["B3"].value
        == "示例县自然资源局"
    )


def test_a_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    made = disclosure(tmp_path, "new-template", "2024", "--organ", "../a/b:c")
    assert made.returncode == 0
    assert [path.parent for path in tmp_path.iterdir()] == [tmp_path]


@pytest.mark.parametrize("year", ["2018", "1999", "2101", "20240", "二〇二四"])
def test_a_year_without_a_form_is_refused(year: str, tmp_path: Path) -> None:
    refused = disclosure(tmp_path, "new-template", year)
    assert refused.returncode == 2
    assert refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(folder: Path) -> None:
    for arguments in (
        ["build", "workbook.xlsx", "-o", "report.docx"],
        ["new-template", "2024", "-o", "report.xlsx"],
    ):
        (folder / arguments[-1]).write_text("a letter")
        refused = disclosure(folder, *arguments)
        assert refused.returncode == 2
        assert "已经存在" in refused.stderr
        assert (folder / arguments[-1]).read_text() == "a letter"
    assert (
        disclosure(folder, "build", "workbook.xlsx", "-o", "report.docx", "--force").returncode == 0
    )
    assert (folder / "report.docx").read_bytes().startswith(b"PK")


def test_a_draft_is_written_in_spite_of_errors(folder: Path) -> None:
    typed_into(folder / "workbook.xlsx", {"三!J7": 1})
    drafted = disclosure(folder, "build", "workbook.xlsx", "--draft", "-o", "draft.docx")
    assert drafted.returncode == 1
    assert (folder / "draft.docx").exists()


def test_findings_for_programs(folder: Path) -> None:
    typed_into(folder / "workbook.xlsx", {"三!J7": 1})
    checked = disclosure(folder, "validate", "workbook.xlsx", "--format", "json")

    assert checked.returncode == 1
    (file,) = json.loads(checked.stdout)["files"]
    assert file["file"] == "workbook.xlsx"
    (finding,) = file["findings"]
    related = finding.pop("related")
    assert finding == {
        "code": "D101",
        "severity": "error",
        "sheet": "三",
        "cell": "J7",
        "row": "一、本年新收政府信息公开申请数量",
        "column": "总计",
        "message": "若 三!J7 由 1 改为 0，则这一项相符。",
        "found": 1,
        "expected": 0,
        "certainty": "certain",
        "fixes": [[{"sheet": "三", "cell": "J7", "from": 1, "to": 0}]],
    }
    assert [each["message"] for each in related] == [
        "总计填 1，同行各项之和为 0，相差 1。",
    ]


def test_findings_for_people(folder: Path) -> None:
    typed_into(folder / "workbook.xlsx", {"三!J30": 1})
    checked = disclosure(folder, "validate", "workbook.xlsx")
    assert checked.stdout.splitlines()[:3] == [
        "workbook.xlsx",
        "  【三】",
        "    J30 错误 D101 三、本年度办理结果·（七）总计 × 总计："
        "若 三!J30 由 1 改为 0，则这一项相符。",
    ]
    assert checked.stdout.splitlines()[-1] == "  × 1 个错误：改正错误后才能生成报告。"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--ignore", "D101,D102"], 0),
        (["--select", "D2"], 0),
        (["--select", "d1"], 1),
        (["--select", "D9"], 2),
        (["--format", "csv"], 1),
        (["--quiet"], 1),
    ],
)
def test_what_makes_the_exit_code(folder: Path, options: list[str], code: int) -> None:
    typed_into(folder / "workbook.xlsx", {"三!J30": 1})
    assert disclosure(folder, "validate", "workbook.xlsx", *options).returncode == code


def test_notes_are_listed_on_request_and_by_build_never(folder: Path) -> None:
    typed_into(folder / "workbook.xlsx", {"五!A4": "全年新收政府信息公开申请0件。"})
    for options, is_listed in (([], False), (["--notes"], True), (["--select", "D408"], True)):
        checked = disclosure(folder, "validate", "workbook.xlsx", *options)
        assert checked.returncode == 0
        assert ("提示 D408" in checked.stdout) == is_listed
    template(folder / "workbook.xlsx", replace(sound(2020), entries=with_unnamed_unit()))
    built = disclosure(folder, "build", "workbook.xlsx", "-o", "r.docx")
    assert built.stderr.splitlines() == [
        "workbook.xlsx",
        "  √ 已生成（1 个提示）。用 validate --notes 可列出提示。",
    ]


def with_unnamed_unit() -> dict[Ref, Entry]:
    """Entries of the form of 2019 with an amount of money that has no unit."""
    entries = dict(sound(2020).entries)
    spent = next(ref for ref, each in sound(2020).edition.measures.items() if each is Measure.MONEY)
    return {**entries, spent: Entry(251000, "251000")}


def test_a_warning_may_count_until_it_is_explained(folder: Path) -> None:
    book = folder / "workbook.xlsx"
    typed_into(book, {"三!D7": None})
    failing = ["validate", "workbook.xlsx", "--fail-on", "warning"]
    assert disclosure(folder, "validate", "workbook.xlsx").returncode == 0
    assert disclosure(folder, *failing).returncode == 1
    typed_into(book, {"核查说明!A4": "D213", "核查说明!B4": "三!D7", "核查说明!C4": "没有自然人"})
    checked = disclosure(folder, *failing)
    assert checked.returncode == 0
    assert "已说明：没有自然人" in checked.stdout


def test_results_go_to_a_file_unless_it_is_there(folder: Path) -> None:
    command = ["validate", "workbook.xlsx", "--format", "csv", "-o", "found.csv"]
    assert disclosure(folder, *command).returncode == 0
    assert (folder / "found.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert disclosure(folder, *command).returncode == 2
    assert disclosure(folder, *command, "--force").returncode == 0


def test_csv_for_excel_says_that_it_is_utf_8_on_stdout_too(folder: Path) -> None:
    checked = disclosure(folder, "validate", "workbook.xlsx", "--format", "csv")
    assert checked.stdout == "\ufeff文件,工作表,单元格,级别,代码,项目,栏目,现为,应为,问题,说明\n"


def test_a_result_never_replaces_a_workbook(folder: Path) -> None:
    before = (folder / "workbook.xlsx").read_bytes()
    for options in (["-o", "workbook.xlsx"], ["-o", "x.xlsx", "--annotate", "x.xlsx"]):
        refused = disclosure(folder, "validate", "workbook.xlsx", "--force", *options)
        assert refused.returncode == 2
    assert (folder / "workbook.xlsx").read_bytes() == before
    assert not (folder / "x.xlsx").exists()


def test_an_annotated_copy_never_replaces_its_source(folder: Path) -> None:
    before = (folder / "workbook.xlsx").read_bytes()
    refused = disclosure(
        folder, "validate", "workbook.xlsx", "--annotate", "workbook.xlsx", "--force"
    )
    assert refused.returncode == 2
    assert (folder / "workbook.xlsx").read_bytes() == before
    made = disclosure(folder, "validate", "workbook.xlsx", "--annotate", "copy.xlsx")
    assert (made.returncode, made.stderr) == (0, "批注副本：copy.xlsx\n")
    assert (folder / "copy.xlsx").exists()


def test_a_rule_is_explained(tmp_path: Path) -> None:
    told = disclosure(tmp_path, "explain", "d102")
    assert told.returncode == 0
    assert "第一项加第二项之和，等于第三项加第四项之和" in told.stdout
    assert disclosure(tmp_path, "explain", "D999").returncode == 2
    assert "D102" in disclosure(tmp_path, "rules").stdout


def test_without_a_file_every_workbook_of_the_folder_is_checked(folder: Path) -> None:
    template(folder / "second.xlsx", sound(2020))
    openpyxl.Workbook().save(folder / "other.xlsx")
    (folder / "~$workbook.xlsx").write_text("lock")

    checked = disclosure(folder, "validate", "--format", "json")

    assert checked.returncode == 0
    assert [file["file"] for file in json.loads(checked.stdout)["files"]] == [
        "second.xlsx",
        "workbook.xlsx",
    ]
    assert "跳过 other.xlsx" in checked.stderr


def test_what_else_stands_in_a_folder_is_said_not_read(folder: Path) -> None:
    for name in ("letter.docx", "~$workbook.xlsx", ".hidden.xlsx"):
        (folder / name).write_text("a letter")
    (folder / "old.xlsx").mkdir()
    for command in ("validate", "build"):
        ended = disclosure(folder, command, ".")
        assert ended.returncode == 0
        assert "没有读取 1 项：letter.docx；" in ended.stderr
        assert "hidden" not in ended.stderr + ended.stdout


def test_an_old_format_in_a_folder_is_read_or_said(folder: Path) -> None:
    """Whether it is ours cannot be told without reading it."""
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    checked = disclosure(folder, "validate")
    assert checked.returncode == 2
    assert "old.xls" in checked.stdout
    assert "无法检查" in checked.stdout


def test_a_folder_is_built_as_it_is_checked(folder: Path) -> None:
    template(folder / "second.xlsx", sound(2020))
    openpyxl.Workbook().save(folder / "other.xlsx")
    built = disclosure(folder, "build", ".", "-o", "out/")
    assert built.returncode == 0
    assert len(list((folder / "out").iterdir())) == 2
    assert built.stderr.splitlines() == [
        "跳过 other.xlsx：不是由 disclosure new-template 生成的工作簿。",
        "",
        "共 2 个文件：2 个已生成。",
    ]


def test_a_folder_without_a_workbook_of_ours_does_not_keep_the_others(folder: Path) -> None:
    (folder / "theirs").mkdir()
    openpyxl.Workbook().save(folder / "theirs" / "other.xlsx")
    (folder / "empty").mkdir()
    checked = disclosure(folder, "validate", "theirs", "empty", "workbook.xlsx", "--format", "json")
    assert checked.returncode == 2
    files = {file["file"]: file for file in json.loads(checked.stdout)["files"]}
    for name in ("theirs", "empty"):
        says = f"文件夹“{name}”中没有由 disclosure new-template 生成的工作簿"
        assert says in files[name]["error"]
    assert files["workbook.xlsx"]["findings"] == []


def test_one_copy_is_annotated_or_nothing_is_done(folder: Path) -> None:
    template(folder / "second.xlsx", sound(2020))
    refused = disclosure(folder, "validate", ".", "--annotate", "copy.xlsx")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert not (folder / "copy.xlsx").exists()
    (folder / "broken.xlsx").write_text("no workbook")
    refused = disclosure(folder, "validate", "broken.xlsx", "--annotate", "copy.xlsx")
    assert (refused.returncode, refused.stderr) == (2, "")
    assert not (folder / "copy.xlsx").exists()


def test_findings_do_not_take_the_name_of_a_workbook(folder: Path) -> None:
    before = (folder / "workbook.xlsx").read_bytes()
    for name in ("other.xlsx", "workbook.xlsx"):
        refused = disclosure(folder, "validate", "workbook.xlsx", "-o", name, "--force")
        assert (refused.returncode, "--annotate" in refused.stderr) == (2, True)
    assert (folder / "workbook.xlsx").read_bytes() == before
    assert not (folder / "other.xlsx").exists()


def test_some_of_the_rules_do_not_speak_for_all(folder: Path) -> None:
    typed_into(folder / "workbook.xlsx", {"三!J7": 1})
    checked = disclosure(folder, "validate", "--select", "D4")
    assert (checked.returncode, "所选的规则没有发现错误" in checked.stdout) == (0, True)
    assert "可以生成" not in checked.stdout


def test_one_that_may_not_be_read_does_not_keep_the_others(folder: Path) -> None:
    (folder / "locked.xlsx").write_text("locked")
    (folder / "locked.xlsx").chmod(0)
    checked = disclosure(folder, "validate", "locked.xlsx", "workbook.xlsx", "--format", "json")
    assert [bool(file.get("error")) for file in json.loads(checked.stdout)["files"]] == [
        True,
        False,
    ]


def test_a_workbook_that_is_named_twice_is_read_once(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "./workbook.xlsx", ".")
    assert (built.returncode, built.stderr) == (0, "")


@pytest.mark.slow("starts the program for each command")
def test_the_language_may_follow_the_command(folder: Path) -> None:
    for command in (("--lang", "en", "validate"), ("validate", "--lang", "en")):
        assert "No errors" in disclosure(folder, *command).stdout


def test_a_folder_without_a_workbook_is_an_answer_too(tmp_path: Path) -> None:
    checked = disclosure(tmp_path, "validate")
    assert checked.returncode == 2
    assert "没有由 disclosure new-template 生成的工作簿" in checked.stderr


def test_one_unreadable_file_does_not_keep_the_others(folder: Path) -> None:
    (folder / "broken.xlsx").write_text("no workbook")
    checked = disclosure(folder, "validate", "broken.xlsx", "workbook.xlsx", "--format", "json")
    assert checked.returncode == 2
    broken, sound_one = json.loads(checked.stdout)["files"]
    assert "不是 Excel 工作簿" in broken["error"]
    assert sound_one["findings"] == []


def test_several_reports_are_built_into_a_folder(folder: Path) -> None:
    template(folder / "second.xlsx", sound(2020))
    refused = disclosure(folder, "build", "workbook.xlsx", "second.xlsx", "-o", "one.docx")
    assert refused.returncode == 2
    for out in ("out", "new/out", "v1.2/"):
        if out == "out":
            (folder / out).mkdir()
        built = disclosure(folder, "build", "workbook.xlsx", "second.xlsx", "-o", out)
        assert built.returncode == 0
        assert len(list((folder / out).iterdir())) == 2
        assert built.stderr == "\n共 2 个文件：2 个已生成。\n"


def test_one_report_is_built_into_a_new_folder(folder: Path) -> None:
    built = disclosure(folder, "build", "workbook.xlsx", "-o", "2024年报告")
    assert (built.returncode, built.stdout) == (0, f"2024年报告{os.sep}{TITLE}.docx\n")
    assert (folder / "2024年报告" / f"{TITLE}.docx").read_bytes().startswith(b"PK")
    (folder / "notes").write_text("a letter")
    refused = disclosure(folder, "build", "workbook.xlsx", "-o", "notes")
    assert (refused.returncode, "notes 的扩展名应为" in refused.stderr) == (2, True)
    refused = disclosure(folder, "build", "workbook.xlsx", "-o", "notes/")
    assert (refused.returncode, "无法写入" in refused.stderr) == (2, True)
    assert (folder / "notes").read_text() == "a letter"


def test_the_folders_of_an_output_are_made(folder: Path) -> None:
    for command in (
        ("new-template", "2023", "-o", "a/b/2023.xlsx"),
        ("validate", "workbook.xlsx", "-o", "c/found.txt", "--annotate", "d/copy.xlsx"),
        ("build", "workbook.xlsx", "-o", "e/report.docx"),
    ):
        assert disclosure(folder, *command).returncode == 0, command
    compared = disclosure(folder, "compare", "a/b/2023.xlsx", "workbook.xlsx", "-o", "f/x.html")
    assert compared.returncode == 0
    names = {path.relative_to(folder).as_posix() for path in folder.glob("*/**/*.*")}
    assert names == {"a/b/2023.xlsx", "c/found.txt", "d/copy.xlsx", "e/report.docx", "f/x.html"}


@pytest.mark.parametrize(
    ("command", "suffixes"),
    [
        ("build workbook.xlsx -o new/x.txt", ".docx、.html、.htm、.pdf、.json、.csv"),
        ("build workbook.xlsx -o new/x.doc", ".docx、.html、.htm、.pdf、.json、.csv"),
        ("build workbook.xlsx -o new/x.docx --to html", ".html、.htm"),
        ("build workbook.xlsx -o new/x.html --to docx", ".docx"),
        ("compare workbook.xlsx workbook.xlsx -o new/x.txt", ".docx、.html、.htm、.pdf"),
        ("compare workbook.xlsx workbook.xlsx -o new/x", ".docx、.html、.htm、.pdf"),
        ("new-template 2024 -o new/x.txt", ".xlsx"),
        ("new-template 2024 -o new/x.docx", ".xlsx"),
        ("validate workbook.xlsx --annotate new/x.txt", ".xlsx、.docx"),
    ],
)
def test_a_name_says_what_the_file_is(command: str, suffixes: str, folder: Path) -> None:
    refused = disclosure(folder, *command.split())
    name = next(word for word in command.split() if word.startswith("new/"))
    says = f"× {Path(name)} 的扩展名应为 {suffixes}；请换一个文件名。\n"
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", says)
    assert [path.name for path in folder.iterdir()] == ["workbook.xlsx"]


def test_a_suffix_may_be_in_capitals(folder: Path) -> None:
    assert disclosure(folder, "build", "workbook.xlsx", "-o", "R.DOCX").returncode == 0
    assert disclosure(folder, "build", "workbook.xlsx", "-o", "r.htm").returncode == 0
    assert (folder / "R.DOCX").read_bytes().startswith(b"PK")
    assert (folder / "r.htm").read_bytes().startswith(b"<!DOCTYPE html>")


def test_two_reports_do_not_take_one_name(folder: Path) -> None:
    template(folder / "again.xlsx", sound(2024))
    built = disclosure(folder, "build", "workbook.xlsx", "again.xlsx", "--force")
    assert built.returncode == 2
    assert built.stdout == f"{TITLE}.docx\n"
    assert "again.xlsx 的报告应写入" in built.stderr


def test_a_workbook_is_not_replaced_by_its_report(folder: Path) -> None:
    before = (folder / "workbook.xlsx").read_bytes()
    refused = disclosure(folder, "build", "workbook.xlsx", "-o", "workbook.xlsx", "--force")
    assert refused.returncode == 2
    assert (folder / "workbook.xlsx").read_bytes() == before


@pytest.mark.slow("starts the program for each command")
def test_json_is_json_on_any_console(folder: Path) -> None:
    (folder / "表😀.xlsx").write_text("no workbook")
    checked = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", "validate", "表😀.xlsx", "--format", "json"],
        cwd=folder, env={**os.environ, "PYTHONIOENCODING": "gbk"}, capture_output=True, check=False,
        timeout=120,
    )  # fmt: skip
    assert json.loads(checked.stdout.decode("ascii"))["files"][0]["file"] == "表😀.xlsx"


def test_a_name_that_is_too_long_is_no_bug(folder: Path) -> None:
    for arguments in (["validate", "长" * 300], ["build", "workbook.xlsx", "-o", "长" * 200]):
        refused = disclosure(folder, *arguments)
        assert refused.returncode == 2
        assert "程序出错" not in refused.stderr + refused.stdout


@pytest.mark.slow("starts the program for each command")
def test_a_gbk_console_is_enough(folder: Path) -> None:
    template(folder / "表情😀.xlsx", sound(2024))
    checked = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", "validate", "表情😀.xlsx"],
        cwd=folder, env={**os.environ, "PYTHONIOENCODING": "gbk"}, capture_output=True, check=False,
        timeout=120,
    )  # fmt: skip
    assert checked.returncode == 0
    assert "没有错误" in checked.stdout.decode("gbk")


def test_a_bug_is_one_line_and_no_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from disclosure_cli import __main__
    from disclosure_cli.cli import commands

    def broken(**_options: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(commands, "app", broken)
    with pytest.raises(SystemExit) as stop:
        __main__.main()
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
    monkeypatch.setenv("DISCLOSURE_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        __main__.main()


def test_help_loads_neither_excel_nor_word() -> None:
    script = (
        "import sys; from disclosure_cli.cli.commands import app; app(['--help'], standalone_mode=False); "
        "print([m for m in ('openpyxl', 'docx', 'xlsxwriter', 'lxml', 'rich') if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert shown.stdout.splitlines()[-1] == "[]"


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    shown = disclosure(Path.cwd(), "--version")
    first, *forms = shown.stdout.splitlines()
    assert first == f"disclosure {version('disclosure')}"
    assert forms == [
        "2019 至 2020 年度：国办公开办函〔2019〕60号，2019-11-27 公布",
        "2021 年度起：国办公开办函〔2021〕30号，2021-09-29 公布",
    ]
