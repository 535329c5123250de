"""The command that writes a graph, or a part of it, for other programs."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import UsageError
from kg.base.suggestions import unknown
from kg.cli.shared import (
    DEFAULT_GRAPH,
    AllegedOption,
    CodesOption,
    ConfidenceOption,
    FromOption,
    GraphOption,
    OutOption,
    ToOption,
    Who,
    chosen,
    first_day,
    last_day,
    note,
)

if TYPE_CHECKING:
    from kg.graph.exporting import SelectedPart
    from kg.graph.selection import Selection
    from kg.store import Log
    from kg.views.networks import View


def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    format_: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="turtle ntriples jsonld trig csv parquet jsonl icews quadruples; network: graphml gexf nodes edges "
            "cytoscape pajek dot",
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
    codes: CodesOption = None,
    actors: Annotated[
        Who, typer.Option("--actors", help="Only events between states and territories, or all.")
    ] = Who.ALL,
    min_events: Annotated[
        int, typer.Option("--min-events", min=1, help="Leave out pairs with fewer events, each direction by itself.")
    ] = 1,
    min_confidence: ConfidenceOption = 0.0,
    alleged: AllegedOption = False,
    undirected: Annotated[bool, typer.Option("--undirected", help="Networks: one edge for both directions.")] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="gexf: what happened in each month.")] = False,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="Networks but graphml: an edge for each quad class of a pair.")
    ] = False,
    measures: Annotated[
        bool, typer.Option("--measures", help="Networks: degree, betweenness, community and balance of each actor.")
    ] = False,
    split: Annotated[
        str, typer.Option("--split", metavar="A/B/C", help="quadruples: per cent for train, valid and test, by time.")
    ] = "80/10/10",
) -> None:
    """Write the graph, or a part of it, in a format of your choice."""
    from kg.exporters import EXPORTERS
    from kg.exporters.network_files import NETWORK_FORMATS
    from kg.exporters.quadruples import QUADRUPLES
    from kg.graph import exporting
    from kg.graph.selection import Selection
    from kg.store import Log
    from kg.views.networks import View

    if format_ not in (*EXPORTERS, QUADRUPLES):
        raise UsageError(unknown("format", format_, (*EXPORTERS, QUADRUPLES)))
    if format_ == QUADRUPLES and out == "-":
        raise UsageError("quadruples are several files: name a folder with -o")
    view = View(directed=not undirected, kinds=kinds, timeline=timeline, measures=measures, min_events=min_events)
    exporting.check(format_, view, alleged=alleged)
    log = Log.open(graph, alleged=alleged)
    known = log.sides() if actor or dyad else {}
    asked = (*(actor or ()), *(dyad or ()))
    found, (first, last) = chosen(asked, known, codes, (first_day(start), last_day(end)))
    among = found[: len(actor or ())]
    wanted = Selection(
        start=first,
        end=last,
        among=frozenset[str]().union(*among),
        alone=len(among) == 1,
        dyad=(found[-2], found[-1]) if dyad else None,
        states=actors is Who.STATE,
        min_events=min_events,
        min_confidence=min_confidence,
    )
    if format_ in NETWORK_FORMATS:
        _network(log, wanted, format_, out, view)
        return
    part = exporting.SelectedPart(wanted)
    if format_ == QUADRUPLES:
        _quadruples(log, part, Path(out), split)
        return
    losses = exporting.export_log(log, format_, None if out == "-" else Path(out), part)
    if not part.any and log.size()[1]:
        _nothing()
    for loss in losses:
        note(loss)


def _quadruples(log: Log, part: SelectedPart, folder: Path, split: str) -> None:
    from kg.exporters.quadruples import PARTS, write_quadruples
    from kg.store.best_reports import best_told

    try:
        shares = [int(share) for share in split.split("/")]
    except ValueError:
        raise UsageError(f"--split {split!r} is no three shares of 100; write it as 80/10/10") from None
    try:
        done = write_quadruples(best_told(log, part), folder, split=shares)
    finally:
        if not part.any and log.size()[1]:
            _nothing()
    sizes = ", ".join(f"{name} {size}" for name, size in zip(PARTS, done.sizes, strict=True))
    note(f"{folder}: {sizes}; {done.entities} entities, {done.relations} relations, {done.days} days")
    if done.vague:
        note(f"left out: {done.vague} events whose day is not known exactly")


def _network(log: Log, wanted: Selection, format_: str, out: str, view: View) -> None:
    from kg.graph import exporting
    from kg.graph.network_sums import network_of

    net = network_of(log, wanted, view)
    exporting.export_network(net, format_, None if out == "-" else Path(out))
    if not net.nodes:
        _nothing()


def _nothing() -> None:
    note("no events are left by these options: the file is valid, and empty")
