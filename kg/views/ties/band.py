"""How sure a period's mean score is: a confidence interval from the spread of the events' scores.

The spread is pooled over the periods of one direction, as in an analysis of variance with one factor (R. A. Fisher,
Statistical Methods for Research Workers, 1925): a period of one event then has an interval too, a wide one. The bounds
are those of Student's t (Biometrika 6, 1908). Assumed: the same spread in every period, and events that do not depend
on each other; where one story makes many events, the band is too narrow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

LEVEL = 0.95
"""Share of such intervals that hold the true mean, if the assumptions hold."""

NORMAL_FROM = 1000
"""Degrees of freedom from which on t is taken for normal: the bounds differ by less than 0.2 %."""


_SURE = 1e-13  # how near to :data:`LEVEL` a bound is


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Pooled standard deviation of scores within periods, and its degrees of freedom."""

    deviation: float
    freedom: int

    def interval(self, mean: float, number: int, low: float, high: float) -> tuple[float, float]:
        """Interval of the mean of so many scores, cut off where the scale ends."""
        half = t_bound(self.freedom) * self.deviation / math.sqrt(number)
        return max(mean - half, low), min(mean + half, high)


def pooled(groups: Sequence[Sequence[float]]) -> Spread | None:
    """The spread within groups of scores; None when there is none to see: no group of two, or all scores the same."""
    filled = [group for group in groups if group]
    freedom = sum(len(group) - 1 for group in filled)
    if freedom < 1:
        return None
    means = [math.fsum(group) / len(group) for group in filled]
    squares = math.fsum((score - mean) ** 2 for group, mean in zip(filled, means, strict=True) for score in group)
    deviation = math.sqrt(squares / freedom)
    return Spread(deviation=deviation, freedom=freedom) if deviation > 0 else None


@cache
def t_bound(freedom: int) -> float:
    """The bound that Student's t with so many degrees of freedom stays within, either side, in 95 % of cases."""
    if freedom >= NORMAL_FROM:
        return NormalDist().inv_cdf((1 + LEVEL) / 2)
    # by Newton's method from below: the probability rises ever less, so that no step goes too far
    log = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - math.log(freedom * math.pi) / 2
    bound = NormalDist().inv_cdf((1 + LEVEL) / 2)
    while (missing := LEVEL - _within(bound, freedom)) > _SURE:
        density = math.exp(log - (freedom + 1) / 2 * math.log1p(bound * bound / freedom))
        bound += missing / (2 * density)
    return bound


def _within(t: float, freedom: int) -> float:
    """Probability that Student's t lies in [-t, t]: Abramowitz and Stegun, Mathematical Functions, 26.7.3-4."""
    angle = math.atan(t / math.sqrt(freedom))
    cos, sin = math.cos(angle), math.sin(angle)
    odd = freedom % 2
    term, total = (cos, 0.0) if odd else (1.0, 0.0)
    for step in range(1 + odd, freedom, 2):
        total += term
        term *= cos * cos * step / (step + 1)
    return 2 / math.pi * (angle + sin * total) if odd else sin * total
