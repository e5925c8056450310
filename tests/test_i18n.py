"""English as the program's second language: complete, and only where it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_cli.i18n import asked_for

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "mistakes-2023.xlsx"


def said(*arguments: str, **environment: str) -> str:
    """What the program says, on both streams."""
    bare = {k: v for k, v in os.environ.items() if k not in ("DISCLOSURE_LANG", "LANG", "LC_ALL")}
    run = subprocess.run(
        [sys.executable, "-m", "disclosure_cli", *arguments],
        env={**bare, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True, encoding="utf-8", check=False,
        timeout=120,
    )  # fmt: skip
    return run.stdout + run.stderr


@pytest.mark.generated
def test_every_message_has_its_translation_with_the_same_placeholders() -> None:
    command = [sys.executable, str(ROOT / "docs" / "make_messages.py"), "--check"]
    checked = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert checked.stdout == ""
    assert checked.returncode == 0


def test_a_missing_translation_and_another_placeholder_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import make_messages

    broken = make_messages.translations()
    broken["错误"].string = ""
    broken["批注副本：{path}"].string = "Annotated copy: {file}"
    monkeypatch.setattr(make_messages, "translations", lambda: broken)
    found = make_messages.problems()
    assert "no translation: 错误" in found
    assert "other placeholders: 批注副本：{path}" in found


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.GBK"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8", "DISCLOSURE_LANG": "zh"}, "zh"),
        ([], {"DISCLOSURE_LANG": "en_GB"}, "en"),
        (["--lang", "en", "rules"], {"DISCLOSURE_LANG": "zh"}, "en"),
        (["--lang=zh", "rules"], {"DISCLOSURE_LANG": "en"}, "zh"),
    ],
)
def test_which_language_is_asked_for(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert asked_for(arguments, environment) == language


def test_chinese_stays_the_default() -> None:
    assert "“总计”等于同组各项之和。" in said("rules")


def test_english_is_spoken_throughout_and_labels_stay() -> None:
    text = said("--lang", "en", "validate", str(EXAMPLE), "--select", "D1")
    assert (
        "If 三!J9 is changed from 15 to 16, then this sum holds (perhaps one digit wrong)." in text
    )
    assert "三、本年度办理结果·（一）予以公开 × 总计" in text
    assert "错误" not in text


@pytest.mark.slow("starts the program for each command")
def test_help_is_in_the_language_too() -> None:
    assert "Check filled-in workbooks" in said("--help", DISCLOSURE_LANG="en")
    assert "检查填好的工作簿" in said("--help")


@pytest.mark.slow("starts the program for each command")
def test_another_language_is_refused() -> None:
    assert "可用 zh 或 en" in said("--lang", "fr", "rules")
    assert "take zh or en" in said("--lang", "fr", "rules", DISCLOSURE_LANG="en")
    assert "可用 zh 或 en" in said("rules", DISCLOSURE_LANG="fr")
