"""The command that compares two codings: agree."""

# ruff: noqa: FBT002 - typer makes an option of each parameter with a default

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from kg.base.listing import counted
from kg.cli.shared import (
    DEFAULT_GRAPH,
    ByOption,
    FromOption,
    GraphOption,
    JsonOption,
    Length,
    ToOption,
    dump,
    first_day,
    last_day,
    table,
)

_LEVELS = ("count", "a", "b", "cells", "both", "levels", "ranks", "changes")
_FOUND = ("of", "in", "within", "events", "dyad", "quad", "type")
_MISSED = ("of", "in", "type", "events", "missed", "found")
_EXAMPLES = ("of", "not_in", "event", "day", "source", "type", "target", "predicate", "reports")


def agree(
    a: Annotated[str, typer.Argument(help="A graph directory, or a dataset of the graph: irkg, icews, gdelt2, ...")],
    b: Annotated[str, typer.Argument(help="The other, likewise.")],
    by: ByOption = Length.MONTH,
    start: FromOption = None,
    end: ToOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show so many missed types and examples.")] = 5,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """How two codings of the same dyads and time agree: counts, correlations, what each has that the other has not."""
    from kg.graph.agreement import agreement, source

    one, other = source(a, graph), source(b, graph)
    found = agreement(one, other, by=by.value, start=first_day(start), end=last_day(end), examples=limit)
    if as_json:
        dump(found.row())
        return
    typer.echo(
        f"{a}: {found.events[0]} events, {b}: {found.events[1]}, from {found.first} to {found.last}; directed dyads: "
        f"{found.dyads[0]} in both, {found.dyads[1]} in {a} alone, {found.dyads[2]} in {b} alone",
        err=True,
    )
    if any(found.gaps):
        typer.echo(
            f"compared: {found.periods[1]} of {counted(found.periods[0], by.value)}, as {a} covers nothing in "
            f"{found.gaps[0]} of them and {b} nothing in {found.gaps[1]}; what is missing is no zero",
            err=True,
        )
    _show(found.levels, _LEVELS, f"counts by {by.value}, and how they go together")
    _show(found.found, _FOUND, "share of the events of one that the other has")
    few = [row for name in (a, b) for row in [row for row in found.missed if row["of"] == name][:limit]]
    _show(few, _MISSED, "what is missed most, by type")
    _show(found.examples, _EXAMPLES, "missed events")


def _show(rows: Sequence[dict[str, object]], columns: Sequence[str], title: str) -> None:
    table(columns, [[row[column] for column in columns] for row in rows], title=title)
