"""Where the program starts: `disclosure`, and `python -m disclosure_cli`."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from contextlib import suppress
from threading import Timer
from typing import NoReturn

from disclosure_cli.cli import console
from disclosure_cli.cli.exit_codes import FAILED, INTERRUPTED
from disclosure_cli.cli.progress import Interrupted
from disclosure_cli.errors import DisclosureError
from disclosure_cli.i18n import CHINESE, ENGLISH, LANGUAGES, _, asked_for, reason_of, set_language

_OUTPUT_FAULTS = (errno.ENOSPC, errno.EPIPE, errno.EIO, errno.EBADF, errno.EINVAL)
"""A full disk, a closed pipe (Windows: EINVAL), a closed stdout: what is said cannot be written."""
_GARBAGE_AFTER = 50_000
"""Objects made before garbage is looked for: the libraries alone make as many that stay."""
TRACEBACK = "DISCLOSURE_TRACEBACK"
"""The environment variable that shows the traceback of a bug."""


def main() -> NoReturn:
    """Run the program; whatever goes wrong ends in one line and exit code 2."""
    gc.set_threshold(_GARBAGE_AFTER)
    console.prepare_streams()
    signal.signal(signal.SIGINT, _interrupt)
    sys.unraisablehook = _interrupt_again
    try:
        code = _run()
        # What could not be written out is found here, not after the exit code was given.
        sys.stdout.flush()
    except Interrupted as stopped:
        done = stopped.done
        console.say(
            _("× 已中断：{done}。").format(done=done) if done else _("× 已中断，没有完成。")
        )
        code = INTERRUPTED
    except OSError as error:
        # Where the reader of a pipe has read enough, as `head` has, there is nothing to tell.
        if error.errno != errno.EPIPE:
            console.say(
                _(
                    "× 结果无法写到标准输出（{reason}），已写好的文件不受影响；请检查重定向和磁盘空间。"
                ).format(reason=reason_of(error))
            )
        code = FAILED
    _exit(code)


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise Interrupted


def _interrupt_again(lost: sys.UnraisableHookArgs) -> None:
    """Ctrl-C comes again a moment later, where it came in a callback from which Python passes nothing on."""
    if isinstance(lost.exc_value, Interrupted):
        Timer(0.01, signal.raise_signal, [signal.SIGINT]).start()
    else:
        sys.__unraisablehook__(lost)


def _run() -> int:
    """Run the command; its exit code."""
    try:
        default = CHINESE if console.shows_chinese() else ENGLISH
        # Should another language be asked for, that is said in the usual one.
        usual = asked_for((), default=default)
        set_language(usual if usual in LANGUAGES else default)
        set_language(asked_for(sys.argv[1:], default=default))
        # Imported now: the help texts are in the language just chosen.
        from disclosure_cli.cli import commands

        return commands.run()
    except DisclosureError as error:
        console.say(f"× {error}")
    except SystemExit as leaving:
        # Of a closed pipe typer makes exit code 1, which is for errors in the report.
        if isinstance(leaving.__context__, OSError):
            raise leaving.__context__ from None
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        is_output = isinstance(error, OSError) and error.errno in _OUTPUT_FAULTS
        if is_output or os.environ.get(TRACEBACK):
            raise
        console.say(
            _(
                "× 程序出错（{kind}: {error}），没有完成；"
                "设置环境变量 {variable}=1 可看到详情，请把它报告给开发者。"
            ).format(kind=type(error).__name__, error=error, variable=TRACEBACK)
        )
    return FAILED


def _exit(code: int) -> NoReturn:
    """Leave; streams that are full or closed are no error any more."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


if __name__ == "__main__":
    main()
