"""The event log: an append-only table of reports and of the articles they were read from, in a graph directory.

A graph directory holds ``irkg.json`` (the schema version), ``log/`` with numbered Parquet parts, and the views made from
them. A part is two files; each is written under a temporary name and renamed into place, the articles last: that rename is the commit. Reports
whose articles never came are left over from an interrupted run and are removed by the next one.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.model import Article, Event, Report, merge
from kg.records import ARTICLE_COLUMNS, REPORT_COLUMNS, Record, article_of, article_record, report_of, report_record

if TYPE_CHECKING:
    import duckdb

SCHEMA = 1
_MARKER = "irkg.json"
_ROWS = 2048  # rows fetched at a time


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
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{marker} cannot be read; restore it or build the graph anew") from error
        if not isinstance(schema, int) or schema > SCHEMA:
            raise GraphError(f"{directory} was made by a newer irkg (schema {schema}, this one knows {SCHEMA}); upgrade with: pip install -U irkg")
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
                replace_file(directory / _MARKER, json.dumps({"schema": SCHEMA, "made_by": "irkg"}).encode() + b"\n")
        except OSError as error:
            raise GraphError(f"cannot write to {directory}: {error.strerror or error}") from error
        return cls.open(directory)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the directory for writing; leftovers of an interrupted run are swept.

        Raises:
            GraphError: Another process is writing to it.
        """
        with (self.directory / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise GraphError(f"another kg is writing to {self.directory}; wait until it has ended") from error
            self._sweep()
            yield

    def clear(self) -> None:
        """Forget everything that was read."""
        for path in sorted(self._parts.glob("*.parquet")):
            path.unlink()

    def append(self, readings: Sequence[Reading]) -> None:
        """Commit a batch: all of it or nothing.

        Raises:
            GraphError: The disk is full or the directory cannot be written; what was committed before stays.
        """
        if not readings:
            return
        number = 1 + max((int(path.name.split("-")[1].split(".")[0]) for path in self._parts.glob("articles-*.parquet")), default=0)
        reports = [report_record(report) for reading in readings for report in reading.reports]
        articles = [article_record(r.article, r.skipped, len(r.reports)) | {"part": number} for r in readings]
        try:
            if reports:
                self._write("reports", number, [record | {"part": number} for record in reports], REPORT_COLUMNS)
            self._write("articles", number, articles, ARTICLE_COLUMNS)
        except OSError as error:
            raise GraphError(f"cannot write to {self.directory}: {error.strerror or error}; what was read before is safe") from error

    def known(self) -> dict[str, str]:
        """Content hash of each article read so far, by article id."""
        return {str(row["id"]): str(row["content_hash"]) for row in self._current("id, content_hash")}

    def articles(self) -> Iterator[tuple[Article, str | None]]:
        """Articles in order of their ids, without text, each with the reason why it was skipped, if it was."""
        for row in self._current(", ".join(f'"{name}"' for name in ARTICLE_COLUMNS)):
            yield article_of(row), None if row["skipped"] is None else str(row["skipped"])

    def reports(self) -> Iterator[Report]:
        """Reports of the latest reading of each article, in order of article and place in it."""
        files = self._files("reports")
        if not files:
            return
        columns = ", ".join(f'r."{name}"' for name in REPORT_COLUMNS)
        latest = "SELECT id, max(part) AS part FROM read_parquet($articles) GROUP BY id"
        query = (
            f"SELECT {columns} FROM read_parquet($reports) r JOIN ({latest}) a ON r.article = a.id AND r.part = a.part "  # noqa: S608 - own column names
            "ORDER BY r.article, r.part, r.\"start\", r.trigger_start, r.rule, r.source_id, r.target_id, r.type, r.confidence"
        )
        for row in self._select(query, {"reports": files, "articles": self._files("articles")}):
            yield report_of(row)

    def events(self) -> list[Event]:
        """What happened: reports of one event merged, in order of date."""
        return merge(self.reports())

    def _current(self, columns: str) -> Iterator[Record]:
        files = self._files("articles")
        if not files:
            return
        query = (
            f"SELECT {columns} FROM read_parquet($articles) "  # noqa: S608 - own column names
            "QUALIFY row_number() OVER (PARTITION BY id ORDER BY part DESC) = 1 ORDER BY id"
        )
        yield from self._select(query, {"articles": files})

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
                raise GraphError(f"the event log of {self.directory} is damaged: {str(error).splitlines()[0]}") from error

    def _files(self, kind: str) -> list[str]:
        """Committed parts of a kind, in order."""
        committed = {path.name.removeprefix("articles-") for path in self._parts.glob("articles-*.parquet")}
        return [str(path) for path in sorted(self._parts.glob(f"{kind}-*.parquet")) if path.name.removeprefix(f"{kind}-") in committed]

    def _sweep(self) -> None:
        kept = set(self._files("reports")) | set(self._files("articles"))
        for path in sorted(self._parts.iterdir()):
            if str(path) not in kept:
                path.unlink()

    def _write(self, kind: str, number: int, records: list[Record], columns: Mapping[str, str]) -> None:
        import duckdb

        final = self._parts / f"{kind}-{number:06d}.parquet"
        unfinished = final.with_suffix(".unfinished")
        types = ", ".join(f"'{name}': '{kind_}'" for name, kind_ in {**columns, "part": "INTEGER"}.items())
        with tempfile.TemporaryDirectory(prefix="irkg-") as folder, _connection() as database:
            rows = Path(folder, "rows.jsonl")
            rows.write_text("".join(_line(record) for record in records), "utf-8", errors="replace")
            try:
                database.execute(
                    f"COPY (SELECT * FROM read_json(?, format = 'newline_delimited', columns = {{{types}}}, maximum_object_size = 268435456)) "  # noqa: S608
                    "TO ? (FORMAT parquet, COMPRESSION zstd)",
                    [str(rows), str(unfinished)],
                )
            except duckdb.Error as error:
                unfinished.unlink(missing_ok=True)
                raise OSError(None, str(error).splitlines()[0]) from error
        os.replace(unfinished, final)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and rename it: readers see the old one or the new one, never half."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


@contextmanager
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    with duckdb.connect() as database:
        database.execute("SET threads = 1")  # one thread: one order of rows in a part
        yield database


def _line(record: Record) -> str:
    """A record as a line of JSON; DuckDB ends strings at NUL, so those become U+FFFD."""
    clean = {
        name: value.isoformat() if isinstance(value, date) else value.replace("\0", "\ufffd") if isinstance(value, str) else value
        for name, value in record.items()
    }
    return json.dumps(clean, ensure_ascii=False) + "\n"

