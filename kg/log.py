"""The event log: an append-only table of reports and of the articles they were read from, in a graph directory.

A graph directory holds ``irkg.json`` (the schema version), ``log/`` with numbered Parquet parts, and the views made
from them. A part is two files, reports and articles; each is written under a temporary name and renamed into place, the
articles last: that rename is the commit. Reports whose articles never came are left over from an interrupted run; they
are ignored, and removed by the next run.

Nothing in a part ever changes. A later reading of an article replaces earlier ones when the log is read.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from kg.errors import GraphError
from kg.model import Article, Event, Report, merge
from kg.records import (
    ARTICLE_COLUMNS,
    REPORT_COLUMNS,
    Record,
    article_of,
    article_record,
    place,
    report_of,
    report_record,
)

if TYPE_CHECKING:
    import duckdb

SCHEMA = 1
_MARKER = "irkg.json"
_ROWS = 2048  # rows fetched at a time

# The reading of each article that counts: its last, unless a later reading of another id took its place.
_LIVE = """
    WITH every AS (SELECT * FROM read_parquet($articles)),
         latest AS (SELECT id, max(log_part) AS log_part FROM every GROUP BY id),
         gone AS (SELECT unnest(replaces) AS id, log_part AS since FROM every),
         live AS (SELECT * FROM every SEMI JOIN latest USING (id, log_part)
                  WHERE NOT EXISTS (SELECT 1 FROM gone WHERE gone.id = every.id AND gone.since > every.log_part))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article that was read: its reports, or why it was skipped."""

    article: Article
    reports: tuple[Report, ...] = ()
    skipped: str | None = None


class Log:
    """The log of one graph directory. Appending needs :meth:`writing`; reading never blocks."""

    def __init__(self, directory: Path) -> None:
        """Use :meth:`open` or :meth:`create`."""
        self.directory = directory
        self._parts = directory / "log"
        # of a writer only: what the log holds, and which articles this run has met
        self._hashes: dict[str, str] = {}
        self._skipped: dict[str, str] = {}
        self._at: dict[str, set[str]] = {}  # ids by place
        self._met: set[str] = set()

    @classmethod
    def open(cls, directory: Path) -> Log:
        """Open an existing graph for reading.

        Raises:
            GraphError: There is no graph, or a newer irkg made it.
        """
        marker = directory / _MARKER
        if not marker.is_file():
            raise GraphError(f"no graph in {directory}; make one with: kg build ARTICLES -o {directory}")
        try:
            schema = json.loads(marker.read_text("utf-8"))["schema"]
        except (OSError, ValueError, KeyError, TypeError):
            schema = None
        if type(schema) is not int or schema < 1:
            raise GraphError(f"{marker} cannot be understood; restore it, or build into another directory")
        if schema > SCHEMA:
            raise GraphError(
                f"{directory} was made by a newer irkg (schema {schema}, this one knows {SCHEMA}); "
                "upgrade with: pip install -U irkg"
            )
        return cls(directory)

    @classmethod
    def create(cls, directory: Path) -> Log:
        """Open a graph, making the directory when there is none.

        Raises:
            GraphError: It cannot be written, or a newer irkg made it.
        """
        try:
            (directory / "log").mkdir(parents=True, exist_ok=True)
            if not (directory / _MARKER).exists():
                _replace(directory / _MARKER, json.dumps({"schema": SCHEMA, "made_by": "irkg"}).encode() + b"\n")
        except OSError as error:
            raise GraphError(f"cannot write to {directory}: {error.strerror or error}") from error
        return cls.open(directory)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the directory for writing: one run. Leftovers of an interrupted one are swept.

        Raises:
            GraphError: Another process is writing to it, or it cannot be written.
        """
        try:
            lock = (self.directory / ".lock").open("w")
        except OSError as error:
            raise GraphError(f"cannot write to {self.directory}: {error.strerror or error}") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise GraphError(f"another kg is writing to {self.directory}; wait until it has ended") from error
            self._sweep()
            self._load()
            yield

    def clear(self) -> None:
        """Forget everything that was read."""
        for path in sorted(self._parts.glob("*.parquet")):  # articles first: reports alone are ignored
            path.unlink()
        self._load()

    def knows(self, article: Article) -> bool:
        """Whether the log holds the article as it is, so that it need not be read again. For a writer."""
        self._met.add(article.id)
        return self._hashes.get(article.id) == article.content_hash

    def why_skipped(self, article: Article) -> str | None:
        """Why an article that the log knows was skipped when it was read, if it was. For a writer."""
        return self._skipped.get(article.id)

    def append(self, readings: Sequence[Reading]) -> int:
        """Commit a batch: all of it or nothing.

        A reading replaces what the log holds of the same article: of the same id, or from the same place (its address,
        or the file it fills alone) under an id that this run has not met: an article whose id is a hash of its text,
        which has changed. Articles of one run may share an address; of one id twice in a batch the last counts.

        Returns:
            How many articles of earlier runs were replaced.

        Raises:
            GraphError: The disk is full or the directory cannot be written; what was committed before stays.
        """
        batch = {reading.article.id: reading for reading in readings}
        if not batch:
            return 0
        changed = sum(name in self._hashes for name in batch)
        self._met.update(batch)
        articles = [
            article_record(r.article, r.skipped, reports=len(r.reports), replaces=self._replaced(r.article))
            for r in batch.values()
        ]
        reports = [report_record(report) for reading in batch.values() for report in reading.reports]
        number = 1 + max((int(name.split(".")[0]) for name in self._committed()), default=0)
        try:
            self._write("reports", number, reports, REPORT_COLUMNS)
            self._write("articles", number, articles, ARTICLE_COLUMNS)
        except OSError as error:
            reason = error.strerror or error
            raise GraphError(f"cannot write to {self.directory}: {reason}; what was read before is safe") from error
        return changed + sum(len(cast("list[str]", record["replaces"])) for record in articles)

    def known(self) -> dict[str, str]:
        """Content hash of each article that counts, by article id."""
        return {str(row["id"]): str(row["content_hash"]) for row in self._live("id, content_hash")}

    def articles(self) -> Iterator[tuple[Article, str | None]]:
        """Articles in order of their ids, without text, each with the reason why it was skipped, if it was."""
        for row in self._live(_names(ARTICLE_COLUMNS)):
            yield article_of(row), None if row["skipped"] is None else str(row["skipped"])

    def reports(self) -> Iterator[Report]:
        """Reports of the reading of each article that counts, in order of article and place in it."""
        return self._reports()

    def events(self) -> list[Event]:
        """What happened: reports of one event merged, in order of date."""
        return merge(self.reports())

    def portions(self, most: int) -> Iterator[list[Event]]:
        """What happened, in portions of about so many reports, which end with a pair of sides.

        Memory grows with the busiest pair, not with the log.
        """
        portion: list[str] = []
        count = 0
        for pair, number in self._pairs():
            if portion and count + number > most:
                yield merge(self._reports(portion))
                portion, count = [], 0
            portion.append(pair)
            count += number
        if portion:
            yield merge(self._reports(portion))

    def _pairs(self) -> list[tuple[str, int]]:
        """Each pair of sides, whichever is the source, with the number of its reports."""
        query = f"{_counting(f'{_PAIR} AS pair, count(*) AS number')} GROUP BY pair ORDER BY pair"
        return [(str(row["pair"]), cast("int", row["number"])) for row in self._select_reports(query)]

    def _reports(self, pairs: Sequence[str] | None = None) -> Iterator[Report]:
        query = _counting(_names(REPORT_COLUMNS))
        wanted = "" if pairs is None else f" WHERE {_PAIR} IN (SELECT unnest($pairs))"
        order = ' ORDER BY r.article, r."start", r.trigger_start, r.file_row_number'
        given = {} if pairs is None else {"pairs": list(pairs)}
        for row in self._select_reports(f"{query}{wanted}{order}", given):
            yield report_of(row)

    def _select_reports(self, query: str, given: Mapping[str, object] = MappingProxyType({})) -> Iterator[Record]:
        if self._committed():
            files = {"reports": self._files("reports"), "articles": self._files("articles")}
            yield from self._select(query, {**files, **given})

    def _live(self, columns: str) -> Iterator[Record]:
        if self._committed():
            yield from self._select(
                f"{_LIVE} SELECT {columns} FROM live ORDER BY id",  # noqa: S608 - own column names
                {"articles": self._files("articles")},
            )

    def _load(self) -> None:
        self._hashes, self._skipped, self._at, self._met = {}, {}, {}, set()
        for row in self._live("id, content_hash, skipped, place"):
            name = str(row["id"])
            self._hashes[name] = str(row["content_hash"])
            if row["skipped"] is not None:
                self._skipped[name] = str(row["skipped"])
            if row["place"] is not None:
                self._at.setdefault(str(row["place"]), set()).add(name)

    def _replaced(self, article: Article) -> list[str]:
        """Ids of articles of earlier runs in whose place this one comes; from now on they are unknown."""
        where = place(article)
        same = self._at.setdefault(where, set()) if where else set()
        others = sorted(same - self._met)
        for other in others:
            del self._hashes[other]
        same.difference_update(others)
        same.add(article.id)
        self._hashes[article.id] = article.content_hash
        return others

    def _select(self, query: str, parameters: Mapping[str, object]) -> Iterator[Record]:
        import duckdb

        with _connection() as database:
            try:
                result = database.execute(query, dict(parameters))
                names = [column[0] for column in result.description or []]
                while rows := result.fetchmany(_ROWS):
                    for row in rows:
                        yield dict(zip(names, row, strict=True))
            except duckdb.Error as error:
                reason = str(error).splitlines()[0]
                raise GraphError(f"the event log of {self.directory} is damaged: {reason}") from error

    def _committed(self) -> list[str]:
        """``000001.parquet`` and so on: the parts that count."""
        return sorted(path.name.removeprefix("articles-") for path in self._parts.glob("articles-*.parquet"))

    def _files(self, kind: str) -> list[str]:
        return [str(self._parts / f"{kind}-{name}") for name in self._committed()]

    def _sweep(self) -> None:
        kept = {*self._files("reports"), *self._files("articles")}
        for path in sorted(self._parts.iterdir()):
            if str(path) not in kept:
                path.unlink()

    def _write(self, kind: str, number: int, records: Sequence[Record], columns: Mapping[str, str]) -> None:
        import duckdb

        final = self._parts / f"{kind}-{number:06d}.parquet"
        unfinished = final.with_suffix(".unfinished")
        places = {name: f"c{at}" for at, name in enumerate(columns)}
        cells = ", ".join(f'unnest(${places[name]}::{type_}[]) AS "{name}"' for name, type_ in columns.items())
        values = {place: [record[name] for record in records] for name, place in places.items()}
        with _connection() as database:
            try:
                database.execute(
                    f"COPY (SELECT {cells}, {number} AS log_part) TO $file (FORMAT parquet, COMPRESSION zstd)",
                    {**values, "file": str(unfinished)},
                )
            except duckdb.Error as error:
                unfinished.unlink(missing_ok=True)
                raise OSError(None, str(error).splitlines()[0]) from error
        _into_place(unfinished, final)


# Both sides in one order, with a character between them that no id has.
_PAIR = (
    "least(r.source_stands_for, r.target_stands_for) || chr(31) || greatest(r.source_stands_for, r.target_stands_for)"
)


def _counting(columns: str) -> str:
    """A query for columns of the reports that count, as ``r``."""
    return (
        f"{_LIVE} SELECT {columns} FROM read_parquet($reports, file_row_number = true) r "  # noqa: S608 - own column names
        "SEMI JOIN live ON r.article = live.id AND r.log_part = live.log_part"
    )


def _names(columns: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(content)
    _into_place(unfinished, path)


def _into_place(unfinished: Path, final: Path) -> None:
    """Rename a file once it is on the disk: others see the old one or the whole new one, also after a power cut."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(final)


@contextmanager
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    with duckdb.connect() as database:
        database.execute("SET threads = 1")  # one thread: one order of rows in a part
        database.execute("SET enable_progress_bar = false")  # which would go to standard output, among the data
        yield database
