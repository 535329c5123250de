"""From events to a network: one node an actor, one edge a pair, with what Gephi shows of them.

Only events that took place between two sides count (status occurred or historical, not domestic), each once, in the
direction that its best report tells. An event is dated by its earliest possible day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg import states
from kg.base.ids import JOINT, token
from kg.lexicon.actor_index import Cast, country
from kg.lexicon.coordinates import place as place_of
from kg.lexicon.regions import region
from kg.model import Actor, Event
from kg.views.networks.elements import (
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
from kg.views.networks.positions import layout
from kg.views.networks.sums import COOPERATIVE, MonthSums, Pair, PairSums, Sums, iso
from ontology import EventType, QuadClass

TONE_LIMIT = 1 / 3
"""An edge is cooperative or conflictual when the balance of its events, in [-1, 1], passes this; else mixed."""

UNNAMED = "unnamed"
"""Label of an actor with neither label nor id: Gephi shows nothing for a label of spaces."""


def network(events: Iterable[Event], view: View | None = None) -> Network:
    """Return the network of the events; their order does not matter. No events give an empty network."""
    return assemble([events], view or View())


def assemble(portions: Iterable[Iterable[Event]], view: View) -> Network:
    """Return the network of events that come in portions.

    Memory grows with pairs, actors and their days, not with events.

    Args:
        portions: Events; all those between two sides stand in one portion, which may be an iterator that holds few.
        view: How to show them.
    """
    ties = (tie for events in portions for tie in _tied(events, view).items())
    return assemble_ties(ties, view)


def assemble_ties(ties: Iterable[tuple[Pair, PairSums]], view: View, cast: Iterable[Actor] = ()) -> Network:
    """The same of pairs whose events are summed up already.

    Args:
        ties: Each pair once, with its sums.
        view: How to show them.
        cast: Actors as reports of these pairs mention them, if the sums do not hold them.
    """
    gathering = _Gathering()
    edges = [edge for pair, tie in ties for edge in _edges(pair, tie, view, gathering)]
    gathering.cast.greet(cast)
    net = Network(
        nodes=gathering.nodes(), edges=tuple(sorted(edges, key=lambda e: (e.source, e.target, e.id))), view=view
    )
    if view.measures:
        from kg.views.networks.measures import measured

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


def _tied(events: Iterable[Event], view: View) -> dict[Pair, PairSums]:
    """Some events summed up by pair; no event is kept."""
    pairs: dict[Pair, PairSums] = {}
    for event in events:
        if counts(event):
            source, target = event.best.dyad
            pair = (target, source) if not view.directed and source > target else (source, target)
            if pair not in pairs:
                pairs[pair] = PairSums()
            pairs[pair].add(event, view)
    return pairs


def _edges(pair: Pair, tie: PairSums, view: View, gathering: _Gathering) -> Iterator[Edge]:
    """The edges of a pair, which is noted for its actors, too."""
    if tie.events >= view.min_events:
        gathering.note(pair, tie)
        for quad, sums in sorted(tie.kinds.items(), key=lambda kind: kind[0] or 0):
            yield _edge(pair, quad, sums)


def _edge(pair: Pair, quad: QuadClass | None, sums: Sums) -> Edge:
    source, target = (token(actor_id) for actor_id in pair)
    cooperation = sum(number for type_, number in sums.types.items() if type_.quad in COOPERATIVE)
    mood = tone(cooperation, sums.events - cooperation)
    top = _commonest(sums.types)
    days = tuple(iso(day) for day in sorted(sums.days))
    return Edge(
        id=JOINT.join([source, target] if quad is None else [source, target, str(quad.value)]),
        source=source,
        target=target,
        weight=float(sums.events),
        label=top.label,
        quad=quad.label if quad else None,
        events=sums.events,
        reports=sums.reports,
        outlets=len(sums.outlets),
        cooperation=cooperation,
        conflict=sums.events - cooperation,
        mean_score=_mean(sums.scores),
        tone=mood,
        top_event=top.value,
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        evidence=" ".join(event_id for *_, event_id in sums.strongest),
        color=TONE_COLOURS[mood],
        days=days,
        months=_months(sums.months),
    )


@dataclass(slots=True, kw_only=True)
class _Actor:
    """What is known so far of an actor."""

    events: int = 0
    partners: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    months: dict[Pair, MonthSums] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """Collects what nodes show while portions pass by."""

    actors: dict[str, _Actor] = field(default_factory=dict)
    ties: dict[Pair, float] = field(default_factory=dict)
    cast: Cast = field(default_factory=Cast)

    def note(self, pair: Pair, tie: PairSums) -> None:
        for one, other in (pair, pair[::-1]):
            actor = self.actors.setdefault(one, _Actor())
            actor.events += tie.events
            actor.partners.add(other)
            for sums in tie.kinds.values():
                actor.days |= sums.days
                for month, tally in sums.months.items():
                    actor.months.setdefault(month, MonthSums()).absorb(tally)
        undirected = min(pair, pair[::-1])
        self.ties[undirected] = self.ties.get(undirected, 0) + tie.events
        self.cast.greet(tie.cast.seen.values())

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
    days = tuple(iso(day) for day in sorted(found.days))
    land = country(actor)
    where = place_of(actor.id)
    last = date.fromordinal(max(found.days)) if found.days else None
    return Node(
        id=token(actor.id),
        label=actor.label if actor.label.strip() else actor.id if actor.id.strip() else UNNAMED,
        kind=actor.kind.value,
        country=land,
        region=region(land),
        cow=states.code(actor.id, "cow", last),
        gw=states.code(actor.id, "gw", last),
        iso=states.code(actor.id, "iso", last),
        iso_num=states.code(actor.id, "iso-num", last),
        sector=actor.sector.value if actor.sector else None,
        events=found.events,
        degree=len(found.partners),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
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


def _commonest(tally: Mapping[EventType, int]) -> EventType:
    # of equally common types the more extreme one, then by name
    return min(tally, key=lambda type_: (-tally[type_], -abs(type_.score), type_.value))


def _mean(scores: Mapping[float, int]) -> float:
    total = math.fsum(score * number for score, number in scores.items())
    return round(total / sum(scores.values()), 3) + 0.0


def _months(tallies: Mapping[Pair, MonthSums]) -> tuple[Month, ...]:
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
