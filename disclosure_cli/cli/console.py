"""The terminal: stdout for results, stderr for messages, and their encodings."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO

from disclosure_cli.model.text import visible


def prepare_streams() -> None:
    """Let a console that lacks a character print ? for it instead of failing (GBK, ASCII).

    Python has None for a stream that is closed (`>&-`). Such a stdout becomes one that fails like a
    full disk when a result is written; such a stderr one that drops what is said.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def stdout() -> IO[str]:
    """Where results go, for what is fitted to it."""
    return sys.stdout


def stderr() -> IO[str]:
    """Where everything that is said about them goes."""
    return sys.stderr


def say(message: str) -> None:
    """Print a message on stderr, without control characters."""
    show(visible(message))


def show(text: str) -> None:
    """Rendered text, with its colours, on stderr. Where that is full or closed, it is lost."""
    with suppress(OSError):
        print(text, file=sys.stderr)  # noqa: T201


def result(text: str) -> None:
    """What a program may read, on stdout. Raises `OSError`, here or when flushed, if it is lost."""
    print(text)  # noqa: T201


def shows_chinese() -> bool:
    """Whether stderr has Chinese characters (UTF-8, GBK), or ? for each of them (ASCII)."""
    try:
        "中".encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def is_terminal() -> bool:
    """Whether stderr is a terminal, where something may move."""
    return sys.stderr.isatty()


def is_utf8() -> bool:
    """Whether stdout takes every character as it is."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
