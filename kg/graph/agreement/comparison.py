"""How two codings agree, from what is counted in :mod:`~kg.graph.agreement.correlations` and matched in ``matches``."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from kg.base.errors import UsageError
from kg.graph.agreement import correlations, matches
from kg.graph.agreement.answer_rows import Row, one
from kg.graph.agreement.event_sources import EventSource, read
from kg.store.duck import connection
from kg.store.event_table import literal
from kg.views.ties import By


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two codings agree.

    Attributes:
        a, b: What they are called.
        by: Length of a period.
        first, last: The days that both cover, or those that were asked for.
        events: Number of events of each in that time, between two different sides.
        dyads: Number of directed dyads with events in both, in the first alone, in the second alone.
        levels: For each kind of count: sums, and correlations of levels and of changes over dyads and periods.
        found: How many events of one are in the other, by nearness of dates and sameness of codes.
        missed: By event type of one: events, and share found in the other within a week, most missed first.
        examples: Events of one that the other has not within a week, those told most often first.
    """

    a: str
    b: str
    by: By
    first: date
    last: date
    events: tuple[int, int]
    dyads: tuple[int, int, int]
    levels: Sequence[Row]
    found: Sequence[Row]
    missed: Sequence[Row]
    examples: Sequence[Row]

    def row(self) -> Row:
        """Plain values that JSON can hold."""
        return {
            "a": self.a,
            "b": self.b,
            "by": self.by,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "events": list(self.events),
            "dyads": dict(zip(("both", "a", "b"), self.dyads, strict=True)),
            "levels": list(self.levels),
            "found": list(self.found),
            "missed": list(self.missed),
            "examples": list(self.examples),
        }


def agreement(
    a: EventSource,
    b: EventSource,
    *,
    by: By = "month",
    start: date | None = None,
    end: date | None = None,
    examples: int = 10,
) -> Agreement:
    """Compare two codings.

    Args:
        a: One.
        b: The other.
        by: Length of a period.
        start: First day, of those that both cover.
        end: Last day, likewise.
        examples: How many missed events are told of each.

    Raises:
        UsageError: Both are the same, or there is no time that both cover.
        GraphError: A log is damaged.
    """
    if (a.log.directory.resolve(), a.dataset) == (b.log.directory.resolve(), b.dataset):
        raise UsageError(f"{a.name} compared with itself agrees; name two graphs or two datasets")
    with tempfile.TemporaryDirectory(prefix="irkg-") as folder, connection() as database:
        spans = [read(source, Path(folder, f"{at}.parquet")) for at, source in enumerate((a, b))]
        first = max(filter(None, (start, *(span[0] for span in spans))))  # beyond what both cover, none is no zero
        last = min(filter(None, (end, *(span[1] for span in spans))))
        if first > last:
            told = "; ".join(
                f"{source.name}: {span[0]} to {span[1]}" for source, span in zip((a, b), spans, strict=True)
            )
            raise UsageError(f"no day is covered by both: {told}")
        for at in (0, 1):
            file = literal(str(Path(folder, f"{at}.parquet")))
            database.execute(
                f"CREATE TABLE events_{at} AS SELECT * FROM read_parquet({file}) WHERE earliest >= ? AND latest <= ?",
                [first, last],
            )
            database.execute(
                f"CREATE VIEW ways_{at} AS SELECT * FROM events_{at} UNION ALL "
                f"SELECT * REPLACE (t AS s, s AS t) FROM events_{at} WHERE mutual"
            )
        numbers = [cast("int", one(database, f"SELECT count(*) FROM events_{at}")[0]) for at in (0, 1)]
        names = a.name, b.name
        return Agreement(
            a=a.name,
            b=b.name,
            by=by,
            first=first,
            last=last,
            events=(numbers[0], numbers[1]),
            dyads=correlations.dyads(database),
            levels=list(correlations.levels(database, by, first, last)),
            found=list(matches.found(database, names)),
            missed=list(matches.missed(database, names)),
            examples=list(matches.examples(database, names, examples)),
        )
