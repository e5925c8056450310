"""What of an office's document is taken into a report, and what of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import house_documents as houses
import pytest
from broken_workbooks import changed
from docx.shared import Mm
from test_reference import furnished
from test_reference_styles import shown

from disclosure_cli.errors import UnreadableDocument
from disclosure_cli.output.word.base import BASE
from disclosure_cli.output.word.reference import ReferenceDocument, TakenOver, open_reference
from disclosure_cli.output.word.styles import PageLooks, TypeArea


def taken(office: Any, folder: Path) -> tuple[ReferenceDocument, TakenOver]:
    path = office if isinstance(office, Path) else houses.saved(office, folder / "office.docx")
    return open_reference(path, docx.Document(str(BASE)))


def related(part: Any) -> Iterator[str]:
    """What a part uses, as `header > image media/image1.png`."""
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        yield f"{kind} {relation.target_ref}"
        if not relation.is_external:
            yield from (f"{kind} > {each}" for each in related(relation.target_part))


def test_of_all_parts_its_looks_are_kept(tmp_path: Path) -> None:
    """Styles, theme, numbering, headers with pictures and links; the settings and the fonts are ours."""
    document = taken(furnished(tmp_path), tmp_path)[0].document
    assert sorted(related(document.part)) == [
        "fontTable fontTable.xml",
        "header > hyperlink https://example.cn/",
        "header > image media/image1.png",
        "header header1.xml",
        "header header2.xml",
        "numbering numbering.xml",
        "settings settings.xml",
        "styles styles.xml",
        "theme theme/theme1.xml",
    ]
    package: Any = document.part.package
    assert [each.target_ref for each in package.rels.values()] == ["word/document.xml"]
    assert len(document.element.body) == 1


@pytest.mark.parametrize(
    ("house", "told", "looks"),
    [
        (
            "annex",
            TakenOver((210, 297), 1, 2, True, True, False, True, ("Normal",)),
            PageLooks(TypeArea(8306, 13958), title_size=22, signed_size=12),
        ),
        (
            "sections",
            TakenOver((210, 297), 1, 3, True, True, False, True, ("Normal",)),
            PageLooks(TypeArea(8306, 13958), title_size=22, signed_size=16),
        ),
        (
            "16k",
            TakenOver((184, 260), 1, 1, False, False, False, False, ("Normal", "Date")),
            PageLooks(TypeArea(7937, 11906), title_size=22, signed_size=14),
        ),
    ],
)
def test_what_is_taken_is_told(
    house: str, told: TakenOver, looks: PageLooks, tmp_path: Path
) -> None:
    """Margins of 1¼ and 1 inch on A4, 22 and 25 mm on 16开; the title has its size, the date that of Normal."""
    reference, found = taken(houses.HOUSES[house](), tmp_path)
    assert found == told
    assert reference.looks == looks


@pytest.mark.parametrize(("title", "signature", "date"), [(18, 15, 12), (26, 12, 15)])
def test_the_sizes_of_title_and_signature_are_those_of_the_office(
    title: float, signature: float, date: float, tmp_path: Path
) -> None:
    """The seal has room for the larger of signature and date."""
    office = docx.Document()
    for name, size in (("Title", title), ("Signature", signature), ("Date", date)):
        if name not in office.styles:
            office.styles.add_style(name, 1, builtin=True)
        office.styles[name].font.size = size * 12700
    looks = taken(office, tmp_path)[0].looks
    assert (looks.title_size, looks.signed_size) == (title, 15)


def test_a_number_in_the_header_is_told(tmp_path: Path) -> None:
    office = houses.blank()
    houses.add_number(office.sections[0].header)
    told = taken(office, tmp_path)[1]
    assert (told.header, told.footer, told.number_in_header, told.number_in_footer) == (
        True, False, True, False,
    )  # fmt: skip


@pytest.mark.parametrize("is_odd_and_even", [False, True])
def test_the_settings_are_ours_but_for_odd_and_even_pages(
    is_odd_and_even: bool, tmp_path: Path
) -> None:
    office = houses.blank()
    office.settings.odd_and_even_pages_header_footer = is_odd_and_even
    document = taken(office, tmp_path)[0].document
    ours = [shown(each) for each in docx.Document(str(BASE)).settings.element]
    own = [shown(each) for each in document.settings.element]
    assert own == [each for each in ours if is_odd_and_even or each != "evenAndOddHeaders"]
    assert len(own) > 5


def test_a_page_without_room_is_refused_in_words(tmp_path: Path) -> None:
    office = houses.blank()
    office.sections[0].left_margin = Mm(200)
    with pytest.raises(UnreadableDocument) as raised:
        taken(office, tmp_path)
    assert str(raised.value) == (
        f"无法从 {tmp_path / 'office.docx'} 取得样式和页面（ValueError）；"
        "请用 Word 或 WPS 把这个参照文件另存为 .docx。"
    )


@pytest.mark.parametrize(
    "part", ["document", "styles", "settings", "numbering", "header1", "footer1", "comments"]
)
def test_no_part_that_is_read_may_declare_entities(part: str, tmp_path: Path) -> None:
    office = docx.Document(str(furnished(tmp_path)))
    office.sections[0].footer.paragraphs[0].text = "某局"
    path = houses.saved(office, tmp_path / "office.docx")
    name = f"word/{part}.xml"
    path.write_bytes(changed(path.read_bytes(), name, "<w:", "<!DOCTYPE a><w:"))
    with pytest.raises(UnreadableDocument, match=f"“{name}”里有实体声明"):
        taken(path, tmp_path)
