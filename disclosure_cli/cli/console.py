"""The terminal: stdout for results, stderr for messages, and their encodings."""

from __future__ import annotations

import sys

from disclosure_cli.model.text import visible


def use_any_encoding() -> None:
    """Let a console that lacks a character print ? for it instead of failing (GBK, ASCII)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(message: str) -> None:
    """Print a message on stderr, without control characters."""
    print(visible(message), file=sys.stderr)  # noqa: T201


def show(text: str) -> None:
    """Rendered text, with its colours, on stderr."""
    print(text, file=sys.stderr)  # noqa: T201


def result(text: str) -> None:
    """What a program may read, on stdout."""
    print(text)  # noqa: T201


def is_utf8() -> bool:
    """Whether stdout takes every character as it is."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
