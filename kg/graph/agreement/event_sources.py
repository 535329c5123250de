"""The codings that are compared: a graph directory, or one dataset of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from kg.base.errors import UsageError
from kg.base.places import place
from kg.store import Log
from kg.store.event_table import EventTable, literal
from kg.store.merging_in_sql import REAL
from kg.views.ties.sources import OWN
from ontology import EventType

_QUADS = {type_.value: type_.quad for type_ in EventType}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource:
    """One coding.

    Attributes:
        name: As the user calls it.
        log: The graph.
        dataset: The dataset within it, ``irkg`` for what irkg read itself; None for the whole graph.
    """

    name: str
    log: Log
    dataset: str | None = None


def source(name: str, graph: Path) -> EventSource:
    """A coding by name: a graph directory, or a dataset of the graph at hand.

    Raises:
        UsageError: It is neither; the message names the datasets that there are.
        GraphError: The directory is no graph that can be read.
    """
    if Log.there(where := place(name)):
        return EventSource(name=name, log=Log.open(where))
    if not Log.there(graph):
        raise UsageError(
            f"{name!r} is no graph directory, nor is {graph}, of which it could be a dataset; name a graph with --graph"
        )
    log = Log.open(graph)
    rows = log.rows(f" SELECT DISTINCT coalesce(dataset, '{OWN}') AS dataset FROM live_reports ORDER BY dataset")
    known = [str(row["dataset"]) for row in rows]
    if name not in known:
        raise UsageError(f"{name!r} is neither a graph directory nor a dataset of {graph}; it has {', '.join(known)}")
    return EventSource(name=name, log=log, dataset=name)


def read(source_: EventSource, path: Path) -> list[date]:
    """Write the dated events of a coding into a file; return the days that it covers, in order.

    A day is covered on which an article came out, or, of imported data, an event happened.

    Raises:
        UsageError: There is no such day.
        GraphError: The log is damaged.
    """
    of = "" if source_.dataset is None else f"AND coalesce(dataset, '{OWN}') = {literal(source_.dataset)}"
    with EventTable(source_.log, columns=("predicate",)) as table:
        mine = ""
        if source_.dataset is not None:
            told = (
                "SELECT coalesce(joined.event, ('0x' || r.event)::UBIGINT) FROM live_reports r LEFT JOIN joined "
                f"ON joined.claim = ('0x' || r.event)::UBIGINT WHERE true {of}"
            )
            mine = f"AND event IN ({told})"
        quads = " ".join(f"WHEN '{name}' THEN '{quad.name.lower()}'" for name, quad in _QUADS.items())
        table.run(
            f"""COPY (SELECT format('{{:016x}}', event) AS event, source_stands_for AS s, target_stands_for AS t, type,
                CASE type {quads} END AS quad, earliest, latest, "symmetric" AS mutual, reports, predicate
            FROM events WHERE {REAL} AND source_stands_for <> target_stands_for AND earliest IS NOT NULL {mine}
            ORDER BY earliest, event) TO {literal(str(path))} (FORMAT parquet)"""
        )
        own = "true" if source_.dataset in {None, OWN} else "false"
        rows = table.rows(
            f"""SELECT DISTINCT day FROM (
                SELECT published AS day FROM live_articles WHERE {own} AND skipped IS NULL
                UNION ALL SELECT earliest FROM live_reports WHERE dataset IS NOT NULL AND earliest = latest {of})
            WHERE day IS NOT NULL ORDER BY day"""
        )
        days = [cast("date", row["day"]) for row in rows]
    if not days:
        raise UsageError(f"nothing says which days {source_.name} covers: no article of it has a day")
    return days
