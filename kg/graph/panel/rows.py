"""The rows of a panel in SQL: where something happened, or the full grid, with what empty cells hold, and lags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kg.graph.panel.codes_of_rows import hold_codes
from kg.graph.panel.panel_columns import CELLS, Measure, code_columns, measures, prefixes, side_names
from kg.graph.panel.question import Question
from kg.store.event_table import EventTable

_THOUSAND = 1000  # a dyad's number by codes: 2 and 365 are 2365, as others of the field do it


def prepare(table: EventTable, question: Question) -> None:
    """Make ``grid_rows``, the keys of all rows in order, and who each unit is in each period: ``standing``, ``coded``.

    A grid has a pair in a period in which both exist on one day at least, within the bounds.

    Args:
        table: The graph, with cells and periods.
        question: What the panel is.
    """
    seen = " UNION ".join(f"SELECT a, b, time FROM cells_{at}" for at in range(len(prefixes(question))))
    # the id is that of the last day; of a unit with a gap within the period the days in between count, too
    standing = """SELECT n, time, arg_max(actor, least(b.last, p.last)) AS actor,
               min(greatest(b.first, p.first)) AS since, max(least(b.last, p.last)) AS until
        FROM bearings b JOIN periods p ON b.first <= p.last AND b.last >= p.first {} GROUP BY n, time"""
    if question.system:
        table.run(f"CREATE TABLE standing AS {standing.format('')}")
    if question.grid:
        _make_grid(table, question, "standing" if question.system else f"({standing.format('AND within')})", seen)
    else:
        table.run(f"CREATE VIEW grid_rows AS SELECT * FROM ({seen}) ORDER BY a, b, time")
    there = "SELECT n, time FROM units CROSS JOIN periods WHERE within"
    if not question.grid:
        there = " UNION ".join(f"SELECT {key} AS n, time FROM ({seen})" for key in ("a", "b"))
    table.run(f"CREATE VIEW places AS {there}")
    hold_codes(table, question)


def _make_grid(table: EventTable, question: Question, standing: str, seen: str) -> None:
    table.run(
        "CREATE TABLE spans AS SELECT n, time, greatest(since, $start) AS since, least(until, $end) AS until "
        f"FROM {standing} JOIN periods USING (time) WHERE within AND since <= $end AND until >= $start",
        start=question.start or date.min,
        end=question.end or date.max,
    )
    there = "SELECT n AS a, 0 AS b, time FROM spans"
    if question.unit != "monad":
        there = (
            "SELECT x.n AS a, y.n AS b, x.time FROM spans x JOIN spans y USING (time) "
            "WHERE x.since <= y.until AND y.since <= x.until"
        )
    table.run(f"CREATE VIEW together AS {there}")
    # what is told of somebody on days on which it did not exist has a row all the same
    inside = f"SELECT a, b, time FROM ({seen}) JOIN periods USING (time) WHERE within"
    told = f"SELECT * FROM ({inside}) ANTI JOIN together USING (a, b, time)"
    table.run(
        f"CREATE TABLE grid_rows AS SELECT * FROM (SELECT a, b, time FROM together WHERE {_wanted(question)} "
        f"UNION ALL {told}) ORDER BY a, b, time"
    )


def _wanted(question: Question) -> str:
    """Which of all pairs a grid has."""
    order = {"monad": "true", "undirected": "b > a", "directed": "b <> a"}[question.unit]
    if not question.groups:
        return order
    sides = " OR ".join(f"{side} IN (SELECT n FROM grouped)" for side in ("a", "b")[: len(side_names(question))])
    return f"{order} AND ({sides})"


def number(table: EventTable, question: Question) -> dict[str, int]:
    """How many rows there are of each kind of cell, without making them."""
    keys = " UNION ".join(f"SELECT a, b, time FROM cells_{at}" for at in range(len(prefixes(question))))
    seen = f"SELECT time, count(*) AS seen FROM ({keys}) GROUP BY time"
    if not question.grid:
        (row,) = table.rows(f"SELECT coalesce(sum(seen), 0)::BIGINT AS n FROM ({seen})")
        return {"observed": int(str(row["n"]))}
    covered = "covered_days > 0" if question.fill == "zero" else "false"
    (row,) = table.rows(
        f"""WITH of_time AS (SELECT time, count(*) AS rows FROM grid_rows GROUP BY time),
        kinds AS (
            SELECT rows, coalesce(seen, 0) AS seen, {covered} AS covered
            FROM of_time JOIN periods USING (time) LEFT JOIN ({seen}) USING (time))
        SELECT coalesce(sum(seen), 0)::BIGINT AS observed,
               coalesce(sum(rows - seen) FILTER (covered), 0)::BIGINT AS zero,
               coalesce(sum(rows - seen) FILTER (NOT covered), 0)::BIGINT AS missing FROM kinds"""
    )
    return {name: int(str(row[name])) for name in ("observed", "zero", "missing")}


def select(question: Question) -> str:
    """The query of all rows, with the columns of :func:`kg.graph.panel.panel_columns.columns` in their order.

    Its joins look up a row of each table on the right for the rows on the left and leave none of these out, so that the
    answer is in their order; the database must not change the sides, see :meth:`kg.graph.panel.panel.Panel.opened`.
    """
    sides = dict(zip(side_names(question), ("a", "b"), strict=False))
    # rows with events, of one kind, need no look-up: they are the cells, which stand in order
    row, rows = ("c0", "cells_0") if _only(question) else ("g", "grid_rows")
    parts = [] if _only(question) else list(range(len(prefixes(question))))
    joins = [f"LEFT JOIN periods p ON p.time = {row}.time"]
    joins += [f"LEFT JOIN units unit_{key} ON unit_{key}.n = {row}.{key}" for key in sides.values()]
    joins += [f"LEFT JOIN coded now_{key} ON {_stands(row, key, 'now', 'p.time')}" for key in sides.values()]
    joins += [f"LEFT JOIN cells_{at} c{at} ON {_same(row, f'c{at}', f'{row}.time')}" for at in parts]
    for lag in question.delays:
        then = f"{row}.time - {lag}"
        joins.append(f"LEFT JOIN periods p{lag} ON p{lag}.time = {then}")
        if question.system:
            joins += [
                f"LEFT JOIN standing l{lag}_{key} ON {_stands(row, key, f'l{lag}', then)}" for key in sides.values()
            ]
        every = range(len(prefixes(question)))
        joins += [f"LEFT JOIN past_{at} c{at}_{lag} ON {_same(row, f'c{at}_{lag}', then)}" for at in every]
    return f"SELECT {', '.join(_shown(question, row, sides))} FROM {rows} {row} {' '.join(joins)}"


def _shown(question: Question, row: str, sides: Mapping[str, str]) -> list[str]:
    """SQL of each column."""
    parts = list(enumerate(prefix for prefix, _ in prefixes(question)))
    held = measures(question)
    cells = ["p.period", "p.time", "p.first", "p.last", f"{_panel(question, row)} AS panel"]
    cells += [f"coalesce(now_{key}.actor, unit_{key}.name) AS {name}" for name, key in sides.items()]
    for column in code_columns(question):
        (key,) = [key for name, key in sides.items() if column.name.startswith(f"{name}_")]
        system = column.name.rpartition("_")[2]
        value = f"unit_{key}.name" if system == question.system else f"now_{key}.{system}"
        cells.append(f"{value}::{column.kind} AS {column.name}")
    seen = " OR ".join(f"c{at}.events IS NOT NULL" for at, _ in parts)
    empty = "p.covered_days > 0" if question.fill == "zero" else "false"
    missing, zero, observed = (f"'{name}'" for name in CELLS)
    state = f"CASE WHEN {seen} THEN {observed} WHEN {empty} THEN {zero} ELSE {missing} END"
    cells += [f"{observed if _only(question) else state} AS cell"]
    cells += ["p.coverage", "p.covered_days"]
    for at, prefix in parts:
        filled = None if _only(question) else empty
        cells += [_cell(one, f"c{at}", filled, f"{prefix}{one.column.name}") for one in held]
    for at, prefix in parts:
        for lag in question.delays:
            was = [f"coalesce(p{lag}.covered_days, 0) > 0" if question.fill == "zero" else "false"]
            was += [_was(question, key, lag) for key in sides.values()]
            cells += [
                _cell(one, f"c{at}_{lag}", " AND ".join(was), f"{prefix}{one.column.name}_lag{lag}")
                for one in held
                if one.lagged
            ]
    return cells


def _only(question: Question) -> bool:
    return not question.grid and question.unit != "monad"


def _cell(measure: Measure, cells: str, empty: str | None, name: str) -> str:
    """A measure; where there may be no events, ``empty`` says when it is 0 then."""
    value = measure.shown.format(f'{cells}."{measure.column.name}"')
    if measure.empty and empty is not None:
        value = f"CASE WHEN {cells}.events IS NOT NULL THEN {value} WHEN {empty} THEN 0 END::{measure.column.kind}"
    return f'{value} AS "{name}"'


def _same(row: str, cells: str, time: str) -> str:
    return f"{cells}.a = {row}.a AND {cells}.b = {row}.b AND {cells}.time = {time}"


def _was(question: Question, key: str, lag: int) -> str:
    """Whether a side existed so many periods before."""
    if question.system:
        return f"l{lag}_{key}.n IS NOT NULL"
    return f"unit_{key}.first <= p{lag}.last AND unit_{key}.last >= p{lag}.first"


def _stands(row: str, key: str, when: str, time: str) -> str:
    """The condition under which a row tells of a side at a time."""
    return f"{when}_{key}.n = {row}.{key} AND {when}_{key}.time = {time}"


def _panel(question: Question, row: str) -> str:
    numbers = question.system in {"cow", "gw"} and not question.groups
    if question.unit == "monad":
        return "unit_a.name::INTEGER" if numbers else f"{row}.a + 1"
    if numbers:
        return f"unit_a.name::INTEGER * {_THOUSAND} + unit_b.name::INTEGER"
    return f"{row}.a * (SELECT count(*) FROM units)::INTEGER + {row}.b + 1"
