"""Published reports in the shapes in which sites and offices print them, laid out by the grid of the form.

A shape is what is done to the tables, and how they are written. Tables come as the cells of the grid, each with what
is printed in it as its label; the first function changes those cells, the second one makes a file of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby, takewhile
from typing import NamedTuple

from docx import Document
from docx.oxml import parse_xml

from disclosure_cli.form.grid import Cell, CellRole, lay_out
from disclosure_cli.model.report import Report, title

Cells = list[Cell]
Change = Callable[[Cells], list[Cells]]
"""What becomes of the tables of a section: one printed table, or several."""
Blocks = Sequence[str | Cells]
"""The paragraphs and tables of a document."""


def as_in_the_form(cells: Cells) -> list[Cells]:
    return [cells]


def blocks(report: Report, change: Change = as_in_the_form) -> Iterator[str | Cells]:
    """The paragraphs and tables of a report, each figure as it was typed."""
    yield f"{report.organ}{title(report.year)}"
    for section in report.edition.sections:
        yield section.title
        if section.tables:
            cells = lay_out(section).cells
            yield from change(
                [c._replace(label=report.entries[c.ref].shown) if c.ref else c for c in cells]
            )
        yield from report.texts.get(section.key, ())
    yield from (report.organ, report.about["date"])


def rows_of(cells: Cells) -> Iterator[Cells]:
    """The cells that begin in each row, from left to right."""
    in_order = sorted(cells, key=lambda c: (c.row, c.column))
    return (list(row) for _row, row in groupby(in_order, key=lambda c: c.row))


def figures_changed(cells: Cells) -> Cells:
    """The table with other figures, as those of another year."""
    return [c._replace(label=f"9{c.label}") if c.ref else c for c in cells]


# What is done to the tables.


def filler_cells(cells: Cells) -> list[Cells]:
    """Merged cells taken apart: the label in the first part."""
    return [[c if c[:2] == at else c._replace(label="") for at, c in _taken_apart(cells)]]


def repeated_labels(cells: Cells) -> list[Cells]:
    """Merged cells taken apart: the label, or the figure, in each part."""
    return [[c for _at, c in _taken_apart(cells)]]


def _taken_apart(cells: Cells) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Each part of each cell, with where the cell begins."""
    for cell in cells:
        for row in range(cell.row, cell.row + cell.height):
            for column in range(cell.column, cell.column + cell.width):
                yield cell[:2], Cell(row, column, 1, 1, cell.role, cell.label, cell.ref)


def without_head(cells: Cells) -> list[Cells]:
    return [[c for c in cells if c.role not in (CellRole.HEAD, CellRole.CORNER)]]


def without_blanks(cells: Cells) -> list[Cells]:
    return [[c for c in cells if c.label or c.ref is None]]


def two_years(cells: Cells) -> list[Cells]:
    return [cells, figures_changed(cells)]


def label_variants(cells: Cells) -> list[Cells]:
    """Labels as offices vary them, and none over the blocks of section two."""
    cells = [c for c in cells if c.role is not CellRole.CAPTION]
    for old, new in VARIANTS:
        cells = [c if c.ref else c._replace(label=re.sub(old, new, c.label)) for c in cells]
    return [cells]


VARIANTS = (
    (r"^(\d)\.", r"\1、"), ("^（(.)）(?=.)", r"\1、"), ("现行有效件数", "现行有效件（历史累计）"),
    ("本年制发", "本年（2023）制发"), ("规章", "规 章"), ("行政规范性", "规范性"), ("商业", "商业\n"),
    ("（单位：万元）", "(万元)"), ("其他", "其它"), ("总计", "合计"), ("本年度", "本年"), ("[“”]", '"'),
)  # fmt: skip


def in_two_parts(cells: Cells) -> list[Cells]:
    """Parted in the middle of the rows of the first block; of a row alone, under its head."""
    _head, cut = _head_and_middle(cells)
    return [some_rows(cells, 0, cut), some_rows(cells, cut, 99)]


def in_two_parts_with_heads(cells: Cells) -> list[Cells]:
    head, cut = _head_and_middle(cells)
    below = [c._replace(row=c.row + head) for c in some_rows(cells, cut, 99)]
    return [some_rows(cells, 0, cut), some_rows(cells, 0, head) + below]


def _head_and_middle(cells: Cells) -> tuple[int, int]:
    figures = {c.row for c in cells if c.ref}
    head = min(figures)
    return head, head + sum(1 for _ in takewhile(figures.__contains__, range(head, 99))) // 2


def some_rows(cells: Cells, start: int, stop: int) -> Cells:
    """Some of the rows; what is left of a merged cell that begins above them is empty."""
    clipped = ((c, max(c.row, start), min(c.row + c.height, stop)) for c in cells)
    return [
        c._replace(row=top - start, height=end - top, label=c.label if top == c.row else "")
        for c, top, end in clipped
        if top < end
    ]


def head_of_other_spans(cells: Cells) -> list[Cells]:
    """Section two on five columns: a head of three spans 1 + 2 + 1 of them, and its rows 2 + 1 + 1."""
    if cells[0].role is not CellRole.CAPTION:
        return [cells]
    wider: Cells = []
    for row in rows_of(cells):
        spans = [*(c.width for c in row[:-1]), row[-1].width + 1]
        if len(row) == 4:
            spans = [1, 2, 1, 1] if row[-1].ref else [1, 1, 2, 1]
        wider += [c._replace(width=width) for c, width in zip(row, spans, strict=True)]
    return [wider]


# Web pages.


def td(cell: Cell, content: str = "{}", more: str = "") -> str:
    spans = f' rowspan="{cell.height}"' * (cell.height > 1)
    spans += f' colspan="{cell.width}"' * (cell.width > 1)
    text = escape(cell.label).replace("\n", "<br>")
    return f"<td{spans}{more}>{content.format(text)}</td>"


def table(cells: Cells, cell: Callable[[Cell], str] = td) -> str:
    rows = "".join(f"<tr>{''.join(map(cell, row))}</tr>\n" for row in rows_of(cells))
    return f'<table border="1"><tbody>{rows}</tbody></table>\n'


def body(printed: Blocks, text: str = "<p>{}</p>\n", drawn: Callable[[Cells], str] = table) -> str:
    return "".join(
        text.format(escape(each)) if isinstance(each, str) else drawn(each) for each in printed
    )


def html(content: str, charset: str = "utf-8") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    head = f"{meta * bool(charset)}<title>政府信息公开年报</title>"
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{content}</body></html>"


def page(printed: Blocks) -> bytes:
    return html(body(printed)).encode()


def by_hand(printed: Blocks) -> bytes:
    """As an editor saves what was drawn by hand: blanks are spaces, a paragraph around each table is not closed."""

    def cell(cell: Cell) -> str:
        shown = '<p align="center">{}</p>' if cell.label else '<p align="center">&nbsp;</p>'
        return td(cell, shown, ' nowrap="nowrap" style="width:101px;"')

    opened = "<p style='text-align: center'>"
    return html(body(printed, drawn=lambda cells: opened + table(cells, cell))).encode()


def within_a_site(printed: Blocks) -> bytes:
    """Navigation, tables for the layout, a footer, and a copy with other figures that no reader sees."""
    copy = body([each if isinstance(each, str) else figures_changed(each) for each in printed])
    return html(
        '<ul class="nav"><li><a href="/">首页</a></li><li>政府信息公开年报</li></ul>'
        f'<div style="display: none">{copy}</div><script>var copy = "{copy}";</script>'
        "<table><tr><td>您的位置：首页</td><td><table><tr><td>打印</td><td>关闭</td></tr></table></td></tr>"
        f'<tr><td colspan="2"><table><tr><td>{body(printed)}</td></tr></table></td></tr></table>'
        "<div>主办：某某市人民政府</div><div>某ICP备00000000号</div>"
    ).encode()


def fragment(printed: Blocks) -> bytes:
    """What an editor of a site stores: no html, no body, each text in styles within one another."""
    inner = '<span style="font-family:仿宋"><font size="3">&nbsp;{}&nbsp;</font></span>'
    outer = f'<p style="margin:0;text-align:center;border-width:0">{inner}</p>'
    content = body(
        printed,
        f'<p style="text-indent:2em">{inner}</p>',
        lambda cells: table(cells, lambda c: td(c, outer, ' style="border:1px solid"')),
    )
    return f'<div class="TRS_Editor">{content}</div>'.encode()


def saved_by_word(printed: Blocks) -> bytes:
    """With a filler without width before the last cell of each row, and an empty row at the end."""
    shown = '<p class="MsoNormal"><span lang="EN-US">{}<o:p></o:p></span></p>'
    filler = '<td style="border:none;padding:0cm" width="0"><p class="MsoNormal">&nbsp;</p></td>'
    widths = f"<![if !supportMisalignedColumns]><tr>{'<td width=47></td>' * 15}</tr><![endif]>"

    def drawn(cells: Cells) -> str:
        rows = table(cells, lambda c: td(c, shown)).replace("</tbody>", f"{widths}</tbody>")
        return re.sub("<td((?!<td).)*</tr>", rf"{filler}\g<0>", rows)

    return html(body(printed, '<p class="MsoNormal">{}<o:p></o:p></p>', drawn)).encode()


def declared_gb2312(printed: Blocks) -> bytes:
    """With a character that of these encodings only GB18030 has."""
    return html(f"<p>䶮</p>{body(printed)}", "gb2312").encode("gb18030")


def declared_utf_8_but_gbk(printed: Blocks) -> bytes:
    return html(body(printed), "utf-8").encode("gbk")


def gbk_undeclared(printed: Blocks) -> bytes:
    return html(body(printed), "").encode("gbk")


def declared_gbk_but_utf_8_cut_off(printed: Blocks) -> bytes:
    return html(body(printed), "gbk").encode() + "页脚".encode()[:-1]


# Word documents.

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
CONTINUED = r'<w:tc><w:tcPr>(?:<w:gridSpan w:val="(\d+)"/>)?<w:vMerge/></w:tcPr><w:p></w:p></w:tc>'


def package(content: str) -> bytes:
    """A .docx with that in its body."""
    document, file = Document(), io.BytesIO()
    own = parse_xml(f'<w:body xmlns:w="{W}">{content}</w:body>')
    document.element.replace(document.element.body, own)
    document.save(file)
    return file.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>" * bool(text)


def tr(cells: Cells, row: int) -> str:
    """All cells that cover a row, those too that are merged with the one above."""
    covering = (c for c in cells if c.row <= row < c.row + c.height)
    return f"<w:tr>{''.join(tc(c, row) for c in sorted(covering, key=lambda c: c.column))}</w:tr>"


def tc(cell: Cell, row: int) -> str:
    span = f'<w:gridSpan w:val="{cell.width}"/>' * (cell.width > 1)
    merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    text = run(cell.label * (row == cell.row))
    return f"<w:tc><w:tcPr>{span}{merge * (cell.height > 1)}</w:tcPr><w:p>{text}</w:p></w:tc>"


def tbl(cells: Cells) -> str:
    width = max(c.column + c.width for c in cells)
    grid = f'<w:gridCol w:w="{13500 // width}"/>' * width
    rows = "".join(tr(cells, row[0].row) for row in rows_of(cells))
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES)
    properties = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def word_body(printed: Blocks, drawn: Callable[[Cells], str] = tbl) -> str:
    return body(printed, f"<w:p>{run('{}')}</w:p>", drawn)


def docx(printed: Blocks) -> bytes:
    return package(word_body(printed))


def docx_with_gaps(printed: Blocks) -> bytes:
    """Rows begin with a gap in the place of the cells that are merged from above."""

    def gap(begun: re.Match[str]) -> str:
        width = sum(int(span or 1) for span in re.findall(CONTINUED, begun[0]))
        return f'<w:tr><w:trPr><w:gridBefore w:val="{width}"/></w:trPr>'

    return package(re.sub(f"<w:tr>(?:{CONTINUED})+", gap, word_body(printed)))


def docx_within_a_table(printed: Blocks) -> bytes:
    return package(f"<w:tbl><w:tr><w:tc>{word_body(printed)}<w:p/></w:tc></w:tr></w:tbl>")


def docx_tracked_changes(printed: Blocks) -> bytes:
    """Each text of a table was another one, and at the end of each table a row was deleted."""
    old = "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"

    def drawn(cells: Cells) -> str:
        last = tr(cells, cells[-1].row).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
        changed = re.sub("<w:r>.*?</w:r>", rf"{old}<w:ins>\g<0></w:ins>", tbl(cells))
        return changed.replace("</w:tbl>", f"{last}</w:tbl>")

    return package(word_body(printed, drawn))


class Shape(NamedTuple):
    """What is done to the tables, how they are written, and the rule by which each is refused, if it is."""

    change: Change
    write: Callable[[Blocks], bytes] = page
    refused: str = ""

    def __str__(self) -> str:
        return f"{self.change.__name__}-{self.write.__name__}"

    @property
    def suffix(self) -> str:
        return ".docx" if self.write.__name__.startswith("docx") else ".html"

    def of(self, report: Report) -> bytes:
        return self.write(list(blocks(report, self.change)))


SHAPES = (
    Shape(as_in_the_form), Shape(filler_cells), Shape(repeated_labels), Shape(label_variants),
    Shape(without_head, refused="D301"), Shape(without_blanks, refused="D324"),
    Shape(two_years, refused="D317"), Shape(in_two_parts), Shape(in_two_parts_with_heads),
    Shape(head_of_other_spans, by_hand), Shape(as_in_the_form, within_a_site),
    Shape(as_in_the_form, fragment), Shape(filler_cells, fragment), Shape(as_in_the_form, saved_by_word),
    Shape(as_in_the_form, declared_gb2312), Shape(as_in_the_form, declared_utf_8_but_gbk),
    Shape(as_in_the_form, declared_gbk_but_utf_8_cut_off), Shape(as_in_the_form, gbk_undeclared),
    Shape(as_in_the_form, docx), Shape(filler_cells, docx), Shape(repeated_labels, docx),
    Shape(in_two_parts, docx), Shape(without_blanks, docx, refused="D324"),
    Shape(as_in_the_form, docx_with_gaps), Shape(as_in_the_form, docx_within_a_table),
    Shape(as_in_the_form, docx_tracked_changes),
)  # fmt: skip
