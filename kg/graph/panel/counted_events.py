"""What happened between the sides of a panel, summed up in SQL by period: one row a cell with events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from kg.graph.panel import panel_cells
from kg.graph.panel.numbering import number
from kg.graph.panel.panel_columns import TYPES
from kg.graph.panel.question import Question
from kg.graph.panel.units import Units, units
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import REAL
from kg.views.ties import Scale, period_of

COLUMNS = ("mode", "cameo", "domestic", "confidence")
"""What a panel needs of the best report of an event, beside its sides, type and dates."""


def make(table: EventTable, question: Question) -> Units:
    """Make the cells (:mod:`kg.graph.panel.panel_cells`), and the tables of sides that the rows need."""
    _choose(table, question)
    table.run(
        f"CREATE TABLE totals AS SELECT {number(question.by, 'earliest')} AS time, count(*) AS total FROM events "
        "WHERE NOT domestic GROUP BY ALL"
    )
    table.remove("source_stands_for = target_stands_for")
    found = _sides(table, question)
    _score(table, question.worth)
    _ways(table, question, found)
    scores = ", ".join(f"s{at}" for at in range(len(question.worth)))
    table.run(
        f"""CREATE VIEW counted AS SELECT e.event, c.kind, e.earliest, e.reports,
                   e.outlets AS found_outlets, {scores}, {number(question.by, "e.earliest")} AS time
            FROM events e JOIN scores c ON e.type = c.type AND coalesce(e.mode, '') = c.mode
                 AND coalesce(e.cameo, '') = c.cameo"""
    )
    panel_cells.make(table, question)
    return found


def _choose(table: EventTable, question: Question) -> None:
    """Leave the events that count: real, at a date within one period and the bounds; how many are too vague is kept.

    Of the periods before the first day those are kept that lags tell.
    """
    by = question.by
    bounds = {name: day for name, day in (("start", question.start), ("end", question.end)) if day}
    table.remove(f"NOT ({REAL}) OR confidence < $least", least=question.min_confidence)
    before = "false"
    if question.start is not None:
        of_start, first = period_of(question.start, by).first, question.reach
        assert first is not None
        before = f"coalesce(earliest >= DATE '{first}' AND latest < DATE '{of_start}', false)"
    outside = [*(["latest < $start"] if "start" in bounds else []), *(["earliest > $end"] if "end" in bounds else [])]
    if outside:
        table.remove(f"coalesce({' OR '.join(outside)}, false) AND NOT {before}", **bounds)
    placed = [
        f"date_trunc('{by}', earliest) = date_trunc('{by}', latest)",
        *([f"(earliest >= $start OR {before})"] if "start" in bounds else []),
        *(["latest <= $end"] if "end" in bounds else []),
    ]
    vague = f"NOT coalesce({' AND '.join(placed)}, false)"
    table.run(
        f"CREATE TABLE vague AS SELECT count(*) FILTER (source_stands_for <> target_stands_for) AS events FROM events "
        f"WHERE {vague} AND NOT {before}",
        **bounds,
    )
    table.remove(f"{vague}", **bounds)


def _sides(table: EventTable, question: Question) -> Units:
    rows = table.rows(
        "SELECT source_stands_for AS one FROM events UNION SELECT target_stands_for FROM events ORDER BY one"
    )
    found = units(
        [str(row["one"]) for row in rows],
        states=question.actors == "state",
        system=question.system,
        groups=question.groups,
    )
    place = {name: at for at, name in enumerate(found.names)}
    kinds = {"n": "INTEGER", "name": "VARCHAR", "first": "DATE", "last": "DATE"}
    lives: dict[str, tuple[date, date]] = {}
    for one in found.bearings:
        first, last = lives.get(one.unit, (one.first, one.last))
        lives[one.unit] = min(first, one.first), max(last, one.last)
    insert(table, "units", kinds, [(at, name, *lives[name]) for name, at in place.items()])
    kinds = {"actor": "VARCHAR", "n": "INTEGER", "first": "DATE", "last": "DATE", "named": "BOOLEAN"}
    belongings = [(one.actor, place[one.unit], one.first, one.last, one.named) for one in found.belongings]
    insert(table, "belongings", kinds, belongings)
    del kinds["named"]
    insert(table, "grouped", {"n": "INTEGER"}, [(place[name],) for name in sorted(found.groups)])
    insert(table, "bearings", kinds, [(one.actor, place[one.unit], one.first, one.last) for one in found.bearings])
    return found


def insert(table: EventTable, name: str, kinds: dict[str, str], rows: Iterable[Sequence[object]]) -> None:
    """Make a table of rows."""
    columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
    cells = ", ".join(f'unnest(${column}::{kind}[]) AS "{column}"' for column, kind in kinds.items())
    values = {column: list(cells) for column, cells in zip(kinds, columns, strict=True)}
    table.run(f"CREATE TABLE {name} AS SELECT {cells}", **values)


def _score(table: EventTable, scales: Sequence[Scale]) -> None:
    """The scores of each code that occurs."""
    names = ("type", "mode", "cameo")
    codes = list(table.rows("SELECT DISTINCT type, mode, cameo FROM events ORDER BY ALL"))
    kinds = dict.fromkeys(names, "VARCHAR") | {"kind": "UTINYINT"} | {f"s{at}": "DOUBLE" for at in range(len(scales))}
    rows = [
        (
            *(row[name] or "" for name in names),
            TYPES[str(row["type"])],
            *(scale.of(*(cast("str", row[name]) for name in names)) for scale in scales),
        )
        for row in codes
    ]
    insert(table, "scores", kinds, rows)


def _ways(table: EventTable, question: Question, found: Units) -> None:
    """Each event with its sides as units, as often as it counts: the view ``ways``."""
    facing = "true"
    if found.groups:
        some = "(s.n IN (SELECT n FROM grouped) OR t.n IN (SELECT n FROM grouped))"
        facing = f"{some} AND {_faces('s', 't')} AND {_faces('t', 's')}"
    table.run(
        f"""CREATE TABLE sided AS SELECT e.event, s.n AS s, t.n AS t FROM events e
            JOIN belongings s ON s.actor = e.source_stands_for AND {_within("s")}
            JOIN belongings t ON t.actor = e.target_stands_for AND {_within("t")}
            WHERE s.n <> t.n AND {facing}"""
    )
    if question.unit == "undirected":
        table.run("CREATE VIEW ways AS SELECT least(s, t) AS a, greatest(s, t) AS b, event FROM sided")
        return
    table.run(
        "CREATE VIEW ways AS SELECT s AS a, t AS b, event FROM sided UNION ALL "
        'SELECT t, s, event FROM sided WHERE event IN (SELECT event FROM events WHERE "symmetric")'
    )


def _within(belonging: str) -> str:
    """A name counts on the first day that an event may have; membership must hold throughout the date."""
    return (
        f"e.earliest BETWEEN {belonging}.first AND {belonging}.last "
        f"AND ({belonging}.named OR e.latest <= {belonging}.last)"
    )


def _faces(one: str, other: str) -> str:
    """Whether who acts for one side does not belong to the other: its own name outranks membership."""
    actor = {"s": "source", "t": "target"}[one]
    return (
        f"({one}.named OR NOT EXISTS (SELECT 1 FROM belongings x WHERE x.actor = e.{actor}_stands_for "
        f"AND x.n = {other}.n AND {_within('x')}))"
    )
