"""The line that says whether a report can be built, and that on several files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from report_factory import section_of_key, sound

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.places import Place
from disclosure_cli.reporting.result import FileResult
from disclosure_cli.reporting.verdict import summary, verdict

AT = Place("三", "D7")


def finding(severity: Severity, code: str = "D201", explanation: str = "") -> Diagnostic:
    found = Diagnostic(code, severity, AT, "", "", AT, "填 3。", None, None)
    return found._replace(explanation=explanation)


ERROR = finding(Severity.ERROR)
WARNING = finding(Severity.WARNING)
NOTE = finding(Severity.NOTE, "D408")
EXPLAINED = finding(Severity.WARNING, "D401", "没有")
IN_PROSE = finding(Severity.WARNING, "D401")
BUILT = (Path("甲.docx"),)


def result(*found: Diagnostic, **changes: Any) -> FileResult:
    return FileResult("甲.xlsx", sound(2024), found)._replace(**changes)


UNREAD = FileResult("丁.xlsx", error="找不到文件。")


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (UNREAD, "× 无法检查：找不到文件。"),
        (result(), "√ 没有错误，可以生成报告。"),
        (result(WARNING), "√ 没有错误，可以生成报告（1 个警告）。"),
        (
            result(WARNING, IN_PROSE, NOTE, EXPLAINED),
            "√ 没有错误，可以生成报告（2 个警告，1 个提示，1 个已说明）。",
        ),
        (result(is_partial=True), "√ 所选的规则没有发现错误。"),
        (result(NOTE, is_partial=True), "√ 所选的规则没有发现错误（1 个提示）。"),
        (result(ERROR), "× 1 个错误：改正错误后才能生成报告。"),
        (
            result(ERROR, ERROR, WARNING, is_partial=True),
            "× 2 个错误，1 个警告：改正错误后才能生成报告。",
        ),
        (
            result(ERROR, built=BUILT, is_draft=True),
            "× 1 个错误：草稿已生成，改正错误后才能生成报告。",
        ),
        (result(built=BUILT), "√ 已生成。"),
        (result(built=BUILT, is_draft=True), "√ 草稿已生成。"),
        (result(WARNING, NOTE, EXPLAINED, built=BUILT), "√ 已生成（1 个警告，1 个提示，1 个已说明）。"),
        (
            result(WARNING, IN_PROSE, built=BUILT),
            "√ 已生成（2 个警告）。其中 1 个警告出自正文，请在签发前核对。",
        ),
        (result(IN_PROSE, is_draft=True), "√ 没有错误，可以生成报告（1 个警告）。"),
    ],
)  # fmt: skip
def test_on_a_file(of: FileResult, says: str) -> None:
    assert verdict(of) == says


def test_it_tells_how_to_see_the_notes_where_there_are_hidden_ones() -> None:
    says = "√ 没有错误，可以生成报告（1 个提示）。"
    assert verdict(result(NOTE), hides_notes=True) == f"{says}用 validate --notes 可列出提示。"
    assert verdict(result(NOTE)) == says
    assert verdict(result(), hides_notes=True) == "√ 没有错误，可以生成报告。"
    assert verdict(UNREAD, hides_notes=True) == "× 无法检查：找不到文件。"


def test_of_a_draft_it_tells_what_is_not_filled_in() -> None:
    """The name and the date, cells of tables that are no totals, and whole sections of text."""
    base = sound(2024)
    requests = section_of_key(base.edition, "requests")
    begun = replace(
        base,
        about={"year": "2024"},
        entries={
            **base.entries,
            Ref("fees", "administrative", "charged"): BLANK,
            **dict.fromkeys(requests.refs, BLANK),
        },
        texts={**base.texts, "problems": ()},
    )
    lacking = "还没有填：机关名称；成文日期；表二 1 格；表三 144 格；“五、存在的主要问题及改进情况”的文字。"
    draft = result(report=begun, is_draft=True, built=BUILT)
    assert verdict(draft) == f"√ 草稿已生成。{lacking}"
    assert verdict(draft._replace(diagnostics=(ERROR,))) == (
        f"× 1 个错误：草稿已生成，改正错误后才能生成报告。{lacking}"
    )
    assert verdict(draft._replace(is_draft=False)) == "√ 已生成。"
    assert verdict(draft._replace(report=None)) == "√ 草稿已生成。"
    dated = replace(base, about={**base.about, "organ": ""})
    assert verdict(draft._replace(report=dated)) == "√ 草稿已生成。还没有填：机关名称。"


SEVERAL = [
    result(WARNING),
    result(file="乙.xlsx"),
    result(ERROR, file="丙.xlsx"),
    UNREAD,
]
DRAFTS = [
    result(WARNING, built=BUILT),
    result(ERROR, file="戊.xlsx", built=BUILT, is_draft=True),
    result(file="己.xlsx", built=BUILT, is_draft=True),
    result(ERROR, file="丙.xlsx", is_draft=True),
    UNREAD,
]


@pytest.mark.parametrize(
    ("of", "is_build", "says"),
    [
        (SEVERAL[:2], False, "共 2 个文件：2 个可以生成报告。"),
        (
            SEVERAL,
            False,
            "共 4 个文件：2 个可以生成报告，1 个有错误，1 个无法检查。需要处理：丙.xlsx、丁.xlsx。",
        ),
        (
            [SEVERAL[0], result(is_partial=True), UNREAD, UNREAD],
            False,
            "共 4 个文件：2 个没有发现错误，2 个无法检查。需要处理：丁.xlsx。",
        ),
        (
            DRAFTS,
            True,
            "共 5 个文件：1 个已生成，2 个已生成草稿，1 个有错误，1 个无法生成。"
            "需要处理：戊.xlsx、丙.xlsx、丁.xlsx。",
        ),
    ],
)
def test_on_several_files(of: list[FileResult], is_build: bool, says: str) -> None:
    assert summary(of, is_build=is_build) == says


def test_the_worst_of_a_file_is_its_gravest_finding_that_is_not_explained() -> None:
    for found, worst in (
        ([], None),
        ([EXPLAINED], None),
        ([NOTE, EXPLAINED], Severity.NOTE),
        ([NOTE, WARNING], Severity.WARNING),
        ([WARNING, ERROR, NOTE], Severity.ERROR),
    ):
        assert result(*found).worst == worst
        assert result(*found).has_errors is (worst is Severity.ERROR)
    assert result(EXPLAINED, NOTE, NOTE).count(None) == 1
    assert result(EXPLAINED, NOTE, NOTE).count(Severity.NOTE) == 2
