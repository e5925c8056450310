"""What 检查.cmd and 生成报告.cmd run: one command of the program, for the files dropped on them."""

from __future__ import annotations

import sys

from disclosure_cli.__main__ import main
from disclosure_cli.cli import console

NOTHING_DROPPED = (
    "没有文件。请把填好的工作簿（可以是几个，也可以是文件夹）拖到这个图标上，松开鼠标。\n"
    "No file: drop workbooks, or a folder of them, on this icon."
)


def start() -> None:
    """Run the command that the first argument names, if anything was dropped."""
    _this, command, *dropped = sys.argv
    if dropped:
        sys.argv = ["disclosure", command, *dropped]
        main()
    console.prepare_streams()
    console.say(NOTHING_DROPPED)


if __name__ == "__main__":
    start()
