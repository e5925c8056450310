"""Comments in documents of others: at the right places, and nothing else is changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from random import Random
from typing import Any

import broken_workbooks
import docx
import invariants
import pytest
from broken_workbooks import changed, packed, unpacked, with_part, without_part
from conftest import Convert
from lxml import etree
from openxml_audit import OpenXmlValidator
from test_reference import NOISE, elsewhere, furnished, landscape

from disclosure_cli.errors import UnreadableDocument
from disclosure_cli.output.word.word_comments import WordComment, commented
from disclosure_cli.published.printed_document import PrintedTable
from disclosure_cli.published.word_document import word_document

EXAMPLE = Path(__file__).parent.parent / "examples" / "suqian-2024.docx"
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
MAIN, COMMENTS, STYLES = "word/document.xml", "word/comments.xml", "word/styles.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MICROSOFT = "http://schemas.microsoft.com/office/word"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": f"{OFFICE}/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": f"{MICROSOFT}/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
W = f"{{{NAMESPACES['w']}}}"
ID = f"{W}id"
RANGE = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
WRITTEN = (f"{W}t", f"{W}delText", f"{{{NAMESPACES['m']}}}t")
BLANKS_ARE_NOTHING = etree.XMLParser(remove_blank_text=True)


def root(document: bytes, part: str = MAIN) -> Any:
    return etree.fromstring(unpacked(document)[part], BLANKS_ARE_NOTHING)


def paragraphs(document: bytes) -> list[Any]:
    """All `w:p` of the body, as anchors count them."""
    return list(root(document)[0].iter(f"{W}p"))


def on_each_paragraph(document: bytes) -> list[WordComment]:
    return [WordComment(n, f"第 {n} 段") for n in range(len(paragraphs(document)))]


def comment_texts(document: bytes, part: str = COMMENTS) -> dict[str, str]:
    """The text of each comment by its id, its paragraphs parted by line breaks."""
    return {
        comment.get(ID): "\n".join("".join(p.itertext()) for p in comment.iter(f"{W}p"))
        for comment in root(document, part)
    }


def problems(document: bytes, folder: Path) -> set[str]:
    path = folder / "audited.docx"
    path.write_bytes(document)
    return {str(error) for error in OpenXmlValidator().validate(str(path)).errors}


def taken_out(part: bytes, numbers: Collection[str]) -> bytes:
    """An XML part in canonical form, without the comments of these numbers and their marks."""
    tree: Any = etree.fromstring(part, BLANKS_ARE_NOTHING)
    for each in list(tree.iter(*RANGE, f"{W}comment", f"{W}commentReference")):
        if each.get(ID) in numbers:
            gone = each.getparent() if each.tag == f"{W}commentReference" else each
            gone.getparent().remove(gone)
    return etree.tostring(tree, method="c14n")


def entries(part: bytes) -> list[dict[str, str]]:
    """What a list of parts tells, in its order."""
    listed: Any = etree.fromstring(part)
    return [dict(each.attrib) for each in listed]


def other_than_comments(before: bytes, after: bytes) -> list[str]:
    """The parts in which two documents differ by something else than the new comments."""
    old, new = unpacked(before), unpacked(after)
    numbers = comment_texts(after).keys() - (
        comment_texts(before).keys() if COMMENTS in old else set()
    )
    empty = {TYPES: b"<Types/>", RELATIONS: b"<Relationships/>", COMMENTS: new[COMMENTS]}
    different = [name for name in old if name not in new]
    for name, part in new.items():
        own = old.get(name) or empty.get(name, b"")
        if name in (TYPES, RELATIONS):
            gained = [each for each in entries(part) if each not in entries(own)]
            is_same = entries(part) == entries(own) + gained and len(gained) <= 1
            is_same &= all("comments" in str(each) for each in gained)
        elif name in (MAIN, COMMENTS):
            is_same = taken_out(part, numbers) == taken_out(own, numbers)
        else:
            is_same = part == own
        different += [] if is_same else [name]
    return different


def written(*blocks: str, **parts: bytes) -> bytes:
    """A document of that content, with nothing else in it but the parts that are given by file name."""
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    text = f'<w:document {declared} mc:Ignorable=""><w:body>{"".join(blocks)}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    top = related_to(f"{OFFICE}/relationships/officeDocument", MAIN)
    others = {f"word/{name}.xml": part for name, part in parts.items()}
    return packed({TYPES: types.encode(), "_rels/.rels": top, MAIN: text.encode(), **others})


def related_to(kind: str, target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    ).encode()


RUN = "<w:r><w:t>3</w:t></w:r>"
EMPTY = "<w:p/>"
BY = 'w:id="7" w:author="某某" w:date="2024-01-01T00:00:00Z"'
HOLDING = {
    "runs": f"{RUN}{RUN}",
    "nothing": "",
    "properties": '<w:pPr><w:jc w:val="center"/></w:pPr>',
    "properties and a run": f'<w:pPr><w:jc w:val="center"/></w:pPr>{RUN}',
    "a link": f'<w:hyperlink w:anchor="表">{RUN}</w:hyperlink>',
    "a content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
    "an insertion": f"<w:ins {BY}>{RUN}</w:ins>",
    "a deletion": f"<w:del {BY}><w:r><w:delText>3</w:delText></w:r></w:del>{RUN}",
    "a move": f"<w:moveFrom {BY}>{RUN}</w:moveFrom>",
    "a smart tag": f'<w:smartTag w:uri="urn:a" w:element="b">{RUN}</w:smartTag>',
    "a field": f'<w:fldSimple w:instr=" =SUM(ABOVE) ">{RUN}</w:fldSimple>',
    "a field of several runs": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =1 </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{RUN}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "an equation": "<m:oMath><m:r><m:t>3</m:t></m:r></m:oMath>",
    "a bookmark": f'<w:bookmarkStart w:id="0" w:name="a"/>{RUN}<w:bookmarkEnd w:id="0"/>',
    "custom XML": f'<w:customXml w:uri="urn:a" w:element="b">{RUN}</w:customXml>',
}
P = {name: f"<w:p>{content}</w:p>" for name, content in HOLDING.items()}
ENDED = f"{P['runs']}<w:sectPr/>"


def cell(*blocks: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr>{"".join(blocks)}</w:tc>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 1) -> str:
    grid = '<w:gridCol w:w="900"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def controlled(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def boxed(content: str) -> str:
    """A run with a text box, as Word writes it: drawn, and once more for Word 2007."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    graphic = f"{MICROSOFT}/2010/wordprocessingShape"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="框" descr="框"/>'
        f'<a:graphic><a:graphicData uri="{graphic}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>'
        f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="width:70pt;height:70pt"><v:textbox>{inside}</v:textbox></v:shape>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


BOX = f"<w:p>{boxed(table(row(cell(P['runs'])), row(cell(EMPTY))) + EMPTY)}</w:p>"
INSERTED_ROW = f"<w:tr><w:trPr><w:ins {BY}/></w:trPr>{cell(EMPTY)}</w:tr>"
TABLES = (
    table(row(cell(P["runs"]), cell(EMPTY)), row(cell(P["a link"]), cell(EMPTY, EMPTY)), columns=2),
    table(row(cell(table(row(cell(EMPTY)), row(cell(P["runs"]))), EMPTY))),
    table(controlled(row(cell(P["runs"]))), row(controlled(cell(EMPTY))), INSERTED_ROW),
    controlled(table(row(cell(controlled(P["runs"]))))),
)


def hostile(_folder: Path) -> bytes:
    return written(*P.values(), *TABLES, BOX, ENDED)


def with_comments(folder: Path) -> bytes:
    """Three comments, two of them on one paragraph."""
    document = docx.Document()
    text = document.add_paragraph("一")
    for number in range(2):
        document.add_comment(text.runs, text=f"原有批注{number}\n第二行", author="某某某")
    other = document.add_paragraph("二").add_run("三")
    document.add_comment(other, text="原有批注2", author="某某某", initials="某")
    document.save(str(folder / "a.docx"))
    return (folder / "a.docx").read_bytes()


def with_unknown_parts(folder: Path) -> bytes:
    """Parts that no relation leads to, relations to parts that are not there, none with the usual names."""
    files = unpacked(furnished(folder).read_bytes())
    files[RELATIONS] = files[RELATIONS].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdA" Type="http://x/image" Target="NULL"/>'
        b'<Relationship Id="rId999" Type="http://x/image" Target="../NULL.png"/></Relationships>',
    )
    del files["docProps/core.xml"]
    lonely = {"customXml/item9.xml": b"\xff\xfe<\0", "[trash]/0000.dat": NOISE, "word/": b""}
    return packed({**files, **lonely})


DOCUMENTS: dict[str, Callable[[Path], bytes]] = {
    "ours": lambda _: EXAMPLE.read_bytes(),
    "of an office": lambda folder: landscape(folder).read_bytes(),
    "furnished": lambda folder: furnished(folder).read_bytes(),
    "hostile": hostile,
    "with comments": with_comments,
    "unknown parts": with_unknown_parts,
    "without styles": lambda folder: without_part(landscape(folder).read_bytes(), STYLES),
    "without relations": lambda _: written(P["runs"], ENDED),
    "for templates": lambda folder: changed(
        landscape(folder).read_bytes(), TYPES, "document.main+xml", "template.main+xml"
    ),
    "in lines": lambda folder: changed(landscape(folder).read_bytes(), MAIN, "><", ">\n  <"),
}


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_nothing_is_changed_but_for_the_comments(
    make: Callable[[Path], bytes], tmp_path: Path
) -> None:
    """All other parts byte for byte; the text and its relations without what was added."""
    before = make(tmp_path)
    after = commented(before, on_each_paragraph(before))
    assert other_than_comments(before, after) == []
    assert len(comment_texts(after)) >= len(paragraphs(before))


def test_a_change_would_be_seen(tmp_path: Path) -> None:
    """That the test above can fail."""
    before = with_comments(tmp_path)
    after = commented(before, on_each_paragraph(before))
    for name, old, new in (
        (MAIN, "一", "二"),
        (STYLES, "Normal", "Norma1"),
        (COMMENTS, "原有批注0", "批注"),
        (TYPES, "image/jpeg", "image/jpg"),
        (RELATIONS, 'Target="styles', 'Target="Styles'),
    ):
        assert other_than_comments(before, changed(after, name, old, new)) == [name]
    assert other_than_comments(before, without_part(after, STYLES)) == [STYLES]
    assert other_than_comments(before, with_part(after, "a.bin", b"1")) == ["a.bin"]


@pytest.mark.slow("validates each document twice")
@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_the_document_is_as_valid_as_before(make: Callable[[Path], bytes], tmp_path: Path) -> None:
    before = make(tmp_path)
    after = commented(before, on_each_paragraph(before))
    assert problems(after, tmp_path) <= problems(before, tmp_path)


def test_of_our_own_documents_all_that_must_hold_still_does() -> None:
    before = EXAMPLE.read_bytes()
    assert invariants.problems(before) == []
    assert invariants.problems(commented(before, on_each_paragraph(before))) == []


def test_the_same_comments_are_the_same_bytes(tmp_path: Path) -> None:
    """However the archive was packed; without a date."""
    before = with_comments(tmp_path)
    once = commented(before, on_each_paragraph(before))
    stored = packed(unpacked(before), method=zipfile.ZIP_STORED)
    assert commented(stored, on_each_paragraph(before)) == once
    dates = [each.get(f"{W}date") for each in root(once, COMMENTS)]
    assert [date is None for date in dates] == [False] * 3 + [True] * len(paragraphs(before))


def test_without_comments_the_document_is_the_same() -> None:
    assert commented(EXAMPLE.read_bytes(), []) == EXAMPLE.read_bytes()


def around(paragraph: Any) -> str:
    """What stands in a paragraph between the two marks of the first comment, the reference behind them."""
    elements = list(paragraph.iter())
    start, end = (next(e for e in elements if e.tag == tag) for tag in RANGE)
    assert end.getnext()[-1].tag == f"{W}commentReference"
    inside = elements[elements.index(start) : elements.index(end)]
    return "".join(each.text for each in inside if each.tag in WRITTEN)


@pytest.mark.parametrize("name", HOLDING)
def test_a_comment_is_around_all_that_a_paragraph_holds(name: str) -> None:
    """Whatever its runs lie in; the mark-up that was there stays where it was."""
    document = commented(written(P["runs"], P[name], ENDED), [WordComment(1, "看这里")])
    found = paragraphs(document)[1]
    whole = "".join(each.text for each in found.iter(*WRITTEN))
    assert around(found) == whole == "3" * len(re.findall("<[wm]:t>3|delText>3", P[name]))
    assert [each.tag for each in found if each.tag in RANGE] == list(RANGE)
    number = found.find(f"{W}commentRangeStart").get(ID)
    assert {each.get(ID) for each in found.iter(*RANGE, f"{W}commentReference")} == {number}
    assert comment_texts(document) == {number: "看这里"}
    assert len(list(root(document).iter(*RANGE))) == 2


def test_each_comment_is_at_the_paragraph_of_its_number(tmp_path: Path) -> None:
    """Nested tables and all that Word wraps around rows and cells are counted."""
    before = written(*TABLES, ENDED)
    for number in range(len(paragraphs(before))):
        after = commented(before, [WordComment(number, "看这里")])
        marked = [p.find(f"{W}commentRangeStart") is not None for p in paragraphs(after)]
        assert [n for n, is_marked in enumerate(marked) if is_marked] == [number]


@pytest.mark.parametrize(
    "document",
    [written(*P.values(), BOX, TABLES[0], ENDED), EXAMPLE.read_bytes()],
    ids=["hostile", "ours"],
)
def test_what_is_read_is_counted_as_what_is_commented_on(document: bytes) -> None:
    """The anchor of a cell leads to the paragraph with which its text begins."""
    blocks = word_document(unpacked(document)[MAIN]).blocks
    tables = [block for block in blocks if isinstance(block, PrintedTable)]
    anchored = [(c.anchor, c.text) for t in tables for c in t.cells if c.anchor is not None]
    assert sum(1 for _anchor, text in anchored if text) >= 2
    for anchor, text in anchored:
        own = "".join(each.text for each in paragraphs(document)[anchor].iter(f"{W}t"))
        assert text.startswith(own)
        assert bool(text) == bool(own)


def test_a_comment_in_a_text_box_is_at_the_paragraph_that_holds_the_box() -> None:
    """Word ignores comments in text boxes; and of the two branches it shows one."""
    before = written(P["runs"], BOX, ENDED)
    assert len(paragraphs(before)) == 1 + 1 + 2 * 3 + 1
    for number in range(1, 8):
        after = commented(before, [WordComment(number, "看这里")])
        marked = [mark.getparent() for mark in root(after).iter(*RANGE)]
        assert [each.getparent().tag for each in marked] == [f"{W}body"] * 2
        assert marked[0] is marked[1] is root_paragraph(marked[0], 1)


def root_paragraph(element: Any, number: int) -> Any:
    return element.getroottree().getroot()[0].findall(f"{W}p")[number]


def test_comments_on_one_paragraph_are_in_their_order() -> None:
    before = written(P["a link"], ENDED)
    after = commented(before, [WordComment(0, "甲"), WordComment(1, "丙"), WordComment(0, "乙")])
    texts = comment_texts(after)
    for tag in (*RANGE, f"{W}commentReference"):
        assert [texts[each.get(ID)] for each in paragraphs(after)[0].iter(tag)] == ["甲", "乙"]
    assert list(texts.values()) == ["甲", "丙", "乙"]


def test_the_lines_of_a_comment_are_its_paragraphs() -> None:
    """What XML cannot hold is left out; what it must escape is escaped."""
    text = "合计填 3，各项之和为 4\n\n  相差 1\t<&>\x0b\ud800"
    after = commented(written(ENDED), [WordComment(0, text)], author='县"政府办<公\x00开>')
    (comment,) = docx.Document(io.BytesIO(after)).comments
    assert comment.text == "合计填 3，各项之和为 4\n\n  相差 1\t<&>"
    assert comment.author == '县"政府办<公开>'
    assert (comment.initials, comment.timestamp) == (None, None)


def test_comments_that_are_there_stay_and_keep_their_numbers(tmp_path: Path) -> None:
    before = with_comments(tmp_path)
    after = commented(before, on_each_paragraph(before))
    old, new = comment_texts(before), comment_texts(after)
    assert [(number, new[number]) for number in list(new)[:3]] == list(old.items())
    assert len(new) == len(old) + len(paragraphs(before))
    again = commented(after, [WordComment(0, "又一处")])
    assert list(comment_texts(again).values()) == [*new.values(), "又一处"]


def test_marks_without_a_comment_do_not_get_one(tmp_path: Path) -> None:
    """Some programs drop the comments and leave their marks; a number of theirs would move the comment there."""
    left = "".join(
        f'<w:p><w:commentRangeStart w:id="{n}"/>{RUN}<w:commentRangeEnd w:id="{n}"/>'
        f'<w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        for n in (0, 1, 3, 2147483647)
    )
    before = written(left, P["runs"], ENDED)
    after = commented(before, [WordComment(4, "看这里"), WordComment(5, "看这里")])
    assert set(comment_texts(after)) == {"2", "4"}
    assert other_than_comments(before, after) == []


NAMED_STYLES = (
    '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="{}"/></w:style>'
    '<w:style w:type="character" w:styleId="a8"><w:name w:val="annotation reference"/></w:style>'
    "</w:styles>"
)


def styles_in_use(document: bytes) -> list[list[str]]:
    return [
        [each.get(f"{W}val") for each in root(document, part).iter(f"{W}pStyle", f"{W}rStyle")]
        for part in (COMMENTS, MAIN)
    ]


@pytest.mark.parametrize("name", ["annotation text", "Annotation Text"])
def test_a_comment_has_the_styles_that_the_document_has_for_it(name: str) -> None:
    """By their names: in a Chinese document Word calls them a7 and a8."""
    own = changed(EXAMPLE.read_bytes(), STYLES, "</w:styles>", NAMED_STYLES.format(name))
    in_comment, in_text = styles_in_use(commented(own, [WordComment(0, "一\n二")]))
    assert in_comment == ["a7", "a8", "a7"]
    assert [style for style in in_text if style in ("a7", "a8", "CommentReference")] == ["a8"]


def test_a_comment_refers_to_no_style_that_is_missing() -> None:
    after = commented(EXAMPLE.read_bytes(), [WordComment(0, "一\n二")])
    assert styles_in_use(after)[0] == []
    assert styles_in_use(after)[1] == [
        each.get(f"{W}val") for each in root(EXAMPLE.read_bytes()).iter(f"{W}pStyle", f"{W}rStyle")
    ]


def test_a_part_with_the_usual_name_that_nothing_leads_to_stays(tmp_path: Path) -> None:
    lonely = written(ENDED, comments=b"<lost/>")
    files = unpacked(commented(lonely, [WordComment(0, "看这里")]))
    assert files[COMMENTS] == b"<lost/>"
    assert list(comment_texts(packed(files), "word/comments1.xml").values()) == ["看这里"]
    assert b'Target="comments1.xml"' in files[RELATIONS]
    assert b"/word/comments1.xml" in files[TYPES]


def test_a_relation_to_comments_that_are_not_there_leads_to_them_again() -> None:
    relations = related_to(f"{OFFICE}/relationships/comments", "/word/notes.xml")
    before = packed({**unpacked(written(ENDED)), RELATIONS: relations})
    files = unpacked(commented(before, [WordComment(0, "看这里")]))
    assert files[RELATIONS] == relations
    assert list(comment_texts(packed(files), "word/notes.xml").values()) == ["看这里"]
    assert b"/word/notes.xml" in files[TYPES]


@pytest.mark.parametrize(
    "make",
    [
        elsewhere,
        lambda content: broken_workbooks.renamed(
            content, lambda name: name.upper() if name.startswith("word/") else name
        ),
        lambda content: broken_workbooks.renamed(content, lambda name: name.replace("/", "\\")),
    ],
    ids=["elsewhere", "capitals", "backslashes"],
)
def test_the_main_part_may_be_called_otherwise(
    make: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    """It takes its own place: no part is there twice under two spellings of its name."""
    before = make(with_comments(tmp_path))
    after = commented(before, [WordComment(0, "看这里")])
    assert list(unpacked(after)) == sorted(
        unpacked(before), key=lambda name: (name[0] != "[", name)
    )
    others = [name for name, part in unpacked(after).items() if part != unpacked(before)[name]]
    assert [re.sub(r"word.|2?\.xml", "", name.lower()) for name in others] == [
        "comments",
        "document",
    ]


def in_strict(document: bytes) -> bytes:
    """As Word saves “Strict Open XML”: with other namespaces throughout."""
    strict = "http://purl.oclc.org/ooxml"
    files = {
        name: part.replace(NAMESPACES["w"].encode(), f"{strict}/wordprocessingml/main".encode())
        .replace(f"{OFFICE}/relationships".encode(), f"{strict}/officeDocument/relationships".encode())
        for name, part in unpacked(document).items()
    }  # fmt: skip
    return packed(files)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: b"", "无法在文档中加批注（BadZipFile）；请用 Word 或 WPS 另存为 .docx 后再试。"),
        (lambda _: b"%PDF-1.7", "（BadZipFile）"),
        (lambda _: broken_workbooks.ole2("WordDocument"), "（BadZipFile）"),
        (lambda content: content[: len(content) // 2], "（BadZipFile）"),
        (lambda _: packed({"a.txt": b"1"}), "无法在文档中加批注"),
        (lambda content: without_part(content, MAIN), "无法在文档中加批注"),
        (lambda content: without_part(content, TYPES), "无法在文档中加批注"),
        (lambda content: with_part(content, MAIN, b"<w:document"), "（XMLSyntaxError）"),
        (lambda content: with_part(content, MAIN, b"<a/>"), "无法在文档中加批注"),
        (lambda content: with_part(content, STYLES, b"<a>"), "（XMLSyntaxError）"),
        (lambda content: with_part(content, RELATIONS, b"<a>"), f"“{RELATIONS}”已损坏"),
        (lambda content: with_part(content, MAIN, NOISE), f"“{MAIN}”编码不常见"),
        (lambda content: changed(content, COMMENTS, 'w:id="1"', 'w:id="一"'), "（ValueError）"),
        (lambda content: broken_workbooks.flipped(content, "docProps/app.xml"), "已损坏"),
        (lambda content: broken_workbooks.encrypted_members(content), "是加密的压缩包"),
        (lambda content: packed(unpacked(content), (STYLES, b"<a/>")), f"“{STYLES}”有两份"),
        (
            lambda content: broken_workbooks.lying_about_its_size(
                content, "docProps/app.xml", 300 * 2**20
            ),
            "解压后有 300 MB",
        ),
        (in_strict, "Strict Open XML"),
    ],
)  # fmt: skip
def test_what_cannot_be_commented_on_is_refused(
    make: Callable[[bytes], bytes], says: str, tmp_path: Path
) -> None:
    broken = make(with_comments(tmp_path))
    with pytest.raises(UnreadableDocument) as refused:
        commented(broken, [WordComment(0, "看这里")])
    assert says in str(refused.value)


@pytest.mark.slow("comments on 300 broken documents")
def test_files_broken_by_chance_are_commented_on_or_refused(tmp_path: Path) -> None:
    for name in ("furnished", "with comments"):
        document = DOCUMENTS[name](tmp_path)
        for mutant in broken_workbooks.mutants(document, 150, seed=len(name)):
            try:
                after = commented(mutant, [WordComment(0, "看这里")])
            except (UnreadableDocument, IndexError):
                continue
            with zipfile.ZipFile(io.BytesIO(after)) as archive:
                assert archive.testzip() is None


def test_a_number_that_no_paragraph_has_is_a_mistake_of_the_program() -> None:
    with pytest.raises(IndexError):
        commented(written(ENDED), [WordComment(1, "看这里")])


TABLE, TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text")
)
ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
DOCX = "docx:MS Word 2007 XML"


def shown_in_cells(path: Path) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Of each comment in a table what it says, the row and column of its cell, and the text beside it."""
    tree: Any = etree.parse(path)
    for annotation in tree.iter(ANNOTATION):
        inside = next(annotation.iterancestors(f"{TABLE}table-cell"), None)
        if inside is not None:
            says = "\n".join("".join(p.itertext()) for p in annotation.iter(f"{TEXT}p"))
            rows = list(next(inside.iterancestors(f"{TABLE}table")).iter(f"{TABLE}table-row"))
            place = rows.index(inside.getparent()), inside.getparent().index(inside)
            yield says, place, own_text(next(annotation.iterancestors(f"{TEXT}p")))


def own_text(paragraph: Any) -> str:
    """The text of a paragraph without that of the comments in it."""
    own = ".//text()[not(ancestor::*[local-name()='annotation'])]"
    return "".join(paragraph.xpath(own))


@pytest.mark.office
def test_libreoffice_shows_each_comment_at_its_cell(convert: Convert, tmp_path: Path) -> None:
    """Of a table of five rows and three columns, every other cell of which is empty."""
    grid = [[f"{r}.{c}" for c in range(3)] for r in range(5)]
    rows = [
        row(*(cell(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" if n % 2 else EMPTY) for n, text in
              enumerate(texts, start)))
        for start, texts in enumerate(grid)
    ]  # fmt: skip
    before = written(P["runs"], table(*rows, columns=3), ENDED)
    numbers = list(range(1, 16))
    Random(1).shuffle(numbers)
    comments = [WordComment(n, f"{(n - 1) // 3}.{(n - 1) % 3}\n看这里") for n in numbers]
    path = tmp_path / "a.docx"
    path.write_bytes(commented(before, comments))
    found = list(shown_in_cells(convert(path, "fodt")))
    assert [says for says, _place, _text in found] == [
        f"{text}\n看这里" for texts in grid for text in texts
    ]
    for says, (r, c), text in found:
        assert says.startswith(f"{r}.{c}")
        assert text == (grid[r][c] if (r + c) % 2 else "")


@pytest.mark.office
@pytest.mark.parametrize("is_saved_by_libreoffice", [False, True])
def test_libreoffice_shows_the_comments_at_the_figures_of_a_report(
    is_saved_by_libreoffice: bool, convert: Convert, tmp_path: Path
) -> None:
    """Of our own, with its merged cells; and of the same as LibreOffice saves it."""
    source = convert(EXAMPLE, DOCX) if is_saved_by_libreoffice else EXAMPLE
    before = source.read_bytes()
    texts = {n: "".join(p.itertext()) for n, p in enumerate(paragraphs(before))}
    in_cells = [n for n, p in enumerate(paragraphs(before)) if p.getparent().tag == f"{W}tc"]
    after = commented(before, [WordComment(n, texts[n]) for n in in_cells if texts[n].strip()])
    assert other_than_comments(before, after) == []
    assert problems(after, tmp_path) <= problems(before, tmp_path)
    path = tmp_path / "a.docx"
    path.write_bytes(after)
    found = list(shown_in_cells(convert(path, "fodt")))
    assert len(found) == sum(1 for n in in_cells if texts[n].strip()) > 200
    assert [says for says, _place, _text in found] == [text for _says, _place, text in found]


def hidden(paragraph: Any) -> bool:
    """Whether LibreOffice loses a comment there, wherever its marks are.

    It keeps nothing of cells that another covers; and of a content control around a whole paragraph it
    makes a field, which 7.4 leaves empty for a comment in it, as Word makes one.
    """
    merges = [each.find(f"{W}tcPr/{W}vMerge") for each in paragraph.iterancestors(f"{W}tc")]
    is_covered = any(each is not None and each.get(f"{W}val") != "restart" for each in merges)
    return is_covered or next(paragraph.iterancestors(f"{W}sdt"), None) is not None


@pytest.mark.office
@pytest.mark.parametrize("name", DOCUMENTS)
def test_libreoffice_opens_every_document_with_all_its_comments(
    name: str, convert: Convert, tmp_path: Path
) -> None:
    before = DOCUMENTS[name](tmp_path)
    path = tmp_path / "commented.docx"
    path.write_bytes(commented(before, on_each_paragraph(before)))
    shown: Any = etree.parse(convert(path, "fodt"))
    is_shown = [n for n, p in enumerate(paragraphs(before)) if not hidden(p)]
    says = ["".join(p.itertext()) for each in shown.iter(ANNOTATION) for p in each.iter(f"{TEXT}p")]
    assert {f"第 {n} 段" for n in is_shown} <= set(says)
