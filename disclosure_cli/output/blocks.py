"""What an output prints, in order: paragraphs, tables with their text, charts.

Word, web page, PDF and terminal are printed from these alone. How a paragraph of some role looks is
the business of the output.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from disclosure_cli.form.grid import Cell, CellRole, Grid
from disclosure_cli.model.figures import Figure, plain

DRAFT_MARK = "草　稿"
"""What stands on every page of a draft."""


class ParagraphRole(Enum):
    """What a paragraph is for. The numbering of headings is that of GB/T 9704-2012, 7.3.3."""

    TITLE = auto()
    BODY = auto()
    HEADING_1 = auto()
    """一、"""
    HEADING_2 = auto()
    """（一）"""
    HEADING_3 = auto()
    """1."""
    HEADING_4 = auto()
    """（1）"""
    SIGNATURE = auto()
    DATE = auto()
    ANNOTATION = auto()


class Paragraph(NamedTuple):
    """A paragraph; of one with a heading run in, `lead` is the heading and its role its level."""

    role: ParagraphRole
    text: str
    lead: str = ""
    lead_role: ParagraphRole = ParagraphRole.HEADING_2


class NameBlock(NamedTuple):
    """The title or the signature: the name of an organ, in as many lines as the page needs."""

    role: ParagraphRole
    organ: str
    """With the line breaks that were typed in it."""
    phrases: tuple[str, ...] = ()
    """What follows it in the title, parted where a line may end."""

    @property
    def text(self) -> str:
        """All of it in one line."""
        return self.organ.replace("\n", "") + "".join(self.phrases)


class TableBlock(NamedTuple):
    """One or more tables under one another, on the same columns."""

    title: str
    grid: Grid
    widths: tuple[int, ...]
    """Of the columns, in any unit: outputs scale them to their page."""
    figures: tuple[str, ...]
    """What is printed in the cells for figures, in the order of the grid."""
    note: str = ""
    """Under the table: 注：…"""

    @property
    def texts(self) -> Iterator[tuple[Cell, str]]:
        """The cells with what is printed in them, in the order of reading."""
        figures = iter(self.figures)
        texts = [
            (cell, next(figures) if cell.role is CellRole.FIGURE else cell.label)
            for cell in self.grid.cells
        ]
        return iter(sorted(texts, key=lambda each: (each[0].row, each[0].column)))


class Chart(NamedTuple):
    """Bars: a label and a number of 件 or 条 for each, in the order of the report."""

    key: str
    number: int
    """Among the charts that a report may have, from 1."""
    title: str
    unit: str
    bars: tuple[tuple[str, Figure], ...]

    @property
    def description(self) -> str:
        """What the chart shows, for those who do not see it."""
        shown = "，".join(f"{label}{plain(value)}{self.unit}" for label, value in self.bars)
        return f"条形图：{self.title}。{shown}。"


Block = Paragraph | NameBlock | TableBlock | Chart


class Composition(NamedTuple):
    """A whole document, ready to be printed."""

    title: str
    """In one line, for the properties of a file."""
    author: str
    date: dt.date
    blocks: tuple[Block, ...]
