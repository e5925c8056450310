"""What a published report says of itself: its organ, its year, its date, and how to reach the organ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_cli.model.dates import written_date, written_year
from disclosure_cli.model.report import (
    ADDRESS,
    ANNOTATION,
    DATE,
    EMAIL,
    ORGAN,
    POSTCODE,
    TELEPHONE,
    YEAR,
)
from disclosure_cli.published.outline import ReportOutline, is_a_name

_TITLE = re.compile(
    r"(?:关于)?(?P<before>.*?)(?:关于)?(?P<year>[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})\s*年?度?(?P<after>.*?)"
    r"(?:政府)?信息公开(?:工作)?的?(?:年度)?(?:工作)?(?:情况)?的?(?:报告|年报)(?:[（(].{0,20}[）)])?"
)
_YEAR_LAST = re.compile(
    r"(?P<before>.*?)(?P<after>)(?:政府)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
    r"[（(]?(?P<year>[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})年?度?[）)]?"
)
_MOST_TITLE_LINES = 4
_LONGEST_TITLE = 80
_PERIOD = re.compile(r"(20[0-9]{2})年1月1日.{0,8}?12月31日")
_SITE = re.compile(r"[\s\-_|—–>]+")
"""What parts the title of a page from the name of its site."""
_CONTACT = {
    ADDRESS.key: re.compile(
        r"地\s*址\s*[:：]\s*([^，。；;,、）)]{4,60}?)(?=[，。；;,、）)\s]|邮\s*编|邮政|电\s*话|联系|传真|$)"
    ),
    POSTCODE.key: re.compile(
        r"邮\s*(?:政)?\s*编\s*(?:码|号)?\s*(?:为|[:：])?\s*([0-9]{6})(?![0-9])"
    ),
    TELEPHONE.key: re.compile(
        r"电\s*话\s*(?:号码)?(?:[（(][^）)]{0,10}[）)])?\s*(?:为|[:：])?\s*([0-9（(][0-9（()）\-—－转/ ]{4,30}[0-9])"
    ),
    EMAIL.key: re.compile(r"([\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII),
}


class _TitleLines(NamedTuple):
    """Lines that are a title: the organ, if it is named, the year, and the first line and the one after the last."""

    organ: str
    year: str
    start: int
    end: int


def about(outline: ReportOutline, title: str) -> dict[str, str]:
    """基本信息, as far as it is printed: by the key of each field; `title` is what the file calls itself."""
    found = dict(_contact(outline.before))
    organ, year = _organ_and_year(outline, title)
    names = [text for text in outline.ending if is_a_name(text)]
    organ = organ or (names[0].strip() if names else _organ_in_the_preface(outline.before))
    for field, text in ((ORGAN, organ), (YEAR, year)):
        if text:
            found[field.key] = text
    for text in outline.ending:
        bare = text.strip().strip("（）()")
        if written_date(bare):
            found.setdefault(DATE.key, bare)
        elif "公开发布" in text:
            found.setdefault(ANNOTATION.key, bare)
    return found


def _contact(before: Sequence[str]) -> Iterator[tuple[str, str]]:
    text = "\n".join(before)
    for key, pattern in _CONTACT.items():
        if match := pattern.search(text):
            yield key, match[1].strip()


def _organ_and_year(outline: ReportOutline, title: str) -> tuple[str, str]:
    """The organ and the year by the title, or where there is none, the year by the period of the preface."""
    lines = [line.strip() for line in outline.before]
    elsewhere = [[part] for part in _SITE.split(title)] + [[line] for line in outline.outside]
    titles = [each for group in (lines, *elsewhere) for each in _titles(group)]
    named = next((each.organ for each in titles if each.organ), "")
    year = titles[0].year if titles else ""
    if named:
        return named, year
    period = _PERIOD.search("\n".join(lines))
    return "", year or (period[1] if period else "")


def with_title_in_one_line(lines: Sequence[str]) -> list[str]:
    """The lines before the first section, those of the title as one."""
    for title in _titles(lines):
        if title.organ:
            whole = "".join(lines[title.start : title.end])
            return [*lines[: title.start], whole, *lines[title.end :]]
    return list(lines)


def _titles(lines: Sequence[str]) -> Iterator[_TitleLines]:
    """Each reading of lines that stand together as the title."""
    for count in range(1, _MOST_TITLE_LINES + 1):
        for start in range(len(lines) - count, -1, -1):
            joined = re.sub(r"\s", "", "".join(lines[start : start + count]))
            match = _TITLE.fullmatch(joined) or _YEAR_LAST.fullmatch(joined)
            if len(joined) > _LONGEST_TITLE or match is None:
                continue
            if (year := written_year(match["year"])) is not None:
                organ = re.sub("^[0-9]{4}年?度?", "", match["before"] or match["after"])
                organ = organ.removesuffix("的") if is_a_name(organ.removesuffix("的")) else ""
                yield _TitleLines(organ, str(year), start, start + count)


def _organ_in_the_preface(before: Sequence[str]) -> str:
    """The organ that the preface says to have written the report."""
    text = "\n".join(before)
    for pattern in (
        r"本(?:年度)?报告由([^，。、]{2,40}?)(?:根据|按照|依据|编制)",
        r"请与([^，。、（(]{2,40}?)(?:[（(]|联系)",
    ):
        if (match := re.search(pattern, text)) and is_a_name(match[1]):
            return "" if match[1][0] in "本我" else match[1]
    return ""
