"""What there is to say of two reports that are laid side by side."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.checks.rules import check
from disclosure_cli.i18n import _, for_count
from disclosure_cli.model.findings import Severity
from disclosure_cli.model.report import Report


def remarks_on(last: Report, report: Report) -> Iterator[str]:
    """That they are not two years in a row, of two organs, or one of them has errors."""
    if last.year is None or report.year is None:
        yield _("有一份没有写明年度；请核对是不是要对照的两份。")
    elif last.year == report.year:
        yield _("两份都是 {year} 年度的；请核对是不是要对照的两份。").format(year=report.year)
    elif report.year - last.year > 1:
        yield _("两份不是前后两年的，而是 {last} 年度和 {this} 年度的。").format(
            last=last.year, this=report.year
        )
    if last.organ != report.organ:
        yield _(
            "两份的机关名称不同：“{last}”，“{this}”；请核对是机关改名，还是拿错了文件。"
        ).format(last=last.organ, this=report.organ)
    for name, each in ((_("前一份"), last), (_("后一份"), report)):
        if count := sum(found.severity is Severity.ERROR for found in check(each)):
            yield for_count(
                "{name}有 {count} 个错误，对照的数字未必可靠；请先用 disclosure validate 检查。",
                count,
                name=name,
            )
