"""How two actors treated each other, period by period, in both directions: pure functions of events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import fsum
from types import MappingProxyType
from typing import TypeVar

from kg.base.errors import UsageError
from kg.model import Event
from kg.views.ties.band import Spread, pooled
from kg.views.ties.periods import By, Period, check, outside, periods, placed
from kg.views.ties.scales import Scale, plover
from kg.views.ties.side_kinds import Side, directions, sides_of
from kg.views.ties.tie import WINDOW, DirectedEvent, Tie, Ties
from ontology import EventType, QuadClass

COOPERATION = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION})


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
