"""Commands that compare and rank ties: compare, top."""

# ruff: noqa: FBT002, PLR0913, PLR0917 - typer makes an option of each parameter with a default

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.shared import (
    DEFAULT_GRAPH,
    AllegedOption,
    ConfidenceOption,
    FromOption,
    GraphOption,
    JsonOption,
    LimitOption,
    ScaleOption,
    ToOption,
    brief,
    dump,
    first_day,
    last_day,
    note,
    table,
)

if TYPE_CHECKING:
    from kg.views.ties import Broker, Change, Comparison, RankedDyad

_CHANGE_COLUMNS = ("change", "a", "b", "events", "score_mean", "difference", "low", "high", "evidence")
_DYAD_COLUMNS = ("a", "b", "events", "score_mean", "net", "evidence")
_BROKER_COLUMNS = ("actor", "betweenness", "partners", "events")

MinEventsOption = Annotated[int, typer.Option("--min-events", min=1, help="Leave out levels of fewer events.")]


class By(StrEnum):
    """What ``kg top`` ranks; the rankings of :class:`kg.views.ties.Ranking`."""

    ACTIVE = "active"
    HOSTILE = "hostile"
    FRIENDLY = "friendly"
    IMPROVED = "improved"
    WORSENED = "worsened"
    BROKERS = "brokers"


def compare(
    before: Annotated[str, typer.Option("--before", metavar="SPAN", help="2020, 2020-Q1, 2020-03 or 2018..2020.")],
    after: Annotated[str, typer.Option("--after", metavar="SPAN", help="A later span, likewise.")],
    directed: Annotated[bool, typer.Option("--directed", help="Each direction of a tie apart.")] = False,
    scale: ScaleOption = "plover",
    min_events: MinEventsOption = 2,
    min_confidence: ConfidenceOption = 0.0,
    alleged: AllegedOption = False,
    limit: LimitOption = 10,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """Which ties were born, died, flipped, warmed or cooled from one span of time to another."""
    from kg.graph.pair_levels import pair_levels
    from kg.store import Log
    from kg.views import ties as library

    spans = library.Span.parse(before), library.Span.parse(after)
    worth = library.load_scale(scale)
    with pair_levels(Log.open(graph, alleged=alleged), min_confidence=min_confidence) as events:
        found = library.compare(events, *spans, scale=worth, least=min_events, directed=directed)
        shown = library.founded(found.changes if as_json else _first(found.changes, limit), events)
    if as_json:
        dump(
            {
                "before": found.before.label,
                "after": found.after.label,
                "events": [found.events_before, found.events_after],
                "counts": found.counts(),
                "unclear": found.unclear,
                "changes": [change.row() for change in shown],
            }
        )
        return
    _changes(found, shown)


def top(
    by: Annotated[By, typer.Option("--by", help="What is ranked.")] = By.ACTIVE,
    start: FromOption = None,
    end: ToOption = None,
    scale: ScaleOption = "plover",
    min_events: MinEventsOption = 2,
    min_confidence: ConfidenceOption = 0.0,
    alleged: AllegedOption = False,
    limit: LimitOption = 10,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """The most active, hostile, friendly, improved or worsened dyads of a time, or its brokers."""
    from kg.graph.pair_levels import pair_levels
    from kg.store import Log
    from kg.views import ties as library

    worth, first, last = library.load_scale(scale), first_day(start), last_day(end)
    ranking = library.Ranking(by.value)
    with pair_levels(Log.open(graph, alleged=alleged), min_confidence=min_confidence) as events:
        if ranking is library.Ranking.BROKERS:
            rows, columns, cells = _brokers(library.brokers(events, start=first, end=last)[:limit])
        elif ranking in (library.Ranking.IMPROVED, library.Ranking.WORSENED):
            moved = library.changed(events, ranking, start=first, end=last, scale=worth, least=min_events)
            rows, columns, cells = _moved(library.founded(moved[:limit], events))
        else:
            dyads = library.dyads(events, ranking, start=first, end=last, scale=worth, least=min_events)
            rows, columns, cells = _dyads(library.founded(dyads[:limit], events))
    if as_json:
        dump(rows)
        return
    table(columns, cells, title=f"{by.value}{_during(first, last)}")
    if not rows:
        note(f"nothing to rank{_during(first, last)}")


_Shown = tuple[list[dict[str, object]], tuple[str, ...], list[list[object]]]


def _brokers(found: Sequence[Broker]) -> _Shown:
    rows = [broker.row() for broker in found]
    return rows, _BROKER_COLUMNS, [[row[column] for column in _BROKER_COLUMNS] for row in rows]


def _moved(found: Sequence[Change]) -> _Shown:
    return [change.row() for change in found], _CHANGE_COLUMNS, [_change_cells(change) for change in found]


def _dyads(found: Sequence[RankedDyad]) -> _Shown:
    rows = [dyad.row() for dyad in found]
    cells = [[row[column] for column in _DYAD_COLUMNS[:-1]] for row in rows]
    return rows, _DYAD_COLUMNS, [[*some, brief(dyad.level.events)] for some, dyad in zip(cells, found, strict=True)]


def _first(changes: Sequence[Change], limit: int) -> list[Change]:
    """The first changes of each kind."""
    met: Counter[str] = Counter()
    shown = []
    for change in changes:
        met[change.kind] += 1
        if met[change.kind] <= limit:
            shown.append(change)
    return shown


def _changes(found: Comparison, shown: Sequence[Change]) -> None:
    cells = [_change_cells(change) for change in shown]
    before, after = found.before.label, found.after.label
    table(_CHANGE_COLUMNS, cells, title=f"{before} against {after}")
    counts = ", ".join(f"{number} {kind}" for kind, number in found.counts().items())
    note(f"{counts}; {found.unclear} pairs with too few events to tell, or without a difference")
    note(f"events in {before}: {found.events_before}, in {after}: {found.events_after}")


def _change_cells(change: Change) -> list[object]:
    row, levels = change.row(), (change.before, change.after)
    means = [f"{level.mean:+.1f}" if level.mean is not None else "none" for level in levels]
    return [
        row["change"],
        row["a"],
        row["b"],
        " > ".join(str(level.number) for level in levels),
        " > ".join(means),
        row["difference"],
        row["low"],
        row["high"],
        " | ".join(brief(level.events) for level in levels if level.events),
    ]


def _during(first: date | None, last: date | None) -> str:
    return "".join(f" {word} {bound}" for word, bound in (("from", first), ("to", last)) if bound)
