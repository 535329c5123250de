"""Levels of all pairs of a graph, summed up in SQL: what ``kg top`` and ``kg compare`` count in a graph of any size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, repeat
from typing import cast

from kg.store import Log
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import REAL, hexadecimal
from kg.store.records import Record
from kg.views.ties import COOPERATION, Level, Scale
from kg.views.ties.levels import EVIDENCE, Pair
from ontology import EventType

_COLUMNS = ("mode", "cameo", "domestic", "confidence")
_FRIENDLY = ", ".join(f"'{type_.value}'" for type_ in EventType if type_.quad in COOPERATION)
_PAIRED = (
    "SELECT least(source_stands_for, target_stands_for) AS a, greatest(source_stands_for, target_stands_for) AS b, * "
    "FROM counted"
)
_DIRECTED = (
    "SELECT source_stands_for AS a, target_stands_for AS b, * FROM counted UNION ALL "
    'SELECT target_stands_for AS a, source_stands_for AS b, * FROM counted WHERE "symmetric"'
)
_BEST = "{'outlets': -outlets, 'reports': -reports, 'sure': -confidence, 'event': event}"


@contextmanager
def pair_levels(log: Log, *, min_confidence: float = 0.0) -> Iterator[PairLevels]:
    """The pairs of a graph, to be counted.

    Args:
        log: The graph.
        min_confidence: Least confidence of an event's best report.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    with EventTable(log, columns=_COLUMNS) as table:
        table.remove(
            f"NOT ({REAL}) OR domestic OR source_stands_for = target_stands_for OR confidence < $least",
            least=min_confidence,
        )
        yield PairLevels(table)


@dataclass(frozen=True, slots=True)
class PairLevels:
    """Counts the events of a table; a :class:`kg.views.ties.levels.Counted`."""

    table: EventTable
    # numbers of the best events of a level by its identity, which holds as long as the level is kept
    _evidence: dict[int, tuple[Level, Sequence[int]]] = field(default_factory=dict)

    def levels(self, scale: Scale, first: date | None, last: date | None, *, directed: bool) -> dict[Pair, Level]:
        """See :class:`kg.views.ties.levels.Counted`."""
        self._score(scale)
        rows = self._counted(
            f"""SELECT a, b, count(*) AS number, count(*) FILTER (type IN ({_FRIENDLY})) AS friendly,
                       histogram(score) AS scores,
                       list_transform(min({_BEST}, {EVIDENCE}), lambda one: one.event) AS best
                FROM ({_DIRECTED if directed else _PAIRED})
                     JOIN scores USING (type) WHERE scores.mode = coalesce(m, '') AND scores.cameo = coalesce(c, '')
                GROUP BY a, b ORDER BY a, b""",
            first,
            last,
        )
        return {(str(row["a"]), str(row["b"])): self._level(row) for row in rows}

    def total(self, first: date | None, last: date | None) -> int:
        """See :class:`kg.views.ties.levels.Counted`."""
        (row,) = self._counted("SELECT count(*) AS number FROM counted", first, last)
        return cast("int", row["number"])

    def days(self, first: date | None, last: date | None) -> Counter[date]:
        """See :class:`kg.views.ties.levels.Counted`."""
        query = "SELECT earliest, count(*) AS number FROM counted WHERE earliest IS NOT NULL GROUP BY earliest"
        found = self._counted(query, first, last)
        return Counter({cast("date", row["earliest"]): cast("int", row["number"]) for row in found})

    def shown(self, levels: Sequence[Level]) -> list[Level]:
        """See :class:`kg.views.ties.levels.Counted`."""
        found = (self._evidence[id(level)][1] if id(level) in self._evidence else () for level in levels)
        named = [[hexadecimal(number) for number in numbers] for numbers in found]
        events = self.table.told(chain.from_iterable(named))
        return [
            replace(level, events=tuple(events[name] for name in names)) if names else level
            for level, names in zip(levels, named, strict=True)
        ]

    def _counted(self, query: str, first: date | None, last: date | None) -> Iterator[Record]:
        conditions = ["true"]
        values: dict[str, date] = {}
        if first is not None or last is not None:
            conditions.append("earliest IS NOT NULL AND latest IS NOT NULL")
        if first is not None:
            conditions.append("earliest >= $first_day")
            values["first_day"] = first
        if last is not None:
            conditions.append("latest <= $last_day")
            values["last_day"] = last
        where = " AND ".join(conditions)
        counted = f"SELECT * EXCLUDE (mode, cameo), mode AS m, cameo AS c FROM events WHERE {where}"
        return self.table.rows(f"WITH counted AS ({counted}) {query}", **values)

    def _score(self, scale: Scale) -> None:
        """The score of each code that occurs, as the table ``scores``."""
        codes = list(self.table.rows("SELECT DISTINCT type, mode, cameo FROM events"))
        self.table.run("CREATE OR REPLACE TABLE scores (type VARCHAR, mode VARCHAR, cameo VARCHAR, score DOUBLE)")
        cells: dict[str, list[object]] = {
            name: [row[name] or "" for row in codes] for name in ("type", "mode", "cameo")
        }
        worth = [scale.of(*(cast("str", row[name]) for name in ("type", "mode", "cameo"))) for row in codes]
        if codes:
            self.table.run(
                "INSERT INTO scores SELECT unnest($type::VARCHAR[]), unnest($mode::VARCHAR[]), "
                "unnest($cameo::VARCHAR[]), unnest($score::DOUBLE[])",
                **cells,
                score=worth,
            )

    def _level(self, row: Record) -> Level:
        number, friendly = cast("int", row["number"]), cast("int", row["friendly"])
        tally = cast("Mapping[float, int]", row["scores"] or {})
        scores = tuple(chain.from_iterable(repeat(score, times) for score, times in tally.items()))
        level = Level(number=number, events=(), scores=scores, net=(2 * friendly - number) / number)
        self._evidence[id(level)] = level, cast("Sequence[int]", row["best"])
        return level
