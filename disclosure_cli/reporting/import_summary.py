"""What is said after a published report was read into a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.checks.rules import OF_READING, check
from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.findings import Severity
from disclosure_cli.model.report import Report


def lines_of_import(report: Report) -> Iterator[str]:
    """How many of the figures of the form were read from which table, what is missing, whether the sums hold."""
    read = {
        section: sum(ref in report.entries for ref in section.refs)
        for section in report.edition.sections
        if section.tables
    }
    counts = [
        _("表{numeral} {read}/{all}").format(
            numeral=section.numeral, read=count, all=len(section.refs)
        )
        for section, count in read.items()
    ]
    yield _("按 {notice} 的格式，{all} 个数字读到 {read} 个（{counts}）。").format(
        notice=report.edition.notice.number,
        all=len(report.edition.measures),
        read=sum(read.values()),
        counts=_("，").join(counts),
    )
    if blank := sum(entry.is_blank for entry in report.entries.values()):
        yield for_count("其中 {count} 格是空的，在工作簿中仍是空的。", blank)
    if unreadable := sum(entry.value is None for entry in report.entries.values()):
        yield for_count("其中 {count} 格不是数字，照原样写入。", unreadable)
    found = check(report)
    for each in found:
        if each.code in OF_READING or each.code == "D325":
            yield f"{each.place} {each.message}"
    sums = [each for each in found if each.sum]
    errors = sum(each.severity is Severity.ERROR for each in found)
    if sums:
        yield for_count("有 {count} 处合计或勾稽不符。", len(sums))
    elif report.entries:
        yield _("读到的数字，合计和勾稽都相符。")
    if errors:
        yield for_count("共 {count} 个错误；用 disclosure validate 可看到全部。", errors)
