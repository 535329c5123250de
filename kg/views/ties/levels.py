"""Pairs of actors within a span of time: what all comparisons of ties count.

They are counted from events at hand (:class:`Held`), or by whatever else gives the same numbers (:class:`Counted`): a
graph of a million reports is summed up in SQL, and only the events that are shown are read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from typing import Protocol, runtime_checkable

from kg.base import arguments
from kg.base.errors import UsageError
from kg.model import Event
from kg.views.ties.periods import By, period_of
from kg.views.ties.scales import Scale
from kg.views.ties.tally import COOPERATION

EVIDENCE = 3
"""How many events are told of a pair."""

_FORMS: Mapping[By, re.Pattern[str]] = {
    "year": re.compile(r"\d{4}"),
    "quarter": re.compile(r"(\d{4})-Q([1-4])"),
    "month": re.compile(r"(\d{4})-(\d{2})"),
    "week": re.compile(r"\d{4}-W\d{2}"),
    "day": re.compile(r"\d{4}-\d{2}-\d{2}"),
}
_DIGITS = 4
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time with the name that the user gave it."""

    label: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read ``2020``, ``2020-Q1``, ``2020-03``, ``2020-W11``, ``2020-03-17``, or two of them as ``2019..2020``.

        Raises:
            UsageError: It is none of these, or ends before it begins.
        """
        start, dots, stop = text.partition("..")
        first, last = _bounds(start), _bounds(stop if dots else start)
        if first[0] > last[1]:
            raise UsageError(f"{text!r} ends before it begins")
        return cls(label=text, first=first[0], last=last[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What two actors did to each other within a span.

    Attributes:
        number: How many events.
        events: The events, best-founded first: most outlets, then reports, then confidence. Of levels that were summed
            up elsewhere the first few, see :meth:`Counted.shown`.
        scores: The scores of those that have one.
        net: Cooperative minus conflictual events over all, in [-1, 1]; None without events.
    """

    number: int
    events: tuple[Event, ...] = field(repr=False)
    scores: tuple[float, ...] = field(repr=False)
    net: float | None

    @property
    def mean(self) -> float | None:
        """Mean score; None without scored events."""
        return fsum(self.scores) / len(self.scores) if self.scores else None

    def row(self) -> dict[str, object]:
        """Plain values, with the best-founded events as evidence."""
        return {
            "events": self.number,
            "score_mean": None if self.mean is None else round(self.mean, _DIGITS) + 0.0,
            "net": None if self.net is None else round(self.net, _DIGITS) + 0.0,
            "evidence": [told(event) for event in self.events[:EVIDENCE]],
        }


def level(events: Sequence[Event], scale: Scale) -> Level:
    """Sum up events of one pair."""
    ordered = sorted(events, key=lambda e: (-len(e.outlets), -len(e.reports), -e.best.confidence, e.id))
    scores = [score for event in ordered if (score := scale.score(event.best)) is not None]
    friendly = sum(event.best.quad in COOPERATION for event in ordered)
    net = (2 * friendly - len(ordered)) / len(ordered) if ordered else None
    return Level(number=len(ordered), events=tuple(ordered), scores=tuple(scores), net=net)


NOTHING = Level(number=0, events=(), scores=(), net=None)


@runtime_checkable
class Counted(Protocol):
    """Events that took place between two actors, counted by pair; undirected pairs stand in order of their ids."""

    def levels(self, scale: Scale, first: date | None, last: date | None, *, directed: bool) -> dict[Pair, Level]:
        """The level of each pair that has events wholly within a span, sorted by pair."""
        ...

    def total(self, first: date | None, last: date | None) -> int:
        """Number of events wholly within a span."""
        ...

    def days(self, first: date | None, last: date | None) -> Counter[date]:
        """Number of events wholly within a span by their first day."""
        ...

    def shown(self, levels: Sequence[Level]) -> list[Level]:
        """The same levels with their best-founded events, as many as evidence needs."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """Events at hand, counted."""

    events: Sequence[Event]

    def levels(self, scale: Scale, first: date | None, last: date | None, *, directed: bool) -> dict[Pair, Level]:
        """See :class:`Counted`."""
        found = pairs(self.events, first, last, directed=directed)
        return {pair: level(events, scale) for pair, events in found.items()}

    def total(self, first: date | None, last: date | None) -> int:
        """See :class:`Counted`."""
        return sum(len(events) for events in pairs(self.events, first, last, directed=False).values())

    def days(self, first: date | None, last: date | None) -> Counter[date]:
        """See :class:`Counted`."""
        found = pairs(self.events, first, last, directed=False).values()
        return Counter(day for events in found for event in events if (day := event.best.when.earliest))

    def shown(self, levels: Sequence[Level]) -> list[Level]:
        """See :class:`Counted`."""
        return list(levels)


def counted(events: Iterable[Event] | Counted) -> Counted:
    """Events as something that counts them."""
    return events if isinstance(events, Counted) else Held(list(events))


def pairs(events: Iterable[Event], first: date | None, last: date | None, *, directed: bool) -> dict[Pair, list[Event]]:
    """Events that took place between two actors, wholly within a span, by pair; the order of undirected pairs is by id.

    Without bounds every event counts, dated or not; with them an event that may lie outside does not.
    """
    found: dict[Pair, list[Event]] = defaultdict(list)
    for event in events:
        best = event.best
        source, target = best.dyad
        if not best.status.real or best.domestic or source == target or not _within(event, first, last):
            continue
        if not directed:
            found[min(source, target), max(source, target)].append(event)
            continue
        found[source, target].append(event)
        if best.symmetric:
            found[target, source].append(event)
    return dict(sorted(found.items()))


def told(event: Event) -> dict[str, object]:
    """An event in short, for evidence."""
    best = event.best
    return {
        "event": event.id,
        "date": best.when.iso,
        "source": best.dyad[0],
        "target": best.dyad[1],
        "type": best.type.value,
        "sentence": best.sentence,
        "article": best.article,
        "url": best.url,
    }


def _within(event: Event, first: date | None, last: date | None) -> bool:
    when = event.best.when
    if first is None and last is None:
        return True
    if when.earliest is None or when.latest is None:
        return False
    return (first is None or when.earliest >= first) and (last is None or when.latest <= last)


def _bounds(text: str) -> tuple[date, date]:
    text = text.strip()
    try:
        for by, form in _FORMS.items():
            if form.fullmatch(text):
                period = period_of(_day(text, by), by)
                return period.first, period.last
    except ValueError:  # month 13, 30 February
        pass
    with suppress(UsageError):  # as of every other option: 18 March 2021, March 2021
        first, last = (arguments.bound(text, "span", last=end) for end in (False, True))
        if first and last:
            return first, last
    raise UsageError(f"{text!r} is no time; write it as 2020, 2020-Q1, 2020-03, 2020-W11, 2020-03-17 or 2019..2020")


def _day(text: str, by: By) -> date:
    if by == "quarter":
        return date(int(text[:4]), int(text[-1]) * 3, 1)
    return date.fromisoformat({"year": f"{text}-01-01", "month": f"{text}-01"}.get(by, text))
