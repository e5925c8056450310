"""What the page asks of the program, in this Python; and the shell around it, as far as reading it tells."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import bridge
import pytest
from command_line import disclosure
from report_factory import sound, template, word_document

from disclosure_cli import read
from disclosure_cli.i18n import CHINESE, set_language

ROOT = Path(__file__).parent.parent
SHELL = ROOT / "page" / "shell"
EXAMPLES = ROOT / "examples"
RIGHT, WRONG = "suqian-2024.xlsx", "mistakes-2023.xlsx"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of the page lie."""
    files = tmp_path / "files"
    files.mkdir()
    for name in (RIGHT, WRONG):
        shutil.copy(EXAMPLES / name, files)
    monkeypatch.chdir(files)
    return files


def ask(do: str, language: str = CHINESE, **asked: Any) -> dict[str, Any]:
    """The answer to a request, as the page has it."""
    try:
        answer: dict[str, Any] = json.loads(
            bridge.answer(json.dumps({"do": do, "language": language, **asked}))
        )
    finally:
        set_language(CHINESE)
    return answer


def checked(file: str, **asked: Any) -> dict[str, Any]:
    shown: dict[str, Any] = ask("check", file=file, **{"last": "", "notes": False, **asked})[
        "shown"
    ]
    return shown


def test_it_says_which_forms_it_knows() -> None:
    about = ask("about")
    assert about["forms"] == [
        "2019 至 2020 年度：国办公开办函〔2019〕60号，2019-11-27 公布",
        "2021 年度起：国办公开办函〔2021〕30号，2021-09-29 公布",
    ]
    assert about["most_bytes"] == 20 * 2**20


def test_what_was_there_before_is_cleared_away(folder: Path) -> None:
    ask("build", file=RIGHT, last="", to=["docx"], draft=False, charts=False)
    assert (folder / bridge.MADE).is_dir()
    bridge.clear()
    assert list(folder.iterdir()) == []
    assert not (folder / bridge.MADE).exists()


def test_what_is_loaded_late_is_loaded_without_a_trace(folder: Path) -> None:
    assert ask("prepare") == {"made": []}
    assert list(folder.iterdir()) == []


def test_a_finding_has_its_cell_its_words_and_its_part_of_the_table() -> None:
    shown = checked(WRONG)
    assert (shown["look"], shown["has_errors"], shown["is_read"]) == ("wrong", True, True)
    (sheet,) = [each for each in shown["sheets"] if each["sheet"] == "四"][:1]
    (found,) = sheet["findings"]
    assert (found["cell"], found["weight"], found["code"]) == ("E7", "错误", "D101")
    assert found["message"] == "若 四!E7 由 0 改为 11，则这一项相符（漏填）。"
    (row,) = found["table"]["rows"]
    assert [each["text"] for each in row["cells"] if each["is_marked"]] == ["0"]
    assert [each["text"] for each in row["cells"]] == ["10", "1", "0", "0", "0"]


def test_a_file_that_cannot_be_read_is_an_answer(folder: Path) -> None:
    (folder / "cut.xlsx").write_bytes((folder / RIGHT).read_bytes()[:900])
    shown = checked("cut.xlsx")
    assert shown["look"] == "wrong"
    assert shown["verdict"].startswith("× 无法检查：cut.xlsx 是损坏的文件")


def test_a_year_that_has_no_form_is_an_answer() -> None:
    assert ask("new_workbook", year=2010, organ="", last="")["error"].startswith("没有 2010 年度")


def test_a_request_that_there_is_not_is_an_error_of_the_page() -> None:
    with pytest.raises(KeyError, match="nothing"):
        ask("nothing")


def test_a_copy_keeps_the_path_of_its_file(folder: Path) -> None:
    (folder / "收到" / "部门").mkdir(parents=True)
    shutil.copy(EXAMPLES / WRONG, folder / "收到" / "部门" / "甲.xlsx")
    assert ask("copy", file="收到/部门/甲.xlsx", last="")["made"] == ["收到/部门/甲.xlsx"]


def test_of_a_workbook_without_findings_there_is_no_copy(folder: Path) -> None:
    template(folder / "right.xlsx", sound(2024))
    assert checked("right.xlsx")["sheets"] == []
    assert ask("copy", file="right.xlsx", last="") == {"made": []}


def test_a_published_report_has_no_comments_where_there_is_no_lxml(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "report.docx").write_bytes(word_document(read(EXAMPLES / WRONG), draft=True))
    monkeypatch.setattr("disclosure_cli.api.find_spec", lambda name: None)
    monkeypatch.setattr("disclosure_cli.output.export.find_spec", lambda name: None)
    assert ask("copy", file="report.docx", last="")["error"] == (
        "report.docx 是 Word 文档，这里不能加批注；请用命令行版。"
    )


def test_a_web_page_cannot_be_read_where_there_is_no_lxml(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "page.html").write_text("<html><p>报告</p></html>", "utf-8")
    monkeypatch.setattr("disclosure_cli.published.sources.find_spec", lambda name: None)
    assert (
        "是网页，这里不能读取；请复制到 Word 或 WPS，另存为 .docx"
        in checked("page.html")["verdict"]
    )


def test_what_units_sent_goes_to_the_page_and_back(folder: Path) -> None:
    (folder / "收到").mkdir()
    shutil.copy(EXAMPLES / RIGHT, folder / "收到" / "甲.xlsx")
    sent = [ask("submit", file="收到/甲.xlsx", folder="收到")["sent"]]
    sent.append(ask("lost", file="收到/乙.xlsx", limit=60)["sent"])
    told = ask("status", sent=sent, units="", year=2024, to="csv")
    assert [row["cells"][1] for row in told["shown"]["rows"]] == ["无法读取", "有警告"]
    assert told["shown"]["rows"][0]["cells"][-2] == (
        "无法读取 收到/乙.xlsx：读取超过 60 秒，没有读完；请在 WPS 或 Excel 中打开，另存后再试。"
    )
    asked: dict[str, Any] = {
        "units": "",
        "year": 2024,
        "organ": "某某市人民政府",
        "without": [],
        "admitted": [],
    }
    assert ask("merge", sent=sent, **asked)["error"].startswith("没有汇总，有 1 处要先处理")
    bridge.clear()
    made = ask("merge", sent=sent[:1], **asked)
    title = "某某市人民政府2024年政府信息公开工作年度报告"
    assert (made["count"], made["made"]) == (1, [f"{title}.zip"])
    with zipfile.ZipFile(folder / bridge.MADE / f"{title}.zip") as archive:
        assert archive.namelist() == [f"{title}.provenance.json", f"{title}.xlsx"]


def test_a_unit_that_counts_in_spite_of_errors_needs_a_reason() -> None:
    asked: dict[str, Any] = {
        "sent": [],
        "units": "",
        "year": 2024,
        "organ": "某某市人民政府",
        "without": [],
    }
    assert ask("merge", **asked, admitted=["某某局"])["error"] == (
        "“某某局”没有写明单位和原因；请写作 单位=原因。"
    )


def test_a_folder_may_be_called_like_that_for_what_is_made(folder: Path) -> None:
    (folder / "made").mkdir()
    shutil.copy(EXAMPLES / RIGHT, folder / "made" / "甲.xlsx")
    assert ask("check", file="made/甲.xlsx", last="", notes=False)["made"] == []


def test_of_a_folder_what_may_be_a_report_is_chosen() -> None:
    files = ["收到/甲.xlsx", "收到/乙.docx", "收到/~$甲.xlsx", "收到/说明.txt", "收到/.git/x.xlsx"]
    told = ask("choose", files=files)
    assert told["files"] == ["收到/甲.xlsx", "收到/乙.docx"]
    assert told["remarks"] == ["没有读取 1 项：收到/说明.txt。"]


def test_it_answers_in_the_language_it_is_asked_in() -> None:
    english = ask("check", "en", file=WRONG, last="", notes=False)["shown"]["verdict"]
    said = disclosure(EXAMPLES, "validate", WRONG, "--lang", "en").stdout.splitlines()[-1]
    assert english == said.strip()


def words() -> dict[str, tuple[str, str]]:
    """What the shell says, in both languages."""
    text = (SHELL / "words.js").read_text("utf-8")
    found = re.findall(
        r'^  (\w+): \[\s*"(.*?)",\s*"(.*?)",?\s*\],$', text, re.MULTILINE | re.DOTALL
    )
    return {name: (chinese, english) for name, chinese, english in found}


def shell() -> str:
    return "\n".join(
        path.read_text("utf-8") for path in SHELL.glob("*.*") if path.name != "words.js"
    )


def test_the_shell_says_everything_in_both_languages() -> None:
    assert len(words()) > 60
    for chinese, english in words().values():
        letters = re.sub(r"\{\w+\}", "", chinese)
        assert re.search("[\u4e00-\u9fff]", letters) or chinese in ("English", "{done} / {total}")
        assert not re.search("[\u4e00-\u9fff]", english) or english == "中文"
        assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english))


def test_the_shell_says_nothing_that_is_never_said() -> None:
    said = set(re.findall(r'say\(\s*"(\w+)"', shell())) | set(
        re.findall(r'data-say="(\w+)"', shell())
    )
    conditional = set(re.findall(r'\? say\("(\w+)"|: say\("(\w+)"', shell()))
    said |= {each for pair in conditional for each in pair if each}
    assert said == set(words())


def test_no_text_becomes_markup_or_a_script() -> None:
    """The policy of the page forbids it; nothing in the shell tries."""
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
    ):
        assert forbidden not in shell()
    stored = (
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "XMLHttpRequest",
        "WebSocket",
    )
    assert [each for each in stored if each in shell()] == []
