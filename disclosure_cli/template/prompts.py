"""The prompts of the inputs: what is counted there, and how it is written."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclosure_cli.form.schema import Leaf, Measure, Ref, Table
from disclosure_cli.model.text import shortened

LONGEST_TITLE = 32
"""Excel "repairs" a file whose prompt has a longer one; the text may have 255 characters."""

HOW_TO_WRITE = {
    **dict.fromkeys((Measure.COUNT, Measure.ENTRIES), "填 0 或正整数；没有填 0。"),
    Measure.CHANGE: "增加填正整数，减少填负整数（如 -3），没有变化填 0。",
    Measure.AMOUNT: "单位：万元，可带小数；没有填 0。",
    Measure.MONEY: "写明单位，如 251000元 或 25.1万元；没有填 0。",
}

_NUMBER = re.compile("[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+\\.")


class Prompt(NamedTuple):
    """What is shown beside an input while it is filled in."""

    title: str
    message: str


def prompt_of(table: Table, ref: Ref) -> Prompt:
    """The prompt of a figure: what its row and its column count, where the edition says so.

    Its title are their labels; where the edition says nothing, that of the column alone.
    """
    row, column = table.leaves_by_ref[ref]
    explained = [leaf for leaf in (row, column) if table.counted_by(leaf)]
    if explained:
        title = "·".join(_title(leaf) for leaf in explained)
    else:
        title = (column if column.label else row).path[-1].label
    message = "".join(map(table.counted_by, explained)) + HOW_TO_WRITE[column.measure]
    return Prompt(shortened(title, LONGEST_TITLE), message)


def _title(leaf: Leaf) -> str:
    """The label of a leaf without its number, after that of its group if both fit."""
    labels = [_NUMBER.sub("", node.label, count=1) for node in leaf.path if node.key]
    title = "·".join(labels[-2:])
    return title if len(title) <= LONGEST_TITLE else labels[-1]
