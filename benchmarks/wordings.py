"""Measures how well figures in prose are read: `read`, `wrong found`, `false alarms`.

    python benchmarks/wordings.py            prints the table
    python benchmarks/wordings.py --missed   also each number that was not read, or wrongly
    python benchmarks/wordings.py --speed    how long a megabyte of prose takes, and a quarter of it

`docs/make_wordings.py` writes the table into docs/wordings.md.

`sentences.txt` holds sentences in the manner of published reports, each number that the form counts
marked with what it counts: `收到申请[40|新收申请总数]件`. All other numbers count nothing there.
"""

from __future__ import annotations

import re
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from printed import printed

from disclosure_cli.form.editions import edition_for
from disclosure_cli.prose.claims import CountedNumber
from disclosure_cli.prose.enumerations import disagrees, enumerations
from disclosure_cli.prose.numbers import numbers
from disclosure_cli.prose.reading import claims
from disclosure_cli.prose.tokens import Context

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.txt"
_MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


class Sentence(NamedTuple):
    """A sentence, and what its numbers count, by their places."""

    year: int
    text: str
    counts: dict[int, set[str]]


class Measured(NamedTuple):
    """What came of all sentences."""

    sentences: int
    marked: int
    read: int
    wrong_found: int
    numbers: int
    false_alarms: int
    missed: list[str]


def sentence(line: str) -> Sentence:
    """A line of the file."""
    year, _space, marked = line.partition(" ")
    text, counts, last = "", {}, 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        counts[len(text)] = set(match[2].split("/"))
        text += match[1]
        last = match.end()
    return Sentence(int(year), text + marked[last:], counts)


def measured() -> Measured:
    """Read every sentence as it is, and with each marked number raised by one."""
    lines = [sentence(line) for line in SENTENCES.read_text("utf-8").splitlines() if line]
    marked = read = found = every = alarms = 0
    missed = []
    for each in lines:
        claimed = _claimed(each.text, each)
        every += len(list(numbers(each.text)))
        alarms += sum(disagrees(one) for one in enumerations(each.text))
        marked += len(each.counts)
        for at, counts in each.counts.items():
            claim = claimed.pop(at, None)
            if claim and counts & set(claim.counts):
                read += 1
                found += _is_found(each, claim)
            else:
                missed.append(f"not read: {each.text[max(0, at - 20) : at + 12]}")
        for at in claimed:
            alarms += 1
            missed.append(f"false alarm: {each.text[max(0, at - 20) : at + 12]}")
    return Measured(len(lines), marked, read, found, every, alarms, missed)


def _claimed(text: str, each: Sentence) -> dict[int, CountedNumber]:
    """What the numbers of a text count, by their places."""
    claimed = claims(text, _context(each))
    return {read.start: read for read in claimed if isinstance(read, CountedNumber)}


def _context(each: Sentence) -> Context:
    return Context(edition_for(each.year), each.year)


def _is_found(each: Sentence, claim: CountedNumber) -> bool:
    """Whether the number, raised by one, is read as the same and no longer allowed for."""
    number = claim.number
    raised = str(number.value + 1) if number.precision == 1 else None
    if raised is None or number.about:
        return not number.allows(number.value + max(Decimal(2), number.value))
    text = each.text[: number.start] + raised + each.text[number.start + len(number.shown) :]
    again = _claimed(text, each).get(number.start)
    return (
        again is not None and again.counts == claim.counts and not again.number.allows(number.value)
    )


def table(result: Measured) -> str:
    """The figures as a table of the documentation."""
    return (
        "| sentences | numbers in them | of figures of the form | read | wrong found | false alarms |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: |\n"
        f"| {result.sentences} | {result.numbers} | {result.marked} | {result.read} "
        f"| {result.wrong_found} | {result.false_alarms} |"
    )


def speed() -> str:
    """A megabyte of sentences, read at once, beside a quarter of it: linear work takes four times as long."""
    sentences = "".join(sentence(line).text for line in SENTENCES.read_text("utf-8").splitlines())
    context = Context(edition_for(2024), 2024)
    claims("先读一遍词表。", context)
    seconds = []
    for size in (250_000, 1_000_000):
        text = sentences * (size // len(sentences.encode()) + 1)
        began = time.perf_counter()
        claims(text, context)
        seconds.append(time.perf_counter() - began)
    quarter, whole = seconds
    return f"1 MB: {whole:.2f} s, {whole / quarter:.1f} times a quarter of it"


if __name__ == "__main__":
    if "--speed" in sys.argv:
        sys.stdout.write(f"{speed()}\n")
        sys.exit()
    outcome = measured()
    printed(table(outcome), outcome.missed, "--missed")
