"""Stretches of the calendar: days, ISO weeks, months, quarters, years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from kg.base.dates import When, last_of_month
from kg.base.errors import UsageError
from kg.base.suggestions import unknown

By = Literal["day", "week", "month", "quarter", "year"]

LONGEST = 50_000
"""Most periods of a series: 137 years of days. More is a slip of the pen in a date, and would fill the memory."""

_MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of the calendar.

    Attributes:
        label: ``2021-03-17``, ``2021-W11`` (ISO 8601 weeks, Monday to Sunday), ``2021-03``, ``2021-Q1`` or ``2021``.
        first, last: Its first and last day.
    """

    label: str
    first: date
    last: date


def period_of(day: date, by: By) -> Period:
    """Return the period that a day lies in."""
    if by == "day":
        return Period(label=day.isoformat(), first=day, last=day)
    if by == "week":
        year, week, weekday = day.isocalendar()
        first = day - timedelta(days=weekday - 1)
        last = date.max if (date.max - first).days < 6 else first + timedelta(days=6)  # noqa: PLR2004 - a week
        return Period(label=f"{year:04}-W{week:02}", first=first, last=last)
    if by == "month":
        last = last_of_month(day.year, day.month)
        return Period(label=f"{day.year:04}-{day.month:02}", first=day.replace(day=1), last=last)
    if by == "quarter":
        quarter = (day.month - 1) // _MONTHS_A_QUARTER
        first = date(day.year, quarter * _MONTHS_A_QUARTER + 1, 1)
        last = last_of_month(day.year, (quarter + 1) * _MONTHS_A_QUARTER)
        return Period(label=f"{day.year:04}-Q{quarter + 1}", first=first, last=last)
    return Period(label=f"{day.year:04}", first=date(day.year, 1, 1), last=date(day.year, 12, 31))


def place(when: When, by: By) -> Period | None:
    """The one period that a date lies in; None when it is unknown, or too vague for periods of that length."""
    if when.earliest is None or when.latest is None:
        return None
    period = period_of(when.earliest, by)
    return period if when.latest <= period.last else None


def outside(when: When, start: date | None, end: date | None) -> bool:
    """Whether a date lies outside the bounds altogether; what straddles a bound is too vague, and counted so."""
    if when.earliest is None or when.latest is None:
        return False
    return bool((start and when.latest < start) or (end and when.earliest > end))


def placed(when: When, by: By, start: date | None, end: date | None) -> Period | None:
    """The period of a date that lies within the bounds as a whole, or None."""
    if when.earliest is None or when.latest is None:
        return None
    within = (start is None or when.earliest >= start) and (end is None or when.latest <= end)
    return place(when, by) if within else None


def check(by: str, start: date | None, end: date | None) -> None:
    """Raise UsageError unless ``by`` is known and ``start`` lies not after ``end``."""
    if by not in get_args(By):
        raise UsageError(unknown("period", by, get_args(By)))
    if start and end and start > end:
        raise UsageError(f"start {start} lies after end {end}")


def periods(days: Sequence[date], by: By) -> Iterator[Period]:
    """Every period from the first to the last day, in order and without holes; none without days.

    Raises:
        UsageError: There would be more than :data:`LONGEST`.
    """
    if not days:
        return
    period, last = period_of(min(days), by), max(days)
    length = (last - period.first).days / ((period.last - period.first).days + 1)
    if length > LONGEST:
        raise UsageError(f"{min(days)} to {last} makes {length:.0f} periods; take longer ones, or a later start")
    yield period
    while period.last < last:
        period = period_of(period.last + timedelta(days=1), by)
        yield period
