"""What a tie needs of a graph of any size: the events between its sides, and how many others there were meanwhile."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import ClassVar, cast

from kg.graph.selection import Selection
from kg.lexicon import load_actors
from kg.model import Event
from kg.store import Log
from kg.store.event_table import EventTable
from kg.store.grouped import pair_key
from kg.store.kept_events import PAIR
from kg.store.merging_in_sql import REAL
from kg.views.ties import By, Side

_DATED = "date_trunc($by, earliest) = date_trunc($by, latest)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The events that a tie is counted from.

    Attributes:
        events: All events between actors of the two sides.
        others: Number of all other events of the graph that count, by the first day of their period; empty where no
            shares are asked for.
    """

    events: list[Event]
    others: Counter[date]


def between(
    log: Log,
    a: Side,
    b: Side,
    *,
    by: By = "month",
    start: date | None = None,
    end: date | None = None,
    min_confidence: float = 0.0,
    shares: bool = True,
) -> Between:
    """Read what a tie needs: the rows of its pairs of actors, and for shares a few columns of all others.

    Args:
        log: The graph.
        a: One side.
        b: The other side.
        by: Length of a period.
        start: First day to look at.
        end: Last day to look at.
        min_confidence: Least confidence of an event's best report.
        shares: Whether :attr:`kg.views.ties.Tie.share` is asked for, to which all events of the graph belong.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    pairs = pairs_of(a, b)
    events = Selection(min_confidence=min_confidence).of(log.events_between(pairs))
    counting = Counting(by, start, end)
    others = _others(log, pairs, counting, min_confidence) if shares else Counter[date]()
    return Between(events=events, others=others)


def pairs_of(a: Side, b: Side) -> set[str]:
    """Keys of the pairs of actors that the two sides stand for."""
    return {pair_key(one, other) for one, other in product(_bodies(a), _bodies(b))}


def _bodies(side: Side) -> set[str]:
    members = load_actors().members[side.body] if side.members else ()
    return {*(side.ids or {side.body}), *(member for member, *_ in members)}


@dataclass(frozen=True, slots=True)
class Counting:
    """Which events of other pairs count: those that took place between two sides, in the one period each lies in.

    Attributes:
        by: Length of a period.
        start: First day to look at.
        end: Last day to look at.
    """

    by: By
    start: date | None = None
    end: date | None = None

    FIRST: ClassVar[str] = "date_trunc($by, earliest)::DATE"
    """SQL of the first day of an event's period."""

    @property
    def condition(self) -> str:
        """SQL that is true of an event that counts."""
        bounds = [*(["earliest >= $start"] if self.start else []), *(["latest <= $end"] if self.end else [])]
        return " AND ".join([REAL, "NOT domestic", _DATED, *bounds])

    @property
    def values(self) -> dict[str, object]:
        """Parameters of :attr:`FIRST` and of :attr:`condition`."""
        bounds = {name: day for name, day in (("start", self.start), ("end", self.end)) if day}
        return {"by": self.by, **bounds}


def _others(log: Log, pairs: set[str], counting: Counting, least: float) -> Counter[date]:
    with EventTable(log, columns=("domestic", *(["confidence"] if least else [])), evidence=False) as table:
        sure = " AND confidence >= $least" if least else ""
        rows = table.rows(
            f"SELECT {Counting.FIRST} AS first, count(*) AS events FROM events "
            f"WHERE {counting.condition} AND {PAIR} NOT IN (SELECT unnest($pairs)){sure} GROUP BY first",
            pairs=sorted(pairs),
            **counting.values,
            **({"least": least} if least else {}),
        )
        return Counter({cast("date", row["first"]): cast("int", row["events"]) for row in rows})
