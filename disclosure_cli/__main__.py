"""Where the program starts: `disclosure`, and `python -m disclosure_cli`."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from disclosure_cli import console
from disclosure_cli.errors import DisclosureError
from disclosure_cli.language import _, asked_for, speak

FAILED = 2
TRACEBACK = "DISCLOSURE_TRACEBACK"
"""The environment variable that shows the traceback of a bug."""


def main() -> NoReturn:
    """Run the program; whatever goes wrong ends in one line and exit code 2."""
    console.use_any_encoding()
    try:
        speak(asked_for(sys.argv[1:]))
        # Imported now: the help texts are in the language just chosen.
        from disclosure_cli import cli

        cli.app(prog_name="disclosure")
    except DisclosureError as error:
        console.say(f"× {error}")
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        console.say(
            _(
                "× 程序出错（{kind}: {error}），没有完成；"
                "设置环境变量 {variable}=1 可看到详情，请把它报告给开发者。"
            ).format(kind=type(error).__name__, error=error, variable=TRACEBACK)
        )
    sys.exit(FAILED)


if __name__ == "__main__":
    main()
