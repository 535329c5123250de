"""The command that makes a panel: every dyad, or every actor, over time."""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.base.errors import UsageError
from kg.cli.shared import (
    DEFAULT_GRAPH,
    AllegedOption,
    ByOption,
    CodesOption,
    ConfidenceOption,
    FromOption,
    GraphOption,
    JsonOption,
    Length,
    OutOption,
    ToOption,
    Who,
    dump,
    first_day,
    last_day,
    output,
)

if TYPE_CHECKING:
    from kg.graph.panel import PanelFound, Question


class SystemName(StrEnum):
    """Systems of states."""

    COW = "cow"
    GW = "gw"
    ISO = "iso"


class FillName(StrEnum):
    """What a covered cell without events holds."""

    ZERO = "zero"
    MISSING = "missing"


def panel(
    out: OutOption = "-",
    graph: GraphOption = DEFAULT_GRAPH,
    by: ByOption = Length.MONTH,
    start: FromOption = None,
    end: ToOption = None,
    actors: Annotated[Who, typer.Option("--actors", help="Only states and territories, or all.")] = Who.ALL,
    system: Annotated[
        SystemName | None, typer.Option("--system", help="Only members of this state system at the time, by its codes.")
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="EU|NAME=A,B", help="The ties of a body with its members, or of a list."),
    ] = None,
    codes: CodesOption = None,
    undirected: Annotated[bool, typer.Option("--undirected", help="One row for both directions of a pair.")] = False,
    monads: Annotated[bool, typer.Option("--monads", help="A row an actor: what it did and suffered.")] = False,
    grid: Annotated[
        bool, typer.Option("--grid", help="Every pair in every period, not only those with events.")
    ] = False,
    fill: Annotated[
        FillName, typer.Option("--fill", help="What a cell without events holds where there is coverage.")
    ] = FillName.ZERO,
    scale: Annotated[
        list[str] | None,
        typer.Option(
            "--scale", metavar="NAME|FILE", help="plover, goldstein, or a TSV file; several times for several."
        ),
    ] = None,
    lag: Annotated[
        list[int] | None, typer.Option("--lag", min=1, help="Measures so many periods before, too; several times.")
    ] = None,
    min_confidence: ConfidenceOption = 0.0,
    alleged: AllegedOption = False,
    as_json: JsonOption = False,
) -> None:
    """Every dyad (or actor) over time as a table for models: .csv, .parquet or .dta, with a codebook beside it."""
    from kg.graph.panel import Panel, Question, parse
    from kg.graph.panel.panel_files import check, codebook_of
    from kg.store import Log
    from kg.views.ties import load_scale

    if out != "-":
        check(Path(out))
    elif as_json:
        raise UsageError("--json tells what was written; name a file with -o")
    if undirected and monads:
        raise UsageError("--undirected is for pairs, --monads for single actors; take one")
    if codes and not any("=" in text for text in group or ()):
        raise UsageError("--codes names the members of a --group NAME=2,200; --system has panels go by codes")
    first, last = first_day(start), last_day(end)
    scales = [load_scale(name) for name in scale or ()]
    log = Log.open(graph, alleged=alleged)
    known = log.sides() if group else {}
    question = Question(
        by=by.value,
        unit="monad" if monads else "undirected" if undirected else "directed",
        start=first,
        end=last,
        actors=actors.value,
        system=system.value if system else None,
        groups=[parse(text, known, codes and codes.value) for text in group or ()],
        grid=grid,
        fill=fill.value,
        scales=scales,
        lags=lag or (),
        min_confidence=min_confidence,
    )
    made = Panel(log=log, question=question)
    if out == "-":
        with tempfile.TemporaryDirectory(prefix="irkg-") as folder, output("-") as file:
            path = Path(folder, "panel.csv")
            found = made.save(path)
            file.write(path.read_bytes())
    else:
        found = made.save(out)
        typer.echo(f"{out}: {found.rows:,} rows; codebook: {codebook_of(Path(out))}", err=True)
    if as_json:
        dump(_told(out, found, len(made.columns)))
    _remarks(question, found)


def _told(out: str, found: PanelFound, columns: int) -> dict[str, object]:
    coverage = found.coverage
    return {
        "file": out,
        "rows": found.rows,
        "columns": columns,
        "sides": found.units,
        "cells": dict(found.cells),
        "coverage": {
            "first": coverage.first and coverage.first.isoformat(),
            "last": coverage.last and coverage.last.isoformat(),
            "days": coverage.days,
        },
        "not_counted": {
            "vague": found.vague,
            "outside": found.outside,
            "no_members": dict(found.outsiders),
            "beyond": found.beyond,
        },
    }


def _remarks(question: Question, found: PanelFound) -> None:
    from kg.graph.panel.codebook import remarks

    for line in remarks(question, found):
        typer.echo(f"not counted: {line}", err=True)
    if not found.rows:
        typer.echo("no rows: no event counts with these options", err=True)
