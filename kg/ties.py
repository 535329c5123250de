"""How two actors treated each other, period by period, in both directions: pure functions of events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum
from types import MappingProxyType
from typing import Literal, get_args

from kg.dates import When, last_of_month
from kg.errors import UsageError
from kg.model import Event
from ontology import EventType, QuadClass

By = Literal["day", "week", "month", "quarter", "year"]

COOPERATION = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION})
_DIGITS = 4
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one actor did to another within one period.

    Scores are None where there are no events: nothing reported is not neutrality.

    Attributes:
        period: When.
        source, target: Who, to whom.
        events: Number of distinct events.
        quads: Number of events by quad class, all four classes.
        types: Number of events by type, those that occur.
        score_sum, score_mean: Sum and mean of the events' PLOVER scores; each event's is in [-10, 10].
        net: Cooperative minus conflictual events over all events, in [-1, 1].
        reports: Number of sentences that tell the events.
        outlets: Number of distinct outlets that told them.
    """

    period: Period
    source: str
    target: str
    events: int
    quads: Mapping[QuadClass, int]
    types: Mapping[EventType, int]
    score_sum: float | None
    score_mean: float | None
    net: float | None
    reports: int
    outlets: int

    def row(self) -> dict[str, object]:
        """The tie as one flat row of plain values; scores with four decimals, types in a dictionary of their own."""
        return {
            "period": self.period.label,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "source": self.source,
            "target": self.target,
            "events": self.events,
            **{quad.name.lower(): self.quads[quad] for quad in QuadClass},
            "score_sum": _rounded(self.score_sum),
            "score_mean": _rounded(self.score_mean),
            "net": _rounded(self.net),
            "reports": self.reports,
            "outlets": self.outlets,
            "types": {type_.value: number for type_, number in self.types.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """A dyad over time.

    Attributes:
        a, b: The two actors.
        by: Length of a period.
        ties: For each period, in order and without holes, first what ``a`` did to ``b``, then what ``b`` did to ``a``.
        undated: Number of events of the dyad whose date is unknown or too vague for one period.
    """

    a: str
    b: str
    by: By
    ties: tuple[Tie, ...]
    undated: int

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, in order."""
        return tuple(tie.period for tie in self.ties[::2])

    def rows(self) -> list[dict[str, object]]:
        """All ties as rows that JSON and CSV can hold."""
        return [tie.row() for tie in self.ties]


def series(
    events: Iterable[Event],
    a: str,
    b: str,
    *,
    by: By = "month",
    start: date | None = None,
    end: date | None = None,
) -> Ties:
    """Count what ``a`` and ``b`` did to each other, period by period.

    An event counts when it took place (occurred or historical, at its own date) and its date lies within one
    period. A symmetric event, such as a meeting, counts once in each direction.

    Args:
        events: Merged events, of any dyads, in any order.
        a: What one side stands for: ``RUS``.
        b: What the other side stands for: ``G7``.
        by: Length of a period.
        start: First day to look at. Its period is listed even when empty; without it the first event's is the first.
        end: Last day to look at, likewise.

    Raises:
        UsageError: ``a`` and ``b`` are the same, ``by`` is unknown, or ``start`` lies after ``end``.
    """
    if a == b:
        raise UsageError(f"a tie needs two different actors, not {a} twice")
    if by not in get_args(By):
        raise UsageError(f"unknown period {by!r}; known: {' '.join(get_args(By))}")
    if start and end and start > end:
        raise UsageError(f"start {start} lies after end {end}")
    placed: dict[tuple[str, str, date], list[Event]] = defaultdict(list)
    undated = 0
    for event in events:
        directions = _directions(event, a, b)
        if not directions or _outside(event.best.when, start, end):
            continue
        period = _place(event.best.when, by)
        if period is None:
            undated += 1
            continue
        for source, target in directions:
            placed[source, target, period.first].append(event)
    days = [first for _, _, first in placed]
    bounds = [*([start] if start else days), *([end] if end else days)]
    ties = (
        _tie(period, source, target, placed.get((source, target, period.first), []))
        for period in _periods(bounds, by)
        for source, target in ((a, b), (b, a))
    )
    return Ties(a=a, b=b, by=by, ties=tuple(ties), undated=undated)


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


def _directions(event: Event, a: str, b: str) -> list[tuple[str, str]]:
    report = event.best
    if not report.status.real or set(report.dyad) != {a, b}:
        return []
    return [(a, b), (b, a)] if report.symmetric else [report.dyad]


def _outside(when: When, start: date | None, end: date | None) -> bool:
    """Whether a date lies outside the bounds altogether; what straddles a bound is too vague, and counted so."""
    if when.earliest is None or when.latest is None:
        return False
    return bool((start and when.latest < start) or (end and when.earliest > end))


def _place(when: When, by: By) -> Period | None:
    if when.earliest is None or when.latest is None:
        return None
    period = period_of(when.earliest, by)
    return period if when.latest <= period.last else None


def _periods(days: list[date], by: By) -> Iterator[Period]:
    if not days:
        return
    period, last = period_of(min(days), by), max(days)
    yield period
    while period.last < last:
        period = period_of(period.last + timedelta(days=1), by)
        yield period


def _tie(period: Period, source: str, target: str, events: list[Event]) -> Tie:
    types = Counter(event.best.type for event in events)
    quads = Counter(event.best.quad for event in events)
    number = len(events)
    total = fsum(event.best.score for event in events) if events else None
    friendly = sum(quads[quad] for quad in COOPERATION)
    return Tie(
        period=period,
        source=source,
        target=target,
        events=number,
        quads=MappingProxyType({quad: quads[quad] for quad in QuadClass}),
        types=MappingProxyType({type_: types[type_] for type_ in EventType if types[type_]}),
        score_sum=total,
        score_mean=None if total is None else total / number,
        net=(2 * friendly - number) / number if number else None,
        reports=sum(len(event.reports) for event in events),
        outlets=len({outlet for event in events for outlet in event.outlets}),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
