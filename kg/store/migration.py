"""A log of an older version becomes one of this version, in a new folder that takes the old one's place at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from kg.base.errors import GraphError
from kg.store.columns import ARTICLE_COLUMNS, REPORT_COLUMNS
from kg.store.parts import Parts, RowKind, connection, keyed
from kg.store.records import Record, report_of


def migrate(directory: Path, done: Callable[[], None]) -> None:
    """Bring the log of schema 1 up to date. Interrupted at any moment, it can be done again.

    Args:
        directory: The graph, which the caller has locked.
        done: Writes the new version down.

    Raises:
        GraphError: The log is damaged, or the directory cannot be written; the old log stays.
    """
    import duckdb

    log, old, new = (directory / name for name in ("log", "log.old", "log.new"))
    try:
        if not old.exists():
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            _convert(Parts(log), Parts(new))
            log.rename(old)
        if new.exists():  # the old one has gone out of its way, the new one has not come yet
            shutil.rmtree(log, ignore_errors=True)
            new.rename(log)
        done()
        shutil.rmtree(old)
    except OSError as error:
        raise GraphError(
            f"{directory} was made by an older irkg and cannot be brought up to date: {error.strerror or error}"
        ) from error
    except duckdb.Error as error:
        raise GraphError(f"the event log of {directory} is damaged: {str(error).splitlines()[0]}") from error


def _convert(old: Parts, new: Parts) -> None:
    known: set[str] = set()
    for part in old.committed():
        at: dict[str, int] = {}
        reports: list[Record] = []
        for row in _rows(old, "reports", REPORT_COLUMNS, part.name):
            report = report_of(row)
            at[report.article] = at.get(report.article, -1) + 1
            reports.append(keyed(report, at[report.article]))
        articles = list(_rows(old, "articles", ARTICLE_COLUMNS, part.name))
        for row in articles:  # what replaces an article of the same id now says so
            own = [str(row["id"])] if row["id"] in known else []
            row["replaces"] = own + cast("list[str]", row["replaces"])
        known.update(str(row["id"]) for row in articles)
        new.add(reports, articles)


def _rows(parts: Parts, kind: RowKind, columns: Mapping[str, str], name: str) -> Iterator[Record]:
    path = str(parts.folder / f"{kind}-{name}.parquet")
    with connection() as database:
        there = {row[0] for row in database.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()}
        # what schema 1 did not have is unknown
        names = ", ".join(f'"{column}"' if column in there else f'NULL AS "{column}"' for column in columns)
        database.execute(
            f"SELECT {names} FROM read_parquet(?, file_row_number = true) ORDER BY file_row_number", [path]
        )
        for row in database.fetchall():
            yield dict(zip(columns, row, strict=True))
