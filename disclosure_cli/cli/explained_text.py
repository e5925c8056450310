"""What is said of a sentence: what each of its numbers counts, and why; or why nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from disclosure_cli.form.editions import edition_for
from disclosure_cli.i18n import _
from disclosure_cli.prose.claims import Statement
from disclosure_cli.prose.reading import read
from disclosure_cli.prose.tokens import Context

_YEAR = re.compile("(20[0-9]{2}) *年")


def lines_of(text: str, year: int | None, heading: str) -> Iterator[str]:
    """A line for each number of a text, and for what it says without one.

    Without a year it is that of the report on the year which the text names first, or on last year.
    """
    named = _YEAR.search(text)
    year = year or (int(named[1]) if named else dt.date.today().year - 1)
    claimed = read(text, Context(edition_for(year), year), heading)
    for each in claimed:
        words = text[each.start : each.end]
        if isinstance(each, Statement):
            zero = _listed(each.zero, _("、"))
            yield _("“{words}”：{figures}为 0。").format(words=words, figures=zero)
        else:
            why = _(each.reason.value).format(word=each.word)
            figures = _listed(each.counts, _("，或")) if each.counts else _("不与表格核对")
            yield _("“{words}”：{figures}；{why}。").format(words=words, figures=figures, why=why)
    if not claimed:
        yield _("没有找到数字，也没有“未收到申请”一类的说法。")


def _listed(names: tuple[str, ...], joined: str) -> str:
    return joined.join(name.replace("+", _("加")) for name in names)
