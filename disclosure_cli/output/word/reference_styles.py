"""The styles of an office's document, and those of ours that it lacks.

A style is recognised by its name, as people see it in Word. One that is added takes after the office's
Normal: of font, size and spacing it keeps what sets it apart from our own Normal.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from disclosure_cli.output.word.styles import DATE, HEADINGS, NORMAL, SIGNATURE, STYLES

if TYPE_CHECKING:
    from docx.document import Document

_DEFAULT_SIZE = 10.0
"""In points, of a document that says none (ECMA-376 part 1, 17.3.2.38)."""
_INDENTS = ("left", "right", "firstLine")


class MatchedStyles(NamedTuple):
    """Our styles in an office's document."""

    ids: dict[str, str]
    """The id there of each of ours."""
    taken: tuple[str, ...]
    """The names of the paragraph styles that are the office's own, in our order."""


def match_styles(document: Document, base: Document) -> MatchedStyles:
    """Find our styles in the document; add those that it lacks."""
    theirs = document.styles.element
    by_id = {_id(style): style for style in theirs.iter(qn("w:style"))}
    by_name = _by_name(theirs)
    ids: dict[str, str] = {}
    lacking = []
    for style in base.styles.element.iter(qn("w:style")):
        found = by_name.get(_key(style), _linked(style, ids, by_id))
        if found is None:
            lacking.append(style)
        ids[_id(style)] = (
            _free(_id(style), {*by_id, *ids.values()}) if found is None else _id(found)
        )
    taken = tuple(style.name for style in STYLES if _named(style.name) in by_name)
    # Without a Normal of its own the document gets ours, and nothing has to take after another.
    normal = base.styles[NORMAL.name].element if NORMAL.name in taken else None
    size = font_size(document, ids[NORMAL.id])
    for style in lacking:
        theirs.append(_adapted(style, ids, by_id, normal, size))
    for signed in (SIGNATURE, DATE):
        if signed.name in taken:
            ours = _adapted(base.styles[signed.name].element, ids, by_id, normal, size)
            place = by_name[_named(signed.name)]
            # Word's own have indents of 21 and 25 characters, which win over those in twips.
            place.replace(place.get_or_add_pPr(), ours.pPr)
    for heading in HEADINGS.values():
        if heading.name in taken:
            _number_no_more(by_name[_named(heading.name)])
    return MatchedStyles(ids, taken)


def _number_no_more(style: Any) -> None:
    """Take the numbers off a heading of the office's: those of the form stand in its text."""
    numbering = style.get_or_add_pPr().get_or_add_numPr()
    numbering[:] = []
    numbering.get_or_add_numId().val = 0


def font_size(document: Document, style_id: str) -> float:
    """The size of a style in points, by itself or as it is inherited."""
    styles = document.styles.element
    style, seen = styles.get_by_id(style_id), []
    while style is not None and style not in seen:
        if style.rPr is not None and (size := style.rPr.sz_val) is not None:
            return float(size.pt)
        seen.append(style)
        style = style.base_style
    defaults = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    size = defaults[0].sz_val if defaults else None
    return _DEFAULT_SIZE if size is None else float(size.pt)


def _by_name(styles: Any) -> dict[tuple[str, str], Any]:
    """The styles by type and name. The default style of paragraphs is Normal, whatever its name."""
    found = {_key(style): style for style in styles.iter(qn("w:style"))}
    for style in list(found.values()):
        if style.default and style.type in (None, WD_STYLE_TYPE.PARAGRAPH):
            found.setdefault(_named(NORMAL.name), style)
    return found


def _key(style: Any) -> tuple[str, str]:
    """The type of a style and its name, which Word compares without regard to case."""
    return style.get(qn("w:type"), "paragraph"), (style.name_val or "").lower()


def _named(name: str) -> tuple[str, str]:
    """The key of a paragraph style of that name."""
    return "paragraph", name.lower()


def _id(style: Any) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _linked(style: Any, ids: Mapping[str, str], by_id: Mapping[str, Any]) -> Any:
    """The character style that goes with the office's own heading, where ours goes with that."""
    if style.type != WD_STYLE_TYPE.CHARACTER or (link := style.find(qn("w:link"))) is None:
        return None
    heading = by_id.get(ids[link.get(qn("w:val"))])
    link = None if heading is None else heading.find(qn("w:link"))
    return None if link is None else by_id.get(link.get(qn("w:val")))


def _free(own: str, taken: set[str]) -> str:
    """An id that no other style has."""
    while own in taken:
        own += "_"
    return own


def _adapted(
    style: Any, ids: Mapping[str, str], by_id: Mapping[str, Any], normal: Any | None, size: float
) -> Any:
    """A copy of one of our styles for the office's document, whose own styles are `by_id`.

    `normal` is our own Normal, if the office has one too, of `size` points.
    """
    made = copy.deepcopy(style)
    made.set(qn("w:styleId"), ids[_id(style)])
    made.attrib.pop(qn("w:default"), None)
    if normal is not None and made.rPr is not None:
        _take_after_normal(made, normal, size)
    for reference in list(made.iter(qn("w:basedOn"), qn("w:link"))):
        other = ids[reference.get(qn("w:val"))]
        reference.set(qn("w:val"), other)
        if reference.tag == qn("w:link") and other in by_id:
            # That of the office is linked with none, or with another: only the looks are taken.
            made.remove(reference)
            if (looks := by_id[other].rPr) is not None:
                made.replace(made.get_or_add_rPr(), copy.deepcopy(looks))
    return made


def _take_after_normal(style: Any, normal: Any, size: float) -> None:
    """Leave out what a style has of our Normal, so that it has that of the office's.

    A style in another size than our Normal, as those of tables are, stands by itself instead.
    """
    if style.rPr.sz_val != normal.rPr.sz_val:
        style.remove(style.basedOn)
        return
    _leave_out_the_same(style.rPr, normal.rPr)
    for pitch in style.rPr.findall(qn("w:spacing")):
        style.rPr.remove(pitch)  # It fits 28 characters of 16 pt into 156 mm.
    if style.pPr is None:
        return
    _leave_out_the_same(style.pPr, normal.pPr)
    indents = style.pPr.find(qn("w:ind"))
    for side in _INDENTS:
        hundredths = int(indents.get(qn(f"w:{side}Chars")))
        indents.set(qn(f"w:{side}"), str(round(hundredths * size / 5)))


def _leave_out_the_same(own: Any, other: Any) -> None:
    """Leave out the properties that are those of another style; of spacing, each by itself."""
    for child in list(own):
        same = other.find(child.tag)
        if same is None or child.tag == qn("w:ind"):
            continue
        if child.tag == qn("w:spacing"):
            for name in [name for name, value in child.attrib.items() if same.get(name) == value]:
                del child.attrib[name]
        if child.attrib in ({}, same.attrib):
            own.remove(child)
