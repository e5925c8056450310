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
_ANOTHER_YEAR = re.compile("^[0-9]{4}年?度?|[0-9]{4}年?度?$")
_DIVISION = re.compile("[省市县区州盟旗镇乡国校院]|街道|公司")
"""What the name of an organ has, unless its beginning stands in the line above."""
_MOST_TITLE_LINES = 4
_LONGEST_TITLE = 80
_PERIOD = re.compile(r"(20[0-9]{2})年1月1日.{0,8}?12月31日")
_SITE = re.compile(r"[\s\-_|—–>]+")
"""What parts the title of a page from the name of its site."""
_COLON = r"\s*(?:为|[:：])?\s*"
_CONTACT = {
    ADDRESS.key: re.compile(
        r"(?<!网站)(?<!邮箱)(?<!邮件)(?<!网页)地\s*址\s*[:：]\s*([^，。；;,、\s]{4,60}?)"
        r"(?=[，。；;,、\s]|邮\s*编|邮政编码|(?:联系|咨询|办公)?电\s*话\s*(?:号码)?\s*[:：]|传\s*真|$)"
    ),
    POSTCODE.key: re.compile(rf"邮\s*(?:政)?\s*编\s*(?:码|号)?{_COLON}([0-9]{{6}})(?![0-9])"),
    TELEPHONE.key: re.compile(
        r"(?<!投诉)(?<!监督)(?<!传真)(?<!举报)电\s*话\s*(?:号码|[/及和、]\s*传\s*真|[（(][^）)]{0,10}[）)])?"
        rf"{_COLON}([0-9０-９（(][0-9０-９（()）\-－—转/ ]{{4,30}}[0-9０-９])"
    ),
    EMAIL.key: re.compile(
        r"(?<![\w.+-] )(?<![\w.+-])([\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII
    ),
}
"""Each with what it stands after, so that none is taken for another."""


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
            found = match[1].strip()
            # Of brackets around all of it the last is left.
            yield key, found.rstrip("）)") if found.count("（") < found.count("）") else found


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
            if len(joined) > _LONGEST_TITLE:
                continue
            match = _TITLE.fullmatch(joined) or _YEAR_LAST.fullmatch(joined)
            if match is None:
                continue
            if (year := written_year(match["year"])) is not None:
                named = _ANOTHER_YEAR.sub("", match["before"] or match["after"]).removesuffix("的")
                whole = f"{lines[start - 1].strip()}{named}" if start and named else ""
                if not _DIVISION.search(named) and is_a_name(whole):
                    start, named = start - 1, whole
                yield _TitleLines(
                    named if is_a_name(named) else "", str(year), start, start + count
                )


def _organ_in_the_preface(before: Sequence[str]) -> str:
    """The organ that the preface says to have written the report."""
    text = "\n".join(before)
    for pattern in (
        r"本(?:年度)?报告由([^，。、]{2,40}?)(?:根据|按照|依据|编制)",
        r"请与([^，。、（(]{2,40}?)(?:[（(]|联系)",
    ):
        if (match := re.search(pattern, text)) and is_a_name(match[1]):
            # The office of a bureau is not the organ.
            return "" if match[1][0] in "本我" else re.sub("(?<=[局委厅院会])办公室$", "", match[1])
    return ""
