"""The text of a published report by its parts: title, preface, sections, ending; without the furniture of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from disclosure_cli.form.editions import EDITIONS
from disclosure_cli.form.labels import loosened
from disclosure_cli.model.dates import written_date
from disclosure_cli.published.printed_document import (
    PrintedBlock,
    PrintedTable,
    PrintedText,
)

_NUMERALS = "一二三四五六"
_NUMBERED = re.compile(rf"第?([{_NUMERALS}])(?:部分)?\s*[、.．,，:： ]\s*(.*)", re.DOTALL)
_NUMBERED_WITHIN = re.compile(r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[、.．]")
"""How the headings within a section begin."""
_ABOUT = tuple(
    re.compile(words)
    for words in (
        "总体情况|基本情况|概述|综述",
        "主动公开",
        "申请",
        "复议|诉讼",
        "问题",
        "其他|其它",
    )
)
"""What the heading of each section speaks of, in whatever words an office puts it."""
_OF_THE_ARTICLE = (
    "总体情况",
    "行政机关主动公开政府信息情况",
    "行政机关收到和处理政府信息公开申请情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "政府信息公开工作存在的主要问题及改进情况",
    "其他需要报告的事项",
)
"""The titles in the words of 《政府信息公开条例》第五十条, which some offices print instead of those of the form."""
_TITLES = tuple(
    frozenset(map(loosened, (of_the_article, *(edition.sections[n].title for edition in EDITIONS))))
    for n, of_the_article in enumerate(_OF_THE_ARTICLE)
)
"""The titles of each section, as they are compared."""
_LONGEST_HEADING = 45
_LONGEST_SIGNATURE = 80
"""A name and a date."""
_LONGEST_RUN_IN = 30
"""Of a heading that text follows in its line."""
_MOST_HEADINGS = 200
"""Lines that may be headings; a report has six, and a list of contents as many."""
_FURNITURE = re.compile(
    r"[\[【(（]?\s*(?:打印|关闭|字体|字号|分享|收藏|返回顶部|返回首页|上一[篇条页]|下一[篇条页]|附件|扫一扫|扫描二维码"
    r"|相关(?:链接|阅读|文档|信息|附件|新闻)|主办|承办|版权|网站标识|备案|责任编辑|编辑\s*[:：]|作者\s*[:：]|审核\s*[:：]"
    r"|(?:信息|文章|稿件)?来源\s*[:：]|发布(?:日期|时间|机构|人)|发文日期|浏览|点击|阅读次数|访问量|联系我们|网站地图|当前位置"
    r"|您(?:的位置|当前|是第)|政府网站|纠错|无障碍|索引号|主题分类|文号\s*[:：]|Copyright|©|.{0,12}ICP备|.{0,4}公网安备)",
    re.IGNORECASE,
)
"""How a line begins that is part of a web site and not of the report."""
_ENDS_IN_DATE = re.compile(
    r"(?P<before>.*?)\s*[（(]?(?P<date>[0-9０-９〇○零一二三四五六七八九十]{2,4}\s*年.{2,12}[日号]"
    r"|20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})[）)]?"
)


class ReportOutline(NamedTuple):
    """The paragraphs of a published report, by its parts; those of a section without its heading."""

    before: tuple[str, ...] = ()
    """What stands before the first section: the title, the preface."""
    sections: tuple[tuple[PrintedText, ...] | None, ...] = (None,) * 6
    """In the order of the form; None for one whose heading is not there."""
    ending: tuple[str, ...] = ()
    """Signature, date and annotation, under the last section."""
    outside: tuple[str, ...] = ()
    """What stands before the first section in another part of a page, where its title may be."""


class _TextLine(NamedTuple):
    """A line outside of tables, and where it stands among the blocks."""

    at: int
    text: PrintedText
    heading: int | None
    """The number of the section whose heading it is, from 0."""
    is_official: bool = False
    rest: str = ""
    """What follows a heading in the same paragraph."""


_NO_HEADING = (None, False, "")


class _Score(NamedTuple):
    """How good a row of headings is."""

    headings: int
    filled: int
    """Those with something between them and the next."""
    official: int
    """Those in the words of the form."""


def outline(blocks: Sequence[PrintedBlock]) -> ReportOutline:
    """The parts of a published report; its sections are those whose headings stand in order."""
    lines = [line for at, block in enumerate(blocks) for line in _lines(at, block)]
    chain = _chain(lines)
    if not chain:
        return ReportOutline(tuple(line.text.text for line in lines))
    container = _container(blocks, [lines[n] for n in chain])
    before = [line.text for line in lines[: chain[0]]]
    inside = [each for each in before if _is_within(each, container)]
    sections: list[tuple[PrintedText, ...] | None] = [None] * len(_ABOUT)
    ending: tuple[str, ...] = ()
    for place, start in enumerate(chain):
        # Headings after the last section are those of a list of contents.
        later = (n for n in range(start + 1, len(lines)) if lines[n].is_official)
        end = chain[place + 1] if place + 1 < len(chain) else next(later, len(lines))
        heading = lines[start]
        texts = [line.text for line in lines[start + 1 : end] if _is_within(line.text, container)]
        if heading.rest:
            texts.insert(0, heading.text._replace(text=heading.rest))
        if place + 1 == len(chain):
            texts = list(takewhile(lambda each: not _is_furniture(each.text), texts))
            texts, ending = _parted_ending(texts)
        assert heading.heading is not None
        sections[heading.heading] = tuple(texts)
    outside = [each for each in before if inside and not _is_within(each, container)]
    return ReportOutline(
        tuple(each.text for each in inside or before),
        tuple(sections),
        ending,
        tuple(each.text for each in outside),
    )


def _is_furniture(line: str) -> bool:
    """Whether a line is part of a web site, and not of the report: no sentence, and begins like that."""
    return _FURNITURE.match(line) is not None and not line.rstrip().endswith(("。", "；"))


def _lines(at: int, block: PrintedBlock) -> Iterator[_TextLine]:
    """The lines of a paragraph, each of them one of its own, as line breaks show it."""
    if isinstance(block, PrintedTable):
        return
    for text in block.text.split("\n"):
        number, is_official, rest = _heading(text)
        yield _TextLine(at, block._replace(text=text), number, is_official, rest)


def _heading(text: str) -> tuple[int | None, bool, str]:
    """The section whose heading a line is or begins with, whether in the words of the form, and what follows."""
    if _NUMBERED_WITHIN.match(text):
        return _NO_HEADING
    numbered = _NUMBERED.match(text)
    bare = loosened(text)
    for number, titles in enumerate(_TITLES):
        if bare in titles and (numbered is None or numbered[1] == _NUMERALS[number]):
            return number, True, ""
    if numbered is None:
        return _NO_HEADING
    number = _NUMERALS.index(numbered[1])
    if numbered[2].startswith("无") and _is_about(number, text, _LONGEST_HEADING):
        return number, False, numbered[2]
    if numbered[2].endswith("无") and loosened(numbered[2][:-1]) in _TITLES[number]:
        return number, True, "无"
    title, rest = _parted_heading(numbered[2])
    if rest and loosened(title) in _TITLES[number]:
        return number, True, rest
    if rest and re.search("[，。；]|^无", rest) and _is_about(number, title, _LONGEST_RUN_IN):
        return number, False, rest
    is_heading = "。" not in text.rstrip("。") and _is_about(number, text, _LONGEST_HEADING)
    return (number, False, "") if is_heading else _NO_HEADING


def _parted_heading(text: str) -> tuple[str, str]:
    """A text up to its first stop, colon or space, and what follows."""
    stop = re.search(r"[。：:\s]+", text)
    return (text[: stop.start()], text[stop.end() :]) if stop else (text, "")


def _is_about(number: int, text: str, longest: int) -> bool:
    """Whether a text that is not too long speaks of what a section is about."""
    return len(text) <= longest and _ABOUT[number].search(text) is not None


def _chain(lines: Sequence[_TextLine]) -> list[int]:
    """The headings of the sections: of all rows of headings in order the one with most, and with most between.

    A list of contents has the same headings, and nothing between them. Of a heading that stands twice, the
    later is nearer to the next.
    """
    places = [n for n, line in enumerate(lines) if line.heading is not None][:_MOST_HEADINGS]
    best: dict[int, tuple[_Score, int | None]] = {}
    for place in places:
        line = lines[place]
        own: tuple[_Score, int | None] = (_Score(1, 0, line.is_official), None)
        for before in best:
            if (lines[before].heading or 0) < (line.heading or 0):
                so_far = best[before][0]
                score = _Score(
                    so_far.headings + 1,
                    so_far.filled + (place - before > 1),
                    so_far.official + line.is_official,
                )
                own = max(own, (score, before), key=lambda each: each[0] + (each[1] or -1,))
        best[place] = own
    chain: list[int] = []
    at: int | None = max(best, key=lambda place: (best[place][0], -place), default=None)
    while at is not None:
        chain.append(at)
        at = best[at][1]
    return chain[::-1]


def _container(blocks: Sequence[PrintedBlock], headings: Sequence[_TextLine]) -> tuple[int, ...]:
    """The innermost element of a page that has all headings, and the tables between them."""
    paths = [line.text.within for line in headings]
    span = blocks[headings[0].at : headings[-1].at]
    paths += [block.within[:-1] for block in span if isinstance(block, PrintedTable)]
    shared = [
        steps[0]
        for steps in takewhile(lambda steps: len(set(steps)) == 1, zip(*paths, strict=False))
    ]
    # A paragraph is an element of its own, in which no other one stands.
    return tuple(shared[: min(map(len, paths)) - (len(set(paths)) == 1)])


def _is_within(text: PrintedText, container: tuple[int, ...]) -> bool:
    return text.within[: len(container)] == container


def _parted_ending(texts: list[PrintedText]) -> tuple[list[PrintedText], tuple[str, ...]]:
    """The text of the last section, and what stands under it: signature, date, annotation."""
    for number, each in enumerate(texts):
        if _ANNOTATION.fullmatch(each.text.strip()):
            return texts[:number], tuple(line.text for line in texts[number:])
        before, date = _parted_date(each.text)
        if not date or (before and not is_a_name(before)):
            continue
        start = number
        while not before and start and _is_of_signature(texts[start - 1].text):
            start -= 1
        signed = [each.text for each in texts[start:number]] + [before, date]
        rest = [each.text for each in texts[number + 1 :]]
        return texts[:start], tuple(filter(None, (*signed, *rest)))
    if len(texts) > 1 and is_a_name(texts[-1].text) and _SIGNS_ALONE.search(texts[-1].text):
        return texts[:-1], (texts[-1].text,)
    return texts, ()


def _parted_date(line: str) -> tuple[str, str]:
    """What stands before the date with which a line ends, and the date; without one, nothing."""
    match = _ENDS_IN_DATE.fullmatch(line.strip()) if len(line) <= _LONGEST_SIGNATURE else None
    is_date = match is not None and written_date(match["date"]) is not None
    return (match["before"], match["date"]) if match and is_date else ("", "")


def _is_of_signature(line: str) -> bool:
    """Whether a line may stand over the date: a name, or what is said of the seal."""
    return is_a_name(line) or re.fullmatch(r"[（(].{1,10}[）)]", line.strip()) is not None


_ANNOTATION = re.compile(r"[（(].{0,10}公开.{0,6}[）)]")
_SIGNS_ALONE = re.compile(r"(?:府|局|委员会|办公室|办事处|厅|院)\s*$")
"""How a name ends that is a signature even without a date."""
_NAME = re.compile(
    r"[\w（）()·、“”\-\s]{1,48}?(?:府|局|委|办|厅|会|院|部|处|所|心|站|队|校|学|社|行|署|团|室|司|馆|道|镇|乡|区|市"
    r"|县|省|州|盟|旗|组|台|库|庭|园|关)(?:[（(][^（()）]{1,20}[）)])?"
)


def is_a_name(line: str) -> bool:
    """Whether a line may be the name of an organ: by its last character, and no sentence."""
    is_other = re.search("20[0-9]{2}|[。：；，]|信息公开|年报|首页", line)
    return _NAME.fullmatch(line.strip()) is not None and is_other is None
