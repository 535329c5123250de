"""The command that shows ties over time."""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
    ScaleOption,
    ToOption,
    brief,
    dump,
    first_day,
    last_day,
    note,
    output,
    say_codes,
    table,
)
from ontology import QuadClass

if TYPE_CHECKING:
    from kg.views.ties import Answers, Side, Ties, Turns

_QUADS = tuple(quad.name.lower() for quad in QuadClass)
_COLUMNS = ("period", "source", "target", "events", *_QUADS, "score_mean", "net")
_TURN_COLUMNS = ("direction", "day", "last_before", "before", "after", "p", "strongest")
_ANSWER_COLUMNS = ("actor", "answers", "acts", "answered", "in_kind", "share", "expected", "p", "median_days")


def ties(
    a: Annotated[
        str,
        typer.Argument(help="One side: an id, name or label; RUS:MIL for a sector, X=EST,LVA for several together."),
    ],
    b: Annotated[str, typer.Argument(help="The other side.")],
    by: ByOption = Length.MONTH,
    start: FromOption = None,
    end: ToOption = None,
    scale: ScaleOption = "plover",
    min_confidence: ConfidenceOption = 0.0,
    alleged: AllegedOption = False,
    expand_members: Annotated[
        bool, typer.Option("--expand-members", help="Count members of a body, at the time, as the body.")
    ] = False,
    by_source: Annotated[bool, typer.Option("--by-source", help="Each dataset apart.")] = False,
    turns: Annotated[bool, typer.Option("--turns", help="Turning points, with the events that made them.")] = False,
    reciprocity: Annotated[bool, typer.Option("--reciprocity", help="Who answers whom in kind, how fast.")] = False,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Draw it: .svg, .html, .png or .pdf.")
    ] = None,
    codes: CodesOption = None,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values.")] = False,
) -> None:
    """How two sides treated each other, period by period, in both directions."""
    from kg.graph.dyad_datasets import between_by_source
    from kg.graph.dyad_events import Between, between
    from kg.graph.named_sides import Naming, sides_named
    from kg.store import Log
    from kg.views import ties as library

    if plot is not None:
        from kg.views.plot import check

        check(plot)  # before the work, not after it
    worth, first, last = library.load_scale(scale), first_day(start), last_day(end)
    log = Log.open(graph, alleged=alleged)
    named = Naming(expand_members=expand_members, codes=codes and codes.value, start=first, end=last)
    chosen = sides_named((a, b), log.sides(), named)
    sides = chosen.sides
    say_codes(chosen.codes)
    shares = as_json or as_csv  # nothing else tells them, and they are of all events of the graph
    parts: dict[str | None, Between] = {}
    if by_source:
        days = chosen.first, chosen.last
        each = between_by_source(
            log, *sides, by=by.value, start=first, end=last, within=days, min_confidence=min_confidence, shares=shares
        )
        parts.update(each.items())
    if not parts:
        whole = between(log, *sides, by=by.value, start=first, end=last, min_confidence=min_confidence, shares=shares)
        parts = {None: whole}
    if plot is not None and len(parts) > 1:
        raise UsageError("a picture shows one dataset or all together; leave out --by-source")
    found = {
        name: library.series(
            chosen.within(part.events), *sides, by=by.value, start=first, end=last, scale=worth, others=part.others
        )
        for name, part in parts.items()
    }
    if as_json:
        told = [_told(series, turns=turns, reciprocity=reciprocity) for series in found.values()]
        dump(dict(zip((str(name) for name in found), told, strict=True)) if by_source else told[0])
    elif as_csv:
        _csv(found)
    elif turns or reciprocity:
        _findings(found, turns=turns, reciprocity=reciprocity)
    else:
        _table(found)
    for name, series in found.items():
        _remarks(series, name)
    if plot is not None:
        _plot(plot, next(iter(found.values())), sides)


def _told(series: Ties, *, turns: bool, reciprocity: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "a": series.a,
        "b": series.b,
        "by": series.by,
        "scale": series.scale.name,
        "window": series.window,
        "undated": series.undated,
        "ties": series.rows(),
    }
    if turns:
        told["turns"] = [found.row() for found in _turns(series)]
    if reciprocity:
        told["reciprocity"] = [answers.row() for answers in _answers(series)]
    return told


def _turns(series: Ties) -> list[Turns]:
    from kg.views.ties import turns

    return [turns(series, source) for source in (None, series.a, series.b)]


def _answers(series: Ties) -> Sequence[Answers]:
    from kg.views.ties import reciprocity

    return reciprocity(series)


def _csv(found: Mapping[str | None, Ties]) -> None:
    from kg.base.cells import csv_line, neutral

    rows = [
        _named(name, row | {"types": json.dumps(row["types"])})
        for name, series in found.items()
        for row in series.rows()
    ]
    lines = [list(rows[0]), *(row.values() for row in rows)] if rows else []
    with output("-") as file:
        file.writelines(csv_line(map(neutral, cells)) for cells in lines)


def _table(found: Mapping[str | None, Ties]) -> None:
    for name, series in found.items():
        shown = [[row[column] for column in _COLUMNS] for row in series.rows() if row["events"]]
        dataset = f", {name}" if name else ""
        table(_COLUMNS, shown, title=f"{series.a} and {series.b} by {series.by}{dataset}")


def _named(name: str | None, row: dict[str, object]) -> dict[str, object]:
    return row if name is None else {"dataset": name, **row}


def _findings(found: Mapping[str | None, Ties], *, turns: bool, reciprocity: bool) -> None:
    for name, series in found.items():
        title = f"{series.a} and {series.b} by {series.by}" + (f", {name}" if name else "")
        if turns:
            searches = _turns(series)
            table(_TURN_COLUMNS, [cells for search in searches for cells in _turn_cells(search)], title=title)
            for search in searches:
                note(f"{search.direction}: {search.sentence}")
        if reciprocity:
            rows = [answers.row() for answers in _answers(series)]
            table(_ANSWER_COLUMNS, [[row[column] for column in _ANSWER_COLUMNS] for row in rows], title=title)


def _turn_cells(search: Turns) -> list[list[object]]:
    shown = []
    for turn in search.turns:
        row = turn.row()
        strongest = brief([cause.act.event for cause in turn.causes])
        shown.append([search.direction, *(row[column] for column in _TURN_COLUMNS[1:-1]), strongest])
    return shown


def _remarks(series: Ties, name: str | None) -> None:
    from kg.states import lived, out_of_time

    of = f" in {name}" if name else ""
    if not series.acts:
        note(f"no dated events between {series.a} and {series.b}{of}")
    for side in (series.a, series.b):
        days = sorted(day for act in series.acts if (day := act.event.best.when.earliest) and not lived(side, day))
        if days:
            span = f"on {days[0]}" if days[0] == days[-1] else f"from {days[0]} to {days[-1]}"
            note(f"events of {side} {span}{of}, when it did not stand: {out_of_time(side, days[0])}")
    if unscored := len({act.event.id for act in series.acts if act.score is None}):
        note(f"counted without a score: {unscored} whose codes the scale {series.scale.name} lacks{of}")
    if series.undated:
        note(f"not counted: {series.undated} without a date precise enough for a {series.by}{of}")


def _plot(path: Path, series: Ties, sides: Sequence[Side]) -> None:
    from kg.graph.dyad import all_turns, label
    from kg.views.plot import figure, save

    found = all_turns(series)
    save(path, figure(series, found, {str(side): label(side) for side in sides}), series, found)
    note(f"written: {path}")
