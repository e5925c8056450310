"""The body of a Word document, from blocks: one tree, made of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from disclosure_cli.model.text import ems
from disclosure_cli.output.blocks import Block, Chart, Paragraph, ParagraphRole, TableBlock
from disclosure_cli.output.word.charts import chart_paragraph
from disclosure_cli.output.word.styles import BY_ROLE, DATE, TABLE_END, run_in
from disclosure_cli.output.word.tables import table_element
from disclosure_cli.output.word.wordml import paragraph, run, w

_SIGNED = (ParagraphRole.SIGNATURE, ParagraphRole.DATE)
_BLANK = 4.0
"""Characters between 成文日期 and the right margin."""


def body(blocks: Sequence[Block], text_width: int) -> Element:
    """The `w:body` of a document, without the properties of its section.

    `text_width` is that of the type area in twips. The signature stays with the last of the text,
    on its page.
    """
    return w("body", *_content(blocks, text_width))


def _content(blocks: Sequence[Block], text_width: int) -> Iterator[Element]:
    ending = [b for b in blocks if isinstance(b, Paragraph) and b.role in _SIGNED]
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, TableBlock):
            yield table_element(block, text_width)
            is_noted = (
                isinstance(following, Paragraph) and following.role is ParagraphRole.TABLE_NOTE
            )
            if not is_noted:
                yield paragraph(TABLE_END.id)
        elif isinstance(block, Chart):
            yield chart_paragraph(block, text_width)
        else:
            properties = []
            if following in ending and block not in ending:
                properties.append(w("keepNext"))
            if block in ending:
                properties.append(_indent(ending, text_width))
            yield _paragraph(block, properties)


def _paragraph(block: Paragraph, properties: Sequence[Element]) -> Element:
    lead = [run(block.lead, run_in(block.lead_role))] if block.lead else []
    return paragraph(BY_ROLE[block.role].id, *lead, run(block.text), properties=properties)


def _indent(ending: Sequence[Paragraph], text_width: int) -> Element:
    """The indent of 署名 and 成文日期 of a report that will be sealed: GB/T 9704-2012, 7.3.5.1.

    They are centred on each other, the date four characters from the right margin; a longer
    signature reaches the margin, and the date is centred under it.
    """
    dates = [ems(each.text) for each in ending if each.role is ParagraphRole.DATE]
    widest = max((ems(line) for each in ending for line in each.text.split("\n")), default=0.0)
    from_the_right = max(_BLANK + sum(dates) / 2, widest / 2)
    # A character more than the text, so that rounding breaks no line of it.
    room = round((2 * from_the_right + 1) * DATE.size * 20)
    return w("ind", left=max(0, text_width - room), right=0, firstLine=0)
