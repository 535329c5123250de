"""The columns of a page from the log, without its events in memory: the same as those of events, numbered in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import cast

from kg.lexicon.actor_index import cast_of
from kg.model import Event
from kg.store.event_table import EventTable, literal
from kg.store.grouped import pair_key
from kg.store.merging_in_sql import hexadecimal
from kg.store.ordered_reports import ORDER, put_in_order
from kg.store.part_of_events import Part, mentioned_in, part_of
from kg.store.reader import Reader
from kg.views.networks import COUNTS, counts
from kg.views.page.actor_columns import actor_columns
from kg.views.page.event_columns import DOMESTIC, NOWHERE, STATUSES, SYMMETRIC, Act, Json, PageColumns, core, web
from kg.views.page.json_pieces import LongList
from kg.views.page.turns import BY, Pair, turning_of
from ontology import EventType, Mode

_COLUMNS = ("mode", "domestic")
_SAFE = literal("https?://[A-Za-z0-9._~:/?#@!$&()*+,;=%-]*")
"""Addresses that a link may lead to for certain; of others Python judges."""
_PAIR = "least(source_stands_for, target_stands_for) AS a, greatest(source_stands_for, target_stands_for) AS b"
_SPANS = {"source": "source_", "target": "target_", "trigger": "trigger_"}
_SOURCE, _DAY = "doc, title, outlet, published, web", "published::VARCHAR AS published"
_REPORT_COLUMNS = ("sentence", "source", "target", "article", "act", "confidence", "rule")


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
        self._number_reports()
        sides = [str(row["side"]) for row in self.table.rows(_SIDES)]
        number = {side: at for at, side in enumerate(sides)}
        acts = self._acts()
        self._hold("sides", {"side": "VARCHAR", "no": "INTEGER"}, number.items())
        self._events()
        self._reports()
        known = cast_of(mentioned_in(self.table))
        ties = {self._pair(row): cast("int", row["n"]) for row in self.table.rows(_TIES)}
        (size,) = self.table.rows("SELECT count(*) AS n FROM placed")
        columns = PageColumns(
            core=core(acts, actor_columns(sides, known, ties), self._lists("told_events", _EVENTS)),
            detail={**self._detail(), "turns": self._turning(number)},
        )
        involved = {side for tie in ties for side in tie}
        return LogPage(columns=columns, events=cast("int", size["n"]), shown=sum(ties.values()), actors=len(involved))

    def _number_reports(self) -> None:
        """Let ``cited`` have the place of each report, ``at``, and what its article is cited by."""
        self.table.run(
            f"CREATE TABLE positions AS SELECT of_event, id, row_number() OVER (ORDER BY {ORDER}) - 1 AS at "
            "FROM ordered_reports t"
        )
        urls = self.table.rows(
            f"SELECT DISTINCT url FROM ordered_reports WHERE NOT regexp_full_match(url, {_SAFE}) ORDER BY url"
        )
        odd = [(row["url"], web(cast("str | None", row["url"]))) for row in urls]
        self._hold("odd_urls", {"url": "VARCHAR", "web": "VARCHAR"}, odd)
        self.table.run(
            f"""CREATE VIEW cited AS SELECT t.*, p."at" AS place_of, a.title,
                CASE WHEN regexp_full_match(t.url, {_SAFE}) THEN t.url ELSE odd_urls.web END AS web
            FROM ordered_reports t JOIN positions p ON p.id = t.id AND p.of_event = t.of_event
                 LEFT JOIN (SELECT id, title FROM live_articles WHERE skipped IS NULL) a ON a.id = t.article
                 LEFT JOIN odd_urls ON odd_urls.url = t.url"""
        )

    def _acts(self) -> list[Act]:
        """What events and then reports are coded as, in the order in which it comes; also as a table."""
        self.table.run(
            """CREATE TABLE acts AS SELECT type, mode, (row_number() OVER (ORDER BY min(place)) - 1)::INTEGER AS no
            FROM (SELECT type, nullif(mode, '') AS mode, nth AS place FROM events JOIN placed USING (event)
                  UNION ALL SELECT type, nullif(mode, ''), (SELECT count(*) FROM placed) + place_of FROM cited)
            GROUP BY type, mode"""
        )
        found = []
        for row in self.table.rows("SELECT type, mode FROM acts ORDER BY no"):
            type_ = EventType(str(row["type"]))
            found.append((type_, Mode.get(type_, str(row["mode"])) if row["mode"] else None))
        return found

    def _events(self) -> None:
        cases = " ".join(f"WHEN '{status.value}' THEN {at}" for at, status in enumerate(STATUSES))
        self.table.run(
            f"""CREATE TABLE told_events AS SELECT nth AS place_of, a.no AS source, b.no AS target, acts.no AS act,
                e.earliest - DATE '1970-01-01' AS first, e.latest - DATE '1970-01-01' AS last,
                CASE e.status {cases} END AS status,
                CASE WHEN e."symmetric" THEN {SYMMETRIC} ELSE 0 END + CASE WHEN e.domestic THEN {DOMESTIC} ELSE 0 END
                    AS flags, e.reports
            FROM events e JOIN placed USING (event) JOIN sides a ON a.side = e.source_stands_for
                 JOIN sides b ON b.side = e.target_stands_for
                 JOIN acts ON acts.type = e.type AND acts.mode IS NOT DISTINCT FROM nullif(e.mode, '')"""
        )

    def _reports(self) -> None:
        """Texts by number, in the order in which they come, and the reports with these numbers."""
        self._texts("sentences", "sentence", "SELECT sentence, place_of FROM cited")
        all_reports = "(SELECT count(*) FROM positions)"
        labels = ", ".join(
            f"{{'name': {column}, 'place_of': {kind} * {all_reports} + place_of}}"
            for kind, column in enumerate(("source_label", "target_label", "rule"))
        )
        self._texts("names", "name", f"SELECT unnest([{labels}], recursive := true) FROM cited")
        self._texts("sources", _SOURCE, f"SELECT {_SOURCE}, place_of FROM cited")
        sure = [cast("float", row["sure"]) for row in self.table.rows("SELECT DISTINCT confidence AS sure FROM cited")]
        self._hold("sure", {"sure": "DOUBLE", "told": "VARCHAR"}, [(one, repr(round(one, 2))) for one in sure])
        self.table.run(f"CREATE MACRO units(words) AS {_UNITS}")
        spans = ", ".join(self._span(name, prefix) for name, prefix in _SPANS.items())
        cites = " AND ".join(f"o.{name} IS NOT DISTINCT FROM t.{name}" for name in _SOURCE.split(", "))
        self.table.run(
            f"""CREATE TABLE told_reports_of_page AS SELECT t.place_of, s.no AS sentence, a.no AS source,
                b.no AS target, o.no AS article, acts.no AS act, sure.told AS confidence, r.no AS rule, {spans}
            FROM cited t JOIN sentences s ON s.sentence = t.sentence JOIN names a ON a.name = t.source_label
                 JOIN names b ON b.name = t.target_label JOIN names r ON r.name = t.rule JOIN sources o ON {cites}
                 JOIN acts ON acts.type = t.type AND acts.mode IS NOT DISTINCT FROM nullif(t.mode, '')
                 JOIN sure ON sure.sure = t.confidence"""
        )

    def _texts(self, name: str, columns: str, query: str) -> None:
        number = "(row_number() OVER (ORDER BY min(place_of)) - 1)::INTEGER AS no"
        self.table.run(f"CREATE TABLE {name} AS SELECT {columns}, {number} FROM ({query}) GROUP BY {columns}")

    @staticmethod
    def _span(name: str, prefix: str) -> str:
        """SQL of the two offsets of a span in its sentence, in UTF-16; see ``_units`` of the columns of events."""
        start, end = (f'(t."{prefix}{edge}" - t."start")' for edge in ("start", "end"))
        inside = f"0 <= {start} AND {start} < {end} AND {end} <= length(t.sentence)"
        return ", ".join(
            f"CASE WHEN {inside} THEN CASE WHEN strlen(t.sentence) = length(t.sentence) THEN {at} "
            f'ELSE units(left(t.sentence, {at})) END ELSE {NOWHERE} END AS "{name}{edge}"'
            for edge, at in (("Start", start), ("End", end))
        )

    def _detail(self) -> Json:
        spans = [f"{name}Span{edge}" for name in _SPANS for edge in ("Start", "End")]
        columns = dict.fromkeys(_REPORT_COLUMNS, "") | {span: span.replace("Span", "") for span in spans}
        table = self.table
        return {
            "ids": self._list("SELECT format('\"{:016x}\"', event) FROM placed ORDER BY nth"),
            "sentences": self._values("SELECT sentence FROM sentences ORDER BY no"),
            "names": [row["name"] for row in table.rows("SELECT name FROM names ORDER BY no")],
            "articles": self._values(
                "SELECT doc, title, outlet, published::VARCHAR AS day, web FROM sources ORDER BY no"
            ),
            "reports": self._lists("told_reports_of_page", {key: column or key for key, column in columns.items()}),
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

    def _hold(self, name: str, kinds: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in kinds]
        cells = ", ".join(f'unnest($c{at}::{kind}[]) AS "{column}"' for at, (column, kind) in enumerate(kinds.items()))
        self.table.run(f"CREATE TABLE {name} AS SELECT {cells}", **{f"c{at}": one for at, one in enumerate(columns)})

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
_UNITS = r"length(words) + length(regexp_replace(words, '[^\x{10000}-\x{10FFFF}]', '', 'g'))"
"""How many UTF-16 units a text has: two for what lies beyond the first 65,536 characters."""
