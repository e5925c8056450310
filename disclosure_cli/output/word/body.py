"""The body of a Word document, from blocks: one tree, made of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from disclosure_cli.model.text import ems
from disclosure_cli.output.blocks import (
    Block,
    Chart,
    NameBlock,
    Paragraph,
    ParagraphRole,
    TableBlock,
)
from disclosure_cli.output.titles import name_lines
from disclosure_cli.output.word.charts import chart_paragraph
from disclosure_cli.output.word.styles import (
    BY_ROLE,
    HEADINGS,
    LAST_LINE,
    TABLE_NOTE,
    PageLooks,
    TypeArea,
    run_in,
)
from disclosure_cli.output.word.tables import begins_a_page, table_element
from disclosure_cli.output.word.wordml import paragraph, run, w

_Printed = Paragraph | TableBlock | Chart
_SIGNED = (ParagraphRole.SIGNATURE, ParagraphRole.DATE)
_LONG_WORD = re.compile("[!-~]{9}")
"""A telephone number or an address, which is not parted: a justified line before it would be spread."""
_BELOW_A_TABLE = 240
"""Twips between a table and what follows it."""
_BESIDE_SIGNATURE = 1.6
"""Characters that a line of the signature leaves of the width."""
_BLANK = 4.0
"""Characters between 成文日期 and the right margin."""


def body(blocks: Iterable[Block], looks: PageLooks) -> Element:
    """The `w:body` of a document, without the properties of its section.

    The last of the text, the signature, the date and 附注 stay on one page.
    """
    return w("body", *_content([_in_lines(block, looks) for block in blocks], looks))


def _in_lines(block: Block, looks: PageLooks) -> _Printed:
    """A name as a paragraph, in the lines that the page needs."""
    if not isinstance(block, NameBlock):
        return block
    is_signature = block.role is ParagraphRole.SIGNATURE
    size = looks.signed_size if is_signature else looks.title_size
    longest = looks.area.width / (size * 20) - (_BESIDE_SIGNATURE if is_signature else 0)
    return Paragraph(block.role, "\n".join(name_lines(block.organ, block.phrases, longest)))


def _content(blocks: Sequence[_Printed], looks: PageLooks) -> Iterator[Element]:
    ending = [b for b in blocks if isinstance(b, Paragraph) and b.role in _SIGNED]
    neighbours = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
    for before, block, following in neighbours:
        if isinstance(block, TableBlock):
            yield table_element(block, looks.area)
            if block.note:
                yield paragraph(TABLE_NOTE.id, run(block.note))
        elif isinstance(block, Chart):
            yield chart_paragraph(block, looks.area)
        else:
            place = _on_the_page(before, block, following, looks.area)
            within = [_indent(ending, looks)] if block in ending else _within(block)
            yield _paragraph(block, [*place, *within])
    if blocks and isinstance(blocks[-1], TableBlock):
        yield paragraph(LAST_LINE.id)


def _on_the_page(
    before: _Printed | None, block: Paragraph, following: _Printed | None, area: TypeArea
) -> Iterator[Element]:
    """How a paragraph stands to its neighbours, beside what its style says."""
    if _is(following, *_SIGNED, ParagraphRole.ANNOTATION) or block.text.endswith("："):
        yield w("keepNext")
    if isinstance(following, TableBlock) and begins_a_page(following, area):
        yield w("pageBreakBefore")
    elif isinstance(before, TableBlock) and not before.note:
        yield w("spacing", before=_BELOW_A_TABLE)


def _within(block: Paragraph) -> Iterator[Element]:
    """What a paragraph of text has beside its style."""
    if block.role is ParagraphRole.BODY and _LONG_WORD.search(block.lead + block.text):
        yield w("jc", val="left")
    if block.lead:
        # In the navigation of Word too.
        yield w("outlineLvl", val=HEADINGS[block.lead_role].outline)


def _is(block: _Printed | None, *roles: ParagraphRole) -> bool:
    return isinstance(block, Paragraph) and block.role in roles


def _paragraph(block: Paragraph, properties: Sequence[Element]) -> Element:
    lead = [run(block.lead, run_in(block.lead_role))] if block.lead else []
    return paragraph(BY_ROLE[block.role].id, *lead, run(block.text), properties=properties)


def _indent(ending: Sequence[Paragraph], looks: PageLooks) -> Element:
    """The indent of 署名 and 成文日期 of a report that will be sealed: GB/T 9704-2012, 7.3.5.1.

    They are centred on each other, the date four characters from the right margin; a longer
    signature reaches the margin, and the date is centred under it.
    """
    dates = [ems(each.text) for each in ending if each.role is ParagraphRole.DATE]
    widest = max(ems(line) for each in ending for line in each.text.split("\n"))
    from_the_right = max(_BLANK + sum(dates) / 2, widest / 2)
    # A character more than the text, so that rounding breaks no line of it.
    room = round((2 * from_the_right + 1) * looks.signed_size * 20)
    return w("ind", left=max(0, looks.area.width - room), right=0, firstLine=0)
