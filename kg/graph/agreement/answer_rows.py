"""Rows of a query in the database of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_DIGITS = 4
Row = dict[str, object]


def one(database: duckdb.DuckDBPyConnection, query: str) -> tuple[object, ...]:
    """The only row."""
    row = database.execute(query).fetchone()
    assert row is not None
    return row


def rows(database: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """All rows as dictionaries."""
    result = database.execute(query)
    columns = [column[0] for column in result.description or []]
    for row in result.fetchall():
        yield dict(zip(columns, row, strict=True))


def rounded(value: object) -> object:
    """A number with few digits; anything else as it is."""
    return round(value, _DIGITS) if isinstance(value, float) else value
