"""What may come in, what is refused, and that nothing else ever happens."""

from __future__ import annotations

import os
import re
import socket
import struct
import tracemalloc
from pathlib import Path

import broken_workbooks
import fuzzing
import pytest
from command_line import disclosure
from hypothesis import given
from hypothesis import strategies as st
from report_factory import sound

from disclosure_cli import check, read
from disclosure_cli.container import MOST_BYTES, LegacyFile, read_container
from disclosure_cli.errors import DisclosureError, UnreadableDocument, UnreadableWorkbook
from disclosure_cli.form.schema import Measure
from disclosure_cli.model.figures import read_cell
from disclosure_cli.model.report import Report
from disclosure_cli.template.sheets import workbook_bytes

SOUND = workbook_bytes(sound(2024))
ORIGINAL = fuzzing.filled(2024)
FILLED = workbook_bytes(ORIGINAL)
LONG = pytest.mark.slow("reads 200 broken workbooks")

ODD = [
    3.5, -1, -0.5, True, False, 1e308, float("inf"), float("nan"), 10**15, 10**16, 0.1,
    *"①②③ⅠⅫ½¼三五两〇零壹٣۳३๓೩᧓𝟑𝟛⑶⒊㈢㊂³₃",
    "1_000", "٣", "１_０", "3e2", "1e3", "0x10", "0b11", "0o7", "3.5", "３．５", "-3", "－3", "−3", "+3", "--3",
    "3-", "3+", "(3)", "（3）", "3(1)", "3/4", "3:1", "3%", "3％", "3‰", "3°", "$3", "¥3", "￥3", "3元", "3万",
    "3万元", "3千", "3亿", "3公斤", "3人", "3人次", "3次", "3份4", "3 4", "3\n4", "3,4", "3，4", "1,00", "12,34",
    "1,234,56", ",123", "1.234.567", "1'000", "3.", ".5", "..3", "3..0", "3,0", "NaN", "nan", "inf", "Infinity",
    "TRUE", "FALSE", "true", "yes", "是", "否", "#REF!", "#DIV/0!", "#N/A", "=1+2", "=A1", "约10", "10余", "近10",
    "10多", "十几", "若干", "不详", "待定", "空", "null", "None", "N/A", "-", "3月", "2024-3-1", "3月1日", "12:30",
    "三", "三件", "3件左右", "3件以上", "≥3", "<3", ">3", "~3", "3~5", "3-5", "3—5", "3或4", "*", "?", "？", "3?",
    "a3", "3a", "O", "l", "I", "o", "3O", "\u200b3\u200b4", "\u202e3",
]  # fmt: skip
NOTHING = {"-"}
"""Signs for none, which are read as 0 and reported."""


def package_of(name: str) -> bytes:
    """An archive that holds such a part."""
    return broken_workbooks.packed({name: b"<a/>"})


def refused(path: Path) -> str | None:
    """The message with which a file is refused; None where it is read and checked."""
    try:
        check(read(path))
    except DisclosureError as error:
        return str(error)
    return None


@pytest.mark.parametrize("value", [v for v in ODD if v not in NOTHING], ids=repr)
def test_an_odd_value_is_never_a_count(value: object) -> None:
    assert read_cell(value, Measure.COUNT).value is None


def test_there_are_enough_odd_values() -> None:
    assert len(set(map(repr, ODD))) >= 113


@pytest.mark.parametrize("name", broken_workbooks.BROKEN)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, says = broken_workbooks.BROKEN[name]
    path = tmp_path / "报告.xlsx"
    path.write_bytes(make(SOUND))
    with pytest.raises((UnreadableWorkbook, UnreadableDocument)) as refusal:
        read(path)
    message = str(refusal.value)
    assert says in message
    assert str(path) in message
    assert "\n" not in message


@pytest.fixture(scope="module")
def as_made(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The workbook as it is read before anything was done to it."""
    path = tmp_path_factory.mktemp("whole") / "whole.xlsx"
    path.write_bytes(SOUND)
    return read(path)


WORKBOOK_WANTED = "不是工作簿；请给出填好的 .xlsx。"
PICTURE = "是图片，图片里的表格不能读取；请给出填好的 .xlsx，或 .docx、网页、PDF。"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "是空文件；请重新获取或重新保存这个文件。"),
        (b"MIME-Version: 1.0", "是网页存档（.mht）；请在浏览器中另存为“网页，仅 HTML”。"),
        (b"\x1f\x8b\x08", "是压缩文件；请解压后给出其中的 .xlsx。"),
        (b"Rar!\x1a\x07", "是 RAR 压缩包；请解压后给出其中的 .xlsx。"),
        (b"7z\xbc\xaf\x27\x1c", "是 7z 压缩包；请解压后给出其中的 .xlsx。"),
        (b"{\\rtf1}", "是 RTF 文档；请在 Word 或 WPS 中打开，另存为 .docx。"),
        (b"\x89PNG\r\n", PICTURE),
        (b"\xff\xd8\xff\xe0", PICTURE),
        (
            b"\xef\xbb\xbf\r\n<html>",
            "是网页或 XML 文件（有的系统导出的“.xls”其实是网页）；请在 WPS 或 Excel 中另存为 .xlsx。",
        ),
        (b"1,2\n", "是 CSV 或文本文件；请把内容填进模板的 .xlsx。"),
        (b"1\t2\n", "是 CSV 或文本文件；请把内容填进模板的 .xlsx。"),
        (b"1,\0", "不是 Excel 工作簿（.xlsx）；请给出填好的 .xlsx。"),
        (
            broken_workbooks.ole2("WordDocument"),
            "是旧版的 Word 文档（.doc 或 .wps）；请在 Word 或 WPS 中打开，另存为 .docx。",
        ),
        (package_of("word/document.xml"), f"是 Word 文档，{WORKBOOK_WANTED}"),
        (package_of("xl/workbook.bin"), "是 .xlsb 工作簿；请在 WPS 或 Excel 中另存为 .xlsx。"),
        (package_of("ppt/presentation.xml"), f"是演示文稿，{WORKBOOK_WANTED}"),
        (package_of("Index/Document.iwa"), "是 Numbers 表格；请导出为 .xlsx。"),
        (
            package_of("content.xml"),
            "是 OpenDocument 文件；请另存为 .docx（填报用的工作簿另存为 .xlsx）。",
        ),
        (package_of("OFD.xml"), "是 OFD 文件；请在阅读器中另存为 PDF，或给出 .docx、网页。"),
    ],
    ids=lambda value: value[:9] if isinstance(value, str) else "",
)
def test_of_another_file_is_said_what_it_is_and_what_to_do(
    content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "报告.xlsx"
    path.write_bytes(content)
    assert refused(path) == f"{path} {says}"


@pytest.mark.parametrize("name", broken_workbooks.HARMLESS)
def test_what_is_no_concern_of_a_report_is_read_all_the_same(
    name: str, as_made: Report, tmp_path: Path
) -> None:
    path = tmp_path / "报告.xlsx"
    path.write_bytes(broken_workbooks.HARMLESS[name](SOUND))
    assert read(path) == as_made


def test_a_bomb_that_says_to_be_small_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "报告.xlsx"
    path.write_bytes(broken_workbooks.BROKEN["a bomb that says to be small"][0](SOUND))
    read_container(path)  # What is imported is not measured.
    tracemalloc.start()
    with pytest.raises(UnreadableWorkbook, match="已损坏"):
        read(path)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * 2**20


@pytest.mark.parametrize("name", ["~$报告.xlsx", "~$报告.xls"])
def test_the_lock_file_of_an_open_workbook_is_called_that(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x06office" + b" " * 48 + b"\6\0o\0f\0f\0i\0c\0e\0" + b" \0" * 48)
    with pytest.raises(UnreadableWorkbook, match=r"打开文件“报告\.xlsx?”时留在旁边的锁定文件"):
        read(path)


def test_a_workbook_may_be_called_as_a_lock_file_is(tmp_path: Path) -> None:
    path = tmp_path / "~$报告.xlsx"
    path.write_bytes(SOUND)
    assert refused(path) is None


@pytest.mark.parametrize(
    "content",
    [
        broken_workbooks.ole2("Workbook", records=broken_workbooks.BIFF8 + broken_workbooks.WINDOW),
        broken_workbooks.ole2("Workbook", records=b"\0\0" + broken_workbooks.BIFF8 + broken_workbooks.PASSWORD),
        broken_workbooks.ole2("Book", records=broken_workbooks.BIFF5 + broken_workbooks.WRITE_PROTECTED),
    ],
    ids=["none", "not where a stream begins", "write-protected"],
)  # fmt: skip
def test_an_old_workbook_without_a_password_comes_in(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "报告.xls"
    path.write_bytes(content)
    assert read_container(path) == LegacyFile(".xls", content)


def test_a_list_of_members_beyond_4_gb_is_found(tmp_path: Path) -> None:
    """Some programs write every file for that size (zip64), with the length elsewhere."""
    path = tmp_path / "报告.xlsx"
    end = SOUND.rindex(b"PK\5\6")
    count, size, start = struct.unpack("<HII", SOUND[end + 10 : end + 20])
    far = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
    near = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    last = struct.pack("<4s4HIIH", b"PK\5\6", 0, 0, 2**16 - 1, 2**16 - 1, 2**32 - 1, 2**32 - 1, 0)
    path.write_bytes(SOUND[:end] + far + near + last)
    assert refused(path) is None


def test_only_regular_files_come_in(tmp_path: Path) -> None:
    pipe, listener = tmp_path / "pipe", tmp_path / "socket"
    os.mkfifo(pipe)
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(listener))
    for path in (pipe, listener, tmp_path, Path(os.devnull)):
        with pytest.raises(UnreadableWorkbook, match="不是普通文件"):
            read(path)
    server.close()


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UnreadableWorkbook, match="远多于一份报告"):
        read(path)


@pytest.mark.parametrize(
    ("year", "count"),
    [(2020, 8), (2024, 8), *(pytest.param(y, 200, marks=LONG) for y in (2020, 2024))],
)
def test_a_workbook_broken_by_chance_is_read_rightly_or_refused(
    year: int, count: int, tmp_path: Path
) -> None:
    """The same figures, texts and fields, a finding where one is lost, or an error with a message."""
    original = fuzzing.filled(year)
    outcomes = {
        fuzzing.outcome(content, original, tmp_path / "book.xlsx")
        for content in broken_workbooks.mutants(workbook_bytes(original), count, seed=year)
    }
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize(
    ("part", "cell"),
    [
        ("sheet2.xml", "B3"),
        ("sheet2.xml", "B8"),
        ("sheet3.xml", "A4"),
        ("sheet5.xml", "D6"),
        ("sheet6.xml", "D7"),
        ("sheet6.xml", "J7"),
        ("sheet7.xml", "B7"),
    ],
)
def test_a_cell_that_is_lost_is_told(part: str, cell: str, tmp_path: Path) -> None:
    """Of a field, a text or a figure; all others are read as they were."""
    files = broken_workbooks.unpacked(FILLED)
    name = f"xl/worksheets/{part}"
    files[name], count = re.subn(rb'<c r="%b"[^>]*>.*?</c>' % cell.encode(), b"", files[name])
    assert count == 1
    content = broken_workbooks.packed(files)
    assert fuzzing.outcome(content, ORIGINAL, tmp_path / "book.xlsx") == "read"


@given(st.binary(max_size=300), st.integers(0, len(FILLED)), st.integers(0, 300))
def test_no_bytes_bring_the_reader_down(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.xlsx"
    content = FILLED[:at] + noise + FILLED[at + cut :]
    assert fuzzing.outcome(content, ORIGINAL, path) in ("read", "refused")


def test_a_refusal_is_one_line_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "[red]坏\x1b.xlsx").write_bytes(b"\x89PNG\r\n")
    done = disclosure(tmp_path, "validate", "[red]坏\x1b.xlsx")
    assert done.returncode == 2
    assert "是图片" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
