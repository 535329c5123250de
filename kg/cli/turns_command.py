"""The command that looks through all ties for those that turned: turns."""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.progress import progress
from kg.cli.shared import (
    DEFAULT_GRAPH,
    AllegedOption,
    ByOption,
    ConfidenceOption,
    FromOption,
    GraphOption,
    JsonOption,
    Length,
    LimitOption,
    ScaleOption,
    ToOption,
    Who,
    brief,
    dump,
    first_day,
    last_day,
    table,
)

if TYPE_CHECKING:
    from kg.graph.all_turns import TurnsFound

_COLUMNS = ("a", "b", "day", "last_before", "before", "after", "p", "q", "strongest")


def turns(
    by: ByOption = Length.MONTH,
    start: FromOption = None,
    end: ToOption = None,
    scale: ScaleOption = "plover",
    directed: Annotated[bool, typer.Option("--directed", help="Each direction of a tie by itself.")] = False,
    actors: Annotated[Who, typer.Option("--actors", help="Only states and territories, or all.")] = Who.ALL,
    min_periods: Annotated[
        int, typer.Option("--min-periods", min=1, help="Test ties with so many periods with events, 8 or more.")
    ] = 12,
    rate: Annotated[
        float, typer.Option("--rate", help="Share of false ones allowed among the ties that are called changed.")
    ] = 0.05,
    min_confidence: ConfidenceOption = 0.0,
    alleged: AllegedOption = False,
    limit: LimitOption = 20,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """Which ties turned, and when: all dyads searched, with control of false discoveries, most evidence first."""
    from kg.graph.all_turns import all_turns
    from kg.store import Log
    from kg.views.ties import load_scale

    first, last, worth = first_day(start), last_day(end), load_scale(scale)
    with progress("testing", "ties") as told:
        found = all_turns(
            Log.open(graph, alleged=alleged),
            by=by.value,
            start=first,
            end=last,
            scale=worth,
            directed=directed,
            states=actors is Who.STATE,
            least=min_periods,
            rate=rate,
            min_confidence=min_confidence,
            progress=told,
        )
    if as_json:
        dump(
            {
                "by": by.value,
                "scale": worth.name,
                "rate": rate,
                "tested": found.tested,
                "short": found.short,
                "long": list(found.long),
                "changed": found.changed,
                "turns": [one.row() for one in found.turned],
            }
        )
    else:
        rows = [one.row() | {"strongest": brief([c.act.event for c in one.turn.causes])} for one in found.turned]
        table(_COLUMNS, [[row[column] for column in _COLUMNS] for row in rows[:limit]], title=f"turns by {by.value}")
    _remarks(found, by.value, min_periods, 0 if as_json else len(found.turned) - limit)


def _remarks(found: TurnsFound, by: str, least: int, hidden: int) -> None:
    typer.echo(
        f"{found.changed} of {found.tested} ties changed at a false discovery rate of {found.rate:.0%}; "
        f"{found.short} with events in fewer than {least} {by}s were not tested",
        err=True,
    )
    if found.long:
        typer.echo(f"too many {by}s to search: {', '.join(found.long)}; take longer periods", err=True)
    if hidden > 0:
        typer.echo(f"{hidden} more turns: --limit", err=True)
