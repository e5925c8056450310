"""Which comment stands beside which paragraph of a published document: what was found there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclosure_cli.model.findings import Diagnostic, gravest_first, with_related
from disclosure_cli.model.places import Subject
from disclosure_cli.output.word.word_comments import WordComment


def comments_on(anchors: Mapping[Subject, int], found: Sequence[Diagnostic]) -> list[WordComment]:
    """A comment for each paragraph where something was found, the gravest first, in the order of the document.

    `anchors` has the number of the paragraph where each part of the report stands. What stands nowhere, as a section
    that is missing, is told at the first paragraph.
    """
    said: dict[int, list[str]] = {}
    for each in with_related(gravest_first(found)):
        line = f"{each.severity.label} {each.code}：{each.message}"
        for anchor in dict.fromkeys(_anchors(anchors, each)):
            said.setdefault(anchor, []).append(line)
    return [WordComment(anchor, "\n".join(lines)) for anchor, lines in sorted(said.items())]


def _anchors(anchors: Mapping[Subject, int], each: Diagnostic) -> Iterator[int]:
    """Where a finding is told: at its place, else, of a sum, at its first term; and wherever else it is about."""
    first = each.at if each.at in anchors or each.sum is None else each.sum.refs[0]
    yield anchors.get(first, 0)
    yield from (anchors[at] for at in each.also if at in anchors)
