"""What merging in SQL asks of the table that it fills."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from kg.model import Event
from kg.store.reader import Reader

if TYPE_CHECKING:
    import duckdb


class Merged(Protocol):
    """What is merged into: the attributes of :class:`kg.store.event_table.EventTable` that say how."""

    log: Reader
    columns: Sequence[str]
    pairs: Collection[str] | None
    evidence: bool
    outlet_names: bool
    memory: dict[str, Event]
    by_hand: Sequence[str]

    @property
    def database(self) -> duckdb.DuckDBPyConnection:
        """The database that gets the tables."""

    def run(self, query: str, /, **values: object) -> duckdb.DuckDBPyConnection:
        """Change or add tables in SQL."""
