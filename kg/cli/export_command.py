"""The command that writes a graph, or a part of it, for other programs."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import UsageError
from kg.cli.shared import (
    DEFAULT_GRAPH,
    ConfidenceOption,
    FromOption,
    GraphOption,
    OutOption,
    ToOption,
    day,
    side,
)

if TYPE_CHECKING:
    from kg.graph.selection import Selection
    from kg.store import Log
    from kg.views.networks import View


class Who(StrEnum):
    """Between whom."""

    STATE = "state"
    ALL = "all"


def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    format_: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="turtle ntriples jsonld trig csv parquet jsonl; network: graphml gexf nodes edges cytoscape pajek dot",
        ),
    ],
    out: OutOption = "-",
    graph: GraphOption = DEFAULT_GRAPH,
    start: FromOption = None,
    end: ToOption = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(help="Only events in which it takes part; given several times, events among these."),
    ] = None,
    dyad: Annotated[
        tuple[str, str] | None, typer.Option("--dyad", metavar="A B", help="Only events between these two.")
    ] = None,
    actors: Annotated[
        Who, typer.Option("--actors", help="Only events between states and territories, or all.")
    ] = Who.ALL,
    min_events: Annotated[
        int, typer.Option("--min-events", min=1, help="Leave out pairs with fewer events, each direction by itself.")
    ] = 1,
    min_confidence: ConfidenceOption = 0.0,
    undirected: Annotated[bool, typer.Option("--undirected", help="Networks: one edge for both directions.")] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="gexf: what happened in each month.")] = False,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Networks but graphml: an edge for each quad class of a pair.")
    ] = False,
    measures: Annotated[
        bool, typer.Option("--measures", help="Networks: degree, betweenness, community and balance of each actor.")
    ] = False,
) -> None:
    """Write the graph, or a part of it, in a format of your choice."""
    from kg.exporters import EXPORTERS
    from kg.exporters.network_files import NETWORK_FORMATS
    from kg.graph import build as pipeline
    from kg.graph.selection import Selection
    from kg.store import Log
    from kg.views.networks import View

    if format_ not in EXPORTERS:
        raise UsageError(f"unknown format {format_!r}; known: {', '.join(EXPORTERS)}")
    view = View(directed=not undirected, kinds=kinds, timeline=timeline, measures=measures, min_events=min_events)
    _check(format_, view, is_network=format_ in NETWORK_FORMATS)
    log = Log.open(graph)
    known = log.sides() if actor or dyad else {}
    wanted = Selection(
        start=day(start, "--from"),
        end=day(end, "--to"),
        among=frozenset(side(name, known) for name in actor or ()),
        dyad=(side(dyad[0], known), side(dyad[1], known)) if dyad else None,
        states=actors is Who.STATE,
        min_events=min_events,
        min_confidence=min_confidence,
    )
    if format_ in NETWORK_FORMATS:
        _network(log, wanted, format_, out, view)
        return
    if format_ in pipeline.WITHOUT_EVENTS and wanted.everything:
        pipeline.export_whole(log, format_, None if out == "-" else Path(out))
        return
    events, articles = pipeline.graph(graph)
    some = wanted.of(events)
    if events and not some:
        _nothing()
    if out == "-":
        pipeline.export_to_stdout(some, articles, format_)
    else:
        pipeline.export(some, articles, format_, Path(out))


def _network(log: Log, wanted: Selection, format_: str, out: str, view: View) -> None:
    from kg.graph import build as pipeline
    from kg.graph.network_sums import network_of

    net = network_of(log, wanted, view)
    pipeline.export_network(net, format_, None if out == "-" else Path(out))
    if not net.nodes:
        _nothing()


def _check(format_: str, view: View, *, is_network: bool) -> None:
    """Options that a format has no use for are told, rather than ignored.

    Raises:
        UsageError: There is one.
    """
    asked = {"--undirected": not view.directed, "--kinds": view.kinds, "--measures": view.measures}
    if not is_network and (given := [option for option, on in asked.items() if on]):
        raise UsageError(f"{given[0]} is for networks (graphml, gexf, ...), not for {format_}")
    if view.kinds and format_ == "graphml":
        raise UsageError("--kinds needs gexf: Gephi merges the parallel edges of GraphML, whatever they are called")
    if view.timeline and format_ != "gexf":
        raise UsageError(f"--timeline needs gexf: {format_} carries no time")


def _nothing() -> None:
    typer.echo("no events are left by these options: the file is valid, and empty", err=True)
