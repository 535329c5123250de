"""A log of an older version becomes one of this version, in a new folder that takes the old one's place at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from kg.base.errors import GraphError
from kg.base.parquet import SCAN, literal
from kg.model import Report
from kg.store.columns import ARTICLE_COLUMNS, REPORT_COLUMNS
from kg.store.duck import connection
from kg.store.grouped import grouped
from kg.store.manifest import Manifest, is_ours
from kg.store.parts import Parts
from kg.store.records import Record, report_of


def migrate(directory: Path, schema: int, done: Callable[[], None]) -> None:
    """Bring the log of an older schema up to date. Interrupted at any moment, it can be done again.

    Args:
        directory: The graph, which the caller has locked.
        schema: What it has now.
        done: Writes the new version down.

    Raises:
        GraphError: The log is damaged, or the directory cannot be written; the old log stays.
    """
    import duckdb

    log, old, new = (directory / name for name in ("log", "log.old", "log.new"))
    try:
        if schema > 1:
            Manifest.found(log).write(log)
            done()
            return
        if not old.exists():
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            _convert(log, Parts(new))
            log.rename(old)
        if new.exists():  # the old one has gone out of its way, the new one has not come yet
            with suppress(FileNotFoundError):
                log.rmdir()
            new.rename(log)
        done()
        _empty(old, log)
    except OSError as error:
        raise GraphError(
            f"{directory} was made by an older irkg and cannot be brought up to date: {error.strerror or error}"
        ) from error
    except duckdb.Error as error:
        raise GraphError(f"the event log of {directory} is damaged: {str(error).splitlines()[0]}") from error


def _empty(old: Path, log: Path) -> None:
    """Remove the old log; what is not of it moves to the new one."""
    for path in sorted(old.iterdir()):
        if is_ours(path):
            path.unlink()
        else:
            path.rename(log / path.name)
    old.rmdir()


def _convert(old: Path, new: Parts) -> None:
    known: set[str] = set()
    new.begin()
    for part in Manifest.found(old).parts:
        at: dict[str, int] = {}
        reports: list[Report] = []
        positions: list[int] = []
        for row in _rows(old / part.file("reports"), REPORT_COLUMNS):
            report = report_of(row)
            at[report.article] = at.get(report.article, -1) + 1
            reports.append(report)
            positions.append(at[report.article])
        articles = list(_rows(old / part.file("articles"), ARTICLE_COLUMNS))
        for row in articles:  # what replaces an article of the same id now says so
            own = [str(row["id"])] if row["id"] in known else []
            row["replaces"] = own + cast("list[str]", row["replaces"])
        known.update(str(row["id"]) for row in articles)
        new.add(grouped(reports, positions), articles)


def _rows(file: Path, columns: Mapping[str, str]) -> Iterator[Record]:
    path = literal(file)
    with connection() as database:
        there = {row[0] for row in database.execute(f"DESCRIBE SELECT * FROM {SCAN.format('?')}", [path]).fetchall()}
        # what schema 1 did not have is unknown
        names = ", ".join(f'"{column}"' if column in there else f'NULL AS "{column}"' for column in columns)
        scan = "read_parquet(?, file_row_number = true, hive_partitioning = false)"
        database.execute(f"SELECT {names} FROM {scan} ORDER BY file_row_number", [path])
        for row in database.fetchall():
            yield dict(zip(columns, row, strict=True))
