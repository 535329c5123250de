"""Turning points of the ties that have enough events, as the page's scripts read them.

They are searched here, not in the browser, so that the page says what ``kg ties A B --turns`` says. Event and actor
numbers, and days, are those of :mod:`kg.views.page.event_columns`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kg.base.errors import UsageError
from kg.model import Event
from kg.views.networks import counts
from kg.views.ties import FEWEST, By, Side, Stretch, Ties, Turn, place, series, turns

BY: By = "month"
"""Length of a period, as in ``kg ties`` by default."""

MOST_TIES = 30
"""Ties that are searched, those with most months first: three searches each, of a tenth of a second and more."""

_EPOCH = date(1970, 1, 1).toordinal()
_DIGITS = 4

Json = dict[str, object]
Pair = tuple[str, str]
Actors = Mapping[str, int]


def turning(events: Sequence[Event], actors: Actors) -> Json:
    """The turning points of the ties among some events, each tie in both directions together and in each.

    Args:
        events: Merged events, in the order of the page.
        actors: Number of each side.
    """
    number = {event.id: at for at, event in enumerate(events)}
    ties: dict[Pair, list[Event]] = defaultdict(list)
    for event in filter(counts, events):
        one, other = sorted(event.best.dyad)
        ties[one, other].append(event)
    return turning_of({tie: _months(found) for tie, found in ties.items()}, lambda tie: (ties[tie], number), actors)


def turning_of(
    months: Mapping[Pair, int], told: Callable[[Pair], tuple[Sequence[Event], Mapping[str, int]]], actors: Actors
) -> Json:
    """The same, of which no more than one tie at a time need be in memory.

    Args:
        months: Number of months that have events, for each pair in alphabetical order.
        told: The events of a pair that count, and the number of each by its id.
        actors: Number of each side.
    """
    long = sorted((tie for tie in months if months[tie] >= FEWEST), key=lambda tie: (-months[tie], tie))
    return {
        "by": BY,
        "fewest": FEWEST,
        "most": MOST_TIES,
        "ties": [
            {"ends": [actors[side] for side in tie], "searches": _searches(tie, *told(tie), actors)}
            for tie in sorted(long[:MOST_TIES])
        ],
    }


def _months(events: Sequence[Event]) -> int:
    """Number of periods that have events."""
    return len({period.first for event in events if (period := place(event.best.when, BY))})


def _searches(tie: Pair, events: Sequence[Event], number: Mapping[str, int], actors: Actors) -> list[Json]:
    whole = series(events, Side(body=tie[0]), Side(body=tie[1]), by=BY)
    return [_search(whole, source, actors, number) for source in (None, *tie)]


def _search(whole: Ties, source: str | None, actors: Actors, number: Mapping[str, int]) -> Json:
    side = None if source is None else actors[source]
    try:
        found = turns(whole, source)
    except UsageError as error:  # more periods than a search takes
        return {"source": side, "found": str(error), "turns": [], "levels": []}
    return {
        "source": side,
        "found": found.sentence,
        "turns": [_turn(turn, number) for turn in found.turns],
        "levels": [[*_days(stretch), round(stretch.level, _DIGITS) + 0.0] for stretch in found.stretches],
    }


def _turn(turn: Turn, number: Mapping[str, int]) -> Json:
    return {
        "day": turn.day.toordinal() - _EPOCH,
        "silent": turn.silent,
        "before": round(turn.before.level, _DIGITS) + 0.0,
        "after": round(turn.after.level, _DIGITS) + 0.0,
        "eventsBefore": turn.before.events,
        "eventsAfter": turn.after.events,
        "p": round(turn.p, _DIGITS),
        "causes": [[number[cause.act.event.id], round(cause.share, _DIGITS)] for cause in turn.causes],
    }


def _days(stretch: Stretch) -> tuple[int, int]:
    """First day of a stretch, and the day after its last."""
    return stretch.first.first.toordinal() - _EPOCH, stretch.last.last.toordinal() + 1 - _EPOCH
