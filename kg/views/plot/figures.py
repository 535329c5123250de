"""What a picture of ties shows, as values: points, curves, means, turning points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A period of one direction that has scored events.

    Attributes:
        at: Index of the period; neighbours in a line follow each other without a hole.
        x: Its middle, as days since 0001-01-01.
        mean, low, high: Mean score and its interval, which may be unknown.
    """

    at: int
    x: float
    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Events of one date and score."""

    x: float
    score: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One direction.

    Attributes:
        name: ``Russia to United States``.
        lines: Points in stretches of periods that follow each other; a line breaks where a period has no events.
        dots: The events themselves.
        counts: Number of events by period, zeros included.
    """

    name: str
    lines: tuple[tuple[Point, ...], ...]
    dots: tuple[Dot, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanLine:
    """The mean score between two turning points, of one curve by its index or of both together (None)."""

    start: float
    end: float
    score: float
    curve: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnMark:
    """A turning point: the number drawn at its day, and the text that explains it."""

    number: int
    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Everything that is drawn. Positions in time are days since 0001-01-01, as ``date.toordinal`` counts them.

    Attributes:
        title, subtitle: Above the chart. ``axis``: what the vertical axis shows.
        left, right: First day, and the day after the last.
        low, high: Ends of the scale.
        edges: Start of each period, and the end of the last.
        curves: Both directions; empty when there is nothing to show.
        silent: Stretches without any event, start and end.
        levels: Mean levels between turning points, when there are any.
        marks: Turning points. ``ticks``: Labels of the time axis. ``notes``: Lines below the chart.
    """

    title: str
    subtitle: str
    axis: str
    left: float
    right: float
    low: float
    high: float
    edges: tuple[float, ...]
    curves: tuple[Curve, ...]
    silent: tuple[tuple[float, float], ...]
    levels: tuple[MeanLine, ...]
    marks: tuple[TurnMark, ...]
    ticks: tuple[tuple[float, str], ...]
    notes: tuple[str, ...]

    @property
    def busiest(self) -> int:
        """Most events of one direction in a period."""
        return max((count for curve in self.curves for count in curve.counts), default=0)
