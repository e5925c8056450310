"""What one does with a published report: check it, comment on it, import it, go on from it."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import disclosure
from conftest import Convert
from report_factory import published_report, sound, template, web_page, word_document

from disclosure_cli import annotate_document, build, check, import_published, new_template, read
from disclosure_cli.errors import DisclosureError, UnreadableDocument
from disclosure_cli.form.schema import Ref
from disclosure_cli.model.figures import BLANK
from disclosure_cli.model.findings import Diagnostic, Severity
from disclosure_cli.model.report import Report

EXAMPLES = Path(__file__).parent.parent / "examples"
PAGE = EXAMPLES / "published-2023.html"
RECEIVED = Ref("applications", "received", "person")


def page(*changes: tuple[str, str]) -> bytes:
    """The published page of the examples, with some of its mark-up changed, wherever it stands."""
    text = PAGE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def found_in(content: bytes, folder: Path, name: str = "page.html") -> list[Diagnostic]:
    (folder / name).write_bytes(content)
    return check(read(folder / name))


# What is found.


def test_places_are_tables_and_labels() -> None:
    told = {each.code: str(each.place) for each in check(read(PAGE))}
    assert told == {
        "D101": "表三“三、本年度办理结果·（一）予以公开 × 总计”",
        "D211": "表二“行政许可 × 本年处理决定数量”",
        "D212": "表二“行政强制 × 本年处理决定数量”",
        "D302": "表四",
        "D325": "标题和前言",
        "D401": "一、总体情况“第 2 段”",
    }


def test_a_row_with_other_cells_than_its_head_is_named(tmp_path: Path) -> None:
    """The row of 规章 has lost its blanks."""
    figures = '<td><p style="text-align:center">0</p></td>' * 3
    label = "规&nbsp;&nbsp;章</p></td>"
    (told,) = [
        each for each in found_in(page((label + figures, label)), tmp_path) if each.code == "D324"
    ]
    assert str(told.place) == "表二“规章”"
    assert told.message == (
        "这一行有 0 格，表头有 3 栏，不能确定各是哪一栏的数字，这张表没有读取；请对照原文核对。"
    )


def test_of_a_table_that_is_not_read_the_others_are(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page(("本年（2023）<br />制发件数", "本年")))
    report = read(tmp_path / "page.html")
    assert {ref.table for ref in report.entries} == {
        "licensing", "enforcement", "fees", "applications",
    }  # fmt: skip
    told = [each.message for each in check(report, {"D302"})]
    assert told[0].startswith("标签应为“本年制发件数”，现为“本年”，")


def test_what_is_not_found_is_told_once(tmp_path: Path) -> None:
    content = page(("五、存在的主要问题及改进情况", ""), ("自2023年1月1日起至2023年12月31日止", ""))
    told = [each for each in found_in(content, tmp_path) if each.code == "D325"]
    assert [each.message for each in told] == [
        "没有找到：五、存在的主要问题及改进情况、成文日期、地址、邮编、电话；请核对原文。"
    ]
    assert told[0].severity is Severity.WARNING


def test_nothing_is_asked_to_be_filled_in() -> None:
    """Neither 机关类别, which no report prints, nor what is told by D325."""
    codes = {each.code for each in check(read(PAGE))}
    assert codes & {"D307", "D310", "D311", "D313"} == set()


def test_a_table_without_a_figure_is_told(tmp_path: Path) -> None:
    content = re.sub(rb'center">[0-9,./]+<', b'center">&nbsp;<', page())
    told = {
        str(each.place): each.message for each in found_in(content, tmp_path) if each.code == "D303"
    }
    assert told == {"表三": "整张表是空的；请核对原文。"}


def test_a_report_on_the_form_of_other_years_is_read_and_told(tmp_path: Path) -> None:
    content = web_page(sound(2020)).replace(b"2020", b"2023")
    assert [each.message for each in found_in(content, tmp_path) if each.code == "D308"] == [
        "2023 年度的报告应使用 国办公开办函〔2021〕30号的格式，而这里的表格是 国办公开办函〔2019〕60号的格式。"
    ]
    assert len(read(tmp_path / "page.html").entries) == 198


def test_a_note_under_a_table_is_checked_like_the_text(tmp_path: Path) -> None:
    noted = page(("<p><strong>四、", "<p>注：全年新收政府信息公开申请26件。</p>\n<p><strong>四、"))
    report_of = found_in(noted, tmp_path)
    assert {each.found for each in report_of if each.code == "D401"} == {"25", "15", "26"}


def test_the_folder_of_an_auditor_is_checked(tmp_path: Path) -> None:
    """Where there is no workbook, what is published is read; else the workbooks alone."""
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.docx").write_bytes(word_document(sound(2024)))
    alone = disclosure(tmp_path, "validate", "--quiet")
    template(tmp_path / "c.xlsx", sound(2024))
    beside = disclosure(tmp_path, "validate", "--quiet")
    assert re.findall(r"^(\w\.\w+):", alone.stdout, re.MULTILINE) == ["a.html", "b.docx"]
    assert re.findall(r"^(\w\.\w+):", beside.stdout, re.MULTILINE) == ["c.xlsx"]
    assert "共 2 个文件：1 个没有发现错误，1 个有错误。" in alone.stdout
    assert "a.html、b.docx" in beside.stderr


def test_findings_are_data_too(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page())
    done = disclosure(tmp_path, "validate", "page.html", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    first = next(each for each in file["findings"] if each["code"] == "D101")
    assert (first["sheet"], first["row"], first["column"]) == (
        "表三", "三、本年度办理结果·（一）予以公开", "总计",
    )  # fmt: skip


# Comments in a Word document.


def with_an_error() -> bytes:
    """A document in which a total is not the sum, and a sentence says something else than the table."""
    report = published_report(2024)
    ref = Ref("applications", "received", "total")
    entries = {**report.entries, ref: report.entries[ref]._replace(value=3526, shown="3526")}
    return word_document(Report(**{**report.__dict__, "entries": entries}))


def test_a_document_has_a_comment_at_each_cell_in_question(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(with_an_error())
    done = disclosure(tmp_path, "validate", "report.docx", "--annotate", "out.docx")
    assert done.returncode == 1
    assert "批注副本：out.docx" in done.stderr
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        comments = archive.read("word/comments.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert "错误 D101：" in comments
    (number,) = re.findall(r'w:id="(\d+)"(?:(?!</w:comment>).)*错误 D101：', comments)
    cell = re.search(rf'<w:commentRangeStart w:id="{number}"/>(.*?)</w:tc>', body, re.DOTALL)
    assert cell
    assert "3526" in cell[1]


@pytest.mark.office
def test_libreoffice_shows_the_comments_at_their_cells(convert: Convert, tmp_path: Path) -> None:
    source, target = tmp_path / "report.docx", tmp_path / "out.docx"
    source.write_bytes(with_an_error())
    annotate_document(source, check(read(source)), target)
    text = convert(target, "fodt:OpenDocument Text Flat XML").read_text("utf-8")
    cells = re.findall(r"<table:table-cell.*?</table:table-cell>", text, re.DOTALL)
    (commented,) = [cell for cell in cells if "D101" in cell]
    assert ">3526<" in re.sub(
        r"<office:annotation.*?</office:annotation>", "", commented, flags=re.DOTALL
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("page.html", "--annotate", "out.docx"), "page.html 不是 .docx，不能加批注；请给出 Word 文档。"),
        (("page.html", "--annotate", "out.xlsx"), "out.xlsx 的扩展名应为 .docx；请换一个文件名。"),
        (("report.docx", "--annotate", "out.xlsx"), "out.xlsx 的扩展名应为 .docx；请换一个文件名。"),
        (("book.xlsx", "--annotate", "out.docx"), "out.docx 的扩展名应为 .xlsx；请换一个文件名。"),
    ],
)  # fmt: skip
def test_a_copy_is_of_the_kind_of_its_original(
    arguments: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_bytes(page())
    (tmp_path / "report.docx").write_bytes(word_document(sound(2024)))
    template(tmp_path / "book.xlsx", sound(2024))
    done = disclosure(tmp_path, "validate", *arguments)
    assert (done.returncode, says in done.stderr) == (2, True)
    assert not (tmp_path / arguments[-1]).exists()


def test_only_a_document_can_be_commented_on(tmp_path: Path) -> None:
    template(tmp_path / "book.xlsx", sound(2024))
    with pytest.raises(UnreadableDocument, match="不能加批注；请给出 Word 文档"):
        annotate_document(tmp_path / "book.xlsx", [], tmp_path / "out.docx")


# Into a workbook.


@pytest.mark.parametrize("name", ["published-2023.html", "helan-2020.docx", "suqian-2024.docx"])
def test_an_imported_workbook_has_the_figures_and_the_texts(name: str, tmp_path: Path) -> None:
    report = import_published(EXAMPLES / name, tmp_path / "book.xlsx")
    book = read(tmp_path / "book.xlsx")
    for ref, entry in report.entries.items():
        own = book.entries[ref]
        assert (own.value, own.unit, own.note, own.is_blank) == (
            entry.value, entry.unit, entry.note, entry.is_blank,
        )  # fmt: skip
    assert {key: texts for key, texts in book.texts.items() if texts} == report.texts
    left_out = {"kind", "organ", "year"}
    for key in report.about.keys() - left_out:
        assert book.about[key] == report.about[key]


@pytest.mark.parametrize("name", ["published-2023.html", "helan-2020.docx", "suqian-2024.docx"])
def test_an_imported_workbook_validates_the_same(name: str, tmp_path: Path) -> None:
    """But for what is asked of a workbook alone, and of a published report."""
    report = import_published(EXAMPLES / name, tmp_path / "book.xlsx")

    def told(found: list[Diagnostic]) -> list[tuple[str, object, object]]:
        of_one_alone = {"D302", "D303", "D310", "D311", "D313", "D325"}
        return sorted(
            ((d.code, d.at, d.found) for d in found if d.code not in of_one_alone), key=str
        )

    assert told(check(read(tmp_path / "book.xlsx"))) == told(check(report))


def test_what_was_not_read_stays_empty(tmp_path: Path) -> None:
    import_published(PAGE, tmp_path / "book.xlsx")
    book = read(tmp_path / "book.xlsx")
    (cases,) = (table for table in book.edition.tables if table.key == "cases")
    assert {book.entries[ref] for ref in cases.inputs} == {BLANK}
    assert book.entries[Ref("applications", "handled.granted", "total")] == BLANK


def test_an_import_says_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page())
    done = disclosure(tmp_path, "import", "page.html")
    assert (done.returncode, done.stdout) == (
        0, "示例县自然资源局2023年政府信息公开工作年度报告.xlsx\n",
    )  # fmt: skip
    assert done.stderr.splitlines() == [
        "按 国办公开办函〔2021〕30号 的格式，200 个数字读到 185 个（表二 10/10，表三 175/175，表四 0/15）。",
        "其中 1 格是空的，在工作簿中仍是空的。",
        "标题和前言 没有找到：成文日期、地址、邮编、电话；请核对原文。",
        "表四 标签应为“其他结果”，现为“其他结”，不能确定数字属于哪一项，这张表没有读取；请对照原文核对。",
        "有 1 处合计或勾稽不符。",
        "共 2 个错误；用 disclosure validate 可看到全部。",
    ]
    again = disclosure(tmp_path, "import", "page.html")
    assert (again.returncode, "--force" in again.stderr) == (2, True)


def test_an_import_of_sound_tables_says_so(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(word_document(sound(2024)))
    done = disclosure(tmp_path, "import", "report.docx", "-o", "book.xlsx")
    assert done.stderr.splitlines()[-1] == "读到的数字，合计和勾稽都相符。"


def test_a_paragraph_that_no_cell_can_hold_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page(("部分栏目更新不够及时。", "很长。" * 11_000)))
    with pytest.raises(DisclosureError) as raised:
        import_published(tmp_path / "page.html", tmp_path / "book.xlsx")
    assert str(raised.value) == (
        "五、存在的主要问题及改进情况“第 1 段”有 33015 字，超过工作簿一格的 32767 字；请在原文中分成几段。"
    )
    assert not (tmp_path / "book.xlsx").exists()


# As last year's report.


def test_a_new_workbook_takes_over_what_a_published_report_left(tmp_path: Path) -> None:
    (tmp_path / "last.html").write_bytes(web_page(published_report(2023)))
    new_template(2024, tmp_path / "new.xlsx", last=read(tmp_path / "last.html"))
    made = read(tmp_path / "new.xlsx")
    assert made[Ref("applications", "carried_in", "total")] == 121
    assert made.about["address"] == "示例县人民路1号"


def test_this_year_is_checked_against_a_published_report(tmp_path: Path) -> None:
    (tmp_path / "last.docx").write_bytes(word_document(published_report(2023)))
    last = read(tmp_path / "last.docx")
    this = published_report(2024)
    carried = Ref("applications", "carried_in", "person")
    wrong = {**this.entries, carried: this.entries[carried]._replace(value=117, shown="117")}
    found = check(Report(**{**this.__dict__, "entries": wrong}), {"D502"}, last=last)
    assert [(each.at, each.expected) for each in found] == [(carried, 118)]


def test_of_a_published_report_nothing_is_asked_to_be_explained(tmp_path: Path) -> None:
    """It has no 核查说明: beside last year's, another organ, applications lost on the way, documents too many."""
    last = replace(published_report(2023), about={**sound(2022).about, "organ": "示例县国土资源局"})
    this = read(PAGE)
    told = {each.code: each.message for each in check(this, last=last)}
    assert {"D502", "D503", "D507"} <= told.keys()
    assert not [message for message in told.values() if "核查说明" in message]


def test_nothing_is_built_of_a_published_report(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page())
    done = disclosure(tmp_path, "build", "page.html", "-o", "report.docx")
    assert done.returncode == 2
    assert (
        "page.html：这是已公布的报告，不能用来生成；请先用 disclosure import 导入为工作簿"
        in done.stderr
    )
    with pytest.raises(DisclosureError, match="disclosure import"):
        build(read(tmp_path / "page.html"), {"docx": tmp_path / "report.docx"})
    assert not (tmp_path / "report.docx").exists()
