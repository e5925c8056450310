"""Exit codes where stdout or stderr is closed, full or read by nobody; names that cannot be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest
from conftest import needed
from report_factory import sound, template, typed_into
from terminal import drawn, on_a_terminal

from disclosure_cli import files, read
from disclosure_cli.errors import CannotWrite

ROOT = Path(__file__).parent.parent
RARE = "㙍镇𠮷村"
"""A name of which GBK lacks two characters."""
EXIT_CODES = {
    "--help": 0,
    "--version": 0,
    "rules": 0,
    "explain D101": 0,
    "validate workbook.xlsx": 0,
    "validate wrong.xlsx": 1,
    "validate wrong.xlsx --format sarif": 1,
    "validate gone.xlsx": 2,
    "build workbook.xlsx -o made.docx --force": 0,
    "new-template 2024 -o made.xlsx --force": 0,
    "compare workbook.xlsx wrong.xlsx": 0,
    "compare workbook.xlsx wrong.xlsx -o made.html --force": 0,
    "doctor": 0,
}
"""Every command that has a result on stdout, with its exit code."""
IN_BOTH_LANGUAGES = [
    (command, ("zh", "en")[number % 2]) for number, command in enumerate(EXIT_CODES)
] + [("rules", "en")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    template(tmp_path / "workbook.xlsx", sound(2024))
    template(tmp_path / "wrong.xlsx", sound(2024))
    typed_into(tmp_path / "wrong.xlsx", {"三!J7": 1})
    return tmp_path


def in_a_shell(
    folder: Path, script: str, command: str, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a shell script in which "$@" stands for the program with its arguments."""
    program = [sys.executable, *options, "-m", "disclosure_cli", *command.split()]
    return subprocess.run(
        ["sh", "-c", script, "sh", *program],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "DISCLOSURE_LANG": "zh", **environment},
        capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize(
    ("where", "reasons"),
    [
        (">&-", {"zh": "输出已经关闭", "en": "the output is closed"}),
        ("> /dev/full", {"zh": "磁盘已满", "en": "the disk is full"}),
    ],
)
def test_a_result_that_is_lost_is_a_job_not_done(
    where: str, reasons: dict[str, str], folder: Path
) -> None:
    for command, language in IN_BOTH_LANGUAGES:
        ended = in_a_shell(folder, f'"$@" {where}', command, DISCLOSURE_LANG=language)
        assert ended.returncode == 2, command
        assert "Traceback" not in ended.stderr
        assert "程序出错" not in ended.stderr
        assert reasons[language] in ended.stderr.splitlines()[-1], command


@pytest.mark.slow("starts the program for each command")
def test_what_was_built_is_whole_though_its_name_is_lost(folder: Path) -> None:
    for command in ("build workbook.xlsx -o a.docx", "new-template 2024 -o a.xlsx"):
        assert in_a_shell(folder, '"$@" >&-', command).returncode == 2
    in_a_shell(folder, '"$@"', "build workbook.xlsx -o b.docx")
    in_a_shell(folder, '"$@"', "new-template 2024 -o b.xlsx")
    for suffix in ("docx", "xlsx"):
        made, wanted = folder / f"a.{suffix}", folder / f"b.{suffix}"
        assert made.read_bytes() == wanted.read_bytes()


@pytest.mark.slow("starts the program for each command")
def test_forced_colours_break_no_line_of_what_is_piped(folder: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    command = [sys.executable, "-m", "disclosure_cli", "validate", "wrong.xlsx"]
    lines = [
        subprocess.run(
            command, cwd=folder, env={**bare, **forced, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, encoding="utf-8", check=False, timeout=60,
        ).stdout.count("\n")
        for forced in ({}, {"FORCE_COLOR": "1"})
    ]  # fmt: skip
    assert lines[0] <= lines[1] <= lines[0] + 2


@pytest.mark.slow("starts the program for each command")
def test_a_closed_stdout_matters_only_to_what_is_written_there(folder: Path) -> None:
    """1 means errors in the report here, and nothing else."""
    checked = in_a_shell(folder, '"$@" >&-', "validate wrong.xlsx -o found.txt")
    assert (checked.returncode, checked.stderr) == (1, "检查结果已写入 found.txt。\n")
    assert "D101" in (folder / "found.txt").read_text("utf-8")
    assert in_a_shell(folder, '"$@" >&-', "validate workbook.xlsx -o no.txt").returncode == 0
    assert in_a_shell(folder, '"$@" >&-', "build wrong.xlsx").returncode == 1


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize("where", ["2>&-", "2> /dev/full"])
def test_without_stderr_the_exit_code_is_that_of_the_job(where: str, folder: Path) -> None:
    without_result = {"nosuch": 2, "": 2, "build wrong.xlsx": 1, "build gone.xlsx": 2}
    for command, code in {**EXIT_CODES, **without_result}.items():
        ended = in_a_shell(folder, f'"$@" {where}', command)
        assert ended.returncode == code, command
        assert bool(ended.stdout) == (command in EXIT_CODES), command


@pytest.mark.slow("starts the program for each command")
def test_without_any_stream(folder: Path) -> None:
    for command, language in IN_BOTH_LANGUAGES:
        ended = in_a_shell(folder, '"$@" <&- >&- 2>&-', command, DISCLOSURE_LANG=language)
        assert ended.returncode == 2, command
    assert in_a_shell(folder, '"$@" >&- 2>&-', "rules").returncode == 2


@pytest.mark.slow("starts the program for each command")
def test_a_reader_that_does_not_read_is_told_nothing(folder: Path) -> None:
    for command, language in IN_BOTH_LANGUAGES:
        script = '{ sleep 0.1; "$@"; echo $? > code; } | true'
        ended = in_a_shell(folder, script, command, DISCLOSURE_LANG=language)
        assert (folder / "code").read_text() == "2\n", command
        assert "Traceback" not in ended.stderr, command
        assert "Broken pipe" not in ended.stderr, command


@pytest.mark.slow("starts the program for each command")
def test_rules_to_head(folder: Path) -> None:
    """Whether `head` is gone before the end or not."""
    for command, codes in (("rules", "02"), ("explain D101", "02"), ("validate wrong.xlsx", "12")):
        ended = in_a_shell(folder, '{ "$@"; echo $? > code; } | head -1', command)
        assert len(ended.stdout.splitlines()) == 1
        assert ended.stderr == ""
        assert (folder / "code").read_text().strip() in codes, command


@pytest.mark.slow("starts the program for each command")
def test_both_streams_into_a_pipe_that_nobody_reads(folder: Path) -> None:
    for command, code in (("nosuch", 2), ("build wrong.xlsx", 1), ("rules", 2)):
        in_a_shell(folder, '{ "$@" 2>&1; echo $? > code; } | true', command)
        assert int((folder / "code").read_text()) == code, command


@pytest.mark.slow("starts the program for each command")
def test_a_current_folder_that_was_deleted(folder: Path) -> None:
    book = folder / "workbook.xlsx"
    gone = 'mkdir gone && cd gone && rmdir ../gone && "$@"'
    for command in (
        "new-template 2024",
        "validate",
        "validate .",
        "validate workbook.xlsx",
        f"validate {book} -o found.txt",
        f"validate {book} --annotate copy.xlsx",
        "build workbook.xlsx",
        f"build {book} -o rel.docx",
        f"build {book} {book} -o .",
        "compare workbook.xlsx wrong.xlsx",
        f"compare {book} {book} -o rel.html",
    ):
        refused = in_a_shell(folder, gone, command)
        assert refused.returncode == 2, command
        lines = set(refused.stderr.partition("\n\n共 2 个文件")[0].splitlines())
        assert len(lines) == 1, command
        assert "× 当前文件夹已被删除或不能访问" in lines.pop(), command
    for command in (f"validate {book}", f"build {book}", f"new-template 2024 -o {folder}/t.xlsx"):
        assert in_a_shell(folder, gone, command).returncode == 0, command


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="module")
def gbk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a system whose file names are in GBK."""
    needed(["localedef"] if shutil.which("localedef") is None else [])
    folder = tmp_path_factory.mktemp("locales")
    name = "zh_CN.GBK"
    subprocess.run(
        ["localedef", "-f", "GBK", "-i", "zh_CN", folder / name],
        capture_output=True,
        check=False,
        timeout=120,
    )
    needed([] if (folder / name).is_dir() else ["the character map of GBK"])
    return {"LOCPATH": str(folder), "LC_ALL": name, "PYTHONUTF8": "0"}


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_name_that_the_system_cannot_write(
    encoding: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    environment = ASCII if encoding == "ascii" else request.getfixturevalue("gbk")
    base = sound(2024)
    template(folder / "rare.xlsx", replace(base, about={**base.about, "organ": RARE}))
    before = sorted(folder.iterdir())
    for command in ("build rare.xlsx", "new-template 2025 --last rare.xlsx"):
        refused = in_a_shell(folder, '"$@"', command, **environment)
        assert (refused.returncode, refused.stdout) == (2, "")
        (line,) = refused.stderr.splitlines()
        assert f"本机的文件名编码（{encoding}）写不出" in line
        assert "2024年" in line or "2025年" in line
        assert "请用 -o 另取一个文件名" in line
    assert sorted(folder.iterdir()) == before
    for command in ("build rare.xlsx -o r.docx", "new-template 2025 --last rare.xlsx -o t.xlsx"):
        made = in_a_shell(folder, '"$@"', command, **environment)
        assert (made.returncode, made.stderr) == (0, "")
        assert (folder / command.split()[-1]).is_file()


@pytest.mark.slow("starts the program for each command")
def test_one_name_that_cannot_be_written_does_not_keep_the_others(
    folder: Path, gbk: dict[str, str]
) -> None:
    base = sound(2024)
    template(folder / "rare.xlsx", replace(base, about={**base.about, "organ": RARE}))
    built = in_a_shell(folder, '"$@"', "build rare.xlsx workbook.xlsx", **gbk)
    assert built.returncode == 2
    _refused, empty, summary = built.stderr.splitlines()
    assert empty == ""
    assert summary == "共 2 个文件：1 个已生成，1 个无法生成。需要处理：rare.xlsx。"
    assert len(list(os.scandir(os.fsencode(folder)))) == 4


@pytest.mark.slow("starts the program for each command")
def test_names_given_as_bytes_are_names_in_any_encoding(folder: Path) -> None:
    (folder / "workbook.xlsx").rename(folder / f"{RARE}.xlsx")
    assert in_a_shell(folder, '"$@"', f"validate {RARE}.xlsx", **ASCII).returncode == 0
    command = f"build {RARE}.xlsx -o {RARE}.docx"
    assert in_a_shell(folder, '"$@"', command, **ASCII).returncode == 0
    assert (folder / f"{RARE}.docx").is_file()
    missing = in_a_shell(folder, '"$@"', "validate 没有.xlsx", **ASCII)
    assert missing.returncode == 2
    assert "程序出错" not in missing.stdout + missing.stderr


@pytest.mark.slow("starts the program for each command")
def test_a_name_that_the_system_cannot_read_is_read_as_utf_8_or_refused(folder: Path) -> None:
    command = f"new-template 2024 --organ {RARE} -o t.xlsx"
    assert in_a_shell(folder, '"$@"', command, **ASCII).returncode == 0
    assert read(folder / "t.xlsx").organ == RARE
    script = '"$@" --organ "$(printf \'\\260\\312\')" -o u.xlsx'
    refused = in_a_shell(folder, script, "new-template 2024", **ASCII)
    assert refused.returncode == 2
    assert "机关名称的编码无法识别" in refused.stderr
    assert not (folder / "u.xlsx").exists()


def test_a_library_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwritable(path: Path) -> str:
        return str(path).encode("gbk").decode("gbk")

    monkeypatch.setattr("os.path.realpath", unwritable)
    monkeypatch.setattr(
        Path, "touch", lambda path, *_mode, **_named: unwritable(path.parent / RARE)
    )
    assert files.real_path(tmp_path / RARE) == tmp_path / RARE
    with pytest.raises(CannotWrite, match=r"写不出 .*；请用 -o"):
        files.write_whole(tmp_path / RARE, b"")


@pytest.mark.slow("starts the program for each command")
def test_a_terminal_without_chinese_gets_english_unless_asked(tmp_path: Path) -> None:
    unset = {"DISCLOSURE_LANG": "", "PYTHONIOENCODING": "", "LANG": "", **ASCII}
    missing = in_a_shell(tmp_path, '"$@"', "explain D999", **unset)
    assert "There is no rule with the code" in missing.stderr
    asked = in_a_shell(tmp_path, '"$@"', "--lang zh explain D999", **unset)
    assert "There is no rule" not in asked.stderr
    able = in_a_shell(tmp_path, '"$@"', "explain D999", **{**unset, "PYTHONIOENCODING": "utf-8"})
    assert "可看到全部代码" in able.stderr


def test_every_message_can_be_shown_in_gbk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The messages of the code and the rules' words, with the marks √ × → of the output."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import make_messages

    said = [str(message.id) for message in make_messages.template()]
    assert any("本年废止 = 本年现行有效件数" in text for text in said)
    lacking = [c for text in (*said, "√×→·【】") for c in text if not c.encode("gbk", "ignore")]
    assert lacking == []


@pytest.mark.slow("starts the program for each command")
def test_nothing_that_is_printed_lacks_a_character_in_gbk(folder: Path) -> None:
    for command in (*EXIT_CODES, "explain D503", "build wrong.xlsx"):
        shown = in_a_shell(folder, '"$@" 2>&1', command, PYTHONIOENCODING="gbk:strict")
        assert "?" not in shown.stdout, command


def shown_on_a_terminal(
    folder: Path, command: str, stderr: IO[bytes] | None = None, **environment: str
) -> str:
    """What the program writes to a terminal of many colours."""
    program = [sys.executable, "-m", "disclosure_cli", *command.split()]
    surroundings = {"TERM": "xterm-256color", "DISCLOSURE_LANG": "zh", **environment}
    with on_a_terminal(program, folder, surroundings, stderr=stderr) as (_process, ours):
        return drawn(ours)


COLOURED = (
    "validate wrong.xlsx",
    "build wrong.xlsx",
    "compare workbook.xlsx wrong.xlsx",
    "validate gone.xlsx",
)


@pytest.mark.slow("starts the program for each command")
@pytest.mark.parametrize("command", [*COLOURED, "--help", "doctor", "nosuch"])
def test_no_color_means_none(command: str, folder: Path) -> None:
    assert "\x1b" not in shown_on_a_terminal(folder, command, NO_COLOR="1")
    piped = in_a_shell(folder, '"$@" 2>&1', command, NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b" not in piped.stdout
    # An empty one asks for nothing: https://no-color.org.
    has_colours = "\x1b[" in shown_on_a_terminal(folder, command, NO_COLOR="")
    assert has_colours == (command in COLOURED)


@pytest.mark.slow("starts the program for each command")
def test_findings_in_a_log_have_no_colours_though_stdout_is_a_terminal(folder: Path) -> None:
    with (folder / "log").open("wb") as written:
        shown_on_a_terminal(folder, "build wrong.xlsx", written)
    log = (folder / "log").read_bytes()
    assert b"D101" in log
    assert b"\x1b" not in log


@pytest.mark.slow("starts the program for each command")
def test_the_rules_outlive_optimisation(folder: Path) -> None:
    script = (
        "from disclosure_cli import i18n; from disclosure_cli.checks.rules import ALL\n"
        "for language in i18n.LANGUAGES:\n"
        "    i18n.set_language(language)\n"
        "    for r in ALL: print(r.what, r.why, r.example, r.source, sep='\\n', end='\\n\\n')"
    )
    texts = [
        subprocess.run(
            [sys.executable, *flags, "-c", script],
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, encoding="utf-8", check=True,
            timeout=120,
        ).stdout
        for flags in ([], ["-O"], ["-OO"])
    ]  # fmt: skip
    assert texts[0] == texts[1] == texts[2]
    assert all(len(rule.splitlines()) == 4 for rule in texts[0].strip().split("\n\n"))
    for command in ("rules", "explain D101", "--lang en explain D503", "--help"):
        plain, optimised = (in_a_shell(folder, '"$@"', command, *flags) for flags in ((), ("-OO",)))
        assert (optimised.returncode, optimised.stdout) == (0, plain.stdout)


@pytest.mark.slow("starts the program for each command")
def test_a_report_is_checked_and_built_the_same_without_docstrings(folder: Path) -> None:
    for command in ("validate wrong.xlsx --format sarif", "compare workbook.xlsx wrong.xlsx"):
        shown = [in_a_shell(folder, '"$@"', command, *flags).stdout for flags in ((), ("-OO",))]
        assert shown[0] == shown[1] != ""
    in_a_shell(folder, '"$@"', "build workbook.xlsx -o a.docx")
    in_a_shell(folder, '"$@"', "build workbook.xlsx -o b.docx", "-OO")
    assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()
