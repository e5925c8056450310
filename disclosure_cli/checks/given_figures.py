"""The figures that the text gives of the tables that add up, read without any doubt.

`prose.claims` reads as much as it can, for warnings at which a person looks. Here a sentence decides
which cell is wrong. So a number counts only behind the name of one figure (the printed label, a name
for prose, a category), with nothing else in the clause and nothing in the sentence that limits it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure_cli.checks.read_prose import ReadParagraph, paragraphs
from disclosure_cli.form.schema import Edition, Ref
from disclosure_cli.model.figures import Figure
from disclosure_cli.model.places import Part
from disclosure_cli.model.report import (
    CATEGORIES,
    CATEGORY_TOTAL,
    CATEGORY_TOTAL_NAME,
    Report,
    category,
)
from disclosure_cli.model.text import replaced_spans
from disclosure_cli.prose.numbers import Number, numbers, uniform
from disclosure_cli.prose.tokens import lexicon_for, roles_of, topics_of
from disclosure_cli.prose.words import CASES, HANDLED, Role, Topic

Names = Mapping[str, tuple[Ref, ...]]
"""Words that name figures without a doubt, and the figures that then add up to the number."""


class ReadNumber(NamedTuple):
    """A number of a sentence with what it may count."""

    counts: tuple[tuple[Ref, ...], ...]
    """Figures that are added up; any of them would do."""
    value: Decimal


class GivenFigure(NamedTuple):
    """What a sentence says that some figures add up to."""

    refs: tuple[Ref, ...]
    figure: Figure
    at: Part
    words: str
    """The name and the number: 予以公开 1431 件."""
    beside: tuple[ReadNumber, ...]
    """The other numbers of its sentence."""


class _Reading(NamedTuple):
    """A number of a paragraph, with what it may count."""

    number: Number
    sentence: int
    """Counted from the beginning of the paragraph."""
    words: str
    """Since the number before it, in its sentence."""
    name: str
    refs: tuple[Ref, ...]
    """What it counts, if that is beyond doubt so far."""
    meant: tuple[tuple[Ref, ...], ...]
    """All that it may count."""


_NUMBERING = "[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.、]"
_UNNUMBERED = re.compile(f"^(?:{_NUMBERING})")
_REMARK = re.compile("（[^）]*）$")
_SPACING = re.compile('[的“”"\\s]')
_CLAUSE, _SENTENCE = re.compile("[，；：（）！？。\n]"), re.compile("[。！？\n]")
_FOLLOWS = re.compile("(?:$|[，；：（）！？。\n、和及])(?![^，；。）]*(?:不含|不包括|除))")
_LINK = re.compile("(?:数量?)?(?:共计?|合计|为|是|有|：)?$")
"""Between a name and its number."""
_SAYS_NOTHING = (
    "其中|另|包括|包含|含|分别|本年度?|全年度?|今年|年内|我[局委办市县区镇乡]|本机关|全[市县区局镇乡]|共计?|合计|累计"
    "|均|已|依法|(?:政府)?信息公开|申请|办理结果|中"
)
"""What may stand before a name in its clause."""
_FILLS = (
    "[在对以和及与、年0-9一二三四五六七八九十]|方面|工作|情况|认真|严格|规范|及时|做好|受理|收到|收办|接收|登记|办理"
    "|答复|处理|案件"
)
"""What else a clause may be made of that limits nothing."""
_NUMBER_AND_UNIT = re.compile(r"[0-9][0-9.,]*[件宗份起例条篇]")
_DISCLOSED = "主动公开"
"""What prose calls the total of the categories: 主动公开97条."""
_PARTS = re.compile("其中|包括|含|（")
"""Behind these, numbers are parts of the one before."""
_TOPICS = {
    CATEGORIES: {Topic.DISCLOSURE},
    "cases": {Topic.APPLICATIONS, *CASES},
}
"""What a sentence may speak of that gives figures of a table, if not of applications."""
_OTHER_YEAR = re.compile("(上一?年|20[0-9]{2}(?=年))(?!年?度?(?:结转|转))")
_SHARE = re.compile("[^，；（）]*(?:%|百分点)[^，；（）]*")
_UNITS = {CATEGORIES: ("条", "件", "篇"), "": ("件", "宗", "份", "起", "例")}
_LETTERS = frozenset(
    "其中另包括含分别本年度全今共合计累已均依法的政府信息公开申请案件办理答复情况为是有："
)
"""Characters that, beside those of its name, say nothing of what a number counts."""


def given_figures(report: Report) -> list[GivenFigure]:
    """The figures of the summed tables that the text gives; not those that it gives in two ways."""
    told = [paragraph for paragraph in paragraphs(report) if any(numbers(paragraph.text))]
    names = _names(report) if told else {}
    found = [each for paragraph in told for each in _given(report, paragraph, names)]
    said: dict[frozenset[Ref], set[Figure]] = defaultdict(set)
    for each in found:
        said[frozenset(each.refs)].add(each.figure)
    return [each for each in found if len(said[frozenset(each.refs)]) == 1]


def _names(report: Report) -> Names:
    """The labels of rows, alone and after an applicant's, the names for prose, and the categories.

    The longest comes first, since one may be a part of another.
    What names two things names none: 其他 is a row, and an applicant.
    """
    meant: dict[str, set[tuple[Ref, ...]]] = defaultdict(set)
    for name, refs in (*_labels(report.edition), *_quotations(report.edition)):
        for each in (_bare(name), _bare(_REMARK.sub("", name))):
            meant[each].add(refs)
    for number, name in enumerate(report.categories, 1):
        meant[_bare(name)].add((category(number),))
    names = {name: next(iter(refs)) for name, refs in meant.items() if name and len(refs) == 1}
    return dict(sorted(names.items(), key=lambda each: -len(each[0])))


def _labels(edition: Edition) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """The labels of the rows and columns of the tables with totals across, and both together."""
    for table in edition.tables:
        columns = {leaf.path[-1].label: leaf.key for leaf in table.column_leaves}
        total = next((leaf.key for leaf in table.column_leaves if leaf.is_total), "")
        for row in table.row_leaves if any(leaf.label for leaf in table.row_leaves) else ():
            label = row.path[-1].label
            yield label, (Ref(table.key, row.key, total),) if total else ()
            for column, key in columns.items():
                yield column, ()
                for name in (_UNNUMBERED.sub("", label), _bare(label)):
                    yield f"{column}{name}", (Ref(table.key, row.key, key),)


def _quotations(edition: Edition) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    for name in (CATEGORY_TOTAL_NAME, _DISCLOSED):
        yield name, (CATEGORY_TOTAL,)
    for name, refs in edition.quoted.items():
        # 办理结果总数 is often said of what was answered, whatever became of it.
        yield name, () if name == HANDLED else refs


@lru_cache(4096)
def _bare(name: str) -> str:
    """A name as a sentence has it: no numbering, no 本年 and no 数 about it."""
    name = _UNNUMBERED.sub("", _SPACING.sub("", name))
    return re.sub("(?<=申请)总数$|数量?$", "", re.sub("^本年度?", "", name))


def _given(report: Report, paragraph: ReadParagraph, names: Names) -> Iterator[GivenFigure]:
    """What the numbers of a paragraph give; not those that the program filled in."""
    text = uniform(paragraph.text)
    filled = list(replaced_spans(paragraph.typed, report.quotations))
    read = list(_numbers(report, paragraph, text, names))
    for last, each in zip((None, *read), read, strict=False):
        beside = [other for other in read if other.sentence == each.sentence and other != each]
        if (
            each.refs
            and _is_exact(text, each.number, each.refs)
            and not any(start <= each.number.start < end for start, end in filled)
            and not _is_limited(paragraph, text[: each.number.start], each, names)
            and not _is_doubtful(text, each, beside)
            and not (last in beside and last and _is_of_a_part(report.edition, last, each))
        ):
            number = each.number
            said = f"{each.name} {number.shown} {number.unit}"
            others = tuple(ReadNumber(o.meant, o.number.value) for o in beside if o.meant)
            yield GivenFigure(each.refs, int(number.value), paragraph.at, said, others)


def _numbers(
    report: Report, paragraph: ReadParagraph, text: str, names: Names
) -> Iterator[_Reading]:
    """The numbers of a paragraph, each with what it may count."""
    claimed = {claim.number.start: claim.counts for claim in paragraph.claims}
    quoted = dict(_quotations(report.edition))
    last = 0
    for number in numbers(text):
        words = _SENTENCE.split(text[last : number.start])[-1]
        counts = claimed.get(number.start, ())
        name, refs = _by_name(words, names, paragraph.context.year)
        if not name and len(counts) == 1:
            name, refs = _by_claim(words, counts[0], quoted)
        meant = (refs,) if refs else tuple(_counted(report, each) for each in counts)
        sentence = len(_SENTENCE.findall(text[: number.start]))
        yield _Reading(number, sentence, words, name, refs, meant)
        if number.unit:
            last = number.end


def _counted(report: Report, name: str) -> tuple[Ref, ...]:
    """The figures that a claim adds up: `A+B` for a sum."""
    return tuple(ref for part in name.split("+") for ref in report.edition.quoted.get(part, ()))


def _by_name(words: str, names: Names, year: int) -> tuple[str, tuple[Ref, ...]]:
    """The longest name at the end of some words, if nothing but words that say nothing is before it."""
    words = _LINK.sub("", _SPACING.sub("", words))
    name = next(filter(words.endswith, names), "")
    before = re.sub(f"(?:{_NUMBERING})$", "", words.removesuffix(name))
    clause = _CLAUSE.split(before)[-1].lstrip("、和及")
    is_bare = re.fullmatch(f"(?:{_SAYS_NOTHING}|{year}年度?)*", clause)
    return name, names[name] if name and is_bare else ()


def _by_claim(
    words: str, claim: str, quoted: Mapping[str, tuple[Ref, ...]]
) -> tuple[str, tuple[Ref, ...]]:
    """What the reader of prose takes some words for, if they are those of its name and nothing else."""
    clause = _CLAUSE.split(words)[-1].lstrip("、和及").strip()
    letters, own = set(clause), set(claim) - _LETTERS
    is_plain = letters <= _LETTERS | own and bool(letters & own)
    return clause, quoted.get(claim, ()) if is_plain else ()


def _is_exact(text: str, number: Number, refs: tuple[Ref, ...]) -> bool:
    """Whether a number is a whole one in a unit of such figures, and nothing goes on behind it."""
    units = _UNITS.get(refs[0].table, _UNITS[""])
    is_whole = number.precision == 1 and not number.about and number.unit in units
    return is_whole and bool(_FOLLOWS.match(text, number.end))


def _is_limited(paragraph: ReadParagraph, before: str, own: _Reading, names: Names) -> bool:
    """Whether the sentence before a number, or its heading, may speak of a part or something else."""
    context = paragraph.context
    # A label of several clauses is none of the sentence.
    labels = filter(_CLAUSE.search, names)
    sentence = _SHARE.sub("", _without(labels, _SENTENCE.split(before)[-1]))
    said = _SHARE.sub("", _without(names, f"{paragraph.heading}，{sentence}"))
    beside = re.sub(f"{_SAYS_NOTHING}|上一?年度?结转", "", _without(names, own.words))
    spoken, own_words = (list(lexicon_for(context).tokens(text)) for text in (said, beside))
    return (
        bool(roles_of(spoken) & {Role.PART, Role.SCOPE})
        or bool(roles_of(own_words) & {Role.PART, Role.SCOPE, Role.ONLY_SOME, Role.ANOTHER_YEAR})
        or any(token.kind == "months" for token in spoken)
        or any(token.kind in ("months", "month", "year") for token in own_words)
        or any(year != str(context.year) for year in _OTHER_YEAR.findall(said))
        or not set(topics_of(spoken)) <= _TOPICS.get(own.refs[0].table, {Topic.APPLICATIONS})
        or any(_narrows(each, names) for each in _CLAUSE.split(sentence)[:-1])
    )


def _narrows(clause: str, names: Names) -> bool:
    """Whether a clause before the one of a number leaves a part: 延期答复的申请中, not 办理结果中."""
    bare = _SPACING.sub("", clause)
    if not bare.endswith("中"):
        bare = _without(names, _NUMBER_AND_UNIT.sub("", bare))
    return not re.fullmatch(f"(?:{_SAYS_NOTHING}|{_FILLS})*", bare)


def _is_doubtful(text: str, own: _Reading, beside: Sequence[_Reading]) -> bool:
    """Whether a number of the sentence that is not understood may limit another, or be a part of the same."""
    units = _UNITS.get(own.refs[0].table, _UNITS[""])
    return any(
        other.number.start < own.number.start
        or not _PARTS.search(text, own.number.end, other.number.start)
        for other in beside
        if not other.meant and other.number.unit in units
    )


def _is_of_a_part(edition: Edition, last: _Reading, own: _Reading) -> bool:
    """Whether 其中 speaks of a part only: 自然人申请40件，其中…; 上年结转3件，其中…."""
    before = {ref for refs in last.meant for ref in refs if ref.table == own.refs[0].table}
    of_all = edition.totals.keys() >= set(own.refs)
    carried_in = {ref for section in edition.sections for ref in section.carried_in}
    of_one = before.isdisjoint(edition.totals) or before <= carried_in
    return "其中" in own.words and bool(before) and of_all and of_one


def _without(names: Iterable[str], text: str) -> str:
    """What a text says beside the names of figures."""
    text = _SPACING.sub("", text)
    for name in names:
        text = text.replace(name, "")
    return text
