"""Events as a network: one node an actor, one directed edge a pair, with what Gephi shows of them.

Only events that took place between two sides count (status occurred or historical, not domestic), each once, in the
direction that its best report tells. An event is dated by its earliest possible day.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.cast import cast, country
from kg.ids import JOINT, token
from kg.layout import layout
from kg.model import Actor, Event
from ontology import ActorKind, EventType, QuadClass

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | float

SMALLEST, LARGEST = 4.0, 100.0
"""Node sizes: exactly the range to which Gephi scales sizes on import, so that it leaves them alone."""

EVIDENCE = 3
"""How many event ids an edge names."""

TONE_LIMIT = 1 / 3
"""An edge is cooperative or conflictual when the balance of its events, in [-1, 1], passes this; else mixed."""

COOPERATIVE = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION})

NODE_COLOURS: Mapping[ActorKind, str] = MappingProxyType(
    {
        ActorKind.STATE: "#4477aa",
        ActorKind.FORMER_STATE: "#77aadd",
        ActorKind.TERRITORY: "#99ddff",
        ActorKind.IGO: "#228833",
        ActorKind.COALITION: "#aaaa00",
        ActorKind.ORGANIZATION: "#66ccaa",
        ActorKind.ARMED_GROUP: "#aa3377",
        ActorKind.MOVEMENT: "#ee8866",
        ActorKind.PERSON: "#ccbb44",
    }
)
"""Colours that remain distinct for the colour-blind (Paul Tol's bright and light schemes)."""
OTHER_COLOUR = "#888888"
TONE_COLOURS: Mapping[str, str] = MappingProxyType(
    {"cooperative": "#2166ac", "mixed": "#999999", "conflictual": "#b2182b"}
)
"""Blue, grey and red of ColorBrewer's RdBu/RdGy, safe for the colour-blind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor in the network. ``None`` means unknown and is left out of files.

    Attributes:
        id: The actor's id as an XML name token; see :mod:`kg.ids`.
        events: Events that it takes part in. ``degree``: actors that it has an edge with.
        first_date, last_date: ISO days of its first and last dated event.
        size: 4 to 100 by the square root of ``events``.
        days: Days on which it has an event, ascending.
    """

    id: str
    label: str
    kind: str
    country: str | None
    sector: str | None
    events: int
    degree: int
    first_date: str | None
    last_date: str | None
    size: float
    color: str
    x: float
    y: float
    days: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """All events from one actor towards another.

    Attributes:
        id: ``<source>..<target>``.
        weight: Number of events, as Gephi wants it.
        label: Name of the commonest event type, whose code is ``top_event``.
        reports, outlets: How many reports tell the events, and how many distinct outlets.
        cooperation, conflict: Events of the cooperative and the conflictual quad classes.
        mean_score: Mean PLOVER score of the events, in [-10, 10].
        tone: ``cooperative``, ``mixed`` or ``conflictual``.
        evidence: Ids of the best-founded events, most outlets first, separated by a space.
        days: Days with an event, ascending.
    """

    id: str
    source: str
    target: str
    weight: float
    label: str
    events: int
    reports: int
    outlets: int
    cooperation: int
    conflict: int
    mean_score: float
    tone: str
    top_event: str
    first_date: str | None
    last_date: str | None
    evidence: str
    color: str
    days: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and edges, each sorted by id."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


NODE_COLUMNS = tuple(f.name for f in fields(Node) if f.name not in ("id", "days"))
EDGE_COLUMNS = tuple(f.name for f in fields(Edge) if f.name not in ("id", "source", "target", "days"))


def network(events: Iterable[Event]) -> Network:
    """Return the network of the events; the order of events does not matter. No events give an empty network."""
    pairs: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if counts(event):
            pairs.setdefault(event.best.dyad, []).append(event)
    edges = [_edge(pair, sorted(found, key=lambda event: event.id)) for pair, found in sorted(pairs.items())]
    return Network(nodes=_nodes(pairs), edges=tuple(edges))


def counts(event: Event) -> bool:
    """Whether an event is an edge: it took place, and between two sides."""
    source, target = event.best.dyad
    return event.best.status.real and not event.best.domestic and source != target


def to_networkx(net: Network) -> nx.DiGraph[str]:
    """Return the network as a networkx graph with exactly the columns of :class:`Node` and :class:`Edge` as attributes.

    Unknown values are left out, so that ``networkx.write_graphml`` and ``write_gexf`` accept it.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for node in net.nodes:
        graph.add_node(node.id, **columns(node))
    for edge in net.edges:
        graph.add_edge(edge.source, edge.target, id=edge.id, **columns(edge))
    return graph


def columns(item: Node | Edge) -> dict[str, Value]:
    """Return the known columns of a node or an edge, ids and days apart."""
    names = NODE_COLUMNS if isinstance(item, Node) else EDGE_COLUMNS
    return {name: value for name in names if (value := getattr(item, name)) is not None}


def tone(cooperation: int, conflict: int) -> str:
    """Return the tone of some cooperative and conflictual events, at least one."""
    balance = (cooperation - conflict) / (cooperation + conflict)
    return "cooperative" if balance > TONE_LIMIT else "conflictual" if balance < -TONE_LIMIT else "mixed"


def _edge(pair: tuple[str, str], events: list[Event]) -> Edge:
    source, target = (token(actor_id) for actor_id in pair)
    bests = [event.best for event in events]
    cooperation = sum(best.quad in COOPERATIVE for best in bests)
    conflict = len(bests) - cooperation
    mood = tone(cooperation, conflict)
    top = _commonest(best.type for best in bests)
    days = _days(events)
    strongest = sorted(events, key=lambda e: (-len(e.outlets), -len(e.reports), -e.best.confidence, e.id))
    return Edge(
        id=f"{source}{JOINT}{target}",
        source=source,
        target=target,
        weight=float(len(events)),
        label=top.label,
        events=len(events),
        reports=sum(len(event.reports) for event in events),
        outlets=len({outlet for event in events for outlet in event.outlets}),
        cooperation=cooperation,
        conflict=conflict,
        mean_score=round(math.fsum(best.score for best in bests) / len(bests), 3) + 0.0,
        tone=mood,
        top_event=top.value,
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        evidence=" ".join(event.id for event in strongest[:EVIDENCE]),
        color=TONE_COLOURS[mood],
        days=days,
    )


def _nodes(pairs: Mapping[tuple[str, str], list[Event]]) -> tuple[Node, ...]:
    own: dict[str, list[Event]] = {}
    partners: dict[str, set[str]] = {}
    ties: dict[tuple[str, str], float] = {}
    for (source, target), events in sorted(pairs.items()):
        for one, other in ((source, target), (target, source)):
            own.setdefault(one, []).extend(events)
            partners.setdefault(one, set()).add(other)
        pair = (source, target) if source < target else (target, source)
        ties[pair] = ties.get(pair, 0) + len(events)
    actors = cast(event for events in pairs.values() for event in events)
    busiest = sorted(own, key=lambda actor_id: (-len(own[actor_id]), actor_id))
    places = layout(busiest, ties)
    sizes = _sizes({actor_id: len(events) for actor_id, events in own.items()})
    nodes = [
        _node(
            actors[actor_id],
            own[actor_id],
            degree=len(partners[actor_id]),
            size=sizes[actor_id],
            place=places[actor_id],
        )
        for actor_id in sorted(own)
    ]
    return tuple(sorted(nodes, key=lambda node: node.id))


def _node(actor: Actor, events: list[Event], *, degree: int, size: float, place: tuple[float, float]) -> Node:
    days = _days(events)
    return Node(
        id=token(actor.id),
        label=actor.label or actor.id,
        kind=actor.kind.value,
        country=country(actor),
        sector=actor.sector.value if actor.sector else None,
        events=len(events),
        degree=degree,
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        size=size,
        color=NODE_COLOURS.get(actor.kind, OTHER_COLOUR),
        x=place[0] + 0.0,
        y=place[1] + 0.0,
        days=days,
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


def _days(events: Iterable[Event]) -> tuple[str, ...]:
    days: set[date] = {event.best.when.earliest for event in events if event.best.when.earliest}
    return tuple(day.isoformat() for day in sorted(days))
