"""All checks of a report, by code, and how they are run.

A rule is a function that yields what it saw; it does not know its code. Codes are never reused:

    D1xx  figures inside one table        D4xx  text against tables
    D2xx  what stands in a cell           D5xx  this year against last year
    D3xx  structure, texts, dates         D6xx  units against the whole
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from disclosure_cli.checks import (
    arithmetic,
    categories,
    cell_contents,
    fields,
    last_year,
    oversights,
    structure,
    text_against_tables,
    units_and_whole,
)
from disclosure_cli.checks.causes import merged_by_cause
from disclosure_cli.checks.explanations import (
    explained,
    explanations_are_needed,
    unneeded_explanations,
)
from disclosure_cli.errors import UnknownCode
from disclosure_cli.form.schema import Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.findings import Diagnostic, Finding, Severity, with_related
from disclosure_cli.model.places import Part, Position, Subject
from disclosure_cli.model.report import Report


class Rule(NamedTuple):
    """A check with the code and the weight of what it finds."""

    code: str
    check: Callable[..., Iterator[Finding]]
    """Takes the report, and of the rules about last year that of the year before."""
    severity: Severity = Severity.ERROR
    is_on_request: bool = False
    """Whether it is checked only where it is asked for: advice, of no concern to most."""

    @property
    def name(self) -> str:
        """What must hold, as `totals_add_up`."""
        return self.check.__name__

    @property
    def what(self) -> str:
        """What must hold, in the words of the form: the first line of the docstring."""
        return _(self._text.partition("\n")[0])

    @property
    def why(self) -> str:
        return self._part("为什么：")

    @property
    def example(self) -> str:
        return self._part("例：")

    @property
    def source(self) -> str:
        """Where it is laid down: a notice, an article, the printed form, or the workbook itself."""
        return self._part("依据：") or _("本程序工作簿的填写约定，见“填写说明”。")

    @property
    def questions(self) -> tuple[str, ...]:
        """The headings of docs/faq.zh-CN.md under which more is said: those of the lines 问答 of the docstring."""
        return tuple(map(_, self._parts("问答：")))

    @property
    def _text(self) -> str:
        """The docstring; `python -OO` leaves it in the source alone."""
        if self.check.__doc__ is not None:
            return self.check.__doc__
        (function,) = ast.parse(inspect.getsource(self.check)).body
        return ast.get_docstring(cast(ast.FunctionDef, function), clean=False) or ""

    def _part(self, name: str) -> str:
        part = next(self._parts(name), "")
        return _(part) if part else ""

    def _parts(self, name: str) -> Iterator[str]:
        """What the lines of the docstring that begin with that name say."""
        lines = (line.strip() for line in self._text.splitlines())
        return (line.removeprefix(name) for line in lines if line.startswith(name))


RULES = (
    Rule("D101", arithmetic.totals_add_up),
    Rule("D102", arithmetic.applications_are_accounted_for),
    Rule("D103", arithmetic.categories_add_up),
    Rule("D104", arithmetic.shown_totals_are_current, Severity.WARNING),
    Rule("D201", cell_contents.counts_are_whole_numbers),
    Rule("D202", cell_contents.figures_are_not_negative),
    Rule("D203", cell_contents.figures_are_numbers),
    Rule("D204", cell_contents.figures_are_not_dates),
    Rule("D205", cell_contents.figures_are_not_true_or_false),
    Rule("D206", cell_contents.formulas_have_no_error),
    Rule("D207", cell_contents.formulas_have_a_result),
    Rule("D208", cell_contents.figures_are_shown_as_they_are),
    Rule("D209", cell_contents.figures_fit_their_cell),
    Rule("D210", cell_contents.categories_are_counted),
    Rule("D211", cell_contents.figures_are_plain_digits, Severity.WARNING),
    Rule("D212", cell_contents.none_is_written_as_zero, Severity.WARNING),
    Rule("D213", cell_contents.cells_are_filled_in, Severity.WARNING),
    Rule("D214", cell_contents.money_names_its_unit, Severity.NOTE),
    Rule("D215", cell_contents.contents_are_seen),
    Rule("D216", cell_contents.looks_are_known, Severity.WARNING),
    Rule("D217", cell_contents.figures_keep_their_labels, Severity.WARNING),
    Rule("D301", structure.sheets_are_present),
    Rule("D302", structure.labels_are_official),
    Rule("D303", structure.tables_are_filled_in),
    Rule("D304", structure.nil_means_nothing),
    Rule("D305", structure.nil_is_ticked_or_left_blank),
    Rule("D306", structure.sections_are_written),
    Rule("D307", fields.organ_is_named),
    Rule("D308", fields.year_fits_the_form),
    Rule("D309", fields.template_is_of_the_year, Severity.WARNING),
    Rule("D310", fields.contact_is_given, Severity.WARNING),
    Rule("D311", fields.organ_is_of_a_known_kind, Severity.WARNING),
    Rule("D312", fields.date_is_a_date),
    Rule("D313", fields.date_follows_the_year, Severity.WARNING),
    Rule("D314", structure.quoted_names_are_known),
    Rule("D315", structure.texts_can_be_read),
    Rule("D316", structure.nothing_stands_outside, Severity.WARNING),
    Rule("D317", structure.tables_stand_once),
    Rule("D318", structure.figures_stand_in_their_cells),
    Rule("D321", fields.postcode_has_six_digits, Severity.WARNING),
    Rule("D322", structure.sheets_have_their_names, Severity.WARNING),
    Rule("D323", oversights.regulations_are_of_a_city_or_above, Severity.WARNING),
    Rule("D324", structure.rows_have_the_cells_of_their_head),
    Rule("D325", structure.a_published_report_is_whole, Severity.WARNING),
    Rule("D401", text_against_tables.numbers_agree_with_the_tables, Severity.WARNING),
    Rule("D402", text_against_tables.nothing_is_denied_that_the_tables_have, Severity.WARNING),
    Rule("D403", text_against_tables.statements_agree_with_the_tables, Severity.WARNING),
    Rule("D404", oversights.parts_make_up_the_whole, Severity.WARNING),
    Rule("D405", oversights.texts_are_of_the_year, Severity.WARNING),
    Rule("D406", oversights.processing_fee_is_reported, Severity.WARNING),
    Rule("D407", oversights.prose_is_of_a_readable_length, Severity.WARNING),
    Rule("D408", text_against_tables.figures_are_quoted, Severity.NOTE, is_on_request=True),
    Rule("D409", categories.categories_agree_with_the_text, Severity.WARNING),
    Rule("D410", oversights.numbers_are_not_left_out, Severity.WARNING),
    Rule("D411", oversights.the_text_is_of_this_organ, Severity.WARNING),
    Rule("D412", oversights.the_outline_is_the_present_one, Severity.WARNING),
    Rule("D601", units_and_whole.figures_are_the_sum_of_the_units, Severity.WARNING),
    Rule("D602", units_and_whole.every_unit_of_the_list_is_counted_once, Severity.WARNING),
    Rule("D603", units_and_whole.units_are_of_the_year),
    Rule("D604", units_and_whole.standing_documents_are_counted_once, Severity.WARNING),
    Rule("D605", units_and_whole.contributions_can_be_traced),
)

ABOUT_LAST_YEAR = (
    Rule("D501", last_year.last_is_of_the_year_before),
    Rule("D507", last_year.last_is_of_the_same_organ, Severity.WARNING),
    Rule("D508", last_year.last_has_no_errors, Severity.WARNING),
    Rule("D509", last_year.last_is_on_the_same_form, Severity.NOTE),
)
"""Whether what is given as last year's report is that, and may be relied on."""

LAST_YEAR_RULES = (
    Rule("D502", last_year.what_was_carried_over_is_carried_in, Severity.WARNING),
    Rule("D503", last_year.documents_in_force_roll_forward, Severity.WARNING),
    Rule("D504", last_year.figures_are_not_last_years, Severity.WARNING),
    Rule("D505", last_year.texts_are_not_last_years, Severity.WARNING),
    Rule("D506", last_year.figures_do_not_leap, Severity.NOTE),
)
"""Those that compare the two years; checked only where it is the year before."""

OF_READING = frozenset(("D301", "D302", "D317", "D324"))
"""The codes of what keeps a table from being read."""

EXPLANATION_RULE = Rule("D319", explanations_are_needed, Severity.WARNING)
"""The one rule about what the others found."""

ALL = tuple(
    sorted(
        (*RULES, *ABOUT_LAST_YEAR, *LAST_YEAR_RULES, EXPLANATION_RULE), key=lambda rule: rule.code
    )
)


def rule_of(code: str) -> Rule:
    """The rule with that code. Raises `UnknownCode` where there is none."""
    for rule in ALL:
        if rule.code == code.strip().upper():
            return rule
    raise _unknown(code)


def chosen_codes(
    select: Sequence[str] = (), ignore: Sequence[str] = (), *, notes: bool = False
) -> set[str]:
    """The codes to check, of those selected or all. `D1` stands for all that begin with it; `,` parts two.

    Those that are checked on request only: with `notes`, or where one is selected by its whole code.
    Raises `UnknownCode` for one that stands for none, and where none is left.
    """
    usual = {rule.code for rule in ALL if notes or not rule.is_on_request}
    ignored = {code for word in _words(ignore) for code in _codes(word)}
    selected = {code for word in _words(select) for code in _codes(word) if code in {word, *usual}}
    if left := (selected if select else usual) - ignored:
        return left
    raise UnknownCode(_("没有留下要检查的规则；请改写要检查和不检查的代码。"))


def _words(options: Sequence[str]) -> list[str]:
    return [word.strip().upper() for option in options for word in option.split(",")]


def _codes(word: str) -> list[str]:
    matching = [rule.code for rule in ALL if word and rule.code.startswith(word)]
    if not matching:
        raise _unknown(word)
    return matching


def _unknown(word: str) -> UnknownCode:
    return UnknownCode(
        _("没有代码为“{word}”的规则；运行 disclosure rules 可看到全部代码。").format(word=word)
    )


def check(
    report: Report, codes: Container[str] | None = None, *, last: Report | None = None
) -> list[Diagnostic]:
    """What the rules with these codes find in a report, or all but those on request, in its order.

    With last year's report also whether the two go together. One cause is one finding; warnings that
    the unit has explained carry the explanation.
    """
    codes = chosen_codes() if codes is None else codes
    run = [(rule, rule.check(report)) for rule in RULES]
    before = None
    if last is not None:
        last = usable(last)
        comparable = last.year is not None and last.year + 1 == report.year
        before = last if comparable else None
        of_last_year = (*ABOUT_LAST_YEAR, *(LAST_YEAR_RULES if comparable else ()))
        run += [(rule, rule.check(report, last)) for rule in of_last_year]
    run = [(rule, findings) for rule, findings in run if rule.code in codes]
    found = [_signed(rule, finding, report) for rule, findings in run for finding in findings]
    found = explained(report, merged_by_cause(report, found, before))
    if EXPLANATION_RULE.code in codes:
        unchecked = {rule.code for rule in ALL} - {rule.code for rule, _findings in run}
        unneeded = unneeded_explanations(report, found, unchecked)
        found += [_signed(EXPLANATION_RULE, each, report) for each in unneeded]
    return _in_order(report, found)


def usable(last: Report) -> Report:
    """Last year's report, its figures that an error concerns as unreadable: nothing may build on them."""
    errors = [found for found in check(last) if found.severity is Severity.ERROR]
    doubtful = {ref for each in with_related(errors) for ref in _figures(last, each)}
    entries = {
        ref: entry._replace(value=None) if ref in doubtful else entry
        for ref, entry in last.entries.items()
    }
    return replace(last, entries=entries)


def _figures(report: Report, found: Diagnostic) -> Iterator[Ref]:
    """The figures that a finding concerns: of a sum all its terms, of a section all that it has."""
    if isinstance(found.at, Ref):
        yield found.at
    elif isinstance(found.at, Part):
        for section in report.edition.sections:
            if section.key == found.at.of:
                yield from section.refs
    yield from (each for each in found.also if isinstance(each, Ref))
    if found.sum:
        yield from found.sum.refs


def _in_order(report: Report, found: list[Diagnostic]) -> list[Diagnostic]:
    """Sheet by sheet, and in each as one reads; of one cell, by the order of the rules."""
    names = dict.fromkeys(place.sheet for place in report.places.values())
    sheets = {name: number for number, name in enumerate(names)}
    # Where no cell has an address, in a published report, as the form has its figures.
    order: dict[Subject, int] = {
        at: n for n, at in enumerate(report.places if report.is_published else ())
    }

    def key(each: Diagnostic) -> tuple[int, Position, int]:
        first = each.at if each.at in order or each.sum is None else each.sum.refs[0]
        sheet = sheets.get(each.place.sheet, len(sheets))
        return sheet, each.place.position, order.get(first, -1)

    return sorted(found, key=key)


def _signed(rule: Rule, finding: Finding, report: Report) -> Diagnostic:
    row, column = report.labels(finding.at)
    return Diagnostic(rule.code, rule.severity, report.place(finding.at), row, column, *finding)
