"""From events to a network: one node an actor, one edge a pair, with what Gephi shows of them.

Only events that took place between two sides count (status occurred or historical, not domestic), each once, in the
direction that its best report tells. An event is dated by its earliest possible day.
"""

from __future__ import annotations

import heapq
import math
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.cast import Cast, country
from kg.ids import JOINT, token
from kg.layout import layout
from kg.lexicon.regions import region
from kg.model import Actor, Event
from kg.networks.model import (
    LARGEST,
    NODE_COLOURS,
    OTHER_COLOUR,
    SMALLEST,
    TONE_COLOURS,
    Edge,
    Month,
    Network,
    Node,
    View,
)
from ontology import EventType, QuadClass

EVIDENCE = 3
"""How many event ids an edge names."""

TONE_LIMIT = 1 / 3
"""An edge is cooperative or conflictual when the balance of its events, in [-1, 1], passes this; else mixed."""

COOPERATIVE = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION})
UNNAMED = "unnamed"
"""Label of an actor with neither label nor id: Gephi shows nothing for a label of spaces."""

Pair = tuple[str, str]


def network(events: Iterable[Event], view: View | None = None) -> Network:
    """Return the network of the events; their order does not matter. No events give an empty network."""
    return assemble([events], view or View())


def assemble(portions: Iterable[Iterable[Event]], view: View) -> Network:
    """Return the network of events that come in portions, of which one at a time is held in memory.

    Args:
        portions: Events; all those between two sides stand in one portion.
        view: How to show them.
    """
    gathering = _Gathering(timeline=view.timeline)
    edges = [edge for events in portions for edge in _edges(events, view, gathering)]
    net = Network(
        nodes=gathering.nodes(), edges=tuple(sorted(edges, key=lambda e: (e.source, e.target, e.id))), view=view
    )
    if view.measures:
        from kg.networks.measures import measured

        return measured(net)
    return net


def counts(event: Event) -> bool:
    """Whether an event is an edge: it took place, and between two sides."""
    source, target = event.best.dyad
    return event.best.status.real and not event.best.domestic and source != target


def tone(cooperation: int, conflict: int) -> str:
    """Return the tone of some cooperative and conflictual events, at least one."""
    balance = (cooperation - conflict) / (cooperation + conflict)
    return "cooperative" if balance > TONE_LIMIT else "conflictual" if balance < -TONE_LIMIT else "mixed"


def _edges(events: Iterable[Event], view: View, gathering: _Gathering) -> Iterator[Edge]:
    """The edges of some events, which are noted for their actors, too."""
    pairs: dict[Pair, list[Event]] = {}
    for event in events:
        if counts(event):
            source, target = event.best.dyad
            turned = not view.directed and source > target
            pairs.setdefault((target, source) if turned else (source, target), []).append(event)
    for pair, found in pairs.items():
        if len(found) >= view.min_events:
            gathering.note(pair, found)
            for quad, some in _by_quad(found) if view.kinds else [(None, found)]:
                yield _edge(pair, quad, some, view)


def _by_quad(events: Iterable[Event]) -> list[tuple[QuadClass | None, list[Event]]]:
    groups: dict[QuadClass, list[Event]] = {}
    for event in events:
        groups.setdefault(event.best.quad, []).append(event)
    return sorted(groups.items())


def _edge(pair: Pair, quad: QuadClass | None, events: Sequence[Event], view: View) -> Edge:
    source, target = (token(actor_id) for actor_id in pair)
    bests = [event.best for event in events]
    cooperation = sum(best.quad in COOPERATIVE for best in bests)
    conflict = len(bests) - cooperation
    mood = tone(cooperation, conflict)
    top = _commonest(best.type for best in bests)
    days = _days(events)
    strongest = heapq.nsmallest(
        EVIDENCE, events, key=lambda e: (-len(e.outlets), -len(e.reports), -e.best.confidence, e.id)
    )
    return Edge(
        id=JOINT.join([source, target] if quad is None else [source, target, str(quad.value)]),
        source=source,
        target=target,
        weight=float(len(events)),
        label=top.label,
        quad=quad.label if quad else None,
        events=len(events),
        reports=sum(len(event.reports) for event in events),
        outlets=len({outlet for event in events for outlet in event.outlets}),
        cooperation=cooperation,
        conflict=conflict,
        mean_score=_mean(Counter(best.score for best in bests)),
        tone=mood,
        top_event=top.value,
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        evidence=" ".join(event.id for event in strongest),
        color=TONE_COLOURS[mood],
        days=days,
        months=_months(_tallies(events)) if view.timeline else (),
    )


@dataclass(slots=True)
class _Tally:
    """Scores and numbers of the events of a month."""

    cooperation: int = 0
    conflict: int = 0
    scores: Counter[float] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        if event.best.quad in COOPERATIVE:
            self.cooperation += 1
        else:
            self.conflict += 1
        self.scores[event.best.score] += 1


@dataclass(slots=True, kw_only=True)
class _Actor:
    """What is known so far of an actor."""

    events: int = 0
    partners: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    months: dict[Pair, _Tally] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """Collects what nodes show while portions pass by."""

    timeline: bool
    actors: dict[str, _Actor] = field(default_factory=dict)
    ties: dict[Pair, float] = field(default_factory=dict)
    cast: Cast = field(default_factory=Cast)

    def note(self, pair: Pair, events: Sequence[Event]) -> None:
        dated = _days(events)
        for one, other in (pair, pair[::-1]):
            actor = self.actors.setdefault(one, _Actor())
            actor.events += len(events)
            actor.partners.add(other)
            actor.days.update(dated)
            if self.timeline:
                _tallies(events, actor.months)
        tie = min(pair, pair[::-1])
        self.ties[tie] = self.ties.get(tie, 0) + len(events)
        for event in events:
            self.cast.meet(event)

    def nodes(self) -> tuple[Node, ...]:
        known = self.cast.everybody()
        busiest = sorted(self.actors, key=lambda actor_id: (-self.actors[actor_id].events, actor_id))
        places = layout(busiest, self.ties)
        sizes = _sizes({actor_id: actor.events for actor_id, actor in self.actors.items()})
        nodes = [
            _node(known[actor_id], found, size=sizes[actor_id], place=places[actor_id])
            for actor_id, found in self.actors.items()
        ]
        return tuple(sorted(nodes, key=lambda node: node.id))


def _node(actor: Actor, found: _Actor, *, size: float, place: tuple[float, float]) -> Node:
    days = tuple(sorted(found.days))
    land = country(actor)
    return Node(
        id=token(actor.id),
        label=actor.label if actor.label.strip() else actor.id if actor.id.strip() else UNNAMED,
        kind=actor.kind.value,
        country=land,
        region=region(land),
        sector=actor.sector.value if actor.sector else None,
        events=found.events,
        degree=len(found.partners),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        size=size,
        color=NODE_COLOURS.get(actor.kind, OTHER_COLOUR),
        x=place[0] + 0.0,
        y=place[1] + 0.0,
        days=days,
        months=_months(found.months),
    )


def _sizes(events: Mapping[str, int]) -> dict[str, float]:
    roots = {actor_id: math.sqrt(count) for actor_id, count in events.items()}
    low, high = min(roots.values(), default=0.0), max(roots.values(), default=0.0)
    scale = (LARGEST - SMALLEST) / (high - low) if high > low else 0.0
    return {actor_id: round(SMALLEST + (root - low) * scale, 2) for actor_id, root in roots.items()}


def _commonest(types: Iterable[EventType]) -> EventType:
    tally = Counter(types)
    # of equally common types the more extreme one, then by name
    return min(tally, key=lambda type_: (-tally[type_], -abs(type_.score), type_.value))


def _mean(scores: Mapping[float, int]) -> float:
    total = math.fsum(score * number for score, number in scores.items())
    return round(total / sum(scores.values()), 3) + 0.0


def _days(events: Iterable[Event]) -> tuple[str, ...]:
    days: set[date] = {event.best.when.earliest for event in events if event.best.when.earliest}
    return tuple(day.isoformat() for day in sorted(days))


def _tallies(events: Iterable[Event], into: dict[Pair, _Tally] | None = None) -> dict[Pair, _Tally]:
    months: dict[Pair, _Tally] = {} if into is None else into
    for event in events:
        if day := event.best.when.earliest:
            last = day.replace(day=monthrange(day.year, day.month)[1])
            span = day.replace(day=1).isoformat(), last.isoformat()
            months.setdefault(span, _Tally()).add(event)
    return months


def _months(tallies: Mapping[Pair, _Tally]) -> tuple[Month, ...]:
    return tuple(
        Month(
            start=start,
            end=end,
            month_events=tally.cooperation + tally.conflict,
            month_cooperation=tally.cooperation,
            month_conflict=tally.conflict,
            month_mean_score=_mean(tally.scores),
        )
        for (start, end), tally in sorted(tallies.items())
    )
