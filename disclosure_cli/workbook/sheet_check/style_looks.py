"""Which styles of a workbook keep a person from seeing what stands in a cell: struck out, white on white …

Of a style only what decides that is looked at: the alignment that repeats a content, and of the font its
kind, size, strike-through and colour against the ground. Colours: ECMA-376 part 1, 18.3.1.15 and 18.8.19.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.styles.colors import COLOR_INDEX

from disclosure_cli.i18n import N_
from disclosure_cli.workbook.sheet_check.spreadsheetml import MAIN, local_name, number

LONGEST_FORMAT, UNKNOWN_FORMAT = 255, "[?]"
"""Excel knows no longer number format; what such a one shows is unknown."""


class Unseen(StrEnum):
    """Why what stands in a cell is not what a person sees there; in messages to be translated."""

    HIDDEN_SHEET = N_("所在的工作表已隐藏")
    HIDDEN_ROW = N_("所在的行已隐藏，或高度几乎为 0")
    HIDDEN_COLUMN = N_("所在的列已隐藏，或宽度几乎为 0")
    COVERED = N_("被合并单元格盖住")
    DRAWN_OVER = N_("被图片、图形、文本框或图表盖住")
    CHANGING = N_("的公式每次打开都会重算出别的结果（如 TODAY()）")
    PICTURE = N_("是一张图片，图中的字读不到")
    STRUCK_OUT = N_("加了删除线")
    CROSSED = N_("画了斜线")
    SCROLLED_AWAY = N_("在冻结的窗格之外，滚动不到")
    FAINT = N_("字的颜色与底色几乎相同")
    SYMBOLS = N_("用了符号字体，显示的是别的符号")
    TINY = N_("字号过小，看不清")
    REPEATED = N_("对齐方式为“填充”，会重复显示")
    RAISED = N_("有上标或下标，在报告中会成为普通的字")
    NUMBER_FORMAT = N_("数字格式使它显示成别的样子")
    NO_FIGURES = N_("条件格式不显示数字")
    NO_ZEROS = N_("工作表设为不显示 0")
    FORMULAS = N_("工作表设为显示公式")
    TOO_NARROW = N_("列太窄，显示不全")


Colour = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

_BLACK, _WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


class CellLooks(NamedTuple):
    """What a cell style makes of what stands in a cell."""

    unseen: Unseen | None = None
    colour: Colour = _BLACK
    ground: Colour = _WHITE
    scale: float = 1.0
    """Of its digits, as a multiple of those of the usual font."""

    def hides(self, colour: Colour | None = None, ground: Colour | None = None) -> bool:
        """Whether digits are not seen in one of its colours where the other is this one."""
        return _contrast(colour or self.colour, ground or self.ground) < _LEAST_CONTRAST


class RuleLooks(NamedTuple):
    """What a conditional format may do to a cell."""

    number_format: str = ""
    unseen: Unseen | None = None
    colour: Colour | None = None
    grounds: tuple[Colour, ...] = ()

    def unseen_on(self, own: CellLooks) -> Unseen | None:
        """Why what stands in a cell of a style is not seen under this format, if it is not."""
        grounds = self.grounds or ((own.ground,) if self.colour else ())
        is_faint = any(own.hides(self.colour, ground) for ground in grounds)
        return self.unseen or (Unseen.FAINT if is_faint else None)


class StyleLooks(NamedTuple):
    """Which styles of a workbook keep a person from seeing what stands in a cell."""

    cells: Mapping[int, CellLooks] = {}
    """By the index of the cell style; the usual looks are left out."""
    rules: Mapping[str, RuleLooks] = {}
    """By the index of the differential style."""

    def of(self, cell: Element) -> CellLooks:
        """What its style makes of what stands in a cell."""
        return self.cells.get(int(cell.get("s", "0")), CellLooks())


_THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47",
          "0563C1", "954F72")  # fmt: skip
"""The colours of the usual theme, by their index."""
_INDEXED = (*COLOR_INDEX[:64], "000000", "FFFFFF")
"""The last two are those of a window, its text and its ground."""
_LEAST_CONTRAST = 1.3
"""Of luminances as WCAG 2 has it; white on a pale yellow has 1.06, a light grey on white 1.4."""
_USUAL_SIZE = 11.0
_SMALLEST = 4.0
"""Points; smaller digits cannot be read."""
_SYMBOL_FONTS = re.compile(
    "wingdings.*|webdings|symbol|marlett|mt extra|.*dingbats|opensymbol|monotype sorts|bookshelf symbol.*"
)
_SYMBOL_CHARSET = "2"
_OF_A_SCALE = ("color", "fillColor", "negativeFillColor")
"""The elements that give the colours of a colour scale or a data bar."""


def font_size(font: Element | None) -> float:
    """The size of a font in points; where it names none, that of Excel's own."""
    return (0.0 if font is None else number(_value(font, "sz"), 0.0)) or _USUAL_SIZE


def cell_looks(
    usual_size: float,
    style: Element,
    font: Element | None,
    fill: Element | None,
    border: Element | None,
) -> CellLooks:
    """What a cell style makes of what stands in a cell; `usual_size` is that of the workbook's font."""
    colour = (None if font is None else font_colour(font)) or _BLACK
    looks = CellLooks(None, colour, _ground(fill) or _WHITE, font_size(font) / usual_size)
    alignment = style.find(f"{MAIN}alignment")
    unseen = None if font is None else unseen_in_font(font)
    if alignment is not None and alignment.get("horizontal") == "fill":
        unseen = Unseen.REPEATED
    elif unseen is None and border is not None and _is_crossed(border):
        unseen = Unseen.CROSSED
    elif unseen is None and looks.hides():
        unseen = Unseen.FAINT
    return looks._replace(unseen=unseen)


def rule_looks(style: Element) -> RuleLooks:
    """What a conditional format with this differential style may do to a cell."""
    code = ""
    for each in style.findall(f"{MAIN}numFmt")[:1]:
        code = each.get("formatCode") or UNKNOWN_FORMAT
    code = code if len(code) <= LONGEST_FORMAT else UNKNOWN_FORMAT
    font = style.find(f"{MAIN}font")
    ground = _ground(style.find(f"{MAIN}fill"), is_rule=True)
    grounds = () if ground is None else (ground,)
    if font is None:
        return RuleLooks(code, grounds=grounds)
    return RuleLooks(code, unseen_in_font(font), font_colour(font), grounds)


def scale_looks(scale: Element) -> RuleLooks:
    """What a colour scale or a data bar may do to a cell."""
    colours = (_colour(each) for each in scale.iter() if local_name(each) in _OF_A_SCALE)
    return RuleLooks(grounds=tuple(each for each in colours if each))


def unseen_in_font(font: Element) -> Unseen | None:
    """Why digits in this font are not seen as they are, whatever its colour, if they are not."""
    if _is_on(font.find(f"{MAIN}strike")):
        return Unseen.STRUCK_OUT
    if _is_symbolic(font):
        return Unseen.SYMBOLS
    is_tiny = 0 < number(_value(font, "sz"), _SMALLEST) < _SMALLEST
    return Unseen.TINY if is_tiny else None


def font_colour(font: Element) -> Colour | None:
    """The colour of a font; None where it is the automatic one."""
    return _colour(font.find(f"{MAIN}color"))


def _is_crossed(border: Element) -> bool:
    """Whether a line goes through the cell from corner to corner."""
    line = border.find(f"{MAIN}diagonal")
    is_drawn = line is not None and line.get("style", "none") != "none"
    return is_drawn and any(
        border.get(name) in ("1", "true") for name in ("diagonalUp", "diagonalDown")
    )


def _is_symbolic(font: Element) -> bool:
    name = _value(font, "name") or _value(font, "rFont")
    is_known = bool(_SYMBOL_FONTS.fullmatch(name.strip().lower()))
    return is_known or _value(font, "charset") == _SYMBOL_CHARSET


def _value(parent: Element, name: str) -> str:
    child = parent.find(f"{MAIN}{name}")
    return "" if child is None else child.get("val", "")


def _is_on(switch: Element | None) -> bool:
    """An element without a value is on."""
    return switch is not None and switch.get("val", "1") not in ("0", "false")


def _ground(fill: Element | None, *, is_rule: bool = False) -> Colour | None:
    """The colour behind the text, None for none; of a gradient it is the darkest of its colours.

    What fills the ground is the fore colour of a solid pattern; in a conditional format, the back one.
    """
    if fill is not None and fill.find(f"{MAIN}gradientFill") is not None:
        colours = (_colour(each) for each in fill.iter(f"{MAIN}color"))
        return min((each for each in colours if each), key=_luminance, default=None)
    pattern = None if fill is None else fill.find(f"{MAIN}patternFill")
    if pattern is None or pattern.get("patternType") == "none":
        return None
    is_solid = pattern.get("patternType") == "solid" and not is_rule
    first, other = (_colour(pattern.find(f"{MAIN}{name}")) for name in ("fgColor", "bgColor"))
    # Without a colour a solid pattern is black.
    return (first or other or _BLACK) if is_solid else (other or first)


def _colour(element: Element | None) -> Colour | None:
    """A colour; None for the automatic one, which is black for a text and white for a ground."""
    if element is None or element.get("auto") in ("1", "true"):
        return None
    code = element.get("rgb", "")
    for name, known in (("indexed", _INDEXED), ("theme", _THEME)):
        index = element.get(name, "")
        if index.isascii() and index.isdigit() and int(index) < len(known):
            code = known[int(index)]
    if not re.fullmatch("(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", code):
        return None
    red, green, blue = (int(code[-n : len(code) - n + 2], 16) / 255 for n in (6, 4, 2))
    tint = max(-1.0, min(1.0, number(element.get("tint"), 0.0)))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    return colorsys.hls_to_rgb(hue, lightness, saturation)


def _contrast(one: Colour, other: Colour) -> float:
    """How far apart two colours are in luminance, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
