"""What a benchmark of the prose prints: its table, and where asked each case that went wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterable


def printed(table: str, cases: Iterable[str], option: str) -> None:
    """Print the table, and the cases if the option is on the command line."""
    sys.stdout.write(f"{table}\n")
    if option in sys.argv:
        sys.stdout.writelines(f"{case}\n" for case in cases)
