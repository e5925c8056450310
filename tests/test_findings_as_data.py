"""What of one finding other programs get, part by part, in every format that they read."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from report_factory import sound

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.findings import (
    Certainty,
    Diagnostic,
    Fix,
    Severity,
    Witness,
    WitnessKind,
)
from disclosure_cli.model.places import Part, Place
from disclosure_cli.reporting.findings_format import FindingsFormat, rendered
from disclosure_cli.reporting.result import FileResult

PERSON = Ref("applications", "received", "person")
AT = Place("三", "D7")
LABELS = ("一、新收", "自然人")
BARE = Diagnostic("D201", Severity.ERROR, AT, *LABELS, AT, "填 3: 错, 50%。\r\n请改。", None, None)
BARE_AS_JSON = {
    "code": "D201",
    "severity": "error",
    "sheet": "三",
    "cell": "D7",
    "row": "一、新收",
    "column": "自然人",
    "message": "填 3: 错, 50%。\r\n请改。",
}


def test_the_formats_are_called_as_on_the_command_line() -> None:
    assert [*FindingsFormat] == ["text", "json", "csv", "sarif", "github"]


def in_json(found: Diagnostic) -> object:
    text = rendered([FileResult("甲.xlsx", sound(2024), (found,))], FindingsFormat.JSON)
    return json.loads(text)["files"][0]["findings"][0]


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({}, {}),
        ({"found": 3, "expected": Decimal("2.5")}, {"found": 3, "expected": 2.5}),
        ({"found": "约3", "expected": ""}, {"found_text": "约3", "expected_text": ""}),
        ({"explanation": "没有"}, {"explanation": "没有"}),
        # A part that has no cell is not named.
        (
            {"also": (PERSON, Part("overview", "1"), Place("四", "E7"))},
            {"also": [{"sheet": "三", "cell": "D7"}, {"sheet": "四", "cell": "E7"}]},
        ),
        ({"also": (Part("overview", "1"),)}, {}),
        ({"certainty": Certainty.OPEN}, {"certainty": "open", "fixes": [], "related": []}),
        (
            {
                "certainty": Certainty.WITNESSED,
                "witness": Witness(WitnessKind.SENTENCE, Place("一、总体情况", "A4"), "正文为 16。"),
                "fixes": ((Fix(AT, 15, 16), Fix(Place("三", "J7"), Decimal("0.5"), 1)),),
                "related": (BARE,),
            },
            {
                "certainty": "witnessed",
                "witness": {
                    "kind": "sentence",
                    "sheet": "一、总体情况",
                    "cell": "A4",
                    "message": "正文为 16。",
                },
                "fixes": [
                    [
                        {"sheet": "三", "cell": "D7", "from": 15, "to": 16},
                        {"sheet": "三", "cell": "J7", "from": 0.5, "to": 1},
                    ],
                ],
                "related": [BARE_AS_JSON],
            },
        ),
    ],
)  # fmt: skip
def test_json_has_what_there_is_to_say(change: dict[str, object], more: dict[str, object]) -> None:
    assert in_json(BARE._replace(**change)) == BARE_AS_JSON | more  # type: ignore[arg-type]


def test_json_names_weights_certainties_and_witnesses_in_words_of_its_own() -> None:
    """They are written in docs/findings.schema.json."""
    assert [str(each) for each in Severity] == ["error", "warning", "note"]
    assert [str(each) for each in Certainty] == ["certain", "witnessed", "open"]
    assert [str(each) for each in WitnessKind] == ["sentence", "last_year", "cell", "exchange"]


def test_json_names_no_other_cells_where_there_is_no_report() -> None:
    found = FileResult("乙.xlsx", None, (BARE._replace(also=(PERSON,)),))
    assert json.loads(rendered([found, FileResult("丙", error="坏了")], FindingsFormat.JSON)) == {
        "schema_version": 2,
        "files": [
            {"file": "乙.xlsx", "findings": [BARE_AS_JSON]},
            {"file": "丙", "error": "坏了", "findings": []},
        ],
    }


@pytest.mark.parametrize(
    ("file", "change", "line"),
    [
        ("甲.xlsx", {}, "error file=甲.xlsx,title=D201 三!D7::填 3: 错, 50%25。%0D%0A请改。"),
        (
            "C:\\甲,100%.xlsx",
            {"severity": Severity.WARNING, "message": "空白。"},
            "warning file=C%3A\\甲%2C100%25.xlsx,title=D201 三!D7::空白。",
        ),
        (
            "甲.xlsx",
            {"severity": Severity.NOTE, "message": "可引用。", "place": Place("一: 总体, 情况", "A4:B5")},
            "notice file=甲.xlsx,title=D201 一%3A 总体%2C 情况!A4%3AB5::可引用。",
        ),
        (
            "甲.xlsx",
            {"severity": Severity.WARNING, "message": "空白。", "explanation": "没有"},
            "notice file=甲.xlsx,title=D201 三!D7::空白。",
        ),
    ],
)  # fmt: skip
def test_a_workflow_command_escapes_what_would_end_it(
    file: str, change: dict[str, object], line: str
) -> None:
    """In the properties also what parts them from each other."""
    found = BARE._replace(**change)  # type: ignore[arg-type]
    assert rendered([FileResult(file, None, (found,))], FindingsFormat.GITHUB) == f"::{line}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("1=1", "1=1"),
        ("", ""),
        ("约“3”, 或\n4", "约“3”, 或\n4"),
    ],
)
def test_in_csv_no_text_is_a_formula(text: str, shown: str) -> None:
    found = BARE._replace(found=text, expected=-3, message="错。", severity=Severity.WARNING)
    shown_as = rendered([FileResult("甲", None, (found,))], FindingsFormat.CSV)
    (_heads, line) = csv.reader(io.StringIO(shown_as, newline="\n"))
    assert line == ["甲", "三", "D7", "警告", "D201", *LABELS, shown, "'-3", "错。", ""]


def test_in_csv_a_carriage_return_hides_no_formula() -> None:
    found = BARE._replace(message="\r=1")
    # Python quotes such a text from 3.13 on.
    assert "'\r=1" in rendered([FileResult("甲", None, (found,))], FindingsFormat.CSV)


def test_csv_ends_without_an_empty_line_and_has_its_mark_where_it_is_utf_8() -> None:
    heads = "文件,工作表,单元格,级别,代码,项目,栏目,现为,应为,问题,说明"
    assert rendered([], FindingsFormat.CSV) == f"\ufeff{heads}"
    assert rendered([], FindingsFormat.CSV, is_utf8=False) == heads
    unread = [FileResult("甲", error="坏了"), FileResult("乙", error="没有")]
    assert rendered(unread, FindingsFormat.CSV, is_utf8=False).splitlines() == [
        heads,
        "甲,,,错误,D000,,,,,坏了,",
        "乙,,,错误,D000,,,,,没有,",
    ]


def test_sarif_has_no_place_in_a_file_without_one() -> None:
    result = FileResult("表 一\\甲.xlsx", None, (BARE._replace(place=Place("")),))
    document = json.loads(rendered([result], FindingsFormat.SARIF))
    assert document["runs"][0]["results"] == [
        {
            "ruleId": "D201",
            "level": "error",
            "message": {"text": "填 3: 错, 50%。\r\n请改。"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "%E8%A1%A8%20%E4%B8%80%5C%E7%94%B2.xlsx"}
                    }
                }
            ],
        }
    ]
    assert rendered([result], FindingsFormat.SARIF, is_utf8=False).isascii()
