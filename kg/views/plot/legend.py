"""The legend of the SVG: one row, or two where names are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.views.plot.figures import Figure
from kg.views.plot.look import COLOURS, DASHES, GRID, INK, LEFT, RIGHT, SILENCE, WIDTH, marker, text_of

LONGEST = 56  # letters of a curve's name in the legend
KEY_ROW, LETTER = 18.0, 6.0  # height of a row of the legend, width of a letter

Key = tuple[str, float, str]
"""An entry of the legend: what is drawn, at its left end and on the middle of the line; its width; its text."""


def short(name: str) -> str:
    """The name of a curve, cut where half the sheet ends."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def rows_of(figure: Figure) -> list[list[Key]]:
    """The legend: one row, or two if that is too long."""
    if not figure.curves:
        return [[]]
    curves: list[Key] = []
    for number, curve in enumerate(figure.curves):
        dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
        line = f'<path d="M0 0h34" stroke="{COLOURS[number]}" stroke-width="2.4"{dash}/>'
        curves.append((line + marker(17, 0, number, 4.4), 34.0, short(curve.name)))
    others: list[Key] = [(marker(4, 0, 0, 2.6, hollow=0.8) + marker(14, 0, 1, 2.6, hollow=0.8), 17.0, "single events")]
    if figure.levels:
        thick = f'<path d="M0 0h22" stroke="{INK}" stroke-width="6" stroke-opacity=".3"/>'
        dotted = f'<path d="M0 0h22" stroke="{INK}" stroke-width="1.4" stroke-dasharray="1.5 4"/>'
        others.append((thick + dotted, 22.0, "level between turns"))
    if figure.silent:
        box = f'<rect x="0" y="-7" width="16" height="13" fill="{SILENCE}" stroke="{GRID}"/>'
        others.append((box, 16.0, "no events reported"))
    long = LEFT + sum(map(_width, curves + others)) > WIDTH - RIGHT
    return [curves, others] if long else [curves + others]


def _width(key: Key) -> float:
    return key[1] + 7 + LETTER * len(key[2]) + 20


def row_of(keys: Iterable[Key], y: float) -> Iterator[str]:
    """Draw a row on the line ``y``, from left to right."""
    x = LEFT
    for shape, wide, text in keys:
        yield f'<g transform="translate({x:.1f} {y - 4:g})">{shape}</g>'
        yield f'<text x="{x + wide + 7:.1f}" y="{y:g}">{text_of(text)}</text>'
        x += _width((shape, wide, text))
