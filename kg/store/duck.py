"""DuckDB as the log uses it: a database in memory, and which of the rows count."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from kg.base.databases import without_progress
from kg.base.parquet import SCAN

if TYPE_CHECKING:
    import duckdb

MEMORY = "256MB"
"""What DuckDB may take while it works on many rows; it puts the rest on disk, no slower with 1,000,000 reports."""
_WRITING = "128MB"
"""What it may take while it writes a part: twice what it needs for a slice of one, which holds some more outside."""

# Readings that count no more: of each article those before the last part that replaced it.
GONE = f"""gone AS (SELECT gone_id, max(since) AS since FROM
    (SELECT unnest(replaces) AS gone_id, log_part AS since FROM {SCAN.format("$articles")}) GROUP BY gone_id)"""
ALIVE = "(gone.since IS NULL OR r.log_part >= gone.since)"
WHEN_GONE = "LEFT JOIN gone ON r.{} = gone.gone_id"

_NONE_GONE = "gone AS (SELECT NULL AS gone_id, NULL AS since LIMIT 0)"


def none_gone(query: str) -> str:
    """A query where no reading has been replaced: then it need not ask of each article whether it has."""
    for key in ("article", "id"):
        query = query.replace(WHEN_GONE.format(key), "")
    return query.replace(GONE, _NONE_GONE).replace(ALIVE, "true")


def names(columns: Mapping[str, str]) -> str:
    """Column names of a query's ``r``."""
    return ", ".join(f'r."{name}"' for name in columns)


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that puts what does not fit where temporary files belong."""
    import duckdb

    with duckdb.connect() as database:
        database.execute("SET temp_directory = ?", [tempfile.gettempdir()])
        database.execute("SET memory_limit = ?", [MEMORY])
        without_progress(database)
        yield database


@contextmanager
def writing() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the one database of this process that writes parts: to make one costs more than a small part."""
    try:
        with _writer(os.getpid()).cursor() as database:
            yield database
    except BaseException:
        _writer.cache_clear()  # it may be past use
        raise


@cache
def _writer(process: int) -> duckdb.DuckDBPyConnection:
    """The database of a process; that of its parent, whose threads it lacks, is no use to one that was forked."""
    import duckdb

    del process
    database = duckdb.connect()
    database.execute("SET temp_directory = ?", [tempfile.gettempdir()])
    database.execute("SET memory_limit = ?", [_WRITING])
    database.execute("SET threads = 1")  # one thread: one order of rows in a part
    without_progress(database)
    return database


@contextmanager
def as_os_error() -> Iterator[None]:
    """What goes wrong with a file that DuckDB writes, in the way in which Python tells it."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise OSError(None, reason(error)) from error


def reason(error: Exception) -> str:
    """What DuckDB says, without the JSON around it."""
    said = str(error).splitlines()[0]
    inner = re.search(r'"exception_message":"((?:[^"\\]|\\.)*)"', said)
    return inner[1].replace('\\"', '"') if inner else said
