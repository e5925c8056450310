"""The page and the named styles of the document, after GB/T 9704-2012: an office edits styles, never runs.

Sizes are those of Chinese typography: 2号 is 22 pt, 3号 16 pt, 4号 14 pt, 五号 10.5 pt. The fonts
are asked for by their official names; a machine without them shows its own stand-in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from disclosure_cli.output.blocks import ParagraphRole


def twips(millimetres: float) -> int:
    """Twentieths of a point, 1440 to the inch."""
    return round(millimetres / 25.4 * 1440)


PAGE = {
    "page_width": twips(210),
    "page_height": twips(297),
    "top_margin": twips(37),
    "bottom_margin": twips(35),
    "left_margin": twips(28),
    "right_margin": twips(26),
    "header_distance": twips(15),
    "footer_distance": twips(25),
}
"""A4 and its margins in twips, as python-docx calls them; the dashes of the page number lie 7 mm below
the type area of 156 × 225 mm."""


class TypeArea(NamedTuple):
    """What a page holds between its margins, in twips."""

    width: int
    height: int


TYPE_AREA = TypeArea(
    PAGE["page_width"] - PAGE["left_margin"] - PAGE["right_margin"],
    PAGE["page_height"] - PAGE["top_margin"] - PAGE["bottom_margin"],
)

OFFICIAL_FONTS = {
    "方正小标宋简体": (
        "方正小标宋简体",
        "方正小标宋_gbk",
        "fzxiaobiaosong-b05s",
        "fzxiaobiaosong-b05",
    ),
    "仿宋_GB2312": ("仿宋_gb2312", "fangsong_gb2312"),
    "楷体_GB2312": ("楷体_gb2312", "kaiti_gb2312"),
    "黑体": ("黑体", "simhei"),
}
"""The four fonts that GB/T 9704 documents are set in, each with the names that it goes by."""
FONTS = (*OFFICIAL_FONTS, "宋体")
"""With the one for tables, which every Chinese machine has."""
XIAOBIAOSONG, FANGSONG, KAITI, HEITI, SONGTI = FONTS
WESTERN = "Times New Roman"

LINE = 579
"""The fixed line pitch in twips: 22 lines fill the 225 mm of the type area."""
TABLE_LINE = 240
"""In a table: fixed too, so that table three and its heading fill one page in every program."""


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes in points, indents in hundredths of a character."""

    id: str
    name: str
    font: str = FANGSONG
    size: float = 16
    align: str = "both"
    first_line: int = 0
    left: int = 0
    right: int = 0
    line: int | None = LINE
    """The fixed line pitch in twips; None for single lines."""
    before: int = 0
    after: int = 0
    stretch: int = 100
    """The width of each character, in hundredths of its own."""
    squeeze: int = 0
    """Twentieths of a point taken from each character: 28 of 16 pt are 6 pt wider than 156 mm."""
    outline: int | None = None
    """The level in the navigation of Word, from 0; it also keeps the heading with what follows."""
    keep: bool = False
    """Whether it stays on the page of what follows, as a heading does."""
    whole: bool = False
    """Whether all of it stands on one page."""
    bold: bool = False
    color: str = ""
    western: str = WESTERN
    """The font of Latin letters and digits."""


NORMAL = Style("Normal", "Normal")
BODY = Style("BodyText", "Body Text", first_line=200, squeeze=5)
TITLE = Style("Title", "Title", XIAOBIAOSONG, 22, "center", after=LINE, keep=True)
HEADINGS = {
    ParagraphRole.HEADING_1: Style(
        "Heading1", "heading 1", HEITI, first_line=200, squeeze=5, outline=0
    ),
    ParagraphRole.HEADING_2: Style(
        "Heading2", "heading 2", KAITI, first_line=200, squeeze=5, outline=1
    ),
    ParagraphRole.HEADING_3: Style(
        "Heading3", "heading 3", FANGSONG, first_line=200, squeeze=5, outline=2
    ),
    ParagraphRole.HEADING_4: Style(
        "Heading4", "heading 4", FANGSONG, first_line=200, squeeze=5, outline=3
    ),
}
SIGNATURE = Style("Signature", "Signature", align="center", before=LINE, keep=True)
DATE = Style("Date", "Date", align="center")
ANNOTATION = Style("Annotation", "附注", first_line=200, whole=True)
TABLE_FIGURE = Style("TableFigure", "表格数字", SONGTI, 10, "center", line=TABLE_LINE)
TABLE_FIGURE_SMALLER = Style(
    "TableFigureSmaller", "表格数字（小五）", SONGTI, 9, "center", line=TABLE_LINE
)
TABLE_FIGURE_SMALL = Style(
    "TableFigureSmall", "表格数字（六号）", SONGTI, 7.5, "center", line=TABLE_LINE
)
TABLE_FIGURE_NARROW = Style(
    "TableFigureNarrow", "表格数字（六号窄）", SONGTI, 7.5, "center", line=TABLE_LINE, stretch=80
)
TABLE_FIGURE_NARROWEST = Style(
    "TableFigureNarrowest",
    "表格数字（六号最窄）",
    SONGTI,
    7.5,
    "center",
    line=TABLE_LINE,
    stretch=60,
)
TABLE_LABEL = Style("TableLabel", "表格标签", SONGTI, 10, "left", line=TABLE_LINE)
TABLE_CAPTION = Style(
    "TableCaption", "表格分栏标题", SONGTI, 10, "left", line=TABLE_LINE, keep=True
)
TABLE_HEAD = Style("TableHead", "表格栏目", SONGTI, 10, "center", line=TABLE_LINE, keep=True)
TABLE_CORNER = Style("TableCorner", "表格勾稽说明", KAITI, 10, "center", line=TABLE_LINE, keep=True)
TABLE_NOTE = Style(
    "TableNote", "表注", SONGTI, 10, "both", line=TABLE_LINE, before=60, after=120, whole=True
)
CHART = Style("Chart", "图", SONGTI, 10, "center", line=None, before=120, after=120)
LAST_LINE = Style("LastLine", "末行", size=1, line=20)
"""What Word wants after a table that ends a document."""
PAGE_ODD = Style(
    "PageOdd", "页码（单页）", SONGTI, 14, "right", right=100, line=None, western=SONGTI
)
PAGE_EVEN = Style(
    "PageEven", "页码（双页）", SONGTI, 14, "left", left=100, line=None, western=SONGTI
)
DRAFT = Style("Draft", "草稿标记", HEITI, 26, "center", line=None, bold=True, color="C00000")

BY_ROLE = {
    ParagraphRole.TITLE: TITLE,
    ParagraphRole.BODY: BODY,
    **HEADINGS,
    ParagraphRole.SIGNATURE: SIGNATURE,
    ParagraphRole.DATE: DATE,
    ParagraphRole.ANNOTATION: ANNOTATION,
}
STYLES = (
    NORMAL, *BY_ROLE.values(), TABLE_NOTE, TABLE_FIGURE, TABLE_FIGURE_SMALLER, TABLE_FIGURE_SMALL,
    TABLE_FIGURE_NARROW, TABLE_FIGURE_NARROWEST, TABLE_LABEL, TABLE_CAPTION, TABLE_HEAD, TABLE_CORNER, LAST_LINE, CHART,
    PAGE_ODD, PAGE_EVEN, DRAFT,
)  # fmt: skip
TABLE_STYLE = "OfficialTable"
CELL_MARGIN = 57
"""Left and right of the content of a cell, in twips, as in the blank official form."""
CELL_PADDING = 35
"""Above and below it, so that the lines of a label keep off the rules."""


class PageLooks(NamedTuple):
    """What of a document's page and styles its body depends on."""

    area: TypeArea = TYPE_AREA
    title_size: float = TITLE.size
    signed_size: float = DATE.size
    """Of the signature and the date. Both in points."""


def run_in(role: ParagraphRole) -> str:
    """The character style of a heading that runs into its paragraph."""
    return f"{HEADINGS[role].id}Char"
