"""The page of GB/T 9704-2012: A4, the type area of 156 × 225 mm, lengths in twips."""

from __future__ import annotations


def twips(millimetres: float) -> int:
    """Twentieths of a point, 1440 to the inch."""
    return round(millimetres / 25.4 * 1440)


WIDTH, HEIGHT = twips(210), twips(297)
TOP, BOTTOM, LEFT, RIGHT = twips(37), twips(35), twips(28), twips(26)
TEXT_WIDTH = WIDTH - LEFT - RIGHT
HEADER = twips(15)
FOOTER = twips(25)
"""From the edge of the page to the page number, whose dash then lies 7 mm below the type area."""
