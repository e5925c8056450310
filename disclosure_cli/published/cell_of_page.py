"""A cell of a table of a web page: what it shows, and how many rows and columns it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from disclosure_cli.published.printed_document import (
    MOST_COLUMNS,
    PICTURE,
    OpenCell,
    marked_text,
    single_line_breaks,
)

_MOST_ROWS = 1_000
"""That a cell may say to cover."""
_UNSEEN = frozenset(
    ("head", "script", "style", "template", "noscript", "iframe", "object", "embed", "option", "button", "svg",
     "canvas", "audio", "video", "map", "title", "del", "frameset", "noframes")
)  # fmt: skip
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search",
     "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp")
)  # fmt: skip
"""What begins a line of its own (HTML, 15.3); any other element stands in one."""
FIELDS = frozenset(("input", "textarea", "select"))
"""What a reader types into."""
_WITHOUT_TEXT = frozenset(
    ("hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file", "color", "range", "password")
)  # fmt: skip
"""The types of input that show no text."""
_FIELD = "[ ]"
"""Stands for a field of which it is not known what is in it: it is no blank."""
_PICTURES = ("img", "svg", "object", "embed", "canvas", "iframe")
_ONLY_KEEP_A_PLACE = ("0", "1")
"""The widths of pictures that nobody sees."""

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NO_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*0(?:px|pt|cm|%)?\s*(?:;|$)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)|(?:^|;)\s*top\s*:\s*-", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


def spaced(text: str | None) -> str:
    """A text of the mark-up in one line: a line break between two Chinese characters is no space."""
    if not text:
        return ""

    def space(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        is_inside = _WIDE.match(before) and _WIDE.match(after)
        return "" if "\n" in match[0] and is_inside else " "

    return _SPACE.sub(space, text)


def is_seen(element: html.HtmlElement) -> bool:
    """Whether a browser shows the text of an element."""
    return isinstance(element.tag, str) and element.tag not in _UNSEEN and not _is_hidden(element)


def has_no_width(cell: html.HtmlElement) -> bool:
    """Whether a cell says that it has no width."""
    says = _NO_WIDTH.search(cell.get("style", ""))
    return cell.get("width", "").strip() == "0" or says is not None


def cell_of_page(cell: html.HtmlElement) -> OpenCell:
    """A cell as it is shown: what is struck out or raised marked as such, a picture or a field no blank."""
    text = single_line_breaks("".join(_lines(cell)))
    return OpenCell(
        text or PICTURE * any(map(_is_picture, cell.iter(*_PICTURES))),
        _span(cell, "rowspan", _MOST_ROWS),
        _span(cell, "colspan", MOST_COLUMNS),
    )


def _is_hidden(element: html.HtmlElement) -> bool:
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


def _is_picture(element: html.HtmlElement) -> bool:
    return not _is_hidden(element) and element.get("width") not in _ONLY_KEEP_A_PLACE


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    text = re.match(r"\s*([0-9]{1,6})", cell.get(name, ""))
    return max(1, min(int(text[1]), most)) if text else 1


def _lines(element: html.HtmlElement) -> Iterator[str]:
    """The text of an element, its lines parted."""
    if element.tag in FIELDS:
        yield _typed_into(element)
        return
    style = element.get("style", "")
    pieces = [spaced(element.text)]
    for child in element:
        if is_seen(child):
            line = "\n" * (child.tag in BLOCKS or child.tag == "br")
            pieces += [line, *_lines(child), line]
        pieces.append(spaced(child.tail))
    yield marked_text(
        "".join(pieces),
        is_struck=element.tag in ("s", "strike") or _STRUCK.search(style) is not None,
        is_raised=element.tag in ("sup", "sub") or _RAISED.search(style) is not None,
    )


def _typed_into(element: html.HtmlElement) -> str:
    """What stands in a field of a form, as far as the page tells: a script may have filled it in."""
    if element.tag == "input" and element.get("type", "text").lower() in _WITHOUT_TEXT:
        return ""
    return element.get("value", "") or _FIELD
