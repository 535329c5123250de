"""Turning points of a tie: when its level changed, how sure that is, and which events made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import fsum

from kg.base.errors import UsageError
from kg.views.ties.change import FEWEST, Cut, find_cuts, stretches
from kg.views.ties.periods import By, Period
from kg.views.ties.tie import DirectedEvent, Ties

ALPHA = 0.05
"""Greatest p-value of a turning point."""
LONGEST = 600
"""Most periods with events: the search takes some seconds there, and grows with the square."""
MOST_CAUSES = 20
"""Events told of a turn."""
NEAR = 3
"""Periods with events, from the turn on, whose events are told as its making."""
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """An event that made a turn.

    Attributes:
        act: The event as the tie counts it.
        share: Its share of the change of level; those of all events of the new stretch add up to 1.
    """

    act: DirectedEvent
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Periods with events between two turns, and the mean score of their events."""

    first: Period
    last: Period
    level: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turning point.

    Attributes:
        day: First possible day of the first event at the new level.
        before, after: The stretches on both sides. The turn lies after ``before.last`` and not after ``after.first``.
        silent: Number of periods without events between them.
        p: Chance that shuffled periods differ as much; see :mod:`kg.views.ties.change`.
        causes: Up to 20 events that moved the level, of its first :data:`NEAR` periods with events, strongest first.
    """

    day: date
    before: Stretch
    after: Stretch
    silent: int
    p: float
    causes: tuple[Cause, ...]

    def row(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {
            "day": self.day.isoformat(),
            "period": self.after.first.label,
            "last_before": self.before.last.label,
            "silent": self.silent,
            "before": round(self.before.level, _DIGITS) + 0.0,
            "after": round(self.after.level, _DIGITS) + 0.0,
            "events_before": self.before.events,
            "events_after": self.after.events,
            "p": round(self.p, _DIGITS),
            "causes": [_cause(cause) for cause in self.causes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The turning points of a tie in both directions together, or in one.

    Attributes:
        source, target: The direction; both None when events of both count, a symmetric one once.
        by: Length of a period.
        stretches: Levels between the turns; one when there is no turn, none without events.
        turns: The turning points, in order.
        periods: Number of periods with scored events.
        p: Chance of a series without any change being cut as well as this one; None when it is too short to tell.
        likeliest: Where the level would turn, if it did, when there is no turning point.
    """

    source: str | None
    target: str | None
    by: By
    stretches: tuple[Stretch, ...]
    turns: tuple[Turn, ...]
    periods: int
    p: float | None
    likeliest: Turn | None = None

    @property
    def direction(self) -> str:
        """``both`` or ``RUS > USA``."""
        return "both" if self.source is None else f"{self.source} > {self.target}"

    @property
    def sentence(self) -> str:
        """What was found, in words."""
        if self.turns:
            return f"{len(self.turns)} turning point{'s' if len(self.turns) > 1 else ''}"
        likeliest = f"; the likeliest would be {self.likeliest.after.first.label}" if self.likeliest else ""
        if not self.periods:
            return "no events with a score"
        if self.periods < FEWEST:
            number = f"{self.periods} {self.by}{'s' if self.periods > 1 else ''} with events"
            return f"no turning point can be told from {number}; {FEWEST} are needed{likeliest}"
        if self.p is None:
            return "no turning point: every score is the same"
        return f"no turning point: the level changes no more than by chance (p = {self.p:.3f}){likeliest}"

    def row(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {
            "direction": self.direction,
            "periods": self.periods,
            "p": None if self.p is None else round(self.p, _DIGITS),
            "found": self.sentence,
            "turns": [turn.row() for turn in self.turns],
            "likeliest": self.likeliest.row() if self.likeliest else None,
        }


def turns(ties: Ties, source: str | None = None, *, alpha: float = ALPHA) -> Turns:
    """Find the turning points of a tie.

    Periods without events are not in the series that is searched: silence is neither a level nor a turn.

    Args:
        ties: The series.
        source: Only what this side did to the other; both directions together by default.
        alpha: Greatest p-value that counts.

    Raises:
        UsageError: More than :data:`LONGEST` periods have events, or the tie has no such side.
    """
    if source not in (None, ties.a, ties.b):
        raise UsageError(f"the tie is between {ties.a} and {ties.b}, not {source}")
    groups = _groups(ties, source)
    if len(groups) > LONGEST:
        raise UsageError(f"{len(groups)} {ties.by}s with events are too many to search; take longer periods")
    means = [_level(acts) for _, acts in groups]
    found = find_cuts(means, [len(acts) for _, acts in groups], alpha=alpha)
    target = None if source is None else ties.b if source == ties.a else ties.a
    likeliest = _made(ties, groups, (found.likeliest,)) if found.likeliest else ()
    return Turns(
        source=source,
        target=target,
        by=ties.by,
        stretches=tuple(_stretch(groups[start:stop]) for start, stop in stretches(len(groups), found.cuts) if groups),
        turns=_made(ties, groups, found.cuts),
        periods=len(groups),
        p=found.p,
        likeliest=likeliest[0] if likeliest else None,
    )


_Group = tuple[Period, list[DirectedEvent]]


def _made(ties: Ties, groups: Sequence[_Group], cuts: Sequence[Cut]) -> tuple[Turn, ...]:
    """What a division makes of the periods."""
    numbers = {period.first: at for at, period in enumerate(ties.periods)}
    parts = [groups[start:stop] for start, stop in stretches(len(groups), cuts) if groups]
    return tuple(
        Turn(
            day=min(act.event.best.when.earliest or act.period.first for act in new[0][1]),
            before=(before := _stretch(old)),
            after=(after := _stretch(new)),
            silent=numbers[after.first.first] - numbers[before.last.first] - 1,
            p=cut.p,
            causes=_causes(new, before.level, after),
        )
        for (old, new), cut in zip(pairwise(parts), cuts, strict=True)
    )


def _groups(ties: Ties, source: str | None) -> list[_Group]:
    """Scored events by period, those without any left out; a symmetric event once."""
    found: dict[date, dict[str, DirectedEvent]] = defaultdict(dict)
    for act in ties.acts:
        if act.score is not None and source in (None, act.source):
            found[act.period.first].setdefault(act.event.id, act)
    return [(next(iter(acts.values())).period, list(acts.values())) for _, acts in sorted(found.items())]


def _level(acts: Sequence[DirectedEvent]) -> float:
    return fsum(act.score for act in acts if act.score is not None) / len(acts)


def _stretch(part: Sequence[_Group]) -> Stretch:
    acts = [act for _, group in part for act in group]
    return Stretch(first=part[0][0], last=part[-1][0], level=_level(acts), events=len(acts))


def _causes(part: Sequence[_Group], old: float, new: Stretch) -> tuple[Cause, ...]:
    near = [act for _, group in part[:NEAR] for act in group]
    whole = (new.level - old) * new.events
    causes = [Cause(act=act, share=(act.score - old) / whole) for act in near if act.score is not None]
    moving = [cause for cause in causes if cause.share > 0]
    ranked = sorted(moving, key=lambda c: (-round(c.share, 9), c.act.event.best.when.sort_key, c.act.event.id))
    return tuple(ranked[:MOST_CAUSES])


def _cause(cause: Cause) -> dict[str, object]:
    best = cause.act.event.best
    return {
        "event": cause.act.event.id,
        "date": best.when.iso,
        "source": cause.act.source,
        "target": cause.act.target,
        "type": best.type.value,
        "mode": best.mode.name if best.mode else None,
        "score": cause.act.score,
        "share": round(cause.share, _DIGITS),
        "sentence": best.sentence,
        "article": best.article,
        "url": best.url,
    }
