"""Makes `base.docx`, on which every report is typeset: the styles, the page, the page numbers.

    python -m disclosure_cli.output.word.base

Written with python-docx from the styles as data (see `styles`), after GB/T 9704-2012. Where
python-docx has no call of its own (East Asian fonts, indents in characters), its element is set.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips

from disclosure_cli.files import reproducible
from disclosure_cli.form.e2021 import E2021
from disclosure_cli.output.word.styles import (
    CELL_MARGIN,
    CELL_PADDING,
    FANGSONG,
    FONTS,
    HEADINGS,
    NORMAL,
    PAGE,
    PAGE_EVEN,
    PAGE_ODD,
    STYLES,
    TABLE_STYLE,
    WESTERN,
    Style,
)
from disclosure_cli.output.word.wordml import paragraph, run, serialised, w

if TYPE_CHECKING:
    from docx.document import Document

_ENDS_NO_LINE = "-$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
_BEGINS_NO_LINE = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
    "年月日件"
)
"""Word's own lists, and what stays on the line of the figure before it: 2024年, 3525件."""
BASE = Path(__file__).parent / "base.docx"
_KEPT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
)
"""What is used of python-docx's own template."""
_ALIGNMENTS = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def base_bytes() -> bytes:
    """The base as a .docx, the same bytes each time."""
    document = docx.Document()
    _take_out_the_rest(document)
    _set_styles(document.styles)
    _set_page(document)
    document.settings.element[:] = list(parsed(_settings()))
    number_pages(document)
    _add_fonts(document)
    properties = document.core_properties
    properties.author = properties.comments = ""
    properties.created = dt.datetime.combine(E2021.notice.published, dt.time())
    target = io.BytesIO()
    document.save(target)
    return reproducible(target.getvalue())


def _take_out_the_rest(document: Document) -> None:
    package = document.part.package
    assert package is not None
    for relations in (document.part.rels, package.rels):
        for relation in list(relations.values()):
            if relation.reltype not in _KEPT:
                del relations[relation.rId]


def _set_page(document: Document) -> None:
    properties = document.element.body[-1]
    properties.attrib.clear()
    properties[:] = []
    section = document.sections[0]
    for name, length in PAGE.items():
        setattr(section, name, Twips(length))
    section.gutter = 0


def _settings() -> Element:
    """How Word is to treat a report: the content of `word/settings.xml`."""
    current_word = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("noLineBreaksAfter", lang="zh-CN", val=_ENDS_NO_LINE),
        w("noLineBreaksBefore", lang="zh-CN", val=_BEGINS_NO_LINE),
        w("compat", current_word),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _add_fonts(document: Document) -> None:
    """The fonts asked for, with their character sets, none of them embedded."""
    chinese = (w("font", w("charset", val="86"), name=name) for name in FONTS)
    fonts = w("fonts", *chinese, w("font", w("charset", val="00"), name=WESTERN))
    part = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        serialised(fonts),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def parsed(tree: Element) -> Any:
    """A tree as the element that python-docx makes of it."""
    return parse_xml(serialised(tree))


def number_pages(document: Document) -> None:
    """“— 1 —” under each page, below what stands there.

    On odd pages to the right, on even ones to the left; in the middle where they are alike.
    """
    section = document.sections[-1]
    places = [(section.footer, PAGE_ODD)]
    if section.different_first_page_header_footer:
        places.append((section.first_page_footer, PAGE_ODD))
    properties: Sequence[Element] = ()
    if document.settings.odd_and_even_pages_header_footer:
        places.append((section.even_page_footer, PAGE_EVEN))
    else:
        properties = [w("ind", right=0, rightChars=0), w("jc", val="center")]
    for place, style in places:
        add_paragraph(document, place, style, *_page_number(), properties=properties)


def add_paragraph(
    document: Document,
    place: Any,
    style: Style,
    *runs: Element,
    properties: Sequence[Element] = (),
) -> None:
    """Add a paragraph to a header or footer; to a new one as the only one."""
    is_new = place.is_linked_to_previous
    place.is_linked_to_previous = False
    content = place.part.element
    if is_new:
        content[:] = []
    name = document.styles[style.name].style_id
    content.append(parsed(paragraph(name, *runs, properties=properties)))


def _page_number() -> list[Element]:
    """Five runs for the field, because WPS shows nothing for fewer."""

    def field(kind: str) -> Element:
        return w("r", w("fldChar", fldCharType=kind))

    instruction = w("instrText")
    instruction.text = " PAGE "
    return [
        run("— "),
        field("begin"),
        w("r", instruction),
        field("separate"),
        run("1"),
        field("end"),
        run(" —"),
    ]


def _set_styles(styles: Any) -> None:
    for style in list(styles):
        style.delete()
    defaults = w(
        "docDefaults",
        w(
            "rPrDefault",
            w("rPr", _fonts(FANGSONG, WESTERN), w("lang", val="en-US", eastAsia="zh-CN")),
        ),
        w("pPrDefault", w("pPr")),
    )
    styles.element[:] = [parsed(defaults)]
    for each in STYLES:
        _add_paragraph_style(styles, each)
    default = styles.add_style("Default Paragraph Font", WD_STYLE_TYPE.CHARACTER, builtin=True)
    default.hidden = default.element.default = True
    for each in HEADINGS.values():
        _add_character_style(styles, each)
    _add_table_styles(styles)


def _add_paragraph_style(styles: Any, style: Style) -> None:
    made: Any = styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=style.name.isascii())
    made.style_id = style.id
    if style is NORMAL:
        made.element.default = True
    else:
        made.base_style = styles[NORMAL.name]
    if style.outline is not None:
        _link(made, f"{style.id}Char")
    made.quick_style = True
    _set_paragraph(made, style)
    _set_font(made, style)


def _set_paragraph(made: Any, style: Style) -> None:
    looks = made.paragraph_format
    if style.keep or style.outline is not None:
        looks.keep_with_next = looks.keep_together = True
    if style.whole:
        looks.keep_together = True
    looks.widow_control = True
    looks.space_before, looks.space_after = Twips(style.before), Twips(style.after)
    looks.line_spacing = 1.0 if style.line is None else Twips(style.line)
    looks.alignment = _ALIGNMENTS[style.align]
    # In characters, as Chinese typography counts; in twips for programs that know no characters.
    indents = {"left": style.left, "right": style.right, "firstLine": style.first_line}
    properties = made.element.get_or_add_pPr()
    place = properties.get_or_add_ind()
    for side, hundredths in indents.items():
        place.set(qn(f"w:{side}Chars"), str(hundredths))
        place.set(qn(f"w:{side}"), str(round(hundredths * style.size / 5)))
    if style.outline is not None:
        properties.append(parsed(w("outlineLvl", val=style.outline)))


def _set_font(made: Any, style: Style) -> None:
    font = made.font
    font.name = style.western
    properties = made.element.get_or_add_rPr()
    properties.replace(properties.rFonts, parsed(_fonts(style.font, style.western)))
    if style.bold:
        font.bold = True
    if style.color:
        font.color.rgb = RGBColor.from_string(style.color)
    if style.squeeze:
        properties.append(parsed(w("spacing", val=-style.squeeze)))
    if style.stretch != 100:
        properties.append(parsed(w("w", val=style.stretch)))
    properties.append(parsed(w("kern", val=0)))
    font.size = Pt(style.size)
    properties.append(parsed(w("szCs", val=round(style.size * 2))))


def _add_character_style(styles: Any, style: Style) -> None:
    """The style of a heading that runs into its paragraph."""
    made: Any = styles.add_style(f"{style.name} Char", WD_STYLE_TYPE.CHARACTER)
    made.style_id = f"{style.id}Char"
    made.base_style = styles["Default Paragraph Font"]
    _link(made, style.id)
    _set_font(made, style)


def _link(made: Any, other: str) -> None:
    """Name the style that is the same for runs, or for paragraphs."""
    made.element.basedOn.addnext(parsed(w("link", val=other)))


def _add_table_styles(styles: Any) -> None:
    """Black single lines, no shading, as in the blank form."""
    plain = styles.add_style("Normal Table", WD_STYLE_TYPE.TABLE, builtin=True)
    plain.style_id, plain.hidden, plain.element.default = "TableNormal", True, True
    plain.element.append(parsed(w("tblPr", w("tblInd", w=0, type="dxa"), _cell_margins())))
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (w(edge, val="single", sz=4, space=0, color="000000") for edge in edges)
    official = styles.add_style("年报表格", WD_STYLE_TYPE.TABLE)
    official.style_id, official.base_style = TABLE_STYLE, plain
    looks = w("tblPr", w("jc", val="center"), w("tblBorders", *lines), _cell_margins())
    official.element.append(parsed(looks))


def _cell_margins() -> Element:
    return w(
        "tblCellMar",
        w("top", w=CELL_PADDING, type="dxa"),
        w("left", w=CELL_MARGIN, type="dxa"),
        w("bottom", w=CELL_PADDING, type="dxa"),
        w("right", w=CELL_MARGIN, type="dxa"),
    )


def _fonts(east_asian: str, western: str) -> Element:
    return w("rFonts", ascii=western, hAnsi=western, eastAsia=east_asian, cs=western)


if __name__ == "__main__":
    BASE.write_bytes(base_bytes())
