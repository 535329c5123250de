"""Settings of DuckDB that every connection needs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def without_progress(database: duckdb.DuckDBPyConnection) -> None:
    """No bar on standard output, among the data.

    In a notebook without ipywidgets DuckDB refuses even to switch it off: there it cannot draw one.
    """
    import duckdb

    with suppress(duckdb.InvalidInputException):
        database.execute("SET enable_progress_bar = false")
