"""Rankings of a span of time: the most active, hostile, friendly and changed dyads, and the brokers between others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import TypeVar, cast

from kg.base.errors import UsageError
from kg.model import Event
from kg.views.ties.comparing import LEAST, Change, compare
from kg.views.ties.levels import Counted, Level, Span, counted
from kg.views.ties.scales import Scale, plover

SAMPLED_FROM = 1000
"""Actors above which brokerage is estimated from the shortest paths of :data:`SAMPLE` of them."""
SAMPLE = 300
SEED = 0
_DIGITS = 4


Told = TypeVar("Told", bound="RankedDyad | Change")


class Ranking(StrEnum):
    """What dyads or actors are ranked by."""

    ACTIVE = "active"
    """Most events."""
    HOSTILE = "hostile"
    """Most conflictual beyond cooperative events, then lowest mean score."""
    FRIENDLY = "friendly"
    """Most cooperative beyond conflictual events, then highest mean score."""
    IMPROVED = "improved"
    """Mean score of the later half of the events of the span against that of the earlier, weighed by events."""
    WORSENED = "worsened"
    """The same, downwards."""
    BROKERS = "brokers"
    """Actors on the shortest paths between others (L. C. Freeman, Sociometry 40, 1977), as a share of all pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedDyad:
    """Two actors and what they did to each other."""

    a: str
    b: str
    level: Level

    def row(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {"a": self.a, "b": self.b, **self.level.row()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """An actor between others.

    Attributes:
        actor: Its id.
        betweenness: Share of the pairs of other actors whose shortest path runs through it, in [0, 1].
        partners: Actors it has a tie with.
        events: Events that it takes part in.
    """

    actor: str
    betweenness: float
    partners: int
    events: int

    def row(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {
            "actor": self.actor,
            "betweenness": round(self.betweenness, _DIGITS),
            "partners": self.partners,
            "events": self.events,
        }


def dyads(
    events: Iterable[Event] | Counted,
    ranking: Ranking,
    *,
    start: date | None = None,
    end: date | None = None,
    scale: Scale | None = None,
    least: int = LEAST,
) -> list[RankedDyad]:
    """Dyads, both directions together, ranked by activity, hostility or friendliness; few events are left out.

    Raises:
        UsageError: ``start`` lies after ``end``.
    """
    _check(start, end)
    scale = scale or plover()
    levels = counted(events).levels(scale, start, end, directed=False)
    found = [RankedDyad(a=a, b=b, level=lvl) for (a, b), lvl in levels.items() if lvl.number >= least]
    sign = {Ranking.HOSTILE: -1, Ranking.FRIENDLY: 1}.get(ranking)
    if sign is None:
        return sorted(found, key=lambda dyad: (-dyad.level.number, dyad.a, dyad.b))
    leaning = [dyad for dyad in found if dyad.level.net is not None and dyad.level.net * sign > 0]
    return sorted(leaning, key=lambda d: (-round(sign * _surplus(d.level)), -sign * (d.level.mean or 0.0), d.a, d.b))


def changed(
    events: Iterable[Event] | Counted,
    ranking: Ranking,
    *,
    start: date | None = None,
    end: date | None = None,
    scale: Scale | None = None,
    least: int = LEAST,
) -> list[Change]:
    """Dyads that improved or worsened most from the earlier half of the span's events to the later, split by day.

    Raises:
        UsageError: ``start`` lies after ``end``, or half of the events lie on the last day.
    """
    _check(start, end)
    source = counted(events)
    days = source.days(start, end)
    if not days:
        return []
    first, last, middle = start or min(days), end or max(days), _middle(days)
    if middle == last:
        raise UsageError(f"half of the events or more lie on the last day, {last}: no later half to compare with")
    halves = [(first, middle), (middle + timedelta(days=1), last)]
    spans = [Span(label=f"{one}..{other}", first=one, last=other) for one, other in halves]
    sign = 1 if ranking is Ranking.IMPROVED else -1
    found = compare(source, spans[0], spans[1], scale=scale, least=least).changes
    moved = [change for change in found if change.difference is not None and change.difference * sign > 0]
    return sorted(moved, key=lambda change: (-round(change.strength, 9), change.a, change.b))


def brokers(events: Iterable[Event] | Counted, *, start: date | None = None, end: date | None = None) -> list[Broker]:
    """Actors ranked by how often they stand between others; those that never do are left out.

    Raises:
        UsageError: ``start`` lies after ``end``.
    """
    import networkx as nx

    _check(start, end)
    found = counted(events).levels(plover(), start, end, directed=False)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(sorted(found))
    sample = SAMPLE if len(graph) > SAMPLED_FROM else None
    between: dict[str, float] = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    events_of: Counter[str] = Counter()
    for pair, lvl in found.items():
        events_of.update(dict.fromkeys(pair, lvl.number))
    ranked = [
        Broker(actor=actor, betweenness=value, partners=graph.degree(actor), events=events_of[actor])
        for actor, value in between.items()
        if value > 0
    ]
    return sorted(ranked, key=lambda broker: (-round(broker.betweenness, 9), broker.actor))


def founded(found: Sequence[Told], source: Counted) -> list[Told]:
    """Dyads or changes with the events that evidence needs, where they were counted without."""
    if not found:
        return []
    if isinstance(found[0], RankedDyad):
        dyads_ = cast("Sequence[RankedDyad]", found)
        levels = source.shown([dyad.level for dyad in dyads_])
        return cast("list[Told]", [replace(d, level=lvl) for d, lvl in zip(dyads_, levels, strict=True)])
    changes = cast("Sequence[Change]", found)
    levels = source.shown([level for change in changes for level in (change.before, change.after)])
    pairs = zip(changes, levels[::2], levels[1::2], strict=True)
    return cast("list[Told]", [replace(change, before=old, after=new) for change, old, new in pairs])


def _surplus(lvl: Level) -> float:
    return (lvl.net or 0.0) * lvl.number


def _middle(days: Counter[date]) -> date:
    """The day of the middle event, of an even number the earlier one."""
    until = accumulate(number for _, number in sorted(days.items()))
    return next(day for day, number in zip(sorted(days), until, strict=True) if 2 * number >= days.total())


def _check(start: date | None, end: date | None) -> None:
    if start and end and start > end:
        raise UsageError(f"start {start} lies after end {end}")
