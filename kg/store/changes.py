"""What has changed in a log since something was made of it, and the events that this can have changed.

Two claims are one event only if they have the same sides and type and lie near each other in time; see
:mod:`kg.assembly.claims`. So a report that comes or goes can change only events near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast

from kg.assembly import merge_read
from kg.assembly.claims import LONGEST
from kg.base.parquet import SCAN, literal
from kg.model import Event
from kg.store.columns import REPORT_COLUMNS
from kg.store.duck import connection, names
from kg.store.grouped import pair_key
from kg.store.reader import Reader
from kg.store.records import Record, report_of

REACH = timedelta(days=2 * LONGEST + 2)
"""How far from a claim events may lie that are others because of it: a chain of vague dates, and neighbouring days."""

_COVERED = "id, article, event, pair, type, earliest, latest, log_part"
_KEY = "(l.id = c.id AND l.article = c.article AND l.log_part = c.log_part)"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Spot:
    """A claim of which something has changed: where in the log to look.

    Attributes:
        pair: Key of both sides.
        type: Event type; empty for any.
        event: Id of the claim as it was read.
        article: The article that told it.
        earliest, latest: Its dates.
        gone: Whether the report counts no more.
    """

    pair: str
    type: str
    event: str
    article: str = ""
    earliest: date | None = None
    latest: date | None = None
    gone: bool = False

    @property
    def narrow(self) -> bool:
        """Whether its dates allow it to be one event with other claims."""
        return bool(self.earliest and self.latest and (self.latest - self.earliest).days < LONGEST)

    def span(self, times: int) -> tuple[date, date]:
        """The days so many times :data:`REACH` around it."""
        assert self.earliest is not None
        assert self.latest is not None
        reach = times * REACH
        first = self.earliest - reach if self.earliest - date.min > reach else date.min
        return first, self.latest + reach if date.max - self.latest > reach else date.max


def note(log: Reader, path: Path) -> int:
    """Write down which reports count now, and return how many.

    Raises:
        GraphError: The log is damaged.
    """
    rows = log.rows(f" SELECT {_COVERED} FROM live_reports", into=path)
    return sum(int(str(row["Count"])) for row in rows)


def changes(before: Path, now: Path) -> list[Spot]:
    """What has come and gone between two calls of :func:`note`."""
    columns = "pair, type, event, article, earliest, latest, gone"
    with connection() as database:
        rows = database.execute(
            f"WITH c AS (SELECT * FROM {SCAN.format('$before')}), l AS (SELECT * FROM {SCAN.format('$now')}) "
            f"SELECT {columns} FROM (SELECT *, false AS gone FROM l ANTI JOIN c ON {_KEY} "
            f"UNION ALL SELECT *, true AS gone FROM c ANTI JOIN l ON {_KEY}) ORDER BY ALL",
            {"before": literal(before), "now": literal(now)},
        ).fetchall()
    return [_spot(dict(zip(columns.split(", "), row, strict=True))) for row in rows]


def spots(log: Reader, claims: Iterable[str], *, any_type: bool = False) -> list[Spot]:
    """Where some claims are, as they were read."""
    wanted = sorted(set(claims))
    if not wanted:
        return []
    kind = "''" if any_type else "type"
    rows = log.rows(
        f" SELECT DISTINCT pair, {kind} AS type, event, '' AS article, earliest, latest, "
        "false AS gone FROM live_reports WHERE event IN (SELECT unnest($claims)) ORDER BY ALL",
        claims=wanted,
    )
    return [_spot(row) for row in rows]


def referring(log: Reader, claims: Iterable[str]) -> list[Spot]:
    """Where reports are that are about some claims: "the annexation"."""
    rows = log.rows(
        " SELECT DISTINCT pair, type, event, '' AS article, earliest, latest, false AS gone FROM live_reports "
        "WHERE object_event IN (SELECT unnest($claims)) ORDER BY ALL",
        claims=sorted(set(claims)),
    )
    return [_spot(row) for row in rows]


def near(log: Reader, where: Sequence[Spot]) -> list[Event]:
    """The events that some claims are part of, or that they may have an influence on; no others, and each as it is.

    Reads the reports near the claims only.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    if not where:
        return []
    marks = log.marks()
    # what is joined by hand lies anywhere
    where = [*where, *spots(log, {*marks.same, *marks.same.values()})]
    typed = sorted(marks.types)
    if typed:  # a corrected type makes a claim a neighbour of others than it was read as
        retyped = {spot.event for spot in where} & set(typed)
        where = [*where, *spots(log, retyped, any_type=True)]
    windows = sorted({(spot.pair, spot.type, *spot.span(2)) for spot in where if spot.narrow})
    rows = log.rows(
        ", w AS (SELECT unnest($pairs::VARCHAR[]) AS pair, unnest($types::VARCHAR[]) AS type, "
        "unnest($firsts::DATE[]) AS first, unnest($lasts::DATE[]) AS last) "
        f"SELECT {names(REPORT_COLUMNS)}, r.event, r.id FROM live_reports r "
        "WHERE r.event IN (SELECT unnest($claims::VARCHAR[])) "
        "OR (r.pair IN (SELECT pair FROM w) AND EXISTS (SELECT 1 FROM w WHERE w.pair = r.pair "
        "AND (w.type IN ('', r.type) OR r.event IN (SELECT unnest($typed::VARCHAR[]))) "
        'AND r.latest >= w.first AND r.earliest <= w.last)) ORDER BY r.article, r."start", r.trigger_start, r.position',
        pairs=[w[0] for w in windows],
        types=[w[1] for w in windows],
        firsts=[w[2] for w in windows],
        lasts=[w[3] for w in windows],
        claims=sorted({spot.event for spot in where}),
        typed=typed,
    )
    wanted = {spot.event for spot in where}
    spans: dict[str, list[tuple[date, date]]] = {}
    for spot in where:
        if spot.narrow:
            spans.setdefault(spot.pair, []).append(spot.span(1))
    return [
        event
        for event in merge_read(((report_of(row), str(row["event"]), str(row["id"])) for row in rows), marks)
        if not wanted.isdisjoint((event.id, *event.aliases)) or _within(event, spans)
    ]


def _within(event: Event, spans: dict[str, list[tuple[date, date]]]) -> bool:
    when, pair = event.best.when, pair_key(*event.best.dyad)
    if when.earliest is None or when.latest is None or (when.latest - when.earliest).days >= LONGEST:
        return False
    return any(first <= when.latest and when.earliest <= last for first, last in spans.get(pair, ()))


def _spot(row: Record) -> Spot:
    return Spot(
        pair=str(row["pair"]),
        type=str(row["type"]),
        event=str(row["event"]),
        article=str(row["article"]),
        earliest=cast("date | None", row["earliest"]),
        latest=cast("date | None", row["latest"]),
        gone=bool(row["gone"]),
    )
