"""Old .xls and .ods made from our template: the same figures, from a child process that may crash."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import Convert
from report_factory import report, template, typed_into

from disclosure_cli import check, read
from disclosure_cli.container import LegacyFile
from disclosure_cli.errors import UnreadableWorkbook
from disclosure_cli.workbook import legacy

FILLED = """
                      person  organisation.business  total
    received               3                      1      4
    carried_in             1                      0      1
    handled.granted        3                      1      4
    handled.total          3                      1      4
    carried_over           1                      0      1
"""


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_it_gives_the_same_figures_and_addresses(
    suffix: str, tmp_path: Path, convert: Convert
) -> None:
    book = template(tmp_path / "book.xlsx", report(2024, "applications", FILLED))
    typed_into(book, {"二!B6": 3.5, "二!C6": "五件"})
    old = convert(book, suffix)

    before, after = read(book), read(old)

    assert {ref: entry.value for ref, entry in after.entries.items()} == {
        ref: entry.value for ref, entry in before.entries.items()
    }
    assert (after.texts, after.organ, after.year) == (before.texts, before.organ, before.year)
    named = [(d.code, str(d.place)) for d in check(before) if d.code < "D3"]
    assert [(d.code, str(d.place)) for d in check(after) if d.code < "D3"] == named
    assert named != []


@pytest.mark.parametrize(
    "script",
    [
        "import os; os.abort()",
        "import time; time.sleep(60)",
        "print('no JSON')",
        "import sys; sys.exit(1)",
    ],
)
def test_a_child_that_comes_to_harm_is_a_message(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = legacy.subprocess.run  # type: ignore[attr-defined]
    monkeypatch.setattr(legacy, "TIME_LIMIT", 1)
    monkeypatch.setattr(
        legacy.subprocess,  # type: ignore[attr-defined]
        "run",
        lambda _command, **how: run([sys.executable, "-c", script], **how),
    )
    with pytest.raises(UnreadableWorkbook, match=r"另存为 \.xlsx"):
        legacy.LegacyBook(tmp_path / "a.xls", LegacyFile(".xls", b"1"))


def test_without_the_library_there_is_a_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "find_spec", lambda _name: None)
    with pytest.raises(UnreadableWorkbook, match=r"另存为 \.xlsx"):
        legacy.LegacyBook(tmp_path / "a.xls", LegacyFile(".xls", b"1"))
