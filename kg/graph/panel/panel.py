"""A panel of a graph: asked, shown as rows or a data frame, saved as a file with its codebook."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.base import data_frames
from kg.base.listing import Tabular, counted
from kg.graph.panel import calendar, counted_events, rows
from kg.graph.panel.calendar import Coverage
from kg.graph.panel.panel_columns import CELLS, PanelColumn, columns, prefixes, side_names
from kg.graph.panel.question import Question
from kg.store import Log
from kg.store.event_table import EventTable

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_MEMORY = "300MB"
"""What DuckDB may take; the rest goes to disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFound:
    """What a panel is made of, told in its codebook and on the command line.

    Attributes:
        cells: Number of rows by what they are: observed, zero, missing.
        units: Number of sides that it has.
        coverage: When the graph was told something.
        vague: Events without a date precise enough for one period within the bounds: not counted.
        outside: Events with somebody who was no member of the system on the day, or is no state where only states were
            asked for: not counted.
        outsiders: How many of them each of these actors has, most first; an event may have two.
        beyond: Events in periods that the grid does not have: not counted.
    """

    cells: Mapping[str, int]
    units: int
    coverage: Coverage
    vague: int
    outside: int
    outsiders: Mapping[str, int]
    beyond: int

    @property
    def rows(self) -> int:
        """Number of rows."""
        return sum(self.cells.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPanel:
    """A panel in a database, to be written."""

    table: EventTable
    question: Question
    found: PanelFound

    @property
    def columns(self) -> list[PanelColumn]:
        """Names, types and meanings of the columns."""
        return columns(self.question)

    @property
    def query(self) -> str:
        """All rows, in order."""
        return rows.select(self.question)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Panel(Tabular):
    """All dyads, or all actors, over time.

    Attributes:
        log: The graph.
        question: Which rows and columns it has.
    """

    log: Log
    question: Question

    @property
    def columns(self) -> list[PanelColumn]:
        """Names, types and meanings of the columns."""
        return columns(self.question)

    def __repr__(self) -> str:
        return f"<{self._said()}>"

    def _said(self) -> str:
        asked = self.question
        rows_of = "actors" if asked.unit == "monad" else f"{asked.unit} dyads"
        span = f", {asked.start or '...'} to {asked.end or '...'}" if asked.start or asked.end else ""
        return f"Panel of {rows_of} by {asked.by}{span}: {counted(len(self.columns), 'column')}"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self._said())}</p>"  # its rows, which may be millions, are counted when asked for

    @contextmanager
    def opened(self) -> Iterator[OpenedPanel]:
        """Count, and hold it in a database as long as needed.

        Raises:
            GraphError: The log is damaged, or the file of marks has errors.
            UsageError: A grid has no bounds.
        """
        question = self.question
        with EventTable(self.log, columns=counted_events.COLUMNS) as table:
            table.run(f"SET memory_limit = '{_MEMORY}'")
            counted_events.make(table, question)
            coverage = calendar.make(table, question, len(prefixes(question)))
            rows.prepare(table, question)
            # one thread and joins as they are written: rows stay in the order of their keys
            table.run("SET threads = 1")
            table.join_as_written()
            yield OpenedPanel(table=table, question=question, found=_found(table, question, coverage))

    def rows(self) -> list[dict[str, object]]:
        """All rows as dictionaries; days are dates, what is missing is None."""
        with self.opened() as opened:
            return list(opened.table.rows(opened.query))

    def records(self) -> list[dict[str, object]]:
        """The same as :meth:`rows`."""
        return self.rows()

    def column_names(self) -> list[str]:
        """Names of the columns."""
        return [column.name for column in self.columns]

    def to_frame(self, library: data_frames.Library | None = None) -> pd.DataFrame | pl.DataFrame:
        """The rows as a data frame of pandas, or of polars where pandas is not installed or ``library`` says so.

        Raises:
            UsageError: Neither is installed, or not the one asked for; polars also needs pyarrow.
        """
        if data_frames.chosen(library) == "polars":
            import polars as pl

            return pl.DataFrame(self.to_arrow())
        with self.opened() as opened:
            return opened.table.run(opened.query).df()

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table, which needs ``pip install 'irkg[arrow]'``.

        Raises:
            UsageError: pyarrow is not installed.
        """
        data_frames.need_arrow()
        with self.opened() as opened:
            return opened.table.database.sql(opened.query).to_arrow_table()

    def save(self, path: str | Path) -> PanelFound:
        """Write it, and beside it what its columns mean: ``panel.csv`` and ``panel.codebook.md``.

        Args:
            path: A ``.csv``, ``.parquet`` or, with pandas, ``.dta`` file.

        Raises:
            UsageError: The suffix is unknown, or pandas is missing.
            ExportError: The file cannot be written.
        """
        from kg.graph.panel.panel_files import save

        return save(self, Path(path))


def _found(table: EventTable, question: Question, coverage: Coverage) -> PanelFound:
    cells = rows.number(table, question)
    sides = " UNION ".join(f"SELECT DISTINCT {key} FROM grid_rows" for key in ("a", "b")[: len(side_names(question))])
    (units,) = table.rows(f"SELECT count(*) AS n FROM ({sides})")
    (vague,) = table.rows("SELECT events FROM vague")
    outside, outsiders = _outsiders(table, question)
    beyond = 0
    if question.grid:
        (row,) = table.rows(
            "SELECT count(DISTINCT event) AS n FROM ways JOIN counted c USING (event) "
            "JOIN periods p ON p.time = c.time WHERE NOT within AND p.first >= coalesce($start, p.first)",
            start=question.start,
        )
        beyond = cast("int", row["n"])
    return PanelFound(
        cells={name: cells.get(name, 0) for name in reversed(CELLS)},
        units=cast("int", units["n"]),
        coverage=coverage,
        vague=cast("int", vague["events"]),
        outside=outside,
        outsiders=outsiders,
        beyond=beyond,
    )


def _outsiders(table: EventTable, question: Question) -> tuple[int, dict[str, int]]:
    """Events with somebody who is none of the sides, and how many of each; of groups, events that have one of these."""
    if question.system is None and question.actors == "all":
        return 0, {}
    since = f"e.earliest >= DATE '{question.start}'" if question.start else "true"  # what only lags look back to
    belongs = "SELECT 1 FROM belongings b{} WHERE b.actor = e.{}_stands_for AND e.earliest BETWEEN b.first AND b.last"
    lacking = []
    for side, other in (("source", "target"), ("target", "source")):
        faced = belongs.format(" JOIN grouped USING (n)", other) if question.groups else "SELECT 1"
        lacking.append(
            f"SELECT {side}_stands_for AS actor, event FROM events e "
            f"WHERE {since} AND NOT EXISTS ({belongs.format('', side)}) AND EXISTS ({faced})"
        )
    table.run(f"CREATE TABLE outsiders AS {' UNION ALL '.join(lacking)}")
    (whole,) = table.rows("SELECT count(DISTINCT event) AS n FROM outsiders")
    query = "SELECT actor, count(*) AS n FROM outsiders GROUP BY actor ORDER BY n DESC, actor"
    return cast("int", whole["n"]), {str(row["actor"]): cast("int", row["n"]) for row in table.rows(query)}
