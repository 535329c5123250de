"""Questions to the log: DuckDB reads only the columns and row groups that an answer needs."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.assembly import Marks, merge_read
from kg.assembly.claims import LONGEST
from kg.base.dates import DateBasis, When
from kg.base.errors import GraphError
from kg.model import Actor, Article, Event, Report
from kg.store.marks_file import MarksFile
from kg.store.parts import ALIVE, COLUMNS, GONE, Parts, RowKind, names, pair_key
from kg.store.records import ACTOR_COLUMNS, ARTICLE_COLUMNS, REPORT_COLUMNS, Record, actor_of, article_of, report_of

if TYPE_CHECKING:
    import duckdb

_ROWS = 2048  # rows fetched at a time
_ORDER = 'r.article, r."start", r.trigger_start, r.position'
_REPORTS = f"WITH {GONE} SELECT $columns FROM read_parquet($reports) r LEFT JOIN gone ON r.article = gone.gone_id"
_ARTICLES = f"WITH {GONE} SELECT $columns FROM read_parquet($articles) r LEFT JOIN gone ON r.id = gone.gone_id"
_MARGIN = timedelta(days=2 * LONGEST)
"""How far beyond a date a report may lie that has a say in how those within are merged."""

_MATCHES = 50
"""Most claims that the beginning of an id may fit before it is no name of an event."""


class Reader:
    """What can be read of a log. Never blocks a writer, and is not blocked by one."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.parts = Parts(directory / "log")
        self.marks_file = MarksFile(directory)
        self._database: duckdb.DuckDBPyConnection | None = None

    def known(self) -> dict[str, str]:
        """Content hash of each article that counts, by article id."""
        rows = self.articles_where("r.id, r.content_hash")
        return {str(row["id"]): str(row["content_hash"]) for row in rows}

    def articles(self) -> Iterator[tuple[Article, str | None]]:
        """Articles in order of their ids, without text, each with the reason why it was skipped, if it was."""
        for row in self.articles_where(names(ARTICLE_COLUMNS)):
            yield article_of(row), None if row["skipped"] is None else str(row["skipped"])

    def reports(
        self, *, pair: tuple[str, str] | None = None, start: date | None = None, end: date | None = None
    ) -> Iterator[Report]:
        """Reports of the reading of each article that counts, in order of article and place in it, as they were read.

        Args:
            pair: Only what these two did to each other, in either direction.
            start: Only what may have happened on this day or later.
            end: Only what may have happened on this day or earlier.
        """
        conditions, values = _wanted(pair, start, end)
        return self._reports(" AND ".join(conditions), values)

    def marks(self) -> Marks:
        """What an analyst has said.

        Raises:
            GraphError: The file of marks has errors.
        """
        return Marks.of(self.marks_file.read())

    def events(
        self, *, pair: tuple[str, str] | None = None, start: date | None = None, end: date | None = None
    ) -> list[Event]:
        """What happened: reports of one event merged and marks applied, in order of date.

        The same events as without conditions, less those that do not meet them; but only what they need is read.

        Args:
            pair: Events between these two, in either direction.
            start: Events that may have happened on this day or later; those without a date did not.
            end: Events that may have happened on this day or earlier, likewise.

        Raises:
            GraphError: A part is damaged, or the file of marks has errors.
        """
        marks = self.marks()
        conditions, values = _wanted(pair, start and _less(start), end and _more(end))
        where = " AND ".join(conditions)
        if where and marks.same:  # an event may have been joined to one between others
            where = f"(({where}) OR r.pair IN (SELECT unnest($joined)))"
            values["joined"] = self.pairs_of({*marks.same, *marks.same.values()})
        events = merge_read(self._read(where, values), marks)
        bounded = start is not None or end is not None
        span = When.between(start or date.min, end or date.max, DateBasis.STATED)
        return [
            event
            for event in events
            if (pair is None or set(event.best.dyad) == set(pair)) and (not bounded or event.best.when.overlaps(span))
        ]

    def events_between(self, pairs: Collection[str]) -> list[Event]:
        """All events between some pairs of sides, in order of date; see :meth:`events`.

        Args:
            pairs: Keys of pairs, see :func:`kg.store.parts.pair_key`.
        """
        marks = self.marks()
        joined = self.pairs_of({*marks.same, *marks.same.values()}) if marks.same else []
        wanted = set(pairs)
        events = merge_read(
            self._read("r.pair IN (SELECT unnest($pairs))", {"pairs": sorted(wanted.union(joined))}), marks
        )
        return [event for event in events if pair_key(*event.best.dyad) in wanted]

    def rows(self, query: str, *, into: Path | None = None, **values: object) -> Iterator[Record]:
        """Ask in SQL of one's own; ``live_reports`` is the table of the reports that count.

        Args:
            query: What follows ``WITH live_reports AS (...)``.
            into: A Parquet file that gets the rows; then there is one, with their number as ``Count``.
            values: Its parameters.
        """
        live = f"{_reports('r.*')} WHERE {ALIVE}"
        query = f"WITH {GONE}, live_reports AS ({live.removeprefix(f'WITH {GONE} ')}){query}"
        if into is not None:
            query, values = f"COPY ({query}) TO $file (FORMAT parquet, COMPRESSION zstd)", {**values, "file": str(into)}
        return self._select(query, values)

    def show_to(self, database: duckdb.DuckDBPyConnection) -> None:
        """Let another database see what counts, as ``live_reports`` and ``live_articles``."""
        import duckdb

        queries: dict[RowKind, str] = {"reports": _REPORTS, "articles": _ARTICLES}
        for kind, query in queries.items():
            if not self.parts.committed():
                cells = ", ".join(f'"{name}" {type_}' for name, type_ in COLUMNS[kind].items())
                database.execute(f"CREATE TABLE live_{kind} ({cells})")
                continue
            text = f"{query.replace('$columns', 'r.*')} WHERE {ALIVE}"

            for source in queries:
                files = ", ".join(f"'{path.replace(chr(39), chr(39) * 2)}'" for path in self.parts.files(source))
                text = text.replace(f"${source}", f"[{files}]")  # a view takes no parameters
            try:
                database.execute(f"CREATE VIEW live_{kind} AS {text}")
            except duckdb.Error as error:
                raise self.trouble(error) from error

    def find(self, prefix: str) -> list[Event]:
        """Events whose id, or another id that they can be found by, begins with a prefix; an exact id gives one."""
        marks = self.marks()
        rows = list(
            self._select(
                f"{_reports('DISTINCT r.event, r.pair, r.type')} WHERE {ALIVE} AND starts_with(r.event, $prefix) "
                f"LIMIT {_MATCHES}",
                {"prefix": prefix},
            )
        )
        pairs = {str(row["pair"]) for row in rows}
        if marks:
            pairs.update(self.pairs_of({*marks.wrong, *marks.types, *marks.same, *marks.same.values()}))
        if not pairs:
            return []
        where, values = "r.pair IN (SELECT unnest($pairs))", {"pairs": sorted(pairs)}
        if not marks:  # claims of different types are never one event
            where += " AND r.type IN (SELECT unnest($types))"
            values["types"] = sorted({str(row["type"]) for row in rows})
        events = merge_read(self._read(where, values), marks)
        exact = [event for event in events if event.id == prefix] or [e for e in events if prefix in e.aliases]
        return exact or [e for e in events if any(name.startswith(prefix) for name in (e.id, *e.aliases))]

    def claims(self, ids: Collection[str]) -> dict[str, str]:
        """Which of some ids are claims as they were read, sorted, each with its words: ``RUS SANCTION USA 2021-03-17``.

        Args:
            ids: Ids of events.
        """
        query = (
            f"{_reports('DISTINCT r.event, r.source_stands_for AS a, r.type, r.target_stands_for AS b, r.earliest')} "
            f"WHERE {ALIVE} AND r.event IN (SELECT unnest($ids)) ORDER BY ALL DESC"
        )
        rows = self._select(query, {"ids": sorted(ids)})
        found = {str(row["event"]): f"{row['a']} {row['type']} {row['b']} {row['earliest'] or ''}" for row in rows}
        return {name: found[name].strip() for name in sorted(found)}

    def events_of(self, claims: Collection[str]) -> list[Event]:
        """The events that some claims, as they were read, are part of now, among others."""
        marks = self.marks()
        pairs = self.pairs_of({*claims, *marks.same, *marks.same.values()})
        return merge_read(self._read("r.pair IN (SELECT unnest($pairs))", {"pairs": pairs}), marks)

    def articles_of(self, ids: Collection[str]) -> Iterator[Article]:
        """Some articles, without text, in order of their ids."""
        where = "r.skipped IS NULL AND r.id IN (SELECT unnest($ids))"
        for row in self.articles_where(names(ARTICLE_COLUMNS), where=where, ids=sorted(ids)):
            yield article_of(row)

    def articles_like(self, bands: Collection[str]) -> Iterator[Article]:
        """Articles that share a band of their fingerprint with others, and those that these are copies of.

        Args:
            bands: See :func:`kg.corpus.near_duplicates.bands`: each as long, with its number before it.
        """
        if not bands:
            return
        size = len(next(iter(bands)).partition(":")[2])
        number = 1 + max(int(band.partition(":")[0]) for band in bands)
        own = ", ".join(f"'{at}:' || substr(r.fingerprint, {1 + at * size}, {size})" for at in range(number))
        shared = (  # a join: a list of all bands would be searched for each article
            f"SELECT id FROM (SELECT r.id, unnest([{own}]) AS band FROM read_parquet($articles) r "
            "WHERE r.fingerprint IS NOT NULL) WHERE band IN (SELECT unnest($bands))"
        )
        where = f"r.skipped IS NULL AND r.fingerprint IS NOT NULL AND r.id IN ({shared})"
        rows = self.articles_where(names(ARTICLE_COLUMNS), where=where, bands=sorted(bands))
        found = [article_of(row) for row in rows]
        yield from found
        originals = {article.copy_of for article in found if article.copy_of} - {article.id for article in found}
        if originals:
            yield from self.articles_of(originals)

    def size(self) -> tuple[int, int]:
        """Numbers of articles that were read and of reports that count."""
        if not self.parts.committed():
            return 0, 0
        (articles,) = self.articles_where("count(*) AS n", order=None, where="r.skipped IS NULL")
        (reports,) = self._select(f"{_reports('count(*) AS n')} WHERE {ALIVE}", {})
        return int(str(articles["n"])), int(str(reports["n"]))

    def sides(self) -> dict[str, str]:
        """What takes part in the graph: id by id and by label, in lower case."""
        columns = ", ".join(
            f"r.{side}_stands_for AS {side}, CASE WHEN r.{side}_id = r.{side}_stands_for THEN r.{side}_label END "
            f"AS {side}_label"
            for side in ("source", "target")
        )
        rows = list(self._select(f"{_reports(f'DISTINCT {columns}')} WHERE {ALIVE}", {}))
        found = {(str(row[side]), row[f"{side}_label"]) for row in rows for side in ("source", "target")}
        labels = sorted(((str(label).casefold(), name) for name, label in found if label), reverse=True)
        return dict(labels) | {name.casefold(): name for name, _ in sorted(found, key=str)}

    def actors(self) -> Iterator[Actor]:
        """Every actor as some report describes it, each description once."""
        for side in ("source", "target", "object"):
            columns = ", ".join(f"r.{side}_{name}" for name in ACTOR_COLUMNS)
            where = f"WHERE {ALIVE} AND r.{side}_id IS NOT NULL ORDER BY ALL"
            for row in self._select(f"{_reports(f'DISTINCT {columns}')} {where}", {}):
                yield actor_of(row, side)

    def names(self, column: Literal["outlet", "place", "object_event"]) -> list[str]:
        """The distinct values of a column of the reports, sorted."""
        rows = self._select(f"{_reports(f'DISTINCT r.{column} AS name')} WHERE {ALIVE} ORDER BY name", {})
        return [str(row["name"]) for row in rows if row["name"] is not None]

    def portions(self, most: int) -> Iterator[list[Event]]:
        """All events, in portions of whole pairs of sides with about so many reports; see :meth:`events`.

        Memory grows with the largest pair, not with the log.
        """
        return map(list, self.streams(most))

    def streams(self, most: int) -> Iterator[Iterator[Event]]:
        """The same portions, each to be read event by event.

        About so many reports are held in memory at a time, or those of one event type of a pair if these are more.

        Args:
            most: Number of reports.
        """
        marks = self.marks()
        moved = {*marks.same, *marks.same.values()}
        together = set(self.pairs_of(moved)) if moved else set()
        whole = together | (set(self.pairs_of(marks.types)) if marks.types else set())
        sizes: dict[str, dict[str, int]] = {}
        query = f"{_reports('r.pair, r.type, count(*) AS n')} WHERE {ALIVE} GROUP BY ALL ORDER BY r.pair, r.type"
        for row in self._select(query, {}):
            sizes.setdefault(str(row["pair"]), {})[str(row["type"])] = int(str(row["n"]))
        if together:
            yield self._merged(sorted(together), marks)
        totals = {pair: sum(types.values()) for pair, types in sizes.items() if pair not in together}
        for pairs in _bundles(totals, most):
            if len(pairs) == 1 and totals[pairs[0]] > most and pairs[0] not in whole:
                yield self._by_type(pairs[0], _bundles(sizes[pairs[0]], most), marks)
            else:
                yield self._merged(pairs, marks)

    def _merged(self, pairs: Sequence[str], marks: Marks) -> Iterator[Event]:
        yield from merge_read(self._read("r.pair IN (SELECT unnest($pairs))", {"pairs": pairs}), marks)

    def _by_type(self, pair: str, bundles: Iterable[Sequence[str]], marks: Marks) -> Iterator[Event]:
        """The events of a pair that is too large to be merged at once: those of different types are never one."""
        where = "r.pair = $pair AND r.type IN (SELECT unnest($types))"
        for types in bundles:
            yield from merge_read(self._read(where, {"pair": pair, "types": types}), marks)

    def articles_where(
        self, columns: str, *, where: str = "true", order: str | None = "r.id", **values: object
    ) -> Iterator[Record]:
        """Rows of the articles that count; ``r`` is the table."""
        query = f"{_ARTICLES.replace('$columns', columns)} WHERE {ALIVE} AND {where}"
        yield from self._select(query + (f" ORDER BY {order}" if order else ""), values)

    def _reports(self, where: str, values: Mapping[str, object]) -> Iterator[Report]:
        return (report for report, *_ in self._read(where, values))

    def _read(self, where: str, values: Mapping[str, object]) -> Iterator[tuple[Report, str, str]]:
        """Reports with the ids of their claims and their own."""
        condition = f" AND {where}" if where else ""
        columns = f"{names(REPORT_COLUMNS)}, r.event, r.id"
        query = f"{_reports(columns)} WHERE {ALIVE}{condition} ORDER BY {_ORDER}"
        for row in self._select(query, values):
            yield report_of(row), str(row["event"]), str(row["id"])

    def events_where(self, where: str, **values: object) -> list[Event]:
        """What the reports that meet a condition in SQL make, in which ``r`` is the table of those that count."""
        return merge_read(self._read(where, values), self.marks())

    def pairs_of(self, claims: Collection[str]) -> list[str]:
        """Keys of the pairs between which some claims are, as they were read, sorted."""
        query = f"{_reports('DISTINCT r.pair')} WHERE {ALIVE} AND r.event IN (SELECT unnest($claims))"
        return sorted(str(row["pair"]) for row in self._select(query, {"claims": sorted(claims)}))

    def _select(self, query: str, values: Mapping[str, object]) -> Iterator[Record]:
        import duckdb

        if not self.parts.committed():
            return
        files = {kind: self.parts.files(kind) for kind in ("reports", "articles") if f"${kind}" in query}
        try:
            result = self._connection().cursor().execute(query, {**files, **values})
            columns = [column[0] for column in result.description or []]
            while rows := result.fetchmany(_ROWS):
                for row in rows:
                    yield dict(zip(columns, row, strict=True))
        except duckdb.Error as error:
            raise self.trouble(error) from error

    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._database is None:
            import duckdb

            self._database = duckdb.connect()
            self._database.execute("SET temp_directory = ?", [tempfile.gettempdir()])
            self._database.execute("SET enable_progress_bar = false")  # it would go to standard output, among data
            self._database.execute("SET parquet_metadata_cache = true")
        return self._database

    def trouble(self, error: Exception) -> GraphError:
        """What to tell of an error of DuckDB: which part is damaged, and how to go on."""
        import duckdb

        reason = str(error).splitlines()[0]
        if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in reason:
            return GraphError(
                f"no room to sort {self.directory}: {reason}\n"
                f"free memory, or room in {tempfile.gettempdir()} (another folder: TMPDIR); the graph is as it was"
            )
        kinds: tuple[RowKind, ...] = ("reports", "articles")
        for part in self.parts.committed():
            for kind in kinds:
                path = self.parts.path(kind, part)
                try:
                    known = duckdb.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(path)]).description or []
                    if missing := {*COLUMNS[kind], "log_part"} - {column[0] for column in known}:
                        raise duckdb.Error(f"no column {', '.join(sorted(missing)[:3])}: it is no part of a log")  # noqa: TRY301
                    duckdb.execute("SELECT count(COLUMNS(*)) FROM read_parquet(?)", [str(path)]).fetchall()
                except duckdb.Error as found:
                    reason = f"{path}: {str(found).splitlines()[0]}"
                    where = f"{self.parts.folder}/*-{part.name}.parquet"
                    return GraphError(
                        f"the event log of {self.directory} is damaged: {reason}\n"
                        f"restore {path.name} from a copy, or move {where} away and build again: the articles of that "
                        "part are read anew, all others stay"
                    )
        return GraphError(f"the event log of {self.directory} is damaged: {reason}")


def _bundles(sizes: Mapping[str, int], most: int) -> Iterator[list[str]]:
    """Names in bundles of at most so much together; one that is larger by itself."""
    bundle: list[str] = []
    count = 0
    for name, size in sizes.items():
        if bundle and count + size > most:
            yield bundle
            bundle, count = [], 0
        bundle.append(name)
        count += size
    if bundle:
        yield bundle


def _reports(columns: str) -> str:
    return _REPORTS.replace("$columns", columns)


def _wanted(pair: tuple[str, str] | None, start: date | None, end: date | None) -> tuple[list[str], dict[str, object]]:
    conditions: dict[str, tuple[str, object]] = {}
    if pair is not None:
        conditions["pair"] = "r.pair = $pair", pair_key(*pair)
    if start is not None:
        conditions["first_day"] = "r.latest >= $first_day", start
    if end is not None:
        conditions["last_day"] = "r.earliest <= $last_day", end
    return [text for text, _ in conditions.values()], {name: value for name, (_, value) in conditions.items()}


def _less(day: date) -> date:
    return day - _MARGIN if day - date.min > _MARGIN else date.min


def _more(day: date) -> date:
    return day + _MARGIN if date.max - day > _MARGIN else date.max
