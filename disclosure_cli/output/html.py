"""What was composed as one web page: self-contained, accessible, without scripts, for phone and paper.

The tables have real captions and headers (WCAG 2.2, 1.3.1); wide ones scroll by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from importlib.resources import files
from itertools import accumulate, groupby, pairwise
from math import ceil
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from disclosure_cli.form.grid import Cell, CellRole
from disclosure_cli.model.figures import plain
from disclosure_cli.model.text import ems, shortened, visible
from disclosure_cli.output.blocks import (
    DRAFT_MARK,
    Block,
    Chart,
    Composition,
    NameBlock,
    Paragraph,
    ParagraphRole,
    TableBlock,
)
from disclosure_cli.output.inline_styles import write_styles_inline
from disclosure_cli.output.titles import LONGEST_LINE, name_lines, words_of

_LEVELS = {ParagraphRole[f"HEADING_{level}"]: level + 1 for level in (1, 2, 3, 4)}
_CLASSES = {
    ParagraphRole.DATE: "date",
    ParagraphRole.ANNOTATION: "annotation",
}
_BEGIN = (ParagraphRole.HEADING_1, ParagraphRole.SIGNATURE)
"""What begins a section of the page."""
_CELLS = {
    CellRole.CORNER: ("th", "", "col"),
    CellRole.HEAD: ("th", "", "col"),
    CellRole.STUB: ("th", "stub", "row"),
    CellRole.FIGURE: ("td", "", None),
}
"""The element of a cell, its class and its scope."""
_FEWEST_DIGITS, _DIGITS_OF_A_SHORT_HEAD = 4, 6
"""The widths of two characters of a head, in which 结果维持 is parted, and of three: 自然人 stands whole."""
_MOST_DIGITS, _MOST_DIGITS_BESIDE_LABELS = 107, 85
"""What fits on paper, 156 mm wide, in the smallest type; more is printed with the figures turned."""
_TURNED = 13
"""What part of a table a turned label takes at least, so that its characters have room on a phone."""
_CHART_WIDTH, _BAR, _GAP, _EM = 400, 20, 12, 14
"""In pixels, so that the letters of a chart are still 12 pixels high on a phone."""
_LONGEST_LABEL = 12.0


def html_bytes(composition: Composition, *, draft: bool = False) -> bytes:
    """The page of what was composed, in UTF-8; as a draft, with 草稿 on every printed page.

    The same composition gives the same bytes.
    """
    article = _element("article", *_draft_mark(draft))
    for first, elements in _sections(composition):
        if _is(first, *_BEGIN):
            tag = "section" if _is(first, ParagraphRole.HEADING_1) else "footer"
            elements = [_element(tag, *elements)]
        article.extend(elements)
    head = _element(
        "head",
        _element("meta", charset="utf-8"),
        _element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _element("title", text=composition.title),
        _element("style", text=_stylesheet("html_looks.css") + _stylesheet("html.css")),
    )
    page = _element("html", head, _element("body", _element("main", article)), lang="zh-CN")
    return f"<!DOCTYPE html>\n{_markup(page)}\n".encode()


def html_fragment(composition: Composition, *, draft: bool = False) -> bytes:
    """What follows the title, in UTF-8, to be pasted into a page that has the title itself.

    One `div` that needs nothing of the page and cannot disturb it: its looks are in `style` attributes; it has no
    style sheet, script, class or id. The headings begin with h2.
    """
    blocks = tuple(block for block in composition.blocks if not _is(block, ParagraphRole.TITLE))
    root = _element("div", *_draft_mark(draft), lang="zh-CN")
    for _first, elements in _sections(composition._replace(blocks=blocks)):
        root.extend(elements)
    write_styles_inline(root, _stylesheet("html_looks.css"))
    return f"{_markup(root)}\n".encode()


def _stylesheet(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _markup(element: Element) -> str:
    content: str = ElementTree.tostring(element, "unicode", method="html")
    return content


def _draft_mark(draft: bool) -> list[Element]:
    return [_element("p", text=DRAFT_MARK, class_="draft")] if draft else []


def _is(block: Block, *roles: ParagraphRole) -> bool:
    return isinstance(block, Paragraph | NameBlock) and block.role in roles


def _sections(composition: Composition) -> Iterator[tuple[Block, list[Element]]]:
    """The elements of each section, and its first block; what stands before the first section is one too."""
    # Each block with the number of the section that it stands in.
    numbers = accumulate(_is(block, *_BEGIN) for block in composition.blocks)
    numbered = zip(numbers, composition.blocks, strict=True)
    for _number, group in groupby(numbered, key=lambda each: each[0]):
        blocks = [block for _n, block in group]
        yield blocks[0], list(_elements(blocks))


def _elements(blocks: Iterable[Block]) -> Iterator[Element]:
    level = 1
    for block in blocks:
        if isinstance(block, TableBlock):
            yield _tables(block)
            if block.note:
                yield _with_lines(_element("p", class_="note"), block.note)
        elif isinstance(block, Chart):
            yield _chart(block)
        elif isinstance(block, NameBlock):
            yield _name(block)
        else:
            # An office may write 1. without （一）; the levels of a page leave none out.
            level = min(_LEVELS.get(block.role, level), level + 1)
            yield _paragraph(block, level)


def _name(block: NameBlock) -> Element:
    """The title or the signature, in lines that a narrow screen parts between words too."""
    is_title = block.role is ParagraphRole.TITLE
    made = _element("h1" if is_title else "p", class_="" if is_title else "signature")
    for number, line in enumerate(name_lines(block.organ, block.phrases, LONGEST_LINE)):
        if number:
            made.append(_element("br"))
        for word in words_of(line):
            made.append(_element("wbr"))
            made[-1].tail = visible(word)
    return made


def _paragraph(block: Paragraph, level: int) -> Element:
    if block.role in _LEVELS:
        return _element(f"h{level}", text=block.text)
    made = _element("p", class_=_CLASSES.get(block.role, ""))
    if block.lead:
        kind = "lead2" if block.lead_role is ParagraphRole.HEADING_2 else "lead"
        lead = _element("span", text=block.lead, class_=kind)
        made.append(lead)
        lead.tail = block.text
        return made
    return _with_lines(made, block.text)


def _tables(block: TableBlock) -> Element:
    """A table for each caption, in a region that scrolls where the screen is too narrow."""
    captioned = accumulate(cell.role is CellRole.CAPTION for cell, _text in block.texts)
    numbered = zip(captioned, block.texts, strict=True)
    widths = _widths(block)
    digits = _digits(block, widths)
    return _element(
        "div",
        *(
            _table(block, [cell for _n, cell in cells], widths, digits)
            for _number, cells in groupby(numbered, key=lambda each: each[0])
        ),
        class_=" ".join(["tables", *_on_paper(block)]),
        # So that it can be scrolled by the keyboard.
        role="region",
        aria_label=f"{block.title}表",
        tabindex="0",
    )


def _widths(block: TableBlock) -> list[Fraction]:
    """The columns as a screen has them: those of figures equally wide, that of a turned label wider.

    Exact, since the last digit of a sum of binary fractions differs between versions of Python.
    """
    widths = list(map(Fraction, block.widths))
    figures = {cell.column for cell in block.grid.figures if cell.width == 1}
    equal = sum((widths[column] for column in figures), Fraction()) / max(len(figures), 1)
    for column in figures:
        widths[column] = equal
    for column in {cell.column for cell in block.grid.cells if cell.is_outermost}:
        widths[column] = max(widths[column], sum(widths, Fraction()) / _TURNED)
    return widths


def _on_paper(block: TableBlock) -> Iterator[str]:
    """What table of the annex it is, which may be longer than a page: a list, or with several lines a row."""
    if not block.grid.groups:
        yield "list"
    elif block.grid.has_one_head and any("\n" in figure for figure in block.figures):
        yield "paged"


def _digits(block: TableBlock, widths: Sequence[Fraction]) -> int:
    """How many digits wide the tables must be, so that each figure has room in its share of them.

    A note after a figure may wrap. A digit more is for what stands between figure and line.
    """
    is_short = any(cell.role is CellRole.HEAD and len(text) == 3 for cell, text in block.texts)
    fewest = _DIGITS_OF_A_SHORT_HEAD if is_short else _FEWEST_DIGITS
    return max(
        ceil(
            (max(round(2 * ems(line.partition("（")[0] or line)), fewest) + 1)
            * (sum(widths) / sum(widths[cell.column : cell.column + cell.width]))
        )
        for cell, text in block.texts
        if cell.role is CellRole.FIGURE
        for line in text.split("\n")
    )


def _table(
    block: TableBlock, cells: list[tuple[Cell, str]], widths: Sequence[Fraction], digits: int
) -> Element:
    first, text = cells[0]
    is_captioned = first.role is CellRole.CAPTION
    if is_captioned:
        caption = _element("caption", text=text)
        cells = cells[1:]
    else:
        caption = _element("caption", text=block.title, class_="unseen")
    shares, cells = _without_unused_columns(widths, cells)
    # Tables under one another are alike in all their columns; of a single one, the labels stay in sight.
    figures = [cell for cell, _text in cells if cell.role is CellRole.FIGURE]
    before = (
        []
        if is_captioned
        else list(accumulate(shares[: figures[0].column], initial=Fraction()))[:-1]
    )
    labels = sum(shares[: len(before)], Fraction())
    rows = [
        (number, _element("tr", *(_cell(cell, text, before) for cell, text in row)))
        for number, row in groupby(cells, key=lambda each: each[0].row)
    ]
    digits_of_figures = digits * (1 - labels / 100)
    is_turned = digits_of_figures > (_MOST_DIGITS_BESIDE_LABELS if labels else _MOST_DIGITS)
    return _element(
        "table",
        caption,
        _element("colgroup", *_columns(shares, len(before))),
        _element("thead", *(row for number, row in rows if number < figures[0].row)),
        _element("tbody", *(row for number, row in rows if number >= figures[0].row)),
        class_=" ".join(["labelled"] * bool(labels) + ["turned"] * is_turned),
        style=f"--digits:{digits}" + (f";--labels:{float(labels):.2f}" if labels else ""),
    )


def _columns(shares: list[Fraction], label_count: int) -> Iterator[Element]:
    for number, share in enumerate(shares):
        kind = "labels" if number < label_count else "figures"
        yield _element("col", class_=kind, style=f"--share:{float(share):.2f}")


def _without_unused_columns(
    widths: Sequence[Fraction], cells: list[tuple[Cell, str]]
) -> tuple[list[Fraction], list[tuple[Cell, str]]]:
    """The columns in which a cell begins, in per cent of the table, and the cells on these alone.

    A table under another may have fewer cells in a row than the grid of both has columns.
    """
    starts = sorted({cell.column for cell, _text in cells})
    shares = [
        100 * sum(widths[start:end], Fraction()) / sum(widths)
        for start, end in pairwise([*starts, len(widths)])
    ]
    return shares, [
        (
            cell._replace(
                column=starts.index(cell.column),
                width=sum(cell.column <= start < cell.column + cell.width for start in starts),
            ),
            text,
        )
        for cell, text in cells
    ]


def _cell(cell: Cell, text: str, before: Sequence[Fraction]) -> Element:
    """A cell; `before` has, for each column of labels that stay in sight, what stands before it."""
    tag, kind, scope = ("td", "corner", None) if cell.is_explanation else _CELLS[cell.role]
    if cell.role is CellRole.STUB and cell.height > 1:
        scope = "rowgroup"
    elif cell.role is CellRole.HEAD and cell.width > 1 and cell.height == 1:
        scope = "colgroup"
    is_label = cell.column < len(before)
    classes = (kind, "vertical" if cell.is_outermost else "", "label" if is_label else "")
    made = _element(
        tag,
        scope=scope,
        class_=" ".join(filter(None, classes)),
        colspan=cell.width if cell.width > 1 else None,
        rowspan=cell.height if cell.height > 1 else None,
        style=f"--before:{float(before[cell.column]):.2f}" if is_label else None,
    )
    return _with_lines(made, text)


def _chart(chart: Chart) -> Element:
    """A chart as inline SVG with its title under it; what it shows is also told in words."""
    height = len(chart.bars) * (_BAR + _GAP)
    svg = _element(
        "svg",
        *_bars(chart),
        viewBox=f"0 0 {_CHART_WIDTH} {height}",
        role="img",
        aria_label=chart.description,
        xmlns="http://www.w3.org/2000/svg",
    )
    return _element("figure", svg, _element("figcaption", text=f"{chart.title}（{chart.unit}）"))


def _bars(chart: Chart) -> Iterator[Element]:
    """Each bar between its label on the left and its figure on the right."""
    labels, values = zip(*chart.bars, strict=True)
    left = round(min(max(map(ems, labels)), _LONGEST_LABEL) * _EM) + 8
    # In some fonts a digit is a little more than half as wide as it is high.
    room = _CHART_WIDTH - left - round(max(ems(plain(value)) for value in values) * 1.2 * _EM) - 8
    most = max(map(float, values))
    for number, (label, value) in enumerate(chart.bars):
        top = number * (_BAR + _GAP) + _GAP / 2
        length = round(float(value) / most * room, 1)
        middle = top + _BAR * 0.75
        yield _element(
            "text", text=shortened(label, _LONGEST_LABEL), x=left - 8, y=middle, text_anchor="end"
        )
        yield _element("rect", x=left, y=top, width=length, height=_BAR)
        yield _element("text", text=plain(value), x=round(left + length + 6, 1), y=middle)


def _element(tag: str, *children: Element, text: str = "", **attributes: object) -> Element:
    """An element with its attributes; those that are empty or None are left out.

    `class_` and names with `_` for `-` (`aria_label`) are spelt as HTML has them.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value not in ("", None):
            made.set(name.rstrip("_").replace("_", "-"), visible(str(value)))
    if text:
        made.text = visible(text)
    made.extend(children)
    return made


def _with_lines(made: Element, text: str) -> Element:
    """The element with a text of several lines, a line break between them."""
    first, *others = text.split("\n")
    made.text = visible(first)
    for line in others:
        line_break = _element("br")
        line_break.tail = visible(line)
        made.append(line_break)
    return made
