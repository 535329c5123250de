"""Which events of one coding are in the other: on the same dyad, near in time, of the same kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.agreement.answer_rows import Row, one, rounded, rows

if TYPE_CHECKING:
    import duckdb

WITHIN = {"day": 1, "week": 7}
"""Days by which the dates of one event may differ in two codings."""
_VAGUE = 7  # days that a date may span to be looked for in the other coding
_KINDS = ("dyad", "quad", "type")


def found(database: duckdb.DuckDBPyConnection, names: tuple[str, str]) -> Iterator[Row]:
    """Shares of the events of one that are in the other; the tables ``seen_0`` and ``seen_1`` hold which.

    Looked for are those within a week of a day that the other covers: where it is silent altogether it missed nothing.
    """
    for at, other in ((0, 1), (1, 0)):
        dated = f"latest - earliest < {_VAGUE}"
        week = WITHIN["week"]
        near = f"(SELECT 1 FROM covered_{other} WHERE day BETWEEN earliest - {week} AND latest + {week})"
        mine = (
            "SELECT event, s, t, type, quad, earliest + unnest(range(latest - earliest + 1))::INTEGER AS day "
            f"FROM ways_{at} WHERE {dated} AND EXISTS {near}"
        )
        shares = []
        for span, days in WITHIN.items():
            theirs = (
                f"SELECT DISTINCT s, t, type, quad, earliest - {days} + "
                f"unnest(range(latest - earliest + {2 * days + 1}))::INTEGER AS day FROM ways_{other} WHERE {dated}"
            )
            shares.append(
                f"""SELECT event, bool_or(y.s IS NOT NULL) AS {span}_dyad, bool_or(y.quad = x.quad) AS {span}_quad,
                        bool_or(y.type = x.type) AS {span}_type
                FROM ({mine}) x LEFT JOIN ({theirs}) y ON x.s = y.s AND x.t = y.t AND x.day = y.day GROUP BY event"""
            )
        database.execute(f"CREATE TABLE seen_{at} AS SELECT * FROM ({shares[0]}) JOIN ({shares[1]}) USING (event)")
        for span in WITHIN:
            row = one(
                database,
                f"SELECT count(*), {', '.join(f'avg(coalesce({span}_{kind}, false)::INTEGER)' for kind in _KINDS)} "
                f"FROM seen_{at}",
            )
            shown = dict(zip(_KINDS, map(rounded, row[1:]), strict=True))
            yield {"of": names[at], "in": names[other], "within": f"a {span}", "events": row[0], **shown}


def missed(database: duckdb.DuckDBPyConnection, names: tuple[str, str]) -> Iterator[Row]:
    """By event type of one coding, how many of its events the other has not within a week in the same quad class."""
    for at, other in ((0, 1), (1, 0)):
        for row in rows(
            database,
            f"""SELECT type, count(*) AS events, count(*) FILTER (NOT coalesce(week_quad, false)) AS missed,
                       avg(coalesce(week_quad, false)::INTEGER) AS found
            FROM events_{at} JOIN seen_{at} USING (event) GROUP BY type ORDER BY missed DESC, type""",
        ):
            yield {"of": names[at], "in": names[other], **{name: rounded(value) for name, value in row.items()}}


def examples(database: duckdb.DuckDBPyConnection, names: tuple[str, str], most: int) -> Iterator[Row]:
    """Some of these events, those told most often first."""
    for at, other in ((0, 1), (1, 0)):
        for row in rows(
            database,
            f"""SELECT event, earliest::VARCHAR AS day, s AS source, type, t AS target, predicate, reports
            FROM events_{at} JOIN seen_{at} USING (event) WHERE NOT coalesce(week_quad, false)
            ORDER BY reports DESC, earliest, event LIMIT {most}""",
        ):
            yield {"of": names[at], "not_in": names[other], **row}
