"""`disclosure verify`: whether a report still says what its workbook prints."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import disclosure
from conftest import Convert
from docx import Document
from docx.document import Document as WordDocument
from report_factory import published_report, sound, template, web_page, word_document

from disclosure_cli import build, read, verify
from disclosure_cli.errors import DisclosureError
from disclosure_cli.model.comparison import Comparison
from disclosure_cli.model.report import Report
from disclosure_cli.output.report_as_data import report_json

EXAMPLES = Path(__file__).parent.parent / "examples"

Edit = Callable[[WordDocument], None]


def edited(document: bytes, edit: Edit) -> bytes:
    """A document after somebody edited it in Word."""
    opened = Document(io.BytesIO(document))
    edit(opened)
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def compared(
    report: Report, document: bytes, folder: Path, name: str = "report.docx"
) -> Comparison:
    (folder / name).write_bytes(document)
    return verify(folder / name, report)


def told(comparison: Comparison) -> list[str]:
    """Every difference as it is shown, and what could not be read."""
    return [
        *(
            f"{change.labels}: {change.before} {change.now}"
            for section in comparison.sections
            for change in section.changes
        ),
        *(f"- {each}" for section in comparison.sections for each in section.dropped),
        *(f"+ {each}" for section in comparison.sections for each in section.added),
        *comparison.remarks,
    ]


@pytest.mark.parametrize("name", ["helan-2020", "suqian-2024", "mistakes-2023"])
@pytest.mark.parametrize(
    ("make", "name_of_file"), [(word_document, "report.docx"), (web_page, "report.html")]
)
def test_all_figures_of_the_examples_are_read_back(
    name: str, make: Callable[[Report], bytes], name_of_file: str, tmp_path: Path
) -> None:
    report = read(EXAMPLES / f"{name}.xlsx")
    (tmp_path / name_of_file).write_bytes(make(report))
    found = read(tmp_path / name_of_file)
    assert {ref: found.written(ref) for ref in found.entries} == {
        ref: report.written(ref) for ref in report.edition.measures
    }


@pytest.mark.parametrize("name", ["helan-2020", "suqian-2024"])
@pytest.mark.parametrize("suffix", [".docx", ".html", ".json"])
def test_what_was_built_and_not_touched_has_no_difference(
    name: str, suffix: str, tmp_path: Path
) -> None:
    report = read(EXAMPLES / f"{name}.xlsx")
    path = tmp_path / f"report{suffix}"
    build(report, {suffix.removeprefix("."): path})
    assert told(verify(path, report)) == []


WORD, PDF = ("docx:MS Word 2007 XML", ".docx"), ("pdf:writer_pdf_Export", ".pdf")


@pytest.mark.office
@pytest.mark.parametrize(
    ("name", "made_by", "suffix"),
    [
        ("helan-2020", *WORD),
        ("suqian-2024", *WORD),
        ("mistakes-2023", *WORD),
        # Of helan-2020 LibreOffice 7.4 leaves out a comma that hangs over the end of a line.
        ("suqian-2024", *PDF),
        ("mistakes-2023", *PDF),
    ],
)
def test_a_document_that_libreoffice_opened_and_saved_has_no_difference(
    name: str, made_by: str, suffix: str, convert: Convert, tmp_path: Path
) -> None:
    report = read(EXAMPLES / f"{name}.xlsx")
    source = tmp_path / "report.docx"
    source.write_bytes(word_document(report))
    saved = convert(source, made_by)
    assert saved.suffix == suffix
    assert told(verify(saved, report)) == []


def figure_changed(document: WordDocument) -> None:
    document.tables[1].rows[3].cells[3].paragraphs[0].runs[0].text = "3441"


def sentence_changed(document: WordDocument) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("3646", "3647")


def title_changed(document: WordDocument) -> None:
    for run in document.paragraphs[0].runs:
        run.text = run.text.replace("2024年", "2023年")


def sentence_added(document: WordDocument) -> None:
    document.paragraphs[-3].insert_paragraph_before("另有说明一句。")


def label_changed(document: WordDocument) -> None:
    document.tables[1].rows[5].cells[1].paragraphs[0].runs[0].text = "（一）公开"


def label_varied(document: WordDocument) -> None:
    document.tables[0].rows[3].cells[0].paragraphs[0].runs[0].text = "规范性文件"


def caption_changed(document: WordDocument) -> None:
    document.tables[0].rows[0].cells[0].paragraphs[0].runs[0].text = "第二十条第（二）项"


def row_removed(document: WordDocument) -> None:
    row = document.tables[1].rows[6]._tr
    document.tables[1]._tbl.remove(row)


EDITS: dict[Edit, list[str]] = {
    figure_changed: ["一、本年新收政府信息公开申请数量 × 自然人: 3440 3441"],
    sentence_changed: [
        "- 全市全年共收办政府信息公开申请案件3646件，同比增长1.05%，其中，予以公开1431件、部分公开471件、"
        "不予公开92件、无法提供941件、不予处理117件、作其他处理（含申请人主动撤回申请）469件、转下年度办理125件。",
        "+ 全市全年共收办政府信息公开申请案件3647件，同比增长1.05%，其中，予以公开1431件、部分公开471件、"
        "不予公开92件、无法提供941件、不予处理117件、作其他处理（含申请人主动撤回申请）469件、转下年度办理125件。",
    ],
    title_changed: [
        "- 示例县自然资源局2024年政府信息公开工作年度报告",
        "+ 示例县自然资源局2023年政府信息公开工作年度报告",
    ],
    sentence_added: ["+ 另有说明一句。"],
    label_changed: [
        "表三 标签应为“（一）予以公开”，现为“（一）公开”，不能确定数字属于哪一项，这张表没有读取；"
        "请对照原文核对。"
    ],
    label_varied: ["- 标签“行政规范性文件”", "+ 标签“规范性文件”"],
    caption_changed: ["- 标签“第二十条第（一）项”", "+ 标签“第二十条第（二）项”"],
    row_removed: [
        "表三 没有“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”这个标签，不能确定数字属于哪一项，"
        "这张表没有读取；请对照原文核对。"
    ],
}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit_is_named(edit: Edit, tmp_path: Path) -> None:
    report = published_report(2024)
    document = edited(word_document(report), edit)
    assert told(compared(report, document, tmp_path)) == EDITS[edit]


def test_a_figure_that_was_changed_in_the_workbook_is_named(tmp_path: Path) -> None:
    """The other way round: the document is the older one."""
    report = published_report(2024)
    changed = published_report(2024)
    ref = next(ref for ref in report.entries if ref.table == "cases")
    entry = report.entries[ref]
    changed = replace(
        changed, entries={**changed.entries, ref: entry._replace(value=89, shown="89")}
    )
    found = told(compared(changed, web_page(report), tmp_path, "report.html"))
    assert found == ["行政复议·结果维持: 89 88"]


def test_a_blank_of_the_workbook_is_the_0_that_is_printed(tmp_path: Path) -> None:
    report = read(EXAMPLES / "helan-2020.xlsx")
    assert any(entry.is_blank for entry in report.entries.values())
    assert told(compared(report, word_document(report), tmp_path)) == []


def test_the_data_of_another_report_are_named(tmp_path: Path) -> None:
    report = published_report(2024)
    other = published_report(2023)
    found = told(compared(report, report_json(other), tmp_path, "report.json"))
    assert "一、本年新收政府信息公开申请数量 × 自然人: 3440 3402" in found


def test_a_workbook_is_no_document(tmp_path: Path) -> None:
    template(tmp_path / "book.xlsx", sound(2024))
    with pytest.raises(DisclosureError, match="是工作簿；请给出要核对的报告"):
        verify(tmp_path / "book.xlsx", sound(2024))


def test_the_command_says_whether_they_agree(tmp_path: Path) -> None:
    report = published_report(2024)
    template(tmp_path / "book.xlsx", report)
    (tmp_path / "same.docx").write_bytes(word_document(report))
    (tmp_path / "other.docx").write_bytes(edited(word_document(report), figure_changed))

    same = disclosure(tmp_path, "verify", "same.docx", "book.xlsx")
    other = disclosure(tmp_path, "verify", "other.docx", "book.xlsx")
    itself = disclosure(tmp_path, "verify", "book.xlsx", "book.xlsx")

    assert (same.returncode, same.stdout) == (0, "√ same.docx 与工作簿一致。\n")
    assert other.returncode == 1
    assert "3440" in other.stdout
    assert "3441" in other.stdout
    assert "× other.docx 与工作簿有 1 处不同。" in other.stderr
    assert (itself.returncode, "两份是同一个文件" in itself.stderr) == (2, True)
