"""What the parts of the SVG share: colours, the width of the sheet, markers, and text that cannot break it.

Colours are those of M. Okabe and K. Ito (Color Universal Design, 2008), distinct for colour-blind eyes; the directions
differ in line, marker and position too, so that a print in grey can be read.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

COLOURS = ("#0072B2", "#D55E00")
"""Blue and vermilion."""
DASHES = ("", "7 4")
_EQUAL = 0.9  # side of a square as large as a circle, as a share of its width
SILENCE, GRID, INK, SOFT = "#F3F3F3", "#D0D0D0", "#1A1A1A", "#555555"

WIDTH, LEFT, RIGHT = 960.0, 62.0, 22.0
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def marker(x: float, y: float, number: int, size: float, *, hollow: float = 0.0) -> str:
    """A circle for the first direction, a square for the second; ``hollow`` is the opacity of an outline, 0: filled."""
    colour = COLOURS[number]
    look = f'fill="none" stroke="{colour}" stroke-opacity="{hollow:g}"' if hollow else f'fill="{colour}" stroke="#fff"'
    if number == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {look}/>'
    side = 2 * size * _EQUAL
    return f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" {look}/>'


def text_of(text: str, *, quoted: bool = False) -> str:
    """A text as XML; quoted, as the value of an attribute."""
    # what XML 1.0 does not allow would make the whole picture unreadable
    return escape(_FORBIDDEN.sub("\ufffd", text), {'"': "&quot;"} if quoted else {})
