"""Commands about single events of a graph and about serving it: show, mark."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import UsageError
from kg.base.suggestions import unknown
from kg.cli.marked_sentences import disagreements, marked, say, tellings
from kg.cli.progress import progress
from kg.cli.shared import (
    DEFAULT_GRAPH,
    GraphOption,
    JsonOption,
    dump,
    note,
    table,
)

if TYPE_CHECKING:
    from rich.console import Console

    from kg.assembly import MarkKind
    from kg.model import Event
    from kg.store import Log

_SHOWN = 5
EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or the beginning of one.")]


def show(event: EventArgument, graph: GraphOption = DEFAULT_GRAPH, as_json: JsonOption = False) -> None:
    """One event with its evidence: all that tell it side by side, what they disagree about, every sentence marked."""
    from rich.console import Console

    from kg.exporters.event_lines import line
    from kg.store import Log

    found = _event(event, Log.open(graph))
    if as_json:
        reports = [line(report) for report in found.reports]
        names = {"id": found.id, "aliases": list(found.aliases), "marks": list(found.marks)}
        dump({**names, "disagree": disagreements(found), "reports": reports})
        return
    console = Console()
    _headline(console, found)
    if len(found.reports) > 1:
        console.print()
        table(("", "told by", "published", "event", "date", "status", "confidence"), tellings(found))
        for what, values in disagreements(found).items():
            say(console, f"they disagree about the {what}: {', '.join(values)}")
    for number, report in enumerate(found.reports, 1):
        console.print()
        console.print(marked(report, colour=console.is_terminal), soft_wrap=True)
        where = ", ".join(str(part) for part in (report.outlet, report.published, report.url) if part) or report.doc
        place = f"[{report.start}:{report.end}]"
        which = f"({number}) " if len(found.reports) > 1 else ""
        say(console, f"  {which}{where}  {place}  {report.rule}  confidence {report.confidence:.2f}", style="dim")


def mark(
    event: Annotated[
        str | None, typer.Argument(metavar="EVENT", help="An event's id, or the beginning of one.")
    ] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="Nothing of the kind took place or is told.")] = False,
    same_as: Annotated[str | None, typer.Option("--same-as", metavar="EVENT", help="It is this other event.")] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="It is of this type: ACCUSE.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was said of it.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="All marks of the graph.")] = False,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """Correct an event by hand; marks stand in marks.tsv of the graph and survive every rebuild."""
    from kg.assembly import MarkKind
    from kg.store import Log
    from kg.store import mark as say_of

    log = Log.open(graph)
    chosen: list[tuple[MarkKind, str]] = [(MarkKind.WRONG, "")] if wrong else []
    chosen += [(MarkKind.SAME_AS, same_as)] if same_as is not None else []
    chosen += [(MarkKind.TYPE, type_.upper())] if type_ is not None else []
    if len(chosen) + undo + listing != 1 or (event is None) is not listing:
        raise UsageError("give an event and one of --wrong, --same-as EVENT, --type TYPE, --undo; or --list alone")
    if event is None:
        _list(log, as_json=as_json)
        return
    if undo:
        _undo(log, event)
        return
    (kind, value), found = chosen[0], _event(event, log)
    say_of(log, found, kind, _event(value, log) if kind is MarkKind.SAME_AS else value)
    note(f"marked: {found.id} {kind} {value}".rstrip())
    _refresh(log, graph)


def serve(
    graph: GraphOption = DEFAULT_GRAPH,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on this machine.")] = 8765,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; others may then ask, too.")] = "127.0.0.1",
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that a query may take.")] = 30.0,
    max_size: Annotated[int, typer.Option("--max-size", min=1, help="Megabytes that an answer may have.")] = 64,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Queries at a time.")] = 2,
) -> None:
    """A SPARQL endpoint and a page to ask from, on this machine only, read-only, until interrupted."""
    from kg.serve import Limits, run
    from kg.sparql import index
    from kg.store import Log

    with progress("indexing", "events") as update:
        store = index.ensure(Log.open(graph), progress=update)
    place = f"[{host}]" if ":" in host else host
    message = f"http://{place}:{port}/ to ask, http://{place}:{port}/sparql is the endpoint; stop with Ctrl-C"
    note(message)
    if host not in {"127.0.0.1", "localhost", "::1"}:
        note("kg: whoever reaches this address can ask; there is no password")
    run(graph, store, Limits(timeout=timeout, size=max_size * 1_000_000, workers=workers), host=host, port=port)


def push(
    endpoint: Annotated[str, typer.Argument(metavar="ENDPOINT", help="Address of a SPARQL server for updates.")],
    graph: GraphOption = DEFAULT_GRAPH,
    into: Annotated[str | None, typer.Option("--into", metavar="IRI", help="The named graph there.")] = None,
    protocol: Annotated[str, typer.Option("--protocol", help="update (INSERT DATA) or graph-store (POST).")] = "update",
    user: Annotated[str | None, typer.Option("--user", help="User there; the password is asked for.")] = None,
    password: Annotated[
        str, typer.Option("--password", envvar="KG_PASSWORD", help="Better: the variable KG_PASSWORD.")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Empty the named graph first.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Load the graph into any SPARQL 1.1 server; interrupted, the same command goes on where it was."""
    from kg.sparql.push import NAMED_GRAPH, Protocol, Target
    from kg.sparql.push import push as send
    from kg.store import Log

    if protocol not in set(Protocol):
        raise UsageError(unknown("protocol", protocol, Protocol))
    if user is not None and not password:
        password = typer.prompt("Password", hide_input=True, err=True, default="", show_default=False)
    target = Target.of(endpoint, into or NAMED_GRAPH, Protocol(protocol), user, password)
    log = Log.open(graph)
    with progress("sending", "triples", quiet=as_json) as update:
        sent, before = send(log, target, replace=replace, progress=update)
    if as_json:
        dump({"sent": sent, "before": before, "graph": target.graph})
    else:
        known = f", {before:,} were there before" if before else ""
        note(f"sent {sent:,} triples to {target.graph}{known}")


def _undo(log: Log, event: str) -> None:
    from kg.store import unmark

    gone = unmark(log, event, log.find(event))
    if not gone:
        raise UsageError(f"no mark of an event {event!r}; see kg mark --list")
    for one in gone:
        note(f"taken back: {one.event} {one}")
    _refresh(log, log.directory)


def _list(log: Log, *, as_json: bool) -> None:
    marks = log.marks_file.read()
    there = log.claims({mark.event for mark in marks})
    rows = [
        {"event": m.event, "mark": m.kind.value, "value": m.value, "about": about, "in_graph": m.event in there}
        for m, about in marks.items()
    ]
    if as_json:
        dump(rows)
    else:
        shown = [(*list(row.values())[:4], "" if row["in_graph"] else "not in the graph now") for row in rows]
        table(("event", "mark", "value", "about", ""), shown)


def _refresh(log: Log, graph: Path) -> None:
    """Bring the views up to date, where there are any."""
    from kg.graph.options import Summary
    from kg.graph.written import refresh

    summary = Summary()
    refresh(log, graph, summary)
    if not summary.files:
        gone = f"; removed, as of before: {', '.join(summary.removed)}" if summary.removed else ""
        note(f"views of a graph of this size are written when asked for: kg export, kg build --views{gone}")


def _headline(console: Console, found: Event) -> None:
    best = found.best
    mode = f" {best.mode.name}" if best.mode else ""
    when = f"{best.when.iso or 'date unknown'} ({best.when.basis})"
    say(console, f"{best.dyad[0]} {best.type}{mode} {best.dyad[1]}   {when}", style="bold")
    cameo = f"CAMEO {best.cameo}" if best.cameo else "no CAMEO code"
    say(console, f"event {found.id}  {cameo}  {best.quad.label}  score {best.score}  {best.status}")
    if found.aliases:
        say(console, f"also {' '.join(found.aliases)}")
    for said in found.marks:
        say(console, f"marked by hand: {said}")


def _event(prefix: str, log: Log) -> Event:
    found = log.find(prefix)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no event {prefix!r}; the ids are in {log.directory / 'events.csv'}")
    ids = ", ".join(event.id for event in found[:_SHOWN])
    more = ", ..." if len(found) > _SHOWN else ""
    raise UsageError(f"{len(found)} events begin with {prefix!r}: {ids}{more}")
