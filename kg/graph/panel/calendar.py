"""The periods of a panel, and on how many days of each the graph was told something at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from kg.base.errors import UsageError
from kg.graph.panel.counted_events import insert
from kg.graph.panel.numbering import number
from kg.graph.panel.question import Question
from kg.store.event_table import EventTable
from kg.views.ties.periods import period_of, periods

# A day is covered on which an article came out. Of imported data the articles are not at hand: days with events are.
_COVERED = """
SELECT DISTINCT day FROM (
    SELECT published AS day FROM live_articles WHERE skipped IS NULL
    UNION ALL SELECT earliest FROM live_reports WHERE dataset IS NOT NULL AND earliest = latest)
WHERE day IS NOT NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Days on which the graph was told something.

    Attributes:
        first, last: The first and the last of them; None when there are none.
        days: How many there are.
    """

    first: date | None
    last: date | None
    days: int


def make(table: EventTable, question: Question, cells: int) -> Coverage:
    """Make the table ``periods``: those with events or coverage, or of a grid all of its span.

    Its columns are ``time``, ``period``, ``first``, ``last``, ``covered_days``, ``coverage``, and ``within``: whether a
    grid has it.

    Args:
        table: The graph, with cells.
        question: What the panel is.
        cells: How many kinds of cells there are.

    Raises:
        UsageError: A grid has neither bounds nor coverage, or too many periods.
    """
    by = question.by
    # a day that the bounds cut off its period makes no zeros in it; lags look behind, at whole periods
    cut = (period_of(question.start, by).first if question.start else None) or date.min
    bounds = "WHERE NOT (day >= $cut AND day < $start) AND day <= $end"
    table.run(
        f"CREATE TABLE covered AS SELECT {number(by, 'day')} AS time, count(*) AS days FROM ({_COVERED}) {bounds} "
        "GROUP BY ALL",
        cut=cut,
        start=question.start or date.min,
        end=question.end or date.max,
    )
    (row,) = table.rows(f"SELECT min(day) AS first, max(day) AS last, count(*) AS days FROM ({_COVERED})")
    found = Coverage(
        first=cast("date | None", row["first"]), last=cast("date | None", row["last"]), days=cast("int", row["days"])
    )
    some = " UNION ".join(
        [*(f"SELECT DISTINCT time FROM cells_{at}" for at in range(cells)), "SELECT time FROM covered"]
    )
    days = [cast("date", row["day"]) for row in table.rows(f"SELECT {_first(by)} AS day FROM ({some}) ORDER BY day")]
    spans = {(period := period_of(day, by)).first: period for day in days}
    inside: set[date] = set()
    if question.grid:
        start, end = question.start or found.first, question.end or found.last
        if start is None or end is None:
            raise UsageError("nothing says which periods a grid has: no article has a day; name --from and --to")
        grid = list(periods([start, end], by))
        inside = {period.first for period in grid}
        spans |= {period.first: period for period in grid}
    ordered = [spans[first] for first in sorted(spans)]
    kinds = {"period": "VARCHAR", "first": "DATE", "last": "DATE", "within": "BOOLEAN"}
    insert(table, "named", kinds, [(one.label, one.first, one.last, one.first in inside) for one in ordered])
    ends = "CASE WHEN days IS NULL THEN 'none' WHEN first < $first OR last > $last THEN 'partial' ELSE 'full' END"
    time = number(by, "first")
    table.run(
        f"CREATE TABLE periods AS SELECT n.*, {time} AS time, coalesce(days, 0)::INTEGER AS covered_days, "
        f"{ends} AS coverage FROM named n LEFT JOIN covered c ON c.time = {time} ORDER BY first",
        first=max(found.first or date.max, question.start or date.min),
        last=min(found.last or date.min, question.end or date.max),
    )
    return found


def _first(by: str) -> str:
    """SQL of the first day of a period by its number."""
    return {
        "day": "DATE '1960-01-01' + time",
        "week": "DATE '1960-01-04' + 7 * time",
        "month": "(DATE '1960-01-01' + to_months(time))::DATE",
        "quarter": "(DATE '1960-01-01' + to_months(3 * time))::DATE",
        "year": "make_date(time, 1, 1)",
    }[by]
