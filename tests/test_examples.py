"""The examples are what the program makes of their sources today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_cli import read
from disclosure_cli.model.report import CATEGORY_TOTAL

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.generated
def test_the_examples_are_kept_fresh(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(EXAMPLES / "make.py"), str(tmp_path)], check=True, timeout=120
    )
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(made) == 10
    assert [name for name in made if made[name] != (EXAMPLES / name).read_bytes()] == []


@pytest.mark.parametrize("name", ["helan-2020", "suqian-2024"])
def test_a_sound_example_has_a_report(name: str) -> None:
    assert (EXAMPLES / f"{name}.docx").exists()
    assert "√ 没有错误" in (EXAMPLES / f"{name}.txt").read_text("utf-8")


def test_the_example_with_mistakes_names_them() -> None:
    text = (EXAMPLES / "mistakes-2023.txt").read_text("utf-8")
    assert not (EXAMPLES / "mistakes-2023.docx").exists()
    for code in ("D101", "D102", "D103", "D201", "D211", "D212", "D312", "D314"):
        assert code in text


def test_the_categories_of_the_real_report_are_its_97() -> None:
    report = read(EXAMPLES / "helan-2020.xlsx")
    counts = [report[e] for e in report.equations[0].right]
    assert counts == [59, 1, 1, 35, 1]
    assert report[CATEGORY_TOTAL] == sum(counts) == 97
