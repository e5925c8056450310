"""What is taken of an office's document (`--reference-doc`), and what is not, in one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure_cli.i18n import N_, _
from disclosure_cli.model.findings import named
from disclosure_cli.output.word.document import taken_over
from disclosure_cli.output.word.reference import TakenOver
from disclosure_cli.output.word.styles import STYLES

_NAMES = {
    "Normal": N_("正文"),
    "Title": N_("标题"),
    "Body Text": N_("正文文本"),
    "heading 1": N_("标题 1"),
    "heading 2": N_("标题 2"),
    "heading 3": N_("标题 3"),
    "heading 4": N_("标题 4"),
    "Signature": N_("签名"),
    "Date": N_("日期"),
}
"""What Word calls its own styles in Chinese."""


def described(path: Path, *, draft: bool) -> str:
    """The line for the document in `path`. Raises `UnreadableDocument`."""
    taken = taken_over(path)
    of_the_office = _("、").join(_of_the_office(taken, draft))
    clauses = [
        _("按 {path} 排版：用它的{taken}").format(path=path, taken=of_the_office)
        if of_the_office
        else _("{path} 里没有可用的页面和样式").format(path=path)
    ]
    if ours := list(_ours(taken, draft)):
        clauses.append(_("{ours}用本程序的").format(ours=_("、").join(ours)))
    clauses.append(_("{left}不取").format(left=_("、").join(_left_behind(taken, draft))))
    return _("；").join(clauses) + _("。")


def _of_the_office(taken: TakenOver, draft: bool) -> Iterator[str]:
    if taken.page:
        width, height = taken.page
        page = (
            _("页面（{width} × {height} 毫米）")
            if taken.sections == 1
            else _("第 {section} 节的页面（{width} × {height} 毫米）")
        )
        yield page.format(width=width, height=height, section=taken.section)
    if taken.header and not draft:
        yield _("页眉（含页码）") if taken.number_in_header else _("页眉")
    if taken.footer:
        yield _("页脚（含页码）") if taken.number_in_footer else _("页脚")
    if len(taken.styles) == len(STYLES):
        yield _("全部样式")
    elif taken.styles:
        names = named([_(_NAMES.get(name, name)) for name in taken.styles])
        yield _("样式（{names}）").format(names=names)


def _ours(taken: TakenOver, draft: bool) -> Iterator[str]:
    if not taken.page:
        yield _("页面")
    if not (taken.number_in_footer or (taken.number_in_header and not draft)):
        yield _("页码")
    if not taken.styles:
        yield _("样式")
    elif len(taken.styles) < len(STYLES):
        yield _("其余样式")


def _left_behind(taken: TakenOver, draft: bool) -> Iterator[str]:
    yield _("文字")
    if taken.header and draft:
        yield _("页眉（换成草稿标记）")
    if taken.sections > 1:
        yield _("其余 {count} 节的页面").format(count=taken.sections - 1)
