"""Notes what the report prints and a person cannot see in the workbook as it is, or may see at another label."""

from __future__ import annotations

from disclosure_cli.form.schema import Ref
from disclosure_cli.model.contributions import UNIT_LIST, UNITS
from disclosure_cli.model.faults import Fault
from disclosure_cli.model.figures import BLANK, plain
from disclosure_cli.model.places import Part, Place, Subject
from disclosure_cli.model.report import ABOUT, EXPLANATIONS, NIL
from disclosure_cli.model.text import ems
from disclosure_cli.workbook.cells import EMPTY, Book, RawCell
from disclosure_cli.workbook.draft import Draft
from disclosure_cli.workbook.sheet_check.style_looks import Unseen


def note_format(draft: Draft, at: Subject, cell: RawCell) -> None:
    """Note a text that its number format, or raised characters, show otherwise than the report prints it."""
    if cell.marked:
        draft.unseen.append(Fault(at, cell.marked, Unseen.RAISED))
    elif not cell.is_shown_as_printed:
        draft.unseen.append(Fault(at, cell.told, Unseen.NUMBER_FORMAT))


def note_unseen(draft: Draft, book: Book) -> None:
    """Note whatever goes into the report and is hidden, covered, struck out or not shown in full."""
    for subject, place in draft.places.items():
        is_printed = place.sheet in book and _is_printed(draft, subject)
        if is_printed and (unseen := _unseen(draft, book, subject, place)):
            draft.unseen.append(Fault(subject, _shown(draft, subject), unseen))


def note_sorted(draft: Draft, book: Book) -> None:
    """Note the figures that were sorted while the labels in the first column stayed where they were."""
    for subject, place in draft.places.items():
        if isinstance(subject, Ref) and place.sheet in book:
            areas = book.looks(place.sheet).sorted_areas
            if any(area.left > 0 and area.covers(place.position) for area in areas):
                draft.sorted_apart.append(Fault(subject, "", ""))


def _is_printed(draft: Draft, subject: Subject) -> bool:
    """Whether it goes into the report: figures do even where they are blank."""
    if isinstance(subject, Part) and subject.of == ABOUT and subject.item:
        return bool(draft.about.get(subject.item))
    if isinstance(subject, Part) and subject.item == NIL:
        return bool(draft.nil.get(subject.of))
    return not (isinstance(subject, Part) and subject.of in (EXPLANATIONS, UNITS, UNIT_LIST))


def _unseen(draft: Draft, book: Book, subject: Subject, place: Place) -> Unseen | None:
    """Why it cannot be seen as it is, if so; of a hidden sheet that is said once."""
    looks = book.looks(place.sheet)
    if looks.hides_sheet or not place.cell:
        return Unseen.HIDDEN_SHEET if looks.hides_sheet and not place.cell else None
    if unseen := looks.unseen(place.position):
        return unseen
    figure = _shown(draft, subject)
    if looks.hides_zeros and figure == "0":
        return Unseen.NO_ZEROS
    shown = book.cells(place.sheet).get(place.position, EMPTY).widest or figure
    width = _width(shown) * looks.scale(place.position)
    return Unseen.TOO_NARROW if width > looks.room(place.position) else None


def _width(number: str) -> float:
    """How wide a column has to be for a number, in digits: a point or a sign takes half of one, the margin too.

    In a narrower one Excel shows ####, or under General fewer decimals.
    """
    marks = sum(ems(each) < 1 and not each.isdigit() for each in number)
    return 2 * ems(number) - marks / 2 + 0.5 if number else 0.0


def _shown(draft: Draft, subject: Subject) -> str:
    """The figure that stands there; empty for a blank one and for what is no figure."""
    entry = draft.entries.get(subject, BLANK) if isinstance(subject, Ref) else BLANK
    return "" if entry.is_blank or entry.value is None else plain(entry.value)
