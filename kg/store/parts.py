"""The files of a log: numbered parts, how they come to be, and how small ones become large ones."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.base.databases import without_progress
from kg.model import Article, Report
from kg.store.columns import ARTICLE_COLUMNS, REPORT_COLUMNS
from kg.store.records import Record, report_record

if TYPE_CHECKING:
    import duckdb

SCHEMA = 2
"""Version of the files: 2 added the keys of a report, and an article's own id to what it replaces."""

TIER = 32
"""Parts of one size that become one part of the next size."""

GROUP = 20_000
"""Rows of a Parquet row group: what a question about one pair of actors reads at least."""

KEYS: Mapping[str, str] = {"id": "VARCHAR", "event": "VARCHAR", "pair": "VARCHAR", "position": "INTEGER"}
"""Columns of a report in the log beside those of :data:`kg.store.columns.REPORT_COLUMNS`: its id, the id of its claim,
what both sides stand for, and its place among the reports of its article."""

MEMORY = "256MB"
"""What DuckDB may take while it writes a part; it puts the rest on disk, no slower with 1,000,000 reports."""

RowKind = Literal["reports", "articles"]

COLUMNS: Mapping[RowKind, Mapping[str, str]] = {"reports": {**REPORT_COLUMNS, **KEYS}, "articles": ARTICLE_COLUMNS}

_SORTED: Mapping[RowKind, tuple[str, str]] = {
    "reports": ('pair, earliest, article, "start", trigger_start, position', "article"),
    "articles": ("id", "id"),
}
"""Order of rows in a large part, and the column with the id of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article that was read: its reports, or why it was skipped."""

    article: Article
    reports: tuple[Report, ...] = ()
    skipped: str | None = None


def pair_key(a: str, b: str) -> str:
    """Both sides in one text, the same whoever did it to whom."""
    return "\x1f".join(sorted((a, b)))


def keyed(report: Report, position: int) -> Record:
    """A report as a row of the log."""
    keys = {"id": report.id, "event": report.event_id, "pair": pair_key(*report.dyad), "position": position}
    return report_record(report) | keys


@dataclass(frozen=True, slots=True, order=True)
class StorePart:
    """A committed part: the numbers it covers."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """``000001`` or ``000001-000032``."""
        return f"{self.first:06d}" if self.first == self.last else f"{self.first:06d}-{self.last:06d}"

    @property
    def size(self) -> int:
        """How many parts it was made of."""
        return self.last - self.first + 1


class Parts:
    """The folder of parts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def committed(self) -> list[StorePart]:
        """The parts that count, in order: those that have articles, and no larger part in their place."""
        found = [_part(path.stem.removeprefix("articles-")) for path in self.folder.glob("articles-*.parquet")]
        kept: list[StorePart] = []
        for part in sorted(found, key=lambda part: (part.first, -part.last)):
            if not kept or part.last > kept[-1].last:
                kept.append(part)
        return kept

    def files(self, kind: RowKind) -> list[str]:
        """Paths of the files that count."""
        return [str(self.path(kind, part)) for part in self.committed()]

    def path(self, kind: RowKind, part: StorePart) -> Path:
        """Where a part's file is."""
        return self.folder / f"{kind}-{part.name}.parquet"

    def sweep(self) -> None:
        """Remove what an interrupted run left, and what larger parts have taken the place of."""
        kept = {*self.files("reports"), *self.files("articles")}
        for path in sorted(self.folder.iterdir()):
            if str(path) not in kept:
                path.unlink()

    def add(self, reports: Sequence[Record], articles: Sequence[Record]) -> None:
        """Commit one part.

        Raises:
            OSError: It cannot be written; nothing is committed then.
        """
        number = 1 + max((part.last for part in self.committed()), default=0)
        part = StorePart(number, number)
        try:
            self._write("reports", part, reports)
            self._write("articles", part, articles)
        except OSError:
            for kind in COLUMNS:
                self._unfinished(kind, part).unlink(missing_ok=True)
            raise

    def settle(self) -> None:
        """Make one large part of many small ones, where there are enough of one size.

        Raises:
            OSError: The large part cannot be written; the small ones are still there.
        """
        while (many := self._alike()) is not None:
            self._join(many)
            self.sweep()

    def _alike(self) -> list[StorePart] | None:
        """The newest parts, if enough of them have one size."""
        parts = self.committed()
        alike = list(takewhile(lambda part: part.size == parts[-1].size, reversed(parts)))
        return alike[::-1] if len(alike) >= TIER else None

    def _join(self, parts: Sequence[StorePart]) -> None:
        whole = StorePart(parts[0].first, parts[-1].last)
        for kind, (order, owner) in _SORTED.items():
            query = (
                f"COPY (WITH {GONE} SELECT {names(COLUMNS[kind])}, r.log_part FROM read_parquet($files) r "
                f"LEFT JOIN gone ON r.{owner} = gone.gone_id WHERE {ALIVE} ORDER BY {order}) "
                f"TO $file (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
            )
            files = [str(self.path(kind, part)) for part in parts]
            unfinished = self._unfinished(kind, whole)
            self._copy(query, {"files": files, "articles": self.files("articles"), "file": str(unfinished)}, unfinished)
        for kind in _SORTED:  # articles last
            into_place(self._unfinished(kind, whole), self.path(kind, whole))

    def _write(self, kind: RowKind, part: StorePart, records: Sequence[Record]) -> None:
        columns = COLUMNS[kind]
        places = {name: f"c{at}" for at, name in enumerate(columns)}
        cells = ", ".join(f'unnest(${places[name]}::{type_}[]) AS "{name}"' for name, type_ in columns.items())
        values: dict[str, object] = {place: [record[name] for record in records] for name, place in places.items()}
        unfinished = self._unfinished(kind, part)
        query = f"COPY (SELECT {cells}, {part.first} AS log_part) TO $file (FORMAT parquet, COMPRESSION zstd)"
        self._copy(query, {**values, "file": str(unfinished)}, unfinished)
        into_place(unfinished, self.path(kind, part))

    def _copy(self, query: str, values: Mapping[str, object], unfinished: Path) -> None:
        import duckdb

        with connection() as database:
            try:
                database.execute("SET threads = 1")  # one thread: one order of rows in a part
                database.execute(query, dict(values))
            except duckdb.Error as error:
                unfinished.unlink(missing_ok=True)
                raise OSError(None, _reason(error)) from error

    def _unfinished(self, kind: str, part: StorePart) -> Path:
        return self.folder / f"{kind}-{part.name}.unfinished"


# Readings that count no more: of each article those before the last part that replaced it.
GONE = """gone AS (SELECT gone_id, max(since) AS since FROM
    (SELECT unnest(replaces) AS gone_id, log_part AS since FROM read_parquet($articles)) GROUP BY gone_id)"""
ALIVE = "(gone.since IS NULL OR r.log_part >= gone.since)"


def names(columns: Mapping[str, str]) -> str:
    """Column names of a query's ``r``."""
    return ", ".join(f'r."{name}"' for name in columns)


def into_place(unfinished: Path, final: Path) -> None:
    """Rename a file once it is on the disk: others see the old one or the whole new one, also after a power cut."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that puts what does not fit where temporary files belong."""
    import duckdb

    with duckdb.connect() as database:
        database.execute("SET temp_directory = ?", [tempfile.gettempdir()])
        database.execute("SET memory_limit = ?", [MEMORY])
        without_progress(database)
        yield database


def _reason(error: Exception) -> str:
    """What DuckDB says, without the JSON around it."""
    said = str(error).splitlines()[0]
    inner = re.search(r'"exception_message":"((?:[^"\\]|\\.)*)"', said)
    return inner[1].replace('\\"', '"') if inner else said


def _part(name: str) -> StorePart:
    first, _, last = name.partition("-")
    return StorePart(int(first), int(last or first))
