"""Which events of a graph somebody wants: one rule for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from kg.base.dates import DateBasis, When
from kg.base.errors import UsageError
from kg.lexicon.actor_index import state_like
from kg.model import Actor, Event
from kg.store.event_table import EventTable
from kg.store.grouped import pair_key
from kg.store.reader import Reader
from kg.views.networks import COUNTS, counts
from ontology import ActorKind

COLUMNS = ("confidence", "source_id", "source_kind", "target_id", "target_kind")
"""Columns of an event's best report that choosing needs, beside its sides and dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Some of the events.

    Attributes:
        start: First day; events that may have happened on it or later stay. Without a date they do not.
        end: Last day, likewise.
        among: What actors stand for. One: events in which it takes part; several: events on both sides of which is one
            of them.
        alone: Whether ``among`` is one side that goes by several ids.
        dyad: Two sides, each by its ids: the events between them, in both directions.
        states: Only events between states, former states and territories.
        min_events: Least number of events of a pair, in its direction; those count that a network shows.
        min_confidence: Least confidence of the best report.

    Raises:
        UsageError: ``start`` lies after ``end``.
    """

    start: date | None = None
    end: date | None = None
    among: Collection[str] = ()
    alone: bool = False
    dyad: tuple[frozenset[str], frozenset[str]] | None = None
    states: bool = False
    min_events: int = 1
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise UsageError(f"start {self.start} lies after end {self.end}")

    @property
    def everything(self) -> bool:
        """Whether no event is left out."""
        bounds = self.start or self.end or self.among or self.dyad or self.states or self.min_confidence
        return not bounds and self.min_events <= 1

    def keeps(self, event: Event) -> bool:
        """Whether an event is wanted, the number of its pair's events apart."""
        best = event.best
        return (
            best.confidence >= self.min_confidence
            and self._in_time(best.when)
            and self._among(best.dyad)
            and self._between(best.dyad)
            and (not self.states or (state_like(best.source.actor) and state_like(best.target.actor)))
        )

    def pairs(self, log: Reader) -> set[str] | None:
        """Keys of the pairs of sides between which wanted events can be; None where all can."""
        found: set[str] | None = None
        if self.among:
            several = (pair_key(*both) for both in product(self.among, repeat=2))
            found = set(log.pairs_with(self.among) if self._one else several)
        if self.dyad is not None:
            ways = {pair_key(*both) for both in product(*self.dyad)}
            found = ways if found is None else found & ways
        return found

    @property
    def columns(self) -> Sequence[str]:
        """Columns of an event's best report that :meth:`leave` needs, beside its sides and dates."""
        return *COLUMNS, "domestic"

    def leave(self, table: EventTable) -> None:
        """Leave only the wanted events in a table with the columns :attr:`columns`."""
        self.apply(table)
        if self.min_events > 1:
            many = f"SELECT source_stands_for, target_stands_for FROM events WHERE {COUNTS} GROUP BY ALL"
            table.remove(
                f"(source_stands_for, target_stands_for) NOT IN ({many} HAVING count(*) >= $least)",
                least=self.min_events,
            )

    def apply(self, table: EventTable) -> None:
        """Leave only the wanted events in a table, the number of its pair's events apart.

        The table needs the columns :data:`COLUMNS`.
        """
        for condition, values in self._conditions(table):
            table.remove(f"NOT coalesce({condition}, false)", **values)

    def _conditions(self, table: EventTable) -> Iterator[tuple[str, dict[str, object]]]:
        if self.min_confidence:
            yield "confidence >= $least", {"least": self.min_confidence}
        if self.start is not None:
            yield "latest >= $start", {"start": self.start}
        if self.end is not None:
            yield "earliest <= $end", {"end": self.end}
        if self.among:
            sides = " OR " if self._one else " AND "
            within = "{}_stands_for IN (SELECT unnest($among))"
            yield sides.join(within.format(side) for side in ("source", "target")), {"among": sorted(self.among)}
        if self.dyad is not None:
            one, other = map(sorted, self.dyad)
            way = "{}_stands_for IN (SELECT unnest($one)) AND {}_stands_for IN (SELECT unnest($other))"
            ways = way.format("source", "target"), way.format("target", "source")
            yield f"(({ways[0]}) OR ({ways[1]}))", {"one": one, "other": other}
        if self.states:
            yield from self._between_states(table)

    @staticmethod
    def _between_states(table: EventTable) -> Iterator[tuple[str, dict[str, object]]]:
        for side in ("source", "target"):
            key = f"{side}_id, {side}_kind, {side}_stands_for"
            rows = list(table.rows(f"SELECT DISTINCT {key} FROM events"))
            found = [row for row in rows if state_like(_actor(*(str(row[name]) for name in key.split(", "))))]
            cells: dict[str, object] = {name: [row[name] for row in found] for name in key.split(", ")}
            unnested = ", ".join(f"unnest(${name}::VARCHAR[])" for name in cells)
            yield f"({key}) IN (SELECT {unnested})", cells

    def each(self, events: Iterable[Event]) -> Iterator[Event]:
        """Yield the wanted events one by one, whatever the number of their pair's events."""
        return (event for event in events if self.keeps(event))

    def of(self, events: Iterable[Event]) -> list[Event]:
        """Return the wanted events."""
        found = list(self.each(events))
        if self.min_events <= 1:
            return found
        pairs = Counter(event.best.dyad for event in found if counts(event))
        return [event for event in found if pairs[event.best.dyad] >= self.min_events]

    def _in_time(self, when: When) -> bool:
        if self.start is None and self.end is None:
            return True
        return when.overlaps(When.between(self.start or date.min, self.end or date.max, DateBasis.STATED))

    @property
    def _one(self) -> bool:
        return self.alone or len(self.among) == 1

    def _among(self, dyad: tuple[str, str]) -> bool:
        return not self.among or sum(side in self.among for side in dyad) >= (1 if self._one else 2)

    def _between(self, dyad: tuple[str, str]) -> bool:
        if self.dyad is None:
            return True
        (source, target), (one, other) = dyad, self.dyad
        return (source in one and target in other) or (source in other and target in one)


def _actor(id_: str, kind: str, stands_for: str) -> Actor:
    return Actor(id=id_, label=id_, kind=ActorKind(kind), stands_for=stands_for)
