"""Small changes of code beside those of cosmic-ray: what else a slip of the hand looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Name

Position = tuple[tuple[int, int], tuple[int, int]]
REMOVABLE = ("expr_stmt", "atom_expr", "return_stmt", "raise_stmt", "yield_expr")
"""The statements of one line that a function can be without, as parso names them."""


class StatementRemoved(Operator):  # type: ignore[misc]
    """A statement that is not there; of one that returns something, nothing is returned."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if (
            node.type == "simple_stmt"
            and node.children[0].type in REMOVABLE
            and _is_in_function(node)
            and not _ends_with_none(node)
        ):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        statement = node.children[0]
        leaf = statement.get_first_leaf()
        node.children[0] = Name("pass", statement.start_pos, leaf.prefix)
        return node

    @classmethod
    def examples(cls) -> Sequence[Any]:
        return (Example("def f():\n    return 1\n", "def f():\n    pass\n"),)


class TextChanged(Operator):  # type: ignore[misc]
    """A text with something more at its end; not a docstring, nor an example, which ends with its stop."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        is_text = node.type == "string" and node.value[0] in "\"'" and node.value[-2] != "。"
        if is_text and not _is_docstring(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        node.value = f"{node.value[:-1]}X{node.value[-1]}"
        return node

    @classmethod
    def examples(cls) -> Sequence[Any]:
        return (Example('x = "a"', 'x = "aX"'),)


class AlternativeRemoved(Operator):  # type: ignore[misc]
    """A wording without one of its alternatives, at any depth of its brackets."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type in ("string", "fstring_string") and not _is_docstring(node):
            for _alternative in alternatives(node.value):
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        start, end = list(alternatives(node.value))[index]
        node.value = node.value[:start] + node.value[end:]
        return node

    @classmethod
    def examples(cls) -> Sequence[Any]:
        return (
            Example('x = "a|b"', 'x = "b"'),
            Example('x = "a|b"', 'x = "a"', occurrence=1),
            Example('x = "a(?:b|c)d"', 'x = "a(?:c)d"'),
        )


class WordRemoved(Operator):  # type: ignore[misc]
    """A table of words without one of them."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type in ("string", "fstring_string") and not _is_docstring(node):
            for _word in table_words(node.value):
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        start, end = list(table_words(node.value))[index]
        node.value = node.value[:start] + node.value[end:]
        return node

    @classmethod
    def examples(cls) -> Sequence[Any]:
        return (
            Example('x = "收到 受理"', 'x = " 受理"'),
            Example('x = "收到 受理"', 'x = "收到 "', occurrence=1),
        )


def table_words(literal: str) -> Iterator[tuple[int, int]]:
    """Where the words of a table stand in its literal; none where it is one word, or a sentence."""
    found = [match.span() for match in re.finditer(r"[^\s\"']+", literal)]
    if len(found) > 1 and not re.search("[，。]", literal):
        yield from found


def alternatives(literal: str) -> Iterator[tuple[int, int]]:
    """Where the alternatives of a regular expression stand in its literal, each with its bar."""
    opened: list[list[int]] = [[_content(literal)]]
    closed: list[list[int]] = []
    at = opened[0][0]
    end = len(literal) - 1 if literal[-1] in "\"'" else len(literal)
    while at < end:
        if literal[at] == "\\":
            at += 1
        elif literal[at] == "[":
            at = max(literal.find("]", at + 2), at)
        elif literal[at] == "(":
            opened.append([at + 1 + len(_extension(literal, at + 1))])
        elif literal[at] == "|":
            opened[-1].append(at + 1)
        elif literal[at] == ")" and len(opened) > 1:
            closed.append([*opened.pop(), at + 1])
        at += 1
    for starts in [*closed, *([*each, end + 1] for each in opened)]:
        yield from _parted(starts)


def _parted(starts: list[int]) -> Iterator[tuple[int, int]]:
    """Of the starts of alternatives, and the end: what goes with each, one bar with it."""
    *begins, end = starts
    if len(begins) < 2:
        return
    for number, begin in enumerate(begins):
        is_last = number == len(begins) - 1
        yield (begin - 1, end - 1) if is_last else (begin, begins[number + 1])


def _content(literal: str) -> int:
    """Where the text of a literal begins, after its prefix and quote; a part of an f-string has none."""
    for at, character in enumerate(literal[:3]):
        if character in "\"'":
            return at + 1
    return 0


def _extension(literal: str, at: int) -> str:
    """What makes of a bracket a group of its kind: ?:, ?=, ?!, ?<=, ?<!, ?P<name>."""
    for kind in ("?:", "?=", "?!", "?<=", "?<!"):
        if literal.startswith(kind, at):
            return kind
    if literal.startswith("?P<", at):
        return literal[at : literal.find(">", at) + 1]
    return ""


def _is_docstring(node: Any) -> bool:
    """Whether a text stands alone as a statement."""
    parent = node.parent
    while parent is not None and parent.type in ("strings", "fstring"):
        parent = parent.parent
    return parent is not None and parent.type == "simple_stmt"


def _ends_with_none(node: Any) -> bool:
    """Whether it is the `return None` at the end of a function, which returns that in any case."""
    is_last = (
        node.parent.type == "suite"
        and node.parent.parent.type == "funcdef"
        and (node is node.parent.children[-1])
    )
    return is_last and node.get_code().strip() == "return None"


def _is_in_function(node: Any) -> bool:
    while (node := node.parent) is not None:
        if node.type == "funcdef":
            return True
    return False
