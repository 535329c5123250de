"""Questions to a graph, each a function named as its command: ties, query, network, panel, export.

Longer than 250 lines because most of it is what each call takes, gives and raises, and an example of it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from kg.api.graph import Graph, open  # noqa: A004 - kg.open reads as it should
from kg.base import arguments
from kg.base.errors import UsageError
from kg.graph.dyad import Dyad
from kg.model import Event
from kg.views.ties import By, Scale

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.panel import Panel
    from kg.graph.selection import Selection
    from kg.sparql import Result

_NOTHING = "no events are left by these options: the file is valid, and empty"
_SPLIT = "write it as (80, 10, 10)"
_EVENTS = 'take them from kg.open("exports").events'

Where = str | Path | Graph
"""A graph, or its directory."""


def network(  # noqa: PLR0913 - one keyword an option of `kg export`
    events: Iterable[Event] | Graph,
    *,
    undirected: bool = False,
    kinds: bool = False,
    measures: bool = False,
    start: date | str | None = None,
    end: date | str | None = None,
    min_events: int = 1,
    actors: Literal["state", "all"] = "all",
    dyad: tuple[str, str] | None = None,
) -> nx.Graph[str]:
    """The actors of some events as a networkx graph; its attributes are the columns of ``kg export graphml``.

    A ``DiGraph``; a ``Graph`` if undirected; the same as multigraph with ``kinds``. networkx can write all as GraphML.

    Args:
        events: A graph, or any events, such as ``kg.open().events``.
        undirected: One edge for both directions of a pair.
        kinds: One edge for each quad class of a pair.
        measures: Weighted degree, betweenness, community and balance of each actor, too.
        start: First day; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
        end: Last day; likewise.
        min_events: Least number of events of a pair.
        actors: ``state`` leaves out everybody but states, former states and territories.
        dyad: Ids of two sides, to see nothing else.

    Raises:
        TypeError: An argument is of another type.
        UsageError: ``start`` lies after ``end``, or an argument has a value that means nothing.

    >>> network = kg.network(kg.open("exports"), actors="state", min_events=5)
    >>> network.nodes["USA"]["label"], network.edges["USA", "RUS"]["weight"] >= 5
    ('United States', True)
    """
    from kg.views.networks import View, to_networkx
    from kg.views.networks import network as built

    if not isinstance(events, Graph):
        events = arguments.many(events, Event, "events", remedy=_EVENTS)
    wanted = _selection(start, end, actors, dyad)
    view = View(
        directed=not arguments.flag(undirected, "undirected"),
        kinds=arguments.flag(kinds, "kinds"),
        measures=arguments.flag(measures, "measures"),
        min_events=arguments.count(min_events, "min_events", least=1),
    )
    return to_networkx(built(wanted.each(events.events if isinstance(events, Graph) else events), view))


def ties(  # noqa: PLR0913 - one keyword an option of `kg ties`
    a: str,
    b: str,
    *,
    graph: Where = "exports",
    by: By = "month",
    start: date | str | None = None,
    end: date | str | None = None,
    scale: str | Path | Scale = "plover",
    expand_members: bool = False,
    codes: str | None = None,
) -> Dyad:
    """How two sides treated each other, period by period, in both directions.

    Args:
        a: One side: an id, name or label; ``RUS:MIL`` for a sector.
        b: The other.
        graph: A graph, or its directory.
        by: Length of a period: day, week, month, quarter or year.
        start: First day; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
        end: Last day; likewise.
        scale: What events are worth: ``plover``, ``goldstein``, a table of your own, or a scale.
        expand_members: Whether what the members of a body do counts as the body's.
        codes: The sides are codes of states: ``cow``, ``gw`` or ``iso``.

    Raises:
        TypeError: An argument is of another type.
        UsageError: The graph has no such actor; the message names similar ones. Or an argument means nothing.
        GraphError: There is no graph.

    >>> kg.ties("USA", "RUS", by="year", start="2021", end="2021")
    <Dyad USA and RUS by year: 1 period, ... events>
    """
    found = _graph(graph)
    return found.ties(a, b, by=by, start=start, end=end, scale=scale, expand_members=expand_members, codes=codes)


def query(text: str, values: Mapping[str, str] | None = None, *, graph: Where = "exports") -> Result:
    """The answer to SPARQL, or to a named query with its parameters.

    Args:
        text: SPARQL, or a name of ``kg query --list``.
        values: Parameters of a named query, as texts.
        graph: A graph, or its directory.

    Raises:
        TypeError: The query is no text, or the values are no mapping of texts.
        QueryError: It is malformed, unknown, or lacks a parameter.
        GraphError: There is no graph.

    >>> kg.query("top-dyads", {"year": "2021", "limit": "2"})
    <Result: 2 rows of source, target, events, meanScore>
      actor:...  actor:...  1...
      actor:...  actor:...  1...
    """
    return _graph(graph).query(text, values)


class PanelOptions(TypedDict, total=False):
    """Options of :meth:`Graph.panel`."""

    by: By
    unit: Literal["directed", "undirected", "monad"]
    start: date | str | None
    end: date | str | None
    actors: Literal["state", "all"]
    system: Literal["cow", "gw", "iso"] | None
    groups: str | Iterable[str]
    codes: Literal["cow", "gw", "iso"] | None
    grid: bool
    fill: Literal["zero", "missing"]
    scales: str | Path | Scale | Iterable[str | Path | Scale]
    lags: int | Iterable[int]
    min_confidence: float


def panel(*, graph: Where = "exports", **options: Unpack[PanelOptions]) -> Panel:
    """Every dyad or actor over time, as a table for models with a codebook; see :meth:`kg.Graph.panel`.

    Args:
        graph: A graph, or its directory.
        options: Those of :meth:`kg.Graph.panel`.

    Raises:
        TypeError: An argument is of another type.
        UsageError: An argument means nothing.
        GraphError: There is no graph.

    >>> kg.panel(by="year", start="2021", end="2021").save("panel.csv").rows > 0
    True
    """
    return _graph(graph).panel(**options)


def export(  # noqa: PLR0913 - one keyword an option of `kg export`
    format: str,  # noqa: A002 - as `kg export FORMAT` calls it
    out: str | Path,
    *,
    graph: Where = "exports",
    start: date | str | None = None,
    end: date | str | None = None,
    actor: str | Iterable[str] = (),
    dyad: tuple[str, str] | None = None,
    actors: Literal["state", "all"] = "all",
    min_events: int = 1,
    min_confidence: float = 0.0,
    undirected: bool = False,
    kinds: bool = False,
    measures: bool = False,
    timeline: bool = False,
    split: Sequence[int] = (80, 10, 10),
) -> Path:
    """Write a graph, or a part of it, in one of the formats of ``kg export``.

    A warning says what a file of ICEWS or quadruples leaves out, which have only what took place on a day, and that
    a file is empty.

    Args:
        format: ``turtle``, ``csv``, ``parquet``, ``gexf`` and so on.
        out: The file; of ``quadruples`` a folder.
        graph: A graph, or its directory.
        start: First day; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
        end: Last day; likewise.
        actor: One: events in which it takes part; several: events among these.
        dyad: Two sides: events between them, in both directions.
        actors: ``state`` leaves out everybody but states, former states and territories.
        min_events: Least number of events of a pair.
        min_confidence: Leave out events below this, 0 to 1.
        undirected: Networks: one edge for both directions of a pair.
        kinds: Networks: one edge for each quad class of a pair.
        measures: Networks: degree, betweenness, community and balance of each actor.
        timeline: gexf: what happened in each month.
        split: quadruples: per cent for train, valid and test, by time.

    Returns:
        The file, or the folder.

    Raises:
        TypeError: An argument is of another type.
        UsageError: The format or an actor is unknown, or an option is not for this format.
        ExportError: The file cannot be written.
        GraphError: There is no graph.

    >>> kg.export("gexf", "2021.gexf", start="2021", end="2021", actor=["USA", "Russia"])
    PosixPath('2021.gexf')
    """
    from kg.exporters import EXPORTERS
    from kg.exporters.network_files import NETWORK_FORMATS
    from kg.exporters.quadruples import QUADRUPLES, write_quadruples
    from kg.graph import exporting
    from kg.graph.network_sums import network_of
    from kg.store.best_reports import best_told
    from kg.views.networks import View
    from kg.views.networks import network as built

    found, path = _graph(graph), arguments.path(out, "out")
    view = View(
        directed=not arguments.flag(undirected, "undirected"),
        kinds=arguments.flag(kinds, "kinds"),
        timeline=arguments.flag(timeline, "timeline"),
        measures=arguments.flag(measures, "measures"),
        min_events=arguments.count(min_events, "min_events", least=1),
    )
    format = arguments.choice(format, "format", (*EXPORTERS, QUADRUPLES))  # noqa: A001 - as `kg export FORMAT` calls it
    shares = [arguments.count(one, "split", least=1) for one in arguments.many(split, int, "split", remedy=_SPLIT)]
    exporting.check(format, view, alleged=found.log is not None and found.log.alleged)
    wanted = replace(
        _selection(start, end, actors, dyad, known=found),
        among=frozenset(map(found.side, arguments.several(actor, "actor", remedy='write it as ["USA", "RUS"]'))),
        min_events=min_events,
        min_confidence=arguments.share(min_confidence, "min_confidence"),
    )
    part = exporting.SelectedPart(wanted)
    losses: Sequence[str] = ()
    if format in NETWORK_FORMATS:
        net = network_of(found.log, wanted, view) if found.log else built(wanted.each(found.events), view)
        exporting.export_network(net, format, path)
        losses = () if net.nodes else (_NOTHING,)
    elif format == QUADRUPLES:
        events = best_told(found.log, part) if found.log else wanted.of(found.events)
        vague = write_quadruples(events, path, split=shares).vague
        losses = (f"left out: {vague} events whose day is not known exactly",) if vague else ()
    elif found.log:
        losses = exporting.export_log(found.log, format, path, part)
        losses = losses if part.any else (_NOTHING,)
    else:
        some = wanted.of(found.events)
        losses = exporting.export(some, found.articles, format, path)
        losses = losses if some else (_NOTHING,)
    for loss in losses:
        warnings.warn(f"{path}: {loss}", stacklevel=2)
    return path


def _graph(graph: Where) -> Graph:
    return graph if isinstance(graph, Graph) else open(arguments.path(graph, "graph"))


def _selection(
    start: date | str | None,
    end: date | str | None,
    actors: str,
    dyad: tuple[str, str] | None,
    *,
    known: Graph | None = None,
) -> Selection:
    """What is wanted, of arguments that are checked; sides by any name where a graph is ``known``."""
    from kg.graph.selection import Selection

    sides = None
    if dyad is not None:
        pair = arguments.many(dyad, str, "dyad", remedy='write it as ("USA", "RUS")')
        if len(pair) != 2:  # noqa: PLR2004 - a dyad
            raise UsageError(f'dyad has {len(pair)} sides; write it as ("USA", "RUS")')
        one, other = (known.side(name) if known else name for name in pair)
        sides = frozenset({one}), frozenset({other})
    return Selection(
        start=arguments.bound(start, "start", last=False),
        end=arguments.bound(end, "end", last=True),
        states=arguments.choice(actors, "actors", ("state", "all")) == "state",
        dyad=sides,
    )
