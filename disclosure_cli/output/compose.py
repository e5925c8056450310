"""Composes what is printed of a report, and of a comparison of two years, whatever the output."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from disclosure_cli.form.grid import Cell, CellRole, Grid, lay_out
from disclosure_cli.form.schema import Section
from disclosure_cli.i18n import N_, _
from disclosure_cli.model.comparison import ComparedSection, Comparison
from disclosure_cli.model.report import (
    ADDRESS,
    ANNOTATION,
    CATEGORY_LIST_NAME,
    CATEGORY_TOTAL,
    CATEGORY_TOTAL_LABEL,
    CATEGORY_TOTAL_NAME,
    EMAIL,
    ORGAN,
    POSTCODE,
    TELEPHONE,
    YEAR,
    Report,
    category,
    title_phrases,
)
from disclosure_cli.model.told_categories import are_categories_told
from disclosure_cli.output.blocks import (
    Block,
    Chart,
    Composition,
    NameBlock,
    Paragraph,
    ParagraphRole,
    TableBlock,
)
from disclosure_cli.prose.headings import heading_of

_NUMERALS = "零一两三四五六七八九十"
_HOW_TO_READ = (
    "表中一格有三行的，依次为{0}年、{1}年的数字和增减；只有一行的，两年相同；空格两年都没有填。"
)
_COMPARED_WIDTHS = (9, 2, 2, 2)
"""The proportion of the columns of a comparison: labels are long, figures short."""


def compose(report: Report, *, charts: bool = False, draft: bool = False) -> Composition:
    """A report from its title to 附注; on request with its charts; as a draft with blanks for 0."""
    name = NameBlock(ParagraphRole.TITLE, report.organ_in_lines, title_phrases(report.year))
    blocks = (name, *_report(report, charts=charts, draft=draft))
    return Composition(name.text, report.organ, report.dated, blocks)


def _report(report: Report, *, charts: bool, draft: bool) -> Iterator[Block]:
    for text in _preface(report):
        yield Paragraph(ParagraphRole.BODY, text)
    drawn = dict(_charts(report)) if charts else {}
    for section in report.edition.sections:
        yield Paragraph(ParagraphRole.HEADING_1, section.title)
        if section.tables:
            yield _tables(report, section, draft=draft)
        for text in _texts(report, section):
            yield _paragraph(text)
        if section.key in drawn:
            yield drawn[section.key]
    yield from _ending(report)


def _preface(report: Report) -> Iterator[str]:
    """Legal basis, parts, period and contact: not in the blank form, but in every report.

    Telephone number and address begin a line of their own, so that no line ends within them.
    """
    notice, sections = report.edition.notice, report.edition.sections
    # A draft shows what is not filled in yet.
    organ, year = report.organ or f"（{ORGAN.label}）", report.year or f"（{YEAR.label}）"
    parts = "、".join(section.title.partition("、")[2] for section in sections)
    yield (
        f"本报告由{organ}根据《中华人民共和国政府信息公开条例》和{notice.title}"
        f"（{notice.number}）编制，由{parts}{_NUMERALS[len(sections)]}个部分组成。"
        f"报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
        f"如对本报告有疑问，请与{organ}联系。"
    )
    for fields in ((ADDRESS, POSTCODE), (TELEPHONE, EMAIL)):
        given = [f"{each.label}：{text}" for each in fields if (text := report.about.get(each.key))]
        if given:
            yield "，".join(given)


def _tables(report: Report, section: Section, *, draft: bool) -> TableBlock:
    grid = lay_out(section)
    figures = tuple(report.printed(cell.ref, draft=draft) for cell in grid.figures if cell.ref)
    note = report.notes.get(section.key)
    return TableBlock(section.title, grid, section.widths, figures, note.printed if note else "")


def _texts(report: Report, section: Section) -> list[str]:
    """The paragraphs of a section; the first also tells the categories, unless it does so itself."""
    texts = [passage.printed for passage in report.prose.get(section.key, ())]
    is_first = section is report.edition.sections[0]
    if is_first and report.categories and not are_categories_told(report):
        at = next(
            (n for n, text in enumerate(texts) if re.match(r"[（(]二[）)]", text)), len(texts)
        )
        # Without a total of its own, the sentence names the parts alone.
        entry = report.entries[CATEGORY_TOTAL]
        total = report.quotations[CATEGORY_TOTAL_NAME]
        said = "" if entry.is_blank else f"{total}条{entry.note}"
        listed = report.quotations[CATEGORY_LIST_NAME]
        texts.insert(at, f"本年主动公开政府信息{said}，其中：{listed}。")
    return texts


def _paragraph(text: str) -> Paragraph:
    """A paragraph by its first characters: a heading, text with a heading run in, or text."""
    heading = heading_of(text)
    if heading is None:
        return Paragraph(ParagraphRole.BODY, text)
    role = ParagraphRole[f"HEADING_{heading.level}"]
    if heading.text:
        return Paragraph(ParagraphRole.BODY, heading.text, heading.heading, role)
    return Paragraph(role, text)


def _charts(report: Report) -> Iterator[tuple[str, Chart]]:
    """The charts by the key of the section that they close; none where there is nothing to show."""
    edition = report.edition
    counts = tuple((name, report[category(n)]) for n, name in enumerate(report.categories, 1))
    if any(count for _name, count in counts):
        heading = f"{CATEGORY_TOTAL_LABEL}（按类别）"
        yield edition.sections[0].key, Chart("categories", 1, heading, "条", counts)
    outcomes = tuple(
        (outcome.name.removesuffix("数"), report.quoted(outcome)) for outcome in edition.outcomes
    )
    if any(count for _name, count in outcomes):
        section = edition.section_of(edition.outcomes[0].places[0])
        yield section.key, Chart("outcomes", 2, "政府信息公开申请办理结果", "件", outcomes)


def _ending(report: Report) -> Iterator[Block]:
    if report.organ:
        yield NameBlock(ParagraphRole.SIGNATURE, report.organ_in_lines)
    if date := report.date:
        # GB/T 9704-2012, 7.3.5: arabic numerals, no leading zeros.
        yield Paragraph(ParagraphRole.DATE, f"{date.year}年{date.month}月{date.day}日")
    if note := report.about.get(ANNOTATION.key, ""):
        text = note if note.startswith("（") else f"（{note}）"
        yield Paragraph(ParagraphRole.ANNOTATION, text)


def compose_comparison(comparison: Comparison, *, as_list: bool = False) -> Composition:
    """Two years side by side as an annex to the report, in its tables; or only what changed, as a list."""
    name = NameBlock(ParagraphRole.TITLE, comparison.organ_in_lines, comparison.phrases)
    remarks = [] if as_list else [_HOW_TO_READ.format(*comparison.years)]
    if comparison.is_across_forms:
        across = N_("两年的格式不同，只对照两种格式都有的数字，其余的格空着。")
        remarks.append(_say(as_list)(across))
    blocks = (
        name,
        *(Paragraph(ParagraphRole.BODY, remark) for remark in remarks),
        *(
            block
            for section in comparison.sections
            for block in _compared(comparison, section, as_list=as_list)
        ),
    )
    return Composition(name.text, comparison.organ, comparison.date, blocks)


def _compared(
    comparison: Comparison, section: ComparedSection, *, as_list: bool
) -> Iterator[Block]:
    is_listed = as_list or not section.form.tables
    say = _say(as_list)
    before, now = _sides(comparison, say)
    yield Paragraph(ParagraphRole.HEADING_1, section.title)
    if section.changes:
        yield _changes(comparison, section, say) if is_listed else _two_years(section)
    if section.unchanged and (is_listed or not section.changes):
        says = (
            N_("其余 {count} 个数字两年相同。")
            if section.changes
            else N_("{count} 个数字两年相同。")
        )
        yield Paragraph(ParagraphRole.BODY, say(says).format(count=len(section.unchanged)))
    if section.blank and (is_listed or not section.changes):
        says = say(N_("{count} 格两年都没有填。"))
        yield Paragraph(ParagraphRole.BODY, says.format(count=section.blank))
    for heading, texts in (
        (say(N_("{before}有而{now}没有：")), section.dropped),
        (_new(comparison, say), section.added),
    ):
        for text in (heading.format(before=before, now=now), *texts) if texts else ():
            yield Paragraph(ParagraphRole.BODY, text)
    if section.kept:
        says = say(N_("{count} 句两年相同。"))
        yield Paragraph(ParagraphRole.BODY, says.format(count=section.kept))
    if not any(section[1:]):
        yield Paragraph(ParagraphRole.BODY, say(N_("两年都没有内容。")))


def _new(comparison: Comparison, say: Callable[[str], str]) -> str:
    """The heading over what the second has alone."""
    is_of_a_workbook = comparison.is_of_a_workbook
    return say(N_("{now}有而{before}没有：")) if is_of_a_workbook else say(N_("{now}新写："))


def _say(as_list: bool) -> Callable[[str], str]:
    """How a message is said: the list in the language of the program, the annex in Chinese."""
    return _ if as_list else lambda message: message


def _sides(comparison: Comparison, say: Callable[[str], str]) -> tuple[str, str]:
    """What the two that are compared are called."""
    if comparison.is_of_a_workbook:
        return say(N_("工作簿")), say(N_("报告"))
    before, now = (say(N_("{year}年")).format(year=year) for year in comparison.years)
    return before, now


def _changes(
    comparison: Comparison, section: ComparedSection, say: Callable[[str], str]
) -> TableBlock:
    """The figures that changed: a row for each, under a head that is repeated on each page."""
    heads = (say(N_("项目")), *_sides(comparison, say), say(N_("增减")))
    cells = [Cell(0, n, 1, 1, CellRole.HEAD, head) for n, head in enumerate(heads)]
    for row, change in enumerate(section.changes, 1):
        cells.append(Cell(row, 0, 1, 1, CellRole.STUB, change.labels))
        cells += [Cell(row, n, 1, 1, CellRole.FIGURE) for n in range(1, len(heads))]
    grid = Grid(len(section.changes) + 1, len(heads), 1, tuple(cells), ())
    figures = tuple(
        figure
        for change in section.changes
        for figure in (change.before, change.now, change.difference)
    )
    return TableBlock(f"{section.title}对照", grid, _COMPARED_WIDTHS, figures)


def _two_years(section: ComparedSection) -> TableBlock:
    """The tables of a section with both years in each cell, and one figure where they are the same."""
    changed = {
        each.ref: "\n".join((each.before, each.now, each.difference)) for each in section.changes
    }
    grid = lay_out(section.form)
    figures = tuple(
        changed.get(cell.ref) or section.unchanged.get(cell.ref, "")
        for cell in grid.figures
        if cell.ref
    )
    return TableBlock(f"{section.title}对照", grid, section.form.widths, figures)
