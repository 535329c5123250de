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
from kg.views.ties.periods import check, periods


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two codings agree.

    Attributes:
        a, b: What they are called.
        by: Length of a period.
        first, last: The span that both cover, or what was asked for of it.
        periods: How many periods of the span there are, and how many of them both cover: only these are compared.
        gaps: How many of them the first, and the second, does not cover.
        events: Number of events of each in that span, between two different sides.
        dyads: Number of directed dyads with events in both, in the first alone, in the second alone.
        levels: For each kind of count: sums, and correlations of levels and of changes over dyads and periods.
        found: How many events of one are in the other, by nearness of dates and sameness of codes; those are looked for
            that lie within a week of a day that the other covers.
        missed: By event type of one: events, and share found in the other within a week, most missed first.
        examples: Events of one that the other has not within a week, those told most often first.
    """

    a: str
    b: str
    by: By
    first: date
    last: date
    periods: tuple[int, int]
    gaps: tuple[int, int]
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
            "periods": dict(zip(("all", "compared"), self.periods, strict=True)),
            "gaps": dict(zip(("a", "b"), self.gaps, strict=True)),
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
        UsageError: Both are the same, the first day lies after the last, or there is no period that both cover.
        GraphError: A log is damaged.
    """
    check(by, start, end)
    if (a.log.directory.resolve(), a.dataset) == (b.log.directory.resolve(), b.dataset):
        raise UsageError(f"{a.name} compared with itself agrees; name two graphs or two datasets")
    with tempfile.TemporaryDirectory(prefix="irkg-") as folder, connection() as database:
        covered = [read(source, Path(folder, f"{at}.parquet")) for at, source in enumerate((a, b))]
        first = max(filter(None, (start, *(days[0] for days in covered))))  # beyond what both cover, none is no zero
        last = min(filter(None, (end, *(days[-1] for days in covered))))
        for at, days in enumerate(covered):
            database.execute(f"CREATE TABLE covered_{at} AS SELECT unnest(?::DATE[]) AS day", [days])
        compared = correlations.hold_periods(database, by, first, last) if first <= last else 0
        if not compared:
            told = "; ".join(
                f"{source.name}: {days[0]} to {days[-1]}" for source, days in zip((a, b), covered, strict=True)
            )
            raise UsageError(f"no day is covered by both, nor a {by}: {told}")
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
        whole, filled = len(list(periods([first, last], by))), correlations.covered_periods(database, by, first, last)
        return Agreement(
            a=a.name,
            b=b.name,
            by=by,
            first=first,
            last=last,
            periods=(whole, compared),
            gaps=(whole - filled[0], whole - filled[1]),
            events=(numbers[0], numbers[1]),
            dyads=correlations.dyads(database),
            levels=list(correlations.levels(database, by)),
            found=list(matches.found(database, names)),
            missed=list(matches.missed(database, names)),
            examples=list(matches.examples(database, names, examples)),
        )
