"""Many files over several processes: the same results in the same order, whatever one of them does."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from command_line import disclosure
from report_factory import ONE_HANDED_ON_TOO_FEW, report, sound, template, typed_into

from disclosure_cli.batch.workers import FEW, Job, results
from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.i18n import set_language

ENDS, HANGS, WRONG = 13, 21, 27
NUMBERS = range(40)


def doubled(number: int) -> int:
    return 2 * number


def treacherous(number: int) -> int:
    """Twice the number; of some, the end of the process, or nothing for a long time."""
    if number == ENDS:
        os._exit(3)
    if number == HANGS:
        time.sleep(30)
    return 2 * number


def mistaken(number: int) -> int:
    if number == WRONG:
        raise ZeroDivisionError
    return number


def in_words(number: object, reason: str) -> str:
    return f"{number}: {reason}"


@pytest.mark.parametrize("jobs", [None, 1, 2, 3])
def test_results_come_in_order(jobs: int | None) -> None:
    assert list(results(Job(doubled, in_words), NUMBERS, jobs)) == [2 * each for each in NUMBERS]


@pytest.mark.slow("waits for an item that takes too long")
@pytest.mark.parametrize("jobs", [1, 3])
def test_an_item_that_ends_its_process_or_takes_too_long_is_told(jobs: int) -> None:
    set_language("zh")
    began = time.monotonic()
    found = list(results(Job(treacherous, in_words, limit=1.0), NUMBERS, jobs))
    assert time.monotonic() - began < 20
    expected: list[object] = [2 * each for each in NUMBERS]
    expected[ENDS] = f"{ENDS}: 读取它的程序中途退出，内容可能已损坏"
    expected[HANGS] = f"{HANGS}: 读取超过 1 秒，没有读完"
    assert found == expected


def test_a_bug_stays_a_bug() -> None:
    with pytest.raises(ZeroDivisionError):
        list(results(Job(mistaken, in_words), NUMBERS, 2))


def test_an_edition_goes_to_another_process_as_itself() -> None:
    for edition in EDITIONS:
        assert list(results(Job(same, in_words), [edition], 1)) == [edition]


def same(item: object) -> object:
    return item


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks of all kinds, in folders within folders."""
    folder = tmp_path_factory.mktemp("units")
    template(folder / "sound.xlsx", sound(2024))
    template(folder / "twin.xlsx", sound(2024))
    for at in ("a", "b/c"):
        (folder / at).mkdir(parents=True)
    for number in range(FEW):
        wrong = report(2024, "applications", ONE_HANDED_ON_TOO_FEW)
        template(folder / f"a/wrong-{number}.xlsx", wrong)
    typed_into(template(folder / "b/c/odd.xlsx", sound(2024)), {"三!D7": "３"})
    (folder / "b/broken.xlsx").write_bytes((folder / "sound.xlsx").read_bytes()[:3000])
    (folder / "b/letter.txt").write_text("a letter")
    return folder


@pytest.mark.parametrize("options", [(), ("--format", "json"), ("--format", "csv"), ("--quiet",)])
def test_what_is_said_is_the_same_whatever_the_number_of_processes(
    folder: Path, options: tuple[str, ...]
) -> None:
    said = [
        disclosure(folder, "validate", ".", *options, *jobs)
        for jobs in ((), ("--jobs", "1"), ("--jobs", "3"))
    ]
    assert [(each.returncode, each.stdout, each.stderr) for each in said] == [
        (2, said[0].stdout, said[0].stderr)
    ] * 3
    for name in ("a/wrong-0.xlsx", "b/c/odd.xlsx", "b/broken.xlsx"):
        assert name in said[0].stdout


def test_one_by_one_the_same_is_said(folder: Path) -> None:
    """Of a sum what stands around it is drawn, with its figures."""
    one = disclosure(folder, "validate", "a/wrong-0.xlsx").stdout
    assert "12" in one
    assert one.strip() in disclosure(folder, "validate", ".", "--jobs", "2").stdout


def test_annotated_copies_go_into_a_folder(folder: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    done = disclosure(folder, "validate", ".", "--annotate", str(back), "--jobs", "2")
    assert f"{back} 中写了 {FEW + 1} 份批注副本。" in done.stderr
    copies = sorted(each.relative_to(back).as_posix() for each in back.rglob("*.xlsx"))
    assert copies == [*(f"a/wrong-{number}.xlsx" for number in range(FEW)), "b/c/odd.xlsx"]
    (single,) = (back / "b/c").iterdir()
    alone = tmp_path / "alone.xlsx"
    disclosure(folder, "validate", "b/c/odd.xlsx", "--annotate", str(alone))
    assert alone.read_bytes() == single.read_bytes()


def test_a_copy_replaces_nothing_unasked(folder: Path, tmp_path: Path) -> None:
    arguments = ("validate", "b/c", "--annotate", f"{tmp_path}/")
    assert disclosure(folder, *arguments).returncode == 1
    before = (tmp_path / "odd.xlsx").read_bytes()
    (tmp_path / "odd.xlsx").write_bytes(b"mine")
    again = disclosure(folder, *arguments)
    assert (again.returncode, (tmp_path / "odd.xlsx").read_bytes()) == (2, b"mine")
    assert "odd.xlsx 已经存在" in again.stderr
    assert disclosure(folder, *arguments, "--force").returncode == 1
    assert (tmp_path / "odd.xlsx").read_bytes() == before


@pytest.mark.parametrize("copies", ["back/", ".", "b"])
def test_copies_are_not_put_where_they_would_be_read(folder: Path, copies: str) -> None:
    refused = disclosure(folder, "validate", ".", "--annotate", copies)
    assert refused.returncode == 2
    assert "批注副本不能写进正在检查的文件夹" in refused.stderr


def test_two_originals_with_one_name_have_no_copy_in_common(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        typed_into(template(tmp_path / name / "book.xlsx", sound(2024)), {"三!D7": "３"})
    done = disclosure(tmp_path, "validate", "a", "b", "--annotate", "back/")
    assert "而它是这次的另一个文件" in done.stderr
    assert [each.name for each in (tmp_path / "back").iterdir()] == ["book.xlsx"]


def test_reports_are_built_by_several_processes(folder: Path, tmp_path: Path) -> None:
    made = {}
    for jobs in ("1", "3"):
        target = tmp_path / jobs
        done = disclosure(folder, "build", ".", "-o", f"{target}/", "--jobs", jobs)
        assert done.returncode == 2
        made[jobs] = (
            [(each.name, each.read_bytes()) for each in sorted(target.iterdir())],
            done.stderr.replace(str(target), ""),
        )
    assert made["1"] == made["3"]
    # The two that have no error are of one organ and one year: the second is not put over the first.
    assert len(made["1"][0]) == 1
    assert "而它是这次的另一份工作簿或报告" in made["1"][1]


def test_links_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    template(tmp_path / "book.xlsx", sound(2024))
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert disclosure(tmp_path, "validate", ".").stdout.count("book.xlsx") == 1


def test_the_number_of_processes_is_a_number(folder: Path) -> None:
    for text in ("0", "-1", "x", "1.5"):
        refused = disclosure(folder, "validate", ".", "--jobs", text)
        assert refused.returncode == 2
        assert "不是 1 以上的整数" in refused.stderr
