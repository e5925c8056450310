"""Reads a report back from its data, the JSON that `disclosure build --to json` writes.

What a figure says is its `text`, read as a cell of a workbook is; its `value` has to say the same.
Labels and titles are for people, and not looked at. docs/report.schema.json describes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple, NoReturn

from disclosure_cli.form.editions import EDITIONS, edition_of
from disclosure_cli.form.schema import Edition, Measure, Ref
from disclosure_cli.i18n import _
from disclosure_cli.model.figures import (
    BLANK,
    UNITS,
    Entry,
    EntryIssue,
    held,
    is_as_printed,
    plain,
    read_text,
)
from disclosure_cli.model.places import Part, Place
from disclosure_cli.model.report import (
    CATEGORIES,
    CATEGORY_TOTAL,
    DATE,
    FIELDS,
    ORGAN,
    YEAR,
    Report,
    category,
    note_field,
)
from disclosure_cli.model.text import shortened, visible
from disclosure_cli.package import NoReport, Refusal
from disclosure_cli.published.printed_places import printed_places

SCHEMA_VERSION = 1
"""Changes when a member of the file changes its meaning or goes."""
OTHER_FIELDS = tuple(field.key for field in FIELDS if field not in (ORGAN, YEAR, DATE))
"""The fields of 基本信息 under `about`; the others have a member of their own."""
MOST_PARAGRAPHS, MOST_CATEGORIES = 4_000, 1_000
"""Of a section, and of a report: no workbook has more."""
_TICK = "√"
_MOST_QUOTED = 30
"""Characters of the file that are quoted in a message."""


class Datum(NamedTuple):
    """A value of the file, and where it stands in it: `figures[3].value`."""

    value: object
    at: str = ""

    @property
    def members(self) -> Mapping[str, object]:
        if not isinstance(self.value, dict):
            self.refuse(_("应为对象"))
        return self.value

    @property
    def items(self) -> list[Datum]:
        """The items of a list."""
        if not isinstance(self.value, list):
            self.refuse(_("应为列表"))
        return [Datum(each, f"{self.at}[{n}]") for n, each in enumerate(self.value)]

    @property
    def text(self) -> str:
        """A text; null, and what is not there, is an empty one."""
        if self.value is not None and not isinstance(self.value, str):
            self.refuse(_("应为文字"))
        return self.value or ""

    @property
    def line(self) -> str:
        """A text in one line, as it is read of a cell."""
        return " ".join(visible(self.text).split())

    @property
    def number(self) -> int | float | None:
        """A number; None for null."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float | None):
            self.refuse(_("应为数，没有填的为 null"))
        return self.value

    @property
    def is_true(self) -> bool:
        if not isinstance(self.value, bool | None):
            self.refuse(_("应为 true 或 false"))
        return bool(self.value)

    def member(self, name: str) -> Datum:
        """A member of an object; one that is not there is null."""
        return Datum(self.members.get(name), f"{self.at}.{name}" if self.at else name)

    def refuse(self, what: str) -> NoReturn:
        """Raise a `Refusal` that says what is wrong with this value."""
        raise Refusal(
            _("中 {place} {what}；请改正，或用 disclosure build --to json 重新生成。").format(
                place=self.at, what=what
            )
        )


def report_of_data(content: bytes) -> Report:
    """The report whose data a file holds.

    A figure that is not in the file is not in the report's `entries`. Raises `Refusal` for whatever
    is no such file, and where it contradicts itself.
    """
    data = _loaded(content)
    edition = _edition(data)
    texts, notes, nil = _sections(data, edition)
    categories, counts = _categories(data)
    figures = _figures(data, edition)
    lengths = {key: len(paragraphs) for key, paragraphs in texts.items()}
    return Report(
        edition=edition,
        about={**_about(data), **notes},
        entries={**figures, **counts},
        texts=texts,
        categories=categories,
        nil=nil,
        places={
            **printed_places(edition, figures, lengths),
            Part(CATEGORIES): Place(edition.sections[0].title),
        },
        is_published=True,
    )


def unit_of(entry: Entry, measure: Measure) -> str:
    """The unit of a figure as the file gives it; empty for money of which the cell names none."""
    if measure is Measure.MONEY:
        return entry.unit
    return Measure.COUNT.value if measure is Measure.CHANGE else measure.value


_OTHER_DATA = {"files", "units"}
"""What findings have, and the status of units, which this program writes too."""


def _loaded(content: bytes) -> Datum:
    """The object of the file, if it is one of ours."""
    try:
        data = Datum(
            json.loads(content, object_pairs_hook=_without_doubles, parse_constant=_constant)
        )
    except json.JSONDecodeError as error:
        raise Refusal(
            _(
                "第 {line} 行第 {column} 个字符处不是 JSON；"
                "请改正，或用 disclosure build --to json 重新生成。"
            ).format(line=error.lineno, column=error.colno)
        ) from None
    except (ValueError, RecursionError):  # Another encoding, thousands of digits or of brackets.
        raise NoReport(_no_data()) from None
    known = data.value.keys() if isinstance(data.value, dict) else set()
    if "schema_version" not in known or _OTHER_DATA & known:
        raise NoReport(_no_data())
    version = data.member("schema_version").value
    if version != SCHEMA_VERSION or isinstance(version, bool):
        data.member("schema_version").refuse(
            _("应为 {known}，是另一版本的程序写的").format(known=SCHEMA_VERSION)
        )
    return data


def _no_data() -> str:
    return _("不是报告的数据；请给出 disclosure build --to json 生成的文件。")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of the file, in which each name stands once."""
    _unique(name for name, _value in pairs)
    return dict(pairs)


def _unique(keys: Iterable[str]) -> None:
    """Raise a `Refusal` where one of the keys stands there twice."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Refusal(_("中“{key}”不止一个；请只留一个。").format(key=_quoted(key)))
        seen.add(key)


def _constant(name: str) -> NoReturn:
    raise Refusal(_("中有 {name}，JSON 没有这样的数；没有填的数请写 null。").format(name=name))


def _quoted(text: str) -> str:
    """A text of the file as a message has it."""
    return shortened(visible(text).replace("\n", " "), _MOST_QUOTED)


def _edition(data: Datum) -> Edition:
    form = data.member("form")
    edition = edition_of(form.text)
    if edition is None:
        form.refuse(
            _("是“{found}”，没有这种格式；可用 {known}").format(
                found=_quoted(form.text), known=_("、").join(each.key for each in EDITIONS)
            )
        )
    return edition


def _about(data: Datum) -> dict[str, str]:
    """基本信息, without the notes to tables; what is empty is left out."""
    about = data.member("about")
    members = {} if about.value is None else about.members
    for key in members:
        if key not in OTHER_FIELDS:
            about.refuse(_("没有“{key}”这一项").format(key=_quoted(key)))
    found = {key: about.member(key).line for key in OTHER_FIELDS if key in members}
    year = data.member("year")
    if year.value is not None and type(year.value) is not int:
        year.refuse(_("应为整数，没有填的为 null"))
    found[ORGAN.key] = _organ(data)
    found[YEAR.key] = "" if year.value is None else str(year.value)
    found[DATE.key] = data.member("date").line
    return {key: text for key, text in found.items() if text}


def _organ(data: Datum) -> str:
    """The name of the organ, in the lines in which it is to be printed."""
    organ, parts = data.member("organ"), data.member("organ_lines")
    if parts.value is None:
        return organ.line
    lines = [line for each in parts.items if (line := each.line)]
    if "".join(lines) != organ.line:
        parts.refuse(_("连起来与 organ 不同"))
    return "\n".join(lines)


def _sections(
    data: Datum, edition: Edition
) -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, str]]:
    """The paragraphs by section, the notes to tables as fields of 基本信息, and the ticks by section."""
    texts: dict[str, tuple[str, ...]] = {}
    notes, nil = {}, {}
    given = _by_key(data.member("sections"), [section.key for section in edition.sections])
    for section in edition.sections:
        if (found := given.get(section.key)) is None:
            continue
        if "paragraphs" in found.members:
            texts[section.key] = _paragraphs(found.member("paragraphs"))
        if note := found.member("note").line:
            notes[note_field(section).key] = note
        if found.member("nil").is_true:
            nil[section.key] = _TICK
    return texts, notes, nil


def _paragraphs(given: Datum) -> tuple[str, ...]:
    """The paragraphs of a section; a line break parts two, as in a workbook."""
    lines = (line for each in given.items for line in visible(each.text).splitlines())
    paragraphs = tuple(text for line in lines if (text := line.strip(" \t\u3000\u00a0")))
    _limit(given, len(paragraphs), MOST_PARAGRAPHS)
    return paragraphs


def _limit(given: Datum, count: int, most: int) -> None:
    if count > most:
        given.refuse(_("有 {count} 项，远多于一份报告").format(count=count))


def _by_key(given: Datum, known: Iterable[str]) -> dict[str, Datum]:
    """Objects by their `key`, each of which the form has, and which stands there once."""
    known = set(known)
    found = []
    for each in given.items:
        key = each.member("key").text
        if key not in known:
            each.member("key").refuse(_("是“{key}”，这种格式没有这一项").format(key=_quoted(key)))
        found.append((key, each._replace(at=f"{given.at}[{key}]")))
    _unique(key for key, _each in found)
    return dict(found)


def _figures(data: Datum, edition: Edition) -> dict[Ref, Entry]:
    """The figures of the form, in its order."""
    refs = {str(ref): ref for ref in edition.measures}
    given = _by_key(data.member("figures"), refs)
    return {
        ref: _entry(given[key], edition.measures[ref]) for key, ref in refs.items() if key in given
    }


def _categories(data: Datum) -> tuple[tuple[str, ...], dict[Ref, Entry]]:
    """The names of the categories, and their counts with the total."""
    given, total = data.member("categories"), data.member("category_total")
    items = [] if given.value is None else given.items
    _limit(given, len(items), MOST_CATEGORIES)
    counts = {category(n): _entry(each, Measure.ENTRIES) for n, each in enumerate(items, 1)}
    if total.value is not None:
        counts[CATEGORY_TOTAL] = _entry(total, Measure.ENTRIES)
    elif items:
        counts[CATEGORY_TOTAL] = BLANK
    return tuple(each.member("name").line for each in items), counts


def _entry(figure: Datum, measure: Measure) -> Entry:
    """What stands in the place of a figure: its text as a cell would hold it, or else its value."""
    number, text = figure.member("value").number, figure.member("text")
    has_value = "value" in figure.members
    if not has_value and text.value is None:
        figure.refuse(_("没有 value，也没有 text，没有填的数应为 null"))
    shown = _digits(number) if text.value is None else text.text
    entry = _as_number(read_text(shown, measure), measure)
    if has_value and text.value is not None:
        entry = _agreed(figure, entry, number)
    return _with_unit(entry, figure.member("unit"), measure)


def _with_unit(entry: Entry, unit: Datum, measure: Measure) -> Entry:
    """The entry, if it may be of that unit; money whose text names none is of that unit."""
    units = UNITS[measure].split("|")
    if unit.text and unit.text not in ([entry.unit] if entry.unit else units):
        unit.refuse(
            _("是“{found}”，应为{expected}").format(
                found=_quoted(unit.text), expected=entry.unit or _("、").join(units)
            )
        )
    if measure is not Measure.MONEY or entry.unit or not (entry.value and unit.text):
        return entry
    issue = None if entry.issue is EntryIssue.NO_UNIT else entry.issue
    return entry._replace(unit=unit.text, issue=issue)


def _digits(number: int | float | None) -> str:
    """A number of the file as it would be written in a cell."""
    return "" if number is None else plain(held(number))


def _as_number(entry: Entry, measure: Measure) -> Entry:
    """Digits alone are a number, as in a cell that holds one, and no text; so is +5 where it is printed so."""
    if entry.issue is not EntryIssue.WRITTEN_OUT or not is_as_printed(entry, measure):
        return entry
    lacks_unit = measure is Measure.MONEY and entry.value != 0
    return entry._replace(issue=EntryIssue.NO_UNIT if lacks_unit else None)


def _agreed(figure: Datum, entry: Entry, number: int | float | None) -> Entry:
    """The entry, if its value is that number.

    Null says that nothing was filled in, or that it cannot be read: so does the program of a total
    whose parts cannot be read, whatever its cell shows.
    """
    read = None if entry.is_blank or entry.value is None else entry.value
    if number is None:
        return entry if read is None else Entry(None, entry.shown, EntryIssue.NOT_A_FIGURE)
    if read is None or float(read) != number:
        figure.refuse(
            _("的 value 是 {value}，text 是“{text}”，两者不一致").format(
                value=_quoted(_digits(number)), text=_quoted(entry.shown)
            )
        )
    return entry
