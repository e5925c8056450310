"""A filled-in form: the figures by name, the texts by section, and where each came from.

Independent of the file it was read from. Blanks, signs for none and whatever could not be read
are kept as such, for the rules to report; nothing here decides what is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from disclosure_cli.form.labels import canonical
from disclosure_cli.form.schema import Edition, Equation, Measure, Quotation, Ref, Section, Table
from disclosure_cli.i18n import _
from disclosure_cli.model.contributions import UNIT_LIST, UNITS, Units, in_yuan
from disclosure_cli.model.dates import written_date, written_year
from disclosure_cli.model.faults import Faults
from disclosure_cli.model.figures import BLANK, Entry, EntryIssue, Figure, plain, printed, total
from disclosure_cli.model.places import Part, Place, Subject
from disclosure_cli.model.text import filled_in, visible


class Field(NamedTuple):
    """One line of 基本信息: from them come the title, the preface and the signature."""

    key: str
    label: str
    hint: str
    """What to fill in; `{year}` in it is the year of the report, `{next}` the year after."""

    def hint_for(self, year: int) -> str:
        """The hint as it reads in the workbook for the report on a year."""
        return self.hint.format(year=year, next=year + 1)


ORGAN = Field(
    "organ",
    "机关名称",
    "填全称，与印章一致；标题、前言和落款都用它。Alt+Enter 定换行处。",
)
YEAR = Field("year", "年度", "报告的统计年度，如 {year}；统计期限为该年 1 月 1 日至 12 月 31 日。")
KIND = Field("kind", "机关类别", "从列表中选一项。")
ADDRESS = Field("address", "地址", "联系地址，写入前言。")
POSTCODE = Field("postcode", "邮编", "六位数字。")
TELEPHONE = Field("telephone", "电话", "联系电话，可带区号。")
EMAIL = Field("email", "电子邮箱", "没有可不填。")
DATE = Field("date", "成文日期", "如 {next}年1月20日；写在落款之下。")
ANNOTATION = Field("annotation", "附注", "没有可不填；如：此件公开发布。")

FIELDS = (ORGAN, YEAR, KIND, ADDRESS, POSTCODE, TELEPHONE, EMAIL, DATE, ANNOTATION)
"""Those of every report; a note to each table comes after them, see `fields_of`."""

KINDS = ("县级以上人民政府", "政府部门", "乡镇人民政府、街道办事处", "法律法规授权的组织")
"""What 机关类别 may be. Those that publish a report: 《政府信息公开条例》第四十九条、第五十四条."""

TICKS = frozenset(("√", "✓", "✔", "☑", "是", "v", "V", "y", "Y"))
"""What counts as a tick in the box 本年度无此项业务."""


class Explanation(NamedTuple):
    """Why a warning is no mistake: one line of 核查说明."""

    at: Part
    code: str
    place: str
    reason: str


class Passage(NamedTuple):
    """A paragraph, or a note to a table, as it was typed and as the report prints it."""

    at: Part
    typed: str
    printed: str
    """With the figures in the place of their names."""


@dataclass(frozen=True)
class Report:
    """One organ's report on one year, as it was filled in."""

    edition: Edition
    about: Mapping[str, str] = field(default_factory=dict)
    """基本信息 by the key of its `Field`, as text."""
    entries: Mapping[Ref, Entry] = field(default_factory=dict)
    """What stands in the place of each figure; absent where a table could not be read."""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The paragraphs of each section of text, by the key of the section."""
    categories: tuple[str, ...] = ()
    """The categories of 主动公开, in order; their counts are entries, see `category`."""
    nil: Mapping[str, str] = field(default_factory=dict)
    """By section: what stands in the box 本年度无此项业务, see `is_nil`."""
    faults: Faults = field(default_factory=Faults)
    explanations: tuple[Explanation, ...] = ()
    places: Mapping[Ref | Part, Place] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    """What sheets are called in the file that the program gives another name, by that name."""
    template_year: int | None = None
    """The year for which the template was made."""
    tells_looks: bool = True
    """Whether the file tells how its cells are shown: number formats, hidden rows, colours."""
    is_published: bool = False
    """Whether it was read from a published document, in which nobody fills in anything any more."""
    units: Units | None = None
    """Of a government's merged report: what each unit contributed."""
    not_found: tuple[str, ...] = ()
    """What a published report should have and does not: sections by their titles, fields by their labels."""

    @property
    def organ(self) -> str:
        """The name of the organ, as sentences have it."""
        return self.organ_in_lines.replace("\n", "")

    @property
    def organ_in_lines(self) -> str:
        """The name of the organ with the line breaks that were typed, which decide where it is parted."""
        return self.about.get(ORGAN.key, "")

    @property
    def year(self) -> int | None:
        """The year of the report; None where 年度 is no year."""
        return written_year(self.about.get(YEAR.key, ""))

    @property
    def date(self) -> dt.date | None:
        """成文日期; None where it is not filled in or is no date."""
        return written_date(self.about.get(DATE.key, ""))

    @property
    def dated(self) -> dt.date:
        """成文日期, or where there is none the day after the year: what files are dated by."""
        return self.date or dt.date(self.meant_year + 1, 1, 1)

    @property
    def meant_year(self) -> int:
        """The year of the report, or where 年度 is no year that of its template or the first of its form."""
        return self.year or self.template_year or self.edition.first_year

    def __getitem__(self, ref: Ref) -> Figure:
        """The figure of that name; 0 where it is blank or unreadable (see `entries`)."""
        return self.entries.get(ref, BLANK).value or 0

    def sum(self, refs: Iterable[Ref]) -> Figure:
        return total(self[ref] for ref in refs)

    def is_readable(self, refs: Iterable[Ref]) -> bool:
        """Whether each of these places was read and holds a figure, or nothing."""
        return all(ref in self.entries and self.entries[ref].value is not None for ref in refs)

    def is_left_blank(self, ref: Ref) -> bool:
        """Whether a figure was not filled in, and its section not ticked 本年度无此项业务 either."""
        if not self.entries.get(ref, BLANK).is_blank:
            return False
        section = self.edition.section_of(ref) if ref in self.edition.measures else None
        return section is None or not self.is_nil(section)

    def is_unfilled(self, ref: Ref) -> bool:
        """Whether a figure was left blank, or is the 0 of a total whose parts all were."""
        parts = self.edition.totals.get(ref)
        if parts is None or self[ref]:
            return self.is_left_blank(ref)
        return all(map(self.is_unfilled, parts))

    def is_nil(self, section: Section) -> bool:
        """Whether 本年度无此项业务 is ticked for a section of tables."""
        return self.nil.get(section.key, "") in TICKS

    def is_untouched(self, section: Section) -> bool:
        """Whether a section of tables was read and nothing at all was filled in.

        What last year's report gives (上年结转) says nothing: a template may bring it along.
        """
        brought = section.carried_in
        return (
            all(self.entries.get(r, BLANK).is_blank for r in section.inputs if r not in brought)
            and all(ref in self.entries for ref in section.refs)
            and all(self[ref] == 0 for ref in section.refs if ref not in brought)
        )

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Every sum that must hold in this report: those of the form, and the categories'."""
        if not self.categories:
            return self.edition.equations
        counts = tuple(category(n) for n, _ in enumerate(self.categories, 1))
        return (Equation((CATEGORY_TOTAL,), counts, is_total=True), *self.edition.equations)

    @property
    def independent_equations(self) -> tuple[Equation, ...]:
        """The sums that must hold, without those that follow from others by the formula of a total."""
        return tuple(each for each in self.equations if not self._follows(each))

    def _follows(self, equation: Equation) -> bool:
        """Whether a sum down the column of totals is what the sums across and of the columns make it.

        Where all of those totals were typed, each sum of theirs is a statement of its own.
        """
        totals = self.edition.totals
        are_totals_across = all(
            ref in totals and totals[ref][0].row == ref.row for ref in equation.refs
        )
        runs_down = len({ref.row for ref in equation.refs}) > 1
        has_formula = any(self.entries.get(ref, BLANK).is_sum for ref in equation.refs)
        return are_totals_across and runs_down and has_formula

    def in_units(self, ref: Ref) -> Ref | None:
        """Under which name a figure stands among what units contributed; None where it does not."""
        return None if self.units is None else among_units(ref, self.categories, self.units)

    def beside_units(self, ref: Ref) -> tuple[Figure, Figure] | None:
        """A figure, and the sum of what units contributed to it; money in 元.

        None where it is no such sum, and where it cannot be read.
        """
        own, entry = self.in_units(ref), self.entries.get(ref)
        if self.units is None or own is None or entry is None or entry.value is None:
            return None
        return in_yuan(entry), self.units.total(own)

    def measure(self, ref: Ref) -> Measure:
        return self.edition.measures.get(ref, Measure.ENTRIES)

    def labels(self, subject: Subject) -> tuple[str, str]:
        """The printed labels of the row and the column of a figure; of a field, its label alone."""
        if isinstance(subject, Ref):
            if subject == CATEGORY_TOTAL:
                return CATEGORY_TOTAL_LABEL, ""
            if subject.table == CATEGORIES:
                return self.categories[int(subject.row) - 1], "条数"
            return self.edition.labels.get(subject, ("", ""))
        if isinstance(subject, Part) and subject.of == ABOUT:
            return next((f.label for f in fields_of(self.edition) if f.key == subject.item), ""), ""
        return "", ""

    def numeral(self, ref: Ref) -> str:
        """The number of the row of a figure, or of the group that it is in: 三 of 三、本年度办理结果."""
        return self.labels(ref)[0].partition("、")[0]

    def place(self, subject: Subject) -> Place:
        """Where it stands in its file, or the section that it lies in."""
        if isinstance(subject, Place):
            return subject
        if subject in self.places:
            return self.places[subject]
        if isinstance(subject, Part) and subject.of in (UNITS, UNIT_LIST):
            return Place(self.places.get(Part(subject.of), Place("")).sheet, subject.item)
        whole = Part(subject.table if isinstance(subject, Ref) else subject.of)
        if whole in self.places:
            return self.places[whole]
        for section in self.edition.sections:
            if whole.of in (section.key, *(table.key for table in section.tables)):
                return self.places.get(Part(section.key), Place(section.title))
        return Place(whole.of)

    def written(self, ref: Ref) -> str:
        """A figure as the report prints it; 0 where it is blank."""
        return visible(printed(self.entries.get(ref, BLANK), self.measure(ref)))

    def printed(self, ref: Ref, *, draft: bool = False) -> str:
        """What the report prints in the place of a figure; a draft nothing where none was filled in."""
        return "" if draft and self.is_unfilled(ref) else self.written(ref)

    @cached_property
    def prose(self) -> Mapping[str, tuple[Passage, ...]]:
        """The paragraphs that a person wrote, by the key of their section."""
        return {
            key: tuple(self._passage(Part(key, str(n)), text) for n, text in enumerate(texts, 1))
            for key, texts in self.texts.items()
        }

    @cached_property
    def notes(self) -> Mapping[str, Passage]:
        """What is to be printed under the tables of a section, by its key; mostly nothing."""
        keys = {section.key: note_field(section).key for section in self.edition.sections}
        return {
            section: self._passage(Part(ABOUT, key), self.about[key])
            for section, key in keys.items()
            if self.about.get(key)
        }

    def _passage(self, at: Part, typed: str) -> Passage:
        return Passage(at, typed, filled_in(typed, self.quotations))

    @cached_property
    def quotations(self) -> Mapping[str, str]:
        """Each name that prose may quote as `{name}`, with the figure or words it stands for."""
        quoted = {
            ORGAN.label: self.organ,
            YEAR.label: str(self.year or ""),
            CATEGORY_TOTAL_NAME: plain(self[CATEGORY_TOTAL]),
            CATEGORY_LIST_NAME: "，".join(
                f"{name}{plain(self[category(n)])}条{self.entries.get(category(n), BLANK).note}"
                for n, name in enumerate(self.categories, 1)
            ),
        }
        for quotation in self.edition.quotations:
            quoted[quotation.name] = plain(self.quoted(quotation))
        return quoted

    def quoted(self, quotation: Quotation) -> Figure:
        """The figure that a name stands for: the sum of all that it names."""
        return self.sum(self.edition.quoted[quotation.name])


def title(year: int | None) -> str:
    """The title of a report without the name of the organ."""
    return "".join(title_phrases(year))


def title_phrases(year: int | None) -> tuple[str, str]:
    """The same, parted where a line may end."""
    return f"{year or ''}年政府信息公开", "工作年度报告"


def no_year(text: str, year: int = 2024) -> str:
    """What is wrong with a 年度 that is none, and what to do, with a year as the example."""
    says = _("年度填“{text}”，不是年份").format(text=text) if text else _("年度没有填写")
    return _("{says}；请填四位数字，如 {year}。").format(says=says, year=year)


def fields_of(edition: Edition) -> tuple[Field, ...]:
    """The lines of 基本信息 in the workbook of an edition, a note to each section of tables at the end."""
    return (*FIELDS, *(note_field(section) for section in edition.sections if section.tables))


def note_field(section: Section) -> Field:
    """The line for what is printed under the tables of a section."""
    hint = f"印在表{section.numeral}之下，没有可不填；如：注：数量含上年度结转。"
    return Field(f"{section.key}_note", f"表{section.numeral}的注", hint)


def with_totals(
    table: Table, entries: Mapping[Ref, Entry], shown: Mapping[Ref, str]
) -> dict[Ref, Entry]:
    """The entries, and for each total named in `shown` the sum of its parts.

    `shown` says what the cell of that total shows, if anything: our sum is the truth, the other
    figure is only compared with it. A total of parts that cannot be read cannot be read either.
    """
    complete = dict(entries)

    def computed(ref: Ref) -> Entry:
        parts = [
            computed(part) if part in shown else complete.get(part, BLANK)
            for part in table.totals[ref]
        ]
        if any(part.value is None for part in parts):
            return Entry(None, shown[ref], is_sum=True)
        figure = total(part.value for part in parts if part.value is not None)
        own = plain(figure)
        issue = EntryIssue.OUTDATED if shown[ref] not in ("", own) else None
        return Entry(figure, shown[ref] or own, issue, is_sum=True)

    complete.update((ref, computed(ref)) for ref in shown)
    return complete


ABOUT = "about"
NIL = "nil"
EXPLANATIONS = "explanations"
CATEGORIES = "categories"
CATEGORY_TOTAL = Ref(CATEGORIES, "total", "")
CATEGORY_TOTAL_LABEL = "主动公开政府信息总数"
CATEGORY_TOTAL_NAME = "主动公开总数"
CATEGORY_LIST_NAME = "主动公开分类"


def category(number: int) -> Ref:
    """The count of the category with that number, counted from 1."""
    return Ref(CATEGORIES, str(number), "")


def among_units(ref: Ref, categories: Sequence[str], units: Units) -> Ref | None:
    """Under which name a figure stands among what units contributed: a category by what it is called."""
    if ref.table == CATEGORIES and ref != CATEGORY_TOTAL:
        own = {canonical(name): number for number, name in enumerate(units.categories, 1)}
        number = own.get(canonical(categories[int(ref.row) - 1]))
        return None if number is None else category(number)
    return ref if ref in units.columns else None
