"""The report as text ready for typesetting: what stands in it, in order, whatever the output.

A report goes in; blocks come out: paragraphs with the part they play, and the sections whose
tables stand between them. How a part looks is the business of the output (see `document`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from disclosure_cli.form.schema import Section
from disclosure_cli.model.report import (
    ADDRESS,
    ANNOTATION,
    CATEGORY_LIST_NAME,
    CATEGORY_TOTAL,
    CATEGORY_TOTAL_NAME,
    EMAIL,
    POSTCODE,
    TELEPHONE,
    Report,
)
from disclosure_cli.model.text import filled_in, quoted_names
from disclosure_cli.output.charts import Chart, charts_of
from disclosure_cli.output.titles import LONGEST_SIGNATURE, parted, title_lines


class Part(Enum):
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
    TABLE_NOTE = auto()
    """Under a table: 注：…"""


class Paragraph(NamedTuple):
    """A paragraph; of one with a heading run in, `lead` is the heading and its part its level."""

    part: Part
    text: str
    lead: str = ""
    lead_part: Part = Part.HEADING_2


class Tables(NamedTuple):
    """The place of the tables of a section."""

    section: Section


Block = Paragraph | Tables | Chart

_HEADINGS = (
    (Part.HEADING_2, re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
    (Part.HEADING_3, re.compile(r"[0-9０-９]{1,2}[.．、](?![0-9０-９])")),
    (Part.HEADING_4, re.compile(r"[（(][0-9０-９]{1,2}[）)]")),
)
LONGEST_HEADING = 40
"""A longer paragraph without a short first sentence is text, though it begins with a number."""


def compose(report: Report, *, charts: bool = False) -> Iterator[Block]:
    """The blocks of a report, from the title to 附注; on request with its charts."""
    yield Paragraph(Part.TITLE, "\n".join(title_lines(report.organ, report.year)))
    yield Paragraph(Part.BODY, _preface(report))
    quoted = report.quotations()
    drawn = charts_of(report) if charts else {}
    for section in report.edition.sections:
        yield Paragraph(Part.HEADING_1, section.title)
        if section.tables:
            yield Tables(section)
        if note := report.note(section):
            yield Paragraph(Part.TABLE_NOTE, filled_in(note, quoted))
        for text in _texts(report, section):
            yield _paragraph(filled_in(text, quoted))
        if section.key in drawn:
            yield drawn[section.key]
    yield from _ending(report)


def _preface(report: Report) -> str:
    """Legal basis, parts, period and contact: not in the blank form, but in every report."""
    notice = report.edition.notice
    parts = "、".join(section.title.partition("、")[2] for section in report.edition.sections)
    contact = "，".join(
        f"{field.label}：{report.about[field.key]}"
        for field in (ADDRESS, POSTCODE, TELEPHONE, EMAIL)
        if report.about.get(field.key)
    )
    return (
        f"本报告由{report.organ}根据《中华人民共和国政府信息公开条例》和{notice.title}"
        f"（{notice.number}）编制，由{parts}六个部分组成。"
        f"报告中所列数据的统计期限自{report.year}年1月1日起至{report.year}年12月31日止。"
        f"如对本报告有疑问，请与{report.organ}联系" + (f"（{contact}）。" if contact else "。")
    )


def _texts(report: Report, section: Section) -> list[str]:
    """The paragraphs of a section; the first also tells the categories, unless it quotes them."""
    texts = list(report.texts.get(section.key, ()))
    is_first = section is report.edition.sections[0]
    if is_first and report.categories and not _quotes_categories(report):
        at = next(
            (n for n, text in enumerate(texts) if re.match(r"[（(]二[）)]", text)), len(texts)
        )
        # Without a total of its own, the sentence names the parts alone.
        total = "" if report.entries[CATEGORY_TOTAL].is_blank else f"{{{CATEGORY_TOTAL_NAME}}}条"
        texts.insert(at, f"本年主动公开政府信息{total}，其中：{{{CATEGORY_LIST_NAME}}}。")
    return texts


def _quotes_categories(report: Report) -> bool:
    texts = (text for paragraphs in report.texts.values() for text in paragraphs)
    return any(CATEGORY_LIST_NAME in quoted_names(text) for text in texts)


def _paragraph(text: str) -> Paragraph:
    """A paragraph by its first characters: a heading, text with a heading run in, or text."""
    for part, numbering in _HEADINGS:
        if numbering.match(text):
            first, stop, rest = re.match(r"([^。：]*)([。：]?)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
            if rest and len(first) <= LONGEST_HEADING:
                return Paragraph(Part.BODY, rest, first + stop, part)
            if len(text) <= LONGEST_HEADING:
                return Paragraph(part, text)
    return Paragraph(Part.BODY, text)


def is_heading(text: str) -> bool:
    """Whether a paragraph is a heading by itself: （一）主动公开情况."""
    return _paragraph(text).part in (Part.HEADING_2, Part.HEADING_3, Part.HEADING_4)


def _ending(report: Report) -> Iterator[Paragraph]:
    if report.organ:
        yield Paragraph(Part.SIGNATURE, "\n".join(parted(report.organ, LONGEST_SIGNATURE)))
    if date := report.date:
        # GB/T 9704-2012, 7.3.5: arabic numerals, no leading zeros.
        yield Paragraph(Part.DATE, f"{date.year}年{date.month}月{date.day}日")
    if note := report.about.get(ANNOTATION.key, ""):
        yield Paragraph(Part.ANNOTATION, note if note.startswith("（") else f"（{note}）")
