"""The command that asks a graph: query."""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import QueryError, UsageError
from kg.cli.progress import progress
from kg.cli.shared import (
    DEFAULT_GRAPH,
    Codes,
    CodesOption,
    GraphOption,
    JsonOption,
    OutOption,
    dump,
    note,
    output,
    say_codes,
    table,
)

if TYPE_CHECKING:
    from kg.sparql import Store
    from kg.sparql.named import NamedQuery


class Format(StrEnum):
    """Forms of a query's answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query(
    question: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE]", help="A named query, or a file with SPARQL.")
    ] = None,
    expression: Annotated[str | None, typer.Option("--expression", "-e", help="SPARQL itself.")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Value for a named query.")
    ] = None,
    codes: CodesOption = None,
    listing: Annotated[bool, typer.Option("--list", help="The named queries with their parameters.")] = False,
    graph: GraphOption = DEFAULT_GRAPH,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Form of the answer.")] = Format.TABLE,
    as_json: JsonOption = False,
    out: OutOption = "-",
) -> None:
    """Ask the graph in SPARQL: your own query, or one of those that come with irkg."""
    from kg.sparql import get, resolved, unknown_terms

    if listing:
        _list(as_json=as_json)
        return
    values = dict(_pair(item) for item in parameter or ())
    if (expression is None) == (question is None):
        raise UsageError("give either a query's name or file, or SPARQL with -e; see kg query --list")
    named_query = None
    if expression is not None:
        text = _bound("expression", expression, values)
    elif question is not None and (path := Path(question)).is_file():
        text = _bound(path.name, _sparql(path), values)
    else:
        named_query = get(question or "")
        values = values if codes is None else _decoded(named_query, values, codes)
        text = named_query.bound(values)  # what is wrong with them is told before the graph is loaded
    if codes is not None and named_query is None:
        raise UsageError("--codes names actors in named queries; SPARQL has irkg:identifier, see docs/states.md")
    store = _store(graph)
    if named_query:
        text = named_query.bound(resolved(named_query, values, store))
    result = store.run(text)
    for strange in unknown_terms(text):
        note(f"note: {strange}")
    form = Format.JSON if as_json else format_
    if form is Format.TABLE and out == "-":
        table(result.columns or ("answer",), list(result.table()))
        return
    with output(out) as file:
        file.write(result.json() if form is Format.JSON else result.csv())


def _list(*, as_json: bool) -> None:
    from kg.sparql import named

    if as_json:
        dump([{key: value for key, value in asdict(query).items() if key != "text"} for query in named()])
        return
    rows = [(q.name, q.title, " ".join(f"{p.name}={p.default or '?'}" for p in q.parameters)) for q in named()]
    table(("name", "question", "parameters"), rows)


def _decoded(query: NamedQuery, values: dict[str, str], codes: Codes) -> dict[str, str]:
    """Values whose actors are codes with ids in their place: that which has the code last, as a query takes one."""
    from kg.graph.coded import coded

    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    found = {name: coded(value, codes.value) for name, value in values.items() if kinds.get(name) == "actor"}
    say_codes(found.values())
    return values | {name: one.present for name, one in found.items()}


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
    from kg.sparql.named import parse

    if "# parameter:" in text:
        return parse(name.removesuffix(".rq"), text).bound(values)
    if values:
        raise QueryError(f"{name} declares no parameters; begin it with: # parameter: name | kind | default | meaning")
    return text


def _store(graph: Path) -> Store:
    from kg.sparql.index import store
    from kg.store import Log

    with progress("indexing", "events") as update:
        return store(Log.open(graph), progress=update)
