"""Commands that read a graph: query, ties, export."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.shared import (
    DEFAULT_GRAPH,
    ConfidenceOption,
    FromOption,
    GraphOption,
    JsonOption,
    OutOption,
    ToOption,
    day,
    dump,
    known_side,
    output,
    progress,
    side,
    table,
)
from kg.errors import QueryError, UsageError
from ontology import QuadClass

if TYPE_CHECKING:
    from kg.query import Store


_QUADS = tuple(quad.name.lower() for quad in QuadClass)
_TIE_COLUMNS = ("period", "source", "target", "events", *_QUADS, "score_mean", "net")


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
    from kg.log import Log
    from kg.ties import series

    log = Log.open(graph)
    sides = log.sides()
    one, other = known_side(a, sides), known_side(b, sides)
    events = log.events(pair=(one, other))
    found = series(events, one, other, by=by.value, start=day(start, "--from"), end=day(end, "--to"))
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


@app.command(epilog="Example: kg export gexf -o 2022.gexf --from 2022-01-01 --actor Russia --actor Ukraine")
def export(
    format_: Annotated[
        str, typer.Argument(metavar="FORMAT", help="turtle ntriples jsonld trig graphml gexf csv parquet jsonl")
    ],
    out: OutOption = "-",
    graph: GraphOption = DEFAULT_GRAPH,
    start: FromOption = None,
    end: ToOption = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(help="Only events in which it takes part; given several times, events among these."),
    ] = None,
    min_confidence: ConfidenceOption = 0.0,
) -> None:
    """Write the graph, or a part of it, in a format of your choice."""
    from kg import pipeline
    from kg.export import EXPORTERS

    if format_ not in EXPORTERS:
        raise UsageError(f"unknown format {format_!r}; known: {', '.join(EXPORTERS)}")
    first, last = day(start, "--from"), day(end, "--to")
    events, articles = pipeline.graph(graph)
    among = frozenset(side(name, events) for name in actor or ())
    events = pipeline.select(events, start=first, end=last, among=among, min_confidence=min_confidence)
    if out == "-":
        pipeline.export_to_stdout(events, articles, format_)
    else:
        pipeline.export(events, articles, format_, Path(out))


def _list(*, as_json: bool) -> None:
    from kg.query import named

    if as_json:
        dump([{key: value for key, value in asdict(query).items() if key != "text"} for query in named()])
        return
    rows = [(q.name, q.title, " ".join(f"{p.name}={p.default or '?'}" for p in q.parameters)) for q in named()]
    table(("name", "question", "parameters"), rows)


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
    from kg.index import store
    from kg.log import Log

    with progress("indexing", unit="events") as update:
        return store(Log.open(graph), progress=update)
