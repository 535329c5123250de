"""What follows from codes and numbers of which a graph has few, as tables for SQL; and dates as people write them."""

from __future__ import annotations

from typing import cast

from kg.store.event_table import EventTable
from ontology import Cameo, EventType, Mode

LEAST, AN_EVENT = 340_000_000, 230
"""Bytes DuckDB may take, and for each event at least: what joins look up stays in memory, the rest goes to disk."""

ISO = """CASE WHEN t.earliest = t.latest THEN t.earliest::VARCHAR
    WHEN date_trunc('month', t.earliest) = date_trunc('month', t.latest) THEN left(t.earliest::VARCHAR, 7)
    WHEN t.latest - t.earliest BETWEEN 2 AND 7
        THEN left((t.earliest + ((t.latest - t.earliest) // 2)::INTEGER)::VARCHAR, 7)
    WHEN year(t.earliest) = year(t.latest) THEN left(t.earliest::VARCHAR, 4) END"""
"""The date of ``t``; see :attr:`kg.base.dates.When.iso`."""

JOINED = """JOIN codes c ON t.type = c.type AND coalesce(t.mode, '') = c.mode AND coalesce(t.cameo, '') = c.cameo
     JOIN sure ON sure.confidence = t.confidence
     LEFT JOIN (SELECT id, published, outlet, url FROM live_articles WHERE skipped IS NULL) a ON a.id = t.article"""
"""What is looked up for ``t``, some reports: numbers of :func:`hold`, and what the article says of itself."""

WHERE_TOLD = {
    "published": "coalesce(t.published, a.published)",
    "outlet": "coalesce(nullif(t.outlet, ''), a.outlet)",
    "url": "coalesce(nullif(t.url, ''), a.url)",
}
"""Where and when ``t`` was told, with what :data:`JOINED` adds."""


def hold(table: EventTable, told: str) -> None:
    """Make ``codes`` and ``sure``, and give the database as much memory as it needs to look things up in.

    Args:
        table: The events of a graph.
        told: The table with all codes and confidences that are to be looked up.
    """
    (size,) = table.rows("SELECT count(*) AS events FROM events")
    table.run(f"SET memory_limit = '{max(LEAST, AN_EVENT * cast('int', size['events']))}B'")
    table.join_as_written()
    table.run(
        "CREATE TABLE codes (type VARCHAR, mode VARCHAR, cameo VARCHAR, root VARCHAR, quad INTEGER, score DOUBLE, "
        "goldstein DOUBLE, score_text VARCHAR, goldstein_text VARCHAR)"
    )
    for row in list(table.rows(f"SELECT DISTINCT type, mode, cameo FROM {told}")):
        type_ = EventType(str(row["type"]))
        mode = Mode.get(type_, str(row["mode"])) if row["mode"] else None
        cameo = Cameo.get(str(row["cameo"])) if row["cameo"] else None
        score, goldstein = mode.score if mode else type_.score, cameo.goldstein if cameo else None
        values = (type_.value, row["mode"] or "", row["cameo"] or "", cameo and cameo.root, type_.quad.value)
        texts = repr(score), None if goldstein is None else repr(goldstein)
        cells = {f"v{at}": value for at, value in enumerate((*values, score, goldstein, *texts))}
        marks = ", ".join(f"${name}" for name in cells)
        table.run(f"INSERT INTO codes VALUES ({marks})", **cells)
    sure = [cast("float", row["confidence"]) for row in table.rows(f"SELECT DISTINCT confidence FROM {told}")]
    rounded = [round(number, 4) for number in sure]
    table.run("CREATE TABLE sure (confidence DOUBLE, rounded DOUBLE, told VARCHAR)")
    table.run(
        "INSERT INTO sure SELECT unnest($a::DOUBLE[]), unnest($b::DOUBLE[]), unnest($c::VARCHAR[])",
        a=sure,
        b=rounded,
        c=list(map(repr, rounded)),
    )
