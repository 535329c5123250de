"""Commands that read a graph: query, ties, show."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.evidence import marked, say
from kg.cli.shared import (
    DEFAULT_GRAPH,
    FromOption,
    GraphOption,
    JsonOption,
    OutOption,
    ToOption,
    day,
    dump,
    output,
    side,
    table,
)
from kg.errors import QueryError, UsageError
from ontology import QuadClass

if TYPE_CHECKING:
    from kg.model import Event
    from kg.query import Store


_QUADS = tuple(quad.name.lower() for quad in QuadClass)
_TIE_COLUMNS = ("period", "source", "target", "events", *_QUADS, "score_mean", "net")
_SHOWN = 5


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
    question: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE]", help="A named query, or a file with SPARQL.")
    ] = None,
    expression: Annotated[str | None, typer.Option("--expression", "-e", help="SPARQL itself.")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Value for a named query.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="The named queries with their parameters.")] = False,
    graph: GraphOption = DEFAULT_GRAPH,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Form of the answer.")] = Format.TABLE,
    as_json: JsonOption = False,
    out: OutOption = "-",
) -> None:
    """Ask the graph in SPARQL: your own query, or one of those that come with irkg."""
    from kg.query import get

    if listing:
        _list(as_json=as_json)
        return
    values = dict(_pair(item) for item in parameter or ())
    if (expression is None) == (question is None):
        raise UsageError("give either a query's name or file, or SPARQL with -e; see kg query --list")
    if expression is not None:
        text = _bound("expression", expression, values)
    elif question is not None and (path := Path(question)).is_file():
        text = _bound(path.name, _sparql(path), values)
    else:
        text = get(question or "").bound(values)
    result = _store(graph).run(text)
    form = Format.JSON if as_json else format_
    if form is Format.TABLE and out == "-":
        table(result.columns or ("answer",), list(result.table()))
        return
    with output(out) as file:
        file.write(result.json() if form is Format.JSON else result.csv())


@app.command(epilog="Example: kg ties USA RUS --by year")
def ties(
    a: Annotated[str, typer.Argument(help="One side: an id, name or label.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    by: Annotated[Length, typer.Option("--by", help="Length of a period.")] = Length.MONTH,
    start: FromOption = None,
    end: ToOption = None,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values.")] = False,
) -> None:
    """How two sides treated each other, period by period, in both directions."""
    from kg.cells import csv_line, neutral
    from kg.pipeline import graph as load
    from kg.ties import series

    events, _ = load(graph)
    found = series(
        events, side(a, events), side(b, events), by=by.value, start=day(start, "--from"), end=day(end, "--to")
    )
    rows = found.rows()
    if as_json:
        dump({"a": found.a, "b": found.b, "by": found.by, "undated": found.undated, "ties": rows})
        return
    if as_csv:
        lines = [list(rows[0]), *(row.values() for row in rows)] if rows else []
        with output("-") as file:
            file.writelines(csv_line(map(neutral, cells)) for cells in lines)
    else:
        shown = [[row[name] for name in _TIE_COLUMNS] for row in rows if row["events"]]
        table(_TIE_COLUMNS, shown, title=f"{found.a} and {found.b} by {found.by}")
    if not any(row["events"] for row in rows):
        typer.echo(f"no dated events between {found.a} and {found.b}", err=True)
    if found.undated:
        typer.echo(f"not counted: {found.undated} without a date precise enough for a {found.by}", err=True)


@app.command(epilog="Example: kg show 5f0c1d2e")
def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or the beginning of one.")],
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """One event with its evidence: every sentence that tells it, trigger and actors marked."""
    from rich.console import Console

    from kg.export.lines import line

    found = _event(event, graph)
    if as_json:
        dump({"id": found.id, "reports": [line(report) for report in found.reports]})
        return
    console = Console()
    best = found.best
    mode = f" {best.mode.name}" if best.mode else ""
    when = f"{best.when.iso or 'date unknown'} ({best.when.basis})"
    say(console, f"{best.dyad[0]} {best.type}{mode} {best.dyad[1]}   {when}", style="bold")
    cameo = f"CAMEO {best.cameo}" if best.cameo else "no CAMEO code"
    say(console, f"event {found.id}  {cameo}  {best.quad.label}  score {best.score}  {best.status}")
    for report in found.reports:
        console.print()
        console.print(marked(report, colour=console.is_terminal), soft_wrap=True)
        where = ", ".join(str(part) for part in (report.outlet, report.published, report.url) if part) or report.doc
        place = f"[{report.start}:{report.end}]"
        say(console, f"  {where}  {place}  {report.rule}  confidence {report.confidence:.2f}", style="dim")


def _list(*, as_json: bool) -> None:
    from kg.query import named

    if as_json:
        dump([{key: value for key, value in asdict(query).items() if key != "text"} for query in named()])
        return
    rows = [(q.name, q.title, " ".join(f"{p.name}={p.default or '?'}" for p in q.parameters)) for q in named()]
    table(("name", "question", "parameters"), rows)


def _event(prefix: str, graph: Path) -> Event:
    from kg.pipeline import graph as load

    events, _ = load(graph)
    found = [event for event in events if event.id.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no event {prefix!r}; the ids are in {graph / 'events.csv'}")
    ids = ", ".join(event.id for event in found[:_SHOWN])
    more = ", ..." if len(found) > _SHOWN else ""
    raise UsageError(f"{len(found)} events begin with {prefix!r}: {ids}{more}")


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals:
        raise QueryError(f"parameter {item!r} is not NAME=VALUE")
    return name, value


def _sparql(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise QueryError(
            f"{path} cannot be read as a query: {getattr(error, 'strerror', None) or 'no UTF-8'}"
        ) from error


def _bound(name: str, text: str, values: dict[str, str]) -> str:
    """A user's query with its parameters, which its header declares as those of named queries do."""
    from kg.query.named import parse

    if "# parameter:" in text:
        return parse(name.removesuffix(".rq"), text).bound(values)
    if values:
        raise QueryError(f"{name} declares no parameters; begin it with: # parameter: name | kind | default | meaning")
    return text


def _store(graph: Path) -> Store:
    from kg.pipeline import graph as load
    from kg.query import Store
    from kg.rdf import triples

    return Store.of(triples(*load(graph)))
