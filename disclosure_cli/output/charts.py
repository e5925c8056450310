"""The charts of a report, on request: what they show, whatever draws them."""

from __future__ import annotations

from typing import NamedTuple

from disclosure_cli.model.figures import Figure, plain
from disclosure_cli.model.report import CATEGORY_TOTAL_LABEL, Report, category


class Chart(NamedTuple):
    """Bars: a label and a number of 件 or 条 for each, in the order of the report."""

    key: str
    title: str
    unit: str
    bars: tuple[tuple[str, Figure], ...]

    @property
    def description(self) -> str:
        """What the chart shows, for those who do not see it."""
        shown = "，".join(f"{label}{plain(value)}{self.unit}" for label, value in self.bars)
        return f"条形图：{self.title}。{shown}。"


def charts_of(report: Report) -> dict[str, Chart]:
    """The charts by the key of the section that they close; none where there is nothing to show."""
    edition = report.edition
    drawn = {}
    counts = tuple((name, report[category(n)]) for n, name in enumerate(report.categories, 1))
    if any(count for _name, count in counts):
        title = f"{CATEGORY_TOTAL_LABEL}（按类别）"
        drawn[edition.sections[0].key] = Chart("categories", title, "条", counts)
    outcomes = tuple(
        (outcome.name.removesuffix("数"), report.quoted(outcome)) for outcome in edition.outcomes
    )
    if any(count for _name, count in outcomes):
        section = edition.section_of(edition.outcomes[0].places[0])
        drawn[section.key] = Chart("outcomes", "政府信息公开申请办理结果", "件", outcomes)
    return drawn
