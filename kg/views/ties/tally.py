"""How two actors treated each other, period by period, in both directions: pure functions of events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from types import MappingProxyType
from typing import TypeVar

from kg.base.errors import UsageError
from kg.model import Event
from kg.views.ties.band import Spread, pooled
from kg.views.ties.periods import By, Period, check, outside, periods, placed
from kg.views.ties.scales import Scale, plover
from kg.views.ties.sides import Side, directions, sides_of
from ontology import EventType, QuadClass

COOPERATION = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION})
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


def series(  # noqa: PLR0913 - one keyword an option of `kg ties`
    events: Iterable[Event],
    a: str | Side,
    b: str | Side,
    *,
    by: By = "month",
    start: date | None = None,
    end: date | None = None,
    scale: Scale | None = None,
    window: int = WINDOW,
    others: Mapping[date, int] | None = None,
) -> Ties:
    """Count what ``a`` and ``b`` did to each other, period by period.

    An event counts when it took place (occurred or historical, at its own date) and its date lies within one
    period and within the bounds. A symmetric event, such as a meeting, counts once in each direction.

    Args:
        events: Merged events, of any dyads, in any order.
        a: What one side stands for: ``RUS``; or a sector of it, ``RUS:MIL``; or a :class:`Side`.
        b: The other side, likewise: ``G7``.
        by: Length of a period.
        start: First day to look at. Its period is listed even when empty; without it the first event's is the first.
        end: Last day to look at, likewise.
        scale: What events are worth; PLOVER's scores by default.
        window: Periods of the rolling mean, at least one.
        others: Where ``events`` are not all of the graph: how many others count, by the first day of their period.

    Raises:
        UsageError: ``a`` and ``b`` are the same, ``by`` is unknown, ``start`` lies after ``end``, or there would be too
            many periods.
    """
    one, other = sides_of(a, b)
    check(by, start, end)
    if window < 1:
        raise UsageError(f"a rolling mean needs a window of one period or more, not {window}")
    scale = scale or plover()
    acts: list[DirectedEvent] = []
    everything: Counter[date] = Counter(others or {})  # all events that count, by first day of their period
    undated = 0
    for event in events:
        when, ways = event.best.when, directions(event, one, other)
        counts = event.best.status.real and (bool(ways) or not event.best.domestic)
        if not counts or (not ways and not when.known) or outside(when, start, end):
            continue
        period = placed(when, by, start, end)
        if period is not None:
            everything[period.first] += 1
            score = scale.score(event.best) if ways else None
            acts += [
                DirectedEvent(event=event, source=str(s), target=str(t), period=period, score=score) for s, t in ways
            ]
        elif ways:
            undated += 1
    acts.sort(key=lambda act: (act.event.best.when.sort_key, act.event.id, act.source != str(one)))
    days = [act.period.first for act in acts]
    bounds = [*([start] if start else days), *([end] if end else days)]
    spans = tuple(periods(bounds, by))
    curves = [_curve(way, spans, acts, everything, scale, window) for way in ((one, other), (other, one))]
    ties = tuple(tie for pair in zip(*curves, strict=True) for tie in pair)
    return Ties(
        a=str(one), b=str(other), by=by, ties=ties, undated=undated, scale=scale, window=window, acts=tuple(acts)
    )


def _curve(
    way: tuple[Side, Side],
    spans: Sequence[Period],
    acts: Iterable[DirectedEvent],
    everything: Mapping[date, int],
    scale: Scale,
    window: int,
) -> list[Tie]:
    """One direction, period by period."""
    source, target = map(str, way)
    found: dict[date, list[DirectedEvent]] = defaultdict(list)
    for act in acts:
        if act.source == source:
            found[act.period.first].append(act)
    scores = [[act.score for act in found.get(span.first, ()) if act.score is not None] for span in spans]
    spread = pooled(scores)
    ties = []
    for at, period in enumerate(spans):
        events = [act.event for act in found.get(period.first, ())]
        recent = [score for group in scores[max(0, at - window + 1) : at + 1] for score in group]
        low, high = _interval(scores[at], spread, scale)
        whole = everything[period.first]
        ties.append(
            Tie(
                period=period,
                source=source,
                target=target,
                events=len(events),
                quads=_tally(QuadClass, [event.best.quad for event in events]) if events else _NO_QUADS,
                types=_tally(EventType, [event.best.type for event in events], every=False) if events else _NO_TYPES,
                score_sum=fsum(scores[at]) if scores[at] else None,
                score_mean=_mean(scores[at]),
                net=_net(events),
                reports=sum(len(event.reports) for event in events),
                outlets=len({outlet for event in events for outlet in event.outlets}),
                scored=len(scores[at]),
                low=low,
                high=high,
                rolling=_mean(recent) if scores[at] else None,
                share=len(events) / whole if whole else None,
            )
        )
    return ties


_Code = TypeVar("_Code", QuadClass, EventType)


def _tally(codes: Iterable[_Code], found: Sequence[_Code], *, every: bool = True) -> Mapping[_Code, int]:
    """Number of each code in the order of codes; those that do not occur only if ``every`` one is asked for."""
    counts = Counter(found)
    return MappingProxyType({code: counts[code] for code in codes if every or counts[code]})


_NO_QUADS = _tally(QuadClass, [])
_NO_TYPES = _tally(EventType, [], every=False)


def _net(events: Sequence[Event]) -> float | None:
    friendly = sum(event.best.quad in COOPERATION for event in events)
    return (2 * friendly - len(events)) / len(events) if events else None


def _mean(scores: Sequence[float]) -> float | None:
    return fsum(scores) / len(scores) if scores else None


def _interval(scores: Sequence[float], spread: Spread | None, scale: Scale) -> tuple[float | None, float | None]:
    if spread is None or not scores:
        return None, None
    return spread.interval(fsum(scores) / len(scores), len(scores), scale.low, scale.high)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
