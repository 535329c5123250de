"""A picture of a tie as PNG or PDF, by matplotlib (the extra ``plot``)."""

from __future__ import annotations

from math import sqrt
from textwrap import wrap
from typing import TYPE_CHECKING, BinaryIO, Literal

from kg.base.errors import UsageError
from kg.views.plot.figures import Curve, Figure
from kg.views.plot.legend import short
from kg.views.plot.look import COLOURS, GRID, INK, SILENCE, SOFT
from kg.views.plot.vector import MANY, crowded, grid, loud, score_label

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend

INCHES = (9.6, 5.6)
DPI = 200
_LETTERS = 140
_LINE = 0.2  # inches
_MARKERS = ("o", "s")
_STYLES = ("-", "--")
_LETTER, _KEY, _ROOM = 0.068, 0.55, 8.6  # inches: a letter of the legend, an entry without its text, all of them
_KEYS = ("single events", "level between turns", "no events reported")


def draw(figure: Figure, file: BinaryIO, form: Literal["png", "pdf"]) -> None:
    """Write the picture; the same bytes for the same figure and version of matplotlib.

    Raises:
        UsageError: matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Sheet
    except ImportError as error:
        raise UsageError(f"a picture as {form} needs matplotlib: pip install 'irkg[plot]'; or write .svg") from error

    notes = [line for mark in figure.marks for line in wrap(f"{mark.number}  {mark.text}", _LETTERS)]
    notes += [line for note in figure.notes for line in wrap(note, _LETTERS)]
    below = _LINE * len(notes)
    second = _LINE if _long(figure) else 0.0  # row of the legend
    high = INCHES[1] + below + second
    with rc_context({"pdf.fonttype": 42, "font.family": ["DejaVu Sans"], "font.size": 9, "text.parse_math": False}):
        sheet = Sheet(figsize=(INCHES[0], high), dpi=DPI)
        FigureCanvasAgg(sheet)
        sheet.text(0.06, 1 - 0.28 / high, figure.title, size=14, weight="bold", color=INK)
        sheet.text(0.06, 1 - 0.5 / high, figure.subtitle, color=SOFT)
        if figure.curves:
            floor = (below + 0.5) / high
            bars = sheet.add_axes((0.07, floor, 0.91, 0.7 / high))
            chart = sheet.add_axes((0.07, floor + 0.85 / high, 0.91, 1 - floor - (1.75 + second) / high))
            _chart(figure, chart)
            _bars(figure, bars)
        for number, line in enumerate(notes):
            sheet.text(0.06, (below - _LINE * number) / high, line, size=8, color=INK, va="top")
        nothing = {"CreationDate": None, "Producer": None, "Creator": None} if form == "pdf" else {"Software": None}
        sheet.savefig(file, format=form, metadata=nothing)


def _chart(figure: Figure, axes: Axes) -> None:
    for number, (start, end) in enumerate(figure.silent):
        axes.axvspan(start, end, color=SILENCE, lw=0, zorder=0, label="_" if number else "no events reported")
    for number, level in enumerate(figure.levels):
        colour = INK if level.curve is None else COLOURS[level.curve]
        axes.hlines(level.score, level.start, level.end, color=colour, lw=1, ls=":")
        parts = list(loud(figure, level.start, level.end))
        label = "_" if number else "level between turns"
        starts, ends = [start for start, _ in parts], [end for _, end in parts]
        axes.hlines([level.score] * len(parts), starts, ends, color=colour, alpha=0.3, lw=5, label=label)
    for number, curve in enumerate(figure.curves):
        beside = 0.003 * (figure.right - figure.left)
        _curve(axes, curve, number, beside, close=crowded(figure))
    for mark in figure.marks:
        axes.axvline(mark.x, color=INK, lw=1, ls=":")
        box = {"boxstyle": "circle,pad=0.25", "fc": "white", "ec": INK, "lw": 0.8}
        axes.annotate(
            str(mark.number), (mark.x, figure.high), ha="center", va="center", size=8, weight="bold", bbox=box, zorder=9
        )
    axes.axhline(0, color=INK, lw=0.7, zorder=1)
    axes.set(xlim=(figure.left, figure.right), ylim=(figure.low, figure.high), ylabel=figure.axis)
    scores = grid(figure.low, figure.high)
    axes.set_yticks(scores, [score_label(score) for score in scores])
    axes.set_xticks([])
    axes.grid(axis="y", color=GRID, lw=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    handles, labels = axes.get_legend_handles_labels()
    found = dict(zip(labels, handles, strict=True))
    others = [label for label in _KEYS if label in found]
    curves = [label for label in found if label not in _KEYS]
    if _long(figure):
        height = axes.bbox.height / DPI
        axes.add_artist(_legend(axes, {label: found[label] for label in curves}, 1.015 + _LINE / height))
        _legend(axes, {label: found[label] for label in others}, 1.015)
    else:
        _legend(axes, {label: found[label] for label in curves + others}, 1.015)


def _long(figure: Figure) -> bool:
    """Whether the legend needs a second row."""
    texts = [short(curve.name) for curve in figure.curves] + list(_KEYS)
    return sum(_KEY + _LETTER * len(text) for text in texts) > _ROOM


def _legend(axes: Axes, found: dict[str, Artist], bottom: float) -> Legend:
    return axes.legend(
        list(found.values()),
        list(found),
        loc="lower left",
        bbox_to_anchor=(-0.01, bottom),
        ncols=len(found),
        columnspacing=1.2,
        frameon=False,
    )


def _curve(axes: Axes, curve: Curve, number: int, beside: float, *, close: bool) -> None:
    colour = COLOURS[number]
    for line in curve.lines:
        shift = 0.0 if len(line) > 1 else beside if number else -beside
        xs, means = [p.x + shift for p in line], [p.mean for p in line]
        lows, highs = [p.low for p in line if p.low is not None], [p.high for p in line if p.high is not None]
        if lows and len(line) > 1:
            axes.fill_between(xs, lows, highs, color=colour, alpha=0.14, lw=0)
        elif lows:
            axes.vlines(xs, lows, highs, color=colour, alpha=0.5, lw=1)
        marker = None if close and len(line) > 1 else _MARKERS[number]
        axes.plot(xs, means, color=colour, lw=1.8, ls=_STYLES[number], marker=marker, ms=5.5, mec="white", mew=0.6)
    axes.plot([], [], color=colour, lw=1.8, ls=_STYLES[number], marker=_MARKERS[number], label=short(curve.name))
    sizes = [(2 * (2.0 + 0.8 * sqrt(dot.events - 1))) ** 2 for dot in curve.dots]
    axes.scatter(
        [dot.x for dot in curve.dots],
        [dot.score for dot in curve.dots],
        s=sizes,
        facecolors="none",
        edgecolors=colour,
        linewidths=0.7,
        alpha=1 if len(curve.dots) < MANY else 0.3,
        marker=_MARKERS[number],
        zorder=3,
        clip_on=False,
        label="_" if number else "single events",
    )


def _bars(figure: Figure, axes: Axes) -> None:
    most = figure.busiest or 1
    for number, curve in enumerate(figure.curves):
        sign = -1 if number else 1
        lefts = [figure.edges[at] for at, count in enumerate(curve.counts) if count]
        widths = [figure.edges[at + 1] - figure.edges[at] for at, count in enumerate(curve.counts) if count]
        heights = [sign * count for count in curve.counts if count]
        axes.bar(lefts, heights, widths, align="edge", color=COLOURS[number], lw=0)
    for start, end in figure.silent:
        axes.axvspan(start, end, color=SILENCE, lw=0, zorder=0)
    axes.axhline(0, color=INK, lw=0.7)
    axes.set(xlim=(figure.left, figure.right), ylim=(-most, most), ylabel="events")
    axes.set_yticks([-most, most], [str(most), str(most)])
    axes.set_xticks([day for day, _ in figure.ticks], [label for _, label in figure.ticks])
    axes.spines[["top", "right"]].set_visible(False)
