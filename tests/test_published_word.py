"""Word documents as printed documents: in the XML that Word and WPS write, what is merged, changed, hidden, nested."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_published_web import drawn

from disclosure_cli.package import Refusal
from disclosure_cli.published.printed_document import (
    PrintedDocument,
    PrintedTable,
    PrintedText,
)
from disclosure_cli.published.word_document import word_document

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_MATHS = "http://purl.oclc.org/ooxml/officeDocument/math"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
CONTINUE, RESTART = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def document(body: str, styles: str = "", namespace: str = TRANSITIONAL) -> PrintedDocument:
    """What a document with that body prints."""
    both = f'xmlns:w="{namespace}" {OTHERS}'
    return word_document(
        f"<w:document {both}><w:body>{body}</w:body></w:document>".encode(),
        f"<w:styles {both}>{styles}</w:styles>".encode() if styles else b"",
    )


def printed(body: str, styles: str = "") -> str:
    return drawn(document(body, styles))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content: str) -> str:
    """A paragraph of what stands in it: runs, or a text."""
    return f"<w:p>{content if content.startswith('<') else run(content)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell of a paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def wide(columns: int | str) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def sdt(content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def in_a_cell(content: str, styles: str = "") -> str:
    """What is read in a cell with these runs."""
    (found,) = document(table(row(cell("a"), cell(content))), styles).blocks
    assert isinstance(found, PrintedTable)
    return found.cells[1].text


# Tables.


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ((row(cell("a"), cell("1")), row(cell("b"), cell("2"))), "| a | 1 |\n| b | 2 |"),
        (
            (row(cell("h", wide(2)), cell("t")), row(cell("a"), cell("1"), cell("2"))),
            "| h | < | t |\n| a | 1 | 2 |",
        ),
        ((row(cell("a", wide(0)), cell("1", wide(-2)), cell("2", wide("x"))),), "| a | 1 | 2 |"),
        (
            (
                row(cell("a", RESTART), cell("1")),
                row(cell("not shown", CONTINUE), cell("2")),
                row(cell("", '<w:vMerge w:val="continue"/>'), cell("3")),
                row(cell("b"), cell("4")),
            ),
            "| a | 1 |\n| ^ | 2 |\n| ^ | 3 |\n| b | 4 |",
        ),
        (
            (row(cell("a", RESTART), cell("1")), row(cell("b", RESTART), cell("2"))),
            "| a | 1 |\n| b | 2 |",
        ),
        (
            (row(cell("a", CONTINUE), cell("1")), row(cell("b", CONTINUE), cell("2"))),
            "| _ | 1 |\n| ^ | 2 |",
        ),
        (
            (
                row(cell("h", wide(2)), cell("1")),
                row(cell("a"), cell("b", CONTINUE), cell("2")),
            ),
            "| h | < | 1 |\n| a | _ | 2 |",
        ),
        (
            (
                row(cell("a"), cell("b", RESTART), cell("1")),
                row(cell("c", CONTINUE), cell("2"), properties='<w:gridBefore w:val="1"/>'),
            ),
            "| a | b | 1 |\n| - | ^ | 2 |",
        ),
        (
            (
                row(cell("a", RESTART), cell("1")),
                row(cell("b", CONTINUE), cell("2"), properties='<w:gridBefore w:val="1"/>'),
            ),
            "| a | 1 | - |\n| - | ^ | 2 |",
        ),
        (
            (
                row(cell("a", RESTART + wide(2)), cell("1")),
                row(cell("", CONTINUE + wide(2)), cell("2")),
            ),
            "| a | < | 1 |\n| ^ | < | 2 |",
        ),
        (
            (row(cell("a", '<w:hMerge w:val="restart"/>'), cell("b", "<w:hMerge/>"), cell("1")),),
            "| a | < | 1 |",
        ),
        ((row(cell("a", "<w:hMerge/>"), cell("1")),), "| a | 1 |"),
        ((row(cell("a"), cell("")),), "| a | _ |"),
        ((row(), row(cell("a"), cell("1")), row()), "| - | - |\n| a | 1 |"),
    ],
    ids=[
        "plain", "over two columns", "no such spans", "over three rows", "two one under the other",
        "nothing above", "above is a wider one", "a row that begins later",
        "a row that begins later, under another cell", "over rows and columns", "merged before",
        "nothing before", "a blank", "rows without cells",
    ],
)  # fmt: skip
def test_a_table_has_its_cells_in_their_places(rows: tuple[str, ...], shown: str) -> None:
    assert printed(table(*rows)) == shown


def test_a_merged_cell_covers_the_rows_down_to_its_last() -> None:
    (found,) = document(
        table(
            row(cell("a", RESTART), cell("1")),
            row(cell("", CONTINUE), cell("2")),
            row(cell("", CONTINUE), cell("3")),
            row(cell("b"), cell("4")),
        )
    ).blocks
    assert isinstance(found, PrintedTable)
    assert [each.height for each in found.cells if each.column == 0] == [3, 1]


def test_a_span_is_bounded() -> None:
    (found,) = document(
        table(row(cell("a"), cell("1", wide(99999)), properties='<w:gridBefore w:val="999999"/>'))
    ).blocks
    assert isinstance(found, PrintedTable)
    assert [(each.column, each.width) for each in found.cells] == [(200, 1), (201, 200)]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (table(row(cell("a")), row(cell("b"))), "a\nb"),
        (table(row(cell(run("a") + "<w:r><w:br/></w:r>" + run("b")))), "a/b"),
        (
            table(row(cell("a"), f"<w:tc>{table(row(cell('b'), cell('1')))}<w:p/></w:tc>")),
            "a\n| b | 1 |",
        ),
        (
            table(row(f"<w:tc>{paragraph('a')}{table(row(cell('b'), cell('1')))}<w:p/></w:tc>")),
            "a\n| b | 1 |",
        ),
        (table(row(), row()), ""),
        (paragraph("a") + table(row(cell("b"), cell("1"))) + paragraph("c"), "a\n| b | 1 |\nc"),
    ],
    ids=["one column", "one cell", "a table in a table", "in a single cell", "empty", "between texts"],
)  # fmt: skip
def test_a_table_that_only_lays_out_is_none(body: str, shown: str) -> None:
    assert printed(body) == shown


PLAIN = row(cell("a"), cell("1"))


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (PLAIN + sdt(row(cell("b"), cell("2"))), "| a | 1 |\n| b | 2 |"),
        (row(cell("a"), sdt(cell("1"))), "| a | 1 |"),
        (row(cell("a"), f"<w:tc>{sdt(paragraph('1'))}</w:tc>"), "| a | 1 |"),
        (row(cell("a"), cell(sdt(run("1")))), "| a | 1 |"),
        (row(cell("a"), sdt(sdt(cell(sdt(run("1")))))), "| a | 1 |"),
        (f"<w:customXml>{PLAIN}</w:customXml>", "| a | 1 |"),
        (PLAIN + f"<w:ins>{row(cell('b'), cell('2'))}</w:ins>", "| a | 1 |\n| b | 2 |"),
        (PLAIN + row(cell("b"), cell("2"), properties="<w:ins/>"), "| a | 1 |\n| b | 2 |"),
        (PLAIN + row(cell("b"), cell("2"), properties="<w:del/>"), "| a | 1 |"),
        (
            row(cell("b"), cell("2"), properties="<w:cantSplit/><w:del/>") + PLAIN, "| a | 1 |",
        ),
        (row(cell("a"), cell("1", "<w:cellDel/>"), cell("2", "<w:cellIns/>")), "| a | 2 |"),
        (PLAIN + f"<w:del>{row(cell('b'), cell('2'))}</w:del>", "| a | 1 |"),
    ],
    ids=[
        "a control around a row", "around a cell", "around a paragraph", "around a run", "around all",
        "custom XML", "an inserted row", "a row marked as inserted", "a deleted row",
        "a deleted row above", "a deleted cell", "a row within what is deleted",
    ],
)  # fmt: skip
def test_what_stands_around_is_looked_through_and_changes_are_accepted(
    rows: str, shown: str
) -> None:
    assert printed(table(rows)) == shown


# Texts.


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (run("共") + run("3") + run("件"), "共3件"),
        (run("共") + f"<w:ins>{run('3')}</w:ins><w:del>{run('2')}</w:del>", "共3"),
        ("<w:del><w:r><w:delText>2</w:delText></w:r></w:del>" + run("共3"), "共3"),
        (f"<w:moveFrom>{run('2')}</w:moveFrom>" + run("共") + f"<w:moveTo>{run('3')}</w:moveTo>", "共3"),
        (f"<w:ins><w:del>{run('2')}</w:del>{run('3')}</w:ins>", "3"),
        (f"<w:hyperlink>{run('3')}</w:hyperlink>" + run("件"), "3件"),
        (f"<w:smartTag>{run('3')}</w:smartTag>" + run("件"), "3件"),
        (f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>', "3"),
        (sdt(run("3")) + run("件"), "3件"),
        (f"<w:customXml>{run('3')}</w:customXml>", "3"),
        (f'<w:bdo w:val="rtl">{run("3")}</w:bdo>', "3"),
        ("<w:bookmarkStart/><w:proofErr/>" + run("3") + "<w:bookmarkEnd/>", "3"),
        ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:cr/><w:t>三</w:t></w:r>", "一/二/三"),
        ('<w:r><w:t>一</w:t><w:br w:type="page"/><w:t>二</w:t></w:r>', "一/二"),
        ("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:ptab/><w:t>三</w:t></w:r>", "一 二 三"),
        ("<w:r><w:t>0000</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/></w:r>", "0000-1"),
        ("<w:r><w:t>3</w:t><w:footnoteReference/><w:lastRenderedPageBreak/></w:r>", "3"),
        ("<w:r><w:t xml:space='preserve'>  一 </w:t></w:r>" + run(" 二 "), "一 二"),
        (run("3", "<w:strike/>") + run("4"), "34"),
        ("<w:r><w:t/></w:r>", ""),
    ],
    ids=[
        "runs", "inserted and deleted", "deleted text", "moved", "deleted in what is inserted", "link",
        "smart tag", "simple field", "control", "custom XML", "direction", "marks", "line breaks",
        "page break", "tabs", "hyphens", "marks of notes", "spaces", "struck out", "empty",
    ],
)  # fmt: skip
def test_a_paragraph_says_what_word_shows(content: str, shown: str) -> None:
    assert printed(paragraph(content)) == shown


def mark(kind: str) -> str:
    """The beginning, middle or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A field as Word writes it, which may have others within."""
    return mark("begin") + instruction + mark("separate") + result + mark("end")


SUM = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
HIDDEN_RUN = "<w:r><w:rPr><w:vanish/></w:rPr>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (field(SUM, run("5")), "5"),
        (field(SUM, run("5")) + run("件"), "5件"),
        (field(SUM, field(SUM, run("5"))), "5"),
        (field(SUM + field(SUM, run("3")) + SUM, run("5")), "5"),
        (mark("begin") + SUM + mark("end") + run("5"), "5"),
        (mark("begin") + SUM + mark("end").replace("<w:r>", HIDDEN_RUN) + run("5"), "5"),
        (mark("begin").replace("<w:r>", HIDDEN_RUN) + SUM + mark("end") + run("5"), "5"),
        (f"<w:ins>{field(SUM, run('5'))}</w:ins><w:del>{field(SUM, run('4'))}</w:del>", "5"),
    ],
    ids=[
        "alone", "before a text", "in a result", "in an instruction", "without a result",
        "its end hidden", "its beginning hidden", "inserted, and another one deleted",
    ],
)  # fmt: skip
def test_of_a_field_its_result_is_shown(content: str, shown: str) -> None:
    assert in_a_cell(content) == shown


STYLES = """
    <w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Derived"><w:basedOn w:val="Hidden"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="HiddenParagraph"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Shown"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Raised"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def styled(name: str, text: str = "2", properties: str = "") -> str:
    return run(text, f'<w:rStyle w:val="{name}"/>{properties}')


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (run("1") + run("2", "<w:vanish/>"), "1"),
        (run("1") + run("2", '<w:vanish w:val="true"/>'), "1"),
        (run("1") + run("2", '<w:vanish w:val="0"/>'), "12"),
        (run("1") + run("2", '<w:vanish w:val="false"/>'), "12"),
        (run("1") + run("2", '<w:vanish w:val="off"/>'), "12"),
        (run("1") + run("2", "<w:webHidden/>"), "12"),
        (run("1") + styled("Hidden"), "1"),
        (run("1") + styled("Shown"), "12"),
        (run("1") + styled("None"), "12"),
        (run("1") + styled("Hidden", "2", '<w:vanish w:val="0"/>'), "12"),
        (run("1") + styled("Derived"), "1"),
        ('<w:pPr><w:pStyle w:val="HiddenParagraph"/></w:pPr>' + run("2"), "_"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("2"), "2"),
    ],
    ids=[
        "hidden", "hidden, in words", "not hidden", "not hidden, in words", "off", "on the web alone",
        "by its style", "by no style", "by a style that there is not", "shown against its style",
        "by the style under its style", "by the style of the paragraph", "the mark of the paragraph",
    ],
)  # fmt: skip
def test_hidden_text_is_not_read(content: str, shown: str) -> None:
    assert (in_a_cell(content, STYLES) or "_") == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (run("3", "<w:strike/>"), "~~3~~"),
        (run("3", "<w:dstrike/>") + run("5"), "~~3~~5"),
        (run("3", '<w:strike w:val="0"/>'), "3"),
        (run(" ", "<w:strike/>") + run("5"), "5"),
        (run("3") + run("1", '<w:vertAlign w:val="superscript"/>'), "3^1"),
        (run("3", '<w:vertAlign w:val="baseline"/>'), "3"),
        (run("3", '<w:position w:val="0"/>'), "3"),
        (styled("Struck", "3") + run("5"), "~~3~~5"),
        (run("3") + styled("Raised", "1"), "3^1"),
    ],
    ids=[
        "struck out", "twice", "not struck out", "a space", "raised", "not raised",
        "not moved up",         "struck out by its style", "raised by its style",
    ],
)  # fmt: skip
def test_in_a_cell_what_is_struck_out_or_raised_is_marked(content: str, shown: str) -> None:
    assert in_a_cell(content, STYLES) == shown


NOTE = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t>'


@pytest.mark.parametrize(
    "beside",
    [
        run("1", '<w:vertAlign w:val="superscript"/>'),
        run("1", '<w:vertAlign w:val="subscript"/>'),
        run("1", '<w:position w:val="8"/><w:sz w:val="10"/>'),
        styled("Raised", "1"),
        f'<w:r><w:rPr><w:rStyle w:val="Raised"/></w:rPr>{NOTE}</w:r>',
        "<m:oMath><m:sSup><m:e/><m:sup><m:r><m:t>1</m:t></m:r></m:sup></m:sSup></m:oMath>",
    ],
    ids=[
        "raised", "lowered", "moved up", "raised by its style", "a footnote with its own mark",
        "in a formula",
    ],
)  # fmt: skip
def test_the_number_of_a_note_never_becomes_a_digit_of_the_figure(beside: str) -> None:
    assert not in_a_cell(run("3") + beside, STYLES).isdigit()


SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>'
MATHS = "<m:oMath><m:r><m:t>5</m:t></m:r></m:oMath>"
RUBY = f"<w:r><w:ruby><w:rt>{run('wu')}</w:rt><w:rubyBase>{run('5')}</w:rubyBase></w:ruby></w:r>"
CHOICE = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="0"/><w:listEntry w:val="5"/></w:ddList></w:ffData></w:fldChar></w:r>'
    f"<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>{mark('end')}"
)


@pytest.mark.parametrize(
    "content", [SYMBOL, MATHS, RUBY, CHOICE], ids=["symbol", "formula", "ruby", "list of choices"]
)
def test_what_word_shows_in_some_other_way_is_no_blank_and_part_of_no_figure(content: str) -> None:
    assert in_a_cell(content) != ""
    assert in_a_cell(run("1") + content) != "1"


# Pictures and text boxes.

SHAPE = f"<wps:txbx><w:txbxContent>{paragraph('框')}</w:txbxContent></wps:txbx>"
OLD_SHAPE = f"<v:textbox><w:txbxContent>{paragraph('框')}</w:txbxContent></v:textbox>"
BOX = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{SHAPE}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{OLD_SHAPE}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
OLD_BOX = f"<w:r><w:pict>{OLD_SHAPE}</w:pict></w:r>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (paragraph(run("一") + BOX) + paragraph("二"), "一\n框\n二"),
        (paragraph(BOX + run("一")), "一\n框"),
        (paragraph(OLD_BOX), "框"),
        (paragraph(f"<w:ins>{BOX}</w:ins>"), "框"),
        (paragraph(f"<w:del>{BOX}</w:del>" + run("一")), "一"),
        (paragraph(f"<w:moveFrom>{BOX}</w:moveFrom>" + run("一")), "一"),
        (paragraph(sdt(BOX)), "框"),
        (table(row(cell("a"), cell(run("1") + BOX))), "| a | 1 |\n框"),
        (table(row(cell("a"), f"<w:tc>{sdt(paragraph(run('1') + BOX))}</w:tc>")), "| a | 1 |\n框"),
        (table(row(cell("a"), cell(BOX))), "| a | [图] |\n框"),
        (
            paragraph(OLD_BOX.replace(paragraph("框"), table(row(cell("a"), cell("1"))))),
            "| a | 1 |",
        ),
        (
            f"<mc:AlternateContent><mc:Choice>{paragraph('一')}</mc:Choice>"
            f"<mc:Fallback>{paragraph('一')}</mc:Fallback></mc:AlternateContent>",
            "一",
        ),
    ],
    ids=[
        "after its paragraph", "before the text", "as before 2010", "inserted", "deleted", "moved away",
        "in a control", "in a cell", "in a control in a cell", "alone in a cell", "with a table in it",
        "alternatives of paragraphs",
    ],
)  # fmt: skip
def test_a_text_box_is_read_once(body: str, shown: str) -> None:
    assert printed(body) == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:r><w:drawing/></w:r>", "[图]"),
        ("<w:r><w:pict/></w:r>", "[图]"),
        ("<w:r><w:object/></w:r>", "[图]"),
        ("<w:r><w:pict/></w:r>" + run("5"), "5"),
        (f"<w:del>{OLD_BOX}</w:del>", ""),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:drawing/></w:r>", ""),
    ],
    ids=["drawing", "as before 2010", "embedded", "with a text", "deleted", "hidden"],
)
def test_a_picture_alone_in_a_cell_is_no_blank(content: str, shown: str) -> None:
    (found, *_boxes) = document(table(row(cell("a"), cell(content)))).blocks
    assert isinstance(found, PrintedTable)
    assert found.cells[1].text == shown


@pytest.mark.parametrize(
    ("content", "has_pictures"),
    [
        ("<w:r><w:drawing/></w:r>", True),
        ("<w:r><w:object/></w:r>", True),
        (BOX, True),
        ("<w:del><w:r><w:drawing/></w:r></w:del>", False),
        (run("一"), False),
    ],
    ids=["drawing", "embedded", "text box", "deleted", "none"],
)
def test_it_is_told_whether_there_are_pictures(content: str, has_pictures: bool) -> None:
    assert document(paragraph(content)).has_pictures is has_pictures


# The document as a whole.


def test_a_strict_document_says_the_same() -> None:
    body = (
        paragraph(run("一") + run("二", '<w:rStyle w:val="Hidden"/>') + BOX)
        + paragraph(run("三", '<w:vanish w:val="0"/>'))
        + table(
            row(cell("a", RESTART + wide(2)), cell("1", RESTART)),
            row(cell("", CONTINUE + wide(2)), cell(run("2", "<w:strike/>"))),
        )
    )
    found = document(body, STYLES)
    assert drawn(found) == "一\n框\n三\n| a | < | 1 |\n| ^ | < | ~~2~~ |"
    assert document(body, STYLES, STRICT) == found


def test_a_formula_of_a_strict_document_is_no_blank() -> None:
    """Its elements have another namespace as well."""
    maths = MATHS.replace("<m:oMath>", f'<m:oMath xmlns:m="{STRICT_MATHS}">')
    (found,) = document(table(row(cell("a"), cell(run("1") + maths))), namespace=STRICT).blocks
    assert isinstance(found, PrintedTable)
    assert found.cells[1].text != "1"


def test_an_anchor_is_the_number_among_all_paragraphs_of_the_body() -> None:
    """Those that are empty, deleted, in text boxes and in their older form count as well."""
    found = document(
        paragraph("一")
        + "<w:p/>"
        + paragraph(run("二") + BOX)
        + table(
            row(cell("a"), cell("b"), properties="<w:del/>"),
            row(cell("a"), f"<w:tc><w:p/>{paragraph('1')}</w:tc>", "<w:tc/>"),
        )
        + paragraph("三")
    )
    assert [
        [cell.anchor for cell in block.cells] if isinstance(block, PrintedTable) else block.anchor
        for block in found.blocks
    ] == [0, 2, 3, [7, 8, None], 10]


DAMAGED = "是 Word 文档，正文已损坏；请重新获取，或在 WPS、Word 中重新保存。"
NESTED = "是 Word 文档，正文层层嵌套，不像一份报告，没有打开。"
EMPTY = "是 Word 文档，里面没有正文；请重新获取，或在 WPS、Word 中重新保存。"
WHOLE = f'<w:document xmlns:w="{TRANSITIONAL}"><w:body/></w:document>'.encode()


@pytest.mark.parametrize(
    ("main_part", "styles", "says"),
    [
        (b"", b"", DAMAGED),
        (WHOLE[:-1], b"", DAMAGED),
        (b"\xff" + WHOLE, b"", DAMAGED),
        (b'<?xml version="1.0" encoding="gb2312"?>' + WHOLE, b"", DAMAGED),
        (b'<?xml version="1.0" encoding="none"?>' + WHOLE, b"", DAMAGED),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&d;</a>", b"", DAMAGED),
        (WHOLE, b"<w:styles>", DAMAGED),
        (b"<a/>", b"", EMPTY),
        (WHOLE.replace(b"w:body", b"w:boby"), b"", EMPTY),
        (WHOLE.replace(b"2006", b"2007"), b"", EMPTY),
    ],
    ids=[
        "empty", "cut off", "a bad byte", "an encoding that the parser has not", "no such encoding",
        "entities", "damaged styles", "no document", "no body", "another namespace",
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(main_part: bytes, styles: bytes, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        word_document(main_part, styles)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("deep", "refused"),
    [
        (table(row(f"<w:tc>{paragraph(OLD_BOX)}</w:tc>")), False),
        ("<w:sdt>" * 118 + "</w:sdt>" * 118, False),
        ("<w:sdt>" * 119 + "</w:sdt>" * 119, True),
        ("<w:tbl><w:tr><w:tc>" * 60_000 + "</w:tc></w:tr></w:tbl>" * 60_000, True),
    ],
    ids=["a text box in a table", "just not too deeply", "too deeply", "without end"],
)
def test_what_is_nested_too_deeply_is_refused(deep: str, refused: bool) -> None:
    if not refused:
        document(deep)
        return
    with pytest.raises(Refusal) as refusal:
        document(deep)
    assert str(refusal.value) == NESTED


# Whatever comes.

NAMES = """
    p r t br tab tbl tr tc sdt sdtContent ins del moveTo moveFrom hyperlink fldSimple pict drawing object txbxContent
    rPr tcPr trPr pPr vanish strike vMerge hMerge gridSpan gridBefore vertAlign rStyle instrText fldChar customXml
"""
VALUES = st.sampled_from(["", "restart", "continue", "0", "2", "-1", "9999999999", "²", "x"])
ELEMENTS = st.recursive(
    st.builds('<w:{} w:val="{}">5</w:{}>'.format, st.just("t"), VALUES, st.just("t")),
    lambda inner: st.builds(
        lambda name, value, parts: f'<w:{name} w:val="{value}">{"".join(parts)}</w:{name}>',
        st.sampled_from(NAMES.split()) | st.sampled_from(["p", "tbl", "tr", "tc", "tcPr"]),
        VALUES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(st.lists(ELEMENTS, max_size=4).map("".join))
def test_no_elements_bring_the_reader_down(body: str) -> None:
    found = document(body, STYLES)
    count = body.count("<w:p ")
    for block in found.blocks:
        for each in block.cells if isinstance(block, PrintedTable) else (block,):
            assert each.anchor is None or 0 <= each.anchor < count
            assert isinstance(block, PrintedTable) or each.text


@given(st.binary(max_size=200), st.binary(max_size=50), st.integers(0, len(WHOLE)))
def test_no_bytes_bring_the_reader_down(noise: bytes, styles: bytes, at: int) -> None:
    for main_part in (noise, WHOLE[:at] + noise + WHOLE[at:]):
        try:
            found = word_document(main_part, styles)
        except Refusal:
            continue
        assert all(isinstance(block, PrintedText | PrintedTable) for block in found.blocks)
