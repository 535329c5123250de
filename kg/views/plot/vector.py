"""A picture of a tie as SVG, without any library: same figure, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from textwrap import wrap

from kg.views.plot.figures import Curve, Figure, Point
from kg.views.plot.legend import KEY_ROW, row_of, rows_of
from kg.views.plot.look import COLOURS, DASHES, GRID, INK, LEFT, RIGHT, SILENCE, SOFT, WIDTH, marker, text_of

TOP, HIGH, GAP, BARS = 96.0, 300.0, 14.0, 64.0
CLOSE, MANY = 9.0, 300  # pixels a period below which markers would touch; dots from which they are pale
LINE, LETTERS = 16.0, 148  # height of a line of notes, letters that fit in it
_STYLE = (
    f".kg-tie text{{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:12px;fill:{INK}}}"
    f".kg-tie .t{{font-size:19px;font-weight:700}}.kg-tie .s{{fill:{SOFT}}}.kg-tie .m{{text-anchor:middle}}"
    ".kg-tie .e{text-anchor:end}.kg-tie .n{font-size:11px;font-weight:700;text-anchor:middle}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """From days and scores to pixels."""

    figure: Figure

    def x(self, day: float) -> float:
        share = (day - self.figure.left) / ((self.figure.right - self.figure.left) or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, score: float) -> float:
        share = (self.figure.high - score) / ((self.figure.high - self.figure.low) or 1)
        return TOP + share * HIGH


def svg(figure: Figure) -> str:
    """The picture as SVG text; of a dyad without events, a sentence that says so."""
    frame = _Frame(figure=figure)
    floor = TOP + HIGH + GAP + BARS
    notes = list(_notes(figure))
    keys = rows_of(figure)
    lower = KEY_ROW * (len(keys) - 1)  # a second row of the legend moves all below it
    height = lower + floor + 34 + LINE * len(notes) + 8
    # no ids, and rules for this picture alone: a notebook holds several in one page
    label = f' aria-label="{text_of(figure.title + ": " + description(figure), quoted=True)}"'
    size = f'viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" height="{height:g}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kg-tie" {size} role="img"{label}>',
        f"<title>{text_of(figure.title)}</title><desc>{text_of(description(figure))}</desc>",
        f'<style>{_STYLE}</style><rect width="{WIDTH:g}" height="{height:g}" fill="#fff"/>',
        f'<text class="t" x="{LEFT:g}" y="30">{text_of(figure.title)}</text>',
        f'<text class="s" x="{LEFT:g}" y="50">{text_of(figure.subtitle)}</text>',
    ]
    for number, row in enumerate(keys):
        lines += row_of(row, 72.0 + KEY_ROW * number)
    lines.append(f'<g transform="translate(0 {lower:g})">' if lower else "<g>")
    if figure.curves:
        lines += [*_ground(frame), *_levels(frame)]
        for number, curve in enumerate(figure.curves):
            lines += _curve(frame, curve, number)
        lines += [*_marks(frame), *_bars(frame), *_axis(frame, floor)]
    for number, (text, indent) in enumerate(notes):
        y = floor + 44 + LINE * number
        lines.append(
            f'<text class="{"s" if indent is None else ""}" x="{LEFT + (indent or 0):g}" y="{y:g}">{text}</text>'
        )
    return "\n".join([*lines, "</g></svg>"]) + "\n"


def description(figure: Figure) -> str:
    """The picture in words, for those who cannot see it."""
    return ". ".join([figure.subtitle, *(f"Turning point {mark.number}: {mark.text}" for mark in figure.marks)])


def _ground(frame: _Frame) -> Iterator[str]:
    figure = frame.figure
    bottom = TOP + HIGH + GAP + BARS
    for start, end in figure.silent:
        x, wide, high = frame.x(start), frame.x(end) - frame.x(start), bottom - TOP
        yield f'<rect x="{x:.1f}" y="{TOP:g}" width="{wide:.1f}" height="{high:g}" fill="{SILENCE}"/>'
    for score in grid(figure.low, figure.high):
        y, colour = frame.y(score), INK if score == 0 else GRID
        yield f'<path d="M{LEFT:g} {y:.1f}H{WIDTH - RIGHT:g}" stroke="{colour}" stroke-width=".8"/>'
        yield f'<text class="e" x="{LEFT - 8:g}" y="{y + 4:.1f}">{score_label(score)}</text>'
    middle = TOP + HIGH / 2
    yield (f'<text class="m s" transform="translate(16 {middle:g}) rotate(-90)">{text_of(figure.axis)}</text>')


def grid(low: float, high: float) -> list[float]:
    """Round scores to draw lines at: about five of them, zero among them when it is on the scale."""
    size = (high - low) or 1.0
    step = next(s * 10**e for e in range(-6, 12) for s in (1, 2, 5) if size / (s * 10**e) <= 5)  # noqa: PLR2004 - five
    first, last = ceil(round(low / step, 6)), floor(round(high / step, 6))
    return [round(number * step, 9) for number in range(first, last + 1)]


def score_label(score: float) -> str:
    """A score of the grid with its sign, with a real minus."""
    return f"{score:+g}".replace("-", "\N{MINUS SIGN}") if score else "0"


def loud(figure: Figure, start: float, end: float) -> Iterator[tuple[float, float]]:
    """The parts of a stretch of time that have events."""
    for left, right in figure.silent:
        if start <= left < end:
            if start < left:
                yield start, left
            start = min(right, end)
    if start < end:
        yield start, end


def _levels(frame: _Frame) -> Iterator[str]:
    for level in frame.figure.levels:
        x1, x2, y = frame.x(level.start), frame.x(level.end), frame.y(level.score)
        colour = INK if level.curve is None else COLOURS[level.curve]
        yield f'<path d="M{x1:.1f} {y:.1f}H{x2:.1f}" stroke="{colour}" stroke-width="1.4" stroke-dasharray="1.5 4"/>'
        for start, end in loud(frame.figure, level.start, level.end):
            path = f"M{frame.x(start):.1f} {y:.1f}H{frame.x(end):.1f}"
            yield f'<path d="{path}" stroke="{colour}" stroke-width="6" stroke-opacity=".3"/>'


def _curve(frame: _Frame, curve: Curve, number: int) -> Iterator[str]:
    colour = COLOURS[number]
    shift = 3.0 if number else -3.0
    for line in curve.lines:
        if len(line) > 1 and all(point.low is not None for point in line):
            yield f'<path d="{_band(frame, line)}" fill="{colour}" fill-opacity=".14"/>'
        elif line[0].low is not None and line[0].high is not None:
            x, low, high = frame.x(line[0].x) + shift, frame.y(line[0].low), frame.y(line[0].high)
            yield f'<path d="M{x:.1f} {low:.1f}V{high:.1f}M{x - 3:.1f} {low:.1f}h6M{x - 3:.1f} {high:.1f}h6"'
            yield f' stroke="{colour}" stroke-width="1.3" stroke-opacity=".6" fill="none"/>'
    for dot in curve.dots:
        radius = 2.2 + 0.9 * sqrt(dot.events - 1)
        x, y = frame.x(dot.x), frame.y(dot.score)
        yield marker(x, y, number, radius, hollow=0.8 if len(curve.dots) < MANY else 0.3)
    for line in curve.lines:
        # a lone period stands beside that of the other direction; in a line both keep to the middle
        move = shift if len(line) == 1 else 0.0
        if len(line) > 1:
            path = "L".join(f"{frame.x(point.x):.1f} {frame.y(point.mean):.1f}" for point in line)
            dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
            yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.4" stroke-linejoin="round"{dash}/>'
        for point in line if len(line) == 1 or not crowded(frame.figure) else ():
            yield marker(frame.x(point.x) + move, frame.y(point.mean), number, 4.4)


def crowded(figure: Figure) -> bool:
    """Whether the markers of neighbouring periods would touch."""
    return (WIDTH - LEFT - RIGHT) / max(len(figure.edges) - 1, 1) < CLOSE


def _band(frame: _Frame, line: Sequence[Point]) -> str:
    upper = [f"{frame.x(point.x):.1f} {frame.y(point.high or 0.0):.1f}" for point in line]
    lower = [f"{frame.x(point.x):.1f} {frame.y(point.low or 0.0):.1f}" for point in reversed(line)]
    return f"M{'L'.join(upper + lower)}z"


def _marks(frame: _Frame) -> Iterator[str]:
    before, y = -WIDTH, TOP
    for mark in frame.figure.marks:
        x = frame.x(mark.x)
        y = y + 20 if x - before < 20 else TOP  # noqa: PLR2004 - the width of a number's circle
        before = x
        yield f'<path d="M{x:.1f} {TOP:g}V{TOP + HIGH:g}" stroke="{INK}" stroke-width="1.2" stroke-dasharray="2 3"/>'
        yield f'<circle cx="{x:.1f}" cy="{y:g}" r="9" fill="#fff" stroke="{INK}" stroke-width="1.2"/>'
        yield f'<text class="n" x="{x:.1f}" y="{y + 4:g}">{mark.number}</text>'


def _bars(frame: _Frame) -> Iterator[str]:
    """Events by period: one direction upwards, the other downwards."""
    figure = frame.figure
    middle, most = TOP + HIGH + GAP + BARS / 2, figure.busiest or 1
    for number, curve in enumerate(figure.curves):
        for at, count in enumerate(curve.counts):
            if not count:
                continue
            left, right = frame.x(figure.edges[at]), frame.x(figure.edges[at + 1])
            wide, high = max(right - left - 1, 1.6), BARS / 2 * count / most
            x, top = (left + right - wide) / 2, middle - high if number == 0 else middle
            yield f'<rect x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{COLOURS[number]}"/>'
    yield f'<path d="M{LEFT:g} {middle:g}H{WIDTH - RIGHT:g}" stroke="{INK}" stroke-width=".8"/>'
    for y in (middle - BARS / 2 + 8, middle + BARS / 2):
        yield f'<text class="e s" x="{LEFT - 8:g}" y="{y:g}">{most}</text>'
    yield f'<text class="m s" transform="translate(16 {middle:g}) rotate(-90)">events</text>'


def _axis(frame: _Frame, floor: float) -> Iterator[str]:
    yield f'<path d="M{LEFT:g} {floor:g}H{WIDTH - RIGHT:g}" stroke="{INK}" stroke-width=".8"/>'
    for day, label in frame.figure.ticks:
        x = frame.x(day)
        yield f'<path d="M{x:.1f} {floor:g}v5" stroke="{INK}" stroke-width=".8"/>'
        anchor = "m" if x < WIDTH - RIGHT - 30 else "e"
        yield f'<text class="{anchor}" x="{x:.1f}" y="{floor + 18:g}">{label}</text>'


def _notes(figure: Figure) -> Iterator[tuple[str, float | None]]:
    """Lines below the chart, escaped, each with its indent; None for the small print."""
    for mark in figure.marks:
        first, *rest = wrap(f"{mark.number}  {mark.text}", LETTERS)
        yield text_of(first), 0.0
        yield from ((text_of(line), 14.0) for line in rest)
    for note in figure.notes:
        yield from ((text_of(line), None) for line in _wrapped([note]))


def _wrapped(notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        yield from wrap(note, LETTERS)
