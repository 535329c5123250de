"""A tie within a period, and the ties of two sides over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Event
from kg.views.ties.periods import By, Period
from kg.views.ties.scales import Scale, plover
from ontology import EventType, QuadClass

WINDOW = 3
"""Periods of a rolling mean."""
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectedEvent:
    """An event as one direction of a tie counts it.

    Attributes:
        event: The event.
        source, target: The sides, as the tie names them.
        period: Where it counts.
        score: On the tie's scale; None when that has no score for it.
    """

    event: Event
    source: str
    target: str
    period: Period
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one actor did to another within one period.

    Scores are None where there are no events: nothing reported is not neutrality.

    Attributes:
        period: When.
        source, target: Who, to whom.
        events: Number of distinct events.
        quads: Number of events by quad class, all four classes.
        types: Number of events by type, those that occur.
        score_sum, score_mean: Sum and mean of the scores on the scale; PLOVER's and Goldstein's are in [-10, 10].
        net: Cooperative minus conflictual events over all events, in [-1, 1].
        reports: Number of sentences that tell the events.
        outlets: Number of distinct outlets that told them.
        scored: Number of events that have a score.
        low, high: 95 % confidence interval of ``score_mean``; see ``band.py``. None when no spread can be seen.
        rolling: Mean score of the events of this period and the ``window - 1`` before it; None without events in this
            one, so that it never runs through silence.
        share: Events over all events of the graph in the period; None when there are none at all.
    """

    period: Period
    source: str
    target: str
    events: int
    quads: Mapping[QuadClass, int]
    types: Mapping[EventType, int]
    score_sum: float | None
    score_mean: float | None
    net: float | None
    reports: int
    outlets: int
    scored: int = 0
    low: float | None = None
    high: float | None = None
    rolling: float | None = None
    share: float | None = None

    def row(self) -> dict[str, object]:
        """The tie as one flat row of plain values; numbers with four decimals, types in a dictionary of their own."""
        return {
            "period": self.period.label,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "source": self.source,
            "target": self.target,
            "events": self.events,
            **{quad.name.lower(): self.quads[quad] for quad in QuadClass},
            "score_sum": _rounded(self.score_sum),
            "score_mean": _rounded(self.score_mean),
            "scored": self.scored,
            "low": _rounded(self.low),
            "high": _rounded(self.high),
            "rolling": _rounded(self.rolling),
            "net": _rounded(self.net),
            "reports": self.reports,
            "outlets": self.outlets,
            "share": _rounded(self.share),
            "types": {type_.value: number for type_, number in self.types.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """A dyad over time.

    Attributes:
        a, b: The two actors.
        by: Length of a period.
        ties: For each period, in order and without holes, first what ``a`` did to ``b``, then what ``b`` did to ``a``.
        undated: Number of events of the dyad whose date is unknown or too vague for one period.
        scale: What the events are worth.
        window: Periods of the rolling mean.
        acts: The events counted, by direction, in order of date and id.
    """

    a: str
    b: str
    by: By
    ties: tuple[Tie, ...]
    undated: int
    scale: Scale = field(default_factory=plover)
    window: int = WINDOW
    acts: tuple[DirectedEvent, ...] = field(default=(), repr=False)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in order."""
        return tuple(tie.period for tie in self.ties[::2])

    @property
    def directions(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """``a`` to ``b``, and back."""
        return (self.a, self.b), (self.b, self.a)

    def towards(self, source: str) -> tuple[Tie, ...]:
        """What ``source`` did to the other, period by period."""
        return tuple(tie for tie in self.ties if tie.source == source)

    def rows(self) -> list[dict[str, object]]:
        """All ties as rows that JSON and CSV can hold."""
        return [tie.row() for tie in self.ties]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
