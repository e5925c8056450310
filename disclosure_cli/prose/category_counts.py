"""Finds the categories of published information in prose, with their counts: 政策文件12条、动态210条."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from disclosure_cli.prose.claims import CountedNumber, Reason, read
from disclosure_cli.prose.numbers import Number, numbers, uniform
from disclosure_cli.prose.tokens import Context


class CategoryCount(NamedTuple):
    """A category that a text counts."""

    name: str
    number: Number
    is_of_the_whole: bool
    """Whether nothing says that it counts a part: a channel, a month, another body."""


_UNITS = frozenset(("条", "件", "篇", "个", "份", "次"))
_ITEMS = re.compile("(?<=[0-9])([ \u3000]*)则")
"""12则通知: read as 12条. Elsewhere 则 is a word of the sentence."""
_BEGINS = re.compile(
    r"(?:^|[^\w、”」》]|全年|本年|本年度|其中|包括|含|为|各类|发布|公布|更新"
    r"|(?<!信息|政务|申请|不予|部分|予以|同意)公开)$"
)
"""What may stand before the name: 动态 of 工作动态 is another category, or a part of this one."""
_FOLLOWS = re.compile("(?:（[^（）]*）|）)?(?:、|以?及|和|与)?")
"""What may stand between the count before and the name. Of 政策、公告3条 the 3 count both."""
_BETWEEN = re.compile(
    r"[”」》]?(?:类信息|类|信息)?[：\s]*(?:公开|发布)?[：\s]*(?:了|共|计|大约|约|将近|近|超过|超|逾)*"
    r"[：\s]*(?P<bracket>（?)"
)
_EVERY_CHANNEL = re.compile(
    "通过[^，；。]{0,60}?等[^，；。、]{0,6}(?:渠道|平台|方式|途径|载体|媒体)"
    "|以[^，；。]{0,30}?为[^，；。、]{0,4}(?:渠道|平台|方式|途径|载体|媒体|阵地)"
)
_OF_A_PART = re.compile(
    "通过|网站|门户|平台|渠道|微信|微博|公众号|新媒体|客户端|窗口|报纸|广播|电视|公示栏|公开栏"
    "|(?<!全[县市区省州])各(?:科|股|处|室|部门|单位|镇|乡|街道|县|区|局)"
    "|其中办公室|其中[^，；。、：0-9]{1,12}(?:局|委|办|厅|镇|乡|街道|科|股|中心|部门|单位)"
)
"""Words of the sentence that limit it to a channel or to another body."""
_OF_ANOTHER_TIME = re.compile(
    "上年|上一年|去年|同期|计划|拟|预计|力争|平均|月均|日均|每[日天周月季]"
)
"""Words of the clause: another year, a plan, an average."""
_OF_ANOTHER_MATTER = re.compile("申请|复议|诉讼|信访|留言|热线|咨询|来电|来信|信箱|投诉|举报")
"""Words of the sentence, up to a semicolon, or of the heading; of 收到申请9件，其中其他3件 nothing was published."""
_LOOK_BACK = 300
"""Characters before a name that may limit what it counts."""
_LONGEST_BETWEEN = 16


def category_counts(
    text: str, names: Sequence[str], context: Context, heading: str = ""
) -> Iterator[CategoryCount]:
    """Each category of a paragraph that has a count behind its name.

    `context` is that of the report, `heading` that under which the paragraph stands.
    """
    known = {plain: name for name in names if (plain := "".join(uniform(name).split()))}
    text = _ITEMS.sub(r"\1条", uniform(text))
    last = 0
    counted: set[int] = set()
    claimed = read(text, context, heading)
    scoped = {
        each.start
        for each in claimed
        if isinstance(each, CountedNumber) and each.reason is Reason.SCOPE
    }
    for number in numbers(text):
        found = _counted(text, number, last, known) if number.unit in _UNITS else None
        if found:
            start, name = found
            is_a_part = (
                _opened(text, start) in counted
                or number.start in scoped
                or _is_limited(text, start, known)
                or bool(_OF_ANOTHER_MATTER.search(heading))
            )
            yield CategoryCount(known[name], number, not is_a_part)
            counted.add(number.end)
        last = number.end


def _counted(
    text: str, number: Number, last: int, names: Collection[str]
) -> tuple[int, str] | None:
    """The name that a number counts, the longest that would do, and where it stands.

    `last` is the end of the number before: 政策文件12条动态210条.
    """
    ends = [
        end
        for end in range(number.start, max(last, number.start - _LONGEST_BETWEEN), -1)
        if (between := _BETWEEN.fullmatch(text, end, number.start))
        and (not between["bracket"] or text.startswith("）", number.end))
    ]
    for length in sorted({len(name) for name in names}, reverse=True):
        for start in (end - length for end in ends):
            name = text[max(start, 0) : start + length]
            if start >= last and name in names and _begins(text, start, last):
                return start, name
    return None


def _begins(text: str, start: int, last: int) -> bool:
    """Whether a name may begin there: not the end of a longer one, nor the last of several."""
    if last and _FOLLOWS.fullmatch(text, last, start):
        return True
    return bool(_BEGINS.search(text[max(0, start - 6) : start]))


def _opened(text: str, at: int) -> int:
    """Where the bracket opens that a place lies in; -1 where there is none."""
    opened = text.rfind("（", 0, at)
    return opened if text.rfind("）", 0, at) < opened else -1


def _is_limited(text: str, start: int, names: Collection[str]) -> bool:
    """Whether the words before a name limit what it counts. Other names among them limit nothing."""
    begin = _sentence_start(text, start)
    if begin and text.startswith("其中", begin):
        begin = _sentence_start(text, begin - 1)
    said = text[max(begin, start - _LOOK_BACK) : start]
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    said = _EVERY_CHANNEL.sub("", said)
    clause, matter = re.split("[，；]", said)[-1], said.split("；")[-1]
    return bool(
        _OF_A_PART.search(said)
        or _OF_ANOTHER_TIME.search(clause)
        or _OF_ANOTHER_MATTER.search(matter)
    )


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(stop, 0, at) + 1 for stop in "。！？\n")
