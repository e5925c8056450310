"""A report in the styles and on the page of an office's own document."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import broken_workbooks
import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from report_factory import sound, template, word_document

from disclosure_cli.errors import UnreadableDocument
from disclosure_cli.output.verification import differences


def landscape(folder: Path) -> Path:
    """An office's document: landscape, large headings, its name in the header, words of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.styles["Heading 1"].font.size = Pt(20)
    section.header.paragraphs[0].text = "某某市自然资源局文件"
    document.add_paragraph("不相干的内容")
    path = folder / "office.docx"
    document.save(str(path))
    return path


def made(path: Path, *, draft: bool = False) -> Any:
    content = word_document(sound(2024), draft=draft, reference=path)
    assert list(differences(sound(2024), content)) == []
    return docx.Document(io.BytesIO(content))


def test_page_and_styles_are_those_of_the_office(tmp_path: Path) -> None:
    document = made(landscape(tmp_path))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.header.paragraphs[0].text == "某某市自然资源局文件"
    (heading, *_others) = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heading.text == "一、总体情况"
    assert heading.style.font.size == Pt(20)


def test_its_text_is_not_taken_over_and_what_it_lacks_is_added(tmp_path: Path) -> None:
    document = made(landscape(tmp_path))
    assert "不相干的内容" not in [p.text for p in document.paragraphs]
    assert "表格数字" in [style.name for style in document.styles]
    footer = document.sections[0].footer
    assert "".join(p.text for p in footer.paragraphs) == "— 1 —"


def test_a_draft_is_marked_on_the_paper_of_the_office_too(tmp_path: Path) -> None:
    section = made(landscape(tmp_path), draft=True).sections[0]
    assert [p.text for p in section.header.paragraphs] == ["草　稿"]
    assert [p.text for p in section.even_page_header.paragraphs] == ["草　稿"]


def test_tables_are_as_wide_as_the_type_area(tmp_path: Path) -> None:
    document = made(landscape(tmp_path))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert len(document.tables) == 3
    for table in document.tables:
        width = sum(column.width for column in table.columns)
        assert abs(width - room) < Mm(0.1)


def test_our_own_document_is_a_reference_for_itself(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(word_document(sound(2024)))
    own: Any = docx.Document(str(path))
    names = [p.style.name for p in made(path).paragraphs]
    assert names == [p.style.name for p in own.paragraphs]


@pytest.mark.parametrize("kind", ["missing", "text", "workbook", "narrow"])
def test_what_is_no_reference_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "office.docx"
    if kind == "text":
        path.write_text("样式", "utf-8")
    elif kind == "workbook":
        template(path, sound(2024))
    elif kind == "narrow":
        landscape(tmp_path)
        document = docx.Document(str(path))
        document.sections[0].left_margin = Mm(250)
        document.save(str(path))
    with pytest.raises(UnreadableDocument, match=r"office\.docx"):
        word_document(sound(2024), reference=path)


NOISE = b"\0\1" * 100


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda _: broken_workbooks.ole2("EncryptionInfo", "EncryptedPackage"),
            "有密码；请在 Word 或 WPS 中打开，取消密码后另存为 .docx",
        ),
        (lambda _: broken_workbooks.ole2("WordDocument"), "旧版.*另存为 .docx"),
        (lambda _: b"%PDF", "请给出用 Word 或 WPS 保存的 .docx"),
        (lambda _: broken_workbooks.packed({"a.txt": b"1"}), "请给出用 Word 或 WPS 保存的 .docx"),
        (lambda _: broken_workbooks.ods(), "是 .ods 表格"),
        (lambda _: broken_workbooks.related("xl/b.xml", a=b"<workbook/>"), "是 Excel 工作簿"),
        (
            lambda content: broken_workbooks.without_part(content, "word/document.xml"),
            "缺少主要内容（word/document.xml）",
        ),
        (lambda content: content[: len(content) // 2], "压缩包不完整"),
        (
            lambda content: broken_workbooks.with_part(content, "word/styles.xml", NOISE),
            "“word/styles.xml”编码不常见",
        ),
        (
            lambda content: broken_workbooks.changed(
                content, "word/styles.xml", "<w:styles", "<!DOCTYPE a><w:styles"
            ),
            "“word/styles.xml”里有实体声明",
        ),
        (
            lambda content: broken_workbooks.with_part(
                content, "word/document.xml", b"<w:document xmlns:w='a'/>" + b" " * (5 * 2**20)
            ),
            "的内容有 5 MB，太多；请删去多余的内容",
        ),
        (
            lambda content: broken_workbooks.lying_about_its_size(
                content, "word/theme/theme1.xml", 300 * 2**20
            ),
            "解压后有 300 MB",
        ),
        (
            lambda content: broken_workbooks.packed(
                broken_workbooks.unpacked(content), ("WORD/styles.xml", b"<a/>")
            ),
            "“word/styles.xml”有两份",
        ),
    ],
)  # fmt: skip
def test_a_reference_is_refused_for_its_own_reason(make: Any, says: str, tmp_path: Path) -> None:
    path = landscape(tmp_path)
    path.write_bytes(make(path.read_bytes()))
    with pytest.raises(UnreadableDocument, match=says):
        word_document(sound(2024), reference=path)


def elsewhere(content: bytes) -> bytes:
    """The main part is called otherwise, as programs of the web do."""
    files = broken_workbooks.unpacked(content)
    main, relations = "word/document.xml", "word/_rels/document.xml.rels"
    for part in ("_rels/.rels", "[Content_Types].xml"):
        files[part] = files[part].replace(b"word/document.xml", b"word/document2.xml")
    files["word/document2.xml"] = files.pop(main)
    files["word/_rels/document2.xml.rels"] = files.pop(relations)
    return broken_workbooks.packed(files)


@pytest.mark.parametrize(
    "make",
    [
        lambda content: broken_workbooks.with_part(
            content, "customXml/item1.xml", "<a/>".encode("utf-16")
        ),
        lambda content: broken_workbooks.with_part(
            content, "docProps/core.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        ),
        lambda content: broken_workbooks.packed(
            broken_workbooks.unpacked(content), ("__MACOSX/word/._document.xml", NOISE)
        ),
        lambda content: broken_workbooks.renamed(
            content, lambda name: name.upper() if name.startswith("word/") else name
        ),
        lambda content: broken_workbooks.renamed(content, lambda name: name.replace("/", "\\")),
        elsewhere,
    ],
    ids=["UTF-16", "entity", "Mac", "capitals", "backslashes", "elsewhere"],
)
def test_what_is_no_concern_of_the_styles_is_passed_over(make: Any, tmp_path: Path) -> None:
    path = landscape(tmp_path)
    whole = word_document(sound(2024), reference=path)
    path.write_bytes(make(path.read_bytes()))
    made = broken_workbooks.unpacked(word_document(sound(2024), reference=path))
    assert made["word/styles.xml"] == broken_workbooks.unpacked(whole)["word/styles.xml"]
    assert "某某市自然资源局文件".encode() in b"".join(made.values())


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
ATTACHED_TEMPLATE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
)
LINKED = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:hyperlink r:id="{}"><w:r><w:t>网站</w:t></w:r></w:hyperlink>'
    '<w:r><w:t>留</w:t></w:r><w:r><w:object><w:control r:id="{}"/></w:object></w:r></w:p>'
)


def furnished(folder: Path) -> Path:
    """An office's document with all that such a document brings along."""
    document = docx.Document()
    document.core_properties.author = "某某某"
    document.core_properties.comments = "内部资料"
    header = document.sections[0].header
    header.paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL), width=Mm(10))
    link = header.part.relate_to(
        "https://example.cn/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    other = header.part.relate_to("file:///x.bin", RELATIONSHIP_TYPE.OLE_OBJECT, is_external=True)
    header.part.element.append(parse_xml(LINKED.format(link, other)))
    document.sections[0].first_page_header.paragraphs[0].text = "首页"
    document.sections[0].different_first_page_header_footer = True
    settings = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    template = "file:///C:/Users/clerk/office.dotx"
    settings.relate_to(template, ATTACHED_TEMPLATE, is_external=True)
    document.add_comment(document.add_paragraph("文").add_run("字"), text="批注", author="某某某")
    document.add_paragraph("有编号", style="List Number")
    path = folder / "furnished.docx"
    document.save(str(path))
    return path


def test_what_else_an_office_s_document_brings_along_is_left_behind(tmp_path: Path) -> None:
    content = word_document(sound(2024), reference=furnished(tmp_path))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode("latin-1")
        names = archive.namelist()
    for word in ("某某某", "内部资料", "批注", "office.dotx"):
        assert word.encode().decode("latin-1") not in whole
    left = [n for n in names if any(w in n for w in ("custom", "app.xml", "comments", "thumbnail",
                                                     "Effects", "webSettings"))]  # fmt: skip
    assert left == []
    assert docx.Document(io.BytesIO(content)).core_properties.author == "示例县自然资源局"


def test_its_headers_keep_pictures_and_links_and_nothing_that_points_elsewhere(
    tmp_path: Path,
) -> None:
    document = made(furnished(tmp_path))
    section = document.sections[0]
    assert section.first_page_header.paragraphs[0].text == "首页"
    part = section.header.part
    assert sorted(r.reltype.rpartition("/")[2] for r in part.rels.values()) == [
        "hyperlink",
        "image",
    ]
    used = {v for e in part.element.iter() for k, v in e.attrib.items() if str(k).endswith("}id")}
    assert used <= set(part.rels) | {""}
    assert part.element.find(f".//{qn('w:object')}") is None
    assert "".join(p.text for p in section.header.paragraphs) == "网站留"


def test_its_theme_and_numbering_stay(tmp_path: Path) -> None:
    kinds = {r.reltype for r in made(furnished(tmp_path)).part.rels.values()}
    assert {RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.NUMBERING} <= kinds


def test_the_same_reference_gives_the_same_bytes(tmp_path: Path) -> None:
    path = furnished(tmp_path)
    assert word_document(sound(2024), reference=path) == word_document(sound(2024), reference=path)
