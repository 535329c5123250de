"""The events of a graph as a table, merged in SQL: one row an event, of columns that a question needs.

The rule of what is one event stands in :mod:`kg.assembly`. Most claims have no other one near them that they could be
one event with: their rows are made in SQL alone. The few others are put together by that rule in Python, claim by
claim; and where an analyst's marks or a report's sides leave a doubt, whole pairs of actors are merged in memory.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from kg.assembly import Claim, clusters
from kg.assembly.claims import LONGEST
from kg.base.errors import GraphError
from kg.model import Event
from kg.store.parts import connection, names, pair_key
from kg.store.reader import Reader
from kg.store.records import REPORT_COLUMNS, Record, report_of, report_record

if TYPE_CHECKING:
    import duckdb

REAL = "status IN ('occurred', 'historical')"
"""The condition of :attr:`kg.model.Status.real`."""

OWN: Mapping[str, str] = {
    "event": "UBIGINT",
    "best": "UBIGINT",
    "reports": "INTEGER",
    "outlets": "INTEGER",
    "outlet_names": "VARCHAR[]",
}
"""Columns of an event beside those of its best report: its id and that of its best report as numbers, how many reports
tell it, in how many distinct outlets, and which, sorted."""

_NEEDED = ("source_stands_for", "target_stands_for", "type", "earliest", "latest", "status", "symmetric")
_CLAIM_OF_LIVE = "('0x' || live_reports.event)::UBIGINT"
_CLAIM_OF_R = "('0x' || r.event)::UBIGINT"
_CLAIM, _REPORT = "('0x' || event)::UBIGINT", "('0x' || id)::UBIGINT"
_PLACE = 'article, "start", trigger_start, position'
_PIECE = 1 << 20  # bytes read at a time
ROWS = 2048  # fetched at a time
MEMORY = "180MB"
"""What DuckDB may take for the table; the rest goes to disk."""


@dataclass(slots=True)
class EventTable:
    """Events in a database of their own, as the table ``events``; to be used in ``with``.

    Its columns are those of :data:`OWN`, and of the best report those that are always needed (sides, type, dates,
    status, symmetric) and those asked for. ``joined`` names the event of each claim that does not name one itself, and
    its rank in it; ``several`` holds the claims that several reports make, and ``told_reports`` all reports, each once.

    Attributes:
        log: The graph.
        columns: Further columns of the best report, of :data:`kg.store.records.REPORT_COLUMNS`.
        pairs: Keys of pairs to which the table is restricted, with what marks join to them; None is all.
        evidence: Whether it matters what tells an event; else ``best`` and the columns of outlets are null.
        outlet_names: Whether the names of outlets are needed; else they are null.
        memory: Events that were merged in memory, by id.
        by_hand: Keys of the pairs that they are between, as they were read.
    """

    log: Reader
    columns: Sequence[str] = ()
    pairs: Collection[str] | None = None
    evidence: bool = True
    outlet_names: bool = False
    memory: dict[str, Event] = field(default_factory=dict)
    by_hand: Sequence[str] = ()
    _database: duckdb.DuckDBPyConnection | None = None
    _close: object = None

    def __enter__(self) -> Self:
        """Make the table.

        Raises:
            GraphError: A part is damaged, or the file of marks has errors.
        """
        context = connection()
        self._database, self._close = context.__enter__(), context
        try:
            self._make()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close.__exit__(None, None, None)  # type: ignore[attr-defined]  # the context of __enter__

    def rows(self, query: str, **values: object) -> Iterator[Record]:
        """Ask the table in SQL; ``live_reports`` are the reports themselves, which a question to it reads again."""
        result = self.run(query, **values)
        columns = [column[0] for column in result.description or []]
        while rows := result.fetchmany(ROWS):
            yield from (dict(zip(columns, row, strict=True)) for row in rows)

    @property
    def _base(self) -> duckdb.DuckDBPyConnection:
        assert self._database is not None
        return self._database

    @property
    def _best(self) -> list[str]:
        return list(dict.fromkeys((*_NEEDED, *self.columns)))

    def _make(self) -> None:
        marks = self.log.marks()
        named = {*marks.wrong, *marks.types, *marks.same, *marks.same.values()} if marks else set()
        by_hand = self.log.pairs_of(named) if named else []
        best = ", ".join(f'"{name}" {REPORT_COLUMNS[name]}' for name in self._best)
        own = ", ".join(f"{name} {kind}" for name, kind in OWN.items())
        self.log.show_to(self._base)
        self.run(f"SET memory_limit = '{MEMORY}'")
        self.run(f"CREATE TABLE events ({own}, {best}, _mutual BOOLEAN, _stated BOOLEAN, _published BOOLEAN)")
        self.run("CREATE TABLE joined (claim UBIGINT, event UBIGINT, rank INTEGER)")
        where, values = self._wanted(by_hand)
        self._claims(where, values)
        self._join(where, values)
        self.by_hand = by_hand
        if by_hand:
            self._by_hand(by_hand)

    def _wanted(self, by_hand: Sequence[str]) -> tuple[str, dict[str, object]]:
        conditions, values = ["true"], dict[str, object]()
        if self.pairs is not None:
            conditions.append("pair IN (SELECT unnest($pairs))")
            values["pairs"] = sorted(self.pairs)
        if by_hand:
            conditions.append("pair NOT IN (SELECT unnest($by_hand))")
            values["by_hand"] = by_hand
        return " AND ".join(conditions), values

    def _claims(self, where: str, values: Mapping[str, object]) -> None:
        """One row a claim: that of its only report, or of the best one of several."""
        best = ", ".join(f'"{name}"' for name in self._best)
        named = self._names("CASE WHEN outlet <> '' THEN [outlet] ELSE [] END")
        told_by = f"CASE WHEN outlet <> '' THEN 1 ELSE 0 END, {named}" if self.evidence else "NULL, NULL"
        own = _REPORT if self.evidence else "NULL"
        about = "basis = 'stated', basis = 'publication'"
        self.run(
            f"CREATE TABLE several AS SELECT {_CLAIM} AS claim FROM live_reports WHERE {where} "
            "GROUP BY ALL HAVING count(*) > 1",
            **values,
        )
        self.run(
            f'INSERT INTO events SELECT {_CLAIM}, {own}, 1, {told_by}, {best}, "symmetric", {about} '
            f"FROM live_reports WHERE {where} AND {_CLAIM} NOT IN (SELECT claim FROM several)",
            **values,
        )
        self.run(_TOLD_REPORTS)
        read = ", ".join(f'"{name}"' for name in dict.fromkeys((*self._best, "outlet", "basis")))
        self.run(
            f"""INSERT INTO events WITH found AS (
                SELECT {_CLAIM} AS _claim, {_REPORT} AS _report, {read}, confidence AS _sure,
                       coalesce(published::VARCHAR, '9999') AS _told, row_number() OVER (ORDER BY {_PLACE}) AS _at
                FROM live_reports WHERE {where} AND {_CLAIM} IN (SELECT claim FROM several)),
            once AS (  -- of rows with one id the last counts, in the place of the first
                SELECT *, min(_at) OVER (PARTITION BY _claim, _report) AS _since FROM found
                QUALIFY row_number() OVER (PARTITION BY _claim, _report ORDER BY _at DESC) = 1),
            ranked AS (
                SELECT *, row_number() OVER (PARTITION BY _claim ORDER BY _sure DESC, _told, _report) AS _rank
                FROM once),
            sums AS (
                SELECT _claim, count(*)::INTEGER AS _reports, {self._outlets},
                       arg_min("symmetric", _since) AS _mutual, bool_or(basis = 'stated') AS _stated,
                       bool_and(basis = 'publication') AS _published
                FROM ranked GROUP BY _claim)
            SELECT _claim, _report, _reports, outlets, outlet_names, {best}, _mutual, _stated, _published
            FROM ranked JOIN sums USING (_claim) WHERE _rank = 1""",
            **values,
        )

    @property
    def _outlets(self) -> str:
        names = self._names("coalesce(list_sort(list(DISTINCT outlet) FILTER (outlet <> '')), [])")
        return f"(count(DISTINCT outlet) FILTER (outlet <> ''))::INTEGER AS outlets, {names} AS outlet_names"

    def _names(self, query: str) -> str:
        return query if self.outlet_names else "NULL"

    def _join(self, where: str, values: Mapping[str, object]) -> None:
        """Join the claims that touch others as the rule of claims has it."""
        self.run(_TOUCHING)
        rows = self.run(
            "SELECT t.*, list(DISTINCT r.article) AS articles FROM touching t JOIN live_reports r "
            f"ON t.claim = {_CLAIM} WHERE {where} GROUP BY ALL",
            **values,
        )
        columns = [column[0] for column in rows.description or []]
        claims = [_claim(dict(zip(columns, row, strict=True))) for row in rows.fetchall()]
        pairs = [
            (int(c.id, 16), int(lead.id, 16), rank)
            for lead, *rest in clusters(claims)
            for rank, c in enumerate(rest, 1)
        ]
        if not pairs:
            return
        self.run(
            "INSERT INTO joined SELECT unnest($claims::UBIGINT[]), unnest($events::UBIGINT[]), "
            "unnest($ranks::INTEGER[])",
            claims=[claim for claim, *_ in pairs],
            events=[event for _, event, _ in pairs],
            ranks=[rank for *_, rank in pairs],
        )
        if self.evidence:
            self._add_up()
        self.run("DELETE FROM events WHERE event IN (SELECT claim FROM joined)")

    def _add_up(self) -> None:
        """Let the events of several claims have the reports and outlets of all."""
        self.run(
            f"CREATE TABLE wholes AS SELECT coalesce(j.event, {_CLAIM_OF_R}) AS event, {self._outlets} "
            f"FROM live_reports r LEFT JOIN joined j ON {_CLAIM_OF_R} = j.claim WHERE {_CLAIM_OF_R} IN "
            "(SELECT claim FROM joined UNION SELECT event FROM joined) GROUP BY ALL"
        )
        self.run(
            "CREATE TABLE counts AS SELECT coalesce(j.event, e.event) AS event, sum(e.reports)::INTEGER AS reports "
            "FROM events e LEFT JOIN joined j ON e.event = j.claim WHERE e.event IN (SELECT claim FROM joined UNION "
            "SELECT event FROM joined) GROUP BY ALL"
        )
        self.run(
            "UPDATE events SET reports = s.reports, outlets = w.outlets, outlet_names = w.outlet_names "
            "FROM wholes w JOIN counts s USING (event) WHERE events.event = w.event"
        )

    def _by_hand(self, pairs: Sequence[str]) -> None:
        """Add the events of pairs of which some event is marked."""
        events = self.log.events_where("r.pair IN (SELECT unnest($pairs))", pairs=pairs)
        if self.pairs is not None:
            wanted = set(self.pairs)
            events = [event for event in events if pair_key(*event.best.dyad) in wanted]
        self.memory = {event.id: event for event in events}
        records = [_record(event) for event in events]
        kinds = {**OWN, **{name: REPORT_COLUMNS[name] for name in self._best}}
        cells = ", ".join(f"unnest($c{at}::{kind}[])" for at, kind in enumerate(kinds.values()))
        values = {f"c{at}": [record[name] for record in records] for at, name in enumerate(kinds)}
        if records:
            self.run(f"INSERT INTO events SELECT {cells}, NULL, NULL, NULL", **values)

    def lines(self, query: str, **values: object) -> Iterator[bytes]:
        """The only column of a query, a text, as lines in UTF-8, in pieces of any length.

        Nothing is held in memory but what the query itself needs: it writes into a pipe that is read here.
        """
        reading, writing = os.pipe()
        errors: list[Exception] = []

        def write() -> None:
            copy = f"COPY ({query}) TO '/dev/fd/{writing}' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', "
            try:
                self.run("SET threads = 1")  # more would hold what comes too early
                self.run(copy + "DELIMITER '\x01', USE_TMP_FILE false)", **values)
                self.run("RESET threads")
            except GraphError as error:
                errors.append(error)
            finally:
                os.close(writing)

        thread = Thread(target=write)
        thread.start()
        try:
            while piece := os.read(reading, _PIECE):
                yield piece
        finally:
            os.close(reading)  # a writer that nobody reads any more ends with an error
            thread.join()
        if errors:
            raise errors[0]

    def run(self, query: str, /, **values: object) -> duckdb.DuckDBPyConnection:
        """Change or add tables in SQL.

        Raises:
            GraphError: A part is damaged, or there is no room for what is put aside on disk.
        """
        import duckdb

        try:
            return self._base.execute(query, values)
        except duckdb.Error as error:
            raise self.log.trouble(error) from error

    def reports_of_events(self, what: str, where: str = "true", **values: object) -> Iterator[Record]:
        """Ask the reports of the events that are in the table, but for those of :attr:`memory`.

        Args:
            what: ``SELECT`` with what is wanted.
            where: Which of them.
            values: Its parameters.
        """
        by_hand = "AND pair NOT IN (SELECT unnest($by_hand))" if self.by_hand else ""
        return self.rows(
            f"{what} FROM live_reports LEFT JOIN joined ON {_CLAIM_OF_LIVE} = joined.claim WHERE "
            f"coalesce(joined.event, {_CLAIM_OF_LIVE}) IN (SELECT event FROM events) AND {where} {by_hand}",
            **values,
            **({"by_hand": self.by_hand} if self.by_hand else {}),
        )

    def in_memory(self) -> Iterator[Event]:
        """The events of :attr:`memory` that are still in the table."""
        if self.memory:
            names = [int(name, 16) for name in self.memory]
            for row in self.rows("SELECT event FROM events WHERE event IN (SELECT unnest($n::UBIGINT[]))", n=names):
                yield self.memory[hexadecimal(row["event"])]

    def hold_memory(self, name: str) -> None:
        """Make a table of the best reports of the events of :attr:`memory`, with ``event_id``, the event's id."""
        records = [report_record(event.best) | {"event_id": int(key, 16)} for key, event in self.memory.items()]
        kinds = {**REPORT_COLUMNS, "event_id": "UBIGINT"}
        columns = ", ".join(f'"{column}" {kind}' for column, kind in kinds.items())
        self.run(f"CREATE TABLE {name} ({columns})")
        cells = ", ".join(f"unnest($c{at}::{kind}[])" for at, kind in enumerate(kinds.values()))
        if records:
            values = {f"c{at}": [record[column] for record in records] for at, column in enumerate(kinds)}
            self.run(f"INSERT INTO {name} SELECT {cells}", **values)

    def whole(self, ids: Collection[str]) -> Iterator[Event]:
        """Events of the table with all their reports, by id as text, in any order."""
        yield from (self.memory[name] for name in sorted(set(ids) & self.memory.keys()))
        wanted = sorted(set(ids) - self.memory.keys())
        numbers = [int(name, 16) for name in wanted]
        query = "SELECT claim FROM joined WHERE event IN (SELECT unnest($events::UBIGINT[]))"
        claims = {*wanted, *(hexadecimal(row["claim"]) for row in self.rows(query, events=numbers))}
        if claims:
            yield from self.log.events_where("r.event IN (SELECT unnest($claims))", claims=sorted(claims))

    def told(self, ids: Iterable[str]) -> dict[str, Event]:
        """Events by id with their best report alone, or all reports where they are at hand.

        Args:
            ids: Ids of events of the table, as text.
        """
        asked = set(ids)
        wanted = sorted(asked - self.memory.keys())
        found = {name: self.memory[name] for name in asked & self.memory.keys()}
        if wanted:
            reading = "(SELECT best FROM events WHERE event IN (SELECT unnest($wanted::UBIGINT[])))"
            numbers = [int(name, 16) for name in wanted]
            columns = names(REPORT_COLUMNS)
            query = f"SELECT {columns} FROM live_reports r WHERE {_REPORT} IN {reading} ORDER BY {_PLACE}"
            rows = self.rows(query, wanted=numbers)
            best = {int(report.id, 16): report for report in map(report_of, rows)}
            query = "SELECT event, best FROM events WHERE event IN (SELECT unnest($wanted::UBIGINT[]))"
            for row in self.rows(query, wanted=numbers):
                name = hexadecimal(row["event"])
                found[name] = Event(id=name, reports=(best[cast("int", row["best"])],))
        return found


def literal(value: str) -> str:
    """A text as a literal of SQL."""
    return "'" + value.replace("'", "''") + "'"


def hexadecimal(number: object) -> str:
    """An id as people see it."""
    return f"{number:016x}"


# Of rows with one id, in one claim therefore, the last counts.
_TOLD_REPORTS = f"""
CREATE VIEW told_reports AS SELECT * FROM live_reports WHERE {_CLAIM} NOT IN (SELECT claim FROM several)
UNION ALL (SELECT * FROM live_reports WHERE {_CLAIM} IN (SELECT claim FROM several) QUALIFY row_number() OVER
    (PARTITION BY event, id ORDER BY article DESC, "start" DESC, trigger_start DESC, position DESC) = 1)
"""

# A claim that no other one touches can be part of no other event; see kg.assembly.claims.
# Groups are told apart by a hash here: where two share one, claims are only looked at that need not be.
_TOUCHING = f"""
CREATE TABLE touching AS
WITH narrow AS (
    SELECT event, earliest, latest, hash(CASE WHEN _mutual THEN least(source_stands_for, target_stands_for)
           ELSE source_stands_for END, CASE WHEN _mutual THEN greatest(source_stands_for, target_stands_for)
           ELSE target_stands_for END, type, CASE WHEN {REAL} THEN 'real' ELSE status END) AS kind
    FROM events WHERE latest - earliest < {LONGEST}),
near AS (
    SELECT event FROM narrow WINDOW run AS (PARTITION BY kind ORDER BY earliest, latest, event)
    QUALIFY earliest - max(latest) OVER (run ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) <= 1
    OR lead(earliest) OVER run - max(latest) OVER (run ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) <= 1)
SELECT event AS claim, source_stands_for AS one, target_stands_for AS other, _mutual AS mutual, type,
       CASE WHEN {REAL} THEN 'real' ELSE status END AS whether, earliest, latest,
       _stated AS stated, _published AS published
FROM events WHERE event IN (SELECT event FROM near)
"""


def _claim(row: Record) -> Claim:
    sides = [str(row["one"]), str(row["other"])]
    return Claim(
        id=hexadecimal(row["claim"]),
        group=(*(sorted(sides) if row["mutual"] else sides), str(row["type"]), str(row["whether"])),
        earliest=cast("date | None", row["earliest"]),
        latest=cast("date | None", row["latest"]),
        stated=bool(row["stated"]),
        published=bool(row["published"]),
        articles=frozenset(cast("list[str]", row["articles"])),
    )


def _record(event: Event) -> Record:
    own = {
        "event": int(event.id, 16),
        "best": int(event.best.id, 16),
        "reports": len(event.reports),
        "outlets": len(event.outlets),
        "outlet_names": list(event.outlets),
    }
    return report_record(event.best) | own
