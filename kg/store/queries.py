"""Questions to the log in SQL: DuckDB reads only the columns and row groups that an answer needs."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assembly import Marks, merge_read
from kg.base.databases import without_progress
from kg.base.errors import GraphError
from kg.base.parquet import SCAN
from kg.base.places import elsewhere
from kg.model import Event, Report
from kg.store.columns import REPORT_COLUMNS
from kg.store.duck import ALIVE, GONE, WHEN_GONE, names, none_gone, reason
from kg.store.manifest import KINDS, RowKind, StorePart
from kg.store.marks_file import MarksFile
from kg.store.parts import COLUMNS, Parts
from kg.store.records import Record, report_of

if TYPE_CHECKING:
    import duckdb

_ROWS = 2048  # rows fetched at a time
_SCAN = SCAN.format("$reports")
_ASSERTED = f"(SELECT * REPLACE (CASE status WHEN 'alleged' THEN 'occurred' ELSE status END AS status) FROM {_SCAN})"
_ORDER = 'r.article, r."start", r.trigger_start, r.position'
_REPORTS = f"WITH {GONE} SELECT $columns FROM {_SCAN} r {WHEN_GONE.format('article')}"
_ARTICLES = f"WITH {GONE} SELECT $columns FROM {SCAN.format('$articles')} r {WHEN_GONE.format('id')}"
_REPLACE = """SELECT coalesce(bool_or(stats_null_count IS DISTINCT FROM num_values), false)
FROM parquet_metadata($articles) WHERE starts_with(path_in_schema, 'replaces')"""


class Queries:
    """What SQL can be asked of a log: the rows that count, which no later reading of an article has replaced.

    Attributes:
        directory: The graph.
        alleged: Whether what somebody is only accused of is read as something that occurred, and merged with it.
    """

    def __init__(self, directory: Path, *, alleged: bool = False) -> None:
        self.directory = directory
        self.alleged = alleged
        self.parts = _parts(directory / "log")
        self.marks_file = MarksFile(directory)
        self._database: duckdb.DuckDBPyConnection | None = None
        self._corrected: tuple[Sequence[StorePart], bool] = (), False  # whether these parts replace a reading

    def rows(self, query: str, *, into: Path | None = None, **values: object) -> Iterator[Record]:
        """Ask in SQL of one's own; ``live_reports`` is the table of the reports that count.

        Args:
            query: What follows ``WITH live_reports AS (...)``.
            into: A Parquet file that gets the rows; then there is one, with their number as ``Count``.
            values: Its parameters.
        """
        live = f"{reports_query('r.*')} WHERE {ALIVE}"
        query = f"WITH {GONE}, live_reports AS ({live.removeprefix(f'WITH {GONE} ')}){query}"
        if into is not None:
            query, values = f"COPY ({query}) TO $file (FORMAT parquet, COMPRESSION zstd)", {**values, "file": str(into)}
        return self.select(query, values)

    def show_to(self, database: duckdb.DuckDBPyConnection) -> None:
        """Let another database see what counts, as ``live_reports`` and ``live_articles``."""
        import duckdb

        queries: dict[RowKind, str] = {"reports": _REPORTS, "articles": _ARTICLES}
        for kind, query in queries.items():
            if not self.parts.committed():
                cells = ", ".join(f'"{name}" {type_}' for name, type_ in COLUMNS[kind].items())
                database.execute(f"CREATE TABLE live_{kind} ({cells})")
                continue
            try:
                text = self._counted(f"{query.replace('$columns', 'r.*')} WHERE {ALIVE}")
                for source in queries:
                    files = ", ".join(f"'{path.replace(chr(39), chr(39) * 2)}'" for path in self.parts.files(source))
                    text = text.replace(f"${source}", f"[{files}]")  # a view takes no parameters
                self.parts.show_to(database)
                database.execute(f"CREATE VIEW live_{kind} AS {text}")
            except duckdb.Error as error:
                raise self.trouble(error) from error

    def articles_where(
        self, columns: str, *, where: str = "true", order: str | None = "r.id", **values: object
    ) -> Iterator[Record]:
        """Rows of the articles that count; ``r`` is the table."""
        query = f"{_ARTICLES.replace('$columns', columns)} WHERE {ALIVE} AND {where}"
        yield from self.select(query + (f" ORDER BY {order}" if order else ""), values)

    def marks(self) -> Marks:
        """What an analyst has said.

        Raises:
            GraphError: The file of marks has errors.
        """
        return Marks.of(self.marks_file.read())

    def events_where(self, where: str, **values: object) -> list[Event]:
        """What the reports that meet a condition in SQL make, in which ``r`` is the table of those that count."""
        return merge_read(self.read_reports(where, values), self.marks())

    def pairs_of(self, claims: Collection[str]) -> list[str]:
        """Keys of the pairs between which some claims are, as they were read, sorted."""
        query = f"{reports_query('DISTINCT r.pair')} WHERE {ALIVE} AND r.event IN (SELECT unnest($claims))"
        return sorted(str(row["pair"]) for row in self.select(query, {"claims": sorted(claims)}))

    def read_reports(self, where: str, values: Mapping[str, object]) -> Iterator[tuple[Report, str, str]]:
        """Reports with the ids of their claims and their own."""
        condition = f" AND {where}" if where else ""
        columns = f"{names(REPORT_COLUMNS)}, r.event, r.id"
        query = f"{reports_query(columns)} WHERE {ALIVE}{condition} ORDER BY {_ORDER}"
        for row in self.select(query, values):
            try:
                report = report_of(row)
            except (TypeError, ValueError) as error:  # a column of another type
                raise self.trouble(error) from error
            yield report, str(row["event"]), str(row["id"])

    def select(self, query: str, values: Mapping[str, object]) -> Iterator[Record]:
        """Rows of a query over the parts, which it names ``$reports`` and ``$articles``; none where there are none.

        Raises:
            GraphError: A part is damaged, or there is no room for what is put aside on disk.
        """
        for columns, rows in self.fetched(query, values):
            for row in rows:
                yield dict(zip(columns, row, strict=True))

    def fetched(
        self, query: str, values: Mapping[str, object]
    ) -> Iterator[tuple[Sequence[str], Sequence[Sequence[object]]]]:
        """The same, some rows at a time as they come, each time with the names of their columns."""
        import duckdb

        if not self.parts.committed():
            return
        with self.parts.held():
            try:
                query = self._counted(query)
                kinds: tuple[RowKind, ...] = tuple(kind for kind in KINDS if f"${kind}" in query)
                files: dict[str, object] = {kind: self.parts.files(kind) for kind in kinds}
                result = self._connection().cursor().execute(query, {**files, **values})
                columns = [column[0] for column in result.description or []]
                while rows := result.fetchmany(_ROWS):
                    yield columns, rows
            except duckdb.Error as error:
                raise self.trouble(error) from error

    def _counted(self, query: str) -> str:
        query = query.replace(_SCAN, _ASSERTED) if self.alleged else query
        return query if GONE not in query or self._corrects() else none_gone(query)

    def _corrects(self) -> bool:
        """Whether some reading in the log replaces another: the ends of the parts tell, which are read anyway."""
        if (parts := self.parts.committed()) != self._corrected[0]:
            files = self.parts.files("articles")
            ((found,),) = self._connection().cursor().execute(_REPLACE, {"articles": files}).fetchall()
            self._corrected = parts, bool(found)
        return self._corrected[1]

    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._database is None:
            import duckdb

            self._database = duckdb.connect()
            self._database.execute("SET temp_directory = ?", [tempfile.gettempdir()])
            without_progress(self._database)
            self._database.execute("SET parquet_metadata_cache = true")
            self.parts.show_to(self._database)
        return self._database

    def trouble(self, error: Exception) -> GraphError:
        """What to tell of an error of DuckDB: which part is damaged, and how to go on."""
        import duckdb

        said = reason(error)
        if isinstance(error, duckdb.IOException) and "write" in said.lower():
            return GraphError(
                f"cannot write {said.partition('write ')[2] or said}\n"
                f"make room, or choose another folder for temporary files (TMPDIR, now {tempfile.gettempdir()}); the "
                "graph is as it was"
            )
        if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in said:
            return GraphError(
                f"no room to sort {self.directory}: {said}\n"
                f"free memory (or raise its limit: ulimit -v), or room in {tempfile.gettempdir()} (another folder: "
                "TMPDIR); the graph is as it was"
            )
        for part in self.parts.committed():
            for kind in KINDS:
                if found := self.unreadable(kind, part):
                    return self.parts.damaged(part, kind, found)
        return GraphError(
            f"the event log of {self.directory} is damaged: {said}\n"
            f"which part it is, says kg doctor --verify -g {self.directory}"
        )

    def unreadable(self, kind: RowKind, part: StorePart) -> str | None:
        """Why a file of the log cannot be read, if it cannot."""
        import duckdb

        scan = SCAN.format("?")
        try:
            path = self.parts.name(kind, part)
            database = self._connection().cursor()
            described = database.execute(f"DESCRIBE SELECT * FROM {scan}", [path]).fetchall()
            known = {name: type_ for name, type_, *_ in described}
            if missing := {*COLUMNS[kind], "log_part"} - known.keys():
                return f"no column {', '.join(sorted(missing)[:3])}: it is no part of a log"
            for name, type_ in COLUMNS[kind].items():
                if known[name] != type_:
                    return f"column {name} is {known[name]}, not {type_}: it is no part of a log"
            database.execute(f"SELECT count(COLUMNS(*)) FROM {scan}", [path]).fetchall()
        except duckdb.Error as error:
            return reason(error)
        return None


def _parts(folder: Path) -> Parts:
    """The files of a log, wherever they are."""
    if not elsewhere(folder):
        return Parts(folder)
    from kg.store.remote import RemoteParts

    return RemoteParts(folder)


def reports_query(columns: str) -> str:
    """The beginning of a query for some columns of the reports, before ``WHERE``."""
    return _REPORTS.replace("$columns", columns)
