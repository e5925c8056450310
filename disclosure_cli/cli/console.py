"""The terminal: stdout for results, stderr for messages, and their encodings."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from itertools import pairwise
from typing import IO

from disclosure_cli.model.text import visible
from disclosure_cli.reporting.line_breaks import line_starts


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
    if sys.platform == "win32":
        from colorama import just_fix_windows_console

        # Else the console of Windows shows the codes of colours instead of colours.
        just_fix_windows_console()


def stdout() -> IO[str]:
    """Where results go, for what is fitted to it."""
    return sys.stdout


def stderr() -> IO[str]:
    """Where everything that is said about them goes."""
    return sys.stderr


def say(message: str) -> None:
    """Print a message on stderr, without control characters, fitted to a terminal."""
    show(_fitted(visible(message), sys.stderr))


def show(text: str) -> None:
    """Rendered text, with its colours, on stderr. Where that is full or closed, it is lost."""
    with suppress(OSError):
        print(text, file=sys.stderr)  # noqa: T201


def result(text: str) -> None:
    """What a program may read, on stdout. Raises `OSError`, here or when flushed, if it is lost."""
    print(text)  # noqa: T201


def text(words: str, hanging: int = 0) -> None:
    """What a person reads, on stdout: fitted to a terminal, from the second line on so much further in."""
    result(_fitted(words, sys.stdout, hanging))


def _fitted(words: str, stream: IO[str], hanging: int = 0) -> str:
    """The text in lines that fit, where the stream is a terminal; elsewhere as it is, to be searched."""
    if not stream.isatty():
        return words
    width = shutil.get_terminal_size().columns
    lines: list[str] = []
    for line in words.split("\n"):
        ends = [0, *line_starts(line, width, width - hanging), len(line)]
        first, *others = (line[start:end].rstrip() for start, end in pairwise(ends))
        lines += [first, *(" " * hanging + other for other in others)]
    return "\n".join(lines)


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
