"""Whether the text counts the categories of published information as the sheet does."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.checks.read_prose import ReadParagraph, paragraphs
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Finding, finding
from disclosure_cli.model.report import Report
from disclosure_cli.model.text import marked
from disclosure_cli.model.told_categories import agrees, refs_of, told_categories
from disclosure_cli.prose.category_counts import CategoryCount


def categories_agree_with_the_text(report: Report) -> Iterator[Finding]:
    """正文中各类主动公开信息的条数与“主动公开分类”一致。

    为什么：各类条数写进正文之后，表中改了，正文忘了改，报告就自相矛盾。
    例：正文写“政策文件12条”，“主动公开分类”中政策文件是 11。
    依据：《中华人民共和国政府信息公开条例》第五十条。
    问答：“主动公开分类”必须填吗？
    """
    if not report.categories:
        return
    read = {paragraph.at: paragraph for paragraph in paragraphs(report)}
    told: dict[str, list[tuple[ReadParagraph, CategoryCount]]] = {}
    for passage, count in told_categories(report):
        if paragraph := read.get(passage.at):
            claimed = {claim.number.start for claim in paragraph.claims}
            if count.number.start not in claimed:
                told.setdefault(count.name, []).append((paragraph, count))
    for counts in told.values():
        if not any(agrees(report, count) for _paragraph, count in counts):
            for paragraph, count in counts:
                yield from _contradicted(report, paragraph, count)


def _contradicted(
    report: Report, paragraph: ReadParagraph, count: CategoryCount
) -> Iterator[Finding]:
    """That a paragraph gives another figure than the sheet; nothing where the sheet has none."""
    ref = refs_of(report, count.name)[0]
    if count.is_of_the_whole and report.is_readable([ref]) and not report.entries[ref].is_blank:
        yield finding(
            paragraph.at,
            _(
                "“{sentence}”写{name} {found}，而主动公开分类中是 {expected}（{place}）；"
                "请改正其中一处，口径不同的可在“核查说明”中说明。"
            ),
            sentence=marked(paragraph.text, count.number.start, count.number.end),
            name=count.name,
            place=report.place(ref),
            found=count.number.shown,
            expected=report[ref],
            also=(ref,),
        )
