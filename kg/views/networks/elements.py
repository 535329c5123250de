"""What a network is made of: nodes, edges, and the columns that files show of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from ontology import ActorKind

Value = str | int | float

SMALLEST, LARGEST = 4.0, 100.0
"""Node sizes: exactly the range to which Gephi scales sizes on import, so that it leaves them alone."""

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
class View:
    """How events become a network.

    Attributes:
        directed: One edge for each direction of a pair; else one for both.
        kinds: One edge for each quad class of a pair.
        timeline: What happened in each month, too.
        measures: What :func:`kg.views.networks.measures.measured` adds, too.
        min_events: Least number of events of a pair, in its direction when directed.
    """

    directed: bool = True
    kinds: bool = False
    timeline: bool = False
    measures: bool = False
    min_events: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The events of an actor or a pair in one month, given by its first and its last day."""

    start: str
    end: str
    month_events: int
    month_cooperation: int
    month_conflict: int
    month_mean_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor in the network. ``None`` means unknown and is left out of files.

    Attributes:
        id: The actor's id as an XML name token; see :mod:`kg.base.ids`.
        region: Region of the country by UN M49, such as ``Western Asia``.
        cow, gw: Number of a state in Correlates of War and in Gleditsch-Ward on the day of its last event.
        iso, iso_num: Its letters and number in ISO 3166-1 on that day.
        events: Events that it takes part in. ``degree``: actors that it has an edge with.
        first_date, last_date: ISO days of its first and last dated event.
        latitude, longitude: Degrees of the capital of a state, of the seat of a body; others have none.
        size: 4 to 100 by the square root of ``events``.
        weighted_degree, betweenness, community, triads, balance: See :mod:`kg.views.networks.measures`.
        days: Days on which it has an event, ascending.
        months: What happened in each month with an event, ascending; of a timeline only.
    """

    id: str
    label: str
    kind: str
    country: str | None
    region: str | None
    cow: str | None
    gw: str | None
    iso: str | None
    iso_num: str | None
    sector: str | None
    events: int
    degree: int
    first_date: str | None
    last_date: str | None
    latitude: float | None
    longitude: float | None
    size: float
    color: str
    x: float
    y: float
    weighted_degree: float | None = None
    betweenness: float | None = None
    community: int | None = None
    triads: int | None = None
    balance: float | None = None
    days: tuple[str, ...] = field(default=(), repr=False)
    months: tuple[Month, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """All events from one actor towards another, between the two, or those of one quad class.

    Attributes:
        id: ``<source>..<target>``, with ``..<number of the quad class>`` where there is an edge for each.
        quad: Name of the quad class, where there is an edge for each.
        weight: Number of events, as Gephi wants it.
        label: Name of the commonest event type, whose code is ``top_event``.
        reports, outlets: How many reports tell the events, and how many distinct outlets.
        cooperation, conflict: Events of the cooperative and the conflictual quad classes.
        mean_score: Mean PLOVER score of the events, in [-10, 10].
        tone: ``cooperative``, ``mixed`` or ``conflictual``.
        evidence: Ids of the best-founded events, most outlets first, separated by a space.
        days: Days with an event, ascending.
        months: What happened in each month with an event, ascending; of a timeline only.
    """

    id: str
    source: str
    target: str
    weight: float
    label: str
    quad: str | None = None
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
    months: tuple[Month, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and edges, each sorted by id, and the view that made them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    view: View = View()


MEASURES = ("weighted_degree", "betweenness", "community", "triads", "balance")
"""Columns of a node that only ``View.measures`` fills."""
MONTH_COLUMNS = tuple(f.name for f in fields(Month) if f.name not in ("start", "end"))

_NODE_COLUMNS = tuple(f.name for f in fields(Node) if f.name not in ("id", "days", "months"))
_EDGE_COLUMNS = tuple(f.name for f in fields(Edge) if f.name not in ("id", "source", "target", "days", "months"))


def node_columns(view: View | None = None) -> tuple[str, ...]:
    """Return the names of a node's columns in a view, ids apart, in the order of files."""
    return tuple(name for name in _NODE_COLUMNS if name not in MEASURES or (view and view.measures))


def edge_columns(view: View | None = None) -> tuple[str, ...]:
    """Return the names of an edge's columns in a view, its id and ends apart."""
    return tuple(name for name in _EDGE_COLUMNS if name != "quad" or (view and view.kinds))


NODE_COLUMNS = node_columns()
EDGE_COLUMNS = edge_columns()
INTEGERS = frozenset(
    {"events", "degree", "reports", "outlets", "cooperation", "conflict", "community", "triads"}
    | {name for name in MONTH_COLUMNS if name != "month_mean_score"}
)
DOUBLES = frozenset(
    {"weight", "mean_score", "month_mean_score", "latitude", "longitude", "size", "x", "y"}
    | {"weighted_degree", "betweenness", "balance"}
)
"""Columns that hold numbers; all others hold text."""


def columns(item: Node | Edge) -> dict[str, Value]:
    """Return the known columns of a node or an edge, ids, days and months apart."""
    names = _NODE_COLUMNS if isinstance(item, Node) else _EDGE_COLUMNS
    return {name: value for name in names if (value := getattr(item, name)) is not None}
