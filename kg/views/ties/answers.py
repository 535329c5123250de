"""Reciprocity: does one side answer the other in kind, how fast, and more often than by chance?"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from kg.base.dates import Precision
from kg.views.ties.tally import COOPERATION
from kg.views.ties.tie import Ties

DAYS = 30
"""Days within which an act is an answer."""
SHIFTS = 999
"""Most shifts of the answering side's calendar that chance is judged by."""
SEED = 0
_DIGITS = 4

Acts = dict[bool, list[int]]
"""Days (ordinals) on which a side acted, ascending, by whether it acted in a cooperative way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How one side answers the other.

    An act is what a side did on one day, cooperation and conflict apart: many reports of one day count once. Only
    events whose day is known and that have a direction count. What both did on one day answers nothing:
    the order is unknown.

    Attributes:
        actor, other: Who answers whom.
        acts: Acts of ``other`` that could be answered.
        answered: Those after which ``actor`` did anything to ``other`` within :data:`DAYS` days.
        in_kind: Those after which it did something of the same kind: cooperation or conflict.
        days: Median days to the first answer in kind; None without one.
        expected: Mean share answered in kind when the calendar of ``actor`` is shifted round against that of ``other``:
            what the mere density of its acts would give. None when all happened within twice :data:`DAYS`.
        p: Share of shifts that give as many answers in kind, or more.
    """

    actor: str
    other: str
    acts: int
    answered: int
    in_kind: int
    days: float | None
    expected: float | None
    p: float | None

    @property
    def share(self) -> float | None:
        """Share of acts that were answered in kind."""
        return self.in_kind / self.acts if self.acts else None

    def row(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {
            "actor": self.actor,
            "answers": self.other,
            "acts": self.acts,
            "answered": self.answered,
            "in_kind": self.in_kind,
            "share": _rounded(self.share),
            "expected": _rounded(self.expected),
            "p": _rounded(self.p),
            "median_days": self.days,
        }


def reciprocity(ties: Ties) -> tuple[Answers, Answers]:
    """How ``b`` answers ``a``, and ``a`` answers ``b``."""
    acts = {side: _acts(ties, side) for side in (ties.a, ties.b)}
    return _answers(ties.b, ties.a, acts), _answers(ties.a, ties.b, acts)


def _acts(ties: Ties, side: str) -> Acts:
    found: dict[bool, set[int]] = {True: set(), False: set()}
    for act in ties.acts:
        best = act.event.best
        if act.source == side and not best.symmetric and best.when.precision is Precision.DAY and best.when.earliest:
            found[best.quad in COOPERATION].add(best.when.earliest.toordinal())
    return {kind: sorted(days) for kind, days in found.items()}


def _answers(actor: str, other: str, acts: dict[str, Acts]) -> Answers:
    calls, replies = acts[other], acts[actor]
    anything = sorted({*replies[True], *replies[False]})
    delays = _delays(calls, replies)
    every = [day for side in (calls, replies) for days in side.values() for day in days]
    span = max(every) - min(every) + 1 if every else 0
    expected = p = None
    if span > 2 * DAYS and any(calls.values()) and anything:
        chance = [len(_delays(calls, shifted)) for shifted in _shifts(replies, min(every), span)]
        expected = sum(chance) / len(chance) / sum(map(len, calls.values()))
        p = (1 + sum(number >= len(delays) for number in chance)) / (1 + len(chance))
    return Answers(
        actor=actor,
        other=other,
        acts=sum(map(len, calls.values())),
        answered=len(_delays(calls, {True: anything, False: anything})),
        in_kind=len(delays),
        days=float(median(delays)) if delays else None,
        expected=expected,
        p=p,
    )


def _delays(calls: Acts, replies: Acts) -> list[int]:
    """Days to the first reply of the same kind, of calls that have one in time."""
    return [wait for kind, days in calls.items() for day in days if (wait := _wait(day, replies[kind]))]


def _wait(day: int, replies: Sequence[int]) -> int | None:
    at = bisect_right(replies, day)
    return replies[at] - day if at < len(replies) and replies[at] - day <= DAYS else None


def _shifts(replies: Acts, first: int, span: int) -> Iterable[Acts]:
    """The replies moved by whole days, what falls off the end put in front."""
    steps = range(1, span)
    chosen = steps if len(steps) <= SHIFTS else sorted(random.Random(SEED).sample(steps, SHIFTS))  # noqa: S311 - no secret
    for step in chosen:
        yield {kind: sorted(first + (day - first + step) % span for day in days) for kind, days in replies.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
