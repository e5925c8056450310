"""A comparison of two years as an annex: headings, paragraphs and tables, whatever the output."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disclosure_cli.model.comparison import Compared, Comparison


class Rows(NamedTuple):
    """A table of an annex: its head and its rows of text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(NamedTuple):
    """A section of an annex: its heading, then paragraphs and tables."""

    heading: str
    content: tuple[str | Rows, ...]


def sections(comparison: Comparison) -> Iterator[Section]:
    """The annex, section by section, in the language of the report."""
    for each in comparison.sections:
        yield Section(each.title, tuple(_content(comparison, each)))


def _content(comparison: Comparison, each: Compared) -> Iterator[str | Rows]:
    before, now = comparison.years
    if each.changes:
        head = ("项目", f"{before}年", f"{now}年", "增减")
        yield Rows(head, tuple(tuple(change) for change in each.changes))
    if each.unchanged:
        yield f"其余 {each.unchanged} 个数字两年相同。"
    for title, texts in (
        (f"{before}年有而{now}年没有：", each.dropped),
        (f"{now}年新写：", each.added),
    ):
        if texts:
            yield title
            yield from texts
    if each.kept:
        yield f"{each.kept} 句两年相同。"
    if not (each.changes or each.unchanged or each.dropped or each.added or each.kept):
        yield "两年都没有内容。"
