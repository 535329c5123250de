"""How counts of dyads and periods go together in two codings: sums, and correlations of levels and of changes.

Only periods count that both cover: where one was told nothing at all, it has no zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, cast

from kg.graph.agreement.answer_rows import Row, one
from kg.graph.panel.numbering import number
from kg.store.event_table import literal
from kg.views.ties import By
from ontology import QuadClass

if TYPE_CHECKING:
    import duckdb

_DIGITS = 4


def dyads(database: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """Directed dyads with events in both, in the first alone, in the second alone."""
    both, mine, theirs = one(
        database,
        """WITH x AS (SELECT DISTINCT s, t FROM ways_0), y AS (SELECT DISTINCT s, t FROM ways_1)
        SELECT (SELECT count(*) FROM (FROM x INTERSECT FROM y)), (SELECT count(*) FROM (FROM x EXCEPT FROM y)),
               (SELECT count(*) FROM (FROM y EXCEPT FROM x))""",
    )
    return cast("int", both), cast("int", mine), cast("int", theirs)


def covered_periods(database: duckdb.DuckDBPyConnection, by: By, first: date, last: date) -> tuple[int, int]:
    """How many periods between two days each coding covers on some day."""
    numbers = (one(database, f"SELECT count(*) FROM ({_covered(at, by, first, last)})")[0] for at in (0, 1))
    mine, theirs = (cast("int", number) for number in numbers)
    return mine, theirs


def hold_periods(database: duckdb.DuckDBPyConnection, by: By, first: date, last: date) -> int:
    """Make the table ``compared`` of the periods that both cover; how many there are."""
    both = " INTERSECT ".join(f"({_covered(at, by, first, last)})" for at in (0, 1))
    database.execute(f"CREATE TABLE compared AS {both}")
    return cast("int", one(database, "SELECT count(*) FROM compared")[0])


def _covered(at: int, by: By, first: date, last: date) -> str:
    bounds = " AND ".join(f"day {sign} DATE {literal(str(day))}" for sign, day in ((">=", first), ("<=", last)))
    return f"SELECT DISTINCT {number(by, 'day')} AS time FROM covered_{at} WHERE {bounds}"


def levels(database: duckdb.DuckDBPyConnection, by: By) -> Iterator[Row]:
    """Over all dyads with events in either and all periods that both cover, those without events as zeros.

    Most cells are zeros, and are reckoned with without being made. Changes are those from one period to the next.
    """
    steps = "SELECT time FROM compared SEMI JOIN (SELECT time + 1 AS time FROM compared) USING (time)"
    periods, after = (
        cast("int", one(database, f"SELECT count(*) FROM ({some})")[0]) for some in ("FROM compared", steps)
    )
    for kind in ("events", *(quad.name.lower() for quad in QuadClass)):
        where = "true" if kind == "events" else f"quad = '{kind}'"
        for at in (0, 1):
            database.execute(
                f"CREATE OR REPLACE TABLE sums_{at} AS SELECT s, t, {number(by, 'earliest')} AS time, count(*) AS n "
                f"FROM ways_{at} WHERE {where} AND {number(by, 'earliest')} = {number(by, 'latest')} "
                f"AND {number(by, 'earliest')} IN (FROM compared) GROUP BY ALL"
            )
        database.execute(
            "CREATE OR REPLACE TABLE cells AS SELECT s, t, time, coalesce(x.n, 0) AS a, coalesce(y.n, 0) AS b "
            "FROM sums_0 x FULL JOIN sums_1 y USING (s, t, time)"
        )
        pairs, a, b, both = one(
            database,
            "SELECT count(DISTINCT (s, t)), coalesce(sum(a), 0)::BIGINT, coalesce(sum(b), 0)::BIGINT, "
            "count(*) FILTER (a > 0 AND b > 0) FROM cells",
        )
        size = cast("int", pairs) * periods
        changes = (
            "SELECT sum(a)::DOUBLE AS x, sum(b)::DOUBLE AS y FROM (SELECT * FROM cells UNION ALL "
            "SELECT s, t, time + 1, -a, -b FROM cells) "
            f"WHERE time IN ({steps}) GROUP BY s, t, time"
        )
        yield {
            "count": kind,
            "cells": size,
            "a": a,
            "b": b,
            "both": both,
            "levels": _correlation(database, "SELECT a AS x, b AS y FROM cells", size),
            "ranks": _correlation(database, _RANKS, size),
            "changes": _correlation(database, changes, cast("int", pairs) * after),
        }


# of each count above zero how far its mean rank lies above that of the zeros, of which there are any number
_RANKS = """
WITH x AS (SELECT a, count(*) AS n FROM cells WHERE a > 0 GROUP BY a),
y AS (SELECT b, count(*) AS n FROM cells WHERE b > 0 GROUP BY b),
xs AS (SELECT a, sum(n) OVER (ORDER BY a) - n / 2 AS r FROM x),
ys AS (SELECT b, sum(n) OVER (ORDER BY b) - n / 2 AS r FROM y)
SELECT CASE WHEN cells.a > 0 THEN xs.r + ($size - (SELECT sum(n) FROM x)) / 2 ELSE 0 END AS x,
       CASE WHEN cells.b > 0 THEN ys.r + ($size - (SELECT sum(n) FROM y)) / 2 ELSE 0 END AS y
FROM cells LEFT JOIN xs ON xs.a = cells.a LEFT JOIN ys ON ys.b = cells.b
"""


def _correlation(database: duckdb.DuckDBPyConnection, query: str, size: int) -> float | None:
    """Pearson's correlation of ``x`` and ``y`` over so many cells, of which those that the query lacks are zeros."""
    query = query.replace("$size", str(size))
    row = one(database, f"SELECT sum(x), sum(y), sum(x * x), sum(y * y), sum(x * y) FROM ({query})")
    if size < 2 or any(value is None for value in row):  # noqa: PLR2004 - one cell has no correlation
        return None
    x, y, xx, yy, xy = (float(cast("float", value)) for value in row)
    spread = (xx - x * x / size) * (yy - y * y / size)
    return round((xy - x * y / size) / math.sqrt(spread), _DIGITS) if spread > 0 else None
