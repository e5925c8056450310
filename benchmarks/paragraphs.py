"""Measures how well whole paragraphs are read: numbers right, wrong, not read, or read though of other things.

    python benchmarks/paragraphs.py            prints the table, of the file beside it
    python benchmarks/paragraphs.py --missed   also each number and statement that was not read, or wrongly
    python benchmarks/paragraphs.py FILE       of another file of that form

`docs/make_wordings.py` writes the table into docs/wordings.md. The form of the file is told at its top.
Totals of published items and rows within groups are not judged.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from printed import printed

from disclosure_cli.form.editions import EDITIONS, edition_for
from disclosure_cli.prose.reading import claims
from disclosure_cli.prose.tokens import Context
from disclosure_cli.prose.words import PUBLISHED

PARAGRAPHS = Path(__file__).with_name("paragraphs.txt")
_MARK = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]|\{\{([^|}]*)\|([^}]*)\}\}")
_HEADING = re.compile("（[一二三四五六七八九十]+）.{0,36}$")


class Paragraph(NamedTuple):
    """A paragraph with what is marked in it, by where that begins."""

    year: int
    text: str
    heading: str
    counts: dict[int, list[str]]
    zero: dict[tuple[int, int], list[str]]


class Measured(NamedTuple):
    """What came of all paragraphs."""

    figures: int
    right: int
    wrong: int
    read_though_other: int
    statements: int
    stated: int
    missed: list[str]


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a file, without their marks."""
    year, heading = 0, ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("=== "):
            year, heading = max(int(line.rsplit("|", 1)[1]), EDITIONS[0].first_year), ""
        elif line.strip() and not line.startswith(("#", "T2:", "T3:")):
            paragraph = _paragraph(year, line.partition(": ")[2], heading)
            yield paragraph
            heading = paragraph.text if _HEADING.match(paragraph.text) else heading


def _paragraph(year: int, marked: str, heading: str) -> Paragraph:
    text, last = "", 0
    counts: dict[int, list[str]] = {}
    zero: dict[tuple[int, int], list[str]] = {}
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        if match[1] is not None:
            counts[len(text)] = match[2].split("/")
        else:
            zero[len(text), len(text) + len(match[3])] = match[4].split("/")
        text += match[1] or match[3] or ""
        last = match.end()
    return Paragraph(year, text + marked[last:], heading, counts, zero)


def measured(path: Path = PARAGRAPHS) -> Measured:
    """Read every paragraph of a file."""
    figures = right = wrong = other = statements = stated = 0
    missed = []
    for each in paragraphs(path):
        context = Context(edition_for(each.year), each.year)
        found = claims(each.text, context, each.heading)
        read = {claim.start: claim for claim in found if claim.counts}
        for at, names in each.counts.items():
            claim = read.pop(at, None)
            if names[0].startswith(("?", "行:")):
                continue
            figures += 1
            is_right = claim is not None and bool(set(names) & set(claim.counts))
            right += is_right
            wrong += claim is not None and not is_right
            if not is_right:
                missed.append(f"{'wrong' if claim else 'not read'}: {_around(each.text, at)}")
        for at, claim in read.items():
            if claim.counts != (PUBLISHED,):
                other += 1
                missed.append(f"read though other: {_around(each.text, at)} {claim.counts}")
        for (start, end), names in each.zero.items():
            said = "+".join(n for c in found if c.start < end and c.end > start for n in c.zero)
            for name in names:
                statements += 1
                stated += name in said
                if name not in said:
                    missed.append(f"not read: {each.text[start:end]}, no {name}")
    return Measured(figures, right, wrong, other, statements, stated, missed)


def _around(text: str, at: int) -> str:
    return f"{text[max(0, at - 20) : at]}【{text[at : at + 14]}"


def table(result: Measured) -> str:
    """The figures as a table of the documentation."""
    return (
        "| figures | read right | wrong | read though other | statements | read |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: |\n"
        f"| {result.figures} | {result.right} | {result.wrong} | {result.read_though_other} "
        f"| {result.statements} | {result.stated} |"
    )


if __name__ == "__main__":
    files = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    outcome = measured(*files)
    printed(table(outcome), outcome.missed, "--missed")
