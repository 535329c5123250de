"""Lists that say what they are, and become tables: what functions of the library return."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from kg.base import data_frames

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

T = TypeVar("T")

SHOWN = 10
"""Items that a listing shows of itself."""


class Tabular:
    """What has rows: as dictionaries, data frame or Arrow table; an HTML table in a notebook."""

    noun = "row"
    """What one row is."""

    def records(self) -> list[dict[str, object]]:
        """The rows as flat dictionaries with the same keys."""
        raise NotImplementedError

    def column_names(self) -> Sequence[str]:
        """Names of the columns, also when there are no rows."""
        rows = self.records()
        return list(rows[0]) if rows else []

    def to_frame(self, library: data_frames.Library | None = None) -> pd.DataFrame | pl.DataFrame:
        """The rows as a data frame of pandas, or of polars where pandas is not installed or ``library`` says so.

        Raises:
            UsageError: Neither is installed, or not the one asked for.
        """
        return data_frames.frame(self.records(), columns=self.column_names(), library=library)

    def to_arrow(self) -> pa.Tabular:
        """The rows as an Arrow table, which needs ``pip install 'irkg[arrow]'``.

        Raises:
            UsageError: pyarrow is not installed.
        """
        return data_frames.arrow(self.records(), columns=self.column_names())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Arrow's own protocol: polars, DuckDB, pyarrow and others take the table as it is."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def _said(self) -> str:
        """One line: what it is."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        rows, names = self.records(), self.column_names()
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            f"<tr>{''.join(f'<td>{html.escape(_cell(row.get(name)))}</td>' for name in names)}</tr>"
            for row in rows[:SHOWN]
        )
        more = f"<p>and {len(rows) - SHOWN} more</p>" if len(rows) > SHOWN else ""
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"<p>{html.escape(self._said())}</p>{table}{more}"


class Listing(list[T], Tabular):
    """A list of values that shows them, a line each."""

    def line(self, item: T) -> str:
        """One item in one line, for people."""
        return str(item)

    def row(self, item: T) -> dict[str, object]:
        """One item as a flat dictionary."""
        raise NotImplementedError

    def records(self) -> list[dict[str, object]]:
        """The items as flat dictionaries with the same keys."""
        return [self.row(item) for item in self]

    def _said(self) -> str:
        return f"{type(self).__name__}: {counted(len(self), self.noun)}"

    def __repr__(self) -> str:
        lines = [f"<{self._said()}>", *(f"  {self.line(item)}" for item in self[:SHOWN])]
        return "\n".join([*lines, f"  ... and {len(self) - SHOWN} more"] if len(self) > SHOWN else lines)


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 event``, ``1,200 events``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _cell(value: object) -> str:
    return "" if value is None else str(value)
