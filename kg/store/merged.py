"""What merging in SQL asks of the table that it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import duckdb


class Merged(Protocol):
    """What is merged into."""

    @property
    def database(self) -> duckdb.DuckDBPyConnection:
        """The database that gets the tables; it has ``live_reports``."""

    def run(self, query: str, /, **values: object) -> duckdb.DuckDBPyConnection:
        """Change or add tables in SQL."""
