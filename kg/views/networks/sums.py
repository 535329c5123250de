"""What an edge shows of its events, summed up while they pass by, so that none needs to be kept."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kg.base.dates import last_of_month
from kg.lexicon.actor_index import Cast
from kg.model import Event, Report
from kg.store.merging_in_sql import REAL
from kg.views.networks.elements import View
from ontology import EventType, QuadClass

EVIDENCE = 3
"""How many event ids an edge names."""

COUNTS = f"{REAL} AND NOT domestic AND source_stands_for <> target_stands_for"
"""Events that a network shows, in SQL; see :func:`kg.views.networks.counts`."""

COOPERATIVE = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION})
Pair = tuple[str, str]


@dataclass(slots=True)
class MonthSums:
    """Scores and numbers of the events of a month."""

    cooperation: int = 0
    conflict: int = 0
    scores: Counter[float] = field(default_factory=Counter)

    def add(self, best: Report) -> None:
        """Count an event by its best report."""
        if best.quad in COOPERATIVE:
            self.cooperation += 1
        else:
            self.conflict += 1
        self.scores[best.score] += 1

    def absorb(self, other: MonthSums) -> None:
        """Count all that another counts."""
        self.cooperation += other.cooperation
        self.conflict += other.conflict
        self.scores.update(other.scores)


@dataclass(slots=True)
class Sums:
    """What an edge shows of its events, which grows with days (as ordinals), outlets and months, not with events."""

    events: int = 0
    reports: int = 0
    outlets: set[str] = field(default_factory=set)
    types: Counter[EventType] = field(default_factory=Counter)
    scores: Counter[float] = field(default_factory=Counter)
    days: set[int] = field(default_factory=set)
    strongest: list[tuple[int, int, float, str]] = field(default_factory=list)
    months: dict[Pair, MonthSums] = field(default_factory=dict)

    def add(self, event: Event, *, timeline: bool) -> None:
        """Count an event, for its month too if that is asked for."""
        best, outlets = event.best, event.outlets
        self.events += 1
        self.reports += len(event.reports)
        self.outlets.update(outlets)
        self.types[best.type] += 1
        self.scores[best.score] += 1
        strength = -len(outlets), -len(event.reports), -best.confidence, event.id
        if len(self.strongest) < EVIDENCE or strength < self.strongest[-1]:
            insort(self.strongest, strength)
            del self.strongest[EVIDENCE:]
        if day := best.when.earliest:
            self.days.add(day.toordinal())
            if timeline:
                self.months.setdefault(month_of(day.year, day.month), MonthSums()).add(best)


@dataclass(slots=True)
class PairSums:
    """What is known so far of a pair: sums of each quad class, or of all under None, and whom its reports mention."""

    events: int = 0
    kinds: dict[QuadClass | None, Sums] = field(default_factory=dict)
    cast: Cast = field(default_factory=Cast)

    def add(self, event: Event, view: View) -> None:
        """Count an event of the pair."""
        quad = event.best.quad if view.kinds else None
        if quad not in self.kinds:
            self.kinds[quad] = Sums()
        self.kinds[quad].add(event, timeline=view.timeline)
        self.cast.meet(event)
        self.events += 1


@cache
def iso(day: int) -> str:
    """The day of an ordinal as text."""
    return date.fromordinal(day).isoformat()  # one text a day, which all edges and nodes share


@cache
def month_of(year: int, month: int) -> Pair:
    """Its first and its last day."""
    return date(year, month, 1).isoformat(), last_of_month(year, month).isoformat()
