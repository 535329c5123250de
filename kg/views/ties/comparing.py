"""Two spans of time compared: which ties were born, died, flipped, warmed or cooled, and by which events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from kg.base.errors import UsageError
from kg.model import Event
from kg.views.ties.band import pooled, t_bound
from kg.views.ties.levels import NOTHING, Counted, Level, Pair, Span, counted
from kg.views.ties.scales import Scale, plover

LEAST = 2
"""Events of a pair in a span below which its level is not compared."""
_DIGITS = 4


class ChangeKind(StrEnum):
    """What became of a tie."""

    FLIPPED = "flipped"
    """The mean score changed its sign."""
    WARMED = "warmed"
    COOLED = "cooled"
    BORN = "born"
    """Nothing was reported before."""
    DIED = "died"
    """Nothing is reported any more: it may have ended, or the articles may be about other things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the tie of two actors changed.

    Attributes:
        a, b: The actors; the source first if the comparison is directed, else in order of their ids.
        kind: What became of the tie.
        before, after: Its events in both spans.
        difference: Mean score after minus before; None for ties born or died.
        low, high: 95 % confidence interval of the difference by Student's t with one spread for both spans; None when
            no spread can be seen.
    """

    a: str
    b: str
    kind: ChangeKind
    before: Level
    after: Level
    difference: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def strength(self) -> float:
        """What changes are ranked by: events of ties born or died; else the difference, weighed by its events."""
        if self.difference is None:
            return float(self.before.number + self.after.number)
        before, after = len(self.before.scores), len(self.after.scores)
        return abs(self.difference) * sqrt(before * after / (before + after))

    def row(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {
            "a": self.a,
            "b": self.b,
            "change": self.kind.value,
            "difference": _rounded(self.difference),
            "low": _rounded(self.low),
            "high": _rounded(self.high),
            "before": self.before.row(),
            "after": self.after.row(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two spans compared.

    Attributes:
        before, after: The spans.
        events_before, events_after: All events between two actors in each: when they differ much, so do the articles.
        changes: The changes by kind, each kind from the strongest to the weakest.
        unclear: Number of pairs with too few events in one of the spans, or without a difference.
    """

    before: Span
    after: Span
    events_before: int
    events_after: int
    changes: tuple[Change, ...]
    unclear: int

    def counts(self) -> dict[str, int]:
        """Number of changes of each kind."""
        tally = Counter(change.kind for change in self.changes)
        return {kind.value: tally[kind] for kind in ChangeKind}


def compare(
    events: Iterable[Event] | Counted,
    before: Span,
    after: Span,
    *,
    scale: Scale | None = None,
    least: int = LEAST,
    directed: bool = False,
) -> Comparison:
    """Compare the ties of two spans.

    Args:
        events: Merged events, or what counts them.
        before: The earlier span.
        after: The later span; it may not overlap the earlier one.
        scale: What events are worth; PLOVER's scores by default.
        least: Events of a pair in a span from which its level is compared.
        directed: Compare what each did to the other, instead of both directions together.

    Raises:
        UsageError: The spans overlap or stand in the wrong order.
    """
    if after.first <= before.last:
        raise UsageError(f"{after.label} must lie after {before.label}, without overlapping it")
    source = counted(events)
    scale = scale or plover()
    old, new = (source.levels(scale, span.first, span.last, directed=directed) for span in (before, after))
    changes, unclear = [], 0
    for pair in sorted({*old, *new}):
        change = _change(pair, old.get(pair, NOTHING), new.get(pair, NOTHING), least)
        if change is None:
            unclear += 1
        else:
            changes.append(change)
    order = list(ChangeKind)
    changes.sort(key=lambda c: (order.index(c.kind), -round(c.strength, 9), c.a, c.b))
    return Comparison(
        before=before,
        after=after,
        events_before=source.total(before.first, before.last),
        events_after=source.total(after.first, after.last),
        changes=tuple(changes),
        unclear=unclear,
    )


def _change(pair: Pair, old: Level, new: Level, least: int) -> Change | None:
    a, b = pair
    if not (old.number and new.number):
        kind = ChangeKind.BORN if new.number else ChangeKind.DIED
        enough = old.number + new.number >= least
        return Change(a=a, b=b, kind=kind, before=old, after=new) if enough else None
    if min(len(old.scores), len(new.scores)) < least:
        return None
    was, now = old.mean, new.mean
    if was is None or now is None or was == now:
        return None
    difference = now - was
    kind = ChangeKind.FLIPPED if was * now < 0 else ChangeKind.WARMED if difference > 0 else ChangeKind.COOLED
    low = high = None
    if spread := pooled([old.scores, new.scores]):
        half = t_bound(spread.freedom) * spread.deviation * sqrt(1 / len(old.scores) + 1 / len(new.scores))
        low, high = difference - half, difference + half
    return Change(a=a, b=b, kind=kind, before=old, after=new, difference=difference, low=low, high=high)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
