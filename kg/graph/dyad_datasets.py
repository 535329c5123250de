"""The same of each dataset of a graph apart: irkg's own reading, and codings of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import cast

from kg.graph.dyad_events import Between, Counting, pairs_of
from kg.graph.selection import Selection
from kg.store import Log, by_hand
from kg.store.event_table import EventTable
from kg.store.grouped import pair_key
from kg.store.merging_in_sql import BEST_FIRST, CLAIM
from kg.views.ties import By, Side, by_source
from kg.views.ties.sources import OWN

_TOLD = ("status", "domestic", "earliest", "latest")
_DATASET = f"coalesce(nullif(dataset, ''), '{OWN}')"


def between_by_source(  # noqa: PLR0913 - one keyword an option of `kg ties`
    log: Log,
    a: Side,
    b: Side,
    *,
    by: By = "month",
    start: date | None = None,
    end: date | None = None,
    within: tuple[date | None, date | None] = (None, None),
    min_confidence: float = 0.0,
    shares: bool = True,
) -> dict[str, Between]:
    """Read what a tie needs of each dataset, by its name; see :func:`kg.graph.dyad_events.between`.

    An event that several tell is one of each, with the reports of that one alone: so are its days and its status.

    Args:
        log: The graph.
        a: One side.
        b: The other side.
        by: Length of a period.
        start: First day to look at.
        end: Last day to look at.
        within: First and last day on which the codes of the sides hold, None without a bound: what lies outside is no
            event of the graph.
        min_confidence: Least confidence of an event's best report, of any dataset.
        shares: See :func:`kg.graph.dyad_events.between`.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    pairs, wanted = pairs_of(a, b), Selection(min_confidence=min_confidence)
    others: Mapping[str, Counter[date]]
    if shares or min_confidence:
        with EventTable(log, columns=("domestic", "confidence"), evidence=False) as table:
            marked = list(table.in_memory())
            others = _others(table, pairs.union(table.by_hand), Counting(by, start, end), within, min_confidence)
    else:  # then each report is of an event that counts, and tells that there is its dataset
        held = by_hand.marked_pairs(log)
        marked = list(by_hand.events_of(log, held, None).values())
        others = {name: Counter() for name in _datasets(log, pairs.union(held))}
    # what an analyst joined may have been told of one pair by one dataset, of another by another
    joined = [event for event in marked if pair_key(*event.best.dyad) not in pairs]
    parts = by_source(wanted.of([*log.events_between(pairs), *joined]))
    return {
        name: Between(events=parts.get(name, []), others=others.get(name, Counter()))
        for name in sorted({*parts, *others})
    }


def _datasets(log: Log, pairs: set[str]) -> list[str]:
    """Datasets of the reports of other pairs."""
    query = f" SELECT DISTINCT {_DATASET} AS name FROM live_reports WHERE pair NOT IN (SELECT unnest($pairs))"
    return [str(row["name"]) for row in log.rows(query, pairs=sorted(pairs))]


def _others(
    table: EventTable, pairs: set[str], counting: Counting, within: tuple[date | None, date | None], least: float
) -> dict[str, Counter[date]]:
    """Events of other pairs, of each dataset; one of which none counts is among them."""
    # most events are told once: only the others need be put together
    table.run("CREATE TABLE mixed AS FROM several UNION SELECT claim FROM joined UNION SELECT event FROM joined")
    told = ", ".join(f"'{name}': {name}" for name in _TOLD)
    inside = "latest >= coalesce($first::DATE, latest) AND earliest <= coalesce($last::DATE, earliest)"
    rows = table.rows(
        f"""
        WITH alone AS (
            SELECT {_DATASET} AS dataset, {", ".join(_TOLD)} FROM live_reports
            WHERE {CLAIM} NOT IN (FROM mixed) AND pair NOT IN (SELECT unnest($pairs)) AND confidence >= $least),
        parts AS (
            SELECT coalesce(joined.event, claimed) AS event, dataset, arg_min({{{told}}}, {BEST_FIRST}) AS told
            FROM (SELECT * REPLACE ({_DATASET} AS dataset), {CLAIM} AS claimed FROM told_reports
                  WHERE {CLAIM} IN (FROM mixed) AND pair NOT IN (SELECT unnest($pairs))) r
                 LEFT JOIN joined ON joined.claim = claimed GROUP BY ALL),
        one AS (
            FROM alone UNION ALL SELECT dataset, unnest(told) FROM parts
            WHERE event IN (SELECT event FROM events WHERE confidence >= $least))
        SELECT dataset, {Counting.FIRST} AS first, count(*) FILTER ({counting.condition} AND {inside}) AS events
        FROM one GROUP BY ALL""",
        pairs=sorted(pairs),
        least=least,
        first=within[0],
        last=within[1],
        **counting.values,
    )
    found: dict[str, Counter[date]] = {}
    for row in rows:
        of_one = found.setdefault(str(row["dataset"]), Counter())
        if row["events"]:
            of_one[cast("date", row["first"])] += cast("int", row["events"])
    return found
