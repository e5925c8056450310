"""The body of a Word document, from the blocks of a report: one tree, made of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from disclosure_cli.model.report import Report
from disclosure_cli.output.blocks import Block, Paragraph, Part, Tables
from disclosure_cli.output.charts import Chart
from disclosure_cli.output.word.charts import chart_paragraph
from disclosure_cli.output.word.signature import indent
from disclosure_cli.output.word.styles import PARTS, TABLE_END, run_in
from disclosure_cli.output.word.tables import table_element
from disclosure_cli.output.word.wordml import paragraph, run, w

_SIGNED = (Part.SIGNATURE, Part.DATE)


def body(report: Report, blocks: Sequence[Block], text_width: int) -> Element:
    """The `w:body` of a report, without the properties of its section.

    `text_width` is that of the type area in twips. The signature stays with the last of the text,
    on its page.
    """
    return w("body", *_content(report, blocks, text_width))


def _content(report: Report, blocks: Sequence[Block], text_width: int) -> Iterator[Element]:
    ending = [b for b in blocks if isinstance(b, Paragraph) and b.part in _SIGNED]
    for block, following in pairwise((*blocks, None)):
        if isinstance(block, Tables):
            yield table_element(report, block.section, text_width)
            if not (isinstance(following, Paragraph) and following.part is Part.TABLE_NOTE):
                yield paragraph(TABLE_END.id)
        elif isinstance(block, Chart):
            yield chart_paragraph(block, text_width)
        elif isinstance(block, Paragraph):
            properties = []
            if following in ending and block not in ending:
                properties.append(w("keepNext"))
            if block in ending:
                properties.append(indent(ending, text_width))
            lead = [run(block.lead, run_in(block.lead_part))] if block.lead else []
            yield paragraph(
                PARTS[block.part].id, *lead, run(block.text), properties=tuple(properties)
            )
