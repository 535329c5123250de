"""How often two sides did what to each other, from the log of a graph of any size.

Most claims have no other one near them that they could be one event with: those are counted in SQL. The few others are
put together by the same rule as everywhere (:mod:`kg.assembly.claims`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast

from kg.assembly import Claim, clusters
from kg.assembly.claims import LONGEST
from kg.model import Event
from kg.store import Log
from kg.store.grouped import pair_key
from kg.store.records import Record
from kg.views.ties import By, period_of, series
from ontology import EventType, QuadClass

_QUADS = tuple(quad.name.lower() for quad in QuadClass)
_Cell = tuple[date, str, str]
_QUAD = "".join(f" WHEN '{type_.value}' THEN '{type_.quad.name.lower()}'" for type_ in EventType)

# An island is a run of claims that touch each other; a claim that is one alone can be part of no other event.
_CLAIMS = f"""
, claims AS (
    SELECT event, min(source_stands_for) AS source, max(target_stands_for) AS target, min(type) AS type,
           bool_or("symmetric") AS mutual, bool_and("symmetric") AS always, min(earliest) AS earliest,
           max(latest) AS latest, bool_or(basis = 'stated') AS stated, bool_and(basis = 'publication') AS published,
           count(DISTINCT id) AS reports, list(DISTINCT article) AS articles
    FROM live_reports WHERE pair = $pair AND status IN ('occurred', 'historical') AND earliest IS NOT NULL
    GROUP BY event),
windowed AS (
    SELECT *, latest - earliest < {LONGEST} AS near,
           max(latest) OVER (run ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before,
           max(latest) OVER (run ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS until,
           lead(earliest) OVER run AS next
    FROM claims
    WINDOW run AS (PARTITION BY latest - earliest < {LONGEST}, type,
                   CASE WHEN mutual THEN least(source, target) ELSE source END
                   ORDER BY earliest, latest, event)),
placed AS (
    SELECT *, CASE type{_QUAD} END AS quad,
           NOT near OR (coalesce(earliest - before > 1, true) AND coalesce(next - until > 1, true)) AS alone,
           date_trunc($by, earliest)::DATE AS first,
           date_trunc($by, earliest) = date_trunc($by, latest) AS dated
    FROM windowed)
SELECT first, source, target, mutual, always, quad, count(*) AS events, sum(reports)::BIGINT AS reports,
       NULL AS event, NULL AS type, NULL AS earliest, NULL AS latest, NULL AS stated, NULL AS published,
       NULL AS articles
FROM placed WHERE alone AND dated GROUP BY ALL
UNION ALL
SELECT first, source, target, mutual, always, quad, 1, reports, event, type, earliest, latest, stated, published,
       articles
FROM placed WHERE NOT alone
"""


def counts(log: Log, a: str, b: str, *, by: By = "month") -> list[dict[str, object]]:
    """Count the events of a dyad by period, direction and quad class: what :func:`kg.views.ties.series` counts.

    Reads a few columns of the dyad's reports and builds no event; where an analyst's marks change the dyad, the events
    themselves are counted.

    Args:
        log: The graph.
        a: What one side stands for.
        b: What the other side stands for.
        by: Length of a period.

    Returns:
        Rows with period, source, target, events, reports, and a number for each quad class, of periods with events.

    Raises:
        UsageError: ``a`` and ``b`` are the same, or ``by`` is unknown.
    """
    series((), a, b, by=by)  # says what is wrong with the question
    rows = list(log.rows(_CLAIMS, pair=pair_key(a, b), by=by))
    # marked by hand, or told as mutual by some only: rare, and the events know better
    if log.marks() or any(row["mutual"] is not row["always"] for row in rows):
        return counted(log.events(pair=(a, b)), a, b, by=by)
    events: Counter[_Cell] = Counter()
    reports: Counter[_Cell] = Counter()
    quads: Counter[tuple[_Cell, str]] = Counter()
    for row in _single(rows, by):
        way = str(row["source"]), str(row["target"])
        for source, target in (way, way[::-1]) if row["mutual"] else (way,):
            cell = cast("date", row["first"]), source, target
            events[cell] += cast("int", row["events"])
            reports[cell] += cast("int", row["reports"])
            quads[cell, str(row["quad"])] += cast("int", row["events"])
    order = {(a, b): 0, (b, a): 1}
    return [
        {
            "period": period_of(cell[0], by).label,
            "source": cell[1],
            "target": cell[2],
            "events": events[cell],
            **{quad: quads[cell, quad] for quad in _QUADS},
            "reports": reports[cell],
        }
        for cell in sorted(events, key=lambda cell: (cell[0], order[cell[1:]]))
    ]


def counted(events: Iterable[Event], a: str, b: str, *, by: By = "month") -> list[dict[str, object]]:
    """The same rows from events at hand."""
    names = ("period", "source", "target", "events", *_QUADS, "reports")
    return [{name: row[name] for name in names} for row in series(events, a, b, by=by).rows() if row["events"]]


def _single(rows: Iterable[Record], by: By) -> Iterator[Record]:
    """Yield what is counted already, and the events that the other claims make."""
    near: dict[str, Record] = {}
    for row in rows:
        if row["event"] is None:
            yield row
        else:
            near[str(row["event"])] = row
    for cluster in clusters(_claim(row) for row in near.values()):
        best = near[cluster[0].id]
        if cast("date", best["latest"]) <= period_of(cast("date", best["first"]), by).last:
            yield best | {"reports": sum(cast("int", near[claim.id]["reports"]) for claim in cluster)}


def _claim(row: Record) -> Claim:
    pair = [str(row["source"]), str(row["target"])]
    return Claim(
        id=str(row["event"]),
        group=(*(sorted(pair) if row["mutual"] else pair), str(row["type"])),
        earliest=cast("date", row["earliest"]),
        latest=cast("date", row["latest"]),
        stated=bool(row["stated"]),
        published=bool(row["published"]),
        articles=frozenset(cast("list[str]", row["articles"])),
    )
