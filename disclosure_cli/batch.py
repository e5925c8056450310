"""Checks many workbooks: those named, and those of a folder that were made from our template."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from disclosure_cli.cli import console
from disclosure_cli.errors import DisclosureError, ForeignWorkbook, UnknownCode
from disclosure_cli.i18n import _
from disclosure_cli.model.report import Report
from disclosure_cli.reporting.result import Checked


def check_all(
    given: Sequence[Path], codes: Container[str] | None = None, last: Report | None = None
) -> Iterator[Checked]:
    """Check each workbook given, and of each folder its workbooks; by default of this one.

    With last year's report also whether each goes on from it.

    A file that cannot be read is one of the answers, and does not keep the others. Raises
    `DisclosureError` for a folder without any workbook.
    """
    for path in given or [Path()]:
        if is_folder(path):
            yield from _check_folder(path, codes, last)
            continue
        try:
            yield _check(path, codes, last)
        except ForeignWorkbook as error:
            yield Checked(str(path), error=str(error))


def chosen_codes(select: Sequence[str], ignore: Sequence[str]) -> set[str]:
    """The codes of the rules to run. `D1` stands for all that begin with it; `,` parts two.

    Raises `UnknownCode` for one that stands for none.
    """
    from disclosure_cli.checks.rules import ALL

    every = [rule.code for rule in ALL]

    def meant(words: Sequence[str]) -> set[str]:
        codes: set[str] = set()
        for word in (w.strip().upper() for words_ in words for w in words_.split(",")):
            matching = {code for code in every if word and code.startswith(word)}
            if not matching:
                raise unknown_code(word)
            codes |= matching
        return codes

    return (meant(select) if select else set(every)) - meant(ignore)


def unknown_code(word: str) -> UnknownCode:
    """The error for a code that no rule has."""
    return UnknownCode(
        _("没有代码为“{word}”的规则；运行 disclosure rules 可看到全部代码。").format(word=word)
    )


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name."""
    try:
        return path.is_dir()
    except OSError:  # A name too long for the system: whoever opens it will say so.
        return False


def _check(path: Path, codes: Container[str] | None, last: Report | None) -> Checked:
    """What is wrong with one workbook, or why that cannot be said."""
    from disclosure_cli.api import check, read

    try:
        report = read(path)
        return Checked(str(path), report, tuple(check(report, codes, last=last)))
    except ForeignWorkbook:
        raise
    except DisclosureError as error:
        return Checked(str(path), error=str(error))


def _check_folder(
    folder: Path, codes: Container[str] | None, last: Report | None
) -> Iterator[Checked]:
    found = False
    for path in sorted(folder.glob("*.xlsx")):
        # ~$name.xlsx is the lock file that Excel leaves beside an open workbook.
        if path.name.startswith("~$"):
            continue
        try:
            yield _check(path, codes, last)
            found = True
        except ForeignWorkbook:
            console.say(
                _("跳过 {path}：不是由 disclosure new-template 生成的工作簿。").format(path=path)
            )
    if not found:
        where = _("当前文件夹") if folder == Path() else str(folder)
        raise DisclosureError(
            _("{where}中没有由 disclosure new-template 生成的工作簿；请指定文件名。").format(
                where=where
            )
        )
