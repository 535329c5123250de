"""The files of a log: numbered parts, how they come to be, and how small ones become large ones."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from kg.base.files import sync_folder
from kg.model import Article, Report
from kg.store import manifest
from kg.store.columns import ARTICLE_COLUMNS, REPORT_COLUMNS
from kg.store.duck import as_os_error, writing
from kg.store.grouped import Grouped, Query
from kg.store.joining import in_order
from kg.store.manifest import KINDS, FileStamp, RowKind, StorePart
from kg.store.part_files import PartFiles
from kg.store.records import Record

if TYPE_CHECKING:
    import duckdb

SCHEMA = 3
"""Version of the files: 2 added the keys of a report, and an article's own id to what it replaces; 3 the manifest."""

TIER = 32
"""Parts of one size that become one part of the next size."""

GROUP = 20_000
"""Rows of a Parquet row group: what a question about one pair of actors reads at least."""

KEYS: Mapping[str, str] = {"id": "VARCHAR", "event": "VARCHAR", "pair": "VARCHAR", "position": "INTEGER"}
"""Columns of a report in the log beside those of :data:`kg.store.columns.REPORT_COLUMNS`: its id, the id of its claim,
what both sides stand for, and its place among the reports of its article."""

COLUMNS: Mapping[RowKind, Mapping[str, str]] = {"reports": {**REPORT_COLUMNS, **KEYS}, "articles": ARTICLE_COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article that was read: its reports, or why it was skipped."""

    article: Article
    reports: tuple[Report, ...] = ()
    skipped: str | None = None


class Parts(PartFiles):
    """The folder of parts, and how it grows."""

    def add(self, reports: Grouped, articles: Sequence[Record]) -> None:
        """Commit one part.

        Raises:
            OSError: It cannot be written; nothing is committed then.
        """
        number = 1 + max((part.last for part in self.committed()), default=0)
        while any((self.folder / StorePart(number, number).file(kind)).exists() for kind in KINDS):
            number += 1  # a stranger's
        part = StorePart(number, number)
        with self._making(part), writing() as database:
            self._write(database, "reports", part, reports.query(COLUMNS["reports"]))
            self._write(database, "articles", part, _handed_over(articles, ARTICLE_COLUMNS))

    @contextmanager
    def _making(self, part: StorePart) -> Iterator[None]:
        """Note the files of a part as ours before they are made; when they are on the disk, let the part count."""
        paths = {kind: self.path(kind, part) for kind in KINDS}
        try:
            manifest.begin(self.folder, [path.name for path in paths.values()])
            yield
            for path in paths.values():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
            sync_folder(self.folder)
            stamps = {kind: FileStamp.of(path) for kind, path in paths.items()}
            self.manifest().with_part(part, stamps).write(self.folder)
            manifest.ended(self.folder)
        except OSError:
            if part not in self.manifest().files:  # else it counts, whatever failed after that
                with suppress(OSError):
                    for path in paths.values():
                        path.unlink(missing_ok=True)
                    manifest.ended(self.folder)
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
        if any(self.path(kind, whole).exists() for kind in KINDS):
            raise FileExistsError(None, f"{self.path('reports', whole)} is in the way")
        with self._making(whole), writing() as database, as_os_error():
            for kind in KINDS:
                files, articles = [self.path(kind, part) for part in parts], self.files("articles")
                with in_order(database, kind, COLUMNS[kind], files, articles) as query:
                    form = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP}, USE_TMP_FILE false"
                    self._copy(database, query, self.path(kind, whole), form)

    def _write(self, database: duckdb.DuckDBPyConnection, kind: RowKind, part: StorePart, query: Query) -> None:
        query = replace(query, text=f"SELECT *, {part.first} AS log_part FROM ({query.text})")
        with as_os_error():
            self._copy(database, query, self.path(kind, part), "FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false")

    @staticmethod
    def _copy(database: duckdb.DuckDBPyConnection, query: Query, path: Path, form: str) -> None:
        if query.arrays:
            database.register(Query.ARRAYS, dict(query.arrays))
        database.execute(f"COPY ({query.text}) TO $file ({form})", {**query.values, "file": str(path)})
        if query.arrays:
            database.unregister(Query.ARRAYS)


def _handed_over(records: Sequence[Record], columns: Mapping[str, str]) -> Query:
    """A query for rows with these columns."""
    cells = ", ".join(f'unnest($c{at}::{type_}[]) AS "{name}"' for at, (name, type_) in enumerate(columns.items()))
    return Query(f"SELECT {cells}", {f"c{at}": [record[name] for record in records] for at, name in enumerate(columns)})
