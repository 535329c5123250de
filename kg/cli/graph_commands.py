"""Commands that read a graph: query, ties, export, show."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.shared import DEFAULT_GRAPH, GraphOption, JsonOption, OutOption, day, dump, output, side, table
from kg.errors import QueryError, UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from kg.model import Event, Report
    from kg.query import Store


class Format(StrEnum):
    """Forms of a query's answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Length(StrEnum):
    """Lengths of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@app.command(epilog="Example: kg query sanctions -p year=2021    kg query -e 'SELECT ?a { ?a a irkg:State }'")
def query(
    question: Annotated[str | None, typer.Argument(metavar="[NAME|FILE]", help="A named query, or a file with SPARQL.")] = None,
    expression: Annotated[str | None, typer.Option("--expression", "-e", help="SPARQL itself.")] = None,
    parameter: Annotated[list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Value for a named query.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="The named queries with their parameters.")] = False,
    graph: GraphOption = DEFAULT_GRAPH,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Form of the answer.")] = Format.TABLE,
    as_json: JsonOption = False,
    out: OutOption = "-",
) -> None:
    """Ask the graph in SPARQL: your own query, or one of those that come with irkg."""
    from kg.query import get, named

    if listing:
        rows = [(q.name, q.title, " ".join(f"{p.name}={p.default or '?'}" for p in q.parameters)) for q in named()]
        table(("name", "question", "parameters"), rows)
        return
    values = dict(_pair(item) for item in parameter or ())
    if (expression is None) == (question is None):
        raise UsageError("give either a query's name or file, or SPARQL with -e; see kg query --list")
    if expression is not None:
        text = expression
    elif question is not None and (path := Path(question)).is_file():
        text = path.read_text("utf-8")
    else:
        text = get(question or "").bound(values)
    result = _store(graph).run(text)
    form = Format.JSON if as_json else format_
    if form is Format.TABLE and out == "-":
        table(result.columns, list(result.table()))
        return
    with output(out) as file:
        file.write(result.json() if form is Format.JSON else result.csv())


@app.command(epilog="Example: kg ties USA RUS --by year")
def ties(
    a: Annotated[str, typer.Argument(help="One side: an id, name or label.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    by: Annotated[Length, typer.Option("--by", help="Length of a period.")] = Length.MONTH,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values.")] = False,
) -> None:
    """How two sides treated each other, period by period, in both directions."""
    from kg.cells import csv_line, neutral
    from kg.pipeline import graph as load
    from kg.ties import series

    events, _ = load(graph)
    found = series(events, side(a, events), side(b, events), by=by.value, start=day(start, "--from"), end=day(end, "--to"))
    rows = found.rows()
    if as_json:
        dump({"a": found.a, "b": found.b, "by": found.by, "undated": found.undated, "ties": rows})
        return
    if as_csv:
        typer.echo(b"".join(csv_line(map(neutral, cells)) for cells in [list(rows[0]), *(r.values() for r in rows)]).decode() if rows else "", nl=False)
        return
    columns = ("period", "source", "target", "events", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "score_mean", "net")
    table(columns, [[row[c] for c in columns] for row in rows if row["events"]], title=f"{found.a} and {found.b} by {found.by}")
    if not any(row["events"] for row in rows):
        typer.echo(f"no dated events between {found.a} and {found.b}", err=True)
    elif found.undated:
        typer.echo(f"{found.undated} more without a date precise enough for a {found.by}", err=True)


@app.command(epilog="Example: kg export turtle -o graph.ttl")
def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="turtle ntriples jsonld trig graphml gexf csv parquet jsonl")],
    out: OutOption = "-",
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Write the graph in a format of your choice."""
    from kg import pipeline
    from kg.export import EXPORTERS

    if format_ not in EXPORTERS:
        raise UsageError(f"unknown format {format_!r}; known: {', '.join(EXPORTERS)}")
    events, articles = pipeline.graph(graph)
    if out == "-":
        pipeline.export_to_stdout(events, articles, format_)
    else:
        pipeline.export(events, articles, format_, Path(out))


@app.command(epilog="Example: kg show 5f0c1d2e")
def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or the beginning of one.")],
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """One event with its evidence: every sentence that tells it, trigger and actors marked."""
    from rich.console import Console

    from kg.export.lines import line
    from kg.pipeline import graph as load

    found = _event(event, load(graph)[0])
    if as_json:
        dump({"id": found.id, "reports": [line(report) for report in found.reports]})
        return
    console = Console()
    best = found.best
    mode = f" {best.mode.name}" if best.mode else ""
    console.print(f"{best.dyad[0]} {best.type}{mode} {best.dyad[1]}   {best.when.iso or 'date unknown'} ({best.when.basis})", style="bold")
    console.print(f"event {found.id}  CAMEO {best.cameo}  {best.quad.label}  score {best.score}  {best.status}", highlight=False)
    for report in found.reports:
        console.print()
        console.print(_marked(report))
        where = ", ".join(str(part) for part in (report.outlet, report.published, report.url) if part) or report.doc
        console.print(f"  {where}  [{report.start}:{report.end}]  {report.rule}  confidence {report.confidence}", style="dim", markup=False, highlight=False)


def _marked(report: Report) -> Text:
    """The sentence with source, target and trigger marked, as rich text; marks in the text itself off a terminal."""
    from rich.text import Text

    text = Text(report.sentence)
    spans = [
        (report.source.start, report.source.end, "bold blue"),
        (report.target.start, report.target.end, "bold magenta"),
        (report.trigger_start, report.trigger_end, "bold red underline"),
    ]
    for start, end, style in spans:
        text.stylize(style, start - report.start, end - report.start)
    return text


def _event(prefix: str, events: list[Event]) -> Event:
    found = [event for event in events if event.id.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no event {prefix!r}; ids are in events.csv, or: kg query --list")
    raise UsageError(f"{len(found)} events begin with {prefix!r}; give more of the id")


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals:
        raise QueryError(f"parameter {item!r} is not NAME=VALUE")
    return name, value


def _store(graph: Path) -> Store:
    from kg.pipeline import graph as load
    from kg.query import Store
    from kg.rdf import triples

    return Store.of(triples(*load(graph)))
