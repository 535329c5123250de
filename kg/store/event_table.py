"""The events of a graph as a table, merged in SQL: one row an event, of columns that a question needs."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from kg.base.errors import GraphError
from kg.model import Event
from kg.store import by_hand
from kg.store.columns import REPORT_COLUMNS
from kg.store.duck import connection, names
from kg.store.kept_events import KEPT, KeptEvents, show
from kg.store.kept_files import OpenedEvents
from kg.store.merging_in_sql import CLAIM, PLACE, Merging, TableColumns, hexadecimal
from kg.store.reader import Reader
from kg.store.records import Record, report_of

if TYPE_CHECKING:
    import duckdb

_CLAIM_OF_LIVE = "('0x' || live_reports.event)::UBIGINT"
# Of rows with one id, in one claim therefore, the last counts.
_TOLD_REPORTS = f"""
CREATE VIEW told_reports AS SELECT * FROM live_reports WHERE {CLAIM} NOT IN (SELECT claim FROM several)
UNION ALL (SELECT * FROM live_reports WHERE {CLAIM} IN (SELECT claim FROM several) QUALIFY row_number() OVER
    (PARTITION BY event, id ORDER BY article DESC, "start" DESC, trigger_start DESC, position DESC) = 1)
"""
MEMORY = "180MB"
"""What DuckDB may take for the table; the rest goes to disk."""
_PIECE = 1 << 20  # bytes read at a time
ROWS = 2048  # fetched at a time


@dataclass(slots=True)
class EventTable:
    """Events in a database of their own, as the table ``events``; to be used in ``with``.

    Its columns are those of :data:`kg.store.merging_in_sql.OWN`, and of the best report those that are always needed
    (sides, type, dates, status, symmetric) and those asked for. ``joined`` names the event of each claim that does not
    name one itself, and its rank in it; ``several`` holds the claims that several reports make, and ``told_reports``
    all reports, each once.

    Attributes:
        log: The graph.
        columns: Further columns of the best report, of :data:`kg.store.columns.REPORT_COLUMNS`.
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
    _kept: OpenedEvents | None = None
    _seen: bool = False  # whether the events are read from files

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
        if self._kept is not None:
            self._kept.close()

    def _make(self) -> None:
        wanted = TableColumns(
            columns=self.columns, pairs=self.pairs, evidence=self.evidence, outlet_names=self.outlet_names
        )
        kept = KeptEvents(self.log)
        state = kept.state() if self.pairs is None and set(self.columns) <= set(KEPT.columns) else None
        self.by_hand = by_hand.marked_pairs(self.log)
        self.memory = by_hand.events_of(self.log, self.by_hand, self.pairs)
        self.log.show_to(self.database)
        self.run(f"SET memory_limit = '{MEMORY}'")
        if state is not None and kept.state() == state:  # else the log has grown since it was shown
            self._kept = kept.fresh(state) or kept.make(self, state)
        if self._kept is not None:
            self._show(self._kept, wanted)
        else:
            Merging(self, replace(wanted, without=self.by_hand)).make()
            by_hand.add(self, "events", wanted.kinds, self.memory.values())
        self.run(_TOLD_REPORTS)

    def _show(self, found: OpenedEvents, wanted: TableColumns) -> None:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in wanted.kinds.items())
        self.run(f"CREATE TABLE by_hand ({columns})")
        by_hand.add(self, "by_hand", wanted.kinds, self.memory.values())
        show(self, found, wanted, self.by_hand)
        self._seen = True

    def remove(self, where: str, **values: object) -> None:
        """Take the events of which a condition is true out of the table."""
        if not self._seen:
            self.run(f"DELETE FROM events WHERE {where}", **values)
            return
        self._seen = False
        self.run(f"CREATE TABLE others AS SELECT * FROM events WHERE ({where}) IS NOT TRUE", **values)
        self.run("DROP VIEW events")
        self.run("ALTER TABLE others RENAME TO events")

    def rows(self, query: str, **values: object) -> Iterator[Record]:
        """Ask the table in SQL; ``live_reports`` are the reports themselves, which a question to it reads again."""
        result = self.run(query, **values)
        columns = [column[0] for column in result.description or []]
        while rows := result.fetchmany(ROWS):
            yield from (dict(zip(columns, row, strict=True)) for row in rows)

    @property
    def database(self) -> duckdb.DuckDBPyConnection:
        """The database that holds the table, while it is open."""
        assert self._database is not None
        return self._database

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
            return self.database.execute(query, values)
        except duckdb.Error as error:
            if self._kept is not None and (trouble := KeptEvents(self.log).trouble(self._kept, error)):
                raise trouble from error
            raise self.log.trouble(error) from error

    def join_as_written(self) -> None:
        """Let DuckDB join as queries say: it takes reports for few, and would look up all their sentences."""
        self.run("SET disabled_optimizers = 'join_order,build_side_probe_side'")

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
            reading = "(SELECT format('{:016x}', best) FROM events WHERE event IN (SELECT unnest($wanted::UBIGINT[])))"
            numbers = [int(name, 16) for name in wanted]
            columns = names(REPORT_COLUMNS)
            query = f"SELECT {columns}, id FROM live_reports r WHERE id IN {reading} ORDER BY {PLACE}"
            best = {int(str(row["id"]), 16): report_of(row) for row in self.rows(query, wanted=numbers)}
            query = "SELECT event, best FROM events WHERE event IN (SELECT unnest($wanted::UBIGINT[]))"
            for row in self.rows(query, wanted=numbers):
                name = hexadecimal(row["event"])
                found[name] = Event(id=name, reports=(best[cast("int", row["best"])],))
        return found


def literal(value: str) -> str:
    """A text as a literal of SQL."""
    return "'" + value.replace("'", "''") + "'"
