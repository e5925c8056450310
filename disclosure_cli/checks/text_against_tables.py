"""Whether the prose says what the tables say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from disclosure_cli.checks.read_prose import ReadParagraph, paragraphs
from disclosure_cli.form.schema import Measure, Ref
from disclosure_cli.form.spoken import figures_by_name
from disclosure_cli.i18n import _
from disclosure_cli.model.figures import Figure, plain
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.report import CATEGORY_TOTAL, CATEGORY_TOTAL_NAME, Report
from disclosure_cli.model.text import marked, replaced_spans
from disclosure_cli.prose.claims import CountedNumber
from disclosure_cli.prose.enumerations import runs
from disclosure_cli.prose.words import HANDLED, NEW

TEN_THOUSAND = 10_000


class MeantFigure(NamedTuple):
    """One of the figures that a number may stand for."""

    name: str
    value: Figure
    refs: tuple[Ref, ...]


def numbers_agree_with_the_tables(report: Report) -> Iterator[Finding]:
    """正文中的数字与表中的数字一致。

    为什么：文字和表格是同一件事的两种写法，读者先看到文字，两者不一致时不知道以哪个为准。
    例：正文写“受理申请 3526 件”，表三新收总计是 3525。
    依据：《中华人民共和国政府信息公开条例》第五十条；正文写法见 docs/wordings.md。
    问答：正文的数与表格口径不同，怎么办？
    """
    for paragraph in paragraphs(report):
        counted = {claim.number.start: claim.counts for claim in paragraph.claims}
        for claim in paragraph.claims:
            meant = _meant(report, claim)
            if (
                meant
                and not any(_agrees(report, claim, each) for each in meant)
                and not _is_part_of_a_sum(report, paragraph, claim, meant, counted)
            ):
                yield finding(
                    paragraph.at,
                    _("“{sentence}”写 {found}，而{figures}；请核对，也可能口径不同（如只算本级）。")
                    if report.is_published
                    else _(
                        "“{sentence}”写 {found}，而{figures}；请核对，口径不同（如只算本级）可在“核查说明”中说明。"
                    ),
                    sentence=marked(paragraph.text, claim.number.start, claim.number.end),
                    figures=_("，").join(_named(report, claim, each) for each in meant),
                    found=claim.number.shown,
                    expected=_expected(report, claim, meant[0]),
                    also=meant[0].refs,
                )


def nothing_is_denied_that_the_tables_have(report: Report) -> Iterator[Finding]:
    """正文说没有收到申请，表三中也没有。

    为什么：说“未收到申请”而表中有数字，是公开的自相矛盾。
    例：正文写“本年度未收到政府信息公开申请”，表三新收总计是 3。
    依据：《中华人民共和国政府信息公开条例》第五十条。
    问答：正文的数与表格口径不同，怎么办？
    """
    yield from _contradicted(report, of_applications=True)


def statements_agree_with_the_tables(report: Report) -> Iterator[Finding]:
    """正文说均已办结、均获维持、没有复议诉讼的，表中也是这样。

    为什么：“均已办结”而有结转下年的申请，说的和填的不是一回事。
    例：正文写“均已办结”，表三结转下年度是 2。
    依据：《中华人民共和国政府信息公开条例》第五十条。
    问答：正文的数与表格口径不同，怎么办？
    """
    yield from _contradicted(report, of_applications=False)


def figures_are_quoted(report: Report) -> Iterator[Finding]:
    """正文中的数字用名称引用。

    为什么：写成 {新收申请总数}，表中的数改了，正文跟着改，不会不一致。
    例：“受理申请 3525 件”可写成“受理申请 {新收申请总数} 件”。
    """
    for paragraph in paragraphs(report):
        advice: dict[str, str] = {}
        filled = list(replaced_spans(paragraph.typed, report.quotations))
        for claim in paragraph.claims:
            is_filled = any(start <= claim.number.start < end for start, end in filled)
            if claim.number.is_percentage or is_filled:
                continue
            for each in _meant(report, claim):
                is_written_so = claim.number.shown == plain(each.value)
                if "+" not in each.name and is_written_so and _agrees(report, claim, each):
                    advice.setdefault(claim.number.shown, each.name)
                    break
        if advice:
            pairs = _("、").join(
                _("{number} 可写成 {{{name}}}").format(number=number, name=name)
                for number, name in advice.items()
            )
            yield finding(
                paragraph.at,
                _("{pairs}：表中的数改了，正文会跟着改。"),
                pairs=pairs,
                found=", ".join(advice),
            )


def _contradicted(report: Report, *, of_applications: bool) -> Iterator[Finding]:
    for paragraph in paragraphs(report):
        for said in paragraph.statements:
            if (said.zero == (NEW,)) is not of_applications:
                continue
            for name in said.zero:
                figure = _figure(report, name)
                if figure and figure.value != 0 and not _is_given(report, paragraph, name):
                    yield finding(
                        paragraph.at,
                        _("“{sentence}”，而{name}为 {expected}（{place}）；请改正其中一处。"),
                        sentence=marked(paragraph.text, said.start, said.end),
                        name=figure.name,
                        place=_places(report, figure),
                        found=paragraph.text[said.start : said.end],
                        expected=figure.value,
                        also=figure.refs,
                    )


def _is_given(report: Report, paragraph: ReadParagraph, name: str) -> bool:
    """Whether the paragraph gives that figure, too, as it is: then the statement is not on all of it."""
    return any(
        name in claim.counts and any(_agrees(report, claim, each) for each in _meant(report, claim))
        for claim in paragraph.claims
    )


def _meant(report: Report, claim: CountedNumber) -> list[MeantFigure]:
    """The figures that a number may stand for, as far as this form has them and they were read."""
    if claim.number.is_percentage and not report.edition.wholes:
        return []
    # Of 复议、诉讼均为0件 the sum decides.
    terms = claim.counts[0].split("+")
    names = [name for name in claim.counts if name not in terms or len(terms) == 1]
    found = (_figure(report, name) for name in names)
    return [figure for figure in found if figure]


def _figure(report: Report, name: str) -> MeantFigure | None:
    """The sum that a name of the table of wordings stands for; None where it is not filled in."""
    parts = name.split("+")
    if parts == [CATEGORY_TOTAL_NAME]:
        entry = report.entries.get(CATEGORY_TOTAL)
        if entry is None or entry.is_blank or entry.value is None:
            return None
        return MeantFigure(name, entry.value, (CATEGORY_TOTAL,))
    quoted = figures_by_name(report.edition)
    if any(part not in quoted for part in parts):
        return None
    refs = [ref for part in parts for ref in quoted[part]]
    section = report.edition.section_of(refs[0])
    if not report.is_readable(refs) or (
        report.is_untouched(section) and not report.is_nil(section)
    ):
        return None
    return MeantFigure(name, report.sum(refs), tuple(refs))


def _agrees(report: Report, claim: CountedNumber, meant: MeantFigure) -> bool:
    """Whether a figure may be written as the number of the text."""
    if not claim.number.is_percentage:
        return claim.number.allows(_in_the_unit_of_the_text(report, meant))
    return any(claim.number.allows(share) for _whole, share in _shares(report, meant))


def _is_part_of_a_sum(
    report: Report,
    paragraph: ReadParagraph,
    claim: CountedNumber,
    meant: list[MeantFigure],
    counted: Mapping[int, tuple[str, ...]],
) -> bool:
    """Whether the sentence adds up in itself, with this number as a part, to a figure of the table.

    Of 收到11件，答复7件，不予受理4件 the 7 are a part of those handled. Not where the number has one
    exact reading, and not with numbers that count something else (结转下年度2件). `counted` has what
    each number of the paragraph counts, by its place.
    """
    is_exact = len(claim.counts) == 1 and claim.counts[0] not in (HANDLED, CATEGORY_TOTAL_NAME)
    if claim.number.is_percentage:
        return False
    wholes = {_in_the_unit_of_the_text(report, each) for each in meant}
    akin = set(claim.counts)
    outcomes = {each.name for each in report.edition.outcomes}
    if is_exact:
        akin = set(claim.counts)
    elif HANDLED in claim.counts or claim.counts[0] in outcomes:
        figures = (_figure(report, each.name) for each in report.edition.wholes)
        wholes |= {Decimal(figure.value) for figure in figures if figure}
        akin |= outcomes
    for run, others in runs(paragraph.text, claim.number):
        whole = sum((number.value for number in run), Decimal(0))
        if whole not in wholes:
            continue
        # Of what came in, parts are told as such only beside their whole.
        is_told = {NEW, HANDLED}.intersection(claim.counts) != {NEW} or any(
            number.value == whole for number in others
        )
        if is_told and all(akin.intersection(counted.get(n.start, claim.counts)) for n in run):
            return True
    return False


def _in_the_unit_of_the_text(report: Report, meant: MeantFigure) -> Decimal:
    """Prose is read in 元, the form prints 万元."""
    is_amount = report.measure(meant.refs[0]) is Measure.AMOUNT
    return Decimal(meant.value) * (TEN_THOUSAND if is_amount else 1)


def _shares(report: Report, meant: MeantFigure) -> list[tuple[str, Decimal]]:
    """A figure in percent of each of the wholes that it may be a share of, with their names."""
    wholes = [_figure(report, each.name) for each in report.edition.wholes]
    hundredfold = Decimal(meant.value) * 100
    shares = [
        (each.name, hundredfold / Decimal(each.value)) for each in wholes if each and each.value
    ]
    return shares or [(each.name, Decimal(0)) for each in report.edition.wholes[:1]]


def _named(report: Report, claim: CountedNumber, meant: MeantFigure) -> str:
    """One of the figures for a message: its name, what it is and where it stands."""
    if claim.number.is_percentage:
        whole, share = _shares(report, meant)[0]
        return _("{name}是{whole}的 {share}%").format(
            name=meant.name, whole=whole, share=plain(round(share, 2))
        )
    return _("{name}为 {figure}（{place}）").format(
        name=meant.name, figure=plain(meant.value), place=_places(report, meant)
    )


def _expected(report: Report, claim: CountedNumber, meant: MeantFigure) -> Figure | str:
    if claim.number.is_percentage:
        return f"{plain(round(_shares(report, meant)[0][1], 2))}%"
    return meant.value


def _places(report: Report, meant: MeantFigure) -> str:
    """The cell of a figure, or the first of those that it is the sum of."""
    first = str(report.place(meant.refs[0]))
    return first if len(meant.refs) == 1 else _("{place} 等").format(place=first)
