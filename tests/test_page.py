"""The page as people use it: in a real browser, from its file, with mouse, keyboard and drops."""

from __future__ import annotations

import io
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import broken_workbooks
import page_browser
import pytest
from browser import AXE
from command_line import disclosure
from conftest import needed
from old_chromium import unpacked_old_chromium
from page_browser import DESK, PHONE, OpenedPage
from playwright.sync_api import Browser, Playwright, sync_playwright
from report_factory import published_report, sound, template, typed_into
from unit_folder import GOVERNMENT, UNITS_OF_PICTURES, YEAR, UnitFolder, make_folder

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow("builds the page, and opens it in a browser"),
]
EXAMPLES = Path(__file__).parent.parent / "examples"
RIGHT, WRONG, NOTED = "suqian-2024.xlsx", "mistakes-2023.xlsx", "published-2023.xlsx"
TITLE = "宿迁市人民政府2024年政府信息公开工作年度报告"
CHECKED = "检查完毕。"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    needed(page_browser.missing())
    page_browser.built()
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with page_browser.launched(playwright) as launched:
        yield launched


@pytest.fixture
def desk(browser: Browser) -> Iterator[OpenedPage]:
    """The page on a desk; in the end its console must have said nothing."""
    with page_browser.opened(browser) as opened:
        yield opened
        assert opened.said == []


def made(folder: Path, *command: str) -> bytes:
    """The one file that a command writes."""
    output = folder / f"made{command[-1]}"
    disclosure(EXAMPLES, *command[:-1], "-o", str(output), "--force")
    return output.read_bytes()


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> UnitFolder:
    """What a few units sent, with troubles of most kinds among them."""
    return make_folder(tmp_path_factory.mktemp("units") / "received", UNITS_OF_PICTURES)


def choose(desk: OpenedPage, button: str, *files: Path) -> None:
    """Choose files with the mouse."""
    with desk.page.expect_file_chooser() as chooser:
        desk.page.get_by_text(button, exact=True).first.click()
    chooser.value.set_files([*files])


def test_a_chosen_workbook_is_told_by_sheet_each_finding_with_its_cell(desk: OpenedPage) -> None:
    choose(desk, "选择文件…", EXAMPLES / WRONG)
    verdict = desk.wait_for_result(WRONG)
    lines = disclosure(EXAMPLES, "validate", WRONG).stdout.splitlines()
    assert verdict == lines[-1].strip()
    assert desk.page.locator("#result h3").all_inner_texts() == [
        line.strip() for line in lines if line.startswith("  【")
    ]
    # A finding begins four columns in, its table and what comes of it stand further in.
    told = [line.strip() for line in lines if line[:4] == "    " and line[4] not in " ·"]
    shown = desk.page.locator(".finding > p:first-child").all_inner_texts()
    assert shown == told


def test_the_cell_in_question_is_marked_in_its_part_of_the_table(desk: OpenedPage) -> None:
    desk.drop("#drop", [EXAMPLES / WRONG])
    desk.wait_for_result(WRONG)
    row = desk.page.locator("tr", has=desk.page.locator(".marked")).first
    assert row.locator("th").inner_text() == "（一）予以公开"
    assert row.locator("td").last.text_content() == "15（要核对的格）"
    assert desk.page.locator(".marked").count() == 2


def test_what_a_rule_asks_for_is_opened_by_the_keyboard(desk: OpenedPage) -> None:
    desk.drop("#drop", [EXAMPLES / WRONG])
    desk.wait_for_result(WRONG)
    desk.page.get_by_role("button", name="说明 D101").first.focus()
    desk.page.keyboard.press("Enter")
    told = desk.page.locator(".explained:not([hidden])")
    told.wait_for()
    assert told.inner_text() == disclosure(EXAMPLES, "explain", "D101").stdout.strip()


def test_what_is_made_of_a_workbook_is_what_the_command_line_makes(
    desk: OpenedPage, tmp_path: Path
) -> None:
    desk.drop("#drop", [EXAMPLES / RIGHT])
    assert desk.wait_for_result(RIGHT) == "√ 没有错误，可以生成报告（1 个警告）。"
    assert desk.downloaded("生成 Word（.docx）") == (
        f"{TITLE}.docx",
        made(tmp_path, "build", RIGHT, ".docx"),
    )
    assert desk.downloaded("生成网页（.html）") == (
        f"{TITLE}.html",
        made(tmp_path, "build", RIGHT, ".html"),
    )
    desk.page.get_by_label("加条形图").check()
    with_charts = made(tmp_path, "build", RIGHT, "--charts", ".docx")
    assert desk.downloaded("生成 Word（.docx）") == (f"{TITLE}.docx", with_charts)
    disclosure(EXAMPLES, "validate", RIGHT, "--annotate", str(tmp_path / "copy.xlsx"))
    copy = (tmp_path / "copy.xlsx").read_bytes()
    assert desk.downloaded("下载批注副本") == ("suqian-2024-批注副本.xlsx", copy)
    found = made(tmp_path, "validate", RIGHT, "--format", "csv", ".csv")
    assert desk.downloaded("检查结果（.csv）") == ("suqian-2024.csv", found)


def test_with_errors_there_is_a_draft_and_nothing_to_sign(desk: OpenedPage, tmp_path: Path) -> None:
    desk.drop("#drop", [EXAMPLES / WRONG])
    desk.wait_for_result(WRONG)
    assert desk.page.get_by_role("button", name="生成 Word（.docx）").count() == 0
    _name, content = desk.downloaded("生成草稿（.docx）")
    assert content == made(tmp_path, "build", WRONG, "--draft", ".docx")


def test_notes_are_listed_where_they_are_asked_for(desk: OpenedPage) -> None:
    desk.drop("#drop", [EXAMPLES / NOTED])
    before = desk.wait_for_result(NOTED)
    desk.page.get_by_label("列出提示").check()
    desk.page.locator(".finding.note").first.wait_for()
    listed = disclosure(EXAMPLES, "validate", NOTED, "--notes").stdout.splitlines()
    assert desk.page.locator("#verdict").inner_text() == listed[-1].strip()
    assert before != listed[-1].strip()


def test_last_years_report_is_compared_with_this_one(desk: OpenedPage, tmp_path: Path) -> None:
    for year in (2023, 2024):
        template(tmp_path / f"{year}.xlsx", published_report(year) if year == 2023 else sound(2024))
    desk.drop("#drop-last", [tmp_path / "2023.xlsx"])
    assert desk.page.locator("#last-name").inner_text() == "2023.xlsx"
    desk.drop("#drop", [tmp_path / "2024.xlsx"])
    verdict = desk.wait_for_result("2024.xlsx")
    told = disclosure(tmp_path, "validate", "2024.xlsx", "--last", "2023.xlsx").stdout
    hint = "用 validate --notes 可列出提示。"
    assert verdict == told.splitlines()[-1].strip().removesuffix(hint)
    codes = desk.page.locator("button.code").all_inner_texts()
    assert any(code.startswith("D5") for code in codes)
    desk.page.get_by_role("button", name="两年对照").click()
    desk.page.locator(".comparison").wait_for()
    lines = disclosure(tmp_path, "compare", "2023.xlsx", "2024.xlsx").stdout.splitlines()
    headings = desk.page.locator(".comparison h4").all_inner_texts()
    assert headings
    assert set(headings) <= set(lines)
    for suffix, button in ((".docx", "下载 .docx"), (".html", "下载 .html")):
        disclosure(tmp_path, "compare", "2023.xlsx", "2024.xlsx", "-o", f"years{suffix}")
        assert desk.downloaded(button)[1] == (tmp_path / f"years{suffix}").read_bytes()


def test_a_folder_is_told_in_a_table_and_each_row_opens_its_findings(
    desk: OpenedPage, units: UnitFolder
) -> None:
    desk.drop("#drop", [units.path])
    desk.wait_until(CHECKED)
    choose(desk, "选择名单…", units.list_path)
    desk.page.locator(".summary", has_text="名单 16 个单位").wait_for()
    folder = units.path.parent
    command = ("status", units.path.name, "--units", units.list_path.name)
    for to in ("xlsx", "csv", "html"):
        disclosure(folder, *command, "-o", f"status.{to}", "--force")
        name, content = desk.downloaded(f"导出 .{to}")
        assert (name, content) == (
            f"{YEAR} 年度政府信息公开工作年度报告报送情况.{to}",
            (folder / f"status.{to}").read_bytes(),
        )
    wrong = desk.page.locator("tr", has_text="有错误")
    wrong.get_by_role("button").click()
    file = wrong.get_by_role("button").inner_text()
    assert desk.wait_for_result(file).startswith("× 1 个错误")
    desk.page.get_by_role("button", name="返回报送情况").click()
    assert not desk.page.locator("#result").is_visible()


def test_the_table_is_sorted_by_its_heads(desk: OpenedPage, units: UnitFolder) -> None:
    desk.drop("#drop", [units.path])
    desk.wait_until(CHECKED)
    column = desk.page.locator("tbody .unit")
    as_told = column.all_inner_texts()
    head = desk.page.get_by_role("button", name="按单位排序")
    head.focus()
    desk.page.keyboard.press("Enter")
    assert desk.page.locator("[aria-sort]").get_attribute("aria-sort") == "ascending"
    ascending = column.all_inner_texts()
    desk.page.keyboard.press("Enter")
    assert column.all_inner_texts() == ascending[::-1] != ascending
    desk.page.keyboard.press("Enter")
    assert column.all_inner_texts() == as_told != ascending


def test_all_copies_come_in_one_zip(desk: OpenedPage, units: UnitFolder, tmp_path: Path) -> None:
    desk.drop("#drop", [units.path])
    desk.wait_until(CHECKED)
    name, content = desk.downloaded("下载全部批注副本（.zip）")
    assert name == f"{YEAR} 年度政府信息公开工作年度报告报送情况-批注副本.zip"
    disclosure(units.path.parent, "validate", units.path.name, "--annotate", f"{tmp_path}/copies/")
    copies = tmp_path / "copies"
    expected = {
        f"{units.path.name}/{path.relative_to(copies).as_posix()}": path.read_bytes()
        for path in copies.rglob("*.xlsx")
    }
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == expected != {}


def test_the_governments_workbook_is_merged_or_what_keeps_it_is_told(
    desk: OpenedPage, units: UnitFolder
) -> None:
    desk.drop("#drop", [units.path])
    desk.wait_until(CHECKED)
    desk.page.get_by_text("汇总成政府的工作簿").click()
    desk.page.locator("#merge-organ").fill(GOVERNMENT)
    command = (
        "merge",
        units.path.name,
        "-o",
        "all.xlsx",
        "--organ",
        GOVERNMENT,
        "--year",
        str(YEAR),
    )
    refused = disclosure(units.path.parent, *command).stderr.partition("× ")[2].strip()
    desk.page.get_by_role("button", name="汇总", exact=True).click()
    told = desk.page.locator("#merge-said", has_text="没有汇总")
    told.wait_for()
    assert [line.strip() for line in told.inner_text().splitlines()] == [
        line.strip() for line in refused.splitlines()
    ]


def test_sound_units_are_merged_into_the_same_workbook(desk: OpenedPage, tmp_path: Path) -> None:
    units = make_folder(tmp_path / "received", 9, has_troubles=False)
    desk.drop("#drop", [units.path])
    desk.wait_until(CHECKED)
    desk.page.get_by_text("汇总成政府的工作簿").click()
    desk.page.locator("#merge-organ").fill(GOVERNMENT)
    name, content = desk.downloaded("汇总")
    title = f"{GOVERNMENT}{YEAR}年政府信息公开工作年度报告"
    assert name == f"{title}.zip"
    disclosure(
        tmp_path, "merge", "received", "-o", f"{title}.xlsx", "--organ", GOVERNMENT, "--year", str(YEAR)
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {path.name: path.read_bytes() for path in tmp_path.glob(f"{title}*")}
    assert len(found) == 2


def test_a_new_workbook_is_made_with_the_keyboard_alone(desk: OpenedPage, tmp_path: Path) -> None:
    template(tmp_path / "2024.xlsx", sound(2024))
    desk.page.locator("#new-year").focus()
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type("2025")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type("某某县科学技术局")
    with desk.page.expect_download() as waiting:
        desk.page.keyboard.press("Enter")
    empty = Path(waiting.value.path()).read_bytes()
    disclosure(tmp_path, "new-template", "2025", "--organ", "某某县科学技术局", "-o", "new.xlsx")
    assert empty == (tmp_path / "new.xlsx").read_bytes()
    assert waiting.value.suggested_filename == "某某县科学技术局2025年政府信息公开工作年度报告.xlsx"
    desk.page.locator("#new-last").set_input_files(tmp_path / "2024.xlsx")
    _name, content = desk.downloaded("下载空白工作簿")
    disclosure(
        tmp_path, "new-template", "2025", "--organ", "某某县科学技术局", "--last", "2024.xlsx", "-o", "on.xlsx"
    )  # fmt: skip
    assert content == (tmp_path / "on.xlsx").read_bytes() != empty


def test_a_year_without_a_form_is_refused_in_the_words_of_the_command_line(
    desk: OpenedPage,
) -> None:
    desk.page.locator("#new-year").fill("2012")
    desk.page.get_by_role("button", name="下载空白工作簿").click()
    said = desk.page.locator("#new-said", has_text="2012")
    said.wait_for()
    assert said.inner_text() == disclosure(
        EXAMPLES, "new-template", "2012"
    ).stderr.strip().removeprefix("× ")


def test_a_copied_file_is_pasted(desk: OpenedPage) -> None:
    content = json.dumps(list((EXAMPLES / RIGHT).read_bytes()))
    desk.run(f"""
        const copied = new DataTransfer();
        copied.items.add(new File([new Uint8Array({content})], "{RIGHT}"));
        document.dispatchEvent(new ClipboardEvent("paste", {{ clipboardData: copied }}));
    """)
    assert desk.wait_for_result(RIGHT).startswith("√")


def test_a_published_report_is_checked_and_becomes_a_workbook(
    desk: OpenedPage, tmp_path: Path
) -> None:
    disclosure(EXAMPLES, "build", RIGHT, "-o", str(tmp_path / "report.docx"))
    desk.drop("#drop", [tmp_path / "report.docx"])
    assert desk.wait_for_result("report.docx").startswith("√ 没有发现错误")
    name, content = desk.downloaded("转为工作簿（.xlsx）")
    disclosure(tmp_path, "import", "report.docx", "-o", "report.xlsx")
    assert (name, content) == (f"{TITLE}.xlsx", (tmp_path / "report.xlsx").read_bytes())


def test_in_english_it_says_what_the_command_line_says_in_english(desk: OpenedPage) -> None:
    desk.drop("#drop", [EXAMPLES / WRONG])
    desk.wait_for_result(WRONG)
    desk.page.get_by_role("button", name="English").click()
    desk.wait_until("Checked.")
    said = disclosure(EXAMPLES, "validate", WRONG, "--lang", "en").stdout.splitlines()
    assert desk.page.locator("#verdict").inner_text() == said[-1].strip()
    assert desk.page.locator("html").get_attribute("lang") == "en"
    left = desk.run("[...document.querySelectorAll('[data-say]')].map(e => e.textContent).join('')")
    assert left.isascii() or set(filter(lambda each: each >= "\u4e00", left)) == set()


def broken(folder: Path) -> dict[str, str]:
    """The broken workbooks of the tests, each with words of what is said of it."""
    whole = template(folder / "whole.xlsx", sound(2024)).read_bytes()
    told = {}
    for number, (make, says) in enumerate(broken_workbooks.BROKEN.values()):
        name = f"broken-{number:03}.xlsx"
        (folder / name).write_bytes(make(whole))
        told[name] = says
    for number, content in enumerate(broken_workbooks.mutants(whole, 60, 3)):
        (folder / f"mutant-{number:03}.xlsx").write_bytes(content)
    (folder / "huge.xlsx").write_bytes(bytes(21 * 2**20))
    told["huge.xlsx"] = "有 21 MB，远多于一份报告"
    return told


def test_broken_workbooks_dropped_at_once_each_have_their_message(
    desk: OpenedPage, tmp_path: Path
) -> None:
    told = broken(tmp_path)
    desk.run("""
        window.longest = 0;
        let last = performance.now();
        setInterval(() => {
            const now = performance.now();
            window.longest = Math.max(window.longest, now - last);
            last = now;
        }, 20);
    """)
    desk.drop("#drop", sorted(tmp_path.iterdir()))
    desk.page.locator("#bar").wait_for()
    desk.page.locator("#count", has_text="/").wait_for()
    desk.page.get_by_role("button", name="English").focus()  # It can still be used.
    desk.wait_until(CHECKED)
    rows = desk.page.locator("tbody tr").all_inner_texts()
    assert len(rows) >= len(told)
    without = [
        name for name, says in told.items()
        if not any(name in row and says in row for row in rows) and "不是由 disclosure" not in says
    ]  # fmt: skip
    shown = desk.page.locator("#collection").inner_text()
    # Of files in which there is no report, the names are told in one line.
    assert [name for name in without if name not in shown] == []
    assert len(without) < len(told) / 4
    assert desk.run("window.longest") < 500


def test_a_file_that_takes_too_long_ends_its_worker_and_not_the_page(
    browser: Browser,
) -> None:
    with page_browser.opened(browser) as desk:
        desk.drop("#drop", [EXAMPLES / RIGHT])
        desk.wait_for_result(RIGHT)
        desk.page.clock.install()
        desk.page.workers[0].evaluate("() => { setTimeout(() => { for (;;); }, 0); }")
        desk.drop("#drop", [EXAMPLES / WRONG])
        desk.wait_until("正在检查")
        desk.page.clock.fast_forward(61_000)
        verdict = desk.wait_for_result(WRONG)
        assert "读取超过 60 秒，没有读完" in verdict
        desk.drop("#drop", [EXAMPLES / RIGHT])
        assert desk.wait_for_result(RIGHT).startswith("√")
        assert desk.said == []


@pytest.mark.parametrize("way", ["fetch", "image", "socket", "beacon", "script"])
def test_nothing_leaves_the_machine(browser: Browser, way: str) -> None:
    """Whatever a script would try: no connection arrives at a server that listens."""
    tries = {
        "fetch": "await fetch('http://{place}/').catch(() => 0)",
        "image": "const i = new Image(); i.src = 'http://{place}/a.png'; document.body.append(i)",
        "socket": "try { new WebSocket('ws://{place}/') } catch {}",
        "beacon": "navigator.sendBeacon('http://{place}/', 'a')",
        "script": "await import('http://{place}/a.js').catch(() => 0)",
    }
    arrived = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        place = f"127.0.0.1:{server.getsockname()[1]}"

        def listen() -> None:
            with suppress(OSError):  # Nobody came.
                arrived.append(server.accept()[0].recv(20))

        threading.Thread(target=listen, daemon=True).start()
        with page_browser.opened(browser) as desk:
            desk.run(f"(async () => {{ {tries[way].replace('{place}', place)} }})()")
            desk.page.wait_for_timeout(500)
            refused = [each for each in desk.said if "Content Security Policy" in each]
        assert arrived == []
        assert refused


def test_the_text_of_a_workbook_is_never_markup(desk: OpenedPage, tmp_path: Path) -> None:
    book = template(tmp_path / "<img src=x>.xlsx", sound(2024))
    text = "<img src=x onerror=alert(1)><script>alert(2)</script>甲局"
    typed_into(book, {"基本信息!B4": text, "三!D7": "<b>9</b>"})
    desk.drop("#drop", [book])
    desk.wait_for_result(book.name)
    assert "<b>9</b>" in desk.page.locator("#result").inner_text()
    assert desk.page.locator("#result img, #result b:not(.cell), #result script").count() == 0
    refused = "try { document.body.innerHTML = '<p>'; 'taken' } catch (error) { error.name }"
    assert desk.run(refused) == "TypeError"
    desk.said[:] = [each for each in desk.said if "TrustedHTML" not in each]


def test_a_browser_that_is_too_old_is_told_so(browser: Browser) -> None:
    before = "delete globalThis.DecompressionStream"
    with page_browser.opened(browser, before=before, is_ready=False) as desk:
        desk.page.locator("#too-old").wait_for()
        assert "109 或以后的版本" in desk.page.locator("#too-old").inner_text()
        assert not desk.page.locator("#page").is_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["390", "1280"])
def test_axe_finds_nothing(browser: Browser, units: UnitFolder, size: tuple[int, int]) -> None:
    needed(["axe-core (npm)"] * (not AXE.is_file()))
    with page_browser.opened(browser, size) as desk:
        desk.run(AXE.read_text("utf-8"))
        found = {"start": violations(desk)}
        desk.drop("#drop-last", [EXAMPLES / "published-2023.xlsx"])
        desk.drop("#drop", [EXAMPLES / RIGHT])
        desk.wait_for_result(RIGHT)
        desk.page.get_by_role("button", name="两年对照").click()
        desk.page.locator(".comparison").wait_for()
        found["two years"] = violations(desk)
        desk.drop("#drop", [EXAMPLES / WRONG])
        desk.wait_for_result(WRONG)
        desk.page.get_by_role("button", name="说明 D101").first.click()
        desk.page.locator(".explained:not([hidden])").wait_for()
        found["wrong"] = violations(desk)
        desk.drop("#drop", [units.path])
        desk.wait_until(CHECKED)
        desk.page.locator("summary").first.click()
        found["many"] = violations(desk)
        assert desk.run("document.documentElement.scrollWidth") == size[0]
    assert [each for of_state in found.values() for each in of_state] == []
    assert len(found) == 4


def violations(desk: OpenedPage) -> list[str]:
    """What axe-core finds wrong in the page as it is."""
    return [str(each) for each in desk.run(
        "axe.run().then(found => found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`))"
    )]  # fmt: skip


def test_in_the_last_chromium_for_windows_7_all_of_it_works(
    playwright: Playwright, tmp_path: Path, units: UnitFolder
) -> None:
    program = unpacked_old_chromium(tmp_path)
    with page_browser.launched(playwright, program) as old, page_browser.opened(old) as desk:
        assert old.version.startswith("109.")
        desk.drop("#drop", [EXAMPLES / RIGHT])
        desk.wait_for_result(RIGHT)
        _name, content = desk.downloaded("生成 Word（.docx）")
        assert content == made(tmp_path, "build", RIGHT, ".docx")
        desk.drop("#drop", [units.path])
        desk.wait_until(CHECKED)
        assert desk.page.locator("tbody tr").count() > UNITS_OF_PICTURES - 4
        assert desk.said == []


def test_a_dropped_workbook_that_was_corrected_is_checked_again(
    desk: OpenedPage, tmp_path: Path
) -> None:
    """As it stands on the disk now, without being dropped anew."""
    book = template(tmp_path / "book.xlsx", sound(2024))
    right = book.read_bytes()
    typed_into(book, {"三!D7": 99})
    desk.drop("#drop", [book])
    assert desk.wait_for_result("book.xlsx").startswith("×")
    book.write_bytes(right)
    desk.page.get_by_role("button", name="重新检查").click()
    desk.page.locator("#verdict.right").wait_for()
    assert len(desk.downloaded("生成 Word（.docx）")[1]) > 1000


def test_a_chosen_workbook_that_was_changed_is_to_be_chosen_again(
    desk: OpenedPage, tmp_path: Path
) -> None:
    book = template(tmp_path / "book.xlsx", sound(2024))
    choose(desk, "选择文件…", book)
    desk.wait_for_result("book.xlsx")
    book.write_bytes(b"")
    desk.page.get_by_role("button", name="重新检查").click()
    desk.wait_until("book.xlsx 在选择之后改动过或移走了，浏览器不让再读；请重新拖入或选择。")


def test_the_licences_are_in_the_page(desk: OpenedPage) -> None:
    desk.page.locator("footer summary").click()
    name, content = desk.downloaded("许可全文（licences.txt）")
    assert name == "licences.txt"
    for each in ("openpyxl", "xlsxwriter", "Pyodide", "CPython", "Permission is hereby granted"):
        assert each in content.decode()


def test_of_a_workbook_that_has_errors_by_now_nothing_is_built(
    desk: OpenedPage, tmp_path: Path
) -> None:
    book = template(tmp_path / "book.xlsx", sound(2024))
    desk.drop("#drop", [book])
    assert desk.wait_for_result("book.xlsx").startswith("√")
    typed_into(book, {"三!D7": 99})
    desk.page.get_by_role("button", name="生成 Word（.docx）").click()
    desk.page.locator("#verdict.wrong").wait_for()
    assert desk.page.get_by_role("button", name="生成 Word（.docx）").count() == 0
