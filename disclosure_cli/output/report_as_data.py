"""A report as data for other programs: JSON, and CSV with a line a figure.

docs/report.schema.json describes the JSON; `published/report_data.py` reads it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from disclosure_cli.form.schema import Ref, Section
from disclosure_cli.model.figures import BLANK, LIMIT, Entry, EntryIssue, Figure, plain
from disclosure_cli.model.report import CATEGORIES, CATEGORY_TOTAL, DATE, Report, category
from disclosure_cli.output.csv_lines import BYTE_ORDER_MARK, csv_line
from disclosure_cli.published.report_data import OTHER_FIELDS, SCHEMA_VERSION, unit_of

CSV_HEADS = ("机关", "年度", "格式", "键", "部分", "行", "列", "单位", "数值", "原文", "草稿")


def report_json(report: Report, *, draft: bool = False) -> bytes:
    """Every figure by its key, with its official labels, and the texts by section."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "draft": draft,
        "form": report.edition.key,
        "notice": report.edition.notice.number,
        **_organ(report),
        "year": report.year,
        "date": report.about.get(DATE.key, ""),
        "about": {key: text for key in OTHER_FIELDS if (text := report.about.get(key))},
        "sections": [_section(report, section) for section in report.edition.sections],
        "figures": [
            _figure(report, ref, draft=draft)
            for ref in report.edition.measures
            if ref in report.entries
        ],
        **_categories(report, draft=draft),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    # Half of a character, which no encoding has, is escaped as JSON does it.
    return f"{text}\n".encode(errors="backslashreplace")


def report_csv(report: Report, *, draft: bool = False) -> bytes:
    """A line for each figure of the form, then those of the categories, for Excel."""
    lines = [csv_line(CSV_HEADS)]
    for ref in _refs(report):
        entry = report.entries[ref]
        lines.append(
            csv_line(
                (
                    report.organ, report.year, report.edition.key, str(ref),
                    _title(report, ref), *report.labels(ref), unit_of(entry, report.measure(ref)),
                    _value(entry), _text(entry), "是" if draft else "",
                )
            )
        )  # fmt: skip
    text = "".join(f"{line}\n" for line in lines)
    return f"{BYTE_ORDER_MARK}{text}".encode(errors="backslashreplace")


def _organ(report: Report) -> dict[str, object]:
    """The name of the organ, and where its lines were parted by hand these too."""
    lines = report.organ_in_lines.split("\n")
    return {"organ": report.organ, **({"organ_lines": lines} if len(lines) > 1 else {})}


def _section(report: Report, section: Section) -> dict[str, object]:
    """The title of a section and what was written in it, beside its figures."""
    content: dict[str, object] = {"key": section.key, "title": section.title}
    if section.key in report.texts:
        content["paragraphs"] = [passage.printed for passage in report.prose[section.key]]
    note = report.notes.get(section.key)
    if section.tables or note:
        content |= {"nil": report.is_nil(section), "note": note.printed if note else ""}
    return content


def _figure(report: Report, ref: Ref, *, draft: bool) -> dict[str, object]:
    row, column = report.labels(ref)
    return {
        "key": str(ref),
        "table": ref.table,
        "row": ref.row,
        "column": ref.column,
        "section": _title(report, ref),
        "row_label": row,
        "column_label": column,
        **_content(report, ref, draft=draft),
    }


def _categories(report: Report, *, draft: bool) -> dict[str, object]:
    """主动公开分类: the total, if that sheet was read, and the categories."""
    total = (
        {"category_total": _content(report, CATEGORY_TOTAL, draft=draft)}
        if CATEGORY_TOTAL in report.entries
        else {}
    )
    categories = [
        {"name": name, **_content(report, category(n), draft=draft)}
        for n, name in enumerate(report.categories, 1)
    ]
    return {**total, "categories": categories}


def _content(report: Report, ref: Ref, *, draft: bool) -> dict[str, object]:
    """What a figure is, what stands in its place, and what the report prints there."""
    entry = report.entries.get(ref, BLANK)
    return {
        "unit": unit_of(entry, report.measure(ref)),
        "value": _number(_value(entry)),
        "text": _text(entry),
        "printed": report.printed(ref, draft=draft),
    }


def _refs(report: Report) -> Iterator[Ref]:
    """The figures that were read, in the order of the form, the categories after them."""
    counts = (category(n) for n, _name in enumerate(report.categories, 1))
    every = (*report.edition.measures, CATEGORY_TOTAL, *counts)
    return (ref for ref in every if ref in report.entries)


def _title(report: Report, ref: Ref) -> str:
    """The title of the section in which the report gives a figure."""
    sections = report.edition.sections
    return (sections[0] if ref.table == CATEGORIES else report.edition.section_of(ref)).title


def _value(entry: Entry) -> Figure | None:
    """The figure; None for a blank, which the report prints as 0, and for what cannot be read.

    Nor has a sum a value that has more digits than any figure may.
    """
    if entry.is_blank or entry.value is None or not -LIMIT < entry.value < LIMIT:
        return None
    return entry.value


def _text(entry: Entry) -> str:
    """What stands there as it is written; of a total by formula its sum, whatever the file shows."""
    if entry.is_sum and entry.value is not None and entry.issue is not EntryIssue.NOTHING:
        return plain(entry.value)
    return entry.shown


def _number(figure: Figure | None) -> int | float | None:
    """A figure as a number of JSON. A figure has 15 digits at most, which a float has as well."""
    if figure is None or isinstance(figure, int):
        return figure
    return int(figure) if figure == int(figure) else float(figure)
