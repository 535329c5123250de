"""The columns of a page from the log, without its events in memory: the same as those of events, numbered in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import cast

from kg.lexicon.actor_index import cast_of
from kg.model import Event
from kg.store.event_table import EventTable
from kg.store.grouped import pair_key
from kg.store.merging_in_sql import hexadecimal
from kg.store.ordered_reports import put_in_order
from kg.store.part_of_events import Part, mentioned_in, part_of
from kg.store.reader import Reader
from kg.views.networks import COUNTS, counts
from kg.views.page.actor_columns import actor_columns
from kg.views.page.event_columns import Json, PageColumns, core
from kg.views.page.json_pieces import LongList
from kg.views.page.numbered_texts import SPANS, Numbering
from kg.views.page.turns import BY, Pair, turning_of

_COLUMNS = ("mode", "domestic")
_MEMORY = "300MB"
"""What DuckDB may take: texts are looked up by themselves; the rest goes to disk."""
_PAIR = "least(source_stands_for, target_stands_for) AS a, greatest(source_stands_for, target_stands_for) AS b"
_DAY = "published::VARCHAR AS published"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """A part of a graph for the page.

    Attributes:
        columns: Its columns.
        events: Number of its events.
        shown: Number of those that make ties.
        actors: Number of actors that these are between.
    """

    columns: PageColumns
    events: int
    shown: int
    actors: int


@contextmanager
def columns_of(log: Reader, part: Part | None = None) -> Iterator[LogPage]:
    """The columns of a graph, which are read from it while the context is; see :func:`kg.views.page.columns`.

    What is sorted and does not fit into memory goes to disk; the events of one tie at a time are read into it.

    Args:
        log: The graph.
        part: Which events; None for all.

    Raises:
        GraphError: The log is damaged, the file of marks has errors, or a disk is full.
    """
    with part_of(log, part, _COLUMNS) as table:
        yield _PageOfLog(log, table).made()


@dataclass(frozen=True, slots=True)
class _PageOfLog:
    log: Reader
    table: EventTable

    def made(self) -> LogPage:
        put_in_order(self.table)
        self.table.join_as_written()
        self.table.run(f"SET memory_limit = '{_MEMORY}'")
        numbering = Numbering(self.table)
        numbering.cite()
        sides = [str(row["side"]) for row in self.table.rows(_SIDES)]
        number = {side: at for at, side in enumerate(sides)}
        acts = numbering.acts()
        numbering.events(number)
        numbering.reports()
        known = cast_of(mentioned_in(self.table))
        ties = {self._pair(row): cast("int", row["n"]) for row in self.table.rows(_TIES)}
        (size,) = self.table.rows("SELECT count(*) AS n FROM placed")
        columns = PageColumns(
            core=core(acts, actor_columns(sides, known, ties), self._lists("told_events", _EVENTS)),
            detail={**self._detail(), "turns": self._turning(number)},
        )
        involved = {side for tie in ties for side in tie}
        return LogPage(columns=columns, events=cast("int", size["n"]), shown=sum(ties.values()), actors=len(involved))

    def _detail(self) -> Json:
        spans = {f"{name}Span{edge}": f"{name}{edge}" for name in SPANS for edge in ("Start", "End")}
        columns = {name: name for name in ("source", "target", "article", "act", "confidence", "rule")} | spans
        table = self.table
        return {
            "ids": self._list("SELECT format('\"{:016x}\"', event) FROM placed ORDER BY nth"),
            "sentences": self._values("SELECT sentence FROM sentences ORDER BY no"),
            "names": [row["name"] for row in table.rows("SELECT name FROM names ORDER BY no")],
            "articles": self._values(
                "SELECT doc, title, outlet, published::VARCHAR AS day, web FROM sources ORDER BY no"
            ),
            "reports": {
                **self._lists("told_sentences", {"sentence": "sentence"}),
                **self._lists("told_others", columns),
            },
        }

    def _turning(self, number: Mapping[str, int]) -> Json:
        month = f"date_trunc('{BY}', earliest)"
        rows = self.table.rows(
            f"SELECT {_PAIR}, count(DISTINCT {month}) FILTER ({month} = date_trunc('{BY}', latest)) AS n "
            f"FROM events WHERE {COUNTS} GROUP BY a, b"
        )
        return turning_of({self._pair(row): cast("int", row["n"]) for row in rows}, self._told, number)

    def _told(self, tie: Pair) -> tuple[Sequence[Event], Mapping[str, int]]:
        """The events of a pair that count, and their numbers."""
        rows = self.table.rows(
            "SELECT event, nth FROM events JOIN placed USING (event) WHERE least(source_stands_for, target_stands_for) "
            "= $a AND greatest(source_stands_for, target_stands_for) = $b",
            a=tie[0],
            b=tie[1],
        )
        number = {hexadecimal(row["event"]): cast("int", row["nth"]) for row in rows}
        events = self.log.events_between({pair_key(*tie)})
        return [event for event in events if event.id in number and counts(event)], number

    @staticmethod
    def _pair(row: Mapping[str, object]) -> Pair:
        return str(row["a"]), str(row["b"])

    def _lists(self, table: str, columns: Mapping[str, str]) -> dict[str, object]:
        """Columns of a table with numbers, by their keys in JSON."""
        return {
            key: self._list(f"SELECT coalesce(\"{column}\"::VARCHAR, 'null') FROM {table} ORDER BY place_of")
            for key, column in columns.items()
        }

    def _list(self, query: str) -> LongList:
        return LongList(partial(self.table.lines, query))

    def _values(self, query: str) -> LongList:
        """Rows of one column as values, of several as lists."""

        def values() -> Iterator[object]:
            for row in self.table.rows(query):
                cells = list(row.values())
                yield cells if len(cells) > 1 else cells[0]

        return LongList.of(values)


_SIDES = (
    "SELECT DISTINCT side FROM (SELECT source_stands_for AS side FROM events UNION ALL "
    "SELECT target_stands_for FROM events) ORDER BY side"
)
_TIES = f"SELECT {_PAIR}, count(*) AS n FROM events WHERE {COUNTS} GROUP BY a, b"
_EVENTS = {name: name for name in ("source", "target", "act", "first", "last", "status", "flags", "reports")}
