"""The lines of 核对 for what stands beside the official tables: 基本信息, the texts, the categories."""

from __future__ import annotations

from disclosure_cli.form.schema import Equation, Section
from disclosure_cli.model.places import Position
from disclosure_cli.model.report import (
    CATEGORY_TOTAL,
    ORGAN,
    YEAR,
    Report,
    category,
    fields_of,
)
from disclosure_cli.template.balance_lines import (
    OPTIONAL,
    RIGHT,
    TOO_MANY,
    UNFILLED,
    WRONG,
    BalanceLine,
    FigureSheet,
    SheetBalance,
    read_at,
)
from disclosure_cli.template.readings import EMPTY, Block, Live, Readings, qualified, trimmed
from disclosure_cli.workbook import layout


def about_balance(report: Report) -> SheetBalance:
    """Whether there are an organ and a year of this form."""
    at = {
        field: (row, layout.ABOUT_VALUE)
        for row, field in enumerate(fields_of(report.edition), layout.ABOUT_TOP)
    }
    organ, year = (qualified(layout.ABOUT_SHEET, [at[field]]) for field in (ORGAN, YEAR))
    digits = f'SUBSTITUTE(SUBSTITUTE({trimmed(year)},"年度",""),"年","")'
    first, last = report.edition.first_year, report.edition.last_year or 9999
    fits = f"IFERROR(AND(VALUE({digits})>={first},VALUE({digits})<={last},LEN({digits})=4),FALSE)"
    typed = report.about.get(YEAR.key, "")
    is_of_the_form = report.year is not None and report.edition.covers(report.year)
    lines = [
        _field(
            at[ORGAN],
            "机关名称已填写",
            f"NOT(ISERROR({organ}))",
            RIGHT if report.organ else UNFILLED,
        ),
        _field(
            at[YEAR],
            "年度已填写，与这一格式相符",
            fits,
            (RIGHT if is_of_the_form else WRONG) if typed else UNFILLED,
        ),
    ]
    area = qualified(layout.ABOUT_SHEET, list(at.values()))
    is_wrong = f'IF(SUMPRODUCT(--ISERROR({area}))>0,"{WRONG}","{RIGHT}")'
    lines.append(
        BalanceLine(layout.ABOUT_SHEET, at[ORGAN], "各项没有错误值", Live(is_wrong, RIGHT))
    )
    return SheetBalance(lines, [])


def _field(at: Position, label: str, holds: str, value: str) -> BalanceLine:
    """A line for a field; `holds` is a formula for whether what is filled in is right."""
    cell = qualified(layout.ABOUT_SHEET, [at])
    result = Live(
        f'IF(IFERROR({trimmed(cell)}="",FALSE),"{UNFILLED}",IF({holds},"{RIGHT}","{WRONG}"))',
        value,
    )
    return BalanceLine(layout.ABOUT_SHEET, at, label, result)


def text_balance(report: Report, section: Section) -> SheetBalance:
    """Whether a section of text has any, and no error value or truth value in it."""
    name, top = layout.sheet_of(section), layout.TEXT_TOP
    area = qualified(name, [(row, 0) for row in range(top, top + layout.MOST_PARAGRAPHS)])
    count = f"SUM(IF(ISTEXT({area})+ISNUMBER({area}),IF(LEN({trimmed(area)})>0,1,0),0))"
    paragraphs = len(report.texts.get(section.key, ()))
    result = Live(
        f'IF(SUMPRODUCT(ISERROR({area})+ISLOGICAL({area}))>0,"{WRONG}",'
        f'IF({{found}}>0,"{RIGHT}","{UNFILLED}"))',
        RIGHT if paragraphs else UNFILLED,
    )
    found = Live(count, paragraphs)
    line = BalanceLine(name, (top, 0), "有文字（现为：段数）", result, found=found, is_array=True)
    return SheetBalance([line], [])


def category_balance(report: Report, first_row: int) -> SheetBalance:
    """Whether each category has a name and a count, and whether they add up; there may be none."""
    name, top = layout.CATEGORY_SHEET, layout.CATEGORY_TOP
    counts = [category(number) for number in range(1, layout.CATEGORY_ROWS + 1)]
    at = {ref: (row, 1) for row, ref in enumerate(counts, top)}
    at[CATEGORY_TOTAL] = (layout.CATEGORY_TOTAL_ROW, 1)
    readings = Readings(name, {ref: read_at(report, ref, at[ref]) for ref in at}, first_row)
    names = [*report.categories, *[""] * len(counts)][: len(counts)]
    row, column = readings.beside
    is_named = {
        (row + top - layout.CATEGORY_TOTAL_ROW + number, column + 1): float(bool(text))
        for number, text in enumerate(names)
    }
    (named,) = layout.ranges(is_named)
    cells = qualified(name, [(top + number, 0) for number, _text in enumerate(names)])
    state = _category_state(report, readings, named)
    hidden = [
        Block(state.formula, {readings.beside: state.value}),
        Block(f'IF(IFERROR({trimmed(cells)}="",FALSE),0,1)', is_named),
        *readings.blocks(),
    ]
    sheet = FigureSheet(name, readings, str(state.value))
    lines = [
        _named_and_counted(sheet, cells, named, names),
        *sheet.odd_cells(),
        sheet.sum(
            "主动公开政府信息总数 = 各类条数之和",
            Equation((CATEGORY_TOTAL,), tuple(counts), is_total=True),
        ),
    ]
    return SheetBalance(lines, hidden, readings.height)


def _category_state(report: Report, readings: Readings, named: str) -> Live:
    """Whether there are categories, none, or so far their names alone, from last year."""
    counts = [ref for ref in readings.of if ref != CATEGORY_TOTAL]
    (kinds,) = readings.kinds(counts)
    bottom = layout.CATEGORY_TOP + layout.CATEGORY_ROWS
    beyond = qualified(
        layout.CATEGORY_SHEET,
        [
            (row, column)
            for row in range(bottom, bottom + layout.MOST_CATEGORIES)
            for column in (0, 1)
        ],
    )
    formula = (
        f'IF(COUNTA({beyond})>0,"{TOO_MANY}",'
        f'IF(SUM({named})+{len(counts)}-COUNTIF({kinds},"{EMPTY}")=0,"{OPTIONAL}",'
        f'IF({readings.count(EMPTY)}={len(readings.of)},"{UNFILLED}","")))'
    )
    if len(report.categories) > len(counts):
        return Live(formula, TOO_MANY)
    if not report.categories:
        return Live(formula, OPTIONAL)
    is_blank = all(each.entry.is_blank for each in readings.of.values())
    return Live(formula, UNFILLED if is_blank else "")


def _named_and_counted(sheet: FigureSheet, cells: str, named: str, names: list[str]) -> BalanceLine:
    """The categories that lack a name or a count; where none has a count yet, they are not filled in."""
    counts = [ref for ref in sheet.readings.of if ref != CATEGORY_TOTAL]
    (kinds,) = sheet.readings.kinds(counts)
    halves = sum(
        bool(name) == sheet.readings.of[ref].entry.is_blank
        for ref, name in zip(counts, names, strict=True)
    )
    halved = f'SUMPRODUCT(--(({named}=1)=({kinds}="{EMPTY}")))'
    found = Live(f"{halved}+SUMPRODUCT(--ISERROR({cells}))", halves)
    line = sheet.counted("没有名称或者没有条数的类别", found, WRONG)
    at = (layout.CATEGORY_TOP, 0)
    return line._replace(at=at, result=sheet.settled(line.result))
